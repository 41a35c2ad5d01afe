/*
 * A record as tables of comma-separated values (RFC 4180), one a file, made from the lines of the export, and the description of
 * these (Frictionless Data: https://specs.frictionlessdata.io; docs/formats/exports.md).
 *
 * Text stands in quote marks; what is not known is empty and without them. A text that a spreadsheet would take for a formula is
 * led by an apostrophe, and so is one that is led by apostrophes before such a sign: taking one away where a text begins with
 * apostrophes and such a sign gives it back whole.
 */
#ifndef RO_FORMAT_CSV_H
#define RO_FORMAT_CSV_H

#include "base/text.h"
#include "format/directory.h"
#include "record/lines.h"

typedef struct ro_csv_column ro_csv_column;

typedef struct ro_csv_table {
  const char *name;  /* "events", the file's without its ending */
  const char *about; /* what a row is */
  ro_line_type type; /* of whose lines it is made */
  const char *rows;  /* a row is an item of this list in the line ("values.evidence": of a list in one), NULL: the line itself */
  const char *key;   /* the column that tells its rows apart, or NULL */
  const ro_csv_column *columns;
  size_t n_columns;
} ro_csv_table;

extern const ro_csv_table RO_CSV_TABLES[];
extern const size_t RO_CSV_N_TABLES;

/* A text as a cell, with its quote marks. */
void ro_csv_text(ro_text *out, ro_slice text);

/* The names of the columns. */
void ro_csv_header(ro_text *out, const ro_csv_table *table);

/* The rows of one line of the table's type, whose identity (of findings: their report's) is `id`. READOUT_ERR_INPUT where the
 * line is no JSON. */
readout_status ro_csv_rows(ro_text *out, const ro_csv_table *table, ro_slice id, ro_slice line, const ro_directory *directory,
                           ro_arena *scratch, readout_error *err);

/* datapackage.json. `whole`: all that one table names another has; else foreign keys are left out. */
void ro_csv_package(ro_text *out, ro_slice version, bool whole, ro_arena *scratch);

#endif
