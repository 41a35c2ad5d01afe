/* Any bytes as a dictionary of actors, then as a text in which its names are looked for: what is found lies in the text. */
#include <stdlib.h>

#include "statement/dictionary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  ro_slice bytes;
  ro_arena *arena;
} task;

static void load_body(void *ctx) {
  task *t = ctx;
  ro_dictionary dictionary;
  ro_list_file list = {.data_dir = "data", .arena = t->arena, .file = "fuzz", .rest = t->bytes};
  ro_dictionary_init(&dictionary, t->arena);
  ro_dictionary_take(&dictionary, &list);
  for (size_t at = 0; at < t->bytes.len; at++) {
    ro_dictionary_hit hit;
    if (!ro_dictionary_at(&dictionary, t->bytes, at, &hit)) continue;
    if (hit.len == 0 || at + hit.len > t->bytes.len) abort();
    ro_dictionary_code(hit.codes, 20200101);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  ro_arena arena;
  task t = {{(const char *)data, size}, &arena};
  ro_arena_init(&arena, &guard, (size_t)64 << 20);
  ro_guard_run(&guard, load_body, &t, NULL);
  ro_arena_release(&arena);
  return 0;
}
