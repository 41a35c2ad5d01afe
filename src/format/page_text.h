/* What the terminal's pages share: the head of an event and its lists. */
#ifndef RO_FORMAT_PAGE_TEXT_H
#define RO_FORMAT_PAGE_TEXT_H

#include "format/matrix.h"
#include "format/terminal.h"

/* Name, date, place, parties, occasion, how many reports of how many origins. */
void ro_put_event_head(ro_terminal *t, const ro_matrix *matrix);

/* A heading with a blank line before it. */
void ro_put_heading(ro_terminal *t, const char *title);

/* What reports do not agree on, who says which; nothing where they agree. */
void ro_put_discrepancies(ro_terminal *t, const ro_matrix *matrix);

/* Formulations with what changed. */
void ro_put_formulations(ro_terminal *t, const ro_matrix *matrix);

/* "commitment, agreed"; "position, opposes (opposes)" and so on: act, stance, strength. */
ro_slice ro_act_label(const ro_record_statement *statement, ro_arena *arena);

/* "date" as people read a field and its value: dates in words. */
ro_slice ro_field_label(ro_slice field);
ro_slice ro_value_label(ro_slice field, ro_slice value, ro_arena *arena);

#endif
