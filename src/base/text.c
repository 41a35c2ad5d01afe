#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_MAX ((size_t)1 << 30)
#define FIRST_CAP 256

void ro_text_init(ro_text *text, size_t max) {
  *text = (ro_text){.max = max ? max : DEFAULT_MAX};
}

void ro_text_release(ro_text *text) {
  free(text->ptr);
  *text = (ro_text){.max = text->max};
}

void ro_text_clear(ro_text *text) {
  text->len = 0;
  text->failed = false;
}

/* Room for `more` bytes and a NUL behind them. */
static bool make_room(ro_text *text, size_t more) {
  if (text->failed) return false;
  if (text->len > text->max || more > text->max - text->len) {
    text->failed = true;
    return false;
  }
  size_t wanted = text->len + more + 1;
  if (wanted <= text->cap) return true;
  size_t cap = text->cap ? text->cap : FIRST_CAP;
  while (cap < wanted) cap *= 2;
  char *moved = realloc(text->ptr, cap);
  if (!moved) {
    text->failed = true;
    return false;
  }
  text->ptr = moved;
  text->cap = cap;
  return true;
}

void ro_text_add(ro_text *text, ro_slice part) {
  if (!part.ptr || part.len == 0 || !make_room(text, part.len)) return;
  memcpy(text->ptr + text->len, part.ptr, part.len);
  text->len += part.len;
  text->ptr[text->len] = '\0';
}

void ro_text_addf(ro_text *text, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0) text->failed = true;
  if (len <= 0 || !make_room(text, (size_t)len)) return;
  va_start(args, format);
  (void)vsnprintf(text->ptr + text->len, (size_t)len + 1, format, args);
  va_end(args);
  text->len += (size_t)len;
}

static void add_escape(ro_text *text, unsigned char c) {
  switch (c) {
    case '"':
      ro_text_add(text, RO_LIT("\\\""));
      break;
    case '\\':
      ro_text_add(text, RO_LIT("\\\\"));
      break;
    case '\b':
      ro_text_add(text, RO_LIT("\\b"));
      break;
    case '\f':
      ro_text_add(text, RO_LIT("\\f"));
      break;
    case '\n':
      ro_text_add(text, RO_LIT("\\n"));
      break;
    case '\r':
      ro_text_add(text, RO_LIT("\\r"));
      break;
    case '\t':
      ro_text_add(text, RO_LIT("\\t"));
      break;
    default:
      ro_text_addf(text, "\\u%04x", c);
      break;
  }
}

/* Characters that JSON has in another form. */
static const bool is_escaped[256] = {
    [0] = true,  [1] = true,  [2] = true,  [3] = true,  [4] = true,  [5] = true,   [6] = true,    [7] = true,  [8] = true,
    [9] = true,  [10] = true, [11] = true, [12] = true, [13] = true, [14] = true,  [15] = true,   [16] = true, [17] = true,
    [18] = true, [19] = true, [20] = true, [21] = true, [22] = true, [23] = true,  [24] = true,   [25] = true, [26] = true,
    [27] = true, [28] = true, [29] = true, [30] = true, [31] = true, ['"'] = true, ['\\'] = true,
};

void ro_text_json(ro_text *text, ro_slice s) {
  if (!s.ptr) {
    ro_text_add(text, RO_LIT("null"));
    return;
  }
  ro_text_add(text, RO_LIT("\""));
  size_t plain = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (!is_escaped[c]) continue;
    ro_text_add(text, ro_slice_part(s, plain, i));
    add_escape(text, c);
    plain = i + 1;
  }
  ro_text_add(text, ro_slice_part(s, plain, s.len));
  ro_text_add(text, RO_LIT("\""));
}
