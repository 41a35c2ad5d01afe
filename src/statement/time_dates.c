/*
 * Dates: days of the calendar, days and longer stretches in relation to the report's day or to one another, their parts and
 * edges.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "statement/times.h"

#define DEPTH_MAX 3 /* "the end of the first quarter of last year" */

static ro_timex date_within(const ro_scan *s, size_t i, size_t depth);

static ro_timex date_of(size_t end, ro_period period) {
  return (ro_timex){.end = period.unit == RO_NO_UNIT ? 0 : end, .type = RO_TIME_DATE, .period = period};
}

static void keep_longer(ro_timex *best, ro_timex other) {
  if (other.end > best->end) *best = other;
}

/* The same; `rule` found the other. */
static void take(ro_timex *best, const char *rule, ro_timex other) {
  if (!other.why.rule) other.why.rule = rule;
  keep_longer(best, other);
}

ro_slice ro_vague_date(long step) {
  return step < 0 ? RO_LIT("PAST_REF") : step > 0 ? RO_LIT("FUTURE_REF") : RO_LIT("PRESENT_REF");
}

ro_period ro_date_reference(const ro_scan *s, ro_unit unit, bool from_named) {
  ro_period there = from_named ? ro_period_around(s->named, unit) : RO_NO_PERIOD;
  if (from_named && there.unit == RO_NO_UNIT) there = ro_period_around(s->named_day, unit);
  return there.unit == RO_NO_UNIT ? ro_period_around(s->today, unit) : there;
}

/* -- days of the calendar ---------------------------------------------------------------------------------------------- */

/* "the next round … in May", "the upcoming visit in May" */
static bool is_of_next(const ro_scan *s, size_t noun) {
  for (size_t t = noun; t > s->w.first && noun - t < 4; t--)
    if (ro_token_at(s->r, t - 1)->head == noun && ro_window_in(&s->w, t - 1, "next upcoming forthcoming coming")) return true;
  return false;
}

/* "preparations for the visit in May", "talks scheduled for May", "is set for May", "due to convene in May" */
static bool is_foreseen(const ro_scan *s, size_t i) {
  if (ro_lemma_in(s->r, i, "preparation invitation")) return true;
  if (ro_window_has(&s->w, i, RO_T_PARTICIPLE) && ro_lemma_in(s->r, i, "schedule plan slate expect intend")) return true;
  return ro_window_in(&s->w, i, "due set slated") && ro_window_in(&s->w, i + 1, "for in to") &&
         !ro_window_has(&s->w, i, RO_T_FINITE);
}

/* "reviewed preparations for the summit in May", by the tree in May reviewed */
static bool has_foreseen(const ro_scan *s, size_t verb, size_t i) {
  for (size_t t = verb + 1; t < i; t++) {
    const ro_token *token = ro_token_at(s->r, t);
    if (token->head == verb && token->rel == RO_REL_OBJ && (is_foreseen(s, t) || is_of_next(s, t))) return true;
  }
  return false;
}

/* "agreed to meet in May", "an invitation to attend in May": what is undertaken, planned or asked for comes later than that. */
static bool is_undertaken(const ro_scan *s, size_t verb) {
  size_t head = ro_token_at(s->r, verb)->head;
  if (head == RO_NO_HEAD || head < s->w.first || head >= s->w.end || !ro_window_has(&s->w, verb, RO_T_BASE)) return false;
  if (is_foreseen(s, head)) return true;
  return ro_token_at(s->r, verb)->rel == RO_REL_XCOMP &&
         ro_lemma_in(s->r, head, "agree plan decide intend invite expect schedule pledge promise hope aim set due ready willing");
}

/* "Kenya hosts the summit in May", but "a survey for May shows" */
static bool is_present(const ro_scan *s, size_t verb, size_t i) {
  return ro_token_at(s->r, i)->head == verb && i > verb && ro_window_has(&s->w, verb, RO_T_FINITE) &&
         !ro_window_has(&s->w, verb, RO_T_PAST | RO_T_MODAL) && !ro_lemma_in(s->r, verb, "be have say");
}

