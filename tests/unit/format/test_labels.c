#include "format/labels.h"

#include "../record/scene.h"

static void expect(ro_slice got, const char *expected) {
  if (!ro_slice_equal(got, ro_slice_of(expected))) fail_msg("\"%.*s\", not \"%s\"", (int)got.len, got.ptr, expected);
}

static void dates_body(scene *s) {
  expect(ro_date_label(RO_LIT("2023-04-13"), &s->arena), "13 April 2023");
  expect(ro_date_label(RO_LIT("2023-03"), &s->arena), "March 2023");
  expect(ro_date_label(RO_LIT("2023"), &s->arena), "2023");
  expect(ro_date_label(RO_LIT("XXXX-04-14"), &s->arena), "14 April (no year stated)");
  expect(ro_date_label(RO_LIT("XXXX"), &s->arena), "XXXX");
  expect(ro_date_label(RO_LIT("XXXX-WXX-4"), &s->arena), "XXXX-WXX-4");
  expect(ro_date_label(RO_LIT("2023-13-01"), &s->arena), "2023-13-01");
  expect(ro_date_label(RO_ABSENT, &s->arena), "");
  ro_record_event event = {.from = RO_LIT("2023-05-05"), .to = RO_LIT("2023-05-06")};
  expect(ro_event_date_label(&event, &s->arena), "5 to 6 May 2023");
  event.to = RO_LIT("2023-06-01");
  expect(ro_event_date_label(&event, &s->arena), "5 May 2023 to 1 June 2023");
  event.to = event.from;
  expect(ro_event_date_label(&event, &s->arena), "5 May 2023");
  event.from = RO_ABSENT;
  expect(ro_event_date_label(&event, &s->arena), "no date");
  assert_true(ro_date_compare(RO_LIT("2023-04"), RO_LIT("2023-04-13")) < 0);
  assert_true(ro_date_compare(RO_LIT("XXXX-12-31"), RO_LIT("1999")) < 0);
  assert_true(ro_date_compare(RO_ABSENT, RO_LIT("1999")) < 0);
}
SCENE(dates_are_put_in_words, dates_body)

static void expect_days(scene *s, const char *date, const char *first, const char *last) {
  ro_civil from, to;
  if (!ro_edtf_days(ro_slice_of(date), &from, &to)) fail_msg("\"%s\" has no days", date);
  expect(ro_civil_label(from, &s->arena), first);
  expect(ro_civil_label(to, &s->arena), last);
}

static void days_body(scene *s) {
  static const char *const NONE[] = {"XXXX-04-14", "XXXX-WXX-4", "2023-02-30", "2023-13", "soon", ""};
  ro_civil first, last;
  expect_days(s, "2024-02-29", "2024-02-29", "2024-02-29");
  expect_days(s, "2024-02", "2024-02-01", "2024-02-29");
  expect_days(s, "2023-12", "2023-12-01", "2023-12-31");
  expect_days(s, "2023", "2023-01-01", "2023-12-31");
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) assert_false(ro_edtf_days(ro_slice_of(NONE[i]), &first, &last));
  ro_record_event event = {.from = RO_LIT("2023-05-30"), .to = RO_LIT("2023-06")};
  assert_true(ro_event_days(&event, &first, &last));
  expect(ro_civil_label(last, &s->arena), "2023-06-30");
  event.from = RO_ABSENT;
  assert_false(ro_event_days(&event, &first, &last));
}
SCENE(dates_cover_days, days_body)

static void reports_body(scene *s) {
  ro_record_report *report = &s->made.record.reports.at[0];
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  expect(ro_report_label(report), "Ministry of Northland");
  report->version = 1;
  expect(ro_report_label_of(&index, report->id, &s->arena), "Ministry of Northland");
  report->version = 2;
  expect(ro_report_label_of(&index, report->id, &s->arena), "Ministry of Northland, version 2");
  expect(ro_report_label_of(&index, RO_LIT("r-9"), &s->arena), "r-9");
  report->report.outlet = RO_ABSENT;
  report->report.source = RO_LIT("some/folder/north.txt");
  expect(ro_report_label(report), "north.txt");
  report->report.credit = RO_LIT("Northern Agency");
  expect(ro_report_label(report), "Northern Agency");
  report->report.credit = RO_LIT("");
  report->report.source = RO_LIT("-");
  expect(ro_report_label(report), "r-1");
}
SCENE(reports_are_called_by_what_is_known, reports_body)

static void events_body(scene *s) {
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  ro_record_event *event = &s->made.record.events.at[1];
  expect(ro_event_label(&index, event, &s->arena), "Meeting of Ana Brás and Li Wei");
  expect(ro_party_label(&index, &event->parties.at[1], &s->arena), "Li Wei, Foreign Minister of Eastland");
  expect(ro_place_label(&index, event, &s->arena), "Łódź");
  event->kind = RO_CALL;
  expect(ro_event_label(&index, event, &s->arena), "Call between Ana Brás and Li Wei");
  event->kind = RO_VISIT;
  event->parties.len = 1;
  expect(ro_event_label(&index, event, &s->arena), "Visit of Ana Brás to Łódź");
  event->parties.at[0].person = RO_ABSENT;
  expect(ro_event_label(&index, event, &s->arena), "Visit of Northland to Łódź");
  event->name = RO_LIT("visit to the north");
  expect(ro_event_label(&index, event, &s->arena), "Visit to the north");
  expect(ro_entity_name(&index, RO_LIT("n-unknown")), "n-unknown");
  ro_slices names = {0};
  expect(ro_list_label(&names, &s->arena), "");
  RO_PUSH(&s->arena, &names, RO_LIT("A"));
  RO_PUSH(&s->arena, &names, RO_LIT("B"));
  RO_PUSH(&s->arena, &names, RO_LIT("C"));
  expect(ro_list_label(&names, &s->arena), "A, B and C");
}
SCENE(events_are_called_by_their_parties, events_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_put_in_words),
      cmocka_unit_test(dates_cover_days),
      cmocka_unit_test(reports_are_called_by_what_is_known),
      cmocka_unit_test(events_are_called_by_their_parties),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
