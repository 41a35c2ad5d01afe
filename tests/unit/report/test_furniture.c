#include "reading.h"

static readout_status load(reading *r, const char *list, ro_furniture *furniture, readout_error *err) {
  return ro_furniture_load(furniture, ro_slice_of(list), &r->arena, err);
}

static bool has(reading *r, const ro_furniture *furniture, ro_furniture_kind kind, const char *text) {
  return ro_furniture_has(furniture, kind, ro_fold(&r->arena, ro_slice_of(text)));
}

static void patterns_fit_folded_texts(void **state) {
  reading *r = *state;
  ro_furniture f;
  readout_error err;
  assert_int_equal(load(r, "# about\n\nline\tRead  more*\r\nline\tdon't miss\nmark\tphoto:\n", &f, &err), READOUT_OK);
  assert_true(has(r, &f, RO_FURNITURE_LINE, "READ\n more: x"));
  assert_true(has(r, &f, RO_FURNITURE_LINE, "\xC2\xBB Don\xE2\x80\x99t miss \xE2\x80\xA6"));
  assert_false(has(r, &f, RO_FURNITURE_LINE, "please read more"));
  assert_false(has(r, &f, RO_FURNITURE_TAIL, "don't miss"));
  assert_true(ro_slice_equal(f.globs[RO_FURNITURE_MARK].patterns.at[0], RO_LIT("photo:")));
  assert_false(ro_furniture_begins(&f, RO_FURNITURE_LINE, RO_LIT("read more of it"), 12));
  assert_true(ro_furniture_begins(&f, RO_FURNITURE_LINE, RO_LIT("read more of it"), 9));
}

static void hints_are_words(void **state) {
  reading *r = *state;
  ro_furniture f;
  readout_error err;
  assert_int_equal(load(r, "cut\tshare*\ncut\tad\n", &f, &err), READOUT_OK);
  assert_true(ro_furniture_has_hint(&f, RO_FURNITURE_CUT, RO_LIT("col share-bar")));
  assert_true(ro_furniture_has_hint(&f, RO_FURNITURE_CUT, RO_LIT("\n ad ")));
  assert_false(ro_furniture_has_hint(&f, RO_FURNITURE_CUT, RO_LIT("header lead no-share")));
  assert_false(ro_furniture_has_hint(&f, RO_FURNITURE_CUT, RO_LIT("")));
}

static void globs(void **state) {
  (void)state;
  assert_true(ro_glob(RO_LIT("*a*b*"), RO_LIT("xxaxxbxx")));
  assert_true(ro_glob(RO_LIT("a*"), RO_LIT("a")));
  assert_true(ro_glob(RO_LIT("**"), RO_LIT("")));
  assert_true(ro_glob(RO_LIT("*# comments"), RO_LIT("12 comments")));
  assert_false(ro_glob(RO_LIT("*# comments"), RO_LIT("my comments")));
  assert_true(ro_glob(RO_LIT("# *"), RO_LIT("# #")));
  assert_true(ro_glob(RO_LIT("*ab*b"), RO_LIT("aabab")));
  assert_false(ro_glob(RO_LIT("a*b"), RO_LIT("ab c")));
  assert_false(ro_glob(RO_LIT(""), RO_LIT("a")));
}

static void errors_name_the_line(void **state) {
  reading *r = *state;
  ro_furniture f;
  readout_error err;
  assert_int_equal(load(r, "# x\nline\ta\nline without a tab\n", &f, &err), READOUT_ERR_INPUT);
  assert_int_equal(err.line, 3);
  assert_int_equal(load(r, "line\ta\n\nlien\tb\n", &f, &err), READOUT_ERR_INPUT);
  assert_int_equal(err.line, 3);
  assert_non_null(strstr(err.message, "unknown kind \"lien\""));
  assert_int_equal(load(r, "line\t  \n", &f, &err), READOUT_ERR_INPUT);
  assert_int_equal(load(r, "line\t\xFF\n", &f, &err), READOUT_ERR_INPUT);
  assert_int_equal(err.offset, 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(patterns_fit_folded_texts), TEST(hints_are_words), TEST(globs),
                                     TEST(errors_name_the_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
