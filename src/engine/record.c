/* A record: reports are read into it in batches, each a transaction; what they say as a set is worked out at the end. */
#include "engine/record.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "engine/collect.h"
#include "engine/part.h"
#include "format/export.h"
#include "format/json_findings.h"
#include "format/json_original.h"
#include "store/index.h"

#define REPORTS_A_BATCH 128
#define FIRST_PART 4096   /* reports settled at once where none are: what memory holds */
#define NEXT_PART 1024    /* and after that, when each is compared with others that are there … */
#define LEAST_PART 64     /* … fewer where that takes much memory … */
#define LARGEST_PART 8192 /* … more where it does not: those that share what they are compared with cost less */
#define MUCH_MEMORY 4     /* the part of the machine's that is much */
#define SETTLED RO_LIT("settled")

readout_status readout_record_open(const readout_engine *engine, const char *path, readout_record_mode mode, readout_record **out,
                                   readout_error *err) {
  *out = NULL;
  readout_record *record = calloc(1, sizeof *record);
  if (!record) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the record");
  record->engine = engine;
  static const ro_store_mode MODES[] = {
      [READOUT_EXISTING] = RO_STORE_READ, [READOUT_CREATE] = RO_STORE_WRITE, [READOUT_CHANGE] = RO_STORE_CHANGE};
  readout_status status = ro_store_open(path, MODES[mode], &record->store, err);
  const char *slash = strrchr(path, '/');
  record->name = status == READOUT_OK ? strdup(slash ? slash + 1 : path) : NULL;
  if (status == READOUT_OK && !record->name) status = ro_fail(err, READOUT_ERR_MEMORY, "no memory for the record");
  if (status != READOUT_OK) {
    readout_record_close(record);
    return status;
  }
  *out = record;
  return READOUT_OK;
}

void readout_record_close(readout_record *record) {
  if (!record) return;
  ro_store_close(record->store);
  free(record->name);
  free(record);
}

/* -- adding ---------------------------------------------------------------------------------------------------------------- */

typedef struct add_run {
  readout_record *record;
  ro_store *known; /* the same file, for the workers, one at a time */
  pthread_mutex_t asking;
  const readout_input *input;
  ro_item_next next; /* where the items come from, or NULL: from the input's paths */
  void *next_ctx;
  readout_tally *tally;
  size_t in_batch, added;
  ro_text line, given;
  readout_status status;
  readout_error *err;
} add_run;

/* Does the record have it? What a report says is the costly part: it is not asked of one that was added before, as after an add
 * that was interrupted. */
static bool is_known(add_run *run, ro_job *job) {
  bool has = false;
  ro_slice key = ro_report_key(&job->findings.report, &job->arena);
  pthread_mutex_lock(&run->asking);
  readout_status status = ro_store_has_report(run->known, key, job->findings.report.sha256, &has, &job->error);
  pthread_mutex_unlock(&run->asking);
  return status != READOUT_OK || has;
}

static void work(const readout_engine *engine, ro_job *job, void *ctx) {
  if (job->item.is_findings) {
    ro_fail(&job->error, READOUT_ERR_INPUT, "\"%.*s\" is findings, a record keeps reports: add the report itself",
            (int)job->item.id.len, job->item.id.ptr);
    return;
  }
  if (job->item.is_decision) {
    ro_fail(&job->error, READOUT_ERR_INPUT, "\"%.*s\" is a decision and no report: give it to readout review import",
            (int)job->item.id.len, job->item.id.ptr);
    return;
  }
  ro_report_make(&job->findings.report, &job->item, &engine->furniture, &job->arena);
  job->is_known = is_known(ctx, job);
  if (job->is_known) return;
  ro_read_traced(&job->findings, engine->parts->model, engine->parts->lists, &job->arena, NULL);
  ro_findings_write(&job->out, &job->findings, &job->arena);
}

