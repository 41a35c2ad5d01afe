/*
 * Time expressions with TIMEX3 values, relative to the report's dateline or publication, never to the clock.
 * Dates are days since 1970-01-01 inside (proleptic Gregorian calendar; Hinnant, "chrono-compatible low-level date algorithms").
 */
#include "statement/reader.h"

#include <stdio.h>

#define NO_YEAR (-1)

typedef struct day {
  long year;       /* NO_YEAR where not known */
  long month, day; /* 0 where not known */
} day;

static const char *const MONTHS[12] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
static const char *const WEEKDAYS[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static long days_of(day d) {
  long y = d.month <= 2 ? d.year - 1 : d.year;
  long era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
  long doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static day day_of(long days) {
  long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  long mp = (5 * doy + 2) / 153, d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  return (day){yoe + era * 400 + (m <= 2), m, d};
}

/* 1 is Monday. */
static long weekday_of(long days) {
  return ((days + 3) % 7 + 7) % 7 + 1;
}

static long digits(ro_slice text, size_t from, size_t to) {
  long value = 0;
  if (to > text.len) return -1;
  for (size_t i = from; i < to; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return -1;
    value = value * 10 + (text.ptr[i] - '0');
  }
  return value;
}

/* YYYY-MM-DD, XXXX-MM-DD, YYYY-MM, YYYY */
static day parse_edtf(ro_slice text) {
  day d = {NO_YEAR, 0, 0};
  if (text.len >= 4) d.year = digits(text, 0, 4);
  if (text.len >= 7) d.month = digits(text, 5, 7);
  if (text.len >= 10) d.day = digits(text, 8, 10);
  if (d.month < 1 || d.month > 12) d.month = d.day = 0;
  if (d.day < 1 || d.day > 31) d.day = 0;
  return d;
}

static ro_slice print_day(const ro_reader *r, day d) {
  char year[24] = "XXXX";
  if (d.year != NO_YEAR) snprintf(year, sizeof year, "%04ld", d.year);
  if (d.day > 0) return ro_arena_format(r->arena, "%s-%02ld-%02ld", year, d.month, d.day);
  if (d.month > 0) return ro_arena_format(r->arena, "%s-%02ld", year, d.month);
  return ro_arena_format(r->arena, "%s", year);
}

static bool whole(day d) {
  return d.year != NO_YEAR && d.month > 0 && d.day > 0;
}

/* What "on Thursday" is relative to: the dateline's day, with the publication's year where it states none; else the publication.
 */
static day reference(const ro_reader *r) {
  const ro_report *report = &r->out->report;
  day published = parse_edtf(report->published), dateline = parse_edtf(report->dateline.date);
  if (dateline.day > 0 && dateline.year == NO_YEAR && published.year != NO_YEAR) dateline.year = published.year;
  if (whole(dateline)) return dateline;
  return whole(published) ? published : (day){published.year, 0, 0};
}

/* The year of a month and day without one: that which brings it closest to the reference. */
static long year_near(day ref, long month, long mday) {
  if (!whole(ref)) return ref.year;
  long best = ref.year, distance = -1;
  for (long y = ref.year - 1; y <= ref.year + 1; y++) {
    long gap = days_of((day){y, month, mday > 0 ? mday : 15}) - days_of(ref);
    if (gap < 0) gap = -gap;
    if (distance < 0 || gap < distance) best = y, distance = gap;
  }
  return best;
}

static long month_at(const ro_reader *r, size_t i) {
  if (i >= r->tokens->tokens.len) return 0;
  ro_slice word = ro_token_at(r, i)->lower;
  if (!ro_has(r, i, RO_T_CAPITAL)) return 0;
  if (word.len > 0 && word.ptr[word.len - 1] == '.') word.len--;
  for (long m = 0; m < 12; m++) {
    ro_slice name = ro_slice_of(MONTHS[m]);
    if (ro_slice_equal(word, name) || (word.len == 3 && memcmp(word.ptr, name.ptr, 3) == 0) ||
        (m == 8 && ro_slice_equal(word, RO_LIT("sept"))))
      return m + 1;
  }
  return 0;
}

static long weekday_at(const ro_reader *r, size_t i) {
  if (!ro_has(r, i, RO_T_CAPITAL)) return 0;
  for (long d = 0; d < 7; d++)
    if (ro_word_is(r, i, WEEKDAYS[d])) return d + 1;
  return 0;
}

static long number_at(const ro_reader *r, size_t i, long low, long high) {
  if (i >= r->tokens->tokens.len) return 0;
  ro_slice word = ro_token_at(r, i)->lower;
  if (word.len > 2 && (ro_slice_ends(word, RO_LIT("st")) || ro_slice_ends(word, RO_LIT("nd")) ||
                       ro_slice_ends(word, RO_LIT("rd")) || ro_slice_ends(word, RO_LIT("th"))))
    word.len -= 2;
  long value = word.len > 0 && word.len <= 4 ? digits(word, 0, word.len) : -1;
  return value >= low && value <= high ? value : 0;
}

static long year_at(const ro_reader *r, size_t i) {
  ro_slice word = i < r->tokens->tokens.len ? ro_token_at(r, i)->lower : RO_ABSENT;
  return word.len == 4 ? number_at(r, i, 1000, 2999) : 0;
}

static void add_time(ro_reader *r, size_t first, size_t end, ro_time_type type, ro_slice value) {
  ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, end - 1)->span.end};
  RO_PUSH(r->arena, &r->out->times, ((ro_time){span, type, value}));
}

