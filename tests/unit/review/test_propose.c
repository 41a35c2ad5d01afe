#include "review/propose.h"

#include "../record/scene.h"
#include "review/fields.h"

#define NORTH_SHA "1100000000000000000000000000000000000000000000000000000000000000"
#define COPY_SHA "2200000000000000000000000000000000000000000000000000000000000000"
#define EAST_SHA "3300000000000000000000000000000000000000000000000000000000000000"

static const ro_findings *no_findings(void *ctx, ro_slice report) {
  (void)ctx;
  (void)report;
  return NULL;
}

/* The sample, each report with bytes of its own, two persons with evidence, an event with the words that tell it. */
static ro_thing_finder prepare(scene *s, ro_record_index *index) {
  static const char *const HASHES[] = {NORTH_SHA, COPY_SHA, EAST_SHA};
  ro_record *record = &s->made.record;
  for (size_t i = 0; i < 3; i++) record->reports.at[i].report.sha256 = ro_slice_of(HASHES[i]);
  bool whole = record->entities.at[0].evidence.len > 0;
  ro_record_index_make(index, record, &s->arena);
  ro_thing_finder finder = {.index = index, .findings_of = no_findings, .arena = &s->arena, .err = &s->err};
  if (whole) return finder;
  RO_PUSH(&s->arena, &record->entities.at[0].evidence, sample_evidence(&s->made, 0, "Ana Brás"));
  RO_PUSH(&s->arena, &record->entities.at[2].evidence, sample_evidence(&s->made, 2, "Li Wei"));
  for (size_t i = 0; i < 3; i++) {
    ro_evidence told = sample_evidence(&s->made, i, i == 2 ? "held talks" : "met Minister Li Wei");
    told.field = RO_LIT("kind");
    RO_PUSH(&s->arena, &record->events.at[1].evidence, told);
  }
  return finder;
}

static readout_status propose(scene *s, ro_record_review *review, const char *action, size_t n, const char *const *words) {
  ro_record_index index;
  ro_thing_finder finder = prepare(s, &index);
  ro_slice *args = RO_NEW_ARRAY(&s->arena, ro_slice, n + 1);
  for (size_t i = 0; i < n; i++) args[i] = ro_slice_of(words[i]);
  ro_request request = {.action = ro_slice_of(action), .args = args, .n_args = n};
  request.who = RO_LIT("Zoë");
  request.when = RO_LIT("2024-03-06T10:00:00Z");
  return ro_review_propose(&finder, &request, review);
}

#define PROPOSE(s, review, action, ...)                                                         \
  do {                                                                                          \
    static const char *const words_[] = {__VA_ARGS__};                                          \
    if (propose((s), (review), (action), sizeof words_ / sizeof *words_, words_) != READOUT_OK) \
      fail_msg("%s: %s", (action), (s)->err.message);                                           \
  } while (0)

#define REFUSE(s, problem, action, ...)                                                                             \
  do {                                                                                                              \
    static const char *const words_[] = {__VA_ARGS__};                                                              \
    ro_record_review refused_;                                                                                      \
    assert_int_equal(propose((s), &refused_, (action), sizeof words_ / sizeof *words_, words_), READOUT_ERR_USAGE); \
    assert_has(ro_slice_of((s)->err.message), (problem));                                                           \
  } while (0)

static void expect_member(const ro_record_review *review, size_t i, const char *sha256, size_t start, const char *quote,
                          size_t part) {
  assert_true(i < review->members.len);
  const ro_review_member *member = &review->members.at[i];
  assert_true(ro_slice_equal(member->sha256, ro_slice_of(sha256)));
  assert_true(ro_slice_equal(member->quote, ro_slice_of(quote)));
  assert_int_equal(member->start, start);
  assert_int_equal(member->part, part);
}

static void merge_body(scene *s) {
  ro_record_review review;
  PROPOSE(s, &review, "merge", "Ana Brás", "n-li");
  assert_int_equal(review.action, RO_REVIEW_MERGE);
  assert_int_equal(review.kind, RO_LINE_ENTITY);
  assert_true(ro_slice_equal(review.target, RO_LIT("n-ana")));
  assert_true(ro_slice_equal(review.value, RO_LIT("Ana Brás")));
  assert_int_equal(review.members.len, 2);
  expect_member(&review, 0, NORTH_SHA, 33, "Ana Brás", 0); /* code points: "Łódź" stands before it */
  expect_member(&review, 1, EAST_SHA, 0, "Li Wei", 1);
  assert_int_equal(review.members.at[0].end, 41);
  assert_true(ro_slice_starts(review.id, RO_LIT("v-")));
}
SCENE(a_name_is_enough, merge_body)

static void split_body(scene *s) {
  ro_record_review review;
  PROPOSE(s, &review, "split", "s-2", "wire.txt");
  assert_int_equal(review.members.len, 2);
  expect_member(&review, 0, NORTH_SHA, 209, "open a joint <port> office by June", 0);
  assert_true(ro_slice_equal(review.members.at[1].sha256, RO_LIT(COPY_SHA)));
  assert_int_equal(review.members.at[1].part, 1);
  PROPOSE(s, &review, "reject", "s-2", "Northern Wire");
  assert_int_equal(review.action, RO_REVIEW_REJECT);
  assert_int_equal(review.members.at[1].part, 1);
  PROPOSE(s, &review, "reject", "s-2");
  assert_int_equal(review.members.at[1].part, 0);
}
SCENE(a_thing_is_divided_by_reports, split_body)

