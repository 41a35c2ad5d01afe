#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define HAS_ASAN 1
#endif
#endif

/* What a test's body works on, reached through ctx because it leaves by longjmp. */
typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  size_t reached;
  char order[8];
  size_t n_order;
  readout_status inner;
} scene;

static void note(scene *s, char what) {
  if (s->n_order < sizeof s->order - 1) s->order[s->n_order++] = what;
}

static void note_a(void *ctx) {
  note(ctx, 'a');
}

static void note_b(void *ctx) {
  note(ctx, 'b');
}

static readout_status play(scene *s, size_t max, ro_guard_body body, readout_error *err) {
  *s = (scene){0};
  ro_arena_init(&s->arena, &s->guard, max);
  return ro_guard_run(&s->guard, body, s, err);
}

static void allocate_many(void *ctx) {
  scene *s = ctx;
  for (size_t i = 0; i < 5000; i++) {
    unsigned char *bytes = ro_arena_alloc(&s->arena, 1, i % 300);
    assert_non_null(bytes);
    assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < i % 300; k++) assert_int_equal(bytes[k], 0);
    memset(bytes, 0xEE, i % 300);
  }
}

static void memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, allocate_many, NULL), READOUT_OK);
  ro_arena_clear(&s.arena);
  assert_int_equal(ro_guard_run(&s.guard, allocate_many, &s, NULL), READOUT_OK);
  ro_arena_release(&s.arena);
  assert_int_equal(s.arena.held, 0);
}

static void allocate_without_end(void *ctx) {
  scene *s = ctx;
  for (;;) {
    (void)ro_arena_alloc(&s->arena, 100, 10);
    s->reached += 1000;
  }
}

static void maximum_ends_the_run(void **state) {
  (void)state;
  scene s;
  readout_error err;
  const size_t max = (size_t)1 << 20;
  assert_int_equal(play(&s, max, allocate_without_end, &err), READOUT_ERR_MEMORY);
  assert_int_equal(err.status, READOUT_ERR_MEMORY);
  assert_true(strlen(err.message) > 0);
  assert_true(s.arena.held <= max);
  assert_true(s.reached > max / 2 && s.reached < max);
  ro_arena_release(&s.arena);
}

static void allocate_an_overflow(void *ctx) {
  scene *s = ctx;
  (void)ro_arena_alloc(&s->arena, SIZE_MAX / 4, 8);
  s->reached = 1;
}

static void allocate_nearly_all(void *ctx) {
  scene *s = ctx;
  (void)ro_arena_alloc(&s->arena, SIZE_MAX - 8, 1);
  s->reached = 1;
}

static void overflow_ends_the_run(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, SIZE_MAX, allocate_an_overflow, NULL), READOUT_ERR_MEMORY);
  assert_int_equal(s.reached, 0);
  ro_arena_release(&s.arena);
  assert_int_equal(play(&s, SIZE_MAX, allocate_nearly_all, NULL), READOUT_ERR_MEMORY);
  assert_int_equal(s.reached, 0);
  ro_arena_release(&s.arena);
}

static void write_texts(void *ctx) {
  scene *s = ctx;
  ro_slice copy = ro_arena_copy(&s->arena, RO_LIT("Ankara"));
  assert_true(ro_slice_equal(copy, RO_LIT("Ankara")));
  assert_int_equal(copy.ptr[copy.len], '\0');
  assert_null(ro_arena_copy(&s->arena, RO_ABSENT).ptr);
  assert_non_null(ro_arena_copy(&s->arena, RO_LIT("")).ptr);
  assert_true(ro_slice_equal(ro_arena_format(&s->arena, "%s-%d", "e", 7), RO_LIT("e-7")));
  const ro_slice parts[] = {RO_LIT("a"), RO_ABSENT, RO_LIT("bc")};
  assert_true(ro_slice_equal(ro_arena_join(&s->arena, parts, 3, RO_LIT(", ")), RO_LIT("a, , bc")));
  assert_true(ro_slice_equal(ro_arena_join(&s->arena, parts, 0, RO_LIT(", ")), RO_LIT("")));
  assert_true(ro_slice_equal(ro_arena_lower(&s->arena, RO_LIT("T\xC3\x9CRKIYE [A]")), RO_LIT("t\xC3\x9Crkiye [a]")));
  assert_null(ro_arena_lower(&s->arena, RO_ABSENT).ptr);
  s->reached = 1;
}

static void texts_are_copied(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, write_texts, NULL), READOUT_OK);
  assert_int_equal(s.reached, 1);
  ro_arena_release(&s.arena);
}

static void defer_two(void *ctx) {
  scene *s = ctx;
  ro_arena_defer(&s->arena, note_a, s);
  (void)ro_arena_alloc(&s->arena, 1, 100000);
  ro_arena_defer(&s->arena, note_b, s);
}

static void cleanups_run_once_newest_first(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, defer_two, NULL), READOUT_OK);
  ro_arena_clear(&s.arena);
  assert_string_equal(s.order, "ba");
  ro_arena_clear(&s.arena);
  ro_arena_release(&s.arena);
  assert_string_equal(s.order, "ba");
}

