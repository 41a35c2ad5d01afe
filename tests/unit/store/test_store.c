#include "store/store.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "../record/sample.h"
#include "base/text.h"
#include "store/fetched.h"
#include "store/internal.h"
#include "store/schema.h"

typedef struct scene {
  char dir[32], path[48];
  ro_guard guard;
  ro_arena arena;
  readout_error err;
  sample made;
  ro_store *store;
  ro_text out;
  void (*body)(struct scene *s);
} scene;

static void run_body(void *ctx) {
  scene *s = ctx;
  sample_make(&s->made, &s->arena);
  s->body(s);
}

/* Runs a test with a folder of its own. */
static void play(void (*body)(scene *s)) {
  scene s = {.body = body, .dir = "/tmp/test_store_XXXXXX"};
  assert_non_null(mkdtemp(s.dir));
  (void)snprintf(s.path, sizeof s.path, "%s/a record.db", s.dir);
  ro_arena_init(&s.arena, &s.guard, 0);
  ro_text_init(&s.out, 0);
  assert_int_equal(ro_guard_run(&s.guard, run_body, &s, NULL), READOUT_OK);
  ro_store_close(s.store);
  ro_text_release(&s.out);
  ro_arena_release(&s.arena);
  static const char *const SUFFIXES[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < 3; i++) {
    char file[64];
    (void)snprintf(file, sizeof file, "%s%s", s.path, SUFFIXES[i]);
    (void)remove(file);
  }
  assert_int_equal(rmdir(s.dir), 0);
}

static void expect_ok(scene *s, readout_status status) {
  if (status != READOUT_OK) fail_msg("%s", s->err.message);
}

static void expect_failure(scene *s, readout_status status, readout_status expected, const char *problem) {
  if (status != expected) fail_msg("status %d, not %d: %s", (int)status, (int)expected, s->err.message);
  if (!strstr(s->err.message, problem)) fail_msg("no \"%s\" in \"%s\"", problem, s->err.message);
}

static void open_store(scene *s, ro_store_mode mode) {
  ro_store_close(s->store);
  expect_ok(s, ro_store_open(s->path, mode, &s->store, &s->err));
}

/* Reports that differ in nothing but their keys share their bytes. */
static readout_status put(scene *s, size_t report) {
  const ro_record_report *r = &s->made.record.reports.at[report];
  ro_slice findings = ro_arena_format(&s->arena, "{\"id\":\"%.*s\"}\n", (int)r->key.len, r->key.ptr);
  return ro_store_put_report(s->store, r, RO_LIT("{\"type\":\"report\"}\n"), findings, RO_LIT("b\0ytes"), &s->err);
}

static void put_all(scene *s) {
  for (size_t i = 0; i < s->made.record.reports.len; i++) expect_ok(s, put(s, i));
}

/* Lines that tell what they are of: {"line":"statement 1"}. */
static bool line_of(void *ctx, ro_line_type type, size_t i, ro_slice *line) {
  scene *s = ctx;
  *line = ro_arena_format(&s->arena, "{\"line\":\"%s %zu\"}\n", ro_line_type_name(type), i);
  return true;
}

static bool gather(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  scene *s = ctx;
  ro_text_addf(&s->out, "%s %.*s %.*s\n", ro_line_type_name(type), (int)id.len, id.ptr, (int)line.len, line.ptr);
  return true;
}

static const char *lines_of(scene *s, ro_line_type type) {
  ro_text_clear(&s->out);
  ro_text_add(&s->out, RO_LIT("\n"));
  expect_ok(s, ro_store_each_line(s->store, type, gather, s, &s->err));
  return s->out.ptr;
}

