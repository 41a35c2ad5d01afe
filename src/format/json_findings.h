/*
 * The findings object of the contract: what `readout read` gives, `readout group` takes and a record keeps of each report
 * (docs/formats/record.md). Writing what was read of something written gives the same bytes. Each line ends with a line end.
 * Whether `out` failed is the caller's to ask.
 */
#ifndef RO_FORMAT_JSON_FINDINGS_H
#define RO_FORMAT_JSON_FINDINGS_H

#include "base/text.h"
#include "base/utf8.h"
#include "statement/findings.h"

/* One findings object. `scratch` holds the text's offsets meanwhile. */
void ro_findings_write(ro_text *out, const ro_findings *findings, ro_arena *scratch);

/*
 * Reads a findings object into `arena`; `json` may go afterwards. Every index and span is in range, main, sentences and mentions
 * in order, else READOUT_ERR_INPUT names the field and, where it is not 0, the line.
 */
readout_status ro_findings_read(ro_findings *findings, ro_slice json, size_t line, ro_arena *arena, readout_error *err);

/* The fields of a PLOVER event, from "start" to "because", within an object; `points` are of its report's text. */
void ro_out_coded(ro_text *out, const ro_points *points, const ro_coded_event *event);

/* What `readout text` gives: the report alone. */
void ro_report_write(ro_text *out, const ro_report *report, ro_arena *scratch);

/* {"id","error"} */
void ro_error_write(ro_text *out, ro_slice id, const readout_error *err);

#endif
