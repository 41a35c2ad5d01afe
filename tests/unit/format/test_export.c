#include "../record/scene.h"
#include "format/group_lines.h"
#include "format/import.h"

static ro_slice export_of(scene *s, const ro_record *record) {
  ro_exporter exporter;
  ro_text_clear(&s->text);
  ro_exporter_init(&exporter, record, &s->arena);
  ro_export_all(&exporter, &s->text, RO_LIT("0.1.0"));
  assert_false(s->text.failed);
  return ro_arena_copy(&s->arena, ro_text_slice(&s->text));
}

static void lines_body(scene *s) {
  ro_slice lines = export_of(s, &s->made.record);
  assert_true(ro_slice_starts(lines, RO_LIT("{\"type\":\"record\",\"format\":1,\"readout\":\"0.1.0\"}\n")));
  assert_has(lines, "{\"type\":\"report\",\"id\":\"r-1\",\"source\":\"north.txt\",\"sha256\":\"0011");
  assert_has(lines,
             "\"version\":1,\"language\":\"en\",\"title\":null,\"outlet\":\"Ministry of "
             "Northland\",\"credit\":null,\"side\":\"n-north\","
             "\"published\":null,\"modified\":null,\"dateline\":{\"place\":\"Łódź\",\"date\":null,");
  assert_has(lines,
             "{\"type\":\"origin\",\"id\":\"o-1\",\"name\":\"Ministry of Northland\",\"side\":\"n-north\",\"collected\":true,"
             "\"reports\":[\"r-1\",\"r-2\"],\"reviews\":[]}\n");
  assert_has(
      lines,
      "{\"type\":\"entity\",\"id\":\"n-ana\",\"kind\":\"person\",\"name\":\"Ana Brás\",\"aliases\":[\"Brás\"],\"iso\":null,"
      "\"wikidata\":null,\"evidence\":[],\"reviews\":[]}\n");
  assert_has(lines,
             "{\"type\":\"event\",\"id\":\"e-2\",\"kind\":\"meeting\",\"status\":\"held\",\"name\":null,\"date\":{\"from\":"
             "\"2024-03-03\","
             "\"to\":\"2024-03-03\",\"precision\":\"day\"},\"place\":[\"n-lodz\"],\"parties\":[{\"person\":\"n-ana\","
             "\"offices\":[\"Minister\"],\"of\":\"n-north\"},");
  assert_has(lines,
             "\"occasion\":null,\"requested_by\":null,\"reports\":[\"r-1\",\"r-2\",\"r-3\"],\"mentioned_in\":[],\"origins\":2,"
             "\"sides\":[{");
  assert_has(lines, "\"evidence\":[{\"field\":\"date\",\"value\":\"2024-03-03\",\"report\":\"r-1\",\"spans\":[[");
  assert_has(
      lines,
      "{\"type\":\"statement\",\"id\":\"s-1\",\"event\":\"e-2\",\"speakers\":[\"n-ana\"],\"addressees\":[],\"act\":\"position\","
      "\"stance\":\"support\",\"strength\":\"firmly supports\",\"negated\":false,\"joint\":false,\"content\":");
  assert_has(lines,
             "\"topics\":[],\"plover\":null,\"claimed_by\":[\"n-east\",\"n-north\"],\"origins\":2,\"evidence\":[{\"report\":\"r-"
             "1\",\"spans\":[");
  assert_has(lines, "\"source\":[],\"cue\":[],\"confidence\":0.876}");
  assert_has(lines,
             "\"absence\":[{\"report\":\"r-3\",\"kind\":\"weaker\",\"reason\":\"supports, not firmly supports\"}],"
             "\"verdict\":null,\"reviews\":[]}\n");
  assert_has(lines,
             "\"kind\":\"near-copy\",\"direction\":\"b-from-a\",\"coverage\":{\"a\":0.750,\"b\":0.800},\"passages\":[{\"a\":[");
  assert_has(
      lines,
      "{\"type\":\"discrepancy\",\"id\":\"d-1\",\"event\":\"e-2\",\"report\":null,\"field\":\"date\",\"values\":[{\"value\":"
      "\"2024-03-03\",\"reports\":[\"r-1\",\"r-2\"],\"evidence\":[{\"report\":\"r-1\",\"spans\":[");
  assert_has(lines, "\"between\":[{\"from\":\"e-1\",\"to\":\"e-2\",\"change\":\"new\"}]}\n");
  assert_has(
      lines,
      "{\"type\":\"review\",\"id\":\"v-1\",\"who\":\"Zoë\",\"when\":\"2024-03-05T10:00:00Z\",\"why\":\"\\\"Brás\\\" is she\","
      "\"action\":\"merge\",\"target\":\"n-ana\",\"members\":[{\"sha256\":\"0011");
  assert_has(
      lines,
      "\"start\":119,\"end\":123,\"quote\":\"Brás\",\"part\":1}],\"value\":\"Ana Brás\",\"undoes\":null,\"kind\":\"entity\","
      "\"field\":null,\"state\":\"undone\"}\n");
  assert_has(lines, "{\"type\":\"commitment\",\"statement\":\"s-2\",\"parties\":[\"n-north\"],\"action\":\"open\",\"target\":");
}

