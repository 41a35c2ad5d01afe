/*
 * Tokens and sentences. A stretch without white space is cut into tokens by UD English's rules; sentences end behind closing punctuation that
 * a beginning follows, at blank lines, and at line ends that look like the end of a paragraph.
 */
#include "base/utf8.h"
#include "sentence/abbreviations.h"
#include "sentence/model.h"

#define MAX_TOKEN_BYTES 4096

typedef struct cutting {
  ro_tokens *out;
  ro_arena *arena;
  ro_slice text;
  size_t sentence_first;
  size_t paragraph;
} cutting;

static uint32_t point_at(ro_slice text, size_t at) {
  return at < text.len ? ro_utf8_next(text, &at) : 0;
}

static uint32_t point_before(ro_slice text, size_t at) {
  return at > 0 ? ro_utf8_prev(text, &at) : 0;
}

static size_t next_at(ro_slice text, size_t at) {
  ro_utf8_next(text, &at);
  return at;
}

static bool opening(uint32_t p) {
  return p == '(' || p == '[' || p == '{' || p == '"' || p == '\'' || p == 0x201C || p == 0x2018 || p == 0xAB || p == '<' || p == '`' || p == 0x2022 || p == '*' ||
         p == '#' || p == '$' || p == 0x20AC || p == 0xA3 || p == 0xA5 || p == 0x201E || p == 0x300C;
}

static bool closing(uint32_t p) {
  return p == ')' || p == ']' || p == '}' || p == '"' || p == '\'' || p == 0x201D || p == 0x2019 || p == 0xBB || p == '>' || p == ',' || p == ';' || p == ':' || p == '!' ||
         p == '?' || p == '%' || p == 0x2026 || p == '.' || p == '*' || p == 0x3002 || p == 0x300D;
}

static bool dash(uint32_t p) {
  return p == '-' || p == 0x2013 || p == 0x2014 || p == 0x2012 || p == 0x2011 || p == 0x2010;
}

static bool apostrophe(uint32_t p) {
  return p == '\'' || p == 0x2019;
}

static ro_slice lower_form(cutting *c, ro_slice form) {
  char *out = RO_NEW_ARRAY(c->arena, char, form.len + 1);
  size_t n = 0;
  for (size_t at = 0; at < form.len;) {
    size_t start = at;
    uint32_t p = ro_utf8_next(form, &at);
    if (p == 0x2019 || p == 0x2018)
      out[n++] = '\'';
    else if (p == 0x201C || p == 0x201D)
      out[n++] = '"';
    else if (p >= 'A' && p <= 'Z')
      out[n++] = (char)(p + 32);
    else if ((p >= 0xC0 && p <= 0xDE && p != 0xD7) || (p >= 0x391 && p <= 0x3A9) || (p >= 0x410 && p <= 0x42F))
      n += ro_utf8_put(out + n, p + 32);
    else
      while (start < at) out[n++] = form.ptr[start++];
  }
  return (ro_slice){out, n};
}

static void push(cutting *c, size_t start, size_t end) {
  if (start >= end) return;
  ro_token token = {.span = {start, end}};
  token.lower = lower_form(c, ro_slice_part(c->text, start, end));
  token.space_before = start == 0 || ro_is_space(point_before(c->text, start));
  RO_PUSH(c->arena, &c->out->tokens, token);
}

static void end_sentence(cutting *c) {
  size_t end = c->out->tokens.len;
  if (end == c->sentence_first) return;
  ro_sentence sentence = {.first = c->sentence_first, .end = end, .paragraph = c->paragraph};
  sentence.span = (ro_span){c->out->tokens.at[sentence.first].span.start, c->out->tokens.at[end - 1].span.end};
  RO_PUSH(c->arena, &c->out->sentences, sentence);
  c->sentence_first = end;
}

