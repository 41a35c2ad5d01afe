#include "report/language.h"

#include <stdbool.h>

enum { LONGEST = 64 * 1024, LEAST_PERCENT = 60 };

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

ro_slice ro_language_of(ro_slice text, const ro_spans *parts, ro_arena *arena) {
  ro_slices pieces = {0};
  size_t len = 0;
  for (size_t i = 0; i < parts->len && len < LONGEST; i++) {
    RO_PUSH(arena, &pieces, ro_slice_span(text, parts->at[i]));
    len += parts->at[i].end - parts->at[i].start + 1;
  }
  ro_slice joined = ro_arena_join(arena, pieces.at, pieces.len, RO_LIT("\n"));
  if (joined.len > LONGEST) {
    size_t cut = LONGEST;
    while (cut > 0 && ((unsigned char)joined.ptr[cut] & 0xC0) == 0x80) cut--;
    joined.len = cut;
  }
  int language3[3] = {0}, percent3[3] = {0}, text_bytes = 0;
  bool is_reliable = false;
  /* Its summary takes English beside another language for a page's furniture: the language of most of the text counts. */
  ro_cld2_detect(joined.ptr, (int)joined.len, true, language3, percent3, &text_bytes, &is_reliable);
  if (!is_reliable || percent3[0] < LEAST_PERCENT) return RO_ABSENT;
  return iso_code(ro_cld2_code(language3[0]));
}
