#include "review/decisions.h"

#include "../base/fixture.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_record_review reviews[6];
  size_t n;
} scene;

ARENA_FIXTURE(scene)

static void decide(scene *s, const char *id, const char *second, const char *undoes) {
  ro_slice when = ro_arena_format(&s->arena, "2024-03-05T10:00:%sZ", second);
  s->reviews[s->n++] = (ro_record_review){.id = ro_slice_of(id), .when = when, .undoes = ro_slice_of(undoes)};
}

static ro_indexes in_force(scene *s) {
  return ro_reviews_in_force(s->reviews, s->n, &s->arena);
}

static void the_latest_comes_first(void **state) {
  scene *s = *state;
  decide(s, "v-2", "02", NULL);
  decide(s, "v-3b", "03", NULL);
  decide(s, "v-1", "01", NULL);
  decide(s, "v-3a", "03", NULL);
  ro_indexes found = in_force(s);
  const size_t expected[] = {1, 3, 0, 2};
  assert_int_equal(found.len, 4);
  for (size_t i = 0; i < 4; i++) assert_int_equal(found.at[i], expected[i]);
}

static void what_is_undone_is_not_in_force(void **state) {
  scene *s = *state;
  decide(s, "v-1", "01", NULL);
  decide(s, "v-2", "02", NULL);
  decide(s, "v-3", "03", "v-1");
  ro_indexes found = in_force(s);
  assert_int_equal(found.len, 1);
  assert_int_equal(found.at[0], 1);
  assert_int_equal(s->reviews[0].state, RO_REVIEW_UNDONE);
  assert_int_equal(s->reviews[1].state, RO_REVIEW_IN_FORCE);
  assert_int_equal(s->reviews[2].state, RO_REVIEW_IN_FORCE);
}

static void what_undoes_can_be_undone(void **state) {
  scene *s = *state;
  decide(s, "v-1", "01", NULL);
  decide(s, "v-2", "02", "v-1");
  decide(s, "v-3", "03", "v-2");
  assert_int_equal(in_force(s).len, 1);
  assert_int_equal(s->reviews[0].state, RO_REVIEW_IN_FORCE);
  assert_int_equal(s->reviews[1].state, RO_REVIEW_UNDONE);
  decide(s, "v-4", "04", "v-3");
  assert_int_equal(in_force(s).len, 0);
  assert_int_equal(s->reviews[0].state, RO_REVIEW_UNDONE);
  assert_int_equal(s->reviews[1].state, RO_REVIEW_IN_FORCE);
}

/* Also those that name each other: each is earlier than the other for one of them only. */
static void only_what_was_decided_before_is_undone(void **state) {
  scene *s = *state;
  decide(s, "v-1", "01", "v-2");
  decide(s, "v-2", "02", "v-1");
  decide(s, "v-3", "03", "v-9");
  assert_int_equal(in_force(s).len, 0);
  assert_int_equal(s->reviews[0].state, RO_REVIEW_UNDONE);
  assert_int_equal(s->reviews[1].state, RO_REVIEW_IN_FORCE);
  assert_int_equal(s->reviews[2].state, RO_REVIEW_UNBOUND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(the_latest_comes_first),
      ARENA_TEST(what_is_undone_is_not_in_force),
      ARENA_TEST(what_undoes_can_be_undone),
      ARENA_TEST(only_what_was_decided_before_is_undone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
