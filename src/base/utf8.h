/*
 * UTF-8, checked once when it comes in (source/); everything above may assume that it is valid.
 * Offsets inside the program are bytes; in what leaves it they are Unicode code points. ro_points turns one into the other.
 */
#ifndef RO_BASE_UTF8_H
#define RO_BASE_UTF8_H

#include <stdint.h>

#include "base/arena.h"

/* Byte offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates, no overlong forms), or len. */
size_t ro_utf8_check(ro_slice text);

uint32_t ro_utf8_next_wide(ro_slice text, size_t *at); /* for a point beyond ASCII */

/* The code point at `*at` (must be < len), `*at` moved behind it. */
static inline uint32_t ro_utf8_next(ro_slice text, size_t *at) {
  unsigned char lead = (unsigned char)text.ptr[*at];
  if (lead >= 0x80) return ro_utf8_next_wide(text, at);
  ++*at;
  return lead;
}

/* The code point that ends at `*at` (must be > 0), `*at` moved before it. */
uint32_t ro_utf8_prev(ro_slice text, size_t *at);

/* Writes 1 to 4 bytes, returns how many. `point` must be a scalar value. */
size_t ro_utf8_put(char out[4], uint32_t point);

size_t ro_utf8_count(ro_slice text);

/* For points beyond ASCII. */
bool ro_is_wide_space(uint32_t point);
bool ro_is_wide_upper(uint32_t point);
bool ro_is_wide_lower(uint32_t point);
bool ro_is_wide_alpha(uint32_t point);

/* White space, with U+00A0, U+2000-200A, U+202F, U+3000. */
static inline bool ro_is_space(uint32_t point) {
  return point < 0x80 ? point == ' ' || (point >= '\t' && point <= '\r') : ro_is_wide_space(point);
}

/* ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic letters. */
static inline bool ro_is_upper(uint32_t point) {
  return point < 0x80 ? point >= 'A' && point <= 'Z' : ro_is_wide_upper(point);
}

static inline bool ro_is_lower(uint32_t point) {
  return point < 0x80 ? point >= 'a' && point <= 'z' : ro_is_wide_lower(point);
}

/* Any letter (ICU's property, from a table in the binary). */
static inline bool ro_is_alpha(uint32_t point) {
  return point < 0x80 ? (point | 0x20) >= 'a' && (point | 0x20) <= 'z' : ro_is_wide_alpha(point);
}

static inline bool ro_is_digit(uint32_t point) {
  return point >= '0' && point <= '9';
}

/* The text in one line: runs of white space are one space, none at either end. Empty, not absent, where nothing is left. */
ro_slice ro_utf8_one_line(ro_arena *arena, ro_slice text);

/* Code-point offsets of one text: O(1) lookups from a count every 64 bytes. Borrows the text. */
typedef struct ro_points {
  ro_slice text;
  uint32_t *counts; /* code points before byte 64*i */
} ro_points;

void ro_points_init(ro_points *points, ro_slice text, ro_arena *arena);
size_t ro_points_at(const ro_points *points, size_t byte);    /* byte offset -> code-point offset */
size_t ro_points_byte(const ro_points *points, size_t point); /* code-point offset -> byte offset, clamped to the end */

/* The small letter of a to z that a Latin letter with a mark is without it: "é" is e; 0 for what is none. */
char ro_utf8_plain(uint32_t point);

#endif
