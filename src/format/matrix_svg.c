#include "format/matrix_svg.h"

#include "format/html_out.h"
#include "format/json_out.h"
#include "format/labels.h"
#include "format/page_text.h"

enum {
  LEAST_CELL = 30,
  MOST_CELL = 60,
  LEAST_TEXT = 240, /* a statement needs so much beside its cells, else they stand below it */
  CELL_HEIGHT = 24,
  MOST_LINES = 4,
};

/* -- signs ------------------------------------------------------------------------------------------------------------ */

/* As ro_cell_sign() has them for text: told apart by shape. */
static void draw_sign(ro_svg *svg, size_t kind, long x, long y) {
  static const char *const SHAPES[RO_CELLS] = {
      "<circle class=\"good\" r=\"7\"/>",
      "<circle class=\"some-o\" r=\"6\"/><path class=\"some\" d=\"M0 -6A6 6 0 0 0 0 6z\"/>",
      "<path class=\"bad\" d=\"M-5 -5L5 5M-5 5L5 -5\"/>",
      "<path class=\"o\" d=\"M-6 0H6\"/>",
      "<path class=\"o dots3\" d=\"M-6 0H7\"/>",
      "<text class=\"g\" y=\"5\" text-anchor=\"middle\">?</text>",
  };
  ro_text_addf(svg->body, "<g transform=\"translate(%ld %ld)\">%s</g>\n", x, y, SHAPES[kind]);
}

static void draw_legend(ro_svg *svg) {
  ro_svg_legend legend;
  ro_svg_legend_begin(&legend, svg, draw_sign);
  for (ro_cell_kind kind = RO_CELL_SAID; kind < RO_CELLS; kind++) ro_svg_legend_add(&legend, kind, ro_cell_name(kind));
  ro_svg_legend_end(&legend);
}

/* -- layout ----------------------------------------------------------------------------------------------------------- */

typedef struct grid {
  long text, left, cell; /* width of statements, where cells begin, and their width */
  size_t columns;        /* cells in a line */
  bool beside;           /* cells stand beside their statement */
} grid;

static grid make_grid(const ro_svg *svg, size_t n) {
  long room = svg->width - 2 * svg->pad;
  grid g = {.text = room, .left = svg->pad, .cell = LEAST_CELL + 4, .columns = n > 0 ? n : 1};
  g.beside = room - (long)n * LEAST_CELL >= LEAST_TEXT;
  if (g.beside) {
    g.cell = room * 4 / 10 / (long)g.columns;
    if (g.cell < LEAST_CELL) g.cell = LEAST_CELL;
    if (g.cell > MOST_CELL) g.cell = MOST_CELL;
    g.text = room - (long)n * g.cell - 8;
    g.left = svg->pad + g.text + 8;
  } else if ((long)n * g.cell > room) {
    g.columns = (size_t)(room / g.cell);
  }
  return g;
}

/* -- columns ---------------------------------------------------------------------------------------------------------- */

static ro_slice column_label(const ro_matrix_column *column, ro_arena *arena) {
  ro_slice reports = ro_count_label(column->reports.len, "report", arena);
  ro_slice side =
      column->side.len > 0 ? ro_arena_format(arena, ", account of %.*s", (int)column->side.len, column->side.ptr) : RO_LIT("");
  return ro_arena_format(arena, "%.*s (%.*s%.*s%s)", (int)column->name.len, column->name.ptr, (int)reports.len, reports.ptr,
                         (int)side.len, side.ptr, column->collected ? "" : ", the original was not collected");
}

static void draw_columns(ro_svg *svg, const ro_matrix *matrix) {
  for (size_t i = 0; i < matrix->columns.len; i++) {
    const ro_matrix_column *column = &matrix->columns.at[i];
    ro_slice id = column->origins.len == 1 ? column->origins.at[0] : RO_ABSENT, label = column_label(column, svg->arena);
    ro_svg_open_mark(svg, id, label);
    ro_svg_text(svg, RO_STRONG, svg->pad, svg->y + ro_svg_line(RO_BODY), 40, ro_column_letter(i, svg->arena));
    ro_svg_lines(svg, RO_BODY, svg->pad + 28, svg->width - 2 * svg->pad - 28, 2, label);
    ro_svg_close_mark(svg);
  }
}

static void draw_letters(ro_svg *svg, const ro_matrix *matrix, const grid *g) {
  for (size_t i = 0; i < matrix->columns.len; i++)
    ro_svg_centred(svg, "n", g->left + (long)i * g->cell + g->cell / 2, svg->y, ro_column_letter(i, svg->arena));
}

