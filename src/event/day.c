#include "event/day.h"

#include "base/civil.h"

#define YEAR_IN_DAYS 365
#define ANY_YEAR 2001

static bool digits(ro_slice s, size_t at, size_t n, uint16_t *value) {
  uint16_t sum = 0;
  if (at + n > s.len) return false;
  for (size_t i = at; i < at + n; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
    sum = (uint16_t)(sum * 10 + (s.ptr[i] - '0'));
  }
  *value = sum;
  return true;
}

static ro_day parse_one(ro_slice s) {
  ro_day day = {0};
  uint16_t year = 0, month = 0, number = 0;
  bool any_year = ro_slice_starts(s, RO_LIT("XXXX"));
  if (s.len < 4 || (!any_year && !digits(s, 0, 4, &year))) return day;
  if (s.len >= 10 && s.ptr[4] == '-' && s.ptr[5] == 'W') { /* XXXX-WXX-4 */
    if (digits(s, 9, 1, &number) && number >= 1 && number <= 7) day.weekday = (uint8_t)number;
    return day;
  }
  day.year = any_year ? 0 : year;
  if (s.len >= 7 && s.ptr[4] == '-' && digits(s, 5, 2, &month) && month >= 1 && month <= 12) day.month = (uint8_t)month;
  if (day.month && s.len >= 10 && s.ptr[7] == '-' && digits(s, 8, 2, &number) && number >= 1 && number <= 31)
    day.day = (uint8_t)number;
  return day;
}

ro_day ro_day_parse(ro_slice value) {
  size_t slash = ro_slice_find(value, RO_LIT("/"), 0);
  ro_day day = parse_one(ro_slice_part(value, 0, slash));
  if (slash == (size_t)-1) return day;
  ro_day to = parse_one(ro_slice_part(value, slash + 1, value.len));
  day.to_year = to.year;
  day.to_month = to.month;
  day.to_day = to.day;
  return day;
}

bool ro_day_is_full(ro_day day) {
  return day.year && day.month && day.day;
}

bool ro_day_is_known(ro_day day) {
  return day.year || day.month || day.weekday;
}

int64_t ro_day_number(ro_day day) {
  return ro_civil_number((ro_civil){day.year, day.month, day.day});
}

ro_day ro_day_of_number(int64_t number) {
  ro_civil day = ro_civil_of_number(number);
  return (ro_day){.year = (uint16_t)day.year, .month = (uint8_t)day.month, .day = (uint8_t)day.day};
}

uint8_t ro_day_weekday(int64_t number) {
  return (uint8_t)ro_civil_weekday(number);
}

static int64_t distance(int64_t a, int64_t b) {
  return a < b ? b - a : a - b;
}

ro_day ro_day_last(ro_day day) {
  if (!day.to_month) return day;
  return (ro_day){.year = day.to_year ? day.to_year : day.year, .month = day.to_month, .day = day.to_day};
}

static ro_day_fit fit_full(ro_day a, ro_day b) {
  int64_t a_from = ro_day_number(a), b_from = ro_day_number(b);
  int64_t a_to = ro_day_number(ro_day_last(a)), b_to = ro_day_number(ro_day_last(b));
  if (a_from == b_from && a_to == b_to) return RO_DAY_EQUAL;
  if (a_from <= b_to && b_from <= a_to) return a.to_day || b.to_day ? RO_DAY_FITS : RO_DAY_EQUAL;
  int64_t apart = a_from > b_to ? a_from - b_to : b_from - a_to;
  return apart <= RO_DAY_NEAR_DAYS ? RO_DAY_NEAR : RO_DAY_APART;
}

/* A day or interval that begins in a year, whatever it has of its own; the interval may end in the next. */
static ro_day in_year(ro_day day, uint16_t year) {
  bool wraps = day.to_month && (day.to_month < day.month || (day.to_month == day.month && day.to_day < day.day));
  day.year = year;
  if (day.to_month) day.to_year = (uint16_t)(year + wraps);
  return day;
}

static bool exists(ro_day day) {
  ro_day same = ro_day_of_number(ro_day_number(day));
  return same.month == day.month && same.day == day.day;
}

