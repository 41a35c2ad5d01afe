#include "event/pair.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "event/day.h"
#include "event/persons.h"

#define COPIED_TRIGRAMS 0.7 /* of a sentence that is taken over word for word */
#define COPY_ALL 0.5        /* share of a report's words in such sentences that makes it a copy */
#define COPY_PART 0.22      /* the same for a report that joins several */
#define COPY_PART_UNITS 3
#define QUOTATION 0.6 /* share of a sentence in quote marks */
#define ALIGNED 0.44
#define LEAST_LITERAL 0.02 /* words in one order that also two rewordings have in common */
#define COVERED                                                                                                   \
  0.72 /* share of each report in such sentences, in one order, of derived reports; two sides' accounts reach .70 \
        */
#define COVERED_WHOLE 0.95 /* where nearly all of one is in the other, the other may hold much more */
#define COVERED_REST 0.24
#define CHANCE 0.75 /* share of sentences taken over word for word below which two renderings may be */
#define RENDERED_WHOLE 0.9
#define FEW_UNITS 4
#define FEW_LITERAL 0.35
#define CUT 0.01      /* difference of coverage that shows which of a copy and its source was cut */
#define MAX_UNITS 400 /* longer texts are compared by their words only */
#define LONG_UNIT 6
#define MOVED 0.5 /* Dice of a sentence that stands elsewhere in the other report */
#define CITING_UNITS 3
#define TRANSLATED 5 /* signs against rewording where one calls itself a translation */
#define SPELLED_APART 2
#define KEPT 0.8 /* share of quotations that are word for word the other's */
#define REQUOTED 0.3
#define QUOTES_ANEW 3
#define CITES 2
#define LATER 1
#define OFFICIAL 3
#define OF_OFFICIAL 1
#define REWORDING 0 /* signs that one text rewords the other, less those of two renderings */

const char *ro_derived_name(ro_derived kind) {
  static const char *const names[] = {"independent", "identical", "near-copy", "paraphrase", "same-origin"};
  return names[kind];
}

const char *ro_direction_name(ro_direction direction) {
  static const char *const names[] = {"none", "unknown", "a-from-b", "b-from-a"};
  return names[direction];
}

/* -- copies ----------------------------------------------------------------------------------------------------------- */

typedef struct copied {
  size_t words, units;
  double share;
  bool *is_copied; /* by unit */
} copied;

static bool unit_is_copied(const ro_prepared *a, const ro_unit *unit, const ro_prepared *b) {
  if (unit->end - unit->first < LONG_UNIT) return false;
  size_t shared = 0, n = unit->end - unit->first - 2;
  for (size_t i = unit->first; i + 3 <= unit->end; i++) {
    uint64_t forms[3] = {a->words.at[i].form, a->words.at[i + 1].form, a->words.at[i + 2].form};
    shared += ro_values_have(&b->trigrams, ro_hash((ro_slice){(const char *)forms, sizeof forms}, 3));
  }
  return (double)shared >= COPIED_TRIGRAMS * (double)n;
}

/* A sentence that is mostly a quotation says nothing about who copied from whom. */
static bool is_quotation(const ro_prepared *a, const ro_unit *unit) {
  ro_slice text = ro_slice_span(a->findings->report.text, unit->span);
  size_t inside = 0;
  bool open = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t point = ro_utf8_next(text, &at);
    if (point == '"' || point == 0x201C || point == 0x201D) open = point == 0x201C || (point == '"' && !open);
    inside += open;
  }
  return (double)inside > QUOTATION * (double)ro_utf8_count(text);
}

static copied find_copied(const ro_prepared *a, const ro_prepared *b, ro_arena *arena) {
  copied out = {.is_copied = RO_NEW_ARRAY(arena, bool, a->units.len + 1)};
  size_t all = 0;
  for (size_t i = 0; i < a->units.len; i++) {
    const ro_unit *unit = &a->units.at[i];
    all += unit->end - unit->first;
    out.is_copied[i] = unit_is_copied(a, unit, b);
    if (!out.is_copied[i] || is_quotation(a, unit)) continue;
    out.words += unit->end - unit->first;
    out.units++;
  }
  out.share = all ? (double)out.words / (double)all : 0;
  return out;
}

/* -- alignment of sentences ------------------------------------------------------------------------------------------- */

