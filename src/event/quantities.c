#include "event/quantities.h"

#include <math.h>

#define UNIT_WORDS 4 /* content words of which the last is what is counted */
#define PER_CENT 1   /* units that are no meanings: small numbers */
#define CURRENCY 2

/* -- figures ---------------------------------------------------------------------------------------------------------- */

/* "13.2", "1,500", "16th". */
static bool read_figure(ro_slice text, ro_quantity *out) {
  double value = 0, scale = 1;
  bool point = false;
  size_t i = 0;
  for (; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == ',') continue;
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
    if (point) scale *= 10;
  }
  ro_slice rest = ro_slice_part(text, i, text.len);
  out->ordinal = !point && (ro_slice_equal(rest, RO_LIT("st")) || ro_slice_equal(rest, RO_LIT("nd")) ||
                            ro_slice_equal(rest, RO_LIT("rd")) || ro_slice_equal(rest, RO_LIT("th")));
  if (i == 0 || (rest.len > 0 && !out->ordinal)) return false;
  out->value = value / scale;
  out->step = 1 / scale;
  return true;
}

static uint64_t at(const ro_phrase_list *list, const ro_words *words, size_t i, size_t *n, ro_arena *arena) {
  *n = 1;
  return i < words->len ? ro_phrase_at(list, words, i, n, arena) : 0;
}

/* "Twenty", "twenty-five", "sixteenth"; words read in *n. */
static bool read_numeral(const ro_prepared *p, size_t i, ro_quantity *out, size_t *n, ro_arena *arena) {
  const ro_contrasts *c = &p->lexicon->contrasts;
  size_t more;
  uint64_t value = at(&c->numerals, &p->words, i, n, arena);
  if (!value) {
    value = at(&c->ordinals, &p->words, i, n, arena);
    out->ordinal = value > 0;
  }
  if (!value) return false;
  out->value = (double)(value - 1);
  if (!out->ordinal && value > 20 && i + *n < p->words.len && !p->words.at[i + *n].apart) {
    uint64_t unit = at(&c->numerals, &p->words, i + *n, &more, arena);
    if (unit > 1 && unit <= 10) out->value += (double)(unit - 1), *n += more;
  }
  return true;
}

/* How large a step of ten the last digit of a whole value that is no zero stands for. */
static double round_step(double value) {
  double step = 1;
  while (value > 0 && step < 1e18 && fmod(value, step * 10) == 0) step *= 10;
  return step;
}

/* -- what is counted -------------------------------------------------------------------------------------------------- */