static void fill_then_defer(void *ctx) {
  scene *s = ctx;
  ro_arena_defer(&s->arena, note_a, s);
  for (;;) {
    s->reached += 1;
    ro_arena_defer(&s->arena, note_b, s);
  }
}

static void what_cannot_be_deferred_is_cleaned_at_once(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 4096, fill_then_defer, NULL), READOUT_ERR_MEMORY);
  assert_string_equal(s.order, "b");
  assert_true(s.reached > 1);
  ro_arena_release(&s.arena);
}

static void refuse(void *ctx) {
  scene *s = ctx;
  ro_arena_refuse(&s->arena, "a report has too many tokens");
}

static void refusal_says_why(void **state) {
  (void)state;
  scene s;
  readout_error err;
  assert_int_equal(play(&s, 0, refuse, &err), READOUT_ERR_MEMORY);
  assert_string_equal(err.message, "a report has too many tokens");
  ro_arena_release(&s.arena);
}

static void refuse_within(void *ctx) {
  scene *s = ctx;
  s->inner = ro_guard_run(&s->guard, refuse, s, NULL);
  s->reached = 1;
  ro_arena_refuse(&s->arena, "the outer one");
}

static void inner_run_ends_at_itself(void **state) {
  (void)state;
  scene s;
  readout_error err;
  assert_int_equal(play(&s, 0, refuse_within, &err), READOUT_ERR_MEMORY);
  assert_int_equal(s.inner, READOUT_ERR_MEMORY);
  assert_int_equal(s.reached, 1);
  assert_string_equal(err.message, "the outer one");
  assert_false(s.guard.set);
  ro_arena_release(&s.arena);
}

static void refuse_after_an_inner_run(void *ctx) {
  scene *s = ctx;
  s->inner = ro_guard_run(&s->guard, write_texts, s, NULL);
  ro_arena_refuse(&s->arena, "the outer one");
}

static void outer_run_goes_on_after_an_inner_one(void **state) {
  (void)state;
  scene s;
  readout_error err;
  assert_int_equal(play(&s, 0, refuse_after_an_inner_run, &err), READOUT_ERR_MEMORY);
  assert_int_equal(s.inner, READOUT_OK);
  assert_string_equal(err.message, "the outer one");
  ro_arena_release(&s.arena);
}

#if !defined(READOUT_ARENA_MALLOC)
static void clear_keeps_the_largest_block(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, allocate_many, NULL), READOUT_OK);
  size_t before = s.arena.held;
  ro_arena_clear(&s.arena);
  size_t kept = s.arena.held;
  assert_true(kept > 0 && kept < before);
  assert_int_equal(ro_guard_run(&s.guard, write_texts, &s, NULL), READOUT_OK);
  assert_int_equal(s.arena.held, kept);
  ro_arena_release(&s.arena);
}

static void clear_keeps_all_where_asked(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, allocate_many, NULL), READOUT_OK);
  s.arena.keeps_all = true;
  size_t before = s.arena.held;
  for (int round = 0; round < 3; round++) {
    ro_arena_clear(&s.arena);
    assert_int_equal(s.arena.held, before);
    assert_int_equal(ro_guard_run(&s.guard, allocate_many, &s, NULL), READOUT_OK);
    assert_int_equal(s.arena.held, before);
  }
  ro_arena_release(&s.arena);
  assert_int_equal(s.arena.held, 0);
}
#endif

#if defined(HAS_ASAN) && !defined(READOUT_ARENA_MALLOC)
static void allocate_seven(void *ctx) {
  scene *s = ctx;
  char *bytes = ro_arena_alloc(&s->arena, 7, 1);
  assert_false(__asan_address_is_poisoned(bytes + 6));
  assert_true(__asan_address_is_poisoned(bytes + 7));
  s->reached = (uintptr_t)bytes;
}

static void cleared_memory_is_poisoned(void **state) {
  (void)state;
  scene s;
  assert_int_equal(play(&s, 0, allocate_seven, NULL), READOUT_OK);
  ro_arena_clear(&s.arena);
  assert_true(__asan_address_is_poisoned((const char *)s.reached));
  ro_arena_release(&s.arena);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_and_aligned),
    cmocka_unit_test(maximum_ends_the_run),
    cmocka_unit_test(overflow_ends_the_run),
    cmocka_unit_test(texts_are_copied),
    cmocka_unit_test(cleanups_run_once_newest_first),
    cmocka_unit_test(what_cannot_be_deferred_is_cleaned_at_once),
    cmocka_unit_test(refusal_says_why),
    cmocka_unit_test(inner_run_ends_at_itself),
    cmocka_unit_test(outer_run_goes_on_after_an_inner_one),
#if !defined(READOUT_ARENA_MALLOC)
    cmocka_unit_test(clear_keeps_the_largest_block),
    cmocka_unit_test(clear_keeps_all_where_asked),
#endif
#if defined(HAS_ASAN) && !defined(READOUT_ARENA_MALLOC)
    cmocka_unit_test(cleared_memory_is_poisoned),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
