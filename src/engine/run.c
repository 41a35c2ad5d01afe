/* The pipeline: items are split on the calling thread, decoded and worked on by all, and handed on in their order. */
#include <stdlib.h>

#include "base/error.h"
#include "engine/engine.h"

#define SLOTS_A_THREAD 4
#define MAX_REPORT_MEMORY ((size_t)1 << 30)
#define PROGRESS_EVERY 16

typedef struct run {
  const readout_engine *engine;
  const readout_input *input;
  const char *stage;
  ro_source *source; /* or NULL: items come from elsewhere */
  ro_item_next next_item;
  void *next_ctx;
  ro_job_work work;
  ro_job_done done;
  void *ctx;
  size_t n_done;
  bool more; /* false when next() ended */
} run;

typedef struct step {
  run *run;
  ro_job *job;
} step;

static bool next_of_source(void *source, ro_job *job) {
  return ro_source_next(source, &job->item, &job->arena);
}

static void next_body(void *ctx) {
  step *s = ctx;
  s->run->more = s->run->next_item(s->run->next_ctx, s->job);
}

static bool next(void *ctx, void *slot) {
  run *r = ctx;
  ro_job *job = slot;
  step s = {r, job};
  ro_arena_clear(&job->arena);
  ro_text_clear(&job->out);
  job->item = (ro_item){0};
  job->findings = (ro_findings){0};
  job->error = (readout_error){0};
  job->is_known = job->decodes_itself = false;
  job->again = (ro_again_report){0};
  r->more = true;
  if (ro_guard_run(&job->guard, next_body, &s, &job->error) != READOUT_OK && job->item.id.ptr == NULL) job->item.id = RO_LIT("?");
  return r->more;
}

static void work_body(void *ctx) {
  step *s = ctx;
  s->job->given = s->job->item;
  if (s->job->item.error.status == READOUT_OK && !s->job->decodes_itself) ro_item_decode(&s->job->item, &s->job->arena);
  if (s->job->item.error.status == READOUT_OK) s->run->work(s->run->engine, s->job, s->run->ctx);
}

static void work(void *ctx, void *slot, size_t worker) {
  run *r = ctx;
  ro_job *job = slot;
  step s = {r, job};
  (void)worker;
  if (job->error.status == READOUT_OK) ro_guard_run(&job->guard, work_body, &s, &job->error);
  if (job->error.status == READOUT_OK && job->item.error.status != READOUT_OK) job->error = job->item.error;
  if (job->error.status == READOUT_OK && job->out.failed)
    ro_fail(&job->error, READOUT_ERR_MEMORY, "\"%.*s\" gives more than may be written: split it", (int)job->item.id.len,
            job->item.id.ptr);
}

static bool done(void *ctx, void *slot) {
  run *r = ctx;
  ro_job *job = slot;
  r->n_done++;
  if (r->input->on_progress && r->n_done % PROGRESS_EVERY == 0) {
    readout_progress progress = {.stage = r->stage, .done = r->n_done};
    if (r->source) ro_source_progress(r->source, &progress.done_bytes, &progress.total_bytes);
    r->input->on_progress(r->input->ctx, &progress);
  }
  return r->done(job, r->ctx);
}

static void tell_passed(const ro_source *source, const readout_input *input) {
  for (ro_passed reason = 0; reason < RO_N_PASSED && input->on_passed; reason++) {
    size_t count = ro_source_passed(source, reason);
    if (count > 0) input->on_passed(input->ctx, ro_passed_words(reason), count);
  }
}

static void release_jobs(ro_job *jobs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    ro_arena_release(&jobs[i].arena);
    ro_text_release(&jobs[i].out);
  }
  free(jobs);
}

static readout_status run_all(run *r, readout_error *err) {
  size_t threads = r->input->threads ? r->input->threads : ro_cpu_count();
  size_t n_slots = threads * SLOTS_A_THREAD;
  ro_job *jobs = calloc(n_slots, sizeof *jobs);
  void **slots = calloc(n_slots, sizeof *slots);
  if (!jobs || !slots) {
    free(jobs);
    free(slots);
    return ro_fail(err, READOUT_ERR_MEMORY, "no memory for %zu reports at once", n_slots);
  }
  for (size_t i = 0; i < n_slots; i++) {
    ro_arena_init(&jobs[i].arena, &jobs[i].guard, MAX_REPORT_MEMORY);
    ro_text_init(&jobs[i].out, 0);
    slots[i] = &jobs[i];
  }
  const ro_pipeline pipeline = {next, work, done};
  readout_status status = ro_pipeline_run(&pipeline, r, slots, n_slots, threads, err);
  release_jobs(jobs, n_slots);
  free(slots);
  return status;
}

readout_status ro_engine_run(const readout_engine *engine, const readout_input *input, const char *stage, ro_job_work job_work,
                             ro_job_done job_done, void *ctx, readout_error *err) {
  ro_source_limits limits = {.item_bytes = input->max_item_bytes};
  run r = {.engine = engine, .input = input, .stage = stage, .work = job_work, .done = job_done, .ctx = ctx};
  RO_TRY(ro_source_open(&r.source, input->paths, input->n_paths, &limits, err));
  ro_source_name(r.source, input->names);
  ro_source_from(r.source, input->read, input->ctx);
  r.next_item = next_of_source;
  r.next_ctx = r.source;
  readout_status status = run_all(&r, err);
  tell_passed(r.source, input);
  ro_source_close(r.source);
  return status;
}

readout_status ro_engine_run_items(const readout_engine *engine, const readout_input *input, const char *stage,
                                   ro_item_next next_item, void *next_ctx, ro_job_work job_work, ro_job_done job_done, void *ctx,
                                   readout_error *err) {
  run r = {.engine = engine, .input = input, .stage = stage, .work = job_work, .done = job_done, .ctx = ctx};
  r.next_item = next_item;
  r.next_ctx = next_ctx;
  return run_all(&r, err);
}

void ro_engine_read(const readout_engine *engine, ro_job *job, ro_trace *trace) {
  ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
  ro_read_traced(&job->findings, engine->parts->model, engine->parts->lists, &job->arena, trace);
}
