/*
 * Draws pictures as SVG: what all of them share. A picture is self-contained (no script, no outside reference), says what it
 * shows in <title> and <desc>, and takes its ink from currentColor, so that a page can set it. Lengths are whole pixels at the
 * width that it is drawn for; letters are measured roughly, by columns, since the font is the viewer's.
 *
 *   ro_svg svg;
 *   ro_svg_begin(&svg, width, arena);
 *   ro_svg_head(&svg, &head);           // heading
 *   …                                   // marks; svg.y is how far down it is drawn
 *   ro_svg_end(&svg, &head, out);       // notes, and everything into `out`
 */
#ifndef RO_FORMAT_SVG_H
#define RO_FORMAT_SVG_H

#include "base/array.h"
#include "base/text.h"

/* The width that a picture is drawn for: narrower ones are widened, larger ones are the same drawing, scaled. */
#define RO_SVG_LEAST_WIDTH 320
#define RO_SVG_MOST_WIDTH 1600
#define RO_SVG_USUAL_WIDTH 960

typedef struct ro_picture_head {
  ro_slice kind;   /* "timeline": a class of the root element */
  ro_slice title;  /* "Meetings of Kenya and Somalia" */
  ro_slice about;  /* how much is shown, of when */
  ro_slices notes; /* what was left out or put together, by which rule */
} ro_picture_head;

typedef struct ro_svg {
  ro_text *body;
  ro_arena *arena;
  long width, pad, y; /* of the whole, of the margin, and how far down it is drawn */
} ro_svg;

typedef enum ro_letters { RO_HEADING, RO_BODY, RO_STRONG, RO_SMALL, RO_LETTERS } ro_letters;

/* The drawing's width for a picture of so many pixels; 0 is the usual one. */
long ro_svg_width(size_t wanted);

void ro_svg_begin(ro_svg *svg, long width, ro_arena *arena);
void ro_svg_head(ro_svg *svg, const ro_picture_head *head);
void ro_svg_end(ro_svg *svg, const ro_picture_head *head, ro_text *out);

/* Text from outside: in one line, controls and marks that reorder taken out, escaped. Also for attributes. */
void ro_svg_escape(ro_svg *svg, ro_slice text);

/* Pixels from one line of such letters to the next. */
long ro_svg_line(ro_letters letters);

/* One line that begins at x, its foot at y, cut to `width` with an ellipsis; what was cut is whole in its <title>. */
void ro_svg_text(ro_svg *svg, ro_letters letters, long x, long y, long width, ro_slice text);

/* What fits into `width`, in one line, with an ellipsis where something was cut. */
ro_slice ro_svg_cut(ro_svg *svg, ro_letters letters, long width, ro_slice text);

/* The same centred on x, not cut. */
void ro_svg_centred(ro_svg *svg, const char *class_name, long x, long y, ro_slice text);

/* At most `most` lines of at most `width`, the last with an ellipsis, from svg->y down, which moves on. */
void ro_svg_lines(ro_svg *svg, ro_letters letters, long x, long width, size_t most, ro_slice text);

/* How many lines that would be. */
size_t ro_svg_n_lines(ro_svg *svg, ro_letters letters, long width, size_t most, ro_slice text);

/* About how wide it is, in pixels. */
long ro_svg_measure(ro_letters letters, ro_slice text);

/* A mark that stands for a thing: <g data-id="…">, its words in <title>. Closed by ro_svg_close_mark(). */
void ro_svg_open_mark(ro_svg *svg, ro_slice id, ro_slice title);
void ro_svg_close_mark(ro_svg *svg);

/* An explanation of a sign: drawn by `draw` within a square of 16 pixels about (x, y), with its words behind it; wraps, and
 * svg->y moves behind it at the end. */
typedef void (*ro_svg_draw)(ro_svg *svg, size_t sign, long x, long y);
typedef struct ro_svg_legend {
  ro_svg *svg;
  ro_svg_draw draw;
  long x;
} ro_svg_legend;
void ro_svg_legend_begin(ro_svg_legend *legend, ro_svg *svg, ro_svg_draw draw);
void ro_svg_legend_add(ro_svg_legend *legend, size_t sign, const char *words);
void ro_svg_legend_end(ro_svg_legend *legend);

/* The fields that the table behind each picture begins with: {"type":"picture","kind","title","about","notes". */
void ro_picture_json_open(ro_text *out, const ro_picture_head *head);

#endif
