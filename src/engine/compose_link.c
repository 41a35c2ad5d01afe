/* The step of references: groups of them and told events that they may be to. */
#include "engine/compose.h"

/* -- references: groups of them and told events -> where each was placed
 * --------------------------------------------------------- */

typedef struct placing_reference {
  ro_slice standing, component;
  size_t meeting;
  ro_given_reference given; /* its member is not known before all are there */
  ro_slice payload;         /* its standing, as it came */
} placing_reference;

typedef struct placing_node {
  ro_slice standing;
  size_t meeting;
} placing_node;

typedef struct placing_event {
  ro_slice component, id;
  RO_ARRAY(placing_node) nodes;
} placing_event;

typedef struct placing {
  ro_members members;
  ro_map seen; /* standings whose members are there */
  RO_ARRAY(placing_reference) references;
  RO_ARRAY(placing_event) events;
} placing;

static void take_once(ro_composer *c, placing *p, ro_slice standing, ro_row_fields *value) {
  bool is_new;
  if (!p->seen.arena) ro_map_init(&p->seen, &c->arena);
  ro_map_put(&p->seen, standing, &is_new);
  ro_members fresh = {0};
  ro_take_standing(c, value, &fresh, &c->arena);
  for (size_t i = 0; is_new && i < fresh.len; i++) RO_PUSH(&c->arena, &p->members, fresh.at[i]);
}

static void take_reference(ro_composer *c, placing *p, ro_row_fields *value) {
  placing_reference r = {.standing = ro_field_copy(value, &c->arena)};
  r.meeting = ro_field_count(value);
  r.given.meeting = r.meeting;
  r.given.day = ro_field_day(value);
  r.given.here = ro_field_number(value);
  r.given.group = ro_field_hex(value);
  r.component = ro_field_copy(value, &c->arena);
  r.payload = ro_arena_copy(&c->arena, value->ended ? RO_LIT("") : value->rest);
  take_once(c, p, r.standing, value);
  RO_PUSH(&c->arena, &p->references, r);
}

/* One event comes once for each group that it met. */
static void take_event(ro_composer *c, placing *p, ro_row_fields *value) {
  placing_event event = {.component = ro_field_copy(value, &c->arena)};
  (void)ro_field(value); /* its place in the component: what events are sorted by */
  event.id = ro_field_copy(value, &c->arena);
  if (p->events.len > 0 && ro_slice_equal(p->events.at[p->events.len - 1].id, event.id)) return;
  size_t n = ro_field_count(value);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++) {
    placing_node node = {.standing = ro_field_copy(value, &c->arena)};
    node.meeting = ro_field_count(value);
    take_once(c, p, node.standing, value);
    RO_PUSH(&c->arena, &event.nodes, node);
  }
  RO_PUSH(&c->arena, &p->events, event);
}

static void take_placing(ro_composer *c, void *state, ro_row_fields *value) {
  if (ro_field_letter(value) == 'r')
    take_reference(c, state, value);
  else
    take_event(c, state, value);
}

/* What was placed, in the component of its report; and who asks for that report. */
static void put_placed(ro_composer *c, const placing_reference *r, const ro_settled_event *event, ro_slice component) {
  ro_reference_order order = ro_reference_order_of(r->given.day, r->given.here);
  bool elsewhere = event->told && !ro_slice_equal(component, r->component);
  for (int mentioned = 0; mentioned <= elsewhere; mentioned++) {
    ro_row(c, "settling", mentioned ? component : r->component);
    ro_row_put_word(c, mentioned ? "m" : "p");
    ro_row_put(c, event->id);
    for (size_t i = 0; i < sizeof order.at / sizeof *order.at; i++) ro_row_put_hex(c, order.at[i]);
    ro_row_put(c, r->standing);
    ro_row_put_number(c, (int64_t)r->meeting);
    if (mentioned) ro_row_put(c, r->payload);
    ro_row_end(c);
  }
  if (event->told && !elsewhere) return;
  ro_row(c, "calls", r->standing);
  ro_row_put_word(c, "1");
  ro_row_put(c, event->told ? component : event->id);
  ro_row_end(c);
}

static void put_untold(ro_composer *c, const ro_settling *s, const ro_settled_event *event) {
  if (event->nodes.len == 0) return;
  ro_row(c, "settling", event->id);
  ro_row_put_word(c, "u");
  ro_row_put_day(c, event->day);
  ro_row_put_number(c, (int64_t)event->nodes.len);
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_row_put(c, s->members[s->nodes.at[event->nodes.at[i]].member].id);
    ro_row_put_number(c, (int64_t)s->nodes.at[event->nodes.at[i]].meeting);
  }
  ro_row_end(c);
}

/* False where a row names a report that is not there. */
static bool find_members(ro_composer *c, placing *p, ro_given *given) {
  bool found = true;
  for (size_t i = 0; i < p->references.len; i++) {
    p->references.at[i].given.member = ro_members_find(&p->members, p->references.at[i].standing);
    found = found && p->references.at[i].given.member != RO_NONE;
    RO_PUSH(&c->arena, &given->references, p->references.at[i].given);
  }
  for (size_t e = 0; e < p->events.len; e++) {
    ro_given_event event = {.id = p->events.at[e].id};
    for (size_t i = 0; i < p->events.at[e].nodes.len; i++) {
      const placing_node *node = &p->events.at[e].nodes.at[i];
      ro_given_node at = {ro_members_find(&p->members, node->standing), node->meeting};
      found = found && at.member != RO_NONE;
      RO_PUSH(&c->arena, &event.nodes, at);
    }
    RO_PUSH(&c->arena, &given->events, event);
  }
  if (!found) ro_refuse_row(c, "it names a report that is not there");
  return found && c->status == READOUT_OK;
}

static void end_placing(ro_composer *c, void *state) {
  placing *p = state;
  ro_given given = {.step = RO_STEP_LINK};
  ro_members_sort(&p->members);
  if (c->status != READOUT_OK || p->references.len == 0 || !find_members(c, p, &given)) return;
  const ro_settling *s = ro_step_link(p->members.at, p->members.len, c->lexicon, &given, &c->arena);
  for (size_t i = 0; i < p->references.len; i++) {
    const ro_given_reference *r = &p->references.at[i].given;
    size_t node = ro_settling_node(s, r->member, r->meeting);
    size_t event = node == RO_NONE ? RO_NONE : s->nodes.at[node].event;
    if (event == RO_NONE) continue;
    put_placed(c, &p->references.at[i], &s->events.at[event], event < p->events.len ? p->events.at[event].component : RO_LIT(""));
  }
  for (size_t e = p->events.len; e < s->events.len; e++) put_untold(c, s, &s->events.at[e]);
}

const ro_compose_step RO_COMPOSE_REFERENCES = {"references", sizeof(placing), take_placing, end_placing, false};