static size_t skip_word(const ro_reader *r, size_t i, const char *word) {
  return ro_word_is(r, i, word) ? i + 1 : i;
}

/* A weekday of the past (or, after "next", "will", of the coming days). */
static ro_slice weekday_value(const ro_reader *r, size_t i, long weekday, day ref) {
  if (!whole(ref)) return ro_arena_format(r->arena, "XXXX-WXX-%ld", weekday);
  long base = days_of(ref), back = (weekday_of(base) - weekday + 7) % 7;
  size_t s = ro_sentence_of(r, i), from = r->tokens->sentences.at[s].first;
  bool coming = i > 0 && ro_word_in(r, i - 1, "next this coming");
  for (size_t t = from; t < i && !coming; t++) coming = ro_word_is(r, t, "will") || ro_word_is(r, t, "scheduled");
  if (i > 0 && ro_word_is(r, i - 1, "last")) coming = false;
  long found = coming ? base + (back == 0 ? 0 : 7 - back) : base - back;
  return print_day(r, day_of(found));
}

/* "April 13, 2023", "13 April", "May 5 to 6", "March 2023", a month alone after in, since, last. Returns its end, or i. */
static size_t take_calendar(ro_reader *r, size_t i, day ref) {
  long month = month_at(r, i), mday = 0, until = 0, until_month = 0, year = 0;
  size_t end = i;
  if (month) {
    end = i + 1;
    mday = year_at(r, end) ? 0 : number_at(r, end, 1, 31);
    if (mday) end++;
    size_t to = end;
    if (mday && ro_word_in(r, to, "to - – — through until and") && !ro_word_is(r, to, "and")) {
      long next_month = month_at(r, to + 1);
      size_t at = next_month ? to + 2 : to + 1;
      until = number_at(r, at, 1, 31);
      if (until) end = at + 1, until_month = next_month ? next_month : month;
    }
  } else {
    mday = number_at(r, i, 1, 31);
    if (!mday) return i;
    size_t at = i + 1;
    if (ro_word_in(r, at, "to - –") && number_at(r, at + 1, 1, 31)) {
      until = number_at(r, at + 1, 1, 31);
      at += 2;
    }
    at = skip_word(r, at, "of");
    month = month_at(r, at);
    if (!month) return i;
    until_month = month;
    end = at + 1;
  }
  size_t at = skip_word(r, end, ",");
  year = year_at(r, at);
  if (year && (at == end || mday))
    end = at + 1;
  else
    year = 0;
  bool bare = !mday && !year;
  if (bare && month == 5 && !(i > 0 && ro_word_in(r, i - 1, "in last since this next by of early late mid until")))
    return i; /* "May" the verb */
  day d = {year ? year : year_near(ref, month, mday), month, mday};
  ro_slice value = print_day(r, d);
  if (until) {
    ro_slice last = print_day(r, (day){d.year, until_month, until});
    value = ro_arena_format(r->arena, "%.*s/%.*s", (int)value.len, value.ptr, (int)last.len, last.ptr);
  }
  add_time(r, i, end, RO_TIME_DATE, value);
  return end;
}

static size_t take_weekday(ro_reader *r, size_t i, day ref) {
  long weekday = weekday_at(r, i);
  if (!weekday) return i;
  size_t next = i + 1;
  while (ro_word_in(r, next, ", ( [ the")) next++;
  size_t end = take_calendar(r, next, ref); /* "Thursday [April 13]": the day says it all */
  if (end > next) {
    r->out->times.at[r->out->times.len - 1].span.start = ro_token_at(r, i)->span.start;
    return end;
  }
  add_time(r, i, i + 1, RO_TIME_DATE, weekday_value(r, i, weekday, ref));
  return i + 1;
}

