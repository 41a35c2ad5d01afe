#include <math.h>

#include "event/stem.h"
#include "event/words.h"
#include "lists.h"

#define CLOSE 1e-9

static double rarity(const lists *l, const char *stem) {
  return ro_lexicon_rarity(l->lexicon, ro_slice_of(stem));
}

static bool has(const ro_map *map, const char *key) {
  return ro_map_get(map, ro_slice_of(key)) != NULL;
}

/* -- rarity ----------------------------------------------------------------------------------------------------------- */

static void the_fewer_parts_the_rarer(void **state) {
  lists *l = *state;
  assert_true(rarity(l, "ferri") > rarity(l, "harbour"));
  assert_true(rarity(l, "harbour") > rarity(l, "trade"));
  assert_true(rarity(l, "trade") > rarity(l, "common"));
}

static void what_is_not_listed_is_the_rarest(void **state) {
  lists *l = *state;
  assert_true(rarity(l, "sylvania") > rarity(l, "ferri"));
  assert_true(rarity(l, "") == rarity(l, "sylvania"));
}

static void rarity_is_a_logarithm_from_nothing_on(void **state) {
  lists *l = *state;
  assert_true(rarity(l, "common") >= 0 && rarity(l, "common") < 0.01);
  assert_true(fabs(rarity(l, "trade") - log(1000.0 / 200)) < 0.01);
  assert_true(fabs(rarity(l, "harbour") - log(1000.0 / 5)) < 0.15);
}

/* The shipped list is of the same stems that the program makes. */
static void shipped_counts_are_of_stems(void **state) {
  lists *l = *state;
  ro_lexicon *shipped;
  assert_int_equal(ro_lexicon_open(&shipped, READOUT_DATA_DIR, &l->err), READOUT_OK);
  double common = ro_lexicon_rarity(shipped, ro_stem(RO_LIT("countries"), &l->arena));
  double rare = ro_lexicon_rarity(shipped, ro_stem(RO_LIT("ambassadors"), &l->arena));
  double unknown = ro_lexicon_rarity(shipped, RO_LIT("zyzzyva"));
  size_t least = shipped->countries.len;
  ro_lexicon_close(shipped);
  assert_true(common > 0 && common < rare && rare < unknown);
  assert_true(least > 200);
}

/* -- sides ------------------------------------------------------------------------------------------------------------ */

static void assert_side(const lists *l, const char *outlet, const char *iso) {
  ro_slice side = ro_lexicon_side(l->lexicon, ro_slice_of(outlet));
  if (!iso) {
    if (side.ptr) fail_msg("\"%s\" has the side %.*s", outlet, (int)side.len, side.ptr);
  } else if (!ro_slice_equal(side, ro_slice_of(iso))) {
    fail_msg("the side of \"%s\" is \"%.*s\", not %s", outlet, (int)side.len, side.ptr ? side.ptr : "", iso);
  }
}

static void listed_outlets_carry_their_state(void **state) {
  lists *l = *state;
  assert_side(l, "Harbour News Agency", "FD");
  assert_side(l, "the HARBOUR news agency (Riverside)", "FD");
  assert_side(l, "Sylvanian Broadcasting", "SY");
  assert_side(l, "Harbour News", NULL);
  assert_side(l, "Harbour News Agency's", "FD");
  assert_side(l, "", NULL);
  assert_side(l, "River League Press Team", "Q77"); /* a body of states */
  assert_null(ro_lexicon_side(l->lexicon, RO_ABSENT).ptr);
}

static void acronyms_keep_their_case_and_their_bounds(void **state) {
  lists *l = *state;
  assert_side(l, "HNA", "FD");
  assert_side(l, "Riverside (HNA)", "FD");
  assert_side(l, "hna", NULL);
  assert_side(l, "HNAS", NULL);
  assert_side(l, "\xC3\x89HNA", NULL);
}

static void an_office_is_of_the_state_that_it_names(void **state) {
  lists *l = *state;
  assert_side(l, "Ministry of Foreign Affairs of Freedonia", "FD");
  assert_side(l, "Sylvanian Embassy in Riverside", "SY");
  assert_side(l, "Freedonian state media", "FD");
  assert_side(l, "Freedonia Times", NULL);
  assert_side(l, "Ministry of Foreign Affairs", NULL);
  assert_side(l, "Ministryof Freedonia", NULL);
  assert_side(l, "Embassy of Freedoniaville", NULL);
}

