#include "statement/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static ro_guard guard;
static ro_arena arena;

static void assert_prints(ro_period period, const char *want) {
  ro_slice got = ro_period_print(period, &arena);
  assert_string_equal(got.ptr ? ro_arena_copy(&arena, got).ptr : "", want);
}

static ro_period parse(const char *edtf) {
  return ro_period_parse(ro_slice_of(edtf));
}

static void edtf_there_and_back(void **state) {
  static const char *const DATES[] = {"2023-04-13", "XXXX-04-13", "2023-04", "2023", "1899-12-31"};
  (void)state;
  for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) assert_prints(parse(DATES[i]), DATES[i]);
  assert_int_equal(parse("XXXX").unit, RO_NO_UNIT);
  assert_int_equal(parse("").unit, RO_NO_UNIT);
  assert_int_equal(parse("03-02-2009").unit, RO_NO_UNIT);
}

static void days_count(void **state) {
  (void)state;
  assert_int_equal(ro_period_number(parse("1970-01-01")), 0);
  assert_int_equal(ro_period_number(parse("2024-03-01")) - ro_period_number(parse("2024-02-28")), 2);
  for (long n = -800000; n < 800000; n += 997) assert_int_equal(ro_period_number(ro_period_of_number(n)), n);
  assert_int_equal(ro_period_weekday(parse("2024-03-12")), 2);
  assert_int_equal(ro_period_weekday(parse("1969-12-28")), 7);
  assert_true(ro_period_exists(2024, 2, 29));
  assert_false(ro_period_exists(2023, 2, 29));
  assert_true(ro_period_exists(RO_NO_YEAR, 2, 29));
  assert_false(ro_period_exists(2023, 13, 1));
  assert_false(ro_period_exists(2023, 0, 1));
}

static void weeks_are_iso(void **state) {
  (void)state;
  assert_prints(ro_period_around(parse("2021-01-03"), RO_WEEK), "2020-W53");
  assert_prints(ro_period_around(parse("2019-12-30"), RO_WEEK), "2020-W01");
  assert_prints(ro_period_around(parse("2024-03-12"), RO_WEEKEND), "2024-W11-WE");
  assert_prints(ro_period_shift(ro_period_around(parse("2020-12-31"), RO_WEEK), 1), "2021-W01");
}

static void longer_stretches(void **state) {
  ro_period day = parse("2024-08-31");
  (void)state;
  assert_prints(ro_period_around(day, RO_MONTH), "2024-08");
  assert_prints(ro_period_around(day, RO_QUARTER), "2024-Q3");
  assert_prints(ro_period_around(day, RO_HALF), "2024-H2");
  assert_prints(ro_period_around(day, RO_SEASON), "2024-SU");
  assert_prints(ro_period_around(day, RO_DECADE), "202");
  assert_prints(ro_period_around(day, RO_CENTURY), "20");
  assert_prints(ro_period_around(ro_period_part(RO_QUARTER, 2024, 4), RO_HALF), "2024-H2");
  /* what is longer, or not known, gives nothing */
  assert_int_equal(ro_period_around(parse("2024"), RO_MONTH).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_around(parse("XXXX-03-12"), RO_WEEK).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_around(parse("XXXX-03-12"), RO_YEAR).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_around(ro_period_some_weekday(4), RO_MONTH).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_around(RO_NO_PERIOD, RO_YEAR).unit, RO_NO_UNIT);
  assert_prints(ro_period_around(parse("XXXX-03-12"), RO_MONTH), "XXXX-03");
  assert_prints(ro_period_some_weekday(4), "XXXX-WXX-4");
}

static void shifts_cross_years(void **state) {
  (void)state;
  assert_prints(ro_period_shift(parse("2024-03-01"), -1), "2024-02-29");
  assert_prints(ro_period_shift(parse("2024-01"), -1), "2023-12");
  assert_prints(ro_period_shift(parse("2024-11"), 14), "2026-01");
  assert_prints(ro_period_shift(ro_period_part(RO_QUARTER, 2024, 1), -1), "2023-Q4");
  assert_prints(ro_period_shift(ro_period_part(RO_HALF, 2024, 2), 1), "2025-H1");
  assert_prints(ro_period_shift(parse("2024"), -10), "2014");
  assert_prints(ro_period_shift(ro_period_around(parse("2024"), RO_DECADE), -1), "201");
  assert_int_equal(ro_period_shift(parse("XXXX-03-12"), 1).unit, RO_NO_UNIT);
  assert_prints(ro_period_shift(parse("XXXX-03-12"), 0), "XXXX-03-12");
}

static void parts_by_number(void **state) {
  ro_period october = parse("2024-10"), year = parse("2024");
  (void)state;
  assert_prints(ro_period_nth(october, RO_DAY, 2, 2), "2024-10-08"); /* the second Tuesday */
  assert_prints(ro_period_nth(october, RO_DAY, 1, -1), "2024-10-28");
  assert_prints(ro_period_nth(october, RO_DAY, 0, -1), "2024-10-31");
  assert_prints(ro_period_nth(october, RO_WEEK, 0, 1), "2024-W40");
  assert_prints(ro_period_nth(october, RO_WEEK, 0, -1), "2024-W44");
  assert_prints(ro_period_nth(year, RO_QUARTER, 0, -1), "2024-Q4");
  assert_prints(ro_period_nth(year, RO_HALF, 0, 1), "2024-H1");
  assert_prints(ro_period_nth(year, RO_MONTH, 0, 2), "2024-02");
  assert_int_equal(ro_period_nth(october, RO_DAY, 2, 6).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_nth(october, RO_QUARTER, 0, 1).unit, RO_NO_UNIT);
  assert_int_equal(ro_period_nth(year, RO_QUARTER, 0, 5).unit, RO_NO_UNIT);
}

static void years_are_near(void **state) {
  ro_period january = parse("2024-01-10");
  (void)state;
  assert_int_equal(ro_year_near(january, 12, 28), 2023);
  assert_int_equal(ro_year_near(january, 3, 0), 2024);
  assert_int_equal(ro_year_near(parse("2024"), 12, 28), 2024);
  assert_int_equal(ro_year_near(RO_NO_PERIOD, 12, 28), RO_NO_YEAR);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(edtf_there_and_back), cmocka_unit_test(days_count),         cmocka_unit_test(weeks_are_iso),
      cmocka_unit_test(longer_stretches),    cmocka_unit_test(shifts_cross_years), cmocka_unit_test(parts_by_number),
      cmocka_unit_test(years_are_near),
  };
  ro_arena_init(&arena, &guard, 0);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  ro_arena_release(&arena);
  return failed;
}
