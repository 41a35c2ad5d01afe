/* An Atom feed (RFC 4287) of what came into a record: meetings that were new with a report, and reports that are another version.
 */
#ifndef RO_FORMAT_ATOM_H
#define RO_FORMAT_ATOM_H

#include "base/text.h"
#include "record/index.h"

/* `base` is the address of the pages, without a slash at its end; `record` the record's file name; `next` the cursor of the next
 * page, or absent; `updated` an RFC 3339 time. */
void ro_atom_begin(ro_text *out, ro_slice base, ro_slice record, ro_slice after, ro_slice next, ro_slice updated);

/* The index's record holds the event, its reports and entities; or the report. */
void ro_atom_meeting(ro_text *out, ro_slice base, const ro_record_index *index, const ro_record_event *event,
                     const ro_record_report *by, ro_arena *arena);
void ro_atom_change(ro_text *out, ro_slice base, const ro_record_report *report, ro_arena *arena);
void ro_atom_end(ro_text *out);

/* When a report was published or last changed, as an RFC 3339 time; of one without a day 1970 began. In the arena. */
ro_slice ro_atom_time(const ro_record_report *report, ro_arena *arena);

#endif