static void query_one(scene *s, const char *sql, char *out, size_t size) {
  sqlite3 *db;
  sqlite3_stmt *stmt;
  assert_int_equal(sqlite3_open_v2(s->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
  const unsigned char *value = sqlite3_column_text(stmt, 0);
  (void)snprintf(out, size, "%s", value ? (const char *)value : "(null)");
  sqlite3_finalize(stmt);
  sqlite3_close(db);
}

#define assert_query(s, sql, expected)      \
  do {                                      \
    char got[256];                          \
    query_one((s), (sql), got, sizeof got); \
    assert_string_equal(got, (expected));   \
  } while (0)

/* -- opening ---------------------------------------------------------------------------------------------------------- */

static void opening_body(scene *s) {
  expect_failure(s, ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err), READOUT_ERR_IO, "no record \"");
  assert_null(s->store);
  expect_failure(s, ro_store_open(s->dir, RO_STORE_WRITE, &s->store, &s->err), READOUT_ERR_RECORD, "it is a folder");
  expect_failure(s, ro_store_open("/no/such/folder/r.db", RO_STORE_WRITE, &s->store, &s->err), READOUT_ERR_IO,
                 "cannot be opened");
  open_store(s, RO_STORE_WRITE);
  open_store(s, RO_STORE_READ);
  expect_failure(s, put(s, 0), READOUT_ERR_IO, "cannot be written");
}

static void a_record_is_opened_or_made(void **state) {
  (void)state;
  play(opening_body);
}

static void write_file(const char *path, const char *bytes, size_t len) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, len, file), len);
  assert_int_equal(fclose(file), 0);
}

static void execute(const char *path, const char *sql) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void strangers_body(scene *s) {
  static const char TEXT[] = "Ministers met on Monday. This is a text and no record, however long it goes on about them.";
  write_file(s->path, TEXT, sizeof TEXT);
  expect_failure(s, ro_store_open(s->path, RO_STORE_WRITE, &s->store, &s->err), READOUT_ERR_RECORD, "another kind of file");
  assert_int_equal(remove(s->path), 0);
  execute(s->path, "CREATE TABLE notes (text)");
  expect_failure(s, ro_store_open(s->path, RO_STORE_WRITE, &s->store, &s->err), READOUT_ERR_RECORD,
                 "database of another program");
  expect_failure(s, ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err), READOUT_ERR_RECORD, "database of another program");
  assert_query(s, "SELECT count(*) FROM sqlite_schema", "1");
  assert_int_equal(remove(s->path), 0);
  write_file(s->path, "", 0);
  expect_failure(s, ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err), READOUT_ERR_RECORD, "is empty");
  open_store(s, RO_STORE_WRITE);
  ro_store_close(s->store);
  s->store = NULL;
  execute(s->path, "PRAGMA user_version = 99");
  expect_failure(s, ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err), READOUT_ERR_RECORD, "is of version 99");
  expect_failure(s, ro_store_open(s->path, RO_STORE_WRITE, &s->store, &s->err), READOUT_ERR_RECORD, "use a newer one");
}

static void what_is_no_record_is_left_alone(void **state) {
  (void)state;
  play(strangers_body);
}

static void busy_body(scene *s) {
  sqlite3 *other;
  open_store(s, RO_STORE_WRITE);
  assert_int_equal(sqlite3_open(s->path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  expect_failure(s, ro_store_begin(s->store, &s->err), READOUT_ERR_RECORD, "in use by another program");
  size_t count;
  expect_ok(s, ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err));
  sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close(other);
  expect_ok(s, ro_store_begin(s->store, &s->err));
}

static void a_writer_waits_and_a_reader_does_not(void **state) {
  (void)state;
  play(busy_body);
}

static void read_only_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  ro_store_close(s->store);
  s->store = NULL;
  assert_int_equal(chmod(s->path, 0444), 0);
  assert_int_equal(chmod(s->dir, 0555), 0);
  if (geteuid() == 0) {
    /* Nothing is forbidden to root: another user looks. */
    assert_int_equal(seteuid(65534), 0);
  }
  readout_status opened = ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err);
  size_t count = 0;
  readout_status counted = opened == READOUT_OK ? ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err) : opened;
  readout_error refusal = {0};
  ro_store *writer = NULL;
  readout_status written = ro_store_open(s->path, RO_STORE_WRITE, &writer, &refusal);
  ro_store_close(writer);
  if (getuid() == 0) (void)seteuid(0);
  assert_int_equal(chmod(s->dir, 0755), 0);
  expect_ok(s, counted);
  assert_int_equal(count, 3);
  assert_int_equal(written, READOUT_ERR_IO);
}

