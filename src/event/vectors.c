#include "event/vectors.h"

#include <string.h>

#include "base/error.h"
#include "base/list_file.h"

#define MAGIC "ROVEC1\0"
#define HEAD 16 /* bytes before the hashes */
#define ROW (sizeof(uint64_t) + RO_VECTOR_DIMS)
#define LENGTH 127.0

static uint32_t number_at(const char *bytes) {
  uint32_t value = 0;
  for (size_t i = 4; i-- > 0;) value = value << 8 | (unsigned char)bytes[i];
  return value;
}

readout_status ro_vectors_open(ro_vectors *vectors, const char *data_dir, ro_arena *arena, readout_error *err) {
  ro_list_file list = {.data_dir = data_dir, .arena = arena, .err = err};
  if (!ro_list_file_open_bytes(&list, "models/words.vectors")) return list.status;
  ro_slice bytes = list.rest;
  size_t n = 0;
  bool whole = bytes.len >= HEAD && memcmp(bytes.ptr, MAGIC, sizeof MAGIC) == 0;
  if (whole) {
    n = number_at(bytes.ptr + 8);
    whole = number_at(bytes.ptr + 12) == RO_VECTOR_DIMS && (bytes.len - HEAD) / ROW == n && (bytes.len - HEAD) % ROW == 0;
  }
  if (!whole)
    return ro_fail(err, READOUT_ERR_INPUT, "\"%s/models/words.vectors\" is no whole file of vectors: install it again", data_dir);
  uint64_t *hashes = RO_NEW_ARRAY(arena, uint64_t, n);
  for (size_t i = 0; i < n; i++)
    hashes[i] = number_at(bytes.ptr + HEAD + 8 * i) | (uint64_t)number_at(bytes.ptr + HEAD + 8 * i + 4) << 32;
  for (size_t i = 1; i < n; i++)
    if (hashes[i - 1] >= hashes[i])
      return ro_fail(err, READOUT_ERR_INPUT, "\"%s/models/words.vectors\" is out of order at word %zu: install it again",
                     data_dir, i);
  const int8_t *packed = (const int8_t *)bytes.ptr + HEAD + sizeof(uint64_t) * n;
  int16_t *values = RO_NEW_ARRAY(arena, int16_t, n * RO_VECTOR_DIMS);
  for (size_t i = 0; i < n * RO_VECTOR_DIMS; i++) values[i] = packed[i];
  *vectors = (ro_vectors){n, hashes, values};
  return READOUT_OK;
}

const int16_t *ro_vector_of(const ro_vectors *vectors, uint64_t stem) {
  size_t low = 0, high = vectors->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (vectors->hashes[middle] < stem) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < vectors->n && vectors->hashes[low] == stem ? vectors->values + low * RO_VECTOR_DIMS : NULL;
}

double ro_vectors_alike(const int16_t *a, const int16_t *b) {
  int32_t dot = 0;
  for (size_t i = 0; i < RO_VECTOR_DIMS; i++) dot += a[i] * b[i];
  return dot / (LENGTH * LENGTH);
}
