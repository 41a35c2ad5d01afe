#include "record/review.h"

#include "scene.h"

static void words_are_those_of_the_contract(void **state) {
  (void)state;
  for (ro_review_action action = RO_REVIEW_MERGE; action < RO_REVIEW_ACTIONS; action++) {
    ro_review_action again;
    assert_true(ro_review_action_of(ro_slice_of(ro_review_action_name(action)), &again));
    assert_int_equal(again, action);
  }
  for (ro_review_state became = RO_REVIEW_IN_FORCE; became < RO_REVIEW_STATES; became++) {
    ro_review_state again;
    assert_true(ro_review_state_of(ro_slice_of(ro_review_state_name(became)), &again));
    assert_int_equal(again, became);
  }
  ro_review_action action;
  assert_false(ro_review_action_of(RO_LIT("undo"), &action));
  assert_string_equal(ro_review_action_name(RO_REVIEW_NOT_SAME), "not-same");
}

static void times_are_told_from_other_words(void **state) {
  static const char *const times[] = {"2026-11-26T19:17:57Z", "2026-11-26T19:17:57.1Z", "2026-11-26T19:17:57.123456789Z"};
  static const char *const others[] = {"",
                                       "2026-11-26",
                                       "2026-11-26T19:17Z",
                                       "2026-11-26 19:17:57Z",
                                       "2026-11-26T19:17:57",
                                       "2026-11-26T19:17:57+01:00",
                                       "2026-11-26T19:17:57.Z",
                                       "2026-11-26T19:17:57.1x Z",
                                       "2026-11-26T19:17:5xZ"};
  (void)state;
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) assert_true(ro_review_is_time(ro_slice_of(times[i])));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(ro_review_is_time(ro_slice_of(others[i])));
}

static int order_of(const char *a, const char *b) {
  ro_record_review first = {.id = RO_LIT("v-b"), .when = ro_slice_of(a)}, second = {.id = RO_LIT("v-a"), .when = ro_slice_of(b)};
  int order = ro_review_compare(&first, &second), back = ro_review_compare(&second, &first);
  assert_true((order < 0) == (back > 0) && (order == 0) == (back == 0));
  return order;
}

static void the_time_orders_before_the_id(void **state) {
  (void)state;
  assert_true(order_of("2026-11-26T19:17:57Z", "2026-11-26T19:17:58Z") < 0);
  assert_true(order_of("2026-11-26T19:17:57Z", "2026-11-26T19:17:57.000001Z") < 0);
  assert_true(order_of("2026-11-26T19:17:57.5Z", "2026-11-26T19:17:57.45Z") > 0);
  assert_true(order_of("2026-11-26T19:17:57.50Z", "2026-11-26T19:17:57.5Z") > 0); /* one time: by id */
}

static void identity_body(scene *s) {
  const ro_record_review *first = &s->made.record.reviews.at[0];
  ro_record_review other = *first;
  ro_slice id = ro_review_identity(first, &s->arena);
  assert_true(ro_slice_starts(id, RO_LIT("v-")));
  other.state = RO_REVIEW_UNBOUND;
  other.id = RO_LIT("v-other");
  assert_true(ro_slice_equal(ro_review_identity(&other, &s->arena), id));
  other.who = RO_LIT("Li");
  assert_false(ro_slice_equal(ro_review_identity(&other, &s->arena), id));
  other = *first;
  ro_review_member members[2] = {first->members.at[0], first->members.at[1]};
  members[1].part = 0;
  other.members.at = members;
  assert_false(ro_slice_equal(ro_review_identity(&other, &s->arena), id));
}

SCENE(an_identity_is_of_all_that_was_decided, identity_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_those_of_the_contract),
      cmocka_unit_test(times_are_told_from_other_words),
      cmocka_unit_test(the_time_orders_before_the_id),
      cmocka_unit_test(an_identity_is_of_all_that_was_decided),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
