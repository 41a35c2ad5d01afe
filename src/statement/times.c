/*
 * Times of a report: the grammar's top (times.h), clock times and vague ones, and what is kept of them.
 */
#include "statement/times.h"

#include <stdlib.h>

#include "report/date.h"

/* "Press Conference on July 9, 2024" */
static ro_period day_in_title(const ro_report *report, ro_arena *arena) {
  ro_span where;
  ro_date date;
  if (!ro_date_find(report->title, &where, &date)) return RO_NO_PERIOD;
  return ro_period_parse(ro_date_edtf(date, arena));
}

/* What "on Thursday" is relative to: the dateline's day, with the publication's year where it states none; else the publication;
 * else the day that the title names. */
static ro_period todays_period(const ro_report *report, ro_arena *arena) {
  ro_period published = ro_period_parse(report->published), dateline = ro_period_parse(report->dateline.date);
  if (dateline.unit == RO_DAY && dateline.year == RO_NO_YEAR) dateline.year = published.year;
  if (ro_period_is_full_day(dateline)) return dateline;
  if (ro_period_is_full_day(published)) return published;
  if (published.year != RO_NO_YEAR) return ro_period_year(published.year);
  ro_period titled = day_in_title(report, arena);
  return ro_period_is_full_day(titled) ? titled : RO_NO_PERIOD;
}

/* -- clock times --------------------------------------------------------------------------------------------------------- */

/* "18:00", "6:40:15", "10.30": hours and minutes; false where the form is another. */
static bool split_clock(ro_slice word, long *hour, long *minute, char *mark) {
  long field[3] = {0};
  size_t len[3] = {0}, n = 0;
  *mark = '\0';
  for (size_t i = 0; i < word.len; i++) {
    char c = word.ptr[i];
    if (c >= '0' && c <= '9') {
      if (++len[n] > 2) return false;
      field[n] = field[n] * 10 + (c - '0');
    } else if ((c == ':' || c == '.') && (!*mark || c == *mark) && len[n] > 0 && n < 2) {
      *mark = c;
      n++;
    } else {
      return false;
    }
  }
  *hour = field[0];
  *minute = field[1];
  return len[0] > 0 && (n == 0 || len[n] == 2) && field[0] <= 24 && field[1] < 60 && field[2] < 60;
}

/* "+8", "+ 0530", "-5:00" behind a zone, in one token or two; behind it, or i. *offset as ISO 8601 has it. */
static size_t take_offset(const ro_scan *s, size_t i, ro_slice *offset) {
  const ro_window *w = &s->w;
  ro_slice word = ro_window_word(w, i);
  size_t at = i, n = 0;
  long figures = 0;
  if (word.len == 0 || (word.ptr[0] != '+' && word.ptr[0] != '-')) return i;
  char sign = word.ptr[0];
  word = ro_slice_part(word, 1, word.len);
  if (word.len == 0) {
    at++;
    if (at < w->end && ro_token_at(s->r, at)->space_before) return i;
    word = ro_window_word(w, at);
  }
  for (size_t c = 0; c < word.len; c++) {
    if (word.ptr[c] == ':') continue;
    if (word.ptr[c] < '0' || word.ptr[c] > '9' || ++n > 4) return i;
    figures = figures * 10 + (word.ptr[c] - '0');
  }
  long hours = n > 2 ? figures / 100 : figures, minutes = n > 2 ? figures % 100 : 0;
  if (n == 0 || hours > 14 || minutes > 59) return i;
  *offset = ro_arena_format(s->r->arena, "%c%02ld:%02ld", sign, hours, minutes);
  return at + 1;
}

