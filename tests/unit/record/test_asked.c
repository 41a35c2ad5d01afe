#include "record/asked.h"

#include "../base/scratch.h"

typedef struct asking {
  scratch *s;
  ro_word_reader *reader;
  readout_error err;
  ro_asked asked;
} asking;

static int asking_open(void **state) {
  asking *a = calloc(1, sizeof *a);
  void *s = NULL;
  if (!a || scratch_open(&s) != 0 || ro_word_reader_open(&a->reader, NULL) != READOUT_OK) return -1;
  a->s = s;
  *state = a;
  return 0;
}

static int asking_close(void **state) {
  asking *a = *state;
  void *s = a->s;
  ro_word_reader_close(a->reader);
  free(a);
  return scratch_close(&s);
}

static readout_status read_asked(asking *a, ro_slice typed) {
  a->err = (readout_error){0};
  return ro_asked_read(&a->asked, typed, a->reader, &a->s->arena, &a->err);
}

/* The terms as they were understood: "-" excluded, "*" prefix, words of one with "_" between. */
static const char *understood(asking *a, const char *typed) {
  ro_slices terms = {0};
  assert_int_equal(read_asked(a, ro_slice_of(typed)), READOUT_OK);
  for (size_t t = 0; t < a->asked.terms.len; t++) {
    const ro_asked_term *term = &a->asked.terms.at[t];
    ro_slice words = ro_arena_join(&a->s->arena, term->words.at, term->words.len, RO_LIT("_"));
    RO_PUSH(&a->s->arena, &terms,
            ro_arena_format(&a->s->arena, "%s%.*s%s", term->is_excluded ? "-" : "", (int)words.len, words.ptr,
                            term->is_prefix ? "*" : ""));
  }
  return ro_arena_join(&a->s->arena, terms.at, terms.len, RO_LIT(" ")).ptr;
}

#define UNDERSTOOD(typed, wanted) assert_string_equal(understood(a, typed), wanted)

static void what_is_typed_is_understood(void **state) {
  asking *a = *state;
  UNDERSTOOD("", "");
  UNDERSTOOD("  Trade\ttalks ", "trade talks");
  UNDERSTOOD("\"Core Interests\" -visa minist*", "core_interests -visa minist*");
  UNDERSTOOD("-\"a visa\" “red line”* „so“", "-a_visa red_line* so");
  UNDERSTOOD("\"red lin*\"", "red_lin*");
  UNDERSTOOD("China's 2+2 x:y ^z (AND) NEAR(a", "china_s 2_2 x_y z and near_a");
  UNDERSTOOD("外交部 外交*", "外_交_部 外_交*");
  UNDERSTOOD("a\"b c\"", "a_b c");
}

static void refused(asking *a, ro_slice typed, const char *why) {
  assert_int_equal(read_asked(a, typed), READOUT_ERR_USAGE);
  if (!strstr(a->err.message, why)) fail_msg("\"%s\" does not say \"%s\"", a->err.message, why);
}

static void what_is_no_question_is_refused(void **state) {
  asking *a = *state;
  refused(a, RO_LIT("\""), "not closed");
  refused(a, RO_LIT("talks \"core interests"), "\"\"core interests\" cannot be looked for: its quote mark is not closed");
  refused(a, RO_LIT("\"\""), "no word is in it");
  refused(a, RO_LIT("talks -"), "no word is in it");
  refused(a, RO_LIT("*"), "no word is in it");
  refused(a, RO_LIT("a*b"), "a star may only stand at the end");
  refused(a, RO_LIT("** a"), "a star may only stand at the end");
  refused(a, RO_LIT("& …"), "no word is in it");
  refused(a, RO_LIT("a \xFF"), "no UTF-8 from byte 2");
  char *many = ro_arena_text(&a->s->arena, 2000);
  memset(many, ' ', 2000);
  for (size_t i = 0; i < 2000; i += 2) many[i] = 'a';
  refused(a, (ro_slice){many, 2000}, "one word too many");
  for (size_t i = 1; i < 2000; i += 2) many[i] = '.';
  refused(a, (ro_slice){many, 2000}, "one word too many");
}

static void every_odd_question_is_answered(void **state) {
  asking *a = *state;
  static const char LETTERS[] = "a\"-* '(:^\xC3\xA9\xE2\x80\x9C";
  uint32_t seed = 1;
  for (size_t round = 0; round < 20000; round++) {
    char typed[12];
    size_t len = round % sizeof typed;
    for (size_t i = 0; i < len; i++) {
      seed = seed * 1664525 + 1013904223;
      typed[i] = LETTERS[(seed >> 16) % (sizeof LETTERS - 1)];
    }
    readout_status status = read_asked(a, (ro_slice){typed, len});
    assert_true(status == READOUT_OK || (status == READOUT_ERR_USAGE && a->err.message[0]));
    if (round % 1000 == 0) ro_arena_clear(&a->s->arena);
  }
}

static void hits_are_found_by_place(void **state) {
  asking *a = *state;
  ro_slice text = RO_LIT("Trade talks: the trade minister's TALKS on trading resumed. Visa talks.");
  ro_words words = {0};
  ro_asked_hits hits = {0};
  assert_int_equal(read_asked(a, RO_LIT("trad* \"trade talks\" -visa")), READOUT_OK);
  assert_true(ro_asked_any(&a->asked));
  ro_word_reader_all(a->reader, text, 0, &a->s->arena, &words);
  ro_asked_find(&a->asked, &words, &a->s->arena, &hits);
  assert_int_equal(hits.len, 4);
  assert_true(ro_slice_equal(ro_slice_span(text, hits.at[0].span), RO_LIT("Trade")));
  assert_true(ro_slice_equal(ro_slice_span(text, hits.at[1].span), RO_LIT("Trade talks")));
  assert_int_equal(hits.at[1].term, 1);
  assert_true(ro_slice_equal(ro_slice_span(text, hits.at[3].span), RO_LIT("trading")));
  assert_int_equal(read_asked(a, RO_LIT("-visa")), READOUT_OK);
  assert_false(ro_asked_any(&a->asked));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_is_typed_is_understood, asking_open, asking_close),
      cmocka_unit_test_setup_teardown(what_is_no_question_is_refused, asking_open, asking_close),
      cmocka_unit_test_setup_teardown(every_odd_question_is_answered, asking_open, asking_close),
      cmocka_unit_test_setup_teardown(hits_are_found_by_place, asking_open, asking_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
