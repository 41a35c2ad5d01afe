/*
 * The record file: an SQLite database (docs/formats/record-file.md). What was given (reports, their bytes, what was read of them)
 * and what people decided is added and never changed; what is concluded from it is replaced as a whole. Each thing is kept as its
 * line of the export, without line end, beside the columns that are searched and joined; making and understanding those lines is
 * the caller's.
 *
 * A store is used by one thread at a time; several programs may read a file while one writes it. READOUT_ERR_RECORD: the file is
 * no record, is damaged, of a newer version, or in use for longer than RO_STORE_PATIENCE_MS; READOUT_ERR_IO: the system failed (a
 * full disk).
 *
 * A callback may leave through an arena's guard: ro_store_rollback() or ro_store_close() then puts the store in order. It may not
 * use the store.
 */
#ifndef RO_STORE_STORE_H
#define RO_STORE_STORE_H

#include "record/lines.h"
#include "record/record.h"

#define RO_STORE_PATIENCE_MS 5000

typedef struct ro_store ro_store;

typedef enum ro_store_mode {
  RO_STORE_READ,   /* the file must be there */
  RO_STORE_WRITE,  /* made where it is not; one of an older version is brought up to date */
  RO_STORE_CHANGE, /* the same, but the file must be there */
} ro_store_mode;

readout_status ro_store_open(const char *path, ro_store_mode mode, ro_store **store, readout_error *err);

/* Opens the file of a store a second time, for another thread to read what is committed. To be closed before the store. */
readout_status ro_store_open_beside(const ro_store *store, ro_store **reader, readout_error *err);

/* Rolls back what was not committed. NULL is nothing. */
void ro_store_close(ro_store *store);

/* One transaction at a time. A write outside of one is a transaction of its own. */
readout_status ro_store_begin(ro_store *store, readout_error *err);
readout_status ro_store_begin_reading(ro_store *store, readout_error *err); /* to read one state of the record, whoever writes */
readout_status ro_store_commit(ro_store *store, readout_error *err);
void ro_store_rollback(ro_store *store);

/* Until it is let go what is read is one state of the record, and no question takes and gives back locks of its own: begins to
 * read where no transaction is under way; *begun says so, and is false where it fails. */
readout_status ro_store_hold(ro_store *store, bool *begun, readout_error *err);
void ro_store_let_go(ro_store *store, bool begun);

/* Within a transaction: marks a place, and turns back to it, undoing what was done since. */
readout_status ro_store_mark(ro_store *store, readout_error *err);
readout_status ro_store_turn_back(ro_store *store, readout_error *err);

/* A word about the record ("model", "readout"); absent where there is none. */
readout_status ro_store_get_meta(ro_store *store, ro_slice key, ro_arena *arena, ro_slice *value, readout_error *err);
readout_status ro_store_put_meta(ro_store *store, ro_slice key, ro_slice value, readout_error *err);

/* True when these bytes are there under this key. */
readout_status ro_store_has_report(ro_store *store, ro_slice key, ro_slice sha256, bool *has, readout_error *err);

/*
 * Adds a report: its line as far as it is known, its findings line, and the bytes given. READOUT_ERR_RECORD where its identity,
 * or its key with these bytes, is there already. A line end behind a line is dropped, here and below.
 */
readout_status ro_store_put_report(ro_store *store, const ro_record_report *report, ro_slice line, ro_slice findings,
                                   ro_slice original, readout_error *err);

/* Adds a decision with its line; *is_new false, and nothing is done, where its identity is there already. */
readout_status ro_store_put_review(ro_store *store, const ro_record_review *review, ro_slice line, bool *is_new,
                                   readout_error *err);

/* Gives the line of the i-th thing of a type in the record; valid until the next call. False stops: no memory. */
typedef bool (*ro_store_line_of)(void *ctx, ro_line_type type, size_t i, ro_slice *line);

/*
 * Puts what `record` concludes in the place of all conclusions before: the lines, versions and sides of its reports (each must
 * have been put), origins, entities, events, statements, derivations, discrepancies, formulations, commitments; and what became
 * of its reviews. All of it or nothing.
 */
readout_status ro_store_replace(ro_store *store, const ro_record *record, ro_store_line_of line_of, void *ctx,
                                readout_error *err);

/*
 * Puts what `record`, a part of what is concluded, holds beside the conclusions that are there; what it replaces must have been
 * dropped (kept.h), but for entities, which are overwritten. Reports with is_context, by their places in `record`, are only there
 * so that evidence in them can be counted.
 */
readout_status ro_store_put_part(ro_store *store, const ro_record *record, const bool *is_context, ro_store_line_of line_of,
                                 void *ctx, readout_error *err);

/* Takes one line, valid during the call. False stops with READOUT_ERR_STOPPED. */
typedef bool (*ro_store_take)(void *ctx, ro_line_type type, ro_slice id, ro_slice line);

/*
 * The lines of one type in the order of the export, RO_LINE_REPORT to RO_LINE_REVIEW or RO_LINE_FINDINGS; `id` is the report's
 * for findings.
 */
readout_status ro_store_each_line(ro_store *store, ro_line_type type, ro_store_take take, void *ctx, readout_error *err);

/* The findings line of one report; none is taken where it is not there. */
readout_status ro_store_findings_of(ro_store *store, ro_slice report, ro_store_take take, void *ctx, readout_error *err);

/* The bytes given, each once, by hash; `id` is the hash. */
readout_status ro_store_each_original(ro_store *store, ro_store_take take, void *ctx, readout_error *err);

/*
 * The lines of one type, RO_LINE_REPORT to RO_LINE_COMMITMENT or RO_LINE_FINDINGS, that belong to any of some events, each once,
 * in the order of the export: their reports, the origins and findings of these, the entities that are named in what follows, the
 * events with those that they or their formulations name, their statements, the derivations between their reports, discrepancies,
 * formulations and commitments. Nothing of an event that is not there.
 */
readout_status ro_store_lines_of(ro_store *store, ro_line_type type, const ro_slice *events, size_t n_events, ro_store_take take,
                                 void *ctx, readout_error *err);

/* All of these of one event, type by type, but for findings. */
readout_status ro_store_event_lines(ro_store *store, ro_slice event, ro_store_take take, void *ctx, readout_error *err);

/* The events that a report tells. */
readout_status ro_store_told_by(ro_store *store, ro_slice report, ro_arena *arena, ro_slices *events, readout_error *err);

/* The line of one thing; none is taken where it is not there. */
readout_status ro_store_line(ro_store *store, ro_line_type type, ro_slice id, ro_store_take take, void *ctx, readout_error *err);

/* The `number`th event, from 1, of the list of events: those that reports tell first, then the newest, those without a year last,
 * then by identity. Absent where there are fewer. In the arena. */
readout_status ro_store_newest_event(ro_store *store, size_t number, ro_arena *arena, ro_slice *id, readout_error *err);

/* The identities of events that begin so, sorted; in the arena. */
readout_status ro_store_events_beginning(ro_store *store, ro_slice prefix, ro_arena *arena, ro_slices *ids, readout_error *err);

readout_status ro_store_count(ro_store *store, ro_line_type type, size_t *count, readout_error *err);

#endif
