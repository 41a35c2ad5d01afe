#include "format/html_report.h"

#include <stdlib.h>

#include "format/html_out.h"

/* Earlier first; of two that begin together the longer, so that they nest. */
static int by_place(const void *a, const void *b) {
  const ro_mark *left = a, *right = b;
  if (left->span.start != right->span.start) return left->span.start < right->span.start ? -1 : 1;
  if (left->span.end != right->span.end) return left->span.end > right->span.end ? -1 : 1;
  if (left->row != right->row) return left->row < right->row ? -1 : 1;
  return ro_slice_compare(left->id, right->id);
}

typedef struct painter {
  ro_text *out;
  ro_slice text;
  ro_marks *marks;
  ro_indexes open; /* marks that are open, outermost first */
  ro_arena *arena;
} painter;

static void open_mark(painter *p, size_t at) {
  ro_mark *mark = &p->marks->at[at];
  RO_TAG(p->out, "<mark");
  if (mark->row == 0) RO_TAG(p->out, " class=\"fact\"");
  if (mark->id.ptr && !mark->begun) {
    RO_TAG(p->out, " id=\"");
    ro_html_text(p->out, mark->id);
    RO_TAG(p->out, "\"");
  }
  RO_TAG(p->out, ">");
  if (mark->row > 0 && mark->id.ptr && !mark->begun) {
    ro_text_addf(p->out, "<a class=\"no\" href=\"#s%zu\" aria-label=\"statement %zu\">%zu</a>", mark->row, mark->row, mark->row);
  }
  mark->begun = true;
  RO_PUSH(p->arena, &p->open, at);
}

/* Closes the marks that end at `at`; those that were opened inside them and go on are opened anew. */
static void close_marks(painter *p, size_t at) {
  size_t first = 0;
  while (first < p->open.len && p->marks->at[p->open.at[first]].span.end > at) first++;
  size_t n = p->open.len;
  for (size_t i = first; i < n; i++) RO_TAG(p->out, "</mark>");
  p->open.len = first;
  for (size_t i = first; i < n; i++) {
    size_t mark = p->open.at[i];
    if (p->marks->at[mark].span.end > at) open_mark(p, mark);
  }
}

static size_t next_end(const painter *p, size_t end) {
  for (size_t i = 0; i < p->open.len; i++) {
    size_t its = p->marks->at[p->open.at[i]].span.end;
    if (its < end) end = its;
  }
  return end;
}

static void paint(painter *p, ro_span block) {
  size_t next = 0, at = block.start;
  p->open.len = 0;
  while (at < block.end) {
    for (; next < p->marks->len && p->marks->at[next].span.start <= at; next++) {
      if (p->marks->at[next].span.end > at) open_mark(p, next);
    }
    size_t until = next_end(p, block.end);
    if (next < p->marks->len && p->marks->at[next].span.start < until) until = p->marks->at[next].span.start;
    ro_html_text(p->out, ro_slice_part(p->text, at, until));
    at = until;
    close_marks(p, at);
  }
  for (size_t i = 0; i < p->open.len; i++) RO_TAG(p->out, "</mark>");
}

static int by_offset(const void *a, const void *b) {
  const size_t *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

/* Where blocks end: at blank lines, and where the article begins and ends. */
static ro_indexes find_cuts(const ro_report *report, ro_arena *arena) {
  ro_indexes cuts = {0};
  for (size_t at = 0; (at = ro_slice_find(report->text, RO_LIT("\n"), at)) < report->text.len; at++) {
    size_t next = at + 1;
    while (next < report->text.len && (report->text.ptr[next] == ' ' || report->text.ptr[next] == '\t')) next++;
    if (next < report->text.len && report->text.ptr[next] == '\n') RO_PUSH(arena, &cuts, at);
  }
  for (size_t i = 0; i < report->main.len; i++) {
    RO_PUSH(arena, &cuts, report->main.at[i].start);
    RO_PUSH(arena, &cuts, report->main.at[i].end);
  }
  RO_PUSH(arena, &cuts, report->text.len);
  qsort(cuts.at, cuts.len, sizeof *cuts.at, by_offset);
  return cuts;
}

static ro_span trimmed(ro_slice text, ro_span span) {
  ro_slice part = ro_slice_trim(ro_slice_span(text, span));
  size_t start = part.len > 0 ? (size_t)(part.ptr - text.ptr) : span.start;
  return (ro_span){start, start + part.len};
}

void ro_html_report_text(ro_text *out, const ro_report *report, ro_marks *marks, ro_arena *arena) {
  painter p = {.out = out, .text = report->text, .marks = marks, .arena = arena};
  if (marks->len > 1) qsort(marks->at, marks->len, sizeof *marks->at, by_place);
  ro_indexes cuts = find_cuts(report, arena);
  size_t start = 0;
  for (size_t i = 0; i < cuts.len; i++) {
    ro_span block = trimmed(report->text, (ro_span){start, cuts.at[i]});
    start = cuts.at[i];
    if (block.start == block.end) continue;
    if (ro_spans_hold(&report->main, block.start)) {
      RO_TAG(out, "<p dir=\"auto\">");
    } else {
      RO_TAG(out, "<p dir=\"auto\" class=\"rest\">");
    }
    paint(&p, block);
    RO_TAG(out, "</p>\n");
  }
}
