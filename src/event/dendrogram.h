/*
 * Hierarchical clustering by average link: the two clusters that are most alike on the average over all pairs join, until one is
 * left. Nearest-neighbour chains (Murtagh 1983): quadratic in time and memory.
 */
#ifndef RO_EVENT_DENDROGRAM_H
#define RO_EVENT_DENDROGRAM_H

#include "base/array.h"

/* Nodes 0 to n - 1 are the leaves; node n + k is what joins[k] made. */
typedef struct ro_join {
  size_t a, b; /* nodes */
  double alike;
} ro_join;

/* `alike` is n x n, symmetric. The n - 1 joins: each after those that it joins, the last makes the root. */
ro_join *ro_dendrogram(const double *alike, size_t n, ro_arena *arena);

/* The leaves below a node, in order. */
void ro_dendrogram_leaves(const ro_join *joins, size_t n, size_t node, ro_indexes *out, ro_arena *arena);

#endif
