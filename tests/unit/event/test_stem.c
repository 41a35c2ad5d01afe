#include "event/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static ro_guard guard;
static ro_arena arena;

typedef struct pair {
  const char *word, *stem;
} pair;

static void assert_stems(const pair *pairs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    ro_slice stem = ro_stem(ro_slice_of(pairs[i].word), &arena);
    assert_string_equal(ro_arena_copy(&arena, stem).ptr, pairs[i].stem);
  }
}

#define ASSERT_STEMS(...)                              \
  do {                                                 \
    static const pair PAIRS[] = {__VA_ARGS__};         \
    assert_stems(PAIRS, sizeof PAIRS / sizeof *PAIRS); \
  } while (0)

/* The examples of Porter's paper, step by step, as all steps together leave them. */
static void plurals_and_pasts(void **state) {
  (void)state;
  ASSERT_STEMS({"caresses", "caress"}, {"ponies", "poni"}, {"ties", "ti"}, {"caress", "caress"}, {"cats", "cat"});
  ASSERT_STEMS({"feed", "feed"}, {"agreed", "agre"}, {"plastered", "plaster"}, {"bled", "bled"}, {"motoring", "motor"},
               {"sing", "sing"});
  ASSERT_STEMS({"conflated", "conflat"}, {"troubled", "troubl"}, {"sized", "size"}, {"hopping", "hop"}, {"tanned", "tan"},
               {"falling", "fall"}, {"hissing", "hiss"}, {"fizzed", "fizz"}, {"failing", "fail"}, {"filing", "file"});
  ASSERT_STEMS({"happy", "happi"}, {"sky", "sky"}, {"snowed", "snow"}, {"taxing", "tax"});
  ASSERT_STEMS({"crying", "cry"}, {"flying", "fly"}, {"enjoyed", "enjoi"},
               {"employment", "employ"}); /* y is a vowel behind a consonant */
}

static void endings_behind_a_measure(void **state) {
  (void)state;
  ASSERT_STEMS({"relational", "relat"}, {"conditional", "condit"}, {"rational", "ration"}, {"valency", "valenc"},
               {"hesitancy", "hesit"}, {"digitizer", "digit"}, {"conformably", "conform"}, {"radically", "radic"},
               {"differently", "differ"}, {"vilely", "vile"});
  ASSERT_STEMS({"vietnamization", "vietnam"}, {"predication", "predic"}, {"operator", "oper"}, {"feudalism", "feudal"},
               {"decisiveness", "decis"}, {"hopefulness", "hope"}, {"callousness", "callous"}, {"formality", "formal"},
               {"sensitivity", "sensit"}, {"sensibility", "sensibl"}, {"archaeology", "archaeolog"});
  ASSERT_STEMS({"triplicate", "triplic"}, {"formative", "form"}, {"formalize", "formal"}, {"electricity", "electr"},
               {"electrical", "electr"}, {"hopeful", "hope"}, {"goodness", "good"});
}

static void last_endings(void **state) {
  (void)state;
  ASSERT_STEMS({"revival", "reviv"}, {"allowance", "allow"}, {"inference", "infer"}, {"airliner", "airlin"},
               {"gyroscopic", "gyroscop"}, {"adjustable", "adjust"}, {"defensible", "defens"}, {"irritant", "irrit"},
               {"replacement", "replac"}, {"adjustment", "adjust"}, {"dependent", "depend"}, {"adoption", "adopt"},
               {"communism", "commun"}, {"activate", "activ"}, {"analogously", "analog"}, {"effective", "effect"},
               {"bowdlerize", "bowdler"});
  ASSERT_STEMS({"probate", "probat"}, {"rate", "rate"}, {"cease", "ceas"}, {"controlling", "control"}, {"rolling", "roll"},
               {"region", "region"}, {"cement", "cement"});
}

static void british_forms_meet_american_ones(void **state) {
  (void)state;
  ASSERT_STEMS({"normalisation", "normal"}, {"normalization", "normal"}, {"organise", "organ"}, {"organize", "organ"},
               {"industrialise", "industri"}, {"industrialize", "industri"}, {"ratification", "ratif"});
}

static void forms_of_one_word_are_one(void **state) {
  static const char *const FORMS[] = {"implement", "implements", "implemented", "implementing", "implementation"};
  (void)state;
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) assert_stems(&(pair){FORMS[i], "implement"}, 1);
}

static void other_words_come_back(void **state) {
  static const char *const AS_THEY_ARE[] = {"", "s", "is", "as", "1990s", "u.s", "côtes", "o'neills", "Ponies", "cats2"};
  (void)state;
  for (size_t i = 0; i < sizeof AS_THEY_ARE / sizeof *AS_THEY_ARE; i++) {
    ro_slice word = ro_slice_of(AS_THEY_ARE[i]), stem = ro_stem(word, &arena);
    assert_ptr_equal(stem.ptr, word.ptr);
    assert_int_equal(stem.len, word.len);
  }
}

static void endings_alone_are_no_harm(void **state) {
  static const char *const ENDINGS[] = {"ies",     "sses",    "eed", "ing",   "eds", "ational",
                                        "ization", "iveness", "ion", "ement", "yyy"};
  (void)state;
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    ro_slice stem = ro_stem(ro_slice_of(ENDINGS[i]), &arena);
    assert_true(stem.len > 0 && stem.len <= strlen(ENDINGS[i]));
  }
  ASSERT_STEMS({"ing", "ing"}, {"eed", "eed"}, {"ion", "ion"}, {"ies", "i"}, {"sses", "ss"});
}

/* What is given is only read: it may be a part of a longer text. */
static void the_word_itself_is_left_alone(void **state) {
  char text[] = "relatedness";
  (void)state;
  ro_slice stem = ro_stem((ro_slice){text, 7}, &arena);
  assert_string_equal(ro_arena_copy(&arena, stem).ptr, "relat");
  assert_string_equal(text, "relatedness");
  stem = ro_stem((ro_slice){text, 6}, &arena);
  assert_string_equal(ro_arena_copy(&arena, stem).ptr, "relat");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plurals_and_pasts),
      cmocka_unit_test(endings_behind_a_measure),
      cmocka_unit_test(last_endings),
      cmocka_unit_test(british_forms_meet_american_ones),
      cmocka_unit_test(forms_of_one_word_are_one),
      cmocka_unit_test(other_words_come_back),
      cmocka_unit_test(endings_alone_are_no_harm),
      cmocka_unit_test(the_word_itself_is_left_alone),
  };
  ro_arena_init(&arena, &guard, 0);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  ro_arena_release(&arena);
  return failed;
}
