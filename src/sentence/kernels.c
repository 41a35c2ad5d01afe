/* Which variants of the kernels there are, and which one this processor runs. */
#include "sentence/kernels.h"

#include <string.h>

extern const ro_kernels ro_kernels_portable;
#if defined(__x86_64__)
extern const ro_kernels ro_kernels_sse4, ro_kernels_avx2, ro_kernels_avx512;
#elif defined(__aarch64__)
extern const ro_kernels ro_kernels_neon;
#endif

static bool runs(const ro_kernels *kernels) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (kernels == &ro_kernels_sse4) return __builtin_cpu_supports("sse4.1");
  if (kernels == &ro_kernels_avx2) return __builtin_cpu_supports("avx2");
  if (kernels == &ro_kernels_avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
#endif
  (void)kernels;
  return true;
}

/* Fastest first. */
static const ro_kernels *const VARIANTS[] = {
#if defined(__x86_64__)
    &ro_kernels_avx512,
    &ro_kernels_avx2,
    &ro_kernels_sse4,
#elif defined(__aarch64__)
    &ro_kernels_neon,
#endif
    &ro_kernels_portable,
};

const ro_kernels *ro_kernels_best(void) {
  size_t i = 0;
  while (!runs(VARIANTS[i])) i++;
  return VARIANTS[i];
}

const ro_kernels *ro_kernels_named(const char *name) {
  for (size_t i = 0; i < sizeof VARIANTS / sizeof *VARIANTS; i++)
    if (strcmp(VARIANTS[i]->name, name) == 0) return runs(VARIANTS[i]) ? VARIANTS[i] : NULL;
  return NULL;
}
