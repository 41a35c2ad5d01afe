/* Markdown with front matter: what comes out is valid UTF-8, or an error says why nothing does. */
#include "base/utf8.h"
#include "memory.h"
#include "source/source.h"

enum { ARENA_BYTES = 256 << 20 };

typedef struct run {
  ro_slice bytes;
  ro_arena arena;
} run;

static void decode(void *ctx) {
  run *r = ctx;
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = r->bytes, .format = RO_ITEM_MARKDOWN};
  ro_item_decode(&item, &r->arena);
  if (item.error.status != READOUT_OK) {
    HOLDS(item.error.message[0] != '\0');
    return;
  }
  HOLDS(item.text.ptr && ro_utf8_check(item.text) == item.text.len && item.format == RO_ITEM_TEXT);
  HOLDS(!item.title.ptr || ro_utf8_check(item.title) == item.title.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  run r = {.bytes = {(const char *)data, size}};
  ro_arena_init(&r.arena, &guard, ARENA_BYTES);
  (void)ro_guard_run(&guard, decode, &r, NULL);
  ro_arena_release(&r.arena);
  return 0;
}
