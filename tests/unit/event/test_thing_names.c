#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "event/thing_names.h"

static bool alike(const char *a, const char *b) {
  ro_slice words[] = {RO_LIT("egypt"), RO_LIT("egyptian"), RO_LIT("tunisia"), RO_LIT("tunisian")};
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, 0);
  ro_slices beside = {0};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) RO_PUSH(&arena, &beside, words[i]);
  bool one = ro_thing_names_alike(ro_slice_of(a), ro_slice_of(b), &beside, &arena);
  bool other = ro_thing_names_alike(ro_slice_of(b), ro_slice_of(a), &beside, &arena);
  ro_arena_release(&arena);
  assert_int_equal(one, other);
  return one;
}

static void order_and_parties_do_not_matter(void **state) {
  (void)state;
  assert_true(alike("Plan of Action for Fisheries", "Fisheries Action Plan"));
  assert_true(alike("Tunisian-Egyptian Action Plan for Fisheries 2025-2028", "Fisheries Action Plan"));
  assert_true(alike("Action Plan for Fisheries between Egypt and Tunisia", "The Fisheries Action Plan"));
}

static void words_and_years_do(void **state) {
  (void)state;
  assert_false(alike("Fisheries Action Plan", "Fisheries Agreement"));
  assert_false(alike("Fisheries Action Plan", "Action Plan"));
  assert_false(alike("Fisheries Action Plan 2021-2024", "Fisheries Action Plan 2025-2028"));
  assert_false(alike("Libyan Fisheries Action Plan", "Fisheries Action Plan"));
  assert_false(alike("Tunisian Plan", "Egyptian Plan")); /* what is left may be any */
}

static void words_of_a_name_are_in_order(void **state) {
  (void)state;
  ro_guard guard = {0};
  ro_arena arena;
  ro_arena_init(&arena, &guard, 0);
  ro_slices words = ro_thing_name_words(RO_LIT("The Plan of Action for the Fisheries Plan"), &arena);
  assert_int_equal(words.len, 3);
  assert_true(ro_slice_equal(words.at[0], RO_LIT("action")));
  assert_true(ro_slice_equal(words.at[1], RO_LIT("fisheries")));
  assert_int_equal(ro_thing_name_words(RO_LIT("of the"), &arena).len, 0);
  ro_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order_and_parties_do_not_matter),
      cmocka_unit_test(words_and_years_do),
      cmocka_unit_test(words_of_a_name_are_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
