#include "format/matrix_svg.h"

#include "drawn.h"
#include "format/png.h"

static ro_slice svg_of(scene *s, long width) {
  ro_text_clear(&s->text);
  assert_true(ro_matrix_svg(&s->text, &s->made.record, RO_LIT("e-2"), width, &s->arena));
  assert_false(s->text.failed);
  assert_well_formed(ro_text_slice(&s->text));
  return ro_text_slice(&s->text);
}

static void matrix_body(scene *s) {
  ro_slice svg = svg_of(s, 960);
  assert_self_contained(svg);
  assert_has(svg, "class=\"readout-picture matrix\" width=\"960\"");
  assert_has(svg, "<title>Meeting of Ana Brás and Li Wei</title>");
  assert_has(svg, "<g data-id=\"s-2\"><title>open a joint &lt;port&gt; office by June</title>");
  assert_has(svg, "<title>B, Eastland Daily: weaker: supports, not firmly supports</title>");
  assert_has(svg, "claimed by Northland only");
  assert_false(ro_matrix_svg(&s->text, &s->made.record, RO_LIT("e-9"), 960, &s->arena));
}
SCENE(statements_stand_against_reports, matrix_body)

/* A narrow picture has the same marks, below their statements. */
static void narrow_body(scene *s) {
  for (size_t i = 0; i < 12; i++) {
    const char *id = numbered(s, "r-x", i);
    sample_report(&s->made, id, id, SAMPLE_EAST, id);
    RO_PUSH(&s->arena, &s->made.record.events.at[1].reports, ro_slice_of(id));
  }
  size_t cells = 0;
  ro_slice svg = svg_of(s, 320), mark = RO_LIT("<rect class=\"f\"");
  for (size_t at = 0; (at = ro_slice_find(svg, mark, at)) < svg.len; at++) cells++;
  assert_int_equal(cells, 3 * 14);
}
SCENE(many_columns_go_on_below, narrow_body)

static void many_body(scene *s) {
  for (size_t i = 0; i < 200; i++) sample_statement(&s->made, numbered(s, "s-x", i), "n-ana", RO_INFORM, "says a thing");
  assert_has(svg_of(s, 960), "Drawn are the first 150 statements; 53 others are in the table only.");
  ro_text_clear(&s->text);
  assert_true(ro_matrix_json(&s->text, &s->made.record, RO_LIT("e-2"), &s->arena));
  assert_has(ro_text_slice(&s->text), "\"statement\":\"s-x-199\"");
}
SCENE(the_table_has_what_is_cut_off, many_body)

static void hostile_body(scene *s) {
  make_hostile(&s->made.record);
  assert_self_contained(svg_of(s, 320));
}
SCENE(what_reports_say_is_never_markup, hostile_body)

static unsigned big_endian(const char *bytes) {
  const unsigned char *b = (const unsigned char *)bytes;
  return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 | (unsigned)b[2] << 8 | b[3];
}

static void png_body(scene *s) {
  ro_slice svg = ro_arena_copy(&s->arena, svg_of(s, 640));
  ro_text_clear(&s->text);
  readout_status status = ro_png(&s->text, svg, 1280, &s->err);
  if (status == READOUT_ERR_USAGE) {
    assert_has(ro_slice_of(s->err.message), "-DREADOUT_PICTURES=ON");
    return;
  }
  assert_int_equal(status, READOUT_OK);
  ro_slice png = ro_text_slice(&s->text);
  assert_memory_equal(png.ptr, "\x89PNG\r\n\x1a\n", 8);
  assert_int_equal(big_endian(png.ptr + 16), 1280);
  assert_memory_equal(png.ptr + png.len - 8, "IEND", 4);
  ro_text_clear(&s->text);
  assert_int_equal(ro_png(&s->text, svg, 40000, &s->err), READOUT_ERR_USAGE);
  assert_has(ro_slice_of(s->err.message), "too large: give a smaller --width");
  assert_int_equal(ro_png(&s->text, RO_LIT("<svg"), 0, &s->err), READOUT_ERR_INPUT);
}
SCENE(a_png_has_the_width_that_was_asked_for, png_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(statements_stand_against_reports),       cmocka_unit_test(many_columns_go_on_below),
      cmocka_unit_test(the_table_has_what_is_cut_off),          cmocka_unit_test(what_reports_say_is_never_markup),
      cmocka_unit_test(a_png_has_the_width_that_was_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
