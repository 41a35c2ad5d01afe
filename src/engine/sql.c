#include <readout/sql.h>
#include <stdlib.h>

#include "base/error.h"
#include "engine/record.h"
#include "store/sql.h"

enum { MOST_VALUES = 32766 }; /* SQLite's own limit */

typedef struct handing {
  readout_sink sink;
  void *ctx;
} handing;

static bool hand_on(void *ctx, ro_slice lines) {
  const handing *h = ctx;
  return h->sink(h->ctx, lines.ptr, lines.len);
}

static ro_sql_type type_of(readout_sql_type type) {
  switch (type) {
    case READOUT_SQL_INTEGER:
      return RO_SQL_INTEGER;
    case READOUT_SQL_REAL:
      return RO_SQL_REAL;
    case READOUT_SQL_TEXT:
      return RO_SQL_TEXT;
    case READOUT_SQL_BYTES:
      return RO_SQL_BYTES;
    default:
      return RO_SQL_NULL;
  }
}

readout_status readout_record_sql(readout_record *record, const char *query, const readout_sql_value *values, size_t n_values,
                                  readout_sink sink, void *ctx, readout_error *err) {
  if (n_values > MOST_VALUES) return ro_fail(err, READOUT_ERR_USAGE, "%zu values are too many for one query", n_values);
  ro_sql_value *given = calloc(n_values + 1, sizeof *given);
  if (!given) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for %zu values", n_values);
  for (size_t i = 0; i < n_values; i++) {
    given[i] = (ro_sql_value){.type = type_of(values[i].type), .integer = values[i].integer, .real = values[i].real};
    given[i].bytes = (ro_slice){values[i].text ? values[i].text : "", values[i].text ? values[i].len : 0};
  }
  handing h = {sink, ctx};
  readout_status status = ro_store_select(record->store, query, given, n_values, hand_on, &h, err);
  free(given);
  return status;
}
