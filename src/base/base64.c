#include "base/base64.h"

#include <openssl/evp.h>

#define MOST ((size_t)1 << 30) /* libcrypto counts in int */

ro_slice ro_base64_encode(ro_arena *arena, ro_slice bytes) {
  if (bytes.len > MOST) ro_arena_refuse(arena, "what is to be base64 has more than 1 GiB");
  char *out = ro_arena_text(arena, (bytes.len + 2) / 3 * 4);
  int len = bytes.len > 0 ? EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)bytes.ptr, (int)bytes.len) : 0;
  return (ro_slice){out, (size_t)len};
}

static size_t padding_of(ro_slice text) {
  size_t padding = 0;
  while (padding < 2 && padding < text.len && text.ptr[text.len - 1 - padding] == '=') padding++;
  return padding;
}

/* libcrypto passes over white space at both ends, and takes padding where it must not stand. */
static bool is_padded(ro_slice text, size_t padding) {
  if (text.len == 0) return true;
  char first = text.ptr[0], last = text.ptr[text.len - 1];
  bool is_blank = last == ' ' || last == '\t' || last == '\r' || last == '\n' || first == ' ' || first == '\t' || first == '\r' ||
                  first == '\n';
  return text.len % 4 == 0 && !is_blank && !memchr(text.ptr, '=', text.len - padding);
}

bool ro_base64_decode(ro_arena *arena, ro_slice text, ro_slice *bytes) {
  size_t padding = padding_of(text);
  if (text.len > MOST || !is_padded(text, padding)) return false;
  char *out = ro_arena_text(arena, text.len / 4 * 3);
  int len = text.len > 0 ? EVP_DecodeBlock((unsigned char *)out, (const unsigned char *)text.ptr, (int)text.len) : 0;
  if (len < 0 || (size_t)len < padding) return false;
  *bytes = (ro_slice){out, (size_t)len - padding};
  return true;
}
