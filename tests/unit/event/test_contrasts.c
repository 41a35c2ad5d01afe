#include "event/words.h"
#include "lists.h"

static const ro_contrasts *contrasts(void **state) {
  return &((lists *)*state)->lexicon->contrasts;
}

/* The value of the phrase that a text begins with. */
static uint64_t value_of(void **state, const ro_phrase_list *list, const char *text) {
  lists *l = *state;
  ro_words words = {0};
  size_t n;
  ro_words_add(&words, ro_slice_of(text), (ro_span){0, strlen(text)}, l->lexicon, &l->arena);
  return ro_phrase_at(list, &words, 0, &n, &l->arena);
}

static void what_denies(void **state) {
  const ro_contrasts *c = contrasts(state);
  assert_int_equal(value_of(state, &c->negatives, "not harbours"), RO_NOT);
  assert_int_equal(value_of(state, &c->negatives, "refused harbours"), RO_NEGATIVE);
  assert_int_equal(value_of(state, &c->negatives, "ruled out harbours"), RO_NEGATIVE);
  assert_int_equal(value_of(state, &c->negatives, "ruled harbours"), 0);
  assert_int_equal(value_of(state, &c->no_agreement, "no deal on harbours"), 1);
}

static void how_amounts_are_written(void **state) {
  const ro_contrasts *c = contrasts(state);
  assert_int_equal(value_of(state, &c->numerals, "two"), 3);
  assert_int_equal(value_of(state, &c->ordinals, "second"), 3);
  assert_int_equal(value_of(state, &c->magnitudes, "million"), 6);
  assert_int_equal(value_of(state, &c->hedges, "more than"), RO_AT_LEAST);
  assert_int_equal(c->symbols.len, 1);
  assert_true(ro_slice_equal(c->symbols.at[0].text, RO_LIT("CR$")));
  assert_int_equal(value_of(state, &c->currencies, "crowns"), c->symbols.at[0].currency);
}

static void what_takes_a_side(void **state) {
  const ro_contrasts *c = contrasts(state);
  assert_int_equal(c->crisis_words.len, 2);
  assert_null(c->crisis_words.at[value_of(state, &c->crises, "wars") - 1].iso.ptr);
  assert_true(ro_slice_equal(c->crisis_words.at[value_of(state, &c->crises, "special operation") - 1].iso, RO_LIT("SY")));
  uint64_t inner = value_of(state, &c->names, "Inner Sea"), bay = value_of(state, &c->names, "Bay of Ferries");
  assert_int_equal(inner / RO_NAMES_IN_GROUP, bay / RO_NAMES_IN_GROUP);
  assert_int_not_equal(inner, bay);
  assert_int_equal(bay, value_of(state, &c->names, "Harbour Sea"));
}

static void offices_by_any_of_their_titles(void **state) {
  lists *l = *state;
  const ro_title *title = ro_contrasts_title(contrasts(state), RO_LIT("minister FOR harbours"), &l->arena);
  assert_non_null(title);
  assert_true(ro_slice_equal(title->name, RO_LIT("Harbour Minister")));
  assert_int_equal(title->class_, RO_MINISTER);
  assert_null(ro_contrasts_title(contrasts(state), RO_LIT("Minister"), &l->arena));
}

static void clocks_of_countries(void **state) {
  const ro_zone *zone = ro_contrasts_zone(contrasts(state), RO_LIT("FD"));
  assert_non_null(zone);
  assert_true(zone->west == -120 && zone->east == -60);
  assert_null(ro_contrasts_zone(contrasts(state), RO_LIT("XX")));
}

static void assert_refused(void **state, const char *file, const char *bytes, size_t line) {
  lists *l = *state;
  list_write(l, file, bytes);
  l->err = (readout_error){0};
  assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, &l->err), READOUT_ERR_INPUT);
  assert_non_null(strstr(l->err.message, file));
  assert_int_equal(l->err.line, line);
}

static void broken_lists_are_refused(void **state) {
  assert_refused(state, "negatives.txt", "not\n", 1);
  assert_refused(state, "negatives.txt", "[not]\nnot, no more of that kind of thing\n", 2);
  list_write(*state, "negatives.txt", "[not]\nnot\n");
  assert_refused(state, "quantities.txt", "[numerals]\ntwo: 2\n", 2);
  assert_refused(state, "quantities.txt", "[magnitudes]\n30: very many\n", 2);
  assert_refused(state, "quantities.txt", "[hedges]\nperhaps: maybe\n", 2);
  list_write(*state, "quantities.txt", "[numerals]\n2: two\n");
  assert_refused(state, "wordings.txt", "[names]\n# a comment\nInner Sea\n", 3);
  assert_refused(state, "wordings.txt", "[crises]\nwar SYL: war\n", 2);
  list_write(*state, "wordings.txt", "[signing]\nsign\n");
  assert_refused(state, "offices.tsv", "Minister\tPremier\tsecretary\n", 1);
  list_write(*state, "offices.tsv", "Minister\tPremier\tminister\n");
  assert_refused(state, "time_zones.tsv", "FD\t60\tnoon\n", 1);
}

#define READ(name) cmocka_unit_test_setup_teardown(name, lists_read, lists_remove)
#define MADE(name) cmocka_unit_test_setup_teardown(name, lists_make, lists_remove)

int main(void) {
  const struct CMUnitTest tests[] = {
      READ(what_denies),         READ(how_amounts_are_written),  READ(what_takes_a_side), READ(offices_by_any_of_their_titles),
      READ(clocks_of_countries), MADE(broken_lists_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
