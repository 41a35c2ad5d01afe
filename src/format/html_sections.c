/* What stands around the table on the comparison's page: the event, what reports do not agree on, formulations, derivations,
 * texts. */
#include "format/html_page.h"
#include "format/strip.h"

static void open_section(ro_page *page, const char *id, const char *title) {
  ro_text_addf(page->out, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">%s</h2>\n", id, id, id, title);
}

static void write_fact(ro_page *page, const char *name, ro_slice value) {
  if (value.len == 0) return;
  ro_text_addf(page->out, "<div><dt>%s</dt><dd dir=\"auto\">", name);
  ro_html_text(page->out, value);
  RO_TAG(page->out, "</dd></div>\n");
}

static void write_parties(ro_page *page) {
  const ro_record_event *event = page->matrix.event;
  if (event->parties.len == 0) return;
  RO_TAG(page->out, "<div><dt>Parties</dt><dd><ul>\n");
  for (size_t i = 0; i < event->parties.len; i++) {
    RO_TAG(page->out, "<li dir=\"auto\">");
    ro_html_text(page->out, ro_party_label(page->index, &event->parties.at[i], page->arena));
    RO_TAG(page->out, "</li>\n");
  }
  RO_TAG(page->out, "</ul></dd></div>\n");
}

/* Which words of which report give a date, a place and so on. */
static void write_evidence(ro_page *page) {
  const ro_record_event *event = page->matrix.event;
  if (event->evidence.len == 0) return;
  RO_TAG(page->out, "<details class=\"facts\"><summary>Where this is said</summary>\n<ul>\n");
  for (size_t i = 0; i < event->evidence.len; i++) {
    const ro_evidence *evidence = &event->evidence.at[i];
    RO_TAG(page->out, "<li><span class=\"by\">");
    ro_html_text(page->out, ro_field_label(evidence->field));
    RO_TAG(page->out, ", ");
    ro_html_text(page->out, ro_report_label_of(page->index, evidence->report, page->arena));
    RO_TAG(page->out, ":</span> ");
    ro_page_quote(page, evidence, ro_fact_anchor(page, i));
    RO_TAG(page->out, "</li>\n");
  }
  RO_TAG(page->out, "</ul></details>\n");
}

static ro_slice counted(const ro_page *page) {
  ro_slice reports = ro_count_label(page->matrix.n_reports, "report", page->arena);
  ro_slice origins = ro_count_label(page->matrix.n_origins, "origin", page->arena);
  return ro_arena_format(page->arena, "%.*s, %.*s", (int)reports.len, reports.ptr, (int)origins.len, origins.ptr);
}

void ro_page_head(ro_page *page) {
  const ro_record_event *event = page->matrix.event;
  const ro_record_event *occasion = ro_find_event(page->index, event->occasion);
  RO_TAG(page->out, "<header>\n<h1 dir=\"auto\">");
  ro_html_text(page->out, ro_event_label(page->index, event, page->arena));
  RO_TAG(page->out, "</h1>\n<dl class=\"event\">\n");
  write_fact(page, "Date", ro_event_date_label(event, page->arena));
  write_fact(page, "Place", ro_place_label(page->index, event, page->arena));
  write_fact(page, "Status",
             event->status == RO_STATUS_UNKNOWN ? RO_LIT("not known whether it was held")
                                                : ro_slice_of(ro_event_status_name(event->status)));
  write_parties(page);
  if (occasion) write_fact(page, "Occasion", ro_event_label(page->index, occasion, page->arena));
  write_fact(page, "Requested by", ro_entity_name(page->index, event->requested_by));
  write_fact(page, "Sources", counted(page));
  write_fact(page, "Not collected", ro_list_label(&page->matrix.uncollected, page->arena));
  write_fact(page, "Decided by people", page->matrix.decided);
  RO_TAG(page->out, "</dl>\n");
  write_evidence(page);
  RO_TAG(page->out, "</header>\n");
}

/* -- what reports do not agree on ------------------------------------------------------------------------------------- */

