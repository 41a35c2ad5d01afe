#include "format/matrix_markdown.h"

#include "base/utf8.h"
#include "format/labels.h"
#include "format/page_text.h"
#include "format/strip.h"

typedef struct document {
  ro_text *out;
  ro_arena *arena;
  const ro_record_index *index;
  ro_matrix matrix;
  ro_points *points; /* of each report of the record; made when first asked for */
} document;

/* -- text ------------------------------------------------------------------------------------------------------------- */

/* What begins markup anywhere in a line, in CommonMark or GitHub's: a backslash before it makes it a letter. A full stop only
 * behind a w, where it would make "www." a link. */
static bool is_markup(ro_slice text, size_t at) {
  static const char MARKUP[] = "\\`*_[]<>&|~^$:!#(){}";
  char c = text.ptr[at];
  return c == '.' ? at > 0 && (text.ptr[at - 1] | 0x20) == 'w' : c != '\0' && strchr(MARKUP, c) != NULL;
}

/* In one line. Never at the beginning of a block, where a digit, a dash or a plus would be markup too. */
static void put(document *d, ro_slice text) {
  ro_slice clean = ro_clean(text, d->arena);
  size_t done = 0;
  for (size_t i = 0; i < clean.len; i++) {
    if (!is_markup(clean, i)) continue;
    ro_text_add(d->out, ro_slice_part(clean, done, i));
    ro_text_add(d->out, RO_LIT("\\"));
    done = i;
  }
  ro_text_add(d->out, ro_slice_part(clean, done, clean.len));
}

/* A web address as a link, where it has no letter that would end one; all else as text. */
static void put_address(document *d, ro_slice address) {
  bool is_link = ro_is_web_address(address);
  for (size_t i = 0; i < address.len; i++)
    is_link = is_link && address.ptr[i] > 0x20 && address.ptr[i] < 0x7F && !strchr("<>|\\`", address.ptr[i]);
  if (is_link) {
    ro_text_add(d->out, RO_LIT("<"));
    ro_text_add(d->out, address);
    ro_text_add(d->out, RO_LIT(">"));
  } else {
    put(d, address);
  }
}

static void put_heading(document *d, const char *title) {
  ro_text_addf(d->out, "\n## %s\n\n", title);
}

static void put_fact(document *d, const char *name, ro_slice value) {
  if (value.len == 0) return;
  ro_text_addf(d->out, "- **%s:** ", name);
  put(d, value);
  ro_text_add(d->out, RO_LIT("\n"));
}

/* -- head ------------------------------------------------------------------------------------------------------------- */

static void put_head(document *d) {
  const ro_record_event *event = d->matrix.event, *occasion = ro_find_event(d->index, event->occasion);
  ro_text_add(d->out, RO_LIT("# "));
  put(d, ro_event_label(d->index, event, d->arena));
  ro_text_add(d->out, RO_LIT("\n\n"));
  put_fact(d, "Date", ro_event_date_label(event, d->arena));
  put_fact(d, "Place", ro_place_label(d->index, event, d->arena));
  put_fact(
      d, "Status",
      ro_slice_of(event->status == RO_STATUS_UNKNOWN ? "not known whether it was held" : ro_event_status_name(event->status)));
  for (size_t i = 0; i < event->parties.len; i++) put_fact(d, "Party", ro_party_label(d->index, &event->parties.at[i], d->arena));
  if (occasion) put_fact(d, "Occasion", ro_event_label(d->index, occasion, d->arena));
  put_fact(d, "Requested by", ro_entity_name(d->index, event->requested_by));
  ro_text_addf(d->out, "- **Sources:** %zu report%s, %zu origin%s\n", d->matrix.n_reports, d->matrix.n_reports == 1 ? "" : "s",
               d->matrix.n_origins, d->matrix.n_origins == 1 ? "" : "s");
  put_fact(d, "Not collected", ro_list_label(&d->matrix.uncollected, d->arena));
  put_fact(d, "Decided by people", d->matrix.decided);
}

/* -- quotes ----------------------------------------------------------------------------------------------------------- */

static const ro_points *points_of(document *d, const ro_record_report *report) {
  ro_points *points = &d->points[report - d->index->record->reports.at];
  if (!points->text.ptr) ro_points_init(points, report->report.text, d->arena);
  return points;
}

/* "12–40, 52–60" */
static void put_offsets(document *d, const ro_evidence *evidence) {
  const ro_record_report *report = ro_find_report(d->index, evidence->report);
  for (size_t i = 0; report && i < evidence->spans.len; i++) {
    ro_span span = evidence->spans.at[i];
    if (!evidence->counted) {
      const ro_points *points = points_of(d, report);
      span = (ro_span){ro_points_at(points, span.start), ro_points_at(points, span.end)};
    }
    ro_text_addf(d->out, "%s%zu–%zu", i > 0 ? ", " : " ", span.start, span.end);
  }
}

