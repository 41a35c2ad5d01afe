#include "format/network.h"

#include <stdlib.h>

#include "format/json_out.h"
#include "format/labels.h"

/* So many pixels in width for each party that is drawn, and how many at least and at most. */
enum { PIXELS_PER_NODE = 12, LEAST_SHOWN = 24, MOST_SHOWN = 100 };

typedef struct joining {
  ro_network *network;
  ro_map nodes, ties; /* place of an entity's node; of a tie by "a b" */
  bool by_person;
  size_t crowded, not_held; /* events that tie nobody */
  ro_arena *arena;
} joining;

/* -- nodes and ties --------------------------------------------------------------------------------------------------- */

static size_t node_of(joining *j, const ro_record_party *party) {
  bool is_person = party->person.ptr && (j->by_person || !party->of.ptr), is_new;
  ro_slice id = is_person ? party->person : party->of;
  if (!id.ptr) return (size_t)-1;
  uint64_t *place = ro_map_put(&j->nodes, id, &is_new);
  if (!is_new) return (size_t)*place;
  *place = j->network->nodes.len;
  const ro_record_entity *entity = ro_find_entity(j->network->index, id);
  ro_network_node node = {.id = id,
                          .name = ro_entity_name(j->network->index, id),
                          .kind = entity      ? entity->kind
                                  : is_person ? RO_PERSON
                                              : RO_COUNTRY};
  if (is_person && party->of.ptr) node.of = ro_entity_name(j->network->index, party->of);
  RO_PUSH(j->arena, &j->network->nodes, node);
  return j->network->nodes.len - 1;
}

static void tie(joining *j, size_t a, size_t b, ro_slice event) {
  bool is_new;
  if (a > b) {
    size_t other = a;
    a = b;
    b = other;
  }
  uint64_t *place = ro_map_put(&j->ties, ro_arena_format(j->arena, "%zu %zu", a, b), &is_new);
  if (is_new) {
    *place = j->network->ties.len;
    RO_PUSH(j->arena, &j->network->ties, ((ro_network_tie){.a = a, .b = b}));
  }
  ro_network_tie *found = &j->network->ties.at[*place];
  found->meetings++;
  RO_PUSH(j->arena, &found->events, event);
}

/* The parties' nodes, each once. */
static ro_indexes nodes_of(joining *j, const ro_record_event *event) {
  ro_indexes nodes = {0};
  for (size_t i = 0; i < event->parties.len; i++) {
    size_t node = node_of(j, &event->parties.at[i]), at = 0;
    while (at < nodes.len && nodes.at[at] != node) at++;
    if (at == nodes.len && node != (size_t)-1) RO_PUSH(j->arena, &nodes, node);
  }
  return nodes;
}

static void add_event(joining *j, const ro_record_event *event) {
  if (event->status == RO_PLANNED || event->status == RO_CANCELLED) {
    j->not_held++;
    return;
  }
  if (event->parties.len > RO_NETWORK_PARTIES) {
    j->crowded++;
    return;
  }
  ro_indexes nodes = nodes_of(j, event);
  for (size_t i = 0; i < nodes.len; i++) {
    j->network->nodes.at[nodes.at[i]].meetings += nodes.len > 1;
    for (size_t k = i + 1; k < nodes.len; k++) tie(j, nodes.at[i], nodes.at[k], event->id);
  }
}

/* -- order ------------------------------------------------------------------------------------------------------------ */

typedef struct placed {
  ro_network_node node;
  size_t before;
} placed;

static int most_meetings_first(const void *a, const void *b) {
  const placed *left = a, *right = b;
  if (left->node.meetings != right->node.meetings) return left->node.meetings > right->node.meetings ? -1 : 1;
  int order = ro_slice_compare(left->node.name, right->node.name);
  return order != 0 ? order : ro_slice_compare(left->node.id, right->node.id);
}

static int by_nodes(const void *a, const void *b) {
  const ro_network_tie *left = a, *right = b;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return (left->b > right->b) - (left->b < right->b);
}

/* Nodes by their meetings, those that met nobody dropped; ties follow. */
static void put_in_order(ro_network *network, ro_arena *arena) {
  size_t n = network->nodes.len, kept = 0;
  placed *order = RO_NEW_ARRAY(arena, placed, n + 1);
  size_t *after = RO_NEW_ARRAY(arena, size_t, n + 1);
  for (size_t i = 0; i < n; i++) order[i] = (placed){network->nodes.at[i], i};
  if (n > 1) qsort(order, n, sizeof *order, most_meetings_first);
  for (size_t i = 0; i < n; i++) {
    after[order[i].before] = i;
    network->nodes.at[i] = order[i].node;
    if (order[i].node.meetings > 0) kept = i + 1;
  }
  network->nodes.len = kept;
  for (size_t i = 0; i < network->ties.len; i++) {
    ro_network_tie *t = &network->ties.at[i];
    size_t a = after[t->a], b = after[t->b];
    t->a = a < b ? a : b;
    t->b = a < b ? b : a;
  }
  if (network->ties.len > 1) qsort(network->ties.at, network->ties.len, sizeof *network->ties.at, by_nodes);
}

/* -- what is drawn ---------------------------------------------------------------------------------------------------- */

/* So many ties a node keep the picture readable. */
#define TIES_PER_NODE 2

