#include "format/terminal.h"

#include "../record/scene.h"
#include "base/utf8.h"

static void widths_are_those_of_terminals(void **state) {
  (void)state;
  assert_int_equal(ro_display_width(RO_LIT("Qin Gang")), 8);
  assert_int_equal(ro_display_width(RO_LIT("Łódź")), 4);
  assert_int_equal(ro_display_width(RO_LIT("秦刚")), 4);
  assert_int_equal(ro_display_width(RO_LIT("한국")), 4);
  assert_int_equal(ro_display_width(RO_LIT("Ａ")), 2);
  assert_int_equal(ro_display_width(RO_LIT("e\xCC\x81")), 1);    /* e with a combining acute */
  assert_int_equal(ro_display_width(RO_LIT("\xE2\x80\x8B")), 0); /* zero width space */
  assert_int_equal(ro_display_width(RO_LIT("سلام")), 4);
  assert_int_equal(ro_display_width(RO_LIT("● ◐ ✗ – … ?")), 11);
  assert_int_equal(ro_point_width(0x10FFFF), 1);
}

static void clean_body(scene *s) {
  ro_slice clean = ro_clean(RO_LIT("  a\033[31m\tred\r\nline\xE2\x80\xAE reversed\xC2\x9B "), &s->arena);
  assert_true(ro_slice_equal(clean, RO_LIT("a [31m red line reversed")));
  assert_int_equal(ro_clean(RO_LIT("\a\a"), &s->arena).len, 0);
}
SCENE(no_report_steers_the_terminal, clean_body)

static void cut_body(scene *s) {
  assert_true(ro_slice_equal(ro_cut(RO_LIT("foreign"), 7, &s->arena), RO_LIT("foreign")));
  assert_true(ro_slice_equal(ro_cut(RO_LIT("foreign"), 6, &s->arena), RO_LIT("forei…")));
  assert_true(ro_slice_equal(ro_cut(RO_LIT("秦刚外长"), 6, &s->arena), RO_LIT("秦刚…")));
  assert_true(ro_slice_equal(ro_cut(RO_LIT("a b"), 1, &s->arena), RO_LIT("…")));
  assert_int_equal(ro_cut(RO_LIT("a"), 0, &s->arena).len, 0);
}
SCENE(what_is_too_long_is_cut, cut_body)

static void expect_lines(scene *s, const char *text, size_t width, const char *expected) {
  ro_slices lines = ro_wrap(ro_slice_of(text), width, &s->arena);
  ro_slice joined = ro_arena_join(&s->arena, lines.at, lines.len, RO_LIT("|"));
  if (!ro_slice_equal(joined, ro_slice_of(expected))) fail_msg("%.*s, not %s", (int)joined.len, joined.ptr, expected);
}

static void wrap_body(scene *s) {
  expect_lines(s, "the two sides agreed", 9, "the two|sides|agreed");
  expect_lines(s, "the two sides agreed", 20, "the two sides agreed");
  expect_lines(s, "the two sides", 7, "the two|sides");
  expect_lines(s, "extraordinarily so", 6, "extrao|rdinar|ily so");
  expect_lines(s, "秦刚外长会见", 5, "秦刚|外长|会见");
  expect_lines(s, "秦", 1, "秦");
  expect_lines(s, "", 5, "");
  expect_lines(s, "ab", 0, "a|b");
}
SCENE(lines_break_at_spaces, wrap_body)

static void page_body(scene *s) {
  ro_view view = {.width = 24, .color = true};
  ro_terminal t = ro_terminal_make(&s->text, &view, &s->arena);
  ro_put(&t, RO_BOLD, RO_LIT("Qin"));
  ro_put_cell(&t, RO_PLAIN, 6, RO_LIT("Gang"));
  ro_put_end(&t);
  ro_put_spaces(&t, 2);
  ro_put_indented(&t, RO_PLAIN, 2, RO_LIT("said that there is no panacea"));
  assert_string_equal(s->text.ptr, "\033[1mQin\033[0mGang\n  said that there is no\n  panacea\n");
}
SCENE(a_page_is_written, page_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(widths_are_those_of_terminals),
      cmocka_unit_test(no_report_steers_the_terminal),
      cmocka_unit_test(what_is_too_long_is_cut),
      cmocka_unit_test(lines_break_at_spaces),
      cmocka_unit_test(a_page_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