/* "UTC", "(GMT +8)", "EST", "local time", "Beijing time". Behind it, or i; *zone is what the value says of it. */
static size_t take_zone(const ro_scan *s, size_t i, ro_slice *zone) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "("), end = at;
  *zone = RO_LIT("");
  if (ro_window_in(w, at, "gmt utc")) {
    *zone = RO_LIT("Z");
    end = take_offset(s, at + 1, zone);
  } else if (ro_window_has(w, at, RO_T_CAPITAL) &&
             ro_window_in(w, at, "est edt et cst cdt ct mst mdt pst pdt pt cet cest eet eest bst ist msk jst kst aest hkt")) {
    end = at + 1;
  } else if ((ro_window_is(w, at, "local") || ro_window_has(w, at, RO_T_CAPITAL)) && ro_window_is(w, at + 1, "time")) {
    end = at + 2;
  }
  bool closed = at == i || ro_window_is(w, end, ")");
  if (end > at && closed) return at == i ? end : end + 1;
  *zone = RO_LIT("");
  return i;
}

static size_t take_meridiem(const ro_window *w, size_t i, long *hour) {
  if (*hour < 1 || *hour > 12 || !ro_window_in(w, i, "am pm a.m. p.m. a.m p.m")) return i;
  *hour = *hour % 12 + (ro_window_word(w, i).ptr[0] == 'p' ? 12 : 0);
  return i + 1;
}

/* Hour and minute at i, with what makes the number a time. Behind them, or i. */
static size_t take_hour(const ro_scan *s, size_t i, long *hour, long *minute) {
  const ro_window *w = &s->w;
  ro_slice zone, word = ro_window_word(w, i);
  char mark;
  *minute = 0;
  if (ro_window_in(w, i, "noon midnight")) {
    *hour = ro_window_is(w, i, "noon") ? 12 : 0;
    return i + 1;
  }
  long figures = word.len == 4 ? ro_window_digits(w, i, 1, 2400) : 0;
  if (figures && figures % 100 < 60 && (take_zone(s, i + 1, &zone) > i + 1 || ro_window_in(w, i + 1, "hours hrs"))) {
    *hour = figures / 100;
    *minute = figures % 100;
    return ro_window_skip(w, i + 1, "hours hrs");
  }
  if (!split_clock(word, hour, minute, &mark)) return i;
  size_t end = take_meridiem(w, i + 1, hour);
  if (end > i + 1 || mark == ':') return end;
  return ro_window_is(w, i + 1, "o'clock") ? i + 2 : i;
}

static ro_slice clock_of(const ro_scan *s, long hour, long minute, ro_slice zone) {
  return ro_arena_format(s->r->arena, "T%02ld:%02ld%.*s", hour, minute, (int)zone.len, zone.ptr);
}

static ro_timex time_of(size_t end, ro_period day, ro_slice clock) {
  return (ro_timex){.end = end, .type = RO_TIME_TIME, .period = day, .clock = clock, .why = RO_WHY("time of day")};
}

/* The same, where the day is told. */
static ro_timex time_on(ro_timex day, ro_slice clock) {
  day.type = RO_TIME_TIME;
  day.clock = clock;
  day.why = RO_WHY("time of a day that is told");
  return day;
}

/* The day of a clock time that stands without one: named in its sentence before it or right behind it, else the report's. */
static ro_period day_around(const ro_scan *s, size_t end) {
  ro_timex behind = ro_day_at(s, ro_window_skip(&s->w, ro_window_skip(&s->w, end, ","), "on"));
  if (behind.end) return behind.period;
  return s->day_in_sentence ? s->named_day : s->today;
}

/* "18:00 UTC", "10 a.m. on Monday", "noon", "the morning of May 5", "in the evening" */
static ro_timex clock_at(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  long hour, minute;
  ro_slice zone;
  size_t end = take_hour(s, i, &hour, &minute);
  if (end > i) {
    end = take_zone(s, end, &zone);
    ro_slice clock = clock_of(s, hour, minute, zone);
    ro_timex day = ro_day_at(s, ro_window_skip(w, end, "on"));
    if (!day.end || day.type != RO_TIME_DATE || day.value.ptr) return time_of(end, day_around(s, end), clock);
    return time_on(day, clock);
  }
  size_t noun = ro_window_skip(w, i, "the");
  noun = ro_window_skip(w, noun, "early late");
  const char *letters = ro_window_part_of_day(w, noun);
  if (!letters) return RO_NO_TIMEX;
  ro_slice clock = ro_arena_format(s->r->arena, "T%s", letters);
  size_t of = ro_window_skip(w, noun + 1, "of on");
  ro_timex day = of > noun + 1 ? ro_day_at(s, of) : RO_NO_TIMEX;
  if (day.end && day.type == RO_TIME_DATE && !day.value.ptr) return time_on(day, clock);
  bool told =
      noun > i && ro_window_behind(w, i, "in") && !ro_window_has(w, noun + 1, RO_T_NOUN) && !ro_window_is(w, noun + 1, "of");
  return told ? time_of(noun + 1, day_around(s, noun + 1), clock) : RO_NO_TIMEX;
}

