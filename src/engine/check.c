/* Looks whether a record is sound. */
#include <readout/keep.h>
#include <stdio.h>

#include "base/error.h"
#include "base/hash.h"
#include "engine/again.h"
#include "engine/collect.h"
#include "format/import.h"
#include "format/json_findings.h"
#include "format/json_out.h"
#include "store/check.h"
#include "store/kept.h"

#define MOST_TEXTS 512
#define MUCH_TEXT ((size_t)64 << 20)

typedef struct checking {
  ro_again again; /* first: the pipeline's work is given this */
  readout_record *record;
  ro_store *beside; /* the same file, to look up reports while lines are gone through */
  const readout_input *input;
  bool json;
  readout_sink sink;
  void *ctx;
  size_t *faults;
  ro_text out;
  ro_guard guard;
  ro_arena arena; /* of one line */
  ro_arena kept;  /* of texts of reports that were looked up */
  ro_map texts;   /* report -> index into points */
  RO_ARRAY(const ro_points *) points;
  ro_slice found; /* a report's line, in the arena */
  size_t done;
  readout_status status;
  readout_error *err;
} checking;

/* -- faults ----------------------------------------------------------------------------------------------------------------- */

static bool tell(void *ctx, const char *of, ro_slice id, ro_slice words) {
  checking *c = ctx;
  ++*c->faults;
  ro_text_clear(&c->out);
  if (c->json) {
    ro_out_open(&c->out, NULL, '{');
    ro_out_word(&c->out, "fault", of);
    ro_out_text(&c->out, "id", id);
    ro_out_text(&c->out, "message", words);
    ro_out_close(&c->out, '}');
  } else {
    ro_text_addf(&c->out, "%s%s%.*s: %.*s", of, id.len > 0 ? " " : "", (int)id.len, id.ptr ? id.ptr : "", (int)words.len,
                 words.ptr);
  }
  ro_text_add(&c->out, RO_LIT("\n"));
  ro_slice line = ro_text_slice(&c->out);
  if (!c->sink(c->ctx, line.ptr, line.len)) c->status = ro_fail(c->err, READOUT_ERR_STOPPED, "stopped");
  return c->status == READOUT_OK;
}

/* A damaged file is a fault, too; what is beside the damage is looked at all the same. */
static readout_status step(checking *c, readout_status status) {
  if (c->status != READOUT_OK) return c->status;
  if (status != READOUT_ERR_RECORD) return status;
  (void)tell(c, "file", RO_ABSENT, ro_slice_of(c->err->message));
  return c->status;
}

static bool goes_on(checking *c) {
  if (++c->done % 256 == 0 && c->input->on_progress)
    c->input->on_progress(c->input->ctx, &(readout_progress){.stage = "checking", .done = c->done});
  return c->status == READOUT_OK;
}

/* -- originals -------------------------------------------------------------------------------------------------------------- */

typedef struct hashing {
  checking *check;
  ro_slice sha256, bytes;
} hashing;

static void hash_body(void *ctx) {
  const hashing *h = ctx;
  if (!ro_slice_equal(ro_sha256(&h->check->arena, h->bytes), h->sha256))
    (void)tell(h->check, "original", h->sha256, RO_LIT("its bytes are not what has this hash"));
}

static readout_status check_originals(checking *c) {
  ro_given_rows *rows;
  hashing h = {.check = c};
  readout_status status = ro_given_open_originals(c->record->store, &rows, c->err);
  while (status == READOUT_OK && goes_on(c) && ro_given_next_original(rows, &h.sha256, &h.bytes)) {
    ro_arena_clear(&c->arena);
    status = ro_guard_run(&c->guard, hash_body, &h, c->err);
  }
  readout_status closed = ro_given_close(rows);
  return status == READOUT_OK ? closed : status;
}

/* -- lines ------------------------------------------------------------------------------------------------------------------ */

static bool take_line(void *ctx, const ro_kept_row *row) {
  checking *c = ctx;
  c->found = ro_arena_copy(&c->kept, ro_kept_text(row, 0));
  return false;
}

/* Between lines: one may quote any number. */
static void make_room(checking *c) {
  if (c->texts.arena && c->points.len < MOST_TEXTS && c->kept.held < MUCH_TEXT) return;
  ro_arena_clear(&c->kept);
  c->points.at = NULL;
  c->points.len = c->points.cap = 0;
  ro_map_init(&c->texts, &c->kept);
}

