#include "format/json_findings.h"

#include "../record/scene.h"

static const char TEXT[] =
    "Łódź, 3 March – Minister Ana Brás met Li Wei. Brás said that \"Northland firmly supports open seas\".";

static ro_span place(const char *part) {
  size_t at = ro_slice_find(ro_slice_of(TEXT), ro_slice_of(part), 0);
  assert_true(at < sizeof TEXT);
  return (ro_span){at, at + strlen(part)};
}

static ro_entity entity_of(ro_entity_kind kind, const char *name) {
  return (ro_entity){.kind = kind, .name = ro_slice_of(name), .within = RO_NONE};
}

static ro_findings found(ro_arena *arena) {
  ro_findings f = {.report = {.id = RO_LIT("a.txt"),
                              .source = RO_LIT("a.txt"),
                              .language = RO_LIT("en"),
                              .text = ro_slice_of(TEXT),
                              .sha256 = RO_LIT("ab"),
                              .byline = RO_LIT("A. Writer"),
                              .published = RO_LIT("2024-03-03"),
                              .published_guessed = true}};
  f.report.dateline = (ro_dateline){RO_LIT("Łódź"), RO_LIT("XXXX-03-03"), place("Łódź, 3 March")};
  RO_PUSH(arena, &f.report.main, ((ro_span){0, sizeof TEXT - 1}));
  RO_PUSH(arena, &f.sentences, ((ro_span){0, place("Brás said").start - 1}));
  ro_entity ana = entity_of(RO_PERSON, "Ana Brás"), lodz = entity_of(RO_PLACE, "Łódź");
  RO_PUSH(arena, &ana.aliases, RO_LIT("Brás"));
  RO_PUSH(arena, &ana.offices, ((ro_office){RO_LIT("Minister"), 2, place("Minister")}));
  lodz.within = 3;
  RO_PUSH(arena, &f.entities, ana);
  RO_PUSH(arena, &f.entities, lodz);
  RO_PUSH(arena, &f.entities, entity_of(RO_COUNTRY, "Northland"));
  RO_PUSH(arena, &f.entities, entity_of(RO_COUNTRY, "Poland"));
  f.entities.at[3].iso = RO_LIT("PL");
  RO_PUSH(arena, &f.mentions, ((ro_mention){place("Łódź"), 1}));
  RO_PUSH(arena, &f.mentions, ((ro_mention){place("Ana Brás"), 0}));
  ro_meeting meeting = {.kind = RO_MEETING,
                        .status = RO_HELD,
                        .date = RO_LIT("2024-03-03"),
                        .date_span = place("3 March"),
                        .framework = RO_NONE,
                        .occasion = RO_NONE,
                        .requested_by = 0,
                        .told = true};
  RO_PUSH(arena, &meeting.spans, place("met Li Wei"));
  RO_PUSH(arena, &meeting.parties, ((ro_party){0, 2}));
  RO_PUSH(arena, &meeting.places, 1);
  RO_PUSH(arena, &meeting.places, 3);
  RO_PUSH(arena, &f.meetings, meeting);
  RO_PUSH(arena, &f.times, ((ro_time){place("3 March"), RO_TIME_DATE, RO_LIT("2024-03-03")}));
  ro_attribution said = {.continues = RO_NONE, .meeting = 0, .quoted = true};
  RO_PUSH(arena, &said.source, place("Brás said"));
  RO_PUSH(arena, &said.cue, place("said"));
  RO_PUSH(arena, &said.content, place("that \"Northland firmly supports open seas\""));
  RO_PUSH(arena, &said.speakers, 0);
  ro_clause clause = {.act = RO_POSITION, .stance = RO_SUPPORT, .strength = RO_LIT("firmly supports"), .confidence = 2.0 / 3};
  RO_PUSH(arena, &clause.spans, place("Northland firmly supports open seas"));
  RO_PUSH(arena, &said.clauses, clause);
  RO_PUSH(arena, &f.attributions, said);
  ro_coded_event event = {.span = place("met"),
                          .type = RO_LIT("CONSULT"),
                          .cameo = RO_LIT("040"),
                          .date = RO_LIT("2024-03-03"),
                          .historical = true,
                          .because = RO_LIT("\"met\"")};
  RO_PUSH(arena, &event.contexts, RO_LIT("diplomatic"));
  RO_PUSH(arena, &event.actors,
          ((ro_coded_actor){.code = RO_LIT("POL"), .sector = RO_LIT("GOV"), .name = RO_LIT("Minister Ana Brás")}));
  RO_PUSH(arena, &event.recipients, ((ro_coded_actor){.name = RO_LIT("Li Wei")}));
  RO_PUSH(arena, &f.events, event);
  return f;
}

