#include "format/timeline.h"

#include "drawn.h"
#include "format/select.h"

static ro_timeline timeline_of(scene *s, const char *who, long width) {
  ro_record_index *index = RO_NEW(&s->arena, ro_record_index);
  ro_timeline timeline;
  ro_slice unknown;
  ro_record_index_make(index, &s->made.record, &s->arena);
  ro_indexes events = ro_meetings_asked(index, who ? ro_slice_of(who) : RO_LIT(""), &unknown, &s->arena);
  assert_null(unknown.ptr);
  ro_timeline_make(&timeline, index, &events, ro_slice_of(who), width, &s->arena);
  return timeline;
}

static ro_slice svg_of(scene *s, const char *who, long width) {
  ro_timeline timeline = timeline_of(s, who, width);
  ro_text_clear(&s->text);
  ro_timeline_svg(&s->text, &timeline, width, &s->arena);
  assert_false(s->text.failed);
  assert_well_formed(ro_text_slice(&s->text));
  return ro_text_slice(&s->text);
}

static void marks_body(scene *s) {
  s->made.record.events.len = 0;
  add_meeting(s, "e-5", "2024-05-01", RO_PLANNED, "n-ana", "n-li");
  add_meeting(s, "e-4", "2023", RO_CANCELLED, "n-ana", "n-li");
  add_meeting(s, "e-3", "XXXX-05-01", RO_HELD, "n-ana", "n-li");
  add_meeting(s, "e-2", "2024-02-29", RO_STATUS_UNKNOWN, "n-li", "n-east");
  s->made.record.events.at[3].to = RO_LIT("2024-03-02");
  ro_timeline timeline = timeline_of(s, NULL, 960);
  assert_int_equal(timeline.marks.len, 3);
  assert_int_equal(timeline.bars.len, 0);
  assert_true(ro_slice_equal(timeline.marks.at[0].event->id, RO_LIT("e-4")));
  assert_int_equal(timeline.marks.at[0].last - timeline.marks.at[0].first, 364);
  assert_int_equal(timeline.marks.at[1].last - timeline.marks.at[1].first, 2);
  assert_int_equal(timeline.marks.at[2].sign, RO_SIGN_PLANNED);
  assert_true(ro_slice_equal(timeline.head.notes.at[0], RO_LIT("1 meeting without a year is not shown.")));
  ro_slice svg = svg_of(s, NULL, 320);
  assert_self_contained(svg);
  assert_has(svg, "<g data-id=\"e-5\"><title>1 May 2024: Meeting of Ana Brás and Li Wei (planned)</title>");
  assert_has(svg, "not known whether held");
  assert_has_not(svg, "only referred to");
  assert_int_equal(timeline_of(s, "Ana Brás", 960).marks.len, 2);
  assert_int_equal(timeline_of(s, "n-li and Eastland", 960).marks.len, 1);
}
SCENE(each_meeting_has_its_mark, marks_body)

static void rejected_body(scene *s) {
  s->made.record.events.at[0].verdict = RO_LIT("rejected");
  s->made.record.events.at[1].kind = RO_OCCURRENCE;
  assert_int_equal(timeline_of(s, NULL, 960).marks.len, 0);
  assert_has(svg_of(s, NULL, 960), "No meeting of which at least the year is known");
}
SCENE(what_is_no_meeting_is_not_drawn, rejected_body)

static void unknown_body(scene *s) {
  ro_record_index index;
  ro_slice unknown;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  assert_int_equal(ro_meetings_asked(&index, RO_LIT("Ana Brás and Freedonia"), &unknown, &s->arena).len, 0);
  assert_true(ro_slice_equal(unknown, RO_LIT("Freedonia")));
  assert_int_equal(ro_parties_asked(&s->made.record, RO_LIT("Freedonia and Ana Brás"), false, &s->arena).len, 1);
  assert_int_equal(ro_parties_asked(&s->made.record, RO_LIT("Freedonia and Ana Brás"), true, &s->arena).len, 0);
  assert_true(ro_asks_for_parties(RO_LIT("Freedonia"), &s->arena));
  assert_false(ro_asks_for_parties(RO_LIT(" , "), &s->arena));
}
SCENE(who_is_not_in_the_record_is_named, unknown_body)

static size_t sum(const ro_timeline *timeline) {
  size_t n = 0;
  for (size_t i = 0; i < timeline->bars.len; i++)
    for (size_t sign = 0; sign < RO_SIGNS; sign++) n += timeline->bars.at[i].counts[sign];
  return n;
}

