#include "base/sets.h"

size_t *ro_sets(size_t n, ro_arena *arena) {
  size_t *parent = RO_NEW_ARRAY(arena, size_t, n + 1);
  for (size_t i = 0; i < n; i++) parent[i] = i;
  return parent;
}

size_t ro_set_of(size_t *parent, size_t i) {
  while (parent[i] != i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

void ro_set_join(size_t *parent, size_t a, size_t b) {
  a = ro_set_of(parent, a);
  b = ro_set_of(parent, b);
  if (a == b) return;
  parent[a < b ? b : a] = a < b ? a : b;
}
