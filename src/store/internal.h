/* The store, inside: what its files share. */
#ifndef RO_STORE_INTERNAL_H
#define RO_STORE_INTERNAL_H

#include <sqlite3.h>

#include "base/text.h"
#include "base/word_reader.h"
#include "store/kept.h"
#include "store/store.h"

/* A row's line, in SQL of one table (pack.h). */
#define RO_LINE "ro_unpack(body, NULL)"
#define RO_REPORT_LINE "ro_unpack(body, text)"
#define RO_FINDINGS_LINE "ro_unpack(body, (SELECT text FROM report WHERE id = findings.report))"

/* Queries of index.c that stay prepared. */
typedef enum ro_index_query {
  RO_INDEX_READ_REPORT,
  RO_INDEX_NUMBER_REPORT,
  RO_INDEX_PUT_REPORT,
  RO_INDEX_NUMBER_STATEMENT,
  RO_INDEX_PUT_STATEMENT,
  RO_INDEX_TAKE_STATEMENT,
  RO_INDEX_FORGET_STATEMENT,
  RO_INDEX_ANY_DROPPED,
  RO_INDEX_DROP_NAMES,
  RO_INDEX_READ_NAMES,
  RO_INDEX_PUT_NAME,
  RO_INDEX_QUERIES
} ro_index_query;

struct ro_store {
  sqlite3 *db;
  char *path; /* owned */
  bool in_transaction;
  readout_error lost;                  /* why SQLite rolled the transaction under way back by itself, or of status READOUT_OK */
  const ro_record_report **by_id;      /* the reports of a replacement under way, sorted; owned, they are not */
  sqlite3_stmt *kept[RO_KEPT_QUERIES]; /* prepared queries of kept.c, or NULL; owned */
  sqlite3_stmt *indexing[RO_INDEX_QUERIES]; /* prepared, or NULL; owned */
  struct {
    sqlite3_stmt **at;
    size_t len, cap;
  } open;                /* of queries under way; owned */
  ro_word_reader *words; /* of index.c, or NULL; owned */
  ro_text forms[2];      /* its columns */
};

/* Puts SQLite's code and message into words of ours; READOUT_OK for SQLITE_OK, ROW and DONE. `db` may be NULL. */
readout_status ro_store_failed(sqlite3 *db, int code, readout_error *err);

/*
 * One prepared statement and how it fares: the first failure is kept, later calls do nothing.
 *
 *   ro_query query;
 *   ro_query_open(&query, store, "SELECT body FROM event WHERE id = ?1", err);
 *   ro_query_text(&query, 1, id);
 *   while (ro_query_next(&query)) … ro_query_column(&query, 0) …
 *   return ro_query_close(&query);
 */
typedef struct ro_query {
  ro_store *store;
  sqlite3 *db;
  sqlite3_stmt *stmt;
  readout_error *err;
  readout_status status;
  bool is_kept;
} ro_query;

void ro_query_open(ro_query *query, ro_store *store, const char *sql, readout_error *err);
/* The same, of a statement that is prepared once and kept in *stmt; one at a time. */
void ro_query_open_kept(ro_query *query, ro_store *store, sqlite3_stmt **stmt, const char *sql, readout_error *err);

void ro_query_text(ro_query *query, int at, ro_slice text); /* borrowed until the next step; absent is NULL */
void ro_query_give(ro_query *query, int at, ro_text *text); /* takes its memory over; a failed text fails the query */
void ro_query_blob(ro_query *query, int at, ro_slice bytes);
void ro_query_size(ro_query *query, int at, size_t value);
void ro_query_integer(ro_query *query, int at, int64_t value);
void ro_query_real(ro_query *query, int at, double value);
bool ro_query_next(ro_query *query);
ro_slice ro_query_column(const ro_query *query, int at); /* until the next step; absent where NULL */
size_t ro_query_number(const ro_query *query, int at);
/* A callback stopped it. */
void ro_query_end(ro_query *query);

void ro_query_stop(ro_query *query, readout_status status, const char *why);

/* Steps to the end and makes it ready for other values: for INSERT and the like. */
void ro_query_run(ro_query *query);

/* Makes it ready for other values before it has come to its end. */
void ro_query_again(ro_query *query);

/* Frees it, or makes it ready for its next use, and gives how it fared. */
readout_status ro_query_close(ro_query *query);

/* As ro_store_failed(), of what a store did: notes where it has cost the transaction. */
readout_status ro_store_note(ro_store *store, int code, readout_error *err);

/* Fails as before where SQLite has rolled the transaction under way back by itself, as when the disk is full: what comes then
 * would be kept by itself. */
readout_status ro_store_whole(const ro_store *store, readout_error *err);

/* Runs statements without values. */
readout_status ro_store_exec(ro_store *store, const char *sql, readout_error *err);

/* Begins a transaction where none is under way: *own says whether it did. ro_store_end() commits or rolls back what it began. */
readout_status ro_store_enter(ro_store *store, bool *own, readout_error *err);
readout_status ro_store_end(ro_store *store, bool own, readout_status status, readout_error *err);

/* A line without its line end. */
ro_slice ro_store_trim(ro_slice line);

#endif
