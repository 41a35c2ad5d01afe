#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sentence/features.h"
#include "sentence/model.h"

#define SLOTS 64

static ro_word_slot slots[SLOTS];
static ro_vocabulary vocabulary = {slots, SLOTS - 1, 0};

static void know(const char *word, uint32_t row, uint32_t lists) {
  ro_word_slot *slot = &slots[ro_vocabulary_slot(&vocabulary, ro_slice_of(word))];
  slot->check = ro_vocabulary_check(ro_slice_of(word));
  slot->known = row | lists << 20;
  if (row != RO_ROW_NONE && row >= vocabulary.n_words) vocabulary.n_words = row + 1;
}

static int fill(void **state) {
  (void)state;
  know("Lima", 0, 1u << RO_LIST_CAPITAL | 1u << RO_LIST_SURNAME);
  know("agree", 1, 0);
  know("walk", 2, 0);
  know("##able", 3, 0);
  know("wal", 4, 0);
  know("Ruiz", RO_ROW_NONE, 1u << RO_LIST_SURNAME);
  know("stop", 5, 0);
  know("emphasize", 6, 0);
  return 0;
}

static uint32_t own_row(const char *form, const char *lower) {
  uint32_t rows[RO_BASE_MAX];
  assert_in_range(ro_word_rows(&vocabulary, ro_slice_of(form), ro_slice_of(lower), rows), 2, RO_BASE_MAX);
  return rows[0];
}

static void a_word_is_known_in_another_case(void **state) {
  (void)state;
  assert_int_equal(own_row("Lima", "lima"), 0);
  assert_int_equal(own_row("LIMA", "lima"), 0);
  assert_int_equal(own_row("Agree", "agree"), 1);
  assert_int_equal(own_row("lima", "lima"), 0);
  assert_int_equal(own_row("LiMA", "lima"), RO_ROW_NONE);
  assert_int_equal(own_row("Ruiz", "ruiz"), RO_ROW_NONE);
}

static void lists_of_names_have_rows(void **state) {
  uint32_t rows[RO_BASE_MAX], flags = vocabulary.n_words + RO_ROWS_FORM + RO_ROWS_AFFIX + RO_ROWS_SHAPE;
  (void)state;
  size_t n = ro_word_rows(&vocabulary, RO_LIT("LIMA"), RO_LIT("lima"), rows);
  assert_int_equal(rows[n - 2], flags + RO_LIST_CAPITAL);
  assert_int_equal(rows[n - 1], flags + RO_LIST_SURNAME);
  n = ro_word_rows(&vocabulary, RO_LIT("Ruiz"), RO_LIT("ruiz"), rows);
  assert_int_equal(rows[n - 1], flags + RO_LIST_SURNAME);
}

static void rows_stay_inside_the_table(void **state) {
  static const char *const FORMS[] = {
      "",      "a",
      "é",     "日本",
      "3,500", "U.S.A.",
      "A-B_C", "ÀÉÎÕÜàéîõü",
      "''",    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaéaaaa"};
  uint32_t rows[RO_BASE_MAX + RO_PIECES_MAX], all = vocabulary.n_words + RO_ROWS_BEHIND_WORDS;
  (void)state;
  for (size_t f = 0; f < sizeof FORMS / sizeof *FORMS; f++) {
    ro_slice form = ro_slice_of(FORMS[f]);
    size_t n = ro_word_rows(&vocabulary, form, form, rows);
    assert_in_range(n, 2, RO_BASE_MAX);
    n += ro_word_pieces(&vocabulary, form, rows + n);
    for (size_t i = 1; i < n; i++) assert_in_range(rows[i], 0, all - 1);
  }
}

static void an_unknown_word_has_pieces(void **state) {
  uint32_t rows[RO_PIECES_MAX];
  (void)state;
  assert_int_equal(ro_word_pieces(&vocabulary, RO_LIT("walkable"), rows), 2);
  assert_int_equal(rows[0], 2);
  assert_int_equal(rows[1], 3);
  assert_int_equal(ro_word_pieces(&vocabulary, RO_LIT("walk"), rows), 1); /* "wal": not itself */
  assert_int_equal(rows[0], 4);
  assert_int_equal(ro_word_pieces(&vocabulary, RO_LIT("xyz"), rows), 0);
}

static void lemmas_are_words_that_are_known(void **state) {
  static const char *const PAIRS[][3] = {{"agreed", "VBD", "agree"},         {"stopping", "VBG", "stop"},
                                         {"emphasized", "VBD", "emphasize"}, {"emphasised", "VBD", "emphasise"},
                                         {"talks", "NNS", "talk"},           {"policies", "NNS", "policy"},
                                         {"walking", "VBG", "walk"}};
  ro_guard guard = {0};
  ro_arena arena;
  (void)state;
  ro_arena_init(&arena, &guard, 0);
  for (size_t p = 0; p < sizeof PAIRS / sizeof *PAIRS; p++) {
    ro_slice lemma = ro_lemma_by_rule(&vocabulary, ro_slice_of(PAIRS[p][0]), ro_slice_of(PAIRS[p][1]), &arena);
    assert_int_equal(lemma.len, strlen(PAIRS[p][2]));
    assert_memory_equal(lemma.ptr, PAIRS[p][2], lemma.len);
  }
  ro_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_word_is_known_in_another_case), cmocka_unit_test(lists_of_names_have_rows),
      cmocka_unit_test(rows_stay_inside_the_table),      cmocka_unit_test(an_unknown_word_has_pieces),
      cmocka_unit_test(lemmas_are_words_that_are_known),
  };
  return cmocka_run_group_tests(tests, fill, NULL);
}
