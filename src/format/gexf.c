#include "format/gexf.h"

#include <stdlib.h>

#include "format/html_out.h"
#include "format/labels.h"

void ro_gexf_init(ro_gexf *gexf, ro_arena *arena) {
  *gexf = (ro_gexf){.arena = arena};
  ro_map_init(&gexf->node_of, arena);
  ro_map_init(&gexf->edge_of, arena);
}

/* -- gathering ------------------------------------------------------------------------------------------------------------ */

static void note(ro_gexf *g, ro_gexf_thing *thing, const ro_gexf_spell *spell) {
  thing->meetings++;
  if (spell) RO_PUSH(g->arena, &thing->spells, *spell);
}

static void note_node(ro_gexf *g, const ro_record_index *index, ro_slice id, const ro_gexf_spell *spell) {
  const ro_record_entity *entity = ro_find_entity(index, id);
  bool is_new;
  if (!entity) return;
  ro_slice key = ro_map_get(&g->node_of, id) ? id : ro_arena_copy(g->arena, id);
  uint64_t *at = ro_map_put(&g->node_of, key, &is_new);
  if (is_new) {
    ro_gexf_node node = {.thing.from = key, .kind = entity->kind, .name = ro_arena_copy(g->arena, entity->name)};
    node.iso = ro_arena_copy(g->arena, entity->iso);
    node.wikidata = ro_arena_copy(g->arena, entity->wikidata);
    *at = g->nodes.len;
    RO_PUSH(g->arena, &g->nodes, node);
  }
  note(g, &g->nodes.at[*at].thing, spell);
}

static void note_edge(ro_gexf *g, ro_slice pair, const ro_gexf_spell *spell) {
  bool is_new;
  ro_slice key = ro_map_get(&g->edge_of, pair) ? pair : ro_arena_copy(g->arena, pair);
  uint64_t *at = ro_map_put(&g->edge_of, key, &is_new);
  if (is_new) {
    size_t space = ro_slice_find(key, RO_LIT(" "), 0);
    ro_gexf_thing edge = {.from = ro_slice_part(key, 0, space), .to = ro_slice_part(key, space + 1, key.len)};
    *at = g->edges.len;
    RO_PUSH(g->arena, &g->edges, edge);
  }
  note(g, &g->edges.at[*at], spell);
}

/* "from to", from < to. */
static void add_pair(ro_slices *pairs, ro_slice a, ro_slice b, ro_arena *scratch) {
  int order = ro_slice_compare(a, b);
  if (!a.ptr || !b.ptr || order == 0) return;
  ro_slice parts[] = {order < 0 ? a : b, order < 0 ? b : a};
  RO_PUSH(scratch, pairs, ro_arena_join(scratch, parts, 2, RO_LIT(" ")));
}

void ro_gexf_event(ro_gexf *g, const ro_record_index *index, const ro_record_event *event, ro_arena *scratch) {
  ro_slices nodes = {0}, pairs = {0};
  ro_civil first, last;
  if (event->status != RO_HELD) return;
  bool dated = ro_event_days(event, &first, &last);
  ro_gexf_spell spell = {0};
  if (dated) spell = (ro_gexf_spell){ro_civil_number(first), ro_civil_number(last)};
  for (size_t i = 0; i < event->parties.len; i++) {
    const ro_record_party *a = &event->parties.at[i];
    if (a->person.ptr) RO_PUSH(scratch, &nodes, a->person);
    if (a->of.ptr) RO_PUSH(scratch, &nodes, a->of);
    for (size_t j = i + 1; j < event->parties.len; j++) {
      const ro_record_party *b = &event->parties.at[j];
      add_pair(&pairs, a->person.ptr ? a->person : a->of, b->person.ptr ? b->person : b->of, scratch);
      add_pair(&pairs, a->of, b->of, scratch);
    }
  }
  ro_slices_sort_unique(&nodes);
  ro_slices_sort_unique(&pairs);
  for (size_t i = 0; i < nodes.len; i++) note_node(g, index, nodes.at[i], dated ? &spell : NULL);
  for (size_t i = 0; i < pairs.len; i++) note_edge(g, pairs.at[i], dated ? &spell : NULL);
}

/* -- writing -------------------------------------------------------------------------------------------------------------- */

static int by_identity(const void *a, const void *b) {
  const ro_gexf_thing *left = a, *right = b;
  int order = ro_slice_compare(left->from, right->from);
  return order != 0 ? order : ro_slice_compare(left->to, right->to);
}

static int by_day(const void *a, const void *b) {
  const ro_gexf_spell *left = a, *right = b;
  if (left->first != right->first) return left->first < right->first ? -1 : 1;
  return (left->last > right->last) - (left->last < right->last);
}

