#include "store/sql.h"

#include <math.h>
#include <stdint.h>

#include "base/base64.h"
#include "base/error.h"
#include "store/internal.h"

#define AT_ONCE ((size_t)64 << 10) /* bytes of lines that are handed on together */

typedef struct selecting {
  ro_store *store;
  sqlite3_stmt *stmt; /* owned */
  ro_text out;
  ro_guard guard;
  ro_arena arena; /* of one row */
  ro_sql_take take;
  void *ctx;
  readout_status status;
  readout_error *err;
} selecting;

/* What may be in a query: SQLite asks for each thing that it finds there. That a table of functions (json_each) or of words comes
 * into being in memory is an update of the schema to it; one that is meant is a statement that changes something. */
static int authorize(void *ctx, int action, const char *table, const char *column, const char *database, const char *by) {
  (void)ctx, (void)column, (void)database, (void)by;
  bool reads = action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE;
  bool declares = action == SQLITE_UPDATE && table && strcmp(table, "sqlite_master") == 0;
  return reads || declares ? SQLITE_OK : SQLITE_DENY;
}

static bool is_blank(const char *rest) {
  return rest[strspn(rest, " \t\r\n;")] == '\0';
}

static readout_status prepare(selecting *s, const char *query, size_t n_values) {
  const char *rest = "";
  sqlite3 *db = s->store->db;
  sqlite3_set_authorizer(db, authorize, NULL);
  int code = sqlite3_prepare_v2(db, query, -1, &s->stmt, &rest);
  sqlite3_set_authorizer(db, NULL, NULL);
  bool changes = code == SQLITE_OK && s->stmt && !sqlite3_stmt_readonly(s->stmt); /* VACUUM: that is not asked for */
  if (code == SQLITE_AUTH || changes)
    return ro_fail(s->err, READOUT_ERR_USAGE, "only SELECT may be asked of a record: decide with review, add reports with add");
  if (code == SQLITE_ERROR) return ro_fail(s->err, READOUT_ERR_USAGE, "the query is not understood: %s", sqlite3_errmsg(db));
  if (code != SQLITE_OK) return ro_store_failed(db, code, s->err);
  if (!s->stmt) return ro_fail(s->err, READOUT_ERR_USAGE, "the query is empty: give a SELECT");
  if (!is_blank(rest))
    return ro_fail(s->err, READOUT_ERR_USAGE, "there is more than one statement in the query: give one SELECT");
  size_t wanted = (size_t)sqlite3_bind_parameter_count(s->stmt);
  if (wanted == n_values) return READOUT_OK;
  return ro_fail(s->err, READOUT_ERR_USAGE, "the query has places for %zu values, and %zu were given: give one for each ?",
                 wanted, n_values);
}

static int bind(sqlite3_stmt *stmt, int at, const ro_sql_value *value) {
  switch (value->type) {
    case RO_SQL_INTEGER:
      return sqlite3_bind_int64(stmt, at, value->integer);
    case RO_SQL_REAL:
      return sqlite3_bind_double(stmt, at, value->real);
    case RO_SQL_TEXT:
      return sqlite3_bind_text64(stmt, at, value->bytes.ptr, value->bytes.len, SQLITE_STATIC, SQLITE_UTF8);
    case RO_SQL_BYTES:
      return sqlite3_bind_blob64(stmt, at, value->bytes.ptr, value->bytes.len, SQLITE_STATIC);
    default:
      return sqlite3_bind_null(stmt, at);
  }
}

static ro_slice bytes_of(sqlite3_stmt *stmt, int column) {
  const void *bytes = sqlite3_column_blob(stmt, column);
  return (ro_slice){bytes ? bytes : "", (size_t)sqlite3_column_bytes(stmt, column)};
}

static void write_value(selecting *s, int column) {
  switch (sqlite3_column_type(s->stmt, column)) {
    case SQLITE_INTEGER:
      ro_text_addf(&s->out, "%lld", (long long)sqlite3_column_int64(s->stmt, column));
      break;
    case SQLITE_FLOAT:
      if (isfinite(sqlite3_column_double(s->stmt, column)))
        ro_text_addf(&s->out, "%.17g", sqlite3_column_double(s->stmt, column));
      else
        ro_text_add(&s->out, RO_LIT("null"));
      break;
    case SQLITE_TEXT:
      ro_text_json(&s->out, bytes_of(s->stmt, column));
      break;
    case SQLITE_BLOB:
      ro_text_add(&s->out, RO_LIT("{\"base64\":"));
      ro_text_json(&s->out, ro_base64_encode(&s->arena, bytes_of(s->stmt, column)));
      ro_text_add(&s->out, RO_LIT("}"));
      break;
    default:
      ro_text_add(&s->out, RO_LIT("null"));
      break;
  }
}

static void write_row(selecting *s, int n) {
  for (int column = 0; column < n; column++) {
    ro_text_add(&s->out, column == 0 ? RO_LIT("[") : RO_LIT(","));
    write_value(s, column);
  }
  ro_text_add(&s->out, RO_LIT("]\n"));
  ro_arena_clear(&s->arena);
}

static void write_names(selecting *s, int n) {
  for (int column = 0; column < n; column++) {
    const char *name = sqlite3_column_name(s->stmt, column);
    ro_text_add(&s->out, column == 0 ? RO_LIT("[") : RO_LIT(","));
    ro_text_json(&s->out, ro_slice_of(name ? name : ""));
  }
  ro_text_add(&s->out, RO_LIT("]\n"));
}

static bool hand_on(selecting *s) {
  if (s->out.failed)
    s->status = ro_fail(s->err, READOUT_ERR_MEMORY, "no memory for the answer");
  else if (!s->take(s->ctx, ro_text_slice(&s->out)))
    s->status = ro_fail(s->err, READOUT_ERR_STOPPED, "stopped");
  ro_text_clear(&s->out);
  return s->status == READOUT_OK;
}

static void select_body(void *ctx) {
  selecting *s = ctx;
  int n = sqlite3_column_count(s->stmt), code;
  write_names(s, n);
  while ((code = sqlite3_step(s->stmt)) == SQLITE_ROW) {
    write_row(s, n);
    if (s->out.len >= AT_ONCE && !hand_on(s)) return;
  }
  if (code == SQLITE_ERROR)
    s->status = ro_fail(s->err, READOUT_ERR_USAGE, "the query failed: %s", sqlite3_errmsg(s->store->db));
  else if (code != SQLITE_DONE)
    s->status = ro_store_failed(s->store->db, code, s->err);
  else
    (void)hand_on(s);
}

readout_status ro_store_select(ro_store *store, const char *query, const ro_sql_value *values, size_t n_values, ro_sql_take take,
                               void *ctx, readout_error *err) {
  selecting s = {.store = store, .take = take, .ctx = ctx, .err = err, .status = READOUT_OK};
  readout_status status = prepare(&s, query, n_values);
  for (size_t i = 0; status == READOUT_OK && i < n_values; i++)
    status = ro_store_failed(store->db, bind(s.stmt, (int)i + 1, &values[i]), err);
  if (status == READOUT_OK) {
    ro_text_init(&s.out, 0);
    ro_arena_init(&s.arena, &s.guard, 0);
    status = ro_guard_run(&s.guard, select_body, &s, err);
    if (status == READOUT_OK) status = s.status;
    ro_arena_release(&s.arena);
    ro_text_release(&s.out);
  }
  sqlite3_finalize(s.stmt);
  return status;
}
