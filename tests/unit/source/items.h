/* What a source gives, to be held against what is expected; and packed bytes to give it. */
#ifndef RO_TESTS_SOURCE_ITEMS_H
#define RO_TESTS_SOURCE_ITEMS_H

#include <zlib.h>
#include <zstd.h>

#include "../base/scratch.h"
#include "source/source.h"

static inline ro_source *open_paths(const char *const *paths, size_t count, const ro_source_limits *limits) {
  ro_source *source = NULL;
  readout_error err;
  assert_int_equal(ro_source_open(&source, paths, count, limits, &err), READOUT_OK);
  return source;
}

/* All ids, one after the other with a space; what failed with "!" before it. */
static inline const char *ids_of(scratch *s, const char *const *paths, size_t count, const ro_source_limits *limits) {
  ro_source *source = open_paths(paths, count, limits);
  ro_slices ids = {0};
  ro_item item;
  while (ro_source_next(source, &item, &s->arena)) {
    ro_item_decode(&item, &s->arena);
    const char *mark = item.error.status == READOUT_OK ? "" : "!";
    size_t folder = strlen(s->folder) + 1;
    ro_slice id = ro_slice_starts(item.id, ro_slice_of(s->folder)) ? ro_slice_part(item.id, folder, item.id.len) : item.id;
    RO_PUSH(&s->arena, &ids, ro_arena_format(&s->arena, "%s%.*s", mark, (int)id.len, id.ptr));
  }
  ro_source_close(source);
  return ro_arena_join(&s->arena, ids.at, ids.len, RO_LIT(" ")).ptr;
}

static inline ro_item only_item(scratch *s, const char *path, const ro_source_limits *limits) {
  ro_source *source = open_paths(&path, 1, limits);
  ro_item item, none;
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_false(ro_source_next(source, &none, &s->arena));
  ro_source_close(source);
  ro_item_decode(&item, &s->arena);
  return item;
}

/* One gzip member. */
static inline ro_slice gzip_of(scratch *s, ro_slice bytes) {
  z_stream stream = {0};
  assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  size_t room = deflateBound(&stream, bytes.len);
  char *out = ro_arena_alloc(&s->arena, room, 1);
  stream.next_in = (Bytef *)(uintptr_t)bytes.ptr;
  stream.avail_in = (uInt)bytes.len;
  stream.next_out = (Bytef *)out;
  stream.avail_out = (uInt)room;
  assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
  ro_slice packed = {out, room - stream.avail_out};
  deflateEnd(&stream);
  return packed;
}

/* One zstd frame. */
static inline ro_slice zstd_of(scratch *s, ro_slice bytes) {
  size_t room = ZSTD_compressBound(bytes.len);
  char *out = ro_arena_alloc(&s->arena, room, 1);
  size_t len = ZSTD_compress(out, room, bytes.ptr, bytes.len, 3);
  assert_false(ZSTD_isError(len));
  return (ro_slice){out, len};
}

static inline ro_slice joined(scratch *s, const ro_slice *parts, size_t count) {
  return ro_arena_join(&s->arena, parts, count, RO_LIT(""));
}

#define JOINED(s, ...) joined((s), (const ro_slice[]){__VA_ARGS__}, sizeof((const ro_slice[]){__VA_ARGS__}) / sizeof(ro_slice))

/* `count` bytes of `c`. */
static inline ro_slice many(scratch *s, char c, size_t count) {
  char *bytes = ro_arena_alloc(&s->arena, count, 1);
  memset(bytes, c, count);
  return (ro_slice){bytes, count};
}

/* A record of a web archive; `fields` are further lines of its head, "" for none. */
static inline ro_slice record_of(scratch *s, const char *type, const char *uri, const char *fields, ro_slice block) {
  ro_slice head = ro_arena_format(&s->arena,
                                  "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
                                  "WARC-Record-ID: <urn:x:%s>\r\n%sContent-Length: %zu\r\n\r\n",
                                  type, uri, strrchr(uri, '/') ? strrchr(uri, '/') + 1 : uri, fields, block.len);
  return JOINED(s, head, block, RO_LIT("\r\n\r\n"));
}

/* An answer with status 200; `fields` are further lines of HTTP's head. */
static inline ro_slice answer_of(scratch *s, const char *uri, const char *type, const char *fields, ro_slice body) {
  ro_slice head = ro_arena_format(&s->arena, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n%s\r\n", type, fields);
  return record_of(s, "response", uri, "Content-Type: application/http; msgtype=response\r\n", JOINED(s, head, body));
}

static inline ro_slice page_of(scratch *s, const char *uri) {
  return answer_of(s, uri, "text/html", "", ro_arena_format(&s->arena, "<p>The page at %s.", uri));
}

/* Each error that reading `path` gives, a line each. */
static inline const char *errors_of(scratch *s, const char *path, const ro_source_limits *limits) {
  ro_source *source = open_paths(&path, 1, limits);
  ro_slices errors = {0};
  ro_item item;
  while (ro_source_next(source, &item, &s->arena)) {
    ro_item_decode(&item, &s->arena);
    if (item.error.status == READOUT_OK) continue;
    assert_int_not_equal(item.error.message[0], '\0');
    RO_PUSH(&s->arena, &errors, ro_arena_copy(&s->arena, ro_slice_of(item.error.message)));
  }
  ro_source_close(source);
  return ro_arena_join(&s->arena, errors.at, errors.len, RO_LIT("\n")).ptr;
}

#endif
