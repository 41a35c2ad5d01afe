/* Lists and accounts of a record for a terminal: events, one event with its evidence, formulations over time. */
#include <stdlib.h>

#include "format/labels.h"
#include "format/matrix_text.h"
#include "format/page_text.h"

#define INDENT 2

/* -- the list --------------------------------------------------------------------------------------------------------- */

static void put_listed(ro_terminal *t, const ro_record_index *index, const ro_record_event *event, size_t number, bool differs) {
  ro_slice place = ro_place_label(index, event, t->arena), date = ro_event_date_label(event, t->arena);
  ro_slice reports = ro_count_label(event->reports.len, "report", t->arena),
           origins = ro_count_label(event->origins, "origin", t->arena);
  if (event->reports.len == 0) {
    reports = RO_LIT("mentioned in");
    origins = ro_count_label(event->mentioned_in.len, "report", t->arena);
  }
  ro_slice shown = ro_arena_format(t->arena, "%zu", number);
  ro_put_spaces(t, shown.len < 3 ? 3 - shown.len : 0);
  ro_put(t, RO_PLAIN, shown);
  ro_put_spaces(t, 1);
  ro_put_cell(t, RO_YELLOW, 2, differs ? RO_LIT("*") : RO_LIT(""));
  ro_put_indented(t, event->reports.len > 0 ? RO_BOLD : RO_PLAIN, 6, ro_event_label(index, event, t->arena));
  ro_put_spaces(t, 6);
  const char *status = event->status == RO_HELD || event->status == RO_STATUS_UNKNOWN ? "" : ro_event_status_name(event->status);
  if (ro_slice_equal(event->verdict, RO_LIT("rejected"))) status = "rejected by a person";
  ro_put_indented(t, RO_PLAIN, 6,
                  ro_arena_format(t->arena, "%.*s%s%.*s%s%s · %.*s%s%.*s", (int)date.len, date.ptr, place.len ? " · " : "",
                                  (int)place.len, place.ptr, *status ? " · " : "", status, (int)reports.len, reports.ptr,
                                  event->reports.len > 0 ? ", " : " ", (int)origins.len, origins.ptr));
  ro_put_spaces(t, 6);
  ro_put_indented(t, RO_DIM, 6, event->id);
}

void ro_events_text(ro_text *out, const ro_record *record, const ro_view *view, ro_arena *arena) {
  ro_record_index index;
  ro_record_index_make(&index, record, arena);
  ro_terminal t = ro_terminal_make(out, view, arena);
  ro_indexes order = ro_events_newest(record, arena);
  const bool *differ = ro_events_differ(&index, arena);
  bool any = false;
  for (size_t i = 0; i < order.len; i++) {
    put_listed(&t, &index, &record->events.at[order.at[i]], i + 1, differ[order.at[i]]);
    any = any || differ[order.at[i]];
  }
  if (order.len == 0) ro_put_line(&t, RO_PLAIN, RO_LIT("No event is in this record."));
  if (!any) return;
  ro_put_end(&t);
  ro_put_line(&t, RO_DIM, RO_LIT("* reports differ, or one side alone claims an agreement: see readout compare"));
}

/* -- one event -------------------------------------------------------------------------------------------------------- */

static void put_quote(ro_terminal *t, const ro_record_index *index, const ro_evidence *evidence, size_t indent) {
  ro_slice label = ro_report_label_of(index, evidence->report, t->arena);
  ro_put_spaces(t, indent);
  ro_put_indented(
      t, RO_DIM, indent + 2,
      ro_arena_format(t->arena, "“%.*s” – %.*s", (int)evidence->quote.len, evidence->quote.ptr, (int)label.len, label.ptr));
}

static void put_facts(ro_terminal *t, const ro_matrix *matrix) {
  const ro_record_event *event = matrix->event;
  if (event->evidence.len == 0) return;
  ro_put_heading(t, "Where it is said");
  for (size_t i = 0; i < event->evidence.len; i++) {
    const ro_evidence *evidence = &event->evidence.at[i], *before = i > 0 ? evidence - 1 : NULL;
    if (!before || !ro_slice_equal(before->field, evidence->field) || !ro_slice_equal(before->value, evidence->value)) {
      ro_slice field = ro_field_label(evidence->field), value = ro_find_entity(matrix->index, evidence->value)
                                                                    ? ro_entity_name(matrix->index, evidence->value)
                                                                    : ro_value_label(evidence->field, evidence->value, t->arena);
      ro_put_spaces(t, INDENT);
      ro_put_indented(t, RO_PLAIN, INDENT,
                      ro_arena_format(t->arena, "%.*s: %.*s", (int)field.len, field.ptr, (int)value.len, value.ptr));
    }
    put_quote(t, matrix->index, evidence, 2 * INDENT);
  }
}