/* The reports that give a value: with the words, where they are known. */
static void write_sources(ro_page *page, size_t at, size_t value_at) {
  const ro_discrepancy_value *value = &page->matrix.discrepancies.at[at]->values.at[value_at];
  ro_slices silent = {0}, quoted = {0};
  for (size_t i = 0; i < value->evidence.len; i++) {
    ro_slices one = {.at = (ro_slice *)&value->evidence.at[i].report, .len = 1};
    RO_TAG(page->out, "<p class=\"q\"><span class=\"by\">");
    ro_page_reports(page, &one);
    RO_TAG(page->out, ":</span> ");
    ro_page_quote(page, &value->evidence.at[i], ro_value_anchor(page, at, value_at, i));
    RO_TAG(page->out, "</p>");
    RO_PUSH(page->arena, &quoted, value->evidence.at[i].report);
  }
  for (size_t i = 0; i < value->reports.len; i++) {
    if (!ro_slices_have(&quoted, value->reports.at[i])) RO_PUSH(page->arena, &silent, value->reports.at[i]);
  }
  if (silent.len == 0) return;
  RO_TAG(page->out, "<p class=\"by\">");
  if (quoted.len > 0) RO_TAG(page->out, "also ");
  ro_page_reports(page, &silent);
  RO_TAG(page->out, "</p>");
}

static void write_value(ro_page *page, size_t at, size_t value_at) {
  const ro_record_discrepancy *discrepancy = page->matrix.discrepancies.at[at];
  RO_TAG(page->out, "<li><strong dir=\"auto\">");
  ro_html_text(page->out, ro_value_label(discrepancy->field, discrepancy->values.at[value_at].value, page->arena));
  RO_TAG(page->out, "</strong>");
  if (discrepancy->best.ptr && ro_slice_equal(discrepancy->best, discrepancy->values.at[value_at].value)) {
    RO_TAG(page->out, " <span class=\"note\">best: ");
    ro_html_text(page->out, discrepancy->because);
    RO_TAG(page->out, "</span>");
  }
  write_sources(page, at, value_at);
  RO_TAG(page->out, "</li>\n");
}

void ro_page_discrepancies(ro_page *page) {
  if (page->matrix.discrepancies.len == 0) return;
  open_section(page, "differ", "What the reports do not agree on");
  RO_TAG(page->out, "<div class=\"cards\">\n");
  for (size_t i = 0; i < page->matrix.discrepancies.len; i++) {
    const ro_record_discrepancy *discrepancy = page->matrix.discrepancies.at[i];
    RO_TAG(page->out, "<div class=\"card\"><h3>");
    ro_html_text(page->out, ro_capital(ro_field_label(discrepancy->field), page->arena));
    RO_TAG(page->out, "</h3>");
    if (!discrepancy->event.ptr) {
      RO_TAG(page->out, "<p class=\"note\">within one report, ");
      ro_html_text(page->out, ro_report_label_of(page->index, discrepancy->report, page->arena));
      RO_TAG(page->out, "</p>");
    }
    RO_TAG(page->out, "<ul>\n");
    for (size_t j = 0; j < discrepancy->values.len; j++) write_value(page, i, j);
    RO_TAG(page->out, "</ul></div>\n");
  }
  RO_TAG(page->out, "</div>\n</section>\n");
}

/* -- formulations ----------------------------------------------------------------------------------------------------- */

static void write_change(ro_page *page, const ro_record_formulation *formulation) {
  static const char *const SIGNS[RO_CHANGES] = {"·", "·", "＋", "＝", "▲", "▼", "✗", "…"};
  ro_slice word = ro_change_at(formulation, page->matrix.event->id);
  ro_change_kind change = ro_change_kind_of(word);
  RO_TAG(page->out, "<p class=\"change c-");
  ro_html_text(page->out, word);
  ro_text_addf(page->out, "\"><span class=\"sign\" aria-hidden=\"true\">%s</span> %s</p>", SIGNS[change],
               change == RO_CHANGE_NONE ? "no earlier event to compare with" : ro_change_words(change));
}

