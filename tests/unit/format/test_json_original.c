#include "format/json_original.h"

#include "../record/scene.h"
#include "base/hash.h"

static ro_slice written(scene *s, const ro_original *original) {
  ro_text_clear(&s->text);
  ro_original_write(&s->text, original, &s->arena);
  return ro_arena_copy(&s->arena, ro_text_slice(&s->text));
}

static ro_slice given(scene *s, const ro_item *item) {
  ro_text_clear(&s->text);
  ro_given_write(&s->text, item, &s->arena);
  return ro_arena_copy(&s->arena, ro_text_slice(&s->text));
}

static ro_original make(scene *s) {
  ro_original original = {.bytes = RO_LIT("a;\"\0\xff\"\n")};
  const ro_item row = {.id = RO_LIT("a.csv:2"), .source = RO_LIT("a.csv"), .format = RO_ITEM_ROW, .header = RO_LIT("id;t\xe9xt")};
  const ro_item page = {.id = RO_LIT("p"), .format = RO_ITEM_HTML, .given_charset = RO_LIT("latin1"), .title = RO_LIT("\"T\"")};
  original.sha256 = ro_sha256(&s->arena, original.bytes);
  RO_PUSH(&s->arena, &original.given, ((ro_original_given){RO_LIT("r-1"), RO_LIT("1 ab"), given(s, &row)}));
  RO_PUSH(&s->arena, &original.given, ((ro_original_given){RO_LIT("r-2"), RO_LIT("1 ab"), given(s, &page)}));
  return original;
}

static void back_body(scene *s) {
  ro_original original = make(s), back;
  ro_slice line = written(s, &original);
  readout_error err = {0};
  assert_true(ro_slice_starts(line, RO_LIT("{\"type\":\"original\",\"sha256\":\"")));
  assert_has(line, "{\"report\":\"r-1\",\"reader\":\"1 ab\",\"id\":\"a.csv:2\",\"source\":\"a.csv\",\"format\":\"row\",");
  assert_int_equal(ro_original_read(&back, line, 1, &s->arena, &err), READOUT_OK);
  assert_true(ro_slice_equal(back.bytes, original.bytes));
  assert_int_equal(back.given.len, 2);
  assert_true(ro_slice_equal(written(s, &back), line));
}
SCENE(an_original_is_written_and_read_back, back_body)

static void given_body(scene *s) {
  ro_original original = make(s);
  ro_item item;
  readout_error err = {0};
  assert_int_equal(ro_given_read(&item, original.given.at[0].given, &s->arena, &err), READOUT_OK);
  assert_int_equal(item.format, RO_ITEM_ROW);
  assert_true(ro_slice_equal(item.header, RO_LIT("id;t\xe9xt")));
  assert_null(item.title.ptr);
  assert_int_equal(ro_given_read(&item, original.given.at[1].given, &s->arena, &err), READOUT_OK);
  assert_true(ro_slice_equal(item.title, RO_LIT("\"T\"")) && ro_slice_equal(item.given_charset, RO_LIT("latin1")));
  const ro_item strange = {.format = RO_ITEM_TEXT, .given_charset = RO_LIT("\xff")};
  assert_true(ro_slice_equal(given(s, &strange), RO_LIT("{\"format\":\"text\"}")));
}
SCENE(how_it_was_given_is_kept, given_body)

static void wrong_body(scene *s) {
  static const struct {
    const char *line, *problem;
  } CASES[] = {
      {"{\"bytes\":\"\"}", "\"sha256\" is missing"},
      {"{\"sha256\":\"ab\",\"bytes\":\"Z\"}", "\"bytes\" is no base64"},
      {"{\"sha256\":\"ab\",\"bytes\":\"Zm9v\"}", "\"bytes\" is not what has this hash"},
      {"{\"sha256\":\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\",\"bytes\":\"Zm9v\",\"given\":[{"
       "\"report\":"
       "\"r-1\",\"reader\":\"1\",\"format\":\"film\"}]}",
       "\"given[0].format\" is no known word"},
      {"[]", "no JSON object"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    ro_original original;
    readout_error err = {0};
    assert_int_equal(ro_original_read(&original, ro_slice_of(CASES[i].line), 3, &s->arena, &err), READOUT_ERR_INPUT);
    if (!strstr(err.message, CASES[i].problem)) fail_msg("no \"%s\" in \"%s\"", CASES[i].problem, err.message);
    assert_int_equal(err.line, 3);
  }
}
SCENE(what_is_wrong_is_named, wrong_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_original_is_written_and_read_back),
      cmocka_unit_test(how_it_was_given_is_kept),
      cmocka_unit_test(what_is_wrong_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
