#include "engine/again.h"

#include "base/error.h"
#include "engine/collect.h"
#include "format/json_findings.h"
#include "format/json_original.h"
#include "source/sniff.h"

bool ro_again_next(void *ctx, ro_job *job) {
  const ro_again *again = ctx;
  ro_given_report row;
  if (!ro_given_next(again->rows, &row)) return false;
  job->decodes_itself = true;
  job->again.id = job->item.id = ro_arena_copy(&job->arena, row.id);
  job->again.findings = ro_arena_copy(&job->arena, row.findings);
  job->again.reader = ro_arena_copy(&job->arena, row.reader);
  job->again.given = ro_arena_copy(&job->arena, row.given);
  job->item.bytes = ro_arena_copy(&job->arena, row.bytes);
  return true;
}

/* -- how it was given ------------------------------------------------------------------------------------------------------- */

static ro_item_format format_of(ro_slice bytes, ro_slice source) {
  if (ro_slice_starts(ro_slice_trim(bytes), RO_LIT("{"))) return RO_ITEM_JSON;
  if (ro_name_ends(source, RO_LIT(".md")) || ro_name_ends(source, RO_LIT(".markdown"))) return RO_ITEM_MARKDOWN;
  return ro_name_is_page(source) || ro_looks_like_page(bytes) ? RO_ITEM_HTML : RO_ITEM_TEXT;
}

/* Of a report of a record that did not keep it. */
static ro_item guess(ro_slice bytes, const ro_report *report) {
  ro_item item = {.id = report->id, .source = report->source, .format = format_of(bytes, report->source)};
  if (ro_slice_equal(report->source, report->url)) item.url = report->url;
  return item;
}

static readout_status decode(ro_job *job, readout_error *err) {
  job->given = job->item;
  ro_item_decode(&job->item, &job->arena);
  if (job->item.error.status != READOUT_OK) {
    *err = job->item.error;
    return err->status;
  }
  return job->item.is_findings || job->item.is_decision ? ro_fail(err, READOUT_ERR_INPUT, "its bytes are no report") : READOUT_OK;
}

readout_status ro_again_decode(ro_job *job, const ro_findings *kept, readout_error *err) {
  ro_slice bytes = job->item.bytes;
  if (!bytes.ptr) return ro_fail(err, READOUT_ERR_INPUT, "its original is not at hand");
  if (job->again.given.ptr) {
    RO_TRY(ro_given_read(&job->item, job->again.given, &job->arena, err));
    job->item.bytes = bytes;
    return decode(job, err);
  }
  if (!kept) return ro_fail(err, READOUT_ERR_INPUT, "nothing tells how it was given");
  job->item = guess(bytes, &kept->report);
  job->item.bytes = bytes;
  RO_TRY(decode(job, err));
  if (job->item.format == RO_ITEM_TEXT && !ro_slice_equal(job->item.text, kept->report.text))
    return ro_fail(err, READOUT_ERR_INPUT, "nothing tells how it was given");
  return READOUT_OK;
}

/* -- reading ---------------------------------------------------------------------------------------------------------------- */

static readout_status read_kept(const ro_job *job, ro_findings *kept, ro_arena *arena, readout_error *err) {
  if (!job->again.findings.ptr) return ro_fail(err, READOUT_ERR_RECORD, "what was read of it is not there");
  return ro_findings_read(kept, job->again.findings, 0, arena, err);
}

static void keep(ro_job *job, const ro_findings *kept, const ro_item *item) {
  job->item = *item;
  job->again.is_kept = true;
  job->findings = *kept;
  ro_text_add(&job->out, job->again.findings);
}

/* The bytes of one hash are the same whatever they are read as. */
void ro_again_work(const readout_engine *engine, ro_job *job, void *ctx) {
  const ro_again *again = ctx;
  const ro_item item = job->item;
  ro_findings *kept = RO_NEW(&job->arena, ro_findings);
  readout_error lost = {0};
  bool is_own = ro_slice_equal(job->again.reader, ro_engine_reader(engine)), has = true;
  if (!again->all || !job->again.given.ptr || !job->item.bytes.ptr) has = read_kept(job, kept, &job->arena, &lost) == READOUT_OK;
  if (is_own && !again->all && has) {
    keep(job, kept, &item);
    return;
  }
  if (ro_again_decode(job, has ? kept : NULL, &job->again.why) == READOUT_OK) {
    ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
    ro_read_traced(&job->findings, engine->parts->model, engine->parts->lists, &job->arena, NULL);
    ro_findings_write(&job->out, &job->findings, &job->arena);
    return;
  }
  has = kept->report.text.ptr || read_kept(job, kept, &job->arena, &lost) == READOUT_OK;
  if (has) {
    keep(job, kept, &item);
  } else {
    ro_fail(&job->error, READOUT_ERR_RECORD, "\"%.*s\" cannot be read again, and %s", (int)job->again.id.len, job->again.id.ptr,
            lost.message);
  }
}

readout_status ro_again_put(readout_record *record, ro_job *job, ro_text *line, ro_text *given, bool *is_new,
                            readout_error *err) {
  ro_read_report read = {.findings = &job->findings, .line = ro_text_slice(&job->out), .bytes = job->item.bytes};
  if (job->again.is_kept) {
    read.reader = job->again.reader;
    read.given = job->again.given;
  } else {
    ro_text_clear(given);
    ro_given_write(given, &job->given, &job->arena);
    read.reader = ro_engine_reader(record->engine);
    read.given = ro_text_slice(given);
  }
  return ro_record_put(record, &read, line, &job->arena, is_new, err);
}
