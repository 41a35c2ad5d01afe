/*
 * Amounts of time ("two and a half years"), the dates that they lead to ("two days later"), and what recurs ("every Tuesday").
 */
#include "statement/times.h"

/* Of one unit; TIMEX3 has no letters of its own for a decade and a century: they are years. */
typedef struct amount {
  ro_quantity quantity;
  ro_unit unit;
} amount;

static const struct {
  const char *letter; /* behind the number, "T" before it where it is shorter than a day */
  double times;       /* of what the letter stands for */
} LETTERS[RO_UNITS] = {
    [RO_SECOND] = {"S", 1},   [RO_MINUTE] = {"M", 1},    [RO_HOUR] = {"H", 1},      [RO_DAY] = {"D", 1},
    [RO_WEEKEND] = {"WE", 1}, [RO_WEEK] = {"W", 1},      [RO_FORTNIGHT] = {"W", 2}, [RO_MONTH] = {"M", 1},
    [RO_SEASON] = {"M", 3},   [RO_QUARTER] = {"M", 3},   [RO_HALF] = {"M", 6},      [RO_YEAR] = {"Y", 1},
    [RO_DECADE] = {"Y", 10},  [RO_CENTURY] = {"Y", 100},
};

/* Half of what has a smaller unit that divides it: "half an hour" is PT30M. */
static amount in_whole_units(amount a) {
  static const struct {
    ro_unit unit, smaller;
    double times;
  } HALVES[] = {{RO_YEAR, RO_MONTH, 12}, {RO_DAY, RO_HOUR, 24}, {RO_HOUR, RO_MINUTE, 60}, {RO_MINUTE, RO_SECOND, 60}};
  for (size_t h = 0; h < sizeof HALVES / sizeof *HALVES; h++)
    if (a.unit == HALVES[h].unit && a.quantity.count > 0 && a.quantity.count < 1)
      return (amount){{.count = a.quantity.count * HALVES[h].times}, HALVES[h].smaller};
  return a;
}

/* "2Y", "T30M", "XY" */
static ro_slice print_part(const ro_scan *s, amount a, bool time_begun) {
  a = in_whole_units(a);
  const char *time = a.unit <= RO_HOUR && !time_begun ? "T" : "";
  if (a.quantity.vague) return ro_arena_format(s->r->arena, "%sX%s", time, LETTERS[a.unit].letter);
  long hundredths = (long)(a.quantity.count * LETTERS[a.unit].times * 100 + 0.5);
  if (hundredths % 100 == 0) return ro_arena_format(s->r->arena, "%s%ld%s", time, hundredths / 100, LETTERS[a.unit].letter);
  if (hundredths % 10 == 0)
    return ro_arena_format(s->r->arena, "%s%ld.%ld%s", time, hundredths / 100, hundredths / 10 % 10, LETTERS[a.unit].letter);
  return ro_arena_format(s->r->arena, "%s%ld.%02ld%s", time, hundredths / 100, hundredths % 100, LETTERS[a.unit].letter);
}

static ro_slice print_amount(const ro_scan *s, amount a) {
  ro_slice part = print_part(s, a, false);
  return ro_arena_format(s->r->arena, "P%.*s", (int)part.len, part.ptr);
}

static ro_timex duration_of(const ro_scan *s, size_t end, amount a) {
  return (ro_timex){
      .end = end, .type = RO_TIME_DURATION, .period = RO_NO_PERIOD, .value = print_amount(s, a), .why = RO_WHY("amount of time")};
}

/* An age: "55-year-old", "ten years of age". */
static bool is_age(const ro_window *w, size_t end) {
  if (ro_window_in(w, end, "old older olds") || (ro_window_is(w, end, "-") && ro_window_in(w, end + 1, "old olds"))) return true;
  return ro_window_is(w, end, "of") && ro_window_is(w, end + 1, "age");
}

/* A number and its unit: "two and a half years", "27-year", "a year and a half", "half an hour". Behind them, or i. */
static size_t take_counted(const ro_window *w, size_t i, amount *a) {
  bool plural = false;
  size_t at = ro_window_number(w, i, &a->quantity);
  if (at == i && ro_window_is(w, i, "half")) {
    at = ro_window_skip(w, ro_window_skip(w, i + 1, "-"), "a an");
    a->quantity = (ro_quantity){.count = 0.5};
  } else if (at == i && ro_window_in(w, i, "a an one")) {
    at = i + 1;
    a->quantity = (ro_quantity){.count = 1};
    if (ro_window_is(w, at, "half") && ro_window_in(w, at + 1, "- hour century decade year day")) {
      a->quantity.count = 0.5;
      at = ro_window_skip(w, at + 1, "-");
    }
  }
  if (at == i) return i;
  at = ro_window_skip(w, at, "- full whole more consecutive straight long");
  a->unit = ro_window_unit(w, at, &plural);
  if (a->unit == RO_NO_UNIT || a->unit == RO_HALF) return i;
  if (a->unit == RO_QUARTER && !plural) return i; /* a quarter of the members */
  if (ro_window_is(w, i, "some") && !plural) return i;
  at++;
  if (ro_window_is(w, at, "and") && ro_window_in(w, at + 1, "a one") && ro_window_is(w, at + 2, "half")) {
    a->quantity.count += 0.5;
    at += 3;
  }
  return at;
}

