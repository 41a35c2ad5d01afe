/*
 * The network of who met whom as GEXF 1.3 (https://gexf.net; docs/formats/exports.md). Nodes are the parties of held events:
 * persons, and the countries and bodies for which they stood. Each event joins each two of its parties, and each two of the
 * countries and bodies that they are of: an edge's weight is the number of such events, its spells are their days.
 */
#ifndef RO_FORMAT_GEXF_H
#define RO_FORMAT_GEXF_H

#include "base/map.h"
#include "base/text.h"
#include "record/index.h"

typedef struct ro_gexf_spell {
  int64_t first, last; /* days as ro_civil_number() counts */
} ro_gexf_spell;

/* A node or an edge, and when there was something of it. */
typedef struct ro_gexf_thing {
  ro_slice from, to; /* of an edge, from < to; of a node from alone is its entity */
  size_t meetings;
  RO_ARRAY(ro_gexf_spell) spells;
} ro_gexf_thing;

typedef struct ro_gexf_node {
  ro_gexf_thing thing;
  ro_entity_kind kind;
  ro_slice name, iso, wikidata;
} ro_gexf_node;

typedef struct ro_gexf {
  ro_arena *arena; /* holds nodes and edges */
  ro_map node_of, edge_of;
  RO_ARRAY(ro_gexf_node) nodes;
  RO_ARRAY(ro_gexf_thing) edges;
} ro_gexf;

void ro_gexf_init(ro_gexf *gexf, ro_arena *arena);

/* Notes who met at an event; nothing of one that was not held. The index holds its entities. Nothing is borrowed. */
void ro_gexf_event(ro_gexf *gexf, const ro_record_index *index, const ro_record_event *event, ro_arena *scratch);

/* All of it, by identity. */
void ro_gexf_write(ro_gexf *gexf, ro_text *out, ro_slice version);

#endif
