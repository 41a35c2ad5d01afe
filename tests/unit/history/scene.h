/* A record that a test makes, and the project's lexicon. */
#ifndef TESTS_HISTORY_SCENE_H
#define TESTS_HISTORY_SCENE_H

#include "../base/fixture.h"
#include "event/lexicon.h"
#include "history/set_phrases.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  ro_lexicon *lexicon;
  ro_record record;
  ro_report_names names;
} scene;

ARENA_FIXTURE(scene)

static inline int open_scene(void **state) {
  open_arena(state);
  scene *s = *state;
  return ro_lexicon_open(&s->lexicon, READOUT_DATA_DIR, NULL) == READOUT_OK ? 0 : -1;
}

static inline int close_scene(void **state) {
  ro_lexicon_close(((scene *)*state)->lexicon);
  return close_arena(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_scene, close_scene)

#endif
