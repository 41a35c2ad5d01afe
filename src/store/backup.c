#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/internal.h"
#include "store/pack.h"
#include "store/schema.h"

#define PAUSE_MS 100

/* `path` with something behind it, in malloc's memory. */
static char *beside(const char *path, const char *suffix) {
  size_t size = strlen(path) + strlen(suffix) + 1;
  char *name = malloc(size);
  if (name) (void)snprintf(name, size, "%s%s", path, suffix);
  return name;
}

static bool exists_beside(const char *path, const char *suffix) {
  struct stat info;
  char *name = beside(path, suffix);
  bool exists = name && stat(name, &info) == 0;
  free(name);
  return exists;
}

static readout_status check_target(const ro_store *store, const char *path, bool replaces, readout_error *err) {
  struct stat own, other;
  if (stat(path, &other) != 0) return READOUT_OK;
  if (stat(store->path, &own) == 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino)
    return ro_fail(err, READOUT_ERR_USAGE, "\"%s\" is the record itself: give the copy another name", path);
  if (S_ISDIR(other.st_mode)) return ro_fail(err, READOUT_ERR_USAGE, "\"%s\" is a folder: give the copy a name in it", path);
  if (!replaces)
    return ro_fail(err, READOUT_ERR_USAGE, "\"%s\" is there already: give the copy another name, or replace it with --force",
                   path);
  if (exists_beside(path, "-wal"))
    return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is in use by another program: give the copy another name, or end that", path);
  return READOUT_OK;
}

static int copy_pages(sqlite3 *to, sqlite3 *from) {
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) return sqlite3_errcode(to);
  int code = SQLITE_BUSY;
  for (int waited = 0; (code == SQLITE_BUSY || code == SQLITE_LOCKED) && waited <= RO_STORE_PATIENCE_MS; waited += PAUSE_MS) {
    code = sqlite3_backup_step(backup, -1);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(PAUSE_MS);
  }
  int finished = sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? finished : code;
}

static readout_status copy(ro_store *store, const char *path, readout_error *err) {
  sqlite3 *to = NULL;
  int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) code = copy_pages(to, store->db);
  readout_status status = ro_store_failed(to, code, err);
  code = sqlite3_close(to);
  return status == READOUT_OK ? ro_store_failed(NULL, code, err) : status;
}

/* As a database, by itself. */
static readout_status check_copy(const char *path, readout_error *err) {
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(stmt);
  bool sound = code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;
  if (code == SQLITE_ROW && !sound) code = SQLITE_CORRUPT;
  readout_status status = ro_store_failed(db, code, err);
  sqlite3_finalize(stmt);
  sqlite3_close(db);
  return status;
}

/* Takes the name, so that no other program's file comes to be there meanwhile. */
static readout_status reserve(const char *path, bool replaces, bool *is_new, readout_error *err) {
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (replaces ? 0 : O_EXCL), 0666);
  if (fd < 0) return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be written: %s", path, strerror(errno));
  struct stat info;
  *is_new = fstat(fd, &info) == 0 && info.st_size == 0;
  close(fd);
  return READOUT_OK;
}

static void drop(const char *path) {
  static const char *const SUFFIXES[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
    char *name = beside(path, SUFFIXES[i]);
    if (name) (void)unlink(name);
    free(name);
  }
}

static readout_status unpack(const char *path, readout_error *err) {
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) code = ro_packer_register(db);
  if (code == SQLITE_OK) code = sqlite3_exec(db, RO_SCHEMA_UNPACK, NULL, NULL, NULL);
  readout_status status = ro_store_failed(db, code, err);
  code = sqlite3_close(db);
  return status == READOUT_OK ? ro_store_failed(NULL, code, err) : status;
}

static readout_status back_up(ro_store *store, const char *path, const char *partial, bool plain, readout_error *err) {
  drop(partial);
  RO_TRY(copy(store, partial, err));
  if (plain) RO_TRY(unpack(partial, err));
  RO_TRY(check_copy(partial, err));
  if (rename(partial, path) == 0) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_IO, "\"%s\" cannot be written: %s", path, strerror(errno));
}

readout_status ro_store_backup(ro_store *store, const char *path, bool replaces, bool plain, readout_error *err) {
  bool is_new = false;
  RO_TRY(check_target(store, path, replaces, err));
  char *partial = beside(path, ".partial");
  if (!partial) return ro_fail(err, READOUT_ERR_MEMORY, "memory ran out while \"%s\" was written", path);
  readout_status status = reserve(path, replaces, &is_new, err);
  if (status == READOUT_OK) {
    status = back_up(store, path, partial, plain, err);
    if (status != READOUT_OK) drop(partial);
    if (status != READOUT_OK && is_new) (void)unlink(path);
  }
  free(partial);
  return status;
}
