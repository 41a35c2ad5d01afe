/* Which event of a record somebody means. */
#ifndef RO_ENGINE_EVENT_ASKED_H
#define RO_ENGINE_EVENT_ASKED_H

#include "store/store.h"

/*
 * The identity of the event that is asked for by it, by the beginning of it, or by a number of the list that
 * readout_record_events() gives, in the arena. READOUT_ERR_USAGE, and absent, where none or several fit.
 */
readout_status ro_event_asked(ro_store *store, const char *asked, ro_slice *id, ro_arena *arena, readout_error *err);

#endif
