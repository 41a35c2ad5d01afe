/* Findings as other programs might give them: read, written, read again and written again, the two writings must be the same
 * bytes. */
#include <stdint.h>
#include <stdlib.h>

#include "format/json_findings.h"

#define MOST_MEMORY ((size_t)64 << 20)

typedef struct run {
  ro_arena arena;
  ro_slice input;
  ro_text first, second;
} run;

static void check(void *ctx) {
  run *r = ctx;
  ro_findings findings, again;
  if (ro_findings_read(&findings, r->input, 1, &r->arena, NULL) != READOUT_OK) return;
  ro_findings_write(&r->first, &findings, &r->arena);
  if (r->first.failed) return;
  if (ro_findings_read(&again, ro_text_slice(&r->first), 1, &r->arena, NULL) != READOUT_OK) abort();
  ro_findings_write(&r->second, &again, &r->arena);
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
