/* CSV: a report a row. */
#include "items.h"

static void rows_are_items(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "x.csv",
                                  RO_LIT("\xEF\xBB\xBFID,Title,Body,Published,Source,Link\r\n"
                                         "a,\"A \"\"b\"\", c\",\"one\r\n\r\ntwo\",2024-05-03,The Post,http://x.example/1\r\n\r\n"
                                         ",T,text,,,"));
  ro_source *source = open_paths(&path, 1, NULL);
  ro_item item;
  assert_true(ro_source_next(source, &item, &s->arena));
  ro_item_decode(&item, &s->arena);
  assert_slice(item.id, "a");
  assert_slice(item.title, "A \"b\", c");
  assert_slice(item.text, "one\n\ntwo");
  assert_slice(item.published, "2024-05-03");
  assert_slice(item.outlet, "The Post");
  assert_slice(item.source, "http://x.example/1");
  assert_int_equal(item.format, RO_ITEM_TEXT);
  assert_true(ro_source_next(source, &item, &s->arena));
  ro_item_decode(&item, &s->arena);
  assert_int_equal(item.line, 6);
  assert_null(item.published.ptr);
  assert_false(ro_source_next(source, &item, &s->arena));
  ro_source_close(source);
}

static void other_delimiters_and_charsets(void **state) {
  scratch *s = *state;
  ro_item item = only_item(s, scratch_file(s, "x.csv", RO_LIT("title;html;note\na;<p>caf\xE9s \x96 one;x,y\n")), NULL);
  assert_slice(item.text, "<p>caf\u00E9s \u2013 one");
  assert_int_equal(item.format, RO_ITEM_HTML);
  item = only_item(s, scratch_file(s, "x.tsv", RO_LIT("title\ttext\na\tone, two\n")), NULL);
  assert_slice(item.text, "one, two");
}

static void bad_rows_are_named(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "x.csv", RO_LIT("title,text\na,b\nc\nd,\ne,f,g\nh,\"i\nj,k\nl,m\n"));
  assert_string_equal(ids_of(s, &path, 1, NULL), "x.csv:2 !x.csv:3 !x.csv:4 !x.csv:5 !x.csv:6 x.csv:7 x.csv:8");
  const char *errors = errors_of(s, path, NULL);
  assert_says(errors, "line 3 of \"");
  assert_says(errors, "does not fit the header row, 1 against 2 fields; is a quote mark missing");
  assert_says(errors, "has nothing in its column of texts");
  assert_says(errors, "has a quote mark that is not closed");
}

static void quotes_that_never_close_are_given_up(void **state) {
  scratch *s = *state;
  ro_slices rows = {0};
  RO_PUSH(&s->arena, &rows, RO_LIT("title,text\n"));
  for (size_t i = 0; i < 40; i++) RO_PUSH(&s->arena, &rows, RO_LIT("\"a\" \"b, \"x\" \"\n"));
  RO_PUSH(&s->arena, &rows, RO_LIT("\"\n"));
  const char *path = scratch_file(s, "x.csv", joined(s, rows.at, rows.len));
  assert_true(strlen(errors_of(s, path, NULL)) > 0);
  ro_source_limits limits = {.item_bytes = 20};
  assert_says(errors_of(s, scratch_file(s, "y.csv", RO_LIT("text\n\"a\nb\nc\nlonger than twenty bytes\nd\n")), &limits),
              "line 2 of \"");
}

static void a_header_must_name_texts(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "x.csv", RO_LIT("name,age\na,1\nb,2\n"));
  assert_says(errors_of(s, path, NULL), "line 1 of \"");
  assert_says(errors_of(s, path, NULL), "is no header row with a column \"text\" or \"html\"");
  assert_string_equal(ids_of(s, &path, 1, NULL), "!x.csv");
  assert_says(errors_of(s, scratch_file(s, "y.csv", RO_LIT("\xFF\xFEt\0e\0x\0t\0\n\0")), NULL), "is UTF-16; save it as UTF-8");
  path = scratch_file(s, "z.csv", RO_LIT(""));
  assert_string_equal(ids_of(s, &path, 1, NULL), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(rows_are_items),           TEST(other_delimiters_and_charsets),
      TEST(bad_rows_are_named),       TEST(quotes_that_never_close_are_given_up),
      TEST(a_header_must_name_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