/* -1 where what governs the token is told as past, 1 where it is to come, 0 where that cannot be seen. */
static long tense_at(const ro_scan *s, size_t i) {
  const uint32_t verb = RO_T_FINITE | RO_T_BASE | RO_T_PARTICIPLE;
  size_t at = i;
  for (size_t steps = 0; steps < 6 && !ro_window_has(&s->w, at, verb); steps++) {
    size_t head = ro_token_at(s->r, at)->head;
    if (is_of_next(s, at) || is_foreseen(s, at)) return 1;
    if (head == RO_NO_HEAD || head < s->w.first || head >= s->w.end) return 0;
    at = head;
  }
  if (is_undertaken(s, at) || is_foreseen(s, at) || has_foreseen(s, at, i)) return 1;
  bool past = ro_window_has(&s->w, at, RO_T_PAST), alone = ro_window_has(&s->w, at, RO_T_PARTICIPLE),
       present = is_present(s, at, i);
  for (size_t t = s->w.first; t < s->w.end; t++) {
    const ro_token *token = ro_token_at(s->r, t);
    if (token->head != at || (token->rel != RO_REL_AUX && token->rel != RO_REL_AUX_PASS && token->rel != RO_REL_COP)) continue;
    alone = present = false;
    if (ro_window_in(&s->w, t, "will shall 'll would")) return 1;
    if (ro_window_has(&s->w, t, RO_T_MODAL)) return 0;
    past = past || ro_window_in(&s->w, t, "was were had did has have 've");
  }
  if (past && at != i && ro_lemma_in(s->r, at, "discuss review consider examine raise"))
    return 0;                          /* "discussed the visit in May" */
  return past || alone ? -1 : present; /* "plans announced in January" */
}

/* The year of a month that stands without one. */
static long year_of_month(const ro_scan *s, size_t i, long month) {
  long year = ro_year_near(s->today, month, 0), tense = tense_at(s, i);
  if (!ro_period_is_full_day(s->today)) return year;
  long ahead = (year - s->today.year) * 12 + month - s->today.month;
  if (ro_window_behind(&s->w, i, "last")) return month < s->today.month ? s->today.year : s->today.year - 1;
  if (ro_window_behind(&s->w, i, "next")) return month > s->today.month ? s->today.year : s->today.year + 1;
  if (ahead > 0 && tense < 0) return year - 1;
  return ahead < 0 && tense > 0 ? year + 1 : year;
}

/* "May" the verb, and April Ruiz, and Theresa May: the month has something before it that a month has. */
static bool names_month(const ro_scan *s, size_t i, long month) {
  size_t entity = s->r->entity[i];
  if (entity != RO_NONE && s->r->out->entities.at[entity].kind == RO_PERSON) return false;
  if (ro_token_at(s->r, i)->name == RO_NAME_B_PER || ro_token_at(s->r, i)->name == RO_NAME_I_PER) return false;
  return month != 5 || ro_window_behind(&s->w, i,
                                        "in last since this next by of early late mid until till through between during from to "
                                        "and before after previous following the -");
}

/* "April 13, 2023", "13 April", "May 5 to 6", "March 2023", a month alone. */
static ro_timex month_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  long month = ro_window_month(w, i), day = 0, until = 0, until_month = 0, year = 0;
  bool between = i > 0 && (ro_window_is(w, i - 1, "between") || (i > 1 && ro_window_is(w, i - 2, "between")));
  size_t end = i;
  if (month) {
    end = i + 1;
    day = ro_window_year(w, end) ? 0 : ro_window_digits(w, end, 1, 31);
    if (day) end++;
    if (day && (ro_window_in(w, end, "to - – — through until") || (between && ro_window_is(w, end, "and")))) {
      long next_month = ro_window_month(w, end + 1);
      size_t at = next_month ? end + 2 : end + 1;
      until = ro_window_digits(w, at, 1, 31);
      if (until) end = at + 1, until_month = next_month ? next_month : month;
    }
  } else {
    size_t number = ro_window_skip(w, i, "the");
    day = ro_window_digits(w, number, 1, 31);
    size_t at = number + 1;
    if (!day || (number > i && !ro_window_ordinal(w, number))) return RO_NO_TIMEX;
    if ((ro_window_in(w, at, "to - –") || (between && ro_window_is(w, at, "and"))) && ro_window_digits(w, at + 1, 1, 31)) {
      until = ro_window_digits(w, at + 1, 1, 31);
      at += 2;
    }
    at = ro_window_skip(w, at, "of");
    month = until_month = ro_window_month(w, at);
    if (!month) return RO_NO_TIMEX;
    end = at + 1;
  }
  size_t at = ro_window_skip(w, end, ",");
  year = ro_window_year(w, at);
  if (year && (at == end || day))
    end = at + 1;
  else
    year = 0;
  if (!day && !year && ro_window_in(w, end, "to - – — through and until till") && ro_window_month(w, end + 1) > month) {
    year = ro_window_year(w, end + 2); /* "from June to August 2023" */
  }
  if (!day && !year && !names_month(s, i, month)) return RO_NO_TIMEX;
  long known = year ? year : day ? ro_year_near(s->today, month, day) : year_of_month(s, i, month);
  ro_timex found = date_of(end, day ? ro_period_day(known, month, day) : ro_period_month(known, month));
  found.names_date = true;
  found.open_year = !year;
  if (until) {
    ro_slice first = ro_period_print(found.period, s->r->arena);
    ro_slice last = ro_period_print(ro_period_day(known, until_month, until), s->r->arena);
    found.value = ro_arena_format(s->r->arena, "%.*s/%.*s", (int)first.len, first.ptr, (int)last.len, last.ptr);
  }
  return found;
}

