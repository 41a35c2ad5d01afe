/* The fields of a report that the findings, the `text` line and the export's `report` line share. */
#ifndef RO_FORMAT_REPORT_FIELDS_H
#define RO_FORMAT_REPORT_FIELDS_H

#include "format/json_in.h"
#include "format/json_out.h"
#include "report/report.h"

void ro_out_dateline(ro_text *out, const ro_points *points, const ro_dateline *dateline);

/* What Readout knows of a report beyond the contract's fields: the end of each such object. */
void ro_out_report_rest(ro_text *out, const ro_report *report);

/* Reads title, outlet, credit, language, dates, dateline, text, main and the rest; makes `points` of the text. */
void ro_in_report(ro_json_in *in, yyjson_val *object, ro_report *report, ro_points *points);

#endif
