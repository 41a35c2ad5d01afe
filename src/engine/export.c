/*
 * Exports: lines of the record handed to the writers of format, one type after the other, or some events at a time with what
 * belongs to them, so that the texts in memory are those of a bounded number of events.
 */
#include "format/export.h"
#include "base/error.h"
#include "engine/engine.h"
#include "engine/event_asked.h"
#include "engine/record.h"
#include "format/annotations.h"
#include "format/csv.h"
#include "format/ftm.h"
#include "format/gexf.h"
#include "format/ics.h"
#include "format/import.h"
#include "format/json_findings.h"
#include "format/plover_lines.h"

#define EVENTS_A_PART 64
#define MAX_PART ((size_t)16 << 30)

/* One call of readout_record_export(). */
typedef struct exporting {
  readout_record *record;
  const readout_export *what;
  readout_sink sink;
  void *ctx;
  ro_guard guard;
  ro_arena arena;   /* of the whole export */
  ro_arena part;    /* of the line or the part that is under way */
  ro_slices events; /* all that are exported, by identity */
  ro_record loaded; /* the line or part */
  ro_record_index index;
  ro_importer importer;
  ro_plover_part plover;
  ro_directory directory;
  ro_annotations annotations;
  ro_ftm ftm;
  ro_gexf gexf;
  const ro_csv_table *table;
  void (*one)(struct exporting *); /* what is done with a line that was read into `loaded` */
  ro_text out;
  readout_status status;
  readout_error *err;
} exporting;

static ro_slice version(void) {
  return ro_slice_of(readout_version());
}

static bool is_whole(const exporting *x) {
  return x->what->n_events == 0;
}

/* Gives away what was written. False stops: x->status says why. */
static bool send(exporting *x) {
  ro_slice out = ro_text_slice(&x->out);
  if (x->status != READOUT_OK) return false;
  if (x->out.failed)
    x->status = ro_fail(x->err, READOUT_ERR_MEMORY, "a part of the export is too large");
  else if (out.len > 0 && !x->sink(x->ctx, out.ptr, out.len))
    x->status = ro_fail(x->err, READOUT_ERR_STOPPED, "stopped");
  ro_text_clear(&x->out);
  return x->status == READOUT_OK;
}

/* -- lines ---------------------------------------------------------------------------------------------------------------- */

/* Hands on the lines of a type: all, or those that belong to the events that were asked for. */
static bool each_line(exporting *x, ro_line_type type, ro_store_take take) {
  if (x->status != READOUT_OK) return false;
  readout_status status = is_whole(x) ? ro_store_each_line(x->record->store, type, take, x, x->err)
                                      : ro_store_lines_of(x->record->store, type, x->events.at, x->events.len, take, x, x->err);
  if (x->status == READOUT_OK) x->status = status;
  return x->status == READOUT_OK;
}

static void forget(exporting *x) {
  ro_arena_clear(&x->part);
  x->loaded = (ro_record){0};
  ro_importer_init(&x->importer, &x->loaded, &x->part, true);
}

static bool take_one(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  (void)type;
  (void)id;
  forget(x);
  x->status = ro_import_line(&x->importer, line, 0, NULL, x->err);
  if (x->status == READOUT_OK) x->one(x);
  return send(x);
}

static bool each_one(exporting *x, ro_line_type type, void (*one)(exporting *)) {
  x->one = one;
  return each_line(x, type, take_one);
}

static bool take_as_it_is(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  (void)type;
  (void)id;
  ro_text_add(&x->out, line);
  ro_text_add(&x->out, RO_LIT("\n"));
  return send(x);
}

/* -- parts ---------------------------------------------------------------------------------------------------------------- */

static bool take_into_part(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  if (type == RO_LINE_FINDINGS) {
    ro_plover_report read = {.id = ro_arena_copy(&x->part, id)};
    x->status = ro_findings_read(&read.findings, line, 0, &x->part, x->err);
    RO_PUSH(&x->part, &x->plover.reports, read);
  } else {
    x->status = ro_import_line(&x->importer, line, 0, NULL, x->err);
  }
  return x->status == READOUT_OK;
}

static bool load_part(exporting *x, const ro_slice *events, size_t n_events, bool with_findings) {
  static const ro_line_type TYPES[] = {RO_LINE_REPORT, RO_LINE_ENTITY, RO_LINE_EVENT, RO_LINE_STATEMENT, RO_LINE_FINDINGS};
  size_t n_types = sizeof TYPES / sizeof *TYPES - !with_findings;
  forget(x);
  x->plover = (ro_plover_part){.index = &x->index};
  for (size_t t = 0; t < n_types && x->status == READOUT_OK; t++) {
    readout_status status = ro_store_lines_of(x->record->store, TYPES[t], events, n_events, take_into_part, x, x->err);
    if (x->status == READOUT_OK) x->status = status;
  }
  if (x->status == READOUT_OK) ro_record_index_make(&x->index, &x->loaded, &x->part);
  return x->status == READOUT_OK;
}

