/* A record that is open, inside. */
#ifndef RO_ENGINE_RECORD_H
#define RO_ENGINE_RECORD_H

#include "engine/engine.h"
#include "store/store.h"

struct readout_record {
  const readout_engine *engine;
  ro_store *store;
};

/* Works out anew what the record concludes, in the transaction under way. */
readout_status ro_record_conclude(readout_record *record, readout_error *err);

/* The same, where reports came in since (an interrupted batch), or where an older version concluded it. */
readout_status ro_record_settle(readout_record *record, readout_error *err);

#endif
