#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static void finds_parts(void **state) {
  (void)state;
  ro_slice text = RO_LIT("the two sides agreed; the sides");
  assert_int_equal(ro_slice_find(text, RO_LIT("sides"), 0), 8);
  assert_int_equal(ro_slice_find(text, RO_LIT("sides"), 9), 26);
  assert_true(ro_slice_find(text, RO_LIT("sides"), 27) == SIZE_MAX);
  assert_true(ro_slice_find(text, RO_LIT("sidesx"), 0) == SIZE_MAX);
  assert_true(ro_slice_find(text, RO_LIT(""), 0) == SIZE_MAX);
  assert_true(ro_slice_find(text, RO_LIT("t"), SIZE_MAX) == SIZE_MAX);
  assert_true(ro_slice_find(RO_ABSENT, RO_LIT("t"), 0) == SIZE_MAX);
}

static void parts_are_clamped(void **state) {
  (void)state;
  ro_slice text = RO_LIT("Ankara");
  assert_true(ro_slice_equal(ro_slice_part(text, 2, 99), RO_LIT("kara")));
  assert_int_equal(ro_slice_part(text, 5, 2).len, 0);
  assert_int_equal(ro_slice_part(text, 99, 100).len, 0);
  assert_null(ro_slice_part(RO_ABSENT, 0, 3).ptr);
  assert_true(ro_slice_equal(ro_slice_span(text, (ro_span){0, 2}), RO_LIT("An")));
}

static void tells_beginnings_and_ends(void **state) {
  (void)state;
  assert_true(ro_slice_starts(RO_LIT("Ankara"), RO_LIT("An")));
  assert_true(ro_slice_starts(RO_LIT("Ankara"), RO_ABSENT));
  assert_false(ro_slice_starts(RO_LIT("An"), RO_LIT("Ankara")));
  assert_true(ro_slice_ends(RO_LIT("Ankara"), RO_LIT("ra")));
  assert_false(ro_slice_ends(RO_LIT("Ankara"), RO_LIT("rb")));
  assert_false(ro_slice_ends(RO_LIT("a"), RO_LIT("ra")));
}

static void trims_white_space(void **state) {
  (void)state;
  assert_true(ro_slice_equal(ro_slice_trim(RO_LIT(" \t\xC2\xA0 two words\r\n\xC2\xA0")), RO_LIT("two words")));
  assert_int_equal(ro_slice_trim(RO_LIT(" \xC2\xA0\n")).len, 0);
  assert_int_equal(ro_slice_trim(RO_ABSENT).len, 0);
  /* U+00E0 ends in the same byte as U+00A0 */
  assert_true(ro_slice_equal(ro_slice_trim(RO_LIT("voil\xC3\xA0")), RO_LIT("voil\xC3\xA0")));
}

static void compares_in_byte_order(void **state) {
  (void)state;
  assert_true(ro_slice_compare(RO_LIT("a"), RO_LIT("b")) < 0);
  assert_true(ro_slice_compare(RO_LIT("ab"), RO_LIT("a")) > 0);
  assert_true(ro_slice_compare(RO_LIT("z"), RO_LIT("\xC3\xA4")) < 0);
  assert_int_equal(ro_slice_compare(RO_ABSENT, RO_LIT("")), 0);
  assert_true(ro_slice_equal_nocase(RO_LIT("Foreign MINISTER"), RO_LIT("foreign minister")));
  assert_false(ro_slice_equal_nocase(RO_LIT("[bracket"), RO_LIT("{bracket")));
}

static void finds_whole_words(void **state) {
  (void)state;
  assert_true(ro_slice_has_word(RO_LIT("Deputy Prime Minister"), RO_LIT("prime minister")));
  assert_true(ro_slice_has_word(RO_LIT("al-Nuri"), RO_LIT("Nuri")));
  assert_false(ro_slice_has_word(RO_LIT("Ministerial"), RO_LIT("minister")));
  assert_false(ro_slice_has_word(RO_LIT("na\xC3\xAFve"), RO_LIT("na")));
  assert_false(ro_slice_has_word(RO_LIT("a"), RO_LIT("")));
  assert_false(ro_slice_has_word(RO_ABSENT, RO_LIT("a")));
}

static void an_absent_slice_is_not_an_empty_one(void **state) {
  (void)state;
  assert_null(ro_slice_of(NULL).ptr);
  assert_non_null(ro_slice_of("").ptr);
  assert_true(ro_slice_equal(ro_slice_of("x"), RO_LIT("x")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_parts),
      cmocka_unit_test(parts_are_clamped),
      cmocka_unit_test(tells_beginnings_and_ends),
      cmocka_unit_test(trims_white_space),
      cmocka_unit_test(compares_in_byte_order),
      cmocka_unit_test(finds_whole_words),
      cmocka_unit_test(an_absent_slice_is_not_an_empty_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
