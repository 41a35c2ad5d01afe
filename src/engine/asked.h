/* Who, what and when somebody asks for in words, resolved against a record. NULL asks for nothing. */
#ifndef RO_ENGINE_ASKED_H
#define RO_ENGINE_ASKED_H

#include "base/array.h"
#include "store/store.h"

/* The entities that are called so, in the arena. READOUT_ERR_USAGE where none is; `what` ("party") says in its words what was
 * asked for, and names like it are named. */
readout_status ro_entities_asked(ro_store *store, const char *what, const char *called, ro_slices *ids, ro_arena *arena,
                                 readout_error *err);

/* Likewise the outlets, as reports have them. */
readout_status ro_outlets_asked(ro_store *store, const char *called, ro_slices *outlets, ro_arena *arena, readout_error *err);

/* "2024", "2024-08" or "2024-08-20" each, the earlier first; READOUT_ERR_USAGE else. Borrowed from what was given. */
readout_status ro_days_asked(const char *since, const char *until, ro_slice *from, ro_slice *to, readout_error *err);

#endif
