#include "source/flow.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "source/walk.h"

enum { CHUNK = 64 * 1024, MAGIC = 4, DICTIONARY_HEAD = 8, MOST_RATIO = 200 };
#define BOMBS_FROM ((size_t)1 << 30)
#define MOST_DICTIONARY ((size_t)16 << 20)

static ptrdiff_t read_file(void *ctx, char *out, size_t room) {
  const ro_flow *flow = ctx;
  ssize_t got;
  do {
    got = read(flow->fd, out, room);
  } while (got < 0 && errno == EINTR);
  return got;
}

static ro_slice raw_ahead(const ro_flow *flow) {
  return (ro_slice){flow->raw + flow->raw_at, flow->raw_len - flow->raw_at};
}

/* True when `wanted` bytes (at most a chunk) of the file stand in raw. */
static bool need_raw(ro_flow *flow, size_t wanted) {
  if (flow->raw_len - flow->raw_at >= wanted) return true;
  memmove(flow->raw, flow->raw + flow->raw_at, flow->raw_len - flow->raw_at);
  flow->raw_len -= flow->raw_at;
  flow->behind = flow->behind > flow->raw_at ? flow->behind - flow->raw_at : 0;
  flow->raw_at = 0;
  while (flow->raw_len < wanted && !flow->raw_ended) {
    ptrdiff_t got = flow->read(flow->ctx, flow->raw + flow->raw_len, CHUNK - flow->raw_len);
    if (got <= 0) flow->raw_ended = true;
    if (got < 0) (void)ro_fail_system(&flow->error, errno, "read", flow->name);
    if (got > 0) flow->raw_len += (size_t)got;
    if (got > 0) flow->taken += (size_t)got;
  }
  return flow->raw_len >= wanted;
}

/* Where the file stands at raw[raw_at]. */
static size_t raw_offset(const ro_flow *flow) {
  return flow->taken - (flow->raw_len - flow->raw_at);
}

static void fail_packed(ro_flow *flow, const char *why, const char *mend) {
  (void)ro_fail_at(&flow->error, READOUT_ERR_INPUT, 0, raw_offset(flow), "\"%s\" cannot be expanded at byte %zu: %s; %s",
                   flow->name, raw_offset(flow), why, mend);
}

static bool is_dictionary(ro_slice raw) {
  return ro_slice_starts(raw, RO_LIT("\x5D\x2A\x4D\x18"));
}

/* The frame before the records of a .warc.zst that holds their dictionary (the format's draft 1.0). */
static void take_dictionary(ro_flow *flow) {
  if (!need_raw(flow, DICTIONARY_HEAD)) return;
  const unsigned char *head = (const unsigned char *)raw_ahead(flow).ptr;
  size_t len = head[4] | (size_t)head[5] << 8 | (size_t)head[6] << 16 | (size_t)head[7] << 24;
  flow->raw_at += DICTIONARY_HEAD;
  ro_text dictionary;
  ro_text_init(&dictionary, MOST_DICTIONARY);
  while (dictionary.len < len && !dictionary.failed && need_raw(flow, 1)) {
    ro_slice part = ro_slice_part(raw_ahead(flow), 0, len - dictionary.len);
    ro_text_add(&dictionary, part);
    flow->raw_at += part.len;
  }
  bool is_whole = dictionary.len == len && !dictionary.failed;
  if (!is_whole || !ro_unpack_dictionary(&flow->unpack, ro_text_slice(&dictionary))) {
    fail_packed(flow, "its dictionary cannot be read", "is the file whole");
    flow->ended = true;
  }
  ro_text_release(&dictionary);
}

static void fail_memory(ro_flow *flow) {
  (void)ro_fail(&flow->error, READOUT_ERR_MEMORY, "no memory for reading \"%s\"", flow->name);
  flow->ended = true;
}

static void detect(ro_flow *flow) {
  (void)need_raw(flow, MAGIC);
  ro_packing packing = ro_packing_of(raw_ahead(flow));
  if (packing == RO_PACKED_NOT) return;
  bool has_dictionary = is_dictionary(raw_ahead(flow));
  if (!ro_unpack_open(&flow->unpack, packing)) {
    fail_memory(flow);
  } else if (has_dictionary) {
    take_dictionary(flow);
  }
}

static void begin(ro_flow *flow) {
  flow->raw = malloc(CHUNK);
  if (flow->raw) {
    detect(flow);
  } else {
    fail_memory(flow);
  }
}

void ro_flow_open_from(ro_flow *flow, ro_flow_read read, void *ctx, const char *name) {
  *flow = (ro_flow){.name = name, .read = read, .ctx = ctx, .fd = -1};
  begin(flow);
}

void ro_flow_open(ro_flow *flow, int fd, const char *name) {
  *flow = (ro_flow){.name = name, .read = read_file, .ctx = flow, .fd = fd};
  begin(flow);
}

void ro_flow_release(ro_flow *flow) {
  ro_unpack_release(&flow->unpack);
  free(flow->bytes);
  free(flow->raw);
  flow->bytes = flow->raw = NULL;
}

