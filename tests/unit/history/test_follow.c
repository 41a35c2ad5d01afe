#include "history/follow.h"

#include "scene.h"

static void add_report(scene *s, const char *id, size_t len) {
  ro_record_report report = {.id = ro_slice_of(id), .version = 1};
  RO_PUSH(&s->arena, &report.report.main, ((ro_span){0, len}));
  RO_PUSH(&s->arena, &s->record.reports, report);
}

static void add_event(scene *s, const char *id, const char *day, const char *report) {
  ro_record_event event = {.id = ro_slice_of(id), .kind = RO_MEETING, .status = RO_HELD, .from = ro_slice_of(day)};
  RO_PUSH(&s->arena, &event.parties, ((ro_record_party){.of = RO_LIT("country-a")}));
  RO_PUSH(&s->arena, &event.parties, ((ro_record_party){.of = RO_LIT("country-b")}));
  RO_PUSH(&s->arena, &event.reports, ro_slice_of(report));
  RO_PUSH(&s->arena, &s->record.events, event);
}

static void add_statement(scene *s, const char *id, const char *event, const char *report, const char *strength,
                          const char *quote) {
  ro_record_statement statement = {.id = ro_slice_of(id),
                                   .event = ro_slice_of(event),
                                   .act = RO_COMMITMENT,
                                   .strength = strength ? ro_slice_of(strength) : RO_ABSENT};
  statement.content = ro_slice_of(quote);
  RO_PUSH(&s->arena, &statement.speakers, RO_LIT("person-a"));
  ro_evidence evidence = {.report = ro_slice_of(report), .quote = ro_slice_of(quote)};
  RO_PUSH(&s->arena, &evidence.spans,
          ((ro_span){s->record.statements.len * 100, s->record.statements.len * 100 + statement.content.len}));
  RO_PUSH(&s->arena, &statement.evidence, evidence);
  RO_PUSH(&s->arena, &s->record.statements, statement);
}

static const ro_record_formulation *find(const scene *s, const char *phrase) {
  for (size_t f = 0; f < s->record.formulations.len; f++)
    if (ro_slice_equal(s->record.formulations.at[f].phrase, ro_slice_of(phrase))) return &s->record.formulations.at[f];
  return NULL;
}

static void expect_change(const scene *s, const char *phrase, const char *change) {
  const ro_record_formulation *f = find(s, phrase);
  assert_non_null(f);
  assert_int_equal(f->between.len, 1);
  assert_true(ro_slice_equal(f->between.at[0].change, ro_slice_of(change)));
}

/* Two meetings of one pair of countries, three months apart, each with one report. */
static void two_meetings(scene *s, size_t later_length) {
  add_report(s, "r1", 1000);
  add_report(s, "r2", later_length);
  add_event(s, "e1", "2024-02-01", "r1");
  add_event(s, "e2", "2024-05-01", "r2");
  add_statement(s, "s1", "e1", "r1", "willing", "Freedonia is ready to uphold the rule of law");
  add_statement(s, "s2", "e1", "r1", "will", "Freedonia will defend territorial integrity");
  add_statement(s, "s3", "e2", "r2", "will", "Freedonia will uphold the rule of law");
  add_statement(s, "s4", "e2", "r2", "will", "Freedonia will protect freedom of navigation");
}

static const ro_record_commitment *commitment_of(const scene *s, const char *statement) {
  for (size_t i = 0; i < s->record.commitments.len; i++)
    if (ro_slice_equal(s->record.commitments.at[i].statement, ro_slice_of(statement))) return &s->record.commitments.at[i];
  return NULL;
}

static void body_decided(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 900);
  s->record.statements.at[0].status = RO_LIT("fulfilled");
  RO_PUSH(&s->arena, &s->record.statements.at[0].commitment_reviews, RO_LIT("v-1"));
  s->record.statements.at[1].verdict = RO_LIT("rejected");
  ro_follow(&s->record, s->lexicon, &s->arena);
  assert_true(ro_slice_equal(commitment_of(s, "s1")->status, RO_LIT("fulfilled")));
  assert_int_equal(commitment_of(s, "s1")->reviews.len, 1);
  assert_null(commitment_of(s, "s2"));
  assert_null(find(s, "territorial integrity"));
  assert_non_null(find(s, "rule of law"));
}

static void body_rejected_event(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 900);
  s->record.events.at[1].verdict = RO_LIT("rejected");
  ro_follow(&s->record, s->lexicon, &s->arena);
  assert_int_equal(find(s, "rule of law")->uses.len, 1);
  assert_null(find(s, "freedom of navigation"));
}

