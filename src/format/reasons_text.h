/* What `readout explain` gives for people: each thing found in a report with its words, and under it why. */
#ifndef RO_FORMAT_REASONS_TEXT_H
#define RO_FORMAT_REASONS_TEXT_H

#include "format/terminal.h"
#include "report/report.h"
#include "statement/trace.h"

/* In the order of the trace; the words once for all that was found in them. Whether `out` failed is the caller's to ask. */
void ro_reasons_text(ro_text *out, const ro_report *report, const ro_trace *trace, const ro_view *view, ro_arena *arena);

#endif
