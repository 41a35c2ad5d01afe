#include "source/http.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/error.h"
#include "source/unpack.h"

enum { MOST_CODINGS = 4, FIRST_ROOM = 64 * 1024 };

/* The line that begins at *at, without its end; *at moved behind it. */
static ro_slice next_line(ro_slice text, size_t *at) {
  const char *end = *at < text.len ? memchr(text.ptr + *at, '\n', text.len - *at) : NULL;
  size_t stop = end ? (size_t)(end - text.ptr) : text.len;
  ro_slice line = ro_slice_part(text, *at, stop);
  *at = end ? stop + 1 : text.len;
  return line.len > 0 && line.ptr[line.len - 1] == '\r' ? ro_slice_part(line, 0, line.len - 1) : line;
}

ro_slice ro_http_field(ro_slice lines, const char *name) {
  ro_slice wanted = ro_slice_of(name);
  for (size_t at = 0; at < lines.len;) {
    ro_slice line = next_line(lines, &at);
    bool is_it =
        line.len > wanted.len && line.ptr[wanted.len] == ':' && ro_slice_equal_nocase(ro_slice_part(line, 0, wanted.len), wanted);
    if (is_it) return ro_slice_trim(ro_slice_part(line, wanted.len + 1, line.len));
  }
  return RO_ABSENT;
}