static void body_comparable(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 900);
  ro_follow(&s->record, s->lexicon, &s->arena);
}

static void body_short(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 100);
  ro_follow(&s->record, s->lexicon, &s->arena);
}

static void changes_are_told_apart(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_comparable, s, NULL), READOUT_OK);
  expect_change(s, "rule of law", "strengthened");
  expect_change(s, "territorial integrity", "dropped");
  expect_change(s, "freedom of navigation", "new");
  assert_int_equal(find(s, "rule of law")->uses.len, 2);
}

static void silence_of_a_short_report_is_none(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_short, s, NULL), READOUT_OK);
  expect_change(s, "territorial integrity", "too-short");
}

static void expect_changes(const scene *s, const char *phrase, const char *const *changes, const char *const *from, size_t n) {
  const ro_record_formulation *f = find(s, phrase);
  assert_non_null(f);
  assert_int_equal(f->between.len, n);
  for (size_t i = 0; i < n; i++) {
    assert_true(ro_slice_equal(f->between.at[i].change, ro_slice_of(changes[i])));
    assert_true(ro_slice_equal(f->between.at[i].from, ro_slice_of(from[i])));
  }
}

/* Of the second meeting there is hardly a text: what was said at the first is compared with the third. */
static void body_gap(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 100);
  add_report(s, "r3", 900);
  add_event(s, "e3", "2024-09-01", "r3");
  add_statement(s, "s5", "e3", "r3", "will", "Freedonia will uphold the rule of law");
  add_statement(s, "s6", "e3", "r3", "will", "Freedonia will guard its red line");
  s->record.statements.at[2].content = s->record.statements.at[2].evidence.at[0].quote = RO_LIT("Freedonia will open a port");
  ro_follow(&s->record, s->lexicon, &s->arena);
}

static void what_is_too_short_is_passed_over(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_gap, s, NULL), READOUT_OK);
  const char *kept[] = {"too-short", "strengthened"}, *gone[] = {"too-short", "dropped"}, *of_first[] = {"e1", "e1"};
  expect_changes(s, "rule of law", kept, of_first, 2);
  expect_changes(s, "territorial integrity", gone, of_first, 2);
  const char *came[] = {"new"}, *of_second[] = {"e2"};
  expect_changes(s, "red line", came, of_second, 1);
}

/* The second meeting's report has the words, though in no statement: it is not silent, nor are they new where they are said next.
 */
static void body_worded(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 900);
  add_report(s, "r3", 900);
  add_event(s, "e3", "2024-09-01", "r3");
  add_statement(s, "s5", "e3", "r3", "will", "Freedonia will guard its red line");
  s->record.reports.at[1].report.text = RO_LIT("Freedonia spoke of territorial integrity, and of the red line of the other.");
  s->record.reports.at[1].report.main.at[0].end = s->record.reports.at[1].report.text.len;
  s->record.reports.at[0].report.main.at[0].end = s->record.reports.at[2].report.main.at[0].end = 80;
  ro_follow(&s->record, s->lexicon, &s->arena);
}

static void words_that_were_not_read_are_no_silence(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_worded, s, NULL), READOUT_OK);
  const char *dropped[] = {"dropped"}, *of_first[] = {"e1"};
  expect_changes(s, "territorial integrity", dropped, of_first, 1);
  assert_true(ro_slice_equal(find(s, "territorial integrity")->between.at[0].to, RO_LIT("e3")));
  const char *silent[] = {"new", "dropped"}, *in_turn[] = {"e1", "e2"};
  expect_changes(s, "freedom of navigation", silent, in_turn, 2);
  assert_int_equal(find(s, "red line")->between.len, 0);
}

static void a_commitment_is_followed(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_comparable, s, NULL), READOUT_OK);
  assert_int_equal(s->record.commitments.len, 4);
  const ro_record_commitment *first = &s->record.commitments.at[0];
  assert_true(ro_slice_equal(first->statement, RO_LIT("s1")));
  assert_int_equal(first->followed.len, 1);
  assert_true(ro_slice_equal(first->followed.at[0].event, RO_LIT("e2")));
  assert_true(ro_slice_equal(first->followed.at[0].how, RO_LIT("strengthened")));
  assert_int_equal(s->record.commitments.at[1].followed.len, 0);
}

static void what_people_say_of_commitments_counts(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_decided, s, NULL), READOUT_OK);
}

static void a_rejected_event_is_of_no_series(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_rejected_event, s, NULL), READOUT_OK);
}