static void a_record_is_read_where_nothing_can_be_written(void **state) {
  (void)state;
  play(read_only_body);
}

static void full_body(scene *s) {
  size_t count;
  open_store(s, RO_STORE_WRITE);
  expect_ok(s, put(s, 0));
  expect_ok(s, ro_store_exec(s->store, "PRAGMA max_page_count = 1", &s->err)); /* as many as there are */
  ro_record_report big = s->made.record.reports.at[1];
  char *bytes = ro_arena_alloc(&s->arena, 1 << 20, 1);
  uint32_t noise = 1;
  for (size_t i = 0; i < 1 << 20; i++) bytes[i] = (char)((noise = noise * 1664525 + 1013904223) >> 24);
  big.report.sha256 = RO_LIT("ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100");
  readout_status status = ro_store_put_report(s->store, &big, RO_LIT("{}"), RO_LIT("{}"), (ro_slice){bytes, 1 << 20}, &s->err);
  expect_failure(s, status, READOUT_ERR_IO, "no room is left on the disk");
  expect_ok(s, ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err));
  assert_int_equal(count, 1);
}

static void a_full_disk_is_named(void **state) {
  (void)state;
  play(full_body);
}

/* -- reports ---------------------------------------------------------------------------------------------------------- */

static void reports_body(scene *s) {
  bool has;
  size_t count;
  const ro_record_report *first = &s->made.record.reports.at[0];
  open_store(s, RO_STORE_WRITE);
  expect_ok(s, ro_store_has_report(s->store, first->key, first->report.sha256, &has, &s->err));
  assert_false(has);
  put_all(s);
  expect_ok(s, ro_store_has_report(s->store, first->key, first->report.sha256, &has, &s->err));
  assert_true(has);
  expect_ok(s, ro_store_has_report(s->store, RO_LIT("other"), first->report.sha256, &has, &s->err));
  assert_false(has);
  expect_failure(s, put(s, 0), READOUT_ERR_RECORD, "breaks the record's rules");
  expect_ok(s, ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err));
  assert_int_equal(count, 3);
  expect_ok(s, ro_store_count(s->store, RO_LINE_ORIGINAL, &count, &s->err));
  assert_int_equal(count, 1);
  assert_string_equal(
      lines_of(s, RO_LINE_FINDINGS),
      "\nfindings r-1 {\"id\":\"north.txt\"}\nfindings r-2 {\"id\":\"wire.txt\"}\nfindings r-3 {\"id\":\"east.txt\"}\n");
  assert_query(s, "SELECT hex(bytes) FROM original", "00620079746573");
}

static bool take_bytes(void *ctx, ro_line_type type, ro_slice id, ro_slice bytes) {
  scene *s = ctx;
  assert_int_equal(type, RO_LINE_ORIGINAL);
  assert_int_equal(id.len, 64);
  ro_text_add(&s->out, bytes);
  return true;
}

static void bytes_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_each_original(s->store, take_bytes, s, &s->err));
  assert_int_equal(s->out.len, 6);
  assert_memory_equal(s->out.ptr, "b\0ytes", 6);
  assert_query(s, "SELECT outlet FROM report WHERE id = 'r-2'", "Northern Wire");
}

static void the_bytes_given_are_kept(void **state) {
  (void)state;
  play(bytes_body);
}

