#include "store/store.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/index.h"
#include "store/internal.h"
#include "store/pack.h"
#include "store/schema.h"

/* -- errors ----------------------------------------------------------------------------------------------------------- */

/* What SQLite's own check finds first in a damaged file, or nothing. */
static void describe_damage(sqlite3 *db, char *out, size_t size) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
    const char *found = (const char *)sqlite3_column_text(stmt, 0);
    if (found && strcmp(found, "ok") != 0) (void)snprintf(out, size, " (%.160s)", found);
  }
  sqlite3_finalize(stmt);
  for (char *c = out; *c; c++) {
    if (*c == '\n') *c = ' ';
  }
}

static readout_status damaged(sqlite3 *db, readout_error *err) {
  char found[200] = "";
  if (db) describe_damage(db, found, sizeof found);
  return ro_fail(err, READOUT_ERR_RECORD, "the record is damaged%s: restore a copy, or add its reports to a new one", found);
}

static const char *name_of(sqlite3 *db) {
  const char *name = db ? sqlite3_db_filename(db, "main") : NULL;
  return name && *name ? name : "the record";
}

/* The system's word for it where there is one. */
static const char *io_problem(sqlite3 *db) {
  int number = db ? sqlite3_system_errno(db) : 0;
  return number != 0 ? strerror(number) : sqlite3_errmsg(db);
}

readout_status ro_store_failed(sqlite3 *db, int code, readout_error *err) {
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return READOUT_OK;
    case SQLITE_NOMEM:
      return ro_fail(err, READOUT_ERR_MEMORY, "memory ran out in the record");
    case SQLITE_TOOBIG:
      return ro_fail(err, READOUT_ERR_MEMORY, "a report is larger than a record can hold");
    case SQLITE_CORRUPT:
      return damaged(db, err);
    case SQLITE_NOTADB:
      return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is no record of readout: it is another kind of file", name_of(db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is in use by another program: try again when it has ended", name_of(db));
    case SQLITE_READONLY:
      return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be written: see the rights of the file and its folder", name_of(db));
    case SQLITE_FULL:
      return ro_fail(err, READOUT_ERR_IO, "no room is left on the disk for \"%s\": nothing of this step was kept", name_of(db));
    case SQLITE_CANTOPEN:
      return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be opened: see whether its folder is there and may be written",
                     name_of(db));
    case SQLITE_IOERR:
      return ro_fail(err, READOUT_ERR_IO,
                     "\"%s\" cannot be read or written (%s): nothing of this step was kept; see the disk, and limits on the size "
                     "of files",
                     name_of(db), io_problem(db));
    case SQLITE_CONSTRAINT:
      return ro_fail(err, READOUT_ERR_RECORD, "what was to be kept breaks the record's rules: %s", sqlite3_errmsg(db));
    default:
      return ro_fail(err, READOUT_ERR_RECORD, "the record file failed: %s", db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
  }
}

/* -- queries ---------------------------------------------------------------------------------------------------------- */

readout_status ro_store_note(ro_store *store, int code, readout_error *err) {
  readout_error own = {0};
  readout_status status = ro_store_failed(store->db, code, err ? err : &own);
  if (status != READOUT_OK && store->in_transaction && sqlite3_get_autocommit(store->db) && store->lost.status == READOUT_OK)
    store->lost = err ? *err : own;
  return status;
}

readout_status ro_store_whole(const ro_store *store, readout_error *err) {
  if (store->lost.status != READOUT_OK && err) *err = store->lost;
  return store->lost.status;
}

static void note(ro_query *query, int code) {
  if (query->status == READOUT_OK) query->status = ro_store_note(query->store, code, query->err);
}

/* Queries that a callback leaves through its guard are ended by ro_store_rollback(): it must know them from SQLite's own, which
 * full-text tables keep. */
static bool remember(ro_store *store, sqlite3_stmt *stmt) {
  if (store->open.len == store->open.cap) {
    size_t cap = store->open.cap ? store->open.cap * 2 : 16;
    sqlite3_stmt **at = realloc(store->open.at, cap * sizeof *at);
    if (!at) return false;
    store->open.at = at;
    store->open.cap = cap;
  }
  store->open.at[store->open.len++] = stmt;
  return true;
}

static void forget(ro_store *store, const sqlite3_stmt *stmt) {
  for (size_t i = store->open.len; i-- > 0;) {
    if (store->open.at[i] != stmt) continue;
    store->open.at[i] = store->open.at[--store->open.len];
    return;
  }
}

void ro_query_open(ro_query *query, ro_store *store, const char *sql, readout_error *err) {
  *query = (ro_query){.store = store, .db = store->db, .err = err};
  note(query, sqlite3_prepare_v2(store->db, sql, -1, &query->stmt, NULL));
  if (query->stmt && !remember(store, query->stmt)) note(query, SQLITE_NOMEM);
}

