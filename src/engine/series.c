/* Formulations and commitments of the series that parts have touched, made anew from the record's lines. */
#include "engine/part.h"
#include "format/import.h"
#include "history/follow.h"

typedef struct gathering {
  ro_part *part;
  ro_record lines; /* of some series, whole */
  ro_importer importer;
  ro_map reports, entities; /* that were asked for */
} gathering;

static bool take_line(void *ctx, const ro_kept_row *row) {
  gathering *g = ctx;
  g->part->status = ro_import_line(&g->importer, ro_arena_copy(&g->part->round, ro_kept_text(row, 0)), 0, NULL, g->part->err);
  return g->part->status == READOUT_OK;
}

static void take_lines(gathering *g, ro_kept_query query, ro_slice of) {
  ro_part_ask(g->part, query, RO_KEPT_VALUES(RO_KEPT_TEXT(of)), take_line, g);
}

/* -- reports: their text, what they call things, and what they are copies of ------------------------------------------------ */

typedef struct naming {
  ro_part *part;
  ro_record_report *report;
} naming;

static bool take_name(void *ctx, const ro_kept_row *row) {
  naming *n = ctx;
  ro_report_name name = {ro_part_identity(n->part, "n", ro_kept_number(row, 0)), (ro_entity_kind)ro_kept_plain(row, 1),
                         ro_arena_copy(&n->part->round, ro_kept_text(row, 2))};
  RO_PUSH(&n->part->round, &n->report->names, name);
  return true;
}

static void take_report(gathering *g, ro_slice id) {
  bool is_new;
  size_t before = g->lines.reports.len;
  ro_map_put(&g->reports, id, &is_new);
  if (!is_new) return;
  take_lines(g, RO_KEPT_REPORT_LINE, id);
  take_lines(g, RO_KEPT_DERIVATION_LINES, id);
  if (g->lines.reports.len == before) return;
  naming n = {g->part, &g->lines.reports.at[before]};
  ro_part_ask(g->part, RO_KEPT_FORMS_OF_REPORT, RO_KEPT_VALUES(RO_KEPT_NUMBER(ro_identity_number(id))), take_name, &n);
}

/* -- events ------------------------------------------------------------------------------------------------------------------ */

typedef struct dating {
  ro_part *part;
  ro_record_statement *statement;
} dating;

static bool take_deadline(void *ctx, const ro_kept_row *row) {
  dating *d = ctx;
  ro_slice deadline = ro_kept_text(row, 0);
  if (deadline.ptr) d->statement->deadline = ro_arena_copy(&d->part->round, deadline);
  return false;
}

/* What commitments need that statements' lines do not have: their deadlines, and what their topics are. */
static void take_commitments(gathering *g, size_t first_statement) {
  for (size_t i = first_statement; i < g->lines.statements.len; i++) {
    ro_record_statement *statement = &g->lines.statements.at[i];
    dating d = {g->part, statement};
    if (statement->act != RO_COMMITMENT) continue;
    ro_part_ask(g->part, RO_KEPT_DEADLINE, RO_KEPT_VALUES(RO_KEPT_TEXT(statement->id)), take_deadline, &d);
    for (size_t t = 0; t < statement->topics.len; t++) {
      bool is_new;
      ro_map_put(&g->entities, statement->topics.at[t], &is_new);
      if (is_new) take_lines(g, RO_KEPT_ENTITY_LINE, statement->topics.at[t]);
    }
  }
}

static void take_event(gathering *g, ro_slice id) {
  size_t event = g->lines.events.len, statement = g->lines.statements.len;
  take_lines(g, RO_KEPT_EVENT_LINE, id);
  if (g->lines.events.len == event) return;
  ro_slices reports = g->lines.events.at[event].reports;
  for (size_t i = 0; i < reports.len; i++) take_report(g, reports.at[i]);
  take_lines(g, RO_KEPT_STATEMENT_LINES, id);
  take_commitments(g, statement);
}

static void take_series(gathering *g, uint64_t series) {
  ro_part *part = g->part;
  ro_values events = ro_part_numbers(part, RO_KEPT_SERIES, RO_KEPT_VALUES(RO_KEPT_PLAIN(series)));
  for (size_t i = 0; i < events.len && part->status == READOUT_OK; i++) take_event(g, ro_part_identity(part, "e", events.at[i]));
  ro_part_ask(part, RO_KEPT_DROP_UNFOLLOWED, RO_KEPT_VALUES(RO_KEPT_PLAIN(series)), NULL, NULL);
}

/* -- following --------------------------------------------------------------------------------------------------------------- */

#define SERIES_AT_ONCE 64
#define EVENTS_AT_ONCE 256 /* about: a series is not parted */

static bool take_unfollowed(void *ctx, const ro_kept_row *row) {
  ro_part *part = ctx;
  ro_numbers_add(&part->series, (uint64_t)ro_kept_plain(row, 0), &part->arena);
  return true;
}

static void follow_body(void *ctx) {
  ro_part *part = ctx;
  gathering g = {.part = part};
  ro_numbers_init(&part->series, &part->arena);
  ro_numbers_init(&part->touched, &part->arena);
  ro_importer_init(&g.importer, &g.lines, &part->round, true);
  ro_map_init(&g.reports, &part->round);
  ro_map_init(&g.entities, &part->round);
  ro_part_ask(part, RO_KEPT_UNFOLLOWED, RO_KEPT_VALUES(RO_KEPT_PLAIN(SERIES_AT_ONCE)), take_unfollowed, part);
  for (size_t i = 0; i < part->series.at.len && g.lines.events.len < EVENTS_AT_ONCE; i++) take_series(&g, part->series.at.at[i]);
  if (part->status != READOUT_OK) return;
  ro_follow(&g.lines, part->record->engine->parts->lexicon, &part->round);
  ro_record made = {0};
  made.reports.at = g.lines.reports.at;
  made.reports.len = g.lines.reports.len;
  made.formulations.at = g.lines.formulations.at;
  made.formulations.len = g.lines.formulations.len;
  made.commitments.at = g.lines.commitments.at;
  made.commitments.len = g.lines.commitments.len;
  ro_part_put_lines(part, &made);
}

readout_status ro_series_follow(readout_record *record, bool *more, readout_error *err) {
  ro_part part = {.record = record, .err = err, .status = READOUT_OK};
  ro_arena_init(&part.arena, &part.guard, RO_MAX_PART);
  ro_arena_init(&part.round, &part.guard, RO_MAX_PART);
  readout_status status = ro_guard_run(&part.guard, follow_body, &part, err);
  if (status == READOUT_OK) status = part.status;
  *more = part.series.at.len > 0;
  ro_arena_release(&part.round);
  ro_arena_release(&part.arena);
  return status;
}
