/* All reports of a record read again, by this version. */
#include <readout/keep.h>
#include <stdio.h>

#include "base/error.h"
#include "engine/again.h"
#include "format/changes_text.h"
#include "store/changes.h"
#include "store/kept.h"

typedef struct rereading {
  ro_again again; /* first: the pipeline's work is given this */
  readout_record *record;
  ro_store *before; /* the same file, as it was */
  const readout_input *input;
  readout_reread_tally *tally;
  ro_text line, given;
  ro_changes changes;
  ro_text out;
  ro_guard guard;
  ro_arena arena; /* of one line that changed */
  readout_status status;
  readout_error *err;
} rereading;

typedef struct replacing {
  rereading *reread;
  ro_job *job;
} replacing;

static ro_slice line_of(const ro_job *job) {
  return ro_slice_trim(ro_text_slice(&job->out));
}

static void replace_body(void *ctx) {
  replacing *r = ctx;
  rereading *x = r->reread;
  bool is_new;
  x->status = ro_given_drop(x->record->store, r->job->again.id, x->err);
  if (x->status == READOUT_OK) x->status = ro_again_put(x->record, r->job, &x->line, &x->given, &is_new, x->err);
}

static void tell_kept(rereading *x, ro_job *job) {
  char id[64];
  readout_error named;
  x->tally->reports.failed++;
  if (!x->input->on_failure) return;
  ro_fail(&named, job->again.why.status, "\"%.*s\" stays as it was read: %s", (int)job->again.id.len, job->again.id.ptr,
          job->again.why.message);
  (void)snprintf(id, sizeof id, "%.*s", (int)job->again.id.len, job->again.id.ptr);
  x->input->on_failure(x->input->ctx, id, &named);
}

/* One that is lost ends it: nothing is to be lost by reading again. */
static bool replace(ro_job *job, void *ctx) {
  rereading *x = ctx;
  replacing r = {x, job};
  if (job->error.status != READOUT_OK) {
    *x->err = job->error;
    x->status = job->error.status;
    return false;
  }
  if (job->again.is_kept) {
    tell_kept(x, job);
  } else {
    x->tally->reports.read++;
    x->tally->reports.skipped += !ro_engine_reads(&job->findings.report);
    x->tally->differing += !ro_slice_equal(line_of(job), ro_slice_trim(job->again.findings));
  }
  readout_status status = ro_guard_run(&job->guard, replace_body, &r, x->err);
  if (x->status == READOUT_OK) x->status = status;
  return x->status == READOUT_OK;
}

static readout_status read_again(rereading *x) {
  RO_TRY(ro_store_begin_reading(x->before, x->err));
  RO_TRY(ro_given_open(x->before, &x->again.rows, x->err));
  readout_status status =
      ro_engine_run_items(x->record->engine, x->input, "reading", ro_again_next, &x->again, ro_again_work, replace, x, x->err);
  readout_status closed = ro_given_close(x->again.rows);
  RO_TRY(x->status);
  RO_TRY(status);
  return closed;
}

/* -- what that changed ------------------------------------------------------------------------------------------------------ */

typedef struct noting {
  rereading *reread;
  ro_line_type type;
  ro_slice id, before, after;
} noting;

static void note_body(void *ctx) {
  const noting *n = ctx;
  rereading *x = n->reread;
  ro_changes_add(&x->changes, &x->out, n->type, n->id, n->before, n->after, &x->arena);
}

static bool note_change(void *ctx, ro_line_type type, ro_slice id, ro_slice before, ro_slice after) {
  rereading *x = ctx;
  noting n = {x, type, id, before, after};
  ro_arena_clear(&x->arena);
  x->status = ro_guard_run(&x->guard, note_body, &n, x->err);
  return x->status == READOUT_OK;
}

static readout_status note_changes(rereading *x) {
  readout_status status = ro_changes_each(x->record->store, note_change, x, x->err);
  RO_TRY(x->status);
  RO_TRY(status);
  ro_changes_counts(&x->changes, &x->out);
  return x->out.failed ? ro_fail(x->err, READOUT_ERR_MEMORY, "too much changed to be listed: leave --list out") : READOUT_OK;
}

/* -- all of it -------------------------------------------------------------------------------------------------------------- */

static readout_status settle(rereading *x) {
  size_t reviews = 0;
  RO_TRY(ro_record_note_holds(x->record, true, x->err));
  RO_TRY(ro_store_count(x->record->store, RO_LINE_REVIEW, &reviews, x->err));
  if (x->input->on_progress)
    x->input->on_progress(x->input->ctx, &(readout_progress){.stage = "comparing", .done = x->tally->reports.read});
  return reviews > 0 ? ro_record_conclude(x->record, x->err) : ro_record_settle(x->record, x->err);
}

static readout_status reread_all(rereading *x) {
  ro_store *store = x->record->store;
  RO_TRY(ro_changes_begin(store, x->err));
  RO_TRY(ro_given_drop_conclusions(store, x->err));
  RO_TRY(ro_kept_clear(store, x->err));
  RO_TRY(read_again(x));
  RO_TRY(settle(x));
  return note_changes(x);
}

static readout_status reread_within(rereading *x) {
  RO_TRY(ro_store_begin(x->record->store, x->err));
  x->record->in_one = true;
  readout_status status = ro_store_open_beside(x->record->store, &x->before, x->err);
  if (status == READOUT_OK) status = reread_all(x);
  x->record->in_one = false;
  ro_store_close(x->before);
  if (status == READOUT_OK) {
    status = ro_store_commit(x->record->store, x->err);
  } else {
    ro_store_rollback(x->record->store);
  }
  ro_changes_end(x->record->store);
  return status;
}

readout_status readout_record_reread(readout_record *record, const readout_input *input, bool list, const readout_view *view,
                                     readout_sink sink, void *ctx, readout_reread_tally *tally, readout_error *err) {
  readout_reread_tally none = {0};
  readout_error local = {0};
  rereading x = {.again.all = true, .record = record, .input = input, .tally = tally ? tally : &none, .err = err ? err : &local};
  x.status = READOUT_OK;
  *x.tally = (readout_reread_tally){0};
  x.changes = (ro_changes){.json = view && view->format == READOUT_VIEW_JSON, .list = list};
  RO_TRY(ro_engine_need(record->engine, RO_NEEDS_MODEL | RO_NEEDS_LISTS | RO_NEEDS_LEXICON | RO_NEEDS_READER, x.err));
  ro_arena_init(&x.arena, &x.guard, 0);
  ro_text_init(&x.line, 0);
  ro_text_init(&x.given, 0);
  ro_text_init(&x.out, 0);
  readout_status status = reread_within(&x);
  ro_slice out = ro_text_slice(&x.out);
  if (status == READOUT_OK && !sink(ctx, out.ptr, out.len)) status = ro_fail(x.err, READOUT_ERR_STOPPED, "stopped");
  ro_text_release(&x.out);
  ro_text_release(&x.given);
  ro_text_release(&x.line);
  ro_arena_release(&x.arena);
  return status;
}