static ro_slice written(scene *s, const ro_findings *findings) {
  ro_text_clear(&s->text);
  ro_findings_write(&s->text, findings, &s->arena);
  assert_false(s->text.failed);
  return ro_arena_copy(&s->arena, ro_text_slice(&s->text));
}

static void form_body(scene *s) {
  ro_findings f = found(&s->arena);
  ro_slice line = written(s, &f);
  assert_int_equal(line.ptr[line.len - 1], '\n');
  assert_has(
      line,
      "{\"id\":\"a.txt\",\"source\":\"a.txt\",\"language\":\"en\",\"title\":null,\"outlet\":null,\"credit\":null,"
      "\"published\":\"2024-03-03\",\"modified\":null,\"dateline\":{\"place\":\"Łódź\",\"date\":\"XXXX-03-03\",\"span\":[0,13]},"
      "\"text\":\"Łódź, 3 March");
  assert_has(line,
             "\"mentions\":[{\"start\":0,\"end\":4,\"kind\":\"place\",\"name\":\"Łódź\",\"iso\":null,\"entity\":1},"
             "{\"start\":25,\"end\":33,\"kind\":\"person\",");
  assert_has(line, "\"offices\":[{\"title\":\"Minister\",\"of\":2,\"start\":16,\"end\":24}]");
  assert_has(line,
             "\"kind\":\"meeting\",\"status\":\"held\",\"parties\":[{\"person\":0,\"of\":2}],\"date\":\"2024-03-03\",\"place\":1,"
             "\"occasion\":null,\"requested_by\":0");
  assert_has(line, "\"times\":[{\"start\":6,\"end\":13,\"type\":\"DATE\",\"value\":\"2024-03-03\"}]");
  assert_has(line,
             "\"continues\":null,\"speakers\":[\"Ana "
             "Brás\"],\"addressees\":[],\"quoted\":true,\"joint\":false,\"clauses\":[{\"spans\":[[");
  assert_has(line,
             "\"act\":\"position\",\"stance\":\"support\",\"strength\":\"firmly supports\",\"negated\":false,\"future\":false,"
             "\"hypothetical\":false,\"confidence\":0.667}");
  assert_has(line,
             "\"type\":\"CONSULT\",\"mode\":null,\"contexts\":[\"diplomatic\"],\"cameo\":\"040\",\"actors\":[{\"code\":\"POL\","
             "\"sector\":\"GOV\","
             "\"name\":\"Minister Ana Brás\"}],\"recipients\":[{\"code\":null,\"sector\":null,\"name\":\"Li "
             "Wei\"}],\"date\":\"2024-03-03\","
             "\"historical\":true,\"future\":false,\"hypothetical\":false,\"negated\":false,\"because\":\"\\\"met\\\"\"}");
}
SCENE(the_line_is_that_of_the_contract, form_body)

static void round_body(scene *s) {
  ro_findings f = found(&s->arena), again;
  ro_slice first = written(s, &f);
  assert_int_equal(ro_findings_read(&again, first, 0, &s->arena, &s->err), READOUT_OK);
  assert_int_equal(again.attributions.at[0].clauses.at[0].spans.at[0].start, place("Northland firmly").start);
  assert_int_equal(again.entities.at[1].within, 3);
  assert_int_equal(again.entities.at[0].within, RO_NONE);
  assert_int_equal(again.events.at[0].contexts.len, 1);
  assert_true(again.events.at[0].historical);
  assert_true(ro_slice_equal(again.events.at[0].actors.at[0].sector, RO_LIT("GOV")));
  assert_null(again.events.at[0].recipients.at[0].code.ptr);
  assert_int_equal(again.meetings.at[0].places.len, 2);
  assert_int_equal(again.meetings.at[0].place_span.end, 0);
  ro_slice second = written(s, &again);
  assert_int_equal(first.len, second.len);
  assert_memory_equal(first.ptr, second.ptr, first.len);
}
SCENE(reading_back_gives_the_same, round_body)

static void expect(scene *s, const char *json, const char *problem) {
  ro_findings f;
  s->err = (readout_error){0};
  readout_status status = ro_findings_read(&f, ro_slice_of(json), 7, &s->arena, &s->err);
  if (!problem) {
    if (status != READOUT_OK) fail_msg("%s: %s", json, s->err.message);
    return;
  }
  if (status != READOUT_ERR_INPUT) fail_msg("taken: %s", json);
  assert_has(ro_slice_of(s->err.message), problem);
  assert_int_equal(s->err.line, 7);
}

