/*
 * What words mean, as static vectors (data/models/words.vectors, made by train/word_vectors.py): words that stand in like
 * contexts point in like directions.
 */
#ifndef RO_EVENT_VECTORS_H
#define RO_EVENT_VECTORS_H

#include <readout/error.h>
#include <stdint.h>

#include "base/arena.h"

#define RO_VECTOR_DIMS 48
#define RO_STEM_SEED 8 /* of the hash that stands for a stem, here and in terms.h */

typedef struct ro_vectors {
  size_t n;
  const uint64_t *hashes; /* of stems, rising */
  const int16_t *values;  /* n x RO_VECTOR_DIMS, wider than in the file: processors multiply and add these fastest; a vector's
                             length is about 127 */
} ro_vectors;

/* Reads the file of a data directory; its bytes live in `arena`. READOUT_ERR_INPUT or _IO says what is wrong with it. */
readout_status ro_vectors_open(ro_vectors *vectors, const char *data_dir, ro_arena *arena, readout_error *err);

/* A stem's vector, or NULL. */
const int16_t *ro_vector_of(const ro_vectors *vectors, uint64_t stem);

/* Cosine of two vectors, -1 to 1. */
double ro_vectors_alike(const int16_t *a, const int16_t *b);

#endif
