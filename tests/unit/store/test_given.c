#include "store/given.h"

#include "../base/scratch.h"
#include "../record/sample.h"
#include "base/text.h"
#include "store/backup.h"
#include "store/changes.h"
#include "store/check.h"

#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef struct kept {
  scratch *s;
  sample made;
  ro_store *store;
  ro_text out;
  readout_error err;
} kept;

static void expect_ok(kept *k, readout_status status) {
  if (status != READOUT_OK) fail_msg("%s", k->err.message);
}

static void expect_failure(kept *k, readout_status status, readout_status expected, const char *problem) {
  if (status != expected) fail_msg("status %d, not %d: %s", (int)status, (int)expected, k->err.message);
  if (!strstr(k->err.message, problem)) fail_msg("no \"%s\" in \"%s\"", problem, k->err.message);
}

static void expect(kept *k, const char *wanted) {
  ro_slice got = ro_text_slice(&k->out);
  if (!ro_slice_equal(got, ro_slice_of(wanted))) fail_msg("%.*s", (int)got.len, got.ptr);
  ro_text_clear(&k->out);
}

/* A store with the first two reports of the sample. */
static kept open_kept(void **state) {
  kept k = {.s = *state};
  sample_make(&k.made, &k.s->arena);
  ro_text_init(&k.out, 0);
  expect_ok(&k, ro_store_open(scratch_path(k.s, "r.db"), RO_STORE_WRITE, &k.store, &k.err));
  for (size_t i = 0; i < 2; i++)
    expect_ok(&k, ro_store_put_report(k.store, &k.made.record.reports.at[i], RO_LIT("{}"), RO_LIT("{}"), RO_LIT("b\0"), &k.err));
  return k;
}

static void close_kept(kept *k) {
  ro_store_close(k->store);
  ro_text_release(&k->out);
}

static ro_slice id_of(const kept *k, size_t report) {
  return k->made.record.reports.at[report].id;
}

static void write_rows(kept *k) {
  ro_given_rows *rows;
  ro_given_report row;
  expect_ok(k, ro_given_open(k->store, &rows, &k->err));
  while (ro_given_next(rows, &row))
    ro_text_addf(&k->out, "%.*s %s %zu %.*s %.*s\n", (int)row.id.len, row.id.ptr, row.bytes.ptr ? "bytes" : "none", row.bytes.len,
                 (int)row.reader.len, row.reader.ptr ? row.reader.ptr : "", (int)row.given.len,
                 row.given.ptr ? row.given.ptr : "");
  expect_ok(k, ro_given_close(rows));
}

static void given_is_kept_once(void **state) {
  kept k = open_kept(state);
  expect_ok(&k, ro_given_put(k.store, id_of(&k, 1), RO_LIT("1 ab"), RO_LIT("{\"a\":1}"), &k.err));
  expect_ok(&k, ro_given_put(k.store, id_of(&k, 1), RO_LIT("2 cd"), RO_LIT("{\"a\":2}"), &k.err));
  write_rows(&k);
  ro_slice line = ro_arena_format(&k.s->arena, "%s bytes 2  \n%s bytes 2 1 ab {\"a\":1}\n", id_of(&k, 0).ptr, id_of(&k, 1).ptr);
  bool in_order = ro_slice_compare(id_of(&k, 0), id_of(&k, 1)) < 0;
  if (in_order) expect(&k, line.ptr);
  assert_int_equal(ro_given_put(k.store, RO_LIT("r-none"), RO_LIT("1"), RO_LIT("{}"), &k.err), READOUT_ERR_RECORD);
  close_kept(&k);
}

/* An original that does not come is noted as missing, and taken when it does. */
static void originals_may_come_later(void **state) {
  kept k = open_kept(state);
  ro_record_report *late = &k.made.record.reports.at[2];
  size_t missing = 7;
  bool wanted = false;
  late->report.sha256 = RO_LIT("00000000000000000000000000000000000000000000000000000000000000aa");
  expect_ok(&k, ro_store_begin(k.store, &k.err));
  expect_ok(&k, ro_given_put_loosely(k.store, &k.err));
  expect_ok(&k, ro_given_put_alone(k.store, late, RO_LIT("{}"), &k.err));
  expect_ok(&k, ro_given_put_findings(k.store, late->id, RO_LIT("{}"), &k.err));
  expect_ok(&k, ro_given_note_missing(k.store, &missing, &k.err));
  assert_int_equal(missing, 1);
  expect_ok(&k, ro_store_commit(k.store, &k.err));
  expect_ok(&k, ro_given_put_original(k.store, RO_LIT(EMPTY), RO_LIT(""), &wanted, &k.err));
  assert_false(wanted);
  write_rows(&k);
  assert_non_null(strstr(k.out.ptr, " none 0 "));
  ro_text_clear(&k.out);
  expect_ok(&k, ro_given_put_original(k.store, late->report.sha256, RO_LIT("late"), &wanted, &k.err));
  assert_true(wanted);
  write_rows(&k);
  assert_non_null(strstr(k.out.ptr, " bytes 4 "));
  expect_ok(&k, ro_given_drop(k.store, late->id, &k.err));
  close_kept(&k);
}

/* Without the note the transaction does not come to be. */
static void what_is_loose_must_be_bound(void **state) {
  kept k = open_kept(state);
  ro_record_report *late = &k.made.record.reports.at[2];
  late->report.sha256 = RO_LIT("00000000000000000000000000000000000000000000000000000000000000aa");
  expect_ok(&k, ro_store_begin(k.store, &k.err));
  expect_ok(&k, ro_given_put_loosely(k.store, &k.err));
  expect_ok(&k, ro_given_put_alone(k.store, late, RO_LIT("{}"), &k.err));
  expect_failure(&k, ro_store_commit(k.store, &k.err), READOUT_ERR_RECORD, "breaks the record's rules");
  close_kept(&k);
}