SCENE(lines_are_those_of_the_contract, lines_body)

static void points_body(scene *s) {
  /* "Łódź" is 4 code points and 7 bytes, "李伟" 2 and 6, "á" 1 and 2. */
  ro_span bytes = s->made.record.statements.at[1].evidence.at[0].spans.at[0];
  ro_slice before = ro_slice_part(ro_slice_of(SAMPLE_NORTH), 0, bytes.start);
  size_t start = ro_utf8_count(before);
  assert_true(start < bytes.start);
  ro_slice expected =
      ro_arena_format(&s->arena, "\"spans\":[[%zu,%zu]],\"quote\":\"open a joint <port> office by June\"", start, start + 34);
  assert_has(export_of(s, &s->made.record), expected.ptr);
}

SCENE(spans_count_code_points, points_body)

static void round_body(scene *s) {
  ro_record again;
  ro_slice first = export_of(s, &s->made.record);
  assert_int_equal(ro_import_all(&again, first, &s->arena, &s->err), READOUT_OK);
  assert_int_equal(again.statements.at[1].evidence.at[0].spans.at[0].start,
                   s->made.record.statements.at[1].evidence.at[0].spans.at[0].start);
  ro_slice second = export_of(s, &again);
  assert_int_equal(first.len, second.len);
  assert_memory_equal(first.ptr, second.ptr, first.len);
}

SCENE(reading_back_gives_the_same, round_body)

static void order_body(scene *s) {
  ro_slice sorted = export_of(s, &s->made.record);
  ro_record_entity first = s->made.record.entities.at[0];
  s->made.record.entities.at[0] = s->made.record.entities.at[4];
  s->made.record.entities.at[4] = first;
  ro_record_statement statement = s->made.record.statements.at[0];
  s->made.record.statements.at[0] = s->made.record.statements.at[2];
  s->made.record.statements.at[2] = statement;
  ro_slice shuffled = export_of(s, &s->made.record);
  assert_int_equal(sorted.len, shuffled.len);
  assert_memory_equal(sorted.ptr, shuffled.ptr, sorted.len);
}

SCENE(lines_are_sorted, order_body)

/* The export with one part replaced, read: the message must hold `problem` and the number of the line. */
static void expect_refusal(scene *s, const char *part, const char *instead, size_t line, const char *problem) {
  ro_record again;
  ro_slice lines = export_of(s, &s->made.record);
  size_t at = ro_slice_find(lines, ro_slice_of(part), 0);
  assert_true(at < lines.len);
  ro_slice parts[] = {ro_slice_part(lines, 0, at), ro_slice_of(instead), ro_slice_part(lines, at + strlen(part), lines.len)};
  ro_slice broken = ro_arena_join(&s->arena, parts, 3, RO_LIT(""));
  assert_int_equal(ro_import_all(&again, broken, &s->arena, &s->err), READOUT_ERR_INPUT);
  assert_has(ro_slice_of(s->err.message), problem);
  assert_int_equal(s->err.line, line);
}

static void refusals_body(scene *s) {
  expect_refusal(s, "{\"type\":\"record\",\"format\":1,", "{\"type\":\"record\",\"format\":2,", 1, "\"format\" is newer");
  expect_refusal(s, "{\"type\":\"record\"", "{\"type\":\"findings\"", 1, "first line");
  expect_refusal(s, "\"type\":\"origin\"", "\"type\":\"orange\"", 5, "\"type\" is no known word");
  expect_refusal(s, "\"id\":\"r-2\"", "\"id\":\"r-1\"", 3, "stands twice");
  expect_refusal(s, "\"act\":\"position\"", "\"act\":\"opinion\"", 14, "\"act\" is no known word");
  expect_refusal(s, "{\"report\":\"r-1\",\"spans\":[[", "{\"report\":\"r-9\",\"spans\":[[", 14,
                 "\"evidence[0].report\" names a report");
  expect_refusal(s, "\"quote\":\"open a joint <port>", "\"quote\":\"open a joint (port)", 15, "evidence[0].quote");
  expect_refusal(s, "\"confidence\":0.876", "\"confidence\":1.5", 14, "evidence[0].confidence");
  expect_refusal(s, "\"main\":[[", "\"main\":[[99999,", 2, "main[0]");
  expect_refusal(s, "\"coverage\":{", "\"coverage\":7,\"other\":{", 17, "\"coverage\" is no object");
  expect_refusal(s, "\"when\":\"2024-03-05T10:00:00Z\"", "\"when\":\"yesterday\"", 21, "\"when\" is no time in UTC");
  expect_refusal(s, "\"action\":\"merge\"", "\"action\":\"marry\"", 21, "\"action\" is no known word");
  expect_refusal(s, "\"part\":1", "\"part\":64", 21, "\"members[1].part\"");
  expect_refusal(s, "\"kind\":\"entity\",\"field\"", "\"kind\":\"report\",\"field\"", 21,
                 "\"kind\" is nothing that is decided on");
  expect_refusal(s, "\"who\":\"Zoë\",\"when\":\"2024-03-05T10:00:00.5Z\"", "\"when\":\"2024-03-05T10:00:00.5Z\"", 22, "\"who\"");
}

