/* A record that is open, inside. */
#ifndef RO_ENGINE_RECORD_H
#define RO_ENGINE_RECORD_H

#include "engine/engine.h"
#include "format/export.h"
#include "store/store.h"

struct readout_record {
  const readout_engine *engine;
  ro_store *store;
  char *name; /* owned: the file's, without its folders */
};

/* readout_record_add() of items that `next` gives; of `input` its paths are left alone. */
readout_status ro_record_add_items(readout_record *record, const readout_input *input, ro_item_next next, void *ctx,
                                   readout_tally *tally, readout_error *err);

/* Works out anew what the record concludes, in the transaction under way. */
readout_status ro_record_conclude(readout_record *record, readout_error *err);

/* The same, where reports came in since (an interrupted batch), or where an older version concluded it. */
readout_status ro_record_settle(readout_record *record, readout_error *err);

/* The lines of a record as the store asks for them: ro_store_line_of over ro_record_lines. */
typedef struct ro_record_lines {
  ro_exporter exporter;
  ro_text text;
} ro_record_lines;

bool ro_record_give_line(void *ctx, ro_line_type type, size_t i, ro_slice *line);

#endif
