#include <math.h>

#include "../base/fixture.h"
#include "event/quantities.h"
#include "made.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_lexicon *lexicon;
} scene;

ARENA_FIXTURE(scene)

static int set_up(void **state) {
  open_arena(state);
  scene *s = *state;
  return ro_lexicon_open(&s->lexicon, READOUT_DATA_DIR, NULL) == READOUT_OK ? 0 : -1;
}

static int tear_down(void **state) {
  scene *s = *state;
  ro_lexicon_close(s->lexicon);
  return close_arena(state);
}

static ro_quantities amounts_in(scene *s, const char *text) {
  made m = made_report(&s->arena, "Post", NULL, text);
  ro_quantities found = {0};
  const ro_prepared *p = ro_prepare(m.f, s->lexicon, &s->arena);
  ro_quantities_in(p, (ro_span){0, strlen(text)}, &found, &s->arena);
  return found;
}

static ro_quantity amount_in(scene *s, const char *text) {
  ro_quantities found = amounts_in(s, text);
  if (found.len != 1) fail_msg("%zu amounts in \"%s\"", found.len, text);
  return found.at[0];
}

static void assert_value(scene *s, const char *text, double value, const char *words) {
  ro_quantity q = amount_in(s, text);
  ro_slice found = ro_slice_span(ro_slice_of(text), q.span);
  if (fabs(q.value - value) > 1e-6 * value || !ro_slice_equal(found, ro_slice_of(words)))
    fail_msg("\"%s\": %g by \"%.*s\"", text, q.value, (int)found.len, found.ptr);
}

static bool agree(scene *s, const char *a, const char *b) {
  ro_quantity x = amount_in(s, a), y = amount_in(s, b);
  if (x.unit != y.unit) fail_msg("\"%s\" and \"%s\" count other things", a, b);
  assert_int_equal(ro_quantities_agree(&x, &y), ro_quantities_agree(&y, &x));
  return ro_quantities_agree(&x, &y);
}

static bool of_one_unit(scene *s, const char *a, const char *b) {
  return amount_in(s, a).unit == amount_in(s, b).unit;
}

static void figures_words_and_magnitudes(void **state) {
  scene *s = *state;
  assert_value(s, "The city took in 1,500 people.", 1500, "1,500 people");
  assert_value(s, "Norway will give 39.6 million dollars for wells.", 39.6e6, "39.6 million dollars");
  assert_value(s, "Norway will give $40 million for wells.", 40e6, "$40 million");
  assert_value(s, "They will train twenty-five engineers.", 25, "twenty-five engineers");
  assert_value(s, "They will take 600 more seasonal workers.", 600, "600 more seasonal workers");
  assert_value(s, "The council adopted 42 of its instruments.", 42, "42 of its instruments");
  assert_value(s, "Two hundred stranded containers may pass.", 200, "Two hundred stranded containers");
  assert_value(s, "Give eighty million Norwegian kroner for ships.", 80e6, "eighty million Norwegian kroner");
  assert_value(s, "Trade rose by 12 per cent.", 12, "12 per cent");
  assert_value(s, "It was the sixteenth round.", 16, "sixteenth round");
  assert_true(amount_in(s, "It was the 16th round.").ordinal);
}

static void what_is_no_amount(void **state) {
  scene *s = *state;
  assert_int_equal(amounts_in(s, "The call came in at 3:30 a.m. to the station.").len, 0);
  assert_int_equal(amounts_in(s, "Resolution 1701 was adopted in 2006.").len, 0);
  assert_int_equal(amounts_in(s, "Shops burned on the eighth day of protests.").len, 0);
  assert_int_equal(amounts_in(s, "It burned for five days.").len, 0);
  assert_int_equal(amounts_in(s, "Give 150 million kroner ($14 million) for wells.").len, 1);
  assert_int_equal(amounts_in(s, "All the two agreed on was bread.").len, 0);
}

static void units_are_told_apart(void **state) {
  scene *s = *state;
  assert_true(of_one_unit(s, "Give US$5 million.", "Give five million dollars."));
  assert_false(of_one_unit(s, "Give 5 million kroner.", "Give 5 million dollars."));
  assert_false(of_one_unit(s, "Give A$5 million.", "Give $5 million."));
  assert_false(of_one_unit(s, "Take 20 nurses.", "Take 20 judges."));
  assert_true(of_one_unit(s, "It grew by 5%.", "It grew by five percent."));
  assert_true(of_one_unit(s, "Take 600 seasonal workers.", "Take 700 more workers."));
}

static void rounded_amounts_agree(void **state) {
  scene *s = *state;
  assert_true(agree(s, "Give nearly $40 million.", "Give 39.6 million dollars."));
  assert_true(agree(s, "Give $40 million.", "Give $39,600,000."));
  assert_true(agree(s, "Give $1.2 billion.", "Give $1,150 million."));
  assert_false(agree(s, "Give $40 million.", "Give $42 million."));
  assert_true(agree(s, "Take some 3,000 families.", "Take 3,250 families."));
  assert_false(agree(s, "Take 3,000 families.", "Take 3,250 families."));
  assert_false(agree(s, "Take 12 families.", "Take 20 families."));
  assert_false(agree(s, "The 15th round began.", "The 16th round began."));
}

static void bounds_hold_what_is_beyond_them(void **state) {
  scene *s = *state;
  assert_true(agree(s, "Take more than 100 families.", "Take 300 families."));
  assert_false(agree(s, "Take more than 400 families.", "Take 300 families."));
  assert_true(agree(s, "Take up to 400 families.", "Take 300 families."));
  assert_false(agree(s, "Take more than 100 families.", "Take more than 400 families."));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(figures_words_and_magnitudes),    TEST(what_is_no_amount), TEST(units_are_told_apart), TEST(rounded_amounts_agree),
      TEST(bounds_hold_what_is_beyond_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
