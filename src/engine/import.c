/* Exports back into a record: what was read and given, and what people decided; or, where an export has no more, what was
 * concluded. */
#include <readout/keep.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "engine/record.h"
#include "format/import.h"
#include "format/json_findings.h"
#include "format/json_original.h"
#include "source/source.h"
#include "store/index.h"

#define LINE_BYTES ((size_t)192 << 20) /* an original of 64 MiB in base64, and its findings */
#define MAX_CONCLUSIONS ((size_t)64 << 30)
#define HASH_DIGITS 64

/* What the export that is under way has. */
typedef enum import_holds { HOLDS_NOTHING_YET, HOLDS_FINDINGS, HOLDS_CONCLUSIONS } import_holds;

typedef struct importing {
  readout_record *record;
  const readout_input *input;
  readout_import_tally *tally;
  bool decisions_alone; /* all else is left alone */
  import_holds holds;
  ro_source *source;
  ro_guard guard;
  ro_arena arena; /* of one line */
  ro_item item;
  ro_text line, findings;
  ro_arena all; /* of conclusions, which are held until their last line */
  ro_record concluded;
  ro_importer importer;
  bool more;
  readout_status status;
  readout_error *err;
} importing;

/* -- lines ------------------------------------------------------------------------------------------------------------------ */

/* A failure of the line, named with the others; one of the record ends it all. */
static void fail_line(importing *i, const char *problem) {
  ro_fail_at(&i->item.error, READOUT_ERR_INPUT, i->item.line, 0, "%s", problem);
}

static void take_decision(importing *i) {
  ro_record one = {0};
  ro_importer importer;
  bool is_new = false;
  ro_importer_init(&importer, &one, &i->arena, true);
  if (ro_import_line(&importer, i->item.bytes, i->item.line, NULL, &i->item.error) != READOUT_OK) return;
  i->status = ro_record_put_decision(i->record, &one.reviews.at[0], &i->line, &i->arena, &is_new, i->err);
  i->tally->decisions += is_new;
  if (!i->decisions_alone) return;
  i->tally->reports.read += is_new;
  i->tally->reports.duplicates += !is_new;
}

static void take_findings(importing *i) {
  ro_findings *findings = RO_NEW(&i->arena, ro_findings);
  bool is_new = false;
  if (ro_findings_read(findings, i->item.bytes, i->item.line, &i->arena, &i->item.error) != READOUT_OK) return;
  if (findings->report.sha256.len != HASH_DIGITS) {
    fail_line(i, "\"sha256\" is no hash of 64 hex digits");
    return;
  }
  ro_text_clear(&i->findings);
  ro_findings_write(&i->findings, findings, &i->arena);
  ro_read_report read = {.findings = findings, .line = ro_text_slice(&i->findings), .is_loose = true};
  i->status = ro_record_put(i->record, &read, &i->line, &i->arena, &is_new, i->err);
  i->tally->reports.read += is_new;
  i->tally->reports.duplicates += !is_new;
  i->tally->reports.skipped += is_new && !ro_engine_reads(&findings->report);
}

static void take_original(importing *i) {
  ro_original original;
  bool is_wanted = false;
  if (ro_original_read(&original, i->item.bytes, i->item.line, &i->arena, &i->item.error) != READOUT_OK) return;
  i->status = ro_given_put_original(i->record->store, original.sha256, original.bytes, &is_wanted, i->err);
  for (size_t g = 0; g < original.given.len && is_wanted && i->status == READOUT_OK; g++) {
    const ro_original_given *given = &original.given.at[g];
    i->status = ro_given_put(i->record->store, given->report, given->reader, given->given, i->err);
  }
}

/* -- conclusions ------------------------------------------------------------------------------------------------------------ */

static void take_conclusion(importing *i) {
  i->status = ro_import_line(&i->importer, i->item.bytes, i->item.line, NULL, i->err);
}

static readout_status check_empty(importing *i) {
  size_t reports = 0;
  RO_TRY(ro_store_count(i->record->store, RO_LINE_REPORT, &reports, i->err));
  if (reports == 0) return READOUT_OK;
  return ro_fail(i->err, READOUT_ERR_USAGE,
                 "\"%.*s\" holds conclusions without what was read, and the record has reports: import it into a new record, or "
                 "an export made with --with findings,originals",
                 (int)i->item.source.len, i->item.source.ptr ? i->item.source.ptr : "");
}

