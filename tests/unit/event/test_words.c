#include "event/words.h"

#include "lists.h"

static ro_words words_of(lists *l, const char *text) {
  ro_words words = {0};
  ro_slice slice = ro_slice_of(text);
  ro_words_add(&words, slice, (ro_span){0, slice.len}, l->lexicon, &l->arena);
  return words;
}

/* Lower-case forms, a space between two, "|" before those that punctuation stands before. The first has none to show. */
static void assert_lower(lists *l, const char *text, const char *want) {
  ro_words words = words_of(l, text);
  ro_slices parts = {0};
  for (size_t i = 0; i < words.len; i++) {
    ro_slice lower = words.at[i].lower;
    bool apart = i > 0 && words.at[i].apart;
    RO_PUSH(&l->arena, &parts, ro_arena_format(&l->arena, "%s%.*s", apart ? "|" : "", (int)lower.len, lower.ptr));
  }
  assert_string_equal(ro_arena_join(&l->arena, parts.at, parts.len, RO_LIT(" ")).ptr, want);
}

/* What of the text each word is. */
static void assert_forms(lists *l, const char *text, const char *want) {
  ro_words words = words_of(l, text);
  ro_slices parts = {0};
  for (size_t i = 0; i < words.len; i++) RO_PUSH(&l->arena, &parts, ro_slice_span(ro_slice_of(text), words.at[i].span));
  assert_string_equal(ro_arena_join(&l->arena, parts.at, parts.len, RO_LIT(" ")).ptr, want);
}

/* -- where words begin and end ---------------------------------------------------------------------------------------- */

static void the_example_of_the_header_holds(void **state) {
  assert_lower(*state, "Russia doesn't like     multi-polarization", "russia does not like multipolarization");
}

static void curly_apostrophes_are_straight(void **state) {
  lists *l = *state;
  assert_lower(l, "Freedonia\xE2\x80\x99s O\xE2\x80\x99Hara couldn\xE2\x80\x99t", "freedonia o'hara could not");
  assert_lower(l, "Freedonia's O'Hara couldn't", "freedonia o'hara could not");
  assert_int_equal(words_of(l, "O\xE2\x80\x99Hara").at[0].form, words_of(l, "O'Hara").at[0].form);
}

static void a_possessive_is_left_out_but_belongs_to_the_span(void **state) {
  lists *l = *state;
  assert_lower(l, "Freedonia's ministers' plan", "freedonia ministers plan");
  assert_forms(l, "Freedonia's ministers' plan", "Freedonia's ministers plan");
  assert_int_equal(words_of(l, "Freedonia's").at[0].meaning, words_of(l, "Freedonia").at[0].meaning);
}

static void not_is_a_word_of_its_own(void **state) {
  lists *l = *state;
  assert_lower(l, "It isn't so. DON'T wait", "it is not so |do not wait");
  assert_forms(l, "It isn't so", "It is n't so");
  assert_forms(l, "couldn\xE2\x80\x99t go", "could n\xE2\x80\x99t go");
  assert_int_equal(words_of(l, "isn't").at[1].meaning, words_of(l, "is not").at[1].meaning);
}

static void prefixes_belong_to_their_word(void **state) {
  lists *l = *state;
  assert_lower(l, "Non-aligned co-operation, re-opened; inter-Sylvanian uni-lateral",
               "nonaligned cooperation |reopened |intersylvanian unilateral");
  assert_lower(l, "anti\xE2\x80\x90terror counter\xE2\x80\x91measures", "antiterror countermeasures");
  assert_int_equal(words_of(l, "co-operation").at[0].meaning, words_of(l, "cooperation").at[0].meaning);
  assert_forms(l, "co-operation", "co-operation");
}

static void other_hyphens_part_words(void **state) {
  lists *l = *state;
  assert_lower(l, "two-way trade, Sylvania-Freedonia re- and 2024-03-14", "two way trade |sylvania freedonia re and 2024 03 14");
}

static void acronyms_lose_their_dots(void **state) {
  lists *l = *state;
  assert_lower(l, "The U.N. and the S.N.A.F. met", "the un |and the snaf |met");
  assert_forms(l, "the U.N.", "the U.N");
  assert_int_equal(words_of(l, "U.N").at[0].form, words_of(l, "UN").at[0].form);
  assert_lower(l, "Mr.Hara met.They left", "mr |hara met |they left");
  assert_lower(l, "with NATO.They left", "with nato |they left");
}

