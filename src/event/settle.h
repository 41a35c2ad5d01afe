/*
 * From reports to the record: what the reports of a set say together. Origins, events, statements with their evidence and
 * absences, discrepancies, entities, sides. A function of the set of members: neither their order nor anything outside it
 * matters.
 *
 *   ro_prepare     per report, any number at once
 *   ro_settle      all members at once; those that keys and likeness connect are settled together (components.c)
 *   ro_follow      (history/follow.h) formulations and commitments over the events
 */
#ifndef RO_EVENT_SETTLE_H
#define RO_EVENT_SETTLE_H

#include "event/prepare.h"
#include "event/surroundings.h"
#include "record/grounds.h"
#include "record/record.h"

/* One version of one report. */
typedef struct ro_member {
  ro_slice id;  /* ro_report_identity() */
  ro_slice key; /* what versions share: canonical URL, else given id, else path */
  size_t version;
  const ro_prepared *prepared; /* borrowed while the record lives */
  bool is_context;             /* there for others' sake (surroundings.h) */
  bool is_compared;            /* with all others that are: ro_connect_part() compares it with the rest alone */
} ro_member;

/* "r-...": of key and sha256. */
ro_slice ro_report_identity(ro_slice key, ro_slice sha256, ro_arena *arena);

/*
 * Fills reports, origins, entities, events, statements, derivations and discrepancies of `out`, sorted by id; formulations and
 * commitments stay empty. Two members with one id count once. `out->reviews`, one of each identity, in any order, are what people
 * decided: they are brought about, and the state of each is filled. The record lives in `arena` and
 * borrows the members' findings. Memory ends through the arenas' guards.
 */
void ro_settle(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_record *out, ro_arena *arena);

/* The same, with why of each line noted in `trace`, or nowhere where that is NULL: what is settled is the same. */
void ro_settle_traced(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_record *out, ro_arena *arena,
                      ro_grounds *trace);
/* The same of a part of a record: `around` is what it asks of the rest, NULL where there is no rest; `kept`, which may be NULL,
 * what it leaves behind. With something around, lines of entities have identity, kind and name alone. Members must come by id,
 * none twice; indexes in `kept` are theirs. */
void ro_settle_part(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                    ro_kept *kept, ro_record *out, ro_arena *arena);

/* What of a part is connected with what, before it is settled: fills `kept->keys` and `kept->component_of`. Members of context
 * are not compared with each other. */
void ro_connect_part(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                     ro_kept *kept, ro_arena *arena);

#endif
