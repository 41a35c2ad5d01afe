/*
 * Text for a terminal of so many columns: widths of letters, wrapping, colours. What comes from reports is never let through as
 * it is: control characters and those that reorder text become a space or nothing, so that no report can steer the terminal.
 */
#ifndef RO_FORMAT_TERMINAL_H
#define RO_FORMAT_TERMINAL_H

#include <stdint.h>

#include "base/array.h"
#include "base/text.h"

typedef struct ro_view {
  size_t width; /* columns; 0: 80, at least 20 */
  bool color;
} ro_view;

typedef enum ro_style { RO_PLAIN, RO_BOLD, RO_DIM, RO_GREEN, RO_YELLOW, RO_RED } ro_style;

/* Columns that a code point takes: 0 for marks and controls, 2 for wide letters, else 1. */
size_t ro_point_width(uint32_t point);
size_t ro_display_width(ro_slice text);

/* The text in one line, fit for a terminal. */
ro_slice ro_clean(ro_slice text, ro_arena *arena);

/* At most `width` columns of a clean text, the last an ellipsis where something was cut. */
ro_slice ro_cut(ro_slice text, size_t width, ro_arena *arena);

/* A clean text as lines of at most `width` columns (at least 1), broken at spaces, a longer word anywhere. At least one line. */
ro_slices ro_wrap(ro_slice text, size_t width, ro_arena *arena);

/* A terminal page that is being written. */
typedef struct ro_terminal {
  ro_text *out;
  ro_arena *arena;
  size_t width;
  bool color;
} ro_terminal;

ro_terminal ro_terminal_make(ro_text *out, const ro_view *view, ro_arena *arena);

/* Writes it clean, in a style. */
void ro_put(ro_terminal *t, ro_style style, ro_slice text);
void ro_put_spaces(ro_terminal *t, size_t count);
void ro_put_line(ro_terminal *t, ro_style style, ro_slice text); /* wrapped to the page, then a line end */

/* Wrapped, every line after the first indented by `indent`; the first is thought to stand behind `indent` columns already. A line
 * end follows. */
void ro_put_indented(ro_terminal *t, ro_style style, size_t indent, ro_slice text);

/* Padded with spaces to `width` columns, cut where longer. */
void ro_put_cell(ro_terminal *t, ro_style style, size_t width, ro_slice text);

/* A line end; spaces before it go. */
void ro_put_end(ro_terminal *t);

#endif
