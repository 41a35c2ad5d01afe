#include "format/html_out.h"

#include "base/hash.h"
#include "base/utf8.h"

static const char *entity_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
  }
}

/* Bytes at `at` that neither HTML nor XML takes: of a control character, of U+FFFE or U+FFFF; or 0. */
static size_t refused(ro_slice text, size_t at) {
  unsigned char c = (unsigned char)text.ptr[at];
  if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return 1;
  ro_slice rest = ro_slice_part(text, at, at + 3);
  return ro_slice_equal(rest, RO_LIT("\xEF\xBF\xBE")) || ro_slice_equal(rest, RO_LIT("\xEF\xBF\xBF")) ? 3 : 0;
}

void ro_html_text(ro_text *out, ro_slice text) {
  size_t done = 0;
  for (size_t i = 0; i < text.len; i++) {
    size_t bytes = refused(text, i);
    const char *instead = bytes > 0 ? "\xEF\xBF\xBD" : entity_of(text.ptr[i]);
    if (!instead) continue;
    ro_text_add(out, ro_slice_part(text, done, i));
    ro_text_add(out, ro_slice_of(instead));
    done = i + (bytes > 0 ? bytes : 1);
    i = done - 1;
  }
  ro_text_add(out, ro_slice_part(text, done, text.len));
}

void ro_html_element(ro_text *out, const char *tag, const char *class_name, ro_slice text) {
  if (class_name) {
    ro_text_addf(out, "<%s class=\"%s\">", tag, class_name);
  } else {
    ro_text_addf(out, "<%s>", tag);
  }
  ro_html_text(out, text);
  ro_text_addf(out, "</%s>", tag);
}

static unsigned nibble(char c) {
  return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

ro_slice ro_html_digest(ro_slice style, ro_arena *arena) {
  static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  enum { BYTES = 32, LETTERS = 44 };
  unsigned char bytes[BYTES + 1] = {0};
  char out[LETTERS + 1] = {0};
  ro_slice hex = ro_sha256(arena, style);
  for (size_t i = 0; i < BYTES; i++) bytes[i] = (unsigned char)(nibble(hex.ptr[2 * i]) << 4 | nibble(hex.ptr[2 * i + 1]));
  for (size_t i = 0, o = 0; i < BYTES; i += 3, o += 4) {
    unsigned group = (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 | (i + 2 < BYTES ? bytes[i + 2] : 0u);
    out[o] = BASE64[group >> 18 & 63];
    out[o + 1] = BASE64[group >> 12 & 63];
    out[o + 2] = BASE64[group >> 6 & 63];
    out[o + 3] = i + 2 < BYTES ? BASE64[group & 63] : '=';
  }
  return ro_arena_format(arena, "sha256-%s", out);
}