static readout_status note_unsettled(readout_record *record, const ro_record_report *report, readout_error *err) {
  uint64_t main = 0;
  for (size_t i = 0; i < report->report.main.len; i++)
    main = ro_hash(ro_slice_span(report->report.text, report->report.main.at[i]), main);
  const ro_kept_value values[] = {RO_KEPT_TEXT(report->id), RO_KEPT_NUMBER(main)};
  return ro_kept_ask(record->store, RO_KEPT_PUT_UNSETTLED, values, 2, NULL, NULL, err);
}

/* The report's row: its line as far as one report alone gives it. */
readout_status ro_record_put(readout_record *record, const ro_read_report *read, ro_text *line, ro_arena *arena, bool *is_new,
                             readout_error *err) {
  ro_slice key = ro_report_key(&read->findings->report, arena);
  bool has = false;
  *is_new = false;
  RO_TRY(ro_store_has_report(record->store, key, read->findings->report.sha256, &has, err));
  if (has) return READOUT_OK;
  ro_record alone = {0};
  ro_record_report report = {.key = key, .version = 1, .report = read->findings->report};
  report.id = ro_report_identity(key, read->findings->report.sha256, arena);
  RO_PUSH(arena, &alone.reports, report);
  ro_exporter exporter;
  ro_exporter_init(&exporter, &alone, arena);
  ro_text_clear(line);
  ro_export_line(&exporter, line, RO_LINE_REPORT, 0);
  if (line->failed)
    return ro_fail(err, READOUT_ERR_MEMORY, "no memory for \"%.*s\"", (int)report.report.id.len, report.report.id.ptr);
  if (read->is_loose) {
    RO_TRY(ro_given_put_alone(record->store, &report, ro_text_slice(line), err));
    RO_TRY(ro_given_put_findings(record->store, report.id, read->line, err));
    RO_TRY(ro_index_report(record->store, report.id, err));
  } else {
    RO_TRY(ro_store_put_report(record->store, &report, ro_text_slice(line), read->line, read->bytes, err));
  }
  if (read->given.ptr) RO_TRY(ro_given_put(record->store, report.id, read->reader, read->given, err));
  *is_new = true;
  return note_unsettled(record, &report, err);
}

typedef struct putting {
  add_run *run;
  ro_job *job;
  readout_status status;
} putting;

static void put_body(void *ctx) {
  putting *p = ctx;
  add_run *run = p->run;
  ro_job *job = p->job;
  bool is_new = false;
  if (!job->is_known) { /* else the record has it already; or what came before it in this run */
    ro_text_clear(&run->given);
    ro_given_write(&run->given, &job->given, &job->arena);
    ro_read_report read = {&job->findings,
                           ro_text_slice(&job->out),
                           job->item.bytes,
                           ro_engine_reader(run->record->engine),
                           ro_text_slice(&run->given),
                           false};
    p->status = ro_record_put(run->record, &read, &run->line, &job->arena, &is_new, run->err);
  }
  if (p->status != READOUT_OK) return;
  run->tally->duplicates += !is_new;
  run->added += is_new;
}

static bool done(ro_job *job, void *ctx) {
  add_run *run = ctx;
  if (ro_engine_failed(job, run->input, run->tally)) return true;
  putting p = {.run = run, .job = job, .status = READOUT_OK};
  run->status = ro_guard_run(&job->guard, put_body, &p, run->err);
  if (run->status == READOUT_OK) run->status = p.status;
  if (run->status != READOUT_OK) return false;
  run->tally->read++;
  run->tally->skipped += !ro_engine_reads(&job->findings.report);
  if (run->status == READOUT_OK && ++run->in_batch == REPORTS_A_BATCH) {
    run->in_batch = 0;
    run->status = ro_store_commit(run->record->store, run->err);
    if (run->status == READOUT_OK) run->status = ro_store_begin(run->record->store, run->err);
  }
  return run->status == READOUT_OK;
}

/* -- concluding -------------------------------------------------------------------------------------------------------------- */

typedef struct loading {
  ro_collection collection;
  readout_status status;
  readout_error *err;
} loading;

