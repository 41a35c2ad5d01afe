/* From scores of arcs to a tree. */
#ifndef RO_SENTENCE_TREE_H
#define RO_SENTENCE_TREE_H

#include <stdint.h>

#include "base/arena.h"

#define RO_TREE_MAX 256 /* words */

/* Memory for trees of up to `max_words`. The large tables are made when they are needed first: the likeliest heads are mostly a
 * tree. */
typedef struct ro_tree_scratch {
  ro_arena *arena;
  size_t max_words;
  int64_t *scores; /* slots × slots; NULL before */
  uint32_t *arcs;  /* the same: head and dependent in the sentence, 16 bits each */
  uint32_t *rows;  /* a few rows of 2 × slots */
} ro_tree_scratch;

void ro_tree_scratch_init(ro_tree_scratch *scratch, size_t max_words, ro_arena *arena);

/*
 * The tree with one root that has the highest sum of scores (Chu and Liu 1965, Edmonds 1967). scores[(d - 1) * stride + h] is
 * that of word h (1 … n; 0 is the root) as the head of word d; a word's own place is not looked at. heads[d - 1] gets the head of
 * d. O(n²) where the likeliest heads are a tree already, else O(n³) at worst. 1 ≤ n ≤ RO_TREE_MAX.
 */
void ro_tree_best(const int32_t *scores, size_t stride, size_t n, uint32_t *heads, ro_tree_scratch *scratch);

#endif
