#include <arm_neon.h>

#define VARIANT neon
#define VEC int32x4_t
#define LANES 4
#define STEP 4
#define ROWS 2
#define ZERO vdupq_n_s32(0)
#define LOAD(p) vld1q_s32((const void *)(p))
#define STORE(p, v) vst1q_s32(p, v)
#define PAIR(x) vdupq_n_s32(two_of(x))
#define MULTIPLY_ADD(s, a, w) multiply_add(s, vreinterpretq_s16_s32(a), vreinterpretq_s16_s32(w))
#include "sentence/pair.h"

static inline int32x4_t multiply_add(int32x4_t sum, int16x8_t a, int16x8_t w) {
  int32x4_t low = vmull_s16(vget_low_s16(a), vget_low_s16(w)), high = vmull_s16(vget_high_s16(a), vget_high_s16(w));
  return vaddq_s32(sum, vpaddq_s32(low, high));
}

#include "sentence/kernels.inc"
