/*
 * A record as the lines of the export (docs/formats/record.md), each an object whose `type` comes first, each with its line end.
 * Lines of one type stand by identity; statements by event, then by their place in it. Reading lines back: format/import.h.
 * Whether `out` failed is the caller's to ask.
 */
#ifndef RO_FORMAT_EXPORT_H
#define RO_FORMAT_EXPORT_H

#include "base/text.h"
#include "base/utf8.h"
#include "record/index.h"
#include "record/lines.h"

#define RO_EXPORT_FORMAT 1

/* Borrows the record and the arena. One thread at a time. */
typedef struct ro_exporter {
  ro_record_index index;
  ro_arena *arena;
  ro_points **points; /* of each report's text, made when it is first needed */
  bool by_given_id;   /* reports are named as they were given, not by their identity: as `readout group` does */
} ro_exporter;

void ro_exporter_init(ro_exporter *exporter, const ro_record *record, ro_arena *arena);

/* {"type":"record","format":1,"readout":VERSION} */
void ro_export_head(ro_text *out, ro_slice version);

/* The same with "with":["findings","originals"]: what lines the export has beyond those of the record. */
void ro_export_head_with(ro_text *out, ro_slice version, bool findings, bool originals);

/* A line of findings (json_findings.h) as one of the export: with its type, and its line end. */
void ro_export_findings(ro_text *out, ro_slice findings);

/*
 * The line of the i-th thing of that type, RO_LINE_REPORT to RO_LINE_REVIEW. An evidence's spans can only be written when its
 * report is in the record: else they are [].
 */
void ro_export_line(ro_exporter *exporter, ro_text *out, ro_line_type type, size_t i);

/* "evidence":[{"report","spans","quote"}] within an object. */
void ro_export_evidence(ro_exporter *exporter, ro_text *out, const ro_evidence *evidence, size_t n);

/* How many things of that type the record has. */
size_t ro_export_count(const ro_record *record, ro_line_type type);

/* The lines of one type, sorted. */
void ro_export_type(ro_exporter *exporter, ro_text *out, ro_line_type type);

/* All lines, sorted, the head first. */
void ro_export_all(ro_exporter *exporter, ro_text *out, ro_slice version);

#endif
