#include "event/terms.h"

#include <math.h>

#include "lists.h"

#define CLOSE 1e-9

static ro_terms terms_of(lists *l, const char *title, const char *main) {
  ro_terms terms = {0};
  ro_words words = {0};
  ro_slice text = ro_slice_of(main);
  ro_words_add(&words, text, (ro_span){0, text.len}, l->lexicon, &l->arena);
  ro_terms_make(&terms, ro_slice_of(title), &words, l->lexicon, &l->arena);
  return terms;
}

/* Terms are hashes: one is found as the only term of a text of its word alone. */
static const ro_term *find(lists *l, const ro_terms *terms, const char *word) {
  ro_terms alone = terms_of(l, NULL, word);
  assert_int_equal(alone.len, 1);
  for (size_t i = 0; i < terms->len; i++)
    if (terms->at[i].stem == alone.at[0].stem) return &terms->at[i];
  return NULL;
}

static const ro_term *get(lists *l, const ro_terms *terms, const char *word) {
  const ro_term *term = find(l, terms, word);
  if (!term) fail_msg("no term \"%s\"", word);
  return term;
}

static bool is_near(double a, double b) {
  return fabs(a - b) < CLOSE;
}

/* -- which ------------------------------------------------------------------------------------------------------------ */

static void forms_of_a_word_are_one_term(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, "Ferry strike", "ferries sank; the strikes strike");
  assert_int_equal(terms.len, 3 + 1); /* and "the", which no list of counts has here */
  assert_true(is_near(get(l, &terms, "strike")->count, 1 + log(3)));
  for (size_t i = 1; i < terms.len; i++) assert_true(terms.at[i - 1].stem < terms.at[i].stem);
}

static void what_all_texts_have_and_short_words_are_no_terms(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, NULL, "common ox go harbour 7 12");
  assert_int_equal(terms.len, 3);
  get(l, &terms, "harbour");
  get(l, &terms, "7");
  get(l, &terms, "12");
}

static void nothing_gives_no_terms(void **state) {
  lists *l = *state;
  assert_int_equal(terms_of(l, NULL, "").len, 0);
  assert_int_equal(terms_of(l, "", "common go").len, 0);
  ro_terms none = {0}, some = terms_of(l, NULL, "harbour");
  assert_true(ro_terms_alike(&none, &some) == 0);
  assert_true(ro_terms_alike(&none, &none) == 0);
}

/* -- how much --------------------------------------------------------------------------------------------------------- */

static void squares_of_weights_add_up_to_one(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, "Harbour strike in Riverside", "trade ferries strike harbour 300 Hara harbour");
  double squares = 0;
  for (size_t i = 0; i < terms.len; i++) squares += terms.at[i].weight * terms.at[i].weight;
  assert_true(terms.len > 5 && is_near(squares, 1));
}

static void the_rarer_and_the_more_often_the_more(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, NULL, "trade harbour strike strike pier");
  assert_true(get(l, &terms, "harbour")->weight > get(l, &terms, "trade")->weight);
  assert_true(get(l, &terms, "pier")->weight > get(l, &terms, "harbour")->weight);
  assert_true(get(l, &terms, "strike")->weight > get(l, &terms, "pier")->weight);
  assert_true(is_near(get(l, &terms, "strike")->weight / get(l, &terms, "pier")->weight, 1 + log(2)));
  assert_true(is_near(get(l, &terms, "harbour")->rarity, ro_lexicon_rarity(l->lexicon, RO_LIT("harbour"))));
}

/* Names weigh more; names and numbers count more, since they tell like events apart. */
static void names_weigh_and_count_more(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, NULL, "pier met Hara twice on 77");
  const ro_term *word = get(l, &terms, "pier"), *name = get(l, &terms, "hara"), *number = get(l, &terms, "77");
  assert_true(name->weight > word->weight && name->count > word->count);
  assert_true(is_near(number->weight, word->weight) && number->count > word->count);
  assert_true(is_near(word->count, 1));
}

/* A word that only begins a sentence now and then is no name. */
static void a_name_has_its_capital_mostly(void **state) {
  lists *l = *state;
  ro_terms terms = terms_of(l, NULL, "Pier fire. a pier burnt, Hara, hara, Hara, quay");
  assert_true(is_near(get(l, &terms, "pier")->count, 1 + log(2)));
  assert_true(get(l, &terms, "hara")->count > 1 + log(3));
}

/* -- the lead --------------------------------------------------------------------------------------------------------- */

