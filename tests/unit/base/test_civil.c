#include "base/civil.h"

#include "scene.h"

static void assert_day(int64_t year, int64_t month, int64_t day, int64_t number, int64_t weekday) {
  ro_civil back = ro_civil_of_number(number);
  assert_int_equal(ro_civil_number((ro_civil){year, month, day}), number);
  assert_int_equal(back.year, year);
  assert_int_equal(back.month, month);
  assert_int_equal(back.day, day);
  assert_int_equal(ro_civil_weekday(number), weekday);
}

static void days_have_numbers(void **state) {
  (void)state;
  assert_day(1970, 1, 1, 0, 4);
  assert_day(2000, 2, 29, 11016, 2);
  assert_day(2024, 12, 31, 20088, 2);
  assert_day(1969, 12, 31, -1, 3);
  assert_day(1900, 3, 1, -25508, 4);
  assert_day(-1, 12, 31, -719529, 5);
  for (int64_t number = -800000; number < 800000; number += 13) {
    assert_int_equal(ro_civil_number(ro_civil_of_number(number)), number);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(days_have_numbers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
