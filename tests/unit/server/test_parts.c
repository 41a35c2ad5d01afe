/* What answers are made of: targets, bodies, lines folded into objects, what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka.h wants some of the above first */
#include <cmocka.h>

#include "server/ask.h"
#include "server/cache.h"
#include "server/fold.h"

static serve_ask asked;

static void targets_are_decoded(void **state) {
  size_t n;
  (void)state;
  assert_true(serve_ask_read(&asked, "/a%20b/%E5%BC%A0?party=a+b&party=%26&empty=&limit=7&flag=true&kind=call&=x"));
  assert_string_equal(asked.path, "/a b/\u5f20");
  const char *const *parties = serve_ask_list(&asked, "party", 8, &n);
  assert_int_equal(n, 2);
  assert_string_equal(parties[0], "a b");
  assert_string_equal(parties[1], "&");
  assert_null(serve_ask_text(&asked, "empty"));
  assert_null(serve_ask_text(&asked, "none"));
  assert_int_equal(serve_ask_number(&asked, "limit", 1, 9, 3), 7);
  assert_int_equal(serve_ask_number(&asked, "none", 1, 9, 3), 3);
  assert_true(serve_ask_flag(&asked, "flag", false));
  assert_string_equal(serve_ask_word(&asked, "kind", "meeting call visit"), "call");
  assert_false(serve_ask_end(&asked)); /* nobody asked for "" */
  assert_non_null(strstr(asked.why, "nothing here is asked for by"));
}

static void targets_that_are_none(void **state) {
  static const char *const NONE[] = {
      "",     "a",    "http://a/", "*",    "/%",         "/%4",           "/%4g",       "/%00",
      "/%1f", "/%7f", "/%80",      "/%c3", "/%ed%a0%80", "/%f5%80%80%80", "/?a=%c0%80", "/?a=%e0%80%80",
      "/\\",  "/%5c", "/a?%0d%0a"};
  (void)state;
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
    if (serve_ask_read(&asked, NONE[i])) fail_msg("%s", NONE[i]);
}

static void targets_have_a_size(void **state) {
  static char target[SERVE_MOST_TARGET + 2];
  (void)state;
  memset(target, 'a', sizeof target - 1);
  target[0] = '/';
  assert_false(serve_ask_read(&asked, target));
  target[SERVE_MOST_TARGET / 2] = '\0';
  assert_true(serve_ask_read(&asked, target));
  size_t len = (size_t)snprintf(target, sizeof target, "/?");
  for (int i = 0; i < SERVE_MOST_PARAMETERS; i++) len += (size_t)snprintf(target + len, sizeof target - len, "a=%d&", i);
  assert_true(serve_ask_read(&asked, target));
  size_t n;
  (void)serve_ask_list(&asked, "a", SERVE_MOST_PARAMETERS, &n);
  assert_int_equal(n, SERVE_MOST_PARAMETERS);
  assert_true(serve_ask_end(&asked));
  (void)snprintf(target + len, sizeof target - len, "a=x");
  assert_false(serve_ask_read(&asked, target));
}

static void the_first_wrong_thing_is_said(void **state) {
  static const struct {
    const char *query, *why;
  } WRONG[] = {{"/?n=x", "no number that it can be"}, {"/?n=10", "no number that it can be"},
               {"/?n=0", "no number that it can be"}, {"/?n=1&n=2", "asked for twice"},
               {"/?w=c", "no word that it can be"},   {"/?w=a%20b", "no word that it can be"},
               {"/?f=1", "neither true nor false"},   {"/?l=1&l=2&l=3", "asked for too often"}};
  (void)state;
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    size_t n;
    assert_true(serve_ask_read(&asked, WRONG[i].query));
    (void)serve_ask_number(&asked, "n", 1, 9, 3);
    (void)serve_ask_word(&asked, "w", "a b");
    (void)serve_ask_flag(&asked, "f", false);
    (void)serve_ask_list(&asked, "l", 2, &n);
    assert_false(serve_ask_end(&asked));
    if (!strstr(asked.why, WRONG[i].why)) fail_msg("%s: %s", WRONG[i].query, asked.why);
  }
}

