#include <immintrin.h>

#define VARIANT avx2
#define VEC __m256i
#define LANES 8
#define STEP 2
#define ROWS 4
#define ZERO _mm256_setzero_si256()
#define LOAD(p) _mm256_loadu_si256((const void *)(p))
#define STORE(p, v) _mm256_storeu_si256((void *)(p), v)
#define PAIR(x) _mm256_set1_epi32(two_of(x))
#define MULTIPLY_ADD(s, a, w) _mm256_add_epi32(s, _mm256_madd_epi16(a, w))
#include "sentence/pair.h"

#include "sentence/kernels.inc"
