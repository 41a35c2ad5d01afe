#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

void *ro_array_room(ro_arena *arena, void *items, size_t len, size_t *cap, size_t size) {
  if (len < *cap) return items;
  if (*cap > SIZE_MAX / 2) ro_arena_refuse(arena, "an array is too long");
  size_t wider = *cap ? *cap * 2 : 8;
  if (len > 0 && wider <= SIZE_MAX / 2 / size && ro_arena_extend(arena, items, *cap * size, wider * size)) {
    *cap = wider;
    return items;
  }
  void *moved = ro_arena_room(arena, wider, size);
  if (len > 0) memcpy(moved, items, len * size);
  *cap = wider;
  return moved;
}

static int by_start(const void *a, const void *b) {
  const ro_span *left = a, *right = b;
  if (left->start != right->start) return left->start < right->start ? -1 : 1;
  return (left->end > right->end) - (left->end < right->end);
}

void ro_spans_merge(ro_spans *spans) {
  if (spans->len == 0) return;
  qsort(spans->at, spans->len, sizeof *spans->at, by_start);
  size_t last = 0;
  for (size_t i = 1; i < spans->len; i++) {
    if (spans->at[i].start > spans->at[last].end) {
      spans->at[++last] = spans->at[i];
    } else if (spans->at[i].end > spans->at[last].end) {
      spans->at[last].end = spans->at[i].end;
    }
  }
  spans->len = last + 1;
}

bool ro_spans_hold(const ro_spans *spans, size_t at) {
  for (size_t i = 0; i < spans->len; i++) {
    if (at >= spans->at[i].start && at < spans->at[i].end) return true;
  }
  return false;
}

static int by_bytes(const void *a, const void *b) {
  const ro_slice *left = a, *right = b;
  return ro_slice_compare(*left, *right);
}

void ro_slices_sort_unique(ro_slices *slices) {
  if (slices->len == 0) return;
  qsort(slices->at, slices->len, sizeof *slices->at, by_bytes);
  size_t last = 0;
  for (size_t i = 1; i < slices->len; i++) {
    if (!ro_slice_equal(slices->at[i], slices->at[last])) slices->at[++last] = slices->at[i];
  }
  slices->len = last + 1;
}

bool ro_slices_have(const ro_slices *slices, ro_slice value) {
  for (size_t i = 0; i < slices->len; i++) {
    if (ro_slice_equal(slices->at[i], value)) return true;
  }
  return false;
}
