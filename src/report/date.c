#include "report/date.h"

#include "base/utf8.h"
#include "report/month.h"

typedef struct cursor {
  ro_slice text;
  size_t at;
} cursor;

static bool is_digit_at(const cursor *c, size_t at) {
  return at < c->text.len && c->text.ptr[at] >= '0' && c->text.ptr[at] <= '9';
}

static bool is_letter_at(ro_slice text, size_t at) {
  if (at >= text.len) return false;
  return ro_is_alpha(ro_utf8_next(text, &at));
}

/* A word that begins with a capital may be glued to a date ("May 3, 2024Updated"); one that goes on in lower case makes it none.
 */
static bool goes_on_at(ro_slice text, size_t at) {
  if (at >= text.len) return false;
  return ro_is_lower(ro_utf8_next(text, &at));
}

/* A number of at most eight digits; *digits tells how many. */
static bool number(cursor *c, unsigned *value, size_t *digits) {
  size_t start = c->at;
  *value = 0;
  while (is_digit_at(c, c->at) && c->at - start < 9) *value = *value * 10 + (unsigned)(c->text.ptr[c->at++] - '0');
  *digits = c->at - start;
  return *digits > 0 && *digits <= 8;
}

static bool skip(cursor *c, const char *literal) {
  ro_slice rest = ro_slice_part(c->text, c->at, c->text.len), word = ro_slice_of(literal);
  if (!ro_slice_equal_nocase(ro_slice_part(rest, 0, word.len), word)) return false;
  c->at += word.len;
  return true;
}

static void skip_spaces(cursor *c) {
  while (c->at < c->text.len) {
    size_t next = c->at;
    if (!ro_is_space(ro_utf8_next(c->text, &next))) return;
    c->at = next;
  }
}

/* One of `names` by its first `least` letters or more, the whole word; 1-based, 0 for none. */
static unsigned name(cursor *c, const char *const *names, size_t count, size_t least) {
  size_t end = c->at;
  while (end < c->text.len && ((c->text.ptr[end] | 0x20) >= 'a' && (c->text.ptr[end] | 0x20) <= 'z')) end++;
  size_t len = end - c->at;
  if (len < least || is_letter_at(c->text, end)) return 0;
  ro_slice word = ro_slice_part(c->text, c->at, end);
  for (size_t i = 0; i < count; i++) {
    ro_slice full = ro_slice_of(names[i]);
    bool is_short = len == 3 || (len == 4 && (i == 8 || count == 7)) || (len == 5 && count == 7);
    if (len != full.len && !is_short) continue;
    if (len > full.len || !ro_slice_equal_nocase(ro_slice_part(full, 0, len), word)) continue;
    c->at = end;
    (void)skip(c, ".");
    return (unsigned)i + 1;
  }
  return 0;
}

static unsigned month_name(cursor *c) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  return name(c, months, 12, 3);
}

static void skip_weekday(cursor *c) {
  static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  cursor before = *c;
  if (name(c, days, 7, 3) == 0) return;
  (void)skip(c, ",");
  skip_spaces(c);
  if (c->at == before.at) *c = before;
}

static bool is_valid(ro_date d) {
  static const unsigned lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year != 0 && (d.year < 1900 || d.year > 2100)) return false;
  if (d.month < 1 || d.month > 12) return false;
  return d.day <= lengths[d.month - 1];
}

/* A year behind a date: "2024", ", 2024"; nothing taken where none stands there. */
static unsigned year_behind(cursor *c) {
  cursor ahead = *c;
  unsigned value;
  size_t digits;
  (void)skip(&ahead, ",");
  skip_spaces(&ahead);
  if (ahead.at == c->at || !number(&ahead, &value, &digits) || digits != 4 || value < 1900 || value > 2100) return 0;
  if (goes_on_at(ahead.text, ahead.at)) return 0;
  *c = ahead;
  return value;
}

static void skip_ordinal(cursor *c) {
  cursor before = *c;
  if ((skip(c, "st") || skip(c, "nd") || skip(c, "rd") || skip(c, "th") || skip(c, "er")) && !is_letter_at(c->text, c->at))
    return;
  *c = before;
}