/* Numbers parted by one kind of mark: "7/8/07", "13.04.2023", "2023-04-13". */
static bool split_figures(ro_slice word, long field[3], size_t len[3]) {
  size_t n = 0;
  char mark = '\0';
  for (size_t f = 0; f < 3; f++) field[f] = 0, len[f] = 0;
  for (size_t i = 0; i < word.len; i++) {
    char c = word.ptr[i];
    if (c >= '0' && c <= '9') {
      if (++len[n] > 4) return false;
      field[n] = field[n] * 10 + (c - '0');
    } else if ((c == '/' || c == '-' || c == '.') && (n == 0 || c == mark) && len[n] > 0 && n < 2) {
      mark = c;
      n++;
    } else {
      return false;
    }
  }
  return n == 2 && len[2] > 0 && (mark == '/' || len[0] == 4 || len[2] == 4);
}

static ro_timex figure_date(const ro_scan *s, size_t i) {
  long field[3];
  size_t len[3];
  if (!split_figures(ro_window_word(&s->w, i), field, len)) return RO_NO_TIMEX;
  ro_period found = RO_NO_PERIOD;
  if (len[0] == 4) {
    if (ro_period_exists(field[0], field[1], field[2])) found = ro_period_day(field[0], field[1], field[2]);
  } else if (len[0] <= 2 && len[1] <= 2 && (len[2] == 2 || len[2] == 4)) {
    long year = len[2] == 4 ? field[2] : field[2] + (field[2] < 70 ? 2000 : 1900);
    bool month_first = ro_period_exists(year, field[0], field[1]), day_first = ro_period_exists(year, field[1], field[0]);
    if (month_first) found = ro_period_day(year, field[0], field[1]);
    if (day_first) {
      /* both orders are read: the one that brings the day closer to the report's */
      ro_period other = ro_period_day(year, field[1], field[0]);
      bool closer =
          month_first && ro_period_is_full_day(s->today) &&
          labs(ro_period_number(other) - ro_period_number(s->today)) < labs(ro_period_number(found) - ro_period_number(s->today));
      if (!month_first || closer) found = other;
    }
  }
  ro_timex date = date_of(i + 1, found);
  date.names_date = true;
  return date;
}

#define LEAP_YEAR 2024 /* any: it has all days */

/* "(14/05)": day and month in brackets, as some ministries date what they tell. */
static ro_timex bracketed_date(const ro_scan *s, size_t i) {
  ro_slice word = ro_window_word(&s->w, i);
  long day = 0, month = 0;
  size_t at = 0;
  if (i == 0 || !ro_word_is(s->r, i - 1, "(") || !ro_word_is(s->r, i + 1, ")")) return RO_NO_TIMEX;
  if (word.len != 5) return RO_NO_TIMEX; /* "(2/3)" is two thirds, "(24/7)" always */
  for (; at < word.len && ro_is_digit((unsigned char)word.ptr[at]); at++) day = day * 10 + (word.ptr[at] - '0');
  size_t mark = at;
  if (mark != 2 || word.ptr[at++] != '/') return RO_NO_TIMEX;
  for (; at < word.len && ro_is_digit((unsigned char)word.ptr[at]); at++) month = month * 10 + (word.ptr[at] - '0');
  if (at != word.len) return RO_NO_TIMEX;
  long year = ro_year_near(s->today, month, day);
  if (month < 1 || month > 12 || !ro_period_exists(LEAP_YEAR, month, day)) return RO_NO_TIMEX;
  ro_timex date = date_of(i + 1, ro_period_day(year, month, day));
  date.names_date = true;
  date.open_year = true;
  return date;
}

/* The last day with that name (or, after "next", "will", the first to come). */
static ro_timex weekday_alone(const ro_scan *s, size_t i, long weekday) {
  const ro_window *w = &s->w;
  if (!ro_period_is_full_day(s->today)) {
    ro_timex found = date_of(i + 1, ro_period_some_weekday(weekday));
    found.names_date = true;
    return found;
  }
  long base = ro_period_number(s->today), back = (ro_period_weekday(s->today) - weekday + 7) % 7;
  bool coming = ro_window_behind(w, i, "next coming");
  if (ro_window_behind(w, i, "this") && !coming) { /* of the week that it is said in */
    ro_timex found = date_of(i + 1, ro_period_of_number(base + weekday - ro_period_weekday(s->today)));
    found.names_date = true;
    return found;
  }
  for (size_t t = w->first; t < i && !coming; t++) coming = ro_window_in(w, t, "will scheduled");
  if (ro_window_behind(w, i, "last")) coming = false;
  ro_timex found = date_of(i + 1, ro_period_of_number(coming ? base + (back == 0 ? 0 : 7 - back) : base - back));
  found.names_date = true;
  return found;
}