static void numbers_keep_their_marks(void **state) {
  lists *l = *state;
  assert_lower(l, "1,000.5 tons, 3.5% and 24/7", "1,000.5 tons |3.5 |and 24 |7");
  assert_lower(l, "in 2024.The 7th", "in 2024 |the 7th");
}

static void letters_outside_ascii_are_letters(void **state) {
  lists *l = *state;
  assert_lower(l, "Brás in łódź", "brás in łódź");
  assert_lower(l, "李伟", "李伟");
}

static void apart_is_punctuation_but_no_hyphen_or_quote_mark(void **state) {
  lists *l = *state;
  assert_lower(l, "he said: \"Free trade\" \xE2\x80\x94 now", "he said |free trade |now");
  assert_lower(l, "free \xE2\x80\x9Ctrade\xE2\x80\x9D-area 'now' \xC2\xABport\xC2\xBB", "free trade area now port");
  assert_lower(l, "free (trade) area; port", "free |trade |area |port");
  assert_true(words_of(l, "free").at[0].apart);
}

static void capitals_are_noted(void **state) {
  lists *l = *state;
  ro_words words = words_of(l, "\"Hara met Łucja O'brien iN łódź 7 McX");
  static const bool CAPITAL[] = {true, false, true, true, false, false, false, true};
  assert_int_equal(words.len, sizeof CAPITAL / sizeof *CAPITAL);
  for (size_t i = 0; i < words.len; i++) assert_int_equal(words.at[i].capital, CAPITAL[i]);
}

static void text_without_words_has_none(void **state) {
  lists *l = *state;
  assert_int_equal(words_of(l, "").len, 0);
  assert_int_equal(words_of(l, " \xE2\x80\x94 \"'-.,").len, 0);
}

/* -- what they mean --------------------------------------------------------------------------------------------------- */

static void words_have_a_class(void **state) {
  static const uint8_t CLASSES[] = {RO_WORD_FUNCTION, RO_WORD_WEAK, RO_WORD_FUNCTION, RO_WORD_CONTENT, RO_WORD_NUMBER,
                                    RO_WORD_CONTENT,  RO_WORD_WEAK, RO_WORD_FUNCTION, RO_WORD_NUMBER};
  ro_words words = words_of(*state, "The ministers to harbour 12 ferries' cooperation: X 3rd");
  assert_int_equal(words.len, sizeof CLASSES / sizeof *CLASSES);
  for (size_t i = 0; i < words.len; i++) assert_int_equal(words.at[i].class_, CLASSES[i]);
}

static void forms_of_a_word_have_one_meaning(void **state) {
  ro_words words = words_of(*state, "implement implementation Implemented implant");
  assert_int_equal(words.at[0].meaning, words.at[1].meaning);
  assert_int_equal(words.at[0].meaning, words.at[2].meaning);
  assert_int_not_equal(words.at[0].form, words.at[1].form);
  assert_int_not_equal(words.at[0].meaning, words.at[3].meaning);
}

static void long_stems_have_a_root(void **state) {
  ro_words words = words_of(*state, "democrats democracy democratise trade");
  assert_int_not_equal(words.at[0].meaning, words.at[1].meaning);
  assert_int_not_equal(words.at[0].root, 0);
  assert_int_equal(words.at[0].root, words.at[1].root);
  assert_int_equal(words.at[0].root, words.at[2].root);
  assert_int_equal(words.at[3].root, 0);
}

static void synonyms_have_one_meaning(void **state) {
  ro_words words = words_of(*state, "maintain upholding pushed promotes trade");
  assert_int_equal(words.at[0].meaning, words.at[1].meaning);
  assert_int_equal(words.at[2].meaning, words.at[3].meaning);
  assert_int_not_equal(words.at[0].meaning, words.at[2].meaning);
  assert_int_equal(words.at[0].root, 0);
  assert_int_not_equal(words.at[0].form, words.at[1].form);
  assert_int_not_equal(words.at[4].meaning, words.at[0].meaning);
}

static void a_function_word_alone_is_no_synonym(void **state) {
  ro_words words = words_of(*state, "atop on top of it, on it");
  assert_int_equal(words.at[0].meaning, words.at[1].meaning); /* on top */
  assert_int_not_equal(words.at[0].meaning, words.at[5].meaning);
  assert_int_equal(words.at[5].class_, RO_WORD_FUNCTION);
}

