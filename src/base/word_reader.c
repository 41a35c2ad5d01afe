#include "base/word_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/error.h"
#include "base/utf8.h"

#define RULES 1   /* to be raised when other words come of a text */
#define ROOM 1024 /* code units; what the longest word that is kept becomes in any form */

struct ro_word_reader {
  ro_slice text;
  size_t at;
  size_t piece_from, piece_end; /* the run that the dictionary cuts; none where equal */
  UBreakIterator *breaks;       /* opened with the first such run */
  UText *run;
  const UNormalizer2 *fold, *decompose, *compose; /* ICU's, static */
  bool failed;
  char form[RO_WORD_BYTES + 4];
};

typedef enum part { NO_PART, LETTER, MARK, IDEOGRAPH, COMPLEX, JOINER } part;

/* -- opening ---------------------------------------------------------------------------------------------------------- */

readout_status ro_word_reader_open(ro_word_reader **out, readout_error *err) {
  UErrorCode code = U_ZERO_ERROR;
  ro_word_reader *reader = calloc(1, sizeof *reader);
  *out = reader;
  if (!reader) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the words of a text");
  reader->fold = unorm2_getNFKCCasefoldInstance(&code);
  reader->decompose = unorm2_getNFDInstance(&code);
  reader->compose = unorm2_getNFCInstance(&code);
  if (U_SUCCESS(code)) return READOUT_OK;
  free(reader);
  *out = NULL;
  return ro_fail(err, READOUT_ERR_MEMORY, "ICU has no normal forms: %s", u_errorName(code));
}

void ro_word_reader_close(ro_word_reader *reader) {
  if (!reader) return;
  if (reader->breaks) ubrk_close(reader->breaks);
  if (reader->run) utext_close(reader->run);
  free(reader);
}

void ro_word_reader_start(ro_word_reader *reader, ro_slice text) {
  reader->text = text;
  reader->at = reader->piece_from = reader->piece_end = 0;
}

readout_status ro_word_reader_check(const ro_word_reader *reader, readout_error *err) {
  return reader->failed ? ro_fail(err, READOUT_ERR_MEMORY, "memory ran out while a text was cut into words") : READOUT_OK;
}

/* -- cutting ---------------------------------------------------------------------------------------------------------- */

static part wide_part(uint32_t point) {
  uint32_t kinds = U_MASK(u_charType((UChar32)point));
  if (point == 0x200B) return NO_PART; /* a space of no width parts words */
  if (kinds & U_GC_CF_MASK) return JOINER;
  if (kinds & U_GC_M_MASK)
    return u_getIntPropertyValue((UChar32)point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ? COMPLEX : MARK;
  if (!(kinds & (U_GC_L_MASK | U_GC_N_MASK))) return NO_PART;
  switch (u_getIntPropertyValue((UChar32)point, UCHAR_LINE_BREAK)) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
    case U_LB_NONSTARTER:
      return point >= 0xFF10 && point <= 0xFF5A ? LETTER : IDEOGRAPH; /* wide digits and Latin letters */
    case U_LB_COMPLEX_CONTEXT:
      return COMPLEX;
    default:
      return LETTER;
  }
}

static part part_of(uint32_t point) {
  if (point >= 0x80) return wide_part(point);
  return ro_is_digit(point) || ro_is_alpha(point) ? LETTER : NO_PART;
}

/* Behind what goes on in the same way from `at`; an ideograph stands alone with its marks. */
static size_t end_of_run(ro_slice text, size_t at, part first) {
  while (at < text.len) {
    size_t next = at;
    part kind = part_of(ro_utf8_next(text, &next));
    bool goes_on = kind == MARK || kind == JOINER || (kind == first && first != IDEOGRAPH);
    if (!goes_on) break;
    at = next;
  }
  return at;
}

/* The dictionary's next cut of the run under way. */
static size_t next_cut(ro_word_reader *reader) {
  int32_t cut = ubrk_next(reader->breaks);
  return cut == UBRK_DONE ? reader->piece_end : reader->piece_from + (size_t)cut;
}

static bool begin_run(ro_word_reader *reader, size_t start, size_t end) {
  UErrorCode code = U_ZERO_ERROR;
  if (!reader->breaks) reader->breaks = ubrk_open(UBRK_WORD, "en", NULL, 0, &code);
  reader->run = utext_openUTF8(reader->run, reader->text.ptr + start, (int64_t)(end - start), &code);
  if (U_SUCCESS(code)) ubrk_setUText(reader->breaks, reader->run, &code);
  if (U_SUCCESS(code)) ubrk_first(reader->breaks);
  reader->piece_from = start;
  reader->piece_end = end;
  reader->failed = reader->failed || U_FAILURE(code);
  return U_SUCCESS(code);
}

