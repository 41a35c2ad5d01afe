#include "event/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static ro_guard guard;
static ro_arena arena;

static ro_day parse(const char *value) {
  return ro_day_parse(ro_slice_of(value));
}

static const char *text(ro_slice slice) {
  return slice.ptr ? ro_arena_copy(&arena, slice).ptr : "";
}

static void assert_day(ro_day day, unsigned year, unsigned month, unsigned number, unsigned weekday) {
  assert_int_equal(day.year, year);
  assert_int_equal(day.month, month);
  assert_int_equal(day.day, number);
  assert_int_equal(day.weekday, weekday);
}

static void assert_to(ro_day day, unsigned year, unsigned month, unsigned number) {
  assert_int_equal(day.to_year, year);
  assert_int_equal(day.to_month, month);
  assert_int_equal(day.to_day, number);
}

/* The order of the two makes no difference. */
static void assert_fit(const char *a, const char *b, ro_day_fit fit) {
  ro_day_fit there = ro_day_compare(parse(a), parse(b)), back = ro_day_compare(parse(b), parse(a));
  if (there != fit || back != fit) fail_msg("%s and %s: %d and %d, not %d", a, b, (int)there, (int)back, (int)fit);
}

static void assert_resolved(const char *value, const char *published, bool coming, const char *from, const char *to) {
  ro_day day = ro_day_resolve(parse(value), parse(published), coming);
  assert_string_equal(text(ro_day_from(day, &arena)), from);
  assert_string_equal(text(ro_day_to(day, &arena)), to);
}

/* -- parsing ---------------------------------------------------------------------------------------------------------- */

static void values_whole_or_in_part_are_read(void **state) {
  (void)state;
  assert_day(parse("2023-04-13"), 2023, 4, 13, 0);
  assert_day(parse("2023-04-13T09:30"), 2023, 4, 13, 0);
  assert_day(parse("XXXX-04-14"), 0, 4, 14, 0);
  assert_day(parse("2023-03"), 2023, 3, 0, 0);
  assert_day(parse("XXXX-03"), 0, 3, 0, 0);
  assert_day(parse("2023"), 2023, 0, 0, 0);
  assert_day(parse("XXXX-WXX-4"), 0, 0, 0, 4);
  assert_to(parse("2023-04-13"), 0, 0, 0);
}

static void intervals_are_read(void **state) {
  ro_day days = parse("2024-12-30/2025-01-02"), open = parse("2024-12-30/");
  (void)state;
  assert_day(days, 2024, 12, 30, 0);
  assert_to(days, 2025, 1, 2);
  assert_day(open, 2024, 12, 30, 0);
  assert_to(open, 0, 0, 0);
  assert_to(parse("XXXX-05-01/XXXX-05-03"), 0, 5, 3);
}

static void what_is_no_day_says_nothing(void **state) {
  static const char *const NO_DAYS[] = {"",           "PAST_REF", "13 April",   "XXXX", "XXXX-WXX-8",
                                        "XXXX-WXX-0", "XXXX-WXX", "20x3-04-13", "202"};
  (void)state;
  for (size_t i = 0; i < sizeof NO_DAYS / sizeof *NO_DAYS; i++) {
    if (ro_day_is_known(parse(NO_DAYS[i]))) fail_msg("\"%s\" is a day", NO_DAYS[i]);
  }
  assert_false(ro_day_is_known(ro_day_parse(RO_ABSENT)));
  assert_day(parse("2023-13-01"), 2023, 0, 0, 0);
  assert_day(parse("2023-00-01"), 2023, 0, 0, 0);
  assert_day(parse("2023-04-32"), 2023, 4, 0, 0);
  assert_day(parse("2023-04-00"), 2023, 4, 0, 0);
}

static void known_is_less_than_full(void **state) {
  (void)state;
  assert_true(ro_day_is_full(parse("2023-04-13")));
  assert_false(ro_day_is_full(parse("XXXX-04-13")));
  assert_false(ro_day_is_full(parse("2023-04")));
  assert_true(ro_day_is_known(parse("XXXX-04-13")));
  assert_true(ro_day_is_known(parse("2023")));
  assert_true(ro_day_is_known(parse("XXXX-WXX-7")));
}

/* -- numbers ---------------------------------------------------------------------------------------------------------- */