static void transactions_body(scene *s) {
  size_t count;
  open_store(s, RO_STORE_WRITE);
  expect_ok(s, ro_store_begin(s->store, &s->err));
  expect_failure(s, ro_store_begin(s->store, &s->err), READOUT_ERR_USAGE, "under way already");
  put_all(s);
  ro_store_rollback(s->store);
  expect_ok(s, ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err));
  assert_int_equal(count, 0);
  expect_failure(s, ro_store_commit(s->store, &s->err), READOUT_ERR_USAGE, "no transaction");
  expect_ok(s, ro_store_begin(s->store, &s->err));
  put_all(s);
  expect_ok(s, ro_store_commit(s->store, &s->err));
  /* What was not committed when the record is closed is gone. */
  expect_ok(s, ro_store_begin(s->store, &s->err));
  expect_ok(s, ro_store_put_meta(s->store, RO_LIT("model"), RO_LIT("1"), &s->err));
  open_store(s, RO_STORE_WRITE);
  ro_slice value;
  expect_ok(s, ro_store_get_meta(s->store, RO_LIT("model"), &s->arena, &value, &s->err));
  assert_null(value.ptr);
  expect_ok(s, ro_store_put_meta(s->store, RO_LIT("model"), RO_LIT("1"), &s->err));
  expect_ok(s, ro_store_put_meta(s->store, RO_LIT("model"), RO_LIT("2"), &s->err));
  expect_ok(s, ro_store_get_meta(s->store, RO_LIT("model"), &s->arena, &value, &s->err));
  assert_true(ro_slice_equal(value, RO_LIT("2")));
  expect_ok(s, ro_store_count(s->store, RO_LINE_REPORT, &count, &s->err));
  assert_int_equal(count, 3);
}

static void a_transaction_is_kept_whole_or_not_at_all(void **state) {
  (void)state;
  play(transactions_body);
}

/* -- conclusions ------------------------------------------------------------------------------------------------------ */

static void conclude(scene *s) {
  expect_ok(s, ro_store_replace(s->store, &s->made.record, line_of, s, &s->err));
}

static void conclusions_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  conclude(s);
  assert_string_equal(
      lines_of(s, RO_LINE_REPORT),
      "\nreport r-1 {\"line\":\"report 0\"}\nreport r-2 {\"line\":\"report 1\"}\nreport r-3 {\"line\":\"report 2\"}\n");
  assert_string_equal(lines_of(s, RO_LINE_STATEMENT),
                      "\nstatement s-1 {\"line\":\"statement 0\"}\nstatement s-2 {\"line\":\"statement 1\"}\n"
                      "statement s-3 {\"line\":\"statement 2\"}\n");
  assert_string_equal(lines_of(s, RO_LINE_COMMITMENT), "\ncommitment s-2 {\"line\":\"commitment 0\"}\n");
  assert_string_equal(lines_of(s, RO_LINE_REVIEW), "\n");
  expect_failure(s, ro_store_each_line(s->store, RO_LINE_RECORD, gather, s, &s->err), READOUT_ERR_USAGE,
                 "no lines of type \"record\"");
  s->made.record.statements.at[0].order = 9;
  s->made.record.discrepancies.len = 0;
  conclude(s);
  assert_string_equal(lines_of(s, RO_LINE_STATEMENT),
                      "\nstatement s-2 {\"line\":\"statement 1\"}\nstatement s-3 {\"line\":\"statement 2\"}\n"
                      "statement s-1 {\"line\":\"statement 0\"}\n");
  assert_string_equal(lines_of(s, RO_LINE_DISCREPANCY), "\n");
}

static void conclusions_are_replaced(void **state) {
  (void)state;
  play(conclusions_body);
}

static void views_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  assert_query(s,
               "SELECT persons || '; ' || place || '; ' || reports || '; ' || statements || '; ' || discrepancies FROM "
               "event_list WHERE id = 'e-2'",
               "Ana Brás, Li Wei; Łódź; 3; 3; 1");
  assert_query(s, "SELECT speakers || '; ' || act || '; ' || claimed_by FROM statement_list WHERE id = 's-2'",
               "Ana Brás, Li Wei; commitment; Northland");
  /* Spans count code points: "Łódź" alone has three letters of two bytes before the quote. */
  size_t bytes = s->made.record.statements.at[1].evidence.at[0].spans.at[0].start;
  char start[32];
  query_one(s, "SELECT start FROM evidence WHERE statement = 's-2' AND report = 'r-1'", start, sizeof start);
  assert_true((size_t)strtoul(start, NULL, 10) < bytes);
  assert_query(s, "SELECT end - start FROM evidence WHERE statement = 's-2' AND report = 'r-1'", "34");
  assert_query(s, "SELECT side FROM report WHERE id = 'r-1'", "n-north");
  assert_query(s, "SELECT count(*) FROM pragma_foreign_key_check", "0");
  assert_query(s, "PRAGMA integrity_check", "ok");
}

