#include "review/place.h"

#include "../base/fixture.h"

#define TEXT RO_LIT("Łódź: Ana Brás met Li Wei. Ana Brás left.")

static bool finds(size_t start, const char *quote, size_t *at) {
  ro_review_member member = {.start = start, .end = start + 1, .quote = ro_slice_of(quote)};
  ro_span place;
  if (!ro_review_place(&member, TEXT, &place)) return false;
  assert_int_equal(place.end - place.start, strlen(quote));
  *at = place.start;
  return true;
}

/* Places are code points there, bytes here. */
static void a_quote_stands_where_it_stood(void **state) {
  size_t at = 0;
  (void)state;
  assert_true(finds(6, "Ana Brás", &at));
  assert_int_equal(at, 9);
  assert_true(finds(27, "Ana Brás", &at));
  assert_int_equal(at, 31);
}

static void one_that_moved_is_found_where_it_stands_once(void **state) {
  size_t at = 0;
  (void)state;
  assert_true(finds(3, "Li Wei", &at));
  assert_int_equal(at, 23);
  assert_true(finds(10000, "Li Wei", &at));
  assert_false(finds(3, "Ana Brás", &at)); /* twice: either may be a lookalike */
  assert_false(finds(6, "Ana Bras", &at));
  assert_false(finds(0, "", &at));
}

static void overlap_is_a_share_of_both(void **state) {
  (void)state;
  assert_true(ro_span_overlap((ro_span){2, 6}, (ro_span){2, 6}) == 1);
  assert_true(ro_span_overlap((ro_span){0, 4}, (ro_span){2, 6}) == 2.0 / 6);
  assert_true(ro_span_overlap((ro_span){2, 6}, (ro_span){0, 8}) == 0.5);
  assert_true(ro_span_overlap((ro_span){0, 4}, (ro_span){4, 8}) == 0);
  assert_true(ro_span_overlap((ro_span){3, 3}, (ro_span){3, 3}) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_quote_stands_where_it_stood),
      cmocka_unit_test(one_that_moved_is_found_where_it_stands_once),
      cmocka_unit_test(overlap_is_a_share_of_both),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
