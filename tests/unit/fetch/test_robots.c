/* robots.txt: whose group counts, and which paths its rules fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/robots.h"

static bool allows(const char *text, const char *path, int64_t *delay_ms) {
  ro_guard guard = {0};
  ro_arena arena;
  ro_robots robots;
  ro_arena_init(&arena, &guard, 0);
  ro_robots_read(&robots, ro_slice_of(text), RO_LIT("readout"), &arena);
  bool is_allowed = ro_robots_allow(&robots, ro_slice_of(path), &arena);
  if (delay_ms) *delay_ms = robots.delay_ms;
  ro_arena_release(&arena);
  return is_allowed;
}

#define YES(text, path) assert_true(allows(text, path, NULL))
#define NO(text, path) assert_false(allows(text, path, NULL))

static void our_group_counts_before_that_for_all(void **state) {
  (void)state;
  const char *text =
      "User-agent: *\nDisallow: /\n\nUser-Agent: other\nuser-agent: ReadOut/2.0\nDisallow: /a # why\r\n"
      "User-agent: third\nDisallow: /b\nUser-agent: readout\nDisallow: /c";
  YES(text, "/b");
  NO(text, "/a/x");
  NO(text, "/c");
  NO("User-agent: *\nDisallow: /", "/x");
  YES("User-agent: *\nDisallow: /", "/robots.txt");
  YES("User-agent: readouts\nDisallow: /", "/x");
  YES("Disallow: /", "/x");
  YES("User-agent: *\nDisallow:", "/x");
  NO("\xEF\xBB\xBFUser-agent: *\nDisallow: /x", "/x");
}

#define ALL "User-agent: *\n"

static void the_longest_rule_decides(void **state) {
  (void)state;
  YES(ALL "Disallow: /a\nAllow: /a/b", "/a/b/c");
  NO(ALL "Allow: /a\nDisallow: /a/b", "/a/b/c");
  YES(ALL "Disallow: /a\nAllow: /a", "/a");
  NO(ALL "Disallow: /*.pdf$", "/x/y.pdf");
  YES(ALL "Disallow: /*.pdf$", "/x/y.pdf?z");
  NO(ALL "Disallow: /a*c*e", "/abcde");
  YES(ALL "Disallow: /a*c*e", "/abde");
  NO(ALL "Disallow: /*?print", "/a?b&?print=1");
  NO(ALL "Disallow: /%7ea/\xC3\xA9", "/~a/%c3%a9");
  YES(ALL "Disallow: /a%2Fb", "/a/b");
  NO(ALL "Disallow: *$", "/x");
}

static void a_delay_is_bounded(void **state) {
  (void)state;
  int64_t ms;
  (void)allows(ALL "Crawl-delay: 1.5", "/", &ms);
  assert_int_equal(ms, 1500);
  (void)allows(ALL "Crawl-delay: 99999999999999999999", "/", &ms);
  assert_int_equal(ms, RO_ROBOTS_MOST_DELAY_MS);
  (void)allows(ALL "Crawl-delay: soon", "/", &ms);
  assert_int_equal(ms, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(our_group_counts_before_that_for_all),
      cmocka_unit_test(the_longest_rule_decides),
      cmocka_unit_test(a_delay_is_bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
