#include "store/changes.h"

#include <stdio.h>

#include "base/error.h"
#include "store/internal.h"

#define TYPES (RO_LINE_REVIEW - RO_LINE_REPORT + 1)

static const struct table {
  ro_line_type type;
  const char *name, *id, *line;
} TABLES[TYPES] = {
    {RO_LINE_REPORT, "report", "id", RO_REPORT_LINE},
    {RO_LINE_ORIGIN, "origin", "id", RO_LINE},
    {RO_LINE_ENTITY, "entity", "id", RO_LINE},
    {RO_LINE_EVENT, "event", "id", RO_LINE},
    {RO_LINE_STATEMENT, "statement", "id", RO_LINE},
    {RO_LINE_DERIVATION, "derivation", "id", RO_LINE},
    {RO_LINE_DISCREPANCY, "discrepancy", "id", RO_LINE},
    {RO_LINE_FORMULATION, "formulation", "id", RO_LINE},
    {RO_LINE_COMMITMENT, "commitment", "statement", RO_LINE},
    {RO_LINE_REVIEW, "review", "id", RO_LINE},
};

readout_status ro_changes_begin(ro_store *store, readout_error *err) {
  char sql[160];
  ro_changes_end(store);
  RO_TRY(ro_store_exec(
      store, "CREATE TEMP TABLE line_before (type INTEGER, id TEXT, body TEXT NOT NULL, PRIMARY KEY (type, id)) WITHOUT ROWID",
      err));
  for (size_t i = 0; i < TYPES; i++) {
    (void)snprintf(sql, sizeof sql, "INSERT INTO temp.line_before SELECT %d, %s, %s FROM main.%s", (int)TABLES[i].type,
                   TABLES[i].id, TABLES[i].line, TABLES[i].name);
    RO_TRY(ro_store_exec(store, sql, err));
  }
  return READOUT_OK;
}

static readout_status compare(ro_store *store, const struct table *table, ro_changes_take take, void *ctx, readout_error *err) {
  char sql[512];
  ro_query query;
  int type = (int)table->type;
  (void)snprintf(
      sql, sizeof sql,
      "SELECT n.id AS named, b.body, n.line FROM (SELECT %s AS id, %s AS line FROM main.%s) n LEFT JOIN temp.line_before b "
      "ON b.type = %d AND b.id = n.id WHERE b.body IS NOT n.line UNION ALL SELECT b.id, b.body, NULL FROM temp.line_before b "
      "WHERE b.type = %d AND b.id NOT IN (SELECT %s FROM main.%s) ORDER BY named",
      table->id, table->line, table->name, type, type, table->id, table->name);
  ro_query_open(&query, store, sql, err);
  if (query.status == READOUT_OK) ro_error_clear(err);
  while (ro_query_next(&query)) {
    if (!take(ctx, table->type, ro_query_column(&query, 0), ro_query_column(&query, 1), ro_query_column(&query, 2)))
      ro_query_end(&query);
  }
  return ro_query_close(&query);
}

readout_status ro_changes_each(ro_store *store, ro_changes_take take, void *ctx, readout_error *err) {
  for (size_t i = 0; i < TYPES; i++) RO_TRY(compare(store, &TABLES[i], take, ctx, err));
  return READOUT_OK;
}

void ro_changes_end(ro_store *store) {
  sqlite3_exec(store->db, "DROP TABLE IF EXISTS temp.line_before", NULL, NULL, NULL);
}
