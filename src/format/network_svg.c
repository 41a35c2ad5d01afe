/* The drawing of a network: positions by network_layout.h, drawn into the width, boxes kept apart. */
#include <stdlib.h>

#include "format/html_out.h"
#include "format/network.h"

enum {
  LABEL = 150, /* the most that a name takes, in pixels */
  LINE = 14,
  BOX = 8,    /* around a name, on each side and above and below together */
  MARGIN = 5, /* between two boxes, half of it */
};

typedef struct drawing {
  const ro_network *network;
  ro_layout_node *nodes;
  ro_slice *names; /* with the number of meetings, cut */
  long height;
} drawing;

static void measure(drawing *d, ro_svg *svg) {
  long most = svg->width / 3 < LABEL ? svg->width / 3 : LABEL;
  for (size_t i = 0; i < d->network->n_shown; i++) {
    const ro_network_node *node = &d->network->nodes.at[i];
    ro_slice name = ro_svg_cut(svg, RO_SMALL, most, node->name);
    d->names[i] = ro_arena_format(svg->arena, "%.*s · %zu", (int)name.len, name.ptr, node->meetings);
    long width = ro_svg_measure(RO_SMALL, d->names[i]), of = ro_svg_measure(RO_SMALL, ro_svg_cut(svg, RO_SMALL, most, node->of));
    if (of > width) width = of;
    d->nodes[i].width = width + width / 10 + 2 * BOX + 2 * MARGIN; /* bold letters are wider */
    d->nodes[i].height = (node->of.len > 0 ? 2 : 1) * LINE + BOX + 2 * MARGIN;
  }
}

static readout_status lay_out(drawing *d, ro_arena *arena, readout_error *err) {
  const ro_network *network = d->network;
  size_t n = 0;
  ro_layout_tie *ties = RO_NEW_ARRAY(arena, ro_layout_tie, network->ties.len + 1);
  for (size_t i = 0; i < network->ties.len; i++)
    if (network->ties.at[i].is_drawn) ties[n++] = (ro_layout_tie){network->ties.at[i].a, network->ties.at[i].b};
  return ro_layout(d->nodes, network->n_shown, ties, n, err);
}

/* The largest of all x, or of all y; at least 1. */
static long extent(const drawing *d, bool is_height) {
  long most = 1;
  for (size_t i = 0; i < d->network->n_shown; i++) {
    long at = is_height ? d->nodes[i].y : d->nodes[i].x;
    if (at > most) most = at;
  }
  return most;
}

/* So high that the boxes fill a fourth of the picture. */
static long height_for(const drawing *d, long room) {
  long area = 0;
  for (size_t i = 0; i < d->network->n_shown; i++) area += d->nodes[i].width * d->nodes[i].height;
  long height = 4 * area / room;
  return height > room / 2 ? height : room / 2;
}

/* Into the width, in the middle where it is narrower; no higher than it needs to be. */
static void fit(drawing *d, const ro_svg *svg) {
  long room = svg->width - 2 * svg->pad, inner = room - d->nodes[0].width, right = extent(d, false), bottom = extent(d, true);
  long height = height_for(d, room), left = right > inner ? svg->pad + d->nodes[0].width / 2 : svg->pad + (room - right) / 2;
  for (size_t i = 0; i < d->network->n_shown; i++) {
    ro_layout_node *node = &d->nodes[i];
    long half = node->width / 2;
    node->x = left + (right > inner ? node->x * inner / right : node->x);
    if (bottom > height) node->y = node->y * height / bottom;
    if (node->x - half < svg->pad) node->x = svg->pad + half;
    if (node->x + half > svg->width - svg->pad) node->x = svg->width - svg->pad - half;
  }
}

static bool overlap(const ro_layout_node *a, const ro_layout_node *b) {
  return labs(a->x - b->x) * 2 < a->width + b->width && labs(a->y - b->y) * 2 < a->height + b->height;
}

typedef struct ordered {
  long y;
  size_t at;
} ordered;

static int from_top(const void *a, const void *b) {
  const ordered *left = a, *right = b;
  if (left->y != right->y) return left->y < right->y ? -1 : 1;
  return (left->at > right->at) - (left->at < right->at);
}

/* From the top down each moves below those that it would cover. */
static void keep_apart(drawing *d, ro_arena *arena) {
  size_t n = d->network->n_shown;
  ordered *order = RO_NEW_ARRAY(arena, ordered, n);
  for (size_t i = 0; i < n; i++) order[i] = (ordered){d->nodes[i].y - d->nodes[i].height / 2, i};
  if (n > 1) qsort(order, n, sizeof *order, from_top);
  for (size_t i = 0; i < n; i++) {
    ro_layout_node *node = &d->nodes[order[i].at];
    for (size_t k = 0; k < i;) {
      const ro_layout_node *placed = &d->nodes[order[k].at];
      bool covers = overlap(node, placed);
      if (covers) node->y = placed->y + (placed->height + node->height + 1) / 2;
      k = covers ? 0 : k + 1;
    }
  }
}

static void move_down(drawing *d, long top) {
  long least = d->nodes[0].y - d->nodes[0].height / 2, most = least;
  for (size_t i = 0; i < d->network->n_shown; i++) {
    long half = d->nodes[i].height / 2 + 1;
    if (d->nodes[i].y - half < least) least = d->nodes[i].y - half;
    if (d->nodes[i].y + half > most) most = d->nodes[i].y + half;
  }
  for (size_t i = 0; i < d->network->n_shown; i++) d->nodes[i].y += top - least;
  d->height = most - least;
}