void ro_query_open_kept(ro_query *query, ro_store *store, sqlite3_stmt **stmt, const char *sql, readout_error *err) {
  *query = (ro_query){.store = store, .db = store->db, .err = err, .is_kept = true};
  if (!*stmt) note(query, sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL));
  query->stmt = *stmt;
  ro_query_again(query);
}

void ro_query_text(ro_query *query, int at, ro_slice text) {
  if (query->status != READOUT_OK) return;
  note(query, text.ptr ? sqlite3_bind_text64(query->stmt, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8)
                       : sqlite3_bind_null(query->stmt, at));
}

void ro_query_give(ro_query *query, int at, ro_text *text) {
  if (query->status == READOUT_OK && text->failed)
    query->status = ro_fail(query->err, READOUT_ERR_MEMORY, "no memory for what is asked of the record");
  if (query->status == READOUT_OK && text->ptr) {
    note(query, sqlite3_bind_text64(query->stmt, at, text->ptr, text->len, free, SQLITE_UTF8));
    *text = (ro_text){0};
  }
  ro_text_release(text);
}

void ro_query_blob(ro_query *query, int at, ro_slice bytes) {
  if (query->status == READOUT_OK)
    note(query, sqlite3_bind_blob64(query->stmt, at, bytes.len ? bytes.ptr : "", bytes.len, SQLITE_STATIC));
}

void ro_query_size(ro_query *query, int at, size_t value) {
  if (query->status == READOUT_OK)
    note(query, sqlite3_bind_int64(query->stmt, at, value > INT64_MAX ? INT64_MAX : (sqlite3_int64)value));
}

void ro_query_integer(ro_query *query, int at, int64_t value) {
  if (query->status == READOUT_OK) note(query, sqlite3_bind_int64(query->stmt, at, value));
}

void ro_query_real(ro_query *query, int at, double value) {
  if (query->status == READOUT_OK) note(query, sqlite3_bind_double(query->stmt, at, value));
}

bool ro_query_next(ro_query *query) {
  if (query->status == READOUT_OK) query->status = ro_store_whole(query->store, query->err);
  if (query->status != READOUT_OK) return false;
  int code = sqlite3_step(query->stmt);
  note(query, code);
  return code == SQLITE_ROW;
}

ro_slice ro_query_column(const ro_query *query, int at) {
  if (sqlite3_column_type(query->stmt, at) == SQLITE_NULL) return RO_ABSENT;
  const char *bytes = sqlite3_column_blob(query->stmt, at);
  return (ro_slice){bytes ? bytes : "", (size_t)sqlite3_column_bytes(query->stmt, at)};
}

size_t ro_query_number(const ro_query *query, int at) {
  return (size_t)sqlite3_column_int64(query->stmt, at);
}

void ro_query_end(ro_query *query) {
  if (query->status == READOUT_OK) query->status = ro_fail_stopped(query->err);
}

void ro_query_stop(ro_query *query, readout_status status, const char *why) {
  if (query->status == READOUT_OK) query->status = ro_fail(query->err, status, "%s", why);
}

void ro_query_run(ro_query *query) {
  while (ro_query_next(query)) continue;
  ro_query_again(query);
}

void ro_query_again(ro_query *query) {
  if (!query->stmt) return;
  sqlite3_reset(query->stmt);
  sqlite3_clear_bindings(query->stmt);
}

readout_status ro_query_close(ro_query *query) {
  if (query->is_kept) {
    ro_query_again(query);
  } else {
    if (query->stmt) forget(query->store, query->stmt);
    sqlite3_finalize(query->stmt);
  }
  query->stmt = NULL;
  return query->status;
}

readout_status ro_store_exec(ro_store *store, const char *sql, readout_error *err) {
  RO_TRY(ro_store_whole(store, err));
  return ro_store_note(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL), err);
}

/* -- transactions ----------------------------------------------------------------------------------------------------- */

static readout_status begin(ro_store *store, const char *how, readout_error *err) {
  if (store->in_transaction) return ro_fail(err, READOUT_ERR_USAGE, "a transaction is under way already");
  RO_TRY(ro_store_exec(store, how, err));
  store->in_transaction = true;
  return READOUT_OK;
}

readout_status ro_store_begin(ro_store *store, readout_error *err) {
  return begin(store, "BEGIN IMMEDIATE", err);
}

readout_status ro_store_begin_reading(ro_store *store, readout_error *err) {
  return begin(store, "BEGIN", err);
}