/* The next stretch that is one word, its form not known yet. */
static bool next_span(ro_word_reader *reader, ro_span *span) {
  while (reader->at < reader->text.len) {
    size_t start = reader->at, next = start;
    if (start < reader->piece_end) {
      reader->at = next_cut(reader);
      *span = (ro_span){start, reader->at};
      return true;
    }
    part first = part_of(ro_utf8_next(reader->text, &next));
    reader->at = next;
    if (first == NO_PART || first == MARK || first == JOINER) continue;
    size_t end = end_of_run(reader->text, next, first);
    if (first == COMPLEX) {
      reader->at = start;
      if (!begin_run(reader, start, end)) return false;
      continue;
    }
    reader->at = end;
    *span = (ro_span){start, end};
    return true;
  }
  return false;
}

/* -- forms ------------------------------------------------------------------------------------------------------------ */

/* Accents, Arabic vowel signs and the stroke that lengthens a word. */
static bool is_left_out(UChar unit) {
  return (unit >= 0x300 && unit <= 0x36F) || (unit >= 0x64B && unit <= 0x65F) || unit == 0x670 || unit == 0x640;
}

/* What no word holds: compatibility forms may have spaces and signs. */
static int32_t keep_letters(UChar *units, int32_t len) {
  int32_t kept = 0;
  for (int32_t i = 0; i < len; i++) {
    UChar unit = units[i] == 0x131 ? 'i' : units[i];
    bool is_sign = unit < 0x80 && !ro_is_digit(unit) && !(unit >= 'a' && unit <= 'z');
    if (!is_left_out(unit) && !is_sign) units[kept++] = unit;
  }
  return kept;
}

static size_t put_form(ro_word_reader *reader, ro_slice word) {
  UChar read[ROOM], folded[ROOM], parted[ROOM];
  UErrorCode code = U_ZERO_ERROR;
  int32_t len = 0, bytes = 0;
  u_strFromUTF8(read, ROOM, &len, word.ptr, (int32_t)word.len, &code);
  len = unorm2_normalize(reader->fold, read, len, folded, ROOM, &code);
  len = unorm2_normalize(reader->decompose, folded, len, parted, ROOM, &code);
  if (U_SUCCESS(code)) len = keep_letters(parted, len);
  len = unorm2_normalize(reader->compose, parted, len, folded, ROOM, &code);
  char form[ROOM * 3];
  u_strToUTF8(form, sizeof form, &bytes, folded, len, &code);
  if (U_FAILURE(code)) {
    reader->failed = true;
    return 0;
  }
  size_t kept = (size_t)bytes;
  while (kept > RO_WORD_BYTES || (kept < (size_t)bytes && kept > 0 && ((unsigned char)form[kept] & 0xC0) == 0x80)) kept--;
  memcpy(reader->form, form, kept);
  return kept;
}

/* At most RO_WORD_BYTES bytes, whole code points. */
static ro_slice cut_long(ro_slice word) {
  if (word.len <= RO_WORD_BYTES) return word;
  size_t len = RO_WORD_BYTES;
  while (len > 0 && ((unsigned char)word.ptr[len] & 0xC0) == 0x80) len--;
  return ro_slice_part(word, 0, len);
}

static size_t fold(ro_word_reader *reader, ro_slice word) {
  word = cut_long(word);
  for (size_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    if (c >= 0x80) return put_form(reader, word);
    reader->form[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  return word.len;
}

bool ro_word_reader_next(ro_word_reader *reader, ro_word *word) {
  while (next_span(reader, &word->span)) {
    size_t len = fold(reader, ro_slice_span(reader->text, word->span));
    word->form = (ro_slice){reader->form, len};
    if (len > 0) return true;
    if (reader->failed) return false;
  }
  return false;
}

void ro_word_reader_all(ro_word_reader *reader, ro_slice text, size_t offset, ro_arena *arena, ro_words *words) {
  ro_word word;
  ro_word_reader_start(reader, text);
  while (ro_word_reader_next(reader, &word)) {
    word.form = ro_arena_copy(arena, word.form);
    word.span = (ro_span){word.span.start + offset, word.span.end + offset};
    RO_PUSH(arena, words, word);
  }
}

void ro_word_rules(char out[RO_WORD_RULES_MAX]) {
  UVersionInfo icu, unicode;
  u_getVersion(icu);
  u_getUnicodeVersion(unicode);
  (void)snprintf(out, RO_WORD_RULES_MAX, "%d %d.%d %d.%d", RULES, icu[0], icu[1], unicode[0], unicode[1]);
}
