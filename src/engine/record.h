/* A record that is open, inside. */
#ifndef RO_ENGINE_RECORD_H
#define RO_ENGINE_RECORD_H

#include "engine/engine.h"
#include "format/export.h"
#include "statement/findings.h"
#include "store/given.h"
#include "store/store.h"

struct readout_record {
  const readout_engine *engine;
  ro_store *store;
  char *name;  /* owned: the file's, without its folders */
  bool in_one; /* what is settled is settled in one transaction, the one under way */
};

/* The findings and originals lines of `with` (READOUT_WITH_…), in the transaction under way; memory for one line. */
readout_status ro_lines_with(readout_record *record, unsigned with, readout_sink sink, void *ctx, readout_error *err);

/* readout_record_add() of items that `next` gives; of `input` its paths are left alone. */
readout_status ro_record_add_items(readout_record *record, const readout_input *input, ro_item_next next, void *ctx,
                                   readout_tally *tally, readout_error *err);

/* A report that was read. */
typedef struct ro_read_report {
  const ro_findings *findings;
  ro_slice line;          /* of its findings */
  ro_slice bytes;         /* absent: not at hand */
  ro_slice reader, given; /* by what it was read, how it was given (format/json_original.h); absent: not known */
  bool is_loose;          /* its bytes are put later: ro_given_put_loosely() */
} ro_read_report;

/* Puts a report into the record where it is not there, to be settled later. `line` is used meanwhile. */
readout_status ro_record_put(readout_record *record, const ro_read_report *read, ro_text *line, ro_arena *arena, bool *is_new,
                             readout_error *err);

/* Puts a decision into the record where it is not there. `line` is used meanwhile. */
readout_status ro_record_put_decision(readout_record *record, const ro_record_review *review, ro_text *line, ro_arena *arena,
                                      bool *is_new, readout_error *err);

/* A record may hold conclusions alone, imported without what was read: nothing can be added to it (READOUT_ERR_RECORD). */
readout_status ro_record_holds_all(readout_record *record, bool *all, readout_error *err);
readout_status ro_record_note_holds(readout_record *record, bool all, readout_error *err);
readout_status ro_record_may_grow(readout_record *record, readout_error *err);

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
