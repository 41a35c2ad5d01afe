/* Whether a record file is sound: what can be told by SQL alone. */
#ifndef RO_STORE_CHECK_H
#define RO_STORE_CHECK_H

#include "store/store.h"

/* Takes a fault: what it is of ("file", "report"), the identity of that or a table's name, and words. False stops. */
typedef bool (*ro_store_fault)(void *ctx, const char *of, ro_slice id, ro_slice words);

/* From now on lines and originals that cannot be unpacked are absent, where they end a query else. */
readout_status ro_store_forgive(ro_store *store, bool forgives, readout_error *err);

/* SQLite's own check of the file, and what is named and not there. */
readout_status ro_store_check_file(ro_store *store, ro_store_fault fault, void *ctx, readout_error *err);

/* Whether reports have findings, bytes and versions as they must, and the keys by which the next batch finds them are theirs.
 * `whole` false: the record holds conclusions alone. */
readout_status ro_store_check_keys(ro_store *store, bool whole, ro_store_fault fault, void *ctx, readout_error *err);

#endif
