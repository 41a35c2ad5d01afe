/*
 * Why a record concludes what it does: its findings are settled once more with a trace of what is asked for. Nothing is stored,
 * and what is told is what the same functions did.
 */
#include "base/error.h"
#include "engine/collect.h"
#include "engine/record.h"
#include "format/grounds_text.h"
#include "format/import.h"
#include "format/json_grounds.h"
#include "format/labels.h"

#define MAX_SEARCH ((size_t)16 << 30)

typedef struct explaining {
  readout_record *record;
  const char *const *ids;
  size_t n_ids;
  const readout_view *view;
  ro_guard guard;
  ro_arena arena;
  ro_record events; /* these alone: for their numbers */
  ro_importer importer;
  ro_slices known;   /* identities of all lines that can be explained */
  ro_slices reports; /* those of reports: to say what they are */
  ro_grounds grounds;
  ro_collection collection;
  ro_text out;
  readout_status status;
  readout_error *err;
} explaining;

/* -- which lines ------------------------------------------------------------------------------------------------------ */

static bool take_id(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  explaining *x = ctx;
  ro_slices *to = type == RO_LINE_REPORT ? &x->reports : &x->known;
  RO_PUSH(&x->arena, to, ro_arena_copy(&x->arena, id));
  if (type == RO_LINE_EVENT) x->status = ro_import_line(&x->importer, line, 0, NULL, x->err);
  return x->status == READOUT_OK;
}

/* Commitments go by the identity of their statement. */
static bool load_ids(explaining *x) {
  static const ro_line_type TYPES[] = {RO_LINE_REPORT,    RO_LINE_ORIGIN,     RO_LINE_ENTITY,      RO_LINE_EVENT,
                                       RO_LINE_STATEMENT, RO_LINE_DERIVATION, RO_LINE_DISCREPANCY, RO_LINE_FORMULATION};
  ro_importer_init(&x->importer, &x->events, &x->arena, true);
  for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES && x->status == READOUT_OK; i++) {
    readout_status status = ro_store_each_line(x->record->store, TYPES[i], take_id, x, x->err);
    if (x->status == READOUT_OK) x->status = status;
  }
  return x->status == READOUT_OK;
}

/* The event of a number in the list of events; absent where it is no number, or there is none of it. */
static ro_slice event_numbered(explaining *x, ro_slice asked) {
  size_t number = 0;
  for (size_t i = 0; i < asked.len; i++) {
    if (!ro_is_digit((uint32_t)(unsigned char)asked.ptr[i]) || number > 100000000) return RO_ABSENT;
    number = number * 10 + (size_t)(asked.ptr[i] - '0');
  }
  if (number == 0 || number > x->events.events.len) return RO_ABSENT;
  return x->events.events.at[ro_events_newest(&x->events, &x->arena).at[number - 1]].id;
}

static size_t count_begun(const ro_slices *ids, ro_slice asked, ro_slice *found) {
  size_t n = 0;
  for (size_t i = 0; i < ids->len && asked.len > 0; i++) {
    if (!ro_slice_starts(ids->at[i], asked)) continue;
    *found = ids->at[i];
    if (ids->at[i].len == asked.len) return 1;
    n++;
  }
  return n;
}

static readout_status find_line(explaining *x, const char *asked, ro_slice *id) {
  ro_slice report, text = ro_slice_of(asked);
  *id = event_numbered(x, text);
  if (id->ptr) return READOUT_OK;
  size_t n = count_begun(&x->known, text, id);
  if (n == 1) return READOUT_OK;
  if (n > 1) return ro_fail(x->err, READOUT_ERR_USAGE, "\"%s\" begins the identities of %zu things: give more of it", asked, n);
  if (count_begun(&x->reports, text, &report) > 0)
    return ro_fail(x->err, READOUT_ERR_USAGE,
                   "\"%s\" is a report: what was read in it is explained from its file, readout explain PATH", asked);
  return ro_fail(x->err, READOUT_ERR_USAGE,
                 "nothing \"%s\" among the %zu things of this record: give a number of readout events, or an identity of readout "
                 "export or the beginning of one",
                 asked, x->known.len);
}

static void find_body(void *ctx) {
  explaining *x = ctx;
  if (!load_ids(x)) return;
  for (size_t i = 0; i < x->n_ids && x->status == READOUT_OK; i++) {
    ro_slice id;
    x->status = find_line(x, x->ids[i], &id);
    if (x->status == READOUT_OK && !ro_slices_have(&x->grounds.wanted, id)) RO_PUSH(&x->arena, &x->grounds.wanted, id);
  }
}

