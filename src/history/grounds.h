/* Grounds of what is followed over events (record/grounds.h). Each does nothing where nobody asks for that line. */
#ifndef RO_HISTORY_GROUNDS_H
#define RO_HISTORY_GROUNDS_H

#include "history/phrases.h"
#include "record/grounds.h"

/* What makes a phrase a formulation, how often its wording and others stand, and how it was used. `key`: the phrase's. */
void ro_note_formulation(ro_grounds *trace, const ro_record_formulation *line, ro_slice key, const ro_why *why, size_t times,
                         size_t all_times);

/* What two events of a series are compared by where a phrase is used at one of them or both. */
typedef struct ro_compared {
  const char *why; /* static */
  size_t rank_before, rank_after;
  size_t length_before, length_after; /* bytes of the longest account; 0 where they do not matter */
} ro_compared;
void ro_note_change(ro_grounds *trace, const ro_record_formulation *line, const ro_formulation_change *change,
                    const ro_compared *compared);

/* What a later event says of a commitment: `other` is the statement there that comes nearest (or NULL), `how` absent where it
 * does not follow it. */
void ro_note_followed(ro_grounds *trace, ro_slice statement, ro_slice event, ro_slice how, const ro_record_statement *other,
                      double alike);

/* Why it stands as it does; `later`: events of the series after it. */
void ro_note_commitment(ro_grounds *trace, const ro_record_commitment *line, size_t later, bool decided);

#endif
