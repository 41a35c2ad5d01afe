#include "../record/scene.h"
#include "format/grounds_text.h"
#include "format/json_grounds.h"
#include "format/json_out.h"

static void add_number(scene *s, double value, const char *wanted) {
  ro_text_clear(&s->text);
  ro_number_add(&s->text, value);
  ro_text_add(&s->text, (ro_slice){"", 1});
  assert_string_equal(s->text.ptr, wanted);
}

static void numbers_body(scene *s) {
  add_number(s, 0, "0");
  add_number(s, 12, "12");
  add_number(s, -1.5, "-1.5");
  add_number(s, 0.3333, "0.333");
  add_number(s, 2.0996, "2.1");
  add_number(s, -0.0001, "0");
  add_number(s, 0.05, "0.05");
  add_number(s, 1e300, "1000000000000");
}
SCENE(numbers_have_three_decimals_at_most, numbers_body)

static ro_grounds some(scene *s) {
  ro_grounds g = {.arena = &s->arena};
  const ro_record_report *report = &s->made.record.reports.at[0];
  ro_evidence evidence = {.report = report->id, .quote = RO_LIT("Łódź")};
  RO_PUSH(&s->arena, &evidence.spans, sample_span(report->report.text, "Łódź", 1));
  ro_ground_note(&g, RO_LINE_EVENT, s->made.record.events.at[0].id, RO_GROUND_PLACE, s->made.record.entities.at[0].id,
                 "the only place that reports give");
  ro_ground_list(&g, "towns.txt", RO_LIT("Łódź"));
  ro_ground_measure(&g, "origins", 2);
  ro_ground_weigh(&g, "names", 1, -0.25);
  ro_ground_about(&g, report->id);
  ro_ground_quote(&g, &evidence);
  ro_ground_note(&g, RO_LINE_EVENT, s->made.record.events.at[0].id, RO_GROUND_STATUS, RO_ABSENT, "reports tell of it");
  return g;
}

static void json_body(scene *s) {
  ro_grounds g = some(s);
  ro_exporter exporter;
  ro_exporter_init(&exporter, &s->made.record, &s->arena);
  ro_grounds_write(&s->text, &exporter, &g);
  ro_slice out = ro_text_slice(&s->text);
  assert_has(out, "\"of\":\"event\",\"reasons\":[{\"of\":\"place\",\"gives\":");
  assert_has(out, "\"list\":\"towns.txt\",\"entry\":\"Łódź\"");
  assert_has(out,
             "\"measures\":[{\"name\":\"origins\",\"value\":2,\"adds\":null},{\"name\":\"names\",\"value\":1,\"adds\":-0.25}]");
  assert_has(out, "\"spans\":[[95,99]],\"quote\":\"Łódź\"}]}");
  assert_has(out,
             "{\"of\":\"status\",\"gives\":null,\"rule\":\"reports tell of it\",\"list\":null,\"entry\":null,\"measures\":[]");
  assert_true(ro_slice_ends(out, RO_LIT("]}\n")));
}
SCENE(a_line_each_with_code_points, json_body)

static void text_body(scene *s) {
  ro_grounds g = some(s);
  ro_record_index index;
  ro_view view = {.width = 100};
  ro_record_index_make(&index, &s->made.record, &s->arena);
  ro_grounds_text(&s->text, &index, &g, &view, &s->arena);
  ro_slice out = ro_text_slice(&s->text);
  const ro_record_entity *entity = &s->made.record.entities.at[0];
  assert_true(ro_slice_starts(out, RO_LIT("event ")));
  ro_slice rule = ro_arena_format(&s->arena, "\nplace         %.*s: the only place that reports give, towns.txt “Łódź”\n",
                                  (int)entity->name.len, entity->name.ptr);
  assert_has(out, rule.ptr);
  assert_has(out, "\n                origins 2; names 1 adds -0.25\n");
  assert_has(out, "\n                “Łódź” – ");
  assert_has(out, "\nstatus        reports tell of it\n");
}
SCENE(things_are_called_by_their_names, text_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_have_three_decimals_at_most),
      cmocka_unit_test(a_line_each_with_code_points),
      cmocka_unit_test(things_are_called_by_their_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
