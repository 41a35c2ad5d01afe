#include "reading.h"
#include "report/globs.h"

static void test_each_kind_of_pattern_fits_whole_texts_alone(void **state) {
  static const char *const PATTERNS[] = {"ads",   "ad", "info source*", "*sidebar*",  "*-nav",
                                         "a*b*c", "x*", "promo*box",    "#### views", "no #*day"};
  static const struct {
    const char *text;
    bool fits;
  } CASES[] = {{"ads", true},
               {"adsx", false},
               {"ad", true},
               {"info source: x", true},
               {"info sourc", false},
               {"my-sidebar-2", true},
               {"sidebar", true},
               {"sideba", false},
               {"top-nav", true},
               {"top-nav-x", false},
               {"abc", true},
               {"a1b2c", true},
               {"ab", false},
               {"x", true},
               {"promo-big-box", true},
               {"promo-bo", false},
               {"", false},
               {"1234 views", true},
               {"12 views", false},
               {"no 7th day", true},
               {"no th day", false}};
  (void)state;
  ro_guard guard = {0};
  ro_arena arena;
  ro_globs globs = {0};
  ro_arena_init(&arena, &guard, 0);
  for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) ro_globs_add(&globs, ro_slice_of(PATTERNS[i]), &arena);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    bool one_by_one = false;
    for (size_t k = 0; k < globs.patterns.len; k++)
      one_by_one = one_by_one || ro_glob(globs.patterns.at[k], ro_slice_of(CASES[i].text));
    assert_int_equal(one_by_one, CASES[i].fits);
    assert_int_equal(ro_globs_match(&globs, ro_slice_of(CASES[i].text), 0), CASES[i].fits);
  }
  ro_arena_release(&arena);
}

static void test_a_long_enough_beginning_is_asked_for(void **state) {
  (void)state;
  ro_guard guard = {0};
  ro_arena arena;
  ro_globs globs = {0};
  ro_arena_init(&arena, &guard, 0);
  ro_globs_add(&globs, RO_LIT("read*"), &arena);
  ro_globs_add(&globs, RO_LIT("*more"), &arena);
  ro_globs_add(&globs, RO_LIT("go"), &arena);
  assert_true(ro_globs_match(&globs, RO_LIT("read on"), 4));
  assert_false(ro_globs_match(&globs, RO_LIT("read on"), 5));
  assert_true(ro_globs_match(&globs, RO_LIT("once more"), 0));
  assert_false(ro_globs_match(&globs, RO_LIT("once more"), 1));
  assert_true(ro_globs_match(&globs, RO_LIT("go"), 9));
  ro_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_kind_of_pattern_fits_whole_texts_alone),
      cmocka_unit_test(test_a_long_enough_beginning_is_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