static void text_is_json(void **state) {
  serve_body body;
  (void)state;
  serve_body_init(&body);
  serve_body_json(&body, "a\"\\\n\x01\u5f20\xff</script>\xe5\xbc");
  assert_string_equal(body.bytes, "\"a\\\"\\\\\\u000a\\u0001\u5f20\xEF\xBF\xBD</script>\xEF\xBF\xBD\xEF\xBF\xBD\"");
  serve_body_clear(&body);
  serve_body_json(&body, NULL);
  assert_string_equal(body.bytes, "null");
  serve_body_release(&body);
}

static void what_is_large_lies_in_a_file(void **state) {
  static char piece[100000];
  serve_body body;
  (void)state;
  serve_body_init(&body);
  for (int i = 0; i < 30; i++) {
    memset(piece, 'a' + i % 26, sizeof piece);
    serve_body_add(&body, piece, sizeof piece);
  }
  assert_false(body.failed);
  assert_true(body.fd >= 0);
  assert_int_equal(body.len, 30 * sizeof piece);
  assert_int_equal(lseek(body.fd, 0, SEEK_END), 30 * sizeof piece);
  for (int i = 0; i < 30; i++) {
    assert_int_equal(pread(body.fd, piece, sizeof piece, (off_t)(i * (int)sizeof piece)), sizeof piece);
    assert_int_equal(piece[0], 'a' + i % 26);
    assert_int_equal(piece[sizeof piece - 1], 'a' + i % 26);
  }
  serve_body_release(&body);
  body.stays = true;
  for (int i = 0; i < 30; i++) serve_body_add(&body, piece, sizeof piece);
  assert_int_equal(body.fd, -1);
  assert_int_equal(body.len, 30 * sizeof piece);
  serve_body_release(&body);
}

static void where_no_file_can_be_it_fails(void **state) {
  static char piece[2 << 20];
  char tmp[256];
  serve_body body;
  (void)state;
  snprintf(tmp, sizeof tmp, "%s", getenv("TMPDIR") ? getenv("TMPDIR") : "");
  setenv("TMPDIR", "/nowhere/at/all", 1);
  serve_body_init(&body);
  serve_body_add(&body, piece, sizeof piece);
  assert_true(body.failed);
  assert_false(serve_to_body(&body, "a", 1));
  serve_body_release(&body);
  if (*tmp) {
    setenv("TMPDIR", tmp, 1);
  } else {
    unsetenv("TMPDIR");
  }
}

static const char *folded(serve_body *body, const char *lines, serve_fold fold) {
  serve_body_clear(body);
  serve_fold_lines(body, lines, strlen(lines), fold);
  return body->bytes;
}

