/* The stages `group` and `settle`: findings or reports of many reports, and what they say as a set. */
#include "base/error.h"
#include "engine/collect.h"
#include "format/export.h"
#include "format/group_lines.h"
#include "format/json_findings.h"

typedef struct group_run {
  readout_stage_kind stage;
  const readout_input *input;
  readout_tally *tally;
  ro_collection collection;
  ro_text errors; /* lines of what could not be read */
  readout_status status;
  readout_error *err;
} group_run;

static void work(const readout_engine *engine, ro_job *job, void *ctx) {
  const group_run *run = ctx;
  if (job->item.is_decision && run->stage != READOUT_SETTLE) {
    ro_fail(&job->error, READOUT_ERR_INPUT, "\"%.*s\" is a decision and no report: leave it out", (int)job->item.id.len,
            job->item.id.ptr);
    return;
  }
  if (job->item.is_findings || job->item.is_decision) {
    ro_text_add(&job->out, job->item.text);
    return;
  }
  ro_engine_read(engine, job, NULL);
  ro_findings_write(&job->out, &job->findings, &job->arena);
}

static readout_status take(group_run *run, ro_job *job) {
  ro_slice line = ro_text_slice(&job->out);
  if (job->item.is_decision) return ro_collection_add_review(&run->collection, line, &job->error);
  return ro_collection_add(&run->collection, line, RO_ABSENT, &job->error);
}

static bool done(ro_job *job, void *ctx) {
  group_run *run = ctx;
  bool failed = ro_engine_failed(job, run->input, run->tally);
  if (!failed && take(run, job) != READOUT_OK) failed = ro_engine_failed(job, run->input, run->tally);
  if (failed)
    ro_error_write(&run->errors, job->item.id, &job->error);
  else
    run->tally->read += !job->item.is_decision;
  return true;
}

typedef struct writing {
  group_run *run;
  ro_text out;
} writing;

static void write_body(void *ctx) {
  writing *w = ctx;
  ro_collection *c = &w->run->collection;
  ro_exporter exporter;
  if (w->run->stage == READOUT_GROUP) {
    ro_group_write(&w->out, &c->record, &c->arena);
    return;
  }
  ro_exporter_init(&exporter, &c->record, &c->arena);
  ro_export_all(&exporter, &w->out, ro_slice_of(readout_version()));
}

readout_status ro_engine_group(const readout_engine *engine, readout_stage_kind stage, const readout_input *input,
                               readout_sink sink, void *ctx, readout_tally *tally, readout_error *err) {
  RO_TRY(ro_engine_need(engine, RO_NEEDS_MODEL | RO_NEEDS_LISTS | RO_NEEDS_LEXICON, err));
  group_run run = {.stage = stage, .input = input, .tally = tally, .err = err};
  ro_collection_init(&run.collection, engine);
  ro_text_init(&run.errors, 0);
  writing w = {.run = &run};
  ro_text_init(&w.out, SIZE_MAX / 2);
  readout_status status = ro_engine_run(engine, input, "reading", work, done, &run, err);
  if (status == READOUT_OK) status = ro_collection_settle(&run.collection, err);
  if (status == READOUT_OK) status = ro_guard_run(&run.collection.guard, write_body, &w, err);
  if (status == READOUT_OK && (w.out.failed || run.errors.failed))
    status = ro_fail(err, READOUT_ERR_MEMORY, "no memory for the groups");
  if (status == READOUT_OK) {
    ro_slice errors = ro_text_slice(&run.errors), out = ro_text_slice(&w.out);
    if (!sink(ctx, errors.ptr, errors.len) || !sink(ctx, out.ptr, out.len)) status = ro_fail(err, READOUT_ERR_STOPPED, "stopped");
  }
  ro_text_release(&w.out);
  ro_text_release(&run.errors);
  ro_collection_release(&run.collection);
  return status;
}