static void put_report(ro_terminal *t, const ro_record_index *index, ro_slice id) {
  const ro_record_report *report = ro_find_report(index, id);
  if (!report) return;
  ro_slice label = ro_report_version_label(report, t->arena), published = ro_date_label(report->report.published, t->arena);
  ro_slice title = report->report.title.ptr ? report->report.title : RO_LIT("without a title");
  ro_put_spaces(t, INDENT);
  ro_put_indented(t, RO_PLAIN, 2 * INDENT,
                  ro_arena_format(t->arena, "%.*s: %.*s%s%.*s", (int)label.len, label.ptr, (int)title.len, title.ptr,
                                  published.len ? ", " : "", (int)published.len, published.ptr));
  ro_put_spaces(t, 2 * INDENT);
  ro_put_indented(t, RO_DIM, 2 * INDENT, report->report.source);
}

static void put_reports(ro_terminal *t, const ro_matrix *matrix, const char *title, const ro_slices *reports) {
  if (reports->len == 0) return;
  ro_put_heading(t, title);
  for (size_t i = 0; i < reports->len; i++) put_report(t, matrix->index, reports->at[i]);
}

static void put_derivations(ro_terminal *t, const ro_matrix *matrix) {
  if (matrix->derivations.len == 0) return;
  ro_put_heading(t, "What comes from what");
  for (size_t i = 0; i < matrix->derivations.len; i++) {
    const ro_record_derivation *d = matrix->derivations.at[i];
    bool turned = ro_slice_equal(d->direction, RO_LIT("b-from-a"));
    const char *between = turned || ro_slice_equal(d->direction, RO_LIT("a-from-b")) ? "from" : "and";
    ro_slice first = ro_report_label_of(matrix->index, turned ? d->b : d->a, t->arena),
             second = ro_report_label_of(matrix->index, turned ? d->a : d->b, t->arena);
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_PLAIN, 2 * INDENT,
                    ro_arena_format(t->arena, "%.*s %s %.*s: %.*s", (int)first.len, first.ptr, between, (int)second.len,
                                    second.ptr, (int)d->kind.len, d->kind.ptr));
    if (d->because.len == 0) continue;
    ro_put_spaces(t, 2 * INDENT);
    ro_put_indented(t, RO_DIM, 2 * INDENT, d->because);
  }
}

static void put_statements(ro_terminal *t, const ro_matrix *matrix) {
  for (size_t i = 0; i < matrix->groups.len; i++) {
    const ro_matrix_group *group = &matrix->groups.at[i];
    ro_put_end(t);
    ro_put_line(t, RO_BOLD, group->name);
    for (size_t j = group->first; j < group->end; j++) {
      const ro_matrix_row *row = &matrix->rows.at[j];
      ro_put_spaces(t, INDENT);
      ro_put_indented(t, RO_PLAIN, 2 * INDENT, row->statement->content);
      ro_slice act = ro_act_label(row->statement, t->arena);
      ro_put_spaces(t, 2 * INDENT);
      ro_put_indented(t, RO_PLAIN, 2 * INDENT,
                      ro_arena_format(t->arena, "%.*s%s%.*s", (int)act.len, act.ptr, row->claim.ptr ? " – " : "",
                                      (int)row->claim.len, row->claim.ptr ? row->claim.ptr : ""));
      for (size_t k = 0; k < row->statement->evidence.len; k++)
        put_quote(t, matrix->index, &row->statement->evidence.at[k], 2 * INDENT);
    }
  }
}

