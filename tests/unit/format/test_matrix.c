#include "format/matrix.h"

#include "../record/scene.h"
#include "format/labels.h"
#include "format/matrix_text.h"
#include "format/select.h"

static ro_matrix matrix_of(scene *s) {
  static const char EVENT[] = "e-2";
  ro_record_index *index = RO_NEW(&s->arena, ro_record_index);
  ro_matrix matrix;
  ro_record_index_make(index, &s->made.record, &s->arena);
  assert_true(ro_matrix_make(&matrix, index, ro_slice_of(EVENT), &s->arena));
  return matrix;
}

static void fold_body(scene *s) {
  ro_matrix matrix = matrix_of(s);
  assert_int_equal(matrix.n_reports, 3);
  assert_int_equal(matrix.n_origins, 2);
  assert_int_equal(matrix.columns.len, 2);
  assert_true(ro_slice_equal(matrix.columns.at[0].name, RO_LIT("Ministry of Northland")));
  assert_true(ro_slice_equal(matrix.columns.at[0].side, RO_LIT("Northland")));
  assert_int_equal(matrix.columns.at[0].reports.len, 2);
  assert_int_equal(matrix.columns.at[1].reports.len, 1);
  assert_int_equal(matrix.discrepancies.len, 1);
  assert_int_equal(matrix.derivations.len, 1);
  assert_int_equal(matrix.formulations.len, 1);
}
SCENE(copies_are_folded_under_their_origin, fold_body)

static void verdict_body(scene *s) {
  ro_record *record = &s->made.record;
  size_t rows = matrix_of(s).rows.len;
  record->statements.at[1].verdict = RO_LIT("rejected");
  record->discrepancies.at[0].verdict = RO_LIT("rejected");
  record->statements.at[0].verdict = RO_LIT("accepted");
  RO_PUSH(&s->arena, &record->statements.at[0].reviews, RO_LIT("v-1"));
  ro_matrix matrix = matrix_of(s);
  assert_int_equal(matrix.rows.len, rows - 1);
  assert_int_equal(matrix.n_rejected, 1);
  assert_int_equal(matrix.discrepancies.len, 0);
  assert_has(matrix.rows.at[0].claim, "accepted by a person");
  assert_true(ro_slice_equal(matrix.decided, RO_LIT("1 decision, 1 statement rejected")));
  for (size_t i = 0; i < matrix.rows.len; i++) assert_true(matrix.rows.at[i].statement != &record->statements.at[1]);
  const bool *differ = ro_events_differ(matrix.index, &s->arena);
  assert_false(differ[1]); /* the date was in dispute, and one side alone had the office */
}
SCENE(what_people_reject_is_not_shown, verdict_body)

static void rows_body(scene *s) {
  ro_matrix matrix = matrix_of(s);
  assert_int_equal(matrix.groups.len, 3);
  assert_true(ro_slice_equal(matrix.groups.at[0].name, RO_LIT("Ana Brás")));
  assert_true(ro_slice_equal(matrix.groups.at[1].name, RO_LIT("Li Wei")));
  assert_true(ro_slice_equal(matrix.groups.at[2].name, RO_LIT("Ana Brás and Li Wei")));
  assert_true(matrix.groups.at[2].joint);
  const ro_matrix_row *seas = &matrix.rows.at[0], *students = &matrix.rows.at[1], *port = &matrix.rows.at[2];
  assert_int_equal(seas->cells[0].kind, RO_CELL_SAID);
  assert_int_equal(seas->cells[0].carried, 2);
  assert_int_equal(seas->cells[0].evidence.len, 2);
  assert_int_equal(seas->cells[1].kind, RO_CELL_WEAKER);
  assert_true(ro_slice_equal(seas->cells[1].reason, RO_LIT("supports, not firmly supports")));
  /* Of two silent copies the one that is long enough to count decides. */
  assert_int_equal(students->cells[0].kind, RO_CELL_NOT_MENTIONED);
  assert_int_equal(students->cells[1].kind, RO_CELL_SAID);
  assert_int_equal(port->cells[1].kind, RO_CELL_NOT_MENTIONED);
  assert_null(seas->claim.ptr);
  assert_true(ro_slice_equal(port->claim, RO_LIT("claimed by Northland only")));
}
SCENE(rows_stand_by_speaker, rows_body)

