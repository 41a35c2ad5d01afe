#include "event/pair.h"

#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "event/one_text.h"
#include "event/rewording.h"

#define COPIED_TRIGRAMS 0.7 /* of a sentence that is taken over word for word */
#define ONE_TEXT 0.5        /* probability of one text that makes two reports renderings of it … */
#define SAID_BY_BOTH 0.67   /* … and, where they may tell of an event each, share of what one says that the other says too */
#define COPY_ALL 0.5        /* share of a report's words in such sentences that makes it a copy */
#define FEW_COPIED 0.1      /* share of the shorter's three-word sequences below which it is no copy, whatever else */
#define COPY_PART 0.22      /* the same for a report that joins several */
#define COPY_PART_UNITS 3
#define QUOTATION 0.6      /* share of a sentence in quote marks */
#define LEAST_LITERAL 0.02 /* words in one order that also two rewordings have in common */
#define CHANCE 0.75        /* share of sentences taken over word for word below which two renderings may be */
#define RENDERED_WHOLE 0.9
#define FEW_UNITS 4
#define FEW_LITERAL 0.35
#define MAX_UNITS 400 /* longer texts are compared by their words only */
#define LONG_UNIT 6
#define MUCH_LITERAL 0.35 /* words in one order that a rewording would have avoided */

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

/* Two reports of a few sentences are alike by their names alone; they need words in one order in common too. */
static bool is_too_short(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found) {
  size_t fewest = a->units.len < b->units.len ? a->units.len : b->units.len;
  return fewest < FEW_UNITS && found->literal < FEW_LITERAL;
}

static double share_of(size_t shared, size_t a, size_t b) {
  size_t least = a < b ? a : b;
  return least ? (double)shared / (double)least : 0;
}

static bool is_copy(const copied *a, const copied *b, ro_one_event one_event) {
  if (a->share >= COPY_ALL || b->share >= COPY_ALL) return true;
  double most = a->share > b->share ? a->share : b->share;
  return one_event != RO_EVENTS_APART && most >= COPY_PART && (a->units >= COPY_PART_UNITS || b->units >= COPY_PART_UNITS);
}

/* An agency that renders all of a text anew has some of its sentences by chance, not nearly all of them. */
static bool is_own_rendering(const ro_prepared *a, const ro_prepared *b, const copied *of_a, const copied *of_b,
                             const ro_pair_result *found) {
  if (a->agency_dateline == b->agency_dateline || of_a->share >= CHANCE || of_b->share >= CHANCE) return false;
  return found->coverage_a >= RENDERED_WHOLE && found->coverage_b >= RENDERED_WHOLE;
}

/*
 * Why both texts render a third, or NULL: one calls itself a translation; they have more words in one order than who rewords a
 * text leaves; or they say all of each other, in one order, and nothing shows that one rewords the other.
 */
static const char *two_renderings(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, double signs,
                                  ro_arena *arena) {
  if (ro_is_translation(a, arena) || ro_is_translation(b, arena)) return "one calls itself a translation: both render one text";
  if (found->credited) return NULL;
  if (found->literal >= MUCH_LITERAL) return "more words in one order than who rewords a text leaves: both render one text";
  if (found->coverage_a < RENDERED_WHOLE || found->coverage_b < RENDERED_WHOLE) return NULL;
  bool render = signs <= 0 || ro_spelled_apart(a, b, arena) > 0;
  return render ? "each says all of the other in one order, and nothing shows that one rewords the other" : NULL;
}

static void explain(ro_pair_result *out, const char *how, ro_arena *arena) {
  out->because = ro_arena_format(
      arena, "%s: sentences that say the same in one order cover %.0f %% and %.0f %%, three-word sequences shared %.0f %%", how,
      100 * out->coverage_a, 100 * out->coverage_b, 100 * out->literal);
}

/* -- grounds ---------------------------------------------------------------------------------------------------------- */

#define SHOWN_PASSAGES 2

static void note(const ro_pair_trace *trace, ro_ground_of of, const char *gives, const char *rule) {
  ro_ground_note(trace->grounds, RO_LINE_DERIVATION, trace->id, of, ro_slice_of(gives), rule);
}

static void quote(const ro_pair_trace *trace, const ro_prepared *p, ro_slice report, ro_span span) {
  ro_evidence evidence = {.report = report, .quote = ro_slice_span(p->findings->report.text, span)};
  RO_PUSH(trace->grounds->arena, &evidence.spans, span);
  ro_ground_quote(trace->grounds, &evidence);
}

void ro_pair_note_coverage(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, const ro_pair_trace *trace) {
  note(trace, RO_GROUND_COVERAGE, NULL, "sentences that say the same, in the order that keeps most of them");
  ro_ground_about(trace->grounds, trace->a);
  ro_ground_about(trace->grounds, trace->b);
  ro_ground_measure(trace->grounds, "share of a", found->coverage_a);
  ro_ground_measure(trace->grounds, "share of b", found->coverage_b);
  ro_ground_measure(trace->grounds, "clauses of a that b has", found->said_a);
  ro_ground_measure(trace->grounds, "clauses of b that a has", found->said_b);
  ro_ground_measure(trace->grounds, "three-word sequences of the shorter", found->literal);
  for (size_t i = 0; i < found->passages.len && i < SHOWN_PASSAGES; i++) {
    quote(trace, a, trace->a, found->passages.at[i].a);
    quote(trace, b, trace->b, found->passages.at[i].b);
  }
}