readout_status ro_store_commit(ro_store *store, readout_error *err) {
  if (!store->in_transaction) return ro_fail(err, READOUT_ERR_USAGE, "no transaction is under way");
  readout_status status = ro_index_drop(store, err);
  if (status == READOUT_OK) status = ro_store_exec(store, "COMMIT", err);
  if (status != READOUT_OK) {
    ro_store_rollback(store);
    return status;
  }
  store->in_transaction = false;
  return READOUT_OK;
}

readout_status ro_store_hold(ro_store *store, bool *begun, readout_error *err) {
  *begun = false;
  if (store->in_transaction) return READOUT_OK;
  RO_TRY(ro_store_begin_reading(store, err));
  *begun = true;
  return READOUT_OK;
}

void ro_store_let_go(ro_store *store, bool begun) {
  if (begun) ro_store_rollback(store); /* nothing was written */
}

readout_status ro_store_mark(ro_store *store, readout_error *err) {
  return ro_store_exec(store, "SAVEPOINT mark", err);
}

readout_status ro_store_turn_back(ro_store *store, readout_error *err) {
  return ro_store_exec(store, "ROLLBACK TO mark", err);
}

void ro_store_rollback(ro_store *store) {
  while (store->open.len > 0) sqlite3_finalize(store->open.at[--store->open.len]);
  for (size_t i = 0; i < RO_KEPT_QUERIES; i++) sqlite3_finalize(store->kept[i]);
  for (size_t i = 0; i < RO_INDEX_QUERIES; i++) sqlite3_finalize(store->indexing[i]);
  memset(store->kept, 0, sizeof store->kept);
  memset(store->indexing, 0, sizeof store->indexing);
  if (store->in_transaction) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  free(store->by_id);
  store->by_id = NULL;
  store->in_transaction = false;
  store->lost = (readout_error){0};
}

readout_status ro_store_enter(ro_store *store, bool *own, readout_error *err) {
  *own = !store->in_transaction;
  return *own ? ro_store_begin(store, err) : READOUT_OK;
}

readout_status ro_store_end(ro_store *store, bool own, readout_status status, readout_error *err) {
  if (!own) return status;
  if (status == READOUT_OK) return ro_store_commit(store, err);
  ro_store_rollback(store);
  return status;
}

ro_slice ro_store_trim(ro_slice line) {
  while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r')) line.len--;
  return line;
}

/* -- opening ---------------------------------------------------------------------------------------------------------- */

/* Folders and missing files have no words of SQLite's that help. */
static readout_status check_path(const char *path, ro_store_mode mode, readout_error *err) {
  struct stat info;
  if (stat(path, &info) != 0) {
    if (errno == ENOENT && mode == RO_STORE_WRITE) return READOUT_OK;
    if (errno == ENOENT)
      return ro_fail(err, READOUT_ERR_IO, "no record \"%s\": make one with readout add --record %s FILE…", path, path);
    return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be opened: %s", path, strerror(errno));
  }
  if (S_ISDIR(info.st_mode)) return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is no record of readout: it is a folder", path);
  return READOUT_OK;
}

/* A path as a URI that SQLite opens without locks and without files beside it: for media that cannot be written. In malloc's
 * memory. */
static char *immutable_uri(const char *path) {
  static const char HEX[] = "0123456789abcdef";
  size_t len = strlen(path);
  if (len > (SIZE_MAX - 32) / 3) return NULL;
  char *uri = malloc(len * 3 + 32);
  if (!uri) return NULL;
  char *out = uri;
  memcpy(out, "file:", 5);
  out += 5;
  for (const unsigned char *c = (const unsigned char *)path; *c; c++) {
    if (*c == '/' || *c == '.' || *c == '-' || *c == '_' || (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
        (*c >= 'a' && *c <= 'z')) {
      *out++ = (char)*c;
    } else {
      *out++ = '%';
      *out++ = HEX[*c >> 4];
      *out++ = HEX[*c & 15];
    }
  }
  memcpy(out, "?immutable=1", 13);
  return uri;
}

/* A reader opens for writing too, where it may: only so does it clear the log's files away when it is the last to close. It
 * writes nothing. */
static int open_file(ro_store *store, ro_store_mode mode) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  return sqlite3_open_v2(store->path, &store->db, mode == RO_STORE_WRITE ? flags | SQLITE_OPEN_CREATE : flags, NULL);
}

/* A reader of a write-ahead log needs the log's files beside the record, also when nobody writes. Where they cannot be made there
 * is no writer either. */
