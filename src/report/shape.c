#include "report/shape.h"

#include "base/utf8.h"

static bool is_sentence_mark(uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F || c == 0x06D4 ||
         c == 0x0964;
}

static bool is_closing(uint32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0x201C || c == 0xBB || c == 0xAB ||
         c == 0x300D || c == 0x300F || c == 0xFF09 || c == 0x203A;
}

static bool is_word_point(uint32_t c) {
  return ro_is_alpha(c) || ro_is_digit(c) || c == '\'' || c == 0x2019 || c == '-';
}

static bool is_unspaced(uint32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x0E00 && c <= 0x0EFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

/* Without footnote marks at the end: "[1]", "[12][13]". */
static ro_slice without_notes(ro_slice text) {
  while (text.len > 0 && text.ptr[text.len - 1] == ']') {
    size_t at = text.len - 1;
    while (at > 0 && ro_is_digit((unsigned char)text.ptr[at - 1])) at--;
    if (at == 0 || at == text.len - 1 || text.ptr[at - 1] != '[') break;
    text.len = at - 1;
  }
  return text;
}

/* The end, closing quotes and brackets left out. */
static void look_at_end(ro_shape *shape, ro_slice text) {
  text = without_notes(text);
  size_t at = text.len;
  uint32_t last = 0;
  while (at > 0) {
    last = ro_utf8_prev(text, &at);
    if (!is_closing(last) && !ro_is_space(last)) break;
  }
  shape->ends_sentence = is_sentence_mark(last);
  shape->ends_open = last == ':' || last == ';' || last == ',' || last == 0xFF1A;
  bool has_dots = last == '.' && at >= 2 && text.ptr[at - 1] == '.' && text.ptr[at - 2] == '.';
  shape->is_cut = last == 0x2026 || has_dots;
  if (shape->is_cut) shape->ends_sentence = false;
}

static bool begins_item(ro_slice text) {
  size_t at = 0, digits = 0;
  if (text.len == 0) return false;
  uint32_t c = ro_utf8_next(text, &at);
  if (c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0xB7 || c == '*' || c == 0x2013 || c == 0x2014 || c == '-') return true;
  while (digits < text.len && ro_is_digit((unsigned char)text.ptr[digits])) digits++;
  return digits > 0 && digits <= 3 && digits < text.len && (text.ptr[digits] == '.' || text.ptr[digits] == ')');
}

typedef struct word {
  size_t letters, unspaced, runs, piece, piece_count;
  bool has_capital, has_any, was_lower;
} word;

static void close_word(ro_shape *shape, word *w, size_t *runs) {
  if (w->has_any) {
    shape->words += w->unspaced > 1 ? (w->unspaced + 1) / 2 : 1;
    shape->capitals += w->has_capital;
    if (w->piece < 3 && w->piece_count > 0) w->piece_count--;
    if (w->piece_count >= 2) *runs += 2;
    if (w->piece_count == 1 && w->letters >= 8) *runs += 1;
  }
  *w = (word){0};
}

static void add_lower(word *w, size_t count) {
  w->has_any = true;
  w->was_lower = true;
  w->piece += count;
  w->letters += count;
}

/* Of ASCII what is not small: capitals, digits, "'", "-". */
static bool is_other_ascii(char c) {
  return (c >= 'A' && c <= 'Z') || ro_is_digit((unsigned char)c) || c == '\'' || c == '-';
}

static void add_other_ascii(word *w, char c) {
  bool is_upper = c >= 'A' && c <= 'Z';
  if (is_upper && !w->has_any) w->has_capital = true;
  if (c != '\'' && c != '-') w->has_any = true;
  if (is_upper && w->was_lower) {
    if (w->piece >= 3) w->piece_count++;
    w->piece = 0;
  }
  w->piece++;
  w->letters++;
  w->was_lower = false;
}

static void add_point(word *w, uint32_t c) {
  bool is_upper = ro_is_upper(c);
  if (!w->has_any && is_upper) w->has_capital = true;
  if (ro_is_alpha(c) || ro_is_digit(c)) w->has_any = true;
  if (is_unspaced(c)) w->unspaced++;
  if (is_upper && w->was_lower) {
    if (w->piece >= 3) w->piece_count++;
    w->piece = 0;
  }
  w->piece++;
  w->letters++;
  w->was_lower = ro_is_lower(c);
}

/* True when a sentence can end before `at`. */
static bool sentence_may_end(ro_slice text, size_t at) {
  while (at < text.len) {
    uint32_t c = ro_utf8_next(text, &at);
    if (is_closing(c)) continue;
    return ro_is_space(c) || ro_is_upper(c) || is_unspaced(c) || c == '[';
  }
  return true;
}

ro_shape ro_shape_of(ro_slice text) {
  ro_shape shape = {0};
  size_t runs = 0;
  word w = {0};
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    while (at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z') at++;
    if (at > start) add_lower(&w, at - start);
    if (at == text.len) break;
    if (is_other_ascii(text.ptr[at])) {
      add_other_ascii(&w, text.ptr[at++]);
      continue;
    }
    uint32_t c = ro_utf8_next(text, &at);
    if (c >= 0x80 && is_word_point(c)) {
      add_point(&w, c);
      continue;
    }
    size_t letters = w.letters;
    close_word(&shape, &w, &runs);
    if (c != ' ' && is_sentence_mark(c) && letters > 1 && sentence_may_end(text, at)) shape.sentences++;
  }
  close_word(&shape, &w, &runs);
  look_at_end(&shape, text);
  shape.is_item = begins_item(text);
  shape.is_menu_run = runs >= 2 && !shape.ends_sentence && shape.words < 60 && runs * 12 >= shape.words;
  return shape;
}
