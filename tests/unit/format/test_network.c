#include "format/network.h"

#include <stdlib.h>

#include "drawn.h"
#include "format/select.h"

static ro_network network_of(scene *s, bool by_person, long width) {
  ro_record_index *index = RO_NEW(&s->arena, ro_record_index);
  ro_network network;
  ro_slice unknown;
  ro_record_index_make(index, &s->made.record, &s->arena);
  ro_indexes events = ro_meetings_asked(index, RO_LIT(""), &unknown, &s->arena);
  ro_network_make(&network, index, &events, by_person, RO_ABSENT, width, &s->arena);
  return network;
}

/* Empty where the library was built without what lays it out. */
static ro_slice svg_of(scene *s, bool by_person, long width) {
  ro_network network = network_of(s, by_person, width);
  ro_text_clear(&s->text);
  readout_status status = ro_network_svg(&s->text, &network, width, &s->arena, &s->err);
  if (status == READOUT_ERR_USAGE) {
    assert_has(ro_slice_of(s->err.message), "-DREADOUT_PICTURES=ON");
    return RO_LIT("");
  }
  assert_int_equal(status, READOUT_OK);
  assert_well_formed(ro_text_slice(&s->text));
  return ro_text_slice(&s->text);
}

static void parties_body(scene *s) {
  ro_network countries = network_of(s, false, 960), persons = network_of(s, true, 960);
  assert_int_equal(countries.nodes.len, 2);
  assert_true(ro_slice_equal(countries.nodes.at[0].name, RO_LIT("Eastland")));
  assert_int_equal(countries.ties.len, 1);
  assert_int_equal(persons.nodes.len, 2);
  assert_true(ro_slice_equal(persons.nodes.at[0].name, RO_LIT("Ana Brás")));
  assert_true(ro_slice_equal(persons.nodes.at[0].of, RO_LIT("Northland")));
  ro_slice svg = svg_of(s, true, 960);
  if (svg.len == 0) return;
  assert_self_contained(svg);
  assert_has(svg, "<g data-id=\"n-ana\"><title>Ana Brás, Northland: 1 meeting</title>");
  assert_has(svg, "<title>Ana Brás and Li Wei: 1 meeting</title>");
}
SCENE(a_party_is_a_country_or_a_person, parties_body)

static void counted_body(scene *s) {
  s->made.record.events.len = 0;
  add_meeting(s, "e-1", "2024-01-01", RO_HELD, "n-ana", "n-li");
  add_meeting(s, "e-2", "2024-01-02", RO_STATUS_UNKNOWN, "n-li", "n-ana");
  add_meeting(s, "e-3", "2024-01-03", RO_PLANNED, "n-ana", "n-li");
  add_meeting(s, "e-4", "2024-01-04", RO_HELD, "n-ana", "n-ana");
  add_meeting(s, "e-5", "2024-01-05", RO_HELD, "n-ana", "n-lodz");
  for (size_t i = 0; i < RO_NETWORK_PARTIES; i++)
    RO_PUSH(&s->arena, &s->made.record.events.at[4].parties, ((ro_record_party){.person = ro_slice_of(numbered(s, "n", i))}));
  ro_network network = network_of(s, true, 960);
  assert_int_equal(network.nodes.len, 2);
  assert_int_equal(network.ties.at[0].meetings, 2);
  assert_true(ro_slice_equal(network.ties.at[0].events.at[1], RO_LIT("e-2")));
  assert_true(ro_slice_equal(network.head.notes.at[0], RO_LIT("1 meeting of more than 12 parties ties nobody.")));
  assert_true(ro_slice_equal(network.head.notes.at[1], RO_LIT("1 planned or cancelled meeting is not counted.")));
}
SCENE(meetings_that_were_held_tie_two, counted_body)

static void add_crowd(scene *s, size_t n) {
  s->made.record.events.len = 0;
  for (size_t i = 0; i < 5 * n; i++)
    add_meeting(s, numbered(s, "e", i), "2024-01-01", RO_HELD, numbered(s, "n", i * i % n),
                numbered(s, "n", (7 * i + i / 3) % n));
}

static void crowd_body(scene *s) {
  add_crowd(s, 2000);
  ro_network network = network_of(s, true, 960);
  assert_true(network.nodes.len > 1500);
  assert_int_equal(network.n_shown, 80);
  assert_int_equal(network_of(s, true, 320).n_shown, 26);
  size_t drawn = 0;
  for (size_t i = 0; i < network.ties.len; i++) {
    drawn += network.ties.at[i].is_drawn;
    assert_true(!network.ties.at[i].is_drawn || network.ties.at[i].b < network.n_shown);
    assert_true(network.ties.at[i].a < network.ties.at[i].b);
  }
  assert_true(drawn <= 3 * network.n_shown);
  for (size_t i = 1; i < network.nodes.len; i++) assert_true(network.nodes.at[i].meetings <= network.nodes.at[i - 1].meetings);
  ro_slice svg = svg_of(s, true, 960);
  assert_true(svg.len < 100000);
  ro_text_clear(&s->text);
  ro_network_json(&s->text, &network);
  assert_has(ro_text_slice(&s->text), "\"shown\":false");
}
SCENE(a_crowd_is_cut_by_a_rule, crowd_body)

/* The number that an attribute of the element at `at` has. */
static long attribute(const char *at, const char *name) {
  const char *found = strstr(at, name);
  assert_non_null(found);
  return strtol(found + strlen(name), NULL, 10);
}

/* Twice the same bytes; no two boxes over each other. */
static void layout_body(scene *s) {
  add_crowd(s, 60);
  ro_slice once = ro_arena_copy(&s->arena, svg_of(s, true, 480));
  ro_slice twice = svg_of(s, true, 480);
  assert_true(ro_slice_equal(once, twice));
  ro_span boxes[128];
  long left[128], width[128];
  size_t n = 0;
  const char *at = once.ptr;
  while (once.len > 0 && (at = strstr(at, "<rect class=\"p\"")) && n < 128) {
    long x = attribute(at, " x=\""), y = attribute(at, " y=\""), w = attribute(at, " width=\""), h = attribute(at, " height=\"");
    at++;
    if (h < 16) continue; /* the legend's */
    assert_true(x >= 0 && x + w <= 480);
    for (size_t i = 0; i < n; i++) {
      bool beside = x >= left[i] + width[i] || x + w <= left[i];
      assert_true(beside || (size_t)y >= boxes[i].end || (size_t)(y + h) <= boxes[i].start);
    }
    left[n] = x;
    width[n] = w;
    boxes[n++] = (ro_span){(size_t)y, (size_t)(y + h)};
  }
  if (once.len > 0) assert_true(n > 20);
}
SCENE(boxes_are_kept_apart_and_stay_where_they_are, layout_body)

static void hostile_body(scene *s) {
  make_hostile(&s->made.record);
  ro_slice svg = svg_of(s, true, 320);
  if (svg.len > 0) assert_self_contained(svg);
}
SCENE(what_reports_say_is_never_markup, hostile_body)

static void empty_body(scene *s) {
  s->made.record.events.len = 0;
  assert_has(svg_of(s, false, 960), "No meeting of two parties that was held");
}
SCENE(nothing_is_a_picture_too, empty_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_party_is_a_country_or_a_person), cmocka_unit_test(meetings_that_were_held_tie_two),
      cmocka_unit_test(a_crowd_is_cut_by_a_rule),         cmocka_unit_test(boxes_are_kept_apart_and_stay_where_they_are),
      cmocka_unit_test(what_reports_say_is_never_markup), cmocka_unit_test(nothing_is_a_picture_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
