#include "statement/plover_lexicon.h"

#include "../base/scratch.h"

static readout_status load(scratch *s, const char *text, ro_plover_lexicon *lexicon, readout_error *err) {
  scratch_file(s, "plover.tsv", ro_slice_of(text));
  ro_list_file list = {.data_dir = s->folder, .arena = &s->arena, .err = err};
  *lexicon = (ro_plover_lexicon){0};
  ro_plover_lexicon_load(lexicon, &list, &s->arena);
  return list.status;
}

static void entries_are_read(void **state) {
  ro_plover_lexicon lexicon;
  assert_int_equal(load(*state,
                        "[sets]\nboats\tferry|tug\n[verbs]\nsink|ram &boats|barge\tASSAULT\theavy-weapons\t190\nplan\tintend\n"
                        "suffer\tASSAULT\t\t\treversed\n[nouns]\nsinking\tASSAULT\n[contexts]\nmilitary\tferry|fleet\n",
                        &lexicon, NULL),
                   READOUT_OK);
  const ro_lexicon_entry *sink = &lexicon.entries.at[*ro_map_get(&lexicon.verbs, RO_LIT("ram"))];
  assert_int_equal(sink->type, RO_ASSAULT);
  assert_int_equal(sink->n_words, 1);
  assert_true(ro_slice_equal(sink->words[0], RO_LIT("ferry|tug|barge")));
  assert_true(ro_slice_equal(sink->mode, RO_LIT("heavy-weapons")));
  const ro_lexicon_entry *plan = &lexicon.entries.at[*ro_map_get(&lexicon.verbs, RO_LIT("plan"))];
  assert_int_equal(plan->lead, RO_LEAD_INTEND);
  assert_null(plan->cameo.ptr);
  assert_true(lexicon.entries.at[*ro_map_get(&lexicon.verbs, RO_LIT("suffer"))].reversed);
  assert_non_null(ro_map_get(&lexicon.nouns, RO_LIT("sinking")));
  assert_null(ro_map_get(&lexicon.verbs, RO_LIT("sinking")));
  assert_non_null(ro_map_get(&lexicon.contexts, RO_LIT("fleet")));
}

static void assert_refused(scratch *s, const char *text, const char *problem) {
  ro_plover_lexicon lexicon;
  readout_error err = {0};
  assert_int_equal(load(s, text, &lexicon, &err), READOUT_ERR_INPUT);
  if (!strstr(err.message, problem)) fail_msg("%s: %s", text, err.message);
}

static void wrong_lines_are_refused(void **state) {
  scratch *s = *state;
  assert_refused(s, "[verbs]\nsink\tATTACK\n", "an unknown type of event");
  assert_refused(s, "[verbs]\nsink\n", "an unknown type of event");
  assert_refused(s, "[verbs]\nsink &boats\tASSAULT\n", "a set that is not in [sets]");
  assert_refused(s, "[verbs]\nsink a b c d e f\tASSAULT\n", "an entry with more than six words");
  assert_refused(s, "[verbs]\nsink\tASSAULT\t\t\tbackwards\n", "unknown roles");
  assert_refused(s, "[sets]\nboats\n", "a set needs a name and members");
  assert_refused(s, "[contexts]\nmilitary\n", "a context needs a name and words");
  assert_refused(s, "sink\tASSAULT\n", "a line outside the sections");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(entries_are_read),
      TEST(wrong_lines_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
