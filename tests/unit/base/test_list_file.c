#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/list_file.h"

typedef struct run {
  ro_guard guard;
  ro_arena arena;
  char folder[64];
} run;

static int set_up(void **state) {
  static run r;
  ro_arena_init(&r.arena, &r.guard, 0);
  snprintf(r.folder, sizeof r.folder, "%s", "/tmp/readout-list-XXXXXX");
  *state = &r;
  return mkdtemp(r.folder) ? 0 : -1;
}

static int tear_down(void **state) {
  run *r = *state;
  char path[96];
  snprintf(path, sizeof path, "%s/list.tsv", r->folder);
  unlink(path);
  ro_arena_release(&r->arena);
  return rmdir(r->folder);
}

static void write_list(const run *r, const char *bytes) {
  char path[96];
  snprintf(path, sizeof path, "%s/list.tsv", r->folder);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, strlen(bytes), file), strlen(bytes));
  fclose(file);
}

static void lines_that_say_something_are_given(void **state) {
  run *r = *state;
  ro_list_file list = {.data_dir = r->folder, .arena = &r->arena};
  ro_slice line, fields[3];
  write_list(r, "# a comment\n\nLima\tPE\r\n  \nOslo \t NO\tChristiania|Kristiania");
  assert_true(ro_list_file_open(&list, "list.tsv"));
  assert_true(ro_list_file_next(&list, &line));
  assert_int_equal(list.line, 3);
  assert_int_equal(ro_fields(line, '\t', fields, 3), 2);
  assert_true(ro_slice_equal(fields[1], RO_LIT("PE")));
  assert_null(fields[2].ptr);
  assert_true(ro_list_file_next(&list, &line));
  assert_int_equal(ro_fields(line, '\t', fields, 3), 3);
  assert_true(ro_slice_equal(fields[0], RO_LIT("Oslo")));
  assert_true(ro_field_next(&fields[2], '|', &line));
  assert_true(ro_slice_equal(line, RO_LIT("Christiania")));
  assert_false(ro_list_file_next(&list, &line));
  assert_int_equal(list.status, READOUT_OK);
}

static void a_wrong_word_is_named_with_its_line(void **state) {
  run *r = *state;
  readout_error err = {0};
  ro_list_file list = {.data_dir = r->folder, .arena = &r->arena, .err = &err};
  ro_slice line;
  write_list(r, "# x\nLima\n");
  assert_true(ro_list_file_open(&list, "list.tsv"));
  assert_true(ro_list_file_next(&list, &line));
  ro_list_file_refuse(&list, "no country", line);
  assert_int_equal(list.status, READOUT_ERR_INPUT);
  assert_non_null(strstr(err.message, "list.tsv\", line 2: \"Lima\""));
  assert_false(ro_list_file_next(&list, &line));
  assert_false(ro_list_file_open(&list, "list.tsv"));
}

static void what_cannot_be_read_is_named(void **state) {
  run *r = *state;
  readout_error err = {0};
  ro_list_file missing = {.data_dir = r->folder, .arena = &r->arena, .err = &err};
  assert_false(ro_list_file_open(&missing, "nothing.tsv"));
  assert_int_equal(missing.status, READOUT_ERR_IO);
  assert_non_null(strstr(err.message, "nothing.tsv"));
  ro_list_file wrong = {.data_dir = r->folder, .arena = &r->arena, .err = &err};
  write_list(r, "Lima\xFF\n");
  assert_false(ro_list_file_open(&wrong, "list.tsv"));
  assert_int_equal(wrong.status, READOUT_ERR_INPUT);
}

static void other_bytes_are_let_through_where_asked(void **state) {
  run *r = *state;
  ro_list_file list = {.data_dir = r->folder, .arena = &r->arena};
  ro_slice line;
  write_list(r, "C\xD4TE\nLIMA\n");
  assert_true(ro_list_file_open_bytes(&list, "list.tsv"));
  assert_true(ro_list_file_next(&list, &line));
  assert_int_equal(line.len, 4);
  assert_false(ro_list_file_open(&list, "list.tsv"));
  assert_int_equal(list.status, READOUT_ERR_INPUT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(lines_that_say_something_are_given, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_wrong_word_is_named_with_its_line, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_bytes_are_let_through_where_asked, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_cannot_be_read_is_named, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