static void lines_are_one_object(void **state) {
  serve_body body;
  (void)state;
  serve_body_init(&body);
  assert_string_equal(
      folded(&body,
             "{\"type\":\"page\",\"of\":\"events\",\"given\":2,\"total\":null,\"next\":null}\n"
             "{\"type\":\"event\",\"id\":\"e-1\"}\n{\"type\":\"event\",\"id\":\"e-2\"}\n"
             "{\"type\":\"note\",\"of\":\"e-1\"}\n{\"type\":\"entity\",\"id\":\"n-1\"}\n{\"type\":\"event\",\"id\":\"e-3\"}\n"
             "{\"type\":\"entity\",\"id\":\"n-2\"}\n",
             SERVE_FOLD_PAGE),
      "{\"page\":{\"type\":\"page\",\"of\":\"events\",\"given\":2,\"total\":null,\"next\":null},"
      "\"items\":[{\"type\":\"event\",\"id\":\"e-1\"},{\"type\":\"event\",\"id\":\"e-2\"}],"
      "\"entities\":[{\"type\":\"entity\",\"id\":\"n-1\"},{\"type\":\"entity\",\"id\":\"n-2\"}],"
      "\"events\":[{\"type\":\"event\",\"id\":\"e-3\"}],\"notes\":[{\"type\":\"note\",\"of\":\"e-1\"}]}\n");
  assert_string_equal(folded(&body, "{\"type\":\"search\",\"of\":\"reports\",\"given\":0,\"next\":null}\n", SERVE_FOLD_PAGE),
                      "{\"page\":{\"type\":\"page\",\"of\":\"reports\",\"given\":0,\"next\":null},\"items\":[]}\n");
  assert_string_equal(
      folded(&body, "{\"type\":\"event\",\"id\":\"e-1\"}\n{\"type\":\"note\"}\n{\"type\":\"unknown\"}", SERVE_FOLD_THING),
      "{\"item\":{\"type\":\"event\",\"id\":\"e-1\"},\"notes\":[{\"type\":\"note\"}]}\n");
  assert_string_equal(folded(&body, "{\"id\":\"e-1\"}\n", SERVE_FOLD_LINES),
                      "{\"page\":{\"type\":\"page\",\"of\":\"reasons\",\"given\":1,\"total\":1,\"next\":null},"
                      "\"items\":[{\"id\":\"e-1\"}]}\n");
  serve_body_release(&body);
}

static void put(serve_cache *cache, const char *target, const char *etag, size_t len) {
  static char bytes[4096];
  serve_cache_put(cache, target, etag, "text/plain", bytes, len);
}

static bool has(serve_cache *cache, const char *target, const char *etag) {
  serve_cached *one = serve_cache_get(cache, target, etag);
  if (one) serve_cached_release(one);
  return one != NULL;
}

static void answers_are_kept_by_state(void **state) {
  serve_cache *cache = serve_cache_open(64000);
  const char *type;
  size_t len;
  (void)state;
  serve_cache_put(cache, "/a", "\"1\"", "text/plain", "abc", 3);
  serve_cached *one = serve_cache_get(cache, "/a", "\"1\"");
  assert_non_null(one);
  assert_memory_equal(serve_cached_bytes(one, &len, &type), "abc", 3);
  assert_int_equal(len, 3);
  assert_string_equal(type, "text/plain");
  assert_false(has(cache, "/b", "\"1\""));
  assert_false(has(cache, "/a", "\"2\"")); /* of another state: it goes, and whoever holds it has it still */
  assert_false(has(cache, "/a", "\"1\""));
  assert_memory_equal(serve_cached_bytes(one, &len, &type), "abc", 3);
  serve_cached_release(one);
  serve_cache_close(cache);
}

static void the_longest_not_asked_for_goes(void **state) {
  serve_cache *cache = serve_cache_open(64000);
  char target[16];
  (void)state;
  put(cache, "/large", "\"1\"", 4096); /* more than its share */
  assert_false(has(cache, "/large", "\"1\""));
  for (int i = 0; i < 100; i++) {
    snprintf(target, sizeof target, "/%d", i);
    put(cache, target, "\"1\"", 3000);
    assert_true(has(cache, target, "\"1\""));
    assert_true(has(cache, "/0", "\"1\"")); /* it is asked for, and stays */
  }
  assert_false(has(cache, "/1", "\"1\""));
  assert_false(has(cache, "/70", "\"1\""));
  assert_true(has(cache, "/95", "\"1\""));
  put(cache, "/0", "\"1\"", 10); /* again */
  assert_true(has(cache, "/0", "\"1\""));
  serve_cache_close(cache);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(targets_are_decoded),
      cmocka_unit_test(targets_that_are_none),
      cmocka_unit_test(targets_have_a_size),
      cmocka_unit_test(the_first_wrong_thing_is_said),
      cmocka_unit_test(text_is_json),
      cmocka_unit_test(what_is_large_lies_in_a_file),
      cmocka_unit_test(where_no_file_can_be_it_fails),
      cmocka_unit_test(lines_are_one_object),
      cmocka_unit_test(answers_are_kept_by_state),
      cmocka_unit_test(the_longest_not_asked_for_goes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