static bool load_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  loading *load = ctx;
  (void)type;
  (void)id;
  load->status = ro_collection_add(&load->collection, line, RO_ABSENT, load->err);
  return load->status == READOUT_OK;
}

static bool load_review(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  loading *load = ctx;
  (void)type;
  (void)id;
  load->status = ro_collection_add_review(&load->collection, line, load->err);
  return load->status == READOUT_OK;
}

bool ro_record_give_line(void *ctx, ro_line_type type, size_t i, ro_slice *line) {
  ro_record_lines *lines = ctx;
  ro_text_clear(&lines->text);
  ro_export_line(&lines->exporter, &lines->text, type, i);
  *line = ro_text_slice(&lines->text);
  return !lines->text.failed;
}

typedef struct replacing {
  ro_record_lines lines;
  ro_collection *collection;
  ro_store *store;
  readout_status status;
  readout_error *err;
} replacing;

static void replace_body(void *ctx) {
  replacing *r = ctx;
  ro_exporter_init(&r->lines.exporter, &r->collection->record, &r->collection->arena);
  r->status = ro_store_replace(r->store, &r->collection->record, ro_record_give_line, &r->lines, r->err);
}

readout_status ro_record_conclude(readout_record *record, readout_error *err) {
  loading load = {.err = err, .status = READOUT_OK};
  ro_collection_init(&load.collection, record->engine);
  readout_status status = ro_store_each_line(record->store, RO_LINE_FINDINGS, load_findings, &load, err);
  if (status == READOUT_OK) status = ro_store_each_line(record->store, RO_LINE_REVIEW, load_review, &load, err);
  if (load.status != READOUT_OK) status = load.status;
  if (status == READOUT_OK) status = ro_collection_settle(&load.collection, err);
  replacing r = {.collection = &load.collection, .store = record->store, .err = err, .status = READOUT_OK};
  ro_text_init(&r.lines.text, 0);
  if (status == READOUT_OK) status = ro_guard_run(&load.collection.guard, replace_body, &r, err);
  if (status == READOUT_OK) status = r.status;
  if (status == READOUT_OK) status = ro_store_put_meta(record->store, SETTLED, RO_LIT("yes"), err);
  if (status == READOUT_OK) status = ro_kept_clear(record->store, err);
  ro_text_release(&r.lines.text);
  ro_collection_release(&load.collection);
  return status;
}

typedef struct asking {
  ro_store *store;
  ro_arena arena;
  ro_slice key, value;
  bool is;
  readout_status status;
  readout_error *err;
} asking;

static void ask_body(void *ctx) {
  asking *a = ctx;
  ro_slice value;
  a->status = ro_store_get_meta(a->store, a->key, &a->arena, &value, a->err);
  a->is = a->status == READOUT_OK && ro_slice_equal(value, a->value);
}

/* Does the record say this word about itself? */
static readout_status says(readout_record *record, ro_slice key, ro_slice value, bool *is, readout_error *err) {
  ro_guard guard = {0};
  asking a = {.store = record->store, .key = key, .value = value, .err = err, .status = READOUT_OK};
  ro_arena_init(&a.arena, &guard, 0);
  readout_status status = ro_guard_run(&guard, ask_body, &a, err);
  ro_arena_release(&a.arena);
  *is = a.is;
  return status != READOUT_OK ? status : a.status;
}

static readout_status is_settled(readout_record *record, bool *settled, readout_error *err) {
  bool unsettled = false;
  RO_TRY(says(record, SETTLED, RO_LIT("no"), &unsettled, err));
  *settled = !unsettled;
  return READOUT_OK;
}

/* -- records of conclusions alone ------------------------------------------------------------------------------------------- */

#define HOLDS RO_LIT("holds")
#define CONCLUSIONS RO_LIT("conclusions")

readout_status ro_record_holds_all(readout_record *record, bool *all, readout_error *err) {
  bool conclusions = false;
  RO_TRY(says(record, HOLDS, CONCLUSIONS, &conclusions, err));
  *all = !conclusions;
  return READOUT_OK;
}

