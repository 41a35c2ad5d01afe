/* The drawing of a strip. */
#include "format/html_out.h"
#include "format/labels.h"
#include "format/strip.h"

enum {
  CELL = 26,      /* height of a cell, and its least width */
  MOST_CELL = 64, /* its largest width */
  WIDE = 720,     /* from this width on, phrases stand beside their cells, else above */
  DATE_ROOM = 74, /* above the cells, for dates written upwards */
  MOST_LINES = 2, /* of a phrase */
};

typedef struct grid {
  long left, cell; /* where cells begin, and their width */
  size_t columns;  /* in a block */
} grid;

static grid make_grid(const ro_svg *svg, size_t n) {
  long right = svg->width - svg->pad;
  grid g = {.left = svg->width >= WIDE ? svg->pad + svg->width * 36 / 100 : svg->pad};
  long room = right - g.left;
  g.columns = (size_t)(room / CELL);
  if (g.columns > n && n > 0) g.columns = n;
  g.cell = room / (long)g.columns;
  if (g.cell > MOST_CELL) g.cell = MOST_CELL;
  return g;
}

/* -- signs ------------------------------------------------------------------------------------------------------------ */

/* Told apart by shape: filled cells are uses, those with a line around alone are not. */
static void draw_sign(ro_svg *svg, ro_change_kind change, long x, long y) {
  static const char *const SIGNS[RO_CHANGES] = {
      "",
      "<circle class=\"ki\" r=\"3\"/>",
      "<path class=\"k\" d=\"M-5 0H5M0 -5V5\"/>",
      "<path class=\"k\" d=\"M-5 -3H5M-5 3H5\"/>",
      "<path class=\"ki\" d=\"M-6 5L0 -6L6 5z\"/>",
      "<path class=\"ki\" d=\"M-6 -5L0 6L6 -5z\"/>",
      "<path class=\"bad\" d=\"M-4 -4L4 4M-4 4L4 -4\"/>",
      "<path class=\"o dash\" d=\"M-5 0H6\"/>",
  };
  ro_text_addf(svg->body, "<g transform=\"translate(%ld %ld)\">%s</g>", x, y, SIGNS[change]);
}

static void draw_box(ro_svg *svg, ro_change_kind change, long x, long y, long width, long height) {
  static const char *const BOXES[RO_CHANGES] = {"", "even", "p", "even", "good", "some", "bad", "a dash"};
  ro_text_addf(svg->body, "<rect class=\"%s\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\" rx=\"3\"/>", BOXES[change],
               x - width / 2, y - height / 2, width, height);
  draw_sign(svg, change, x, y);
}

static void draw_legend_box(ro_svg *svg, size_t sign, long x, long y) {
  draw_box(svg, (ro_change_kind)sign, x, y, 16, 16);
  RO_TAG(svg->body, "\n");
}

/* All of them: what does not occur is told too. */
static void draw_legend(ro_svg *svg) {
  ro_svg_legend legend;
  ro_svg_legend_begin(&legend, svg, draw_legend_box);
  for (ro_change_kind change = RO_CHANGE_USED; change < RO_CHANGES; change++)
    ro_svg_legend_add(&legend, change, ro_change_words(change));
  ro_svg_legend_end(&legend);
}

/* -- cells ------------------------------------------------------------------------------------------------------------ */

static ro_slice cell_label(const ro_strip *strip, const ro_strip_row *row, size_t column, ro_arena *arena) {
  const ro_record_event *event = strip->columns.at[column];
  const ro_strip_cell *cell = &row->cells[column];
  ro_slice date = ro_event_date_label(event, arena), name = ro_event_label(strip->index, event, arena);
  ro_slice said = RO_LIT("");
  if (cell->use) {
    ro_slice who = ro_names_label(strip->index, &cell->use->speakers, arena), strength = cell->use->strength;
    said = ro_arena_format(arena, " – %.*s%s%.*s", (int)who.len, who.ptr, strength.len ? ", " : "", (int)strength.len,
                           strength.ptr ? strength.ptr : "");
  }
  return ro_arena_format(arena, "%.*s, %.*s: %s%.*s", (int)date.len, date.ptr, (int)name.len, name.ptr,
                         ro_change_words(cell->change), (int)said.len, said.ptr);
}

