#include <immintrin.h>

#define VARIANT avx2
#define VEC __m256i
#define LANES 8
#define STEP 2
#define ROWS 4
#define LOAD(p) _mm256_loadu_si256((const void *)(p))
#define STORE(p, v) _mm256_storeu_si256((void *)(p), v)
#define ALL(i) _mm256_set1_epi32(i)
#define MULTIPLY_ADD(s, x, w) _mm256_add_epi32(s, _mm256_madd_epi16(x, w))
#include "sentence/kernels.inc"
