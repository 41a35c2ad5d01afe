/*
 * Bytes to items. The first byte says as what the rest is taken: t a text, h a page, j a JSON object, l a file of lines, v a file
 * of JSON values, r a file of rows. What comes out is valid UTF-8, without carriage returns, and a page's blocks lie in its text
 * in order.
 */
#include "base/utf8.h"
#include "memory.h"
#include "source/html.h"
#include "source/source.h"
#include "source/stream.h"

enum { ARENA_BYTES = 256 << 20 };

typedef struct input {
  ro_slice bytes;
  ro_arena *arena;
  ro_item_format format;
} input;

static void check_page(ro_slice html, ro_arena *arena) {
  ro_page page;
  ro_page_parse(&page, html, arena);
  HOLDS(ro_utf8_check(page.text) == page.text.len);
  size_t end = 0;
  for (size_t i = 0; i < page.blocks.len; i++) {
    const ro_page_block *block = &page.blocks.at[i];
    HOLDS(block->span.start >= end && block->span.end > block->span.start && block->span.end <= page.text.len);
    HOLDS(block->element < page.elements.len && block->link_bytes <= block->span.end - block->span.start);
    end = block->span.end;
  }
  for (size_t i = 0; i < page.elements.len; i++) {
    const ro_page_element *element = &page.elements.at[i];
    HOLDS(element->parent <= i && element->first_block <= element->end_block && element->end_block <= page.blocks.len);
  }
}

static void decode(void *ctx) {
  input *in = ctx;
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = in->bytes, .format = in->format, .line = 1};
  ro_item_decode(&item, in->arena);
  if (item.error.status != READOUT_OK) {
    HOLDS(item.error.message[0] != '\0');
    return;
  }
  HOLDS(item.text.ptr && ro_utf8_check(item.text) == item.text.len);
  if (item.is_findings || item.text.len == 0) return;
  HOLDS(!memchr(item.text.ptr, '\r', item.text.len));
  if (item.format == RO_ITEM_TEXT) HOLDS(!memchr(item.text.ptr, '\0', item.text.len));
  if (item.format == RO_ITEM_HTML) check_page(item.text, in->arena);
}

static void split(ro_slice bytes, ro_splitting splitting) {
  ro_flow flow;
  ro_stream stream;
  ro_text item;
  ro_slice rest = bytes;
  size_t line, count = 0;
  readout_error err;
  ro_text_init(&item, 4096);
  ro_flow_open_from(&flow, read_memory, &rest, "x");
  ro_stream_init(&stream, &flow, splitting, 4096);
  while (ro_stream_next(&stream, &item, &line, &err)) {
    count++;
    HOLDS(line > 0 && count <= bytes.len + flow.gave + 1);
    HOLDS(err.status != READOUT_OK || item.len > 0);
  }
  HOLDS(stream.ended || flow.taken == bytes.len);
  ro_flow_release(&flow);
  ro_text_release(&item);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  ro_slice bytes = {(const char *)data + 1, size - 1};
  if (data[0] == 'l' || data[0] == 'v' || data[0] == 'r') {
    split(bytes, data[0] == 'l' ? RO_SPLIT_LINES : data[0] == 'v' ? RO_SPLIT_VALUES : RO_SPLIT_ROWS);
    return 0;
  }
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, ARENA_BYTES);
  input in = {bytes, &arena, data[0] == 't' ? RO_ITEM_TEXT : data[0] == 'h' ? RO_ITEM_HTML : RO_ITEM_JSON};
  (void)ro_guard_run(&guard, decode, &in, NULL);
  ro_arena_release(&arena);
  return 0;
}