/* The text of a report that the record has, or NULL. */
static const ro_points *find_text(void *ctx, ro_slice report) {
  checking *c = ctx;
  ro_record one = {0};
  ro_importer importer;
  const uint64_t *at = ro_map_get(&c->texts, report);
  if (at) return c->points.at[*at];
  c->found = RO_ABSENT;
  readout_status status = ro_kept_ask(c->beside, RO_KEPT_REPORT_LINE, &RO_KEPT_TEXT(report), 1, take_line, c, NULL);
  if (status != READOUT_OK || !c->found.ptr) return NULL;
  ro_importer_init(&importer, &one, &c->kept, true);
  if (ro_import_line(&importer, c->found, 0, NULL, NULL) != READOUT_OK || importer.points.len == 0) return NULL;
  *ro_map_put(&c->texts, ro_arena_copy(&c->kept, report), NULL) = c->points.len;
  RO_PUSH(&c->kept, &c->points, importer.points.at[0]);
  return importer.points.at[0];
}

typedef struct looking {
  checking *check;
  ro_line_type type;
  ro_slice id, line;
} looking;

static void check_identity(const looking *l, ro_slice key, ro_slice sha256) {
  checking *c = l->check;
  if (!ro_slice_equal(ro_report_identity(key, sha256, &c->arena), l->id))
    (void)tell(c, ro_line_type_name(l->type), l->id, RO_LIT("it is not of this report's key and hash"));
}

static void line_body(void *ctx) {
  const looking *l = ctx;
  checking *c = l->check;
  ro_record one = {0};
  ro_importer importer;
  ro_line_type type = RO_LINE_TYPES;
  readout_error problem = {0};
  ro_importer_init(&importer, &one, &c->arena, false);
  importer.find = find_text;
  importer.find_ctx = c;
  if (!l->line.ptr) {
    (void)tell(c, ro_line_type_name(l->type), l->id, RO_LIT("its line cannot be unpacked"));
  } else if (ro_import_line(&importer, l->line, 0, &type, &problem) != READOUT_OK) {
    (void)tell(c, ro_line_type_name(l->type), l->id, ro_slice_of(problem.message));
  } else if (type != l->type) {
    (void)tell(c, ro_line_type_name(l->type), l->id, RO_LIT("its line is of another type"));
  } else if (type == RO_LINE_REPORT) {
    check_identity(l, one.reports.at[0].key, one.reports.at[0].report.sha256);
  }
}

/* Quotes hang on the report's text: what was read must be of it. */
static void findings_body(void *ctx) {
  const looking *l = ctx;
  checking *c = l->check;
  readout_error problem = {0};
  ro_findings *findings = RO_NEW(&c->arena, ro_findings);
  if (!l->line.ptr) {
    (void)tell(c, ro_line_type_name(l->type), l->id, RO_LIT("its line cannot be unpacked"));
    return;
  }
  if (ro_findings_read(findings, l->line, 0, &c->arena, &problem) != READOUT_OK) {
    (void)tell(c, ro_line_type_name(l->type), l->id, ro_slice_of(problem.message));
    return;
  }
  check_identity(l, ro_report_key(&findings->report, &c->arena), findings->report.sha256);
  const ro_points *text = find_text(c, l->id);
  if (text && !ro_slice_equal(text->text, findings->report.text))
    (void)tell(c, ro_line_type_name(l->type), l->id, RO_LIT("it was read of another text than the report's"));
}

static void room_body(void *ctx) {
  make_room(ctx);
}

static bool look_at(checking *c, ro_line_type type, ro_slice id, ro_slice line, ro_guard_body body) {
  looking l = {c, type, id, line};
  ro_arena_clear(&c->arena);
  c->status = ro_guard_run(&c->guard, room_body, c, c->err);
  if (c->status != READOUT_OK) return false;
  readout_status status = ro_guard_run(&c->guard, body, &l, c->err);
  if (c->status == READOUT_OK) c->status = status;
  return goes_on(c);
}

static bool check_line(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  return look_at(ctx, type, id, line, line_body);
}

static bool check_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  return look_at(ctx, type, id, line, findings_body);
}