static int open_unwritable(ro_store *store) {
  char *uri = immutable_uri(store->path);
  if (!uri) return SQLITE_NOMEM;
  sqlite3_close(store->db);
  store->db = NULL;
  int code = sqlite3_open_v2(uri, &store->db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  free(uri);
  return code;
}

static readout_status set_up(ro_store *store, ro_store_mode mode, readout_error *err) {
  sqlite3_busy_timeout(store->db, RO_STORE_PATIENCE_MS);
  RO_TRY(ro_store_failed(store->db, ro_packer_register(store->db), err));
  RO_TRY(ro_store_exec(store, "PRAGMA foreign_keys = ON", err));
  /* In KiB. SQLite's own 2,000 hold not even the upper pages of what a large record is asked by. */
  if (mode == RO_STORE_READ) return ro_store_exec(store, "PRAGMA query_only = ON; PRAGMA cache_size = -16384", err);
  return ro_store_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072", err);
}

static bool holds_tables(ro_store *store) {
  sqlite3_stmt *stmt = NULL;
  bool any = sqlite3_prepare_v2(store->db, "SELECT 1 FROM sqlite_schema LIMIT 1", -1, &stmt, NULL) == SQLITE_OK &&
             sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return any;
}

/* Whether the file is ours, before anything is written to it. */
static readout_status check_version(ro_store *store, ro_store_mode mode, int *version, readout_error *err) {
  int application_id = 0;
  RO_TRY(ro_schema_version(store->db, version, &application_id, err));
  bool fresh = *version == 0 && application_id == 0 && !holds_tables(store);
  if (fresh && mode != RO_STORE_WRITE)
    return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is empty: add reports to it with readout add", store->path);
  if (!fresh && application_id != RO_STORE_APPLICATION_ID) {
    return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is no record of readout: it is a database of another program", store->path);
  }
  if (*version <= RO_STORE_VERSION) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is of version %d, this readout knows versions up to %d: use a newer one",
                 store->path, *version, RO_STORE_VERSION);
}

/* True when a write-ahead log with something in it stands beside the record. */
static bool has_log(const ro_store *store) {
  struct stat info;
  size_t size = strlen(store->path) + sizeof "-wal";
  char *log = malloc(size);
  if (!log) return true;
  (void)snprintf(log, size, "%s-wal", store->path);
  bool has = stat(log, &info) == 0 && info.st_size > 0;
  free(log);
  return has;
}

static readout_status open_store(ro_store *store, ro_store_mode mode, readout_error *err) {
  int code = open_file(store, mode), version = 0;
  if ((code & 0xff) == SQLITE_CANTOPEN)
    return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be opened: see whether its folder is there and may be written",
                   store->path);
  if (code != SQLITE_OK) return ro_store_failed(store->db, code, err);
  sqlite3_busy_timeout(store->db, RO_STORE_PATIENCE_MS);
  readout_status status = check_version(store, mode, &version, err);
  if (status == READOUT_ERR_IO && mode == RO_STORE_READ && !has_log(store)) {
    code = open_unwritable(store);
    if (code != SQLITE_OK) return ro_store_failed(store->db, code, err);
    status = check_version(store, mode, &version, err);
  }
  if (status == READOUT_OK) status = set_up(store, mode, err);
  if (status != READOUT_OK) return status;
  if (mode != RO_STORE_READ) {
    if (version < RO_STORE_VERSION) RO_TRY(ro_schema_migrate(store->db, RO_STORE_STEPS, RO_STORE_VERSION, err));
    return ro_index_open(store, err);
  }
  if (version == RO_STORE_VERSION) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is of an older version: bring it up to date with readout add --record %s",
                 store->path, store->path);
}

readout_status ro_store_open(const char *path, ro_store_mode mode, ro_store **store, readout_error *err) {
  *store = NULL;
  RO_TRY(check_path(path, mode, err));
  ro_store *opened = calloc(1, sizeof *opened);
  if (opened) {
    opened->path = strdup(path);
    for (size_t i = 0; i < sizeof opened->forms / sizeof *opened->forms; i++) ro_text_init(&opened->forms[i], 0);
  }
  if (!opened || !opened->path) {
    free(opened);
    return ro_fail(err, READOUT_ERR_MEMORY, "memory ran out while \"%s\" was opened", path);
  }
  readout_status status = open_store(opened, mode, err);
  if (status == READOUT_OK) {
    *store = opened;
  } else {
    ro_store_close(opened);
  }
  return status;
}

readout_status ro_store_open_beside(const ro_store *store, ro_store **reader, readout_error *err) {
  return ro_store_open(store->path, RO_STORE_READ, reader, err);
}

void ro_store_close(ro_store *store) {
  if (!store) return;
  ro_store_rollback(store); /* queries that are prepared are ended by it, too */
  ro_index_release(store);
  sqlite3_close(store->db);
  free(store->open.at);
  free(store->path);
  free(store);
}
