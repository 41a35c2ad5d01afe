/* What `readout group` gives: {"id","origins","events"} a report, then the derivation and event lines of the export, reports
 * named as they were given. */
#ifndef RO_FORMAT_GROUP_LINES_H
#define RO_FORMAT_GROUP_LINES_H

#include "format/export.h"

/*
 * Reports in the record's order. A report's events are those that it tells, the one it has most statements of first. Whether
 * `out` failed is the caller's to ask.
 */
void ro_group_write(ro_text *out, const ro_record *record, ro_arena *scratch);

#endif
