/* Writing what was settled as lines of the record. */
#ifndef RO_EVENT_WRITE_H
#define RO_EVENT_WRITE_H

#include "event/identity.h"
#include "event/settling.h"

/* Identities and days of events, before lines that name them are written. */
void ro_name_events(ro_settling *s);

/* Lines of events, in the order of s->events, so that line i is event i; sorted at the very end. */
void ro_write_events(ro_settling *s);

/* Lines of an event's statements with evidence and absence. */
void ro_write_statements(ro_settling *s, size_t event);

/* What each report that tells of the event and has no clause of a statement is said to lack. `clusters` and the event's
 * statements run parallel. */
void ro_write_absences(ro_settling *s, size_t event, size_t first_statement);

/* Does a report say that no agreement was reached on what a clause of another says was agreed? Where it does is in *where, which
 * may be NULL. Not where it says that too. */
bool ro_left_open(const ro_settling *s, ro_clause_ref agreed, size_t member, ro_span *where);

/* What the reports of an event differ in; its lines of event and statements are there. */
void ro_write_discrepancies(ro_settling *s, size_t event, size_t first_statement);

/* Why the event has its day and not another that some report gives; static. */
const char *ro_day_reason(const ro_settling *s, const ro_settled_event *event, ro_day rival);

/* Evidence in spans of a member: with its quote, the spans' text joined by " … ". */
ro_evidence ro_evidence_of(const ro_settling *s, size_t member, const ro_spans *spans);

/* Ids of the reports of a representative: itself and its copies. */
void ro_add_reports(const ro_settling *s, size_t representative, ro_slices *out);

/* A meeting's date as stated, with the event's year where it has none; absent where it names no day. */
ro_slice ro_stated_day(const ro_settling *s, size_t node, const ro_settled_event *event);

/* Distinct origins of some representatives, in order. */
void ro_origins_among(const ro_settling *s, const ro_indexes *representatives, ro_indexes *out);

#endif
