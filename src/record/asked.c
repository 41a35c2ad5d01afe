#include "record/asked.h"

#include "base/error.h"
#include "base/utf8.h"

#define SHOWN 40 /* bytes of what was typed that an error repeats */

typedef struct reading {
  ro_asked *asked;
  ro_slice typed;
  size_t at, n_words;
  ro_word_reader *reader;
  ro_arena *arena;
  readout_error *err;
} reading;

static bool is_quote(uint32_t point) {
  return point == '"' || point == 0x201C || point == 0x201D || point == 0x201E;
}

static uint32_t point_at(const reading *r, size_t at) {
  return at < r->typed.len ? ro_utf8_next(r->typed, &at) : 0;
}

static size_t behind(const reading *r, size_t at) {
  (void)ro_utf8_next(r->typed, &at);
  return at;
}

static void skip_spaces(reading *r) {
  while (r->at < r->typed.len && ro_is_space(point_at(r, r->at))) r->at = behind(r, r->at);
}

/* The beginning of what is wrong, to be told. */
static ro_slice shown(const reading *r, size_t start) {
  size_t end = start;
  while (end < r->typed.len && end - start < SHOWN) end = behind(r, end);
  return ro_slice_part(r->typed, start, end);
}

static readout_status refuse(const reading *r, size_t start, const char *why) {
  ro_slice what = shown(r, start);
  return ro_fail(r->err, READOUT_ERR_USAGE, "\"%.*s\" cannot be looked for: %s", (int)what.len, what.ptr, why);
}

/* To the quote mark that closes, or to the next space. */
static readout_status read_stretch(reading *r, size_t start, ro_slice *stretch) {
  bool quoted = is_quote(point_at(r, r->at));
  if (quoted) r->at = behind(r, r->at);
  size_t from = r->at;
  while (r->at < r->typed.len && !(quoted ? is_quote(point_at(r, r->at)) : ro_is_space(point_at(r, r->at))))
    r->at = behind(r, r->at);
  *stretch = ro_slice_part(r->typed, from, r->at);
  if (!quoted) return READOUT_OK;
  if (r->at == r->typed.len) return refuse(r, start, "its quote mark is not closed: put another behind the last word, or none");
  r->at = behind(r, r->at);
  return READOUT_OK;
}

/* A star behind a word, or behind a phrase's closing mark. */
static readout_status read_star(reading *r, size_t start, ro_slice *stretch, bool *is_prefix) {
  *is_prefix = false;
  if (stretch->len > 0 && stretch->ptr[stretch->len - 1] == '*') {
    stretch->len--;
    *is_prefix = true;
  } else if (point_at(r, r->at) == '*') {
    r->at++;
    *is_prefix = true;
  }
  if (ro_slice_find(*stretch, RO_LIT("*"), 0) == (size_t)-1) return READOUT_OK;
  return refuse(r, start, "a star may only stand at the end, behind how a word begins");
}

static readout_status read_term(reading *r) {
  size_t start = r->at;
  ro_asked_term term = {.is_excluded = point_at(r, start) == '-'};
  ro_slice stretch;
  ro_words words = {0};
  if (term.is_excluded) r->at++;
  RO_TRY(read_stretch(r, start, &stretch));
  RO_TRY(read_star(r, start, &stretch, &term.is_prefix));
  ro_word_reader_all(r->reader, stretch, 0, r->arena, &words);
  RO_TRY(ro_word_reader_check(r->reader, r->err));
  if (words.len == 0) return refuse(r, start, "no word is in it: give letters or digits, or leave it out");
  r->n_words += words.len;
  if (r->asked->terms.len == RO_ASKED_TERMS || r->n_words > RO_ASKED_WORDS)
    return refuse(r, start, "it is one word too many: ask for fewer");
  for (size_t i = 0; i < words.len; i++) RO_PUSH(r->arena, &term.words, words.at[i].form);
  RO_PUSH(r->arena, &r->asked->terms, term);
  return READOUT_OK;
}

readout_status ro_asked_read(ro_asked *asked, ro_slice typed, ro_word_reader *reader, ro_arena *arena, readout_error *err) {
  *asked = (ro_asked){0};
  reading r = {.asked = asked, .typed = typed, .reader = reader, .arena = arena, .err = err};
  if (ro_utf8_check(typed) < typed.len)
    return ro_fail(err, READOUT_ERR_USAGE, "what is looked for is no UTF-8 from byte %zu on: type it anew", ro_utf8_check(typed));
  for (skip_spaces(&r); r.at < typed.len; skip_spaces(&r)) RO_TRY(read_term(&r));
  return READOUT_OK;
}

bool ro_asked_any(const ro_asked *asked) {
  for (size_t i = 0; i < asked->terms.len; i++)
    if (!asked->terms.at[i].is_excluded) return true;
  return false;
}

static bool stands_at(const ro_asked_term *term, const ro_words *words, size_t at) {
  if (term->words.len > words->len - at) return false;
  for (size_t i = 0; i < term->words.len; i++) {
    ro_slice word = words->at[at + i].form, wanted = term->words.at[i];
    bool begins = term->is_prefix && i + 1 == term->words.len;
    if (begins ? !ro_slice_starts(word, wanted) : !ro_slice_equal(word, wanted)) return false;
  }
  return true;
}

void ro_asked_find(const ro_asked *asked, const ro_words *words, ro_arena *arena, ro_asked_hits *hits) {
  for (size_t at = 0; at < words->len; at++)
    for (size_t t = 0; t < asked->terms.len; t++) {
      const ro_asked_term *term = &asked->terms.at[t];
      if (term->is_excluded || !stands_at(term, words, at)) continue;
      ro_span span = {words->at[at].span.start, words->at[at + term->words.len - 1].span.end};
      ro_asked_hit hit = {span, t};
      RO_PUSH(arena, hits, hit);
    }
}
