/*
 * The arithmetic of the network. Values between -1 and 1 are int8 in 127ths, weights int8 with a scale for each output; sums are
 * exact in int32, and what is done in float is single operations of IEEE 754, never fused or reordered: every variant gives the
 * same bytes.
 */
#ifndef RO_SENTENCE_KERNELS_H
#define RO_SENTENCE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RO_UNIT 127.0f
#define RO_BLOCK 32 /* outputs; numbers of outputs are rounded up to it */
#define RO_GROUP 4  /* numbers of inputs are multiples of it */

typedef struct ro_weights {
  size_t outputs, inputs;
  const void *packed;  /* as `pack` below left them */
  const float *scales; /* of an int32 sum to a value, outputs of them */
  const float *biases;
} ro_weights;

static inline size_t ro_padded(size_t outputs) {
  return (outputs + RO_BLOCK - 1) / RO_BLOCK * RO_BLOCK;
}

typedef struct ro_kernels {
  const char *name;   /* "portable", "sse4", "avx2", "avx512", "neon" */
  size_t weight_size; /* bytes of a packed weight, at most 2 */

  /* weights, outputs × inputs, as this variant wants them: ro_padded(outputs) × inputs × weight_size bytes. */
  void (*pack)(const int8_t *weights, size_t outputs, size_t inputs, void *packed);

  /* sums[i][o] = Σ x[i * stride + k] · weight(o, k), for i < n and all padded outputs, those behind `outputs` 0. `scratch`: room
   * for n × the larger of stride and inputs int16. */
  void (*multiply)(const int8_t *x, size_t n, size_t stride, size_t inputs, const void *packed, size_t outputs, int32_t *sums,
                   void *scratch);

  /* out[i] = tanh(sums[i] · scale). */
  void (*squash_rows)(const int32_t *sums, size_t n, float scale, int8_t *out);

  /* out[i][o] = tanh(sums[i][o] · scales[o] + biases[o]), outputs of them, rows of the padded length in `sums`. */
  void (*squash)(const int32_t *sums, size_t n, const ro_weights *matrix, int8_t *out);

  /*
   * One layer's recurrence over a sentence (as Bradbury et al. 2017): sums has for each word the candidates z, forget gates f and
   * output gates o of the forward direction, then of the backward one, `hidden` each;
   *   c = f·c' + (1-f)·z        h = o·c + (1-o)·x, or o·c where x is NULL
   * x and out are n × 2·hidden, and may be the same. `memory` holds hidden floats.
   */
  void (*recur)(const int32_t *sums, size_t n, const ro_weights *matrix, size_t hidden, const int8_t *x, int8_t *out,
                float *memory);
} ro_kernels;

/* The fastest that this processor has; `name` asks for one: NULL where it is not to be had here. */
const ro_kernels *ro_kernels_best(void);
const ro_kernels *ro_kernels_named(const char *name);

#endif
