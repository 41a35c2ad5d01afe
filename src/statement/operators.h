/* Reading operators, inside: what operators.c and clauses.c share. */
#ifndef RO_STATEMENT_OPERATORS_H
#define RO_STATEMENT_OPERATORS_H

#include "statement/attribution.h"

/* An adverb, or a word that stands where one does: "both", "jointly". */
bool ro_adverb_like(const ro_reader *r, size_t i);

/* The operator that begins with token i, longest first, and the token behind it; NULL where none does. */
const ro_operator *ro_operator_at(const ro_reader *r, size_t i, size_t limit, size_t *end);

/* Where the reason of one of RO_WHY_ACT to RO_WHY_HYPOTHETICAL stands. */
ro_why *ro_reading_why(ro_reading *reading, ro_explained of);

/* Act, stance and strength are those of one entry, for one reason. */
void ro_reading_decide(ro_reading *reading, ro_why why);

/* The reason that an operator in tokens [first, end) is. */
ro_why ro_why_operator(const ro_reader *r, const ro_operator *op, size_t first, size_t end);

/* The rule's name where a cue decides; its words are those of the frame, which whoever notes it adds. */
#define RO_BY_CUE "cue"
#define RO_NO_WORDS ((ro_range){0, 0})

#endif
