#include "report/language.h"

#include <stdbool.h>

enum {
  LONGEST = 64 * 1024,
  SAMPLE = 750,      /* bytes that decide where they are in one language */
  SURE_PERCENT = 95, /* of them */
  LEAST_PERCENT = 60
};

/*
 * CLD2 has a C++ interface only. These two of its functions take and give nothing but numbers and pointers, so they are
 * declared under their symbol names (Itanium C++ ABI, the one of gcc and clang): no C++ is built for two calls.
 */
int ro_cld2_detect(const char *text, int len, bool is_plain_text, int *language3, int *percent3, int *text_bytes,
                   bool *is_reliable) __asm__("_ZN4CLD224ExtDetectLanguageSummaryEPKcibPNS_8LanguageEPiS4_Pb");
const char *ro_cld2_code(int language) __asm__("_ZN4CLD212LanguageCodeENS_8LanguageE");

static ro_slice iso_code(const char *code) {
  ro_slice s = ro_slice_of(code);
  if (ro_slice_equal(s, RO_LIT("iw"))) return RO_LIT("he");
  if (ro_slice_equal(s, RO_LIT("jw"))) return RO_LIT("jv");
  if (ro_slice_equal(s, RO_LIT("un"))) return RO_ABSENT;
  if (s.len > 2 && s.ptr[2] == '-') return ro_slice_part(s, 0, 2);
  return s.len == 2 ? s : RO_ABSENT;
}

typedef struct guess {
  int language, percent;
  bool is_reliable;
} guess;

static guess detect(ro_slice text) {
  int language3[3] = {0}, percent3[3] = {0}, text_bytes = 0;
  guess g = {0};
  /* Its summary takes English beside another language for a page's furniture: the language of most of the text counts. */
  ro_cld2_detect(text.ptr, (int)text.len, true, language3, percent3, &text_bytes, &g.is_reliable);
  g.language = language3[0];
  g.percent = percent3[0];
  return g;
}

/* At most `most` bytes from `start` on, whole characters. */
static ro_slice cut(ro_slice text, size_t start, size_t most) {
  size_t end = text.len - start > most ? start + most : text.len;
  while (start > 0 && ((unsigned char)text.ptr[start] & 0xC0) == 0x80) start--;
  while (end < text.len && end > start && ((unsigned char)text.ptr[end] & 0xC0) == 0x80) end--;
  return ro_slice_part(text, start, end);
}

/* Of a text longer than it: its beginning, its middle and its end. */
static ro_slice sample_of(ro_slice text, ro_arena *arena) {
  size_t third = SAMPLE / 3;
  const ro_slice parts[] = {cut(text, 0, third), cut(text, text.len / 2, third), cut(text, text.len - third, third)};
  return ro_arena_join(arena, parts, 3, RO_LIT("\n"));
}

ro_slice ro_language_of(ro_slice text, const ro_spans *parts, ro_arena *arena) {
  ro_slices pieces = {0};
  size_t len = 0;
  for (size_t i = 0; i < parts->len && len < LONGEST; i++) {
    RO_PUSH(arena, &pieces, ro_slice_span(text, parts->at[i]));
    len += parts->at[i].end - parts->at[i].start + 1;
  }
  ro_slice joined = cut(ro_arena_join(arena, pieces.at, pieces.len, RO_LIT("\n")), 0, LONGEST);
  bool is_long = joined.len > SAMPLE;
  guess g = detect(is_long ? sample_of(joined, arena) : joined);
  if (is_long && (!g.is_reliable || g.percent < SURE_PERCENT)) g = detect(joined);
  if (!g.is_reliable || g.percent < LEAST_PERCENT) return RO_ABSENT;
  return iso_code(ro_cld2_code(g.language));
}
