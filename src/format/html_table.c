/* The table of the comparison's page. */
#include "format/html_page.h"

static const char *const CELL_CLASSES[RO_CELLS] = {"said", "weaker", "contra", "absent", "short", "unsure"};

static void write_sign(ro_page *page, ro_cell_kind kind) {
  ro_text_addf(page->out, "<span class=\"sign\" aria-hidden=\"true\">%s</span> %s", ro_cell_sign(kind), ro_cell_name(kind));
}

static void write_legend(ro_page *page) {
  static const char *const MEANINGS[RO_CELLS] = {
      "the report carries it",
      "the same matter in a lesser form",
      "the report says otherwise",
      "the report is silent about it",
      "the report is far shorter than others: its silence says little",
      "it could not be told",
  };
  RO_TAG(page->out, "<dl class=\"legend\">\n");
  for (ro_cell_kind kind = RO_CELL_SAID; kind < RO_CELLS; kind++) {
    ro_text_addf(page->out, "<div><dt class=\"%s\">", CELL_CLASSES[kind]);
    write_sign(page, kind);
    ro_text_addf(page->out, "</dt><dd>%s</dd></div>\n", MEANINGS[kind]);
  }
  RO_TAG(page->out, "</dl>\n");
}

static void write_column(ro_page *page, const ro_matrix_column *column) {
  ro_slices reports = {0};
  for (size_t i = 0; i < column->reports.len; i++)
    RO_PUSH(page->arena, &reports, page->index->record->reports.at[column->reports.at[i]].id);
  RO_TAG(page->out, "<th scope=\"col\"><span class=\"origin\" dir=\"auto\">");
  ro_html_text(page->out, column->name);
  RO_TAG(page->out, "</span>");
  if (column->side.len > 0) {
    RO_TAG(page->out, " <span class=\"note\">account of ");
    ro_html_text(page->out, column->side);
    RO_TAG(page->out, "</span>");
  }
  if (!column->collected) RO_TAG(page->out, " <span class=\"note\">the original was not collected</span>");
  RO_TAG(page->out, "<span class=\"note\">");
  ro_html_text(page->out, ro_count_label(reports.len, "report", page->arena));
  RO_TAG(page->out, ": ");
  ro_page_reports(page, &reports);
  RO_TAG(page->out, "</span></th>\n");
}

static void write_quote(ro_page *page, const ro_matrix_row *row, size_t row_at, size_t evidence_at,
                        const ro_matrix_column *column) {
  const ro_evidence *evidence = &row->statement->evidence.at[evidence_at];
  ro_slice label = ro_report_label_of(page->index, evidence->report, page->arena);
  /* The column's head names the one report that it has, or that its name is taken from. */
  if (column->reports.len > 1 && !ro_slice_equal(label, column->name)) {
    RO_TAG(page->out, "<span class=\"by\">");
    ro_html_text(page->out, label);
    RO_TAG(page->out, ":</span> ");
  }
  ro_page_quote(page, evidence, ro_statement_anchor(page, row_at, evidence_at));
}

/* The first quote; the others folded away. */
static void write_quotes(ro_page *page, const ro_matrix_row *row, size_t row_at, const ro_matrix_cell *cell,
                         const ro_matrix_column *column) {
  for (size_t i = 0; i < cell->evidence.len; i++) {
    if (i == 1) ro_text_addf(page->out, "<details><summary>%zu more</summary>", cell->evidence.len - 1);
    RO_TAG(page->out, "<p class=\"q\">");
    write_quote(page, row, row_at, cell->evidence.at[i], column);
    RO_TAG(page->out, "</p>");
  }
  if (cell->evidence.len > 1) RO_TAG(page->out, "</details>");
}

static void write_cell(ro_page *page, const ro_matrix_row *row, size_t row_at, size_t column_at) {
  const ro_matrix_cell *cell = &row->cells[column_at];
  ro_text_addf(page->out, "<td class=\"%s\"><p class=\"mark-line\">", CELL_CLASSES[cell->kind]);
  write_sign(page, cell->kind);
  if (cell->kind == RO_CELL_SAID && cell->carried < cell->among) {
    ro_text_addf(page->out, " <span class=\"note\">in %zu of %zu reports</span>", cell->carried, cell->among);
  }
  RO_TAG(page->out, "</p>");
  if (cell->reason.len > 0) ro_html_element(page->out, "p", "note", cell->reason);
  write_quotes(page, row, row_at, cell, &page->matrix.columns.at[column_at]);
  RO_TAG(page->out, "</td>\n");
}

static void write_row(ro_page *page, size_t at) {
  const ro_matrix_row *row = &page->matrix.rows.at[at];
  ro_text_addf(page->out, "<tr id=\"s%zu\">\n<th scope=\"row\"><span class=\"no\">%zu</span> <span dir=\"auto\">", at + 1,
               at + 1);
  ro_html_text(page->out, row->statement->content);
  RO_TAG(page->out, "</span> <span class=\"note\">");
  ro_html_text(page->out, ro_act_label(row->statement, page->arena));
  RO_TAG(page->out, "</span>");
  if (row->claim.ptr) ro_html_element(page->out, "strong", "claim", row->claim);
  RO_TAG(page->out, "</th>\n");
  for (size_t i = 0; i < page->matrix.columns.len; i++) write_cell(page, row, at, i);
  RO_TAG(page->out, "</tr>\n");
}

static void write_group(ro_page *page, const ro_matrix_group *group) {
  ro_text_addf(page->out, "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"%zu\"><span dir=\"auto\">",
               page->matrix.columns.len + 1);
  ro_html_text(page->out, group->name);
  RO_TAG(page->out, "</span>");
  if (group->joint) RO_TAG(page->out, " <span class=\"note\">together</span>");
  RO_TAG(page->out, "</th></tr>\n");
  for (size_t i = group->first; i < group->end; i++) write_row(page, i);
  RO_TAG(page->out, "</tbody>\n");
}

void ro_page_matrix(ro_page *page) {
  RO_TAG(page->out, "<section id=\"matrix\" aria-labelledby=\"h-matrix\">\n<h2 id=\"h-matrix\">Who says what</h2>\n");
  if (page->matrix.rows.len == 0) {
    RO_TAG(page->out, "<p>No statement was found in these reports.</p>\n</section>\n");
    return;
  }
  write_legend(page);
  RO_TAG(page->out, "<div class=\"box\" role=\"region\" aria-labelledby=\"h-matrix\" tabindex=\"0\">\n<table>\n<caption><span>");
  ro_html_text(page->out, ro_count_label(page->matrix.rows.len, "statement", page->arena));
  RO_TAG(page->out, " by speaker against ");
  ro_html_text(page->out, ro_count_label(page->matrix.columns.len, "column", page->arena));
  RO_TAG(page->out,
         ": reports that come from one text share a column. A quote leads to its place in the "
         "report.</caption>\n<thead>\n<tr><th scope=\"col\">Statement</th>\n");
  for (size_t i = 0; i < page->matrix.columns.len; i++) write_column(page, &page->matrix.columns.at[i]);
  RO_TAG(page->out, "</tr>\n</thead>\n");
  for (size_t i = 0; i < page->matrix.groups.len; i++) write_group(page, &page->matrix.groups.at[i]);
  RO_TAG(page->out, "</table>\n</div>\n</section>\n");
}
