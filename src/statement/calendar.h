/*
 * The calendar that time expressions are told in: days, weeks, months, quarters, years … as stretches that can be moved by a
 * number of their own kind, cut into parts, and printed as TIMEX3 values (TIDES 2005 Standard for the Annotation of Temporal
 * Expressions; Saurí et al., TimeML Annotation Guidelines 1.2.1). Proleptic Gregorian calendar, ISO 8601 weeks. Nothing here
 * knows the clock.
 */
#ifndef RO_STATEMENT_CALENDAR_H
#define RO_STATEMENT_CALENDAR_H

#include "base/arena.h"

#define RO_NO_YEAR (-1)

typedef enum ro_unit {
  RO_NO_UNIT,
  RO_SECOND,
  RO_MINUTE,
  RO_HOUR,
  RO_DAY,
  RO_WEEKEND,
  RO_WEEK,
  RO_FORTNIGHT,
  RO_MONTH,
  RO_SEASON,
  RO_QUARTER,
  RO_HALF,
  RO_YEAR,
  RO_DECADE,
  RO_CENTURY,
  RO_UNITS
} ro_unit;

/* One stretch of the calendar. */
typedef struct ro_period {
  ro_unit unit;    /* RO_NO_UNIT: not known */
  long year;       /* or RO_NO_YEAR; the first one of a decade or century */
  long month, day; /* of a day, a month; the Thursday of a week, the Saturday of a weekend; 0 elsewhere */
  long part;   /* which quarter or half of its year, from 1; a season, from spring = 1 to winter = 4; of a day of which no more
                  is known, the weekday */
  bool fiscal; /* of a year: counted as a budget does */
} ro_period;

#define RO_NO_PERIOD ((ro_period){.unit = RO_NO_UNIT, .year = RO_NO_YEAR})

ro_period ro_period_day(long year, long month, long day);
ro_period ro_period_some_weekday(long weekday); /* XXXX-WXX-4 */
ro_period ro_period_month(long year, long month);
ro_period ro_period_part(ro_unit unit, long year, long part); /* a quarter, half or season */
ro_period ro_period_year(long year);

/* YYYY-MM-DD, XXXX-MM-DD, YYYY-MM, YYYY; RO_NO_PERIOD for what is none of these. */
ro_period ro_period_parse(ro_slice edtf);

/* A day of which the year is known too. */
bool ro_period_is_full_day(ro_period period);

/* Days since 1970-01-01 of a full day, and back. */
long ro_period_number(ro_period day);
ro_period ro_period_of_number(long number);

long ro_period_weekday(ro_period day); /* of a full day; 1 is Monday */

/* True when there is such a day in that month (of a leap year, where none is known). */
bool ro_period_exists(long year, long month, long day);

/* The stretch of that kind that `period` lies in; RO_NO_PERIOD where it is the longer one, or not known well enough. */
ro_period ro_period_around(ro_period period, ro_unit unit);

/* `count` of its kind later, or earlier where negative. RO_NO_PERIOD where that needs a year and none is known. */
ro_period ro_period_shift(ro_period period, long count);

/* The n-th day, weekday, week or month of a month or year, the n-th quarter or half of a year; from the end where n is negative.
 * A week belongs where its Thursday lies. `weekday` 0 stands for any day. RO_NO_PERIOD where there is none. */
ro_period ro_period_nth(ro_period whole, ro_unit unit, long weekday, long n);

/* The year of a month (day 0) or a day without one: that which brings it closest to `reference`, whose year is taken where it is
 * no full day. */
long ro_year_near(ro_period reference, long month, long day);

/* A quarter or half of a year as EDTF: its first and its last month. */
ro_slice ro_period_months(ro_period period, ro_arena *arena);

/* The TIMEX3 value: 2009-12-15, XXXX-04-14, 2010-W04, 2010-W04-WE, 2009-12, 2008-Q2, 2008-H1, 2009-SP, 2009, FY2009, 197, 19. */
ro_slice ro_period_print(ro_period period, ro_arena *arena);

#endif
