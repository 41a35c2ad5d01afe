#include "statement/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "base/error.h"

typedef struct weights {
  ro_guard guard;
  ro_arena arena;
  ro_lists lists;
  ro_slices features;
} weights;

static void weigh(weights *w, const char *feature, ro_act act, float weight) {
  *ro_map_put(&w->lists.act_features, ro_slice_of(feature), NULL) = w->lists.act_weights.len / RO_ACTS;
  for (size_t a = 0; a < RO_ACTS; a++) RO_PUSH(&w->arena, &w->lists.act_weights, a == (size_t)act ? weight : 0.0F);
}

static int open_weights(void **state) {
  static weights w;
  w = (weights){0};
  ro_arena_init(&w.arena, &w.guard, 0);
  ro_map_init(&w.lists.act_features, &w.arena);
  *state = &w;
  return 0;
}

static int close_weights(void **state) {
  ro_arena_release(&((weights *)*state)->arena);
  return 0;
}

static void rules_stand_without_weights(void **state) {
  weights *w = *state;
  double probability = 2;
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=war"));
  assert_int_equal(ro_act_likeliest(&w->lists, &w->features, RO_POSITION, &probability), RO_POSITION);
  assert_true(probability == 0);
}

static void weights_add_up(void **state) {
  weights *w = *state;
  double probability;
  weigh(w, "word=should", RO_CALL_FOR, 2);
  weigh(w, "word=war", RO_ASSESSMENT, 1.5F);
  weigh(w, "rule=assessment", RO_ASSESSMENT, 1);
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=should"));
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=war"));
  assert_int_equal(ro_act_likeliest(&w->lists, &w->features, RO_INFORM, &probability), RO_CALL_FOR);
  assert_int_equal(ro_act_likeliest(&w->lists, &w->features, RO_ASSESSMENT, &probability), RO_CALL_FOR);
  weigh(w, "word=peace", RO_ASSESSMENT, 0.4F);
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=peace")); /* 2 and 1.9: the rule stands */
  assert_int_equal(ro_act_likeliest(&w->lists, &w->features, RO_ASSESSMENT, &probability), RO_ASSESSMENT);
  w->features.len--;
  RO_PUSH(&w->arena, &w->features, RO_LIT("rule=assessment"));
  RO_PUSH(&w->arena, &w->features, RO_LIT("a feature no list has"));
  assert_int_equal(ro_act_likeliest(&w->lists, &w->features, RO_INFORM, &probability), RO_ASSESSMENT);
  assert_true(probability > 0.47 && probability < 0.48); /* e^2.5 / (e^2.5 + e^2 + 6) */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(rules_stand_without_weights, open_weights, close_weights),
      cmocka_unit_test_setup_teardown(weights_add_up, open_weights, close_weights),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
