#include "base/utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define STRIDE 64

/* Every step-th code point from first to last. */
typedef struct letters {
  uint32_t first, last, step;
} letters;

#include "letters.inc" /* alpha_letters, upper_letters, lower_letters: made from data/letters.tsv by the build */

static unsigned char byte_at(ro_slice text, size_t at) {
  return (unsigned char)text.ptr[at];
}

static bool is_tail(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/* Length of the valid character at `at`, 0 where there is none (RFC 3629, table of section 4). */
static size_t valid_length(ro_slice text, size_t at) {
  unsigned char lead = byte_at(text, at);
  size_t left = text.len - at;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (left < 2) return 0;
  unsigned char second = byte_at(text, at + 1);
  if (lead < 0xE0) return is_tail(second) ? 2 : 0;
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high || left < 3 || !is_tail(byte_at(text, at + 2))) return 0;
  if (lead < 0xF0) return 3;
  return left >= 4 && is_tail(byte_at(text, at + 3)) ? 4 : 0;
}

size_t ro_utf8_check(ro_slice text) {
  size_t at = 0;
  while (at < text.len) {
    uint64_t eight = 0;
    if (text.len - at >= sizeof eight) {
      memcpy(&eight, text.ptr + at, sizeof eight);
      if ((eight & HIGH_BITS) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    size_t len = valid_length(text, at);
    if (len == 0) return at;
    at += len;
  }
  return text.len;
}

uint32_t ro_utf8_next_wide(ro_slice text, size_t *at) {
  unsigned char lead = byte_at(text, *at);
  size_t len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  size_t end = *at + len < text.len ? *at + len : text.len;
  uint32_t point = lead & (0xFFU >> (len + 1));
  for (size_t i = *at + 1; i < end; i++) point = point << 6 | (byte_at(text, i) & 0x3FU);
  *at = end;
  return point;
}

uint32_t ro_utf8_prev(ro_slice text, size_t *at) {
  size_t start = *at - 1;
  while (start > 0 && is_tail(byte_at(text, start))) start -= 1;
  *at = start;
  return ro_utf8_next(text, &start);
}

size_t ro_utf8_put(char out[4], uint32_t point) {
  if (point < 0x80) {
    out[0] = (char)point;
    return 1;
  }
  size_t len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (size_t i = len - 1; i > 0; i--) {
    out[i] = (char)(0x80 | (point & 0x3F));
    point >>= 6;
  }
  out[0] = (char)((0xF00U >> len & 0xF0U) | point);
  return len;
}

static size_t count_between(ro_slice text, size_t start, size_t end) {
  size_t count = 0;
  for (size_t i = start; i < end; i++) count += !is_tail(byte_at(text, i));
  return count;
}

size_t ro_utf8_count(ro_slice text) {
  return count_between(text, 0, text.len);
}

bool ro_is_wide_space(uint32_t point) {
  return point == 0x85 || point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

static bool is_among(const letters *ranges, size_t n_ranges, uint32_t point) {
  size_t low = 0, high = n_ranges;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ranges[middle].last < point) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < n_ranges && ranges[low].first <= point && (point - ranges[low].first) % ranges[low].step == 0;
}

#define IS_AMONG(ranges, point) is_among((ranges), sizeof(ranges) / sizeof *(ranges), (point))

bool ro_is_wide_upper(uint32_t point) {
  return IS_AMONG(upper_letters, point);
}

bool ro_is_wide_lower(uint32_t point) {
  return IS_AMONG(lower_letters, point);
}

bool ro_is_wide_alpha(uint32_t point) {
  return IS_AMONG(alpha_letters, point);
}

void ro_points_init(ro_points *points, ro_slice text, ro_arena *arena) {
  size_t n_counts = text.len / STRIDE + 1;
  *points = (ro_points){.text = text, .counts = RO_NEW_ARRAY(arena, uint32_t, n_counts)};
  if (text.len > UINT32_MAX) ro_arena_refuse(arena, "a text is longer than 4294967295 bytes");
  for (size_t i = 1; i < n_counts; i++) {
    points->counts[i] = points->counts[i - 1] + (uint32_t)count_between(text, (i - 1) * STRIDE, i * STRIDE);
  }
}

size_t ro_points_at(const ro_points *points, size_t byte) {
  if (byte > points->text.len) byte = points->text.len;
  size_t block = byte / STRIDE;
  return points->counts[block] + count_between(points->text, block * STRIDE, byte);
}

size_t ro_points_byte(const ro_points *points, size_t point) {
  size_t low = 0, high = points->text.len / STRIDE;
  while (low < high) {
    size_t middle = low + (high - low + 1) / 2;
    if (points->counts[middle] <= point) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  size_t count = points->counts[low];
  for (size_t at = low * STRIDE; at < points->text.len; at++) {
    if (is_tail(byte_at(points->text, at))) continue;
    if (count == point) return at;
    count += 1;
  }
  return points->text.len;
}

/* Letters that Latin ones are without their marks, '.' where none is: U+00C0 to U+024F, U+1E00 to U+1EFF (decompositions of
 * Unicode 14.0.0; a stroke, a ligature and a letter of its own by the letter that passports write first). */
static const char LATIN[] =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    ".b.............a.ff.............oo.............uu...................dddlllnnnaaiioouuuuuuuuuu.aa"
    "aa....ggkkoooo..jdddgg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
    "................";
static const char LATIN_ADDITIONAL[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

char ro_utf8_plain(uint32_t point) {
  char plain = '.';
  if (point >= 0xC0 && point < 0x250) plain = LATIN[point - 0xC0];
  if (point >= 0x1E00 && point < 0x1F00) plain = LATIN_ADDITIONAL[point - 0x1E00];
  return plain == '.' ? '\0' : plain;
}

ro_slice ro_utf8_one_line(ro_arena *arena, ro_slice text) {
  char *out = ro_arena_text(arena, text.len);
  size_t len = 0;
  bool has_space = false;
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    if (ro_is_space(ro_utf8_next(text, &at))) {
      has_space = len > 0;
      continue;
    }
    if (has_space) out[len++] = ' ';
    has_space = false;
    memcpy(out + len, text.ptr + start, at - start);
    len += at - start;
  }
  return (ro_slice){out, len};
}
