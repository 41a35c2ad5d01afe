/*
 * act_tool DATA FILE…    for each clause of the reports, parted by tabs: the file, its span, the spans of source and cue (bytes;
 * 0 0 where there is none), 1 where it is said jointly, its features, parted by spaces (those in a feature are underscores), and
 * the network's states of it in hexadecimal. Before all, "model" and the language model's identity. Offline only, for
 * train/acts.py.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/engine.h"
#include "statement/reader.h"

static void print_feature(ro_slice feature) {
  for (size_t i = 0; i < feature.len; i++) putchar(feature.ptr[i] == ' ' ? '_' : feature.ptr[i]);
}

static void work(const readout_engine *engine, ro_job *job, void *ctx) {
  ro_trace *trace = ro_arena_alloc(&job->arena, 1, sizeof *trace);
  (void)ctx;
  ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
  ro_read_traced(&job->findings, engine->parts->model, engine->parts->lists, &job->arena, trace);
  for (size_t c = 0; c < trace->clauses.len; c++) {
    const ro_clause_trace *clause = &trace->clauses.at[c];
    printf("%.*s\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%d\t", (int)job->findings.report.id.len, job->findings.report.id.ptr,
           clause->span.start, clause->span.end, clause->source.start, clause->source.end, clause->cue.start, clause->cue.end,
           clause->joint);
    for (size_t f = 0; f < clause->features.len; f++) {
      if (f) putchar(' ');
      print_feature(clause->features.at[f]);
    }
    putchar('\t');
    for (size_t s = 0; s < RO_ACT_STATES; s++)
      for (size_t k = 0; k < clause->state_size; k++) printf("%02x", (unsigned char)clause->states[s][k]);
    putchar('\n');
  }
}

static bool done(ro_job *job, void *ctx) {
  (void)job;
  (void)ctx;
  return true;
}

int main(int argc, char **argv) {
  readout_engine *engine;
  readout_error err;
  readout_input input = {.paths = (const char *const *)argv + 2, .n_paths = (size_t)(argc - 2), .threads = 1};
  if (argc < 3 || readout_engine_open(argv[1], &engine, &err) != READOUT_OK) return 1;
  int failed = ro_engine_need(engine, RO_NEEDS_MODEL | RO_NEEDS_LISTS, &err) != READOUT_OK;
  if (!failed) {
    printf("model\t%016" PRIx64 "\n", ro_model_identity(engine->parts->model));
    failed = ro_engine_run(engine, &input, "acts", work, done, NULL, &err) != READOUT_OK;
  }
  readout_engine_close(engine);
  return failed;
}