/* "Thursday", "next Thursday", "Thursday [April 13]": the date says it all. */
static ro_timex weekday_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t name = ro_window_skip(w, i, "the");
  name = ro_window_skip(w, name, "last next this coming previous following past");
  if (name == i + 1 && ro_window_is(w, i, "the")) return RO_NO_TIMEX;
  long weekday = ro_window_weekday(w, name);
  if (!weekday) return RO_NO_TIMEX;
  size_t next = name + 1;
  while (ro_window_in(w, next, ", ( [ the")) next++;
  ro_timex day = month_date(s, next);
  if (day.end && (day.period.unit == RO_DAY || next == name + 1)) return day;
  return weekday_alone(s, name, weekday);
}

static ro_timex relative_day(const ro_scan *s, size_t i) {
  static const struct {
    const char *word;
    long offset;
  } DAYS[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"tonight", 0}};
  const ro_window *w = &s->w;
  size_t at = i, d = 0;
  long offset = 0;
  if (ro_window_is(w, i, "the") && ro_window_is(w, i + 1, "day") && ro_window_in(w, i + 2, "before after")) {
    offset = ro_window_is(w, i + 2, "before") ? -1 : 1;
    at = i + 3;
    if (!ro_window_is(w, at, offset < 0 ? "yesterday" : "tomorrow")) return RO_NO_TIMEX;
  }
  while (d < 4 && !ro_window_is(w, at, DAYS[d].word)) d++;
  if (d == 4) return RO_NO_TIMEX;
  offset += DAYS[d].offset;
  ro_timex found = {.end = at + 1, .type = RO_TIME_DATE, .period = RO_NO_PERIOD, .names_date = true};
  if (d == 3) found.type = RO_TIME_TIME, found.clock = RO_LIT("TNI");
  if (ro_period_is_full_day(s->today))
    found.period = ro_period_shift(s->today, offset);
  else
    found.value = ro_vague_date(offset);
  return found;
}

ro_timex ro_holiday_at(const ro_scan *s, size_t i) {
  ro_timex found = RO_NO_TIMEX;
  size_t len = 0;
  if (!ro_window_has(&s->w, i, RO_T_CAPITAL)) return found;
  const ro_holiday *day = ro_lists_holiday_at(s->r->lists, s->r->tokens->text, ro_token_at(s->r, i)->span.start, &len);
  if (!day) return found;
  size_t end = ro_token_after(s->r, ro_token_at(s->r, i)->span.start + len), at = end;
  long year = ro_window_year(&s->w, at);
  found = date_of(year ? at + 1 : end,
                  ro_period_day(year ? year : ro_year_near(s->today, day->month, day->day), day->month, day->day));
  found.open_year = !year;
  found.why = (ro_why){.rule = "holiday", .list = "holidays.tsv", .entry = day->name};
  return found;
}

/* The longest of the days of the calendar. */
static ro_timex longest_day(const ro_scan *s, size_t i) {
  ro_timex found = RO_NO_TIMEX;
  take(&found, "day or month of the calendar", month_date(s, i));
  take(&found, "date in figures", figure_date(s, i));
  take(&found, "day and month in brackets", bracketed_date(s, i));
  take(&found, "day of the week", weekday_date(s, i));
  take(&found, "day by the report's day", relative_day(s, i));
  return found;
}

ro_timex ro_day_at(const ro_scan *s, size_t i) {
  ro_timex found = longest_day(s, i);
  return found.period.unit == RO_DAY ? found : RO_NO_TIMEX;
}

/* -- years and longer -------------------------------------------------------------------------------------------------- */

