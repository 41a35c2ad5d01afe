/*
 * Components: reports of which one says something of another, by way of others or not. What reports of one component are to
 * each other does not hang on any other report, so that each is settled by itself; then they are put together again.
 */
#include "event/decided.h"
#include "event/steps.h"

/* What connects two reports: one comes from the other or both from one text, they may tell of one meeting, or they are of one
 * matter. */
static size_t *connect(ro_settling *s) {
  size_t *set = ro_sets(s->n_members, s->arena);
  s->topic_of = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t m = 0; m < s->n_members; m++) s->topic_of[m] = m; /* none is known to be of another's matter yet */
  ro_settle_candidates(s);
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    if (link->result.kind != RO_INDEPENDENT || ro_told_tied(s, link)) ro_set_join(set, link->a, link->b);
  }
  ro_couples ties = ro_topic_ties(s);
  for (size_t k = 0; k < ties.len; k++) ro_set_join(set, ties.at[k].a, ties.at[k].b);
  for (size_t m = 0; m < s->n_members; m++) ro_set_join(set, m, s->same[m]);
  ro_decide_components(s, set);
  return set;
}

/* The members that are no context are one component, as other steps found. */
static size_t *connect_given(ro_settling *s) {
  size_t *set = ro_sets(s->n_members, s->arena), first = RO_NONE;
  for (size_t m = 0; m < s->n_members; m++) {
    if (s->members[m].is_context) continue;
    if (first == RO_NONE) first = m;
    ro_set_join(set, first, m);
  }
  return set;
}

/* Members by component, the components by their first members. */
static void gather(ro_settling *s, size_t *set, ro_indexes *parts, size_t *n_parts) {
  size_t *part_of = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  *n_parts = 0;
  for (size_t m = 0; m < s->n_members; m++) {
    size_t root = ro_set_of(set, m);
    if (root == m) part_of[m] = (*n_parts)++;
    RO_PUSH(s->arena, &parts[part_of[root]], m);
  }
}

static void settle_part(ro_settling *part) {
  ro_settle_members(part);
  ro_settle_topics(part);
  ro_settle_pairs(part);
  ro_settle_siblings(part);
  ro_decide_links(part);
  ro_settle_told(part);
  ro_settle_occurrences(part);
  ro_settle_origins(part);
}

/* -- putting together --------------------------------------------------------------------------------------------------- */

static void map_indexes(ro_settling *s, const ro_indexes *from, const size_t *map, ro_indexes *to) {
  for (size_t i = 0; i < from->len; i++) RO_PUSH(s->arena, to, map[from->at[i]]);
}

/* The whole's node of each of a part's. */
static size_t *map_nodes(ro_settling *s, const ro_settling *part) {
  size_t *map = RO_NEW_ARRAY(s->arena, size_t, part->nodes.len + 1);
  for (size_t i = 0; i < part->nodes.len; i++)
    map[i] = s->first_node[part->in_whole[part->nodes.at[i].member]] + part->nodes.at[i].meeting;
  return map;
}

static void take_events(ro_settling *s, const ro_settling *part) {
  const size_t *node = map_nodes(s, part);
  size_t before = s->events.len;
  for (size_t e = 0; e < part->events.len; e++) {
    ro_settled_event event = part->events.at[e];
    event.nodes = (ro_indexes){0};
    map_indexes(s, &part->events.at[e].nodes, node, &event.nodes);
    RO_PUSH(s->arena, &s->events, event);
  }
  for (size_t i = 0; i < part->nodes.len; i++)
    if (part->nodes.at[i].event != RO_NONE) s->nodes.at[node[i]].event = before + part->nodes.at[i].event;
}

static void take_origins(ro_settling *s, const ro_settling *part) {
  size_t before = s->origins.len;
  for (size_t o = 0; o < part->origins.len; o++) {
    ro_settled_origin origin = part->origins.at[o];
    origin.roots = (ro_indexes){0};
    map_indexes(s, &part->origins.at[o].roots, part->in_whole, &origin.roots);
    RO_PUSH(s->arena, &s->origins, origin);
  }
  for (size_t m = 0; m < part->n_members; m++) {
    ro_indexes *of = &s->origins_of.at[part->in_whole[m]];
    for (size_t k = 0; k < part->origins_of.at[m].len; k++) RO_PUSH(s->arena, of, before + part->origins_of.at[m].at[k]);
    s->side_of[part->in_whole[m]] = part->side_of[m];
  }
}

static void take_links(ro_settling *s, const ro_settling *part) {
  for (size_t k = 0; k < part->links.len; k++) {
    ro_link link = part->links.at[k];
    link.a = part->in_whole[link.a];
    link.b = part->in_whole[link.b];
    RO_PUSH(s->arena, &s->links, link);
  }
}

static void keep_components(ro_settling *s, const ro_indexes *parts, size_t n_parts) {
  s->kept->component_of = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t p = 0; p < n_parts; p++)
    for (size_t i = 0; i < parts[p].len; i++) s->kept->component_of[parts[p].at[i]] = parts[p].at[0];
}

void ro_connect(ro_settling *s) {
  ro_indexes *parts = RO_NEW_ARRAY(s->arena, ro_indexes, s->n_members + 1);
  size_t n_parts, *set = connect(s);
  gather(s, set, parts, &n_parts);
  keep_components(s, parts, n_parts);
}

void ro_settle_components(ro_settling *s) {
  ro_indexes *parts = RO_NEW_ARRAY(s->arena, ro_indexes, s->n_members + 1);
  size_t n_parts, *set = s->given ? connect_given(s) : connect(s);
  gather(s, set, parts, &n_parts);
  if (s->kept) keep_components(s, parts, n_parts);
  ro_settling whole = *s; /* its links are what the parts look up; those of the parts come in their place */
  s->links.len = s->links.cap = 0;
  s->links.at = NULL;
  s->side_of = RO_NEW_ARRAY(s->arena, ro_slice, s->n_members + 1);
  for (size_t m = 0; m < s->n_members; m++) RO_PUSH(s->arena, &s->origins_of, ((ro_indexes){0}));
  for (size_t p = 0; p < n_parts; p++) {
    if (s->given && s->members[parts[p].at[0]].is_context) continue;
    ro_settling part = {.whole = &whole, .in_whole = parts[p].at, .lexicon = s->lexicon, .arena = s->arena, .trace = s->trace};
    ro_member *members = RO_NEW_ARRAY(s->arena, ro_member, parts[p].len);
    for (size_t i = 0; i < parts[p].len; i++) members[i] = s->members[parts[p].at[i]];
    part.members = members;
    part.n_members = parts[p].len;
    part.scratch = s->scratch;
    part.words = s->words;
    settle_part(&part);
    take_events(s, &part);
    take_origins(s, &part);
    take_links(s, &part);
  }
  ro_links_sort(s);
}