/* The anchor of the statement's evidence that stands where this evidence does; absent where none is. */
static ro_slice anchor_of(const ro_page *page, const ro_evidence *evidence) {
  for (size_t i = 0; evidence->spans.len > 0 && i < page->matrix.rows.len; i++) {
    const ro_record_statement *statement = page->matrix.rows.at[i].statement;
    for (size_t j = 0; j < statement->evidence.len; j++) {
      const ro_evidence *its = &statement->evidence.at[j];
      bool same = ro_slice_equal(its->report, evidence->report) && its->spans.len > 0 &&
                  its->spans.at[0].start == evidence->spans.at[0].start;
      if (same) return ro_statement_anchor(page, i, j);
    }
  }
  return RO_ABSENT;
}

static void write_use_quotes(ro_page *page, const ro_formulation_use *use) {
  if (use->evidence.len == 0) return;
  ro_text_addf(page->out, "<details><summary>%zu quote%s</summary>", use->evidence.len, use->evidence.len == 1 ? "" : "s");
  for (size_t i = 0; i < use->evidence.len; i++) {
    RO_TAG(page->out, "<p class=\"q\"><span class=\"by\">");
    ro_html_text(page->out, ro_report_label_of(page->index, use->evidence.at[i].report, page->arena));
    RO_TAG(page->out, ":</span> ");
    ro_page_quote(page, &use->evidence.at[i], anchor_of(page, &use->evidence.at[i]));
    RO_TAG(page->out, "</p>");
  }
  RO_TAG(page->out, "</details>");
}

/* The uses at this event; of a phrase that was dropped, at the event before. */
static void write_uses(ro_page *page, const ro_record_formulation *formulation) {
  ro_slice event = page->matrix.event->id;
  for (size_t i = 0; i < formulation->between.len; i++) {
    const ro_formulation_change *change = &formulation->between.at[i];
    bool gone = ro_slice_equal(change->change, RO_LIT("dropped")) || ro_slice_equal(change->change, RO_LIT("too-short"));
    if (gone && ro_slice_equal(change->to, page->matrix.event->id)) event = change->from;
  }
  for (size_t i = 0; i < formulation->uses.len; i++) {
    const ro_formulation_use *use = &formulation->uses.at[i];
    if (!ro_slice_equal(use->event, event)) continue;
    RO_TAG(page->out, "<p class=\"q by\">");
    ro_html_text(page->out, ro_names_label(page->index, &use->speakers, page->arena));
    if (use->strength.len > 0) {
      RO_TAG(page->out, ", “");
      ro_html_text(page->out, use->strength);
      RO_TAG(page->out, "”");
    }
    RO_TAG(page->out, "</p>");
    write_use_quotes(page, use);
  }
}

/* When it was used. */
static void write_history(ro_page *page, const ro_record_formulation *formulation) {
  ro_slices dates = {0};
  for (size_t i = 0; i < formulation->uses.len; i++) {
    const ro_record_event *event = ro_find_event(page->index, formulation->uses.at[i].event);
    if (event) RO_PUSH(page->arena, &dates, ro_event_date_label(event, page->arena));
  }
  if (dates.len == 0) return;
  RO_TAG(page->out, "<p class=\"note\">used ");
  for (size_t i = 0; i < dates.len; i++) {
    bool again = false;
    for (size_t j = 0; j < i; j++) again = again || ro_slice_equal(dates.at[i], dates.at[j]);
    if (again) continue;
    if (i > 0) RO_TAG(page->out, "; ");
    ro_html_text(page->out, dates.at[i]);
  }
  RO_TAG(page->out, "</p>");
}

void ro_page_formulations(ro_page *page) {
  if (page->matrix.formulations.len == 0) return;
  open_section(page, "formulations", "Formulations");
  RO_TAG(page->out,
         "<p class=\"note\">Set phrases, and what became of them since the event before.</p>\n<div class=\"cards\">\n");
  for (size_t i = 0; i < page->matrix.formulations.len; i++) {
    const ro_record_formulation *formulation = page->matrix.formulations.at[i];
    RO_TAG(page->out, "<div class=\"card\">");
    write_change(page, formulation);
    RO_TAG(page->out, "<h3 dir=\"auto\">");
    ro_html_text(page->out, formulation->phrase);
    RO_TAG(page->out, "</h3>");
    write_uses(page, formulation);
    write_history(page, formulation);
    RO_TAG(page->out, "</div>\n");
  }
  RO_TAG(page->out, "</div>\n</section>\n");
}

