/*
 * Where the nodes of a network lie: by Graphviz's stress majorization (Gansner, Koren, North 2004), from a fixed start,
 * components packed beside each other. Only the positions are taken. Left out where Readout is built without READOUT_PICTURES.
 */
#ifndef RO_FORMAT_NETWORK_LAYOUT_H
#define RO_FORMAT_NETWORK_LAYOUT_H

#include <readout/error.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ro_layout_node {
  long width, height; /* in: the room that it needs, in pixels */
  long x, y;          /* out: its middle, from 0, y downwards */
} ro_layout_node;

typedef struct ro_layout_tie {
  size_t a, b; /* nodes */
} ro_layout_tie;

/*
 * The same nodes and ties give the same positions. One call at a time works, others wait: the library has state of its own.
 * READOUT_ERR_USAGE where it was left out, READOUT_ERR_IO where Graphviz's plugin cannot be loaded, READOUT_ERR_MEMORY.
 */
readout_status ro_layout(ro_layout_node *nodes, size_t n_nodes, const ro_layout_tie *ties, size_t n_ties, readout_error *err);

#endif
