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

typedef struct block {
  ro_span span;
  bool is_article;
} block;

typedef RO_ARRAY(block) blocks;

static blocks find_blocks(const ro_report *report, ro_arena *arena) {
  blocks found = {0};
  ro_indexes cuts = find_cuts(report, arena);
  for (size_t i = 0, start = 0; i < cuts.len; start = cuts.at[i++]) {
    ro_span span = trimmed(report->text, (ro_span){start, cuts.at[i]});
    if (span.start < span.end) RO_PUSH(arena, &found, ((block){span, ro_spans_hold(&report->main, span.start)}));
  }
  return found;
}

static bool is_marked(const ro_marks *marks, ro_span span) {
  for (size_t i = 0; i < marks->len; i++) {
    if (marks->at[i].span.start < span.end && marks->at[i].span.end > span.start) return true;
  }
  return false;
}

/* How many blocks from `first` on are no article and bear no mark. */
static size_t rest_from(const blocks *found, size_t first, const ro_marks *marks) {
  size_t n = 0;
  while (first + n < found->len && !found->at[first + n].is_article && !is_marked(marks, found->at[first + n].span)) n++;
  return n;
}

#define FOLDED_FROM 4 /* so many blocks of page furniture in a row are folded away */

void ro_html_report_text(ro_text *out, const ro_report *report, ro_marks *marks, ro_arena *arena) {
  painter p = {.out = out, .text = report->text, .marks = marks, .arena = arena};
  if (marks->len > 1) qsort(marks->at, marks->len, sizeof *marks->at, by_place);
  blocks found = find_blocks(report, arena);
  size_t folded = 0; /* blocks that are still to come in a fold */
  for (size_t i = 0; i < found.len; i++) {
    size_t rest = folded == 0 ? rest_from(&found, i, marks) : 0;
    if (rest >= FOLDED_FROM) {
      ro_text_addf(out, "<details class=\"rest\"><summary>%zu parts that are not the article</summary>\n", rest);
      folded = rest;
    }
    ro_text_addf(out, "<p dir=\"auto\"%s>", found.at[i].is_article ? "" : " class=\"rest\"");
    paint(&p, found.at[i].span);
    RO_TAG(out, "</p>\n");
    if (folded > 0 && --folded == 0) RO_TAG(out, "</details>\n");
  }
}