static void a_phrase_outweighs_its_words(void **state) {
  ro_words words = words_of(*state, "They keep up trade, keep trade and uphold it");
  assert_int_equal(words.at[1].meaning, words.at[7].meaning); /* keep up: uphold */
  assert_int_equal(words.at[1].class_, RO_WORD_CONTENT);
  assert_int_equal(words.at[2].class_, RO_WORD_FUNCTION);
  assert_int_not_equal(words.at[4].meaning, words.at[7].meaning); /* keep alone: preserve */
  assert_int_equal(words.at[4].meaning, words_of(*state, "preserve").at[0].meaning);
}

static void the_longest_phrase_wins_and_a_broken_off_one_does_not(void **state) {
  lists *l = *state;
  uint64_t promote = words_of(l, "promote").at[0].meaning;
  ro_words whole = words_of(l, "pushed forward with all force"), part = words_of(l, "pushed forward with all trade");
  assert_int_equal(whole.at[0].meaning, promote);
  assert_int_equal(whole.at[4].class_, RO_WORD_FUNCTION);
  assert_int_equal(part.at[0].meaning, promote); /* "push" alone */
  assert_int_equal(part.at[1].class_, RO_WORD_CONTENT);
  ro_words phrase = words_of(l, "will not give up");
  assert_int_equal(phrase.at[1].meaning, promote); /* though "not" is a function word */
  assert_int_equal(phrase.at[1].class_, RO_WORD_CONTENT);
}

static void punctuation_ends_a_phrase(void **state) {
  lists *l = *state;
  uint64_t uphold = words_of(l, "uphold").at[0].meaning;
  assert_int_equal(words_of(l, "keep \"up\"").at[0].meaning, uphold);
  assert_int_not_equal(words_of(l, "keep, up").at[0].meaning, uphold);
  assert_int_equal(words_of(l, "keep, up").at[1].class_, RO_WORD_CONTENT);
}

/* -- parts of a text -------------------------------------------------------------------------------------------------- */

static void parts_are_added_one_behind_the_other(void **state) {
  lists *l = *state;
  ro_words words = {0};
  ro_slice text = RO_LIT("Keep trade free up north");
  ro_words_add(&words, text, (ro_span){0, 4}, l->lexicon, &l->arena);
  ro_words_add(&words, text, (ro_span){16, 18}, l->lexicon, &l->arena);
  assert_int_equal(words.len, 2);
  assert_int_equal(words.at[1].span.start, 16);
  assert_int_equal(words.at[1].span.end, 18);
  assert_true(words.at[1].apart); /* so no phrase goes from one part into the next */
  assert_int_not_equal(words.at[0].meaning, words_of(l, "uphold").at[0].meaning);
}

static void words_are_found_by_their_place(void **state) {
  ro_words words = words_of(*state, "free trade now"), none = {0};
  assert_int_equal(ro_words_after(&words, 0), 0);
  assert_int_equal(ro_words_after(&words, 1), 1);
  assert_int_equal(ro_words_after(&words, 5), 1);
  assert_int_equal(ro_words_after(&words, 6), 2);
  assert_int_equal(ro_words_after(&words, 12), 3);
  assert_int_equal(ro_words_after(&none, 0), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lists_read, lists_remove)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_example_of_the_header_holds),
      TEST(curly_apostrophes_are_straight),
      TEST(a_possessive_is_left_out_but_belongs_to_the_span),
      TEST(not_is_a_word_of_its_own),
      TEST(prefixes_belong_to_their_word),
      TEST(other_hyphens_part_words),
      TEST(acronyms_lose_their_dots),
      TEST(numbers_keep_their_marks),
      TEST(letters_outside_ascii_are_letters),
      TEST(apart_is_punctuation_but_no_hyphen_or_quote_mark),
      TEST(capitals_are_noted),
      TEST(text_without_words_has_none),
      TEST(words_have_a_class),
      TEST(forms_of_a_word_have_one_meaning),
      TEST(long_stems_have_a_root),
      TEST(synonyms_have_one_meaning),
      TEST(a_function_word_alone_is_no_synonym),
      TEST(a_phrase_outweighs_its_words),
      TEST(the_longest_phrase_wins_and_a_broken_off_one_does_not),
      TEST(punctuation_ends_a_phrase),
      TEST(parts_are_added_one_behind_the_other),
      TEST(words_are_found_by_their_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
