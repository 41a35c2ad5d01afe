#include "base/civil.h"

#define DAYS_IN_ERA 146097 /* 400 years */
#define EPOCH 719468       /* from 0000-03-01 to 1970-01-01 */

static int64_t divide_down(int64_t a, int64_t b) {
  return (a >= 0 ? a : a - b + 1) / b;
}

int64_t ro_civil_number(ro_civil day) {
  int64_t year = day.year - (day.month <= 2), era = divide_down(year, 400), in_era = year - era * 400;
  int64_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  return era * DAYS_IN_ERA + in_era * 365 + in_era / 4 - in_era / 100 + of_year - EPOCH;
}

ro_civil ro_civil_of_number(int64_t number) {
  int64_t from_march = number + EPOCH, era = divide_down(from_march, DAYS_IN_ERA), in_era = from_march - era * DAYS_IN_ERA;
  int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  int64_t of_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  ro_civil day = {.day = of_year - (153 * month + 2) / 5 + 1, .month = month < 10 ? month + 3 : month - 9};
  day.year = year + era * 400 + (day.month <= 2);
  return day;
}

int64_t ro_civil_month(int64_t number) {
  ro_civil day = ro_civil_of_number(number);
  return day.year * 12 + day.month - 1;
}

int64_t ro_civil_month_start(int64_t month) {
  return ro_civil_number((ro_civil){month / 12, month % 12 + 1, 1});
}

int64_t ro_civil_weekday(int64_t number) {
  return ((number + 3) % 7 + 7) % 7 + 1; /* 1970-01-01 was a Thursday */
}
