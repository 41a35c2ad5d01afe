#include "format/terminal.h"

#include "base/utf8.h"

typedef struct range {
  uint32_t first, last;
} range;

/* Letters of two columns: Unicode's East Asian Width W and F, and emoji, in blocks. */
static const range WIDE[] = {{0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
                             {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
                             {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2755},
                             {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},
                             {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
                             {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                             {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
                             {0x1F18E, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F64F}, {0x1F680, 0x1F6FC},
                             {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

/* Letters of no column: combining marks of the scripts that reports are written in, joiners, variation selectors. */
static const range NARROW[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x05BF, 0x05BF},  {0x05C1, 0x05C7},
                               {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},   {0x06D6, 0x06DC},  {0x06DF, 0x06E8},
                               {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A},   {0x0900, 0x0902},  {0x093A, 0x093A},
                               {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},   {0x0951, 0x0957},  {0x0981, 0x0981},
                               {0x09BC, 0x09BC}, {0x09C1, 0x09C4}, {0x09CD, 0x09CD},   {0x0E31, 0x0E31},  {0x0E34, 0x0E3A},
                               {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC},   {0x0EC8, 0x0ECD},  {0x102D, 0x1030},
                               {0x1032, 0x1037}, {0x1039, 0x103A}, {0x17B4, 0x17B5},   {0x17B7, 0x17BD},  {0x17C6, 0x17C6},
                               {0x17C9, 0x17D3}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},   {0x200B, 0x200F},  {0x20D0, 0x20FF},
                               {0x2028, 0x202E}, {0x2060, 0x206F}, {0x302A, 0x302D},   {0x3099, 0x309A},  {0xFE00, 0xFE0F},
                               {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0000, 0xE0FFF}};

static bool in_ranges(const range *ranges, size_t n, uint32_t point) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (point > ranges[middle].last) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < n && point >= ranges[low].first;
}

#define IN(ranges, point) in_ranges(ranges, sizeof(ranges) / sizeof *(ranges), point)

static bool is_control(uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

/* Marks of direction, which would reorder what stands behind them. */
static bool is_reordering(uint32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

size_t ro_point_width(uint32_t point) {
  if (point < 0x300) return is_control(point) ? 0 : 1;
  if (IN(NARROW, point)) return 0;
  return IN(WIDE, point) ? 2 : 1;
}

size_t ro_display_width(ro_slice text) {
  size_t width = 0;
  for (size_t at = 0; at < text.len;) width += ro_point_width(ro_utf8_next(text, &at));
  return width;
}

ro_slice ro_clean(ro_slice text, ro_arena *arena) {
  char *out = ro_arena_alloc(arena, text.len + 1, 1);
  size_t len = 0;
  bool space = true; /* drops white space at the start */
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    uint32_t point = ro_utf8_next(text, &at);
    if (is_reordering(point)) continue;
    if (is_control(point) || ro_is_space(point) || point == 0x2028 || point == 0x2029) {
      if (!space) out[len++] = ' ';
      space = true;
      continue;
    }
    memcpy(out + len, text.ptr + start, at - start);
    len += at - start;
    space = false;
  }
  if (len > 0 && out[len - 1] == ' ') len--;
  return (ro_slice){out, len};
}

/* Byte offset behind as many letters from `at` on as fit into `width` columns; at least one letter. */
static size_t fit(ro_slice text, size_t at, size_t width) {
  size_t used = 0, first = at;
  while (at < text.len) {
    size_t next = at;
    size_t wide = ro_point_width(ro_utf8_next(text, &next));
    if (used + wide > width && at > first) break;
    used += wide;
    at = next;
  }
  return at;
}

ro_slice ro_cut(ro_slice text, size_t width, ro_arena *arena) {
  if (ro_display_width(text) <= width) return text;
  if (width <= 1) return width == 0 ? RO_LIT("") : RO_LIT("…");
  ro_slice kept = ro_slice_part(text, 0, fit(text, 0, width - 1));
  while (kept.len > 0 && kept.ptr[kept.len - 1] == ' ') kept.len--;
  return ro_arena_format(arena, "%.*s…", (int)kept.len, kept.ptr);
}

ro_slices ro_wrap(ro_slice text, size_t width, ro_arena *arena) {
  ro_slices lines = {0};
  size_t at = 0;
  do {
    size_t end = fit(text, at, width ? width : 1), next = end;
    if (end < text.len && text.ptr[end] == ' ') {
      next = end + 1;
    } else if (end < text.len) {
      size_t space = end;
      while (space > at && text.ptr[space - 1] != ' ') space--;
      if (space > at) {
        next = space;
        end = space - 1;
      }
    }
    RO_PUSH(arena, &lines, ro_slice_part(text, at, end));
    at = next;
  } while (at < text.len);
  return lines;
}

/* -- page ------------------------------------------------------------------------------------------------------------- */

#define LEAST_WIDTH 20
#define USUAL_WIDTH 80

ro_terminal ro_terminal_make(ro_text *out, const ro_view *view, ro_arena *arena) {
  size_t width = view->width ? view->width : USUAL_WIDTH;
  return (ro_terminal){out, arena, width < LEAST_WIDTH ? LEAST_WIDTH : width, view->color};
}

static void put_clean(ro_terminal *t, ro_style style, ro_slice text) {
  static const char *const CODES[] = {"", "1", "2", "32", "33", "31"};
  bool styled = t->color && style != RO_PLAIN && text.len > 0;
  if (styled) ro_text_addf(t->out, "\033[%sm", CODES[style]);
  ro_text_add(t->out, text);
  if (styled) ro_text_add(t->out, RO_LIT("\033[0m"));
}

/* Spaces at the ends are the caller's and stay. */
void ro_put(ro_terminal *t, ro_style style, ro_slice text) {
  size_t front = 0, back = 0;
  while (front < text.len && text.ptr[front] == ' ') front++;
  while (back < text.len - front && text.ptr[text.len - 1 - back] == ' ') back++;
  ro_put_spaces(t, front);
  put_clean(t, style, ro_clean(text, t->arena));
  ro_put_spaces(t, back);
}

void ro_put_spaces(ro_terminal *t, size_t count) {
  for (; count > 0; count--) ro_text_add(t->out, RO_LIT(" "));
}

void ro_put_end(ro_terminal *t) {
  while (t->out->len > 0 && t->out->ptr[t->out->len - 1] == ' ') t->out->len--;
  ro_text_add(t->out, RO_LIT("\n"));
}

void ro_put_indented(ro_terminal *t, ro_style style, size_t indent, ro_slice text) {
  size_t room = t->width > indent + 8 ? t->width - indent : 8;
  ro_slices lines = ro_wrap(ro_clean(text, t->arena), room, t->arena);
  for (size_t i = 0; i < lines.len; i++) {
    if (i > 0) ro_put_spaces(t, indent);
    put_clean(t, style, lines.at[i]);
    ro_put_end(t);
  }
}

void ro_put_line(ro_terminal *t, ro_style style, ro_slice text) {
  ro_put_indented(t, style, 0, text);
}

void ro_put_cell(ro_terminal *t, ro_style style, size_t width, ro_slice text) {
  ro_slice cell = ro_cut(ro_clean(text, t->arena), width, t->arena);
  put_clean(t, style, cell);
  ro_put_spaces(t, width - ro_display_width(cell));
}