/* -- texts against bytes ---------------------------------------------------------------------------------------------------- */

static void make_text(const readout_engine *engine, ro_job *job, void *ctx) {
  ro_findings *kept = RO_NEW(&job->arena, ro_findings);
  (void)ctx;
  if (ro_findings_read(kept, job->again.findings, 0, &job->arena, &job->again.why) != READOUT_OK) return;
  if (ro_again_decode(job, kept, &job->again.why) != READOUT_OK) {
    job->item.error = (readout_error){0};
    return;
  }
  ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
  job->again.is_kept = ro_slice_equal(job->findings.report.text, kept->report.text);
}

static void text_told(checking *c, const ro_job *job) {
  bool is_own = ro_slice_equal(job->again.reader, ro_engine_reader(c->record->engine));
  if (job->again.why.status != READOUT_OK) {
    (void)tell(c, "report", job->again.id, ro_slice_of(job->again.why.message));
  } else if (!job->again.is_kept) {
    (void)tell(
        c, "report", job->again.id,
        is_own ? RO_LIT("its text is not what its original gives")
               : RO_LIT("its text is not what its original gives now: another version read it; readout reread reads all again"));
  }
}

static bool compare_text(ro_job *job, void *ctx) {
  checking *c = ctx;
  if (job->error.status != READOUT_OK) {
    (void)tell(c, "report", job->again.id, ro_slice_of(job->error.message));
  } else if (job->again.findings.ptr) {
    text_told(c, job);
  }
  return goes_on(c);
}

static readout_status check_texts(checking *c) {
  RO_TRY(ro_given_open(c->record->store, &c->again.rows, c->err));
  readout_status status =
      ro_engine_run_items(c->record->engine, c->input, "checking", ro_again_next, &c->again, make_text, compare_text, c, c->err);
  readout_status closed = ro_given_close(c->again.rows);
  return status == READOUT_OK ? closed : status;
}

/* -- all of it -------------------------------------------------------------------------------------------------------------- */

static readout_status check_lines(checking *c) {
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_REVIEW; type++)
    RO_TRY(step(c, ro_store_each_line(c->record->store, type, check_line, c, c->err)));
  return step(c, ro_store_each_line(c->record->store, RO_LINE_FINDINGS, check_findings, c, c->err));
}

static readout_status check_all(checking *c, bool deep) {
  ro_store *store = c->record->store;
  bool whole = true;
  RO_TRY(ro_store_forgive(store, true, c->err));
  RO_TRY(ro_store_forgive(c->beside, true, c->err));
  RO_TRY(ro_store_begin_reading(store, c->err));
  RO_TRY(step(c, ro_store_check_file(store, tell, c, c->err)));
  RO_TRY(step(c, ro_record_holds_all(c->record, &whole, c->err)));
  RO_TRY(step(c, ro_store_check_keys(store, whole, tell, c, c->err)));
  RO_TRY(step(c, check_originals(c)));
  RO_TRY(check_lines(c));
  return deep ? step(c, check_texts(c)) : READOUT_OK;
}

readout_status readout_record_check(readout_record *record, const readout_input *input, bool deep, const readout_view *view,
                                    readout_sink sink, void *ctx, size_t *faults, readout_error *err) {
  size_t none = 0;
  readout_error local = {0};
  checking c = {.again.all = true, .record = record, .input = input, .sink = sink, .ctx = ctx, .err = err ? err : &local};
  c.status = READOUT_OK;
  c.faults = faults ? faults : &none;
  *c.faults = 0;
  c.json = view && view->format == READOUT_VIEW_JSON;
  if (deep) RO_TRY(ro_engine_need(record->engine, RO_NEEDS_READER, c.err));
  ro_arena_init(&c.arena, &c.guard, 0);
  ro_arena_init(&c.kept, &c.guard, 0);
  ro_text_init(&c.out, 0);
  readout_status status = ro_store_open_beside(record->store, &c.beside, c.err);
  if (status == READOUT_OK) status = check_all(&c, deep);
  ro_store_rollback(record->store);
  (void)ro_store_forgive(record->store, false, NULL);
  ro_store_close(c.beside);
  ro_text_release(&c.out);
  ro_arena_release(&c.kept);
  ro_arena_release(&c.arena);
  return status;
}