/* All events that are exported, in order, each with x->index over its part. */
static bool each_event(exporting *x, bool with_findings, void (*write)(exporting *, const ro_record_event *)) {
  for (size_t at = 0; at < x->events.len; at += EVENTS_A_PART) {
    size_t n = x->events.len - at < EVENTS_A_PART ? x->events.len - at : EVENTS_A_PART;
    if (!load_part(x, &x->events.at[at], n, with_findings)) return false;
    for (size_t i = 0; i < n; i++) {
      const ro_record_event *event = ro_find_event(&x->index, x->events.at[at + i]);
      if (event) write(x, event);
      if (!send(x)) return false;
    }
  }
  return x->status == READOUT_OK;
}

/* -- formats -------------------------------------------------------------------------------------------------------------- */

/* What people decided is of the whole record. */
static void export_jsonl(exporting *x) {
  ro_line_type last = is_whole(x) ? RO_LINE_REVIEW : RO_LINE_COMMITMENT;
  unsigned with = x->what->with;
  ro_export_head_with(&x->out, version(), (with & READOUT_WITH_FINDINGS) != 0, (with & READOUT_WITH_ORIGINALS) != 0);
  for (ro_line_type type = RO_LINE_REPORT; type <= last && send(x); type++) each_line(x, type, take_as_it_is);
  if (with && send(x)) x->status = ro_lines_with(x->record, with, x->sink, x->ctx, x->err);
}

static void note_names(exporting *x) {
  ro_directory_take(&x->directory, &x->loaded);
}

static bool take_rows(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  (void)type;
  ro_arena_clear(&x->part);
  x->status = ro_csv_rows(&x->out, x->table, id, line, &x->directory, &x->part, x->err);
  return send(x);
}

static bool begin_file(exporting *x, const char *name) {
  if (!x->what->on_file(x->ctx, name)) x->status = ro_fail(x->err, READOUT_ERR_STOPPED, "stopped");
  return x->status == READOUT_OK;
}

static void export_csv(exporting *x) {
  static const ro_line_type NAMED[] = {RO_LINE_REPORT, RO_LINE_ENTITY, RO_LINE_EVENT};
  ro_directory_init(&x->directory, x->record->engine->parts->lists->plover, &x->arena);
  for (size_t t = 0; t < sizeof NAMED / sizeof *NAMED; t++) {
    if (!each_one(x, NAMED[t], note_names)) return;
    ro_directory_index(&x->directory);
  }
  for (size_t t = 0; t < RO_CSV_N_TABLES; t++) {
    x->table = &RO_CSV_TABLES[t];
    bool has_lines = is_whole(x) || x->table->type != RO_LINE_REVIEW;
    if (!begin_file(x, ro_arena_format(&x->arena, "%s.csv", x->table->name).ptr)) return;
    ro_csv_header(&x->out, x->table);
    if (!send(x) || (has_lines && !each_line(x, x->table->type, take_rows))) return;
  }
  if (!begin_file(x, "datapackage.json")) return;
  ro_csv_package(&x->out, version(), is_whole(x), &x->arena);
}

static void write_plover_event(exporting *x, const ro_record_event *event) {
  x->plover.codes = x->record->engine->parts->lists->plover;
  ro_plover_event_line(&x->out, &x->plover, event, &x->part);
}

static bool take_plover(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  (void)type;
  ro_arena_clear(&x->part);
  ro_plover_report read = {.id = id};
  x->status = ro_findings_read(&read.findings, line, 0, &x->part, x->err);
  if (x->status == READOUT_OK) ro_plover_report_lines(&x->out, &read, &x->part);
  return send(x);
}

static void export_plover(exporting *x) {
  if (each_event(x, true, write_plover_event)) each_line(x, RO_LINE_FINDINGS, take_plover);
}

static void write_annotations(exporting *x, const ro_record_event *event) {
  ro_annotations_event(&x->annotations, &x->out, &x->index, event, &x->part);
}

static void export_annotations(exporting *x) {
  ro_annotations_begin(&x->annotations, &x->out, version());
  if (each_event(x, false, write_annotations)) ro_annotations_end(&x->annotations, &x->out);
}

static void write_ftm_report(exporting *x) {
  ro_ftm_report(&x->out, &x->loaded.reports.at[0], &x->part);
}

static void write_ftm_entity(exporting *x) {
  ro_ftm_entity(&x->out, &x->loaded.entities.at[0], &x->part);
}

static void write_ftm_event(exporting *x, const ro_record_event *event) {
  ro_ftm_event(&x->ftm, &x->out, &x->index, event, &x->part);
}

static void export_ftm(exporting *x) {
  ro_ftm_init(&x->ftm, &x->arena);
  if (each_one(x, RO_LINE_REPORT, write_ftm_report) && each_one(x, RO_LINE_ENTITY, write_ftm_entity))
    each_event(x, false, write_ftm_event);
}

