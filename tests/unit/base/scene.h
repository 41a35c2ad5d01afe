/* A test's body, run under a guard with an arena that is released after it. */
#ifndef TESTS_BASE_SCENE_H
#define TESTS_BASE_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "base/arena.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  bool whole; /* set by the body at its end */
} scene;

/* `max` as for ro_arena_init(). */
static inline void play(ro_guard_body body, size_t max) {
  scene s = {0};
  ro_arena_init(&s.arena, &s.guard, max);
  assert_int_equal(ro_guard_run(&s.guard, body, &s, NULL), READOUT_OK);
  assert_true(s.whole);
  ro_arena_release(&s.arena);
}

/* A cmocka test that plays `body`. */
#define SCENE(name, body)          \
  static void name(void **state) { \
    (void)state;                   \
    play(body, 0);                 \
  }

#endif
