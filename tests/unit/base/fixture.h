/* Tests whose state has an arena: a new one before each, released after it. */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "base/arena.h"

/* Defines open_arena() and close_arena() for a state of `type`, which has a `guard` and an `arena`; all else of it is zero. */
#define ARENA_FIXTURE(type)                         \
  static int open_arena(void **state) {             \
    static type opened;                             \
    opened = (type){0};                             \
    ro_arena_init(&opened.arena, &opened.guard, 0); \
    *state = &opened;                               \
    return 0;                                       \
  }                                                 \
                                                    \
  static int close_arena(void **state) {            \
    ro_arena_release(&((type *)(*state))->arena);   \
    return 0;                                       \
  }

/* A cmocka test between the two. */
#define ARENA_TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

#endif
