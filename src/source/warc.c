#include "source/warc.h"

#include <stdint.h>

#include "source/http.h"

enum { MOST_HEAD = 64 * 1024, SHOWN_PART = 64 * 1024, BETWEEN = 4, LOOK_BEHIND = 16 };

void ro_warc_init(ro_warc *warc, ro_flow *flow, size_t max) {
  *warc = (ro_warc){.flow = flow, .max = max};
}

bool ro_warc_begins(ro_slice bytes) {
  bool has_name = ro_slice_starts(bytes, RO_LIT("WARC/1.")) || ro_slice_starts(bytes, RO_LIT("WARC/0."));
  size_t at = 7;
  if (!has_name) return false;
  while (at < bytes.len && at < 10 && bytes.ptr[at] >= '0' && bytes.ptr[at] <= '9') at++;
  return at > 7 && at < bytes.len && (bytes.ptr[at] == '\r' || bytes.ptr[at] == '\n');
}

/* Where in `bytes`, from `from` on, a record begins; SIZE_MAX where none does. */
static size_t find_record(ro_slice bytes, size_t from) {
  for (size_t at = ro_slice_find(bytes, RO_LIT("WARC/"), from); at != SIZE_MAX;
       at = ro_slice_find(bytes, RO_LIT("WARC/"), at + 1)) {
    if (ro_warc_begins(ro_slice_part(bytes, at, bytes.len))) return at;
  }
  return SIZE_MAX;
}

/* Passes over `count` bytes however many of them stand ahead. False where the file ends before. */
static bool pass(ro_flow *flow, size_t count) {
  while (count > 0) {
    if (!ro_flow_need(flow, 1)) return false;
    size_t part = ro_flow_ahead(flow).len;
    if (part > count) part = count;
    ro_flow_take(flow, part);
    count -= part;
  }
  return true;
}

/* To the next record, or the end of what can be read. */
static void resync(ro_flow *flow) {
  while (ro_flow_need(flow, LOOK_BEHIND)) {
    ro_slice ahead = ro_flow_ahead(flow);
    size_t at = find_record(ahead, 0);
    ro_flow_take(flow, at != SIZE_MAX ? at : ahead.len - (LOOK_BEHIND - 1));
    if (at != SIZE_MAX) return;
  }
  ro_flow_take(flow, ro_flow_ahead(flow).len);
}

static void pass_line_ends(ro_flow *flow) {
  while (ro_flow_need(flow, 1)) {
    ro_slice ahead = ro_flow_ahead(flow);
    size_t count = 0;
    while (count < ahead.len && (ahead.ptr[count] == '\r' || ahead.ptr[count] == '\n')) count++;
    ro_flow_take(flow, count);
    if (count < ahead.len) return;
  }
}

/* Where the block begins: behind the first empty line. 0 where the head does not end. */
static size_t head_end(ro_slice bytes) {
  for (size_t at = 0; at < bytes.len;) {
    const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
    if (!end) return 0;
    size_t stop = (size_t)(end - bytes.ptr);
    bool is_empty = stop == at || (stop == at + 1 && bytes.ptr[at] == '\r');
    at = stop + 1;
    if (is_empty) return at;
  }
  return 0;
}

static size_t need_head(ro_flow *flow) {
  for (size_t wanted = 1024;; wanted *= 2) {
    bool is_there = ro_flow_need(flow, wanted);
    size_t end = head_end(ro_slice_part(ro_flow_ahead(flow), 0, MOST_HEAD));
    if (end > 0 || !is_there || wanted >= MOST_HEAD) return end;
  }
}

/* A URI or id without the angle brackets around it. */
static ro_slice bare(ro_slice value) {
  bool has_brackets = value.len >= 2 && value.ptr[0] == '<' && value.ptr[value.len - 1] == '>';
  return has_brackets ? ro_slice_part(value, 1, value.len - 1) : value;
}

static bool read_length(ro_slice digits, size_t *length) {
  *length = 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || i >= 18) return false;
    *length = *length * 10 + (size_t)(digits.ptr[i] - '0');
  }
  return digits.len > 0;
}

static bool read_head(ro_warc_record *record, ro_slice head) {
  record->type = ro_http_field(head, "WARC-Type");
  record->id = bare(ro_http_field(head, "WARC-Record-ID"));
  record->uri = bare(ro_http_field(head, "WARC-Target-URI"));
  record->date = ro_http_field(head, "WARC-Date");
  record->content_type = ro_http_field(head, "Content-Type");
  record->segment = ro_http_field(head, "WARC-Segment-Number");
  return read_length(ro_http_field(head, "Content-Length"), &record->length);
}

