/* The drawing of a timeline: an axis of time with marks or bars above it, and a line for each mark below. */
#include "base/civil.h"
#include "format/html_out.h"
#include "format/labels.h"
#include "format/timeline.h"

enum { RADIUS = 9, ROW = 2 * RADIUS + 4, LEAST_TICK = 64, TICK_HALF = 26, AXIS_LABEL = 16 };

/* Time over pixels: the days [first, last] over [left, right]. */
typedef struct scale {
  int64_t first, last;
  long left, right;
} scale;

static long place_of(const scale *s, int64_t day) {
  return s->left + (long)((day - s->first) * (s->right - s->left) / (s->last - s->first));
}

/* Whole months around all marks, with room for a mark at both ends. */
static scale make_scale(const ro_svg *svg, const ro_timeline *timeline) {
  scale s = {.left = svg->pad + RADIUS, .right = svg->width - svg->pad - RADIUS};
  const ro_timeline_mark *marks = timeline->marks.at;
  int64_t last = marks[0].last;
  for (size_t i = 1; i < timeline->marks.len; i++)
    if (marks[i].last > last) last = marks[i].last;
  if (timeline->bars.len > 0) last = timeline->bars.at[timeline->bars.len - 1].last;
  s.first = timeline->bars.len > 0 ? timeline->bars.at[0].first : ro_civil_month_start(ro_civil_month(marks[0].first));
  s.last = ro_civil_month_start(ro_civil_month(last) + 1);
  return s;
}

/* -- signs ------------------------------------------------------------------------------------------------------------ */

/* Told apart by shape, not by colour: a disk, a ring, a broken ring, a ring struck through, a diamond. */
static void draw_sign(ro_svg *svg, size_t sign, long x, long y, long r) {
  switch ((ro_timeline_sign)sign) {
    case RO_SIGN_TOLD:
      ro_text_addf(svg->body, "<circle class=\"p\" cx=\"%ld\" cy=\"%ld\" r=\"%ld\"/>", x, y, r);
      break;
    case RO_SIGN_UNKNOWN:
      ro_text_addf(svg->body, "<path class=\"po\" d=\"M%ld %ldl%ld %ldl%ld %ldl%ld %ldz\"/>", x - r - 1, y, r + 1, -r - 1, r + 1,
                   r + 1, -r - 1, r + 1);
      break;
    default:
      ro_text_addf(svg->body, "<circle class=\"po%s\" cx=\"%ld\" cy=\"%ld\" r=\"%ld\"/>", sign == RO_SIGN_PLANNED ? " dash" : "",
                   x, y, r - 1);
      if (sign == RO_SIGN_CANCELLED)
        ro_text_addf(svg->body, "<path class=\"po\" d=\"M%ld %ldL%ld %ld\"/>", x - r, y + r, x + r, y - r);
  }
}

static void draw_legend_mark(ro_svg *svg, size_t sign, long x, long y) {
  draw_sign(svg, sign, x, y, 7);
  RO_TAG(svg->body, "\n");
}

static const char *const FILLS[RO_SIGNS] = {"class=\"p\"", "class=\"po thin lines\"", "class=\"po thin dash\"",
                                            "class=\"po thin cross\"", "class=\"po thin dots\""};

static void draw_legend_bar(ro_svg *svg, size_t sign, long x, long y) {
  ro_text_addf(svg->body, "<rect %s x=\"%ld\" y=\"%ld\" width=\"14\" height=\"14\"/>\n", FILLS[sign], x - 7, y - 7);
}

static void draw_legend(ro_svg *svg, const ro_timeline *timeline) {
  bool there[RO_SIGNS] = {false};
  for (size_t i = 0; i < timeline->marks.len; i++) there[timeline->marks.at[i].sign] = true;
  ro_svg_legend legend;
  ro_svg_legend_begin(&legend, svg, timeline->bars.len > 0 ? draw_legend_bar : draw_legend_mark);
  for (ro_timeline_sign sign = 0; sign < RO_SIGNS; sign++)
    if (there[sign]) ro_svg_legend_add(&legend, sign, ro_timeline_sign_name(sign));
  ro_svg_legend_end(&legend);
}

