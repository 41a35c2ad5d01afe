/* A copy of a record, made while other programs may read and write it. */
#ifndef RO_STORE_BACKUP_H
#define RO_STORE_BACKUP_H

#include "store/store.h"

/*
 * Copies all that is committed to a new file at `path` (SQLite's online backup), checks the copy as a database, and only then
 * gives it its name. READOUT_ERR_USAGE where a file is there already; with `replaces` it is replaced then, unless a program has
 * it open as a record. With `plain` lines are unpacked in it, and originals kept as they are behind their first byte (pack.h). On
 * failure nothing is left at `path` but what was there.
 */
readout_status ro_store_backup(ro_store *store, const char *path, bool replaces, bool plain, readout_error *err);

#endif
