/* CoNLL-U as others write it: no crash; what is read can be written, and read again. */
#include <stdlib.h>

#include "base/text.h"
#include "sentence/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  ro_slice bytes;
  ro_text out;
  readout_status status;
  ro_arena *arena;
} task;

static void read_body(void *ctx) {
  task *t = ctx;
  ro_conllu conllu;
  t->status = ro_conllu_read(&conllu, t->bytes, t->arena, NULL);
  if (t->status == READOUT_OK) ro_conllu_write_given(&t->out, &conllu);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, (size_t)64 << 20);
  task first = {.bytes = {(const char *)data, size}, .arena = &arena};
  ro_text_init(&first.out, 0);
  if (ro_guard_run(&guard, read_body, &first, NULL) == READOUT_OK && first.status == READOUT_OK) {
    task again = {.bytes = ro_text_slice(&first.out), .arena = &arena};
    ro_text_init(&again.out, 0);
    if (ro_guard_run(&guard, read_body, &again, NULL) == READOUT_OK && again.status != READOUT_OK) abort();
    ro_text_release(&again.out);
  }
  ro_text_release(&first.out);
  ro_arena_release(&arena);
  return 0;
}