static void columns_and_views_hold_what_is_searched(void **state) {
  (void)state;
  play(views_body);
}

static bool no_line(void *ctx, ro_line_type type, size_t i, ro_slice *line) {
  (void)ctx;
  (void)i;
  *line = RO_LIT("{}");
  return type != RO_LINE_STATEMENT;
}

static void failures_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  expect_failure(s, ro_store_replace(s->store, &s->made.record, no_line, s, &s->err), READOUT_ERR_MEMORY, "memory ran out");
  assert_string_equal(lines_of(s, RO_LINE_DISCREPANCY), "\ndiscrepancy d-1 {\"line\":\"discrepancy 0\"}\n");
  ro_slices *speakers = &s->made.record.statements.at[0].speakers;
  speakers->at[0] = RO_LIT("n-nobody");
  expect_failure(s, ro_store_replace(s->store, &s->made.record, line_of, s, &s->err), READOUT_ERR_RECORD,
                 "breaks the record's rules");
  speakers->at[0] = RO_LIT("n-ana");
  assert_string_equal(lines_of(s, RO_LINE_DISCREPANCY), "\ndiscrepancy d-1 {\"line\":\"discrepancy 0\"}\n");
  ro_record_report stranger = s->made.record.reports.at[0];
  stranger.id = RO_LIT("r-9");
  RO_PUSH(&s->arena, &s->made.record.reports, stranger);
  expect_failure(s, ro_store_replace(s->store, &s->made.record, line_of, s, &s->err), READOUT_ERR_USAGE, "not in the record");
  s->made.record.reports.len--;
  conclude(s);
}

static void what_fails_changes_nothing(void **state) {
  (void)state;
  play(failures_body);
}

static bool leave(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  scene *s = ctx;
  (void)type;
  (void)id;
  (void)line;
  ro_arena_refuse(&s->arena, "a test");
}

static void leave_body(void *ctx) {
  scene *s = ctx;
  (void)ro_store_each_line(s->store, RO_LINE_REPORT, leave, s, &s->err);
}

static void guard_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  expect_ok(s, ro_store_begin(s->store, &s->err));
  put_all(s);
  assert_int_equal(ro_guard_run(&s->guard, leave_body, s, NULL), READOUT_ERR_MEMORY);
  ro_store_rollback(s->store);
  expect_ok(s, ro_store_begin(s->store, &s->err));
  put_all(s);
  expect_ok(s, ro_store_commit(s->store, &s->err));
  assert_int_equal(ro_guard_run(&s->guard, leave_body, s, NULL), READOUT_ERR_MEMORY);
}

static void a_callback_may_leave_through_its_guard(void **state) {
  (void)state;
  play(guard_body);
}

static void event_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_event_lines(s->store, RO_LIT("e-2"), gather, s, &s->err));
  static const char *const WANTED[] = {"report r-1",     "report r-3",      "origin o-1",      "entity n-ana",  "entity n-lodz",
                                       "entity n-north", "event e-1",       "event e-2",       "statement s-1", "statement s-3",
                                       "derivation v-1", "discrepancy d-1", "formulation f-1", "commitment s-2"};
  const char *at = s->out.ptr;
  for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
    const char *found = strstr(at, WANTED[i]);
    if (!found) fail_msg("no %s, or not in its place, in\n%s", WANTED[i], s->out.ptr);
    at = found;
  }
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_event_lines(s->store, RO_LIT("e-1"), gather, s, &s->err));
  assert_non_null(strstr(s->out.ptr, "report r-1"));
  assert_null(strstr(s->out.ptr, "report r-2"));
  assert_null(strstr(s->out.ptr, "statement"));
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_event_lines(s->store, RO_LIT("e-9"), gather, s, &s->err));
  assert_int_equal(s->out.len, 0);
}

static size_t count_of(const scene *s, const char *line) {
  size_t count = 0;
  for (const char *at = s->out.ptr; (at = strstr(at, line)) != NULL; at++) count++;
  return count;
}

