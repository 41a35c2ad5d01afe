#include "history/set_phrases.h"

#include "scene.h"

#define DOCTRINE "harmonious neighbourhood doctrine"

typedef struct said {
  size_t event;
  ro_act act;
  const char *report, *quote;
} said;

static const said TWO_REPORTS[2] = {{0, RO_POSITION, "r-a", "supports the " DOCTRINE},
                                    {0, RO_POSITION, "r-b", "supports a " DOCTRINE}};

/* The set phrases of a record in which `n` statements are made. */
static ro_set_phrases learn(scene *s, const said *statements, size_t n) {
  ro_set_phrases set;
  ro_phrase_uses uses = {0};
  for (size_t i = 0; i < n; i++) {
    ro_record_statement *statement = RO_NEW(&s->arena, ro_record_statement);
    ro_evidence evidence = {.report = ro_slice_of(statements[i].report), .quote = ro_slice_of(statements[i].quote)};
    statement->act = statements[i].act;
    RO_PUSH(&s->arena, &statement->evidence, evidence);
    RO_PUSH(&s->arena, &uses, ((ro_phrase_use){statements[i].event, statement}));
  }
  ro_set_phrases_init(&set, &s->record, s->lexicon, &s->arena);
  ro_set_phrases_names(&set, &s->names, &s->arena);
  ro_set_phrases_learn(&set, &uses, &s->arena);
  return set;
}

/* The phrase that begins with the quote's given word; NULL for none. */
static void assert_phrase(scene *s, const ro_set_phrases *set, const char *quote, size_t first, const char *phrase) {
  ro_words words = {0};
  ro_slice text = ro_slice_of(quote), found = RO_ABSENT;
  size_t n = 0;
  ro_words_add(&words, text, (ro_span){0, text.len}, s->lexicon, &s->arena);
  if (ro_set_phrase_at(set, &words, first, &n, &s->arena).ptr)
    found = ro_slice_part(text, words.at[first].span.start, words.at[first + n - 1].span.end);
  if (!ro_slice_equal(found, ro_slice_of(phrase)))
    fail_msg("in \"%s\": \"%.*s\", not \"%s\"", quote, (int)found.len, found.ptr ? found.ptr : "", phrase ? phrase : "");
}

/* Is the wording of two statements a set phrase? */
static void assert_learned(scene *s, const said both[2], const char *wording, bool is_set) {
  ro_set_phrases set = learn(s, both, 2);
  assert_phrase(s, &set, wording, 0, is_set ? wording : NULL);
}

static void two_reports_make_a_phrase(void **state) {
  static const said SAID[] = {{0, RO_POSITION, "r-a", "supports the " DOCTRINE},
                              {0, RO_POSITION, "r-b", "the other side backed the " DOCTRINE " at length"}};
  ro_set_phrases set = learn(*state, SAID, 2);
  assert_phrase(*state, &set, "a " DOCTRINE " for all", 1, DOCTRINE);
  assert_phrase(*state, &set, "a harmonious doctrine", 1, NULL);
}

static void one_report_does_not(void **state) {
  static const said SAID[] = {{0, RO_POSITION, "r-a", "supports the " DOCTRINE},
                              {0, RO_POSITION, "r-a", "praised the " DOCTRINE}};
  assert_learned(*state, SAID, DOCTRINE, false);
}

static void two_events_make_a_phrase(void **state) {
  static const said SAID[] = {{0, RO_POSITION, "r-a", "supports the " DOCTRINE},
                              {1, RO_COMMITMENT, "r-b", "will build on the " DOCTRINE}};
  assert_learned(*state, SAID, DOCTRINE, true);
}

/* What nobody takes a stand by is free wording that two reports happen to share. */
static void facts_make_none(void **state) {
  static const said SAID[] = {{0, RO_INFORM, "r-a", "opened a modern railway station"},
                              {0, RO_INFORM, "r-b", "has opened its modern railway station"}};
  assert_learned(*state, SAID, "modern railway station", false);
}

static void copies_count_once(void **state) {
  scene *s = *state;
  ro_record_derivation copy = {.a = RO_LIT("r-a"), .b = RO_LIT("r-b"), .kind = RO_LIT("near-copy")};
  assert_learned(s, TWO_REPORTS, DOCTRINE, true);
  RO_PUSH(&s->arena, &s->record.derivations, copy);
  assert_learned(s, TWO_REPORTS, DOCTRINE, false);
}

/* Of many copies each is one of the text that stands for all, not of each other. */
static void copies_of_one_text_are_one(void **state) {
  static const said SAID[] = {{0, RO_POSITION, "r-b", "supports the " DOCTRINE},
                              {0, RO_POSITION, "r-c", "supports the " DOCTRINE}};
  scene *s = *state;
  ro_record_derivation first = {.a = RO_LIT("r-a"), .b = RO_LIT("r-b"), .kind = RO_LIT("identical")};
  ro_record_derivation second = {.a = RO_LIT("r-a"), .b = RO_LIT("r-c"), .kind = RO_LIT("identical")};
  assert_learned(s, SAID, DOCTRINE, true);
  RO_PUSH(&s->arena, &s->record.derivations, first);
  RO_PUSH(&s->arena, &s->record.derivations, second);
  assert_learned(s, SAID, DOCTRINE, false);
}

static void names_make_none(void **state) {
  scene *s = *state;
  ro_report_name place = {.kind = RO_PLACE, .text = RO_LIT("Neighbourhood Harbour")};
  assert_learned(s, TWO_REPORTS, DOCTRINE, true);
  RO_PUSH(&s->arena, &s->names, place);
  assert_learned(s, TWO_REPORTS, DOCTRINE, false);
}

/* The shorter wording stays where it also stands alone; the longer where the shorter never does. */
static void nested_phrases(void **state) {
  static const said SAID[] = {{0, RO_POSITION, "r-a", "supports the peaceful settlement doctrine"},
                              {0, RO_POSITION, "r-b", "backs the peaceful settlement doctrine"},
                              {1, RO_POSITION, "r-c", "supports a peaceful settlement"}};
  ro_set_phrases two = learn(*state, SAID, 2), three = learn(*state, SAID, 3);
  assert_phrase(*state, &two, "peaceful settlement doctrine", 0, "peaceful settlement doctrine");
  assert_phrase(*state, &three, "peaceful settlement doctrine", 0, "peaceful settlement");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(two_reports_make_a_phrase),
      TEST(one_report_does_not),
      TEST(copies_count_once),
      TEST(two_events_make_a_phrase),
      TEST(two_reports_make_a_phrase),
      TEST(one_report_does_not),
      TEST(copies_of_one_text_are_one),
      TEST(two_events_make_a_phrase),
      TEST(facts_make_none),
      TEST(names_make_none),
      TEST(nested_phrases),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
