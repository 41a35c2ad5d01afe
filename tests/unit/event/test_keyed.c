#include "event/keyed.h"

#include "../base/scene.h"

#define MEMBERS 20000

static void couple_few(void *ctx) {
  scene *s = ctx;
  ro_keyed keyed;
  static const ro_keyed_entry entries[] = {{9, 0}, {9, 2}, {UINT64_MAX, 1},     {4, 2}, {4, 2},
                                           {4, 3}, {9, 3}, {UINT64_MAX - 1, 4}, {0, 0}, {0, 5}};
  static const ro_couple expected[] = {{0, 2}, {0, 3}, {0, 5}, {2, 3}};
  ro_keyed_init(&keyed, &s->arena);
  assert_int_equal(ro_keyed_couples(&keyed).len, 0);
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) ro_keyed_put(&keyed, entries[i].key, entries[i].member);
  ro_couples couples = ro_keyed_couples(&keyed);
  assert_int_equal(couples.len, sizeof expected / sizeof *expected);
  for (size_t i = 0; i < couples.len; i++) {
    assert_int_equal(couples.at[i].a, expected[i].a);
    assert_int_equal(couples.at[i].b, expected[i].b);
  }
  s->whole = true;
}
SCENE(who_shares_a_key_is_coupled_once_in_order, couple_few)

/* Twenty keys that all have: each is coupled with the first ones, once. */
static void couple_many(void *ctx) {
  scene *s = ctx;
  ro_keyed keyed;
  ro_keyed_init(&keyed, &s->arena);
  for (size_t i = 0; i < MEMBERS; i++)
    for (uint64_t key = 0; key < 20; key++) ro_keyed_put(&keyed, key << 50 | key, i);
  ro_couples couples = ro_keyed_couples(&keyed);
  size_t among_first = RO_KEY_MEMBERS * (RO_KEY_MEMBERS - 1) / 2;
  assert_int_equal(couples.len, among_first + (MEMBERS - RO_KEY_MEMBERS) * RO_KEY_MEMBERS);
  s->whole = true;
}

static void equal_keys_make_it_no_square(void **state) {
  (void)state;
  play(couple_many, (size_t)256 << 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_shares_a_key_is_coupled_once_in_order),
      cmocka_unit_test(equal_keys_make_it_no_square),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