static void events_body(scene *s) {
  ro_slice both[] = {RO_LIT("e-1"), RO_LIT("e-2"), RO_LIT("e-\"]")};
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_lines_of(s->store, RO_LINE_EVENT, both, 3, gather, s, &s->err));
  assert_int_equal(count_of(s, "event e-1"), 1);
  assert_int_equal(count_of(s, "event e-2"), 1);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_lines_of(s->store, RO_LINE_REPORT, both, 3, gather, s, &s->err));
  assert_int_equal(count_of(s, "report r-1 "), 1); /* of both events, once */
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_lines_of(s->store, RO_LINE_FINDINGS, both, 1, gather, s, &s->err));
  assert_int_equal(count_of(s, "findings r-1 "), 1);
  assert_int_equal(count_of(s, "findings r-2 "), 0);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_lines_of(s->store, RO_LINE_EVENT, both, 0, gather, s, &s->err));
  assert_int_equal(s->out.len, 0);
  assert_int_equal(ro_store_lines_of(s->store, RO_LINE_ORIGINAL, both, 1, gather, s, &s->err), READOUT_ERR_USAGE);
}

static void several_events_come_with_each_line_once(void **state) {
  (void)state;
  play(events_body);
}

static bool refuse(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  scene *s = ctx;
  (void)type;
  (void)id;
  (void)line;
  s->err = (readout_error){.status = READOUT_ERR_INPUT, .message = "why it stops"};
  return false;
}

static void reading_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  ro_store *other;
  expect_ok(s, ro_store_open_beside(s->store, &other, &s->err));
  expect_ok(s, ro_store_begin_reading(other, &s->err));
  size_t before, after;
  expect_ok(s, ro_store_count(other, RO_LINE_STATEMENT, &before, &s->err));
  expect_ok(s, ro_store_exec(s->store,
                             "DELETE FROM absence; DELETE FROM evidence; DELETE FROM commitment_follow; DELETE FROM commitment;"
                             "DELETE FROM statement_entity; DELETE FROM statement",
                             &s->err));
  expect_ok(s, ro_store_count(other, RO_LINE_STATEMENT, &after, &s->err));
  assert_int_equal(before, after);
  assert_int_equal(ro_store_begin_reading(other, &s->err), READOUT_ERR_USAGE);
  ro_store_rollback(other);
  expect_ok(s, ro_store_count(other, RO_LINE_STATEMENT, &after, &s->err));
  assert_int_equal(after, 0);
  s->err = (readout_error){0};
  assert_int_equal(ro_store_each_line(other, RO_LINE_EVENT, refuse, s, &s->err), READOUT_ERR_STOPPED);
  assert_string_equal(s->err.message, "why it stops");
  ro_store_close(other);
}

static void who_reads_sees_one_state(void **state) {
  (void)state;
  play(reading_body);
}

static void an_event_comes_with_all_that_belongs_to_it(void **state) {
  (void)state;
  play(event_body);
}

/* -- damage and versions ---------------------------------------------------------------------------------------------- */

static void damage_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  put_all(s);
  conclude(s);
  ro_store_close(s->store);
  s->store = NULL;
  struct stat info;
  assert_int_equal(stat(s->path, &info), 0);
  FILE *file = fopen(s->path, "r+b");
  assert_non_null(file);
  assert_int_equal(fseek(file, 8192, SEEK_SET), 0);
  for (long i = 8192; i < info.st_size; i++) assert_int_not_equal(fputc(0xA5, file), EOF);
  assert_int_equal(fclose(file), 0);
  readout_status status = ro_store_open(s->path, RO_STORE_READ, &s->store, &s->err);
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_COMMITMENT && status == READOUT_OK; type++) {
    status = ro_store_each_line(s->store, type, gather, s, &s->err);
  }
  expect_failure(s, status, READOUT_ERR_RECORD, "the record is damaged");
  assert_null(strchr(s->err.message, '\n'));
}

static void damage_is_noticed(void **state) {
  (void)state;
  play(damage_body);
}