bool ro_event_text(ro_text *out, const ro_record *record, ro_slice event, const ro_view *view, ro_arena *arena) {
  ro_record_index index;
  ro_matrix matrix;
  ro_record_index_make(&index, record, arena);
  if (!ro_matrix_make(&matrix, &index, event, arena)) return false;
  ro_terminal t = ro_terminal_make(out, view, arena);
  ro_put_event_head(&t, &matrix);
  ro_put_line(&t, RO_DIM, matrix.event->id);
  ro_put_discrepancies(&t, &matrix);
  put_facts(&t, &matrix);
  put_reports(&t, &matrix, "Reports that tell it", &matrix.event->reports);
  put_reports(&t, &matrix, "Reports that mention it", &matrix.event->mentioned_in);
  put_derivations(&t, &matrix);
  put_statements(&t, &matrix);
  ro_put_formulations(&t, &matrix);
  return true;
}

/* -- formulations over time ------------------------------------------------------------------------------------------- */

typedef struct station {
  ro_slice event, date;
} station;

static int by_date(const void *a, const void *b) {
  const station *left = a, *right = b;
  int order = ro_date_compare(left->date, right->date);
  return order != 0 ? order : ro_slice_compare(left->event, right->event);
}

typedef RO_ARRAY(station) stations;

static void add_station(stations *list, const ro_record_index *index, ro_slice event, ro_arena *arena) {
  for (size_t i = 0; i < list->len; i++) {
    if (ro_slice_equal(list->at[i].event, event)) return;
  }
  const ro_record_event *found = ro_find_event(index, event);
  RO_PUSH(arena, list, ((station){event, found ? found->from : RO_ABSENT}));
}

/* The events at which it was used, or might have been, by date. */
static stations stations_of(const ro_record_index *index, const ro_record_formulation *formulation, ro_arena *arena) {
  stations list = {0};
  for (size_t i = 0; i < formulation->uses.len; i++) add_station(&list, index, formulation->uses.at[i].event, arena);
  for (size_t i = 0; i < formulation->between.len; i++) {
    if (formulation->between.at[i].to.ptr) add_station(&list, index, formulation->between.at[i].to, arena);
  }
  if (list.len > 1) qsort(list.at, list.len, sizeof *list.at, by_date);
  return list;
}

static void put_use(ro_terminal *t, const ro_record_index *index, const ro_formulation_use *use) {
  ro_slice who = ro_names_label(index, &use->speakers, t->arena);
  ro_put_spaces(t, 2 * INDENT);
  ro_put_indented(
      t, RO_PLAIN, 2 * INDENT,
      ro_arena_format(t->arena, "%.*s%s%.*s%s", (int)who.len, who.ptr, use->strength.len ? ", “" : "", (int)use->strength.len,
                      use->strength.ptr ? use->strength.ptr : "", use->strength.len ? "”" : ""));
  for (size_t i = 0; i < use->evidence.len; i++) put_quote(t, index, &use->evidence.at[i], 3 * INDENT);
}

static void put_station(ro_terminal *t, const ro_record_index *index, const ro_record_formulation *formulation,
                        const station *at) {
  const ro_record_event *event = ro_find_event(index, at->event);
  ro_slice change = ro_change_at(formulation, at->event), label = event ? ro_event_label(index, event, t->arena) : at->event;
  ro_slice date = event ? ro_event_date_label(event, t->arena) : RO_LIT("");
  ro_slice word = ro_slice_equal(change, RO_LIT("too-short")) ? RO_LIT("too short to tell")
                  : change.ptr                                ? change
                                                              : RO_LIT("first seen");
  bool notable = !ro_slice_equal(change, RO_LIT("kept")) && !ro_slice_equal(change, RO_LIT("too-short"));
  ro_put_spaces(t, INDENT);
  ro_put(t, notable ? RO_YELLOW : RO_DIM, word);
  ro_put_spaces(t, 2);
  ro_put_indented(t, RO_PLAIN, INDENT + ro_display_width(word) + 2,
                  ro_arena_format(t->arena, "%.*s, %.*s", (int)date.len, date.ptr, (int)label.len, label.ptr));
  for (size_t i = 0; i < formulation->uses.len; i++) {
    if (ro_slice_equal(formulation->uses.at[i].event, at->event)) put_use(t, index, &formulation->uses.at[i]);
  }
}

