#include "format/page_text.h"

#include "format/labels.h"

#define INDENT 2

void ro_put_heading(ro_terminal *t, const char *title) {
  ro_put_end(t);
  ro_put_line(t, RO_BOLD, ro_slice_of(title));
}

ro_slice ro_field_label(ro_slice field) {
  if (ro_slice_equal(field, RO_LIT("requested_by"))) return RO_LIT("requested by");
  if (ro_slice_equal(field, RO_LIT("dateline-date"))) return RO_LIT("date of the dateline");
  return field;
}

ro_slice ro_value_label(ro_slice field, ro_slice value, ro_arena *arena) {
  return ro_slice_find(field, RO_LIT("date"), 0) < field.len ? ro_date_label(value, arena) : value;
}

ro_slice ro_act_label(const ro_record_statement *statement, ro_arena *arena) {
  ro_slices parts = {0};
  RO_PUSH(arena, &parts, ro_slice_of(ro_act_name(statement->act)));
  if (statement->stance != RO_NO_STANCE) RO_PUSH(arena, &parts, ro_slice_of(ro_stance_name(statement->stance)));
  if (statement->strength.len > 0)
    RO_PUSH(arena, &parts, ro_arena_format(arena, "“%.*s”", (int)statement->strength.len, statement->strength.ptr));
  if (statement->negated) RO_PUSH(arena, &parts, RO_LIT("negated"));
  return ro_arena_join(arena, parts.at, parts.len, RO_LIT(", "));
}

static void put_fact(ro_terminal *t, const char *name, ro_slice value) {
  if (value.len == 0) return;
  ro_put_spaces(t, INDENT);
  ro_put(t, RO_DIM, ro_slice_of(name));
  ro_put_spaces(t, 1);
  ro_put_indented(t, RO_PLAIN, INDENT + strlen(name) + 1, value);
}

static void put_when_and_where(ro_terminal *t, const ro_matrix *matrix) {
  ro_slice date = ro_event_date_label(matrix->event, t->arena), place = ro_place_label(matrix->index, matrix->event, t->arena);
  const char *status = ro_event_status_name(matrix->event->status);
  ro_put_line(
      t, RO_PLAIN,
      ro_arena_format(t->arena, "%.*s%s%.*s · %s", (int)date.len, date.ptr, place.len ? " · " : "", (int)place.len, place.ptr,
                      matrix->event->status == RO_STATUS_UNKNOWN ? "whether it was held is not known" : status));
}

void ro_put_event_head(ro_terminal *t, const ro_matrix *matrix) {
  const ro_record_event *event = matrix->event;
  ro_put_line(t, RO_BOLD, ro_event_label(matrix->index, event, t->arena));
  put_when_and_where(t, matrix);
  for (size_t i = 0; i < event->parties.len; i++) {
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_PLAIN, INDENT + 2, ro_party_label(matrix->index, &event->parties.at[i], t->arena));
  }
  const ro_record_event *occasion = ro_find_event(matrix->index, event->occasion);
  if (occasion) put_fact(t, "on the occasion of", ro_event_label(matrix->index, occasion, t->arena));
  put_fact(t, "requested by", ro_entity_name(matrix->index, event->requested_by));
  ro_slice reports = ro_count_label(matrix->n_reports, "report", t->arena),
           origins = ro_count_label(matrix->n_origins, "origin", t->arena);
  ro_put_line(t, RO_PLAIN, ro_arena_format(t->arena, "%.*s, %.*s", (int)reports.len, reports.ptr, (int)origins.len, origins.ptr));
  if (matrix->uncollected.len > 0) put_fact(t, "not collected: an account of", ro_list_label(&matrix->uncollected, t->arena));
  if (matrix->decided.ptr) put_fact(t, "decided by people:", matrix->decided);
}

static ro_slice labels_of(const ro_matrix *matrix, const ro_slices *reports, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < reports->len; i++) RO_PUSH(arena, &names, ro_report_label_of(matrix->index, reports->at[i], arena));
  return ro_arena_join(arena, names.at, names.len, RO_LIT(", "));
}

void ro_put_discrepancies(ro_terminal *t, const ro_matrix *matrix) {
  if (matrix->discrepancies.len == 0) return;
  ro_put_heading(t, "Reports do not agree on");
  for (size_t i = 0; i < matrix->discrepancies.len; i++) {
    const ro_record_discrepancy *discrepancy = matrix->discrepancies.at[i];
    ro_slice within = discrepancy->event.ptr ? RO_LIT("") : ro_report_label_of(matrix->index, discrepancy->report, t->arena);
    ro_slice field = ro_field_label(discrepancy->field);
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_YELLOW, INDENT,
                    ro_arena_format(t->arena, "%.*s%s%.*s", (int)field.len, field.ptr, within.len ? ", within " : "",
                                    (int)within.len, within.ptr));
    for (size_t j = 0; j < discrepancy->values.len; j++) {
      const ro_discrepancy_value *value = &discrepancy->values.at[j];
      ro_slice shown = ro_value_label(discrepancy->field, value->value, t->arena),
               who = labels_of(matrix, &value->reports, t->arena);
      bool best = discrepancy->best.ptr && ro_slice_equal(value->value, discrepancy->best);
      ro_slice why = best ? discrepancy->because : RO_LIT("");
      ro_put_spaces(t, 2 * INDENT);
      ro_put_indented(t, best ? RO_BOLD : RO_PLAIN, 3 * INDENT,
                      ro_arena_format(t->arena, "%.*s: %.*s%s%.*s%s", (int)shown.len, shown.ptr, (int)who.len, who.ptr,
                                      why.len ? " (best: " : "", (int)why.len, why.ptr ? why.ptr : "", why.len ? ")" : ""));
    }
  }
}

void ro_put_formulations(ro_terminal *t, const ro_matrix *matrix) {
  bool any = false;
  for (size_t i = 0; i < matrix->formulations.len; i++) {
    const ro_record_formulation *formulation = matrix->formulations.at[i];
    ro_slice change = ro_change_at(formulation, matrix->event->id);
    if (!change.ptr) continue;
    if (!any) ro_put_heading(t, "Formulations since the event before");
    any = true;
    ro_put_spaces(t, INDENT);
    bool notable = !ro_slice_equal(change, RO_LIT("kept")) && !ro_slice_equal(change, RO_LIT("too-short"));
    ro_put_cell(t, notable ? RO_YELLOW : RO_DIM, 13, ro_slice_equal(change, RO_LIT("too-short")) ? RO_LIT("too short") : change);
    ro_put_indented(t, RO_PLAIN, INDENT + 13, formulation->phrase);
  }
}
