#include "statement/time_words.h"

#include <stdlib.h>

static const char *const MONTHS[12] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
static const char *const WEEKDAYS[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const ORDINALS[12] = {"first",   "second", "third", "fourth", "fifth",    "sixth",
                                         "seventh", "eighth", "ninth", "tenth",  "eleventh", "twelfth"};

ro_slice ro_window_word(const ro_window *w, size_t i) {
  return i >= w->first && i < w->end ? ro_token_at(w->r, i)->lower : RO_LIT("");
}

bool ro_window_is(const ro_window *w, size_t i, const char *word) {
  return i >= w->first && i < w->end && ro_word_is(w->r, i, word);
}

bool ro_window_in(const ro_window *w, size_t i, const char *words) {
  return i >= w->first && i < w->end && ro_word_in(w->r, i, words);
}

bool ro_window_has(const ro_window *w, size_t i, uint32_t flags) {
  return i >= w->first && i < w->end && ro_has(w->r, i, flags);
}

bool ro_window_behind(const ro_window *w, size_t i, const char *words) {
  return i > w->first && ro_window_in(w, i - 1, words);
}

bool ro_window_plain(const ro_window *w, size_t i) {
  if (i == w->first || !ro_window_has(w, i, RO_T_CAPITAL)) return true;
  return ro_window_has(w, i - 1, RO_T_PUNCT | RO_T_QUOTE) && !ro_window_has(w, i + 1, RO_T_CAPITAL);
}

size_t ro_window_skip(const ro_window *w, size_t i, const char *words) {
  return ro_window_in(w, i, words) ? i + 1 : i;
}

static long value_of(ro_slice word) {
  long value = 0;
  if (word.len == 0 || word.len > 4) return -1;
  for (size_t i = 0; i < word.len; i++) {
    if (word.ptr[i] < '0' || word.ptr[i] > '9') return -1;
    value = value * 10 + (word.ptr[i] - '0');
  }
  return value;
}

static bool drop_ordinal_ending(ro_slice *word) {
  static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
  for (size_t e = 0; e < 4 && word->len > 2; e++)
    if (ro_slice_ends(*word, ro_slice_of(ENDINGS[e]))) {
      word->len -= 2;
      return true;
    }
  return false;
}

long ro_window_digits(const ro_window *w, size_t i, long low, long high) {
  ro_slice word = ro_window_word(w, i);
  drop_ordinal_ending(&word);
  long value = value_of(word);
  return value >= low && value <= high ? value : 0;
}

static long year_of(ro_slice word) {
  long value = word.len == 4 ? value_of(word) : 0;
  return value >= 1000 && value <= 2999 ? value : 0;
}

long ro_window_year(const ro_window *w, size_t i) {
  return year_of(ro_window_word(w, i));
}

static long month_of(ro_slice word) {
  if (word.len > 0 && word.ptr[word.len - 1] == '.') word.len--;
  for (long m = 0; m < 12; m++) {
    ro_slice name = ro_slice_of(MONTHS[m]);
    if (ro_slice_equal(word, name) || (word.len == 3 && memcmp(word.ptr, name.ptr, 3) == 0) ||
        (m == 8 && ro_slice_equal(word, RO_LIT("sept"))))
      return m + 1;
  }
  return 0;
}

long ro_window_month(const ro_window *w, size_t i) {
  return ro_window_has(w, i, RO_T_CAPITAL) ? month_of(ro_window_word(w, i)) : 0;
}

static ro_slice behind_mid(const ro_window *w, size_t i) {
  ro_slice word = ro_window_word(w, i);
  return ro_slice_starts(word, RO_LIT("mid-")) ? ro_slice_part(word, 4, word.len) : RO_LIT("");
}

long ro_window_mid_year(const ro_window *w, size_t i) {
  return year_of(behind_mid(w, i));
}

long ro_window_mid_month(const ro_window *w, size_t i) {
  return month_of(behind_mid(w, i));
}

long ro_window_weekday(const ro_window *w, size_t i) {
  if (!ro_window_has(w, i, RO_T_CAPITAL)) return 0;
  for (long d = 0; d < 7; d++)
    if (ro_window_is(w, i, WEEKDAYS[d])) return d + 1;
  return 0;
}

long ro_window_season(const ro_window *w, size_t i) {
  if (!ro_window_plain(w, i)) return 0;
  return ro_window_is(w, i, "spring")        ? 1
         : ro_window_is(w, i, "summer")      ? 2
         : ro_window_in(w, i, "autumn fall") ? 3
         : ro_window_in(w, i, "winter")      ? 4
                                             : 0;
}

long ro_window_ordinal(const ro_window *w, size_t i) {
  ro_slice word = ro_window_word(w, i);
  for (long o = 0; o < 12; o++)
    if (ro_slice_equal(word, ro_slice_of(ORDINALS[o]))) return o + 1;
  if (ro_window_in(w, i, "last final")) return -1;
  return drop_ordinal_ending(&word) && value_of(word) > 0 ? value_of(word) : 0;
}

ro_unit ro_window_unit(const ro_window *w, size_t i, bool *plural) {
  static const char *const UNITS[RO_UNITS][4] = {
      [RO_SECOND] = {"second", "seconds"},
      [RO_MINUTE] = {"minute", "minutes"},
      [RO_HOUR] = {"hour", "hours"},
      [RO_DAY] = {"day", "days"},
      [RO_WEEKEND] = {"weekend", "weekends"},
      [RO_WEEK] = {"week", "weeks"},
      [RO_FORTNIGHT] = {"fortnight", "fortnights"},
      [RO_MONTH] = {"month", "months"},
      [RO_QUARTER] = {"quarter", "quarters"},
      [RO_HALF] = {"half", ""},
      [RO_YEAR] = {"year", "years"},
      [RO_DECADE] = {"decade", "decades"},
      [RO_CENTURY] = {"century", "centuries"},
  };
  *plural = false;
  if (i >= w->end) return RO_NO_UNIT;
  for (ro_unit unit = RO_SECOND; unit < RO_UNITS; unit++)
    for (size_t form = 0; form < 2; form++) {
      if (!UNITS[unit][form] || !ro_window_is(w, i, UNITS[unit][form])) continue;
      *plural = form == 1;
      /* "second" is mostly an ordinal ("the seventy-second session"), but behind figures ("30-second") */
      bool counts = ro_window_behind(w, i, "per one") || (ro_window_behind(w, i, "-") && ro_window_digits(w, i - 2, 1, 9999));
      if (unit == RO_SECOND && form == 0 && !counts) return RO_NO_UNIT;
      return unit;
    }
  return RO_NO_UNIT;
}

const char *ro_window_part_of_day(const ro_window *w, size_t i) {
  static const struct {
    const char *word, *letters;
  } PARTS[] = {{"morning", "MO"}, {"afternoon", "AF"}, {"evening", "EV"}, {"night", "NI"}, {"midday", "MI"}, {"lunchtime", "MI"}};
  for (size_t p = 0; p < sizeof PARTS / sizeof *PARTS; p++)
    if (ro_window_is(w, i, PARTS[p].word)) return PARTS[p].letters;
  return NULL;
}

/* "twelve", "ninety"; 0 for no such word. */
static long number_word(const ro_window *w, size_t i) {
  static const char *const SMALL[20] = {"",         "one",     "two",     "three",     "four",     "five",    "six",
                                        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const char *const TENS[8] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  for (long n = 1; n < 20; n++)
    if (ro_window_is(w, i, SMALL[n])) return n;
  for (long n = 0; n < 8; n++)
    if (ro_window_is(w, i, TENS[n])) return (n + 2) * 10;
  return ro_window_is(w, i, "dozen") ? 12 : 0;
}

/* "27", "1.5", "2,000" */
static size_t take_figures(const ro_window *w, size_t i, double *count) {
  ro_slice word = ro_window_word(w, i);
  double value = 0, place = 0; /* of the next digit, behind the point */
  if (word.len == 0 || word.len > 15) return i;
  for (size_t c = 0; c < word.len; c++) {
    bool inside = c > 0 && c + 1 < word.len;
    if (word.ptr[c] == ',' && inside && place == 0) continue;
    if (word.ptr[c] == '.' && inside && place == 0) {
      place = 0.1;
      continue;
    }
    if (word.ptr[c] < '0' || word.ptr[c] > '9') return i;
    value = place > 0 ? value + place * (word.ptr[c] - '0') : value * 10 + (word.ptr[c] - '0');
    place /= 10;
  }
  *count = value;
  return i + 1;
}

/* "twenty-seven", "two hundred", "a hundred and twenty" */
static size_t take_number_words(const ro_window *w, size_t i, double *count) {
  long value = number_word(w, i);
  size_t end = value ? i + 1 : i;
  if (!value && ro_window_is(w, i, "a") && ro_window_in(w, i + 1, "hundred thousand dozen")) {
    value = 1;
    end = i + 1;
  }
  if (!value) return i;
  if (value >= 20 && value % 10 == 0) {
    size_t at = ro_window_skip(w, end, "-");
    long ones = number_word(w, at);
    if (ones > 0 && ones < 10) {
      value += ones;
      end = at + 1;
    }
  }
  long times = ro_window_is(w, end, "hundred")    ? 100
               : ro_window_is(w, end, "thousand") ? 1000
               : ro_window_is(w, end, "dozen")    ? 12
                                                  : 0;
  if (times) {
    double rest = 0;
    value *= times;
    end++;
    size_t at = take_number_words(w, ro_window_skip(w, end, "and"), &rest);
    if (at > ro_window_skip(w, end, "and") && rest < (double)times) {
      value += (long)rest;
      end = at;
    }
  }
  *count = (double)value;
  return end;
}

/* "several", "a few", "a couple of", "dozens of" */
static size_t take_vague(const ro_window *w, size_t i, ro_quantity *quantity) {
  size_t at = ro_window_skip(w, i, "a the");
  *quantity = (ro_quantity){.vague = true};
  if (at > i && ro_window_is(w, at, "couple")) {
    *quantity = (ro_quantity){.count = 2};
    return ro_window_skip(w, at + 1, "of");
  }
  if (ro_window_is(w, at, "few")) return at + 1;
  if (at > i && ro_window_is(w, at, "number") && ro_window_is(w, at + 1, "of")) return at + 2;
  if (at == i && ro_window_in(w, i, "several many numerous countless some")) return i + 1;
  if (at == i && ro_window_in(w, i, "dozens hundreds thousands tens scores") && ro_window_is(w, i + 1, "of")) return i + 2;
  return i;
}

size_t ro_window_number(const ro_window *w, size_t i, ro_quantity *quantity) {
  *quantity = (ro_quantity){0};
  size_t end = take_figures(w, i, &quantity->count);
  if (end == i) end = take_number_words(w, i, &quantity->count);
  if (end == i) return take_vague(w, i, quantity);
  size_t at = ro_window_skip(w, end, "-");
  if (ro_window_is(w, at, "and")) {
    at = ro_window_skip(w, at + 1, "-");
    if (ro_window_in(w, at, "a one")) {
      at = ro_window_skip(w, at + 1, "-");
      if (ro_window_is(w, at, "half")) {
        quantity->count += 0.5;
        return at + 1;
      }
    }
  }
  return end;
}

static int compare_to_word(const void *key, const void *word) {
  return ro_slice_compare(*(const ro_slice *)key, ro_slice_of(*(const char *const *)word));
}

bool ro_window_may_begin(const ro_window *w, size_t i) {
  /* in byte order */
  static const char *const WORDS[] = {"a",          "about",         "afternoon",    "almost",     "an",         "annual",
                                      "annually",   "approximately", "apr",          "april",      "around",     "aug",
                                      "august",     "autumn",        "beginning",    "biannual",   "biannually", "biennial",
                                      "biennially", "biweekly",      "centuries",    "century",    "close",      "closing",
                                      "coming",     "corresponding", "countless",    "current",    "currently",  "daily",
                                      "days",       "dec",           "decades",      "december",   "dozen",      "dozens",
                                      "each",       "earlier",       "early",        "eight",      "eighteen",   "eighth",
                                      "eighty",     "eleven",        "eleventh",     "end",        "entire",     "evening",
                                      "every",      "fall",          "feb",          "february",   "few",        "fifteen",
                                      "fifth",      "fifty",         "final",        "financial",  "first",      "fiscal",
                                      "five",       "following",     "fortnightly",  "fortnights", "forty",      "four",
                                      "fourteen",   "fourth",        "friday",       "fridays",    "fy",         "half",
                                      "her",        "his",           "hourly",       "hours",      "hundreds",   "its",
                                      "jan",        "january",       "jul",          "july",       "jun",        "june",
                                      "just",       "last",          "late",         "lately",     "later",      "long",
                                      "lunchtime",  "many",          "mar",          "march",      "may",        "mid",
                                      "midday",     "middle",        "midnight",     "minutes",    "monday",     "mondays",
                                      "monthly",    "months",        "more",         "morning",    "most",       "my",
                                      "nearly",     "next",          "night",        "nightly",    "nine",       "nineteen",
                                      "ninety",     "ninth",         "noon",         "not",        "nov",        "november",
                                      "now",        "nowadays",      "numerous",     "oct",        "october",    "one",
                                      "only",       "opening",       "our",          "past",       "per",        "preceding",
                                      "present",    "presently",     "previous",     "prior",      "quarterly",  "quarters",
                                      "quite",      "recent",        "recently",     "remainder",  "rest",       "right",
                                      "roughly",    "same",          "saturday",     "saturdays",  "scores",     "second",
                                      "seconds",    "semiannual",    "semiannually", "sep",        "sept",       "september",
                                      "seven",      "seventeen",     "seventh",      "seventy",    "several",    "six",
                                      "sixteen",    "sixth",         "sixty",        "some",       "soon",       "spring",
                                      "start",      "subsequent",    "summer",       "sunday",     "sundays",    "ten",
                                      "tens",       "tenth",         "that",         "the",        "their",      "these",
                                      "third",      "thirteen",      "thirty",       "this",       "those",      "thousands",
                                      "three",      "thursday",      "thursdays",    "today",      "tomorrow",   "tonight",
                                      "tuesday",    "tuesdays",      "turn",         "twelfth",    "twelve",     "twenty",
                                      "two",        "upcoming",      "very",         "wednesday",  "wednesdays", "weekends",
                                      "weekly",     "weeks",         "whole",        "winter",     "yearly",     "years",
                                      "yesterday"};
  ro_slice word = ro_window_word(w, i);
  if (word.len > 1 && word.ptr[word.len - 1] == '.') word.len--;
  if (word.len == 0) return false;
  if ((word.ptr[0] >= '0' && word.ptr[0] <= '9') || word.ptr[0] == '\'') return true;
  if (ro_slice_starts(word, RO_LIT("mid-")) || ro_slice_starts(word, RO_LIT("fy")) || (word.ptr[0] == 'q' && word.len == 2))
    return true;
  return bsearch(&word, WORDS, sizeof WORDS / sizeof *WORDS, sizeof *WORDS, compare_to_word) != NULL;
}
