/*
 * Across events: what becomes of formulations and commitments over the told events of one set of countries, by date. A function
 * of the record alone, so of the set of reports.
 */
#ifndef RO_HISTORY_FOLLOW_H
#define RO_HISTORY_FOLLOW_H

#include "event/lexicon.h"
#include "event/surroundings.h"
#include "record/grounds.h"
#include "record/index.h"

/* Fills formulations and commitments of a settled record, sorted by identity. What it makes lives in `arena`. */
void ro_follow(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena);

/* The same, with why of each line noted in `trace`, or nowhere where that is NULL. */
void ro_follow_traced(ro_record *record, const ro_lexicon *lexicon, ro_arena *arena, ro_grounds *trace);

/* The countries whose series an event belongs to, as its key; absent where it belongs to none. */
ro_slice ro_series_of(const ro_record_event *event, ro_arena *arena);

/* Is a series, named by its countries' identities, to be followed? */
typedef bool (*ro_follow_wants)(void *ctx, ro_slice series);

/* The same of a part of a record: of the series that are wanted, all events of which are there. `wants` is asked of each, NULL
 * wants all. The events of all series go into `kept`, which may be NULL. */
void ro_follow_part(ro_record *record, const ro_lexicon *lexicon, ro_follow_wants wants, void *ctx, ro_kept *kept,
                    ro_arena *arena);

#endif
