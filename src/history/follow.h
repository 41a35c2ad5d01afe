/*
 * Across events: what becomes of formulations and commitments over the told events of one set of countries, by date. A function
 * of the record alone, so of the set of reports.
 */
#ifndef RO_HISTORY_FOLLOW_H
#define RO_HISTORY_FOLLOW_H

#include "event/lexicon.h"
#include "record/grounds.h"
#include "record/index.h"

/* Fills formulations and commitments of a settled record, sorted by identity. What it makes lives in `arena`. */
void ro_follow(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena);

/* The same, with why of each line noted in `trace`, or nowhere where that is NULL. */
void ro_follow_traced(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena, ro_grounds *trace);

/* The countries whose series an event belongs to, as its key; absent where it belongs to none. */
ro_slice ro_series_of(const ro_record_event *event, ro_arena *arena);

#endif