static readout_status put_concluded(importing *i) {
  bool is_new;
  for (size_t r = 0; r < i->concluded.reports.len; r++) {
    const ro_record_report *report = &i->concluded.reports.at[r];
    if (report->report.sha256.len != HASH_DIGITS || !report->key.ptr)
      return ro_fail(i->err, READOUT_ERR_INPUT, "the report \"%.*s\" has no \"sha256\" or no \"key\"", (int)report->id.len,
                     report->id.ptr);
    RO_TRY(ro_given_put_alone(i->record->store, report, RO_LIT("{}"), i->err));
    i->tally->reports.read++;
  }
  for (size_t d = 0; d < i->concluded.reviews.len; d++) {
    const ro_record_review *review = &i->concluded.reviews.at[d];
    RO_TRY(ro_record_put_decision(i->record, review, &i->line, &i->all, &is_new, i->err));
    i->tally->decisions += is_new;
  }
  ro_record_lines lines;
  ro_exporter_init(&lines.exporter, &i->concluded, &i->all);
  ro_text_init(&lines.text, 0);
  readout_status status = ro_store_replace(i->record->store, &i->concluded, ro_record_give_line, &lines, i->err);
  ro_text_release(&lines.text);
  for (size_t r = 0; r < i->concluded.reports.len && status == READOUT_OK; r++)
    status = ro_index_report(i->record->store, i->concluded.reports.at[r].id, i->err);
  return status;
}

/* What was concluded is put as it is, when all of it is there. */
static void end_conclusions(importing *i) {
  if (i->holds != HOLDS_CONCLUSIONS) return;
  i->holds = HOLDS_NOTHING_YET;
  i->tally->conclusions_only = true;
  i->status = check_empty(i);
  if (i->status == READOUT_OK) i->status = put_concluded(i);
  if (i->status == READOUT_OK) i->status = ro_record_note_holds(i->record, false, i->err);
}

/* -- exports ---------------------------------------------------------------------------------------------------------------- */

static void begin_export(importing *i) {
  ro_record none = {0};
  ro_importer head;
  end_conclusions(i);
  ro_importer_init(&head, &none, &i->arena, true);
  if (i->status != READOUT_OK || ro_import_line(&head, i->item.bytes, i->item.line, NULL, &i->item.error) != READOUT_OK) return;
  i->holds = head.with_findings ? HOLDS_FINDINGS : HOLDS_CONCLUSIONS;
  if (i->holds == HOLDS_CONCLUSIONS) i->status = check_empty(i);
  i->concluded = (ro_record){0};
  ro_importer_init(&i->importer, &i->concluded, &i->all, false);
}

static void take_line(importing *i, ro_line_type type) {
  if (type == RO_LINE_RECORD) {
    begin_export(i);
  } else if (i->holds == HOLDS_NOTHING_YET && type != RO_LINE_ORIGINAL) {
    fail_line(i, "no export of readout: its first line is of type \"record\"");
  } else if (type == RO_LINE_ORIGINAL) {
    end_conclusions(i);
    if (i->status == READOUT_OK) take_original(i);
  } else if (i->holds == HOLDS_CONCLUSIONS) {
    take_conclusion(i);
  } else if (type == RO_LINE_FINDINGS) {
    take_findings(i);
  } else if (type == RO_LINE_REVIEW) {
    take_decision(i);
  }
}

static void take_body(void *ctx) {
  importing *i = ctx;
  ro_line_type type;
  if (i->item.error.status != READOUT_OK) return;
  bool is_line = ro_import_type(i->item.bytes, &type);
  if (i->decisions_alone && !(is_line && type == RO_LINE_REVIEW)) return;
  if (ro_utf8_check(i->item.bytes) < i->item.bytes.len) {
    fail_line(i, "it is no UTF-8");
  } else if (i->decisions_alone) {
    take_decision(i);
  } else if (!is_line) {
    fail_line(i, "no line of an export: its type stands first in it, as in {\"type\":\"report\",…}");
  } else {
    take_line(i, type);
  }
}

static void next_body(void *ctx) {
  importing *i = ctx;
  i->more = ro_source_next(i->source, &i->item, &i->arena);
}