/* -- settling with a trace -------------------------------------------------------------------------------------------- */

static bool take_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  explaining *x = ctx;
  (void)type;
  (void)id;
  x->status = ro_collection_add(&x->collection, line, RO_ABSENT, x->err);
  return x->status == READOUT_OK;
}

static bool take_review(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  explaining *x = ctx;
  (void)type;
  (void)id;
  x->status = ro_collection_add_review(&x->collection, line, x->err);
  return x->status == READOUT_OK;
}

static readout_status settle(explaining *x) {
  x->grounds.arena = &x->collection.arena;
  x->collection.grounds = &x->grounds;
  readout_status status = ro_store_each_line(x->record->store, RO_LINE_FINDINGS, take_findings, x, x->err);
  if (x->status == READOUT_OK && status == READOUT_OK)
    status = ro_store_each_line(x->record->store, RO_LINE_REVIEW, take_review, x, x->err);
  if (x->status != READOUT_OK) return x->status;
  return status == READOUT_OK ? ro_collection_settle(&x->collection, x->err) : status;
}

/* What the record has must be what its reports give now. */
static readout_status check_all_there(const explaining *x) {
  for (size_t i = 0; i < x->grounds.wanted.len; i++) {
    ro_slice id = x->grounds.wanted.at[i];
    bool there = false;
    for (size_t g = 0; g < x->grounds.all.len && !there; g++) there = ro_slice_equal(x->grounds.all.at[g].id, id);
    if (!there)
      return ro_fail(
          x->err, READOUT_ERR_RECORD,
          "\"%.*s\" is not what the reports of the record give now: an add was interrupted, or another version concluded "
          "it; readout add of a report that is new works it out",
          (int)id.len, id.ptr);
  }
  return READOUT_OK;
}

static void write_body(void *ctx) {
  explaining *x = ctx;
  ro_arena *arena = &x->collection.arena;
  ro_grounds_note_decisions(&x->grounds, &x->collection.record);
  ro_grounds_sort(&x->grounds);
  x->status = check_all_there(x);
  if (x->status != READOUT_OK) return;
  ro_exporter exporter;
  ro_exporter_init(&exporter, &x->collection.record, arena);
  if (x->view->format == READOUT_VIEW_JSON) {
    ro_grounds_write(&x->out, &exporter, &x->grounds);
    return;
  }
  ro_view view = {.width = x->view->width, .color = x->view->color};
  ro_grounds_text(&x->out, &exporter.index, &x->grounds, &view, arena);
}

static readout_status explain(explaining *x) {
  RO_TRY(ro_guard_run(&x->guard, find_body, x, x->err));
  RO_TRY(x->status);
  RO_TRY(settle(x));
  RO_TRY(ro_guard_run(&x->collection.guard, write_body, x, x->err));
  RO_TRY(x->status);
  return x->out.failed ? ro_fail(x->err, READOUT_ERR_MEMORY, "the explanation is too large: ask for less at once") : READOUT_OK;
}

readout_status readout_record_explain(readout_record *record, const char *const *ids, size_t n_ids, const readout_view *view,
                                      readout_sink sink, void *ctx, readout_error *err) {
  static const readout_view PLAIN = {.format = READOUT_VIEW_TEXT};
  readout_error local = {0};
  explaining x = {.record = record, .ids = ids, .n_ids = n_ids, .view = view ? view : &PLAIN, .err = err ? err : &local};
  if (n_ids == 0) return ro_fail(x.err, READOUT_ERR_USAGE, "nothing is asked for: give an identity, or an event's number");
  RO_TRY(ro_engine_need(record->engine, RO_NEEDS_LEXICON, x.err));
  RO_TRY(ro_record_may_grow(record, x.err));
  x.status = READOUT_OK;
  ro_arena_init(&x.arena, &x.guard, MAX_SEARCH);
  ro_collection_init(&x.collection, record->engine);
  ro_text_init(&x.out, 0);
  readout_status status = explain(&x);
  ro_slice out = ro_text_slice(&x.out);
  if (status == READOUT_OK && !sink(ctx, out.ptr, out.len)) status = ro_fail(x.err, READOUT_ERR_STOPPED, "stopped");
  ro_text_release(&x.out);
  ro_collection_release(&x.collection);
  ro_arena_release(&x.arena);
  return status;
}
