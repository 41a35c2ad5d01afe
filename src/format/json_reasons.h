/* What `readout explain` gives for programs: the reasons of all that was found in a report, a line a report. */
#ifndef RO_FORMAT_JSON_REASONS_H
#define RO_FORMAT_JSON_REASONS_H

#include "base/text.h"
#include "report/report.h"
#include "statement/trace.h"

/* {"id","reasons":[{"of","what","gives","rule","list","entry","fired","words"}]}, in the order of the trace, and a line end.
 * Spans are written in code points. `scratch` holds the text's offsets meanwhile. Whether `out` failed is the caller's to ask. */
void ro_reasons_write(ro_text *out, const ro_report *report, const ro_trace *trace, ro_arena *scratch);

#endif
