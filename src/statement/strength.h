/* How strongly a clause does what its act is: its rank within the act. */
#ifndef RO_STATEMENT_STRENGTH_H
#define RO_STATEMENT_STRENGTH_H

#include "statement/attribution.h"

/* The first word of the rank, or absent; `made` has its act and stance already, which may be others than those of the reading.
 * *why: the reading's reason, or the words that gave another rank. */
ro_slice ro_strength_of(const ro_reader *r, const ro_frame *frame, ro_range clause, const ro_clause *made,
                        const ro_reading *reading, ro_why *why);

#endif
