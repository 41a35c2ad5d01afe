/* Feeds: every entry is an object that decodes, every failure says something, and the feed ends; so do its links, and lists of
 * feeds. */
#include "base/utf8.h"
#include "memory.h"
#include "source/feed.h"

enum { ARENA_BYTES = 64 << 20 };

typedef struct entry {
  ro_item item;
  ro_arena *arena;
} entry;

static void decode(void *ctx) {
  entry *e = ctx;
  ro_item_decode(&e->item, e->arena);
  HOLDS(e->item.error.status == READOUT_OK && e->item.text.ptr);
  HOLDS(ro_utf8_check(e->item.text) == e->item.text.len);
}

static bool may_be_refused(ro_slice json) {
  return ro_slice_find(json, RO_LIT("\\u0000"), 0) != SIZE_MAX;
}

static void read_links(ro_slice bytes) {
  ro_feed *feed = NULL;
  ro_feed_link link;
  readout_error err = {0};
  size_t line, count = 0;
  if (ro_feed_open(&feed, bytes, "x", &err) == READOUT_OK) {
    while (ro_feed_next_link(feed, &link, &line, &err)) {
      HOLDS(++count <= bytes.len + 1);
      HOLDS(err.status == READOUT_OK || err.message[0] != '\0');
      HOLDS(!link.url.ptr || ro_utf8_check(link.url) == link.url.len);
    }
  }
  ro_feed_close(feed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_feed *feed = NULL;
  ro_text json;
  ro_guard guard = {0};
  ro_arena arena;
  readout_error err = {0};
  size_t line, passed = 0, count = 0;
  ro_text_init(&json, 0);
  ro_arena_init(&arena, &guard, ARENA_BYTES);
  if (ro_feed_open(&feed, (ro_slice){(const char *)data, size}, "x", &err) == READOUT_OK) {
    while (ro_feed_next(feed, &json, &line, &passed, &err)) {
      HOLDS(++count <= size + 1);
      HOLDS(err.status == READOUT_OK || err.message[0] != '\0');
      if (err.status != READOUT_OK || may_be_refused(ro_text_slice(&json))) continue;
      entry e = {.item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = ro_text_slice(&json), .format = RO_ITEM_JSON},
                 .arena = &arena};
      (void)ro_guard_run(&guard, decode, &e, NULL);
      ro_arena_clear(&arena);
    }
  }
  ro_feed_close(feed);
  read_links((ro_slice){(const char *)data, size});
  ro_text_release(&json);
  ro_arena_release(&arena);
  return 0;
}
