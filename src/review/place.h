/* Where the members of a decision stand in a report. */
#ifndef RO_REVIEW_PLACE_H
#define RO_REVIEW_PLACE_H

#include "record/review.h"

/* Of a member and what a new reading found: how much of both they must have in common to be one. */
#define RO_REVIEW_OVERLAP 0.5

/*
 * The place, in bytes, of a member in the text of the report that it names: where it was if its quote stands there, else where
 * that stands once in the text; false where it does not, or in several places: it is not moved to a lookalike.
 */
bool ro_review_place(const ro_review_member *member, ro_slice text, ro_span *place);

/* What two spans have in common, as a share of what they have together: 0 to 1. */
double ro_span_overlap(ro_span a, ro_span b);

#endif
