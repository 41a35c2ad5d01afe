/* What a record was made of, as lines behind those of its export. */
#include "base/error.h"
#include "engine/record.h"
#include "format/export.h"
#include "format/json_original.h"

typedef struct sending {
  readout_record *record;
  readout_sink sink;
  void *ctx;
  ro_guard guard;
  ro_arena arena; /* of one original */
  ro_text line;
  ro_given_rows *originals;
  ro_original original;
  bool more;
  readout_status status;
  readout_error *err;
} sending;

/* The line that was written. */
static bool send_text(sending *s) {
  ro_slice line = ro_text_slice(&s->line);
  if (s->line.failed) {
    s->status = ro_fail(s->err, READOUT_ERR_MEMORY, "no memory for a line of the export");
  } else if (!s->sink(s->ctx, line.ptr, line.len)) {
    s->status = ro_fail(s->err, READOUT_ERR_STOPPED, "stopped");
  }
  ro_text_clear(&s->line);
  return s->status == READOUT_OK;
}

static bool send_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  sending *s = ctx;
  (void)type;
  (void)id;
  ro_export_findings(&s->line, line);
  return send_text(s);
}

static bool take_given(void *ctx, ro_slice report, ro_slice reader, ro_slice given) {
  sending *s = ctx;
  const ro_original_given one = {ro_arena_copy(&s->arena, report), ro_arena_copy(&s->arena, reader),
                                 ro_arena_copy(&s->arena, given)};
  RO_PUSH(&s->arena, &s->original.given, one);
  return true;
}

static void original_body(void *ctx) {
  sending *s = ctx;
  s->original = (ro_original){0};
  s->more = ro_given_next_original(s->originals, &s->original.sha256, &s->original.bytes);
  if (!s->more) return;
  s->status = ro_given_of_bytes(s->record->store, s->original.sha256, take_given, s, s->err);
  if (s->status != READOUT_OK) return;
  ro_original_write(&s->line, &s->original, &s->arena);
  (void)send_text(s);
}

static readout_status send_originals(sending *s) {
  readout_status status = ro_given_open_originals(s->record->store, &s->originals, s->err);
  s->more = status == READOUT_OK;
  while (s->more && status == READOUT_OK && s->status == READOUT_OK) {
    ro_arena_clear(&s->arena);
    status = ro_guard_run(&s->guard, original_body, s, s->err);
  }
  readout_status closed = ro_given_close(s->originals);
  if (status == READOUT_OK) status = s->status;
  return status == READOUT_OK ? closed : status;
}

readout_status ro_lines_with(readout_record *record, unsigned with, readout_sink sink, void *ctx, readout_error *err) {
  sending s = {.record = record, .sink = sink, .ctx = ctx, .err = err, .status = READOUT_OK};
  readout_status status = READOUT_OK;
  ro_arena_init(&s.arena, &s.guard, 0);
  ro_text_init(&s.line, 0);
  if (with & READOUT_WITH_FINDINGS) {
    status = ro_store_each_line(record->store, RO_LINE_FINDINGS, send_findings, &s, err);
    if (s.status != READOUT_OK) status = s.status;
  }
  if (status == READOUT_OK && (with & READOUT_WITH_ORIGINALS)) status = send_originals(&s);
  ro_text_release(&s.line);
  ro_arena_release(&s.arena);
  return status;
}