static bool has_nocase(ro_slice s, const char *part) {
  ro_slice want = ro_slice_of(part);
  for (size_t i = 0; i + want.len <= s.len; i++)
    if (ro_slice_equal_nocase(ro_slice_part(s, i, i + want.len), want)) return true;
  return false;
}

static bool is_address(ro_slice chunk) {
  return has_nocase(chunk, "://") || (ro_slice_find(chunk, RO_LIT("@"), 0) != (size_t)-1 && ro_slice_find(chunk, RO_LIT("."), 0) != (size_t)-1) ||
         ro_slice_starts(chunk, RO_LIT("www."));
}

/* Clitics: where in the word the last part begins ("do|n't", "Russia|'s"), or its end. */
static size_t clitic_at(ro_slice text, size_t start, size_t end) {
  static const char *const ENDINGS[] = {"s", "re", "ve", "ll", "d", "m"};
  ro_slice word = ro_slice_part(text, start, end);
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    size_t len = strlen(ENDINGS[i]);
    if (word.len <= len + 1 || !ro_slice_equal_nocase(ro_slice_part(word, word.len - len, word.len), ro_slice_of(ENDINGS[i]))) continue;
    size_t mark = end - len;
    uint32_t p = point_before(text, mark);
    if (!apostrophe(p)) continue;
    size_t at = mark;
    ro_utf8_prev(text, &at);
    if (at > start) return at;
  }
  if (word.len > 3 && (word.ptr[word.len - 1] == 't' || word.ptr[word.len - 1] == 'T')) {
    size_t mark = end - 1;
    if (apostrophe(point_before(text, mark))) {
      size_t at = mark;
      ro_utf8_prev(text, &at);
      if (at > start + 1 && (text.ptr[at - 1] == 'n' || text.ptr[at - 1] == 'N')) return at - 1;
    }
  }
  if (word.len == 6 && ro_slice_equal_nocase(word, RO_LIT("cannot"))) return start + 3;
  return end;
}

/* A word without outer punctuation: cut at inner hyphens, slashes, and a full stop that a capital follows without a space. */
static void cut_word(cutting *c, size_t start, size_t end) {
  size_t from = start;
  for (size_t at = start; at < end;) {
    size_t here = at, next = next_at(c->text, at);
    uint32_t p = point_at(c->text, here);
    bool inner = here > from && next < end;
    if (inner && (dash(p) || p == '/' || p == 0x2026)) {
      bool number = ro_is_digit(point_before(c->text, here)) && ro_is_digit(point_at(c->text, next));
      size_t stop = next;
      while (stop < end && dash(point_at(c->text, stop))) stop = next_at(c->text, stop);
      if (!(number && p == '/')) {
        push(c, from, here);
        push(c, here, stop);
        from = stop;
        next = stop;
      }
    } else if (inner && (p == '.' || p == '!' || p == '?')) {
      size_t after = next;
      bool quoted = closing(point_at(c->text, after)) && point_at(c->text, after) != '.' && next_at(c->text, after) < end;
      if (quoted) after = next_at(c->text, after);
      uint32_t right = point_at(c->text, after), second = after < end ? point_at(c->text, next_at(c->text, after)) : 0;
      uint32_t left = point_before(c->text, here);
      bool left_word = here - from >= 2 && (ro_is_lower(left) || closing(left) || (ro_is_upper(left) && here - from >= 3));
      if (left_word && (ro_is_upper(right) || right == 0x201C || right == '"') && (ro_is_lower(second) || ro_is_upper(right) == false || ro_is_space(second) || second == 0)) {
        size_t clitic = clitic_at(c->text, from, here);
        push(c, from, clitic);
        push(c, clitic, here);
        push(c, here, next);
        if (quoted) push(c, next, after);
        end_sentence(c);
        from = after;
        next = after;
      }
    } else if (inner && (p == ',' || p == ';' || p == ':') && !ro_is_digit(point_at(c->text, next)) && ro_is_alpha(point_at(c->text, next))) {
      push(c, from, here);
      push(c, here, next);
      from = next;
    } else if (inner && (p == ')' || p == '(' || p == ']' || p == '[' || p == '"' || p == 0x201C || p == 0x201D)) {
      size_t clitic = clitic_at(c->text, from, here);
      push(c, from, clitic);
      push(c, clitic, here);
      push(c, here, next);
      from = next;
    }
    at = next;
  }
  size_t clitic = clitic_at(c->text, from, end);
  push(c, from, clitic);
  push(c, clitic, end);
}