static void note_copied(const ro_pair_trace *trace, const copied *a, const copied *b) {
  note(trace, RO_GROUND_KIND, ro_derived_name(RO_NEAR_COPY), "sentences taken over word for word");
  ro_ground_measure(trace->grounds, "share of a", a->share);
  ro_ground_measure(trace->grounds, "share of b", b->share);
  ro_ground_measure(trace->grounds, "sentences of a", (double)a->units);
  ro_ground_measure(trace->grounds, "sentences of b", (double)b->units);
}

static void note_one_text(const ro_pair_trace *trace, const ro_common *common) {
  ro_measure measures[RO_COMMON_MEASURES];
  ro_common_weigh(common, measures);
  note(trace, RO_GROUND_KIND, NULL, "both come from one text, by what they have in common");
  ro_ground_measure(trace->grounds, "likely", ro_one_text(common));
  for (size_t i = 0; i < RO_COMMON_MEASURES; i++)
    ro_ground_weigh(trace->grounds, measures[i].name, measures[i].value, measures[i].adds);
}

static void note_signs(const ro_pair_trace *trace, const ro_signs *signs, double sum, const char *rule) {
  note(trace, RO_GROUND_DIRECTION, NULL, rule);
  ro_ground_measure(trace->grounds, "sum", sum);
  for (size_t i = 0; i < signs->len; i++)
    ro_ground_weigh(trace->grounds, signs->at[i].name, signs->at[i].value, signs->at[i].adds);
}

/* -- all -------------------------------------------------------------------------------------------------------------- */

/* Two reports while they are compared. */
typedef struct pairing {
  const ro_prepared *a, *b;
  ro_pair_result *out;
  const ro_pair_trace *trace; /* or NULL */
  ro_arena *arena, *scratch;
} pairing;

static void tell_direction(const pairing *p, double a_signs, double b_signs) {
  const char *why;
  p->out->direction = ro_direction_of(p->a, p->b, p->out, a_signs, b_signs, &why, p->scratch);
  if (p->trace) note(p->trace, RO_GROUND_DIRECTION, ro_direction_name(p->out->direction), why);
}

static void tell_identical(const pairing *p) {
  ro_pair_result *out = p->out;
  out->kind = RO_IDENTICAL;
  out->coverage_a = out->coverage_b = out->said_a = out->said_b = 1;
  ro_span all_a = {p->a->units.at[0].span.start, p->a->units.at[p->a->units.len - 1].span.end};
  ro_span all_b = {p->b->units.at[0].span.start, p->b->units.at[p->b->units.len - 1].span.end};
  RO_PUSH(p->arena, &out->passages, ((ro_passage){all_a, all_b}));
  out->because = RO_LIT("the same words in the same order");
  if (p->trace) note(p->trace, RO_GROUND_KIND, ro_derived_name(RO_IDENTICAL), out->because.ptr);
  if (p->trace) ro_pair_note_coverage(p->a, p->b, out, p->trace);
  tell_direction(p, 0, 0);
}

/* Both render one text, or one rewords the other. */
static void tell_rendering(const pairing *p, double a_signs, double b_signs) {
  const char *why = two_renderings(p->a, p->b, p->out, fmax(a_signs, b_signs), p->scratch);
  p->out->kind = why ? RO_SAME_ORIGIN : RO_PARAPHRASE;
  explain(p->out, why ? "two renderings of one text, each with its own wording and details" : "one rewords the other", p->arena);
  if (p->trace)
    note(p->trace, RO_GROUND_KIND, ro_derived_name(p->out->kind),
         why                ? why
         : p->out->credited ? "one says that it comes from the other: it rewords it"
                            : "nothing shows two renderings: one rewords the other");
  if (!why) {
    tell_direction(p, a_signs, b_signs);
    return;
  }
  p->out->direction = RO_WAY_NONE;
  if (p->trace) note(p->trace, RO_GROUND_DIRECTION, ro_direction_name(RO_WAY_NONE), "neither comes from the other");
}

/* What the two are to each other. Independent reports keep no passages. */
static void tell_kind(const pairing *p, bool copy, bool one_text, const ro_likeness *like) {
  ro_signs of_a = {0}, of_b = {0};
  if (!copy && !one_text) {
    p->out->passages.len = 0;
    return;
  }
  p->out->credited = ro_credits(p->a, p->b, p->scratch) != ro_credits(p->b, p->a, p->scratch);
  double a_signs = ro_rewording_signs(like, p->out, true, p->trace ? &of_a : NULL, p->scratch),
         b_signs = ro_rewording_signs(like, p->out, false, p->trace ? &of_b : NULL, p->scratch);
  if (p->trace) {
    ro_pair_note_coverage(p->a, p->b, p->out, p->trace);
    note_signs(p->trace, &of_a, a_signs, "signs that a rewords b, less signs that both render a third text");
    note_signs(p->trace, &of_b, b_signs, "signs that b rewords a, less signs that both render a third text");
  }
  if (!copy) {
    tell_rendering(p, a_signs, b_signs);
    return;
  }
  p->out->kind = RO_NEAR_COPY;
  tell_direction(p, a_signs, b_signs);
  explain(p->out, "sentences taken over word for word", p->arena);
}

