/* The comparison's page, inside: what its parts share. */
#ifndef RO_FORMAT_HTML_PAGE_H
#define RO_FORMAT_HTML_PAGE_H

#include "format/cite.h"
#include "format/html_out.h"
#include "format/html_report.h"
#include "format/labels.h"
#include "format/matrix.h"
#include "format/page_text.h"

typedef struct ro_page {
  ro_text *out;
  ro_arena *arena;
  const ro_record_index *index;
  ro_matrix matrix;
  ro_marks *marks; /* of each report of the record */
  const ro_edition *edition;
} ro_page;

/* Anchors of evidence: of a statement (row from 0), of a discrepancy's value, of a fact about the event. */
ro_slice ro_statement_anchor(const ro_page *page, size_t row, size_t evidence);
ro_slice ro_value_anchor(const ro_page *page, size_t discrepancy, size_t value, size_t evidence);
ro_slice ro_fact_anchor(const ro_page *page, size_t evidence);

/* True when the report stands on the page. */
bool ro_page_has(const ro_page *page, ro_slice report);

/* The quote, a link to `anchor` where that is not absent and its report is on the page. */
void ro_page_quote(ro_page *page, const ro_evidence *evidence, ro_slice anchor);

/* Report names, each a link to its report. */
void ro_page_reports(ro_page *page, const ro_slices *reports);

/* The parts, in their order on the page. */
void ro_page_head(ro_page *page);
void ro_page_discrepancies(ro_page *page);
void ro_page_matrix(ro_page *page);
void ro_page_formulations(ro_page *page);
void ro_page_derivations(ro_page *page);
void ro_page_texts(ro_page *page);
void ro_page_citation(ro_page *page);

#endif
