/*
 * Tokens and sentences. A stretch without white space is cut into tokens by UD English's rules (cut.c); sentences end behind
 * closing punctuation that a beginning follows, at blank lines, and at line ends where the line was not full.
 */
#include "base/utf8.h"
#include "sentence/cut.h"
#include "sentence/model.h"
#include "sentence/words.h"

#define WRAPPED_MAX 120 /* bytes; text is not wrapped to longer lines */

static uint32_t point_at(const ro_cutter *c, size_t at) {
  return at < c->end ? ro_utf8_next(c->text, &at) : 0;
}

static size_t behind(const ro_cutter *c, size_t at) {
  ro_utf8_next(c->text, &at);
  return at;
}

/* -- ends of sentences ------------------------------------------------------------------------------------------------ */

static bool begins(const ro_following *following) {
  uint32_t p = following->point;
  return p == 0 || following->opened || (!ro_is_lower(p) && (ro_is_alpha(p) || ro_is_digit(p))) || p == 0x2022 || p == '*' ||
         p == '-' || p == 0x2014 || p == '<';
}

/* All of the sentence so far is the mark of a list: "1.", "b." */
static bool only_list_mark(const ro_cutter *c, size_t stop) {
  if (stop != c->sentence_first + 1) return false;
  ro_slice mark = ro_token_text(c->out, c->sentence_first);
  if (mark.len == 0 || !mark.ptr) return false;
  return (mark.len <= 3 && ro_is_digit((unsigned char)mark.ptr[0])) || (mark.len == 1 && ro_is_alpha((unsigned char)mark.ptr[0]));
}

/* Behind "…!" or "…?" in quotes: do name and verb of saying follow in the same sentence? */
static bool speaker_follows(const ro_cutter *c, size_t at) {
  static const char *const SAYING[] = {"said",  "asked",   "says",  "added",   "told",     "asks",
                                       "wrote", "replied", "cried", "shouted", "exclaimed"};
  for (size_t word = 0; word < 4 && at < c->end; word++) {
    while (at < c->end && ro_is_space(point_at(c, at)) && c->text.ptr[at] != '\n') at = behind(c, at);
    size_t end = at;
    while (end < c->end && end - at < 24 && ro_is_alpha(point_at(c, end))) end = behind(c, end);
    ro_slice form = ro_slice_part(c->text, at, end);
    for (size_t i = 0; i < sizeof SAYING / sizeof *SAYING; i++)
      if (ro_slice_equal(form, ro_slice_of(SAYING[i]))) return word > 0;
    if (end == at || (word == 0 && ro_words_have(RO_WORDS_STARTER, form) && form.len > 3)) return false;
    at = end;
  }
  return false;
}

/* A sentence begun without a capital, as in notes and posts; an abbreviation that no list has is short and goes before other
 * words. */
static bool careless_beginning(const ro_cutter *c, size_t stop, const ro_following *following) {
  if (stop == c->sentence_first) return false;
  return ro_words_have(RO_WORDS_STARTER, following->word) || ro_token_text(c->out, stop - 1).len >= 5;
}

