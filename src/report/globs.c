#include "report/globs.h"

#include <string.h>

enum { KEY = 3 }; /* bytes that a pattern is looked up by */

static size_t slot_of(const char *bytes) {
  uint32_t key =
      (uint32_t)(unsigned char)bytes[0] | (uint32_t)(unsigned char)bytes[1] << 8 | (uint32_t)(unsigned char)bytes[2] << 16;
  return key * UINT32_C(2654435761) >> 20;
}

static size_t pair_of(const char *bytes) {
  return (size_t)(unsigned char)bytes[0] | (size_t)(unsigned char)bytes[1] << 8;
}

static bool is_literal(char c) {
  return c != '*' && c != '#';
}

static size_t literal_at(ro_slice pattern) {
  size_t len = 0;
  while (len < pattern.len && is_literal(pattern.ptr[len])) len++;
  return len;
}

static size_t literal_end(ro_slice pattern) {
  size_t len = 0;
  while (len < pattern.len && is_literal(pattern.ptr[pattern.len - len - 1])) len++;
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

static uint16_t *list_of(ro_globs *globs, ro_slice pattern, ro_slice part) {
  if (literal_at(pattern) >= KEY) return &globs->beginning[slot_of(pattern.ptr)];
  if (literal_end(pattern) >= KEY) return &globs->ending[slot_of(pattern.ptr + pattern.len - KEY)];
  if (part.len < KEY) return part.len == pattern.len ? &globs->brief : &globs->any;
  size_t pair = pair_of(part.ptr);
  globs->pairs[pair >> 3] |= (uint8_t)(1U << (pair & 7));
  return &globs->holding[slot_of(part.ptr)];
}

void ro_globs_add(ro_globs *globs, ro_slice pattern, unsigned kinds, ro_arena *arena) {
  if (globs->entries.len >= UINT16_MAX) ro_arena_refuse(arena, "a list has more than 65535 patterns");
  ro_slice part = longest_part(pattern);
  uint16_t *list = list_of(globs, pattern, part);
  RO_PUSH(arena, &globs->entries, ((ro_glob_entry){.pattern = pattern, .part = part, .kinds = kinds, .before = *list}));
  *list = (uint16_t)globs->entries.len;
}

static unsigned find_in_list(const ro_globs *globs, uint32_t list, ro_slice text, unsigned found) {
  for (uint32_t i = list; i > 0; i = globs->entries.at[i - 1].before) {
    const ro_glob_entry *entry = &globs->entries.at[i - 1];
    bool may_fit = entry->pattern.len == text.len || entry->part.len < entry->pattern.len;
    if (may_fit && (entry->kinds & ~found) != 0 && ro_glob(entry->pattern, text)) found |= entry->kinds;
  }
  return found;
}

/* As find_in_list, of those whose part stands at `at`. */
static unsigned find_held(const ro_globs *globs, uint32_t list, ro_slice text, size_t at, unsigned found) {
  for (uint32_t i = list; i > 0; i = globs->entries.at[i - 1].before) {
    const ro_glob_entry *entry = &globs->entries.at[i - 1];
    if ((entry->kinds & ~found) == 0 || text.len - at < entry->part.len) continue;
    bool is_there = memcmp(text.ptr + at, entry->part.ptr, entry->part.len) == 0;
    if (is_there && ro_glob(entry->pattern, text)) found |= entry->kinds;
  }
  return found;
}

unsigned ro_globs_find(const ro_globs *globs, ro_slice text) {
  unsigned found = find_in_list(globs, globs->any, text, 0);
  if (text.len < KEY) return find_in_list(globs, globs->brief, text, found);
  found = find_in_list(globs, globs->beginning[slot_of(text.ptr)], text, found);
  found = find_in_list(globs, globs->ending[slot_of(text.ptr + text.len - KEY)], text, found);
  for (size_t i = 0; i + KEY <= text.len; i++) {
    size_t pair = pair_of(text.ptr + i);
    if ((globs->pairs[pair >> 3] >> (pair & 7) & 1) == 0) continue;
    found = find_held(globs, globs->holding[slot_of(text.ptr + i)], text, i, found);
  }
  return found;
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
      if (p == pattern.len) return true;
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