/* What is said behind an amount makes it a date: -1 "ago", "earlier", 1 "later", "from now". Behind it, or i. */
static size_t take_direction(const ro_window *w, size_t i, long *step, bool *from_named) {
  *from_named = ro_window_in(w, i, "earlier later");
  *step = ro_window_in(w, i, "ago earlier") ? -1 : 1;
  if (ro_window_is(w, i, "ago")) return i + 1;
  if (*from_named && !ro_window_is(w, i + 1, "than")) return i + 1;
  return ro_window_is(w, i, "from") && ro_window_in(w, i + 1, "now today") ? i + 2 : i;
}

/* The date that lies so long before or after the report or what was named last. */
static ro_timex date_by(const ro_scan *s, size_t end, amount a, long step, bool from_named) {
  ro_timex found = {
      .end = end, .type = RO_TIME_DATE, .period = RO_NO_PERIOD, .why = RO_WHY("amount of time before or after another")};
  double count = a.quantity.count * (a.unit == RO_FORTNIGHT ? 2 : 1);
  ro_unit unit = a.unit == RO_FORTNIGHT ? RO_WEEK : a.unit;
  if (unit == RO_DECADE || unit == RO_CENTURY) count *= unit == RO_DECADE ? 10 : 100, unit = RO_YEAR;
  if (unit == RO_YEAR && count > (double)(long)count) count *= 12, unit = RO_MONTH;
  if (!a.quantity.vague && unit >= RO_DAY && count < 10000)
    found.period = ro_period_shift(ro_date_reference(s, unit, from_named), step * (long)count);
  if (found.period.unit == RO_NO_UNIT) found.value = from_named ? RO_LIT("XXXX-XX-XX") : ro_vague_date(step);
  return found;
}

/* "a year": an amount only where what stands around it says that time passes. */
static bool article_counts(const ro_window *w, size_t i, size_t end) {
  if (ro_window_in(w, end, "ago earlier later after before since long -")) return true;
  if (ro_window_is(w, end, "from") && ro_window_is(w, end + 1, "now")) return true;
  return ro_window_behind(
      w, i,
      "for in within over than about nearly almost after under lasted lasting last spent spend takes took take "
      "taking least once only just every past");
}

/* "two years", "two years and six months", "two years ago", "27-year"; "60 and" of "60 and 90 days". */
static ro_timex counted_amount(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  amount a = {0}, more = {0};
  size_t number = ro_window_skip(w, i, "almost nearly about approximately around roughly");
  size_t end = take_counted(w, number, &a);
  if (ro_window_behind(w, i, "$ € £ ¥ us$ # aged .")) return RO_NO_TIMEX;
  if (end == number) {
    /* the unit stands behind the second of two numbers */
    size_t conjunction = ro_window_number(w, number, &a.quantity);
    if (conjunction == number || a.quantity.vague || !ro_window_in(w, conjunction, "and to or - –")) return RO_NO_TIMEX;
    if (ro_window_is(w, conjunction, "and") && !ro_window_behind(w, number, "between")) return RO_NO_TIMEX;
    size_t second = take_counted(w, conjunction + 1, &more);
    if (second == conjunction + 1 || more.quantity.vague || more.quantity.count <= a.quantity.count || is_age(w, second))
      return RO_NO_TIMEX;
    a.unit = more.unit;
    return duration_of(s, conjunction, a);
  }
  if (is_age(w, end)) return RO_NO_TIMEX;
  if (ro_window_in(w, number, "a an") && !a.quantity.vague && a.quantity.count == 1 && !article_counts(w, i, end))
    return RO_NO_TIMEX;
  if (ro_window_is(w, number, "one") && a.unit == RO_DAY && !ro_window_is(w, number + 1, "-") && !article_counts(w, i, end))
    return RO_NO_TIMEX;
  long step;
  bool from_named;
  size_t directed = take_direction(w, end, &step, &from_named);
  if (directed > end) return date_by(s, directed, a, step, from_named);
  if (ro_window_is(w, end, "-") && ro_window_is(w, end + 1, "long")) end += 2;
  ro_timex found = duration_of(s, end, a);
  bool figures = ro_window_digits(w, number, 1, 9999) && ro_window_digits(w, end + 1, 1, 9999); /* "15 years, 8 months" */
  size_t at = ro_window_skip(w, end, figures ? "and ," : "and"), second = take_counted(w, at, &more);
  bool joins = at > end && second > at && more.unit < a.unit && !more.quantity.vague && !a.quantity.vague;
  if (joins && !ro_window_in(w, at, "a an") && !is_age(w, second)) {
    ro_slice first = found.value, rest = print_part(s, more, a.unit <= RO_HOUR);
    found.value = ro_arena_format(s->r->arena, "%.*s%.*s", (int)first.len, first.ptr, (int)rest.len, rest.ptr);
    found.end = second;
  }
  return found;
}

