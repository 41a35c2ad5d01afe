#include "base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
      cmocka_unit_test(the_arena_bounds_an_array),
      cmocka_unit_test(spans_are_merged),
      cmocka_unit_test(slices_are_sorted_without_doubles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