/* -- axis ------------------------------------------------------------------------------------------------------------- */

/* Months between two ticks, so that their words do not touch. */
static int64_t choose_ticks(const scale *s) {
  static const int64_t MONTHS[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000};
  int64_t months = ro_civil_month(s->last) - ro_civil_month(s->first);
  for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++)
    if ((s->right - s->left) * MONTHS[i] >= LEAST_TICK * months) return MONTHS[i];
  return 12000;
}

static ro_slice tick_label(int64_t month, int64_t step, ro_arena *arena) {
  static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (step >= 12) return ro_arena_format(arena, "%d", (int)(month / 12));
  return ro_arena_format(arena, "%s %d", MONTHS[month % 12], (int)(month / 12));
}

static void draw_axis(ro_svg *svg, const scale *s, long top, long y) {
  int64_t step = choose_ticks(s), end = ro_civil_month(s->last);
  ro_text_addf(svg->body, "<path class=\"a\" d=\"M%ld %ldH%ld\"/>\n", s->left - RADIUS, y, s->right + RADIUS);
  for (int64_t month = (ro_civil_month(s->first) + step - 1) / step * step; month < end; month += step) {
    long x = place_of(s, ro_civil_month_start(month));
    ro_text_addf(svg->body, "<path class=\"l\" d=\"M%ld %ldV%ld\"/>", x, top, y + 4);
    ro_svg_centred(svg, "s", x < svg->pad + TICK_HALF ? svg->pad + TICK_HALF : x, y + AXIS_LABEL,
                   tick_label(month, step, svg->arena));
  }
  svg->y = y + AXIS_LABEL + 4;
}

/* -- marks ------------------------------------------------------------------------------------------------------------ */

/* Each in the lowest row where it touches none before it. Returns how many rows there are. */
static size_t choose_rows(const ro_timeline *timeline, const scale *s, long *x, size_t *row) {
  long right[RO_TIMELINE_LISTED];
  size_t n = 0;
  for (size_t i = 0; i < timeline->marks.len; i++) {
    const ro_timeline_mark *mark = &timeline->marks.at[i];
    x[i] = place_of(s, mark->first + (mark->last - mark->first) / 2);
    size_t at = 0;
    while (at < n && x[i] - right[at] < ROW - 2) at++;
    if (at == n) n++;
    right[at] = x[i];
    row[i] = at;
  }
  return n;
}

static ro_slice mark_label(const ro_timeline *timeline, const ro_timeline_mark *mark, ro_arena *arena) {
  ro_slice date = ro_event_date_label(mark->event, arena), name = ro_event_label(timeline->index, mark->event, arena);
  return ro_arena_format(arena, "%.*s: %.*s (%s)", (int)date.len, date.ptr, (int)name.len, name.ptr,
                         ro_timeline_sign_name(mark->sign));
}

static void draw_mark(ro_svg *svg, const ro_timeline *timeline, const scale *s, size_t i, long x, long y) {
  const ro_timeline_mark *mark = &timeline->marks.at[i];
  ro_svg_open_mark(svg, mark->event->id, mark_label(timeline, mark, svg->arena));
  long from = place_of(s, mark->first), to = place_of(s, mark->last + 1);
  if (to - from > 2 * RADIUS) ro_text_addf(svg->body, "<path class=\"pe\" d=\"M%ld %ldH%ld\"/>", from, y, to);
  draw_sign(svg, mark->sign, x, y, RADIUS);
  ro_svg_centred(svg, mark->sign == RO_SIGN_TOLD ? "i" : "n", x, y + 4, ro_arena_format(svg->arena, "%zu", i + 1));
  ro_svg_close_mark(svg);
}

