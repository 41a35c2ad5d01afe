/* Decisions on events: which mentions of events in reports are of one, and which are not. */
#include <stdlib.h>

#include "event/decided.h"
#include "event/grounds.h"

static int by_index(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

static void sort_nodes(ro_indexes *nodes) {
  if (nodes->len > 1) qsort(nodes->at, nodes->len, sizeof *nodes->at, by_index);
}

/* -- one -------------------------------------------------------------------------------------------------------------- */

/* All of `from` goes to `into`: what only refers to a told event is a mention of it. */
static void move_all(ro_settling *s, size_t from, size_t into) {
  ro_settled_event *source = &s->events.at[from], *target = &s->events.at[into];
  bool tells = source->told == target->told;
  for (size_t i = 0; i < source->nodes.len; i++) {
    s->nodes.at[source->nodes.at[i]].event = into;
    RO_PUSH(s->arena, tells ? &target->nodes : &target->mentions, source->nodes.at[i]);
  }
  for (size_t i = 0; i < source->mentions.len; i++) {
    s->nodes.at[source->mentions.at[i]].event = into;
    RO_PUSH(s->arena, &target->mentions, source->mentions.at[i]);
  }
  source->nodes.len = source->mentions.len = 0;
  if (!target->day.year) target->day = source->day;
  sort_nodes(&target->nodes);
}

/* The told one of two events takes the other in, else the first. */
static void join_events(ro_settling *s, size_t a, size_t b) {
  if (a == b) return;
  bool second = s->events.at[a].told == s->events.at[b].told ? b < a : s->events.at[b].told;
  move_all(s, second ? a : b, second ? b : a);
}

/* -- apart ------------------------------------------------------------------------------------------------------------ */

/* An event's nodes while it is divided: to which share each goes. */
typedef struct dividing {
  ro_settling *s;
  size_t event;
  ro_indexes nodes; /* those that tell it, then those that only refer to it */
  size_t n_tell;
  size_t *share; /* by place in nodes; RO_NONE while it is not known */
  size_t n_shares;
} dividing;

static bool are_joined(const ro_settling *s, size_t a, size_t b) {
  return ro_set_of(s->node_joins.set, a) == ro_set_of(s->node_joins.set, b);
}

/* Do decisions part the node from one that has been given to the share? */
static bool is_kept_from(const dividing *d, size_t node, size_t share) {
  for (size_t i = 0; i < d->nodes.len; i++)
    if (d->share[i] == share && ro_joins_forbid(&d->s->node_joins, d->s->node_joins.set, node, d->nodes.at[i])) return true;
  return false;
}

static bool is_parted(const ro_joins *joins, size_t node) {
  for (size_t i = 0; i < joins->parted.len; i++)
    if (ro_set_of(joins->set, joins->parted.at[i].a) == ro_set_of(joins->set, node) ||
        ro_set_of(joins->set, joins->parted.at[i].b) == ro_set_of(joins->set, node))
      return true;
  return false;
}

/* Those that decisions name, and what is one with them, first: each to the first share that nothing keeps it from. */
static void share_named(dividing *d) {
  for (size_t i = 0; i < d->nodes.len; i++) {
    size_t share = 0;
    if (d->share[i] != RO_NONE || !is_parted(&d->s->node_joins, d->nodes.at[i])) continue;
    while (share < d->n_shares && is_kept_from(d, d->nodes.at[i], share)) share++;
    if (share == d->n_shares) d->n_shares++;
    for (size_t k = i; k < d->nodes.len; k++)
      if (are_joined(d->s, d->nodes.at[i], d->nodes.at[k])) d->share[k] = share;
  }
}

/* How much two reports have in common. */
static double alike(const ro_settling *s, size_t a, size_t b) {
  size_t x = s->nodes.at[a].member, y = s->nodes.at[b].member;
  const ro_link *link = x == y ? NULL : ro_settling_link(s, x, y);
  double terms = ro_terms_alike(&ro_settling_prepared(s, x)->terms, &ro_settling_prepared(s, y)->terms);
  return link ? terms + link->result.coverage_a + link->result.coverage_b : terms;
}

/* What no decision names goes with what it is most like of what they name. */
static void share_rest(dividing *d) {
  size_t *share = RO_NEW_ARRAY(d->s->arena, size_t, d->nodes.len + 1);
  for (size_t i = 0; i < d->nodes.len; i++) {
    double most = -1;
    share[i] = d->share[i];
    for (size_t k = 0; d->share[i] == RO_NONE && k < d->nodes.len; k++) {
      if (d->share[k] == RO_NONE) continue;
      double here = alike(d->s, d->nodes.at[i], d->nodes.at[k]);
      if (here > most || (here == most && d->share[k] < share[i])) most = here, share[i] = d->share[k];
    }
  }
  d->share = share;
}

static void give(dividing *d, size_t share, size_t event) {
  ro_settled_event *target = &d->s->events.at[event];
  for (size_t i = 0; i < d->nodes.len; i++) {
    if (d->share[i] != share) continue;
    d->s->nodes.at[d->nodes.at[i]].event = event;
    ro_note_node(d->s, d->nodes.at[i], i < d->n_tell ? RO_GROUND_REPORTS : RO_GROUND_MENTIONS, RO_ABSENT,
                 "people parted one event: it goes with what they name, or with what it is most like");
    RO_PUSH(d->s->arena, i < d->n_tell || !target->told ? &target->nodes : &target->mentions, d->nodes.at[i]);
  }
  sort_nodes(&target->nodes);
}

static bool has_telling(const dividing *d, size_t share) {
  for (size_t i = 0; i < d->n_tell; i++)
    if (d->share[i] == share) return true;
  return false;
}

/* Of an event with two nodes that are parted. */
static void divide(ro_settling *s, size_t event) {
  dividing d = {.s = s, .event = event};
  for (size_t i = 0; i < s->events.at[event].nodes.len; i++) RO_PUSH(s->arena, &d.nodes, s->events.at[event].nodes.at[i]);
  d.n_tell = d.nodes.len;
  for (size_t i = 0; i < s->events.at[event].mentions.len; i++) RO_PUSH(s->arena, &d.nodes, s->events.at[event].mentions.at[i]);
  d.share = RO_NEW_ARRAY(s->arena, size_t, d.nodes.len + 1);
  for (size_t i = 0; i < d.nodes.len; i++) d.share[i] = RO_NONE;
  share_named(&d);
  share_rest(&d);
  bool told = s->events.at[event].told;
  ro_day day = s->events.at[event].day;
  s->events.at[event].nodes.len = s->events.at[event].mentions.len = 0;
  s->events.at[event].told = told && has_telling(&d, 0);
  give(&d, 0, event);
  for (size_t share = 1; share < d.n_shares; share++) {
    ro_settled_event fresh = {.told = told && has_telling(&d, share), .occasion = RO_NONE};
    if (!fresh.told) fresh.day = day;
    RO_PUSH(s->arena, &s->events, fresh);
    give(&d, share, s->events.len - 1);
  }
}

void ro_decide_events(ro_settling *s) {
  const ro_joins *joins = &s->node_joins;
  for (size_t i = 0; i < joins->joined.len; i++) {
    size_t a = s->nodes.at[joins->joined.at[i].a].event, b = s->nodes.at[joins->joined.at[i].b].event;
    ro_note_nodes(s, joins->joined.at[i].a, joins->joined.at[i].b, RO_GROUND_REPORTS, RO_GROUND_WITH,
                  "a person says that they are one");
    if (a != RO_NONE && b != RO_NONE) join_events(s, a, b);
  }
  for (size_t i = 0; i < joins->parted.len; i++) {
    size_t a = s->nodes.at[joins->parted.at[i].a].event, b = s->nodes.at[joins->parted.at[i].b].event;
    ro_note_nodes(s, joins->parted.at[i].a, joins->parted.at[i].b, RO_GROUND_APART, RO_GROUND_FROM,
                  "a person says that they are not one");
    if (a == b && a != RO_NONE) divide(s, a);
  }
}
