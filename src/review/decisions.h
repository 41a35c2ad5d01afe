/* Which decisions are in force, and in what order they count. */
#ifndef RO_REVIEW_DECISIONS_H
#define RO_REVIEW_DECISIONS_H

#include "record/record.h"

/*
 * Indexes of the reviews that are in force, the latest first (by `when`, then id), and the state of each as far as it hangs on
 * the others: in force, undone, or, of one that undoes what does not stand before it, unbound. What undoes is not among the
 * indexes: it has no other effect. Undoing what undoes puts the first in force again. `reviews` have one of each identity.
 */
ro_indexes ro_reviews_in_force(ro_record_review *reviews, size_t n, ro_arena *arena);

#endif
