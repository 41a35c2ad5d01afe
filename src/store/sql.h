/* A SELECT that somebody else wrote, over the tables of the record file. */
#ifndef RO_STORE_SQL_H
#define RO_STORE_SQL_H

#include "base/text.h"
#include "store/store.h"

typedef enum ro_sql_type { RO_SQL_NULL, RO_SQL_INTEGER, RO_SQL_REAL, RO_SQL_TEXT, RO_SQL_BYTES } ro_sql_type;

typedef struct ro_sql_value {
  ro_sql_type type;
  int64_t integer;
  double real;
  ro_slice bytes; /* borrowed */
} ro_sql_value;

/* Takes some lines; false stops. */
typedef bool (*ro_sql_take)(void *ctx, ro_slice lines);

/*
 * The names of its columns, then its rows, a JSON array a line. READOUT_ERR_USAGE for what is not one SELECT, or has another
 * number of values; SQLite's authorizer lets nothing else through.
 */
readout_status ro_store_select(ro_store *store, const char *query, const ro_sql_value *values, size_t n_values, ro_sql_take take,
                               void *ctx, readout_error *err);

#endif
