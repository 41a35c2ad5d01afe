#include "event/split.h"

#include <math.h>
#include <stdlib.h>

#include "../base/fixture.h"

#define MOST 20
#define RARITY 5.0

/* Reports of one cluster, each the list of its terms, all of one rarity. */
typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  const ro_terms *reports[MOST];
  size_t n;
  bool is_second[MOST];
} scene;

ARENA_FIXTURE(scene)

static int by_stem(const void *a, const void *b) {
  uint64_t left = ((const ro_term *)a)->stem, right = ((const ro_term *)b)->stem;
  return (left > right) - (left < right);
}

/* A report with the terms of both lists, a space between two. */
static void add(scene *s, const char *shared, const char *own) {
  ro_terms *terms = RO_NEW(&s->arena, ro_terms);
  const char *lists[] = {shared, own};
  for (size_t k = 0; k < 2; k++) {
    size_t at = 0;
    ro_slice list = ro_slice_of(lists[k]);
    while (at < list.len) {
      size_t space = ro_slice_find(list, RO_LIT(" "), at), end = space == SIZE_MAX ? list.len : space;
      ro_term term = {.stem = ro_hash(ro_slice_part(list, at, end), 1), .rarity = RARITY, .count = 1};
      RO_PUSH(&s->arena, terms, term);
      at = end + 1;
    }
  }
  qsort(terms->at, terms->len, sizeof *terms->at, by_stem);
  for (size_t i = 0; i < terms->len; i++) terms->at[i].weight = 1 / sqrt((double)terms->len);
  assert_true(s->n < MOST);
  s->reports[s->n++] = terms;
}

static bool split(scene *s) {
  return ro_split(s->reports, s->n, s->is_second, &s->arena);
}

/* What all reports of quakes have. */
#define QUAKE "quake magnitude rescue rubble "

/* What those of one quake have, and those of the other. */
#define LIMA QUAKE "lima andes tuesday "
#define NORLAND QUAKE "norland fjord friday "

/* Three reports of the one and two of the other, each with a word of its own. */
static void add_three_and_two(scene *s) {
  add(s, LIMA, "wires");
  add(s, LIMA, "tents");
  add(s, LIMA, "school");
  add(s, NORLAND, "oil");
  add(s, NORLAND, "snow");
}

static void assert_sides(const scene *s, const char *sides) {
  for (size_t i = 0; i < s->n; i++) {
    bool as_first = s->is_second[i] == s->is_second[0];
    if (as_first != (sides[i] == sides[0])) fail_msg("report %zu of %s stands on the wrong side", i, sides);
  }
}

static void like_events_with_own_names_are_parted(void **state) {
  scene *s = *state;
  add(s, LIMA, "wires");
  add(s, NORLAND, "oil");
  add(s, LIMA, "tents");
  add(s, NORLAND, "snow");
  add(s, NORLAND, "ships");
  add(s, LIMA, "school");
  assert_true(split(s));
  assert_sides(s, "LNLNNL");
}

/* The words of all weigh nothing, though they make the reports alike. */
static void one_event_stays_one(void **state) {
  scene *s = *state;
  static const char *const OWN[] = {"wires", "oil", "tents", "snow", "ships", "school", "dogs"};
  for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) add(s, LIMA, OWN[i]);
  assert_false(split(s));
}

/* Reports of one event that tell of its parts in turn: each shares as much with one half as with the other. */
static void overlapping_angles_are_one_event(void **state) {
  scene *s = *state;
  static const char *const OWN[] = {"lima port bridge",        "port bridge school",    "bridge school hospital",
                                    "school hospital airport", "hospital airport lima", "airport lima port"};
  for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) add(s, QUAKE, OWN[i]);
  assert_false(split(s));
}

static void an_event_has_three_reports(void **state) {
  scene *s = *state;
  add_three_and_two(s);
  assert_false(split(s));
  add(s, LIMA, "dogs");
  assert_false(split(s)); /* four and two */
  add(s, NORLAND, "ships");
  assert_true(split(s));
  assert_sides(s, "LLLNNLN");
}

static void none_and_one_are_not_parted(void **state) {
  scene *s = *state;
  assert_false(split(s));
  add(s, QUAKE, "lima");
  assert_false(split(s));
}

/* Three reports, but two say the same: that is two. */
static void near_copies_count_once(void **state) {
  scene *s = *state;
  add_three_and_two(s);
  for (size_t i = 0; i < 4; i++) add(s, NORLAND, "snow");
  assert_false(split(s));
  add(s, NORLAND, "ships");
  assert_true(split(s));
  assert_sides(s, "LLLNNNNNNN");
}

/* Six copies of one report and four of another are two reports: too few. */
static void copies_alone_are_not_parted(void **state) {
  scene *s = *state;
  for (size_t i = 0; i < 6; i++) add(s, LIMA, "wires");
  for (size_t i = 0; i < 4; i++) add(s, NORLAND, "oil");
  assert_false(split(s));
}

/* Reports of two events in equal numbers, all with a word of a third of them, of either event: what bridges the two is the same
 * for few and for many. */
static void add_sides(scene *s, size_t each) {
  static const char *const BRIDGES[] = {"army", "power", "weather"};
  for (size_t i = 0; i < each; i++) {
    const char *bridge = BRIDGES[i % 3];
    ro_slice lima =
        ro_arena_format(&s->arena, "lima andes tuesday peru coast pacific mine llama adobe %s l%zu m%zu", bridge, i, i);
    ro_slice norland =
        ro_arena_format(&s->arena, "norland fjord friday aurora bay baltic wharf elk timber %s n%zu o%zu", bridge, i, i);
    add(s, QUAKE, lima.ptr);
    add(s, QUAKE, norland.ptr);
  }
}

static void the_fewer_reports_the_further_apart(void **state) {
  scene *s = *state;
  add_sides(s, 3);
  assert_false(split(s));
  s->n = 0;
  add_sides(s, 6);
  assert_true(split(s));
  assert_sides(s, "LNLNLNLNLNLN");
}

/* Two reports that have most in common with one another are too few for an event: they go where they have a word. */
static void strays_go_to_the_nearer_event(void **state) {
  static const char *const OWN[] = {"geology institute plates friday", "geology institute plates tuesday"};
  static const char *const SIDES[] = {"LNLNLNLNLNLNNN", "LNLNLNLNLNLNLL"};
  scene *s = *state;
  for (size_t i = 0; i < 2; i++) {
    s->n = 0;
    add_sides(s, 6);
    add(s, QUAKE, ro_arena_format(&s->arena, "%s drill core", OWN[i]).ptr);
    add(s, QUAKE, ro_arena_format(&s->arena, "%s probe map", OWN[i]).ptr);
    assert_true(split(s));
    assert_sides(s, SIDES[i]);
  }
}

static void what_is_not_parted_is_left_unsaid(void **state) {
  scene *s = *state;
  for (size_t i = 0; i < MOST; i++) s->is_second[i] = true;
  add(s, LIMA, "wires");
  assert_false(split(s));
  assert_true(s->is_second[0]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(like_events_with_own_names_are_parted), ARENA_TEST(one_event_stays_one),
      ARENA_TEST(overlapping_angles_are_one_event),      ARENA_TEST(an_event_has_three_reports),
      ARENA_TEST(none_and_one_are_not_parted),           ARENA_TEST(near_copies_count_once),
      ARENA_TEST(copies_alone_are_not_parted),           ARENA_TEST(the_fewer_reports_the_further_apart),
      ARENA_TEST(strays_go_to_the_nearer_event),         ARENA_TEST(what_is_not_parted_is_left_unsaid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
