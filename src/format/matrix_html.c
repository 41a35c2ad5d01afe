#include "format/matrix_html.h"

#include "format/html_page.h"

/* page.css as a string literal, made by the build. */
static const char STYLE[] =
#include "page_css.inc"
    ;

/* -- anchors and links ------------------------------------------------------------------------------------------------ */

ro_slice ro_statement_anchor(const ro_page *page, size_t row, size_t evidence) {
  return ro_arena_format(page->arena, "s%zu-%zu", row + 1, evidence + 1);
}

ro_slice ro_value_anchor(const ro_page *page, size_t discrepancy, size_t value, size_t evidence) {
  return ro_arena_format(page->arena, "d%zu-%zu-%zu", discrepancy + 1, value + 1, evidence + 1);
}

ro_slice ro_fact_anchor(const ro_page *page, size_t evidence) {
  return ro_arena_format(page->arena, "f%zu", evidence + 1);
}

bool ro_page_has(const ro_page *page, ro_slice report) {
  return ro_find_report(page->index, report) && ro_slices_have(&page->matrix.event->reports, report);
}

void ro_page_quote(ro_page *page, const ro_evidence *evidence, ro_slice anchor) {
  bool linked = anchor.ptr && ro_page_has(page, evidence->report) && evidence->spans.len > 0;
  if (linked) {
    RO_TAG(page->out, "<a href=\"#");
    ro_html_text(page->out, anchor);
    RO_TAG(page->out, "\">");
  }
  RO_TAG(page->out, "<q dir=\"auto\">");
  ro_html_text(page->out, evidence->quote);
  RO_TAG(page->out, "</q>");
  if (linked) RO_TAG(page->out, "</a>");
}

void ro_page_reports(ro_page *page, const ro_slices *reports) {
  for (size_t i = 0; i < reports->len; i++) {
    const ro_record_report *report = ro_find_report(page->index, reports->at[i]);
    bool linked = ro_page_has(page, reports->at[i]);
    if (i > 0) RO_TAG(page->out, ", ");
    if (linked) ro_text_addf(page->out, "<a href=\"#r%zu\">", (size_t)(report - page->index->record->reports.at) + 1);
    RO_TAG(page->out, "<bdi>");
    ro_html_text(page->out, ro_report_label_of(page->index, reports->at[i], page->arena));
    RO_TAG(page->out, "</bdi>");
    if (linked) RO_TAG(page->out, "</a>");
  }
}

/* -- marks ------------------------------------------------------------------------------------------------------------ */

/* The first part of the evidence bears the anchor. */
static void mark(ro_page *page, const ro_evidence *evidence, ro_slice anchor, size_t row) {
  if (!ro_page_has(page, evidence->report)) return;
  ro_marks *marks = &page->marks[ro_find_report(page->index, evidence->report) - page->index->record->reports.at];
  for (size_t i = 0; i < evidence->spans.len; i++) {
    ro_span span = evidence->spans.at[i];
    if (span.start < span.end)
      RO_PUSH(page->arena, marks, ((ro_mark){.span = span, .id = i == 0 ? anchor : RO_ABSENT, .row = row}));
  }
}

static void mark_all(ro_page *page) {
  const ro_matrix *matrix = &page->matrix;
  for (size_t i = 0; i < matrix->rows.len; i++) {
    const ro_record_statement *statement = matrix->rows.at[i].statement;
    for (size_t j = 0; j < statement->evidence.len; j++)
      mark(page, &statement->evidence.at[j], ro_statement_anchor(page, i, j), i + 1);
  }
  for (size_t i = 0; i < matrix->discrepancies.len; i++) {
    for (size_t j = 0; j < matrix->discrepancies.at[i]->values.len; j++) {
      const ro_discrepancy_value *value = &matrix->discrepancies.at[i]->values.at[j];
      for (size_t k = 0; k < value->evidence.len; k++) mark(page, &value->evidence.at[k], ro_value_anchor(page, i, j, k), 0);
    }
  }
  for (size_t i = 0; i < matrix->event->evidence.len; i++) mark(page, &matrix->event->evidence.at[i], ro_fact_anchor(page, i), 0);
}

/* -- page ------------------------------------------------------------------------------------------------------------- */

static void write_document_head(ro_page *page) {
  ro_slice digest = ro_html_digest(ro_slice_of(STYLE), page->arena);
  RO_TAG(page->out,
         "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"default-src 'none'; style-src '");
  ro_text_add(page->out, digest);
  RO_TAG(page->out,
         "'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"generator\" content=\"Readout\">\n<title>");
  ro_html_text(page->out, ro_event_label(page->index, page->matrix.event, page->arena));
  RO_TAG(page->out, ", ");
  ro_html_text(page->out, ro_event_date_label(page->matrix.event, page->arena));
  RO_TAG(page->out, "</title>\n<style>");
  ro_text_add(page->out, ro_slice_of(STYLE));
  RO_TAG(page->out, "</style>\n</head>\n");
}

static void write_navigation(ro_page *page) {
  const ro_matrix *matrix = &page->matrix;
  RO_TAG(page->out, "<nav aria-label=\"On this page\">\n<ul>\n");
  if (matrix->discrepancies.len > 0) RO_TAG(page->out, "<li><a href=\"#differ\">What differs</a></li>\n");
  RO_TAG(page->out, "<li><a href=\"#matrix\">Who says what</a></li>\n");
  if (matrix->formulations.len > 0) RO_TAG(page->out, "<li><a href=\"#formulations\">Formulations</a></li>\n");
  if (matrix->derivations.len > 0) RO_TAG(page->out, "<li><a href=\"#derivations\">What comes from what</a></li>\n");
  if (matrix->columns.len > 0) RO_TAG(page->out, "<li><a href=\"#reports\">The reports</a></li>\n");
  RO_TAG(page->out, "<li><a href=\"#cite\">How to cite</a></li>\n</ul>\n</nav>\n");
}

static void write_page(ro_page *page) {
  write_document_head(page);
  RO_TAG(page->out, "<body>\n<a class=\"skip\" href=\"#matrix\">To the comparison</a>\n");
  ro_page_head(page);
  write_navigation(page);
  RO_TAG(page->out, "<main>\n");
  ro_page_discrepancies(page);
  ro_page_matrix(page);
  ro_page_formulations(page);
  ro_page_derivations(page);
  ro_page_texts(page);
  ro_page_citation(page);
  RO_TAG(page->out, "</main>\n<footer>\n<p>Made by Readout. Each quote is exactly what stands in its report. Event <code>");
  ro_html_text(page->out, page->matrix.event->id);
  RO_TAG(page->out, "</code>.</p>\n</footer>\n</body>\n</html>\n");
}

bool ro_matrix_html(ro_text *out, const ro_record *record, ro_slice event, const ro_edition *edition, ro_arena *arena) {
  ro_record_index index;
  ro_record_index_make(&index, record, arena);
  ro_page page = {.out = out, .arena = arena, .index = &index, .edition = edition};
  if (!ro_matrix_make(&page.matrix, &index, event, arena)) return false;
  page.marks = RO_NEW_ARRAY(arena, ro_marks, record->reports.len);
  mark_all(&page);
  write_page(&page);
  return true;
}