/* A number that counts or numbers something else: "Resolution 2231", "resolutions 1970 and 1973", "$2000", "2000 troops". */
static bool is_no_year(const ro_scan *s, size_t i, long year) {
  const ro_window *w = &s->w;
  bool plural;
  size_t at = i;
  while (at > w->first && (ro_window_in(w, at - 1, "and , ( ) or") || ro_window_has(w, at - 1, RO_T_NUMBER))) at--;
  if (ro_window_behind(w, at,
                       "resolution resolutions no no. number numbers article articles section flight room paragraph page # "
                       "vision agenda unscr"))
    return true;
  if (ro_window_behind(w, i, "$ € £ ¥ us$ # no. +")) return true;
  if (ro_window_in(w, i + 1, "agenda vision % percent million billion trillion hundred thousand dollars euros gmt utc hours hrs"))
    return true;
  if (ro_window_behind(w, i, "-") && !ro_window_year(w, i - 2) && ro_window_has(w, i - 2, RO_T_NUMBER)) return true;
  if (ro_window_unit(w, i + 1, &plural) != RO_NO_UNIT && plural) return true;
  return year % 100 == 0 && ro_window_has(w, i + 1, RO_T_PLURAL);
}

/* "in 2024", "the 2008 agreement" */
static ro_timex year_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  long year = ro_window_year(w, i);
  bool told =
      ro_window_behind(w, i, "in by since before until during of from after end year early late mid through between till");
  if (!year || year < (told ? 1800 : 1900) || year > (told ? 2199 : 2099) || is_no_year(s, i, year)) return RO_NO_TIMEX;
  if (!told && year % 100 == 0 && !ro_window_behind(w, i, "( and to - –")) return RO_NO_TIMEX;
  ro_timex found = date_of(i + 1, ro_period_year(year));
  found.names_date = true;
  /* "2021-2025", "2007-08" */
  if (ro_window_in(w, i + 1, "- – —")) {
    ro_slice word = ro_window_word(w, i + 2);
    long last = ro_window_year(w, i + 2);
    if (!last && word.len == 2 && ro_window_digits(w, i + 2, 1, 99)) last = year / 100 * 100 + ro_window_digits(w, i + 2, 1, 99);
    if (last > year && last < year + 100 && !ro_window_in(w, i + 3, "- –")) {
      found.end = i + 3;
      found.value = ro_arena_format(s->r->arena, "%04ld/%04ld", year, last);
      found.names_date = false;
    } else if (ro_window_has(w, i + 2, RO_T_NUMBER)) {
      return RO_NO_TIMEX; /* CVE-2013-3893 */
    }
  }
  return found;
}

/* "the 1980s", "the '90s", "the 21st century" */
static ro_timex decade_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "the");
  bool plural;
  long century = ro_window_ordinal(w, at);
  size_t noun = ro_window_skip(w, at + 1, "-");
  if (century > 0 && ro_window_unit(w, noun, &plural) == RO_CENTURY && !plural)
    return date_of(noun + 1, (ro_period){.unit = RO_CENTURY, .year = (century - 1) * 100});
  ro_slice word = ro_window_word(w, at);
  bool apostrophe = word.len > 0 && word.ptr[0] == '\'';
  if (apostrophe) word = ro_slice_part(word, 1, word.len);
  if (!ro_slice_ends(word, RO_LIT("0s"))) return RO_NO_TIMEX;
  long value = 0;
  for (size_t c = 0; c + 1 < word.len; c++) {
    if (word.ptr[c] < '0' || word.ptr[c] > '9') return RO_NO_TIMEX;
    value = value * 10 + (word.ptr[c] - '0');
  }
  bool whole = word.len == 5 && value >= 1000 && value < 2200, short_form = word.len == 3 && value >= 20;
  if (short_form && ro_window_behind(w, i, "his her their my your our s 's")) return RO_NO_TIMEX; /* an age, a model */
  if (!whole && !short_form) return RO_NO_TIMEX;
  return date_of(at + 1, (ro_period){.unit = RO_DECADE, .year = whole ? value : 1900 + value});
}

/* "fiscal year 2007", "FY2007", "Q3 2009" */
static ro_timex budget_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  ro_slice word = ro_window_word(w, i);
  size_t at = i;
  if (word.len == 2 && word.ptr[0] == 'q' && word.ptr[1] >= '1' && word.ptr[1] <= '4' && ro_window_has(w, i, RO_T_CAPITAL)) {
    long part = word.ptr[1] - '0';
    ro_timex found = date_of(i + 1, ro_period_part(RO_QUARTER, ro_year_near(s->today, part * 3 - 1, 0), part));
    found.open_year = true;
    return found;
  }
  long year = 0;
  if (ro_slice_starts(word, RO_LIT("fy")) && word.len == 6) {
    for (size_t c = 2; c < 6; c++)
      year = word.ptr[c] >= '0' && word.ptr[c] <= '9' && year >= 0 ? year * 10 + (word.ptr[c] - '0') : -1;
    at = i + 1;
  } else if (ro_window_is(w, i, "fy") || ro_window_in(w, i, "fiscal financial")) {
    at = ro_window_is(w, i, "fy") ? i + 1 : ro_window_skip(w, i + 1, "year");
    if (ro_window_is(w, i, "financial") && at == i + 1) return RO_NO_TIMEX;
    year = ro_window_year(w, at);
    at++;
  }
  if (year < 1800) return RO_NO_TIMEX;
  ro_period period = ro_period_year(year);
  period.fiscal = true;
  return date_of(at, period);
}

