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

/*
 * The formulations in which the words of `phrase` stand (in this order, without case), each with its uses over the events and how
 * it changed. Gives how many there are.
 */
size_t ro_track_text(ro_text *out, const ro_record *record, ro_slice phrase, const ro_view *view, ro_arena *arena);

/* True when the words of `phrase` stand in the formulation's phrase or one of its variants. */
bool ro_formulation_matches(const ro_record_formulation *formulation, ro_slice phrase, ro_arena *arena);

#endif