/* One step of the alignment: how many sentences of a and of b it takes. Later moves win only when they are better. */
static const struct move { uint8_t a, b; } MOVES[] = {{1, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 1}, {1, 3}, {3, 1}, {2, 2}};
#define N_MOVES (sizeof MOVES / sizeof *MOVES)

/* What each sentence of a shares with each of b (ro_bag_shared). */
typedef struct likeness {
  const ro_prepared *a, *b;
  double *shared;
} likeness;

static likeness compare_units(const ro_prepared *a, const ro_prepared *b, ro_arena *arena) {
  likeness l = {a, b, RO_NEW_ARRAY(arena, double, a->units.len * b->units.len + 1)};
  for (size_t i = 0; i < a->units.len; i++)
    for (size_t j = 0; j < b->units.len; j++)
      l.shared[i * b->units.len + j] = ro_bag_shared(&a->units.at[i].bag, &b->units.at[j].bag);
  return l;
}

static double units_shared(const likeness *l, size_t i, size_t j) {
  return l->shared[i * l->b->units.len + j];
}

static double units_dice(const likeness *l, size_t i, size_t j) {
  double both = l->a->units.at[i].bag.total + l->b->units.at[j].bag.total;
  return both > 0 ? 2 * units_shared(l, i, j) / both : 0;
}

typedef struct aligning {
  const ro_prepared *a, *b;
  const likeness *like;
  size_t width;
  double *best;
  uint8_t *move;
  ro_arena *arena;
} aligning;

static void bag_of(const ro_prepared *p, size_t end, size_t n, ro_bag *bag, ro_arena *arena) {
  if (n == 1) {
    *bag = p->units.at[end - 1].bag;
    return;
  }
  ro_bag_make(bag, &p->words, p->units.at[end - n].first, p->units.at[end - 1].end, arena);
}

/* Several sentences share no more than each two of them do. */
static bool may_be_aligned(const aligning *x, size_t i, size_t j, struct move m) {
  double shared = 0, most_a = 0, most_b = 0;
  for (size_t p = i - m.a; p < i; p++) {
    if (x->a->units.at[p].bag.total > most_a) most_a = x->a->units.at[p].bag.total;
    for (size_t q = j - m.b; q < j; q++) {
      if (x->b->units.at[q].bag.total > most_b) most_b = x->b->units.at[q].bag.total;
      shared += units_shared(x->like, p, q);
    }
  }
  return 2 * shared >= ALIGNED * (most_a + most_b);
}

/* What aligning the last m.a sentences before i with the last m.b before j is worth, or below 0 where they do not say the same.
 */
static double worth(aligning *x, size_t i, size_t j, struct move m) {
  ro_bag left, right;
  if (!may_be_aligned(x, i, j, m)) return -1;
  bag_of(x->a, i, m.a, &left, x->arena);
  bag_of(x->b, j, m.b, &right, x->arena);
  double least = left.total < right.total ? left.total : right.total;
  double dice = m.a == 1 && m.b == 1 ? units_dice(x->like, i - 1, j - 1) : ro_bag_dice(&left, &right);
  if (dice < ALIGNED) return -1;
  return dice * least - 0.5 * (double)(m.a + m.b - 2);
}

static void fill_cell(aligning *x, size_t i, size_t j) {
  double best = 0;
  size_t chosen = N_MOVES;
  for (size_t k = 0; k < N_MOVES; k++) {
    struct move m = MOVES[k];
    if (m.a > i || m.b > j) continue;
    double before = x->best[(i - m.a) * x->width + j - m.b];
    double gain = m.a == 0 || m.b == 0 ? 0 : worth(x, i, j, m);
    if (gain < 0 || (chosen < N_MOVES && before + gain <= best)) continue;
    best = before + gain;
    chosen = k;
  }
  x->best[i * x->width + j] = best;
  x->move[i * x->width + j] = (uint8_t)chosen;
}

static ro_passage passage_of(const aligning *x, size_t i, size_t j, struct move m) {
  return (ro_passage){{x->a->units.at[i - m.a].span.start, x->a->units.at[i - 1].span.end},
                      {x->b->units.at[j - m.b].span.start, x->b->units.at[j - 1].span.end}};
}

static double least(double a, double b) {
  return a < b ? a : b;
}