static void refusals_body(scene *s) {
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[0,3]]}", NULL);
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[0,4]]}", "\"main[0]\" is out of range");
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[2,1]]}", "\"main[0]\" ends before it starts");
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[1,2],[0,1]]}", "\"main\" is not in the order of the text");
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[0,-1]]}", "\"main[0]\" is no whole number");
  expect(s, "{\"id\":\"a\",\"text\":\"äbc\",\"main\":[[0]]}", "\"main[0]\" is no pair");
  expect(s, "{\"text\":\"a\"}", "\"id\" is missing");
  expect(s, "{\"id\":\"a\"}", "\"text\" is missing");
  expect(s, "{\"id\":1,\"text\":\"a\"}", "\"id\" is no text");
  expect(s, "[]", "no JSON object");
  expect(s, "{\"id\":", "no valid JSON");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"mentions\":[{\"start\":0,\"end\":1,\"entity\":0}]}",
         "\"mentions[0].entity\" is out of range");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"entities\":[{\"kind\":\"person\",\"name\":\"b\",\"within\":0}]}",
         "\"entities[0].within\" points to itself");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"entities\":[{\"kind\":\"ship\",\"name\":\"b\"}]}",
         "\"entities[0].kind\" is no known word");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"meetings\":[{\"kind\":\"call\",\"status\":\"held\",\"occasion\":1}]}",
         "\"meetings[0].occasion\" is out of range");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"attributions\":[{\"clauses\":[{\"act\":\"call\",\"confidence\":2}]}]}",
         "\"attributions[0].clauses[0].confidence\" is no number from 0 to 1");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"events\":[{\"start\":0,\"end\":1}]}", "\"events[0].type\" is missing");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"events\":[{\"start\":0,\"end\":1,\"type\":\"AID\",\"actors\":[{\"code\":1}]}]}",
         "\"events[0].actors[0].code\" is no text");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"attributions\":[{\"continues\":0}]}",
         "\"attributions[0].continues\" points to itself");
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"attributions\":{}}", "\"attributions\" is no list");
}
SCENE(what_is_wrong_is_named, refusals_body)

/* Findings of other programs have the contract's names only. */
static void names_body(scene *s) {
  ro_findings f;
  const char json[] =
      "{\"id\":\"a\",\"text\":\"b\",\"entities\":[{\"kind\":\"country\",\"name\":\"Northland\"},{\"kind\":\"person\",\"name\":"
      "\"Ana\","
      "\"aliases\":[\"Brás\"]}],\"meetings\":[{\"kind\":\"call\",\"status\":\"held\",\"place\":0}],"
      "\"attributions\":[{\"speakers\":[\"Brás\"],\"addressees\":[\"Northland\"]}]}";
  assert_int_equal(ro_findings_read(&f, ro_slice_of(json), 0, &s->arena, &s->err), READOUT_OK);
  assert_int_equal(f.attributions.at[0].speakers.at[0], 1);
  assert_int_equal(f.attributions.at[0].addressees.at[0], 0);
  assert_int_equal(f.meetings.at[0].places.len, 1);
  expect(s, "{\"id\":\"a\",\"text\":\"b\",\"attributions\":[{\"speakers\":[\"Nobody\"]}]}", "names nobody");
}
SCENE(speakers_can_be_names_alone, names_body)

static void others_body(scene *s) {
  ro_findings f = found(&s->arena);
  ro_text_clear(&s->text);
  ro_report_write(&s->text, &f.report, &s->arena);
  ro_slice line = ro_text_slice(&s->text);
  assert_has(line, "\",\"main\":[[0,99]],\"sha256\":\"ab\",\"url\":null,\"byline\":\"A. Writer\",\"published_guessed\":true}\n");
  assert_has_not(line, "sentences");
  ro_text_clear(&s->text);
  readout_error err = {.status = READOUT_ERR_INPUT, .message = "no \"text\""};
  ro_error_write(&s->text, RO_LIT("x\ny"), &err);
  assert_string_equal(s->text.ptr, "{\"id\":\"x\\ny\",\"error\":\"no \\\"text\\\"\"}\n");
}
SCENE(reports_and_errors_have_lines_too, others_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_line_is_that_of_the_contract),
      cmocka_unit_test(reading_back_gives_the_same),
      cmocka_unit_test(what_is_wrong_is_named),
      cmocka_unit_test(speakers_can_be_names_alone),
      cmocka_unit_test(reports_and_errors_have_lines_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
