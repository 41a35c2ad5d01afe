/* Grounds of events: references, days, neighbours. */
#include "event/grounds.h"
#include "event/write.h"

/* -- references ------------------------------------------------------------------------------------------------------- */

static const char *reference_rule(const ro_settling *s, size_t node, ro_day day, const ro_settled_event *event, size_t fits) {
  ro_event_kind kind = ro_settling_meeting(s, node)->kind;
  if (!event) return fits > 1 ? "it may be any of several events: one of its own" : "no event that is known fits: one of its own";
  if (kind == RO_CONFERENCE || kind == RO_SUMMIT)
    return day.year ? "the session's body or name, and the day fits" : "the session's body or name, within three months";
  return day.year ? "the parties and the day fit, no place speaks against it" : "the parties fit, within three months";
}

void ro_note_reference(const ro_settling *s, size_t node, ro_day day, const ro_settled_event *event, size_t fits) {
  if (!s->trace) return;
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  size_t member = s->nodes.at[node].member;
  ro_note_node(s, node, meeting->told ? RO_GROUND_REPORTS : RO_GROUND_MENTIONS, ro_day_from(day, s->arena),
               reference_rule(s, node, day, event, fits));
  if (!event) ro_ground_measure(s->trace, "events that fit", (double)fits);
  if (meeting->spans.len > 0) ro_note_quote(s, member, meeting->spans.at[0]);
}

void ro_note_occasion(const ro_settling *s, const ro_settled_event *event, size_t n) {
  if (!s->trace || event->nodes.len == 0) return;
  size_t node = event->nodes.at[0];
  ro_note_node(s, node, RO_GROUND_OCCASION, RO_ABSENT, "the session that most of its reports name as its occasion");
  ro_ground_measure(s->trace, "reports", (double)n);
  for (size_t i = 0; i < event->nodes.len; i++) {
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    size_t other = ro_settling_node(s, member, ro_settling_meeting(s, event->nodes.at[i])->occasion);
    if (other == RO_NONE || s->nodes.at[other].event != event->occasion) continue;
    const ro_meeting *session = ro_settling_meeting(s, other);
    ro_ground_bind(s->trace, RO_GROUND_BESIDE, (ro_ground_place){member, s->nodes.at[other].meeting});
    if (session->spans.len > 0) ro_note_quote(s, member, session->spans.at[0]);
  }
}

/* -- days ------------------------------------------------------------------------------------------------------------- */

static const char *day_rule(const ro_settling *s, size_t node) {
  ro_day stated = ro_day_parse(ro_settling_meeting(s, node)->date);
  if (s->nodes.at[node].written) return "the day of the dateline";
  if (ro_settling_is_occurrence(s, node)) return "the day that its first sentence gives";
  if (stated.to_day || stated.to_month) return "days from and to, as stated";
  if (ro_day_is_full(stated)) return "a day of the calendar, as read";
  bool whole = ro_day_is_full(s->nodes.at[node].day);
  if (stated.weekday) return whole ? "a weekday, which the report's own date makes whole" : "a weekday alone";
  if (stated.day && whole) return "a day without its year, which the report's own date makes whole";
  if (stated.day) return "a day without its year: it is that of other reports, where they have one";
  return "only a month or year";
}

/* Once for each node: those of components are the whole's. */
void ro_note_day(const ro_settling *s, size_t node) {
  if (!s->trace || s->whole || !ro_day_is_known(s->nodes.at[node].day)) return;
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  size_t member = s->nodes.at[node].member;
  bool written = s->nodes.at[node].written && meeting->date_span.end == 0;
  ro_note_node(s, node, RO_GROUND_DATE, ro_day_from(s->nodes.at[node].day, s->arena), day_rule(s, node));
  ro_note_quote(s, member, written ? ro_settling_findings(s, member)->report.dateline.span : meeting->date_span);
}

/* -- neighbours ------------------------------------------------------------------------------------------------------- */

/* Days between two nodes; INT64_MAX where one is not known. */
static int64_t days_between(const ro_node *a, const ro_node *b) {
  if (!ro_day_is_full(a->day) || !ro_day_is_full(b->day)) return INT64_MAX;
  int64_t days = ro_day_number(a->day) - ro_day_number(b->day);
  return days < 0 ? -days : days;
}

typedef struct neighbour {
  size_t node, other; /* RO_NONE: there is none */
  int64_t days;
} neighbour;

static void look_at(const ro_settling *s, size_t node, size_t other, neighbour *nearest) {
  const ro_node *a = &s->nodes.at[node], *b = &s->nodes.at[other];
  ro_parties_fit parties = ro_nodes_parties(a, b);
  if (parties != RO_PARTIES_EQUAL && parties != RO_PARTIES_FIT) return;
  int64_t days = days_between(a, b);
  if (nearest->node == RO_NONE || days < nearest->days) *nearest = (neighbour){node, other, days};
}

static void note_neighbour(const ro_settling *s, size_t event) {
  neighbour nearest = {RO_NONE, RO_NONE, INT64_MAX};
  for (size_t i = 0; i < s->events.at[event].nodes.len; i++)
    for (size_t e = 0; e < s->events.len; e++)
      for (size_t k = 0; e != event && s->events.at[e].told && k < s->events.at[e].nodes.len; k++)
        look_at(s, s->events.at[event].nodes.at[i], s->events.at[e].nodes.at[k], &nearest);
  const char *why = nearest.node == RO_NONE ? NULL : ro_told_against(s, nearest.node, nearest.other);
  if (!why) return;
  ro_note_nodes(s, nearest.node, nearest.other, RO_GROUND_APART, RO_GROUND_FROM, why);
  if (nearest.days != INT64_MAX) ro_ground_measure(s->trace, "days between", (double)nearest.days);
}

void ro_note_neighbours(const ro_settling *s) {
  for (size_t e = 0; s->trace && e < s->events.len; e++)
    if (s->events.at[e].told && ro_grounds_want(s->trace, s->events.at[e].id)) note_neighbour(s, e);
}
