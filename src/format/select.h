/* What of a record a reader asks for in words. */
#ifndef RO_FORMAT_SELECT_H
#define RO_FORMAT_SELECT_H

#include "record/index.h"

/*
 * Formulations (indexes) in whose phrase or a variant the words asked for stand, in this order, without case; where there is none
 * and the words name two parties or more ("Kenya and Somalia"), those that these used between them.
 */
ro_indexes ro_formulations_asked(const ro_record_index *index, ro_slice asked, ro_arena *arena);

/* Commitments, the latest event's first; where parties are named, those of which each of them is one, by its persons or itself.
 */
ro_indexes ro_commitments_asked(const ro_record_index *index, ro_slice parties, ro_arena *arena);

#endif