/* -- derivations ------------------------------------------------------------------------------------------------------ */

static ro_slice percent(double ratio, ro_arena *arena) {
  return ro_arena_format(arena, "%d %%", ratio >= 1 ? 100 : ratio > 0 ? (int)(ratio * 100 + 0.5) : 0);
}

static void write_passages(ro_page *page, const ro_record_derivation *derivation) {
  const ro_record_report *a = ro_find_report(page->index, derivation->a), *b = ro_find_report(page->index, derivation->b);
  if (derivation->passages.len == 0 || !a || !b) return;
  ro_text_addf(page->out,
               "<details><summary>%zu passage%s side by side</summary>\n<table class=\"pairs\"><thead><tr><th scope=\"col\">",
               derivation->passages.len, derivation->passages.len == 1 ? "" : "s");
  ro_html_text(page->out, ro_report_version_label(a, page->arena));
  RO_TAG(page->out, "</th><th scope=\"col\">");
  ro_html_text(page->out, ro_report_version_label(b, page->arena));
  RO_TAG(page->out, "</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < derivation->passages.len; i++) {
    RO_TAG(page->out, "<tr><td dir=\"auto\" data-from=\"");
    ro_html_text(page->out, ro_report_version_label(a, page->arena));
    RO_TAG(page->out, "\">");
    ro_html_text(page->out, ro_slice_span(a->report.text, derivation->passages.at[i].a));
    RO_TAG(page->out, "</td><td dir=\"auto\" data-from=\"");
    ro_html_text(page->out, ro_report_version_label(b, page->arena));
    RO_TAG(page->out, "\">");
    ro_html_text(page->out, ro_slice_span(b->report.text, derivation->passages.at[i].b));
    RO_TAG(page->out, "</td></tr>\n");
  }
  RO_TAG(page->out, "</tbody></table></details>\n");
}

static void write_derivation(ro_page *page, const ro_record_derivation *derivation) {
  bool turned = ro_slice_equal(derivation->direction, RO_LIT("b-from-a"));
  bool directed = turned || ro_slice_equal(derivation->direction, RO_LIT("a-from-b"));
  ro_slices first = {0}, second = {0};
  RO_PUSH(page->arena, &first, turned ? derivation->b : derivation->a);
  RO_PUSH(page->arena, &second, turned ? derivation->a : derivation->b);
  RO_TAG(page->out, "<div class=\"card\"><h3>");
  ro_page_reports(page, &first);
  if (directed) {
    RO_TAG(page->out, " comes from ");
  } else {
    RO_TAG(page->out, " and ");
  }
  ro_page_reports(page, &second);
  RO_TAG(page->out, "</h3><p><strong>");
  ro_html_text(page->out, ro_slice_equal(derivation->kind, RO_LIT("same-origin")) ? RO_LIT("same origin, rendered independently")
                                                                                  : derivation->kind);
  RO_TAG(page->out, "</strong> <span class=\"note\">passages cover ");
  ro_html_text(page->out, percent(turned ? derivation->coverage_b : derivation->coverage_a, page->arena));
  RO_TAG(page->out, " of the first, ");
  ro_html_text(page->out, percent(turned ? derivation->coverage_a : derivation->coverage_b, page->arena));
  RO_TAG(page->out, " of the second</span></p>");
  if (derivation->because.len > 0) ro_html_element(page->out, "p", "note", derivation->because);
  write_passages(page, derivation);
  RO_TAG(page->out, "</div>\n");
}

void ro_page_derivations(ro_page *page) {
  if (page->matrix.derivations.len == 0) return;
  open_section(page, "derivations", "What comes from what");
  RO_TAG(page->out, "<div class=\"cards wide\">\n");
  for (size_t i = 0; i < page->matrix.derivations.len; i++) write_derivation(page, page->matrix.derivations.at[i]);
  RO_TAG(page->out, "</div>\n</section>\n");
}

