/*
 * Bytes that say they are a model: refused, or usable. The checksum is set right, so that what stands behind it is looked at too.
 * The table of rows is long and of no interest here: where the input has none, one of zeros is put behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "sentence/model.h"

#define ROWS_MAX ((size_t)8 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  const ro_model *model;
  ro_arena *arena;
} task;

static void analyse_body(void *ctx) {
  task *t = ctx;
  ro_tokens tokens;
  ro_spans whole = {0};
  ro_slice text = RO_LIT("Ministers agreed to build 3 ports in Lima\nWe agree. UN");
  RO_PUSH(t->arena, &whole, ((ro_span){0, text.len}));
  ro_tokens_make(&tokens, text, &whole, t->model, RO_NO_STATES, t->arena);
  for (size_t i = 0; i < tokens.tokens.len; i++)
    if (tokens.tokens.at[i].head != RO_NO_HEAD && tokens.tokens.at[i].head >= tokens.tokens.len) abort();
}

/* Room for the rows that the dims want, put behind the input; 0 where it has rows, or no dims to go by. */
static size_t rows_wanted(const uint8_t *data, size_t size) {
  ro_model_header header;
  ro_model_dims dims;
  if (size < sizeof header) return 0;
  memcpy(&header, data, sizeof header);
  uint64_t at = header.sections[RO_SECTION_DIMS].at;
  if (header.sections[RO_SECTION_ROWS].len != 0 || at > size || size - at < sizeof dims) return 0;
  memcpy(&dims, data + at, sizeof dims);
  size_t wanted = ((size_t)dims.n_words + RO_ROWS_BEHIND_WORDS) * dims.width;
  return wanted <= ROWS_MAX ? wanted : 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t begin = (size + 7) / 8 * 8, rows = rows_wanted(data, size), whole = rows ? begin + rows : size;
  char *bytes = calloc(whole + 8, 1); /* aligned as a mapping would be */
  ro_model model;
  ro_guard guard = {0};
  ro_arena arena;
  if (!bytes) return 0;
  if (size) memcpy(bytes, data, size);
  ro_arena_init(&arena, &guard, (size_t)64 << 20);
  if (whole >= sizeof(ro_model_header)) {
    ro_model_header header;
    memcpy(&header, bytes, sizeof header);
    if (rows) {
      header.sections[RO_SECTION_ROWS].at = begin;
      header.sections[RO_SECTION_ROWS].len = rows;
    }
    header.version = RO_MODEL_VERSION; /* so that the corpus stays of use when it changes */
    header.size = whole;
    header.checksum = ro_hash((ro_slice){bytes + sizeof header, whole - sizeof header}, 0);
    memcpy(bytes, &header, sizeof header);
  }
  if (ro_model_from_bytes(&model, bytes, whole, ro_kernels_best(), "fuzz", NULL) == READOUT_OK) {
    task t = {&model, &arena};
    ro_guard_run(&guard, analyse_body, &t, NULL);
  }
  ro_model_release(&model);
  ro_arena_release(&arena);
  free(bytes);
  return 0;
}
