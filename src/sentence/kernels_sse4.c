#include <immintrin.h>

#define VARIANT sse4
#define VEC __m128i
#define LANES 4
#define STEP 4
#define ROWS 2
#define LOAD(p) _mm_loadu_si128((const void *)(p))
#define STORE(p, v) _mm_storeu_si128((void *)(p), v)
#define ALL(i) _mm_set1_epi32(i)
#define MULTIPLY_ADD(s, x, w) _mm_add_epi32(s, _mm_madd_epi16(x, w))
#include "sentence/kernels.inc"