/* Best monotone alignment of sentences (dynamic programming over content, as Gale and Church 1993 over lengths). */
static void align_units(const likeness *like, ro_pair_result *out, ro_arena *arena, ro_arena *scratch) {
  const ro_prepared *a = like->a, *b = like->b;
  aligning x = {.a = a, .b = b, .like = like, .width = b->units.len + 1, .arena = scratch};
  size_t cells = (a->units.len + 1) * x.width;
  x.best = RO_NEW_ARRAY(scratch, double, cells);
  x.move = RO_NEW_ARRAY(scratch, uint8_t, cells);
  for (size_t i = 0; i <= a->units.len; i++) {
    for (size_t j = 0; j <= b->units.len; j++) fill_cell(&x, i, j);
  }
  double covered_a = 0, covered_b = 0, all_a = 0, all_b = 0;
  for (size_t i = a->units.len, j = b->units.len; i > 0 || j > 0;) {
    struct move m = MOVES[x.move[i * x.width + j]];
    if (m.a > 0 && m.b > 0) {
      RO_PUSH(arena, &out->passages, passage_of(&x, i, j, m));
      for (size_t k = i - m.a; k < i; k++) covered_a += a->units.at[k].bag.total;
      for (size_t k = j - m.b; k < j; k++) covered_b += b->units.at[k].bag.total;
    }
    i -= m.a;
    j -= m.b;
  }
  for (size_t i = 0; i < a->units.len; i++) all_a += a->units.at[i].bag.total;
  for (size_t j = 0; j < b->units.len; j++) all_b += b->units.at[j].bag.total;
  out->coverage_a = all_a > 0 ? least(covered_a / all_a, 1) : 0; /* sums in another order may differ in the last digit */
  out->coverage_b = all_b > 0 ? least(covered_b / all_b, 1) : 0;
  for (size_t i = 0; i < out->passages.len / 2; i++) { /* found from the end */
    ro_passage swap = out->passages.at[i];
    out->passages.at[i] = out->passages.at[out->passages.len - 1 - i];
    out->passages.at[out->passages.len - 1 - i] = swap;
  }
}

/* -- which kind, which way -------------------------------------------------------------------------------------------- */

/* The significant words of an outlet's name: "Ministry of Foreign Affairs of Indonesia" and "Indonesian Ministry of Foreign
 * Affairs" are one. */
static bool names_outlet(const ro_prepared *p, ro_slice credit, ro_slice outlet, ro_arena *arena) {
  ro_words left = {0}, right = {0};
  if (credit.len == 0 || outlet.len == 0) return false;
  ro_words_add(&left, credit, (ro_span){0, credit.len}, p->lexicon, arena);
  ro_words_add(&right, outlet, (ro_span){0, outlet.len}, p->lexicon, arena);
  size_t shared = 0, all = 0;
  for (size_t i = 0; i < right.len; i++) {
    if (right.at[i].class_ == RO_WORD_FUNCTION || right.at[i].lower.len < 2) continue;
    bool hit = false;
    for (size_t k = 0; k < left.len && !hit; k++)
      hit = left.at[k].meaning == right.at[i].meaning || (left.at[k].root != 0 && left.at[k].root == right.at[i].root);
    all++;
    shared += hit;
  }
  return all > 0 && shared * 4 >= all * 3;
}

/* Who speaks for a state writes its own account; an agency's dateline is no state's. */
static bool is_official(const ro_prepared *p) {
  const ro_report *report = &p->findings->report;
  return !p->agency_dateline && (ro_lexicon_is_official(report->outlet) || ro_lexicon_is_official(report->byline) ||
                                 (report->outlet.len == 0 && ro_lexicon_is_official(report->title)));
}

/* What a report says its text comes from is the other's outlet or the agency of the other's dateline. */
static bool credits_other(const ro_prepared *p, const ro_prepared *other, ro_arena *arena) {
  const ro_report *report = &p->findings->report, *from = &other->findings->report;
  ro_slice dateline = ro_slice_span(from->text, from->dateline.span);
  size_t open = ro_slice_find(dateline, RO_LIT("("), 0);
  ro_slice agency = RO_ABSENT;
  if (open != (size_t)-1) {
    size_t close = ro_slice_find(dateline, RO_LIT(")"), open);
    agency = ro_slice_part(dateline, open + 1, close == (size_t)-1 ? dateline.len : close);
  }
  bool own = names_outlet(p, report->outlet, from->outlet, arena);
  if (!own && ro_lexicon_is_official(report->credit) && is_official(other)) {
    ro_slice credited = ro_lexicon_side(p->lexicon, report->credit);
    if (!credited.ptr || !other->side.ptr || ro_slice_equal(credited, other->side)) return true;
  }
  return !own && (names_outlet(p, report->credit, from->outlet, arena) || names_outlet(p, report->credit, agency, arena));
}