/* -- relations --------------------------------------------------------------------------------------------------------- */

typedef struct time_relation {
  const char *word;
  long step;
  bool from_named; /* counts from the date named last */
} time_relation;

static const time_relation *relation_at(const ro_window *w, size_t i) {
  static const time_relation RELATIONS[] = {
      {"this", 0, false},     {"current", 0, false},   {"last", -1, false}, {"next", 1, false},     {"coming", 1, false},
      {"upcoming", 1, false}, {"same", 0, true},       {"that", 0, true},   {"entire", 0, true},    {"whole", 0, true},
      {"previous", -1, true}, {"preceding", -1, true}, {"prior", -1, true}, {"following", 1, true}, {"subsequent", 1, true},
  };
  for (size_t n = 0; n < sizeof RELATIONS / sizeof *RELATIONS; n++)
    if (ro_window_is(w, i, RELATIONS[n].word)) return &RELATIONS[n];
  return NULL;
}

/* A season without a year: nearest to the report, or the last or next one. */
static ro_period season_at_step(const ro_scan *s, long season, const time_relation *relation) {
  static const long MIDDLE[] = {0, 4, 7, 10, 1};
  long year = ro_year_near(s->today, MIDDLE[season], 15);
  long ahead = (year - s->today.year) * 12 + MIDDLE[season] - s->today.month;
  if (relation && ro_period_is_full_day(s->today)) {
    if (relation->step < 0 && ahead >= -1) year--; /* within a month of its middle, the season is this one */
    if (relation->step > 0 && ahead <= 1) year++;
  }
  return ro_period_part(RO_SEASON, year, season);
}

/* The night before is last night; "that evening", "the next morning" count days. */
static ro_timex part_of_day(const ro_scan *s, size_t at, const time_relation *relation, bool the) {
  const char *letters = ro_window_part_of_day(&s->w, at);
  bool from_named = relation->from_named || (the && relation->step > 0);
  ro_period day = ro_date_reference(s, RO_DAY, from_named);
  ro_timex found = {.end = at + 1, .type = RO_TIME_TIME, .period = ro_period_shift(day, relation->step)};
  found.clock = ro_arena_format(s->r->arena, "T%s", letters);
  found.names_date = !from_named && found.period.unit == RO_DAY; /* "this morning" */
  if (found.period.unit == RO_NO_UNIT) found.value = ro_arena_format(s->r->arena, "XXXX-XX-XXT%s", letters);
  return found;
}

/* The weekend, told without saying which, is the last. */
static ro_period last_weekend(const ro_scan *s) {
  ro_period weekend = ro_date_reference(s, RO_WEEKEND, false);
  bool ahead = weekend.unit != RO_NO_UNIT && ro_period_weekday(s->today) < 6;
  return ahead ? ro_period_shift(weekend, -1) : weekend;
}

/* "the year", where what stands before it makes it a date. */
static bool definite_is_date(const ro_scan *s, size_t i, size_t noun, ro_unit unit, size_t depth) {
  const ro_window *w = &s->w;
  if (ro_window_has(w, noun, RO_T_CAPITAL)) return false;
  if (depth > 0 || unit == RO_WEEKEND) return true;
  if (ro_window_in(w, noun + 1, "of when that to which he we they i it in - 's") ||
      ro_window_has(w, noun + 1, RO_T_NOUN | RO_T_GERUND | RO_T_PARTICIPLE))
    return false;
  return ro_window_behind(w, i, "during throughout for") || (ro_window_behind(w, i, "in") && unit != RO_WEEK);
}

