/* What a transaction does to the lines of a record. */
#ifndef RO_STORE_CHANGES_H
#define RO_STORE_CHANGES_H

#include "store/store.h"

/* Remembers the lines of all conclusions, reports and decisions as they are now, on disk, for this connection alone. */
readout_status ro_changes_begin(ro_store *store, readout_error *err);

/* Takes a line that came (`before` absent), went (`after` absent) or differs; valid during the call. False stops. */
typedef bool (*ro_changes_take)(void *ctx, ro_line_type type, ro_slice id, ro_slice before, ro_slice after);

/* Compares what was remembered with what is there, by type, then id. */
readout_status ro_changes_each(ro_store *store, ro_changes_take take, void *ctx, readout_error *err);

void ro_changes_end(ro_store *store);

#endif