static bool in_passages(const ro_pair_result *found, bool of_a, size_t byte) {
  for (size_t i = 0; i < found->passages.len; i++) {
    ro_span span = of_a ? found->passages.at[i].a : found->passages.at[i].b;
    if (byte >= span.start && byte < span.end) return true;
  }
  return false;
}

static bool has_stem(const ro_prepared *p, const ro_word *word) {
  for (size_t i = 0; i < p->words.len; i++) {
    if (ro_slice_equal(p->words.at[i].stem, word->stem)) return true;
  }
  return false;
}

/*
 * Share of the names and numbers in a report's passages, its dateline's left out, that the other has not. Those of a
 * page's furniture, or of what it adds before or after, stand in no passage.
 */
static double own_facts(const ro_prepared *p, const ro_prepared *other, const ro_pair_result *found, bool of_a) {
  ro_span dateline = p->findings->report.dateline.span;
  size_t own = 0, all = 0;
  for (size_t i = 0; i < p->words.len; i++) {
    const ro_word *word = &p->words.at[i];
    bool fact = word->class_ == RO_WORD_NUMBER || (word->class_ != RO_WORD_FUNCTION && word->capital && !word->apart);
    if (!fact || (word->span.start >= dateline.start && word->span.start < dateline.end)) continue;
    if (!in_passages(found, of_a, word->span.start)) continue;
    all++;
    own += !has_stem(other, word);
  }
  return all ? (double)own / (double)all : 0;
}

/* The words of a report's first sentence, its dateline left out. */
static void first_bag(const ro_prepared *p, ro_bag *bag, ro_arena *arena) {
  size_t from = ro_words_after(&p->words, p->findings->report.dateline.span.end), first = 0;
  while (first + 1 < p->units.len && p->units.at[first].end <= from) first++; /* a dateline is a sentence of its own */
  const ro_unit *unit = &p->units.at[first];
  bool inside = from > unit->first && from < unit->end;
  ro_bag_make(bag, &p->words, inside ? from : unit->first, unit->end, arena);
}

static bool begins_alike(const ro_prepared *a, const ro_prepared *b, ro_arena *arena) {
  ro_bag left, right;
  first_bag(a, &left, arena);
  first_bag(b, &right, arena);
  return ro_bag_dice(&left, &right) >= ALIGNED;
}

static bool are_aligned(const likeness *l, const ro_pair_result *found, size_t i, size_t j) {
  for (size_t k = 0; k < found->passages.len; k++) {
    ro_passage x = found->passages.at[k];
    size_t at_a = l->a->units.at[i].span.start, at_b = l->b->units.at[j].span.start;
    if (at_a >= x.a.start && at_a < x.a.end && at_b >= x.b.start && at_b < x.b.end) return true;
  }
  return false;
}

/* Whether a sentence of the one report (a if `is_a`) says what the other says elsewhere than the alignment in order has it: one
 * of the two has moved it. */
static bool is_any_moved(const likeness *l, const ro_pair_result *found, bool is_a) {
  size_t n = is_a ? l->a->units.len : l->b->units.len, n_other = is_a ? l->b->units.len : l->a->units.len;
  for (size_t u = 0; u < n; u++) {
    size_t best = 0;
    double most = 0;
    for (size_t v = 0; v < n_other; v++) {
      double dice = is_a ? units_dice(l, u, v) : units_dice(l, v, u);
      if (dice > most) most = dice, best = v;
    }
    if (most >= MOVED && !(is_a ? are_aligned(l, found, u, best) : are_aligned(l, found, best, u))) return true;
  }
  return false;
}

static bool has_dateline(const ro_prepared *p) {
  return p->findings->report.dateline.span.end > p->findings->report.dateline.span.start;
}

/* -- what reports say of themselves ------------------------------------------------------------------------------------ */

/* "(translated from Arabic)", "Unofficial translation": what stands outside the article, or in its dateline, says so. */
static bool is_translation(const ro_prepared *p, ro_arena *arena) {
  const ro_report *report = &p->findings->report;
  size_t first = report->main.len > 0 ? report->main.at[0].start : report->text.len;
  size_t last = report->main.len > 0 ? report->main.at[report->main.len - 1].end : report->text.len;
  ro_slice parts[] = {ro_slice_part(report->text, 0, first), ro_slice_part(report->text, last, report->text.len),
                      ro_slice_span(report->text, report->dateline.span), report->credit, report->byline};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (parts[i].len > 0 && ro_slice_find(ro_arena_lower(arena, parts[i]), RO_LIT("translat"), 0) != (size_t)-1) return true;
  return false;
}