bool ro_http_head_read(ro_http_head *head, ro_slice block) {
  *head = (ro_http_head){0};
  size_t at = 0;
  ro_slice first = next_line(block, &at);
  const char *space = first.len > 0 ? memchr(first.ptr, ' ', first.len) : NULL;
  if (!ro_slice_starts(first, RO_LIT("HTTP/")) || !space) return false;
  ro_slice digits = ro_slice_trim(ro_slice_part(first, (size_t)(space - first.ptr), first.len));
  for (size_t i = 0; i < digits.len && i < 3 && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
    head->status = head->status * 10 + (unsigned)(digits.ptr[i] - '0');
  size_t fields = at;
  while (at < block.len) {
    size_t start = at;
    if (next_line(block, &at).len > 0) continue;
    ro_slice lines = ro_slice_part(block, fields, start);
    head->body = at;
    head->type = ro_http_field(lines, "Content-Type");
    head->encoding = ro_http_field(lines, "Content-Encoding");
    head->transfer = ro_http_field(lines, "Transfer-Encoding");
    return block.ptr[at - 1] == '\n';
  }
  return false;
}

ro_slice ro_http_media_type(ro_slice content_type) {
  const char *end = content_type.len > 0 ? memchr(content_type.ptr, ';', content_type.len) : NULL;
  return ro_slice_trim(end ? ro_slice_part(content_type, 0, (size_t)(end - content_type.ptr)) : content_type);
}

ro_slice ro_http_charset(ro_slice content_type) {
  ro_slice name = RO_LIT("charset=");
  for (size_t at = 0; at + name.len < content_type.len; at++) {
    if (!ro_slice_equal_nocase(ro_slice_part(content_type, at, at + name.len), name)) continue;
    size_t start = at + name.len, end;
    while (start < content_type.len && strchr("\"' ", content_type.ptr[start])) start++;
    for (end = start; end < content_type.len && !strchr("\"' ;,", content_type.ptr[end]);) end++;
    return end > start ? ro_slice_part(content_type, start, end) : RO_ABSENT;
  }
  return RO_ABSENT;
}

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The size in a chunk's first line; SIZE_MAX where none stands there. */
static size_t chunk_size(ro_slice line) {
  size_t size = 0, i = 0;
  for (; i < line.len && i < 15 && hex_value(line.ptr[i]) >= 0; i++) size = size * 16 + (size_t)hex_value(line.ptr[i]);
  bool ends = i == line.len || line.ptr[i] == ';' || line.ptr[i] == ' ';
  return i > 0 && ends ? size : SIZE_MAX;
}

/* The chunks joined; the body itself where its first line is no chunk's. A body that is cut off gives the chunks that it has. */
static ro_slice join_chunks(ro_slice body, ro_arena *arena) {
  size_t at = 0, len = 0;
  if (chunk_size(next_line(body, &at)) == SIZE_MAX) return body;
  char *out = ro_arena_alloc(arena, body.len, 1);
  for (at = 0; at < body.len;) {
    size_t size = chunk_size(next_line(body, &at));
    if (size == 0 || size == SIZE_MAX) break;
    ro_slice chunk = ro_slice_part(body, at, size < body.len - at ? at + size : body.len);
    if (chunk.len > 0) memcpy(out + len, chunk.ptr, chunk.len);
    len += chunk.len;
    at += chunk.len;
    if (at < body.len && body.ptr[at] == '\r') at++;
    if (at < body.len && body.ptr[at] == '\n') at++;
  }
  return (ro_slice){out, len};
}

/* zlib's head: deflate with a window that is no larger than its most, and a check of 31. */
static bool has_zlib_head(ro_slice body) {
  if (body.len < 2) return false;
  unsigned first = (unsigned char)body.ptr[0], second = (unsigned char)body.ptr[1];
  return (first & 0x0F) == 8 && first >> 4 <= 7 && (first * 256 + second) % 31 == 0;
}

/* RO_PACKED_NOT for one that changes nothing, or that the body is not in. False for one that is not known. */
static bool packing_of_coding(ro_slice coding, ro_slice body, ro_packing *packing) {
  *packing = RO_PACKED_NOT;
  if (ro_slice_equal_nocase(coding, RO_LIT("gzip")) || ro_slice_equal_nocase(coding, RO_LIT("x-gzip")) ||
      ro_slice_equal_nocase(coding, RO_LIT("zstd"))) {
    *packing = ro_packing_of(body);
  } else if (ro_slice_equal_nocase(coding, RO_LIT("deflate"))) {
    *packing = has_zlib_head(body) ? RO_PACKED_ZLIB : RO_PACKED_DEFLATE;
  } else if (ro_slice_equal_nocase(coding, RO_LIT("br"))) {
    *packing = RO_PACKED_BROTLI;
  } else {
    return coding.len == 0 || ro_slice_equal_nocase(coding, RO_LIT("identity")) ||
           ro_slice_equal_nocase(coding, RO_LIT("none")) || ro_slice_equal_nocase(coding, RO_LIT("utf-8"));
  }
  return true;
}

/* A page under a coding that it is not in. */
static bool looks_plain(ro_slice body) {
  ro_slice start = ro_slice_trim(ro_slice_part(body, 0, 64));
  return start.len > 0 && (start.ptr[0] == '<' || start.ptr[0] == '{' || start.ptr[0] == '[');
}

static void release_unpack(void *unpack) {
  ro_unpack_release(unpack);
}

static readout_status expand(ro_slice body, ro_packing packing, size_t max, ro_slice name, ro_slice *out, ro_arena *arena,
                             readout_error *err) {
  ro_unpack *unpack = RO_NEW(arena, ro_unpack);
  if (!ro_unpack_open(unpack, packing)) ro_arena_refuse(arena, "memory ran out while expanding");
  ro_arena_defer(arena, release_unpack, unpack);
  size_t len = 0, room = body.len < FIRST_ROOM ? FIRST_ROOM : body.len;
  char *bytes = ro_arena_alloc(arena, room, 1);
  ro_slice rest = body;
  for (;;) {
    size_t gave = 0, before = rest.len;
    ro_unpacked done = ro_unpack_step(unpack, &rest, bytes + len, room - len, &gave);
    len += gave;
    if (done == RO_UNPACKED_WRONG || done == RO_UNPACKED_TOO_MUCH) {
      return ro_fail(err, READOUT_ERR_INPUT, "%.*s cannot be expanded: %s", (int)name.len, name.ptr, ro_unpack_why(unpack));
    }
    if (len > max) {
      return ro_fail(err, READOUT_ERR_INPUT, "%.*s expands to more than %zu bytes", (int)name.len, name.ptr, max);
    }
    bool is_stuck = gave == 0 && rest.len == before && len < room;
    if (done == RO_UNPACKED_END || is_stuck) break;
    if (len < room) continue;
    char *larger = ro_arena_alloc(arena, room * 2, 1);
    memcpy(larger, bytes, len);
    bytes = larger;
    room *= 2;
  }
  ro_unpack_release(unpack);
  *out = (ro_slice){bytes, len};
  return READOUT_OK;
}

/* Where the last of a list of codings begins: it was put on last. */
static size_t last_coding(ro_slice codings) {
  size_t at = codings.len;
  while (at > 0 && codings.ptr[at - 1] != ',') at--;
  return at;
}

readout_status ro_http_payload(ro_slice body, ro_slice transfer, ro_slice encoding, size_t max, ro_slice name, ro_slice *payload,
                               ro_arena *arena, readout_error *err) {
  bool is_chunked =
      transfer.len >= 7 && ro_slice_equal_nocase(ro_slice_part(transfer, transfer.len - 7, transfer.len), RO_LIT("chunked"));
  *payload = is_chunked ? join_chunks(body, arena) : body;
  for (size_t n = 0; encoding.len > 0; n++) {
    size_t start = last_coding(encoding);
    ro_slice coding = ro_slice_trim(ro_slice_part(encoding, start, encoding.len));
    encoding = ro_slice_part(encoding, 0, start > 0 ? start - 1 : 0);
    ro_packing packing;
    if (n == MOST_CODINGS || !packing_of_coding(coding, *payload, &packing)) {
      return ro_fail(err, READOUT_ERR_INPUT, "%.*s is in the Content-Encoding \"%.*s\", which is not read", (int)name.len,
                     name.ptr, (int)(coding.len < 40 ? coding.len : 40), coding.ptr);
    }
    if (packing == RO_PACKED_NOT || payload->len == 0 || looks_plain(*payload)) continue;
    RO_TRY(expand(*payload, packing, max, name, payload, arena, err));
  }
  return READOUT_OK;
}