typedef struct strength {
  size_t meetings, at;
} strength;

static int strongest_first(const void *a, const void *b) {
  const strength *left = a, *right = b;
  if (left->meetings != right->meetings) return left->meetings > right->meetings ? -1 : 1;
  return (left->at > right->at) - (left->at < right->at);
}

/* The strongest, and of each party its own strongest. Returns how many between shown parties are left out. */
static size_t choose_ties(ro_network *network, ro_arena *arena) {
  size_t n = 0, drawn = 0;
  strength *order = RO_NEW_ARRAY(arena, strength, network->ties.len + 1);
  bool *has_tie = RO_NEW_ARRAY(arena, bool, network->n_shown + 1);
  for (size_t i = 0; i < network->ties.len; i++)
    if (network->ties.at[i].b < network->n_shown) order[n++] = (strength){network->ties.at[i].meetings, i};
  if (n > 1) qsort(order, n, sizeof *order, strongest_first);
  for (size_t i = 0; i < n; i++) {
    ro_network_tie *t = &network->ties.at[order[i].at];
    t->is_drawn = i < TIES_PER_NODE * network->n_shown || !has_tie[t->a] || !has_tie[t->b];
    drawn += t->is_drawn;
    has_tie[t->a] = has_tie[t->b] = true;
  }
  return n - drawn;
}

/* -- the whole -------------------------------------------------------------------------------------------------------- */

static void describe(joining *j, ro_slice who, size_t undrawn) {
  ro_network *network = j->network;
  ro_picture_head *head = &network->head;
  size_t n = network->nodes.len;
  head->kind = RO_LIT("network");
  head->title =
      who.ptr ? ro_arena_format(j->arena, "Who met at the meetings of %.*s", (int)who.len, who.ptr) : RO_LIT("Who met whom");
  const char *what = j->by_person ? "persons and bodies" : "countries and bodies";
  if (n == 0) {
    head->about = RO_LIT("No meeting of two parties that was held");
  } else {
    ro_slice ties = ro_count_label(network->ties.len, "pair", j->arena);
    head->about = ro_arena_format(j->arena, "%zu %s, %.*s that met", n, what, (int)ties.len, ties.ptr);
  }
  if (n > network->n_shown)
    RO_PUSH(j->arena, &head->notes,
            ro_arena_format(j->arena, "Shown are the %zu of the most meetings; %zu others are in the table only.",
                            network->n_shown, n - network->n_shown));
  if (undrawn > 0)
    RO_PUSH(j->arena, &head->notes,
            ro_arena_format(j->arena,
                            "Of the ties between them the strongest are drawn, two a party, and each party's own strongest; "
                            "%zu are in the table only.",
                            undrawn));
  if (j->crowded > 0)
    RO_PUSH(j->arena, &head->notes,
            ro_arena_format(j->arena, "%zu meeting%s of more than %d parties %s nobody.", j->crowded, j->crowded == 1 ? "" : "s",
                            RO_NETWORK_PARTIES, j->crowded == 1 ? "ties" : "tie"));
  if (j->not_held > 0)
    RO_PUSH(j->arena, &head->notes,
            ro_arena_format(j->arena, "%zu planned or cancelled meeting%s not counted.", j->not_held,
                            j->not_held == 1 ? " is" : "s are"));
}

static size_t count_shown(size_t n, long width) {
  size_t most = (size_t)(width / PIXELS_PER_NODE);
  if (most < LEAST_SHOWN) most = LEAST_SHOWN;
  if (most > MOST_SHOWN) most = MOST_SHOWN;
  return n < most ? n : most;
}

void ro_network_make(ro_network *network, const ro_record_index *index, const ro_indexes *events, bool by_person, ro_slice who,
                     long width, ro_arena *arena) {
  joining j = {.network = network, .by_person = by_person, .arena = arena};
  *network = (ro_network){.index = index};
  ro_map_init(&j.nodes, arena);
  ro_map_init(&j.ties, arena);
  for (size_t i = 0; i < events->len; i++) add_event(&j, &index->record->events.at[events->at[i]]);
  put_in_order(network, arena);
  network->n_shown = count_shown(network->nodes.len, width);
  describe(&j, who, choose_ties(network, arena));
}

/* -- table ------------------------------------------------------------------------------------------------------------ */

void ro_network_json(ro_text *out, const ro_network *network) {
  ro_picture_json_open(out, &network->head);
  ro_out_open(out, "parties", '[');
  for (size_t i = 0; i < network->nodes.len; i++) {
    const ro_network_node *node = &network->nodes.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "entity", node->id);
    ro_out_word(out, "kind", ro_entity_kind_name(node->kind));
    ro_out_text(out, "name", node->name);
    ro_out_text(out, "of", node->of);
    ro_out_size(out, "meetings", node->meetings);
    ro_out_bool(out, "shown", i < network->n_shown);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_open(out, "ties", '[');
  for (size_t i = 0; i < network->ties.len; i++) {
    const ro_network_tie *t = &network->ties.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "a", network->nodes.at[t->a].id);
    ro_out_text(out, "b", network->nodes.at[t->b].id);
    ro_out_size(out, "meetings", t->meetings);
    ro_out_bool(out, "drawn", t->is_drawn);
    ro_out_texts(out, "events", &t->events);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}
