/* The stage `settle`: of reports, of their findings and of decisions it gives the export of the record of them. */
#include <readout/keep.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct sample {
  readout_engine *engine;
  readout_record *record;
  char folder[64], path[96];
} sample;

typedef struct text {
  char *bytes;
  size_t len, at;
} text;

static const char *const REPORTS[] = {READOUT_SOURCE_DIR "/examples/reports"};

static bool keep(void *ctx, const char *bytes, size_t len) {
  text *t = ctx;
  t->bytes = realloc(t->bytes, t->len + len + 1);
  assert_non_null(t->bytes);
  memcpy(t->bytes + t->len, bytes, len);
  t->len += len;
  t->bytes[t->len] = '\0';
  return true;
}

static ptrdiff_t give(void *ctx, char *out, size_t room) {
  text *t = ctx;
  size_t len = t->len - t->at < room ? t->len - t->at : room;
  memcpy(out, t->bytes + t->at, len);
  t->at += len;
  return (ptrdiff_t)len;
}

static int set_up(void **state) {
  static sample s;
  readout_error err = {0};
  readout_input input = {.paths = REPORTS, .n_paths = 1};
  snprintf(s.folder, sizeof s.folder, "/tmp/readout-settle-XXXXXX");
  assert_non_null(mkdtemp(s.folder));
  snprintf(s.path, sizeof s.path, "%s/r.db", s.folder);
  if (readout_engine_open(READOUT_DATA_DIR, &s.engine, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_open(s.engine, s.path, READOUT_CREATE, &s.record, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_add(s.record, &input, NULL, &err) != READOUT_OK) fail_msg("%s", err.message);
  *state = &s;
  return 0;
}

static int tear_down(void **state) {
  sample *s = *state;
  readout_record_close(s->record);
  readout_engine_close(s->engine);
  unlink(s->path);
  rmdir(s->folder);
  return 0;
}

static text exported(const sample *s) {
  text out = {0};
  readout_error err = {0};
  if (readout_record_export(s->record, NULL, keep, &out, &err) != READOUT_OK) fail_msg("%s", err.message);
  return out;
}

static text staged(const sample *s, readout_stage_kind stage, const readout_input *input, readout_tally *tally) {
  text out = {0};
  readout_error err = {0};
  if (readout_stage(s->engine, stage, input, keep, &out, tally, &err) != READOUT_OK) fail_msg("%s", err.message);
  return out;
}

/* What a stage makes of lines. */
static text of_lines(const sample *s, readout_stage_kind stage, text *lines, readout_tally *tally) {
  static const char *const INPUT[] = {"-"};
  readout_input input = {.paths = INPUT, .n_paths = 1, .read = give, .ctx = lines};
  return staged(s, stage, &input, tally);
}

static void assert_same(const text *a, const text *b) {
  assert_int_equal(a->len, b->len);
  assert_memory_equal(a->bytes, b->bytes, a->len);
}

static void of_reports_and_of_findings(void **state) {
  const sample *s = *state;
  readout_input input = {.paths = REPORTS, .n_paths = 1};
  readout_tally tally;
  text record = exported(s), of_reports = staged(s, READOUT_SETTLE, &input, &tally);
  assert_int_equal(tally.read, 11);
  assert_same(&record, &of_reports);
  text findings = staged(s, READOUT_READ, &input, NULL), of_findings = of_lines(s, READOUT_SETTLE, &findings, NULL);
  assert_same(&record, &of_findings);
  free(record.bytes), free(of_reports.bytes), free(findings.bytes), free(of_findings.bytes);
}

static void of_decisions(void **state) {
  const sample *s = *state;
  const char *args[] = {"1", "Talks in Jakarta"};
  const readout_decision decision = {.action = "rename", .args = args, .n_args = 2, .who = "A", .when = "2024-09-01T00:00:00Z"};
  readout_error err = {0};
  readout_input input = {.paths = REPORTS, .n_paths = 1};
  readout_tally tally;
  if (readout_record_decide(s->record, &decision, NULL, &err) != READOUT_OK) fail_msg("%s", err.message);
  text record = exported(s), lines = staged(s, READOUT_READ, &input, NULL);
  const char *review = strstr(record.bytes, "{\"type\":\"review\"");
  assert_non_null(review);
  (void)keep(&lines, review, strlen(review));
  text settled = of_lines(s, READOUT_SETTLE, &lines, &tally);
  assert_int_equal(tally.read, 11);
  assert_int_equal(tally.failed, 0);
  assert_same(&record, &settled);
  assert_non_null(strstr(settled.bytes, "\"name\":\"Talks in Jakarta\""));

  text alone = {0};
  (void)keep(&alone, review, strlen(review));
  static const readout_stage_kind OTHERS[] = {READOUT_TEXT, READOUT_PARSE, READOUT_READ, READOUT_EXPLAIN, READOUT_GROUP};
  for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
    alone.at = 0;
    text none = of_lines(s, OTHERS[i], &alone, &tally);
    assert_int_equal(tally.failed, 1);
    if (OTHERS[i] != READOUT_PARSE) assert_non_null(strstr(none.bytes, "is a decision and no report"));
    free(none.bytes);
  }
  free(record.bytes), free(lines.bytes), free(settled.bytes), free(alone.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(of_reports_and_of_findings), cmocka_unit_test(of_decisions)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