/* Room for a chunk behind the window. It is moved to the front only over what is no shorter than it: each byte moves once. */
static bool make_room(ro_flow *flow) {
  size_t kept = flow->len - flow->at;
  if (flow->cap - flow->len >= CHUNK) return true;
  if (flow->at >= kept) {
    if (kept > 0) memmove(flow->bytes, flow->bytes + flow->at, kept);
    flow->len = kept;
    flow->at = 0;
    if (flow->cap - flow->len >= CHUNK) return true;
  }
  size_t cap = flow->cap ? flow->cap : (size_t)CHUNK * 2;
  while (cap - flow->len < CHUNK) {
    if (cap > SIZE_MAX / 2) return false;
    cap *= 2;
  }
  char *grown = realloc(flow->bytes, cap);
  if (!grown) return false;
  flow->bytes = grown;
  flow->cap = cap;
  return true;
}

/* Passes over zeros behind a member, and, after damage, over what begins no member. False at the file's end. */
static bool find_member(ro_flow *flow) {
  while (need_raw(flow, 1)) {
    (void)need_raw(flow, MAGIC);
    ro_slice raw = raw_ahead(flow);
    bool begins = ro_packing_of(raw) == flow->unpack.packing;
    if (begins) break;
    if (*raw.ptr != '\0' && !flow->is_searching) {
      fail_packed(flow, "what follows the compressed data is none", "is the file damaged");
      flow->is_searching = true;
      return false;
    }
    flow->raw_at++;
  }
  if (flow->raw_at == flow->raw_len) return false;
  ro_unpack_again(&flow->unpack);
  flow->in_member = true;
  flow->behind = flow->raw_at + 1;
  return true;
}

/* Damage. It is often seen only behind the beginning of the next member: that is looked for from this one's on, as far as it is
 * still there. While searching, what merely looked like a beginning is passed over without a word. */
static void leave_member(ro_flow *flow, ro_unpacked how) {
  flow->in_member = false;
  if (!flow->is_searching || how == RO_UNPACKED_TOO_MUCH) {
    fail_packed(flow, ro_unpack_why(&flow->unpack),
                how == RO_UNPACKED_TOO_MUCH ? "expand it yourself if it is no trap" : "is the file damaged");
  }
  flow->is_searching = true;
  flow->raw_at = flow->behind;
}

static void expand(ro_flow *flow) {
  if (!flow->in_member && !find_member(flow)) return;
  ro_slice raw = raw_ahead(flow);
  size_t before = raw.len, room = flow->cap - flow->len, gave = 0;
  ro_unpacked done = ro_unpack_step(&flow->unpack, &raw, flow->bytes + flow->len, room, &gave);
  flow->raw_at += before - raw.len;
  flow->len += gave;
  flow->gave += gave;
  flow->holds_back = done == RO_UNPACKED_SOME && gave == room;
  if (flow->gave > BOMBS_FROM && flow->gave / MOST_RATIO > flow->taken) {
    fail_packed(flow, "it expands to more than 200 times its size", "expand it yourself if it is no trap");
    flow->ended = true;
  } else if (done == RO_UNPACKED_WRONG || done == RO_UNPACKED_TOO_MUCH) {
    leave_member(flow, done);
  } else {
    if (gave > 0) flow->is_searching = false;
    if (done == RO_UNPACKED_END) flow->in_member = false;
  }
}

static void copy_raw(ro_flow *flow) {
  ro_slice raw = ro_slice_part(raw_ahead(flow), 0, flow->cap - flow->len);
  if (raw.len > 0) memcpy(flow->bytes + flow->len, raw.ptr, raw.len);
  flow->len += raw.len;
  flow->raw_at += raw.len;
}

/* Some more into the window, a chunk at most. */
static void add_some(ro_flow *flow) {
  if (!make_room(flow)) {
    fail_memory(flow);
  } else if (flow->holds_back || need_raw(flow, 1)) {
    if (flow->unpack.packing == RO_PACKED_NOT) copy_raw(flow);
    if (flow->unpack.packing != RO_PACKED_NOT) expand(flow);
  } else {
    flow->ended = true;
    if (flow->in_member && flow->error.status == READOUT_OK) fail_packed(flow, "it ends inside", "is the file whole");
  }
}

bool ro_flow_need(ro_flow *flow, size_t wanted) {
  while (flow->len - flow->at < wanted && !flow->ended && flow->error.status == READOUT_OK) add_some(flow);
  return flow->len - flow->at >= wanted;
}

ro_slice ro_flow_ahead(const ro_flow *flow) {
  return flow->bytes ? (ro_slice){flow->bytes + flow->at, flow->len - flow->at} : RO_LIT("");
}

void ro_flow_take(ro_flow *flow, size_t count) {
  flow->at += count;
  flow->offset += count;
}

bool ro_flow_failed(ro_flow *flow, readout_error *err) {
  if (flow->error.status == READOUT_OK) return false;
  *err = flow->error;
  flow->error = (readout_error){0};
  return true;
}