readout_status ro_record_note_holds(readout_record *record, bool all, readout_error *err) {
  return ro_store_put_meta(record->store, HOLDS, all ? RO_LIT("all") : CONCLUSIONS, err);
}

readout_status ro_record_may_grow(readout_record *record, readout_error *err) {
  bool all = true;
  RO_TRY(ro_record_holds_all(record, &all, err));
  if (all) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_RECORD,
                 "the record holds conclusions alone, imported without what was read: it can be looked at; to go on with it "
                 "import an export made with --with findings,originals into a new one");
}

/* -- by parts -------------------------------------------------------------------------------------------------------------- */

typedef struct asking_ids {
  ro_guard guard;
  ro_arena arena;
  ro_slices ids;
} asking_ids;

static bool take_id(void *ctx, const ro_kept_row *row) {
  asking_ids *ids = ctx;
  RO_PUSH(&ids->arena, &ids->ids, ro_arena_copy(&ids->arena, ro_kept_text(row, 0)));
  return true;
}

typedef struct next_part {
  readout_record *record;
  size_t n;
  asking_ids *ids;
  readout_status status;
  readout_error *err;
} next_part;

/* Copies come together: each part that has some of them looks at all. */
static void next_body(void *ctx) {
  next_part *next = ctx;
  ro_store *store = next->record->store;
  next->status = ro_kept_ask(store, RO_KEPT_UNSETTLED, &RO_KEPT_PLAIN(next->n), 1, take_id, next->ids, next->err);
  if (next->status != READOUT_OK || next->ids->ids.len < next->n) return;
  ro_slice last = next->ids->ids.at[next->ids->ids.len - 1];
  next->status = ro_kept_ask(store, RO_KEPT_UNSETTLED_COPIES, &RO_KEPT_TEXT(last), 1, take_id, next->ids, next->err);
}

/* Settles some of the reports that came since; *more says whether there were any, *held how many bytes that took. */
static readout_status settle_some(readout_record *record, size_t n, bool *more, size_t *held, readout_error *err) {
  asking_ids ids = {0};
  next_part next = {.record = record, .n = n, .ids = &ids, .err = err, .status = READOUT_OK};
  ro_arena_init(&ids.arena, &ids.guard, 0);
  readout_status status = ro_guard_run(&ids.guard, next_body, &next, err);
  if (status == READOUT_OK) status = next.status;
  *more = ids.ids.len > 0;
  if (status == READOUT_OK && *more) status = ro_part_settle(record, &ids.ids, held, err);
  ro_arena_release(&ids.arena);
  return status;
}

static size_t much_memory(void) {
  long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? (size_t)pages / MUCH_MEMORY * (size_t)size : (size_t)1 << 30;
}

static readout_status end_step(readout_record *record, readout_error *err) {
  if (record->in_one) return READOUT_OK;
  RO_TRY(ro_store_commit(record->store, err));
  return ro_store_begin(record->store, err);
}

/* Each part but the last is a transaction of its own, if not all are to be one. */
static readout_status settle_parts(readout_record *record, bool any, readout_error *err) {
  bool more = true;
  size_t n = any ? NEXT_PART : FIRST_PART, much = much_memory();
  while (more) {
    size_t held = 0;
    RO_TRY(settle_some(record, n, &more, &held, err));
    if (!more) return READOUT_OK;
    if (n == FIRST_PART && !any) {
      n = NEXT_PART;
      any = true;
    } else if (held > much && n > LEAST_PART) {
      n /= 2;
    } else if (held < much / 3 && n < LARGEST_PART) {
      n *= 2;
    }
    RO_TRY(end_step(record, err));
  }
  return READOUT_OK;
}

/* Likewise some series at a time. */
static readout_status follow_series(readout_record *record, readout_error *err) {
  bool more = true;
  while (more) {
    RO_TRY(ro_series_follow(record, &more, err));
    if (!more) return READOUT_OK;
    RO_TRY(end_step(record, err));
  }
  return READOUT_OK;
}

