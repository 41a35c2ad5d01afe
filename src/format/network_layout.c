#include "format/network_layout.h"

#include <graphviz/gvc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/library.h"

#define PIXELS_PER_INCH 72 /* Graphviz's points */

#define CALLS(CALL)        \
  CALL(Agstrictundirected) \
  CALL(agattr)             \
  CALL(agclose)            \
  CALL(agedge)             \
  CALL(agnode)             \
  CALL(agopen)             \
  CALL(agset)              \
  CALL(agseterr)           \
  CALL(gvContext)          \
  CALL(gvFreeContext)      \
  CALL(gvFreeLayout)       \
  CALL(gvLayout)

typedef struct layout_calls {
  CALLS(RO_CALL_FIELD)
} layout_calls;

static readout_status load(layout_calls *calls, readout_error *err) {
  const ro_called called[] = {CALLS(RO_CALL_SLOT)};
  return ro_library_load(RO_GVC_FILE, called, sizeof called / sizeof *called, err);
}

/* Graphviz has globals. */
static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER;

/* It takes its words as if it might change them, and copies them. */
static void set(const layout_calls *calls, Agraph_t *graph, int kind, const char *name, const char *value) {
  calls->agattr(graph, kind, (char *)name, (char *)value);
}

static void set_size(const layout_calls *calls, Agnode_t *node, const char *name, long pixels) {
  char inches[32];
  snprintf(inches, sizeof inches, "%ld.%03ld", pixels / PIXELS_PER_INCH, pixels % PIXELS_PER_INCH * 1000 / PIXELS_PER_INCH);
  calls->agset(node, (char *)name, inches);
}

static Agnode_t **make_graph(const layout_calls *calls, Agraph_t *graph, const ro_layout_node *nodes, size_t n_nodes,
                             const ro_layout_tie *ties, size_t n_ties) {
  Agnode_t **made = calloc(n_nodes, sizeof(Agnode_t *));
  set(calls, graph, AGRAPH, "start", "7");
  set(calls, graph, AGRAPH, "overlap", "scalexy");
  set(calls, graph, AGRAPH, "pack", "10");
  set(calls, graph, AGRAPH, "packmode", "node");
  set(calls, graph, AGRAPH, "splines", "none");
  set(calls, graph, AGNODE, "shape", "box");
  set(calls, graph, AGNODE, "fixedsize", "true");
  set(calls, graph, AGNODE, "label", "");
  set(calls, graph, AGNODE, "width", "1");
  set(calls, graph, AGNODE, "height", "1");
  set(calls, graph, AGEDGE, "len", "1.6");
  for (size_t i = 0; made && i < n_nodes; i++) {
    made[i] = calls->agnode(graph, NULL, 1);
    if (!made[i]) {
      free(made);
      return NULL;
    }
    set_size(calls, made[i], "width", nodes[i].width);
    set_size(calls, made[i], "height", nodes[i].height);
  }
  for (size_t i = 0; made && i < n_ties; i++) calls->agedge(graph, made[ties[i].a], made[ties[i].b], NULL, 1);
  return made;
}

static long rounded(double points) {
  return (long)(points < 0 ? points - 0.5 : points + 0.5);
}

static void take_positions(Agnode_t *const *made, ro_layout_node *nodes, size_t n_nodes) {
  long left = 0, top = 0;
  for (size_t i = 0; i < n_nodes; i++) {
    nodes[i].x = rounded(ND_coord(made[i]).x);
    nodes[i].y = -rounded(ND_coord(made[i]).y);
    if (i == 0 || nodes[i].x < left) left = nodes[i].x;
    if (i == 0 || nodes[i].y < top) top = nodes[i].y;
  }
  for (size_t i = 0; i < n_nodes; i++) {
    nodes[i].x -= left;
    nodes[i].y -= top;
  }
}

static readout_status lay_out(const layout_calls *calls, GVC_t *gvc, ro_layout_node *nodes, size_t n_nodes,
                              const ro_layout_tie *ties, size_t n_ties, readout_error *err) {
  Agraph_t *graph = calls->agopen("network", *calls->Agstrictundirected, NULL);
  if (!graph) return ro_fail(err, READOUT_ERR_MEMORY, "out of memory for a network of %zu parties", n_nodes);
  Agnode_t **made = make_graph(calls, graph, nodes, n_nodes, ties, n_ties);
  readout_status status = READOUT_OK;
  if (!made) {
    status = ro_fail(err, READOUT_ERR_MEMORY, "out of memory for a network of %zu parties", n_nodes);
  } else if (calls->gvLayout(gvc, graph, "neato") != 0) {
    status = ro_fail(err, READOUT_ERR_IO, "Graphviz's layout \"neato\" cannot be loaded: install graphviz and run dot -c");
  } else {
    take_positions(made, nodes, n_nodes);
    calls->gvFreeLayout(gvc, graph);
  }
  free(made);
  calls->agclose(graph);
  return status;
}

readout_status ro_layout(ro_layout_node *nodes, size_t n_nodes, const ro_layout_tie *ties, size_t n_ties, readout_error *err) {
  if (n_nodes == 0) return READOUT_OK;
  layout_calls loaded, *calls = &loaded;
  RO_TRY(load(calls, err));
  pthread_mutex_lock(&in_use);
  calls->agseterr(AGMAX); /* it prints nothing */
  GVC_t *gvc = calls->gvContext();
  readout_status status = gvc ? lay_out(calls, gvc, nodes, n_nodes, ties, n_ties, err)
                              : ro_fail(err, READOUT_ERR_MEMORY, "out of memory for a network of %zu parties", n_nodes);
  if (gvc) calls->gvFreeContext(gvc);
  pthread_mutex_unlock(&in_use);
  return status;
}
