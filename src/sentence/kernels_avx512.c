#include <immintrin.h>

#define VARIANT avx512
#define VEC __m512i
#define LANES 16
#define STEP 2
#define ROWS 8
#define LOAD(p) _mm512_loadu_si512(p)
#define STORE(p, v) _mm512_storeu_si512(p, v)
#define ALL(i) _mm512_set1_epi32(i)
#define OFFSET 128
#define MULTIPLY_ADD(s, x, w) _mm512_dpbusd_epi32(s, w, x)
#include "sentence/kernels.inc"
