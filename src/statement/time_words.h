/*
 * The words of time at a token: numbers, units, ordinals, names of months, weekdays, seasons and parts of the day. What they
 * add up to is times.h's.
 *
 * All look at the tokens of one sentence and no further: a date line is not read on into the paragraph below it. They work with
 * and without a model's tags.
 */
#ifndef RO_STATEMENT_TIME_WORDS_H
#define RO_STATEMENT_TIME_WORDS_H

#include "statement/calendar.h"
#include "statement/reader.h"

/* The tokens of a sentence. */
typedef struct ro_window {
  const ro_reader *r;
  size_t first, end;
} ro_window;

/* An amount of something. */
typedef struct ro_quantity {
  double count;
  bool vague; /* several, many: count says nothing */
} ro_quantity;

/* The lower-case form of a token; empty beyond the sentence. */
ro_slice ro_window_word(const ro_window *w, size_t i);
bool ro_window_is(const ro_window *w, size_t i, const char *word);
bool ro_window_in(const ro_window *w, size_t i, const char *words); /* one of the words of a space-separated list */
bool ro_window_has(const ro_window *w, size_t i, uint32_t flags);

/* The same for the token before i. */
bool ro_window_behind(const ro_window *w, size_t i, const char *words);

/* No capital but the first of a sentence or quote: no part of a name. */
bool ro_window_plain(const ro_window *w, size_t i);

/* The token behind `word` where that stands at i, else i. */
size_t ro_window_skip(const ro_window *w, size_t i, const char *words);

/* May a time expression begin with this word, holidays apart? Most tokens need no second look. */
bool ro_window_may_begin(const ro_window *w, size_t i);

/* Number in digits, "13", "13th", of at most four digits; 0 where there is none or it is not within the limits. */
long ro_window_digits(const ro_window *w, size_t i, long low, long high);
long ro_window_year(const ro_window *w, size_t i);    /* 1000 to 2999 */
long ro_window_month(const ro_window *w, size_t i);   /* "April", "Apr."; 0 where there is none */
long ro_window_weekday(const ro_window *w, size_t i); /* 1 is Monday */
long ro_window_season(const ro_window *w, size_t i);  /* 1 is spring */
long ro_window_ordinal(const ro_window *w, size_t i); /* "second", "2nd"; -1 for last, final */

/* The year or month that "mid-" is joined to in one token ("mid-2011", "mid-May"); else 0. */
long ro_window_mid_year(const ro_window *w, size_t i);
long ro_window_mid_month(const ro_window *w, size_t i);

/* The unit that a noun names ("years"), RO_NO_UNIT where it names none. */
ro_unit ro_window_unit(const ro_window *w, size_t i, bool *plural);

/* TIMEX3's letters for a part of the day: "MO" morning, "AF", "EV", "NI", "MI" midday; NULL where there is none. */
const char *ro_window_part_of_day(const ro_window *w, size_t i);

/* "27", "1.5", "twenty-seven", "two and a half", "a few", "several": behind it, or i. An article alone is none. */
size_t ro_window_number(const ro_window *w, size_t i, ro_quantity *quantity);

#endif