/* -- rows ------------------------------------------------------------------------------------------------------------- */

static ro_slice cell_label(const ro_matrix_column *column, const ro_matrix_cell *cell, ro_slice letter, ro_arena *arena) {
  ro_slice reason = cell->reason.len > 0 ? cell->reason : RO_LIT("");
  ro_slice some = cell->kind == RO_CELL_SAID && cell->carried < cell->among
                      ? ro_arena_format(arena, " in %zu of %zu reports", cell->carried, cell->among)
                      : RO_LIT("");
  return ro_arena_format(arena, "%.*s, %.*s: %s%.*s%s%.*s", (int)letter.len, letter.ptr, (int)column->name.len, column->name.ptr,
                         ro_cell_name(cell->kind), (int)some.len, some.ptr, reason.len > 0 ? ": " : "", (int)reason.len,
                         reason.ptr);
}

static void draw_cell(ro_svg *svg, const ro_matrix *matrix, const ro_matrix_row *row, const grid *g, size_t column, long top) {
  const ro_matrix_cell *cell = &row->cells[column];
  ro_slice letter = ro_column_letter(column, svg->arena);
  long x = g->left + (long)(column % g->columns) * g->cell + g->cell / 2, y = top + CELL_HEIGHT / 2;
  ro_svg_open_mark(svg, RO_ABSENT, cell_label(&matrix->columns.at[column], cell, letter, svg->arena));
  ro_text_addf(svg->body, "<rect class=\"f\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%d\" rx=\"3\"/>", x - g->cell / 2 + 1,
               top, g->cell - 2, CELL_HEIGHT);
  if (g->beside) {
    draw_sign(svg, cell->kind, x, y);
  } else {
    ro_svg_centred(svg, "s", x - 8, y + 4, letter);
    draw_sign(svg, cell->kind, x + 6, y);
  }
  ro_svg_close_mark(svg);
}

static void draw_cells(ro_svg *svg, const ro_matrix *matrix, const ro_matrix_row *row, const grid *g, long top) {
  size_t n = matrix->columns.len;
  for (size_t i = 0; i < n; i++) draw_cell(svg, matrix, row, g, i, top + (long)(i / g->columns) * (CELL_HEIGHT + 3));
  long foot = top + (long)((n + g->columns - 1) / g->columns) * (CELL_HEIGHT + 3);
  if (foot > svg->y) svg->y = foot;
}

static void draw_row(ro_svg *svg, const ro_matrix *matrix, const ro_matrix_row *row, const grid *g) {
  ro_text_addf(svg->body, "<path class=\"l\" d=\"M%ld %ldH%ld\"/>\n", svg->pad, svg->y, svg->width - svg->pad);
  long top = svg->y + 5;
  ro_svg_open_mark(svg, row->statement->id, row->statement->content);
  ro_svg_lines(svg, RO_BODY, svg->pad, g->text, MOST_LINES, row->statement->content);
  ro_svg_close_mark(svg);
  ro_slice act = ro_act_label(row->statement, svg->arena);
  ro_slice note = row->claim.ptr
                      ? ro_arena_format(svg->arena, "%.*s – %.*s", (int)act.len, act.ptr, (int)row->claim.len, row->claim.ptr)
                      : act;
  ro_svg_lines(svg, RO_SMALL, svg->pad, g->text, 2, note);
  draw_cells(svg, matrix, row, g, g->beside ? top : svg->y + 5);
  svg->y += 7;
}

static void draw_rows(ro_svg *svg, const ro_matrix *matrix, const grid *g) {
  for (size_t i = 0; i < matrix->groups.len && matrix->groups.at[i].first < RO_MATRIX_SVG_ROWS; i++) {
    const ro_matrix_group *group = &matrix->groups.at[i];
    svg->y += 14;
    ro_svg_lines(svg, RO_STRONG, svg->pad, g->text, 2, group->name);
    if (g->beside) draw_letters(svg, matrix, g);
    svg->y += 6;
    for (size_t j = group->first; j < group->end && j < RO_MATRIX_SVG_ROWS; j++) draw_row(svg, matrix, &matrix->rows.at[j], g);
  }
}

/* -- the whole -------------------------------------------------------------------------------------------------------- */

