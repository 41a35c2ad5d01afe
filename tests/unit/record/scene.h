/* A test with an arena, a text and the record of sample.h. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "base/text.h"
#include "sample.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_text text;
  sample made;
  readout_error err;
  void (*body)(struct scene *s);
} scene;

static void run_body(void *ctx) {
  scene *s = ctx;
  sample_make(&s->made, &s->arena);
  s->body(s);
}

static inline void play(void (*body)(scene *s)) {
  scene s = {.body = body};
  ro_arena_init(&s.arena, &s.guard, 0);
  ro_text_init(&s.text, 0);
  readout_status status = ro_guard_run(&s.guard, run_body, &s, NULL);
  ro_text_release(&s.text);
  ro_arena_release(&s.arena);
  assert_int_equal(status, READOUT_OK);
}

/* A cmocka test that plays `body`. */
#define SCENE(name, body)          \
  static void name(void **state) { \
    (void)state;                   \
    play(body);                    \
  }

static inline bool has(ro_slice text, const char *part) {
  return ro_slice_find(text, ro_slice_of(part), 0) < text.len;
}

#define assert_has(text, part)                                                                 \
  do {                                                                                         \
    if (!has((text), (part))) fail_msg("no %s in\n%.*s", (part), (int)(text).len, (text).ptr); \
  } while (0)

#define assert_has_not(text, part)                                                         \
  do {                                                                                     \
    if (has((text), (part))) fail_msg("%s in\n%.*s", (part), (int)(text).len, (text).ptr); \
  } while (0)

#endif