static void the_longer_name_of_a_country_wins(void **state) {
  lists *l = *state;
  assert_side(l, "Embassy of North Sylvania", "NS");
  assert_side(l, "North Sylvanian Government", "NS");
  assert_side(l, "Embassy of Sylvania", "SY");
  assert_int_equal(l->lexicon->country_names.len, 3);
  assert_true(ro_slice_equal(l->lexicon->country_names.at[2].name, RO_LIT("North Sylvania")));
  for (size_t i = 1; i < l->lexicon->countries.len; i++)
    assert_true(l->lexicon->countries.at[i - 1].name.len >= l->lexicon->countries.at[i].name.len);
}

/* -- lists ------------------------------------------------------------------------------------------------------------ */

static void words_stand_in_their_section(void **state) {
  const ro_lexicon *lexicon = ((lists *)*state)->lexicon;
  assert_true(has(&lexicon->function_words, "said"));
  assert_true(has(&lexicon->weak_stems, "cooper"));
  assert_false(has(&lexicon->function_words, "cooper"));
  assert_false(has(&lexicon->weak_stems, "said"));
  assert_false(has(&lexicon->function_words, "# grammar"));
}

static void synonyms_are_groups_of_stems(void **state) {
  const ro_lexicon *lexicon = ((lists *)*state)->lexicon;
  assert_int_equal(*ro_map_get(&lexicon->synonyms.of, RO_LIT("maintain")), *ro_map_get(&lexicon->synonyms.of, RO_LIT("keep up")));
  assert_int_not_equal(*ro_map_get(&lexicon->synonyms.of, RO_LIT("keep")), *ro_map_get(&lexicon->synonyms.of, RO_LIT("keep up")));
  assert_int_equal(*ro_map_get(&lexicon->synonyms.longest, RO_LIT("keep")), 2);
  assert_int_equal(*ro_map_get(&lexicon->synonyms.longest, RO_LIT("push")), 5);
  assert_false(has(&lexicon->synonyms.of, "# a comment counts as a line"));
}

/* Words that differ may have one stem. */
static void of_stems_that_meet_the_first_group_keeps_them(void **state) {
  lists *l = *state;
  list_write(l, "synonyms.txt", "general, common\ngenerally, mostly\n");
  assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, &l->err), READOUT_OK);
  assert_int_equal(*ro_map_get(&l->lexicon->synonyms.of, RO_LIT("gener")),
                   *ro_map_get(&l->lexicon->synonyms.of, RO_LIT("common")));
  assert_int_not_equal(*ro_map_get(&l->lexicon->synonyms.of, RO_LIT("gener")),
                       *ro_map_get(&l->lexicon->synonyms.of, RO_LIT("mostli")));
}

static void shapes_have_places(void **state) {
  const ro_lexicon *lexicon = ((lists *)*state)->lexicon;
  assert_int_equal(lexicon->shapes.len, 2);
  const ro_shape *free = &lexicon->shapes.at[0];
  assert_int_equal(free->places.len, 4);
  assert_int_equal(free->places.at[0].stems.len, 2);
  assert_true(ro_slice_equal(free->places.at[2].stems.at[0], RO_LIT("navig")));
  assert_true(free->places.at[1].optional);
  assert_false(free->places.at[2].optional);
  assert_int_equal(free->places.at[3].stems.len, 0);
  assert_true(has(&lexicon->verbs, "remain"));
  assert_false(has(&lexicon->verbs, "rule"));
}

/* -- broken lists ----------------------------------------------------------------------------------------------------- */

static void assert_refused(lists *l, const char *file, const char *bytes, size_t line, const char *said) {
  char place[64];
  list_write(l, file, bytes);
  snprintf(place, sizeof place, "%s\", line %zu: ", file, line);
  l->err = (readout_error){0};
  assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, &l->err), READOUT_ERR_INPUT);
  assert_null(l->lexicon);
  assert_non_null(strstr(l->err.message, place));
  assert_non_null(strstr(l->err.message, said));
  assert_int_equal(l->err.status, READOUT_ERR_INPUT);
  assert_int_equal(l->err.line, line);
  assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, NULL), READOUT_ERR_INPUT);
}

static void a_word_of_no_section_is_refused(void **state) {
  assert_refused(*state, "stopwords.txt", "# x\nthe of\n[function]\na\n", 2, "\"the\"");
}

static void an_affinity_that_is_none_is_refused(void **state) {
  assert_refused(*state, "alignment.tsv", "all\t1\t2\ndcie\t1\t2\n", 2, "\"dcie\"");
}

static void an_affinity_needs_two_weights(void **state) {
  assert_refused(*state, "alignment.tsv", "all\t1\n", 1, "two weights");
}

static void a_weight_is_a_number(void **state) {
  assert_refused(*state, "alignment.tsv", "all\t1\t1e5\n", 1, "\"1e5\"");
}

static void a_section_that_is_none_is_refused(void **state) {
  assert_refused(*state, "stopwords.txt", "[function]\na\n[weka]\nminister\n", 4, "\"minister\"");
}