/* Month D, Year; Month D; Month Year */
static bool read_month_first(cursor *c, ro_date *date) {
  unsigned value;
  size_t digits;
  *date = (ro_date){.month = month_name(c)};
  if (date->month == 0) return false;
  skip_spaces(c);
  if (!number(c, &value, &digits)) return false;
  if (digits == 4) {
    date->year = value;
  } else if (digits <= 2 && value > 0) {
    date->day = value;
    skip_ordinal(c);
    date->year = year_behind(c);
  } else {
    return false;
  }
  return is_valid(*date) && !goes_on_at(c->text, c->at);
}

/* "mayo de 2024": what stands between is skipped too. */
static void read_foreign_month(cursor *c, bool is_dashed, ro_date *date) {
  size_t end;
  date->month = is_dashed ? ro_month_read_dashed(c->text, c->at, &end) : ro_month_read(c->text, c->at, &end);
  if (date->month == 0) return;
  c->at = end;
  cursor ahead = *c;
  skip_spaces(&ahead);
  if (!skip(&ahead, "de ") && !skip(&ahead, "del ")) return;
  ahead.at--;
  if (is_digit_at(&ahead, ahead.at + 1)) *c = ahead;
}

/* D Month Year, D Month; behind the day's number */
static bool read_day_first(cursor *c, unsigned day, ro_date *date) {
  *date = (ro_date){.day = day};
  skip_ordinal(c);
  (void)skip(c, ".");
  skip_spaces(c);
  if (skip(c, "of ") || skip(c, "de ")) skip_spaces(c);
  bool is_dashed = skip(c, "-");
  date->month = month_name(c);
  if (date->month == 0) read_foreign_month(c, is_dashed, date);
  if (date->month == 0 || day == 0) return false;
  cursor dashed = *c;
  unsigned value;
  size_t digits;
  if (skip(&dashed, "-") && number(&dashed, &value, &digits) && digits == 4) {
    date->year = value;
    *c = dashed;
  } else {
    date->year = year_behind(c);
  }
  return is_valid(*date);
}

/* Y-M-D and Y-M with one kind of mark; behind the year's number */
static bool read_year_first(cursor *c, unsigned year, ro_date *date) {
  unsigned value;
  size_t digits;
  *date = (ro_date){.year = year};
  bool is_han = skip(c, "\xE5\xB9\xB4");
  char mark = c->at < c->text.len ? c->text.ptr[c->at] : '\0';
  if (!is_han) {
    if (mark != '-' && mark != '/' && mark != '.') return false;
    c->at++;
  }
  if (!number(c, &value, &digits) || digits > 2) return false;
  date->month = value;
  cursor before = *c;
  if (is_han ? !skip(c, "\xE6\x9C\x88") : !(c->at < c->text.len && c->text.ptr[c->at++] == mark)) {
    *c = before;
    return mark == '-' && digits == 2 && is_valid(*date) && !goes_on_at(c->text, c->at);
  }
  if (!number(c, &value, &digits) || digits > 2 || value == 0) {
    *c = before;
    return mark == '-' && is_valid(*date);
  }
  date->day = value;
  if (is_han) (void)skip(c, "\xE6\x97\xA5");
  return is_valid(*date);
}

/* D.M.Y, and with "/" or "-" where only one order can be meant; behind the first number */
static bool read_numbers(cursor *c, unsigned first, ro_date *date) {
  unsigned second, year;
  size_t digits;
  char mark = c->at < c->text.len ? c->text.ptr[c->at] : '\0';
  if (mark != '.' && mark != '/' && mark != '-') return false;
  c->at++;
  if (!number(c, &second, &digits) || digits > 2) return false;
  if (c->at >= c->text.len || c->text.ptr[c->at++] != mark) return false;
  if (!number(c, &year, &digits) || digits != 4) return false;
  if (mark == '.' || first > 12 || first == second) {
    *date = (ro_date){year, second, first};
  } else if (second > 12) {
    *date = (ro_date){year, first, second};
  } else {
    return false;
  }
  return date->day > 0 && is_valid(*date);
}

