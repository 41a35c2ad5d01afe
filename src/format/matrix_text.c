#include "format/matrix_text.h"

#include "format/labels.h"
#include "format/page_text.h"

#define INDENT 2
#define LEAST_TEXT 28 /* columns that a statement needs beside its cells */
#define MOST_TEXT 96
#define LEAST_CELL 4
#define MOST_CELL 14
#define NAMED_CELL 9 /* a column so wide bears its name, else a letter alone */
#define HEADER_LINES 3

typedef struct layout {
  size_t text, cell; /* columns of the statement and of each cell */
  bool is_table, is_named;
} layout;

static layout make_layout(const ro_terminal *t, const ro_matrix *matrix) {
  layout l = {0};
  size_t n = matrix->columns.len;
  if (n == 0) return l;
  if (t->width < LEAST_TEXT || (t->width - LEAST_TEXT) / n < LEAST_CELL) return l;
  size_t wanted = t->width / 2 > LEAST_TEXT ? t->width / 2 : LEAST_TEXT;
  size_t cell = (t->width - wanted) / n;
  if (cell < LEAST_CELL) cell = LEAST_CELL;
  if (cell > MOST_CELL) cell = MOST_CELL;
  if (cell < NAMED_CELL) cell = cell > LEAST_CELL + 1 ? LEAST_CELL + 1 : cell;
  size_t text = t->width - cell * n;
  return (layout){.text = text < MOST_TEXT ? text : MOST_TEXT, .cell = cell, .is_table = true, .is_named = cell >= NAMED_CELL};
}

static ro_style style_of(ro_cell_kind kind) {
  static const ro_style STYLES[RO_CELLS] = {RO_GREEN, RO_YELLOW, RO_RED, RO_DIM, RO_DIM, RO_YELLOW};
  return STYLES[kind];
}

/* -- columns ---------------------------------------------------------------------------------------------------------- */

/* The other reports of a column, by name and file. */
static ro_slice folded(const ro_matrix *matrix, const ro_matrix_column *column, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < column->reports.len; i++) {
    const ro_record_report *report = &matrix->index->record->reports.at[column->reports.at[i]];
    if (column->reports.len > 1 || !ro_slice_starts(column->name, ro_report_label(report)))
      RO_PUSH(arena, &names, ro_report_version_label(report, arena));
  }
  return ro_list_label(&names, arena);
}

static void put_columns(ro_terminal *t, const ro_matrix *matrix) {
  ro_put_heading(t, "Origins");
  for (size_t i = 0; i < matrix->columns.len; i++) {
    const ro_matrix_column *column = &matrix->columns.at[i];
    ro_slice reports = folded(matrix, column, t->arena), counted = ro_count_label(column->reports.len, "report", t->arena);
    ro_slice side = column->side.len > 0
                        ? ro_arena_format(t->arena, " (account of %.*s)", (int)column->side.len, column->side.ptr)
                        : RO_LIT("");
    ro_slice missing = column->collected ? RO_LIT("") : RO_LIT(" – the original was not collected");
    ro_slice list = reports.len > 0
                        ? ro_arena_format(t->arena, " – %.*s: %.*s", (int)counted.len, counted.ptr, (int)reports.len, reports.ptr)
                        : RO_LIT("");
    ro_put_spaces(t, INDENT);
    ro_put_cell(t, RO_BOLD, 3, ro_column_letter(i, t->arena));
    ro_slice parts[] = {column->name, side, missing, list};
    ro_put_indented(t, RO_PLAIN, INDENT + 3, ro_arena_join(t->arena, parts, 4, RO_LIT("")));
  }
}

/* Names above their columns, bottom-aligned, where there is room; the letters in the last line. */
static void put_table_head(ro_terminal *t, const ro_matrix *matrix, const layout *l) {
  ro_put_end(t);
  ro_slices *names = RO_NEW_ARRAY(t->arena, ro_slices, matrix->columns.len);
  size_t height = 0;
  for (size_t i = 0; i < matrix->columns.len && l->is_named; i++) {
    names[i] = ro_wrap(ro_clean(matrix->columns.at[i].name, t->arena), l->cell - 1, t->arena);
    if (names[i].len > HEADER_LINES) {
      ro_slice last = names[i].at[HEADER_LINES - 1];
      last = ro_cut(last, l->cell - 2, t->arena);
      names[i].at[HEADER_LINES - 1] =
          ro_slice_ends(last, RO_LIT("…")) ? last : ro_arena_format(t->arena, "%.*s…", (int)last.len, last.ptr);
      names[i].len = HEADER_LINES;
    }
    if (names[i].len > height) height = names[i].len;
  }
  for (size_t line = 0; line < height; line++) {
    ro_put_spaces(t, l->text);
    for (size_t i = 0; i < matrix->columns.len; i++) {
      size_t above = height - names[i].len;
      ro_put_cell(t, RO_DIM, l->cell, line >= above ? names[i].at[line - above] : RO_LIT(""));
    }
    ro_put_end(t);
  }
  ro_put_spaces(t, l->text);
  for (size_t i = 0; i < matrix->columns.len; i++) ro_put_cell(t, RO_BOLD, l->cell, ro_column_letter(i, t->arena));
  ro_put_end(t);
}

