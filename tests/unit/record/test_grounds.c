#include "record/grounds.h"

#include "scene.h"

static ro_grounds grounds_in(scene *s) {
  return (ro_grounds){.arena = &s->arena};
}

static void order_body(scene *s) {
  ro_grounds g = grounds_in(s);
  RO_PUSH(&s->arena, &g.wanted, RO_LIT("e-2"));
  RO_PUSH(&s->arena, &g.wanted, RO_LIT("e-1"));
  ro_ground_note(&g, RO_LINE_EVENT, RO_LIT("e-1"), RO_GROUND_PLACE, RO_ABSENT, "first");
  ro_ground_note(&g, RO_LINE_EVENT, RO_LIT("e-2"), RO_GROUND_DATE, RO_ABSENT, "second");
  ro_ground_note(&g, RO_LINE_EVENT, RO_LIT("e-1"), RO_GROUND_REPORTS, RO_ABSENT, "third");
  ro_ground_note(&g, RO_LINE_EVENT, RO_LIT("e-3"), RO_GROUND_DATE, RO_ABSENT, "not asked for");
  ro_ground_note(&g, RO_LINE_EVENT, RO_ABSENT, RO_GROUND_DATE, RO_ABSENT, "of nothing in the end");
  ro_grounds_sort(&g);
  assert_int_equal(g.all.len, 3);
  assert_string_equal(g.all.at[0].rule, "second");
  assert_string_equal(g.all.at[1].rule, "third");
  assert_string_equal(g.all.at[2].rule, "first");
}
SCENE(those_asked_for_in_the_order_asked, order_body)

static void again_body(scene *s) {
  ro_grounds g = grounds_in(s);
  for (size_t i = 0; i < 3; i++) {
    ro_ground_note(&g, RO_LINE_ENTITY, RO_LIT("n-1"), RO_GROUND_NAMES, RO_LIT("A, B"), "one is a form of the other");
    if (i == 2) ro_ground_about(&g, RO_LIT("r-1"));
  }
  ro_grounds_sort(&g);
  assert_int_equal(g.all.len, 2);
  assert_int_equal(g.all.at[0].about.len, 0);
  assert_int_equal(g.all.at[1].about.len, 1);
}
SCENE(what_is_said_twice_is_kept_once, again_body)

static void nobody_asks_body(scene *s) {
  ro_grounds g = grounds_in(s);
  assert_false(ro_grounds_want(NULL, RO_LIT("e-1")));
  assert_true(ro_grounds_want(&g, RO_LIT("e-1")));
  RO_PUSH(&s->arena, &g.wanted, RO_LIT("e-1"));
  assert_true(ro_grounds_want(&g, RO_LIT("e-1")));
  assert_false(ro_grounds_want(&g, RO_LIT("e-10")));
}
SCENE(without_a_trace_nothing_is_wanted, nobody_asks_body)

static void decisions_body(scene *s) {
  ro_grounds g = grounds_in(s);
  ro_record record = {0};
  ro_record_review review = {.id = RO_LIT("v-1"), .who = RO_LIT("Ana"), .when = RO_LIT("2026-11-26T19:17:57Z")};
  review.action = RO_REVIEW_CORRECT;
  review.field = RO_LIT("date");
  review.value = RO_LIT("2020-02-02");
  RO_PUSH(&s->arena, &record.reviews, review);
  ro_record_event event = {.id = RO_LIT("e-1")};
  RO_PUSH(&s->arena, &event.reviews, review.id);
  RO_PUSH(&s->arena, &record.events, event);
  ro_grounds_note_decisions(&g, &record);
  assert_int_equal(g.all.len, 1);
  assert_int_equal(g.all.at[0].of, RO_GROUND_DECIDED);
  assert_true(ro_slice_equal(g.all.at[0].gives, RO_LIT("correct date: 2020-02-02")));
  assert_true(ro_slice_equal(g.all.at[0].about.at[0], review.id));
  assert_has(ro_slice_of(g.all.at[0].rule), "Ana, 2026-11-26T19:17:57Z (no reason given)");
}
SCENE(what_a_person_decided_is_told, decisions_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(those_asked_for_in_the_order_asked),
      cmocka_unit_test(what_is_said_twice_is_kept_once),
      cmocka_unit_test(without_a_trace_nothing_is_wanted),
      cmocka_unit_test(what_a_person_decided_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
