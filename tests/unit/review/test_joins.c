#include "review/joins.h"

#include "../base/fixture.h"
#include "base/sets.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_joins joins;
} scene;

ARENA_FIXTURE(scene)

static ro_joins *joins_of(void **state) {
  scene *s = *state;
  ro_joins_init(&s->joins, 8, &s->arena);
  return &s->joins;
}

static bool are_one(const ro_joins *joins, size_t a, size_t b) {
  return ro_set_of(joins->set, a) == ro_set_of(joins->set, b);
}

static void what_was_said_later_stands(void **state) {
  ro_joins *joins = joins_of(state);
  assert_true(ro_joins_join(joins, 0, 1));
  assert_true(ro_joins_part(joins, 1, 2));
  assert_false(ro_joins_part(joins, 0, 1));
  assert_false(ro_joins_join(joins, 2, 0)); /* by way of 1 */
  assert_true(ro_joins_join(joins, 2, 3));
  assert_false(ro_joins_join(joins, 3, 1));
  assert_int_equal(joins->joined.len, 2);
  assert_int_equal(joins->parted.len, 1);
}

static void merging_joins_all_parts(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{0, 0}, {1, 0}, {2, 1}, {3, 2}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_MERGE, items, 4));
  for (size_t i = 1; i < 4; i++) assert_true(are_one(joins, 0, i));
  assert_int_equal(joins->parted.len, 0);
}

static void not_same_parts_the_parts_alone(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{0, 0}, {1, 0}, {2, 1}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_NOT_SAME, items, 3));
  size_t *set = ro_sets(8, joins->arena);
  assert_true(ro_joins_forbid(joins, set, 0, 2) && ro_joins_forbid(joins, set, 2, 1));
  assert_false(ro_joins_forbid(joins, set, 0, 1));
  ro_set_join(set, 2, 5); /* what others joined it with is kept apart too */
  assert_true(ro_joins_forbid(joins, set, 5, 0));
}

static void splitting_keeps_what_leaves_together(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{0, 0}, {1, 0}, {2, 1}, {3, 1}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_SPLIT, items, 4));
  assert_true(are_one(joins, 2, 3));
  assert_false(are_one(joins, 0, 1));
  assert_int_equal(joins->parted.len, 4);
}

static void rejecting_a_part_joins_nothing(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{0, 0}, {1, 1}, {2, 1}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_REJECT, items, 3));
  assert_int_equal(joins->joined.len, 0);
  assert_int_equal(joins->parted.len, 2);
  assert_true(ro_joins_decide(joins, RO_REVIEW_REJECT, items, 1)); /* whole: a verdict */
  assert_int_equal(joins->parted.len, 2);
}

static void accepting_keeps_together(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{4, 0}, {6, 0}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_ACCEPT, items, 2));
  assert_true(are_one(joins, 4, 6));
}

static void the_contrary_of_a_later_decision_is_overruled(void **state) {
  ro_joins *joins = joins_of(state);
  const ro_named_item items[] = {{0, 0}, {1, 1}};
  assert_true(ro_joins_decide(joins, RO_REVIEW_MERGE, items, 2));
  assert_false(ro_joins_decide(joins, RO_REVIEW_NOT_SAME, items, 2));
  assert_false(ro_joins_decide(joins, RO_REVIEW_SPLIT, items, 2));
  assert_true(ro_joins_decide(joins, RO_REVIEW_RENAME, items, 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(what_was_said_later_stands),
      ARENA_TEST(merging_joins_all_parts),
      ARENA_TEST(not_same_parts_the_parts_alone),
      ARENA_TEST(splitting_keeps_what_leaves_together),
      ARENA_TEST(rejecting_a_part_joins_nothing),
      ARENA_TEST(accepting_keeps_together),
      ARENA_TEST(the_contrary_of_a_later_decision_is_overruled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
