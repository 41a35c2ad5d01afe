/*
 * Asking a record in SQL, over its tables and views (docs/formats/record-file.md), by the handle that is open: a second SQLite in
 * the program, as another language brings along, must not open the file of a record that this one has open for writing.
 *
 *   readout_sql_value values[] = {{.type = READOUT_SQL_TEXT, .text = "held", .len = 4}};
 *   readout_record_sql(record, "SELECT id, date_from FROM event_list WHERE status = ?1", values, 1, sink, ctx, &err);
 */
#ifndef READOUT_SQL_H
#define READOUT_SQL_H

#include <readout/readout.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum readout_sql_type {
  READOUT_SQL_NULL,
  READOUT_SQL_INTEGER,
  READOUT_SQL_REAL,
  READOUT_SQL_TEXT,
  READOUT_SQL_BYTES,
} readout_sql_type;

/* What stands for a ? of the query. */
typedef struct readout_sql_value {
  readout_sql_type type;
  int64_t integer;
  double real;
  const char *text; /* of text (UTF-8) and bytes; borrowed during the call */
  size_t len;       /* bytes of it */
} readout_sql_value;

/*
 * Gives the answer to one SELECT as JSON Lines: first the names of its columns, an array, then an array a row: null, numbers,
 * texts, of bytes {"base64":TEXT}; numbers that JSON has not are null. `values` are ?1, ?2 … of the query. A packed line (`body`)
 * is unpacked by ro_unpack(body, NULL), that of a report by ro_unpack(body, text). Rows go to the sink as they are found, several
 * at once.
 *
 * READOUT_ERR_USAGE, with SQLite's words, for what SQLite does not understand, for several statements, for another number of
 * values, and for all that is no SELECT: nothing can be changed.
 */
READOUT_API readout_status readout_record_sql(readout_record *record, const char *query, const readout_sql_value *values,
                                              size_t n_values, readout_sink sink, void *ctx, readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
