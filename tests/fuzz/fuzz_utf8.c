/* Checking, walking and turning offsets of any bytes: what is checked as valid must agree with itself in both directions. */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"

#define HOLDS(condition) \
  if (!(condition)) abort()

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_slice text;
} scene;

static void walk(void *ctx) {
  scene *s = ctx;
  ro_points points;
  ro_points_init(&points, s->text, &s->arena);
  size_t at = 0, count = 0;
  while (at < s->text.len) {
    size_t start = at;
    HOLDS(ro_points_at(&points, start) == count && ro_points_byte(&points, count) == start);
    uint32_t point = ro_utf8_next(s->text, &at);
    char bytes[4];
    size_t len = ro_utf8_put(bytes, point);
    HOLDS(len == at - start && memcmp(bytes, s->text.ptr + start, len) == 0);
    size_t back = at;
    HOLDS(ro_utf8_prev(s->text, &back) == point && back == start);
    HOLDS(!(ro_is_upper(point) && ro_is_lower(point)));
    HOLDS(ro_is_alpha(point) || !(ro_is_upper(point) || ro_is_lower(point)));
    HOLDS(!(ro_is_alpha(point) && ro_is_space(point)));
    count += 1;
  }
  HOLDS(ro_utf8_count(s->text) == count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  scene s = {.text = {(const char *)bytes, len}};
  size_t valid = ro_utf8_check(s.text);
  HOLDS(valid <= len);
  s.text = ro_slice_part(s.text, 0, valid);
  HOLDS(ro_utf8_check(s.text) == valid);
  ro_arena_init(&s.arena, &s.guard, 0);
  HOLDS(ro_guard_run(&s.guard, walk, &s, NULL) == READOUT_OK);
  ro_arena_release(&s.arena);
  ro_text text;
  ro_text_init(&text, 0);
  ro_text_json(&text, s.text);
  HOLDS(!text.failed && text.len >= valid + 2);
  HOLDS(memchr(text.ptr, '\n', text.len) == NULL);
  ro_text_release(&text);
  return 0;
}