/* -- rows ------------------------------------------------------------------------------------------------------------- */

/* "●", or "● 1/2" where not all copies carry it. */
static ro_slice cell_text(const ro_matrix_cell *cell, ro_arena *arena) {
  const char *sign = ro_cell_sign(cell->kind);
  if (cell->kind != RO_CELL_SAID || cell->carried == cell->among) return ro_slice_of(sign);
  return ro_arena_format(arena, "%s%zu/%zu", sign, cell->carried, cell->among);
}

static void put_table_row(ro_terminal *t, const ro_matrix *matrix, const layout *l, const ro_matrix_row *row) {
  ro_slice content = ro_clean(row->statement->content, t->arena);
  ro_slices lines = ro_wrap(content, l->text - INDENT - 2, t->arena);
  for (size_t i = 0; i < lines.len; i++) {
    ro_put_spaces(t, INDENT);
    ro_put_cell(t, RO_PLAIN, l->text - INDENT, lines.at[i]);
    for (size_t j = 0; i == 0 && j < matrix->columns.len; j++) {
      ro_put_cell(t, style_of(row->cells[j].kind), l->cell, cell_text(&row->cells[j], t->arena));
    }
    ro_put_end(t);
  }
}

/* "said: A, C; not mentioned: B" */
static void put_list_row(ro_terminal *t, const ro_matrix *matrix, const ro_matrix_row *row) {
  ro_put_spaces(t, INDENT);
  ro_put_indented(t, RO_PLAIN, INDENT, row->statement->content);
  for (ro_cell_kind kind = RO_CELL_SAID; kind < RO_CELLS; kind++) {
    ro_slices letters = {0};
    for (size_t i = 0; i < matrix->columns.len; i++) {
      if (row->cells[i].kind == kind) RO_PUSH(t->arena, &letters, ro_column_letter(i, t->arena));
    }
    if (letters.len == 0) continue;
    ro_slice joined = ro_arena_join(t->arena, letters.at, letters.len, RO_LIT(", "));
    ro_put_spaces(t, 2 * INDENT);
    ro_put_indented(
        t, style_of(kind), 2 * INDENT,
        ro_arena_format(t->arena, "%s %s: %.*s", ro_cell_sign(kind), ro_cell_name(kind), (int)joined.len, joined.ptr));
  }
}

static void put_row(ro_terminal *t, const ro_matrix *matrix, const layout *l, const ro_matrix_row *row) {
  if (l->is_table) {
    put_table_row(t, matrix, l, row);
  } else {
    put_list_row(t, matrix, row);
  }
  ro_put_spaces(t, 2 * INDENT);
  ro_put_indented(t, RO_DIM, 2 * INDENT, ro_act_label(row->statement, t->arena));
  if (!row->claim.ptr) return;
  ro_put_spaces(t, 2 * INDENT);
  ro_put_indented(t, RO_YELLOW, 2 * INDENT, row->claim);
}

static void put_legend(ro_terminal *t) {
  ro_slices parts = {0};
  for (ro_cell_kind kind = RO_CELL_SAID; kind < RO_CELLS; kind++) {
    RO_PUSH(t->arena, &parts, ro_arena_format(t->arena, "%s %s", ro_cell_sign(kind), ro_cell_name(kind)));
  }
  ro_put_end(t);
  ro_put_line(t, RO_DIM, ro_arena_join(t->arena, parts.at, parts.len, RO_LIT(" · ")));
}

bool ro_matrix_text(ro_text *out, const ro_record *record, ro_slice event, const ro_view *view, ro_arena *arena) {
  ro_record_index index;
  ro_matrix matrix;
  ro_record_index_make(&index, record, arena);
  if (!ro_matrix_make(&matrix, &index, event, arena)) return false;
  ro_terminal t = ro_terminal_make(out, view, arena);
  layout l = make_layout(&t, &matrix);
  ro_put_event_head(&t, &matrix);
  ro_put_discrepancies(&t, &matrix);
  if (matrix.columns.len > 0) put_columns(&t, &matrix);
  if (matrix.rows.len > 0 && l.is_table) put_table_head(&t, &matrix, &l);
  for (size_t i = 0; i < matrix.groups.len; i++) {
    const ro_matrix_group *group = &matrix.groups.at[i];
    if (i > 0 || !l.is_table) ro_put_end(&t);
    ro_put_line(&t, RO_BOLD, group->name);
    for (size_t j = group->first; j < group->end; j++) put_row(&t, &matrix, &l, &matrix.rows.at[j]);
  }
  if (matrix.rows.len > 0) {
    put_legend(&t);
  } else {
    ro_put_end(&t);
    ro_put_line(&t, RO_PLAIN, RO_LIT("No statement was found in these reports."));
  }
  ro_put_formulations(&t, &matrix);
  return true;
}
