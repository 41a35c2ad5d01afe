#include "history/phrases.h"

#include "scene.h"

static ro_phrases phrases_of(scene *s, const char *quote) {
  ro_phrase_finder finder;
  ro_phrases phrases = {0};
  ro_phrase_finder_init(&finder, &s->record, s->lexicon, &s->arena);
  ro_phrase_finder_names(&finder, &s->names, &s->arena);
  ro_phrases_find(&phrases, ro_slice_of(quote), &finder, &s->arena);
  return phrases;
}

/* The quote's one phrase is `wording`; NULL: it has none. */
static ro_slice assert_found(scene *s, const char *quote, const char *wording) {
  ro_phrases phrases = phrases_of(s, quote);
  size_t expected = wording ? 1 : 0;
  if (phrases.len != expected || (wording && !ro_slice_equal(phrases.at[0].wording, ro_slice_of(wording))))
    fail_msg("in \"%s\": %zu, first \"%.*s\"", quote, phrases.len, phrases.len ? (int)phrases.at[0].wording.len : 0,
             phrases.len ? phrases.at[0].wording.ptr : "");
  return wording ? phrases.at[0].key : RO_ABSENT;
}

static void wordings_of_one_thing_have_one_key(void **state) {
  ro_slice noun = assert_found(*state, "spoke of reform of the Security Council at length", "reform of the Security Council");
  ro_slice head = assert_found(*state, "Security Council reform was raised", "Security Council reform");
  ro_slice other = assert_found(*state, "both stand for a rules-based order", "rules-based order");
  assert_true(ro_slice_equal(noun, head));
  assert_false(ro_slice_equal(noun, other));
}

static void a_phrase_begins_and_ends_with_a_word_of_its_own(void **state) {
  assert_found(*state, "and sovereignty and territorial integrity and more", "sovereignty and territorial integrity");
}

static void what_begins_a_longer_name_is_none(void **state) {
  assert_found(*state, "respect for human rights in the region", "human rights");
  assert_found(*state, "a seat on the Human Rights Council", NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(wordings_of_one_thing_have_one_key),
      TEST(a_phrase_begins_and_ends_with_a_word_of_its_own),
      TEST(what_begins_a_longer_name_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