static void put_formulation(ro_terminal *t, const ro_record_index *index, const ro_record_formulation *formulation) {
  ro_put_line(t, RO_BOLD, formulation->phrase);
  if (formulation->variants.len > 0) {
    ro_slice variants = ro_arena_join(t->arena, formulation->variants.at, formulation->variants.len, RO_LIT("; "));
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_DIM, INDENT, ro_arena_format(t->arena, "also: %.*s", (int)variants.len, variants.ptr));
  }
  stations list = stations_of(index, formulation, t->arena);
  for (size_t i = 0; i < list.len; i++) put_station(t, index, formulation, &list.at[i]);
}

void ro_track_text(ro_text *out, const ro_record *record, const ro_indexes *formulations, const ro_view *view, ro_arena *arena) {
  ro_record_index index;
  ro_record_index_make(&index, record, arena);
  ro_terminal t = ro_terminal_make(out, view, arena);
  for (size_t i = 0; i < formulations->len; i++) {
    if (i > 0) ro_put_end(&t);
    put_formulation(&t, &index, &record->formulations.at[formulations->at[i]]);
  }
}

/* -- commitments ------------------------------------------------------------------------------------------------------ */

static ro_slice event_in_line(const ro_record_index *index, ro_slice id, ro_arena *arena) {
  const ro_record_event *event = ro_find_event(index, id);
  if (!event) return id;
  ro_slice date = ro_event_date_label(event, arena), label = ro_event_label(index, event, arena);
  return ro_arena_format(arena, "%.*s, %.*s", (int)date.len, date.ptr, (int)label.len, label.ptr);
}

static void put_detail(ro_terminal *t, const char *what, ro_slice value) {
  if (value.len == 0) return;
  ro_put_spaces(t, INDENT);
  ro_put_indented(t, RO_PLAIN, 2 * INDENT, ro_arena_format(t->arena, "%s: %.*s", what, (int)value.len, value.ptr));
}

static void put_commitment(ro_terminal *t, const ro_record_index *index, const ro_record_commitment *commitment) {
  const ro_record_statement *statement = ro_find_statement(index, commitment->statement);
  ro_slice who = ro_names_label(index, &commitment->parties, t->arena);
  ro_put_indented(
      t, RO_BOLD, INDENT,
      ro_arena_format(t->arena, "%.*s: %.*s", (int)who.len, who.ptr, (int)commitment->action.len, commitment->action.ptr));
  if (statement) put_detail(t, "at", event_in_line(index, statement->event, t->arena));
  if (statement) put_detail(t, "strength", statement->strength);
  if (statement && statement->claimed_by.len > 0)
    put_detail(t, "by the account of", ro_names_label(index, &statement->claimed_by, t->arena));
  put_detail(t, "target", commitment->target.ptr ? ro_entity_name(index, commitment->target) : RO_ABSENT);
  put_detail(t, "framework", commitment->framework.ptr ? ro_entity_name(index, commitment->framework) : RO_ABSENT);
  put_detail(t, "by", commitment->deadline.ptr ? ro_date_label(commitment->deadline, t->arena) : RO_ABSENT);
  ro_slice status = ro_slice_equal(commitment->status, RO_LIT("unknown")) ? RO_LIT("no later evidence") : commitment->status;
  if (commitment->reviews.len > 0) status = ro_arena_format(t->arena, "%.*s, as a person decided", (int)status.len, status.ptr);
  put_detail(t, "status", status);
  for (size_t i = 0; i < commitment->followed.len; i++) {
    ro_slice event = event_in_line(index, commitment->followed.at[i].event, t->arena), how = commitment->followed.at[i].how;
    put_detail(t, ro_arena_format(t->arena, "%.*s", (int)how.len, how.ptr).ptr, event);
  }
  for (size_t i = 0; statement && i < statement->evidence.len; i++) put_quote(t, index, &statement->evidence.at[i], 2 * INDENT);
}

void ro_commitments_text(ro_text *out, const ro_record *record, const ro_indexes *commitments, const ro_view *view,
                         ro_arena *arena) {
  ro_record_index index;
  ro_record_index_make(&index, record, arena);
  ro_terminal t = ro_terminal_make(out, view, arena);
  for (size_t i = 0; i < commitments->len; i++) {
    if (i > 0) ro_put_end(&t);
    put_commitment(&t, &index, &record->commitments.at[commitments->at[i]]);
  }
}