/* What stands behind a day: "Tuesday evening", "14 April 2023, 17:02" */
static void take_time_of_day(const ro_scan *s, ro_timex *date) {
  const ro_window *w = &s->w;
  if (!date->end || date->type != RO_TIME_DATE || date->period.unit != RO_DAY || date->value.ptr) return;
  const char *letters = ro_window_part_of_day(w, date->end);
  long hour, minute;
  ro_slice zone;
  if (letters) {
    date->end++;
    *date = time_on(*date, ro_arena_format(s->r->arena, "T%s", letters));
    return;
  }
  size_t at = ro_window_skip(w, date->end, ","), end = take_hour(s, at, &hour, &minute);
  if (end == at) return;
  date->end = take_zone(s, end, &zone);
  *date = time_on(*date, clock_of(s, hour, minute, zone));
}

/* "2009-12-15T18:00Z", which is cut into several tokens. */
static ro_timex stamp_at(const ro_scan *s, size_t i) {
  size_t start = ro_token_at(s->r, i)->span.start, end = start;
  ro_slice text = s->r->tokens->text;
  while (end < text.len && end - start < 32 && memchr("0123456789-:TZ+.", text.ptr[end], 16)) end++;
  while (end > start && memchr("-:T+.", text.ptr[end - 1], 5)) end--; /* a sentence's stop */
  ro_slice stamp = ro_slice_part(text, start, end);
  static const char SHAPE[] = "dddd-dd-ddTdd:dd";
  if (stamp.len < 16) return RO_NO_TIMEX;
  for (size_t c = 0; c < 16; c++)
    if (SHAPE[c] == 'd' ? stamp.ptr[c] < '0' || stamp.ptr[c] > '9' : stamp.ptr[c] != SHAPE[c]) return RO_NO_TIMEX;
  ro_period day = ro_period_parse(ro_slice_part(stamp, 0, 10));
  size_t token = i;
  while (token < s->w.end && ro_token_at(s->r, token)->span.start < end) token++;
  if (day.unit != RO_DAY || ro_token_at(s->r, token - 1)->span.end > end) return RO_NO_TIMEX;
  ro_timex found = time_of(token, day, ro_slice_part(stamp, 10, stamp.len));
  found.names_date = true;
  found.why = RO_WHY("date and time in figures");
  return found;
}

/* -- vague times --------------------------------------------------------------------------------------------------------- */

static ro_timex vague_of(size_t end, long step) {
  return (ro_timex){
      .end = end, .type = RO_TIME_DATE, .period = RO_NO_PERIOD, .value = ro_vague_date(step), .why = RO_WHY("vague time")};
}

