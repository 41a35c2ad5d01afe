/*
 * The network over one sentence (docs/models.md): what it says of each word.
 *
 *   rows of words -> sum -> window of three -> layers of gated recurrences -> tags, names, arcs -> tree -> relations
 */
#ifndef RO_SENTENCE_NETWORK_H
#define RO_SENTENCE_NETWORK_H

#include "sentence/names.h"
#include "sentence/tree.h"

#define RO_NETWORK_MAX RO_TREE_MAX /* words at once; longer sentences are read in parts */

/* Memory for sentences up to `max` words; one for each thread. */
typedef struct ro_network {
  const ro_model *model;
  size_t max;
  bool *unknown;    /* words of letters that the vocabulary lacks: they belong to no closed class */
  int8_t *embedded; /* (max + 3) × width: a row of zeros, the root, the words, a row of zeros */
  int8_t *states;   /* (max + 1) × 2·hidden: of the root and the words */
  int8_t *deps, *heads, *pairs;
  void *packed_heads;
  int32_t *sums;
  int16_t *scratch; /* the multiplication's */
  float *memory;
  ro_tree_scratch tree;
  uint32_t *tree_heads;
} ro_network;

typedef struct ro_word_reading {
  uint32_t head; /* 1 … n in the sentence, 0: none */
  uint8_t tag;   /* index into the model's tags */
  uint8_t rel;   /* index into the model's relations */
} ro_word_reading;

void ro_network_init(ro_network *network, const ro_model *model, size_t max, ro_arena *arena);

/* Reads n words into states, 1 ≤ n ≤ network->max; what follows is about them. */
void ro_network_encode(ro_network *network, const ro_slice *forms, const ro_slice *lowers, size_t n);

/* The states of the words that were encoded last, 2·hidden numbers each. */
const int8_t *ro_network_states(const ro_network *network);

/* Sets starts[i] where a sentence begins with word i > 0, though no rule saw its end before; returns how many. */
size_t ro_network_starts(ro_network *network, size_t n, bool *starts);

/* Tags and the tree, and what is thought of names; `out` and `names` get n each. */
void ro_network_read(ro_network *network, size_t n, ro_word_reading *out, ro_name_values *names);

#endif
