/* Lines that are given with what they name (readout/pages.h): each once, the things asked for first. */
#ifndef RO_ENGINE_GATHER_H
#define RO_ENGINE_GATHER_H

#include "base/map.h"
#include "base/text.h"
#include "engine/record.h"
#include "format/import.h"

typedef struct ro_gather {
  readout_record *record;
  ro_guard guard;
  ro_arena arena;
  ro_text out;
  ro_map seen[RO_LINE_TYPES];      /* given, or wanted */
  ro_slices wanted[RO_LINE_TYPES]; /* identities of what is to stand beside */
  size_t n_loaded;                 /* lines read by the call under way */
  const char *follows;             /* of the lines under way: letters of the identities that are wanted, too */
  bool loads;                      /* of the lines under way: they are read into `loaded` */
  ro_record loaded;
  ro_importer importer;
  readout_status status;
  readout_error *err;
} ro_gather;

/*
 * Runs `body` within one state of the record and gives to `sink` what it wrote to gather->out, where that went well:
 * gather->status says so.
 */
readout_status ro_gather_run(ro_gather *gather, readout_record *record, ro_guard_body body, void *ctx, readout_sink sink,
                             void *sink_ctx, readout_error *err);

/* The type of a thing by its identity ("e-0123456789abcdef"); false for what is none. A commitment's is its statement's. */
bool ro_gather_type_of(ro_slice id, ro_line_type *type);

/* The identities in lines of JSON whose letters are among `letters`, added to `ids`, in the arena. */
void ro_identities_in(ro_slice lines, const char *letters, ro_slices *ids, ro_arena *arena);

/* It is to stand beside, if it was not given. */
void ro_gather_want(ro_gather *gather, ro_line_type type, ro_slice id);
void ro_gather_want_all(ro_gather *gather, ro_line_type type, const ro_slices *ids);

/* Gives the lines of these; `head` as for ro_store_lines_by_id(). Counts those that are there. */
size_t ro_gather_lines(ro_gather *gather, ro_line_type type, bool head, const ro_slices *ids);

/* Reads these into gather->loaded, and gives nothing. How many there were. */
size_t ro_gather_load(ro_gather *gather, ro_line_type type, const ro_slices *ids);

/* Gives what is wanted, of reports the heads. Of each type `follows` names the letters whose identities are wanted, too: "n" of
 * "event" brings its entities. Types that are followed stand later in the order: statement, formulation, commitment, discrepancy,
 * derivation, origin, review, event, entity, report. */
void ro_gather_beside(ro_gather *gather, const char *const follows[RO_LINE_TYPES]);

/* A note on each event that was given or stands beside. */
void ro_gather_event_notes(ro_gather *gather);

#endif
