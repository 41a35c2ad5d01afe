#include "source/charset.h"

#include <limits.h>
#include <stdint.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "base/error.h"
#include "base/utf8.h"
#include "source/sniff.h"

enum { GUESS_BYTES = 1 << 20 };

typedef struct alias {
  const char *label, *charset;
} alias;

/* Where browsers mean more than the name says. https://encoding.spec.whatwg.org/#names-and-labels */
static const alias aliases[] = {
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"euc-kr", "windows-949"},
    {"uhc", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"ksc5601", "windows-949"},
    {"x-mac-roman", "macintosh"},
    {"mac-roman", "macintosh"},
    {"utf8", "UTF-8"},
    {"mac-cyrillic", "x-mac-cyrillic"},
};

static ro_slice charset_of(ro_slice label) {
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
    if (ro_slice_equal_nocase(label, ro_slice_of(aliases[i].label))) return ro_slice_of(aliases[i].charset);
  }
  return label;
}

static void close_converter(void *converter) {
  ucnv_close(converter);
}

/* How a conversion ended: absent when the charset is not known or, without `replacing`, when bytes do not fit it. */
static ro_slice convert(ro_slice bytes, ro_slice charset, bool replacing, ro_arena *arena) {
  UErrorCode status = U_ZERO_ERROR;
  if (bytes.len > INT32_MAX / 4 || charset.len > UCNV_MAX_CONVERTER_NAME_LENGTH) return RO_ABSENT;
  UConverter *converter = ucnv_open(ro_arena_copy(arena, charset).ptr, &status);
  if (U_FAILURE(status)) return RO_ABSENT;
  ro_arena_defer(arena, close_converter, converter);
  if (!replacing) ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  int32_t len = ucnv_toAlgorithmic(UCNV_UTF8, converter, NULL, 0, bytes.ptr, (int32_t)bytes.len, &status);
  if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return RO_ABSENT;
  status = U_ZERO_ERROR;
  char *out = ro_arena_alloc(arena, (size_t)len + 1, 1);
  len = ucnv_toAlgorithmic(UCNV_UTF8, converter, out, len + 1, bytes.ptr, (int32_t)bytes.len, &status);
  if (U_FAILURE(status) || len < 0) return RO_ABSENT;
  ro_slice text = {out, (size_t)len};
  return ro_utf8_check(text) == text.len ? text : RO_ABSENT;
}

static bool is_continuation(char c) {
  return ((unsigned char)c & 0xC0) == 0x80;
}

/* True when the invalid sequences are few among the valid ones that are not ASCII. *faults counts them. */
static bool is_mostly_utf8(ro_slice bytes, size_t *faults) {
  size_t sequences = 0;
  *faults = 0;
  for (size_t at = 0; at < bytes.len;) {
    size_t good = ro_utf8_check(ro_slice_part(bytes, at, bytes.len));
    for (size_t i = at; i < at + good; i++) sequences += (unsigned char)bytes.ptr[i] >= 0xC2;
    at += good;
    if (at >= bytes.len) break;
    ++*faults;
    for (at++; at < bytes.len && is_continuation(bytes.ptr[at]);) at++;
  }
  return *faults > 0 && sequences >= 10 * *faults;
}

static ro_slice replace_faults(ro_slice bytes, size_t faults, ro_arena *arena) {
  char *out = ro_arena_alloc(arena, bytes.len + 3 * faults + 1, 1);
  size_t len = 0;
  for (size_t at = 0; at < bytes.len;) {
    size_t good = ro_utf8_check(ro_slice_part(bytes, at, bytes.len));
    memcpy(out + len, bytes.ptr + at, good);
    len += good;
    at += good;
    if (at >= bytes.len) break;
    len += ro_utf8_put(out + len, 0xFFFD);
    for (at++; at < bytes.len && is_continuation(bytes.ptr[at]);) at++;
  }
  return (ro_slice){out, len};
}

/* UTF-16 without a mark: ASCII in it has a NUL at every other place. */
static ro_slice guess_utf16(ro_slice bytes) {
  size_t nuls[2] = {0, 0};
  for (size_t i = 0; i < bytes.len; i++) nuls[i & 1] += bytes.ptr[i] == '\0';
  size_t pairs = bytes.len / 2;
  if (pairs < 2) return RO_ABSENT;
  if (nuls[1] > pairs / 3 && nuls[0] <= pairs / 50) return RO_LIT("UTF-16LE");
  if (nuls[0] > pairs / 3 && nuls[1] <= pairs / 50) return RO_LIT("UTF-16BE");
  return RO_ABSENT;
}

/* True when every byte beyond ASCII is one of the quotes, dashes, signs that windows-1252 is mostly used for. */
static bool has_only_western_signs(ro_slice bytes) {
  for (size_t i = 0; i < bytes.len; i++) {
    unsigned char c = (unsigned char)bytes.ptr[i];
    if (c >= 0x80 && !memchr("\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA3\xA7\xA9\xAB\xAE\xB0\xB7\xBB", c, 19)) return false;
  }
  return true;
}

