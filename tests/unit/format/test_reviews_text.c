#include "format/reviews_text.h"

#include "../record/scene.h"

static ro_slice drawn(scene *s, ro_slice asked, bool unbound) {
  ro_view view = {.width = 100};
  ro_indexes found = ro_reviews_asked(&s->made.record, asked, unbound, &s->arena);
  ro_text_clear(&s->text);
  ro_reviews_text(&s->text, &s->made.record, &found, &view, &s->arena);
  return ro_text_slice(&s->text);
}

static void list_body(scene *s) {
  ro_slice text = drawn(s, RO_ABSENT, false);
  assert_true(ro_slice_starts(
      text, RO_LIT("v-2 · 5 March 2024 10:00 UTC · Zoë\n  undo v-1: merge entity “Ana Brás”\n  in force\n"
                   "\nv-1 · 5 March 2024 10:00 UTC · Zoë\n  merge entity “Ana Brás”: Ana Brás\n  why: \"Brás\" is she\n")));
  assert_has(text, "    “Ana Brás” – ");
  assert_has(text, "    and “Brás” – ");
  assert_true(ro_slice_ends(text, RO_LIT("  undone\n")));
}
SCENE(the_latest_decision_comes_first, list_body)

static void unbound_body(scene *s) {
  s->made.record.reviews.at[0].state = RO_REVIEW_UNBOUND;
  s->made.record.reviews.at[0].members.at[0].sha256 = RO_LIT("ff");
  ro_slice text = drawn(s, RO_ABSENT, true);
  assert_true(ro_slice_starts(text, RO_LIT("v-1 ")));
  assert_has_not(text, "v-2 ");
  assert_has(text, "“Ana Brás” – a report that is not in this record");
  assert_has(text, "no longer binds");
}
SCENE(what_binds_no_longer_is_listed, unbound_body)

static void asked_body(scene *s) {
  assert_int_equal(ro_reviews_asked(&s->made.record, RO_LIT("v-"), false, &s->arena).len, 2);
  assert_int_equal(ro_reviews_asked(&s->made.record, RO_LIT("v-2"), false, &s->arena).at[0], 1);
  assert_int_equal(ro_reviews_asked(&s->made.record, RO_LIT(""), false, &s->arena).len, 0);
}
SCENE(one_is_asked_for_by_its_beginning, asked_body)

static void hostile_body(scene *s) {
  s->made.record.reviews.at[1].who = RO_LIT("Zo\x1b[31m\nv-9");
  assert_has_not(drawn(s, RO_ABSENT, false), "\x1b");
  assert_has_not(drawn(s, RO_ABSENT, false), "\nv-9");
}
SCENE(no_decision_steers_the_terminal, hostile_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_latest_decision_comes_first),
      cmocka_unit_test(what_binds_no_longer_is_listed),
      cmocka_unit_test(one_is_asked_for_by_its_beginning),
      cmocka_unit_test(no_decision_steers_the_terminal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