/* "now", "recently", "the past", "the near future", "not long ago" */
static ro_timex vague_at(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "more most very quite just right only");
  if (!ro_window_plain(w, i)) return RO_NO_TIMEX;
  if (ro_window_in(w, at, "recently lately")) return vague_of(at + 1, -1);
  if (ro_window_in(w, i, "currently nowadays presently")) return vague_of(i + 1, 0);
  if (ro_window_is(w, at, "now") && !ro_window_in(w, at + 1, "- that")) return vague_of(at + 1, 0);
  bool told = ro_window_has(w, i + 1, RO_T_PAST) || (i > w->first && ro_window_has(w, i - 1, RO_T_PAST)); /* they soon arrived */
  if (ro_window_is(w, at, "soon") && !told && !ro_window_behind(w, i, "as so too how no") &&
      !ro_window_in(w, at + 1, "as after before - enough"))
    return vague_of(at + 1, 1);
  if (ro_window_is(w, i, "present") && ro_window_behind(w, i, "at")) return vague_of(i + 1, 0);
  if (ro_window_is(w, i, "these") && ro_window_is(w, i + 1, "days")) return vague_of(i + 2, 0);
  if (ro_window_is(w, i, "not") &&
      (ro_window_is(w, i + 1, "long") || (ro_window_is(w, i + 1, "too") && ro_window_is(w, i + 2, "long")))) {
    size_t ago = ro_window_is(w, i + 1, "long") ? i + 2 : i + 3;
    if (ro_window_is(w, ago, "ago")) return vague_of(ago + 1, -1);
  }
  if (ro_window_is(w, i, "long") && ro_window_is(w, i + 1, "ago")) return vague_of(i + 2, -1);
  size_t noun = ro_window_skip(w, ro_window_skip(w, i, "the"), "near nearer immediate foreseeable distant");
  bool alone = noun > i && !ro_window_has(w, noun + 1, RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE | RO_T_NUMBER) &&
               !ro_window_in(w, noun + 1, "of -") && (!ro_window_is(w, noun + 1, "and") || ro_window_is(w, noun + 2, "the"));
  if (alone && ro_window_in(w, noun, "past present future")) {
    long step = ro_window_is(w, noun, "past") ? -1 : ro_window_is(w, noun, "future");
    return vague_of(noun + 1, step);
  }
  if (ro_window_is(w, i, "the") && ro_window_in(w, i + 1, "long longer short medium near") && ro_window_is(w, i + 2, "term") &&
      ro_window_behind(w, i, "in for over"))
    return vague_of(i + 3, 1);
  if (ro_window_is(w, at, "recent") && at == i && !ro_window_behind(w, i, "more most") &&
      ro_window_has(w, i + 1, RO_T_NOUN | RO_T_ADJECTIVE))
    return vague_of(i + 1, -1);
  return RO_NO_TIMEX;
}

/* -- all of them --------------------------------------------------------------------------------------------------------- */

static ro_timex timex_at(const ro_scan *s, size_t i) {
  if (!ro_window_may_begin(&s->w, i)) return ro_holiday_at(s, i);
  ro_timex date = ro_date_at(s, i);
  take_time_of_day(s, &date);
  const ro_timex others[] = {ro_amount_at(s, i), clock_at(s, i), stamp_at(s, i), ro_set_at(s, i), vague_at(s, i)};
  for (size_t o = 0; o < sizeof others / sizeof *others; o++)
    if (others[o].end > date.end) date = others[o];
  return date;
}

static ro_slice value_of(const ro_scan *s, const ro_timex *timex) {
  if (timex->value.ptr) return timex->value;
  ro_slice day = timex->period.unit == RO_NO_UNIT ? RO_LIT("XXXX-XX-XX") : ro_period_print(timex->period, s->r->arena);
  if (timex->type != RO_TIME_TIME) return day;
  return ro_arena_format(s->r->arena, "%.*s%.*s", (int)day.len, day.ptr, (int)timex->clock.len, timex->clock.ptr);
}

static void keep(ro_scan *s, size_t first, const ro_timex *timex) {
  ro_reader *r = s->r;
  ro_span span = {ro_token_at(r, first)->span.start, ro_token_at(r, timex->end - 1)->span.end};
  ro_time time = {span, timex->type, value_of(s, timex)};
  RO_PUSH(r->arena, &r->out->times, time);
  ro_note(r, RO_WHY_TIME, span, time.value, timex->why);
  bool spans_months = timex->period.unit == RO_QUARTER || timex->period.unit == RO_HALF;
  if (timex->names_date || spans_months) {
    if (spans_months) time.value = ro_period_months(timex->period, r->arena);
    if (timex->type == RO_TIME_TIME && timex->period.unit == RO_DAY) time.value = ro_period_print(timex->period, r->arena);
    RO_PUSH(r->arena, &r->dates, time);
  }
  if (timex->period.unit == RO_NO_UNIT) return;
  s->named = timex->period;
  if (timex->period.unit != RO_DAY) return;
  s->named_day = timex->period;
  s->day_in_sentence = true;
}

