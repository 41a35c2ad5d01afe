/*
 * The passages of two texts that say the same, sentence by sentence, in one order.
 */
#ifndef RO_EVENT_PASSAGES_H
#define RO_EVENT_PASSAGES_H

#include "event/pair.h"

#define RO_ALIGNED 0.44 /* Dice of what says the same */

/* What each sentence of a shares with each of b (ro_bag_shared). */
typedef struct ro_likeness {
  const ro_prepared *a, *b;
  double *shared;
} ro_likeness;

/* Lives in the arena. */
ro_likeness ro_compare_units(const ro_prepared *a, const ro_prepared *b, ro_arena *arena);

/* Best monotone alignment of sentences (dynamic programming over content, as Gale and Church 1993 over lengths): the result's
 * passages and coverages. */
void ro_align_units(const ro_likeness *like, ro_pair_result *out, ro_arena *arena, ro_arena *scratch);

/* Does a byte of a's text (b's unless `of_a`) stand in a passage? */
bool ro_in_passages(const ro_pair_result *found, bool of_a, size_t byte);

/* Whether a sentence of the one report (a if `is_a`) says what the other says elsewhere than the alignment in order has it: one
 * of the two has moved it. */
bool ro_is_any_moved(const ro_likeness *like, const ro_pair_result *found, bool is_a);

#endif