/* Is the full stop at the end of [start, stop] part of the word? */
static bool keeps_stop(ro_slice text, size_t start, size_t stop) {
  ro_slice word = ro_slice_part(text, start, stop);
  if (word.len == 0) return false;
  size_t at = 0;
  uint32_t first = ro_utf8_next(word, &at);
  if (at == word.len && ro_is_upper(first)) return true; /* an initial */
  if (ro_slice_find(word, RO_LIT("."), 0) != (size_t)-1 && ro_is_alpha(first) && word.len <= 7) return true; /* U.S */
  return ro_is_abbreviation(word);
}

static void cut_chunk(cutting *c, size_t start, size_t end) {
  ro_slice chunk = ro_slice_part(c->text, start, end);
  while (start < end && opening(point_at(c->text, start))) {
    uint32_t p = point_at(c->text, start);
    size_t next = next_at(c->text, start);
    if (apostrophe(p) && next < end && (ro_slice_equal_nocase(ro_slice_part(c->text, next, end), RO_LIT("s")))) break;
    push(c, start, next);
    start = next;
  }
  size_t tail[64][2], n_tail = 0, stop = end;
  while (stop > start && n_tail < 64) {
    size_t at = stop;
    uint32_t p = ro_utf8_prev(c->text, &at);
    if (!closing(p) && !dash(p)) break;
    if (p == '.') {
      size_t dots = at;
      while (dots > start && c->text.ptr[dots - 1] == '.') dots--;
      if (dots < at) at = dots; /* an ellipsis is one token */
      else if (keeps_stop(c->text, start, at) || is_address(ro_slice_part(c->text, start, at))) {
        if (!is_address(ro_slice_part(c->text, start, at))) break;
      }
    } else if (dash(p)) {
      while (at > start && dash(point_before(c->text, at))) ro_utf8_prev(c->text, &at);
    } else if (apostrophe(p) && at > start && (c->text.ptr[at - 1] == 's' || c->text.ptr[at - 1] == 'S') && n_tail == 0) {
      /* a plural's genitive: its own token too */
    } else if ((p == '*' || p == '%') && at == start) {
      break;
    }
    tail[n_tail][0] = at;
    tail[n_tail++][1] = stop;
    stop = at;
  }
  if (stop > start) {
    if (is_address(chunk))
      push(c, start, stop);
    else
      cut_word(c, start, stop);
  }
  while (n_tail > 0) {
    n_tail--;
    push(c, tail[n_tail][0], tail[n_tail][1]);
  }
}

/* Does the last token end a sentence if a beginning follows? Closing quotes and brackets behind the stop are looked through. */
static bool ends_sentence(const cutting *c, uint32_t next, ro_slice following) {
  size_t i = c->out->tokens.len;
  size_t quotes = 0;
  while (i > c->sentence_first) {
    ro_slice form = ro_token_text(c->out, i - 1);
    uint32_t p = point_at(form, 0);
    if (form.len <= 3 && (p == '"' || p == 0x201D || p == ')' || p == ']' || p == 0x2019 || p == '\'' || p == 0xBB)) {
      i--;
      quotes++;
      continue;
    }
    break;
  }
  if (i == c->sentence_first) return false;
  ro_slice form = ro_token_text(c->out, i - 1);
  uint32_t last = point_before(form, form.len);
  bool begins = ro_is_upper(next) || ro_is_digit(next) || next == '"' || next == 0x201C || next == '(' || next == '[' || next == 0x2018 || next == '\'' || next == 0x2022 ||
                (ro_is_alpha(next) && !ro_is_lower(next));
  if (last == '!' || last == '?' || last == 0x3002) return begins || quotes == 0;
  if (last == 0x2026 || (form.len > 1 && ro_slice_ends(form, RO_LIT("..")))) return ro_is_upper(next) || next == 0x201C;
  if (last != '.') return false;
  if (form.len == 1) return begins || (i - 1 == c->sentence_first && false);
  /* an abbreviation or initial: only before a word that begins sentences */
  if (i - 1 == c->sentence_first) return false;
  return begins && ro_ends_with_abbreviation(form, following);
}