void ro_read_times(ro_reader *r) {
  ro_scan s = {.r = r, .today = todays_period(&r->out->report, r->arena), .named = RO_NO_PERIOD, .named_day = RO_NO_PERIOD};
  for (size_t n = 0; n < r->tokens->sentences.len; n++) {
    s.w = (ro_window){r, r->tokens->sentences.at[n].first, r->tokens->sentences.at[n].end};
    s.day_in_sentence = false;
    for (size_t i = s.w.first; i < s.w.end;) {
      ro_timex timex = timex_at(&s, i);
      if (timex.end > i) keep(&s, i, &timex);
      i = timex.end > i ? timex.end : i + 1;
    }
  }
}

static int compare_times(const void *left, const void *right) {
  const ro_time *a = left, *b = right;
  return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

void ro_sort_times(ro_reader *r) {
  if (r->out->times.len) qsort(r->out->times.at, r->out->times.len, sizeof *r->out->times.at, compare_times);
}

/* -- for events ---------------------------------------------------------------------------------------------------------- */

/* A day, or days from and to; no month and no months. */
static bool is_day(ro_slice value) {
  return value.len >= 10 && value.ptr[7] != '/';
}

static ro_slice date_between(const ro_reader *r, size_t first, size_t end, bool days, ro_span *span) {
  for (size_t d = 0; first < end && d < r->dates.len; d++) {
    const ro_time *date = &r->dates.at[d];
    if (date->span.start < ro_token_at(r, first)->span.start || date->span.start >= ro_token_at(r, end - 1)->span.end) continue;
    if (date->span.start < r->out->report.dateline.span.end && date->span.start >= r->out->report.dateline.span.start) continue;
    if (date->value.len > 0 && (date->value.ptr[0] == 'P' || date->value.ptr[0] == 'F')) continue;
    if (days != is_day(date->value)) continue;
    *span = date->span;
    return date->value;
  }
  return RO_ABSENT;
}

/* The day of the month that token i is, 0 where it is none. */
static int day_of_month(const ro_reader *r, size_t i) {
  ro_slice word = i < r->tokens->tokens.len ? ro_token_at(r, i)->lower : RO_LIT("");
  int day = 0;
  if (word.len == 0 || word.len > 2) return 0;
  for (size_t k = 0; k < word.len; k++) {
    if (word.ptr[k] < '0' || word.ptr[k] > '9') return 0;
    day = day * 10 + (word.ptr[k] - '0');
  }
  return day <= 31 ? day : 0;
}

/* "28 and 29 February", "February 28 and 29": two days of which the date is one. */
static ro_slice both_days(const ro_reader *r, ro_slice day, ro_span span) {
  size_t first = ro_token_after(r, span.start), behind = ro_token_after(r, span.end);
  int own = 0, other = 0;
  if (day.len != 10 || day.ptr[9] < '0' || day.ptr[9] > '9' || first >= r->tokens->tokens.len) return day;
  own = (day.ptr[8] - '0') * 10 + (day.ptr[9] - '0');
  bool day_first = day_of_month(r, first) == own;
  if (day_first && first >= 2 && ro_word_is(r, first - 1, "and")) other = day_of_month(r, first - 2);
  if (!day_first && ro_word_is(r, behind, "and") && !ro_has(r, behind + 2, RO_T_NOUN | RO_T_PROPER | RO_T_ADJECTIVE))
    other = day_of_month(r, behind + 1);
  if (other == 0 || other == own || (other < own) != day_first) return day;
  int from = day_first ? other : own, to = day_first ? own : other;
  return ro_arena_format(r->arena, "%.8s%02d/%.8s%02d", day.ptr, from, day.ptr, to);
}

ro_slice ro_day_between(const ro_reader *r, size_t first, size_t end, ro_span *span) {
  ro_slice day = date_between(r, first, end, true, span);
  return day.ptr ? both_days(r, day, *span) : day;
}

ro_slice ro_month_between(const ro_reader *r, size_t first, size_t end, ro_span *span) {
  return date_between(r, first, end, false, span);
}