/* The currency whose sign stands right before a figure, the longest sign; its first byte in *start. */
static uint64_t sign_before(const ro_prepared *p, size_t figure, size_t *start) {
  const ro_contrasts *c = &p->lexicon->contrasts;
  ro_slice text = ro_slice_part(p->findings->report.text, 0, figure);
  *start = figure;
  if (text.len > 0 && text.ptr[text.len - 1] == ' ') text.len--;
  uint64_t found = 0;
  size_t longest = 0;
  for (size_t i = 0; i < c->symbols.len; i++) {
    ro_slice sign = c->symbols.at[i].text;
    if (sign.len <= longest || !ro_slice_ends(text, sign)) continue;
    char before = text.len > sign.len ? text.ptr[text.len - sign.len - 1] : ' ';
    bool letter =
        (sign.ptr[0] >= 'A' && sign.ptr[0] <= 'Z') && ((before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z'));
    if (letter) continue;
    longest = sign.len;
    found = c->symbols.at[i].currency;
    *start = text.len - sign.len;
  }
  return found;
}

static bool is_per_cent(const ro_prepared *p, size_t word, size_t *n) {
  const ro_words *words = &p->words;
  *n = 0;
  ro_slice behind = ro_slice_part(p->findings->report.text, words->at[word - 1].span.end, p->findings->report.text.len);
  if (ro_slice_starts(behind, RO_LIT("%"))) return true;
  if (word >= words->len) return false;
  *n = 1;
  if (ro_slice_equal(words->at[word].lower, RO_LIT("percent"))) return true;
  *n = 2;
  return word + 1 < words->len && ro_slice_equal(words->at[word].lower, RO_LIT("per")) &&
         ro_slice_equal(words->at[word + 1].lower, RO_LIT("cent"));
}

static bool is_one_of(ro_slice word, const char *const *of, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ro_slice_equal(word, ro_slice_of(of[i]))) return true;
  return false;
}

/* "The eighth day", "for five days": how many they are hangs on when it is written. */
static bool is_running(ro_slice unit, bool ordinal) {
  static const char *const spans[] = {"day",  "days",  "night", "nights", "week", "weeks",
                                      "hour", "hours", "month", "year",   "time"};
  return is_one_of(unit, spans, ordinal ? sizeof spans / sizeof *spans : 8);
}

/* "600 more workers", "42 of the organisation's instruments". */
static bool leads_to_noun(ro_slice word) {
  static const char *const words[] = {"more", "other", "further", "additional", "of",  "the",
                                      "its",  "their", "our",     "these",      "such"};
  return is_one_of(word, words, sizeof words / sizeof *words);
}

/* The last noun of the content words that follow, where no verb comes between: "150 fishing boats"; "20 died" counts nothing. */
static bool counted_noun(const ro_prepared *p, size_t i, size_t end, ro_quantity *q) {
  const ro_words *words = &p->words;
  size_t last = RO_NONE;
  while (i < end && !words->at[i].apart && leads_to_noun(words->at[i].lower)) i++;
  for (size_t k = i; k < end && k < i + UNIT_WORDS && !words->at[k].apart; k++) {
    ro_word_kind kind = ro_lexicon_word_kind(p->lexicon, words->at[k].lower);
    if (words->at[k].class_ == RO_WORD_FUNCTION || words->at[k].class_ == RO_WORD_NUMBER) break;
    bool plural = ro_slice_ends(words->at[k].lower, RO_LIT("s"));
    if (kind == RO_KIND_NOUN || (kind == RO_KIND_OTHER && plural)) last = k;
    bool participle = ro_slice_ends(words->at[k].lower, RO_LIT("ed")) || ro_slice_ends(words->at[k].lower, RO_LIT("ing"));
    if (kind == RO_KIND_OTHER && !participle) break; /* "stranded containers" */
  }
  if (last == RO_NONE) return false;
  q->unit = words->at[last].meaning;
  q->span.end = words->at[last].span.end;
  return !is_running(words->at[last].lower, q->ordinal);
}

static bool find_unit(const ro_prepared *p, size_t i, size_t end, ro_quantity *q, ro_arena *arena) {
  size_t n = 0;
  uint64_t currency = sign_before(p, q->span.start, &q->span.start);
  for (size_t k = i; !currency && k < end && k < i + 2; k++) { /* "kroner", "Norwegian kroner" */
    currency = at(&p->lexicon->contrasts.currencies, &p->words, k, &n, arena);
    if (currency) q->span.end = p->words.at[k + n - 1].span.end;
    if (!p->words.at[k].capital) break;
  }
  if (currency) q->unit = CURRENCY + currency * 8;
  if (currency) return true;
  if (is_per_cent(p, i, &n)) {
    q->unit = PER_CENT;
    if (n > 0) q->span.end = p->words.at[i + n - 1].span.end;
    return true;
  }
  return counted_noun(p, i, end, q);
}

/* -- amounts ---------------------------------------------------------------------------------------------------------- */

static bool overlaps(ro_span a, ro_span b) {
  return a.start < b.end && b.start < a.end;
}

/* The byte of the text before or behind that is no space; 0 at its ends. */
static char next_to(ro_slice text, size_t at, bool before, size_t *place) {
  if (before) {
    while (at > 0 && text.ptr[at - 1] == ' ') at--;
    *place = at > 0 ? at - 1 : 0;
    return at > 0 ? text.ptr[at - 1] : 0;
  }
  while (at < text.len && text.ptr[at] == ' ') at++;
  *place = at;
  return at < text.len ? text.ptr[at] : 0;
}

static bool is_digit_at(ro_slice text, size_t at) {
  return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* "3:30", "6. 1": half of what is written. */
static bool is_half(ro_slice text, ro_span span) {
  size_t at, beyond;
  char c = next_to(text, span.start, true, &at);
  if ((c == ':' || c == '.' || c == '/') && at > 0 && is_digit_at(text, at - 1)) return true;
  c = next_to(text, span.end, false, &at);
  if (c != ':' && c != '.' && c != '/') return false;
  next_to(text, at + 1, false, &beyond);
  return is_digit_at(text, beyond);
}

/* "150 million kroner ($14 million)": the same in another currency. */
static bool is_in_brackets(const ro_prepared *p, size_t figure) {
  size_t start, at;
  sign_before(p, figure, &start);
  return next_to(p->findings->report.text, start, true, &at) == '(';
}

/* Part of a day or year, or of a name. */
static bool is_no_amount(const ro_prepared *p, size_t i) {
  const ro_findings *f = p->findings;
  const ro_word *word = &p->words.at[i];
  for (size_t t = 0; t < f->times.len; t++)
    if (f->times.at[t].type != RO_TIME_DURATION && overlaps(f->times.at[t].span, word->span)) return true;
  for (size_t m = 0; m < f->mentions.len && f->mentions.at[m].span.start < word->span.end; m++)
    if (overlaps(f->mentions.at[m].span, word->span)) return true;
  if (word->class_ != RO_WORD_NUMBER) return false;
  if (is_in_brackets(p, word->span.start) || is_half(f->report.text, word->span)) return true;
  bool year = word->lower.len == 4 && ro_slice_compare(word->lower, RO_LIT("1800")) >= 0 &&
              ro_slice_compare(word->lower, RO_LIT("2199")) <= 0;
  for (size_t k = 0; k < word->lower.len; k++) year = year && is_digit_at(word->lower, k);
  const ro_word *before = i > 0 ? word - 1 : NULL; /* "Resolution 1701"; a sentence begins with a capital anyway */
  bool named = before && !word->apart && before->capital && !before->apart && before->class_ != RO_WORD_FUNCTION;
  return year || named;
}

static ro_hedge hedge_before(const ro_prepared *p, size_t i, ro_arena *arena) {
  for (size_t back = 1; back <= 4 && back <= i; back++) {
    size_t n;
    uint64_t hedge = at(&p->lexicon->contrasts.hedges, &p->words, i - back, &n, arena);
    if (hedge && n >= back - 1 && n <= back) return (ro_hedge)hedge; /* right before it, or before an article */
  }
  return RO_EXACT;
}

static bool read_amount(const ro_prepared *p, size_t i, size_t end, ro_quantity *q, size_t *n, ro_arena *arena) {
  const ro_words *words = &p->words;
  size_t more;
  *q = (ro_quantity){.span = words->at[i].span};
  *n = 1;
  bool figure = words->at[i].class_ == RO_WORD_NUMBER;
  if (figure ? !read_figure(words->at[i].lower, q) : !read_numeral(p, i, q, n, arena)) return false;
  if (is_no_amount(p, i)) return false;
  uint64_t power =
      i + *n < end && !words->at[i + *n].apart ? at(&p->lexicon->contrasts.magnitudes, words, i + *n, &more, arena) : 0;
  if (power) {
    q->value *= pow(10, (double)power);
    q->step *= pow(10, (double)power);
    *n += more;
  }
  q->round = q->step < 1 ? q->step : round_step(q->value);
  q->span.end = words->at[i + *n - 1].span.end;
  q->hedge = hedge_before(p, i, arena);
  return find_unit(p, i + *n, end, q, arena);
}

void ro_quantities_in(const ro_prepared *p, ro_span part, ro_quantities *out, ro_arena *arena) {
  size_t end = ro_words_after(&p->words, part.end);
  for (size_t i = ro_words_after(&p->words, part.start); i < end;) {
    ro_quantity q;
    size_t n;
    if (read_amount(p, i, end, &q, &n, arena)) RO_PUSH(arena, out, q);
    i += n;
  }
}

/* -- agreeing --------------------------------------------------------------------------------------------------------- */

static bool is_bound(ro_hedge hedge) {
  return hedge == RO_AT_LEAST || hedge == RO_AT_MOST;
}

static bool is_within(const ro_quantity *bound, const ro_quantity *of) {
  return (bound->hedge == RO_AT_LEAST && of->value >= bound->value) || (bound->hedge == RO_AT_MOST && of->value <= bound->value);
}

static bool is_bounded(const ro_quantity *a, const ro_quantity *b) {
  return is_within(a, b) || is_within(b, a);
}

bool ro_quantities_agree(const ro_quantity *a, const ro_quantity *b) {
  double apart = fabs(a->value - b->value), least = (a->value < b->value ? a->value : b->value) * 1e-9;
  if (apart <= least) return true;
  if (a->ordinal || b->ordinal) return false;
  if (is_bound(a->hedge) != is_bound(b->hedge)) return is_bounded(a, b);
  const ro_quantity *coarse = a->step > b->step || (a->step == b->step && a->round > b->round) ? a : b,
                    *fine = coarse == a ? b : a;
  if (coarse->step > fine->step && apart <= coarse->step / 2 + least) return true;
  return (coarse->hedge != RO_EXACT && apart <= coarse->round) || (fine->hedge != RO_EXACT && apart <= fine->round);
}