static const ro_ground *ground_of(const ro_grounds *grounds, ro_slice id, ro_ground_of of) {
  for (size_t i = 0; i < grounds->all.len; i++)
    if (ro_slice_equal(grounds->all.at[i].id, id) && grounds->all.at[i].of == of) return &grounds->all.at[i];
  return NULL;
}

static void expect_ground(const ro_grounds *grounds, ro_slice id, ro_ground_of of, const char *gives, const char *rule) {
  const ro_ground *ground = ground_of(grounds, id, of);
  assert_non_null(ground);
  assert_true(ro_slice_equal(ground->gives, ro_slice_of(gives)));
  assert_string_equal(ground->rule, rule);
}

static void body_traced(void *ctx) {
  scene *s = ctx;
  ro_grounds grounds = {.arena = &s->arena};
  two_meetings(s, 900);
  ro_follow_traced(&s->record, s->lexicon, &s->arena, &grounds);
  ro_slice law = find(s, "rule of law")->id, territory = find(s, "territorial integrity")->id;
  expect_ground(&grounds, law, RO_GROUND_PHRASE, "rule of law", "a shape of the list");
  assert_string_equal(ground_of(&grounds, law, RO_GROUND_PHRASE)->list, "formulations.txt");
  assert_int_equal(ground_of(&grounds, law, RO_GROUND_USE)->evidence.len, 1);
  expect_ground(&grounds, law, RO_GROUND_CHANGE, "strengthened", "the operators before it have other ranks within one act");
  assert_true(ground_of(&grounds, law, RO_GROUND_CHANGE)->measures.at[0].value == 3);
  assert_true(ground_of(&grounds, law, RO_GROUND_CHANGE)->measures.at[1].value == 4);
  expect_ground(&grounds, territory, RO_GROUND_CHANGE, "dropped",
                "nobody uses it, in reports about as long, its side's account among them where sides are known");
  assert_true(ground_of(&grounds, territory, RO_GROUND_CHANGE)->measures.at[0].value == 1000);
  expect_ground(&grounds, RO_LIT("s1"), RO_GROUND_FOLLOWED, "strengthened",
                "a commitment of the same speakers there has most of its words; of two strengths the rank tells");
  assert_true(ro_slices_have(&ground_of(&grounds, RO_LIT("s1"), RO_GROUND_FOLLOWED)->about, RO_LIT("s3")));
  expect_ground(&grounds, RO_LIT("s3"), RO_GROUND_STATUS, "open", "no later event of the same countries is in the record");
  expect_ground(&grounds, RO_LIT("s2"), RO_GROUND_STATUS, "unknown",
                "no later event speaks of it: no evidence is not \"not done\"");
}

static void what_is_followed_has_its_reasons(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_traced, s, NULL), READOUT_OK);
}

static void body_welcomed(void *ctx) {
  scene *s = ctx;
  two_meetings(s, 900);
  add_statement(s, "s5", "e1", "r1", "agreed", "convene the V Border Commission in the second half of the year");
  add_statement(s, "s6", "e1", "r1", "agreed", "sign the agreement on mutual assistance in customs matters");
  add_statement(s, "s7", "e1", "r1", "agreed", "hold the VI Border Commission in Lima");
  add_statement(
      s, "s8", "e2", "r2", NULL,
      "welcomed the holding of the V Border Commission and the signing of the agreement on mutual assistance in customs");
  s->record.statements.at[s->record.statements.len - 1].act = RO_EXPRESSION;
  ro_follow(&s->record, s->lexicon, &s->arena);
  assert_true(ro_slice_equal(commitment_of(s, "s5")->status, RO_LIT("fulfilled")));
  assert_true(ro_slice_equal(commitment_of(s, "s6")->status, RO_LIT("fulfilled")));
  assert_true(ro_slice_equal(commitment_of(s, "s7")->status, RO_LIT("unknown")));
}

/* What was to be held or signed, and is welcomed as held or signed; another session of the same body was not held. */
static void what_is_welcomed_as_done_is_fulfilled(void **state) {
  scene *s = *state;
  assert_int_equal(ro_guard_run(&s->guard, body_welcomed, s, NULL), READOUT_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(changes_are_told_apart),
      TEST(silence_of_a_short_report_is_none),
      TEST(what_is_too_short_is_passed_over),
      TEST(a_commitment_is_followed),
      TEST(what_is_welcomed_as_done_is_fulfilled),
      TEST(what_people_say_of_commitments_counts),
      TEST(a_rejected_event_is_of_no_series),
      TEST(what_is_followed_has_its_reasons),
      TEST(words_that_were_not_read_are_no_silence),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