static void put_quote(document *d, const ro_evidence *evidence) {
  put(d, ro_report_label_of(d->index, evidence->report, d->arena));
  ro_text_add(d->out, RO_LIT(", characters"));
  put_offsets(d, evidence);
  ro_text_add(d->out, RO_LIT(": “"));
  put(d, evidence->quote);
  ro_text_add(d->out, RO_LIT("”"));
}

/* -- what reports do not agree on ------------------------------------------------------------------------------------- */

static void put_value(document *d, const ro_record_discrepancy *discrepancy, const ro_discrepancy_value *value) {
  ro_slices names = {0};
  for (size_t i = 0; i < value->reports.len; i++)
    RO_PUSH(d->arena, &names, ro_report_label_of(d->index, value->reports.at[i], d->arena));
  ro_text_add(d->out, RO_LIT("  - “"));
  put(d, ro_value_label(discrepancy->field, value->value, d->arena));
  ro_text_add(d->out, RO_LIT("” – "));
  put(d, ro_list_label(&names, d->arena));
  if (discrepancy->best.ptr && ro_slice_equal(discrepancy->best, value->value)) {
    ro_text_add(d->out, RO_LIT(" (best: "));
    put(d, discrepancy->because);
    ro_text_add(d->out, RO_LIT(")"));
  }
  ro_text_add(d->out, RO_LIT("\n"));
  for (size_t i = 0; i < value->evidence.len; i++) {
    ro_text_add(d->out, RO_LIT("    > In "));
    put_quote(d, &value->evidence.at[i]);
    ro_text_add(d->out, i + 1 < value->evidence.len ? RO_LIT("\n    >\n") : RO_LIT("\n"));
  }
}

static void put_discrepancies(document *d) {
  if (d->matrix.discrepancies.len == 0) return;
  put_heading(d, "What the reports do not agree on");
  for (size_t i = 0; i < d->matrix.discrepancies.len; i++) {
    const ro_record_discrepancy *discrepancy = d->matrix.discrepancies.at[i];
    ro_text_add(d->out, RO_LIT("- **"));
    put(d, ro_capital(ro_field_label(discrepancy->field), d->arena));
    ro_text_add(d->out, RO_LIT("**"));
    if (!discrepancy->event.ptr) {
      ro_text_add(d->out, RO_LIT(", within "));
      put(d, ro_report_label_of(d->index, discrepancy->report, d->arena));
    }
    ro_text_add(d->out, RO_LIT("\n"));
    for (size_t j = 0; j < discrepancy->values.len; j++) put_value(d, discrepancy, &discrepancy->values.at[j]);
  }
}

/* -- the matrix ------------------------------------------------------------------------------------------------------- */

static void put_columns(document *d) {
  for (size_t i = 0; i < d->matrix.columns.len; i++) {
    const ro_matrix_column *column = &d->matrix.columns.at[i];
    ro_slices names = {0};
    for (size_t j = 0; j < column->reports.len; j++)
      RO_PUSH(d->arena, &names, ro_report_version_label(&d->index->record->reports.at[column->reports.at[j]], d->arena));
    ro_slice letter = ro_column_letter(i, d->arena);
    ro_text_addf(d->out, "- **%.*s** – ", (int)letter.len, letter.ptr);
    put(d, column->name);
    if (column->side.len > 0) {
      ro_text_add(d->out, RO_LIT(", account of "));
      put(d, column->side);
    }
    if (!column->collected) ro_text_add(d->out, RO_LIT(", the original was not collected"));
    ro_text_addf(d->out, "; %zu report%s: ", names.len, names.len == 1 ? "" : "s");
    put(d, ro_list_label(&names, d->arena));
    ro_text_add(d->out, RO_LIT("\n"));
  }
}

static void put_cell(document *d, size_t row, const ro_matrix_cell *cell) {
  ro_text_addf(d->out, " %s %s", ro_cell_sign(cell->kind), ro_cell_name(cell->kind));
  if (cell->kind == RO_CELL_SAID && cell->carried < cell->among)
    ro_text_addf(d->out, " in %zu of %zu", cell->carried, cell->among);
  if (cell->reason.len > 0) {
    ro_text_add(d->out, RO_LIT(": "));
    put(d, cell->reason);
  }
  for (size_t i = 0; i < cell->evidence.len; i++) ro_text_addf(d->out, "[^s%zu-%zu]", row + 1, cell->evidence.at[i] + 1);
  ro_text_add(d->out, RO_LIT(" |"));
}