/* Many are counted, by a longer time where there is less room; none is lost but those of which only the year is known. */
static void bars_body(scene *s) {
  s->made.record.events.len = 0;
  for (size_t i = 0; i < 5000; i++) {
    ro_slice date = ro_arena_format(&s->arena, "%zu-%02zu-%02zu", 1996 + i % 30, 1 + i % 12, 1 + i % 28);
    add_meeting(s, numbered(s, "e", i), i % 100 == 0 ? ro_slice_part(date, 0, 4).ptr : date.ptr, RO_HELD, "n-ana", "n-li");
    if (i % 100 == 0) s->made.record.events.at[i].from.len = 4;
  }
  ro_timeline wide = timeline_of(s, NULL, 1600), narrow = timeline_of(s, NULL, 320);
  assert_int_equal(wide.months, 3);
  assert_int_equal(sum(&wide), 4950);
  assert_int_equal(narrow.months, 12);
  assert_int_equal(sum(&narrow), 5000);
  assert_int_equal(narrow.bars.len, 30);
  assert_true(ro_slice_equal(wide.head.notes.at[1], RO_LIT("50 meetings of which only the year is known are in no bar.")));
  for (size_t i = 1; i < wide.bars.len; i++) assert_int_equal(wide.bars.at[i].first, wide.bars.at[i - 1].last + 1);
  ro_slice svg = svg_of(s, NULL, 1600);
  assert_self_contained(svg);
  assert_true(svg.len < 100000);
  assert_has(svg_of(s, NULL, 320), "<title>2025: ");
}
SCENE(many_meetings_are_counted_in_bars, bars_body)

/* Dates that are far apart need long bars, and no more of them than there is room. */
static void far_body(scene *s) {
  s->made.record.events.len = 0;
  for (size_t i = 0; i < 41; i++)
    add_meeting(s, numbered(s, "e", i), i % 2 ? "0001-01-01" : "9999-12-31", RO_HELD, "n-ana", "n-li");
  ro_timeline timeline = timeline_of(s, NULL, 960);
  assert_int_equal(timeline.months, 1200);
  assert_int_equal(timeline.bars.len, 100);
  assert_int_equal(sum(&timeline), 41);
  svg_of(s, NULL, 320);
}
SCENE(far_dates_fit, far_body)

static void hostile_body(scene *s) {
  make_hostile(&s->made.record);
  ro_slice svg = svg_of(s, NULL, 320);
  assert_self_contained(svg);
  assert_has(svg, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; ]]&gt;");
  assert_has_not(svg, "\xE2\x80\xAE");
}
SCENE(what_reports_say_is_never_markup, hostile_body)

/* A line that is written from right to left keeps its place. */
static void rightward_body(scene *s) {
  s->made.record.events.at[1].name = RO_LIT("اجتماع الوزراء");
  assert_has(svg_of(s, NULL, 960), " direction=\"rtl\" text-anchor=\"end\">اجتماع الوزراء</text>");
  s->made.record.events.at[1].name = RO_LIT("李伟会见布拉斯");
  assert_has(svg_of(s, NULL, 960), "\">李伟会见布拉斯</text>");
}
SCENE(text_has_its_direction, rightward_body)

static void table_body(scene *s) {
  ro_timeline timeline = timeline_of(s, NULL, 960);
  ro_text_clear(&s->text);
  ro_timeline_json(&s->text, &timeline, &s->arena);
  ro_slice line = ro_text_slice(&s->text);
  assert_true(ro_slice_starts(line, RO_LIT("{\"type\":\"picture\",\"kind\":\"timeline\",\"title\":\"Meetings over time\"")));
  assert_has(line,
             "{\"event\":\"e-2\",\"from\":\"2024-03-03\",\"to\":\"2024-03-03\",\"name\":\"Meeting of Ana Brás and Li Wei\","
             "\"place\":\"Łódź\",\"sign\":\"told by reports\",\"reports\":3,\"origins\":2}");
}
SCENE(the_table_has_what_is_drawn, table_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_meeting_has_its_mark),
      cmocka_unit_test(what_is_no_meeting_is_not_drawn),
      cmocka_unit_test(who_is_not_in_the_record_is_named),
      cmocka_unit_test(many_meetings_are_counted_in_bars),
      cmocka_unit_test(far_dates_fit),
      cmocka_unit_test(what_reports_say_is_never_markup),
      cmocka_unit_test(text_has_its_direction),
      cmocka_unit_test(the_table_has_what_is_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
