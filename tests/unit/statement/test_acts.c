#include "statement/acts.h"

#include "../base/fixture.h"
#include "base/error.h"
#include "sentence/model.h"

typedef struct weights {
  ro_guard guard;
  ro_arena arena;
  ro_lists lists;
  ro_slices features;
  ro_model_header header;
  ro_model model;
  ro_tokens tokens;
  ro_reader r;
} weights;

#define WIDTH 2
static const int8_t HEAD[WIDTH] = {3, 0}, ROOT[WIDTH] = {0, -2};
static const int8_t *const STATES[RO_ACT_STATES] = {HEAD, ROOT, HEAD, ROOT};

static void weigh(weights *w, const char *feature, ro_act act, float weight) {
  *ro_map_put(&w->lists.act_features, ro_slice_of(feature), NULL) = w->lists.act_weights.len / RO_ACTS;
  for (size_t a = 0; a < RO_ACTS; a++) RO_PUSH(&w->arena, &w->lists.act_weights, a == (size_t)act ? weight : 0.0F);
}

ARENA_FIXTURE(weights)

static int open_weights(void **state) {
  open_arena(state);
  weights *w = *state;
  ro_map_init(&w->lists.act_features, &w->arena);
  w->model.header = &w->header;
  w->tokens = (ro_tokens){.states = RO_NEW_ARRAY(&w->arena, int8_t, WIDTH), .state_size = WIDTH};
  w->r = (ro_reader){.lists = &w->lists, .model = &w->model, .tokens = &w->tokens, .arena = &w->arena};
  return 0;
}

static void rules_stand_without_weights(void **state) {
  weights *w = *state;
  double probability = 2;
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=war"));
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_POSITION, &probability), RO_POSITION);
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
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_INFORM, &probability), RO_CALL_FOR);
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_ASSESSMENT, &probability), RO_CALL_FOR);
  weigh(w, "word=peace", RO_ASSESSMENT, 0.4F);
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=peace")); /* 2 and 1.9: the rule stands */
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_ASSESSMENT, &probability), RO_ASSESSMENT);
  w->features.len--;
  RO_PUSH(&w->arena, &w->features, RO_LIT("rule=assessment"));
  RO_PUSH(&w->arena, &w->features, RO_LIT("a feature no list has"));
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_INFORM, &probability), RO_ASSESSMENT);
  assert_true(probability > 0.47 && probability < 0.48); /* e^2.5 / (e^2.5 + e^2 + 6) */
}

static void the_hidden_layer_is_for_its_model_alone(void **state) {
  weights *w = *state;
  float inputs[RO_ACT_STATES * WIDTH] = {1, 0, 0, 1}; /* 3 - 2 */
  double probability;
  weigh(w, "word=war", RO_ASSESSMENT, 1);
  RO_PUSH(&w->arena, &w->features, RO_LIT("word=war"));
  w->lists.act_layer = (ro_act_layer){.model = 7, .inputs = RO_ACT_STATES * WIDTH};
  RO_PUSH(&w->arena, &w->lists.act_layer.units, ((ro_act_unit){.bias = 0.5F, .inputs = inputs, .outputs = {[RO_CALL_FOR] = 1}}));
  RO_PUSH(&w->arena, &w->lists.act_layer.units, ((ro_act_unit){.bias = -2, .inputs = inputs, .outputs = {[RO_INFORM] = -9}}));
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_INFORM, &probability), RO_ASSESSMENT);
  w->header.checksum = 7; /* 1.5 against 1; the second unit is below 0 and says nothing */
  assert_int_equal(ro_act_likeliest(&w->r, &w->features, STATES, RO_INFORM, &probability), RO_CALL_FOR);
  assert_true(probability > 0.33 && probability < 0.34); /* e^1.5 / (e^1.5 + e + 6) */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(rules_stand_without_weights, open_weights, close_arena),
      cmocka_unit_test_setup_teardown(weights_add_up, open_weights, close_arena),
      cmocka_unit_test_setup_teardown(the_hidden_layer_is_for_its_model_alone, open_weights, close_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