static void put_row(document *d, size_t at) {
  const ro_matrix_row *row = &d->matrix.rows.at[at];
  ro_text_addf(d->out, "| %zu | ", at + 1);
  put(d, row->statement->content);
  ro_text_add(d->out, RO_LIT(" *("));
  put(d, ro_act_label(row->statement, d->arena));
  ro_text_add(d->out, RO_LIT(")*"));
  if (row->claim.ptr) {
    ro_text_add(d->out, RO_LIT(" **"));
    put(d, row->claim);
    ro_text_add(d->out, RO_LIT("**"));
  }
  ro_text_add(d->out, RO_LIT(" |"));
  for (size_t i = 0; i < d->matrix.columns.len; i++) put_cell(d, at, &row->cells[i]);
  ro_text_add(d->out, RO_LIT("\n"));
}

static void put_group(document *d, const ro_matrix_group *group) {
  ro_text_add(d->out, RO_LIT("\n### "));
  put(d, group->name);
  if (group->joint) ro_text_add(d->out, RO_LIT(", together"));
  ro_text_add(d->out, RO_LIT("\n\n| | Statement |"));
  for (size_t i = 0; i < d->matrix.columns.len; i++) {
    ro_slice letter = ro_column_letter(i, d->arena);
    ro_text_addf(d->out, " %.*s |", (int)letter.len, letter.ptr);
  }
  ro_text_add(d->out, RO_LIT("\n|--:|---|"));
  for (size_t i = 0; i < d->matrix.columns.len; i++) ro_text_add(d->out, RO_LIT("---|"));
  ro_text_add(d->out, RO_LIT("\n"));
  for (size_t i = group->first; i < group->end; i++) put_row(d, i);
}

static void put_matrix(document *d) {
  put_heading(d, "Who says what");
  if (d->matrix.rows.len == 0) {
    ro_text_add(d->out, RO_LIT("No statement was found in these reports.\n"));
    return;
  }
  put_columns(d);
  for (size_t i = 0; i < d->matrix.groups.len; i++) put_group(d, &d->matrix.groups.at[i]);
}

/* -- formulations, sources, footnotes --------------------------------------------------------------------------------- */

static void put_formulations(document *d) {
  bool any = false;
  for (size_t i = 0; i < d->matrix.formulations.len; i++) {
    ro_slice change = ro_change_at(d->matrix.formulations.at[i], d->matrix.event->id);
    if (!change.ptr) continue;
    if (!any) put_heading(d, "Formulations since the meeting before");
    any = true;
    ro_text_add(d->out, RO_LIT("- “"));
    put(d, d->matrix.formulations.at[i]->phrase);
    ro_text_add(d->out, RO_LIT("”: "));
    put(d, ro_slice_of(ro_change_words(ro_change_kind_of(change))));
    ro_text_add(d->out, RO_LIT("\n"));
  }
}

static void put_citation(document *d, const ro_edition *edition) {
  put_heading(d, "How to cite");
  put(d, ro_cite_event(&d->matrix, edition, d->arena));
  ro_text_add(d->out, RO_LIT("\n\n"));
  for (size_t i = 0; i < d->matrix.columns.len; i++) {
    const ro_matrix_column *column = &d->matrix.columns.at[i];
    for (size_t j = 0; j < column->reports.len; j++) {
      const ro_record_report *report = &d->index->record->reports.at[column->reports.at[j]];
      ro_text_add(d->out, RO_LIT("- Source: "));
      put(d, ro_cite_report(report, d->arena));
      ro_text_add(d->out, RO_LIT(", "));
      put_address(d, ro_report_address(report));
      ro_text_add(d->out, RO_LIT(", SHA-256 "));
      put(d, report->report.sha256);
      ro_text_add(d->out, RO_LIT("\n"));
    }
  }
}

static void put_footnotes(document *d) {
  for (size_t i = 0; i < d->matrix.rows.len; i++) {
    const ro_record_statement *statement = d->matrix.rows.at[i].statement;
    for (size_t j = 0; j < statement->evidence.len; j++) {
      ro_text_addf(d->out, "\n[^s%zu-%zu]: In ", i + 1, j + 1);
      put_quote(d, &statement->evidence.at[j]);
      ro_text_add(d->out, RO_LIT("\n"));
    }
  }
}

bool ro_matrix_markdown(ro_text *out, const ro_record *record, ro_slice event, const ro_edition *edition, ro_arena *arena) {
  ro_record_index index;
  ro_record_index_make(&index, record, arena);
  document d = {.out = out, .arena = arena, .index = &index};
  if (!ro_matrix_make(&d.matrix, &index, event, arena)) return false;
  d.points = RO_NEW_ARRAY(arena, ro_points, record->reports.len + 1);
  put_head(&d);
  put_discrepancies(&d);
  put_matrix(&d);
  put_formulations(&d);
  put_citation(&d, edition);
  put_footnotes(&d);
  return true;
}