/* Reports of the same words go together. */
static void copies_body(scene *s) {
  ro_record_review review;
  s->made.record.derivations.at[0].kind = RO_LIT("identical");
  PROPOSE(s, &review, "split", "e-2", "r-1");
  size_t left = 0;
  for (size_t i = 0; i < review.members.len; i++) left += review.members.at[i].part;
  assert_int_equal(review.members.len, 3);
  assert_int_equal(left, 2);
}
SCENE(copies_are_divided_with_what_they_copy, copies_body)

static void value_body(scene *s) {
  ro_record_review review;
  PROPOSE(s, &review, "correct", "e-2", "status", "Cancelled");
  assert_true(ro_slice_equal(review.field, RO_LIT("status")) && ro_slice_equal(review.value, RO_LIT("cancelled")));
  PROPOSE(s, &review, "correct", "s-3", "speakers", "Ana Brás", "Li Wei");
  assert_int_equal(review.members.len, 3);
  expect_member(&review, 1, NORTH_SHA, 33, "Ana Brás", 1);
  expect_member(&review, 2, EAST_SHA, 0, "Li Wei", 2);
  assert_true(ro_slice_equal(review.value, RO_LIT("n-ana n-li")));
  PROPOSE(s, &review, "status", "s-2", "fulfilled");
  assert_int_equal(review.kind, RO_LINE_COMMITMENT);
  PROPOSE(s, &review, "reject", "d-1");
  assert_int_equal(review.kind, RO_LINE_DISCREPANCY);
  assert_true(ro_slice_equal(review.field, RO_LIT("date")));
}
SCENE(values_are_checked_and_bound, value_body)

static void undo_body(scene *s) {
  ro_record_review review;
  PROPOSE(s, &review, "undo", "v-2");
  assert_true(ro_slice_equal(review.undoes, RO_LIT("v-2")));
  assert_int_equal(review.action, RO_REVIEW_MERGE);
  assert_int_equal(review.members.len, 0);
  REFUSE(s, "\"v-1\" is undone already", "undo", "v-1");
}
SCENE(a_decision_is_undone_once, undo_body)

static void refusals_body(scene *s) {
  REFUSE(s, "\"forget\" is no decision", "forget", "s-1");
  REFUSE(s, "no entity, event, statement", "merge", "Nobody", "n-li");
  REFUSE(s, "\"s-\" may be any", "accept", "s-");
  REFUSE(s, "\"s-\" may be any", "merge", "s-", "s-2");
  REFUSE(s, "is named twice", "merge", "n-ana", "Ana Brás");
  REFUSE(s, "is of kind entity, \"e-2\" of kind event", "merge", "n-ana", "e-2");
  REFUSE(s, "is of kind person, \"n-north\" of kind country", "merge", "n-ana", "n-north");
  REFUSE(s, "\"n-north\" stands in no report", "rename", "n-north", "North");
  REFUSE(s, "nothing of \"s-3\" would be left", "split", "s-3", "east.txt");
  REFUSE(s, "has nothing of \"s-2\"", "split", "s-2", "east.txt");
  REFUSE(s, "no report \"west.txt\"", "split", "s-2", "west.txt");
  REFUSE(s, "cannot be split", "split", "d-1", "r-1");
  REFUSE(s, "it may be date, kind, status", "correct", "e-2", "colour", "red");
  REFUSE(s, "\"soon\" is no date", "correct", "e-2", "date", "soon");
  REFUSE(s, "is no act: one of commitment", "correct", "s-1", "act", "promise");
  REFUSE(s, "several values", "correct", "s-1", "act", "call", "inform");
  REFUSE(s, "is no commitment", "status", "s-1", "open");
  REFUSE(s, "\"done\" is no status", "status", "s-2", "done");
  REFUSE(s, "cannot be called nothing", "rename", "n-ana", " ");
  REFUSE(s, "wants other arguments: rename THING NAME", "rename", "n-ana");
  REFUSE(s, "is not accepted or rejected", "accept", "n-ana");
}
SCENE(what_cannot_be_is_refused, refusals_body)

static void dates_fit(void **state) {
  static const char *const dates[] = {"2023", "2023-04", "2023-04-13", "2023-04-13/2023-04-14"};
  static const char *const others[] = {
      "23", "2023-13", "2023-04-32", "2023-4-1", "2023-04-14/2023-04-13", "2023-04/2023-05", "XXXX-04-13"};
  (void)state;
  const ro_review_field *field = ro_review_field_of(RO_LINE_EVENT, RO_LIT("date"));
  assert_non_null(field);
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) assert_true(ro_review_value_fits(field, ro_slice_of(dates[i])));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(ro_review_value_fits(field, ro_slice_of(others[i])));
  assert_null(ro_review_field_of(RO_LINE_ORIGIN, RO_LIT("date")));
  assert_false(ro_review_value_fits(ro_review_field_of(RO_LINE_EVENT, RO_LIT("status")), RO_LIT("held planned")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_name_is_enough),
      cmocka_unit_test(a_thing_is_divided_by_reports),
      cmocka_unit_test(copies_are_divided_with_what_they_copy),
      cmocka_unit_test(values_are_checked_and_bound),
      cmocka_unit_test(a_decision_is_undone_once),
      cmocka_unit_test(what_cannot_be_is_refused),
      cmocka_unit_test(dates_fit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
