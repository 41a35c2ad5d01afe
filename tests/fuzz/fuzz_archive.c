/*
 * Web archives, compressed or not: records follow each other, each failure says something, and what is an item decodes to UTF-8
 * or says why not.
 */
#include "base/utf8.h"
#include "memory.h"
#include "source/archive.h"

enum { ARENA_BYTES = 256 << 20, MOST_BLOCK = 4096 };

typedef struct run {
  ro_slice rest;
  ro_flow flow;
  ro_arena arena;
} run;

static void check_item(ro_item *item, ro_arena *arena) {
  HOLDS(item->id.ptr && item->source.ptr);
  ro_item_decode(item, arena);
  if (item->error.status != READOUT_OK) {
    HOLDS(item->error.message[0] != '\0');
    return;
  }
  HOLDS(item->text.ptr && ro_utf8_check(item->text) == item->text.len);
}

static void read_all(void *ctx) {
  run *r = ctx;
  ro_warc warc;
  ro_warc_record record;
  readout_error err;
  size_t last = 0;
  ro_warc_init(&warc, &r->flow, MOST_BLOCK);
  for (bool is_first = true; ro_warc_next(&warc, &record, &err); is_first = false) {
    HOLDS(is_first || record.offset >= last);
    HOLDS(err.status == READOUT_OK || err.message[0] != '\0');
    last = record.offset;
    if (err.status != READOUT_OK) continue;
    ro_item item = {.max = MOST_BLOCK};
    ro_passed why;
    if (ro_archive_item(&item, &record, "x", &why, &r->arena) == RO_ARCHIVED_ITEM) check_item(&item, &r->arena);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  run r = {.rest = {(const char *)data, size}};
  ro_arena_init(&r.arena, &guard, ARENA_BYTES);
  ro_flow_open_from(&r.flow, read_memory, &r.rest, "x");
  (void)ro_guard_run(&guard, read_all, &r, NULL);
  ro_flow_release(&r.flow);
  ro_arena_release(&r.arena);
  return 0;
}
