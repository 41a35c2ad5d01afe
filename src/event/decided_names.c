/*
 * Decisions on entities. Most are on names: who has one has it in all reports, those added later too. Two things are on one
 * report's use of a name: a single word ("Wang"), and a name that two persons have.
 */
#include "event/decided.h"
#include "event/identity.h"

static const ro_prepared *prepared_of(const ro_settling *s, const ro_bound *bound) {
  return ro_settling_prepared(s, bound->member);
}

static ro_slice key_of(const ro_settling *s, const ro_bound *bound) {
  return prepared_of(s, bound)->keys.at[bound->item];
}

static bool is_one_word(const ro_settling *s, const ro_bound *bound) {
  return ro_is_one_word(prepared_of(s, bound), bound->item);
}

static size_t ident_of_name(ro_settling *s, const ro_bound *bound) {
  return ro_ident_of_key(s, key_of(s, bound), prepared_of(s, bound)->findings->entities.at[bound->item].kind);
}

/* In a report and its copies. */
static void note(ro_settling *s, const ro_bound *bound, size_t ident, void (*how)(ro_settling *, size_t, ro_slice, size_t)) {
  const ro_indexes *copies = &s->copies.at[s->same[bound->member]];
  for (size_t c = 0; c < copies->len; c++) how(s, copies->at[c], key_of(s, bound), ident);
}

/* Single words mean whom the other names that are merged with them name. */
static void merge_words(ro_settling *s, const ro_decided *decided) {
  size_t whole = 0;
  while (whole < decided->bound.len && is_one_word(s, &decided->bound.at[whole])) whole++;
  if (whole == decided->bound.len) return;
  size_t ident = ident_of_name(s, &decided->bound.at[whole]);
  for (size_t i = 0; i < decided->bound.len; i++)
    if (is_one_word(s, &decided->bound.at[i])) note(s, &decided->bound.at[i], ident, ro_note_meant);
}

/* A single word does not mean whom a name of another part names. */
static void part_words(ro_settling *s, const ro_decided *decided) {
  for (size_t i = 0; i < decided->bound.len; i++) {
    const ro_bound *word = &decided->bound.at[i];
    if (!is_one_word(s, word)) continue;
    for (size_t k = 0; k < decided->bound.len; k++) {
      const ro_bound *other = &decided->bound.at[k];
      if (other->part != word->part && !is_one_word(s, other)) note(s, word, ident_of_name(s, other), ro_note_not_meant);
    }
  }
}

static bool is_named_in(const ro_settling *s, const ro_decided *decided, size_t part, ro_slice key) {
  for (size_t i = 0; i < decided->bound.len; i++)
    if (decided->bound.at[i].part == part && ro_slice_equal(key_of(s, &decided->bound.at[i]), key)) return true;
  return false;
}

/* Whom reports call by a name that somebody else has too is somebody of his own. */
static void split_name(ro_settling *s, const ro_decided *decided) {
  for (size_t i = 0; i < decided->bound.len; i++) {
    const ro_bound *bound = &decided->bound.at[i];
    ro_slice key = key_of(s, bound), id = decided->review->id;
    if (bound->part != 1 || !(is_one_word(s, bound) || is_named_in(s, decided, 0, key))) continue;
    ro_slice own = ro_arena_format(s->arena, "%.*s#%.*s", (int)key.len, key.ptr, (int)id.len, id.ptr);
    note(s, bound, ro_ident_of_key(s, own, prepared_of(s, bound)->findings->entities.at[bound->item].kind), ro_note_meant);
  }
}

void ro_decide_meant(ro_settling *s) {
  for (size_t d = 0; d < s->decided.len; d++) {
    const ro_decided *decided = &s->decided.at[d];
    if (decided->review->kind != RO_LINE_ENTITY) continue;
    if (decided->review->action == RO_REVIEW_MERGE) merge_words(s, decided);
    if (decided->review->action == RO_REVIEW_SPLIT) split_name(s, decided);
    if (decided->review->action == RO_REVIEW_SPLIT || decided->review->action == RO_REVIEW_NOT_SAME) part_words(s, decided);
  }
}

void ro_decide_idents(ro_settling *s) {
  ro_joins_init(&s->ident_joins, s->idents.len, s->arena);
  for (size_t d = 0; d < s->decided.len; d++) {
    const ro_decided *decided = &s->decided.at[d];
    ro_named_items items = {0};
    if (decided->review->kind != RO_LINE_ENTITY || decided->review->action == RO_REVIEW_CORRECT) continue;
    for (size_t i = 0; i < decided->bound.len; i++) {
      size_t ident = ro_ident_of(s, decided->bound.at[i].member, decided->bound.at[i].item);
      if (ident != RO_NONE) RO_PUSH(s->arena, &items, ((ro_named_item){ident, decided->bound.at[i].part}));
    }
    if (!ro_joins_decide(&s->ident_joins, decided->review->action, items.at, items.len))
      decided->review->state = RO_REVIEW_OVERRULED;
  }
}
