#include "statement/calendar.h"

#include <stdio.h>

#include "base/civil.h"

#define ANY_LEAP_YEAR 2000

ro_period ro_period_day(long year, long month, long day) {
  return (ro_period){.unit = RO_DAY, .year = year, .month = month, .day = day};
}

ro_period ro_period_some_weekday(long weekday) {
  return (ro_period){.unit = RO_DAY, .year = RO_NO_YEAR, .part = weekday};
}

ro_period ro_period_month(long year, long month) {
  return (ro_period){.unit = RO_MONTH, .year = year, .month = month};
}

ro_period ro_period_part(ro_unit unit, long year, long part) {
  return (ro_period){.unit = unit, .year = year, .part = part};
}

ro_period ro_period_year(long year) {
  return (ro_period){.unit = RO_YEAR, .year = year};
}

static long digits(ro_slice text, size_t from, size_t to) {
  long value = 0;
  for (size_t i = from; i < to; i++) {
    if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '9') return -1;
    value = value * 10 + (text.ptr[i] - '0');
  }
  return value;
}

ro_period ro_period_parse(ro_slice edtf) {
  long year = edtf.len >= 4 ? digits(edtf, 0, 4) : RO_NO_YEAR;
  long month = edtf.len >= 7 ? digits(edtf, 5, 7) : 0, day = edtf.len >= 10 ? digits(edtf, 8, 10) : 0;
  if (month < 1 || month > 12) return year == RO_NO_YEAR ? RO_NO_PERIOD : ro_period_year(year);
  if (day < 1 || day > 31) return ro_period_month(year, month);
  return ro_period_day(year, month, day);
}

bool ro_period_is_full_day(ro_period period) {
  return period.unit == RO_DAY && period.year != RO_NO_YEAR;
}

long ro_period_number(ro_period day) {
  return (long)ro_civil_number((ro_civil){day.year, day.month, day.day});
}

ro_period ro_period_of_number(long number) {
  ro_civil day = ro_civil_of_number(number);
  return ro_period_day((long)day.year, (long)day.month, (long)day.day);
}

long ro_period_weekday(ro_period day) {
  return (long)ro_civil_weekday(ro_period_number(day));
}

bool ro_period_exists(long year, long month, long day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  ro_period there = ro_period_of_number(ro_period_number(ro_period_day(year == RO_NO_YEAR ? ANY_LEAP_YEAR : year, month, day)));
  return there.month == month;
}

/* The day of its week that stands for it: the year of a week is its Thursday's. */
static ro_period in_week(ro_period day, ro_unit unit) {
  ro_period there = ro_period_of_number(ro_period_number(day) - ro_period_weekday(day) + (unit == RO_WEEKEND ? 6 : 4));
  there.unit = unit;
  return there;
}

ro_period ro_period_around(ro_period period, ro_unit unit) {
  if (period.unit == unit) return period;
  if (period.unit == RO_NO_UNIT || period.unit > unit) return RO_NO_PERIOD;
  if (period.unit == RO_DAY && period.month == 0) return RO_NO_PERIOD; /* a weekday */
  switch (unit) {
    case RO_WEEK:
    case RO_WEEKEND:
      return period.unit <= RO_WEEK && period.year != RO_NO_YEAR ? in_week(period, unit) : RO_NO_PERIOD;
    case RO_MONTH:
      return ro_period_month(period.year, period.month);
    case RO_SEASON: /* meteorological: March begins spring */
      return period.month ? ro_period_part(unit, period.year, period.month < 3 ? 4 : period.month / 3) : RO_NO_PERIOD;
    case RO_QUARTER:
      return period.month ? ro_period_part(unit, period.year, (period.month + 2) / 3) : RO_NO_PERIOD;
    case RO_HALF:
      if (period.unit == RO_QUARTER) return ro_period_part(unit, period.year, (period.part + 1) / 2);
      return period.month ? ro_period_part(unit, period.year, (period.month + 5) / 6) : RO_NO_PERIOD;
    case RO_YEAR:
      return period.year != RO_NO_YEAR ? ro_period_year(period.year) : RO_NO_PERIOD;
    case RO_DECADE:
    case RO_CENTURY: {
      long years = unit == RO_DECADE ? 10 : 100;
      return period.year == RO_NO_YEAR ? RO_NO_PERIOD : (ro_period){.unit = unit, .year = period.year / years * years};
    }
    default:
      return RO_NO_PERIOD;
  }
}

/* `per_year` of its kind make a year; `index` counts them within it from 0. */
static long shift_within(ro_period *period, long index, long per_year, long count) {
  long all = period->year * per_year + index + count;
  period->year = all / per_year;
  return all % per_year + 1;
}

