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
  for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++) ro_globs_add(&globs, ro_slice_of(PATTERNS[i]), 1, &arena);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    bool one_by_one = false;
    for (size_t k = 0; k < sizeof PATTERNS / sizeof *PATTERNS; k++)
      one_by_one = one_by_one || ro_glob(ro_slice_of(PATTERNS[k]), ro_slice_of(CASES[i].text));
    assert_int_equal(one_by_one, CASES[i].fits);
    assert_int_equal(ro_globs_find(&globs, ro_slice_of(CASES[i].text)), CASES[i].fits);
  }
  ro_arena_release(&arena);
}

static void test_all_kinds_that_fit_are_found(void **state) {
  (void)state;
  ro_guard guard = {0};
  ro_arena arena;
  ro_globs globs = {0};
  ro_arena_init(&arena, &guard, 0);
  ro_globs_add(&globs, RO_LIT("read*"), 1, &arena);
  ro_globs_add(&globs, RO_LIT("*more"), 2, &arena);
  ro_globs_add(&globs, RO_LIT("*d and m*"), 4, &arena);
  ro_globs_add(&globs, RO_LIT("#*"), 8, &arena);
  ro_globs_add(&globs, RO_LIT("read on"), 16 | 32, &arena);
  assert_int_equal(ro_globs_find(&globs, RO_LIT("read on")), 1 | 16 | 32);
  assert_int_equal(ro_globs_find(&globs, RO_LIT("read and more")), 1 | 2 | 4);
  assert_int_equal(ro_globs_find(&globs, RO_LIT("read and read and me")), 1 | 4);
  assert_int_equal(ro_globs_find(&globs, RO_LIT("7 more")), 2 | 8);
  assert_int_equal(ro_globs_find(&globs, RO_LIT("mor")), 0);
  ro_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_kind_of_pattern_fits_whole_texts_alone),
      cmocka_unit_test(test_all_kinds_that_fit_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