static void days_are_numbered(void **state) {
  (void)state;
  assert_int_equal(ro_day_number(parse("1970-01-01")), 0);
  assert_int_equal(ro_day_number(parse("2000-03-01")), 11017);
  assert_int_equal(ro_day_number(parse("1969-12-31")), -1);
  assert_int_equal(ro_day_number(parse("2024-03-01")) - ro_day_number(parse("2024-02-28")), 2);
  assert_int_equal(ro_day_number(parse("2100-03-01")) - ro_day_number(parse("2100-02-28")), 1);
  assert_int_equal(ro_day_number(parse("2025-01-01")) - ro_day_number(parse("2024-12-31")), 1);
}

static void numbers_lead_back_to_days(void **state) {
  int64_t last = ro_day_number(parse("2101-01-01"));
  ro_day before = ro_day_of_number(-30000);
  (void)state;
  for (int64_t n = -29999; n < last; n++) {
    ro_day day = ro_day_of_number(n);
    bool follows = day.day == before.day + 1 && day.month == before.month && day.year == before.year;
    bool begins = day.day == 1 && before.day >= 28 && (day.month == before.month + 1 || (day.month == 1 && before.month == 12));
    if (ro_day_number(day) != n || !(follows || begins)) fail_msg("day %ld is %u-%u-%u", (long)n, day.year, day.month, day.day);
    assert_int_equal(day.year, before.year + (day.month == 1 && day.day == 1));
    before = day;
  }
}

/* -- comparing -------------------------------------------------------------------------------------------------------- */

static void days_compare(void **state) {
  static const struct {
    const char *a, *b;
    ro_day_fit fit;
  } FITS[] = {
      /* whole days */
      {"2024-03-14", "2024-03-14", RO_DAY_EQUAL},
      {"2024-03-14", "2024-03-16", RO_DAY_NEAR},
      {"2024-03-14", "2024-03-17", RO_DAY_APART},
      {"2024-02-28", "2024-03-01", RO_DAY_NEAR},
      {"2023-02-28", "2023-03-03", RO_DAY_APART},
      {"2024-12-31", "2025-01-01", RO_DAY_NEAR},
      {"2024-12-31", "2025-01-03", RO_DAY_APART},
      {"2024-03-14", "2025-03-14", RO_DAY_APART},
      /* weekdays */
      {"XXXX-WXX-4", "2024-03-14", RO_DAY_FITS},
      {"XXXX-WXX-1", "2024-03-14", RO_DAY_APART},
      {"XXXX-WXX-3", "2025-01-01", RO_DAY_FITS},
      {"XXXX-WXX-4", "XXXX-WXX-4", RO_DAY_FITS},
      {"XXXX-WXX-4", "XXXX-WXX-1", RO_DAY_APART},
      {"XXXX-WXX-7", "2024-03-15/2024-03-18", RO_DAY_FITS},
      {"XXXX-WXX-2", "2024-03-15/2024-03-18", RO_DAY_NEAR},
      {"XXXX-WXX-3", "2024-03-15/2024-03-18", RO_DAY_APART},
      {"XXXX-WXX-5", "2024-03-14", RO_DAY_NEAR},
      {"XXXX-WXX-3", "2024-03-01/2024-03-31", RO_DAY_FITS},
      /* parts */
      {"XXXX-03-14", "2024-03-14", RO_DAY_FITS},
      {"XXXX-03-14", "2024-03-12", RO_DAY_NEAR},
      {"XXXX-03-14", "2024-03-11", RO_DAY_APART},
      {"XXXX-03-14", "XXXX-03-14", RO_DAY_FITS},
      {"XXXX-03-14", "XXXX-04-14", RO_DAY_APART},
      {"XXXX-02-28", "2024-03-01", RO_DAY_NEAR},
      {"2024-03", "2024-03-14", RO_DAY_FITS},
      {"2024-03", "2024-04-14", RO_DAY_APART},
      {"2024-03", "2025-03-14", RO_DAY_APART},
      {"2024-03", "XXXX-03-14", RO_DAY_FITS},
      {"2024-03", "XXXX-04", RO_DAY_APART},
      {"2024", "2024-03-14", RO_DAY_FITS},
      {"2024", "2023-12-31", RO_DAY_APART},
      {"2024", "XXXX-03-14", RO_DAY_FITS},
      /* intervals */
      {"2024-03-01/2024-03-03", "2024-03-01/2024-03-03", RO_DAY_EQUAL},
      {"2024-03-01/2024-03-03", "2024-03-03", RO_DAY_FITS},
      {"2024-03-01/2024-03-03", "2024-03-01", RO_DAY_FITS},
      {"2024-03-01/2024-03-03", "2024-03-02/2024-03-09", RO_DAY_FITS},
      {"2024-03-01/2024-03-03", "2024-03-05", RO_DAY_NEAR},
      {"2024-03-01/2024-03-03", "2024-02-28", RO_DAY_NEAR},
      {"2024-03-01/2024-03-03", "2024-03-06", RO_DAY_APART},
      {"2024-12-30/2025-01-02", "2025-01-01", RO_DAY_FITS},
      {"2024-12-30/2025-01-02", "2025-01-05", RO_DAY_APART},
      {"XXXX-03-01/XXXX-03-03", "2024-03-02", RO_DAY_FITS},
      {"XXXX-03-01/XXXX-03-03", "2024-03-07", RO_DAY_APART},
      /* nothing */
      {"", "2024-03-14", RO_DAY_UNKNOWN},
      {"PAST_REF", "XXXX-WXX-4", RO_DAY_UNKNOWN},
      {"", "", RO_DAY_UNKNOWN},
  };
  (void)state;
  for (size_t i = 0; i < sizeof FITS / sizeof *FITS; i++) assert_fit(FITS[i].a, FITS[i].b, FITS[i].fit);
}

