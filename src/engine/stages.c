/* The stages that are a function of one report each: text, parse, read, explain. */
#include "base/error.h"
#include "engine/engine.h"
#include "format/json_findings.h"
#include "format/json_reasons.h"
#include "format/reasons_text.h"
#include "sentence/conllu.h"

typedef struct stage_run {
  readout_stage_kind stage;
  const readout_view *view; /* of what is explained; NULL: its lines */
  const readout_input *input;
  readout_sink sink;
  void *sink_ctx;
  readout_tally *tally;
  readout_tally unasked; /* where the caller wants none */
} stage_run;

bool ro_engine_reads(const ro_report *report) {
  return !report->language.ptr || ro_slice_equal(report->language, RO_LIT("en"));
}

static void work_text(const readout_engine *engine, ro_job *job) {
  ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
  ro_report_write(&job->out, &job->findings.report, &job->arena);
}

/* The whole text, not main alone: whoever asks for a parse wants all that was given. */
static void work_parse(const readout_engine *engine, ro_job *job) {
  ro_report *report = &job->findings.report;
  ro_tokens tokens;
  ro_spans whole = {0};
  ro_report_make(report, &job->item, &engine->furniture, &job->arena);
  RO_PUSH(&job->arena, &whole, ((ro_span){0, report->text.len}));
  ro_tokens_make(&tokens, report->text, &whole, engine->parts->model, RO_NO_STATES, &job->arena);
  ro_conllu_write(&job->out, report->id, &tokens, &job->arena);
}

static void work_conllu(const readout_engine *engine, ro_job *job) {
  ro_conllu conllu;
  if (ro_conllu_read(&conllu, job->item.text, &job->arena, &job->error) != READOUT_OK) return;
  ro_tokens_analyse(&conllu.tokens, engine->parts->model, false, RO_NO_STATES, &job->arena);
  ro_conllu_write_given(&job->out, &conllu);
}

static void work_read(const readout_engine *engine, ro_job *job) {
  ro_engine_read(engine, job, NULL);
  ro_findings_write(&job->out, &job->findings, &job->arena);
}

static bool is_page(const readout_view *view) {
  return view && view->format != READOUT_VIEW_JSON;
}

static void work_explain(const readout_engine *engine, ro_job *job, const readout_view *view) {
  ro_trace trace = {0};
  ro_engine_read(engine, job, &trace);
  if (is_page(view)) {
    ro_view look = {.width = view->width, .color = view->color};
    ro_reasons_text(&job->out, &job->findings.report, &trace, &look, &job->arena);
  } else {
    ro_reasons_write(&job->out, &job->findings.report, &trace, &job->arena);
  }
}

static void work(const readout_engine *engine, ro_job *job, void *ctx) {
  const stage_run *run = ctx;
  if (job->item.is_findings && run->stage != READOUT_PARSE_CONLLU) {
    ro_fail(&job->error, READOUT_ERR_INPUT, "\"%.*s\" is findings already: give it to readout group", (int)job->item.id.len,
            job->item.id.ptr);
    return;
  }
  if (job->item.is_decision) {
    ro_fail(&job->error, READOUT_ERR_INPUT, "\"%.*s\" is a decision and no report: leave it out", (int)job->item.id.len,
            job->item.id.ptr);
    return;
  }
  switch (run->stage) {
    case READOUT_TEXT:
      work_text(engine, job);
      break;
    case READOUT_PARSE:
      work_parse(engine, job);
      break;
    case READOUT_PARSE_CONLLU:
      work_conllu(engine, job);
      break;
    case READOUT_EXPLAIN:
      work_explain(engine, job, run->view);
      break;
    default:
      work_read(engine, job);
      break;
  }
}

bool ro_engine_failed(const ro_job *job, const readout_input *input, readout_tally *tally) {
  if (job->error.status == READOUT_OK) return false;
  tally->failed++;
  if (input->on_failure) {
    char id[READOUT_ERROR_MAX];
    size_t len = job->item.id.len < sizeof id ? job->item.id.len : sizeof id - 1;
    if (len) memcpy(id, job->item.id.ptr, len);
    id[len] = '\0';
    input->on_failure(input->ctx, id, &job->error);
  }
  return true;
}

static bool done(ro_job *job, void *ctx) {
  stage_run *run = ctx;
  if (ro_engine_failed(job, run->input, run->tally)) {
    bool lines = run->stage != READOUT_PARSE && run->stage != READOUT_PARSE_CONLLU && !is_page(run->view);
    if (!lines) return true; /* CoNLL-U, and a page, have no place for it */
    ro_text_clear(&job->out);
    ro_error_write(&job->out, job->item.id, &job->error);
  } else {
    run->tally->read++;
    bool reads = run->stage == READOUT_READ || run->stage == READOUT_EXPLAIN;
    run->tally->skipped += reads && !ro_engine_reads(&job->findings.report);
  }
  ro_slice out = ro_text_slice(&job->out);
  return run->sink(run->sink_ctx, out.ptr, out.len);
}

static readout_status run_stage(const readout_engine *engine, stage_run *run, readout_error *err) {
  static const unsigned needs[] = {[READOUT_PARSE] = RO_NEEDS_MODEL,
                                   [READOUT_PARSE_CONLLU] = RO_NEEDS_MODEL,
                                   [READOUT_READ] = RO_NEEDS_MODEL | RO_NEEDS_LISTS,
                                   [READOUT_EXPLAIN] = RO_NEEDS_MODEL | RO_NEEDS_LISTS};
  if (!run->tally) run->tally = &run->unasked;
  *run->tally = (readout_tally){0};
  if (run->stage == READOUT_GROUP || run->stage == READOUT_SETTLE)
    return ro_engine_group(engine, run->stage, run->input, run->sink, run->sink_ctx, run->tally, err);
  if (run->stage < sizeof needs / sizeof *needs) RO_TRY(ro_engine_need(engine, needs[run->stage], err));
  return ro_engine_run(engine, run->input, "reading", work, done, run, err);
}

readout_status readout_stage(const readout_engine *engine, readout_stage_kind stage, const readout_input *input,
                             readout_sink sink, void *ctx, readout_tally *tally, readout_error *err) {
  stage_run run = {.stage = stage, .input = input, .sink = sink, .sink_ctx = ctx, .tally = tally};
  return run_stage(engine, &run, err);
}

readout_status readout_explain(const readout_engine *engine, const readout_input *input, const readout_view *view,
                               readout_sink sink, void *ctx, readout_tally *tally, readout_error *err) {
  static const readout_view PLAIN = {.format = READOUT_VIEW_TEXT};
  stage_run run = {
      .stage = READOUT_EXPLAIN, .view = view ? view : &PLAIN, .input = input, .sink = sink, .sink_ctx = ctx, .tally = tally};
  return run_stage(engine, &run, err);
}
