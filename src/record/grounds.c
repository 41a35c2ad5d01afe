#include "record/grounds.h"

#include <stdlib.h>

static const char *const NAMES[RO_GROUND_OFS] = {
    "reports", "mentions", "apart",    "names",   "name",         "kind",     "coverage", "direction", "status",
    "date",    "place",    "parties",  "side",    "requested_by", "occasion", "clauses",  "speakers",  "addressees",
    "act",     "stance",   "strength", "negated", "content",      "absence",  "field",    "value",     "best",
    "phrase",  "use",      "change",   "target",  "deadline",     "followed", "decided"};

const char *ro_ground_of_name(ro_ground_of of) {
  return NAMES[of];
}

bool ro_grounds_want(const ro_grounds *grounds, ro_slice id) {
  return grounds && (grounds->wanted.len == 0 || ro_slices_have(&grounds->wanted, id));
}

bool ro_ground_is_of_line(const ro_ground *a, const ro_ground *b) {
  return a->kind == b->kind && ro_slice_equal(a->id, b->id);
}

/* -- noting ----------------------------------------------------------------------------------------------------------- */

static ro_ground *last(ro_grounds *grounds) {
  return &grounds->all.at[grounds->all.len - 1];
}

void ro_ground_note(ro_grounds *grounds, ro_line_type kind, ro_slice id, ro_ground_of of, ro_slice gives, const char *rule) {
  ro_ground ground = {.kind = kind, .id = id, .of = of, .gives = gives, .rule = rule, .noted = grounds->all.len};
  RO_PUSH(grounds->arena, &grounds->all, ground);
}

void ro_ground_at(ro_grounds *grounds, ro_ground_place at) {
  last(grounds)->at = at;
}

void ro_ground_bind(ro_grounds *grounds, ro_ground_bond bond, ro_ground_place other) {
  last(grounds)->bond = bond;
  last(grounds)->other = other;
}

void ro_ground_list(ro_grounds *grounds, const char *list, ro_slice entry) {
  last(grounds)->list = list;
  last(grounds)->entry = entry;
}

void ro_ground_measure(ro_grounds *grounds, const char *name, double value) {
  RO_PUSH(grounds->arena, &last(grounds)->measures, ((ro_measure){.name = name, .value = value}));
}

void ro_ground_weigh(ro_grounds *grounds, const char *name, double value, double adds) {
  RO_PUSH(grounds->arena, &last(grounds)->measures, ((ro_measure){name, value, adds, true}));
}

void ro_ground_about(ro_grounds *grounds, ro_slice id) {
  ro_slices *about = &last(grounds)->about;
  if (id.ptr && !ro_slices_have(about, id)) RO_PUSH(grounds->arena, about, id);
}

void ro_ground_quote(ro_grounds *grounds, const ro_evidence *evidence) {
  if (evidence->spans.len > 0) RO_PUSH(grounds->arena, &last(grounds)->evidence, *evidence);
}

/* -- decisions -------------------------------------------------------------------------------------------------------- */

static const ro_record_review *find_review(const ro_record *record, ro_slice id) {
  for (size_t i = 0; i < record->reviews.len; i++)
    if (ro_slice_equal(record->reviews.at[i].id, id)) return &record->reviews.at[i];
  return NULL;
}

/* "merge", "correct date to 2020-02-02". */
static ro_slice decision_words(const ro_grounds *grounds, const ro_record_review *review) {
  ro_slice words = ro_slice_of(ro_review_action_name(review->action));
  if (review->field.len > 0)
    words = ro_arena_format(grounds->arena, "%.*s %.*s", (int)words.len, words.ptr, (int)review->field.len, review->field.ptr);
  if (review->value.len > 0)
    words = ro_arena_format(grounds->arena, "%.*s: %.*s", (int)words.len, words.ptr, (int)review->value.len, review->value.ptr);
  return words;
}

