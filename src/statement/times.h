/*
 * Time expressions as TIMEX3 has them (TimeML Annotation Guidelines 1.2.1; values by the TIDES 2005 standard), in a small
 * grammar over tokens:
 *
 *   expression  set | clock | amount | date | vague          the longest that begins at a token
 *   date        edge? core (of? year)?                       "early June", "the end of the first quarter of last year"
 *   core        calendar | relative day | relation unit | ordinal unit | name | year
 *   amount      about? number unit direction?                "two and a half years", "three days later"
 *
 * Prepositions stay outside. Relative ones are relative to the report's day, or ("the same day", "two days later") to the date
 * that was named last; what neither gives is PAST_REF, PRESENT_REF, FUTURE_REF, or has X in its value.
 */
#ifndef RO_STATEMENT_TIMES_H
#define RO_STATEMENT_TIMES_H

#include "statement/time_words.h"

/* Reading the times of one sentence. */
typedef struct ro_scan {
  ro_reader *r;
  ro_window w;
  ro_period today;      /* the report's day; its year where no more is known; or RO_NO_PERIOD */
  ro_period named;      /* what was named last, or RO_NO_PERIOD … */
  ro_period named_day;  /* … and the last that was a day */
  bool day_in_sentence; /* that was in this sentence */
} ro_scan;

typedef struct ro_timex {
  size_t end;       /* behind its last token; 0: there is none */
  ro_period period; /* of a date, and the day of a time */
  ro_slice clock;   /* of a time: what stands behind the day, "T18:00Z", "TMO" */
  ro_slice value;   /* where the two do not say it; else absent */
  ro_time_type type;
  bool names_date; /* names a day, month or year itself: events are dated by it */
  bool open_year;  /* the year is not stated but inferred */
  ro_why why;
} ro_timex;

#define RO_NO_TIMEX ((ro_timex){.period = {.year = RO_NO_YEAR}})

/* -- dates (time_dates.c) ---------------------------------------------------------------------------------------------- */

/* The date that begins at token i, with edges, determiner and year. */
ro_timex ro_date_at(const ro_scan *scan, size_t i);

/* Only one that is a day: weekday, month and day, "today". */
ro_timex ro_day_at(const ro_scan *scan, size_t i);

/* A holiday that has one date, from data/holidays.tsv. */
ro_timex ro_holiday_at(const ro_scan *scan, size_t i);

/* The year that stands behind what has none: "of last year", "2009", "in the same year". */
ro_timex ro_year_behind(const ro_scan *scan, size_t at);

/* A period of that length counted from the report's day, or from the date named last. */
ro_period ro_date_reference(const ro_scan *scan, ro_unit unit, bool from_named);

/* PAST_REF, PRESENT_REF, FUTURE_REF. */
ro_slice ro_vague_date(long step);

/* -- amounts of time, and what recurs (time_amounts.c) ----------------------------------------------------------------- */

/* "two years", "27-year", "the next six months", "decades-long"; "two days later", "a year ago", which are dates. */
ro_timex ro_amount_at(const ro_scan *scan, size_t i);

/* "every Tuesday", "annually", "15 a year". */
ro_timex ro_set_at(const ro_scan *scan, size_t i);

#endif