/* That a short copy is silent says nothing where a longer one may have it. */
static void silences_body(scene *s) {
  ro_record_statement *students = NULL;
  ro_matrix matrix = matrix_of(s);
  for (size_t i = 0; i < s->made.record.statements.len; i++)
    if (&s->made.record.statements.at[i] == matrix.rows.at[1].statement) students = &s->made.record.statements.at[i];
  assert_non_null(students);
  assert_int_equal(students->absence.len, 2);
  for (size_t i = 0; i < students->absence.len; i++)
    if (ro_slice_equal(students->absence.at[i].kind, RO_LIT("not-mentioned"))) students->absence.at[i].kind = RO_LIT("unsure");
  assert_int_equal(matrix_of(s).rows.at[1].cells[0].kind, RO_CELL_UNSURE);
  for (size_t i = 0; i < students->absence.len; i++) students->absence.at[i].kind = RO_LIT("too-short");
  assert_int_equal(matrix_of(s).rows.at[1].cells[0].kind, RO_CELL_TOO_SHORT);
}
SCENE(a_short_copy_decides_on_no_silence, silences_body)

static void claims_body(scene *s) {
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  ro_record_event *event = &s->made.record.events.at[1];
  ro_record_statement *port = &s->made.record.statements.at[1];
  assert_true(ro_events_differ(&index, &s->arena)[1]);
  s->made.record.discrepancies.len = 0;
  assert_true(ro_events_differ(&index, &s->arena)[1]);
  event->sides.at[1].origins.len = 0;
  ro_slice claim = ro_claim(&index, event, port, &s->arena);
  assert_true(ro_slice_equal(claim, RO_LIT("claimed by Northland (no account of Eastland collected)")));
  assert_false(ro_events_differ(&index, &s->arena)[1]);
  assert_int_equal(matrix_of(s).uncollected.len, 1);
  event->sides.at[1].origins.len = 1;
  port->claimed_by.len = 0;
  assert_true(ro_slice_equal(ro_claim(&index, event, port, &s->arena), RO_LIT("in no side's own account")));
  RO_PUSH(&s->arena, &port->claimed_by, RO_LIT("n-east"));
  RO_PUSH(&s->arena, &port->claimed_by, RO_LIT("n-north"));
  assert_null(ro_claim(&index, event, port, &s->arena).ptr);
  assert_false(ro_events_differ(&index, &s->arena)[1]);
}
SCENE(an_agreement_of_one_side_is_its_claim, claims_body)

static void merged_body(scene *s) {
  RO_PUSH(&s->arena, &s->made.record.reports.at[1].origins, RO_LIT("o-2"));
  ro_matrix matrix = matrix_of(s);
  assert_int_equal(matrix.columns.len, 3);
  assert_true(ro_slice_equal(matrix.columns.at[2].name, RO_LIT("Northern Wire, from Ministry of Northland and Eastland Daily")));
  assert_null(matrix.columns.at[2].side.ptr);
  assert_int_equal(matrix.rows.at[1].cells[2].kind, RO_CELL_TOO_SHORT);
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  assert_false(ro_matrix_make(&matrix, &index, RO_LIT("e-9"), &s->arena));
}
SCENE(a_report_of_two_texts_has_a_column_of_its_own, merged_body)

/* -- on a terminal ---------------------------------------------------------------------------------------------------- */

static ro_slice drawn(scene *s, size_t width, bool color) {
  ro_view view = {.width = width, .color = color};
  ro_text_clear(&s->text);
  assert_true(ro_matrix_text(&s->text, &s->made.record, RO_LIT("e-2"), &view, &s->arena));
  return ro_text_slice(&s->text);
}

static size_t widest(ro_slice text) {
  size_t most = 0;
  for (size_t at = 0; at < text.len;) {
    size_t end = ro_slice_find(text, RO_LIT("\n"), at);
    if (end > text.len) end = text.len;
    size_t width = ro_display_width(ro_slice_part(text, at, end));
    if (width > most) most = width;
    at = end + 1;
  }
  return most;
}

static void table_body(scene *s) {
  ro_slice page = drawn(s, 80, false);
  assert_has(page, "Meeting of Ana Brás and Li Wei\n3 March 2024 · Łódź · held\n  Ana Brás, Minister of Northland\n");
  assert_has(page, "3 reports, 2 origins\n");
  assert_has(page, "  date\n    3 March 2024: Ministry of Northland, Northern Wire\n    4 March 2024: Eastland Daily\n");
  assert_has(page,
             "  firmly supports open seas                         ●             ◐\n    position, support, “firmly supports”\n");
  assert_has(page, "    claimed by Northland only\n");
  assert_has(page, "\n● said · ◐ weaker · ✗ contradicted · – not mentioned · … too short to tell · ?\nunsure\n");
  assert_has(page, "  new          open seas\n");
  assert_has_not(page, "\033");
  assert_has_not(page, " \n");
  assert_has(drawn(s, 80, true), "\033[33m◐\033[0m");
}
SCENE(a_wide_terminal_has_a_table, table_body)