static void end_body(void *ctx) {
  end_conclusions(ctx);
}

static void tell_failure(const importing *i) {
  char id[READOUT_ERROR_MAX / 2];
  readout_error named = i->item.error;
  (void)snprintf(id, sizeof id, "%.*s", (int)i->item.id.len, i->item.id.ptr ? i->item.id.ptr : "");
  if (i->item.line > 0) ro_fail(&named, named.status, "\"%s\": %.240s", id, i->item.error.message);
  i->input->on_failure(i->input->ctx, id, &named);
}

static void tell_progress(const importing *i, size_t lines) {
  readout_progress progress = {.stage = "importing", .done = lines};
  if (!i->input->on_progress || lines % 64 != 0) return;
  ro_source_progress(i->source, &progress.done_bytes, &progress.total_bytes);
  i->input->on_progress(i->input->ctx, &progress);
}

static readout_status take_all(importing *i) {
  for (size_t lines = 1;; lines++) {
    ro_arena_clear(&i->arena);
    i->item = (ro_item){0};
    RO_TRY(ro_guard_run(&i->guard, next_body, i, i->err));
    if (!i->more) break;
    RO_TRY(ro_guard_run(&i->guard, take_body, i, i->err));
    RO_TRY(i->status);
    tell_progress(i, lines);
    if (i->item.error.status == READOUT_OK) continue;
    i->tally->reports.failed++;
    if (i->input->on_failure) tell_failure(i);
  }
  RO_TRY(ro_guard_run(&i->guard, end_body, i, i->err));
  return i->status;
}

/* Decisions may bind anywhere: with new ones all is concluded anew. */
static readout_status conclude(importing *i) {
  if (i->tally->conclusions_only) return READOUT_OK;
  if (i->tally->decisions > 0) return ro_record_conclude(i->record, i->err);
  return i->decisions_alone ? READOUT_OK : ro_record_settle(i->record, i->err);
}

static readout_status import(importing *i) {
  ro_store *store = i->record->store;
  RO_TRY(ro_store_begin(store, i->err));
  RO_TRY(ro_given_put_loosely(store, i->err));
  RO_TRY(take_all(i));
  RO_TRY(ro_given_note_missing(store, &i->tally->without_bytes, i->err));
  i->record->in_one = true;
  readout_status status = conclude(i);
  i->record->in_one = false;
  return status == READOUT_OK ? ro_store_commit(store, i->err) : status;
}

static readout_status run(importing *i) {
  const ro_source_limits limits = {.item_bytes = i->input->max_item_bytes ? i->input->max_item_bytes : LINE_BYTES};
  RO_TRY(ro_engine_need(i->record->engine, RO_NEEDS_LEXICON, i->err));
  RO_TRY(ro_record_may_grow(i->record, i->err));
  RO_TRY(ro_source_open(&i->source, i->input->paths, i->input->n_paths, &limits, i->err));
  ro_source_from(i->source, i->input->read, i->input->ctx);
  ro_arena_init(&i->arena, &i->guard, 0);
  ro_arena_init(&i->all, &i->guard, MAX_CONCLUSIONS);
  ro_text_init(&i->line, 0);
  ro_text_init(&i->findings, 0);
  i->status = READOUT_OK;
  readout_status status = import(i);
  if (status != READOUT_OK) ro_store_rollback(i->record->store);
  ro_text_release(&i->findings);
  ro_text_release(&i->line);
  ro_arena_release(&i->all);
  ro_arena_release(&i->arena);
  ro_source_close(i->source);
  return status;
}

readout_status readout_record_import(readout_record *record, const readout_input *input, readout_import_tally *tally,
                                     readout_error *err) {
  readout_import_tally none;
  readout_error local = {0};
  if (!tally) tally = &none;
  *tally = (readout_import_tally){0};
  importing i = {.record = record, .input = input, .tally = tally, .err = err ? err : &local};
  return run(&i);
}

readout_status readout_record_import_decisions(readout_record *record, const readout_input *input, readout_tally *tally,
                                               readout_error *err) {
  readout_import_tally all = {0};
  readout_error local = {0};
  importing i = {.record = record, .input = input, .tally = &all, .decisions_alone = true, .err = err ? err : &local};
  readout_status status = run(&i);
  if (tally) *tally = all.reports;
  return status;
}
