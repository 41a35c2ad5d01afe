/* Bytes that say they are a model: refused, or usable. The checksum is set right, so that what stands behind it is looked at too.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "sentence/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  const ro_model *model;
  ro_arena *arena;
} task;

static void tag_body(void *ctx) {
  task *t = ctx;
  ro_tokens tokens;
  ro_spans whole = {0};
  ro_slice text = RO_LIT("Ministers agreed to build ports.");
  RO_PUSH(t->arena, &whole, ((ro_span){0, text.len}));
  ro_tokens_make(&tokens, text, &whole, t->model, t->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = malloc(size + 8); /* malloc aligns as a mapping would */
  ro_model model = {0};
  ro_guard guard = {0};
  ro_arena arena;
  if (!bytes) return 0;
  if (size) memcpy(bytes, data, size);
  ro_arena_init(&arena, &guard, (size_t)16 << 20);
  if (size >= sizeof(ro_model_header)) {
    ro_model_header header;
    memcpy(&header, bytes, sizeof header);
    header.size = size;
    header.checksum = ro_hash((ro_slice){bytes + sizeof header, size - sizeof header}, 0);
    memcpy(bytes, &header, sizeof header);
  }
  if (ro_model_from_bytes(&model, bytes, size, "fuzz", NULL) == READOUT_OK) {
    task t = {&model, &arena};
    ro_guard_run(&guard, tag_body, &t, NULL);
  }
  ro_arena_release(&arena);
  free(bytes);
  return 0;
}
