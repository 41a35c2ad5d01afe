#include "event/split.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka.h wants the first four above it */
#include <cmocka.h>

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

static int set_up(void **state) {
  static scene s;
  s = (scene){0};
  ro_arena_init(&s.arena, &s.guard, 0);
  *state = &s;
  return 0;
}

static int tear_down(void **state) {
  ro_arena_release(&((scene *)*state)->arena);
  return 0;
}

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

/* Every report has a word of its own too, and not all names of its event. */
static void two_quakes(scene *s) {
  add(s, QUAKE, "lima andes tuesday wires");
  add(s, QUAKE, "norland fjord friday oil");
  add(s, QUAKE, "lima andes tuesday tents");
  add(s, QUAKE, "norland fjord friday snow");
  add(s, QUAKE, "norland fjord friday ships");
  add(s, QUAKE, "lima andes tuesday school");
}

static void assert_sides(const scene *s, const char *sides) {
  for (size_t i = 0; i < s->n; i++) {
    bool as_first = s->is_second[i] == s->is_second[0];
    if (as_first != (sides[i] == sides[0])) fail_msg("report %zu of %s stands on the wrong side", i, sides);
  }
}

static void like_events_with_own_names_are_parted(void **state) {
  scene *s = *state;
  two_quakes(s);
  assert_true(split(s));
  assert_sides(s, "LNLNNL");
}

/* The words of all weigh nothing, though they make the reports alike. */
static void one_event_stays_one(void **state) {
  scene *s = *state;
  static const char *const OWN[] = {"wires", "oil", "tents", "snow", "ships", "school", "dogs"};
  for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) add(s, QUAKE "lima andes tuesday ", OWN[i]);
  assert_false(split(s));
}

/* Reports of one event that tell of its parts in turn: each shares as much with one half as with the other. */
static void overlapping_angles_are_one_event(void **state) {
  scene *s = *state;
  add(s, QUAKE, "lima port bridge");
  add(s, QUAKE, "port bridge school");
  add(s, QUAKE, "bridge school hospital");
  add(s, QUAKE, "school hospital airport");
  add(s, QUAKE, "hospital airport lima");
  add(s, QUAKE, "airport lima port");
  assert_false(split(s));
}

static void an_event_has_three_reports(void **state) {
  scene *s = *state;
  add(s, QUAKE, "lima andes tuesday wires");
  add(s, QUAKE, "lima andes tuesday tents");
  add(s, QUAKE, "lima andes tuesday school");
  add(s, QUAKE, "norland fjord friday oil");
  add(s, QUAKE, "norland fjord friday snow");
  assert_false(split(s));
  add(s, QUAKE, "lima andes tuesday dogs");
  assert_false(split(s)); /* four and two */
  add(s, QUAKE, "norland fjord friday ships");
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
  add(s, QUAKE, "lima andes tuesday wires");
  add(s, QUAKE, "lima andes tuesday tents");
  add(s, QUAKE, "lima andes tuesday school");
  add(s, QUAKE, "norland fjord friday oil");
  add(s, QUAKE, "norland fjord friday snow");
  for (size_t i = 0; i < 4; i++) add(s, QUAKE, "norland fjord friday snow");
  assert_false(split(s));
  add(s, QUAKE, "norland fjord friday ships");
  assert_true(split(s));
  assert_sides(s, "LLLNNNNNNN");
}

/* Six copies of one report and four of another are two reports: too few. */
static void copies_alone_are_not_parted(void **state) {
  scene *s = *state;
  for (size_t i = 0; i < 6; i++) add(s, QUAKE, "lima andes tuesday wires");
  for (size_t i = 0; i < 4; i++) add(s, QUAKE, "norland fjord friday oil");
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
  add(s, QUAKE, "lima andes tuesday wires");
  assert_false(split(s));
  assert_true(s->is_second[0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(like_events_with_own_names_are_parted), TEST(one_event_stays_one),
      TEST(overlapping_angles_are_one_event),      TEST(an_event_has_three_reports),
      TEST(none_and_one_are_not_parted),           TEST(near_copies_count_once),
      TEST(copies_alone_are_not_parted),           TEST(the_fewer_reports_the_further_apart),
      TEST(strays_go_to_the_nearer_event),         TEST(what_is_not_parted_is_left_unsaid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
