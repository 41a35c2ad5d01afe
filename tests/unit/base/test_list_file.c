#include "base/list_file.h"

#include "scratch.h"

static void write_list(scratch *s, const char *bytes) {
  scratch_file(s, "list.tsv", ro_slice_of(bytes));
}

static void lines_that_say_something_are_given(void **state) {
  scratch *s = *state;
  ro_list_file list = {.data_dir = s->folder, .arena = &s->arena};
  ro_slice line, fields[3];
  write_list(s, "# a comment\n\nLima\tPE\r\n  \nOslo \t NO\tChristiania|Kristiania");
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
  scratch *s = *state;
  readout_error err = {0};
  ro_list_file list = {.data_dir = s->folder, .arena = &s->arena, .err = &err};
  ro_slice line;
  write_list(s, "# x\nLima\n");
  assert_true(ro_list_file_open(&list, "list.tsv"));
  assert_true(ro_list_file_next(&list, &line));
  ro_list_file_refuse(&list, "no country", line);
  assert_int_equal(list.status, READOUT_ERR_INPUT);
  assert_non_null(strstr(err.message, "list.tsv\", line 2: \"Lima\""));
  assert_false(ro_list_file_next(&list, &line));
  assert_false(ro_list_file_open(&list, "list.tsv"));
}

static void what_cannot_be_read_is_named(void **state) {
  scratch *s = *state;
  readout_error err = {0};
  ro_list_file missing = {.data_dir = s->folder, .arena = &s->arena, .err = &err};
  assert_false(ro_list_file_open(&missing, "nothing.tsv"));
  assert_int_equal(missing.status, READOUT_ERR_IO);
  assert_non_null(strstr(err.message, "nothing.tsv"));
  ro_list_file wrong = {.data_dir = s->folder, .arena = &s->arena, .err = &err};
  write_list(s, "Lima\xFF\n");
  assert_false(ro_list_file_open(&wrong, "list.tsv"));
  assert_int_equal(wrong.status, READOUT_ERR_INPUT);
}

static void other_bytes_are_let_through_where_asked(void **state) {
  scratch *s = *state;
  ro_list_file list = {.data_dir = s->folder, .arena = &s->arena};
  ro_slice line;
  write_list(s, "C\xD4TE\nLIMA\n");
  assert_true(ro_list_file_open_bytes(&list, "list.tsv"));
  assert_true(ro_list_file_next(&list, &line));
  assert_int_equal(line.len, 4);
  assert_false(ro_list_file_open(&list, "list.tsv"));
  assert_int_equal(list.status, READOUT_ERR_INPUT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(lines_that_say_something_are_given),
      TEST(a_wrong_word_is_named_with_its_line),
      TEST(other_bytes_are_let_through_where_asked),
      TEST(what_cannot_be_read_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