/* "…, the ministry said in a statement", "according to a readout": its first sentences name the text that they come from. */
static bool cites_text(const ro_prepared *p) {
  static const char *const texts[] = {"statement",  "summary",    "release",     "readout",
                                      "communique", "communiqué", "declaration", "text"};
  static const char *const cues[] = {"said", "says", "according", "issued", "announced", "published", "in", "released"};
  for (size_t u = 0; u < p->units.len && u < CITING_UNITS; u++) {
    bool cue = false;
    for (size_t i = p->units.at[u].first; i < p->units.at[u].end; i++) {
      for (size_t c = 0; c < sizeof cues / sizeof *cues; c++)
        cue = cue || ro_slice_equal(p->words.at[i].lower, ro_slice_of(cues[c]));
      for (size_t t = 0; cue && t < sizeof texts / sizeof *texts; t++)
        if (ro_slice_equal(p->words.at[i].lower, ro_slice_of(texts[t]))) return true;
    }
  }
  return false;
}

/* How many persons the two spell in different ways: who rewords a text keeps its spelling, who translates anew does not. */
static size_t spelled_apart(const ro_prepared *p, const ro_prepared *other, ro_arena *arena) {
  const ro_findings *a = p->findings, *b = other->findings;
  size_t n = 0;
  for (size_t i = 0; i < a->entities.len; i++) {
    bool like = false, same = false;
    for (size_t k = 0; a->entities.at[i].kind == RO_PERSON && k < b->entities.len; k++) {
      if (b->entities.at[k].kind != RO_PERSON || !ro_person_names_alike(a->entities.at[i].name, b->entities.at[k].name, arena))
        continue;
      like = true;
      same = same || ro_person_spelled_alike(a->entities.at[i].name, b->entities.at[k].name, arena);
    }
    n += like && !same;
  }
  return n;
}

/* What stands in quote marks, three words and more: how many there are, and the mean share of their three-word sequences that the
 * other has too. */
typedef struct quoting {
  size_t n;
  double kept;
} quoting;

static void add_quotation(const ro_prepared *p, const ro_prepared *other, ro_span span, quoting *out) {
  size_t first = ro_words_after(&p->words, span.start), end = ro_words_after(&p->words, span.end), shared = 0;
  if (end < first + 3) return;
  for (size_t i = first; i + 3 <= end; i++) {
    uint64_t forms[3] = {p->words.at[i].form, p->words.at[i + 1].form, p->words.at[i + 2].form};
    shared += ro_values_have(&other->trigrams, ro_hash((ro_slice){(const char *)forms, sizeof forms}, 3));
  }
  out->n++;
  out->kept += (double)shared / (double)(end - first - 2);
}

static quoting quotations_of(const ro_prepared *p, const ro_prepared *other) {
  quoting out = {0};
  for (size_t u = 0; u < p->units.len; u++) { /* one that goes on over sentences counts in each */
    ro_span unit = p->units.at[u].span;
    size_t start = 0;
    bool open = false;
    for (size_t at = unit.start; at < unit.end;) {
      size_t here = at;
      uint32_t point = ro_utf8_next(p->findings->report.text, &at);
      bool opens = point == 0x201C || (point == '"' && !open), closes = point == 0x201D || (point == '"' && open);
      if (opens) start = at;
      if (closes && open) add_quotation(p, other, (ro_span){start, here}, &out);
      open = opens || (open && !closes);
    }
    if (open) add_quotation(p, other, (ro_span){start, unit.end}, &out);
  }
  if (out.n > 0) out.kept /= (double)out.n;
  return out;
}

/* Who rewords a text puts what it quotes into other words, or leaves the quotations as they are; who renders it anew quotes in
 * his own words. */
static double quoting_signs(const ro_prepared *p, const ro_prepared *other) {
  quoting own = quotations_of(p, other), others = quotations_of(other, p);
  if (own.n == 0 || others.n == 0) return 0;
  if (own.kept >= KEPT) return 1;
  return own.kept < REQUOTED && others.kept < REQUOTED ? -QUOTES_ANEW : 0;
}

