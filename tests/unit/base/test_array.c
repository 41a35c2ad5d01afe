#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  size_t reached;
} scene;

static void play(size_t max, ro_guard_body body, readout_status expected, size_t least) {
  scene s = {0};
  ro_arena_init(&s.arena, &s.guard, max);
  assert_int_equal(ro_guard_run(&s.guard, body, &s, NULL), expected);
  assert_true(s.reached >= least);
  ro_arena_release(&s.arena);
}

static void push_many(void *ctx) {
  scene *s = ctx;
  ro_indexes numbers = {0};
  for (size_t i = 0; i < 10000; i++) RO_PUSH(&s->arena, &numbers, i * 3);
  assert_int_equal(numbers.len, 10000);
  for (size_t i = 0; i < numbers.len; i++) assert_int_equal(numbers.at[i], i * 3);
  s->reached = 1;
}

static void items_stay_in_order(void **state) {
  (void)state;
  play(0, push_many, READOUT_OK, 1);
}

/* The newest array grows where it stands, an older one moves: neither writes into the other, nor into what came between. */
static void push_in_turn(void *ctx) {
  scene *s = ctx;
  ro_indexes one = {0}, two = {0};
  char *between = NULL;
  for (size_t i = 0; i < 3000; i++) {
    RO_PUSH(&s->arena, &one, i);
    if (i % 7 == 0) between = ro_arena_text(&s->arena, 5);
    if (i % 7 == 0) memcpy(between, "stays", 5);
    if (i % 100 < 60) RO_PUSH(&s->arena, &two, i * 5);
    assert_memory_equal(between, "stays", 6);
  }
  for (size_t i = 0; i < one.len; i++) assert_int_equal(one.at[i], i);
  for (size_t i = 0, k = 0; i < 3000; i++)
    if (i % 100 < 60) assert_int_equal(two.at[k++], i * 5);
  s->reached = 1;
}

static void arrays_that_grow_in_turn_stay_apart(void **state) {
  (void)state;
  play(0, push_in_turn, READOUT_OK, 1);
}

static void extend_newest(void *ctx) {
  scene *s = ctx;
  char *first = ro_arena_room(&s->arena, 16, 1), *newest = ro_arena_room(&s->arena, 16, 1);
  assert_false(ro_arena_extend(&s->arena, first, 16, 32));
  if (ro_arena_extend(&s->arena, newest, 16, 64)) memset(newest, 1, 64); /* where each is a malloc of its own it cannot */
  char *next = ro_arena_room(&s->arena, 16, 1);
  assert_true(next >= newest + 16 || next < newest);
  assert_false(ro_arena_extend(&s->arena, newest, 64, (size_t)1 << 62));
  s->reached = 1;
}

static void only_the_newest_is_extended(void **state) {
  (void)state;
  play(0, extend_newest, READOUT_OK, 1);
}

static void push_without_end(void *ctx) {
  scene *s = ctx;
  ro_indexes numbers = {0};
  for (;; s->reached++) RO_PUSH(&s->arena, &numbers, s->reached);
}

static void the_arena_bounds_an_array(void **state) {
  (void)state;
  play((size_t)1 << 20, push_without_end, READOUT_ERR_MEMORY, 1000);
}

static void merge_spans(void *ctx) {
  scene *s = ctx;
  ro_spans spans = {0};
  ro_spans_merge(&spans);
  assert_int_equal(spans.len, 0);
  const ro_span given[] = {{10, 12}, {0, 3}, {3, 5}, {11, 20}, {30, 31}, {12, 13}};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) RO_PUSH(&s->arena, &spans, given[i]);
  ro_spans_merge(&spans);
  assert_int_equal(spans.len, 3);
  const ro_span wanted[] = {{0, 5}, {10, 20}, {30, 31}};
  assert_memory_equal(spans.at, wanted, sizeof wanted);
  assert_true(ro_spans_hold(&spans, 0));
  assert_true(ro_spans_hold(&spans, 19));
  assert_false(ro_spans_hold(&spans, 20));
  assert_false(ro_spans_hold(&spans, 5));
  s->reached = 1;
}

static void spans_are_merged(void **state) {
  (void)state;
  play(0, merge_spans, READOUT_OK, 1);
}

static void sort_slices(void *ctx) {
  scene *s = ctx;
  ro_slices slices = {0};
  ro_slices_sort_unique(&slices);
  const ro_slice given[] = {RO_LIT("b"), RO_LIT("a"), RO_LIT("b"), RO_LIT("ab"), RO_LIT("a")};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) RO_PUSH(&s->arena, &slices, given[i]);
  ro_slices_sort_unique(&slices);
  assert_int_equal(slices.len, 3);
  assert_true(ro_slice_equal(slices.at[0], RO_LIT("a")));
  assert_true(ro_slice_equal(slices.at[1], RO_LIT("ab")));
  assert_true(ro_slice_equal(slices.at[2], RO_LIT("b")));
  assert_true(ro_slices_have(&slices, RO_LIT("ab")));
  assert_false(ro_slices_have(&slices, RO_LIT("abc")));
  s->reached = 1;
}

static void slices_are_sorted_without_doubles(void **state) {
  (void)state;
  play(0, sort_slices, READOUT_OK, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(items_stay_in_order),
      cmocka_unit_test(arrays_that_grow_in_turn_stay_apart),
      cmocka_unit_test(only_the_newest_is_extended),
      cmocka_unit_test(the_arena_bounds_an_array),
      cmocka_unit_test(spans_are_merged),
      cmocka_unit_test(slices_are_sorted_without_doubles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