static void note_decisions(ro_grounds *grounds, const ro_record *record, ro_line_type kind, ro_slice id,
                           const ro_slices *reviews) {
  for (size_t i = 0; i < reviews->len && ro_grounds_want(grounds, id); i++) {
    const ro_record_review *review = find_review(record, reviews->at[i]);
    if (!review) continue;
    ro_slice why = review->why.len > 0 ? review->why : RO_LIT("no reason given");
    ro_ground_note(grounds, kind, id, RO_GROUND_DECIDED, decision_words(grounds, review),
                   ro_arena_format(grounds->arena, "a person decided: %.*s, %.*s (%.*s)", (int)review->who.len, review->who.ptr,
                                   (int)review->when.len, review->when.ptr, (int)why.len, why.ptr)
                       .ptr);
    ro_ground_about(grounds, review->id);
  }
}

#define NOTE_ALL(lines, type) \
  for (size_t i = 0; i < (lines).len; i++) note_decisions(grounds, record, (type), (lines).at[i].id, &(lines).at[i].reviews)

void ro_grounds_note_decisions(ro_grounds *grounds, const ro_record *record) {
  NOTE_ALL(record->events, RO_LINE_EVENT);
  NOTE_ALL(record->origins, RO_LINE_ORIGIN);
  NOTE_ALL(record->entities, RO_LINE_ENTITY);
  NOTE_ALL(record->statements, RO_LINE_STATEMENT);
  NOTE_ALL(record->derivations, RO_LINE_DERIVATION);
  NOTE_ALL(record->discrepancies, RO_LINE_DISCREPANCY);
  for (size_t i = 0; i < record->commitments.len; i++)
    note_decisions(grounds, record, RO_LINE_COMMITMENT, record->commitments.at[i].statement, &record->commitments.at[i].reviews);
}

/* -- order ------------------------------------------------------------------------------------------------------------ */

typedef struct placed {
  ro_ground ground;
  size_t asked; /* place in `wanted` */
} placed;

static int by_place(const void *left, const void *right) {
  const placed *a = left, *b = right;
  if (a->asked != b->asked) return a->asked < b->asked ? -1 : 1;
  int order = ro_slice_compare(a->ground.id, b->ground.id);
  if (order) return order;
  if (a->ground.kind != b->ground.kind) return a->ground.kind < b->ground.kind ? -1 : 1;
  if (a->ground.of != b->ground.of) return a->ground.of < b->ground.of ? -1 : 1;
  return (a->ground.noted > b->ground.noted) - (a->ground.noted < b->ground.noted);
}

static bool same_evidence(const ro_ground *a, const ro_ground *b) {
  if (a->evidence.len != b->evidence.len || a->about.len != b->about.len) return false;
  for (size_t i = 0; i < a->evidence.len; i++) {
    const ro_evidence *x = &a->evidence.at[i], *y = &b->evidence.at[i];
    if (!ro_slice_equal(x->report, y->report) || x->spans.at[0].start != y->spans.at[0].start) return false;
  }
  for (size_t i = 0; i < a->about.len; i++)
    if (!ro_slice_equal(a->about.at[i], b->about.at[i])) return false;
  return true;
}

static bool is_same(const ro_ground *a, const ro_ground *b) {
  return a->kind == b->kind && a->of == b->of && ro_slice_equal(a->id, b->id) && ro_slice_equal(a->gives, b->gives) &&
         strcmp(a->rule, b->rule) == 0 && same_evidence(a, b);
}

static size_t place_of(const ro_slices *wanted, ro_slice id) {
  size_t at = 0;
  while (at < wanted->len && !ro_slice_equal(wanted->at[at], id)) at++;
  return at;
}

void ro_grounds_sort(ro_grounds *grounds) {
  placed *all = RO_NEW_ARRAY(grounds->arena, placed, grounds->all.len + 1);
  size_t n = 0, kept = 0;
  for (size_t i = 0; i < grounds->all.len; i++) {
    const ro_ground *ground = &grounds->all.at[i];
    if (ground->id.ptr && ro_grounds_want(grounds, ground->id))
      all[n++] = (placed){*ground, place_of(&grounds->wanted, ground->id)};
  }
  if (n > 1) qsort(all, n, sizeof *all, by_place);
  for (size_t i = 0; i < n; i++) {
    bool again = false;
    for (size_t k = kept; k > 0 && !again && grounds->all.at[k - 1].of == all[i].ground.of; k--)
      again = is_same(&grounds->all.at[k - 1], &all[i].ground);
    if (!again) grounds->all.at[kept++] = all[i].ground;
  }
  grounds->all.len = kept;
}