static void note_gexf(exporting *x, const ro_record_event *event) {
  ro_gexf_event(&x->gexf, &x->index, event, &x->part);
}

static void export_gexf(exporting *x) {
  ro_gexf_init(&x->gexf, &x->arena);
  if (each_event(x, false, note_gexf)) ro_gexf_write(&x->gexf, &x->out, version());
}

static void write_ics(exporting *x, const ro_record_event *event) {
  if (x->what->all || ro_ics_is_coming(event)) ro_ics_event(&x->out, &x->index, event, &x->part);
}

static void export_ics(exporting *x) {
  ro_ics_begin(&x->out, version());
  if (each_event(x, false, write_ics)) ro_ics_end(&x->out);
}

static const struct {
  const char *name;
  void (*run)(exporting *);
  unsigned needs; /* of the engine: RO_NEEDS_… */
} FORMATS[READOUT_EXPORT_FORMATS] = {
    [READOUT_EXPORT_JSONL] = {"jsonl", export_jsonl, 0},
    [READOUT_EXPORT_CSV] = {"csv", export_csv, RO_NEEDS_LISTS},
    [READOUT_EXPORT_PLOVER] = {"plover", export_plover, RO_NEEDS_LISTS},
    [READOUT_EXPORT_ANNOTATIONS] = {"annotations", export_annotations, 0},
    [READOUT_EXPORT_FTM] = {"ftm", export_ftm, 0},
    [READOUT_EXPORT_GEXF] = {"gexf", export_gexf, 0},
    [READOUT_EXPORT_ICS] = {"ics", export_ics, 0},
};

const char *readout_export_format_name(readout_export_format format) {
  return (size_t)format < READOUT_EXPORT_FORMATS ? FORMATS[format].name : NULL;
}

/* -- which events --------------------------------------------------------------------------------------------------------- */

static bool note_event(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  exporting *x = ctx;
  (void)type;
  (void)line;
  RO_PUSH(&x->arena, &x->events, ro_arena_copy(&x->arena, id));
  return true;
}

/* Reads all events back: an event is also asked for by its place among them. */
static void find_asked(exporting *x) {
  forget(x);
  for (size_t i = 0; i < x->what->n_events && x->status == READOUT_OK; i++) {
    ro_slice id;
    x->status = ro_event_asked(x->record->store, x->what->events[i], &id, &x->part, x->err);
    if (x->status == READOUT_OK) RO_PUSH(&x->arena, &x->events, ro_arena_copy(&x->arena, id));
  }
  ro_slices_sort_unique(&x->events);
}

/* JSON Lines and tables of the whole record are written without knowing its events. */
static bool needs_events(const exporting *x) {
  return x->what->format != READOUT_EXPORT_JSONL && x->what->format != READOUT_EXPORT_CSV;
}

static void export_body(void *ctx) {
  exporting *x = ctx;
  if (!is_whole(x))
    find_asked(x);
  else if (needs_events(x))
    x->status = ro_store_each_line(x->record->store, RO_LINE_EVENT, note_event, x, x->err);
  if (x->status == READOUT_OK) FORMATS[x->what->format].run(x);
  send(x);
}

static readout_status check(const readout_export *what, readout_error *err) {
  if ((size_t)what->format >= READOUT_EXPORT_FORMATS) return ro_fail(err, READOUT_ERR_USAGE, "unknown format of an export");
  if (what->format == READOUT_EXPORT_CSV && !what->on_file)
    return ro_fail(err, READOUT_ERR_USAGE, "tables are files of a folder: say where they go, with on_file");
  if (what->with && (what->format != READOUT_EXPORT_JSONL || what->n_events > 0))
    return ro_fail(err, READOUT_ERR_USAGE, "findings and originals are of a whole export as JSON Lines");
  return READOUT_OK;
}

readout_status readout_record_export(readout_record *record, const readout_export *what, readout_sink sink, void *ctx,
                                     readout_error *err) {
  static const readout_export ALL = {.format = READOUT_EXPORT_JSONL};
  readout_error local = {0};
  exporting x = {.record = record, .what = what ? what : &ALL, .sink = sink, .ctx = ctx, .err = err ? err : &local};
  RO_TRY(check(x.what, x.err));
  if (FORMATS[x.what->format].needs) RO_TRY(ro_engine_need(record->engine, FORMATS[x.what->format].needs, x.err));
  RO_TRY(ro_store_begin_reading(record->store, x.err));
  ro_arena_init(&x.arena, &x.guard, MAX_PART);
  ro_arena_init(&x.part, &x.guard, MAX_PART);
  ro_text_init(&x.out, 0);
  readout_status status = ro_guard_run(&x.guard, export_body, &x, x.err);
  if (status == READOUT_OK) status = x.status;
  ro_store_rollback(record->store); /* nothing was written */
  ro_text_release(&x.out);
  ro_arena_release(&x.part);
  ro_arena_release(&x.arena);
  return status;
}
