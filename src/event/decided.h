/*
 * People's decisions as settling takes them: bound to what they name, then brought about step by step. What a decision names is
 * found by its report's hash and by overlap in what was read of it (review/place.h). Copies are decided on with what they copy.
 */
#ifndef RO_EVENT_DECIDED_H
#define RO_EVENT_DECIDED_H

#include "event/settling.h"

/* Fills s->decided and s->node_joins from s->out->reviews, and the state of each of these as far as binding tells it. */
void ro_settle_decisions(ro_settling *s);

/* Components: reports that decisions on events, statements and origins name are of one. */
void ro_decide_components(const ro_settling *s, size_t *set);

/* Of a component: takes back what links say of reports of which a person says that neither comes from the other. */
void ro_decide_links(ro_settling *part);

/* Of a component: joins and parts origins, before their sides are known. */
void ro_decide_origins(ro_settling *part);

/* Joins events, and parts them: what is parted keeps what is most like it. */
void ro_decide_events(ro_settling *s);

/* Decisions on whom a report means by a name, before the names are gathered; on names themselves, into s->ident_joins, after. */
void ro_decide_meant(ro_settling *s);
void ro_decide_idents(ro_settling *s);

/* Finds the event at which what each decision on statements names was said: s->decided_at. After all events are settled. */
void ro_decide_said(ro_settling *s);

/* The place of a clause among an event's, or RO_NONE. */
typedef size_t (*ro_clause_index)(const void *ctx, size_t member, size_t said);

/* What decisions on statements say of the clauses of an event. */
void ro_decide_clauses(ro_settling *s, size_t event, ro_joins *joins, ro_clause_index clause_index, const void *ctx);

/* Names, fields and verdicts into the lines, and into all lines the decisions that concern them. After all else is written. */
void ro_decide_lines(ro_settling *s);

/* The items of a decision, for ro_joins_decide(). */
typedef RO_ARRAY(ro_named_item) ro_named_items;

/* Notes that a decision decides a field of a thing; false where a later one does already. */
bool ro_decide_field(ro_settling *s, const ro_decided *decided, size_t thing, const char *field);

#endif