static size_t take_relative(ro_reader *r, size_t i, day ref) {
  static const struct {
    const char *words;
    long offset;
  } DAYS[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"tonight", 0}};
  for (size_t d = 0; d < sizeof DAYS / sizeof *DAYS; d++) {
    if (!ro_word_is(r, i, DAYS[d].words)) continue;
    add_time(r, i, i + 1, RO_TIME_DATE, whole(ref) ? print_day(r, day_of(days_of(ref) + DAYS[d].offset)) : RO_LIT("PRESENT_REF"));
    return i + 1;
  }
  if (ro_word_in(r, i, "last next this") && ro_word_in(r, i + 1, "month year week")) {
    long step = ro_word_is(r, i, "last") ? -1 : ro_word_is(r, i, "next") ? 1 : 0;
    ro_slice value = step < 0 ? RO_LIT("PAST_REF") : step > 0 ? RO_LIT("FUTURE_REF") : RO_LIT("PRESENT_REF");
    if (ro_word_is(r, i + 1, "year") && ref.year != NO_YEAR) value = print_day(r, (day){ref.year + step, 0, 0});
    if (ro_word_is(r, i + 1, "month") && ref.year != NO_YEAR && ref.month > 0) {
      long months = ref.year * 12 + ref.month - 1 + step;
      value = print_day(r, (day){months / 12, months % 12 + 1, 0});
    }
    if (ro_word_is(r, i + 1, "week") && whole(ref)) {
      day thursday = day_of(days_of(ref) - weekday_of(days_of(ref)) + 4 + 7 * step);
      long week = (days_of(thursday) - days_of((day){thursday.year, 1, 1})) / 7 + 1;
      value = ro_arena_format(r->arena, "%04ld-W%02ld", thursday.year, week);
    }
    add_time(r, i, i + 2, RO_TIME_DATE, value);
    return i + 2;
  }
  if (ro_word_is(r, i, "not") && ((ro_word_is(r, i + 1, "long") && ro_word_is(r, i + 2, "ago")) ||
                                  (ro_word_is(r, i + 1, "too") && ro_word_is(r, i + 3, "ago")))) {
    size_t end = ro_word_is(r, i + 2, "ago") ? i + 3 : i + 4;
    add_time(r, i, end, RO_TIME_DATE, RO_LIT("PAST_REF"));
    return end;
  }
  if (ro_word_in(r, i, "recently currently")) {
    add_time(r, i, i + 1, RO_TIME_DATE, ro_word_is(r, i, "recently") ? RO_LIT("PAST_REF") : RO_LIT("PRESENT_REF"));
    return i + 1;
  }
  return i;
}

/* "in 2024", "2023-04-13" */
static size_t take_year(ro_reader *r, size_t i) {
  ro_slice word = ro_token_at(r, i)->lower;
  if (word.len == 10 && word.ptr[4] == '-' && word.ptr[7] == '-' && parse_edtf(word).day > 0 && parse_edtf(word).year > 0) {
    add_time(r, i, i + 1, RO_TIME_DATE, print_day(r, parse_edtf(word)));
    return i + 1;
  }
  long year = year_at(r, i);
  if (year < 1800 || year > 2199 || i == 0 ||
      !ro_word_in(r, i - 1, "in by since before until during of from after end year early late mid"))
    return i;
  add_time(r, i, i + 1, RO_TIME_DATE, print_day(r, (day){year, 0, 0}));
  return i + 1;
}

void ro_read_times(ro_reader *r) {
  day ref = reference(r);
  for (size_t i = 0; i < r->tokens->tokens.len;) {
    size_t end = take_weekday(r, i, ref);
    if (end == i) end = take_calendar(r, i, ref);
    if (end == i) end = take_relative(r, i, ref);
    if (end == i) end = take_year(r, i);
    i = end > i ? end : i + 1;
  }
}

static ro_slice value_between(const ro_reader *r, size_t first, size_t end, bool days, ro_span *span) {
  for (size_t t = 0; first < end && t < r->out->times.len; t++) {
    const ro_time *time = &r->out->times.at[t];
    if (time->span.start < ro_token_at(r, first)->span.start || time->span.start >= ro_token_at(r, end - 1)->span.end) continue;
    if (time->span.start < r->out->report.dateline.span.end && time->span.start >= r->out->report.dateline.span.start) continue;
    if (time->value.len > 0 && (time->value.ptr[0] == 'P' || time->value.ptr[0] == 'F')) continue;
    if (time->value.len == 8 && time->value.ptr[5] == 'W') continue;
    if (days != (time->value.len >= 10)) continue;
    *span = time->span;
    return time->value;
  }
  return RO_ABSENT;
}

ro_slice ro_day_between(const ro_reader *r, size_t first, size_t end, ro_span *span) {
  return value_between(r, first, end, true, span);
}

ro_slice ro_month_between(const ro_reader *r, size_t first, size_t end, ro_span *span) {
  return value_between(r, first, end, false, span);
}
