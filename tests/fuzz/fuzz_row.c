/* CSV: the first line is the header row, what follows is split into rows and each is read under it. */
#include "base/utf8.h"
#include "memory.h"
#include "source/row.h"
#include "source/source.h"
#include "source/stream.h"

enum { ARENA_BYTES = 64 << 20, MOST_ROW = 4096 };

typedef struct run {
  ro_stream *stream;
  ro_arena arena;
  ro_text header, row;
} run;

static void read_rows(void *ctx) {
  run *r = ctx;
  size_t line;
  readout_error err;
  if (!ro_stream_next(r->stream, &r->header, &line, &err) || err.status != READOUT_OK) return;
  r->stream->delimiter = ro_row_delimiter(ro_text_slice(&r->header));
  (void)ro_row_has_text(ro_text_slice(&r->header), r->stream->delimiter, &r->arena);
  while (ro_stream_next(r->stream, &r->row, &line, &err)) {
    if (err.status != READOUT_OK) continue;
    ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .format = RO_ITEM_ROW, .line = line};
    item.header = ro_text_slice(&r->header);
    item.bytes = ro_text_slice(&r->row);
    ro_item_decode(&item, &r->arena);
    HOLDS(item.error.status == READOUT_OK || item.error.message[0] != '\0');
    HOLDS(item.error.status != READOUT_OK || ro_utf8_check(item.text) == item.text.len);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  ro_flow flow;
  ro_stream stream;
  ro_slice rest = {(const char *)data, size};
  run r = {.stream = &stream};
  ro_arena_init(&r.arena, &guard, ARENA_BYTES);
  ro_text_init(&r.header, MOST_ROW);
  ro_text_init(&r.row, MOST_ROW);
  ro_flow_open_from(&flow, read_memory, &rest, "x");
  ro_stream_init(&stream, &flow, RO_SPLIT_ROWS, MOST_ROW);
  (void)ro_guard_run(&guard, read_rows, &r, NULL);
  ro_flow_release(&flow);
  ro_text_release(&r.header);
  ro_text_release(&r.row);
  ro_arena_release(&r.arena);
  return 0;
}
