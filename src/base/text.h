/*
 * A text that is being written: a growable buffer of its own, outside any arena, with a maximum.
 * Writing past the maximum or out of memory sets `failed`; later writes do nothing; the owner asks once at the end.
 */
#ifndef RO_BASE_TEXT_H
#define RO_BASE_TEXT_H

#include <stdarg.h>

#include "base/slice.h"

typedef struct ro_text {
  char *ptr;
  size_t len, cap, max;
  bool failed;
} ro_text;

void ro_text_init(ro_text *text, size_t max); /* max 0: 1 GiB */
void ro_text_release(ro_text *text);
void ro_text_clear(ro_text *text); /* len 0, failed false, the memory kept */
void ro_text_add(ro_text *text, ro_slice part);
void ro_text_addf(ro_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline ro_slice ro_text_slice(const ro_text *text) {
  return (ro_slice){text->ptr ? text->ptr : "", text->len};
}

/* A JSON string with its quotes, as short as may be: only what must be is escaped. `s` is valid UTF-8; an absent one gives null.
 */
void ro_text_json(ro_text *text, ro_slice s);

#endif