/* Days from the other's publication to this one's; 0 where either is not known. */
static int64_t days_later(const ro_prepared *p, const ro_prepared *other) {
  ro_day a = ro_day_parse(p->findings->report.published), b = ro_day_parse(other->findings->report.published);
  return ro_day_is_full(a) && ro_day_is_full(b) ? ro_day_number(a) - ro_day_number(b) : 0;
}

/*
 * Signs that the one report (a if `is_a`) rewords the other, less signs that both render a third text. A rewording
 * keeps the order from the first sentence on, has no names and numbers of its own, and drops the dateline; an agency's own
 * rendering has its dateline.
 */
static double rewording_signs(const likeness *like, const ro_pair_result *found, bool is_a, ro_arena *arena) {
  const ro_prepared *p = is_a ? like->a : like->b, *other = is_a ? like->b : like->a;
  double own = own_facts(p, other, found, is_a), others = own_facts(other, p, found, !is_a);
  bool credits = credits_other(p, other, arena);
  double signs = begins_alike(p, other, arena) ? 1 : -1;
  if (is_any_moved(like, found, is_a)) signs -= 1;
  if (credits) signs += 4;
  if (!credits && (is_a ? found->coverage_a : found->coverage_b) < 0.85) signs -= 1;
  if (has_dateline(p) && (has_dateline(other) || p->agency_dateline)) signs -= 3;
  if (!has_dateline(p) && has_dateline(other)) signs += 1;
  signs += own <= 0.1 ? 1 : own >= 0.25 ? -1 : 0;
  if (own > others + 0.1) signs -= 1;
  if (is_translation(p, arena) || is_translation(other, arena)) signs -= TRANSLATED;
  if (cites_text(p) && !cites_text(other)) signs += CITES;
  signs += quoting_signs(p, other);
  if (spelled_apart(p, other, arena) > 0) signs -= SPELLED_APART;
  if (days_later(p, other) > 0) signs += LATER;
  if (is_official(p)) signs -= OFFICIAL;
  if (is_official(other) && !is_official(p) && !p->agency_dateline) signs += OF_OFFICIAL;
  return signs;
}

/* "Source: Ministry of Foreign Affairs" on somebody else's page. */
static bool owes_to_state(const ro_prepared *p) {
  return ro_lexicon_is_official(p->findings->report.credit) && !is_official(p);
}

/* Of a copy and its source the shorter is the copy, where they differ by more than a word or two. */
static ro_direction shorter_from_longer(const ro_pair_result *found) {
  double difference = found->coverage_a - found->coverage_b;
  if (difference > CUT) return RO_A_FROM_B;
  return difference < -CUT ? RO_B_FROM_A : RO_WAY_UNKNOWN;
}

static ro_direction direction_of(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, double a_signs,
                                 double b_signs, ro_arena *arena) {
  bool a_credits = credits_other(a, b, arena), b_credits = credits_other(b, a, arena);
  if (a_credits != b_credits) return a_credits ? RO_A_FROM_B : RO_B_FROM_A;
  ro_slice a_day = a->findings->report.published, b_day = b->findings->report.published;
  bool dated = a_day.len >= 10 && b_day.len >= 10 && a_day.ptr[0] != 'X' && b_day.ptr[0] != 'X';
  if (dated && ro_slice_compare(ro_slice_part(a_day, 0, 10), ro_slice_part(b_day, 0, 10)) != 0)
    return ro_slice_compare(a_day, b_day) > 0 ? RO_A_FROM_B : RO_B_FROM_A;
  bool a_owes = owes_to_state(a) && !owes_to_state(b), b_owes = owes_to_state(b) && !owes_to_state(a);
  if (a_owes != b_owes) return a_owes ? RO_A_FROM_B : RO_B_FROM_A;
  ro_direction by_length = found->kind == RO_NEAR_COPY ? shorter_from_longer(found) : RO_WAY_UNKNOWN;
  if (by_length != RO_WAY_UNKNOWN) return by_length;
  if (a_signs != b_signs) return a_signs > b_signs ? RO_A_FROM_B : RO_B_FROM_A;
  return RO_WAY_UNKNOWN;
}

static bool is_covered(double a, double b) {
  double less = a < b ? a : b, more = a < b ? b : a;
  return less >= COVERED || (more >= COVERED_WHOLE && less >= COVERED_REST);
}

