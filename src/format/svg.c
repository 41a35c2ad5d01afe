#include "format/svg.h"

#include "base/utf8.h"
#include "format/html_out.h"
#include "format/json_out.h"
#include "format/terminal.h"

/* picture.css as a string literal, made by the build. */
static const char STYLE[] =
#include "picture_css.inc"
    ;

typedef struct letters {
  const char *class_name;
  long size, line;
} letters;

/* As picture.css has them. */
static const letters LETTERS[RO_LETTERS] = {{"h", 18, 24}, {"b", 13, 18}, {"g", 13, 18}, {"s", 11, 15}};

long ro_svg_width(size_t wanted) {
  if (wanted == 0) return RO_SVG_USUAL_WIDTH;
  if (wanted < RO_SVG_LEAST_WIDTH) return RO_SVG_LEAST_WIDTH;
  return wanted > RO_SVG_MOST_WIDTH ? RO_SVG_MOST_WIDTH : (long)wanted;
}

/* -- text ------------------------------------------------------------------------------------------------------------- */

/* U+FFFE and U+FFFF are no characters in XML. */
static bool is_no_character(ro_slice text, size_t at) {
  return at + 2 < text.len && (unsigned char)text.ptr[at] == 0xEF && (unsigned char)text.ptr[at + 1] == 0xBF &&
         (unsigned char)text.ptr[at + 2] >= 0xBE;
}

void ro_svg_escape(ro_svg *svg, ro_slice text) {
  ro_slice clean = ro_clean(text, svg->arena);
  size_t done = 0;
  for (size_t i = 0; i < clean.len; i++) {
    if (!is_no_character(clean, i)) continue;
    ro_html_text(svg->body, ro_slice_part(clean, done, i));
    done = i + 3;
  }
  ro_html_text(svg->body, ro_slice_part(clean, done, clean.len));
}

/* Capitals are wider than other letters: the share of them counts. */
static long per_mille_of_em(ro_slice text) {
  size_t n = 0, capitals = 0;
  for (size_t at = 0; at < text.len; n++) capitals += ro_is_upper(ro_utf8_next(text, &at));
  return 570 + (n > 0 ? (long)(capitals * 170 / n) : 0);
}

long ro_svg_measure(ro_letters which, ro_slice text) {
  return (long)ro_display_width(text) * LETTERS[which].size * per_mille_of_em(text) / 1000 + 1;
}

static size_t columns_in(ro_letters which, long width, ro_slice text) {
  long columns = width * 1000 / (LETTERS[which].size * per_mille_of_em(text));
  return columns < 1 ? 1 : (size_t)columns;
}

long ro_svg_line(ro_letters which) {
  return LETTERS[which].line;
}

/* Is its first letter with a direction written from right to left? */
static bool is_rightward(ro_slice text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t point = ro_utf8_next(text, &at);
    if ((point >= 0x590 && point <= 0x8FF) || (point >= 0xFB1D && point <= 0xFDFF) || (point >= 0xFE70 && point <= 0xFEFC) ||
        (point >= 0x10800 && point <= 0x10FFF) || (point >= 0x1E800 && point <= 0x1EFFF))
      return true;
    if (ro_is_alpha(point)) return false;
  }
  return false;
}

/* `whole` is what was cut, or absent. A line from right to left ends where others begin: its place stays. */
static void put_text(ro_svg *svg, ro_letters which, long x, long y, ro_slice text, ro_slice whole) {
  ro_text_addf(svg->body, "<text class=\"%s\" x=\"%ld\" y=\"%ld\"%s>", LETTERS[which].class_name, x, y,
               is_rightward(text) ? " direction=\"rtl\" text-anchor=\"end\"" : "");
  if (whole.ptr) {
    RO_TAG(svg->body, "<title>");
    ro_svg_escape(svg, whole);
    RO_TAG(svg->body, "</title>");
  }
  ro_svg_escape(svg, text);
  RO_TAG(svg->body, "</text>\n");
}

ro_slice ro_svg_cut(ro_svg *svg, ro_letters which, long width, ro_slice text) {
  ro_slice clean = ro_clean(text, svg->arena);
  return ro_cut(clean, columns_in(which, width, clean), svg->arena);
}

void ro_svg_text(ro_svg *svg, ro_letters which, long x, long y, long width, ro_slice text) {
  ro_slice clean = ro_clean(text, svg->arena), cut = ro_svg_cut(svg, which, width, clean);
  if (clean.len > 0) put_text(svg, which, x, y, cut, cut.len == clean.len ? RO_ABSENT : clean);
}

void ro_svg_centred(ro_svg *svg, const char *class_name, long x, long y, ro_slice text) {
  ro_text_addf(svg->body, "<text class=\"%s\" x=\"%ld\" y=\"%ld\" text-anchor=\"middle\">", class_name, x, y);
  ro_svg_escape(svg, text);
  RO_TAG(svg->body, "</text>\n");
}

static ro_slices wrapped(ro_svg *svg, ro_letters which, long width, size_t most, ro_slice clean) {
  size_t columns = columns_in(which, width, clean);
  ro_slices lines = ro_wrap(clean, columns, svg->arena);
  if (lines.len <= most) return lines;
  ro_slice rest = ro_slice_part(clean, (size_t)(lines.at[most - 1].ptr - clean.ptr), clean.len);
  lines.at[most - 1] = ro_cut(rest, columns, svg->arena);
  lines.len = most;
  return lines;
}

