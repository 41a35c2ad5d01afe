#include "fetch/wait.h"

#include "base/civil.h"

#define FIRST_WAIT 600
#define LONGEST_WAIT 86400

static bool number_at(ro_slice text, size_t at, size_t digits, int64_t *out) {
  *out = 0;
  if (at + digits > text.len) return false;
  for (size_t i = at; i < at + digits; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *out = *out * 10 + (text.ptr[i] - '0');
  }
  return true;
}

static int64_t month_of(ro_slice name) {
  static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (size_t i = 0; i < 12; i++) {
    if (ro_slice_equal(name, (ro_slice){MONTHS + i * 3, 3})) return (int64_t)i + 1;
  }
  return 0;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT": the form that servers must send. */
static bool date_of(ro_slice text, int64_t *out) {
  int64_t day, year, hour, minute, second, month = month_of(ro_slice_part(text, 8, 11));
  bool is_date = text.len == 29 && month > 0 && ro_slice_ends(text, RO_LIT(" GMT")) && number_at(text, 5, 2, &day) &&
                 number_at(text, 12, 4, &year) && number_at(text, 17, 2, &hour) && number_at(text, 20, 2, &minute) &&
                 number_at(text, 23, 2, &second);
  if (!is_date || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60 || year < 1970) return false;
  *out = ((ro_civil_number((ro_civil){year, month, day}) * 24 + hour) * 60 + minute) * 60 + second;
  return true;
}

int64_t ro_wait_asked(ro_slice retry_after, int64_t now) {
  ro_slice text = ro_slice_trim(retry_after);
  int64_t seconds = 0, date = 0;
  if (text.len == 0) return -1;
  if (date_of(text, &date)) {
    seconds = date - now;
  } else {
    for (size_t i = 0; i < text.len; i++) {
      if (text.ptr[i] < '0' || text.ptr[i] > '9') return -1;
      if (seconds < RO_WAIT_MOST) seconds = seconds * 10 + (text.ptr[i] - '0');
    }
  }
  if (seconds < 0) return 0;
  return seconds < RO_WAIT_MOST ? seconds : RO_WAIT_MOST;
}

int64_t ro_wait_after(int64_t failures) {
  int64_t wait = FIRST_WAIT;
  for (int64_t i = 1; i < failures && wait < LONGEST_WAIT; i++) wait *= 2;
  return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}