static void draw_marks(ro_svg *svg, const ro_timeline *timeline) {
  long x[RO_TIMELINE_LISTED];
  size_t row[RO_TIMELINE_LISTED];
  scale s = make_scale(svg, timeline);
  size_t rows = choose_rows(timeline, &s, x, row);
  long top = svg->y, axis = top + (long)rows * ROW + 6;
  draw_axis(svg, &s, top, axis);
  for (size_t i = 0; i < timeline->marks.len; i++) draw_mark(svg, timeline, &s, i, x[i], axis - 4 - RADIUS - (long)row[i] * ROW);
}

static ro_slice facts_of(const ro_timeline *timeline, const ro_timeline_mark *mark, ro_arena *arena) {
  const ro_record_event *event = mark->event;
  ro_slice date = ro_event_date_label(event, arena), place = ro_place_label(timeline->index, event, arena);
  ro_slice reports = ro_count_label(event->reports.len, "report", arena),
           origins = ro_count_label(event->origins, "origin", arena);
  ro_slice where = place.len > 0 ? ro_arena_format(arena, " · %.*s", (int)place.len, place.ptr) : RO_LIT("");
  if (event->reports.len == 0)
    return ro_arena_format(arena, "%.*s%.*s · %s", (int)date.len, date.ptr, (int)where.len, where.ptr,
                           ro_timeline_sign_name(mark->sign));
  const char *status = mark->sign == RO_SIGN_TOLD ? "" : ro_timeline_sign_name(mark->sign);
  return ro_arena_format(arena, "%.*s%.*s%s%s · %.*s, %.*s", (int)date.len, date.ptr, (int)where.len, where.ptr,
                         *status ? " · " : "", status, (int)reports.len, reports.ptr, (int)origins.len, origins.ptr);
}

static void draw_list(ro_svg *svg, const ro_timeline *timeline) {
  long text = svg->pad + 2 * RADIUS + 10;
  for (size_t i = 0; i < timeline->marks.len; i++) {
    const ro_timeline_mark *mark = &timeline->marks.at[i];
    ro_svg_open_mark(svg, mark->event->id, mark_label(timeline, mark, svg->arena));
    long y = svg->y + 2 + RADIUS + 2;
    draw_sign(svg, mark->sign, svg->pad + RADIUS, y, RADIUS);
    ro_svg_centred(svg, mark->sign == RO_SIGN_TOLD ? "i" : "n", svg->pad + RADIUS, y + 4,
                   ro_arena_format(svg->arena, "%zu", i + 1));
    ro_svg_lines(svg, RO_BODY, text, svg->width - svg->pad - text, 2, ro_event_label(timeline->index, mark->event, svg->arena));
    ro_svg_lines(svg, RO_SMALL, text, svg->width - svg->pad - text, 2, facts_of(timeline, mark, svg->arena));
    ro_svg_close_mark(svg);
    svg->y += 8;
  }
}

/* -- bars ------------------------------------------------------------------------------------------------------------- */

static size_t sum_of(const ro_timeline_bar *bar) {
  size_t sum = 0;
  for (size_t sign = 0; sign < RO_SIGNS; sign++) sum += bar->counts[sign];
  return sum;
}

