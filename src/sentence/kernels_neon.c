#include <arm_neon.h>

#define VARIANT neon
#define VEC int32x4_t
#define LANES 4
#define STEP 4
#define ROWS 2
#define LOAD(p) vld1q_s32((const void *)(p))
#define STORE(p, v) vst1q_s32(p, v)
#define ALL(i) vdupq_n_s32(i)
#define MULTIPLY_ADD(s, x, w) multiply_add(s, vreinterpretq_s16_s32(x), vreinterpretq_s16_s32(w))

static inline int32x4_t multiply_add(int32x4_t sum, int16x8_t x, int16x8_t w) {
  int32x4_t low = vmull_s16(vget_low_s16(x), vget_low_s16(w)), high = vmull_s16(vget_high_s16(x), vget_high_s16(w));
  return vaddq_s32(sum, vpaddq_s32(low, high));
}

#include "sentence/kernels.inc"
