/*
 * What a record was given, by itself: the reports' bytes, how they were given, what was read of them; to be looked at, checked,
 * read again, carried to another record. Conclusions are dropped and made anew around it.
 */
#ifndef RO_STORE_GIVEN_H
#define RO_STORE_GIVEN_H

#include "store/store.h"

typedef struct ro_given_report {
  ro_slice id, key, sha256;
  ro_slice findings;      /* a line; absent where nothing that was read is kept */
  ro_slice bytes;         /* absent where the original is not at hand */
  ro_slice reader, given; /* by what it was read, and how it was given (format/json_given.h); absent where that is not known */
} ro_given_report;

typedef struct ro_given_rows ro_given_rows;

/* All reports, by id. The store may not be written to meanwhile, but by another connection (ro_store_open_beside). */
readout_status ro_given_open(ro_store *store, ro_given_rows **rows, readout_error *err);
bool ro_given_next(ro_given_rows *rows, ro_given_report *report); /* borrowed until the next call */
readout_status ro_given_close(ro_given_rows *rows);               /* how it fared; NULL is nothing */

/* All originals that are at hand, by hash; `rows` is closed as above. */
readout_status ro_given_open_originals(ro_store *store, ro_given_rows **rows, readout_error *err);
bool ro_given_next_original(ro_given_rows *rows, ro_slice *sha256, ro_slice *bytes); /* borrowed until the next call */

/* Notes of a report how it was given and by what it was read; nothing where that is noted already. */
readout_status ro_given_put(ro_store *store, ro_slice report, ro_slice reader, ro_slice given, readout_error *err);

/* Takes (report, reader, given) of each report with these bytes, by id. False stops. */
typedef bool (*ro_given_take)(void *ctx, ro_slice report, ro_slice reader, ro_slice given);
readout_status ro_given_of_bytes(ro_store *store, ro_slice sha256, ro_given_take take, void *ctx, readout_error *err);

/* Puts the bytes of a report where they are not at hand; *is_wanted false, and nothing is done, where no report has that hash. */
readout_status ro_given_put_original(ro_store *store, ro_slice sha256, ro_slice bytes, bool *is_wanted, readout_error *err);

/* Within a transaction: reports may be put before their originals. Before it is committed ro_given_note_missing() notes, of
 * reports whose bytes did not come, that they are not at hand: *n of them. */
readout_status ro_given_put_loosely(ro_store *store, readout_error *err);
readout_status ro_given_note_missing(ro_store *store, size_t *n, readout_error *err);

/* Adds a report, with its line and its columns, whose bytes and findings are put later or never. When its line is there, its
 * words are to be put into the index (ro_index_report()). */
readout_status ro_given_put_alone(ro_store *store, const ro_record_report *report, ro_slice line, readout_error *err);

readout_status ro_given_put_findings(ro_store *store, ro_slice report, ro_slice line, readout_error *err);

/* Drops a report with its findings; of its bytes nothing. No conclusion may speak of it. */
readout_status ro_given_drop(ro_store *store, ro_slice report, readout_error *err);

/* Drops all conclusions. */
readout_status ro_given_drop_conclusions(ro_store *store, readout_error *err);

#endif
