/* Series that a part touches: their events that it does not settle come from the record's lines. */
#include "engine/part.h"
#include "format/import.h"
#include "history/follow.h"

typedef struct gathering {
  ro_part *part;
  ro_record lines; /* those that stay as they are */
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

static void take_series(gathering *g, uint64_t series, const ro_map *written) {
  ro_part *part = g->part;
  ro_values events = ro_part_numbers(part, RO_KEPT_SERIES, RO_KEPT_VALUES(RO_KEPT_PLAIN(series)));
  for (size_t i = 0; i < events.len && part->status == READOUT_OK; i++) {
    ro_slice id = ro_part_identity(part, "e", events.at[i]);
    if (!ro_numbers_have(&part->old_events, events.at[i]) && !ro_map_get(written, id)) take_event(g, id);
  }
}

static bool is_followed(void *ctx, ro_slice series) {
  const ro_part *part = ctx;
  return ro_numbers_have(&part->series, (uint64_t)ro_series_number(series));
}

/* -- following --------------------------------------------------------------------------------------------------------------- */

#define ADD(arena, to, from, list) \
  for (size_t i = 0; i < (from)->list.len; i++) RO_PUSH((arena), &(to)->list, (from)->list.at[i])

/* Events that are written with their statements, and what these may hang on; series that they belong to are touched. */
static void add_written(ro_part *part, const ro_map *written, ro_record *to) {
  const ro_record *from = &part->out;
  ADD(&part->round, to, from, reports);
  ADD(&part->round, to, from, entities);
  ADD(&part->round, to, from, derivations);
  for (size_t i = 0; i < from->statements.len; i++)
    if (ro_map_get(written, from->statements.at[i].event)) RO_PUSH(&part->round, &to->statements, from->statements.at[i]);
  for (size_t i = 0; i < from->events.len; i++) {
    if (!ro_map_get(written, from->events.at[i].id)) continue;
    ro_slice series = ro_series_of(&from->events.at[i], &part->round);
    if (series.ptr) ro_numbers_add(&part->series, (uint64_t)ro_series_number(series), &part->arena);
    RO_PUSH(&part->round, &to->events, from->events.at[i]);
  }
}

/* What stays, of all series that are touched. */
static void add_kept(ro_part *part, const ro_map *written, ro_record *to) {
  gathering g = {.part = part};
  ro_importer_init(&g.importer, &g.lines, &part->round, true);
  ro_map_init(&g.reports, &part->round);
  ro_map_init(&g.entities, &part->round);
  for (size_t i = 0; i < to->entities.len; i++) ro_map_put(&g.entities, to->entities.at[i].id, NULL);
  for (size_t i = 0; i < part->series.at.len; i++) take_series(&g, part->series.at.at[i], written);
  ro_map settled;
  ro_map_init(&settled, &part->round);
  for (size_t i = 0; i < to->reports.len; i++) ro_map_put(&settled, to->reports.at[i].id, NULL);
  for (size_t i = 0; i < g.lines.reports.len; i++)
    if (!ro_map_get(&settled, g.lines.reports.at[i].id)) RO_PUSH(&part->round, &to->reports, g.lines.reports.at[i]);
  ADD(&part->round, to, &g.lines, entities);
  ADD(&part->round, to, &g.lines, derivations);
  ADD(&part->round, to, &g.lines, events);
  ADD(&part->round, to, &g.lines, statements);
}

void ro_part_follow(ro_part *part) {
  const ro_lexicon *lexicon = part->record->engine->parts->lexicon;
  if (part->is_first) {
    ro_follow_part(&part->out, lexicon, NULL, NULL, &part->kept, &part->round);
    return;
  }
  ro_record lines = {0};
  ro_map written = ro_part_written(part);
  add_written(part, &written, &lines);
  add_kept(part, &written, &lines);
  if (part->status != READOUT_OK) return;
  ro_follow_part(&lines, lexicon, is_followed, part, &part->kept, &part->round);
  part->out.reports = lines.reports;
  part->out.formulations = lines.formulations;
  part->out.commitments = lines.commitments;
}
