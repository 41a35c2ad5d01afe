#include "record/index.h"

#include "record/lines.h"
#include "scene.h"

static void find_body(scene *s) {
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  assert_ptr_equal(ro_find_report(&index, RO_LIT("r-3")), &s->made.record.reports.at[2]);
  assert_ptr_equal(ro_find_origin(&index, RO_LIT("o-1")), &s->made.record.origins.at[0]);
  assert_ptr_equal(ro_find_event(&index, RO_LIT("e-2")), &s->made.record.events.at[1]);
  assert_ptr_equal(ro_find_statement(&index, RO_LIT("s-2")), &s->made.record.statements.at[1]);
  assert_null(ro_find_entity(&index, RO_LIT("e-2")));
  assert_null(ro_find_entity(&index, RO_ABSENT));
  assert_true(ro_slice_equal(ro_entity_name(&index, RO_LIT("n-ana")), RO_LIT("Ana Brás")));
  assert_int_equal(ro_entity_name(&index, RO_ABSENT).len, 0);
}
SCENE(things_are_found_by_identity, find_body)

static void lines_are_named(void **state) {
  (void)state;
  for (ro_line_type type = RO_LINE_RECORD; type < RO_LINE_TYPES; type++) {
    ro_line_type again;
    assert_true(ro_line_type_of(ro_slice_of(ro_line_type_name(type)), &again));
    assert_int_equal(again, type);
  }
  ro_line_type type;
  assert_false(ro_line_type_of(RO_LIT("reports"), &type));
  assert_string_equal(ro_line_type_name(RO_LINE_DERIVATION), "derivation");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(things_are_found_by_identity),
      cmocka_unit_test(lines_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