/* -- made whole ------------------------------------------------------------------------------------------------------- */

/* 2024-03-14 and 2025-01-02 are Thursdays. */
static void weekdays_are_made_whole(void **state) {
  (void)state;
  assert_resolved("XXXX-WXX-3", "2024-03-14", false, "2024-03-13", "2024-03-13");
  assert_resolved("XXXX-WXX-5", "2024-03-14", false, "2024-03-08", "2024-03-08");
  assert_resolved("XXXX-WXX-5", "2024-03-14", true, "2024-03-15", "2024-03-15");
  assert_resolved("XXXX-WXX-3", "2024-03-14", true, "2024-03-20", "2024-03-20");
  assert_resolved("XXXX-WXX-4", "2024-03-14", false, "2024-03-14", "2024-03-14");
  assert_resolved("XXXX-WXX-1", "2025-01-02", false, "2024-12-30", "2024-12-30");
  assert_resolved("XXXX-WXX-1", "2024-12-31", true, "2025-01-06", "2025-01-06");
  assert_int_equal(ro_day_resolve(parse("XXXX-WXX-3"), parse("2024-03-14"), false).weekday, 0);
}

static void days_get_their_year(void **state) {
  (void)state;
  assert_resolved("XXXX-03-12", "2024-03-14", false, "2024-03-12", "2024-03-12");
  assert_resolved("XXXX-12-30", "2024-01-05", false, "2023-12-30", "2023-12-30");
  assert_resolved("XXXX-01-10", "2024-12-20", true, "2025-01-10", "2025-01-10");
  assert_resolved("XXXX-02-29", "2024-03-02", false, "2024-02-29", "2024-02-29");
  assert_resolved("XXXX-12", "2024-01-05", false, "2023-12", "2023-12");
  assert_resolved("XXXX-02", "2024-12-20", true, "2025-02", "2025-02");
  assert_resolved("XXXX-03-01/XXXX-03-03", "2024-03-14", false, "2024-03-01", "2024-03-03");
  assert_to(ro_day_resolve(parse("XXXX-03-01/XXXX-03-03"), parse("2024-03-14"), false), 2024, 3, 3);
}

static void what_cannot_be_made_whole_stays(void **state) {
  (void)state;
  assert_resolved("2021-03-12", "2024-03-14", false, "2021-03-12", "2021-03-12");
  assert_resolved("2021-03", "2024-03-14", false, "2021-03", "2021-03");
  assert_resolved("XXXX-03-12", "2024-03", false, "XXXX-03-12", "XXXX-03-12");
  assert_resolved("XXXX-03-12", "", true, "XXXX-03-12", "XXXX-03-12");
  assert_resolved("", "2024-03-14", false, "", "");
  assert_int_equal(ro_day_resolve(parse("XXXX-WXX-3"), parse("XXXX-03-14"), false).weekday, 3);
}