/* 1, 2 or 5 times a power of ten: at most five lines up to `most`. */
static size_t choose_lines(size_t most) {
  size_t step = 1;
  for (size_t i = 0; most / step >= 5; i++) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

static ro_slice bar_label(const ro_timeline_bar *bar, size_t months, ro_arena *arena) {
  ro_civil first = ro_civil_of_number(bar->first), last = ro_civil_of_number(bar->last);
  ro_slice from = ro_arena_format(arena, "%04d-%02d", (int)first.year, (int)first.month);
  ro_slice when = ro_date_label(from, arena);
  if (months == 3) {
    ro_slice to = ro_date_label(ro_arena_format(arena, "%04d-%02d", (int)last.year, (int)last.month), arena);
    when = ro_arena_format(arena, "%.*s to %.*s", (int)when.len, when.ptr, (int)to.len, to.ptr);
  } else if (months >= 12) {
    when = first.year == last.year ? ro_arena_format(arena, "%d", (int)first.year)
                                   : ro_arena_format(arena, "%d to %d", (int)first.year, (int)last.year);
  }
  ro_slice count = ro_count_label(sum_of(bar), "meeting", arena);
  ro_slices parts = {0};
  for (ro_timeline_sign sign = 0; sign < RO_SIGNS; sign++)
    if (bar->counts[sign] > 0)
      RO_PUSH(arena, &parts, ro_arena_format(arena, "%zu %s", bar->counts[sign], ro_timeline_sign_name(sign)));
  ro_slice list = ro_arena_join(arena, parts.at, parts.len, RO_LIT(", "));
  return ro_arena_format(arena, "%.*s: %.*s (%.*s)", (int)when.len, when.ptr, (int)count.len, count.ptr, (int)list.len, list.ptr);
}

static void draw_bar(ro_svg *svg, const ro_timeline *timeline, const scale *s, size_t i, long base, long height, size_t most) {
  const ro_timeline_bar *bar = &timeline->bars.at[i];
  long left = place_of(s, bar->first), right = place_of(s, bar->last + 1) - 1;
  size_t below = 0;
  if (sum_of(bar) == 0) return;
  ro_svg_open_mark(svg, RO_ABSENT, bar_label(bar, timeline->months, svg->arena));
  for (size_t sign = 0; sign < RO_SIGNS; sign++) {
    long foot = base - (long)(below * (size_t)height / most);
    below += bar->counts[sign];
    long head = base - (long)(below * (size_t)height / most);
    if (foot > head)
      ro_text_addf(svg->body, "<rect %s x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\"/>", FILLS[sign], left, head,
                   right > left ? right - left : 1, foot - head);
  }
  ro_svg_close_mark(svg);
}

static void draw_bars(ro_svg *svg, const ro_timeline *timeline) {
  size_t most = 1;
  for (size_t i = 0; i < timeline->bars.len; i++)
    if (sum_of(&timeline->bars.at[i]) > most) most = sum_of(&timeline->bars.at[i]);
  long height = svg->width < 480 ? 140 : 240, top = svg->y + 8, base = top + height;
  scale s = make_scale(svg, timeline);
  size_t step = choose_lines(most);
  s.left = svg->pad + ro_svg_measure(RO_SMALL, ro_arena_format(svg->arena, "%zu", most)) + 8 + RADIUS;
  draw_axis(svg, &s, base, base);
  for (size_t line = step; line <= most; line += step) {
    long y = base - (long)(line * (size_t)height / most);
    ro_text_addf(svg->body, "<path class=\"l\" d=\"M%ld %ldH%ld\"/>", s.left - RADIUS, y, s.right + RADIUS);
    ro_svg_text(svg, RO_SMALL, svg->pad, y + 4, s.left, ro_arena_format(svg->arena, "%zu", line));
  }
  for (size_t i = 0; i < timeline->bars.len; i++) draw_bar(svg, timeline, &s, i, base, height, most);
}

void ro_timeline_svg(ro_text *out, const ro_timeline *timeline, long width, ro_arena *arena) {
  ro_svg svg;
  ro_svg_begin(&svg, width, arena);
  ro_svg_head(&svg, &timeline->head);
  if (timeline->marks.len > 0) {
    if (timeline->bars.len > 0) {
      draw_bars(&svg, timeline);
    } else {
      draw_marks(&svg, timeline);
    }
    draw_legend(&svg, timeline);
    svg.y += 4;
    if (timeline->bars.len == 0) draw_list(&svg, timeline);
  }
  ro_svg_end(&svg, &timeline->head, out);
}
