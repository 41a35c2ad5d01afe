#include "statement/trace.h"

#include "../base/fixture.h"

typedef struct tracing {
  ro_guard guard;
  ro_arena arena;
  ro_trace trace;
} tracing;

ARENA_FIXTURE(tracing)

static void note(tracing *t, ro_explained of, size_t start, size_t end, const char *rule) {
  ro_trace_note(&t->trace, &t->arena, of, (ro_span){start, end}, RO_ABSENT, RO_WHY(rule));
}

static void expect_rules(const tracing *t, const char *const *rules, size_t n) {
  assert_int_equal(t->trace.reasons.len, n);
  for (size_t i = 0; i < n; i++) assert_string_equal(t->trace.reasons.at[i].why.rule, rules[i]);
}

static void reasons_come_in_the_order_of_the_text(void **state) {
  tracing *t = *state;
  note(t, RO_WHY_EVENT, 9, 12, "later");
  note(t, RO_WHY_ACT, 4, 8, "second of its words");
  note(t, RO_WHY_ACT, 4, 8, "third");
  note(t, RO_WHY_CLAUSE, 4, 8, "first of its words");
  note(t, RO_WHY_NAME, 4, 6, "shorter");
  note(t, RO_WHY_ATTRIBUTION, 4, 20, "longest");
  ro_trace_sort(&t->trace);
  static const char *const ORDER[] = {"longest", "first of its words", "second of its words", "third", "shorter", "later"};
  expect_rules(t, ORDER, 6);
}

static void a_rule_without_words_goes_by_those_found(void **state) {
  tracing *t = *state;
  note(t, RO_WHY_NAME, 4, 8, "own words");
  ro_why why = {.rule = "others", .fired = {1, 3}};
  ro_trace_note(&t->trace, &t->arena, RO_WHY_NAME, (ro_span){4, 8}, RO_ABSENT, why);
  assert_int_equal(t->trace.reasons.at[0].why.fired.start, 4);
  assert_int_equal(t->trace.reasons.at[0].why.fired.end, 8);
  assert_int_equal(t->trace.reasons.at[1].why.fired.start, 1);
  assert_int_equal(t->trace.reasons.at[1].why.fired.end, 3);
}

static void what_begins_elsewhere_moves(void **state) {
  tracing *t = *state;
  note(t, RO_WHY_CLAUSE, 4, 8, "of the clause before");
  note(t, RO_WHY_CLAUSE, 4, 8, "of this one");
  note(t, RO_WHY_CLAUSE, 9, 12, "of the next");
  ro_trace_move(&t->trace, 1, (ro_span){4, 8}, (ro_span){0, 3});
  ro_trace_sort(&t->trace);
  static const char *const ORDER[] = {"of this one", "of the clause before", "of the next"};
  expect_rules(t, ORDER, 3);
}

static void each_kind_has_a_name(void **state) {
  (void)state;
  for (int of = 0; of < RO_EXPLAINED; of++) assert_non_null(ro_explained_name((ro_explained)of));
  assert_string_equal(ro_explained_name(RO_WHY_NAME), "name");
  assert_string_equal(ro_explained_name(RO_WHY_HYPOTHETICAL), "hypothetical");
  assert_string_equal(ro_explained_name(RO_WHY_ACTOR), "actor");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(reasons_come_in_the_order_of_the_text),
      ARENA_TEST(a_rule_without_words_goes_by_those_found),
      ARENA_TEST(what_begins_elsewhere_moves),
      cmocka_unit_test(each_kind_has_a_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
