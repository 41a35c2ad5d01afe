/*
 * The words of a record, kept beside it: of each report its title and main text, of each statement its content and its quotes, of
 * each entity its names. SQLite's full-text tables hold the words' forms (base/word_reader.h) and no text; what goes is taken out
 * of them by its words, which must be the same as when it came: a record whose words were cut by other rules is indexed anew when
 * it is opened for writing, in steps that memory does not notice. What is indexed is a function of the record's rows alone.
 */
#ifndef RO_STORE_INDEX_H
#define RO_STORE_INDEX_H

#include "store/store.h"

/* The texts of statement `s`, content first, U+001F between them, as SQL. */
#define RO_INDEX_PARTS                                                                                 \
  "(SELECT coalesce(s.content, '') || coalesce(group_concat(quote, ''), '') FROM (SELECT char(31) || " \
  "json_extract(value, '$.quote') AS quote FROM json_each(ro_unpack(s.body, NULL), '$.evidence') ORDER BY key))"

/* Of a store that was opened for writing: makes what a transaction needs, and the index where there is none of these rules. */
readout_status ro_index_open(ro_store *store, readout_error *err);
void ro_index_release(ro_store *store);

/* Within a transaction: adds what was just put. An entity's names replace those before. */
readout_status ro_index_report(ro_store *store, ro_slice report, readout_error *err);
readout_status ro_index_drop_report(ro_store *store, ro_slice report, readout_error *err); /* that is about to go */
readout_status ro_index_entity(ro_store *store, ro_slice entity, readout_error *err);

/* Adds the statements of `record` that are not in the index, and takes out those that were dropped since
 * (RO_KEPT_NOTE_STATEMENTS) and did not come again as they were. */
readout_status ro_index_statements(ro_store *store, const ro_record *record, readout_error *err);

/* Takes out what was dropped since and did not come again. */
readout_status ro_index_drop(ro_store *store, readout_error *err);

/* All statements are gone. */
readout_status ro_index_clear_statements(ro_store *store, readout_error *err);

/* READOUT_ERR_RECORD where the index is not there: it is made when the record is opened for writing. */
readout_status ro_index_check(ro_store *store, readout_error *err);

#endif