static void list_body(scene *s) {
  ro_slice page = drawn(s, 34, false);
  assert_has(page, "  firmly supports open seas\n    ● said: A\n    ◐ weaker: B\n");
  assert_has(page, "  B  Eastland Daily");
}
SCENE(a_narrow_terminal_has_a_list, list_body)

static void fit_body(scene *s) {
  s->made.record.statements.at[0].content = RO_LIT(
      "秦刚外长指出中方愿同各方一道推动合作取得新进展 and a word that isexceedinglylongforanycolumnatall, to say the least");
  for (size_t width = 20; width < 200; width += 7) {
    size_t most = widest(drawn(s, width, false));
    if (most > width) fail_msg("%zu columns, not %zu:\n%s", most, width, s->text.ptr);
  }
}
SCENE(no_line_is_wider_than_the_terminal, fit_body)

static void hostile_body(scene *s) {
  s->made.record.statements.at[0].content = RO_LIT("support\033]0;owned\a\nseas");
  assert_has(drawn(s, 80, false), "  support ]0;owned seas");
}
SCENE(a_report_cannot_write_to_the_terminal, hostile_body)

static void lists_body(scene *s) {
  ro_view view = {.width = 80};
  ro_events_text(&s->text, &s->made.record, &view, &s->arena);
  ro_slice page = ro_text_slice(&s->text);
  assert_has(page, "  1 * Meeting of Ana Brás and Li Wei\n      3 March 2024 · Łódź · 3 reports, 2 origins\n      e-2\n");
  assert_has(page, "  2   Call\n      May 2023 · mentioned in 1 report\n      e-1\n");
  ro_text_clear(&s->text);
  assert_true(ro_event_text(&s->text, &s->made.record, RO_LIT("e-2"), &view, &s->arena));
  page = ro_text_slice(&s->text);
  assert_has(page, "    “on 3 March 2024” – Ministry of Northland\n");
  assert_has(page, "  Northern Wire from Ministry of Northland: near-copy\n    a run of 12 words\n");
  assert_has(page, "    “a joint port office opens by June” – Northern Wire\n");
  assert_false(ro_event_text(&s->text, &s->made.record, RO_LIT("e-9"), &view, &s->arena));
}
SCENE(events_are_listed_and_told, lists_body)

static size_t track(scene *s, const char *asked, const ro_view *view) {
  ro_record_index index;
  ro_record_index_make(&index, &s->made.record, &s->arena);
  ro_indexes found = ro_formulations_asked(&index, ro_slice_of(asked), &s->arena);
  ro_track_text(&s->text, &s->made.record, &found, view, &s->arena);
  return found.len;
}

static void track_body(scene *s) {
  ro_view view = {.width = 80};
  ro_record_formulation *seas = &s->made.record.formulations.at[0];
  RO_PUSH(&s->arena, &seas->between, ((ro_formulation_change){RO_LIT("e-2"), RO_LIT("e-1"), RO_LIT("dropped")}));
  s->made.record.events.at[0].from = RO_LIT("2024-09-01");
  assert_int_equal(track(s, "Open  SEAS", &view), 1);
  ro_slice page = ro_text_slice(&s->text);
  assert_has(
      page,
      "open seas\n  also: the open seas\n  new  3 March 2024, Meeting of Ana Brás and Li Wei\n    Ana Brás, “firmly supports”\n"
      "      “open seas” – Ministry of Northland\n  dropped  ");
  assert_int_equal(track(s, "pen sea", &view), 0);
  assert_int_equal(track(s, " ", &view), 0);
}
SCENE(a_formulation_is_tracked, track_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(copies_are_folded_under_their_origin),
      cmocka_unit_test(what_people_reject_is_not_shown),
      cmocka_unit_test(rows_stand_by_speaker),
      cmocka_unit_test(a_short_copy_decides_on_no_silence),
      cmocka_unit_test(an_agreement_of_one_side_is_its_claim),
      cmocka_unit_test(a_report_of_two_texts_has_a_column_of_its_own),
      cmocka_unit_test(a_wide_terminal_has_a_table),
      cmocka_unit_test(a_narrow_terminal_has_a_list),
      cmocka_unit_test(no_line_is_wider_than_the_terminal),
      cmocka_unit_test(a_report_cannot_write_to_the_terminal),
      cmocka_unit_test(events_are_listed_and_told),
      cmocka_unit_test(a_formulation_is_tracked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