static bool may_be_one_text(const ro_common *common, ro_one_event one_event) {
  bool enough = one_event == RO_EVENT_ONE || fmax(common->said_a, common->said_b) >= SAID_BY_BOTH;
  return enough && ro_one_text(common) >= ONE_TEXT;
}

void ro_pair(const ro_prepared *a, const ro_prepared *b, ro_one_event one_event, ro_pair_result *out, ro_arena *arena,
             ro_arena *scratch) {
  ro_pair_traced(a, b, one_event, out, NULL, arena, scratch);
}

static void compare(const pairing *p, ro_one_event one_event) {
  const ro_prepared *a = p->a, *b = p->b;
  ro_pair_result *out = p->out;
  if (one_event == RO_EVENTS_APART && out->literal < FEW_COPIED) return;
  copied from_a = find_copied(a, b, p->scratch), from_b = find_copied(b, a, p->scratch);
  bool copy = is_copy(&from_a, &from_b, one_event);
  if (!copy && (one_event == RO_EVENTS_APART || out->literal < LEAST_LITERAL)) return;
  ro_likeness like = ro_compare_units(a, b, p->scratch);
  ro_align_units(&like, out, p->arena, p->scratch);
  ro_common common = ro_common_of(a, b, out, p->scratch);
  out->said_a = common.said_a;
  out->said_b = common.said_b;
  bool rendered = copy && is_own_rendering(a, b, &from_a, &from_b, out);
  bool one_text = rendered || (!is_too_short(a, b, out) && may_be_one_text(&common, one_event));
  if (!copy && is_too_short(a, b, out)) out->coverage_a = out->coverage_b = out->literal;
  if (p->trace && rendered)
    note(p->trace, RO_GROUND_KIND, NULL,
         "an agency's own rendering: it has some sentences of the other by chance, not nearly all");
  if (p->trace && copy && !rendered) note_copied(p->trace, &from_a, &from_b);
  if (p->trace && !copy && one_text) note_one_text(p->trace, &common);
  tell_kind(p, copy && !rendered, one_text, &like);
}

void ro_pair_traced(const ro_prepared *a, const ro_prepared *b, ro_one_event one_event, ro_pair_result *out,
                    const ro_pair_trace *trace, ro_arena *arena, ro_arena *scratch) {
  pairing p = {a, b, out, trace, arena, scratch};
  *out = (ro_pair_result){0};
  if (a->words.len == 0 || b->words.len == 0) return;
  out->literal = share_of(ro_values_shared(&a->trigrams, &b->trigrams), a->trigrams.len, b->trigrams.len);
  if (a->fingerprint == b->fingerprint && a->words.len == b->words.len) {
    tell_identical(&p);
  } else if (a->units.len <= MAX_UNITS && b->units.len <= MAX_UNITS) {
    compare(&p, one_event);
  }
}

/* -- memory ----------------------------------------------------------------------------------------------------------- */

typedef struct compared_key {
  uint64_t a, b, one_event;
} compared_key;

static compared_key key_of(const ro_prepared *a, const ro_prepared *b, ro_one_event one_event) {
  return (compared_key){(uint64_t)(uintptr_t)a, (uint64_t)(uintptr_t)b, (uint64_t)one_event};
}

void ro_pair_memory_init(ro_pair_memory *memory, ro_arena *arena) {
  *memory = (ro_pair_memory){.arena = arena};
  ro_map_init(&memory->at, arena);
}

bool ro_pair_recall(const ro_pair_memory *memory, const ro_prepared *a, const ro_prepared *b, ro_one_event one_event,
                    ro_pair_result *out) {
  compared_key key = key_of(a, b, one_event);
  const uint64_t *at = ro_map_get(&memory->at, (ro_slice){(const char *)&key, sizeof key});
  if (at) *out = memory->results.at[*at];
  return at != NULL;
}

void ro_pair_remember(ro_pair_memory *memory, const ro_prepared *a, const ro_prepared *b, ro_one_event one_event,
                      const ro_pair_result *result) {
  bool is_new;
  compared_key *key = RO_NEW(memory->arena, compared_key);
  *key = key_of(a, b, one_event);
  uint64_t *at = ro_map_put(&memory->at, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  if (!is_new) return;
  ro_pair_result own = *result;
  own.because = ro_arena_copy(memory->arena, result->because);
  own.passages.len = own.passages.cap = 0;
  own.passages.at = NULL;
  for (size_t i = 0; i < result->passages.len; i++) RO_PUSH(memory->arena, &own.passages, result->passages.at[i]);
  *at = memory->results.len;
  RO_PUSH(memory->arena, &memory->results, own);
}