void ro_svg_lines(ro_svg *svg, ro_letters which, long x, long width, size_t most, ro_slice text) {
  ro_slice clean = ro_clean(text, svg->arena);
  if (clean.len == 0) return;
  ro_slices lines = wrapped(svg, which, width, most, clean);
  for (size_t i = 0; i < lines.len; i++) {
    bool cut = i + 1 == lines.len && ro_slice_ends(lines.at[i], RO_LIT("…")) && !ro_slice_ends(clean, RO_LIT("…"));
    svg->y += LETTERS[which].line;
    put_text(svg, which, x, svg->y, lines.at[i], cut ? clean : RO_ABSENT);
  }
}

size_t ro_svg_n_lines(ro_svg *svg, ro_letters which, long width, size_t most, ro_slice text) {
  ro_slice clean = ro_clean(text, svg->arena);
  return clean.len == 0 ? 0 : wrapped(svg, which, width, most, clean).len;
}

/* -- marks ------------------------------------------------------------------------------------------------------------ */

void ro_svg_open_mark(ro_svg *svg, ro_slice id, ro_slice title) {
  RO_TAG(svg->body, "<g");
  if (id.len > 0) {
    RO_TAG(svg->body, " data-id=\"");
    ro_svg_escape(svg, id);
    RO_TAG(svg->body, "\"");
  }
  RO_TAG(svg->body, "><title>");
  ro_svg_escape(svg, title);
  RO_TAG(svg->body, "</title>\n");
}

void ro_svg_close_mark(ro_svg *svg) {
  RO_TAG(svg->body, "</g>\n");
}

/* -- legend ----------------------------------------------------------------------------------------------------------- */

enum { SIGN = 16, GAP = 6, LEGEND_LINE = 22 };

void ro_svg_legend_begin(ro_svg_legend *legend, ro_svg *svg, ro_svg_draw draw) {
  *legend = (ro_svg_legend){svg, draw, svg->pad};
  svg->y += LEGEND_LINE;
}

void ro_svg_legend_add(ro_svg_legend *legend, size_t sign, const char *words) {
  ro_svg *svg = legend->svg;
  long needed = SIGN + GAP + ro_svg_measure(RO_SMALL, ro_slice_of(words));
  if (legend->x > svg->pad && legend->x + needed > svg->width - svg->pad) {
    legend->x = svg->pad;
    svg->y += LEGEND_LINE;
  }
  legend->draw(svg, sign, legend->x + SIGN / 2, svg->y - 4);
  ro_svg_text(svg, RO_SMALL, legend->x + SIGN + GAP, svg->y, svg->width, ro_slice_of(words));
  legend->x += needed + 3 * GAP;
}

void ro_svg_legend_end(ro_svg_legend *legend) {
  legend->svg->y += GAP;
}

/* -- the whole -------------------------------------------------------------------------------------------------------- */

static void release_body(void *ctx) {
  ro_text_release(ctx);
}

void ro_svg_begin(ro_svg *svg, long width, ro_arena *arena) {
  *svg = (ro_svg){.arena = arena, .width = width, .pad = width < 480 ? 12 : 24};
  svg->body = RO_NEW(arena, ro_text);
  ro_text_init(svg->body, 0);
  ro_arena_defer(arena, release_body, svg->body);
}

void ro_svg_head(ro_svg *svg, const ro_picture_head *head) {
  svg->y += svg->pad / 2;
  ro_svg_lines(svg, RO_HEADING, svg->pad, svg->width - 2 * svg->pad, 3, head->title);
  svg->y += 2;
  ro_svg_lines(svg, RO_BODY, svg->pad, svg->width - 2 * svg->pad, 3, head->about);
  svg->y += 12;
}

/* Hatching and so on: of all pictures, so that two in one page may share them. */
static const char PATTERNS[] =
    "<defs>\n"
    "<pattern id=\"readout-lines\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<path class=\"w\" d=\"M0 0V5\"/></pattern>\n"
    "<pattern id=\"readout-cross\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<path class=\"w\" d=\"M0 0V6M0 0H6\"/></pattern>\n"
    "<pattern id=\"readout-dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
    "<circle class=\"d\" cx=\"2\" cy=\"2\" r=\"1\"/></pattern>\n"
    "</defs>\n";

static void write_root(const ro_svg *svg, const ro_picture_head *head, ro_text *out, long height) {
  ro_text_addf(out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"readout-picture %.*s\" width=\"%ld\" height=\"%ld\" "
               "viewBox=\"0 0 %ld %ld\" role=\"img\">\n<title>",
               (int)head->kind.len, head->kind.ptr, svg->width, height, svg->width, height);
  ro_svg words = {.body = out, .arena = svg->arena};
  ro_svg_escape(&words, head->title);
  RO_TAG(out, "</title>\n<desc>");
  ro_svg_escape(&words, head->about);
  for (size_t i = 0; i < head->notes.len; i++) {
    RO_TAG(out, " ");
    ro_svg_escape(&words, head->notes.at[i]);
  }
  RO_TAG(out, "</desc>\n<style>\n");
  ro_text_add(out, ro_slice_of(STYLE));
  RO_TAG(out, "</style>\n");
  ro_text_add(out, ro_slice_of(PATTERNS));
}

void ro_svg_end(ro_svg *svg, const ro_picture_head *head, ro_text *out) {
  for (size_t i = 0; i < head->notes.len; i++)
    ro_svg_lines(svg, RO_SMALL, svg->pad, svg->width - 2 * svg->pad, 4, head->notes.at[i]);
  write_root(svg, head, out, svg->y + svg->pad);
  if (svg->body->failed) out->failed = true;
  ro_text_add(out, ro_text_slice(svg->body));
  RO_TAG(out, "</svg>\n");
}

void ro_picture_json_open(ro_text *out, const ro_picture_head *head) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "picture");
  ro_out_text(out, "kind", head->kind);
  ro_out_text(out, "title", head->title);
  ro_out_text(out, "about", head->about);
  ro_out_texts(out, "notes", &head->notes);
}
