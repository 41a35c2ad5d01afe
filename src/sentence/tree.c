#include "sentence/tree.h"

#define NOBODY UINT32_MAX
#define ROOT_PRICE ((int64_t)1 << 40) /* above any sum of scores: no more arcs from the root than must be */

/*
 * Words stand in slots 0 … n. A cycle of likeliest heads is drawn together into the slot of its first member, and gets a number
 * of its own, n + 1 and on; `parent` leads from a word or cycle to the cycle that it went into.
 */
typedef struct drawing {
  size_t n, slots;
  int64_t *scores; /* [head * slots + dependent] */
  uint32_t *arcs;  /* head << 16 | dependent, in the sentence */
  uint32_t *number, *parent, *best, *seen;
  uint32_t *cycle_first, *cycle_arcs, *cycle_member; /* arcs inside each cycle, and whose they are, one cycle behind the other */
  uint32_t n_cycles, n_arcs;
} drawing;

void ro_tree_scratch_init(ro_tree_scratch *scratch, size_t max_words, ro_arena *arena) {
  *scratch = (ro_tree_scratch){.arena = arena, .max_words = max_words};
  scratch->rows = RO_NEW_ARRAY(arena, uint32_t, 16 * (max_words + 1));
}

static void make_tables(ro_tree_scratch *scratch) {
  size_t slots = scratch->max_words + 1;
  if (scratch->scores) return;
  scratch->arcs = RO_NEW_ARRAY(scratch->arena, uint32_t, slots * slots);
  scratch->scores = RO_NEW_ARRAY(scratch->arena, int64_t, slots * slots);
}

static void likeliest(const int32_t *scores, size_t stride, size_t n, uint32_t *heads) {
  for (size_t d = 1; d <= n; d++) {
    const int32_t *row = scores + (d - 1) * stride;
    size_t best = 0;
    for (size_t h = 1; h <= n; h++)
      if (h != d && row[h] > row[best]) best = h;
    heads[d - 1] = (uint32_t)best;
  }
}

static bool is_tree(const uint32_t *heads, size_t n, uint32_t *seen) {
  size_t roots = 0;
  for (size_t i = 0; i <= n; i++) seen[i] = 0;
  for (uint32_t d = 1; d <= n; d++) {
    roots += heads[d - 1] == 0;
    uint32_t at = d;
    while (at != 0 && seen[at] == 0) seen[at] = d, at = heads[at - 1];
    if (at != 0 && seen[at] == d) return false;
  }
  return roots == 1;
}

static void set_up(drawing *t, const int32_t *scores, size_t stride) {
  for (size_t h = 0; h <= t->n; h++)
    for (size_t d = 1; d <= t->n; d++) {
      t->scores[h * t->slots + d] = (int64_t)scores[(d - 1) * stride + h] - (h == 0 ? ROOT_PRICE : 0);
      t->arcs[h * t->slots + d] = (uint32_t)(h << 16 | d);
    }
  for (size_t i = 0; i < t->slots; i++) t->number[i] = (uint32_t)i;
  for (size_t i = 0; i < 2 * t->slots; i++) t->parent[i] = NOBODY;
}

/* The likeliest head of each slot that stands; a slot on a cycle of them, or 0. */
static uint32_t find_cycle(drawing *t) {
  for (uint32_t d = 1; d <= t->n; d++) {
    if (t->number[d] == NOBODY) continue;
    t->best[d] = 0;
    for (uint32_t h = 1; h <= t->n; h++)
      if (h != d && t->number[h] != NOBODY && t->scores[h * t->slots + d] > t->scores[t->best[d] * t->slots + d]) t->best[d] = h;
  }
  for (size_t i = 0; i <= t->n; i++) t->seen[i] = 0;
  for (uint32_t d = 1; d <= t->n; d++) {
    uint32_t at = d;
    if (t->number[d] == NOBODY) continue;
    while (at != 0 && t->seen[at] == 0) t->seen[at] = d, at = t->best[at];
    if (at != 0 && t->seen[at] == d) return at;
  }
  return 0;
}

