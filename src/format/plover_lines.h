/*
 * A record as PLOVER's events, JSON Lines (docs/formats/exports.md): a line an event, one for a meeting with all its actors and
 * what was stated there; and a line for each event that a report's words tell.
 */
#ifndef RO_FORMAT_PLOVER_LINES_H
#define RO_FORMAT_PLOVER_LINES_H

#include "base/text.h"
#include "record/index.h"
#include "statement/plover.h"

typedef struct ro_plover_report {
  ro_slice id;
  ro_findings findings;
} ro_plover_report;

/* Events with what belongs to them. Borrowed. */
typedef struct ro_plover_part {
  const ro_record_index *index;
  const ro_plover *codes;
  RO_ARRAY(ro_plover_report) reports; /* what was read of the events' reports, by identity */
} ro_plover_part;

void ro_plover_event_line(ro_text *out, const ro_plover_part *part, const ro_record_event *event, ro_arena *arena);

/* A line for each event that the report's words tell. */
void ro_plover_report_lines(ro_text *out, const ro_plover_report *report, ro_arena *arena);

#endif
