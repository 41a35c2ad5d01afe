/*
 * The arithmetic of the network. Values between -1 and 1 are int16 in units of 2^-13, weights int8 with a scale for each output;
 * sums are exact in int32, and what is done in float is single operations of IEEE 754, never fused or reordered: every variant
 * gives the same bytes.
 *
 *   ro_weights        outputs × inputs, packed for the processor: blocks of RO_BLOCK outputs, in each pairs of inputs
 *                    packed[block][pair][output][2]
 */
#ifndef RO_SENTENCE_KERNELS_H
#define RO_SENTENCE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RO_UNIT 8192.0f /* 2^13 */
#define RO_BLOCK 32     /* outputs; numbers of outputs are rounded up to it, and inputs are even */

typedef struct ro_weights {
  size_t outputs, inputs;
  const int16_t *packed; /* ro_packed_len() of them */
  const float *scales;   /* of an int32 sum to a value, outputs of them */
  const float *biases;
} ro_weights;

static inline size_t ro_padded(size_t outputs) {
  return (outputs + RO_BLOCK - 1) / RO_BLOCK * RO_BLOCK;
}

static inline size_t ro_packed_len(size_t outputs, size_t inputs) {
  return ro_padded(outputs) * inputs;
}

/* Where weight (output, input) stands in `packed`. */
static inline size_t ro_packed_at(size_t output, size_t input, size_t inputs) {
  return ((output / RO_BLOCK * (inputs / 2) + input / 2) * RO_BLOCK + output % RO_BLOCK) * 2 + input % 2;
}

typedef struct ro_kernels {
  const char *name; /* "portable", "sse4", "avx2", "avx512", "neon" */

  /* sums[i][o] = Σ x[i * stride + k] · packed(o, k), for i < n and all padded outputs. */
  void (*multiply)(const int16_t *x, size_t n, size_t stride, size_t inputs, const int16_t *packed, size_t outputs,
                   int32_t *sums);

  /* out[i] = tanh(sums[i] · scale) in units. */
  void (*squash_rows)(const int32_t *sums, size_t n, float scale, int16_t *out);

  /* out[i][o] = tanh(sums[i][o] · scales[o] + biases[o]) in `unit`s, outputs of them, rows of the padded length in `sums`. */
  void (*squash)(const int32_t *sums, size_t n, const ro_weights *matrix, float unit, int16_t *out);

  /*
   * One layer's recurrence over a sentence (as Bradbury et al. 2017): sums has for each word the candidates z, forget gates f and
   * output gates o of the forward direction, then of the backward one, `hidden` each;
   *   c = f·c' + (1-f)·z        h = o·c + (1-o)·x, or o·c where x is NULL
   * x and out are n × 2·hidden, and may be the same. `memory` holds hidden floats.
   */
  void (*recur)(const int32_t *sums, size_t n, const ro_weights *matrix, size_t hidden, const int16_t *x, int16_t *out,
                float *memory);
} ro_kernels;

/* The fastest that this processor has; `name` asks for one: NULL where it is not to be had here. */
const ro_kernels *ro_kernels_best(void);
const ro_kernels *ro_kernels_named(const char *name);

#endif