/* Draws the cycle through slot `first` together into it. */
static void contract(drawing *t, uint32_t first) {
  uint32_t cycle = (uint32_t)t->slots + t->n_cycles;
  t->cycle_first[t->n_cycles++] = t->n_arcs;
  for (size_t i = 0; i <= t->n; i++) t->seen[i] = 0;
  for (uint32_t at = first; !t->seen[at]; at = t->best[at]) {
    t->seen[at] = 1;
    t->cycle_arcs[t->n_arcs] = t->arcs[t->best[at] * t->slots + at];
    t->cycle_member[t->n_arcs++] = t->number[at];
    t->parent[t->number[at]] = cycle;
  }
  for (size_t v = 0; v <= t->n; v++) {
    if (t->number[v] == NOBODY || t->seen[v]) continue;
    int64_t in = INT64_MIN, out = INT64_MIN;
    uint32_t in_arc = 0, out_arc = 0;
    for (uint32_t c = 1; c <= t->n; c++) {
      if (!t->seen[c]) continue;
      int64_t enters = t->scores[v * t->slots + c] - t->scores[t->best[c] * t->slots + c], leaves = t->scores[c * t->slots + v];
      if (enters > in) in = enters, in_arc = t->arcs[v * t->slots + c];
      if (v > 0 && leaves > out) out = leaves, out_arc = t->arcs[c * t->slots + v];
    }
    t->scores[v * t->slots + first] = in;
    t->arcs[v * t->slots + first] = in_arc;
    if (v > 0) t->scores[first * t->slots + v] = out, t->arcs[first * t->slots + v] = out_arc;
  }
  for (uint32_t c = 1; c <= t->n; c++)
    if (t->seen[c]) t->number[c] = c == first ? cycle : NOBODY;
}

/* Takes the cycles apart again, last first: the arc that enters one replaces the arc inside it that ends in the same member. */
static void expand(const drawing *t, uint32_t *heads) {
  for (size_t d = 0; d < t->n; d++) heads[d] = NOBODY;
  for (size_t d = 1; d <= t->n; d++) {
    if (t->number[d] == NOBODY) continue;
    uint32_t arc = t->arcs[t->best[d] * t->slots + d];
    heads[(arc & 0xFFFF) - 1] = arc >> 16;
  }
  for (uint32_t k = t->n_cycles; k-- > 0;) {
    uint32_t cycle = (uint32_t)t->slots + k, end = k + 1 < t->n_cycles ? t->cycle_first[k + 1] : t->n_arcs, entered = NOBODY;
    for (uint32_t d = 1; d <= t->n && entered == NOBODY; d++) {
      if (heads[d - 1] == NOBODY) continue;
      uint32_t at = d;
      while (at != NOBODY && t->parent[at] != cycle) at = t->parent[at];
      entered = at;
    }
    for (uint32_t a = t->cycle_first[k]; a < end; a++)
      if (t->cycle_member[a] != entered) heads[(t->cycle_arcs[a] & 0xFFFF) - 1] = t->cycle_arcs[a] >> 16;
  }
}

void ro_tree_best(const int32_t *scores, size_t stride, size_t n, uint32_t *heads, ro_tree_scratch *scratch) {
  likeliest(scores, stride, n, heads);
  if (is_tree(heads, n, scratch->rows)) return;
  make_tables(scratch);
  size_t slots = n + 1;
  uint32_t *rows = scratch->rows;
  drawing t = {.n = n, .slots = slots, .scores = scratch->scores, .arcs = scratch->arcs};
  t.number = rows;
  t.best = rows + slots;
  t.seen = rows + 2 * slots;
  t.cycle_first = rows + 3 * slots;
  t.parent = rows + 4 * slots;
  t.cycle_arcs = rows + 6 * slots;
  t.cycle_member = rows + 8 * slots;
  set_up(&t, scores, stride);
  for (uint32_t first; (first = find_cycle(&t)) != 0;) contract(&t, first);
  expand(&t, heads);
}
