/*
 * Days as reports give them: EDTF and TIMEX3 values, whole or in part ("2023-04-13", "XXXX-04-14", "2023-03", "XXXX-WXX-4",
 * "A/B"), and how two of them stand to one another.
 */
#ifndef RO_EVENT_DAY_H
#define RO_EVENT_DAY_H

#include <stdint.h>

#include "base/arena.h"

typedef struct ro_day {
  uint16_t year;      /* 0: not stated */
  uint8_t month, day; /* 0: not stated */
  uint8_t weekday;    /* 1 is Monday; 0: not stated */
  uint16_t to_year;   /* the last day of an interval; all 0 where it is a day */
  uint8_t to_month, to_day;
} ro_day;

typedef enum ro_day_fit {
  RO_DAY_EQUAL,   /* the same day, both with the year */
  RO_DAY_FITS,    /* nothing against it: a weekday, a month or a day without year that may be the other */
  RO_DAY_UNKNOWN, /* one of them says nothing */
  RO_DAY_NEAR,    /* they differ by at most RO_DAY_NEAR_DAYS, a weekday by one */
  RO_DAY_APART
} ro_day_fit;

#define RO_DAY_NEAR_DAYS 2

/* All 0 for what is absent or not understood (PAST_REF). */
ro_day ro_day_parse(ro_slice value);

bool ro_day_is_full(ro_day day);  /* year, month, day */
bool ro_day_is_known(ro_day day); /* says anything */

/* The last day of an interval; a day itself. */
ro_day ro_day_last(ro_day day);

/* Days since 1970-01-01 of a full day. */
int64_t ro_day_number(ro_day day);
ro_day ro_day_of_number(int64_t number);

/* 1 is Monday. */
uint8_t ro_day_weekday(int64_t number);

ro_day_fit ro_day_compare(ro_day a, ro_day b);

/* A weekday or a day without year made whole by the report's own full date: the last such day before it, the next after it where
 * `coming`. */
ro_day ro_day_resolve(ro_day day, ro_day published, bool coming);

/* The first and the last day as EDTF; the year XXXX where it is not known; the month alone where no day is. Absent where nothing
 * is known. */
ro_slice ro_day_from(ro_day day, ro_arena *arena);
ro_slice ro_day_to(ro_day day, ro_arena *arena);
const char *ro_day_precision(ro_day day); /* "day", "month", "year" or NULL */

#endif
