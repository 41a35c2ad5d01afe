#include "format/search_text.h"

#include "format/json_out.h"
#include "format/labels.h"
#include "format/page_text.h"

#define SHOWN_POINTS 200 /* code points of a text that are shown … */
#define BEFORE_POINTS 60 /* … of which so many may come before the first hit */
#define INDENT 4

/* A part of a report's text, and the hits in it. */
typedef struct snippet {
  const ro_record_report *report; /* or NULL: there is none */
  ro_spans spans, marks;
  size_t n_terms; /* that stand in it */
} snippet;

/* -- hits ----------------------------------------------------------------------------------------------------------------- */

static ro_words words_of(const ro_search_page *page, ro_slice text, const ro_spans *spans, ro_arena *arena) {
  ro_words words = {0};
  for (size_t i = 0; i < spans->len; i++)
    ro_word_reader_all(page->reader, ro_slice_span(text, spans->at[i]), spans->at[i].start, arena, &words);
  return words;
}

static size_t count_terms(const ro_asked_hits *hits, size_t from, size_t end, bool *seen, size_t n_seen) {
  size_t n = 0;
  memset(seen, 0, n_seen);
  for (size_t i = from; i < hits->len && hits->at[i].span.end <= end; i++) {
    n += !seen[hits->at[i].term];
    seen[hits->at[i].term] = true;
  }
  return n;
}

/* The hit from which on the most terms stand together; the first of such. */
static size_t best_hit(const ro_search_page *page, const ro_asked_hits *hits, const ro_points *points, size_t room,
                       size_t *n_terms, ro_arena *arena) {
  size_t best = 0, n_seen = page->asked->terms.len;
  bool *seen = RO_NEW_ARRAY(arena, bool, n_seen + 1);
  *n_terms = 0;
  for (size_t i = 0; i < hits->len; i++) {
    size_t end = ro_points_byte(points, ro_points_at(points, hits->at[i].span.start) + room);
    size_t n = count_terms(hits, i, end > hits->at[i].span.end ? end : hits->at[i].span.end, seen, n_seen);
    if (n <= *n_terms) continue;
    *n_terms = n;
    best = i;
  }
  return best;
}

/* The words that may be shown around a hit, or from the first on; whole words, at least the hit. */
static ro_span around(const ro_words *words, const ro_span *hit, const ro_points *points) {
  ro_span shown = hit ? *hit : words->at[0].span;
  size_t first = ro_points_at(points, shown.start);
  size_t from = first > BEFORE_POINTS ? first - BEFORE_POINTS : 0;
  for (size_t i = 0; hit && i < words->len; i++) {
    if (ro_points_at(points, words->at[i].span.start) < from) continue;
    if (words->at[i].span.start < shown.start) shown.start = words->at[i].span.start;
    break;
  }
  size_t end = ro_points_at(points, shown.start) + SHOWN_POINTS;
  for (size_t i = 0; i < words->len && ro_points_at(points, words->at[i].span.end) <= end; i++)
    if (words->at[i].span.end > shown.end) shown.end = words->at[i].span.end;
  return shown;
}

/* What closes the last word's sentence goes along. */
static size_t with_stop(ro_slice text, size_t end, size_t limit) {
  for (size_t next = end; next < limit; end = next) {
    uint32_t point = ro_utf8_next(text, &next);
    if (ro_is_space(point) || ro_is_alpha(point) || ro_is_digit(point)) break;
  }
  return end;
}

static void mark(const ro_asked_hits *hits, ro_span shown, ro_arena *arena, ro_spans *marks) {
  for (size_t i = 0; i < hits->len; i++)
    if (hits->at[i].span.start >= shown.start && hits->at[i].span.end <= shown.end) RO_PUSH(arena, marks, hits->at[i].span);
  ro_spans_merge(marks);
}

/* The stretch of `spans` where the most of what was asked for stands, or their beginning. */
static snippet snippet_of(const ro_search_page *page, const ro_record_report *report, const ro_spans *spans, ro_arena *arena) {
  ro_slice text = report->report.text;
  snippet out = {.report = report};
  ro_words words = words_of(page, text, spans, arena);
  ro_asked_hits hits = {0};
  ro_points points;
  if (words.len == 0) return out;
  ro_points_init(&points, text, arena);
  ro_asked_find(page->asked, &words, arena, &hits);
  size_t best = best_hit(page, &hits, &points, SHOWN_POINTS - BEFORE_POINTS, &out.n_terms, arena);
  ro_span shown = around(&words, hits.len > 0 ? &hits.at[best].span : NULL, &points);
  shown.end = with_stop(text, shown.end, spans->at[spans->len - 1].end);
  RO_PUSH(arena, &out.spans, shown);
  mark(&hits, shown, arena, &out.marks);
  return out;
}