static void write_attribute(ro_text *out, const char *name, ro_slice value) {
  ro_text_addf(out, " %s=\"", name);
  ro_html_text(out, value);
  RO_TAG(out, "\"");
}

/* Days that follow one another or overlap are one spell. */
static void write_spells(ro_gexf *g, ro_text *out, ro_gexf_thing *thing) {
  if (thing->spells.len == 0) return;
  qsort(thing->spells.at, thing->spells.len, sizeof *thing->spells.at, by_day);
  RO_TAG(out, "<spells>");
  for (size_t i = 0; i < thing->spells.len;) {
    ro_gexf_spell spell = thing->spells.at[i];
    for (i++; i < thing->spells.len && thing->spells.at[i].first <= spell.last + 1; i++)
      if (thing->spells.at[i].last > spell.last) spell.last = thing->spells.at[i].last;
    ro_slice first = ro_civil_label(ro_civil_of_number(spell.first), g->arena);
    ro_slice last = ro_civil_label(ro_civil_of_number(spell.last), g->arena);
    ro_text_addf(out, "<spell start=\"%.*s\" end=\"%.*s\"/>", (int)first.len, first.ptr, (int)last.len, last.ptr);
  }
  RO_TAG(out, "</spells>");
}

enum { OF_KIND, OF_ISO, OF_WIKIDATA, OF_MEETINGS };

static void write_value(ro_text *out, int of, ro_slice value) {
  if (value.len == 0) return;
  ro_text_addf(out, "<attvalue for=\"%d\"", of);
  write_attribute(out, "value", value);
  RO_TAG(out, "/>");
}

static void write_node(ro_gexf *g, ro_text *out, ro_gexf_node *node) {
  RO_TAG(out, "<node");
  write_attribute(out, "id", node->thing.from);
  write_attribute(out, "label", node->name);
  RO_TAG(out, "><attvalues>");
  write_value(out, OF_KIND, ro_slice_of(ro_entity_kind_name(node->kind)));
  write_value(out, OF_ISO, node->iso);
  write_value(out, OF_WIKIDATA, node->wikidata);
  write_value(out, OF_MEETINGS, ro_arena_format(g->arena, "%zu", node->thing.meetings));
  RO_TAG(out, "</attvalues>");
  write_spells(g, out, &node->thing);
  RO_TAG(out, "</node>\n");
}

static void write_edge(ro_gexf *g, ro_text *out, ro_gexf_thing *edge) {
  ro_text_addf(out, "<edge id=\"%.*s.%.*s\"", (int)edge->from.len, edge->from.ptr, (int)edge->to.len, edge->to.ptr);
  write_attribute(out, "source", edge->from);
  write_attribute(out, "target", edge->to);
  ro_text_addf(out, " weight=\"%zu\"", edge->meetings);
  if (edge->spells.len == 0) {
    RO_TAG(out, "/>\n");
    return;
  }
  RO_TAG(out, ">");
  write_spells(g, out, edge);
  RO_TAG(out, "</edge>\n");
}

static void write_head(ro_text *out, ro_slice version) {
  RO_TAG(out,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta><creator>readout ");
  ro_html_text(out, version);
  RO_TAG(out,
         "</creator><description>Who met whom</description></meta>\n"
         "<graph defaultedgetype=\"undirected\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n"
         "<attributes class=\"node\" mode=\"static\">"
         "<attribute id=\"0\" title=\"kind\" type=\"string\"/><attribute id=\"1\" title=\"iso\" type=\"string\"/>"
         "<attribute id=\"2\" title=\"wikidata\" type=\"string\"/><attribute id=\"3\" title=\"meetings\" type=\"integer\"/>"
         "</attributes>\n");
}

void ro_gexf_write(ro_gexf *g, ro_text *out, ro_slice version) {
  if (g->nodes.len > 1) qsort(g->nodes.at, g->nodes.len, sizeof *g->nodes.at, by_identity); /* a node begins with its thing */
  if (g->edges.len > 1) qsort(g->edges.at, g->edges.len, sizeof *g->edges.at, by_identity);
  write_head(out, version);
  RO_TAG(out, "<nodes>\n");
  for (size_t i = 0; i < g->nodes.len; i++) write_node(g, out, &g->nodes.at[i]);
  RO_TAG(out, "</nodes>\n<edges>\n");
  for (size_t i = 0; i < g->edges.len; i++) write_edge(g, out, &g->edges.at[i]);
  RO_TAG(out, "</edges>\n</graph>\n</gexf>\n");
}