static bool take_some(void *ctx, const ro_kept_row *row) {
  (void)row;
  *(bool *)ctx = true;
  return false;
}

/* Decisions may bind anywhere: a record that has any is settled whole, and so is one whose conclusions are of another program. */
static readout_status settle_added(readout_record *record, bool settled, readout_error *err) {
  size_t reviews = 0;
  bool waiting = false, kept = false;
  RO_TRY(ro_kept_ask(record->store, RO_KEPT_UNSETTLED, &RO_KEPT_PLAIN(1), 1, take_some, &waiting, err));
  RO_TRY(ro_kept_ask(record->store, RO_KEPT_UNFOLLOWED, &RO_KEPT_PLAIN(1), 1, take_some, &waiting, err));
  if (settled && !waiting) return READOUT_OK;
  RO_TRY(ro_store_count(record->store, RO_LINE_REVIEW, &reviews, err));
  if (reviews > 0) return ro_record_conclude(record, err);
  RO_TRY(ro_kept_ask(record->store, RO_KEPT_ANY_SETTLED, NULL, 0, take_some, &kept, err));
  if (!settled || !kept) {
    kept = false;
    if (!settled) RO_TRY(ro_kept_clear(record->store, err));
    RO_TRY(ro_kept_ask(record->store, RO_KEPT_ALL_UNSETTLED, NULL, 0, NULL, NULL, err));
  }
  RO_TRY(settle_parts(record, kept, err));
  RO_TRY(follow_series(record, err));
  return ro_store_put_meta(record->store, SETTLED, RO_LIT("yes"), err);
}

readout_status ro_record_settle(readout_record *record, readout_error *err) {
  bool settled = true;
  RO_TRY(is_settled(record, &settled, err));
  return settle_added(record, settled, err);
}

static readout_status add_all(add_run *run) {
  readout_error *err = run->err;
  bool settled = true;
  RO_TRY(ro_store_begin(run->record->store, err));
  const readout_engine *engine = run->record->engine;
  readout_status status = run->next
                              ? ro_engine_run_items(engine, run->input, "reading", run->next, run->next_ctx, work, done, run, err)
                              : ro_engine_run(engine, run->input, "reading", work, done, run, err);
  RO_TRY(run->status != READOUT_OK ? run->status : status);
  RO_TRY(is_settled(run->record, &settled, err));
  if (run->input->on_progress)
    run->input->on_progress(run->input->ctx, &(readout_progress){.stage = "comparing", .done = run->tally->read});
  RO_TRY(settle_added(run->record, settled, err));
  return ro_store_commit(run->record->store, err);
}

readout_status ro_record_add_items(readout_record *record, const readout_input *input, ro_item_next next, void *ctx,
                                   readout_tally *tally, readout_error *err) {
  readout_tally none;
  readout_error local = {0};
  if (!tally) tally = &none;
  if (!err) err = &local;
  *tally = (readout_tally){0};
  RO_TRY(ro_engine_need(record->engine, RO_NEEDS_MODEL | RO_NEEDS_LISTS | RO_NEEDS_LEXICON | RO_NEEDS_READER, err));
  RO_TRY(ro_record_may_grow(record, err));
  add_run run = {
      .record = record, .input = input, .next = next, .next_ctx = ctx, .tally = tally, .err = err, .status = READOUT_OK};
  if (pthread_mutex_init(&run.asking, NULL) != 0) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for adding reports");
  ro_text_init(&run.line, 0);
  ro_text_init(&run.given, 0);
  readout_status status = ro_store_open_beside(record->store, &run.known, err);
  if (status == READOUT_OK) status = add_all(&run);
  if (status != READOUT_OK) ro_store_rollback(record->store);
  ro_store_close(run.known);
  ro_text_release(&run.line);
  ro_text_release(&run.given);
  pthread_mutex_destroy(&run.asking);
  return status;
}

readout_status readout_record_add(readout_record *record, const readout_input *input, readout_tally *tally, readout_error *err) {
  return ro_record_add_items(record, input, NULL, NULL, tally, err);
}