/* The evidence that holds the most of what was asked for: all its words. */
static snippet evidence_of(const ro_search_page *page, const ro_record_index *index, const ro_record_statement *statement,
                           ro_arena *arena) {
  snippet best = {0};
  for (size_t i = 0; i < statement->evidence.len; i++) {
    const ro_evidence *evidence = &statement->evidence.at[i];
    snippet one = {.report = ro_find_report(index, evidence->report), .spans = evidence->spans};
    ro_asked_hits hits = {0};
    if (!one.report || evidence->spans.len == 0) continue;
    ro_words words = words_of(page, one.report->report.text, &one.spans, arena);
    bool *seen = RO_NEW_ARRAY(arena, bool, page->asked->terms.len + 1);
    ro_asked_find(page->asked, &words, arena, &hits);
    one.n_terms = count_terms(&hits, 0, one.report->report.text.len, seen, page->asked->terms.len);
    if (best.report && one.n_terms <= best.n_terms) continue;
    mark(&hits, (ro_span){0, one.report->report.text.len}, arena, &one.marks);
    best = one;
  }
  return best;
}

static ro_slice quote_of(const snippet *s, ro_arena *arena) {
  ro_slices parts = {0};
  for (size_t i = 0; i < s->spans.len; i++) RO_PUSH(arena, &parts, ro_slice_span(s->report->report.text, s->spans.at[i]));
  return ro_arena_join(arena, parts.at, parts.len, RO_LIT(" … "));
}

static ro_spans whole(ro_slice text, ro_arena *arena) {
  ro_spans spans = {0};
  RO_PUSH(arena, &spans, ((ro_span){0, text.len}));
  return spans;
}

static ro_spans marks_in(const ro_search_page *page, ro_slice text, ro_arena *arena) {
  ro_spans spans = whole(text, arena), marks = {0};
  ro_asked_hits hits = {0};
  ro_words words = words_of(page, text, &spans, arena);
  ro_asked_find(page->asked, &words, arena, &hits);
  mark(&hits, spans.at[0], arena, &marks);
  return marks;
}

/* -- JSON ----------------------------------------------------------------------------------------------------------------- */

static void write_snippet(ro_text *out, const snippet *s, ro_arena *arena) {
  ro_points points;
  if (!s->report || s->spans.len == 0) {
    ro_out_null(out, "snippet");
    return;
  }
  ro_points_init(&points, s->report->report.text, arena);
  ro_out_open(out, "snippet", '{');
  ro_out_text(out, "report", s->report->id);
  ro_out_spans(out, "spans", &points, &s->spans);
  ro_out_text(out, "text", quote_of(s, arena));
  ro_out_spans(out, "marks", &points, &s->marks);
  ro_out_close(out, '}');
}

static void begin_result(ro_text *out, size_t number, const char *kind, ro_slice id, ro_slice date) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "result");
  ro_out_size(out, "number", number);
  ro_out_text(out, kind, id);
  ro_out_text(out, "date", date);
}

