/*
 * Findings of many reports held together, and what they say as a set. Used by the stage `group` and by a record after a batch.
 * Each report is held as its findings line (as a record keeps it), so that what is settled does not depend on how it came in.
 */
#ifndef RO_ENGINE_COLLECT_H
#define RO_ENGINE_COLLECT_H

#include "engine/engine.h"
#include "event/settle.h"

typedef struct ro_collection {
  const readout_engine *engine;
  ro_guard guard;
  ro_arena arena;
  RO_ARRAY(ro_findings *) findings;
  RO_ARRAY(ro_slice) keys; /* what versions of one report share */
  ro_map review_ids;
  ro_grounds *grounds; /* where why is noted while it is settled, or NULL; borrowed */
  ro_record record;    /* its reviews as they are added, the rest filled by ro_collection_settle() */
} ro_collection;

void ro_collection_init(ro_collection *collection, const readout_engine *engine);
void ro_collection_release(ro_collection *collection);

/* Adds a findings line. `key` is copied; absent: worked out from the report. */
readout_status ro_collection_add(ro_collection *collection, ro_slice line, ro_slice key, readout_error *err);

/* Adds a decision: a line of type "review". One that is there already, by its identity, is left out. */
readout_status ro_collection_add_review(ro_collection *collection, ro_slice line, readout_error *err);

/* Works out the record of all that was added: versions, origins, events, statements, history. */
readout_status ro_collection_settle(ro_collection *collection, readout_error *err);

/* What versions of a report share: its canonical URL, else its given id with the file's name, else the path as given. In the
 * arena. */
ro_slice ro_report_key(const ro_report *report, ro_arena *arena);

#endif
