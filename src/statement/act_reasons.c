/* Which features of a clause weighed most where its act was decided (acts.c). */
#include "statement/acts.h"

#define SHOWN 3 /* features that are noted of a clause */

static double weight_of(const ro_lists *lists, ro_slice feature, ro_act act) {
  const uint64_t *row = ro_map_get(&lists->act_features, feature);
  return row ? (double)lists->act_weights.at[*row * RO_ACTS + (size_t)act] : 0;
}

/* The likeliest act beside one. */
static ro_act next_best(const ro_lists *lists, const ro_slices *features, ro_act act) {
  double score[RO_ACTS] = {0};
  ro_act best = act == RO_COMMITMENT ? RO_CALL_FOR : RO_COMMITMENT;
  for (size_t a = 0; a < RO_ACTS; a++)
    for (size_t f = 0; f < features->len; f++) score[a] += weight_of(lists, features->at[f], (ro_act)a);
  for (size_t a = 0; a < RO_ACTS; a++)
    if (a != (size_t)act && score[a] > score[best]) best = (ro_act)a;
  return best;
}

/* The feature that speaks most for an act against another, but for those in `shown`; absent where none does. */
static ro_slice strongest(const ro_lists *lists, const ro_slices *features, ro_act act, ro_act other, const ro_slices *shown) {
  ro_slice best = RO_ABSENT;
  double most = 0;
  for (size_t f = 0; f < features->len; f++) {
    double lead = weight_of(lists, features->at[f], act) - weight_of(lists, features->at[f], other);
    if (lead > most && !ro_slices_have(shown, features->at[f])) best = features->at[f], most = lead;
  }
  return best;
}

void ro_act_note(const ro_reader *r, ro_span clause, const ro_slices *features, ro_act rule, ro_act act) {
  const ro_lists *lists = r->lists;
  if (!r->trace || lists->act_weights.len == 0) return;
  ro_act other = act == rule ? next_best(lists, features, act) : rule;
  ro_slices shown = {0};
  ro_why why = RO_WHY(act == rule ? "weights, with the rule" : "weights, against the rule");
  why.list = "acts.tsv";
  for (size_t n = 0; n < SHOWN; n++) {
    why.entry = strongest(lists, features, act, other, &shown);
    if (!why.entry.ptr) break;
    RO_PUSH(r->arena, &shown, why.entry);
    ro_note(r, RO_WHY_ACT, clause, ro_slice_of(ro_act_name(act)), why);
  }
  if (shown.len == 0 && act != rule)
    ro_note(r, RO_WHY_ACT, clause, ro_slice_of(ro_act_name(act)),
            RO_WHY("what the network knows of the words, against the rule"));
}