static bool list_mark(ro_slice text, size_t at) {
  uint32_t p = point_at(text, at);
  if (p == 0x2022 || p == '*' || p == 0x25CF || p == 0x25AA) return true;
  if (dash(p)) return ro_is_space(point_at(text, next_at(text, at)));
  size_t i = at + (p == '(');
  size_t digits = 0;
  while (i < text.len && ro_is_digit((uint32_t)(unsigned char)text.ptr[i])) i++, digits++;
  return digits > 0 && digits <= 2 && i < text.len && (text.ptr[i] == ')' || (text.ptr[i] == '.' && i + 1 < text.len && text.ptr[i + 1] == ' '));
}

/* A line end inside a paragraph: does a sentence end there? */
static bool line_ends(const cutting *c, size_t line_start, size_t newline, size_t next) {
  if (list_mark(c->text, next)) return true;
  uint32_t last = point_before(c->text, newline);
  uint32_t first = point_at(c->text, next);
  if (last == ',' || ro_is_lower(first)) return false;
  if (last == '.' || last == '!' || last == '?' || last == ':' || last == '"' || last == 0x201D || last == ')') return true;
  return newline - line_start < 60;
}

static ro_slice word_at(ro_slice text, size_t at) {
  size_t end = at;
  while (end < text.len && !ro_is_space(point_at(text, end)) && end - at < 64) end = next_at(text, end);
  return ro_slice_part(text, at, end);
}

static void cut_part(cutting *c, size_t at, size_t end) {
  size_t line_start = at;
  c->sentence_first = c->out->tokens.len;
  while (at < end) {
    size_t newlines = 0, newline = at;
    while (at < end && ro_is_space(point_at(c->text, at))) {
      if (c->text.ptr[at] == '\n' && newlines++ == 0) newline = at;
      at = next_at(c->text, at);
    }
    if (at >= end) break;
    if (newlines > 1) {
      end_sentence(c);
      c->paragraph++;
    } else if (c->out->tokens.len > c->sentence_first) {
      if (newlines == 1 && line_ends(c, line_start, newline, at))
        end_sentence(c);
      else if (ends_sentence(c, point_at(c->text, at), word_at(c->text, at)))
        end_sentence(c);
    }
    if (newlines) line_start = at;
    size_t stop = at;
    while (stop < end && !ro_is_space(point_at(c->text, stop)) && stop - at < MAX_TOKEN_BYTES) stop = next_at(c->text, stop);
    cut_chunk(c, at, stop);
    at = stop;
  }
  end_sentence(c);
  c->paragraph++;
}

void ro_tokens_make(ro_tokens *tokens, ro_slice text, const ro_spans *parts, const ro_model *model, ro_arena *arena) {
  *tokens = (ro_tokens){.text = text};
  cutting c = {.out = tokens, .arena = arena, .text = text};
  for (size_t p = 0; p < parts->len; p++) cut_part(&c, parts->at[p].start, parts->at[p].end);
  for (size_t s = 0; model && s < tokens->sentences.len; s++)
    ro_tag_sentence(model, tokens, tokens->sentences.at[s].first, tokens->sentences.at[s].end, arena);
}
