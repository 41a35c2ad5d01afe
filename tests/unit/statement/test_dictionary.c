#include "statement/dictionary.h"

#include "../base/fixture.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  readout_error err;
  ro_dictionary dictionary;
} scene;

ARENA_FIXTURE(scene)

static readout_status load(scene *s, const char *text) {
  s->err = (readout_error){0};
  ro_dictionary_init(&s->dictionary, &s->arena);
  ro_list_file list = {
      .data_dir = "data", .arena = &s->arena, .err = &s->err, .file = "own.actors.txt", .rest = ro_slice_of(text)};
  ro_dictionary_take(&s->dictionary, &list);
  return list.status;
}

static const char ACTORS[] =
    "# two countries and who serves them\n"
    "NORTHLAND_ [NOR]\n"
    "+NORTHLANDER_\n"
    "+THE_NORTH-LAND\n"
    "\n"
    "ADA_BERG_  # a comment with a [bracket]\n"
    "+A._BERG\n"
    "\t[NORELI 600101-991231]\n"
    "\t[NORGOV 20000101-20041231]\n"
    "\t[NORELI]\n"
    "FIRTH_CLUB [NORBUS >20100101] [NOROPP <20091231]\n"
    "NFF [NGO]\n"
    "HIGH_SEAS [---]\n"
    "NOBODY_\n"
    "!PERSON! = MAN, MEN, WOMAN\n"
    "SAILOR {SEAFOLK} [~MIL]\n"
    "MINISTRY [~GOV}\n"
    "FERRY!PERSON! [~LAB]\n"
    "SPY [~SPY]\n"
    "MP [~LEG]\n"
    "OBSERVER_TO [IGO~]\n";

static int load_actors(void **state) {
  open_arena(state);
  return load(*state, ACTORS) == READOUT_OK ? 0 : -1;
}

/* The code of what begins the text on a day, and how much of the text that is. */
static void assert_code(const scene *s, const char *text, long day, const char *code, size_t len) {
  ro_dictionary_hit hit;
  bool found = ro_dictionary_at(&s->dictionary, ro_slice_of(text), 0, &hit);
  if (!code) {
    assert_false(found);
    return;
  }
  assert_true(found);
  assert_int_equal(hit.len, len);
  ro_slice got = ro_dictionary_code(hit.codes, day);
  if (!ro_slice_equal(got, ro_slice_of(code))) fail_msg("%s: %.*s", text, (int)got.len, got.ptr ? got.ptr : "");
}

static void names_are_found(void **state) {
  const scene *s = *state;
  assert_code(s, "Northland said", 0, "NOR", 9);
  assert_code(s, "NORTHLAND's", 0, "NOR", 9);
  assert_code(s, "Northland\xE2\x80\x99s", 0, "NOR", 9);
  assert_code(s, "Northlanders met", 0, "NOR", 12);
  assert_code(s, "The North Land", 0, "NOR", 14);
  assert_code(s, "Nörthländ", 0, "NOR", 11);
  assert_code(s, "northland", 0, NULL, 0);
  assert_code(s, "Northlandia", 0, NULL, 0);
  assert_code(s, "NFF", 0, "NGO", 3);
  assert_code(s, "Nff", 0, NULL, 0);
  assert_code(s, "Nobody", 0, NULL, 0);
}

static void agents_have_plurals_and_sets(void **state) {
  const scene *s = *state;
  assert_code(s, "sailors", 0, "~MIL", 7);
  assert_code(s, "seafolk", 0, "~MIL", 7);
  assert_code(s, "spies", 0, "~SPY", 5);
  assert_code(s, "MPs", 0, "~LEG", 3);
  assert_code(s, "Ministries of", 0, "~GOV", 10);
  assert_code(s, "ferrymen", 0, "~LAB", 8);
  assert_code(s, "ferrywoman", 0, "~LAB", 10);
  assert_code(s, "Observer to the talks", 0, "IGO~", 11);
}

static void codes_follow_the_day(void **state) {
  const scene *s = *state;
  assert_code(s, "Ada Berg", 20020601, "NORGOV", 8);
  assert_code(s, "Ada Berg", 19751231, "NORELI", 8);
  assert_code(s, "Ada Berg", 20200101, "NORELI", 8);
  assert_code(s, "A. Berg", 0, "NORGOV", 7);
  assert_code(s, "Firth Club", 20080101, "NOROPP", 10);
  assert_code(s, "Firth Club", 20200101, "NORBUS", 10);
  ro_dictionary_hit hit;
  assert_true(ro_dictionary_at(&s->dictionary, RO_LIT("High Seas"), 0, &hit));
  assert_null(ro_dictionary_code(hit.codes, 0).ptr);
}

static void assert_refused(scene *s, const char *text, const char *problem) {
  assert_int_equal(load(s, text), READOUT_ERR_INPUT);
  if (!strstr(s->err.message, problem)) fail_msg("%s: %s", text, s->err.message);
}

static void wrong_lines_are_refused(void **state) {
  scene *s = *state;
  assert_refused(s, "NORTHLAND [NOR\n", "a code's bracket that is not closed in \"data/own.actors.txt\", line 1");
  assert_refused(s, "NORTHLAND [NO/R]\n", "a code that is no letters and digits");
  assert_refused(s, "NORTHLAND [~]\n", "a code that is no letters and digits");
  assert_refused(s, "# a comment\n\t[NOR]\n", "a line without a name before it in \"data/own.actors.txt\", line 2");
  assert_refused(s, "+NORTHLAND [NOR]\n", "a line without a name before it");
  assert_refused(s, "SAILOR {SEAFOLK [~MIL]\n", "a plural's brace that is not closed");
  assert_refused(s, "!! = A, B\n", "a set needs a name");
  assert_refused(s, "!PERSON! = \n", "a set needs a name");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(names_are_found, load_actors, close_arena),
      cmocka_unit_test_setup_teardown(agents_have_plurals_and_sets, load_actors, close_arena),
      cmocka_unit_test_setup_teardown(codes_follow_the_day, load_actors, close_arena),
      ARENA_TEST(wrong_lines_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