static void steps_body(scene *s) {
  static const char *const STEPS[] = {"CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x * 2",
                                      "CREATE TABLE a (again)"};
  sqlite3 *db;
  int version, application_id;
  assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
  expect_ok(s, ro_schema_migrate(db, STEPS, 1, &s->err));
  assert_int_equal(sqlite3_exec(db, "INSERT INTO a VALUES (21)", NULL, NULL, NULL), SQLITE_OK);
  expect_ok(s, ro_schema_migrate(db, STEPS, 2, &s->err));
  expect_ok(s, ro_schema_migrate(db, STEPS, 2, &s->err));
  assert_query(s, "SELECT y FROM a", "42");
  assert_int_not_equal(ro_schema_migrate(db, STEPS, 3, &s->err), READOUT_OK);
  expect_ok(s, ro_schema_version(db, &version, &application_id, &s->err));
  assert_int_equal(version, 2);
  assert_int_equal(application_id, RO_STORE_APPLICATION_ID);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void steps_lead_from_version_to_version(void **state) {
  (void)state;
  play(steps_body);
}

/* A file that the first version wrote, as SQL: it must open for ever. */
static void old_file_body(scene *s) {
  FILE *file = fopen(READOUT_SOURCE_DIR "/tests/unit/store/version-1.sql", "rb");
  static char sql[65536];
  assert_non_null(file);
  size_t len = fread(sql, 1, sizeof sql - 1, file);
  assert_int_equal(fclose(file), 0);
  assert_true(len > 0 && len < sizeof sql - 1);
  sql[len] = '\0';
  execute(s->path, sql);
  execute(s->path,
          "INSERT INTO statement VALUES ('s-2', 'e-1', 1, 'commitment', NULL, 'will', 0, 0, 'open a port', 1, '{}');"
          "INSERT INTO commitment VALUES ('s-2', 'open a port', '2024-12', 'open', '{}');");
  open_store(s, RO_STORE_WRITE);
  assert_string_equal(lines_of(s, RO_LINE_REPORT), "\nreport r-1 {\"type\":\"report\",\"id\":\"r-1\"}\n");
  assert_string_equal(lines_of(s, RO_LINE_EVENT), "\nevent e-1 {\"type\":\"event\",\"id\":\"e-1\"}\n");
  assert_query(s, "PRAGMA integrity_check", "ok");
  assert_query(s, "SELECT value FROM meta WHERE key = 'settled'", "no"); /* what it concluded knows no decisions */
  assert_query(s, "SELECT deadline FROM statement WHERE id = 's-2'", "2024-12");
  open_store(s, RO_STORE_READ);
  ro_text_clear(&s->out);
  expect_ok(s, ro_store_event_lines(s->store, RO_LIT("e-1"), gather, s, &s->err));
  assert_non_null(strstr(s->out.ptr, "statement s-1"));
}

static void a_file_of_the_first_version_opens(void **state) {
  (void)state;
  play(old_file_body);
}

static void reviews_body(scene *s) {
  bool is_new = false;
  open_store(s, RO_STORE_WRITE);
  ro_record_review *review = &s->made.record.reviews.at[0];
  expect_ok(s, ro_store_put_review(s->store, review, RO_LIT("{\"id\":\"v-1\",\"state\":\"undone\"}\n"), &is_new, &s->err));
  assert_true(is_new);
  expect_ok(s, ro_store_put_review(s->store, review, RO_LIT("{}"), &is_new, &s->err));
  assert_false(is_new);
  assert_string_equal(lines_of(s, RO_LINE_REVIEW), "\nreview v-1 {\"id\":\"v-1\",\"state\":\"undone\"}\n");
  assert_query(s, "SELECT who || ' ' || decided || ' ' || action || ' ' || kind || ' ' || target || ' ' || state FROM review",
               "Zoë 2024-03-05T10:00:00Z merge entity n-ana undone");
}

static void decisions_are_kept_once(void **state) {
  (void)state;
  play(reviews_body);
}

static void change_body(scene *s) {
  expect_failure(s, ro_store_open(s->path, RO_STORE_CHANGE, &s->store, &s->err), READOUT_ERR_IO, "no record");
  open_store(s, RO_STORE_WRITE);
  open_store(s, RO_STORE_CHANGE);
  expect_ok(s, ro_store_put_meta(s->store, RO_LIT("model"), RO_LIT("x"), &s->err));
}

static void a_record_that_is_to_be_changed_must_be_there(void **state) {
  (void)state;
  play(change_body);
}

static void reports_are_kept_once(void **state) {
  (void)state;
  play(reports_body);
}

/* -- what was fetched ------------------------------------------------------------------------------------------------------ */

static ro_fetched fetched(scene *s, const char *url, bool is_there) {
  ro_fetched out;
  bool found;
  expect_ok(s, ro_store_get_fetched(s->store, ro_slice_of(url), &s->arena, &out, &found, &s->err));
  assert_int_equal(found, is_there);
  assert_true(ro_slice_equal(out.url, ro_slice_of(url)));
  return out;
}

static void fetched_body(scene *s) {
  open_store(s, RO_STORE_WRITE);
  assert_int_equal(fetched(s, "http://x.example/1", false).failures, 0);
  ro_fetched page = {
      .url = RO_LIT("http://x.example/2"), .feed = RO_LIT("http://x.example/feed"), .status = 503, .failures = 2, .next = 7};
  expect_ok(s, ro_store_put_fetched(s->store, &page, &s->err));
  page.url = RO_LIT("http://x.example/1");
  page.etag = RO_LIT("\"a\"");
  expect_ok(s, ro_store_put_fetched(s->store, &page, &s->err));
  page.status = 200;
  page.answered = RO_LIT("http://x.example/one");
  expect_ok(s, ro_store_put_fetched(s->store, &page, &s->err));
  page = fetched(s, "http://x.example/1", true);
  assert_true(ro_slice_equal(page.etag, RO_LIT("\"a\"")) && ro_slice_equal(page.answered, RO_LIT("http://x.example/one")));
  assert_null(page.modified.ptr);
  assert_int_equal(page.status, 200);
  assert_int_equal(page.next, 7);
  ro_fetched_list list = {0};
  expect_ok(s, ro_store_fetched_of_feed(s->store, RO_LIT("http://x.example/feed"), &s->arena, &list, &s->err));
  assert_int_equal(list.len, 2);
  assert_true(ro_slice_equal(list.at[1].url, RO_LIT("http://x.example/2")));
  expect_ok(s, ro_store_unlist_fetched(s->store, RO_LIT("http://x.example/feed"), &s->err));
  list.len = 0;
  expect_ok(s, ro_store_fetched_of_feed(s->store, RO_LIT("http://x.example/feed"), &s->arena, &list, &s->err));
  assert_int_equal(list.len, 0);
  assert_int_equal(fetched(s, "http://x.example/2", true).failures, 2);
}

static void what_was_fetched_is_remembered(void **state) {
  (void)state;
  play(fetched_body);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_record_is_opened_or_made),
      cmocka_unit_test(what_is_no_record_is_left_alone),
      cmocka_unit_test(a_writer_waits_and_a_reader_does_not),
      cmocka_unit_test(a_record_is_read_where_nothing_can_be_written),
      cmocka_unit_test(a_full_disk_is_named),
      cmocka_unit_test(reports_are_kept_once),
      cmocka_unit_test(decisions_are_kept_once),
      cmocka_unit_test(a_record_that_is_to_be_changed_must_be_there),
      cmocka_unit_test(the_bytes_given_are_kept),
      cmocka_unit_test(a_transaction_is_kept_whole_or_not_at_all),
      cmocka_unit_test(conclusions_are_replaced),
      cmocka_unit_test(columns_and_views_hold_what_is_searched),
      cmocka_unit_test(what_fails_changes_nothing),
      cmocka_unit_test(a_callback_may_leave_through_its_guard),
      cmocka_unit_test(an_event_comes_with_all_that_belongs_to_it),
      cmocka_unit_test(several_events_come_with_each_line_once),
      cmocka_unit_test(who_reads_sees_one_state),
      cmocka_unit_test(damage_is_noticed),
      cmocka_unit_test(what_was_fetched_is_remembered),
      cmocka_unit_test(steps_lead_from_version_to_version),
      cmocka_unit_test(a_file_of_the_first_version_opens),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