ro_period ro_period_shift(ro_period period, long count) {
  if (count == 0 || period.unit == RO_NO_UNIT) return period;
  if (period.year == RO_NO_YEAR) return RO_NO_PERIOD;
  switch (period.unit) {
    case RO_DAY:
      return ro_period_of_number(ro_period_number(period) + count);
    case RO_WEEK:
    case RO_WEEKEND: {
      ro_unit unit = period.unit;
      period = ro_period_of_number(ro_period_number(period) + 7 * count);
      period.unit = unit;
      return period;
    }
    case RO_MONTH:
      period.month = shift_within(&period, period.month - 1, 12, count);
      return period;
    case RO_SEASON:
    case RO_QUARTER:
      period.part = shift_within(&period, period.part - 1, 4, count);
      return period;
    case RO_HALF:
      period.part = shift_within(&period, period.part - 1, 2, count);
      return period;
    default:
      period.year += count * (period.unit == RO_DECADE ? 10 : period.unit == RO_CENTURY ? 100 : 1);
      return period;
  }
}

static bool lies_in(ro_period day, ro_period whole) {
  return day.year == whole.year && (whole.unit == RO_YEAR || day.month == whole.month);
}

ro_period ro_period_nth(ro_period whole, ro_unit unit, long weekday, long n) {
  if (n == 0 || whole.year == RO_NO_YEAR || (whole.unit != RO_YEAR && whole.unit != RO_MONTH)) return RO_NO_PERIOD;
  if (unit == RO_QUARTER || unit == RO_HALF || unit == RO_MONTH) {
    long count = unit == RO_QUARTER ? 4 : unit == RO_HALF ? 2 : 12, part = n < 0 ? count + 1 + n : n;
    if (whole.unit != RO_YEAR || part < 1 || part > count) return RO_NO_PERIOD;
    return unit == RO_MONTH ? ro_period_month(whole.year, part) : ro_period_part(unit, whole.year, part);
  }
  if (unit != RO_DAY && unit != RO_WEEK && unit != RO_WEEKEND) return RO_NO_PERIOD;
  long wanted = unit == RO_WEEK ? 4 : unit == RO_WEEKEND ? 6 : weekday, step = wanted ? 7 : 1;
  ro_period next = ro_period_shift(whole, 1);
  long first = ro_period_number(ro_period_day(whole.year, whole.unit == RO_MONTH ? whole.month : 1, 1));
  long last = ro_period_number(ro_period_day(next.year, whole.unit == RO_MONTH ? next.month : 1, 1)) - 1;
  if (wanted) first += (wanted - ro_period_weekday(ro_period_of_number(first)) + 7) % 7;
  if (wanted) last -= (ro_period_weekday(ro_period_of_number(last)) - wanted + 7) % 7;
  ro_period found = ro_period_of_number(n > 0 ? first + (n - 1) * step : last + (n + 1) * step);
  if (!lies_in(found, whole)) return RO_NO_PERIOD;
  found.unit = unit;
  return found;
}

long ro_year_near(ro_period reference, long month, long day) {
  if (!ro_period_is_full_day(reference)) return reference.year;
  long best = reference.year, distance = -1;
  for (long year = reference.year - 1; year <= reference.year + 1; year++) {
    long gap = ro_period_number(ro_period_day(year, month, day > 0 ? day : 15)) - ro_period_number(reference);
    if (gap < 0) gap = -gap;
    if (distance < 0 || gap < distance) best = year, distance = gap;
  }
  return best;
}

static long week_of(ro_period day) {
  ro_period thursday = in_week(day, RO_WEEK);
  return (ro_period_number(thursday) - ro_period_number(ro_period_day(thursday.year, 1, 1))) / 7 + 1;
}

ro_slice ro_period_months(ro_period period, ro_arena *arena) {
  long months = period.unit == RO_QUARTER ? 3 : 6, first = (period.part - 1) * months + 1;
  return ro_arena_format(arena, "%04ld-%02ld/%04ld-%02ld", period.year, first, period.year, first + months - 1);
}

ro_slice ro_period_print(ro_period period, ro_arena *arena) {
  static const char *const SEASONS[] = {"XX", "SP", "SU", "FA", "WI"};
  char year[24] = "XXXX";
  if (period.year != RO_NO_YEAR) snprintf(year, sizeof year, "%04ld", period.year);
  switch (period.unit) {
    case RO_DAY:
      if (period.month == 0) return ro_arena_format(arena, "XXXX-WXX-%ld", period.part);
      return ro_arena_format(arena, "%s-%02ld-%02ld", year, period.month, period.day);
    case RO_WEEK:
    case RO_WEEKEND:
      return ro_arena_format(arena, "%04ld-W%02ld%s", in_week(period, RO_WEEK).year, week_of(period),
                             period.unit == RO_WEEKEND ? "-WE" : "");
    case RO_MONTH:
      return ro_arena_format(arena, "%s-%02ld", year, period.month);
    case RO_SEASON:
      return ro_arena_format(arena, "%s-%s", year, SEASONS[period.part >= 1 && period.part <= 4 ? period.part : 0]);
    case RO_QUARTER:
    case RO_HALF:
      return ro_arena_format(arena, "%s-%c%ld", year, period.unit == RO_QUARTER ? 'Q' : 'H', period.part);
    case RO_YEAR:
      return ro_arena_format(arena, "%s%s", period.fiscal ? "FY" : "", year);
    case RO_DECADE:
    case RO_CENTURY:
      return ro_arena_format(arena, "%.*s", period.unit == RO_DECADE ? 3 : 2, year);
    default:
      return RO_ABSENT;
  }
}
