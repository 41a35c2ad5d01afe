#include "event/dendrogram.h"

#include <stdint.h>
#include <stdlib.h>

#define NO_NODE SIZE_MAX

typedef struct chaining {
  double *alike;
  size_t n;
  size_t *size; /* clusters stand for their lowest leaf; 0: joined with a lower one */
  size_t *node; /* of the cluster that stands for a leaf */
  size_t *chain;
  size_t len;
} chaining;

static size_t nearest(const chaining *c, size_t i) {
  size_t best = NO_NODE, before = c->len > 1 ? c->chain[c->len - 2] : NO_NODE;
  for (size_t k = 0; k < c->n; k++) {
    if (k == i || c->size[k] == 0) continue;
    if (best == NO_NODE || c->alike[i * c->n + k] > c->alike[i * c->n + best]) best = k;
  }
  if (before != NO_NODE && c->alike[i * c->n + before] >= c->alike[i * c->n + best]) return before; /* the chain ends */
  return best;
}

static ro_join join_last(chaining *c) {
  size_t x = c->chain[c->len - 1], y = c->chain[c->len - 2];
  size_t a = x < y ? x : y, b = x < y ? y : x;
  ro_join out = {c->node[a], c->node[b], c->alike[a * c->n + b]};
  double in_a = (double)c->size[a], in_b = (double)c->size[b];
  for (size_t k = 0; k < c->n; k++) {
    if (k == a || k == b || c->size[k] == 0) continue;
    double mean = (c->alike[a * c->n + k] * in_a + c->alike[b * c->n + k] * in_b) / (in_a + in_b);
    c->alike[a * c->n + k] = c->alike[k * c->n + a] = mean;
  }
  c->size[a] += c->size[b];
  c->size[b] = 0;
  c->len -= 2;
  return out;
}

ro_join *ro_dendrogram(const double *alike, size_t n, ro_arena *arena) {
  chaining c = {.alike = RO_NEW_ARRAY(arena, double, n *n + 1), .n = n};
  ro_join *joins = RO_NEW_ARRAY(arena, ro_join, n + 1);
  c.size = RO_NEW_ARRAY(arena, size_t, n + 1);
  c.node = RO_NEW_ARRAY(arena, size_t, n + 1);
  c.chain = RO_NEW_ARRAY(arena, size_t, n + 1);
  for (size_t i = 0; i < n * n; i++) c.alike[i] = alike[i];
  for (size_t i = 0; i < n; i++) {
    c.size[i] = 1;
    c.node[i] = i;
  }
  for (size_t k = 0; k + 1 < n;) {
    if (c.len == 0) {
      while (c.size[c.chain[0]] == 0) c.chain[0]++; /* the lowest that is left */
      c.len = 1;
    }
    size_t next = nearest(&c, c.chain[c.len - 1]);
    if (c.len > 1 && next == c.chain[c.len - 2]) {
      size_t lowest = next < c.chain[c.len - 1] ? next : c.chain[c.len - 1];
      joins[k] = join_last(&c);
      c.node[lowest] = n + k++;
      if (c.len == 0) c.chain[0] = 0;
    } else {
      c.chain[c.len++] = next;
    }
  }
  return joins;
}

static int by_index(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

void ro_dendrogram_leaves(const ro_join *joins, size_t n, size_t node, ro_indexes *out, ro_arena *arena) {
  ro_indexes open = {0};
  RO_PUSH(arena, &open, node);
  while (open.len > 0) {
    size_t at = open.at[--open.len];
    if (at < n) {
      RO_PUSH(arena, out, at);
      continue;
    }
    RO_PUSH(arena, &open, joins[at - n].a);
    RO_PUSH(arena, &open, joins[at - n].b);
  }
  if (out->len > 1) qsort(out->at, out->len, sizeof *out->at, by_index);
}
