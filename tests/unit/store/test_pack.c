#include "store/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static sqlite3 *open_packing(void) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
  assert_int_equal(ro_packer_register(db), SQLITE_OK);
  assert_int_equal(
      sqlite3_exec(db, "CREATE TABLE dictionary (bytes BLOB); INSERT INTO dictionary VALUES (ro_dictionary())", NULL, NULL, NULL),
      SQLITE_OK);
  return db;
}

/* The first column of what `sql` says of a value or two, or why there is none. */
static const char *said(sqlite3 *db, const char *sql, const char *one, const char *two) {
  static char out[4096];
  sqlite3_stmt *stmt = NULL;
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
  for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++) sqlite3_bind_text(stmt, i, i == 1 ? one : two, -1, SQLITE_STATIC);
  int code = sqlite3_step(stmt);
  if (code == SQLITE_ROW && sqlite3_column_type(stmt, 0) == SQLITE_NULL)
    (void)snprintf(out, sizeof out, "nothing");
  else if (code == SQLITE_ROW)
    (void)snprintf(out, sizeof out, "%s", (const char *)sqlite3_column_text(stmt, 0));
  else
    (void)snprintf(out, sizeof out, "code %d", code);
  sqlite3_finalize(stmt);
  return out;
}

#define LINE(text)                                                                                                        \
  "{\"type\":\"report\",\"id\":\"r-0123456789abcdef\",\"source\":\"a.txt\",\"language\":\"en\",\"title\":\"\\\"text\\\":" \
  "\\\"\\\"\","                                                                                                           \
  "\"outlet\":null,\"credit\":null,\"side\":null,\"published\":null,\"text\":" text ",\"main\":[[0,3]],\"origins\":[]}"

static void lines_come_back(void **state) {
  static const struct {
    const char *line, *text;
  } cases[] = {{LINE("\"Talks were held.\""), "Talks were held."},
               {LINE("\"A \\\"quote\\\"\\nand Ünï\""), "A \"quote\"\nand Ünï"},
               {LINE("\"\""), ""},
               {LINE("\"of something else\""), "Talks were held."},
               {LINE("\"Talks\""), NULL},
               {"{}", NULL},
               {"", NULL},
               {"{\"of\":{\"text\":\"\"},\"text\":\"Talks were held, and held again.\"}", "Talks were held, and held again."}};
  (void)state;
  sqlite3 *db = open_packing();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(said(db, "SELECT ro_unpack(ro_pack(?1, ?2), ?2)", cases[i].line, cases[i].text), cases[i].line);
  sqlite3_close(db);
}

static void lines_shrink_and_leave_their_text_out(void **state) {
  const char *text = "Talks were held in Quito on 3 May, and both sides were content with how they had gone.";
  const char *line = LINE("\"Talks were held in Quito on 3 May, and both sides were content with how they had gone.\"");
  (void)state;
  sqlite3 *db = open_packing();
  assert_string_equal(said(db, "SELECT length(ro_pack(?1, NULL)) * 2 < length(?1)", line, NULL), "1");
  assert_string_equal(said(db, "SELECT length(ro_pack(?1, ?2)) + 40 < length(ro_pack(?1, NULL))", line, text), "1");
  assert_string_equal(said(db, "SELECT typeof(ro_pack('{\"q\":7}', NULL))", NULL, NULL), "text");
  sqlite3_close(db);
}

static void originals_come_back(void **state) {
  (void)state;
  sqlite3 *db = open_packing();
  assert_string_equal(said(db, "SELECT hex(ro_unpack_bytes(ro_pack_bytes(x'620079')))", NULL, NULL), "620079");
  assert_string_equal(said(db, "SELECT ro_unpack_bytes(ro_pack_bytes(x'')) = x''", NULL, NULL), "1");
  assert_string_equal(said(db, "SELECT length(ro_pack_bytes(zeroblob(100000))) < 100", NULL, NULL), "1");
  assert_string_equal(said(db, "SELECT ro_unpack_bytes(ro_pack_bytes(zeroblob(100000))) = zeroblob(100000)", NULL, NULL), "1");
  sqlite3_close(db);
}

static void damage_is_told_or_forgiven(void **state) {
  static const char *const DAMAGED[] = {"SELECT ro_unpack(x'', NULL)",
                                        "SELECT ro_unpack(x'09', NULL)",
                                        "SELECT ro_unpack(x'0128b52ffd', NULL)",
                                        "SELECT ro_unpack(substr(ro_pack(?1, NULL), 1, 40), NULL)",
                                        "SELECT ro_unpack(ro_pack(?1, 'Talks'), NULL)",
                                        "SELECT ro_unpack_bytes(x'09')",
                                        "SELECT ro_unpack_bytes(x'01')"};
  char corrupt[16];
  (void)state;
  (void)snprintf(corrupt, sizeof corrupt, "code %d", SQLITE_CORRUPT);
  sqlite3 *db = open_packing();
  for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++)
    assert_string_equal(said(db, DAMAGED[i], LINE("\"Talks\""), NULL), corrupt);
  (void)said(db, "SELECT ro_forgive(1)", NULL, NULL);
  for (size_t i = 0; i < sizeof DAMAGED / sizeof *DAMAGED; i++)
    assert_string_equal(said(db, DAMAGED[i], LINE("\"Talks\""), NULL), "nothing");
  sqlite3_exec(db, "DELETE FROM dictionary", NULL, NULL, NULL);
  assert_string_equal(said(db, "SELECT ro_unpack(ro_pack('{}', NULL), NULL)", NULL, NULL), "{}");
  sqlite3_close(db);
}

static void a_record_without_its_dictionary_is_damaged(void **state) {
  char corrupt[16];
  (void)state;
  (void)snprintf(corrupt, sizeof corrupt, "code %d", SQLITE_CORRUPT);
  sqlite3 *db = open_packing();
  sqlite3_exec(db, "DELETE FROM dictionary", NULL, NULL, NULL);
  assert_string_equal(said(db, "SELECT ro_pack(?1, NULL)", LINE("\"Talks\""), NULL), corrupt);
  sqlite3_close(db);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_come_back),
      cmocka_unit_test(lines_shrink_and_leave_their_text_out),
      cmocka_unit_test(originals_come_back),
      cmocka_unit_test(damage_is_told_or_forgiven),
      cmocka_unit_test(a_record_without_its_dictionary_is_damaged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
