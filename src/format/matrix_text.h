/* The record for a terminal: the matrix of an event, and lists. Whether `out` failed is the caller's to ask. */
#ifndef RO_FORMAT_MATRIX_TEXT_H
#define RO_FORMAT_MATRIX_TEXT_H

#include "format/matrix.h"
#include "format/terminal.h"

/* The comparison of one event; a table where the columns fit, else a list. False where the record has no such event. */
bool ro_matrix_text(ro_text *out, const ro_record *record, ro_slice event, const ro_view *view, ro_arena *arena);

/* The events, newest first and numbered from 1, a * before those whose reports differ. */
void ro_events_text(ro_text *out, const ro_record *record, const ro_view *view, ro_arena *arena);

/* Everything that is known of one event, each with its quote. False where the record has no such event. */
bool ro_event_text(ro_text *out, const ro_record *record, ro_slice event, const ro_view *view, ro_arena *arena);

/* Those of a record's formulations that are given (indexes), each with its uses over the events and how it changed. */
void ro_track_text(ro_text *out, const ro_record *record, const ro_indexes *formulations, const ro_view *view, ro_arena *arena);

/* Those of a record's commitments that are given, each with who, what, by when, its quotes and what later events say. */
void ro_commitments_text(ro_text *out, const ro_record *record, const ro_indexes *commitments, const ro_view *view,
                         ro_arena *arena);

#endif
