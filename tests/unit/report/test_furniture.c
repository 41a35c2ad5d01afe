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
  assert_true(ro_slice_equal(f.patterns[RO_FURNITURE_MARK].at[0], RO_LIT("photo:")));
  assert_true(has(r, &f, RO_FURNITURE_MARK, "The bay at noon. Photo: Harbour Post"));
}

static void a_long_beginning_stands_against_a_sentence(void **state) {
  reading *r = *state;
  ro_furniture f;
  readout_error err;
  assert_int_equal(load(r, "line\tread more*\nline\tread more about*\nline\tads\n", &f, &err), READOUT_OK);
  assert_int_equal(ro_furniture_kinds_of(&f, RO_LIT("read more of it")), RO_FURNITURE_BIT(RO_FURNITURE_LINE));
  assert_int_equal(ro_furniture_kinds_of(&f, RO_LIT("read more about it")),
                   RO_FURNITURE_BIT(RO_FURNITURE_LINE) | RO_FURNITURE_SURE);
  assert_int_equal(ro_furniture_kinds_of(&f, RO_LIT("ads")), RO_FURNITURE_BIT(RO_FURNITURE_LINE) | RO_FURNITURE_SURE);
}

static void hints_are_words(void **state) {
  reading *r = *state;
  ro_furniture f;
  readout_error err;
  const unsigned cut = RO_FURNITURE_BIT(RO_FURNITURE_CUT), body = RO_FURNITURE_BIT(RO_FURNITURE_BODY);
  assert_int_equal(load(r, "cut\tshare*\ncut\tad\nbody\tstory\nline\tlead\n", &f, &err), READOUT_OK);
  assert_int_equal(ro_furniture_names_of(&f, RO_LIT("col share-bar")), cut);
  assert_int_equal(ro_furniture_names_of(&f, RO_LIT("\n ad ")), cut);
  assert_int_equal(ro_furniture_names_of(&f, RO_LIT("ad story")), cut | body);
  assert_int_equal(ro_furniture_names_of(&f, RO_LIT("header lead no-share")), 0);
  assert_int_equal(ro_furniture_names_of(&f, RO_LIT("")), 0);
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
  const struct CMUnitTest tests[] = {TEST(patterns_fit_folded_texts), TEST(a_long_beginning_stands_against_a_sentence),
                                     TEST(hints_are_words), TEST(globs), TEST(errors_name_the_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
