#include "report/furniture.h"

#include "base/error.h"
#include "base/utf8.h"

static const char *const kind_names[RO_FURNITURE_KINDS] = {
    "line",     "tail",   "caption", "mark", "credit", "published", "modified", "signoff",
    "official", "outlet", "body",    "cut",  "apart",  "lure",      "author",
};

enum { SURE = 12 }; /* bytes that a line must begin with to stand against a sentence */

static uint32_t fold_point(uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c < 0x80) return c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0x100 && c <= 0x137) return c | 1;
  if (c == 0x2018 || c == 0x2019) return '\'';
  if (c >= 0x201C && c <= 0x201E) return '"';
  if (c >= 0x2010 && c <= 0x2015) return '-';
  return c;
}

/* Marks that stand before or behind a phrase and say nothing. */
static bool is_trimming(uint32_t c) {
  return c == ' ' || c == ':' || c == '|' || c == '>' || c == '<' || c == '*' || c == 0x2026 || c == 0xBB || c == 0xAB ||
         c == 0x2022 || c == 0x25B6 || c == 0x25BA || c == 0x2192 || c == 0x203A || c == 0x2039;
}

static ro_slice trim_marks(ro_slice s, bool keeps_stars) {
  size_t start = 0, end = s.len;
  while (start < end) {
    size_t at = start;
    uint32_t c = ro_utf8_next(s, &at);
    if (!is_trimming(c) || (keeps_stars && c == '*')) break;
    start = at;
  }
  while (end > start) {
    size_t at = end;
    uint32_t c = ro_utf8_prev(s, &at);
    bool is_dots = c == '.' && end - start >= 3 && s.ptr[end - 2] == '.' && s.ptr[end - 3] == '.';
    if (!is_dots && (!is_trimming(c) || (keeps_stars && c == '*'))) break;
    end = is_dots ? end - 3 : at;
  }
  return ro_slice_part(s, start, end);
}

static char fold_letter(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

/* As ro_fold, the marks at both ends kept. */
static ro_slice fold_letters(ro_arena *arena, ro_slice text) {
  char *out = ro_arena_text(arena, text.len + 4);
  size_t len = 0;
  bool has_space = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t c = ro_utf8_next(text, &at);
    if (ro_is_space(c)) {
      has_space = len > 0;
      continue;
    }
    if (has_space) out[len++] = ' ';
    has_space = false;
    if (c >= 0x80) {
      len += ro_utf8_put(out + len, fold_point(c));
      continue;
    }
    out[len++] = fold_letter((char)c);
    while (at < text.len && text.ptr[at] > ' ') out[len++] = fold_letter(text.ptr[at++]); /* ASCII goes on */
  }
  return (ro_slice){out, len};
}

ro_slice ro_fold(ro_arena *arena, ro_slice text) {
  return trim_marks(fold_letters(arena, text), false);
}

unsigned ro_furniture_kinds_of(const ro_furniture *furniture, ro_slice folded) {
  return ro_globs_find(&furniture->phrases, folded);
}

bool ro_furniture_has(const ro_furniture *furniture, ro_furniture_kind kind, ro_slice folded) {
  return (ro_furniture_kinds_of(furniture, folded) & RO_FURNITURE_BIT(kind)) != 0;
}

unsigned ro_furniture_names_of(const ro_furniture *furniture, ro_slice hints) {
  unsigned found = 0;
  for (size_t start = 0; start < hints.len;) {
    size_t end = start;
    while (end < hints.len && !ro_is_space((unsigned char)hints.ptr[end])) end++;
    if (end > start) found |= ro_globs_find(&furniture->names, ro_slice_part(hints, start, end));
    start = end + 1;
  }
  return found;
}

static bool is_name(ro_furniture_kind kind) {
  return kind >= RO_FURNITURE_BODY && kind <= RO_FURNITURE_AUTHOR;
}

static bool is_sure(ro_slice pattern) {
  size_t head = ro_slice_find(pattern, RO_LIT("*"), 0);
  return head == SIZE_MAX || head >= SURE;
}

static void add_pattern(ro_furniture *furniture, ro_furniture_kind kind, ro_slice pattern, ro_arena *arena) {
  unsigned kinds = RO_FURNITURE_BIT(kind);
  RO_PUSH(arena, &furniture->patterns[kind], pattern);
  if (kind == RO_FURNITURE_LINE && is_sure(pattern)) kinds |= RO_FURNITURE_SURE;
  if (kind == RO_FURNITURE_MARK) {
    const ro_slice anywhere[] = {RO_LIT("*"), pattern, RO_LIT("*")};
    pattern = ro_arena_join(arena, anywhere, 3, RO_LIT(""));
  }
  ro_globs_add(is_name(kind) ? &furniture->names : &furniture->phrases, pattern, kinds, arena);
}

static readout_status add_line(ro_furniture *furniture, ro_slice line, size_t number, ro_arena *arena, readout_error *err) {
  size_t tab = ro_slice_find(line, RO_LIT("\t"), 0), kind = 0;
  ro_slice name = ro_slice_part(line, 0, tab), pattern = RO_LIT("");
  if (tab != SIZE_MAX) pattern = fold_letters(arena, ro_slice_part(line, tab + 1, line.len));
  while (kind < RO_FURNITURE_KINDS && !ro_slice_equal(name, ro_slice_of(kind_names[kind]))) kind++;
  if (kind != RO_FURNITURE_MARK) pattern = trim_marks(pattern, true);
  if (pattern.len == 0) {
    return ro_fail_at(err, READOUT_ERR_INPUT, number, 0,
                      "line %zu of the furniture list has no pattern; write a kind, a tab, a pattern", number);
  }
  if (kind == RO_FURNITURE_KINDS) {
    int shown = (int)(name.len < 40 ? name.len : 40);
    return ro_fail_at(err, READOUT_ERR_INPUT, number, 0,
                      "line %zu of the furniture list has the unknown kind \"%.*s\"; see its header", number, shown, name.ptr);
  }
  add_pattern(furniture, (ro_furniture_kind)kind, pattern, arena);
  return READOUT_OK;
}

readout_status ro_furniture_load(ro_furniture *furniture, ro_slice bytes, ro_arena *arena, readout_error *err) {
  *furniture = (ro_furniture){0};
  size_t invalid = ro_utf8_check(bytes);
  if (invalid < bytes.len) {
    return ro_fail_at(err, READOUT_ERR_INPUT, 0, invalid, "the furniture list is not valid UTF-8 at byte %zu; convert it",
                      invalid);
  }
  for (size_t start = 0, number = 1; start < bytes.len; number++) {
    size_t end = ro_slice_find(bytes, RO_LIT("\n"), start);
    if (end == SIZE_MAX) end = bytes.len;
    ro_slice line = ro_slice_trim(ro_slice_part(bytes, start, end));
    if (line.len > 0 && line.ptr[0] != '#') RO_TRY(add_line(furniture, line, number, arena, err));
    start = end + 1;
  }
  return READOUT_OK;
}
