/*
 * Events as an iCalendar (RFC 5545; docs/formats/exports.md): all-day, each under a UID of its identity, stamped by the last day
 * on which a report of it was published, so that the same record gives the same bytes.
 */
#ifndef RO_FORMAT_ICS_H
#define RO_FORMAT_ICS_H

#include "base/text.h"
#include "record/index.h"

void ro_ics_begin(ro_text *out, ro_slice version);

/* True for events that are, or were, to come. */
bool ro_ics_is_coming(const ro_record_event *event);

/* A VEVENT; nothing for an event without a day or month in a stated year. The index holds its entities and reports. */
void ro_ics_event(ro_text *out, const ro_record_index *index, const ro_record_event *event, ro_arena *arena);

void ro_ics_end(ro_text *out);

#endif