/* Is the last token, with closing quotes and brackets behind it, the end of a sentence, when text goes on at `next`? */
static bool ends_sentence(const ro_cutter *c, size_t next) {
  size_t i = c->out->tokens.len, closing = 0;
  while (i > c->sentence_first + 1 && closing < 4) {
    ro_slice form = ro_token_text(c->out, i - 1);
    size_t at = 0;
    if (!form.ptr || !ro_cut_closes(ro_utf8_next(form, &at)) || (at < form.len && !ro_slice_equal(form, RO_LIT("''")))) break;
    closing++;
    i--;
  }
  if (i == c->sentence_first) return false;
  ro_slice form = ro_token_text(c->out, i - 1);
  ro_following following = ro_cut_following(c, next);
  size_t last = form.len;
  uint32_t mark = ro_utf8_prev(form, &last);
  if (mark == 0x3002) return true;
  if (i == c->stop_ends) return begins(&following);
  if (mark == '!' || mark == '?') {
    if (form.len > 1 && ro_is_alpha((unsigned char)form.ptr[0])) return false;
    return begins(&following) ? closing == 0 || !speaker_follows(c, next) : closing == 0;
  }
  if (mark == 0x2026 || (mark == '.' && form.len > 1 && form.ptr[0] == '.')) return begins(&following);
  if (mark != '.' || form.len > 1 || only_list_mark(c, i - 1)) return false;
  return begins(&following) || (closing == 0 && careless_beginning(c, i - 1, &following));
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

/* Length of the longest line from `at` to the next blank line, in bytes. */
static size_t longest_line(const ro_cutter *c, size_t at) {
  size_t longest = 0, start = at;
  bool blank = true;
  for (; at <= c->end; at++) {
    if (at < c->end && c->text.ptr[at] != '\n') {
      blank &= c->text.ptr[at] == ' ' || c->text.ptr[at] == '\t' || c->text.ptr[at] == '\r';
      continue;
    }
    if (blank && at > start) break;
    if (at == start && at < c->end) break;
    if (at - start > longest) longest = at - start;
    start = at + 1;
    blank = true;
  }
  return longest;
}

static bool is_list_mark(const ro_cutter *c, size_t at) {
  uint32_t p = point_at(c, at);
  if (p == 0x2022 || p == 0x25CF || p == 0x25AA || p == 0xB7) return true;
  if (p == '*' || p == '-' || p == 0x2013 || p == 0x2014) return ro_is_space(point_at(c, behind(c, at)));
  at += p == '(';
  size_t from = at;
  while (at < c->end && at - from < 3 && ro_is_digit((unsigned char)c->text.ptr[at])) at++;
  if (at == from && p == '(' && ro_is_alpha(point_at(c, at))) at = behind(c, at);
  return at > from && (point_at(c, at) == ')' || (point_at(c, at) == '.' && ro_is_space(point_at(c, at + 1))));
}

/* A single line end, at `newline`, of the line that began at `start`; text goes on at `next`. Was it meant? */
static bool line_ends(const ro_cutter *c, size_t start, size_t newline, size_t next, size_t width) {
  if (is_list_mark(c, next)) return true;
  ro_following following = ro_cut_following(c, next);
  if (!begins(&following) || (newline > start && c->text.ptr[newline - 1] == ',')) return false;
  if (width > WRAPPED_MAX) return true;
  size_t word = next;
  while (word < c->end && !ro_is_space(point_at(c, word)) && word - next <= WRAPPED_MAX) word = behind(c, word);
  return (newline - start) + 1 + (word - next) <= width;
}

/* -- parts ------------------------------------------------------------------------------------------------------------ */

static void end_paragraph(ro_cutter *c) {
  ro_cut_end_sentence(c);
  c->paragraph++;
  c->open_single = c->open_double = false;
}

static void cut_part(ro_cutter *c, size_t at) {
  size_t line_start = at, width = longest_line(c, at);
  c->sentence_first = c->out->tokens.len;
  while (at < c->end) {
    size_t newlines = 0, newline = at;
    while (at < c->end && ro_is_space(point_at(c, at))) {
      if (c->text.ptr[at] == '\n' && newlines++ == 0) newline = at;
      at = behind(c, at);
    }
    if (at >= c->end) break;
    bool begun = c->out->tokens.len > c->sentence_first;
    if (newlines > 1) {
      end_paragraph(c);
      width = longest_line(c, at);
    } else if (newlines == 1 && line_ends(c, line_start, newline, at, width)) {
      end_paragraph(c);
    } else if (begun && ends_sentence(c, at)) {
      ro_cut_end_sentence(c);
    }
    if (newlines) line_start = at;
    size_t stop = at;
    while (stop < c->end && !ro_is_space(point_at(c, stop))) stop = behind(c, stop);
    ro_cut_chunk(c, at, stop);
    at = stop;
  }
  end_paragraph(c);
}

void ro_tokens_make(ro_tokens *tokens, ro_slice text, const ro_spans *parts, const ro_model *model, ro_keep_states keep,
                    ro_arena *arena) {
  *tokens = (ro_tokens){.text = text};
  ro_cutter c = {.out = tokens, .arena = arena, .text = text};
  for (size_t p = 0; p < parts->len; p++) {
    c.end = parts->at[p].end < text.len ? parts->at[p].end : text.len;
    cut_part(&c, parts->at[p].start);
  }
  if (model) ro_tokens_analyse(tokens, model, true, keep, arena);
}
