/* The schema of the record file, and the steps that bring an older one up to date. */
#ifndef RO_STORE_SCHEMA_H
#define RO_STORE_SCHEMA_H

#include <readout/error.h>
#include <sqlite3.h>

#define RO_STORE_APPLICATION_ID 0x52444f54 /* "RDOT" */

/* RO_STORE_STEPS[i] leads from version i to version i + 1; an empty file has version 0. A step that was released is never
 * changed. */
extern const char *const RO_STORE_STEPS[];
extern const int RO_STORE_VERSION; /* how many steps there are */

/* Unpacks the lines of a record: the reading of them stays as it is. */
extern const char RO_SCHEMA_UNPACK[];

/* PRAGMA user_version and application_id. READOUT_ERR_RECORD where they cannot be read. */
readout_status ro_schema_version(sqlite3 *db, int *version, int *application_id, readout_error *err);

/* Takes the steps from the file's version on, of `n_steps`, in one transaction, and notes the version: all of it or nothing. */
readout_status ro_schema_migrate(sqlite3 *db, const char *const *steps, int n_steps, readout_error *err);

#endif
