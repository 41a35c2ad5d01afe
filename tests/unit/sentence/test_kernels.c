/* Every variant of the kernels that this processor runs gives the bytes of the portable one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sentence/kernels.h"

#define ROWS 37
#define HIDDEN 48
#define INPUTS 72

static uint64_t state = 88172645463325252u;

static uint64_t draw(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static float draw_float(float size) {
  return ((float)(draw() % 20001) - 10000.0f) * size / 10000.0f;
}

typedef struct work {
  int8_t x[ROWS * INPUTS], carried[ROWS * 2 * HIDDEN], plain[6 * HIDDEN * INPUTS];
  int16_t packed[6 * HIDDEN * INPUTS], scratch[ROWS * INPUTS];
  float scales[6 * HIDDEN], biases[6 * HIDDEN];
  int32_t sums[ROWS * 6 * HIDDEN];
} work;

static int8_t draw_value(void) {
  return (int8_t)((int)(draw() % 255) - 127);
}

static void fill(work *w, size_t outputs) {
  for (size_t i = 0; i < ROWS * INPUTS; i++) w->x[i] = draw_value();
  for (size_t i = 0; i < ROWS * 2 * HIDDEN; i++) w->carried[i] = draw_value();
  for (size_t i = 0; i < outputs * INPUTS; i++) w->plain[i] = draw_value();
  for (size_t i = 0; i < INPUTS; i++) w->x[i] = 127, w->plain[i] = 127; /* as large as it gets */
  for (size_t o = 0; o < outputs; o++) {
    w->scales[o] = draw_float(1e-5f);
    w->biases[o] = draw_float(3.0f);
  }
}

static ro_weights multiplied(const ro_kernels *kernels, work *w, size_t n, size_t stride, size_t outputs) {
  kernels->pack(w->plain, outputs, INPUTS, w->packed);
  kernels->multiply(w->x, n, stride, INPUTS, w->packed, outputs, w->sums, w->scratch);
  return (ro_weights){outputs, INPUTS, w->packed, w->scales, w->biases};
}

static const char *const NAMES[] = {"sse4", "avx2", "avx512", "neon"};

static void sums_are_the_products(void **unused) {
  static work w;
  (void)unused;
  fill(&w, 45);
  multiplied(ro_kernels_named("portable"), &w, ROWS, INPUTS, 45);
  for (size_t i = 0; i < ROWS; i++)
    for (size_t o = 0; o < ro_padded(45); o++) {
      int32_t sum = 0;
      for (size_t k = 0; k < INPUTS && o < 45; k++) sum += w.x[i * INPUTS + k] * w.plain[o * INPUTS + k];
      assert_int_equal(w.sums[i * ro_padded(45) + o], sum);
    }
}

static void all_variants_give_the_same_bytes(void **unused) {
  static work w;
  static int32_t sums[2][ROWS * 6 * HIDDEN];
  static int8_t out[2][ROWS * 6 * HIDDEN];
  const ro_kernels *plain = ro_kernels_named("portable");
  size_t compared = 0;
  (void)unused;
  assert_non_null(plain);
  for (size_t v = 0; v < sizeof NAMES / sizeof *NAMES; v++) {
    const ro_kernels *fast = ro_kernels_named(NAMES[v]);
    if (!fast) continue;
    compared++;
    /* outputs, words, from one word to the next: less than INPUTS where windows overlap */
    const size_t shapes[][3] = {
        {6 * HIDDEN, ROWS, INPUTS}, {45, ROWS, INPUTS}, {45, ROWS, 24}, {7, 1, INPUTS}, {33, 9, 4}, {32, 8, INPUTS}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
      size_t outputs = shapes[s][0], n = shapes[s][1], width = ro_padded(outputs);
      fill(&w, outputs);
      for (size_t k = 0; k < 2; k++) {
        const ro_kernels *kernels = k ? fast : plain;
        memset(out[k], 0, sizeof out[k]);
        ro_weights weights = multiplied(kernels, &w, n, shapes[s][2], outputs);
        kernels->squash(w.sums, n, &weights, out[k]);
        memcpy(sums[k], w.sums, sizeof w.sums);
      }
      assert_memory_equal(sums[0], sums[1], n * width * sizeof(int32_t));
      assert_memory_equal(out[0], out[1], n * outputs);
      for (size_t k = 0; k < 2; k++) (k ? fast : plain)->squash_rows(sums[0], n * outputs, 3e-5f, out[k]);
      assert_memory_equal(out[0], out[1], n * outputs);
    }
    fill(&w, 6 * HIDDEN);
    ro_weights weights = multiplied(plain, &w, ROWS, INPUTS, 6 * HIDDEN);
    for (size_t carry = 0; carry < 2; carry++) {
      for (size_t k = 0; k < 2; k++) {
        float memory[HIDDEN];
        memcpy(out[k], w.carried, sizeof w.carried);
        (k ? fast : plain)->recur(w.sums, ROWS, &weights, HIDDEN, carry ? out[k] : NULL, out[k], memory);
      }
      assert_memory_equal(out[0], out[1], sizeof w.carried);
      assert_memory_not_equal(out[0], w.carried, sizeof w.carried);
    }
  }
  if (compared == 0) skip();
}

static void values_stay_between_the_bounds(void **unused) {
  const int32_t sums[4] = {INT32_MAX, INT32_MIN, 0, 1};
  int8_t out[4];
  (void)unused;
  ro_kernels_best()->squash_rows(sums, 4, 1.0f, out);
  assert_int_equal(out[0], 127);
  assert_int_equal(out[1], -127);
  assert_int_equal(out[2], 0);
  assert_int_equal(out[3], 97); /* tanh 1 = .76159 */
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(sums_are_the_products), cmocka_unit_test(all_variants_give_the_same_bytes),
                                     cmocka_unit_test(values_stay_between_the_bounds)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
