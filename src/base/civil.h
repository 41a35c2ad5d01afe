/* Days of the proleptic Gregorian calendar as numbers (H. Hinnant, chrono-compatible low-level date algorithms). */
#ifndef RO_BASE_CIVIL_H
#define RO_BASE_CIVIL_H

#include <stdint.h>

typedef struct ro_civil {
  int64_t year, month, day; /* months and days from 1 */
} ro_civil;

/* Days since 1970-01-01, negative before; a day beyond its month's end counts on into the next. */
int64_t ro_civil_number(ro_civil day);
ro_civil ro_civil_of_number(int64_t number);

/* The month that a day is in, counted from January of the year 0; and the first day of such a month. Years from 0. */
int64_t ro_civil_month(int64_t number);
int64_t ro_civil_month_start(int64_t month);

/* Of a number of days: 1 is Monday. */
int64_t ro_civil_weekday(int64_t number);

#endif