/* -- texts ------------------------------------------------------------------------------------------------------------ */

static void write_about(ro_page *page, const ro_record_report *report) {
  const ro_report *r = &report->report;
  RO_TAG(page->out, "<dl class=\"about\">\n");
  write_fact(page, "Outlet", r->outlet);
  write_fact(page, "Credit", r->credit);
  write_fact(page, "Published", ro_date_label(r->published, page->arena));
  write_fact(page, "Dateline", r->dateline.place);
  write_fact(page, "Source", r->source);
  if (report->version > 1) write_fact(page, "Version", ro_arena_format(page->arena, "%zu", report->version));
  write_fact(page, "SHA-256", ro_slice_part(r->sha256, 0, 16));
  RO_TAG(page->out, "</dl>\n");
}

static void write_article(ro_page *page, size_t at) {
  const ro_record_report *report = &page->index->record->reports.at[at];
  ro_text_addf(page->out, "<article id=\"r%zu\" aria-labelledby=\"t%zu\"", at + 1, at + 1);
  if (report->report.language.len > 0) {
    RO_TAG(page->out, " lang=\"");
    ro_html_text(page->out, report->report.language);
    RO_TAG(page->out, "\"");
  }
  ro_text_addf(page->out, ">\n<h3 id=\"t%zu\" dir=\"auto\">", at + 1);
  ro_html_text(page->out, report->report.title.len > 0 ? report->report.title : ro_report_label(report));
  RO_TAG(page->out, "</h3>\n");
  write_about(page, report);
  RO_TAG(page->out, "<div class=\"text\">\n");
  ro_html_report_text(page->out, &report->report, &page->marks[at], page->arena);
  RO_TAG(page->out, "</div>\n</article>\n");
}

void ro_page_texts(ro_page *page) {
  if (page->matrix.columns.len == 0) return;
  open_section(page, "reports", "The reports");
  RO_TAG(page->out,
         "<p class=\"note\">Marked is what the table quotes; a number leads back to its statement. What is not part of the "
         "article stands in grey or is folded away.</p>\n"
         "<div class=\"texts\">\n");
  for (size_t i = 0; i < page->matrix.columns.len; i++) {
    const ro_matrix_column *column = &page->matrix.columns.at[i];
    for (size_t j = 0; j < column->reports.len; j++) write_article(page, column->reports.at[j]);
  }
  RO_TAG(page->out, "</div>\n</section>\n");
}

/* -- citation --------------------------------------------------------------------------------------------------------- */

static void write_source(ro_page *page, const ro_record_report *report) {
  ro_slice address = ro_report_address(report);
  bool linked = ro_is_web_address(address);
  RO_TAG(page->out, "<li><span dir=\"auto\">");
  ro_html_text(page->out, ro_cite_report(report, page->arena));
  RO_TAG(page->out, "</span>, ");
  if (linked) {
    RO_TAG(page->out, "<a rel=\"noreferrer\" href=\"");
    ro_html_text(page->out, address);
    RO_TAG(page->out, "\">");
  }
  ro_html_element(page->out, "code", NULL, address);
  if (linked) RO_TAG(page->out, "</a>");
  RO_TAG(page->out, ", SHA-256 ");
  ro_html_element(page->out, "code", NULL, report->report.sha256);
  RO_TAG(page->out, "</li>\n");
}

void ro_page_citation(ro_page *page) {
  open_section(page, "cite", "How to cite");
  ro_html_element(page->out, "p", NULL, ro_cite_event(&page->matrix, page->edition, page->arena));
  if (page->matrix.columns.len > 0)
    RO_TAG(page->out, "<p class=\"note\">Its sources, and the bytes that were read:</p>\n<ol class=\"sources\">\n");
  for (size_t i = 0; i < page->matrix.columns.len; i++) {
    const ro_matrix_column *column = &page->matrix.columns.at[i];
    for (size_t j = 0; j < column->reports.len; j++) write_source(page, &page->index->record->reports.at[column->reports.at[j]]);
  }
  if (page->matrix.columns.len > 0) RO_TAG(page->out, "</ol>\n");
  RO_TAG(page->out, "</section>\n");
}
