#include "store/given.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/index.h"
#include "store/internal.h"

struct ro_given_rows {
  ro_query query;
};

/* An original of no bytes, whose hash is not that of nothing, is not at hand. */
#define NOT_AT_HAND "length(bytes) = 0 AND sha256 <> 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"

static readout_status open_rows(ro_store *store, const char *sql, ro_given_rows **rows, readout_error *err) {
  *rows = calloc(1, sizeof **rows);
  if (!*rows) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the reports of the record");
  ro_query_open(&(*rows)->query, store, sql, err);
  return (*rows)->query.status;
}

readout_status ro_given_open(ro_store *store, ro_given_rows **rows, readout_error *err) {
  return open_rows(store,
                   "SELECT r.id, r.key, r.sha256, ro_unpack(f.body, r.text), (SELECT ro_unpack_bytes(bytes) FROM original WHERE "
                   "sha256 = r.sha256 AND NOT (" NOT_AT_HAND
                   ")), g.reader, ro_unpack(g.body, NULL) FROM report r LEFT JOIN findings f ON f.report = r.id LEFT JOIN given "
                   "g ON g.report = r.id "
                   "ORDER BY r.id",
                   rows, err);
}

readout_status ro_given_open_originals(ro_store *store, ro_given_rows **rows, readout_error *err) {
  return open_rows(store, "SELECT sha256, ro_unpack_bytes(bytes) FROM original WHERE NOT (" NOT_AT_HAND ") ORDER BY sha256", rows,
                   err);
}

bool ro_given_next_original(ro_given_rows *rows, ro_slice *sha256, ro_slice *bytes) {
  if (!ro_query_next(&rows->query)) return false;
  *sha256 = ro_query_column(&rows->query, 0);
  *bytes = ro_query_column(&rows->query, 1);
  return true;
}

bool ro_given_next(ro_given_rows *rows, ro_given_report *report) {
  const ro_query *query = &rows->query;
  if (!ro_query_next(&rows->query)) return false;
  *report = (ro_given_report){.id = ro_query_column(query, 0), .key = ro_query_column(query, 1)};
  ro_slice *const columns[] = {&report->sha256, &report->findings, &report->bytes, &report->reader, &report->given};
  for (int i = 0; i < (int)(sizeof columns / sizeof *columns); i++) *columns[i] = ro_query_column(query, 2 + i);
  return true;
}

readout_status ro_given_close(ro_given_rows *rows) {
  if (!rows) return READOUT_OK;
  readout_status status = ro_query_close(&rows->query);
  free(rows);
  return status;
}

readout_status ro_given_put(ro_store *store, ro_slice report, ro_slice reader, ro_slice given, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "INSERT INTO given VALUES (?1, ?2, ro_pack(?3, NULL)) ON CONFLICT (report) DO NOTHING", err);
  ro_query_text(&query, 1, report);
  ro_query_text(&query, 2, reader);
  ro_query_text(&query, 3, given);
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_given_of_bytes(ro_store *store, ro_slice sha256, ro_given_take take, void *ctx, readout_error *err) {
  ro_query query;
  ro_query_open(
      &query, store,
      "SELECT g.report, g.reader, ro_unpack(g.body, NULL) FROM report r JOIN given g ON g.report = r.id WHERE r.sha256 = ?1 "
      "ORDER BY g.report",
      err);
  ro_query_text(&query, 1, sha256);
  if (query.status == READOUT_OK) ro_error_clear(err);
  while (ro_query_next(&query)) {
    if (!take(ctx, ro_query_column(&query, 0), ro_query_column(&query, 1), ro_query_column(&query, 2))) ro_query_end(&query);
  }
  return ro_query_close(&query);
}

readout_status ro_given_put_original(ro_store *store, ro_slice sha256, ro_slice bytes, bool *is_wanted, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT 1 FROM report WHERE sha256 = ?1 LIMIT 1", err);
  ro_query_text(&query, 1, sha256);
  *is_wanted = ro_query_next(&query);
  RO_TRY(ro_query_close(&query));
  if (!*is_wanted) return READOUT_OK;
  ro_query_open(&query, store,
                "INSERT INTO original VALUES (?1, ro_pack_bytes(?2)) ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes "
                "WHERE length(bytes) = 0",
                err);
  ro_query_text(&query, 1, sha256);
  ro_query_blob(&query, 2, bytes);
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_given_put_loosely(ro_store *store, readout_error *err) {
  return ro_store_exec(store, "PRAGMA defer_foreign_keys = ON", err); /* until the transaction ends */
}

readout_status ro_given_note_missing(ro_store *store, size_t *n, readout_error *err) {
  ro_query query;
  *n = 0;
  ro_query_open(&query, store,
                "INSERT INTO original SELECT DISTINCT sha256, x'' FROM report WHERE sha256 NOT IN (SELECT sha256 FROM original)",
                err);
  ro_query_run(&query);
  if (query.status == READOUT_OK) *n = (size_t)sqlite3_changes64(store->db);
  return ro_query_close(&query);
}

readout_status ro_given_drop(ro_store *store, ro_slice report, readout_error *err) {
  static const char *const DROPS[] = {"DELETE FROM given WHERE report = ?1", "DELETE FROM findings WHERE report = ?1",
                                      "DELETE FROM report WHERE id = ?1"};
  RO_TRY(ro_index_drop_report(store, report, err));
  for (size_t i = 0; i < sizeof DROPS / sizeof *DROPS; i++) {
    ro_query query;
    ro_query_open(&query, store, DROPS[i], err);
    ro_query_text(&query, 1, report);
    ro_query_run(&query);
    RO_TRY(ro_query_close(&query));
  }
  return READOUT_OK;
}
