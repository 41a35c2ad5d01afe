/*
 * Alignment of what two reports of one event say, clause by clause.
 *
 * Clauses of the same speakers are compared by their content words and names; pairs that are each other's best are anchors, and
 * a clause that stands between the same anchors in both reports counts as closer than its words alone say. The more so where
 * the reports come from one text, since then they keep its order.
 */
#ifndef RO_EVENT_ALIGN_H
#define RO_EVENT_ALIGN_H

#include "event/prepare.h"

typedef struct ro_aligned {
  size_t a, b;    /* indexes into the prepared's said */
  double content; /* 0 to 1: by words and names alone */
  double score;   /* with the place among the anchors */
} ro_aligned;

typedef RO_ARRAY(ro_aligned) ro_alignment;

/* Do the same speak, by country or name? One report may not say whose minister somebody is. */
bool ro_same_speakers(const ro_said *x, const ro_said *y);

/* How alike two clauses are by content, speakers and act, 0 to 1. */
double ro_said_alike(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y, bool one_text);

/* Does one of two clauses deny what the other affirms: the same matter, in the mouth of the same where it is no agreement of all?
 */
bool ro_said_denied(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y);

/* All pairs of clauses of the two meetings, RO_NONE for all that is said, with some likeness, by a, then b. `one_text`: the
 * reports come from one text. */
void ro_align(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text, ro_alignment *out,
              ro_arena *arena);

#endif