SCENE(what_is_wrong_is_named, refusals_body)

static void partial_body(scene *s) {
  ro_record some = {0};
  ro_importer importer;
  ro_exporter exporter;
  ro_exporter_init(&exporter, &s->made.record, &s->arena);
  ro_text_clear(&s->text);
  ro_export_line(&exporter, &s->text, RO_LINE_STATEMENT, 1);
  ro_importer_init(&importer, &some, &s->arena, true);
  ro_line_type type;
  assert_int_equal(ro_import_line(&importer, ro_text_slice(&s->text), 1, &type, &s->err), READOUT_OK);
  assert_int_equal(type, RO_LINE_STATEMENT);
  assert_int_equal(some.statements.at[0].evidence.len, 2);
  assert_int_equal(some.statements.at[0].evidence.at[0].spans.len, 0);
  assert_true(ro_slice_equal(some.statements.at[0].evidence.at[0].quote, RO_LIT("open a joint <port> office by June")));
}

SCENE(some_lines_can_be_read_alone, partial_body)

/* What a program may write that knows the contract alone. */
static void plain_review_body(scene *s) {
  static const char LINE[] =
      "{\"type\":\"review\",\"id\":\"v-9\",\"who\":\"Li\",\"when\":\"2024-03-05T10:00:00Z\",\"why\":null,\"action\":\"status\","
      "\"target\":\"s-2\",\"members\":[{\"sha256\":\"00\",\"start\":3,\"end\":7,\"quote\":\"port\"}],\"value\":\"open\","
      "\"undoes\":null}";
  ro_record some = {0};
  ro_importer importer;
  ro_importer_init(&importer, &some, &s->arena, true);
  assert_int_equal(ro_import_line(&importer, ro_slice_of(LINE), 1, NULL, &s->err), READOUT_OK);
  assert_int_equal(some.reviews.len, 1);
  assert_int_equal(some.reviews.at[0].kind, RO_LINE_COMMITMENT);
  assert_int_equal(some.reviews.at[0].members.at[0].part, 0);
  assert_int_equal(some.reviews.at[0].state, RO_REVIEW_IN_FORCE);
}

SCENE(a_decision_needs_the_fields_of_the_contract_alone, plain_review_body)

static void group_body(scene *s) {
  ro_text_clear(&s->text);
  ro_group_write(&s->text, &s->made.record, &s->arena);
  ro_slice out = ro_text_slice(&s->text);
  assert_true(ro_slice_starts(out, RO_LIT("{\"id\":\"north.txt\",\"origins\":[\"o-1\"],\"events\":[\"e-2\"]}\n"
                                          "{\"id\":\"wire.txt\",\"origins\":[\"o-1\"],\"events\":[\"e-2\"]}\n"
                                          "{\"id\":\"east.txt\",\"origins\":[\"o-2\"],\"events\":[\"e-2\"]}\n"
                                          "{\"type\":\"derivation\",\"id\":\"v-1\",\"a\":\"north.txt\",\"b\":\"wire.txt\"")));
  assert_has(out, "\n{\"type\":\"event\",\"id\":\"e-2\"");
  assert_has(out, "\"reports\":[\"north.txt\",\"wire.txt\",\"east.txt\"]");
  assert_false(has(out, "\"type\":\"statement\""));
}

SCENE(groups_name_reports_as_given, group_body)

static void group_order_body(scene *s) {
  RO_PUSH(&s->arena, &s->made.record.events.at[0].reports, RO_LIT("r-1"));
  ro_text_clear(&s->text);
  ro_group_write(&s->text, &s->made.record, &s->arena);
  /* e-1 stands first in the record, but the report's statements were made at e-2. */
  assert_true(ro_slice_starts(ro_text_slice(&s->text),
                              RO_LIT("{\"id\":\"north.txt\",\"origins\":[\"o-1\"],\"events\":[\"e-2\",\"e-1\"]}\n")));
}

SCENE(the_event_of_the_statements_comes_first, group_order_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_are_those_of_the_contract),
      cmocka_unit_test(spans_count_code_points),
      cmocka_unit_test(reading_back_gives_the_same),
      cmocka_unit_test(lines_are_sorted),
      cmocka_unit_test(what_is_wrong_is_named),
      cmocka_unit_test(some_lines_can_be_read_alone),
      cmocka_unit_test(a_decision_needs_the_fields_of_the_contract_alone),
      cmocka_unit_test(groups_name_reports_as_given),
      cmocka_unit_test(the_event_of_the_statements_comes_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