static void title_and_first_words_lead(void **state) {
  lists *l = *state;
  ro_slices words = {0};
  RO_PUSH(&l->arena, &words, RO_LIT("quay"));
  while (words.len < 59) RO_PUSH(&l->arena, &words, RO_LIT("pier"));
  RO_PUSH(&l->arena, &words, RO_LIT("crane")); /* the sixtieth */
  RO_PUSH(&l->arena, &words, RO_LIT("anchor"));
  RO_PUSH(&l->arena, &words, RO_LIT("harbour"));
  ro_terms terms = terms_of(l, "Harbour fire", ro_arena_join(&l->arena, words.at, words.len, RO_LIT(" ")).ptr);
  assert_true(get(l, &terms, "quay")->leads && get(l, &terms, "pier")->leads);
  assert_true(get(l, &terms, "crane")->leads);
  assert_false(get(l, &terms, "anchor")->leads);
  assert_true(get(l, &terms, "harbour")->leads && get(l, &terms, "fire")->leads);
}

/* -- likeness --------------------------------------------------------------------------------------------------------- */

static void likeness_is_a_cosine(void **state) {
  lists *l = *state;
  ro_terms a = terms_of(l, NULL, "pier quay crane anchor"), b = terms_of(l, NULL, "quay anchor rope sail");
  ro_terms c = terms_of(l, NULL, "glacier snow"), twice = terms_of(l, NULL, "anchor crane quay pier");
  assert_true(is_near(ro_terms_alike(&a, &b), 0.5));
  assert_true(is_near(ro_terms_alike(&a, &b), ro_terms_alike(&b, &a)));
  assert_true(ro_terms_alike(&a, &c) == 0);
  assert_true(is_near(ro_terms_alike(&a, &twice), 1));
}

static void a_shared_name_makes_more_alike_than_a_shared_word(void **state) {
  lists *l = *state;
  ro_terms a = terms_of(l, NULL, "pier Hara trade"), b = terms_of(l, NULL, "glacier Hara snow"),
           c = terms_of(l, NULL, "glacier Nordby trade");
  assert_true(ro_terms_alike(&a, &b) > ro_terms_alike(&a, &c));
  assert_true(ro_terms_alike(&a, &c) > 0);
}

static void packed_terms_are_as_alike(void **state) {
  lists *l = *state;
  ro_terms a = terms_of(l, "Ferry strike", "pier Hara trade glacier"), b = terms_of(l, NULL, "glacier Hara snow strike"),
           none = {0};
  double alike = ro_terms_alike(&a, &b);
  assert_true(alike > 0 && alike < 1);
  assert_true(fabs(ro_terms_alike_packed(&a, ro_terms_pack(&b, &l->arena)) - alike) < 1e-3);
  assert_true(fabs(ro_terms_alike_packed(&b, ro_terms_pack(&a, &l->arena)) - alike) < 1e-3);
  assert_true(ro_terms_alike_packed(&a, ro_terms_pack(&none, &l->arena)) < CLOSE);
  assert_true(ro_terms_alike_packed(&none, ro_terms_pack(&a, &l->arena)) < CLOSE);
}

/* Who meets two on one day is named in both reports, which are alike by that alone. */
static void names_do_not_count_beside_names(void **state) {
  lists *l = *state;
  ro_terms a = terms_of(l, NULL, "Hara Nordby pier"), b = terms_of(l, NULL, "Hara Nordby glacier"),
           c = terms_of(l, NULL, "Hara pier");
  assert_true(ro_terms_alike(&a, &b) > ro_terms_alike_beside_names(&a, &b));
  assert_true(ro_terms_alike_beside_names(&a, &b) < CLOSE);
  assert_true(is_near(ro_terms_alike_beside_names(&a, &c), 1));
}

static bool may_hold(lists *l, const ro_terms *a, const ro_terms *b) {
  bool may = ro_terms_may_hold(a, b);
  assert_int_equal(ro_terms_may_hold(b, a), may);
  assert_int_equal(ro_terms_may_hold_packed(a, ro_terms_pack(b, &l->arena)), may);
  return may;
}

/* However much more a roundup says; and whoever it is about. */
static void who_holds_a_part_has_its_words(void **state) {
  lists *l = *state;
  ro_terms item = terms_of(l, NULL, "Hara glacier pier"), none = {0},
           roundup = terms_of(l, NULL, "glacier pier Nordby trade snow strike ferry"),
           other = terms_of(l, NULL, "Hara trade snow");
  assert_true(may_hold(l, &item, &roundup));
  assert_false(may_hold(l, &item, &other));
  assert_false(may_hold(l, &item, &none));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lists_read, lists_remove)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(forms_of_a_word_are_one_term),
      TEST(what_all_texts_have_and_short_words_are_no_terms),
      TEST(nothing_gives_no_terms),
      TEST(squares_of_weights_add_up_to_one),
      TEST(the_rarer_and_the_more_often_the_more),
      TEST(names_weigh_and_count_more),
      TEST(a_name_has_its_capital_mostly),
      TEST(title_and_first_words_lead),
      TEST(likeness_is_a_cosine),
      TEST(a_shared_name_makes_more_alike_than_a_shared_word),
      TEST(packed_terms_are_as_alike),
      TEST(names_do_not_count_beside_names),
      TEST(who_holds_a_part_has_its_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
