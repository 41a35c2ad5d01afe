/*
 * What decisions say of things by pairs: these are one, those are not. Decisions are taken in the latest first, and one that says
 * the contrary of what was taken in before has no effect. Things are indexes of the caller's.
 */
#ifndef RO_REVIEW_JOINS_H
#define RO_REVIEW_JOINS_H

#include "record/review.h"

typedef struct ro_joined_pair {
  size_t a, b;
} ro_joined_pair;

typedef struct ro_joins {
  ro_arena *arena;
  size_t *set; /* of things that are joined */
  RO_ARRAY(ro_joined_pair) joined, parted;
} ro_joins;

/* A thing that a decision names: in which of its parts. */
typedef struct ro_named_item {
  size_t item, part;
} ro_named_item;

void ro_joins_init(ro_joins *joins, size_t n_items, ro_arena *arena);

/* Takes in that two things are one, or are not; false, and nothing is taken in, where the contrary was before. */
bool ro_joins_join(ro_joins *joins, size_t a, size_t b);
bool ro_joins_part(ro_joins *joins, size_t a, size_t b);

/* Takes in all that a decision says; false where it wanted to join or part and every pair of it is overruled. */
bool ro_joins_decide(ro_joins *joins, ro_review_action action, const ro_named_item *items, size_t n_items);

/* Would joining the sets of a and b (base/sets.h; of the caller's) bring together what is parted? */
bool ro_joins_forbid(const ro_joins *joins, size_t *set, size_t a, size_t b);

#endif
