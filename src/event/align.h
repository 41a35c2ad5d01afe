/*
 * Alignment of what two reports of one event say, clause by clause.
 *
 * Pairs of clauses that are each other's best by words, names, speakers and acts are anchors; how likely each pair is one
 * statement (affinity.h) follows from what the two have in common and from their place among the anchors. Reports that come from
 * one text keep its order.
 */
#ifndef RO_EVENT_ALIGN_H
#define RO_EVENT_ALIGN_H

#include "event/affinity.h"
#include "event/prepare.h"

typedef struct ro_aligned {
  size_t a, b;  /* indexes into the prepared's said */
  double score; /* how much speaks for one statement, 0 to 1: from about 0.4 on they are */
} ro_aligned;

typedef RO_ARRAY(ro_aligned) ro_alignment;

/* Do the same speak, by country or name? One report may not say whose minister somebody is. */
bool ro_same_speakers(const ro_said *x, const ro_said *y);

/* How alike two clauses are by content, speakers and act, 0 to 1. */
double ro_said_alike(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y, bool one_text);

/* Does one of two clauses deny what the other affirms: the same matter, in the mouth of the same where it is no agreement of all?
 */
bool ro_said_denied(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y);

/* What all pairs of clauses of two reports have in common. */
typedef struct ro_alignment_table {
  ro_indexes rows, columns; /* indexes into the said of a, of b */
  double *affinities;       /* RO_AFFINITIES of each pair, row by row */
  double *score;            /* of each pair, as ro_aligned has it */
} ro_alignment_table;

/* Measures all pairs of clauses of the two meetings, RO_NONE for all that is said. `one_text`: the reports come from one text. */
void ro_align_measure(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text,
                      ro_alignment_table *out, ro_arena *arena);

/* The pairs that may be one statement at all, by a, then b. */
void ro_align(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text, ro_alignment *out,
              ro_arena *arena);

#endif
