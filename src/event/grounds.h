/*
 * Grounds as settling notes them (record/grounds.h): of meetings, clauses, entities and origins that have no identity yet. Each
 * of these does nothing where nobody asks: s->trace is NULL.
 */
#ifndef RO_EVENT_GROUNDS_H
#define RO_EVENT_GROUNDS_H

#include "event/align.h"
#include "event/one_text.h"
#include "event/settling.h"

/* -- noting ----------------------------------------------------------------------------------------------------------- */

/* Of the event that a node belongs to in the end. */
void ro_note_node(const ro_settling *s, size_t node, ro_ground_of of, ro_slice gives, const char *rule);

/* Of the event of `node`: that another node is of it too (RO_GROUND_WITH), or is not (RO_GROUND_FROM). Quotes both. */
void ro_note_nodes(const ro_settling *s, size_t node, size_t other, ro_ground_of of, ro_ground_bond bond, const char *rule);

/* A meeting that a report refers to or announces joins `event`, the only one that fits, or is one of its own where that is NULL:
 * none fits, or several. `day` is its day made whole. */
void ro_note_reference(const ro_settling *s, size_t node, ro_day day, const ro_settled_event *event, size_t fits);

/* The session on whose sidelines an event was held, as `n` of its reports say. */
void ro_note_occasion(const ro_settling *s, const ro_settled_event *event, size_t n);

/* How a node got its day. */
void ro_note_day(const ro_settling *s, size_t node);

/* Of the statement that a clause founds in the end. */
void ro_note_clause(const ro_settling *s, ro_clause_ref ref, ro_ground_of of, ro_slice gives, const char *rule);
void ro_note_clauses(const ro_settling *s, ro_clause_ref ref, ro_clause_ref other, ro_ground_of of, ro_ground_bond bond,
                     const char *rule);

/* Two clauses joined, or kept apart, by how likely they are one statement; `a` and `b` are nodes of their meetings. */
void ro_note_likeness(const ro_settling *s, ro_clause_ref a, ro_clause_ref b, bool one_text, ro_ground_of of, ro_ground_bond bond,
                      const char *rule);

/* Of the entity that an ident belongs to in the end. */
void ro_note_ident(const ro_settling *s, size_t ident, ro_ground_of of, ro_slice gives, const char *rule);
void ro_note_idents(const ro_settling *s, size_t ident, size_t other, ro_ground_bond bond, const char *rule);

/* Two idents whose names show them to be one, for `why`; `forbidden`: but people say that they are not. */
void ro_note_names_joined(const ro_settling *s, size_t a, size_t b, bool forbidden, const char *why);

/* A member's entity of one word is the person of `ident`. */
void ro_note_who_is_meant(const ro_settling *s, size_t member, size_t entity, size_t ident, const char *why);

/* Of every entity why it is called as it is, and where its names stand. `line`: by leading ident its line, not sorted yet. */
void ro_note_names(const ro_settling *s, const size_t *line);

/* Of the origin of which a member is a root in the end: that a report comes from it. */
void ro_note_root(const ro_settling *s, size_t root, size_t report, const char *rule);

/* What an origin is called, and whose account it is; its line. */
void ro_note_origin(const ro_settling *s, const ro_settled_origin *origin, const ro_record_origin *line);

/* What a third report makes of the derivation of two. */
void ro_note_third(const ro_settling *s, const ro_link *link, size_t third, const char *rule);

/* Compares two members as ro_pair() does, and notes why the derivation is what it is. */
void ro_pair_noted(const ro_settling *s, size_t a, size_t b, ro_one_event one_event, ro_pair_result *out);

/* Of the derivation of two copies of linked members: it is what that of these is. */
void ro_note_as_copied(const ro_settling *s, size_t a, size_t b, const ro_link *link, const ro_pair_result *result);

/* Of a line with its identity. True where it is asked for, and was noted. */
bool ro_note_line(const ro_settling *s, ro_line_type kind, ro_slice id, ro_ground_of of, ro_slice gives, const char *rule);

/* -- more of what was noted last: for callers who know that something was --------------------------------------------- */

void ro_note_quote(const ro_settling *s, size_t member, ro_span span);
void ro_note_quotes(const ro_settling *s, size_t member, const ro_spans *spans);
void ro_note_report(const ro_settling *s, size_t member);
void ro_note_reports(const ro_settling *s, size_t representative); /* it and its copies */

/* -- the end ---------------------------------------------------------------------------------------------------------- */

/* Why told events are not one with the nearest other of the same parties. */
void ro_note_neighbours(const ro_settling *s);

/* Gives what was noted the identities that the record has; drops what was undone by later steps. */
void ro_name_grounds(const ro_settling *s);

#endif
