/*
 * Who met whom: parties as nodes, joined where they met. A node is a person, or, `by_person` unset, the country or body that the
 * person speaks for; what is drawn are the parties of the most meetings that find room,
 * and of their ties the strongest.
 */
#ifndef RO_FORMAT_NETWORK_H
#define RO_FORMAT_NETWORK_H

#include "format/network_layout.h"
#include "format/svg.h"
#include "record/index.h"

/* An event of more parties says little about who met whom: it ties nobody. */
#define RO_NETWORK_PARTIES 12

typedef struct ro_network_node {
  ro_slice id, name, of; /* entity; `of` the country of a person, or absent */
  ro_entity_kind kind;
  size_t meetings;
} ro_network_node;

typedef struct ro_network_tie {
  size_t a, b; /* nodes, a < b */
  size_t meetings;
  ro_slices events; /* oldest first */
  bool is_drawn;    /* the table has all */
} ro_network_tie;

typedef struct ro_network {
  const ro_record_index *index;
  ro_picture_head head;
  RO_ARRAY(ro_network_node) nodes; /* of the most meetings first, then by name and identity */
  RO_ARRAY(ro_network_tie) ties;   /* by a, then b */
  size_t n_shown;                  /* nodes that are drawn: the first ones; the table has all */
} ro_network;

/*
 * Of the events that `events` lists (indexes, oldest first) those that were held, or may have been. `who` is the parties' name in
 * the title, or absent; `width` the drawing's. Everything is in `arena` or borrowed from the index and its record.
 */
void ro_network_make(ro_network *network, const ro_record_index *index, const ro_indexes *events, bool by_person, ro_slice who,
                     long width, ro_arena *arena);

/* READOUT_ERR_USAGE where the program was built without what lays networks out. */
readout_status ro_network_svg(ro_text *out, const ro_network *network, long width, ro_arena *arena, readout_error *err);

/* One line: nodes and ties, all of them. */
void ro_network_json(ro_text *out, const ro_network *network);

#endif