/* -- written ---------------------------------------------------------------------------------------------------------- */

static void assert_written(const char *value, const char *from, const char *to, const char *precision) {
  ro_day day = parse(value);
  const char *got = ro_day_precision(day);
  assert_string_equal(text(ro_day_from(day, &arena)), from);
  assert_string_equal(text(ro_day_to(day, &arena)), to);
  assert_string_equal(got ? got : "", precision);
}

static void days_are_written_as_edtf(void **state) {
  (void)state;
  assert_written("2024-03-04", "2024-03-04", "2024-03-04", "day");
  assert_written("XXXX-03-04", "XXXX-03-04", "XXXX-03-04", "day");
  assert_written("2024-03", "2024-03", "2024-03", "month");
  assert_written("XXXX-11", "XXXX-11", "XXXX-11", "month");
  assert_written("0987", "0987", "0987", "year");
  assert_written("2024-12-30/2025-01-02", "2024-12-30", "2025-01-02", "day");
  assert_written("2024-12-30/XXXX-12-31", "2024-12-30", "2024-12-31", "day");
  assert_written("2024-03/2024-05", "2024-03", "2024-05", "month");
  assert_written("XXXX-WXX-4", "", "", "");
  assert_written("", "", "", "");
  assert_null(ro_day_from(parse("XXXX-WXX-4"), &arena).ptr);
  assert_null(ro_day_to(parse("XXXX-WXX-4"), &arena).ptr);
}

/* Days before 1970 have negative numbers; each still has its weekday. */
static void weekdays_before_1970_are_found(void **state) {
  (void)state;
  ro_day published = ro_day_parse(RO_LIT("1962-10-24")); /* a Wednesday */
  ro_day tuesday = ro_day_resolve(ro_day_parse(RO_LIT("XXXX-WXX-2")), published, false);
  assert_int_equal(ro_day_number(tuesday), ro_day_number(published) - 1);
  ro_day thursday = ro_day_resolve(ro_day_parse(RO_LIT("XXXX-WXX-4")), published, true);
  assert_int_equal(ro_day_number(thursday), ro_day_number(published) + 1);
}

static void days_without_a_year_meet_over_new_year(void **state) {
  (void)state;
  assert_int_equal(ro_day_compare(ro_day_parse(RO_LIT("XXXX-12-31")), ro_day_parse(RO_LIT("2025-01-01"))), RO_DAY_NEAR);
  ro_day stay = ro_day_parse(RO_LIT("XXXX-12-30/XXXX-01-02"));
  assert_int_equal(ro_day_compare(stay, ro_day_parse(RO_LIT("2024-12-31"))), RO_DAY_FITS);
  ro_day resolved = ro_day_resolve(stay, ro_day_parse(RO_LIT("2025-01-05")), false);
  assert_int_equal(resolved.year, 2024);
  assert_int_equal(resolved.to_year, 2025);
}

static void the_29th_of_february_is_in_leap_years(void **state) {
  (void)state;
  ro_day day = ro_day_resolve(ro_day_parse(RO_LIT("XXXX-02-29")), ro_day_parse(RO_LIT("2025-02-01")), false);
  assert_int_equal(day.year, 2024);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(weekdays_before_1970_are_found),
      cmocka_unit_test(days_without_a_year_meet_over_new_year),
      cmocka_unit_test(the_29th_of_february_is_in_leap_years),
      cmocka_unit_test(values_whole_or_in_part_are_read),
      cmocka_unit_test(intervals_are_read),
      cmocka_unit_test(what_is_no_day_says_nothing),
      cmocka_unit_test(known_is_less_than_full),
      cmocka_unit_test(days_are_numbered),
      cmocka_unit_test(numbers_lead_back_to_days),
      cmocka_unit_test(days_compare),
      cmocka_unit_test(weekdays_are_made_whole),
      cmocka_unit_test(days_get_their_year),
      cmocka_unit_test(what_cannot_be_made_whole_stays),
      cmocka_unit_test(days_are_written_as_edtf),
  };
  ro_arena_init(&arena, &guard, 0);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  ro_arena_release(&arena);
  return failed;
}
