/*
 * Lines of originals as others might hand them back: read, written, read again and written again, the two writings must be the
 * same bytes; so must what is kept of how they were given.
 */
#include <stdint.h>
#include <stdlib.h>

#include "format/json_original.h"

#define MOST_MEMORY ((size_t)64 << 20)

typedef struct run {
  ro_arena arena;
  ro_slice input;
  ro_text first, second;
} run;

static void check_given(run *r, ro_slice given) {
  ro_item item;
  if (ro_given_read(&item, given, &r->arena, NULL) != READOUT_OK) abort();
  ro_text_clear(&r->second);
  ro_given_write(&r->second, &item, &r->arena);
  if (!ro_slice_equal(ro_text_slice(&r->second), given)) abort();
}

static void check(void *ctx) {
  run *r = ctx;
  ro_original original, again;
  if (ro_original_read(&original, r->input, 0, &r->arena, NULL) != READOUT_OK) return;
  for (size_t i = 0; i < original.given.len; i++) check_given(r, original.given.at[i].given);
  ro_original_write(&r->first, &original, &r->arena);
  if (r->first.failed) return;
  if (ro_original_read(&again, ro_text_slice(&r->first), 0, &r->arena, NULL) != READOUT_OK) abort();
  ro_text_clear(&r->second);
  ro_original_write(&r->second, &again, &r->arena);
  if (!ro_slice_equal(ro_text_slice(&r->first), ro_text_slice(&r->second))) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  run r = {.input = {(const char *)data, size}};
  ro_arena_init(&r.arena, &guard, MOST_MEMORY);
  ro_text_init(&r.first, MOST_MEMORY);
  ro_text_init(&r.second, MOST_MEMORY);
  (void)ro_guard_run(&guard, check, &r, NULL);
  ro_text_release(&r.first);
  ro_text_release(&r.second);
  ro_arena_release(&r.arena);
  return 0;
}
