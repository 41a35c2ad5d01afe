#include "format/grounds_text.h"

#include "format/json_out.h"
#include "format/labels.h"

#define MARGIN 14       /* columns: the longest word for what a ground is of, and a space or two */
#define QUOTE_WIDTH 160 /* columns of a quote */
#define SHOWN_QUOTES 6
#define SHOWN_WEIGHTS 7 /* of what weights sum up, those that were noted first */

/* -- what things are called ------------------------------------------------------------------------------------------- */

static ro_slice event_label(const ro_terminal *t, const ro_record_index *index, const ro_record_event *event) {
  ro_slice label = ro_event_label(index, event, t->arena), date = ro_event_date_label(event, t->arena);
  return ro_arena_format(t->arena, "%.*s, %.*s", (int)label.len, label.ptr, (int)date.len, date.ptr);
}

static ro_slice derivation_label(const ro_terminal *t, const ro_record_index *index, ro_slice id) {
  for (size_t i = 0; i < index->record->derivations.len; i++) {
    const ro_record_derivation *line = &index->record->derivations.at[i];
    if (!ro_slice_equal(line->id, id)) continue;
    ro_slice a = ro_report_label_of(index, line->a, t->arena), b = ro_report_label_of(index, line->b, t->arena);
    return ro_arena_format(t->arena, "a: %.*s, b: %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
  }
  return RO_ABSENT;
}

static ro_slice phrase_of(const ro_record_index *index, ro_slice id) {
  for (size_t i = 0; i < index->record->formulations.len; i++)
    if (ro_slice_equal(index->record->formulations.at[i].id, id)) return index->record->formulations.at[i].phrase;
  return RO_ABSENT;
}

static ro_slice discrepancy_label(const ro_terminal *t, const ro_record_index *index, ro_slice id) {
  for (size_t i = 0; i < index->record->discrepancies.len; i++) {
    const ro_record_discrepancy *line = &index->record->discrepancies.at[i];
    if (!ro_slice_equal(line->id, id)) continue;
    const ro_record_event *event = ro_find_event(index, line->event);
    ro_slice where = event ? event_label(t, index, event) : ro_report_label_of(index, line->report, t->arena);
    return ro_arena_format(t->arena, "%.*s, %.*s", (int)line->field.len, line->field.ptr, (int)where.len, where.ptr);
  }
  return RO_ABSENT;
}

/* What an identity is called; absent for what is none of the record's. */
static ro_slice label_of(const ro_terminal *t, const ro_record_index *index, ro_slice id) {
  if (id.len < 3 || id.ptr[1] != '-') return RO_ABSENT;
  const ro_record_event *event = ro_find_event(index, id);
  const ro_record_statement *statement = ro_find_statement(index, id);
  const ro_record_report *report = ro_find_report(index, id);
  const ro_record_origin *origin = ro_find_origin(index, id);
  const ro_record_entity *entity = ro_find_entity(index, id);
  if (event) return event_label(t, index, event);
  if (statement) return ro_cut(ro_clean(statement->content, t->arena), QUOTE_WIDTH, t->arena);
  if (report) return ro_report_version_label(report, t->arena);
  if (origin) return origin->name.len > 0 ? origin->name : RO_LIT("an original that was not collected");
  if (entity) return entity->name;
  ro_slice label = phrase_of(index, id);
  if (!label.ptr) label = derivation_label(t, index, id);
  return label.ptr ? label : discrepancy_label(t, index, id);
}

/* -- a ground --------------------------------------------------------------------------------------------------------- */

static ro_slice measures_text(const ro_terminal *t, const ro_ground *ground) {
  ro_slices parts = {0};
  size_t weights = 0;
  for (size_t i = 0; i < ground->measures.len; i++) {
    const ro_measure *measure = &ground->measures.at[i];
    ro_text number;
    weights += measure->weighs;
    if (weights > SHOWN_WEIGHTS) break;
    ro_text_init(&number, 64);
    ro_number_add(&number, measure->value);
    if (measure->weighs) ro_text_add(&number, measure->adds < 0 ? RO_LIT(" adds ") : RO_LIT(" adds +"));
    if (measure->weighs) ro_number_add(&number, measure->adds);
    RO_PUSH(t->arena, &parts, ro_arena_format(t->arena, "%s %.*s", measure->name, (int)number.len, number.ptr));
    ro_text_release(&number);
  }
  if (weights > SHOWN_WEIGHTS) RO_PUSH(t->arena, &parts, RO_LIT("…"));
  return ro_arena_join(t->arena, parts.at, parts.len, RO_LIT("; "));
}

/* "2024-02-22: a day of the calendar, as read" */
static void put_rule(ro_terminal *t, const ro_record_index *index, const ro_ground *ground) {
  ro_slice line = ro_slice_of(ground->rule), gives = label_of(t, index, ground->gives);
  if (!gives.ptr) gives = ground->gives;
  if (gives.len > 0) line = ro_arena_format(t->arena, "%.*s: %.*s", (int)gives.len, gives.ptr, (int)line.len, line.ptr);
  if (ground->list) line = ro_arena_format(t->arena, "%.*s, %s", (int)line.len, line.ptr, ground->list);
  if (ground->entry.ptr)
    line = ro_arena_format(t->arena, "%.*s “%.*s”", (int)line.len, line.ptr, (int)ground->entry.len, ground->entry.ptr);
  ro_put_indented(t, RO_PLAIN, MARGIN, line);
}

/* Reports that are quoted are named with their quotes. */
static bool is_quoted(const ro_ground *ground, ro_slice id) {
  for (size_t i = 0; i < ground->evidence.len; i++)
    if (ro_slice_equal(ground->evidence.at[i].report, id)) return true;
  return false;
}

static void put_about(ro_terminal *t, const ro_record_index *index, const ro_ground *ground) {
  ro_slices labels = {0};
  for (size_t i = 0; i < ground->about.len; i++) {
    ro_slice label = label_of(t, index, ground->about.at[i]);
    if (is_quoted(ground, ground->about.at[i]) || ro_slice_equal(label, ground->gives)) continue;
    if (!label.ptr) label = ground->about.at[i];
    if (!ro_slices_have(&labels, label)) RO_PUSH(t->arena, &labels, label);
  }
  if (labels.len == 0) return;
  ro_put_spaces(t, MARGIN + 2);
  ro_put_indented(t, RO_DIM, MARGIN + 4, ro_arena_join(t->arena, labels.at, labels.len, RO_LIT("; ")));
}

static void put_quotes(ro_terminal *t, const ro_record_index *index, const ro_ground *ground) {
  for (size_t i = 0; i < ground->evidence.len && i < SHOWN_QUOTES; i++) {
    const ro_evidence *evidence = &ground->evidence.at[i];
    ro_slice label = ro_report_label_of(index, evidence->report, t->arena),
             quote = ro_cut(ro_clean(evidence->quote, t->arena), QUOTE_WIDTH, t->arena);
    ro_put_spaces(t, MARGIN + 2);
    ro_put_indented(t, RO_DIM, MARGIN + 4,
                    ro_arena_format(t->arena, "“%.*s” – %.*s", (int)quote.len, quote.ptr, (int)label.len, label.ptr));
  }
  if (ground->evidence.len <= SHOWN_QUOTES) return;
  ro_put_spaces(t, MARGIN + 2);
  ro_put_line(t, RO_DIM, ro_arena_format(t->arena, "… and %zu more", ground->evidence.len - SHOWN_QUOTES));
}

static void put_ground(ro_terminal *t, const ro_record_index *index, const ro_ground *ground, bool same) {
  ro_put_cell(t, RO_BOLD, MARGIN, same ? RO_LIT("") : ro_slice_of(ro_ground_of_name(ground->of)));
  put_rule(t, index, ground);
  if (ground->measures.len > 0) {
    ro_put_spaces(t, MARGIN + 2);
    ro_put_indented(t, RO_DIM, MARGIN + 4, measures_text(t, ground));
  }
  put_about(t, index, ground);
  put_quotes(t, index, ground);
}

void ro_grounds_text(ro_text *out, const ro_record_index *index, const ro_grounds *grounds, const ro_view *view,
                     ro_arena *arena) {
  ro_terminal t = ro_terminal_make(out, view, arena);
  for (size_t i = 0; i < grounds->all.len; i++) {
    const ro_ground *ground = &grounds->all.at[i], *before = i > 0 ? ground - 1 : NULL;
    bool same = before && ro_ground_is_of_line(before, ground);
    ro_slice label = label_of(&t, index, ground->id);
    if (before && !same) ro_put_end(&t);
    if (!same)
      ro_put_line(&t, RO_BOLD,
                  ro_arena_format(arena, "%s %.*s: %.*s", ro_line_type_name(ground->kind), (int)ground->id.len, ground->id.ptr,
                                  (int)label.len, label.ptr ? label.ptr : ""));
    put_ground(&t, index, ground, same && before->of == ground->of);
  }
}
