/*
 * Slices and spans: the two ways in which the program speaks of text.
 *
 * A slice is borrowed memory, by value, never assumed to be NUL-terminated; who owns it is said where it is handed out.
 * A slice whose ptr is NULL is absent (a field that is not known), which is not the same as empty.
 * A span is a stretch of a report's text in bytes, start inclusive, end exclusive.
 */
#ifndef RO_BASE_SLICE_H
#define RO_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct ro_slice {
  const char *ptr;
  size_t len;
} ro_slice;

typedef struct ro_span {
  size_t start, end;
} ro_span;

#define RO_LIT(text) ((ro_slice){"" text, sizeof(text) - 1})
#define RO_ABSENT ((ro_slice){NULL, 0})

static inline ro_slice ro_slice_of(const char *text) {
  return text ? (ro_slice){text, strlen(text)} : RO_ABSENT;
}

static inline bool ro_slice_equal(ro_slice a, ro_slice b) {
  return a.len == b.len && (a.len == 0 || a.ptr == b.ptr || (a.ptr && b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}

/* The part [start, end) of a slice; both are clamped to it. */
static inline ro_slice ro_slice_part(ro_slice s, size_t start, size_t end) {
  if (!s.ptr) return RO_ABSENT;
  if (end > s.len) end = s.len;
  if (start > end) start = end;
  return (ro_slice){s.ptr + start, end - start};
}

static inline ro_slice ro_slice_span(ro_slice text, ro_span span) {
  return ro_slice_part(text, span.start, span.end);
}

bool ro_slice_starts(ro_slice s, ro_slice prefix);
bool ro_slice_ends(ro_slice s, ro_slice suffix);

/* Is it one of the words of a space-separated list, in capitals or not? */
bool ro_slice_among(ro_slice word, const char *words);

/* Byte offset of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is never found. */
size_t ro_slice_find(ro_slice s, ro_slice needle, size_t from);

/* Without ASCII white space and U+00A0 at both ends. */
ro_slice ro_slice_trim(ro_slice s);

/* Byte order; a prefix comes first. <0, 0 or >0. */
int ro_slice_compare(ro_slice a, ro_slice b);

/* Equal when ASCII letters are compared without case. */
bool ro_slice_equal_nocase(ro_slice a, ro_slice b);

/* Does a whole word of `s`, or several, equal `word` without case? Bytes of other scripts count as letters. */
bool ro_slice_has_word(ro_slice s, ro_slice word);

#endif