/* "last year", "the same month", "this weekend", "next spring", "that evening", "the entire year", "the year previous". */
static ro_timex related_date(const ro_scan *s, size_t i, size_t depth) {
  const ro_window *w = &s->w;
  static const time_relation SAME = {"the", 0, true};
  size_t at = ro_window_skip(w, i, "the");
  bool the = at > i, plural = false;
  const time_relation *relation = relation_at(w, at);
  if (relation && ro_window_is(w, at, "this") && ro_window_in(w, at + 1, "same past coming")) at++;
  if (relation) at++;
  size_t fiscal = at;
  at = ro_window_skip(w, at, "fiscal financial calendar");
  bool is_fiscal = at > fiscal && !ro_window_is(w, fiscal, "calendar");
  ro_unit unit = ro_window_unit(w, at, &plural);
  if (!relation && the && unit != RO_NO_UNIT && !plural && ro_window_in(w, at + 1, "previous before earlier")) {
    bool closed = ro_window_is(w, at + 1, "previous") || at + 2 >= w->end || ro_window_has(w, at + 2, RO_T_PUNCT);
    if (!closed) return RO_NO_TIMEX;
    return date_of(at + 2, ro_period_shift(ro_date_reference(s, unit, true), -1));
  }
  if (!relation && the && unit != RO_NO_UNIT && !plural && definite_is_date(s, i, at, unit, depth)) relation = &SAME;
  if (!relation) return RO_NO_TIMEX;
  if (ro_window_season(w, at)) return date_of(at + 1, season_at_step(s, ro_window_season(w, at), relation));
  if (ro_window_part_of_day(w, at) && relation != &SAME) return part_of_day(s, at, relation, the);
  long month = ro_window_month(w, at);
  if (month && !relation->from_named) {
    ro_timex found = month_date(s, at);
    return found.period.unit == RO_MONTH ? found : RO_NO_TIMEX;
  }
  if (unit <= RO_HOUR || unit == RO_FORTNIGHT || plural) return RO_NO_TIMEX;
  if (unit == RO_DAY && !relation->from_named && relation->step <= 0) return RO_NO_TIMEX; /* "the last day" */
  if (unit == RO_WEEKEND && relation == &SAME && depth == 0) return date_of(at + 1, last_weekend(s));
  bool from_named = relation->from_named || (the && relation->step > 0) || unit == RO_DAY;
  if (relation == &SAME && unit != RO_DAY) from_named = false; /* "the end of the year": the report's */
  ro_period there = ro_period_shift(ro_date_reference(s, unit, from_named), relation->step);
  there.fiscal = is_fiscal && there.unit == RO_YEAR;
  ro_timex found = date_of(at + 1, there);
  if (!found.end) {
    found.end = at + 1;
    found.value = ro_vague_date(relation->step);
  }
  found.names_date = !from_named && (unit == RO_MONTH || unit == RO_YEAR);
  return found;
}

ro_timex ro_year_behind(const ro_scan *s, size_t at) {
  size_t year = ro_window_skip(&s->w, at, "of in");
  ro_timex found = related_date(s, year, year > at ? 1 : 0);
  if (!found.end || found.period.unit != RO_YEAR) found = budget_date(s, year);
  if (!found.end && ro_window_year(&s->w, year)) found = date_of(year + 1, ro_period_year(ro_window_year(&s->w, year)));
  return found.period.unit == RO_YEAR ? found : RO_NO_TIMEX;
}

/* The same, or "a year ago". */
static ro_timex year_behind(const ro_scan *s, size_t at) {
  ro_timex found = ro_year_behind(s, at);
  if (!found.end) found = ro_amount_at(s, at);
  return found.type == RO_TIME_DATE && found.period.unit == RO_YEAR ? found : RO_NO_TIMEX;
}

/* Puts a date without a year into the one that follows it. */
static void take_year(const ro_scan *s, ro_timex *date) {
  if (!date->end || !date->open_year || date->value.ptr) return;
  ro_timex year = year_behind(s, date->end);
  if (!year.end) return;
  date->end = year.end;
  date->period.year = year.period.year;
  date->open_year = false;
}

/* "the same period of last year": what was named last, in that year. */
static ro_timex same_in_year(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "the");
  bool plural = false;
  if (!ro_window_in(w, at, "same corresponding") || at + 1 >= w->end) return RO_NO_TIMEX;
  ro_unit unit = ro_window_unit(w, at + 1, &plural);
  if (unit == RO_NO_UNIT && !ro_window_in(w, at + 1, "period time")) return RO_NO_TIMEX;
  ro_timex year = year_behind(s, at + 2);
  if (!year.end || plural) return RO_NO_TIMEX;
  ro_period there = unit == RO_NO_UNIT ? s->named : ro_date_reference(s, unit, true);
  if (there.unit == RO_NO_UNIT || there.unit >= RO_YEAR || there.unit == RO_WEEK) {
    year.period.fiscal = s->named.fiscal;
    there = year.period;
  }
  there.year = year.period.year;
  return date_of(year.end, there);
}

/* -- parts and edges --------------------------------------------------------------------------------------------------- */