static bool has_cells(const ro_strip_row *row, size_t first, size_t end) {
  for (size_t c = first; c < end; c++)
    if (row->cells[c].change != RO_CHANGE_NONE) return true;
  return false;
}

static void draw_cell(ro_svg *svg, const ro_strip *strip, const grid *g, const ro_strip_row *row, size_t c, long x, long y) {
  ro_svg_open_mark(svg, strip->columns.at[c]->id, cell_label(strip, row, c, svg->arena));
  draw_box(svg, row->cells[c].change, x, y, g->cell - 4, CELL - 4);
  ro_svg_close_mark(svg);
}

/* With a thread from cell to cell, so that the eye keeps the row. */
static void draw_cells(ro_svg *svg, const ro_strip *strip, const grid *g, const ro_strip_row *row, size_t first, size_t end,
                       long y) {
  long before = -1;
  for (size_t c = first; c < end; c++) {
    if (row->cells[c].change == RO_CHANGE_NONE) continue;
    long x = g->left + (long)(c - first) * g->cell + g->cell / 2, half = g->cell / 2 - 2;
    if (before >= 0) ro_text_addf(svg->body, "<path class=\"a\" d=\"M%ld %ldH%ld\"/>", before + half, y, x - half);
    draw_cell(svg, strip, g, row, c, x, y);
    before = x;
  }
}

static void draw_row(ro_svg *svg, const ro_strip *strip, const grid *g, const ro_strip_row *row, size_t first, size_t end) {
  if (!has_cells(row, first, end)) return;
  long top = svg->y, beside = g->left - svg->pad - 12;
  bool is_wide = g->left > svg->pad;
  ro_svg_open_mark(svg, row->formulation->id, row->formulation->phrase);
  ro_svg_lines(svg, RO_STRONG, svg->pad, is_wide ? beside : svg->width - 2 * svg->pad, MOST_LINES, row->formulation->phrase);
  ro_svg_close_mark(svg);
  long height = svg->y - top, y = is_wide ? top + (height > CELL ? height : CELL) / 2 + 2 : svg->y + 4 + CELL / 2;
  draw_cells(svg, strip, g, row, first, end, y);
  long foot = y + CELL / 2;
  svg->y = (foot > svg->y ? foot : svg->y) + 8;
}

/* -- blocks ----------------------------------------------------------------------------------------------------------- */

static void draw_dates(ro_svg *svg, const ro_strip *strip, const grid *g, size_t first, size_t end) {
  svg->y += DATE_ROOM;
  for (size_t c = first; c < end; c++) {
    long x = g->left + (long)(c - first) * g->cell + g->cell / 2 + 4;
    ro_slice date = strip->columns.at[c]->from.ptr ? strip->columns.at[c]->from : RO_LIT("no date");
    ro_text_addf(svg->body, "<text class=\"s\" transform=\"translate(%ld %ld) rotate(-90)\">", x, svg->y);
    ro_svg_escape(svg, date);
    RO_TAG(svg->body, "</text>\n");
  }
  svg->y += 6;
}

void ro_strip_svg(ro_text *out, const ro_strip *strip, long width, ro_arena *arena) {
  ro_svg svg;
  ro_svg_begin(&svg, width, arena);
  ro_svg_head(&svg, &strip->head);
  grid g = make_grid(&svg, strip->columns.len);
  for (size_t first = 0; first < strip->columns.len; first += g.columns) {
    size_t end = first + g.columns < strip->columns.len ? first + g.columns : strip->columns.len;
    draw_dates(&svg, strip, &g, first, end);
    for (size_t r = 0; r < strip->rows.len; r++) draw_row(&svg, strip, &g, &strip->rows.at[r], first, end);
  }
  if (strip->rows.len > 0) draw_legend(&svg);
  ro_svg_end(&svg, &strip->head, out);
}