static void a_copy_is_whole_and_overwrites_nothing(void **state) {
  kept k = open_kept(state);
  const char *copy = scratch_path(k.s, "copy.db");
  ro_store *other;
  size_t n = 0;
  expect_ok(&k, ro_store_backup(k.store, copy, false, false, &k.err));
  expect_failure(&k, ro_store_backup(k.store, copy, false, false, &k.err), READOUT_ERR_USAGE, "is there already");
  expect_ok(&k, ro_store_backup(k.store, copy, true, false, &k.err));
  expect_ok(&k, ro_store_open(copy, RO_STORE_WRITE, &other, &k.err));
  expect_ok(&k, ro_store_count(other, RO_LINE_REPORT, &n, &k.err));
  assert_int_equal(n, 2);
  expect_ok(&k, ro_store_put_meta(other, RO_LIT("a"), RO_LIT("b"), &k.err));
  expect_failure(&k, ro_store_backup(k.store, copy, true, false, &k.err), READOUT_ERR_RECORD, "in use");
  ro_store_close(other);
  expect_failure(&k, ro_store_backup(k.store, scratch_path(k.s, "r.db"), true, false, &k.err), READOUT_ERR_USAGE,
                 "the record itself");
  expect_failure(&k, ro_store_backup(k.store, k.s->folder, true, false, &k.err), READOUT_ERR_USAGE, "is a folder");
  expect_failure(&k, ro_store_backup(k.store, scratch_path(k.s, "no/c.db"), false, false, &k.err), READOUT_ERR_IO,
                 "cannot be written");
  close_kept(&k);
}

static bool note_change(void *ctx, ro_line_type type, ro_slice id, ro_slice before, ro_slice after) {
  kept *k = ctx;
  ro_text_addf(&k->out, "%s %.*s %s>%s\n", ro_line_type_name(type), (int)id.len, id.ptr, before.ptr ? "b" : "",
               after.ptr ? "a" : "");
  return true;
}

static void changes_are_told(void **state) {
  kept k = open_kept(state);
  ro_record_report *third = &k.made.record.reports.at[2];
  expect_ok(&k, ro_store_begin(k.store, &k.err));
  expect_ok(&k, ro_changes_begin(k.store, &k.err));
  expect_ok(&k, ro_changes_each(k.store, note_change, &k, &k.err));
  expect(&k, "");
  expect_ok(&k, ro_given_drop(k.store, id_of(&k, 0), &k.err));
  expect_ok(&k, ro_store_put_report(k.store, third, RO_LIT("{}"), RO_LIT("{}"), RO_LIT("b"), &k.err));
  expect_ok(&k, ro_given_drop(k.store, id_of(&k, 1), &k.err));
  expect_ok(&k,
            ro_store_put_report(k.store, &k.made.record.reports.at[1], RO_LIT("{\"b\":1}"), RO_LIT("{}"), RO_LIT("b"), &k.err));
  expect_ok(&k, ro_changes_each(k.store, note_change, &k, &k.err));
  assert_non_null(strstr(k.out.ptr, ro_arena_format(&k.s->arena, "report %s b>\n", id_of(&k, 0).ptr).ptr));
  assert_non_null(strstr(k.out.ptr, ro_arena_format(&k.s->arena, "report %s b>a\n", id_of(&k, 1).ptr).ptr));
  assert_non_null(strstr(k.out.ptr, ro_arena_format(&k.s->arena, "report %s >a\n", third->id.ptr).ptr));
  expect_ok(&k, ro_store_commit(k.store, &k.err));
  ro_changes_end(k.store);
  close_kept(&k);
}

static bool note_fault(void *ctx, const char *of, ro_slice id, ro_slice words) {
  kept *k = ctx;
  ro_text_addf(&k->out, "%s %.*s: %.*s\n", of, (int)id.len, id.ptr ? id.ptr : "", (int)words.len, words.ptr);
  return true;
}

static bool stop(void *ctx, const char *of, ro_slice id, ro_slice words) {
  (void)note_fault(ctx, of, id, words);
  return false;
}

static void faults_are_told(void **state) {
  kept k = open_kept(state);
  expect_ok(&k, ro_store_check_file(k.store, note_fault, &k, &k.err));
  expect_ok(&k, ro_store_check_keys(k.store, true, note_fault, &k, &k.err));
  expect(&k, "");
  expect_ok(&k, ro_given_drop(k.store, id_of(&k, 0), &k.err));
  expect_ok(&k, ro_given_put_alone(k.store, &k.made.record.reports.at[0], RO_LIT("{}"), &k.err));
  expect_ok(&k, ro_store_check_keys(k.store, false, note_fault, &k, &k.err));
  expect(&k, "");
  assert_int_equal(ro_store_check_keys(k.store, true, stop, &k, &k.err), READOUT_ERR_STOPPED);
  expect(&k, ro_arena_format(&k.s->arena, "report %s: what was read of it is lost\n", id_of(&k, 0).ptr).ptr);
  close_kept(&k);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_open, scratch_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(given_is_kept_once),
      TEST(originals_may_come_later),
      TEST(what_is_loose_must_be_bound),
      TEST(a_copy_is_whole_and_overwrites_nothing),
      TEST(changes_are_told),
      TEST(faults_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
