/* Numbers: one amount that clauses of one statement give otherwise. */
#include "event/align.h"
#include "event/differing.h"
#include "event/quantities.h"

#define ONE_MATTER 0.3 /* Dice of two clauses that give the same amount, the figures left out */

/* An amount as one clause has it. */
typedef struct given {
  ro_quantity quantity;
  ro_clause_ref ref;
} given;

/* The amounts of a clause of which it has only one of their kind. */
static void given_by(const ro_settling *s, ro_clause_ref ref, ro_quantities *out) {
  const ro_prepared *p = ro_settling_prepared(s, ref.member);
  const ro_spans *spans = &ro_settling_clause(s, ref)->spans;
  ro_quantities all = {0};
  for (size_t i = 0; i < spans->len; i++) ro_quantities_in(p, spans->at[i], &all, s->scratch);
  for (size_t i = 0; i < all.len; i++) {
    bool alone = true;
    for (size_t k = 0; k < all.len; k++)
      alone = alone && (k == i || all.at[k].unit != all.at[i].unit || all.at[k].ordinal != all.at[i].ordinal);
    if (alone) RO_PUSH(s->scratch, out, all.at[i]);
  }
}

static bool one_kind(const ro_quantity *a, const ro_quantity *b) {
  return a->unit == b->unit && a->ordinal == b->ordinal;
}

static bool one_matter(const ro_settling *s, ro_clause_ref a, ro_clause_ref b) {
  return ro_bag_dice(&ro_settling_said(s, a)->bag, &ro_settling_said(s, b)->bag) >= ONE_MATTER;
}

static ro_slice text_of(const ro_settling *s, const given *g) {
  return ro_slice_span(ro_settling_findings(s, g->ref.member)->report.text, g->quantity.span);
}

/* Amounts of one kind, of which two do not agree; `all` by member. */
static void write_kind(ro_settling *s, size_t index, ro_slice about, const given *all, size_t n, size_t first) {
  bool differ = false;
  for (size_t k = 0; k < n && !differ; k++)
    differ = one_kind(&all[k].quantity, &all[first].quantity) && all[k].ref.member != all[first].ref.member &&
             !ro_quantities_agree(&all[k].quantity, &all[first].quantity) && one_matter(s, all[k].ref, all[first].ref);
  for (size_t k = 0; k < first; k++)
    if (one_kind(&all[k].quantity, &all[first].quantity)) return; /* begun by an earlier one */
  if (!differ) return;
  ro_differing d = ro_differing_of(
      s, index, "number", "clauses of one statement count one thing, and no figure is the other rounded or hedged", about);
  RO_ARRAY(size_t) leads = {0}; /* each value by the first amount that has it */
  for (size_t k = first; k < n; k++) {
    size_t v = 0;
    if (!one_kind(&all[k].quantity, &all[first].quantity)) continue;
    while (v < leads.len && !ro_quantities_agree(&all[leads.at[v]].quantity, &all[k].quantity)) v++;
    if (v == leads.len) RO_PUSH(s->arena, &leads, k);
    ro_differing_add(&d, text_of(s, &all[leads.at[v]]), all[k].ref.member, all[k].quantity.span);
  }
  ro_differing_write(&d);
}

void ro_differ_in_numbers(ro_settling *s, size_t index, const ro_cluster *cluster, ro_slice statement) {
  RO_ARRAY(given) all = {0};
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    ro_quantities found = {0};
    given_by(s, cluster->clauses.at[i], &found);
    for (size_t k = 0; k < found.len; k++) RO_PUSH(s->arena, &all, ((given){found.at[k], cluster->clauses.at[i]}));
    ro_arena_clear(s->scratch);
  }
  for (size_t i = 0; i < all.len; i++)
    write_kind(s, index, ro_arena_format(s->arena, "%.*s %zu", (int)statement.len, statement.ptr, i), all.at, all.len, i);
}