static ro_picture_head describe(const ro_matrix *matrix, ro_arena *arena) {
  ro_picture_head head = {.kind = RO_LIT("matrix"), .title = ro_event_label(matrix->index, matrix->event, arena)};
  ro_slice date = ro_event_date_label(matrix->event, arena), place = ro_place_label(matrix->index, matrix->event, arena);
  ro_slice reports = ro_count_label(matrix->n_reports, "report", arena),
           origins = ro_count_label(matrix->n_origins, "origin", arena);
  ro_slice rows = ro_count_label(matrix->rows.len, "statement", arena);
  head.about = ro_arena_format(arena, "%.*s%s%.*s · %.*s from %.*s, %.*s", (int)date.len, date.ptr, place.len > 0 ? " · " : "",
                               (int)place.len, place.ptr, (int)rows.len, rows.ptr, (int)reports.len, reports.ptr,
                               (int)origins.len, origins.ptr);
  if (matrix->uncollected.len > 0) {
    ro_slice missing = ro_list_label(&matrix->uncollected, arena);
    RO_PUSH(arena, &head.notes, ro_arena_format(arena, "Not collected: an account of %.*s.", (int)missing.len, missing.ptr));
  }
  if (matrix->rows.len > RO_MATRIX_SVG_ROWS)
    RO_PUSH(arena, &head.notes,
            ro_arena_format(arena, "Drawn are the first %d statements; %zu others are in the table only.", RO_MATRIX_SVG_ROWS,
                            matrix->rows.len - RO_MATRIX_SVG_ROWS));
  return head;
}

bool ro_matrix_svg(ro_text *out, const ro_record *record, ro_slice event, long width, ro_arena *arena) {
  ro_record_index index;
  ro_matrix matrix;
  ro_svg svg;
  ro_record_index_make(&index, record, arena);
  if (!ro_matrix_make(&matrix, &index, event, arena)) return false;
  ro_picture_head head = describe(&matrix, arena);
  ro_svg_begin(&svg, width, arena);
  ro_svg_head(&svg, &head);
  draw_columns(&svg, &matrix);
  draw_legend(&svg);
  grid g = make_grid(&svg, matrix.columns.len);
  draw_rows(&svg, &matrix, &g);
  ro_svg_end(&svg, &head, out);
  return true;
}

/* -- table ------------------------------------------------------------------------------------------------------------ */

static void write_column(ro_text *out, const ro_matrix *matrix, size_t at, ro_arena *arena) {
  const ro_matrix_column *column = &matrix->columns.at[at];
  ro_slices reports = {0};
  for (size_t i = 0; i < column->reports.len; i++)
    RO_PUSH(arena, &reports, matrix->index->record->reports.at[column->reports.at[i]].id);
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "letter", ro_column_letter(at, arena));
  ro_out_text(out, "name", column->name);
  ro_out_text(out, "side", column->side);
  ro_out_bool(out, "collected", column->collected);
  ro_out_texts(out, "origins", &column->origins);
  ro_out_texts(out, "reports", &reports);
  ro_out_close(out, '}');
}

static void write_row(ro_text *out, const ro_matrix *matrix, const ro_matrix_group *group, const ro_matrix_row *row,
                      ro_arena *arena) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "statement", row->statement->id);
  ro_out_text(out, "speakers", group->name);
  ro_out_text(out, "content", row->statement->content);
  ro_out_text(out, "act", ro_act_label(row->statement, arena));
  ro_out_text(out, "claim", row->claim);
  ro_out_open(out, "cells", '[');
  for (size_t i = 0; i < matrix->columns.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "column", ro_column_letter(i, arena));
    ro_out_word(out, "kind", ro_cell_name(row->cells[i].kind));
    ro_out_text(out, "reason", row->cells[i].reason);
    ro_out_size(out, "carried", row->cells[i].carried);
    ro_out_size(out, "among", row->cells[i].among);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

bool ro_matrix_json(ro_text *out, const ro_record *record, ro_slice event, ro_arena *arena) {
  ro_record_index index;
  ro_matrix matrix;
  ro_record_index_make(&index, record, arena);
  if (!ro_matrix_make(&matrix, &index, event, arena)) return false;
  ro_picture_head head = describe(&matrix, arena);
  ro_picture_json_open(out, &head);
  ro_out_text(out, "event", matrix.event->id);
  ro_out_open(out, "columns", '[');
  for (size_t i = 0; i < matrix.columns.len; i++) write_column(out, &matrix, i, arena);
  ro_out_close(out, ']');
  ro_out_open(out, "rows", '[');
  for (size_t i = 0; i < matrix.groups.len; i++)
    for (size_t j = matrix.groups.at[i].first; j < matrix.groups.at[i].end; j++)
      write_row(out, &matrix, &matrix.groups.at[i], &matrix.rows.at[j], arena);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
  return true;
}