bool ro_date_read(ro_slice text, size_t at, ro_date *date, size_t *end) {
  cursor c = {text, at};
  skip_weekday(&c);
  bool found = false;
  unsigned value;
  size_t digits, start = c.at;
  if (!is_digit_at(&c, c.at)) {
    found = read_month_first(&c, date);
  } else if (number(&c, &value, &digits)) {
    if (digits == 8) {
      *date = (ro_date){value / 10000, value / 100 % 100, value % 100};
      found = date->year != 0 && date->day > 0 && is_valid(*date);
    } else if (digits == 4) {
      found = read_year_first(&c, value, date);
    } else if (digits <= 2) {
      found = read_day_first(&c, value, date);
      if (!found) {
        c = (cursor){text, start};
        (void)number(&c, &value, &digits);
        found = read_numbers(&c, value, date);
      }
    }
  }
  if (!found || is_digit_at(&c, c.at)) return false;
  *end = c.at;
  return true;
}

static bool begins_word(ro_slice text, size_t at) {
  if (at == 0) return true;
  size_t before = at;
  uint32_t c = ro_utf8_prev(text, &before);
  return !ro_is_alpha(c) && !ro_is_digit(c) && c != '.' && c != '-' && c != '/';
}

/* Behind the last digit; 0 where there is none. */
static size_t behind_digits(ro_slice text) {
  size_t end = text.len;
  while (end > 0 && !ro_is_digit((unsigned char)text.ptr[end - 1])) end--;
  return end;
}

bool ro_date_may_stand(ro_slice text) {
  return behind_digits(text) > 0;
}

/* A digit, or what names of months and weekdays begin with. */
static bool may_begin(char c) {
  switch (c >= 'A' && c <= 'Z' ? c + 0x20 : c) {
    case 'a':
    case 'd':
    case 'f':
    case 'j':
    case 'm':
    case 'n':
    case 'o':
    case 's':
    case 't':
    case 'w':
      return true;
    default:
      return c >= '0' && c <= '9';
  }
}

bool ro_date_find(ro_slice text, ro_span *where, ro_date *date) {
  size_t last = behind_digits(text);
  for (size_t at = 0; at < last; at++) {
    size_t end;
    if (!may_begin(text.ptr[at]) || !begins_word(text, at) || !ro_date_read(text, at, date, &end)) continue;
    *where = (ro_span){at, end};
    return true;
  }
  return false;
}

ro_slice ro_date_edtf(ro_date date, ro_arena *arena) {
  if (date.month == 0) return date.year ? ro_arena_format(arena, "%04u", date.year) : RO_ABSENT;
  if (date.day == 0) return date.year ? ro_arena_format(arena, "%04u-%02u", date.year, date.month) : RO_ABSENT;
  if (date.year == 0) return ro_arena_format(arena, "XXXX-%02u-%02u", date.month, date.day);
  return ro_arena_format(arena, "%04u-%02u-%02u", date.year, date.month, date.day);
}

ro_slice ro_date_stamp(ro_slice value, ro_arena *arena) {
  ro_date date;
  ro_span where;
  value = ro_slice_trim(ro_slice_part(value, 0, 200));
  if (!value.ptr || !ro_date_find(value, &where, &date)) {
    bool is_year = value.ptr && value.len == 4 && value.ptr[0] >= '1' && value.ptr[0] <= '2';
    for (size_t i = 0; is_year && i < 4; i++) is_year = value.ptr[i] >= '0' && value.ptr[i] <= '9';
    return is_year ? ro_arena_copy(arena, value) : RO_ABSENT;
  }
  return date.year ? ro_date_edtf(date, arena) : RO_ABSENT;
}

/* Days since 0000-03-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static long day_number(ro_date date) {
  long year = (long)date.year - (date.month <= 2);
  long month = ((long)date.month + 9) % 12;
  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + (long)date.day;
}

long ro_date_days(ro_date from, ro_date to) {
  return day_number(to) - day_number(from);
}
