/*
 * Growable arrays in an arena. Declare RO_ARRAY(type) as a field or variable, zeroed; items stand at .at[0 .. len).
 *
 *   RO_ARRAY(ro_span) spans = {0};
 *   RO_PUSH(arena, &spans, ((ro_span){0, 3}));
 *
 * Items move when the array grows: keep indexes, not pointers. The arena's maximum bounds the array.
 */
#ifndef RO_BASE_ARRAY_H
#define RO_BASE_ARRAY_H

#include "base/arena.h"

#define RO_ARRAY(type) \
  struct {             \
    type *at;          \
    size_t len, cap;   \
  }

/* Room for one more item of `size` bytes after `len`: returns the items' place, new or old, and updates *cap. */
void *ro_array_room(ro_arena *arena, void *items, size_t len, size_t *cap, size_t size);

#define RO_PUSH(arena, array, value)                                                                    \
  ((array)->at = ro_array_room((arena), (array)->at, (array)->len, &(array)->cap, sizeof *(array)->at), \
   (array)->at[(array)->len++] = (value))

typedef RO_ARRAY(ro_span) ro_spans;
typedef RO_ARRAY(ro_slice) ro_slices;
typedef RO_ARRAY(size_t) ro_indexes;

/* Sorts spans by start, joins those that touch or overlap. In place. */
void ro_spans_merge(ro_spans *spans);

/* True when `at` lies in one of the spans. */
bool ro_spans_hold(const ro_spans *spans, size_t at);

/* Sorts in byte order and drops doubles. In place. */
void ro_slices_sort_unique(ro_slices *slices);

bool ro_slices_have(const ro_slices *slices, ro_slice value);

#endif
