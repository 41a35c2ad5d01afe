#include "report/globs.h"

#include <string.h>

#define KEY 3 /* bytes that a pattern is looked up by */

static size_t slot_of(const char *bytes) {
  uint32_t key =
      (uint32_t)(unsigned char)bytes[0] | (uint32_t)(unsigned char)bytes[1] << 8 | (uint32_t)(unsigned char)bytes[2] << 16;
  return (key * 2654435761U >> 16) % RO_GLOB_SLOTS;
}

/* Bytes before the first star. */
static size_t head_of(ro_slice pattern) {
  const char *star = pattern.len > 0 ? memchr(pattern.ptr, '*', pattern.len) : NULL;
  return star ? (size_t)(star - pattern.ptr) : pattern.len;
}

/* Bytes before the first star or digit. */
static size_t literal_at(ro_slice pattern) {
  size_t len = 0;
  while (len < pattern.len && pattern.ptr[len] != '*' && pattern.ptr[len] != '#') len++;
  return len;
}

static ro_slice longest_part(ro_slice pattern) {
  ro_slice longest = {pattern.ptr, 0};
  for (size_t start = 0; start < pattern.len;) {
    size_t len = literal_at(ro_slice_part(pattern, start, pattern.len));
    if (len > longest.len) longest = ro_slice_part(pattern, start, start + len);
    start += len + 1;
  }
  return longest;
}

void ro_globs_add(ro_globs *globs, ro_slice pattern, ro_arena *arena) {
  ro_slice part = longest_part(pattern);
  uint32_t *list = &globs->any;
  if (literal_at(pattern) >= KEY)
    list = &globs->beginning[slot_of(pattern.ptr)];
  else if (part.len >= KEY)
    list = &globs->holding[slot_of(part.ptr)];
  RO_PUSH(arena, &globs->patterns, pattern);
  RO_PUSH(arena, &globs->before, *list);
  *list = (uint32_t)globs->patterns.len;
}

static bool list_matches(const ro_globs *globs, uint32_t list, ro_slice text, size_t least) {
  for (uint32_t i = list; i > 0; i = globs->before.at[i - 1]) {
    ro_slice pattern = globs->patterns.at[i - 1];
    size_t head = head_of(pattern);
    if ((head >= least || head == pattern.len) && ro_glob(pattern, text)) return true;
  }
  return false;
}

bool ro_globs_match(const ro_globs *globs, ro_slice text, size_t least) {
  if (list_matches(globs, globs->any, text, least)) return true;
  if (text.len < KEY) return false;
  if (list_matches(globs, globs->beginning[slot_of(text.ptr)], text, least)) return true;
  for (size_t i = 0; i + KEY <= text.len; i++) {
    uint32_t list = globs->holding[slot_of(text.ptr + i)];
    if (list && list_matches(globs, list, text, least)) return true;
  }
  return false;
}

static bool fits(char wanted, char c) {
  return wanted == c || (wanted == '#' && c >= '0' && c <= '9');
}

bool ro_glob(ro_slice pattern, ro_slice text) {
  size_t p = 0, t = 0, star = SIZE_MAX, mark = 0;
  while (t < text.len) {
    if (p < pattern.len && pattern.ptr[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.len && fits(pattern.ptr[p], text.ptr[t])) {
      p++;
      t++;
    } else if (star != SIZE_MAX) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.len && pattern.ptr[p] == '*') p++;
  return p == pattern.len;
}