/* "the first quarter of 2009", "third-quarter", "the last week of March", "the second Tuesday in October". */
static ro_timex ordinal_date(const ro_scan *s, size_t i, size_t depth) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "the");
  long ordinal = ro_window_ordinal(w, at);
  if (!ordinal) return RO_NO_TIMEX;
  at = ro_window_skip(w, at + 1, "-");
  bool plural = false;
  ro_unit unit = ro_window_unit(w, at, &plural);
  long weekday = ro_window_weekday(w, at);
  if (weekday) unit = RO_DAY;
  if (plural || unit <= RO_HOUR || unit == RO_FORTNIGHT || unit >= RO_YEAR) return RO_NO_TIMEX;
  if (ro_window_in(w, at + 1, "of in") && depth < DEPTH_MAX) {
    ro_timex whole = date_within(s, at + 2, depth + 1);
    if (whole.end && whole.type == RO_TIME_DATE) {
      ro_timex found = date_of(whole.end, ro_period_nth(whole.period, unit, weekday, ordinal));
      if (found.end) return found;
    }
  }
  if (unit == RO_QUARTER && ordinal >= 1 && ordinal <= 4) {
    ro_timex found = date_of(at + 1, ro_period_part(unit, ro_year_near(s->today, ordinal * 3 - 1, 0), ordinal));
    found.open_year = true;
    return found;
  }
  ro_timex year = (unit == RO_HALF || unit == RO_QUARTER) ? year_behind(s, at + 1) : RO_NO_TIMEX;
  return year.end ? date_of(year.end, ro_period_nth(year.period, unit, 0, ordinal)) : RO_NO_TIMEX;
}

static ro_timex season_date(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "the");
  long season = ro_window_season(w, at);
  if (!season) return RO_NO_TIMEX;
  ro_timex found = date_of(at + 1, season_at_step(s, season, NULL));
  found.open_year = true;
  take_year(s, &found);
  /* "fall" and "spring" are other things too */
  bool season_before = ro_window_behind(w, i, "in by since until early late mid of during through");
  bool noun = ro_window_has(w, at, RO_T_NOUN) && !ro_window_has(w, at + 1, RO_T_NOUN) && !ro_window_is(w, at, "fall");
  if (found.open_year && !(season_before && !ro_window_in(w, at + 1, "of to")) && !(noun && at == i)) return RO_NO_TIMEX;
  return found;
}

static ro_timex core(const ro_scan *s, size_t i, size_t depth) {
  ro_timex found = longest_day(s, i);
  keep_longer(&found, ro_holiday_at(s, i));
  take(&found, "stretch in relation to another", related_date(s, i, depth));
  take(&found, "the same stretch of another year", same_in_year(s, i));
  take(&found, "which part of a longer stretch", ordinal_date(s, i, depth));
  take(&found, "season", season_date(s, i));
  take(&found, "decade or century", decade_date(s, i));
  take(&found, "year or quarter as a budget counts", budget_date(s, i));
  take(&found, "year", year_date(s, i));
  take_year(s, &found);
  return found;
}

/* Behind what tells a part of what follows without another value: "early", "the end of", "mid-"; or i. */
static size_t skip_edge(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  if (ro_window_in(w, i, "early late mid")) return ro_window_skip(w, i + 1, "-");
  if (ro_window_in(w, i, "earlier later") && ro_window_in(w, i + 1, "this that today tomorrow yesterday last next the in")) {
    size_t at = ro_window_skip(w, i + 1, "in");
    return at > i + 1 && !ro_window_is(w, at, "the") ? i : at;
  }
  size_t at = ro_window_skip(w, i, "the");
  at = ro_window_skip(w, at, "very");
  if (ro_window_in(w, at, "beginning start end middle close turn rest remainder") && ro_window_is(w, at + 1, "of")) return at + 2;
  return i;
}

static ro_timex date_within(const ro_scan *s, size_t i, size_t depth) {
  const ro_window *w = &s->w;
  ro_timex found = core(s, i, depth);
  size_t inner = skip_edge(s, i);
  if (inner > i && inner < w->end && depth < DEPTH_MAX) {
    bool definite = ro_window_is(w, inner - 1, "of") || ro_window_is(w, inner - 1, "in");
    ro_timex whole = definite || depth ? date_within(s, inner, depth + 1) : core(s, inner, 0);
    keep_longer(&found, whole);
  }
  if (ro_window_mid_year(w, i)) take(&found, "year", date_of(i + 1, ro_period_year(ro_window_mid_year(w, i))));
  if (ro_window_mid_month(w, i)) {
    long month = ro_window_mid_month(w, i), year = ro_window_year(w, i + 1);
    ro_timex date = date_of(i + 1 + (year != 0), ro_period_month(year ? year : year_of_month(s, i, month), month));
    date.open_year = !year;
    take_year(s, &date);
    take(&found, "day or month of the calendar", date);
  }
  return found;
}

ro_timex ro_date_at(const ro_scan *s, size_t i) {
  return date_within(s, i, 0);
}
