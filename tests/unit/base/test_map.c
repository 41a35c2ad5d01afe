#include "base/map.h"

#include "scene.h"

static void put_many(void *ctx) {
  scene *s = ctx;
  ro_map map;
  ro_map_init(&map, &s->arena);
  assert_null(ro_map_get(&map, RO_LIT("key 1")));
  for (uint64_t i = 0; i < 20000; i++) {
    bool is_new = false;
    *ro_map_put(&map, ro_arena_format(&s->arena, "key %u", (unsigned)i), &is_new) = i * i;
    assert_true(is_new);
  }
  assert_int_equal(map.len, 20000);
  for (uint64_t i = 0; i < 20000; i++) {
    ro_slice key = ro_arena_format(&s->arena, "key %u", (unsigned)i);
    uint64_t *value = ro_map_get(&map, key);
    assert_non_null(value);
    assert_int_equal(*value, i * i);
    assert_true(ro_slice_equal(map.entries[i].key, key));
  }
  assert_null(ro_map_get(&map, RO_LIT("key 20000")));
  s->whole = true;
}
SCENE(keys_are_found_in_order_of_insertion, put_many)

static void put_twice(void *ctx) {
  scene *s = ctx;
  ro_map map;
  ro_map_init(&map, &s->arena);
  bool is_new = false;
  *ro_map_put(&map, RO_LIT("a"), NULL) = 5;
  assert_int_equal(*ro_map_put(&map, RO_LIT("a"), &is_new), 5);
  assert_false(is_new);
  assert_int_equal(*ro_map_put(&map, RO_LIT(""), &is_new), 0);
  assert_true(is_new);
  *ro_map_put(&map, RO_LIT(""), NULL) = 9;
  assert_int_equal(*ro_map_get(&map, RO_LIT("")), 9);
  assert_int_equal(map.len, 2);
  s->whole = true;
}
SCENE(one_key_is_kept_once, put_twice)

static void hashes_are_the_same_everywhere(void **state) {
  (void)state;
  /* XXH3's published value for nothing with seed 0 */
  assert_true(ro_hash(RO_LIT(""), 0) == UINT64_C(0x2D06800538D394C2));
  assert_true(ro_hash(RO_ABSENT, 0) == UINT64_C(0x2D06800538D394C2));
  assert_true(ro_hash(RO_LIT("a"), 0) != ro_hash(RO_LIT("a"), 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_are_found_in_order_of_insertion),
      cmocka_unit_test(one_key_is_kept_once),
      cmocka_unit_test(hashes_are_the_same_everywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
