#include "event/keyed.h"

#include "event/surroundings.h"

#include "../base/scene.h"

#define MEMBERS 20000

static void assert_couples(const ro_couples *couples, const ro_couple *expected, size_t n) {
  assert_int_equal(couples->len, n);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(couples->at[i].a, expected[i].a);
    assert_int_equal(couples->at[i].b, expected[i].b);
  }
}

static void couple_few(void *ctx) {
  scene *s = ctx;
  ro_keyed keyed;
  static const struct {
    uint64_t key;
    size_t member;
  } entries[] = {{9, 0}, {9, 2}, {UINT64_MAX, 1}, {4, 2}, {4, 2}, {4, 3}, {9, 3}, {UINT64_MAX - 1, 4}, {0, 0}, {0, 5}};
  static const ro_couple expected[] = {{0, 2}, {0, 3}, {0, 5}, {2, 3}};
  ro_keyed_init(&keyed, &s->arena);
  assert_int_equal(ro_keyed_couples(&keyed).len, 0);
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) ro_keyed_put(&keyed, entries[i].key, entries[i].member);
  ro_couples couples = ro_keyed_couples(&keyed);
  assert_couples(&couples, expected, sizeof expected / sizeof *expected);
  s->whole = true;
}
SCENE(who_shares_a_key_is_coupled_once_in_order, couple_few)

/* Who shares a window shares a key, whatever others have of the key itself. */
static void couple_windows(void *ctx) {
  scene *s = ctx;
  ro_keyed keyed;
  ro_keyed_init(&keyed, &s->arena);
  static const int64_t days[] = {0, 9, 10, 19, 20, 31, -3, RO_NO_DAY, RO_NO_DAY};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    ro_matter_windows windows = ro_matter_windows_of(days[i]);
    for (size_t w = 0; w < windows.n; w++) ro_keyed_put_in(&keyed, 7 | RO_KEPT_OF_MATTER, windows.low[w], i, false);
  }
  ro_couples couples = ro_keyed_couples(&keyed);
  for (size_t a = 0, k = 0; a < sizeof days / sizeof *days; a++)
    for (size_t b = a + 1; b < sizeof days / sizeof *days; b++) {
      bool coupled = k < couples.len && couples.at[k].a == a && couples.at[k].b == b;
      int64_t apart = days[b] > days[a] ? days[b] - days[a] : days[a] - days[b];
      k += coupled;
      if (apart <= RO_MATTER_DAYS) assert_true(coupled);
      if (apart >= 2 * RO_MATTER_DAYS) assert_false(coupled);
    }
  s->whole = true;
}
SCENE(a_matter_is_one_within_days, couple_windows)

/* Two that are passive are not coupled, whoever else has their key; a key that they alone have connects nobody. */
static void couple_passive(void *ctx) {
  scene *s = ctx;
  ro_keyed keyed;
  static const bool passive[] = {true, false, true, true, true};
  static const ro_couple expected[] = {{0, 1}, {1, 2}, {1, 4}};
  ro_keyed_init(&keyed, &s->arena);
  keyed.passive = keyed.unkept = passive;
  ro_keyed_gather(&keyed, 2);
  ro_keyed_put(&keyed, 9, 1);
  ro_keyed_put(&keyed, 1, 1);
  ro_keyed_gathered(&keyed);
  for (size_t member = 0; member < 3; member++) ro_keyed_put(&keyed, 9, member);
  for (size_t member = 2; member < 5; member++) ro_keyed_put(&keyed, UINT64_MAX - 5, member);
  ro_keyed_put(&keyed, 1, 1);
  ro_keyed_put(&keyed, 1, 4);
  assert_int_equal(keyed.entries.len, 5);
  ro_couples couples = ro_keyed_couples(&keyed);
  assert_couples(&couples, expected, sizeof expected / sizeof *expected);
  s->whole = true;
}
SCENE(two_that_are_passive_are_not_coupled, couple_passive)

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
      cmocka_unit_test(a_matter_is_one_within_days),
      cmocka_unit_test(two_that_are_passive_are_not_coupled),
      cmocka_unit_test(equal_keys_make_it_no_square),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
