#include "statement/plover_lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  readout_error err;
  char folder[64];
  ro_plover_lexicon lexicon;
} scene;

static int set_up(void **state) {
  scene *s = calloc(1, sizeof *s);
  *state = s;
  if (!s) return -1;
  snprintf(s->folder, sizeof s->folder, "%s", "/tmp/readout-plover-XXXXXX");
  ro_arena_init(&s->arena, &s->guard, 0);
  return mkdtemp(s->folder) ? 0 : -1;
}

static int tear_down(void **state) {
  scene *s = *state;
  char path[96];
  snprintf(path, sizeof path, "%s/plover.tsv", s->folder);
  unlink(path);
  int failed = rmdir(s->folder);
  ro_arena_release(&s->arena);
  free(s);
  return failed;
}

static readout_status load(scene *s, const char *text) {
  char path[96];
  snprintf(path, sizeof path, "%s/plover.tsv", s->folder);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
  fclose(file);
  ro_list_file list = {.data_dir = s->folder, .arena = &s->arena, .err = &s->err};
  s->lexicon = (ro_plover_lexicon){0};
  ro_plover_lexicon_load(&s->lexicon, &list, &s->arena);
  return list.status;
}

static void entries_are_read(void **state) {
  scene *s = *state;
  assert_int_equal(load(s,
                        "[sets]\nboats\tferry|tug\n[verbs]\nsink|ram &boats|barge\tASSAULT\theavy-weapons\t190\nplan\tintend\n"
                        "suffer\tASSAULT\t\t\treversed\n[nouns]\nsinking\tASSAULT\n[contexts]\nmilitary\tferry|fleet\n"),
                   READOUT_OK);
  const ro_lexicon_entry *sink = &s->lexicon.entries.at[*ro_map_get(&s->lexicon.verbs, RO_LIT("ram"))];
  assert_int_equal(sink->type, RO_ASSAULT);
  assert_int_equal(sink->n_words, 1);
  assert_true(ro_slice_equal(sink->words[0], RO_LIT("ferry|tug|barge")));
  assert_true(ro_slice_equal(sink->mode, RO_LIT("heavy-weapons")));
  const ro_lexicon_entry *plan = &s->lexicon.entries.at[*ro_map_get(&s->lexicon.verbs, RO_LIT("plan"))];
  assert_int_equal(plan->lead, RO_LEAD_INTEND);
  assert_null(plan->cameo.ptr);
  assert_true(s->lexicon.entries.at[*ro_map_get(&s->lexicon.verbs, RO_LIT("suffer"))].reversed);
  assert_non_null(ro_map_get(&s->lexicon.nouns, RO_LIT("sinking")));
  assert_null(ro_map_get(&s->lexicon.verbs, RO_LIT("sinking")));
  assert_non_null(ro_map_get(&s->lexicon.contexts, RO_LIT("fleet")));
}

static void assert_refused(scene *s, const char *text, const char *problem) {
  assert_int_equal(load(s, text), READOUT_ERR_INPUT);
  if (ro_slice_find(ro_slice_of(s->err.message), ro_slice_of(problem), 0) == (size_t)-1) fail_msg("%s: %s", text, s->err.message);
}

static void wrong_lines_are_refused(void **state) {
  scene *s = *state;
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
      cmocka_unit_test_setup_teardown(entries_are_read, set_up, tear_down),
      cmocka_unit_test_setup_teardown(wrong_lines_are_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