/* "the next six months", "the past decade", "recent years", "the first three months of the year". */
static ro_timex bounded_amount(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  size_t at = ro_window_skip(w, i, "the these those this his her its their our my");
  size_t bound = at;
  bool opening = ro_window_in(w, at, "first final opening closing");
  if (!opening && !ro_window_in(w, at, "last past next coming previous following recent preceding subsequent upcoming"))
    return RO_NO_TIMEX;
  if (bound == i && ro_window_in(w, at, "following preceding")) return RO_NO_TIMEX; /* "following years of war" */
  at++;
  amount a = {0};
  bool plural = false;
  size_t end = take_counted(w, at, &a);
  if (end == at) {
    a.unit = ro_window_unit(w, at, &plural);
    a.quantity = (ro_quantity){.count = 1, .vague = plural};
    if (a.unit == RO_NO_UNIT || a.unit == RO_HALF) return RO_NO_TIMEX;
    bool past = ro_window_is(w, bound, "past") || (ro_window_is(w, bound, "last") && a.unit == RO_DECADE && bound > i);
    if (!(plural ? !opening : past && bound > i)) return RO_NO_TIMEX;
    end = at + 1;
  } else if (ro_window_is(w, end - 2, "-")) {
    return RO_NO_TIMEX; /* "the next two-day visit" */
  }
  if (is_age(w, end) || ro_window_is(w, end, "-")) return RO_NO_TIMEX;
  ro_timex found = duration_of(s, end, a);
  if (opening && ro_window_is(w, end, "of")) {
    ro_timex whole = ro_year_behind(s, end);
    if (whole.end) found.end = whole.end;
  }
  return found;
}

/* "decades", "years of war": nobody knows how many. */
static ro_timex uncounted_amount(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  bool plural = false;
  size_t noun = ro_window_is(w, i, "the") && ro_window_behind(w, i, "over through") ? i + 1 : i;
  ro_unit unit = ro_window_unit(w, noun, &plural);
  if (!plural || !ro_window_plain(w, noun) || is_age(w, noun + 1)) return RO_NO_TIMEX;
  amount a = {{.vague = true}, unit};
  size_t end = noun + 1;
  long step;
  bool from_named;
  size_t directed = take_direction(w, end, &step, &from_named);
  if (directed > end) return date_by(s, directed, a, step, from_named);
  if (ro_window_is(w, end, "-") && ro_window_is(w, end + 1, "long")) return duration_of(s, end + 2, a);
  bool passes = noun > i || ro_window_behind(w, i, "for in within over after than") || ro_window_in(w, end, "of after before");
  if (ro_window_is(w, end, "of") && ro_window_has(w, i - 1, RO_T_ADJECTIVE | RO_T_DETERMINER | RO_T_POSSESSIVE) && i > w->first)
    return RO_NO_TIMEX;
  if (ro_window_is(w, end, "in") && ro_window_is(w, end + 1, "the") && ro_window_is(w, end + 2, "making")) passes = true;
  if (!passes) return RO_NO_TIMEX;
  return duration_of(s, end, a);
}

ro_timex ro_amount_at(const ro_scan *s, size_t i) {
  ro_timex found = counted_amount(s, i), bounded = bounded_amount(s, i);
  if (bounded.end > found.end) found = bounded;
  return found.end ? found : uncounted_amount(s, i);
}

/* -- what recurs --------------------------------------------------------------------------------------------------------- */

static ro_timex set_of(size_t end, ro_slice value) {
  return (ro_timex){.end = end, .type = RO_TIME_SET, .period = RO_NO_PERIOD, .value = value, .why = RO_WHY("what recurs")};
}