static void a_synonym_too_long_is_refused(void **state) {
  assert_refused(*state, "synonyms.txt", "keep, hold\n\nkeep, hold on to it for ever\n", 3, "\"hold on to it for ever\"");
}

static void an_empty_synonym_is_refused(void **state) {
  assert_refused(*state, "synonyms.txt", "keep,, hold\n", 1, "\"\"");
}

static void an_outlet_without_a_country_is_refused(void **state) {
  assert_refused(*state, "outlets.tsv", "HNA\tFD\nHarbour News\n", 2, "\"Harbour News\"");
}

static void an_outlet_of_a_long_country_is_refused(void **state) {
  assert_refused(*state, "outlets.tsv", "HNA\tFDN\tx\n", 1, "\"HNA\"");
}

static void a_wording_of_nothing_is_refused(void **state) {
  assert_refused(*state, "formulations.txt", "[shapes]\n= rule of law\n", 2, "another wording");
}

static void a_shape_without_a_word_is_refused(void **state) {
  assert_refused(*state, "formulations.txt", "[shapes]\nrule of law\n?free * ?trade\n", 3, "shape");
}

static void a_count_that_is_none_is_refused(void **state) {
  assert_refused(*state, "word_counts.tsv", "[parts]\n1000\n[stems]\ntrade\t2\nferri\t1x\n", 5, "\"ferri\"");
}

static void a_stem_without_a_count_is_refused(void **state) {
  assert_refused(*state, "word_counts.tsv", "[parts]\n1000\n[stems]\ntrade\n", 4, "\"trade\"");
}

static void no_parts_are_refused(void **state) {
  assert_refused(*state, "word_counts.tsv", "[parts]\n0\n", 2, "\"0\"");
}

static void a_huge_count_is_refused(void **state) {
  assert_refused(*state, "word_counts.tsv", "[parts]\n1000\n[stems]\ntrade\t99999999999999999999\n", 4, "\"trade\"");
}

/* The first wrong line is named, though later lists are wrong too. */
static void the_first_failure_is_named(void **state) {
  list_write(*state, "word_counts.tsv", "[parts]\nmany\n");
  assert_refused(*state, "outlets.tsv", "HNA\n", 1, "\"HNA\"");
}

static void a_missing_list_is_named(void **state) {
  lists *l = *state;
  for (size_t i = 0; i < N_LISTS; i++) {
    list_remove(l, LISTS[i].file);
    assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, &l->err), READOUT_ERR_IO);
    assert_null(l->lexicon);
    assert_non_null(strstr(l->err.message, LISTS[i].file));
    list_write(l, LISTS[i].file, LISTS[i].bytes);
  }
  assert_int_equal(ro_lexicon_open(&l->lexicon, l->folder, &l->err), READOUT_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lists_read, lists_remove)
#define TEST_BROKEN(name) cmocka_unit_test_setup_teardown(name, lists_make, lists_remove)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_fewer_parts_the_rarer),
      TEST(what_is_not_listed_is_the_rarest),
      TEST(rarity_is_a_logarithm_from_nothing_on),
      TEST(shipped_counts_are_of_stems),
      TEST(listed_outlets_carry_their_state),
      TEST(acronyms_keep_their_case_and_their_bounds),
      TEST(an_office_is_of_the_state_that_it_names),
      TEST(the_longer_name_of_a_country_wins),
      TEST(words_stand_in_their_section),
      TEST(synonyms_are_groups_of_stems),
      TEST_BROKEN(of_stems_that_meet_the_first_group_keeps_them),
      TEST(shapes_have_places),
      TEST_BROKEN(a_word_of_no_section_is_refused),
      TEST_BROKEN(an_affinity_that_is_none_is_refused),
      TEST_BROKEN(an_affinity_needs_two_weights),
      TEST_BROKEN(a_weight_is_a_number),
      TEST_BROKEN(a_section_that_is_none_is_refused),
      TEST_BROKEN(a_synonym_too_long_is_refused),
      TEST_BROKEN(an_empty_synonym_is_refused),
      TEST_BROKEN(an_outlet_without_a_country_is_refused),
      TEST_BROKEN(an_outlet_of_a_long_country_is_refused),
      TEST_BROKEN(a_wording_of_nothing_is_refused),
      TEST_BROKEN(a_shape_without_a_word_is_refused),
      TEST_BROKEN(a_count_that_is_none_is_refused),
      TEST_BROKEN(a_stem_without_a_count_is_refused),
      TEST_BROKEN(no_parts_are_refused),
      TEST_BROKEN(a_huge_count_is_refused),
      TEST_BROKEN(the_first_failure_is_named),
      TEST_BROKEN(a_missing_list_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
