#include "../record/scene.h"
#include "format/json_reasons.h"
#include "format/reasons_text.h"

/* "Łódź" is two letters longer in bytes than in code points. */
static ro_report report_of(void) {
  return (ro_report){.id = RO_LIT("a"), .text = RO_LIT("Łódź: Kent is ready to help.")};
}

static void note_some(scene *s, ro_trace *trace) {
  ro_span name = {9, 13}, clause = {9, 30};
  ro_why operator= {.rule = "operator", .list = "operators.tsv", .entry = RO_LIT("be ready"), .fired = {14, 22}};
  ro_trace_note(trace, &s->arena, RO_WHY_NAME, name, RO_LIT("person"), RO_WHY("name"));
  ro_trace_note(trace, &s->arena, RO_WHY_CLAUSE, clause, RO_ABSENT, RO_WHY("first clause"));
  ro_trace_note(trace, &s->arena, RO_WHY_ACT, clause, RO_LIT("commitment"), operator);
  ro_trace_note(trace, &s->arena, RO_WHY_OFFICE, (ro_span){0, 0}, RO_LIT("Minister"), RO_WHY("title above the article"));
}

static void json_body(scene *s) {
  ro_trace trace = {0};
  ro_report report = report_of();
  note_some(s, &trace);
  ro_reasons_write(&s->text, &report, &trace, &s->arena);
  assert_string_equal(
      s->text.ptr,
      "{\"id\":\"a\",\"reasons\":["
      "{\"of\":\"name\",\"what\":[6,10],\"gives\":\"person\",\"rule\":\"name\",\"list\":null,\"entry\":null,\"fired\":[6,10],"
      "\"words\":\"Kent\"},"
      "{\"of\":\"clause\",\"what\":[6,27],\"gives\":null,\"rule\":\"first clause\",\"list\":null,\"entry\":null,\"fired\":[6,27],"
      "\"words\":\"Kent is ready to help\"},"
      "{\"of\":\"act\",\"what\":[6,27],\"gives\":\"commitment\",\"rule\":\"operator\",\"list\":\"operators.tsv\","
      "\"entry\":\"be ready\",\"fired\":[11,19],\"words\":\"is ready\"},"
      "{\"of\":\"office\",\"what\":null,\"gives\":\"Minister\",\"rule\":\"title above the article\",\"list\":null,\"entry\":null,"
      "\"fired\":null,\"words\":null}]}\n");
}
SCENE(offsets_are_code_points, json_body)

static void text_body(scene *s) {
  ro_trace trace = {0};
  ro_report report = report_of();
  ro_view view = {.width = 80};
  note_some(s, &trace);
  ro_reasons_text(&s->text, &report, &trace, &view, &s->arena);
  assert_string_equal(s->text.ptr,
                      "a\n"
                      "name          Kent\n"
                      "              person: name\n"
                      "clause        Kent is ready to help\n"
                      "              first clause\n"
                      "act           commitment: operator, operators.tsv “be ready”, from “is ready”\n"
                      "office\n"
                      "              Minister: title above the article\n"
                      "\n");
}
SCENE(the_words_stand_once, text_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(offsets_are_code_points),
      cmocka_unit_test(the_words_stand_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
