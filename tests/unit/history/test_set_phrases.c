#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history/set_phrases.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_lexicon *lexicon;
  ro_record record;
  ro_set_phrases set;
  ro_phrase_uses uses;
} scene;

static int open_scene(void **state) {
  static scene s;
  s = (scene){0};
  ro_arena_init(&s.arena, &s.guard, 0);
  *state = &s;
  return ro_lexicon_open(&s.lexicon, READOUT_DATA_DIR, NULL) == READOUT_OK ? 0 : -1;
}

static int close_scene(void **state) {
  scene *s = *state;
  ro_lexicon_close(s->lexicon);
  ro_arena_release(&s->arena);
  return 0;
}

static void say(scene *s, size_t event, ro_act act, const char *report, const char *quote) {
  ro_record_statement *statement = RO_NEW(&s->arena, ro_record_statement);
  ro_evidence evidence = {.report = ro_slice_of(report), .quote = ro_slice_of(quote)};
  statement->act = act;
  RO_PUSH(&s->arena, &statement->evidence, evidence);
  RO_PUSH(&s->arena, &s->uses, ((ro_phrase_use){event, statement}));
}

static void learn(scene *s) {
  ro_set_phrases_init(&s->set, &s->record, s->lexicon, &s->arena);
  ro_set_phrases_learn(&s->set, &s->uses, &s->arena);
}

/* The wording of the phrase that begins with the quote's given word, or absent. */
static ro_slice found(scene *s, const char *quote, size_t first) {
  ro_words words = {0};
  ro_slice text = ro_slice_of(quote);
  size_t n = 0;
  ro_words_add(&words, text, (ro_span){0, text.len}, s->lexicon, &s->arena);
  if (!ro_set_phrase_at(&s->set, &words, first, &n, &s->arena).ptr) return RO_ABSENT;
  return ro_slice_part(text, words.at[first].span.start, words.at[first + n - 1].span.end);
}

static void two_reports_make_a_phrase(void **state) {
  scene *s = *state;
  say(s, 0, RO_POSITION, "r-a", "supports the harmonious neighbourhood doctrine");
  say(s, 0, RO_POSITION, "r-b", "the other side backed the harmonious neighbourhood doctrine at length");
  learn(s);
  assert_true(
      ro_slice_equal(found(s, "a harmonious neighbourhood doctrine for all", 1), RO_LIT("harmonious neighbourhood doctrine")));
  assert_null(found(s, "a harmonious doctrine", 1).ptr);
}

static void one_report_does_not(void **state) {
  scene *s = *state;
  say(s, 0, RO_POSITION, "r-a", "supports the harmonious neighbourhood doctrine");
  say(s, 0, RO_POSITION, "r-a", "praised the harmonious neighbourhood doctrine");
  learn(s);
  assert_null(found(s, "harmonious neighbourhood doctrine", 0).ptr);
}

static void copies_count_once(void **state) {
  scene *s = *state;
  ro_record_derivation copy = {.a = RO_LIT("r-a"), .b = RO_LIT("r-b"), .kind = RO_LIT("near-copy")};
  RO_PUSH(&s->arena, &s->record.derivations, copy);
  say(s, 0, RO_POSITION, "r-a", "supports the harmonious neighbourhood doctrine");
  say(s, 0, RO_POSITION, "r-b", "supports the harmonious neighbourhood doctrine");
  learn(s);
  assert_null(found(s, "harmonious neighbourhood doctrine", 0).ptr);
}

static void two_events_make_a_phrase(void **state) {
  scene *s = *state;
  say(s, 0, RO_POSITION, "r-a", "supports the harmonious neighbourhood doctrine");
  say(s, 1, RO_COMMITMENT, "r-b", "will build on the harmonious neighbourhood doctrine");
  learn(s);
  assert_non_null(found(s, "harmonious neighbourhood doctrine", 0).ptr);
}

/* What nobody takes a stand by is free wording that two reports happen to share. */
static void facts_make_none(void **state) {
  scene *s = *state;
  say(s, 0, RO_INFORM, "r-a", "opened a modern railway station");
  say(s, 0, RO_INFORM, "r-b", "has opened its modern railway station");
  learn(s);
  assert_null(found(s, "modern railway station", 0).ptr);
}

static void names_make_none(void **state) {
  scene *s = *state;
  RO_PUSH(&s->arena, &s->record.entities, ((ro_record_entity){.kind = RO_PLACE, .name = RO_LIT("Neighbourhood Harbour")}));
  say(s, 0, RO_POSITION, "r-a", "supports the harmonious neighbourhood doctrine");
  say(s, 0, RO_POSITION, "r-b", "supports a harmonious neighbourhood doctrine");
  learn(s);
  assert_null(found(s, "harmonious neighbourhood doctrine", 0).ptr);
}

/* The shorter wording stays where it also stands alone; the longer where the shorter never does. */
static void nested_phrases(void **state) {
  scene *s = *state;
  say(s, 0, RO_POSITION, "r-a", "supports the peaceful settlement doctrine");
  say(s, 0, RO_POSITION, "r-b", "backs the peaceful settlement doctrine");
  learn(s);
  assert_true(ro_slice_equal(found(s, "peaceful settlement doctrine", 0), RO_LIT("peaceful settlement doctrine")));
  say(s, 1, RO_POSITION, "r-c", "supports a peaceful settlement");
  learn(s);
  assert_true(ro_slice_equal(found(s, "peaceful settlement doctrine", 0), RO_LIT("peaceful settlement")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(two_reports_make_a_phrase, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(one_report_does_not, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(copies_count_once, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(two_events_make_a_phrase, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(facts_make_none, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(names_make_none, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(nested_phrases, open_scene, close_scene),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
