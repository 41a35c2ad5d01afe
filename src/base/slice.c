#include "base/slice.h"

#include <stdint.h>

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ro_slice_starts(ro_slice s, ro_slice prefix) {
  return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool ro_slice_ends(ro_slice s, ro_slice suffix) {
  return s.len >= suffix.len && (suffix.len == 0 || memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len) == 0);
}

bool ro_slice_among(ro_slice word, const char *words) {
  for (const char *at = words; *at;) {
    const char *end = strchr(at, ' ');
    size_t len = end ? (size_t)(end - at) : strlen(at);
    if (len == word.len && ro_slice_equal_nocase((ro_slice){at, len}, word)) return true;
    at += len + (end != NULL);
  }
  return false;
}

size_t ro_slice_find(ro_slice s, ro_slice needle, size_t from) {
  if (needle.len == 0) return SIZE_MAX;
  while (from < s.len && s.len - from >= needle.len) {
    const char *hit = memchr(s.ptr + from, needle.ptr[0], s.len - from - needle.len + 1);
    if (!hit) return SIZE_MAX;
    if (memcmp(hit, needle.ptr, needle.len) == 0) return (size_t)(hit - s.ptr);
    from = (size_t)(hit - s.ptr) + 1;
  }
  return SIZE_MAX;
}

ro_slice ro_slice_trim(ro_slice s) {
  const ro_slice no_break = RO_LIT("\xC2\xA0");
  for (;;) {
    if (s.len > 0 && is_space(s.ptr[0])) {
      s = ro_slice_part(s, 1, s.len);
    } else if (ro_slice_starts(s, no_break)) {
      s = ro_slice_part(s, no_break.len, s.len);
    } else {
      break;
    }
  }
  for (;;) {
    if (s.len > 0 && is_space(s.ptr[s.len - 1])) {
      s.len -= 1;
    } else if (ro_slice_ends(s, no_break)) {
      s.len -= no_break.len;
    } else {
      return s;
    }
  }
}

int ro_slice_compare(ro_slice a, ro_slice b) {
  size_t shared = a.len < b.len ? a.len : b.len;
  int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
  if (order != 0) return order;
  return (a.len > b.len) - (a.len < b.len);
}

bool ro_slice_equal_nocase(ro_slice a, ro_slice b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++) {
    if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
  }
  return true;
}

static bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

bool ro_slice_has_word(ro_slice s, ro_slice word) {
  for (size_t at = 0; word.len > 0 && at + word.len <= s.len; at++) {
    bool begins = at == 0 || !is_word_byte(s.ptr[at - 1]), ends = at + word.len == s.len || !is_word_byte(s.ptr[at + word.len]);
    if (begins && ends && ro_slice_equal_nocase(ro_slice_part(s, at, at + word.len), word)) return true;
  }
  return false;
}
