#include <immintrin.h>

#define VARIANT avx512
#define VEC __m512i
#define LANES 16
#define STEP 2
#define ROWS 8
#define ZERO _mm512_setzero_si512()
#define LOAD(p) _mm512_loadu_si512(p)
#define STORE(p, v) _mm512_storeu_si512(p, v)
#define PAIR(x) _mm512_set1_epi32(two_of(x))
#define MULTIPLY_ADD(s, a, w) _mm512_dpwssd_epi32(s, a, w)
#include "sentence/pair.h"

#include "sentence/kernels.inc"