static ro_slice guess_charset(ro_slice bytes, ro_arena *arena) {
  if (has_only_western_signs(bytes)) return RO_LIT("windows-1252");
  uchardet_t detector = uchardet_new();
  if (!detector) return RO_LIT("windows-1252");
  char name[64] = "";
  if (uchardet_handle_data(detector, bytes.ptr, bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES) == 0) {
    uchardet_data_end(detector);
    const char *guess = uchardet_get_charset(detector);
    size_t len = strlen(guess);
    if (len < sizeof name) memcpy(name, guess, len + 1);
  }
  uchardet_delete(detector);
  return name[0] ? charset_of(ro_arena_copy(arena, ro_slice_of(name))) : RO_LIT("windows-1252");
}

static ro_slice marked_charset(ro_slice bytes, size_t *mark) {
  static const struct {
    const char *mark;
    size_t len;
    const char *charset;
  } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
               {"\xFF\xFE\0\0", 4, "UTF-32LE"},
               {"\0\0\xFE\xFF", 4, "UTF-32BE"},
               {"\xFF\xFE", 2, "UTF-16LE"},
               {"\xFE\xFF", 2, "UTF-16BE"}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    *mark = marks[i].len;
    if (ro_slice_starts(bytes, (ro_slice){marks[i].mark, marks[i].len})) return ro_slice_of(marks[i].charset);
  }
  *mark = 0;
  return RO_ABSENT;
}

static bool is_shifting(ro_slice charset) {
  return charset.len >= 2 && (ro_slice_equal_nocase(ro_slice_part(charset, 0, 8), RO_LIT("iso-2022")) ||
                              ro_slice_equal_nocase(ro_slice_part(charset, 0, 2), RO_LIT("hz")));
}

static bool has_escapes(ro_slice bytes) {
  return memchr(bytes.ptr, 0x1B, bytes.len) != NULL || ro_slice_find(bytes, RO_LIT("~{"), 0) != SIZE_MAX;
}

static readout_status settle(ro_decoded *out, ro_slice text, ro_slice charset, bool is_guessed, ro_arena *arena) {
  *out = (ro_decoded){text, ro_arena_copy(arena, charset), is_guessed};
  return READOUT_OK;
}

/* A mark, NULs or valid UTF-8 settle it. False: they do not. */
static bool decode_settled(ro_slice bytes, ro_slice declared, ro_decoded *out, ro_arena *arena) {
  size_t mark;
  ro_slice charset = marked_charset(bytes, &mark), text;
  ro_slice body = ro_slice_part(bytes, mark, bytes.len);
  if (mark > 0 && !ro_slice_equal(charset, RO_LIT("UTF-8"))) {
    if ((text = convert(body, charset, false, arena)).ptr) return settle(out, text, charset, false, arena) == READOUT_OK;
    if ((text = convert(body, charset, true, arena)).ptr) return settle(out, text, charset, true, arena) == READOUT_OK;
  }
  charset = guess_utf16(bytes);
  if (charset.ptr && (text = convert(bytes, charset, false, arena)).ptr) {
    return settle(out, text, charset, true, arena) == READOUT_OK;
  }
  if (declared.ptr && is_shifting(declared) && has_escapes(bytes) && (text = convert(bytes, declared, false, arena)).ptr) {
    return settle(out, text, declared, false, arena) == READOUT_OK;
  }
  if (ro_utf8_check(body) == body.len) return settle(out, body, RO_LIT("UTF-8"), false, arena) == READOUT_OK;
  return false;
}

readout_status ro_charset_decode(ro_slice bytes, bool is_page, ro_slice given, ro_slice name, ro_decoded *out, ro_arena *arena,
                                 readout_error *err) {
  if (bytes.len == 0) return settle(out, RO_LIT(""), RO_LIT("UTF-8"), false, arena);
  ro_slice declared = charset_of(given.ptr || !is_page ? given : ro_declared_charset(bytes));
  if (decode_settled(bytes, declared, out, arena)) return READOUT_OK;
  size_t mark, faults;
  (void)marked_charset(bytes, &mark);
  ro_slice body = mark == 3 ? ro_slice_part(bytes, mark, bytes.len) : bytes, text;
  if (is_mostly_utf8(body, &faults)) return settle(out, replace_faults(body, faults, arena), RO_LIT("UTF-8"), true, arena);
  bool declares_utf8 = declared.ptr && ro_slice_equal_nocase(declared, RO_LIT("utf-8"));
  if (declared.ptr && !declares_utf8 && (text = convert(bytes, declared, false, arena)).ptr) {
    return settle(out, text, declared, false, arena);
  }
  ro_slice guessed = guess_charset(body, arena);
  if ((text = convert(body, guessed, false, arena)).ptr) return settle(out, text, guessed, true, arena);
  if (is_page) {
    if (!declared.ptr || declares_utf8) declared = RO_LIT("windows-1252");
    if ((text = convert(bytes, declared, true, arena)).ptr) return settle(out, text, declared, true, arena);
    return settle(out, replace_faults(body, faults, arena), RO_LIT("UTF-8"), true, arena);
  }
  size_t offset = ro_utf8_check(body) + (size_t)(body.ptr - bytes.ptr);
  return ro_fail_at(err, READOUT_ERR_INPUT, 0, offset,
                    "%.*s is not valid UTF-8 at byte %zu, and its charset cannot be told; convert it to UTF-8 (iconv -t UTF-8)",
                    (int)(name.len < 200 ? name.len : 200), name.ptr, offset);
}
