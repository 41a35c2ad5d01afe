#include "format/strip.h"

#include "drawn.h"

static ro_strip strip_of(scene *s) {
  ro_record_index *index = RO_NEW(&s->arena, ro_record_index);
  ro_indexes all = {0};
  ro_strip strip;
  ro_record_index_make(index, &s->made.record, &s->arena);
  for (size_t i = 0; i < s->made.record.formulations.len; i++) RO_PUSH(&s->arena, &all, i);
  ro_strip_make(&strip, index, &all, RO_LIT("Northland and Eastland"), &s->arena);
  return strip;
}

static ro_slice svg_of(scene *s, long width) {
  ro_strip strip = strip_of(s);
  ro_text_clear(&s->text);
  ro_strip_svg(&s->text, &strip, width, &s->arena);
  assert_false(s->text.failed);
  assert_well_formed(ro_text_slice(&s->text));
  return ro_text_slice(&s->text);
}

static ro_record_formulation *add_phrase(scene *s, const char *id, const char *phrase) {
  ro_record_formulation formulation = {.id = ro_slice_of(id), .phrase = ro_slice_of(phrase)};
  RO_PUSH(&s->arena, &s->made.record.formulations, formulation);
  return &s->made.record.formulations.at[s->made.record.formulations.len - 1];
}

static void cells_body(scene *s) {
  ro_record_formulation *calm = add_phrase(s, "f-2", "calm waters");
  ro_formulation_use first = {.event = RO_LIT("e-1")};
  RO_PUSH(&s->arena, &calm->uses, first);
  RO_PUSH(&s->arena, &calm->between, ((ro_formulation_change){RO_LIT("e-1"), RO_LIT("e-2"), RO_LIT("too-short")}));
  ro_strip strip = strip_of(s);
  assert_int_equal(strip.columns.len, 2);
  assert_true(ro_slice_equal(strip.columns.at[0]->id, RO_LIT("e-1")));
  assert_int_equal(strip.rows.len, 2);
  assert_true(ro_slice_equal(strip.rows.at[0].formulation->phrase, RO_LIT("calm waters")));
  assert_int_equal(strip.rows.at[0].cells[0].change, RO_CHANGE_USED);
  assert_int_equal(strip.rows.at[0].cells[1].change, RO_CHANGE_TOO_SHORT);
  assert_null(strip.rows.at[0].cells[1].use);
  assert_int_equal(strip.rows.at[1].cells[0].change, RO_CHANGE_NONE);
  assert_int_equal(strip.rows.at[1].cells[1].change, RO_CHANGE_NEW);
  ro_slice svg = svg_of(s, 960);
  assert_self_contained(svg);
  assert_has(svg, "<title>3 March 2024, Meeting of Ana Brás and Li Wei: new – Ana Brás, firmly supports</title>");
  assert_has(svg, "<g data-id=\"f-2\"><title>calm waters</title>");
}
SCENE(a_cell_says_what_became_of_the_phrase, cells_body)

/* What finds no room beside goes on below; what is too much is cut off, by the rule that the notes say. */
static void many_body(scene *s) {
  ro_record *record = &s->made.record;
  record->events.len = record->formulations.len = 0;
  for (size_t i = 0; i < 300; i++)
    add_meeting(s, numbered(s, "e", i), ro_arena_format(&s->arena, "%zu-%02zu", 1990 + i / 12, 1 + i % 12).ptr, RO_HELD, "n-ana",
                "n-li");
  for (size_t f = 0; f < 40; f++) {
    ro_record_formulation *one = add_phrase(s, numbered(s, "f", f), numbered(s, "phrase", f));
    for (size_t i = f; i < 300; i++) {
      ro_formulation_use use = {.event = record->events.at[i].id};
      RO_PUSH(&s->arena, &one->uses, use);
    }
  }
  ro_strip strip = strip_of(s);
  assert_int_equal(strip.rows.len, RO_STRIP_ROWS);
  assert_int_equal(strip.columns.len, RO_STRIP_CELLS / RO_STRIP_ROWS);
  assert_true(ro_slice_equal(strip.columns.at[0]->from, RO_LIT("2008-05")));
  assert_true(
      ro_slice_equal(strip.head.notes.at[0], RO_LIT("Shown are the 30 formulations of the most uses; 10 others are not.")));
  assert_true(ro_slice_equal(strip.head.notes.at[1], RO_LIT("Shown are the latest 80 meetings; 220 earlier ones are not.")));
  svg_of(s, 320);
}
SCENE(what_is_too_much_is_cut_off_and_told, many_body)

static void hostile_body(scene *s) {
  make_hostile(&s->made.record);
  assert_self_contained(svg_of(s, 320));
  assert_self_contained(svg_of(s, 960));
}
SCENE(what_reports_say_is_never_markup, hostile_body)

static void empty_body(scene *s) {
  s->made.record.formulations.len = 0;
  assert_has(svg_of(s, 960), "0 formulations");
}
SCENE(nothing_is_a_picture_too, empty_body)

static void table_body(scene *s) {
  ro_strip strip = strip_of(s);
  ro_text_clear(&s->text);
  ro_strip_json(&s->text, &strip, &s->arena);
  assert_has(ro_text_slice(&s->text),
             "{\"formulation\":\"f-1\",\"phrase\":\"open seas\",\"cells\":[{\"event\":\"e-2\",\"change\":\"new\",\"used\":true,"
             "\"strength\":\"firmly supports\",\"speakers\":[\"Ana Brás\"]}]}");
}
SCENE(the_table_has_what_is_drawn, table_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cell_says_what_became_of_the_phrase), cmocka_unit_test(what_is_too_much_is_cut_off_and_told),
      cmocka_unit_test(what_reports_say_is_never_markup),      cmocka_unit_test(nothing_is_a_picture_too),
      cmocka_unit_test(the_table_has_what_is_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
