#include "event/steps.h"

#include <stdlib.h>

#include "event/decided.h"
#include "event/write.h"

size_t ro_step_keys(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, ro_kept *kept, ro_arena *arena) {
  ro_record none = {0};
  ro_settling s = {.lexicon = lexicon, .arena = arena, .out = &none};
  ro_connect_part(members, n_members, lexicon, NULL, kept, arena);
  ro_settling_begin(&s, members, n_members);
  return s.same[0];
}

/* -- two reports -------------------------------------------------------------------------------------------------------- */

bool ro_step_connect(const ro_member *members, size_t n_members, unsigned shares, const ro_lexicon *lexicon, ro_arena *arena) {
  ro_record none = {0};
  ro_settling s = {.lexicon = lexicon, .arena = arena, .out = &none};
  ro_link link = {RO_NONE, RO_NONE, {0}, false};
  ro_settling_begin(&s, members, n_members);
  s.topic_of = RO_NEW_ARRAY(arena, size_t, s.n_members + 1);
  for (size_t m = 0; m < s.n_members; m++) {
    s.topic_of[m] = m; /* none is known to be of another's matter yet */
    if (s.same[m] != m) continue;
    *(link.a == RO_NONE ? &link.a : &link.b) = m;
  }
  if (link.b == RO_NONE) return true;
  bool holds = shares & RO_SHARE_PART &&
               ro_terms_may_hold(&ro_settling_prepared(&s, link.a)->terms, &ro_settling_prepared(&s, link.b)->terms);
  if (shares & RO_SHARE_MATTER && ro_topic_tied(&s, link.a, link.b)) return true;
  if (!(shares & RO_SHARE_KEY) && !holds) return false;
  ro_settle_link(&s, &link);
  RO_PUSH(arena, &s.links, link);
  return link.result.kind != RO_INDEPENDENT || ro_told_tied(&s, &link);
}

/* -- components --------------------------------------------------------------------------------------------------------- */

const ro_settling *ro_step_told(const ro_member *members, size_t n_members, const ro_lexicon *lexicon,
                                const ro_surroundings *around, ro_kept *kept, ro_arena *arena) {
  static const ro_given ALONE = {.step = RO_STEP_TOLD};
  ro_settling *s = RO_NEW(arena, ro_settling);
  *s = (ro_settling){.lexicon = lexicon, .arena = arena, .around = around, .kept = kept, .given = &ALONE};
  s->out = RO_NEW(arena, ro_record);
  ro_settling_begin(s, members, n_members);
  ro_settle_decisions(s);
  ro_settle_components(s);
  ro_settle_links(s);
  ro_settle_occasions(s);
  ro_settle_statements(s);
  ro_settle_identities(s);
  ro_name_events(s);
  ro_keep_links(s);
  return s;
}

void ro_step_dating(const ro_settling *s, size_t representative, ro_indexes *members) {
  RO_PUSH(s->arena, members, representative);
  for (size_t i = s->first_node[representative]; i < s->first_node[representative + 1]; i++) {
    bool known = false;
    for (size_t k = 0; k < members->len && !known; k++) known = members->at[k] == s->nodes.at[i].dated_by;
    if (!known) RO_PUSH(s->arena, members, s->nodes.at[i].dated_by);
  }
}

/* -- references --------------------------------------------------------------------------------------------------------- */

static void take_nodes(ro_settling *s, const ro_given_nodes *nodes, size_t event, ro_indexes *out) {
  for (size_t i = 0; i < nodes->len; i++) {
    size_t node = ro_settling_node(s, nodes->at[i].member, nodes->at[i].meeting);
    if (node == RO_NONE) continue;
    s->nodes.at[node].event = event;
    RO_PUSH(s->arena, out, node);
  }
}

