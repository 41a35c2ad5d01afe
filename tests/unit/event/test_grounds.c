#include "event/grounds.h"

#include "settled.h"

/* The record, and why it is so. */
static ro_grounds settle_traced(scene *s) {
  ro_arena_clear(&s->settled);
  s->record = (ro_record){0};
  ro_grounds grounds = {.arena = &s->settled};
  ro_settle_traced(s->members, s->n, s->lexicon, &s->record, &s->settled, &grounds);
  ro_grounds_sort(&grounds);
  return grounds;
}

static const ro_ground *ground_of(const ro_grounds *grounds, ro_slice id, ro_ground_of of, const char *rule) {
  for (size_t i = 0; i < grounds->all.len; i++) {
    const ro_ground *ground = &grounds->all.at[i];
    if (ro_slice_equal(ground->id, id) && ground->of == of && (!rule || strcmp(ground->rule, rule) == 0)) return ground;
  }
  return NULL;
}

static void joined_reports_are_named_with_their_words(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  ro_grounds grounds = settle_traced(s);
  const ro_ground *ground = ground_of(&grounds, s->record.events.at[0].id, RO_GROUND_REPORTS, "their parties, day and place fit");
  assert_non_null(ground);
  assert_int_equal(ground->about.len, 2);
  assert_int_equal(ground->evidence.len, 2);
  assert_true(ro_slice_equal(ground->evidence.at[0].quote, RO_LIT("Riverside")));
  assert_true(ro_slice_equal(ground->gives, RO_LIT("the same day, the same parties, the same place")));
}

static void the_weights_of_two_clauses_come_to_their_likelihood(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  ro_grounds grounds = settle_traced(s);
  const ro_ground *ground = NULL;
  for (size_t i = 0; i < s->record.statements.len && !ground; i++)
    ground = ground_of(&grounds, s->record.statements.at[i].id, RO_GROUND_CLAUSES, "what they have in common makes them one");
  assert_non_null(ground);
  assert_string_equal(ground->list, "alignment.tsv");
  double sum = 0, heaviest = 1e9;
  for (size_t i = 2; i < ground->measures.len; i++) {
    double adds = ground->measures.at[i].adds, size = adds < 0 ? -adds : adds;
    assert_true(size <= heaviest);
    heaviest = size;
    sum += adds;
  }
  double likely = ground->measures.at[1].value;
  assert_true((sum > 0) == (likely > 0.5));
  assert_int_equal(ground->evidence.len, 2);
}

static void another_day_is_another_event_and_that_is_why(void **state) {
  scene *s = *state;
  add_ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  add_ministers(s, "Hilltop Courier", "2024-09-13", FISHING, "2024-09-12");
  ro_grounds grounds = settle_traced(s);
  assert_int_equal(s->record.events.len, 2);
  for (size_t e = 0; e < 2; e++) {
    const ro_ground *ground = ground_of(&grounds, s->record.events.at[e].id, RO_GROUND_APART, "their days are apart");
    assert_non_null(ground);
    assert_true(ro_slices_have(&ground->about, s->record.events.at[1 - e].id));
    assert_non_null(ground_of(&grounds, s->record.events.at[e].id, RO_GROUND_REPORTS, "told by one report"));
  }
}

static void a_copy_is_one_by_its_sentences(void **state) {
  scene *s = *state;
  add_ministers(s, "Riverside Post", "2024-03-13", RAILWAY, "2024-03-12");
  add_ministers(s, "Hilltop Courier", "2024-03-14", RAILWAY_COPY, "2024-03-12");
  ro_grounds grounds = settle_traced(s);
  const ro_record_derivation *line = derivation_of(s, 0, 1);
  assert_non_null(line);
  assert_non_null(ground_of(&grounds, line->id, RO_GROUND_KIND, "sentences taken over word for word"));
  assert_non_null(ground_of(&grounds, line->id, RO_GROUND_DIRECTION, "it appeared later"));
  const ro_ground *coverage = ground_of(&grounds, line->id, RO_GROUND_COVERAGE, NULL);
  assert_non_null(coverage);
  assert_true(coverage->measures.at[0].value == line->coverage_a && coverage->measures.at[1].value == line->coverage_b);
}

static bool same_ids(const ro_record *a, const ro_record *b) {
  bool same = a->events.len == b->events.len && a->statements.len == b->statements.len && a->entities.len == b->entities.len &&
              a->origins.len == b->origins.len && a->derivations.len == b->derivations.len;
  for (size_t i = 0; same && i < a->events.len; i++) same = ro_slice_equal(a->events.at[i].id, b->events.at[i].id);
  for (size_t i = 0; same && i < a->statements.len; i++) same = ro_slice_equal(a->statements.at[i].id, b->statements.at[i].id);
  for (size_t i = 0; same && i < a->entities.len; i++) same = ro_slice_equal(a->entities.at[i].id, b->entities.at[i].id);
  return same;
}

static void a_trace_changes_nothing(void **state) {
  scene *s = *state;
  ro_record plain = {0};
  add_railway(s, "2024-03-12", "2024-03-12");
  add_ministers(s, "Lake Gazette", "2024-03-14", RAILWAY_COPY, "2024-03-12");
  add_happening(s, "Norland Times", "2024-03-14", "Skarn erupts", VOLCANO);
  ro_grounds grounds = settle_traced(s);
  ro_settle(s->members, s->n, s->lexicon, &plain, &s->settled);
  assert_true(grounds.all.len > 20);
  assert_true(same_ids(&s->record, &plain));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(joined_reports_are_named_with_their_words),
      TEST(the_weights_of_two_clauses_come_to_their_likelihood),
      TEST(another_day_is_another_event_and_that_is_why),
      TEST(a_copy_is_one_by_its_sentences),
      TEST(a_trace_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