/* Do the months of two stretches, within a year or not known of which, overlap? */
static bool months_meet(ro_day a, ro_day b) {
  ro_day a_last = ro_day_last(a), b_last = ro_day_last(b);
  int a_to = a_last.month + (a_last.month < a.month ? 12 : 0), b_to = b_last.month + (b_last.month < b.month ? 12 : 0);
  return a.month <= b_to && b.month <= a_to;
}

/* `part` without its year; `whole` full, or without its year too. */
static ro_day_fit fit_part(ro_day part, ro_day whole) {
  if (part.weekday) {
    if (!ro_day_is_full(whole))
      return whole.weekday && whole.weekday != part.weekday ? RO_DAY_APART : whole.weekday ? RO_DAY_FITS : RO_DAY_UNKNOWN;
    int64_t from = ro_day_number(whole), to = ro_day_number(ro_day_last(whole));
    for (int64_t day = from; day <= to && day < from + 7; day++) {
      if (ro_day_weekday(day) == part.weekday) return RO_DAY_FITS;
    }
    bool beside = ro_day_weekday(from - 1) == part.weekday || ro_day_weekday(to + 1) == part.weekday;
    return beside ? RO_DAY_NEAR : RO_DAY_APART;
  }
  if (part.year && whole.year && part.year != whole.year) return RO_DAY_APART;
  if (!part.month || !whole.month) return RO_DAY_FITS;
  if (!part.day || !whole.day) return months_meet(part, whole) ? RO_DAY_FITS : RO_DAY_APART;
  ro_day_fit best = RO_DAY_APART;
  uint16_t year = whole.year ? whole.year : part.year ? part.year : ANY_YEAR;
  for (int shift = part.year ? 0 : -1; shift <= (part.year ? 0 : 1); shift++) { /* the turn of the year may lie between */
    ro_day_fit fit = fit_full(in_year(part, (uint16_t)(year + shift)), in_year(whole, year));
    if (fit < best) best = fit;
  }
  return best == RO_DAY_EQUAL ? RO_DAY_FITS : best;
}

ro_day_fit ro_day_compare(ro_day a, ro_day b) {
  if (!ro_day_is_known(a) || !ro_day_is_known(b)) return RO_DAY_UNKNOWN;
  if (ro_day_is_full(a) && ro_day_is_full(b)) return fit_full(a, b);
  return b.weekday || (ro_day_is_full(a) && !ro_day_is_full(b)) ? fit_part(b, a) : fit_part(a, b);
}

ro_day ro_day_resolve(ro_day day, ro_day published, bool coming) {
  if (!ro_day_is_full(published)) return day;
  int64_t here = ro_day_number(published);
  if (day.weekday) {
    int64_t at = here;
    while (ro_day_weekday(at) != day.weekday) at += coming ? 1 : -1;
    return ro_day_of_number(at);
  }
  if (day.year || !day.month) return day;
  ro_day best = day;
  for (int shift = -1; shift <= 1; shift++) {
    ro_day tried = in_year(day, (uint16_t)(published.year + shift));
    if (tried.day && !exists(tried)) continue; /* 29 February */
    ro_day at = tried, was = best;
    if (!at.day) at.day = was.day = 15;
    if (!best.year || distance(ro_day_number(at), here) < distance(ro_day_number(was), here)) best = tried;
  }
  if (!best.year) return day;
  return distance(ro_day_number((ro_day){.year = best.year, .month = best.month, .day = best.day ? best.day : 15}), here) <=
                 YEAR_IN_DAYS
             ? best
             : day;
}

static ro_slice written(uint16_t year, uint8_t month, uint8_t day, ro_arena *arena) {
  ro_slice first = year ? ro_arena_format(arena, "%04u", year) : RO_LIT("XXXX");
  if (!month) return first;
  if (!day) return ro_arena_format(arena, "%.4s-%02u", first.ptr, month);
  return ro_arena_format(arena, "%.4s-%02u-%02u", first.ptr, month, day);
}

ro_slice ro_day_from(ro_day day, ro_arena *arena) {
  if (!day.year && !day.month) return RO_ABSENT;
  return written(day.year, day.month, day.day, arena);
}

ro_slice ro_day_to(ro_day day, ro_arena *arena) {
  if (!day.to_month) return ro_day_from(day, arena);
  return written(day.to_year ? day.to_year : day.year, day.to_month, day.to_day, arena);
}

const char *ro_day_precision(ro_day day) {
  return day.day ? "day" : day.month ? "month" : day.year ? "year" : NULL;
}