const ro_settling *ro_step_link(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_given *given,
                                ro_arena *arena) {
  ro_settling *s = RO_NEW(arena, ro_settling);
  *s = (ro_settling){.lexicon = lexicon, .arena = arena, .given = given};
  s->out = RO_NEW(arena, ro_record);
  ro_settling_begin(s, members, n_members);
  for (size_t i = 0; i < given->events.len; i++) {
    ro_settled_event event = {.told = true, .is_given = true, .id = given->events.at[i].id, .occasion = RO_NONE};
    take_nodes(s, &given->events.at[i].nodes, i, &event.nodes);
    RO_PUSH(arena, &s->events, event);
  }
  ro_settle_links(s);
  for (size_t i = given->events.len; i < s->events.len; i++) s->events.at[i].id = ro_event_identity(s, &s->events.at[i]);
  return s;
}

/* -- lines -------------------------------------------------------------------------------------------------------------- */

static void take_origins(ro_settling *s) {
  for (size_t i = 0; i < s->given->origins.len; i++) {
    const ro_given_origin *given = &s->given->origins.at[i];
    size_t last = s->origins.len;
    if (last == 0 || !ro_slice_equal(s->origins.at[last - 1].id, given->origin)) {
      RO_PUSH(s->arena, &s->origins, ((ro_settled_origin){.id = given->origin}));
      last++;
    }
    RO_PUSH(s->arena, &s->origins_of.at[given->member], last - 1);
    if (given->is_root) RO_PUSH(s->arena, &s->origins.at[last - 1].roots, given->member);
  }
  for (size_t i = 0; i < s->given->sides.len; i++) s->side_of[s->given->sides.at[i].member] = s->given->sides.at[i].side;
}

/* What refers to a told event of the step is mentioned there; any other event is there for what refers to it. */
void ro_settle_given(ro_settling *s) {
  ro_map told;
  ro_map_init(&told, s->arena);
  take_origins(s);
  for (size_t e = 0; e < s->events.len; e++) *ro_map_put(&told, ro_event_identity(s, &s->events.at[e]), NULL) = e;
  for (size_t i = 0; i < s->given->events.len; i++) {
    const ro_given_event *given = &s->given->events.at[i];
    const uint64_t *own = ro_map_get(&told, given->id);
    if (own) {
      take_nodes(s, &given->nodes, (size_t)*own, &s->events.at[*own].mentions);
      continue;
    }
    ro_settled_event event = {.is_given = true, .id = given->id, .day = given->day, .occasion = RO_NONE};
    take_nodes(s, &given->nodes, s->events.len, &event.nodes);
    RO_PUSH(s->arena, &s->events, event);
  }
}

static void find_held(const ro_settling *s, ro_step_lines *out) {
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_settled_event *event = &s->events.at[e];
    if (event->is_given || event->occasion == RO_NONE || !s->events.at[event->occasion].is_given) continue;
    ro_held_beside held = {.session = s->events.at[event->occasion].id, .event = e};
    for (size_t i = 0; i < out->record.events.len; i++)
      if (ro_slice_equal(out->record.events.at[i].id, event->id)) held.place = out->record.events.at[i].place;
    RO_PUSH(s->arena, &out->held, held);
  }
}

/* Is the event one whose lines are of this step: told here, or referred to by members that are there for it? */
static bool is_own(const ro_settling *s, const ro_settled_event *event) {
  if (!event->is_given) return event->nodes.len > 0;
  return event->nodes.len > 0 && s->members[s->nodes.at[event->nodes.at[0]].member].is_context;
}

void ro_step_write(const ro_member *members, size_t n_members, const ro_lexicon *lexicon, const ro_surroundings *around,
                   const ro_given *given, ro_step_lines *out, ro_arena *arena) {
  ro_kept kept = {0};
  *out = (ro_step_lines){0};
  ro_map_init(&out->events, arena);
  ro_settling s = {.lexicon = lexicon, .arena = arena, .out = &out->record, .around = around, .kept = &kept, .given = given};
  ro_settling_run(&s, members, n_members);
  for (size_t e = 0; e < s.events.len; e++)
    if (is_own(&s, &s.events.at[e])) ro_map_put(&out->events, s.events.at[e].id, NULL);
  find_held(&s, out);
}