/* Two reports of a few sentences are alike by their names alone; they need words in one order in common too. */
static bool is_too_short(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found) {
  size_t fewest = a->units.len < b->units.len ? a->units.len : b->units.len;
  return fewest < FEW_UNITS && found->literal < FEW_LITERAL;
}

static double share_of(size_t shared, size_t a, size_t b) {
  size_t least = a < b ? a : b;
  return least ? (double)shared / (double)least : 0;
}

static bool is_copy(const copied *a, const copied *b, bool may_be_one_event) {
  if (a->share >= COPY_ALL || b->share >= COPY_ALL) return true;
  double most = a->share > b->share ? a->share : b->share;
  return may_be_one_event && most >= COPY_PART && (a->units >= COPY_PART_UNITS || b->units >= COPY_PART_UNITS);
}

/* An agency that renders all of a text anew has some of its sentences by chance, not nearly all of them. */
static bool is_own_rendering(const ro_prepared *a, const ro_prepared *b, const copied *of_a, const copied *of_b,
                             const ro_pair_result *found) {
  if (a->agency_dateline == b->agency_dateline || of_a->share >= CHANCE || of_b->share >= CHANCE) return false;
  return found->coverage_a >= RENDERED_WHOLE && found->coverage_b >= RENDERED_WHOLE;
}

/* Passages of a copy are the sentences taken over; the alignment's others are left out where the copy is of a part. */
static void explain(ro_pair_result *out, const char *how, ro_arena *arena) {
  out->because = ro_arena_format(
      arena, "%s: sentences that say the same in one order cover %.0f %% and %.0f %%, three-word sequences shared %.0f %%", how,
      100 * out->coverage_a, 100 * out->coverage_b, 100 * out->literal);
}

void ro_pair(const ro_prepared *a, const ro_prepared *b, bool may_be_one_event, ro_pair_result *out, ro_arena *arena,
             ro_arena *scratch) {
  *out = (ro_pair_result){0};
  if (a->words.len == 0 || b->words.len == 0) return;
  out->literal = share_of(ro_values_shared(&a->trigrams, &b->trigrams), a->trigrams.len, b->trigrams.len);
  if (a->fingerprint == b->fingerprint && a->words.len == b->words.len) {
    out->kind = RO_IDENTICAL;
    out->coverage_a = out->coverage_b = 1;
    ro_span all_a = {a->units.at[0].span.start, a->units.at[a->units.len - 1].span.end};
    ro_span all_b = {b->units.at[0].span.start, b->units.at[b->units.len - 1].span.end};
    RO_PUSH(arena, &out->passages, ((ro_passage){all_a, all_b}));
    out->direction = direction_of(a, b, out, 0, 0, scratch);
    out->because = RO_LIT("the same words in the same order");
    return;
  }
  if (a->units.len > MAX_UNITS || b->units.len > MAX_UNITS) return;
  copied from_a = find_copied(a, b, scratch), from_b = find_copied(b, a, scratch);
  bool copy = is_copy(&from_a, &from_b, may_be_one_event);
  if (!copy && (!may_be_one_event || out->literal < LEAST_LITERAL)) return;
  likeness like = compare_units(a, b, scratch);
  align_units(&like, out, arena, scratch);
  double a_signs = rewording_signs(&like, out, true, scratch), b_signs = rewording_signs(&like, out, false, scratch);
  bool rendered = copy && is_own_rendering(a, b, &from_a, &from_b, out);
  if (copy && !rendered) {
    out->kind = RO_NEAR_COPY;
    out->direction = direction_of(a, b, out, a_signs, b_signs, scratch);
    explain(out, "sentences taken over word for word", arena);
  } else if (!is_covered(out->coverage_a, out->coverage_b) || is_too_short(a, b, out)) {
    out->passages.len = 0;
    if (is_too_short(a, b, out)) out->coverage_a = out->coverage_b = out->literal;
  } else if (!rendered && ((a_signs > REWORDING && days_later(a, b) >= 0) || (b_signs > REWORDING && days_later(b, a) >= 0))) {
    out->kind = RO_PARAPHRASE;
    out->direction = direction_of(a, b, out, a_signs, b_signs, scratch);
    explain(out, "one rewords the other sentence by sentence", arena);
  } else {
    out->kind = RO_SAME_ORIGIN;
    out->direction = RO_WAY_NONE;
    explain(out, "two renderings of one text, each with its own wording and details", arena);
  }
}
