#include "base/sets.h"

#include "scene.h"

static void join_body(void *ctx) {
  scene *s = ctx;
  size_t *set = ro_sets(6, &s->arena);
  for (size_t i = 0; i < 6; i++) assert_int_equal(ro_set_of(set, i), i);
  ro_set_join(set, 5, 4);
  ro_set_join(set, 2, 5);
  ro_set_join(set, 1, 3);
  assert_int_equal(ro_set_of(set, 4), 2);
  assert_int_equal(ro_set_of(set, 3), 1);
  ro_set_join(set, 4, 3);
  for (size_t i = 1; i < 6; i++) assert_int_equal(ro_set_of(set, i), 1); /* the smallest stands for all, whatever the order */
  assert_int_equal(ro_set_of(set, 0), 0);
  s->whole = true;
}

SCENE(the_smallest_stands_for_its_set, join_body)

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_smallest_stands_for_its_set)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
