/* SELECTs over a record, by the handle that is open. */
#include <readout/sql.h>
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

typedef struct answer {
  char bytes[1 << 16];
  size_t len, calls;
} answer;

static bool keep(void *ctx, const char *bytes, size_t len) {
  answer *a = ctx;
  assert_true(a->len + len < sizeof a->bytes);
  memcpy(a->bytes + a->len, bytes, len);
  a->len += len;
  a->bytes[a->len] = '\0';
  a->calls++;
  return true;
}

static bool refuse(void *ctx, const char *bytes, size_t len) {
  (void)ctx, (void)bytes, (void)len;
  return false;
}

/* Two reports, from memory. */
static ptrdiff_t read_reports(void *ctx, char *out, size_t room) {
  static const char REPORTS[] =
      "{\"id\":\"a\",\"text\":\"Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on 3 June 2023.\"}\n"
      "{\"id\":\"b\",\"text\":\"Ruiz said that Panama will open a port.\"}\n";
  size_t *at = ctx, left = sizeof REPORTS - 1 - *at, len = left < room ? left : room;
  len = len < 7 ? len : 7; /* in pieces */
  memcpy(out, REPORTS + *at, len);
  *at += len;
  return (ptrdiff_t)len;
}

static int set_up(void **state) {
  static sample s;
  readout_error err = {0};
  size_t at = 0;
  const char *paths[] = {"-"};
  readout_input input = {.paths = paths, .n_paths = 1, .read = read_reports, .ctx = &at};
  readout_tally tally;
  snprintf(s.folder, sizeof s.folder, "/tmp/readout-sql-XXXXXX");
  assert_non_null(mkdtemp(s.folder));
  snprintf(s.path, sizeof s.path, "%s/r.db", s.folder);
  if (readout_engine_open(READOUT_DATA_DIR, &s.engine, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_open(s.engine, s.path, READOUT_CREATE, &s.record, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_add(s.record, &input, &tally, &err) != READOUT_OK) fail_msg("%s", err.message);
  assert_int_equal(tally.read, 2);
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

static const char *ask(const sample *s, const char *query, const readout_sql_value *values, size_t n) {
  static answer a;
  readout_error err = {0};
  a = (answer){0};
  if (readout_record_sql(s->record, query, values, n, keep, &a, &err) != READOUT_OK) fail_msg("%s", err.message);
  return a.bytes;
}

static void gives_names_and_rows(void **state) {
  const sample *s = *state;
  assert_string_equal(ask(s, "SELECT source, key FROM report ORDER BY source, key", NULL, 0),
                      "[\"source\",\"key\"]\n[\"-\",\"-#a\"]\n[\"-\",\"-#b\"]\n");
  assert_string_equal(ask(s, "SELECT 1 AS one WHERE 0;  ", NULL, 0), "[\"one\"]\n");
  assert_string_equal(ask(s, "SELECT kind, persons FROM event_list", NULL, 0),
                      "[\"kind\",\"persons\"]\n[\"meeting\",\"Mark Kent, Ana Ruiz\"]\n");
  assert_string_equal(ask(s, "SELECT json_extract(ro_unpack(body, NULL), '$.type') AS type FROM event", NULL, 0),
                      "[\"type\"]\n[\"event\"]\n");
  assert_string_equal(ask(s, "SELECT count(*) AS n FROM report_words WHERE report_words MATCH 'port'", NULL, 0),
                      "[\"n\"]\n[1]\n");
}

/* The first that the handle sees of them. */
static void knows_tables_of_functions(void **state) {
  const sample *s = *state;
  assert_string_equal(ask(s, "SELECT value FROM json_each('[1,2]')", NULL, 0), "[\"value\"]\n[1]\n[2]\n");
}

static void gives_all_types(void **state) {
  const sample *s = *state;
  const readout_sql_value values[] = {{.type = READOUT_SQL_NULL},
                                      {.type = READOUT_SQL_INTEGER, .integer = INT64_MIN},
                                      {.type = READOUT_SQL_REAL, .real = 0.1},
                                      {.type = READOUT_SQL_TEXT, .text = "é\"\n", .len = 4},
                                      {.type = READOUT_SQL_BYTES, .text = "\0\xff", .len = 2}};
  assert_string_equal(ask(s, "SELECT ?1 a, ?2 b, ?3 c, ?4 d, ?5 e, 9e999 f, typeof(?5) g", values, 5),
                      "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]\n"
                      "[null,-9223372036854775808,0.10000000000000001,\"é\\\"\\n\",{\"base64\":\"AP8=\"},null,\"blob\"]\n");
}

static bool count(void *ctx, const char *bytes, size_t len) {
  size_t *counts = ctx; /* calls, lines */
  counts[0]++;
  for (size_t i = 0; i < len; i++) counts[1] += bytes[i] == '\n';
  return true;
}

static void hands_on_in_pieces(void **state) {
  const sample *s = *state;
  size_t counts[2] = {0};
  readout_error err = {0};
  const char *query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT 'x' FROM n";
  assert_int_equal(readout_record_sql(s->record, query, NULL, 0, count, counts, &err), READOUT_OK);
  assert_int_equal(counts[1], 50001);
  assert_true(counts[0] > 2 && counts[0] < 50);
}

static void refuses(const sample *s, const char *query, size_t n_values, const char *says) {
  const readout_sql_value values[2] = {{0}};
  readout_error err = {0};
  assert_int_equal(readout_record_sql(s->record, query, values, n_values, refuse, NULL, &err), READOUT_ERR_USAGE);
  if (!strstr(err.message, says)) fail_msg("\"%s\" does not say \"%s\"", err.message, says);
}

static void changes_nothing(void **state) {
  const sample *s = *state;
  static const char *const CHANGES[] = {"DELETE FROM report",
                                        "UPDATE report SET title = ''",
                                        "INSERT INTO meta VALUES ('a', 'b')",
                                        "DROP TABLE report",
                                        "CREATE TABLE t (a)",
                                        "PRAGMA journal_mode = DELETE",
                                        "BEGIN",
                                        "COMMIT",
                                        "SAVEPOINT a",
                                        "ATTACH '/tmp/x.db' AS x",
                                        "VACUUM",
                                        "REINDEX",
                                        "ANALYZE",
                                        "EXPLAIN DELETE FROM report",
                                        "WITH a AS (SELECT 1) DELETE FROM report"};
  for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++) refuses(s, CHANGES[i], 0, "only SELECT");
  assert_string_equal(ask(s, "SELECT count(*) AS n FROM report", NULL, 0), "[\"n\"]\n[2]\n");
}

static void says_what_is_wrong(void **state) {
  const sample *s = *state;
  readout_error err = {0};
  refuses(s, "SELECT nobody FROM report", 0, "no such column: nobody");
  refuses(s, "SELECT", 0, "not understood");
  refuses(s, "UPDATE sqlite_master SET type = 'x'", 0, "may not be modified");
  refuses(s, "  -- a word", 0, "empty");
  refuses(s, "SELECT 1; SELECT 2", 0, "more than one statement");
  refuses(s, "SELECT ?1", 0, "1 values, and 0 were given");
  refuses(s, "SELECT 1", 2, "0 values, and 2 were given");
  refuses(s, "SELECT json_extract('{', '$.a')", 0, "the query failed: malformed JSON");
  assert_int_equal(readout_record_sql(s->record, "SELECT 1", NULL, 0, refuse, NULL, &err), READOUT_ERR_STOPPED);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(knows_tables_of_functions), cmocka_unit_test(gives_names_and_rows),
                                     cmocka_unit_test(gives_all_types),           cmocka_unit_test(hands_on_in_pieces),
                                     cmocka_unit_test(changes_nothing),           cmocka_unit_test(says_what_is_wrong)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
