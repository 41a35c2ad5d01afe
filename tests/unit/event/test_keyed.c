#include "event/keyed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_keyed keyed;
} scene;

static int set_up(void **state) {
  static scene s;
  s = (scene){0};
  ro_arena_init(&s.arena, &s.guard, 0);
  ro_keyed_init(&s.keyed, &s.arena);
  *state = &s;
  return 0;
}

static int tear_down(void **state) {
  ro_arena_release(&((scene *)*state)->arena);
  return 0;
}

static void put(scene *s, const char *key, size_t member) {
  ro_keyed_put(&s->keyed, ro_slice_of(key), member);
}

static void assert_couple(const ro_couples *couples, size_t i, size_t a, size_t b) {
  assert_true(i < couples->len);
  assert_int_equal(couples->at[i].a, a);
  assert_int_equal(couples->at[i].b, b);
}

static void nothing_shared_gives_no_couples(void **state) {
  scene *s = *state;
  assert_int_equal(ro_keyed_couples(&s->keyed).len, 0);
  put(s, "lima", 0);
  put(s, "oslo", 1);
  put(s, "lim", 2);
  put(s, "", 3);
  assert_int_equal(ro_keyed_couples(&s->keyed).len, 0);
}

static void a_couple_comes_once(void **state) {
  scene *s = *state;
  put(s, "lima", 1);
  put(s, "lima", 1);
  put(s, "oslo", 1);
  put(s, "oslo", 4);
  put(s, "lima", 4);
  put(s, "lima", 4);
  put(s, "bern", 4);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, 1);
  assert_couple(&couples, 0, 1, 4);
}

/* Keys come in another order than the couples. */
static void couples_are_in_order(void **state) {
  scene *s = *state;
  put(s, "oslo", 5);
  put(s, "oslo", 9);
  put(s, "lima", 2);
  put(s, "bern", 2);
  put(s, "lima", 9);
  put(s, "bern", 5);
  put(s, "lima", 11);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, 5);
  assert_couple(&couples, 0, 2, 5);
  assert_couple(&couples, 1, 2, 9);
  assert_couple(&couples, 2, 2, 11);
  assert_couple(&couples, 3, 5, 9);
  assert_couple(&couples, 4, 9, 11);
}

static void the_key_is_copied(void **state) {
  scene *s = *state;
  char key[] = "lima";
  put(s, key, 0);
  memcpy(key, "oslo", 4);
  put(s, "lima", 1);
  put(s, "oslo", 2);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, 1);
  assert_couple(&couples, 0, 0, 1);
}

/* A key may hold any bytes; its length counts. */
static void keys_are_bytes(void **state) {
  scene *s = *state;
  uint64_t one[2] = {7, 0}, other[2] = {7, 1};
  ro_keyed_put(&s->keyed, (ro_slice){(const char *)one, sizeof one}, 0);
  ro_keyed_put(&s->keyed, (ro_slice){(const char *)other, sizeof other}, 1);
  ro_keyed_put(&s->keyed, (ro_slice){(const char *)one, sizeof *one}, 2);
  assert_int_equal(ro_keyed_couples(&s->keyed).len, 0);
  ro_keyed_put(&s->keyed, (ro_slice){(const char *)one, sizeof one}, 3);
  assert_int_equal(ro_keyed_couples(&s->keyed).len, 1);
}

static size_t expected_couples(size_t n) {
  size_t each = n < RO_KEY_MEMBERS ? n : RO_KEY_MEMBERS;
  return each * (each - 1) / 2 + (n > RO_KEY_MEMBERS ? (n - RO_KEY_MEMBERS) * RO_KEY_MEMBERS : 0);
}

static void few_members_are_coupled_each_with_each(void **state) {
  scene *s = *state;
  for (size_t i = 0; i < RO_KEY_MEMBERS; i++) put(s, "lima", i);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, expected_couples(RO_KEY_MEMBERS));
  assert_couple(&couples, couples.len - 1, RO_KEY_MEMBERS - 2, RO_KEY_MEMBERS - 1);
}

static void more_are_coupled_with_the_first_ones(void **state) {
  scene *s = *state;
  size_t n = (size_t)RO_KEY_MEMBERS + 6;
  for (size_t i = 0; i < n; i++) put(s, "lima", 10 * i);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, expected_couples(n));
  for (size_t i = 0; i < couples.len; i++) {
    assert_true(couples.at[i].a < couples.at[i].b);
    assert_true(couples.at[i].a < (size_t)10 * RO_KEY_MEMBERS);
  }
  assert_couple(&couples, couples.len - 1, (size_t)10 * (RO_KEY_MEMBERS - 1), 10 * (n - 1));
}

/* The cap is of a key, not of a member. */
static void another_key_couples_what_the_cap_left_out(void **state) {
  scene *s = *state;
  size_t last = (size_t)RO_KEY_MEMBERS + 1;
  for (size_t i = 0; i <= last; i++) put(s, "lima", i);
  put(s, "oslo", last - 1);
  put(s, "oslo", last);
  ro_couples couples = ro_keyed_couples(&s->keyed);
  assert_int_equal(couples.len, expected_couples(last + 1) + 1);
  assert_couple(&couples, couples.len - 1, last - 1, last);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(nothing_shared_gives_no_couples, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_couple_comes_once, set_up, tear_down),
      cmocka_unit_test_setup_teardown(couples_are_in_order, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_key_is_copied, set_up, tear_down),
      cmocka_unit_test_setup_teardown(keys_are_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(few_members_are_coupled_each_with_each, set_up, tear_down),
      cmocka_unit_test_setup_teardown(more_are_coupled_with_the_first_ones, set_up, tear_down),
      cmocka_unit_test_setup_teardown(another_key_couples_what_the_cap_left_out, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