/* Two line ends stand `at` bytes ahead, or another record, or the end: the record before it was as long as it said. */
static bool ends_at(ro_flow *flow, size_t at) {
  (void)ro_flow_need(flow, at + BETWEEN + LOOK_BEHIND);
  ro_slice behind = ro_slice_part(ro_flow_ahead(flow), at, SIZE_MAX);
  size_t count = 0;
  if (ro_slice_starts(behind, RO_LIT("\r\n\r\n"))) return true;
  while (count < behind.len && count < BETWEEN && (behind.ptr[count] == '\r' || behind.ptr[count] == '\n')) count++;
  return count == behind.len || ro_warc_begins(ro_slice_part(behind, count, behind.len));
}

#define FAIL_RECORD(warc, record, err, format, ...)                                                                         \
  (void)ro_fail_at((err), READOUT_ERR_INPUT, 0, (record)->offset, "record at byte %zu of \"%s\" " format, (record)->offset, \
                   (warc)->flow->name, __VA_ARGS__)

/* Gives up the record: to the next one within the bytes ahead, from `from` on, or behind them. */
static void give_up(ro_warc *warc, size_t from) {
  ro_flow_take(warc->flow, from);
  resync(warc->flow);
}

/* The block is not all there. Why the flow ended, if it failed, counts more than that. */
static void fail_cut(ro_warc *warc, const ro_warc_record *record, size_t head, readout_error *err) {
  size_t there = ro_flow_ahead(warc->flow).len - head;
  if (!ro_flow_failed(warc->flow, err)) {
    FAIL_RECORD(warc, record, err, "is cut off: %zu of %zu bytes are there; is the file whole", there, record->length);
    give_up(warc, head);
  } else {
    ro_flow_take(warc->flow, there + head);
  }
}

static void read_block(ro_warc *warc, ro_warc_record *record, size_t head, readout_error *err) {
  bool is_whole = record->length <= warc->max;
  size_t part = is_whole ? record->length : SHOWN_PART < record->length ? SHOWN_PART : record->length;
  if (!ro_flow_need(warc->flow, head + part)) {
    fail_cut(warc, record, head, err);
    return;
  }
  if (is_whole && !ends_at(warc->flow, head + part)) {
    FAIL_RECORD(warc, record, err, "does not end after the %zu bytes that its Content-Length states; write the archive anew",
                part);
    give_up(warc, head);
    return;
  }
  (void)read_head(record, ro_slice_part(ro_flow_ahead(warc->flow), 0, head)); /* the window may have moved */
  record->block = ro_slice_part(ro_flow_ahead(warc->flow), head, head + part);
  warc->held = head + part;
  warc->skip = record->length - part;
}

static void read_record(ro_warc *warc, ro_warc_record *record, readout_error *err) {
  ro_flow *flow = warc->flow;
  size_t head = need_head(flow);
  ro_slice lines = ro_slice_part(ro_flow_ahead(flow), 0, head);
  size_t next = find_record(lines, 1);
  if (head == 0) {
    if (!ro_flow_failed(flow, err)) FAIL_RECORD(warc, record, err, "has a head that does not end within %d bytes", MOST_HEAD);
    size_t ahead = ro_flow_ahead(flow).len;
    give_up(warc, ahead < MOST_HEAD ? ahead : MOST_HEAD);
  } else if (next != SIZE_MAX) {
    FAIL_RECORD(warc, record, err, "has a head that is cut off after %zu bytes", next);
    give_up(warc, next);
  } else if (!read_head(record, lines)) {
    FAIL_RECORD(warc, record, err, "has no Content-Length that is a number%s", "");
    give_up(warc, head);
  } else {
    read_block(warc, record, head, err);
  }
}

bool ro_warc_next(ro_warc *warc, ro_warc_record *record, readout_error *err) {
  ro_flow *flow = warc->flow;
  *record = (ro_warc_record){0};
  *err = (readout_error){0};
  ro_flow_take(flow, warc->held);
  bool is_there = pass(flow, warc->skip);
  warc->held = warc->skip = 0;
  if (!is_there) {
    record->offset = warc->last;
    if (!ro_flow_failed(flow, err)) {
      FAIL_RECORD(warc, record, err, "states a Content-Length that goes beyond the end%s; is the file whole", "");
    }
    return true;
  }
  pass_line_ends(flow);
  warc->last = record->offset = flow->offset;
  if (!ro_flow_need(flow, 1)) return ro_flow_failed(flow, err);
  (void)ro_flow_need(flow, LOOK_BEHIND);
  if (!ro_warc_begins(ro_flow_ahead(flow))) {
    resync(flow);
    (void)ro_fail_at(err, READOUT_ERR_INPUT, 0, record->offset,
                     "the %zu bytes at byte %zu of \"%s\" are no record of a web archive", flow->offset - record->offset,
                     record->offset, flow->name);
    return true;
  }
  read_record(warc, record, err);
  return true;
}