/* -- marks ------------------------------------------------------------------------------------------------------------ */

static void draw_tie(ro_svg *svg, const drawing *d, const ro_network_tie *t) {
  const ro_network_node *a = &d->network->nodes.at[t->a], *b = &d->network->nodes.at[t->b];
  size_t width = t->meetings < 6 ? t->meetings : 6;
  ro_slice label = ro_arena_format(svg->arena, "%.*s and %.*s: %zu meeting%s", (int)a->name.len, a->name.ptr, (int)b->name.len,
                                   b->name.ptr, t->meetings, t->meetings == 1 ? "" : "s");
  ro_svg_open_mark(svg, t->meetings == 1 ? t->events.at[0] : RO_ABSENT, label);
  ro_text_addf(svg->body, "<path class=\"t\" stroke-width=\"%zu\" d=\"M%ld %ldL%ld %ld\"/>", width, d->nodes[t->a].x,
               d->nodes[t->a].y, d->nodes[t->b].x, d->nodes[t->b].y);
  ro_svg_close_mark(svg);
}

/* A person's box is round, a country's square, that of all others pointed. */
static void draw_box(ro_svg *svg, ro_entity_kind kind, long x, long y, long width, long height) {
  long left = x - width / 2, top = y - height / 2, tip = height / 3;
  if (kind == RO_PERSON || kind == RO_COUNTRY) {
    ro_text_addf(svg->body, "<rect class=\"%s\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\" rx=\"%ld\"/>",
                 kind == RO_PERSON ? "p" : "good", left, top, width, height, kind == RO_PERSON ? height / 2 : 1);
  } else {
    ro_text_addf(svg->body, "<path class=\"some\" d=\"M%ld %ldL%ld %ldH%ldL%ld %ldL%ld %ldH%ldz\"/>", left, y, left + tip, top,
                 left + width - tip, left + width, y, left + width - tip, top + height, left + tip);
  }
}

static void draw_node(ro_svg *svg, const drawing *d, size_t i) {
  const ro_network_node *node = &d->network->nodes.at[i];
  const ro_layout_node *at = &d->nodes[i];
  long width = at->width - 2 * MARGIN, height = at->height - 2 * MARGIN, y = at->y - height / 2 + LINE;
  ro_slice label =
      ro_arena_format(svg->arena, "%.*s%s%.*s: %zu meeting%s", (int)node->name.len, node->name.ptr, node->of.len > 0 ? ", " : "",
                      (int)node->of.len, node->of.ptr ? node->of.ptr : "", node->meetings, node->meetings == 1 ? "" : "s");
  ro_svg_open_mark(svg, node->id, label);
  draw_box(svg, node->kind, at->x, at->y, width, height);
  ro_svg_centred(svg, "i", at->x, y + 1, d->names[i]);
  if (node->of.len > 0) ro_svg_centred(svg, "j", at->x, y + LINE, ro_svg_cut(svg, RO_SMALL, width - BOX, node->of));
  ro_svg_close_mark(svg);
}

static void draw_legend_sign(ro_svg *svg, size_t sign, long x, long y) {
  static const ro_entity_kind KINDS[] = {RO_PERSON, RO_COUNTRY, RO_ORGANIZATION};
  draw_box(svg, KINDS[sign], x, y, 16, 12);
  RO_TAG(svg->body, "\n");
}

static void draw_legend(ro_svg *svg, const ro_network *network) {
  static const char *const WORDS[] = {"person", "country", "organization or framework"};
  bool there[3] = {false};
  for (size_t i = 0; i < network->n_shown; i++) {
    ro_entity_kind kind = network->nodes.at[i].kind;
    there[kind == RO_PERSON ? 0 : kind == RO_COUNTRY ? 1 : 2] = true;
  }
  ro_svg_legend legend;
  ro_svg_legend_begin(&legend, svg, draw_legend_sign);
  for (size_t i = 0; i < 3; i++)
    if (there[i]) ro_svg_legend_add(&legend, i, WORDS[i]);
  ro_svg_legend_end(&legend);
  ro_svg_lines(svg, RO_SMALL, svg->pad, svg->width - 2 * svg->pad, 3,
               RO_LIT("The number is how many meetings; the line between two is the wider the more they had, up to six."));
}

readout_status ro_network_svg(ro_text *out, const ro_network *network, long width, ro_arena *arena, readout_error *err) {
  ro_svg svg;
  size_t n = network->n_shown;
  drawing d = {
      .network = network, .nodes = RO_NEW_ARRAY(arena, ro_layout_node, n + 1), .names = RO_NEW_ARRAY(arena, ro_slice, n + 1)};
  ro_svg_begin(&svg, width, arena);
  ro_svg_head(&svg, &network->head);
  if (n > 0) {
    measure(&d, &svg);
    readout_status status = lay_out(&d, arena, err);
    if (status != READOUT_OK) return status;
    fit(&d, &svg);
    keep_apart(&d, arena);
    move_down(&d, svg.y);
    for (size_t i = 0; i < network->ties.len; i++)
      if (network->ties.at[i].is_drawn) draw_tie(&svg, &d, &network->ties.at[i]);
    for (size_t i = 0; i < n; i++) draw_node(&svg, &d, i);
    svg.y += d.height;
    draw_legend(&svg, network);
  }
  ro_svg_end(&svg, &network->head, out);
  return READOUT_OK;
}