static void end_result(ro_text *out) {
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

static void write_report(const ro_search_page *page, const ro_record_index *index, const ro_record_report *report, ro_slice date,
                         size_t number, const snippet *s, ro_arena *arena) {
  ro_points points;
  ro_slice title = report->report.title;
  begin_result(page->out, number, "report", report->id, date);
  ro_out_text(page->out, "title", title);
  ro_spans marks = marks_in(page, title, arena);
  ro_points_init(&points, title, arena);
  ro_out_spans(page->out, "title_marks", &points, &marks);
  ro_out_text(page->out, "outlet", report->report.outlet);
  ro_out_text(page->out, "side", report->side);
  ro_out_text(page->out, "language", report->report.language);
  ro_out_open(page->out, "events", '[');
  for (size_t i = 0; i < index->record->events.len; i++) ro_out_text(page->out, NULL, index->record->events.at[i].id);
  ro_out_close(page->out, ']');
  write_snippet(page->out, s, arena);
  end_result(page->out);
}

static void write_statement(const ro_search_page *page, const ro_record_statement *statement, ro_slice date, size_t number,
                            const snippet *s, ro_arena *arena) {
  begin_result(page->out, number, "statement", statement->id, date);
  ro_out_text(page->out, "event", statement->event);
  ro_out_texts(page->out, "speakers", &statement->speakers);
  ro_out_word(page->out, "act", ro_act_name(statement->act));
  ro_out_word(page->out, "stance", ro_stance_name(statement->stance));
  ro_out_text(page->out, "strength", statement->strength);
  ro_out_texts(page->out, "claimed_by", &statement->claimed_by);
  ro_out_text(page->out, "content", statement->content);
  write_snippet(page->out, s, arena);
  end_result(page->out);
}

/* -- text ----------------------------------------------------------------------------------------------------------------- */

/* The text with its hits in brackets. */
static ro_slice bracketed(ro_slice text, const ro_spans *marks, ro_arena *arena) {
  ro_slices parts = {0};
  size_t at = 0;
  for (size_t i = 0; i < marks->len; i++) {
    const ro_slice piece[] = {ro_slice_part(text, at, marks->at[i].start), RO_LIT("["), ro_slice_span(text, marks->at[i]),
                              RO_LIT("]")};
    for (size_t p = 0; p < 4; p++) RO_PUSH(arena, &parts, piece[p]);
    at = marks->at[i].end;
  }
  RO_PUSH(arena, &parts, ro_slice_part(text, at, text.len));
  return ro_arena_join(arena, parts.at, parts.len, RO_LIT(""));
}

/* One line of a wrapped text, its hits bold. */
static void put_marked_line(ro_terminal *t, ro_slice text, ro_slice line, const ro_spans *marks) {
  size_t start = (size_t)(line.ptr - text.ptr), end = start + line.len, at = start;
  for (size_t i = 0; i < marks->len; i++) {
    ro_span bold = {marks->at[i].start > at ? marks->at[i].start : at, marks->at[i].end < end ? marks->at[i].end : end};
    if (bold.start >= bold.end) continue;
    ro_put(t, RO_PLAIN, ro_slice_part(text, at, bold.start));
    ro_put(t, RO_BOLD, ro_slice_span(text, bold));
    at = bold.end;
  }
  ro_put(t, RO_PLAIN, ro_slice_part(text, at, end));
  ro_put_end(t);
}

/* Indented and wrapped, its hits bold, or in brackets where there are no colours. */
static void put_marked(const ro_search_page *page, ro_terminal *t, ro_slice text) {
  ro_slice clean = ro_clean(text, t->arena);
  ro_spans marks = marks_in(page, clean, t->arena);
  if (!t->color) {
    ro_put_spaces(t, INDENT);
    ro_put_indented(t, RO_PLAIN, INDENT, bracketed(clean, &marks, t->arena));
    return;
  }
  ro_slices lines = ro_wrap(clean, t->width > INDENT + 8 ? t->width - INDENT : 8, t->arena);
  for (size_t i = 0; i < lines.len; i++) {
    ro_put_spaces(t, INDENT);
    put_marked_line(t, clean, lines.at[i], &marks);
  }
}

static void put_snippet(const ro_search_page *page, ro_terminal *t, const snippet *s) {
  if (!s->report || s->spans.len == 0) return;
  const ro_report *report = &s->report->report;
  ro_slice quote = quote_of(s, t->arena);
  ro_span all = {0, report->text.len}, shown = {s->spans.at[0].start, s->spans.at[s->spans.len - 1].end};
  if (report->main.len > 0) all = (ro_span){report->main.at[0].start, report->main.at[report->main.len - 1].end};
  bool begins = shown.start <= all.start, ends = shown.end >= all.end;
  put_marked(page, t, ro_arena_format(t->arena, "%s%.*s%s", begins ? "" : "… ", (int)quote.len, quote.ptr, ends ? "" : " …"));
}

/* Its number, and what it is in bold. */
static void put_first_line(ro_terminal *t, size_t number, ro_slice what) {
  ro_slice shown = ro_arena_format(t->arena, "%3zu", number);
  ro_put(t, RO_PLAIN, shown);
  ro_put_spaces(t, 1);
  ro_put_indented(t, RO_BOLD, INDENT, what);
}

/* Those that are not empty, dots between them. */
static void put_facts(ro_terminal *t, ro_style style, const ro_slice *facts, size_t n) {
  ro_slices known = {0};
  for (size_t i = 0; i < n; i++)
    if (facts[i].len > 0) RO_PUSH(t->arena, &known, facts[i]);
  ro_put_spaces(t, INDENT);
  ro_put_indented(t, style, INDENT, ro_arena_join(t->arena, known.at, known.len, RO_LIT(" · ")));
}

static ro_slice event_label(const ro_record_index *index, ro_arena *arena) {
  return index->record->events.len > 0 ? ro_event_label(index, &index->record->events.at[0], arena) : RO_LIT("");
}

static void put_report(const ro_search_page *page, const ro_record_index *index, const ro_record_report *report, ro_slice date,
                       size_t number, const snippet *s, ro_arena *arena) {
  ro_terminal t = ro_terminal_make(page->out, page->view, arena);
  ro_slice title = report->report.title.len > 0 ? report->report.title : RO_LIT("(no title)");
  const ro_slice facts[] = {ro_date_label(date, arena), ro_report_version_label(report, arena), event_label(index, arena)};
  put_first_line(&t, number, title);
  put_facts(&t, RO_PLAIN, facts, sizeof facts / sizeof *facts);
  put_snippet(page, &t, s);
  put_facts(&t, RO_DIM, &report->id, 1);
}

static void put_statement(const ro_search_page *page, const ro_record_index *index, const ro_record_statement *statement,
                          ro_slice date, size_t number, const snippet *s, ro_arena *arena) {
  ro_terminal t = ro_terminal_make(page->out, page->view, arena);
  ro_slice speakers = ro_names_label(index, &statement->speakers, arena), act = ro_act_label(statement, arena);
  const ro_slice facts[] = {ro_date_label(date, arena), event_label(index, arena),
                            s->report ? ro_report_version_label(s->report, arena) : RO_LIT("")};
  put_first_line(
      &t, number,
      ro_arena_format(arena, "%.*s%s%.*s", (int)speakers.len, speakers.ptr, speakers.len > 0 ? ": " : "", (int)act.len, act.ptr));
  put_facts(&t, RO_PLAIN, facts, sizeof facts / sizeof *facts);
  put_snippet(page, &t, s);
  put_facts(&t, RO_DIM, &statement->id, 1);
}

/* -- pages ---------------------------------------------------------------------------------------------------------------- */

static void write_facets(const ro_search_page *page) {
  ro_out_open(page->out, "facets", '{');
  for (size_t f = 0; f < page->n_facets; f++) {
    const ro_search_facet *facet = &page->facets[f];
    ro_out_open(page->out, facet->name, '[');
    for (size_t i = 0; i < facet->n; i++) {
      ro_out_open(page->out, NULL, '{');
      ro_out_text(page->out, "value", facet->values[i]);
      ro_out_text(page->out, "name", facet->names[i]);
      ro_out_size(page->out, "count", facet->counts[i]);
      ro_out_close(page->out, '}');
    }
    ro_out_close(page->out, ']');
  }
  ro_out_close(page->out, '}');
}

void ro_search_head(const ro_search_page *page, ro_arena *arena) {
  const char *of = page->statements ? "statements" : "reports";
  if (!page->view) {
    ro_out_open(page->out, NULL, '{');
    ro_out_word(page->out, "type", "search");
    ro_out_word(page->out, "of", of);
    ro_out_size(page->out, "total", page->total);
    ro_out_size(page->out, "given", page->given);
    if (page->pages) ro_out_text(page->out, "next", page->next);
    if (page->pages && page->n_facets > 0) write_facets(page);
    end_result(page->out);
    return;
  }
  ro_slice count = ro_count_label(page->total, page->statements ? "statement" : "report", arena);
  if (page->total == 0)
    ro_text_addf(page->out, "no %s fit\n", of);
  else if (page->given == page->total)
    ro_text_addf(page->out, "%.*s\n", (int)count.len, count.ptr);
  else
    ro_text_addf(page->out, "%.*s, the %s %zu: --limit 0 gives all\n", (int)count.len, count.ptr,
                 ro_asked_any(page->asked) ? "best" : "newest", page->given);
}

void ro_search_report(const ro_search_page *page, const ro_record_index *index, const ro_record_report *report, ro_slice date,
                      size_t number, ro_arena *arena) {
  ro_spans all = whole(report->report.text, arena);
  snippet s = snippet_of(page, report, report->report.main.len > 0 ? &report->report.main : &all, arena);
  if (page->view) {
    put_report(page, index, report, date, number, &s, arena);
  } else {
    write_report(page, index, report, date, number, &s, arena);
  }
}

void ro_search_statement(const ro_search_page *page, const ro_record_index *index, const ro_record_statement *statement,
                         ro_slice date, size_t number, ro_arena *arena) {
  snippet s = evidence_of(page, index, statement, arena);
  if (page->view) {
    put_statement(page, index, statement, date, number, &s, arena);
  } else {
    write_statement(page, statement, date, number, &s, arena);
  }
}