/* "annual", "weekly": words of their own. */
static ro_timex set_word(const ro_scan *s, size_t i) {
  static const struct {
    const char *words, *value;
  } WORDS[] = {{"annual annually yearly", "P1Y"},
               {"monthly", "P1M"},
               {"weekly", "P1W"},
               {"daily nightly", "P1D"},
               {"hourly", "PT1H"},
               {"quarterly", "P3M"},
               {"biennial biennially", "P2Y"},
               {"biannual biannually semiannual semiannually", "P6M"},
               {"biweekly fortnightly", "P2W"}};
  if (!ro_window_plain(&s->w, i)) return RO_NO_TIMEX;
  for (size_t n = 0; n < sizeof WORDS / sizeof *WORDS; n++)
    if (ro_window_in(&s->w, i, WORDS[n].words)) return set_of(i + 1, ro_slice_of(WORDS[n].value));
  return RO_NO_TIMEX;
}

/* "every Tuesday", "each year", "every other week", "every four years" */
static ro_timex set_every(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  amount a = {0};
  bool plural = false;
  if (!ro_window_in(w, i, "every each")) return RO_NO_TIMEX;
  size_t at = i + 1, counted = take_counted(w, at, &a);
  if (counted > at && !a.quantity.vague) return set_of(counted, print_amount(s, a));
  a.quantity = (ro_quantity){.count = 1};
  if (ro_window_is(w, at, "other")) {
    a.quantity.count = 2;
    at++;
  } else if (ro_window_ordinal(w, at) > 1) {
    a.quantity.count = (double)ro_window_ordinal(w, at);
    at++;
  } else {
    at = ro_window_skip(w, at, "single");
  }
  if (ro_window_weekday(w, at)) return set_of(at + 1, ro_arena_format(s->r->arena, "XXXX-WXX-%ld", ro_window_weekday(w, at)));
  if (ro_window_month(w, at))
    return set_of(at + 1, ro_period_print(ro_period_month(RO_NO_YEAR, ro_window_month(w, at)), s->r->arena));
  if (ro_window_season(w, at))
    return set_of(at + 1, ro_period_print(ro_period_part(RO_SEASON, RO_NO_YEAR, ro_window_season(w, at)), s->r->arena));
  if (ro_window_part_of_day(w, at))
    return set_of(at + 1, ro_arena_format(s->r->arena, "XXXX-XX-XXT%s", ro_window_part_of_day(w, at)));
  a.unit = ro_window_unit(w, at, &plural);
  if (a.unit == RO_NO_UNIT || plural) return RO_NO_TIMEX;
  return set_of(at + 1, print_amount(s, a));
}

/* "15 a year", "twice a week", "$3 million per year" */
static ro_timex set_rate(const ro_scan *s, size_t i) {
  const ro_window *w = &s->w;
  bool plural = false, per = ro_window_is(w, i, "per");
  if (per && ro_window_is(w, i + 1, "annum")) return set_of(i + 2, RO_LIT("P1Y"));
  ro_unit unit = per || ro_window_in(w, i, "a an") ? ro_window_unit(w, i + 1, &plural) : RO_NO_UNIT;
  if (unit == RO_NO_UNIT || unit == RO_HALF || plural || i == w->first) return RO_NO_TIMEX;
  bool counted =
      ro_window_has(w, i - 1, RO_T_NUMBER) || ro_window_behind(w, i, "once twice times thrice percent % million billion");
  bool of_things = i >= w->first + 2 && ro_window_has(w, i - 1, RO_T_NOUN | RO_T_PLURAL) && ro_window_has(w, i - 2, RO_T_NUMBER);
  bool ahead = ro_window_in(w, i + 2, "ago earlier later after before long -");
  if (!per && (ahead || !(counted || of_things))) return RO_NO_TIMEX;
  return set_of(i + 2, print_amount(s, (amount){{.count = 1}, unit}));
}

/* "on Tuesdays", "at weekends" */
static ro_timex set_plural(const ro_scan *s, size_t i) {
  static const char *const DAYS[7] = {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
  for (long d = 0; d < 7; d++)
    if (ro_window_is(&s->w, i, DAYS[d])) return set_of(i + 1, ro_arena_format(s->r->arena, "XXXX-WXX-%ld", d + 1));
  if (ro_window_is(&s->w, i, "weekends") && ro_window_behind(&s->w, i, "on at")) return set_of(i + 1, RO_LIT("XXXX-WXX-WE"));
  return RO_NO_TIMEX;
}

ro_timex ro_set_at(const ro_scan *s, size_t i) {
  ro_timex found = set_word(s, i);
  if (!found.end) found = set_every(s, i);
  if (!found.end) found = set_rate(s, i);
  return found.end ? found : set_plural(s, i);
}
