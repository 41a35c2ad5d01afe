#include "source/sniff.h"

#include <stdint.h>

enum { PROLOGUE = 4096 };

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* True when `s` has `word` (in lower case) at `at`. */
static bool has_at(ro_slice s, size_t at, const char *word) {
  for (; *word; word++, at++) {
    if (at >= s.len || lower(s.ptr[at]) != *word) return false;
  }
  return true;
}

static size_t find_word(ro_slice s, const char *word, size_t from) {
  for (size_t at = from; at < s.len; at++) {
    if (has_at(s, at, word)) return at;
  }
  return SIZE_MAX;
}

bool ro_name_ends(ro_slice name, ro_slice extension) {
  return name.len > extension.len && ro_slice_equal_nocase(ro_slice_part(name, name.len - extension.len, name.len), extension);
}

bool ro_name_is_page(ro_slice name) {
  return ro_name_ends(name, RO_LIT(".html")) || ro_name_ends(name, RO_LIT(".htm")) || ro_name_ends(name, RO_LIT(".xhtml"));
}

/* UTF-16 without its NULs, so that one look serves all charsets. Writes into `out`. */
static ro_slice without_nuls(ro_slice bytes, char out[PROLOGUE]) {
  size_t len = 0;
  for (size_t i = 0; i < bytes.len && len < PROLOGUE; i++) {
    if (bytes.ptr[i] != '\0') out[len++] = bytes.ptr[i];
  }
  return (ro_slice){out, len};
}

bool ro_looks_like(ro_slice bytes, const char *const *openings) {
  char kept[PROLOGUE];
  ro_slice s = without_nuls(bytes, kept);
  size_t at = 0;
  if (has_at(s, 0, "\xEF\xBB\xBF")) at = 3;
  if (has_at(s, 0, "\xFF\xFE") || has_at(s, 0, "\xFE\xFF")) at = 2;
  for (;;) {
    while (at < s.len && is_space(s.ptr[at])) at++;
    for (const char *const *opening = openings; *opening; opening++) {
      if (has_at(s, at, *opening)) return true;
    }
    const char *end;
    if (has_at(s, at, "<!--")) {
      end = "-->";
    } else if (has_at(s, at, "<?xml")) {
      end = "?>";
    } else {
      return false;
    }
    at = find_word(s, end, at);
    if (at == SIZE_MAX) return false;
    at += strlen(end);
  }
}

bool ro_looks_like_page(ro_slice bytes) {
  return ro_looks_like(bytes, (const char *const[]){"<!doctype html", "<html", "<head>", "<head ", "<body>", "<body ", NULL});
}

/* The value after `name` and "=", with or without quotes. */
static ro_slice value_after(ro_slice tag, const char *name) {
  for (size_t at = find_word(tag, name, 0); at != SIZE_MAX; at = find_word(tag, name, at + 1)) {
    size_t i = at + strlen(name);
    while (i < tag.len && is_space(tag.ptr[i])) i++;
    if (i >= tag.len || tag.ptr[i] != '=') continue;
    for (i++; i < tag.len && (is_space(tag.ptr[i]) || tag.ptr[i] == '"' || tag.ptr[i] == '\'');) i++;
    size_t start = i;
    while (i < tag.len && !is_space(tag.ptr[i]) && !strchr("\"'/;>?", tag.ptr[i])) i++;
    if (i > start) return ro_slice_part(tag, start, i);
  }
  return RO_ABSENT;
}

ro_slice ro_declared_charset(ro_slice bytes) {
  ro_slice s = ro_slice_part(bytes, 0, PROLOGUE);
  if (has_at(s, 0, "<?xml")) {
    size_t end = find_word(s, "?>", 0);
    ro_slice declared = end == SIZE_MAX ? RO_ABSENT : value_after(ro_slice_part(s, 0, end), "encoding");
    if (declared.ptr) return declared;
  }
  for (size_t at = find_word(s, "<meta", 0); at != SIZE_MAX; at = find_word(s, "<meta", at + 1)) {
    size_t end = find_word(s, ">", at);
    ro_slice declared = value_after(ro_slice_part(s, at, end), "charset");
    if (declared.ptr) return declared;
  }
  return RO_ABSENT;
}
