/*
 * Reads the lines of an export back into a record (docs/formats/record.md). Reports come before what quotes them, as in every
 * export. Writing what was read of something written gives the same bytes.
 */
#ifndef RO_FORMAT_IMPORT_H
#define RO_FORMAT_IMPORT_H

#include "base/map.h"
#include "base/utf8.h"
#include "format/export.h"

typedef struct ro_importer {
  ro_record *record;
  ro_arena *arena;
  ro_map reports; /* id -> index into the record's reports and points */
  RO_ARRAY(ro_points *) points;
  ro_map orders; /* event -> how many statements of it were read */
  bool partial;
  /* Where no line before gives a report: its text from elsewhere, or NULL. May be NULL. */
  const ro_points *(*find)(void *ctx, ro_slice report);
  void *find_ctx;
  bool with_findings, with_originals; /* what the head says that the export has beyond the record */
} ro_importer;

/*
 * The record is filled as lines are read; it and what it holds live in `arena`. `partial`: the lines are some of a record's
 * (those of one event, say): where a report is not among them its evidence keeps the quote and has no spans. Else a report that
 * is not there, one that stands twice, or a quote that is not what stands at its spans is an error.
 */
void ro_importer_init(ro_importer *importer, ro_record *record, ro_arena *arena, bool partial);

/* The type of a line, which stands first in it; false where none stands there. */
bool ro_import_type(ro_slice line, ro_line_type *type);

/*
 * Takes one line, without or with its line end. *type (may be NULL) is what it is; lines of findings and original are named
 * and otherwise left to the caller. READOUT_ERR_INPUT names line and field.
 */
readout_status ro_import_line(ro_importer *importer, ro_slice line, size_t number, ro_line_type *type, readout_error *err);

/* A whole export: its first line must be the head, of a format that is known. Empty lines are skipped. */
readout_status ro_import_all(ro_record *record, ro_slice lines, ro_arena *arena, readout_error *err);

#endif
