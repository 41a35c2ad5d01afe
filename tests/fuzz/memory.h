/* A fuzzer's input as a flow. */
#ifndef RO_TESTS_FUZZ_MEMORY_H
#define RO_TESTS_FUZZ_MEMORY_H

#include <stdint.h>
#include <stdlib.h>

#include "source/flow.h"

#define HOLDS(condition) \
  if (!(condition)) abort()

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MEMORY_PIECE = 1000 };

/* A ro_flow_read over a slice, in small pieces. */
static inline ptrdiff_t read_memory(void *ctx, char *out, size_t room) {
  ro_slice *rest = ctx;
  ro_slice piece = ro_slice_part(*rest, 0, room < MEMORY_PIECE ? room : MEMORY_PIECE);
  if (piece.len > 0) memcpy(out, piece.ptr, piece.len);
  *rest = ro_slice_part(*rest, piece.len, rest->len);
  return (ptrdiff_t)piece.len;
}

#endif
