#include <immintrin.h>

#define VARIANT sse4
#define VEC __m128i
#define LANES 4
#define STEP 4
#define ROWS 2
#define ZERO _mm_setzero_si128()
#define LOAD(p) _mm_loadu_si128((const void *)(p))
#define STORE(p, v) _mm_storeu_si128((void *)(p), v)
#define PAIR(x) _mm_set1_epi32(two_of(x))
#define MULTIPLY_ADD(s, a, w) _mm_add_epi32(s, _mm_madd_epi16(a, w))
#include "sentence/pair.h"

#include "sentence/kernels.inc"
