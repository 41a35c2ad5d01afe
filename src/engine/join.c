/* Another record's reports and decisions into this one; copies of a record. */
#include <readout/keep.h>

#include "base/error.h"
#include "engine/again.h"
#include "format/import.h"
#include "store/backup.h"

readout_status readout_record_backup(readout_record *record, const char *path, unsigned how, readout_error *err) {
  return ro_store_backup(record->store, path, how & READOUT_BACKUP_REPLACES, how & READOUT_BACKUP_PLAIN, err);
}

typedef struct merging {
  ro_again again; /* the other's reports; first: the pipeline's work is given this */
  readout_record *record, *other;
  const readout_input *input;
  readout_import_tally *tally;
  ro_text line, given;
  ro_guard guard;
  ro_arena arena; /* of one decision */
  readout_status status;
  readout_error *err;
} merging;

typedef struct putting {
  merging *merge;
  ro_job *job;
} putting;

static void put_body(void *ctx) {
  putting *p = ctx;
  merging *m = p->merge;
  bool is_new = false;
  m->status = ro_again_put(m->record, p->job, &m->line, &m->given, &is_new, m->err);
  if (m->status != READOUT_OK) return;
  m->tally->reports.read += is_new;
  m->tally->reports.duplicates += !is_new;
  m->tally->reports.skipped += is_new && !ro_engine_reads(&p->job->findings.report);
  m->tally->without_bytes += is_new && !p->job->item.bytes.ptr;
}

static bool put_report(ro_job *job, void *ctx) {
  merging *m = ctx;
  putting p = {m, job};
  if (ro_engine_failed(job, m->input, &m->tally->reports)) return true;
  readout_status status = ro_guard_run(&job->guard, put_body, &p, m->err);
  if (m->status == READOUT_OK) m->status = status;
  return m->status == READOUT_OK;
}

typedef struct taking {
  merging *merge;
  ro_slice line;
} taking;

static void take_body(void *ctx) {
  taking *t = ctx;
  merging *m = t->merge;
  ro_record one = {0};
  ro_importer importer;
  bool is_new = false;
  ro_importer_init(&importer, &one, &m->arena, true);
  m->status = ro_import_line(&importer, t->line, 0, NULL, m->err);
  if (m->status == READOUT_OK)
    m->status = ro_record_put_decision(m->record, &one.reviews.at[0], &m->line, &m->arena, &is_new, m->err);
  m->tally->decisions += is_new;
}

static bool take_decision(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  merging *m = ctx;
  taking t = {m, line};
  (void)type;
  (void)id;
  ro_arena_clear(&m->arena);
  readout_status status = ro_guard_run(&m->guard, take_body, &t, m->err);
  if (m->status == READOUT_OK) m->status = status;
  return m->status == READOUT_OK;
}

static readout_status merge_all(merging *m) {
  RO_TRY(ro_store_begin_reading(m->other->store, m->err));
  RO_TRY(ro_given_open(m->other->store, &m->again.rows, m->err));
  readout_status status =
      ro_engine_run_items(m->record->engine, m->input, "merging", ro_again_next, &m->again, ro_again_work, put_report, m, m->err);
  readout_status closed = ro_given_close(m->again.rows);
  RO_TRY(m->status);
  RO_TRY(status);
  RO_TRY(closed);
  status = ro_store_each_line(m->other->store, RO_LINE_REVIEW, take_decision, m, m->err);
  RO_TRY(m->status);
  RO_TRY(status);
  return m->tally->decisions > 0 ? ro_record_conclude(m->record, m->err) : ro_record_settle(m->record, m->err);
}

static readout_status merge_within(merging *m) {
  RO_TRY(ro_store_begin(m->record->store, m->err));
  m->record->in_one = true;
  readout_status status = merge_all(m);
  m->record->in_one = false;
  if (status == READOUT_OK) return ro_store_commit(m->record->store, m->err);
  ro_store_rollback(m->record->store);
  return status;
}

readout_status readout_record_merge(readout_record *record, const char *path, const readout_input *input,
                                    readout_import_tally *tally, readout_error *err) {
  readout_import_tally none = {0};
  readout_error local = {0};
  merging m = {.record = record, .input = input, .tally = tally ? tally : &none, .err = err ? err : &local};
  m.status = READOUT_OK;
  *m.tally = (readout_import_tally){0};
  RO_TRY(ro_engine_need(record->engine, RO_NEEDS_MODEL | RO_NEEDS_LISTS | RO_NEEDS_LEXICON | RO_NEEDS_READER, m.err));
  RO_TRY(ro_record_may_grow(record, m.err));
  RO_TRY(readout_record_open(record->engine, path, READOUT_EXISTING, &m.other, m.err));
  ro_arena_init(&m.arena, &m.guard, 0);
  ro_text_init(&m.line, 0);
  ro_text_init(&m.given, 0);
  readout_status status = ro_record_may_grow(m.other, m.err);
  if (status == READOUT_OK) status = merge_within(&m);
  ro_text_release(&m.given);
  ro_text_release(&m.line);
  ro_arena_release(&m.arena);
  readout_record_close(m.other);
  return status;
}
