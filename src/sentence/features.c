#include "sentence/features.h"

#include "base/map.h"
#include "base/utf8.h"

#define SEED_WORD 77u
#define LONGEST 64 /* bytes of a form that are looked at */

uint32_t ro_vocabulary_check(ro_slice word) {
  uint32_t check = (uint32_t)(ro_hash(word, SEED_WORD) >> 32);
  return check ? check : 1;
}

size_t ro_vocabulary_slot(const ro_vocabulary *v, ro_slice word) {
  uint64_t hash = ro_hash(word, SEED_WORD);
  uint32_t check = ro_vocabulary_check(word);
  size_t at = hash & v->mask;
  while (v->slots[at].check != 0 && v->slots[at].check != check) at = (at + 1) & v->mask;
  return at;
}

static uint32_t known_of(const ro_vocabulary *v, ro_slice word) {
  const ro_word_slot *slot = &v->slots[ro_vocabulary_slot(v, word)];
  return slot->check ? slot->known : RO_ROW_NONE;
}

bool ro_vocabulary_has(const ro_vocabulary *v, ro_slice word) {
  return (known_of(v, word) & RO_ROW_NONE) != RO_ROW_NONE;
}

/* "CHINA" and "china" as "China"; absent where the form has capitals and other letters, or is too short to tell from an acronym.
 * ASCII only. */
static ro_slice with_capital(ro_slice form, char out[LONGEST]) {
  if (form.len < 4 || form.len > LONGEST) return RO_ABSENT;
  char first = form.ptr[0] >= 'A' && form.ptr[0] <= 'Z' ? 'A' : 'a';
  for (size_t i = 0; i < form.len; i++) {
    if (form.ptr[i] < first || form.ptr[i] > first + 25) return RO_ABSENT;
    out[i] = (char)(form.ptr[i] - first + (i == 0 ? 'A' : 'a'));
  }
  return (ro_slice){out, form.len};
}

/* Capitals X, other letters x, digits d, the rest itself; runs as one. */
static uint32_t shape_row(ro_slice form) {
  char shape[LONGEST];
  size_t len = 0;
  for (size_t at = 0; at < form.len && len + 4 < sizeof shape;) {
    uint32_t point = ro_utf8_next(form, &at);
    uint32_t kind = ro_is_upper(point) ? 'X' : ro_is_alpha(point) ? 'x' : ro_is_digit(point) ? 'd' : point;
    if (kind < 0x80 && len > 0 && (char)kind == shape[len - 1]) continue;
    len += ro_utf8_put(shape + len, kind);
  }
  return (uint32_t)(ro_hash((ro_slice){shape, len}, 3) % RO_ROWS_SHAPE);
}

static bool continues(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t ro_word_rows(const ro_vocabulary *v, ro_slice form, ro_slice lower, uint32_t rows[RO_BASE_MAX]) {
  char titled[LONGEST], plain[LONGEST];
  size_t n = 1, len = lower.len < LONGEST ? lower.len : LONGEST;
  ro_slice title = with_capital(form, titled);
  uint32_t known = known_of(v, form);
  if (known == RO_ROW_NONE && title.ptr) known = known_of(v, title);
  rows[0] = known & RO_ROW_NONE;
  if (rows[0] == RO_ROW_NONE) rows[0] = known_of(v, lower) & RO_ROW_NONE;

  while (len > 0 && len < lower.len && continues(lower.ptr[len])) len--;
  for (size_t i = 0; i < len; i++) plain[i] = ro_is_digit((unsigned char)lower.ptr[i]) ? '0' : lower.ptr[i];
  ro_slice word = {plain, len};
  uint32_t base = v->n_words;
  rows[n++] = base + (uint32_t)(ro_hash(word, 1) % RO_ROWS_FORM);
  base += RO_ROWS_FORM;
  size_t at = len;
  for (uint64_t k = 1; k <= 4 && at > 0; k++) {
    do at--;
    while (at > 0 && continues(plain[at]));
    rows[n++] = base + (uint32_t)(ro_hash(ro_slice_part(word, at, len), 10 + k) % RO_ROWS_AFFIX);
  }
  at = 0;
  for (uint64_t k = 1; k <= 3 && at < len; k++) {
    do at++;
    while (at < len && continues(plain[at]));
    rows[n++] = base + (uint32_t)(ro_hash(ro_slice_part(word, 0, at), 20 + k) % RO_ROWS_AFFIX);
  }
  base += RO_ROWS_AFFIX;
  rows[n++] = base + shape_row(form);
  base += RO_ROWS_SHAPE;
  for (uint32_t list = 0; list < RO_NAME_LISTS; list++)
    if (known >> 20 >> list & 1) rows[n++] = base + list;
  return n;
}

/* The row of form[at, end), which is not all of it; RO_ROW_NONE where the vocabulary has none. */
static uint32_t piece_row(const ro_vocabulary *v, ro_slice form, size_t at, size_t end) {
  char piece[LONGEST + 2] = "##";
  if (at == 0) return known_of(v, ro_slice_part(form, 0, end)) & RO_ROW_NONE;
  memcpy(piece + 2, form.ptr + at, end - at);
  return known_of(v, (ro_slice){piece, end - at + 2}) & RO_ROW_NONE;
}

size_t ro_word_pieces(const ro_vocabulary *v, ro_slice form, uint32_t rows[RO_PIECES_MAX]) {
  size_t n = 0, at = 0, len = form.len < LONGEST ? form.len : LONGEST;
  while (len > 0 && len < form.len && continues(form.ptr[len])) len--;
  while (at < len && n < RO_PIECES_MAX) {
    size_t end = len;
    uint32_t row = RO_ROW_NONE;
    while (end > at && row == RO_ROW_NONE) {
      if (end - at < form.len) row = piece_row(v, form, at, end);
      if (row != RO_ROW_NONE) break;
      do end--;
      while (end > at && continues(form.ptr[end]));
    }
    if (row != RO_ROW_NONE) rows[n++] = row;
    if (end == at) do
        end++;
      while (end < len && continues(form.ptr[end]));
    at = end;
  }
  return n;
}
