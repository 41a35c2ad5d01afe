/*
 * What happened other than meetings: reports of one matter tell of one occurrence. A report of an official meeting is about that,
 * unless it alone tells of it and most other reports of its matter do not.
 */
#include <stdlib.h>

#include "event/grounds.h"

static size_t occurrence_node(const ro_settling *s, size_t member) {
  return s->first_node[member + 1] - 1;
}

/* The first official meeting that a report tells of, as a node with its event, or RO_NONE. */
static size_t official_node(const ro_settling *s, size_t member) {
  for (size_t i = s->first_node[member]; i < s->first_node[member + 1]; i++) {
    if (s->nodes.at[i].event == RO_NONE || !s->events.at[s->nodes.at[i].event].told) continue;
    if (ro_meeting_is_official(ro_settling_findings(s, member), ro_settling_meeting(s, i))) return i;
  }
  return RO_NONE;
}

/* A report that announces a meeting is about that. */
static bool announces(const ro_settling *s, size_t member) {
  for (size_t i = s->first_node[member]; i < s->first_node[member + 1]; i++) {
    const ro_meeting *meeting = ro_settling_meeting(s, i);
    if (meeting->status == RO_PLANNED && ro_meeting_is_official(ro_settling_findings(s, member), meeting)) return true;
  }
  return false;
}

static bool tells_any(const ro_settling *s, size_t member) {
  for (size_t i = s->first_node[member]; i < s->first_node[member + 1]; i++)
    if (s->nodes.at[i].event != RO_NONE && s->events.at[s->nodes.at[i].event].told) return true;
  return false;
}

/* Most other reports of the matter tell of no official meeting, or of one that may be this. */
static bool is_doubtful(const ro_settling *s, const ro_indexes *topic, const size_t *official, size_t i) {
  size_t others = topic->len - 1, against = 0;
  if (s->events.at[s->nodes.at[official[i]].event].nodes.len > 1) return false;
  for (size_t k = 0; k < topic->len; k++) {
    if (k == i || official[k] == RO_NONE) continue;
    const ro_node *own = &s->nodes.at[official[i]], *other = &s->nodes.at[official[k]];
    against += ro_nodes_parties(own, other) == RO_PARTIES_APART || ro_day_compare(own->day, other->day) == RO_DAY_APART;
  }
  return others > 0 && (others - against) * 2 >= others;
}

/* The event that half of a matter's reports or more tell of. */
static size_t common_event(const ro_settling *s, const ro_indexes *topic, const size_t *official) {
  for (size_t i = 0; i < topic->len; i++) {
    size_t n = 0;
    if (official[i] == RO_NONE) continue;
    for (size_t k = 0; k < topic->len; k++)
      n += official[k] != RO_NONE && s->nodes.at[official[k]].event == s->nodes.at[official[i]].event;
    if (topic->len > 1 && n * 2 >= topic->len) return s->nodes.at[official[i]].event;
  }
  return RO_NONE;
}

static int by_member(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

static void note_report(const ro_settling *s, size_t node, const ro_indexes *topic, const char *why) {
  if (!s->trace) return;
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  ro_note_node(s, node, RO_GROUND_REPORTS, RO_ABSENT, why);
  ro_ground_measure(s->trace, "reports of the matter", (double)topic->len);
  for (size_t i = 0; i < topic->len; i++) ro_note_report(s, topic->at[i]);
  if (meeting->spans.len > 0) ro_note_quote(s, s->nodes.at[node].member, meeting->spans.at[0]);
}

static void put_report(ro_settling *s, size_t member, size_t event) {
  size_t node = occurrence_node(s, member);
  for (size_t i = s->first_node[member]; i < node; i++)
    if (s->nodes.at[i].event == event) return; /* it tells of it by another name */
  s->nodes.at[node].event = event;
  RO_PUSH(s->arena, &s->events.at[event].nodes, node);
}

static void settle_topic(ro_settling *s, const ro_indexes *topic) {
  size_t *official = RO_NEW_ARRAY(s->scratch, size_t, topic->len), event = RO_NONE;
  for (size_t i = 0; i < topic->len; i++) official[i] = official_node(s, topic->at[i]);
  size_t common = common_event(s, topic, official);
  for (size_t i = 0; i < topic->len; i++) {
    if (official[i] != RO_NONE && (common != RO_NONE || !is_doubtful(s, topic, official, i))) continue;
    if (common != RO_NONE && announces(s, topic->at[i])) continue;
    if (common == RO_NONE && event == RO_NONE) {
      if (topic->len == 1 && tells_any(s, topic->at[i])) continue;
      event = s->events.len;
      RO_PUSH(s->arena, &s->events, ((ro_settled_event){.told = true, .occasion = RO_NONE}));
    }
    put_report(s, topic->at[i], common != RO_NONE ? common : event);
    note_report(s, occurrence_node(s, topic->at[i]), topic,
                common != RO_NONE ? "half of the reports of its matter or more tell of that meeting"
                                  : "reports of one matter, which is no official meeting");
  }
  if (common != RO_NONE) {
    ro_indexes *nodes = &s->events.at[common].nodes;
    qsort(nodes->at, nodes->len, sizeof *nodes->at, by_member);
  }
}

void ro_settle_occurrences(ro_settling *s) {
  for (size_t t = 0; t < s->topics.len; t++) {
    settle_topic(s, &s->topics.at[t]);
    ro_arena_clear(s->scratch);
  }
}
