#include <errno.h>

#include "items.h"

static void walks_folders_in_byte_order(void **state) {
  scratch *s = *state;
  scratch_folder(s, "in");
  scratch_folder(s, "in/b");
  scratch_file(s, "in/c.txt", RO_LIT("c"));
  scratch_file(s, "in/b/2.txt", RO_LIT("2"));
  scratch_file(s, "in/b/10.txt", RO_LIT("10"));
  scratch_file(s, "in/B.txt", RO_LIT("B"));
  scratch_file(s, "in/a.txt", RO_LIT("a"));
  scratch_file(s, "in/.hidden.txt", RO_LIT("hidden"));
  scratch_folder(s, "elsewhere");
  scratch_file(s, "elsewhere/x.txt", RO_LIT("x"));
  assert_int_equal(symlink(scratch_path(s, "elsewhere"), scratch_path(s, "in/link")), 0);
  assert_int_equal(symlink(scratch_path(s, "elsewhere/x.txt"), scratch_path(s, "in/d.txt")), 0);
  const char *path = scratch_path(s, "in");
  assert_string_equal(ids_of(s, &path, 1, NULL), "in/B.txt in/a.txt in/b/10.txt in/b/2.txt in/c.txt in/d.txt");
}

static void keeps_the_order_of_what_is_given(void **state) {
  scratch *s = *state;
  const char *paths[] = {scratch_file(s, "z.txt", RO_LIT("z")), scratch_path(s, "missing.txt"),
                         scratch_file(s, "a.txt", RO_LIT("a"))};
  assert_string_equal(ids_of(s, paths, 3, NULL), "z.txt !missing.txt a.txt");
}

typedef struct fed {
  ro_slice bytes;
  size_t at;
} fed;

static ptrdiff_t feed(void *ctx, char *out, size_t room) {
  fed *f = ctx;
  size_t len = f->bytes.len - f->at < room ? f->bytes.len - f->at : room;
  if (f->bytes.len == 0) {
    errno = EPIPE;
    return -1;
  }
  memcpy(out, f->bytes.ptr + f->at, len);
  f->at += len;
  return (ptrdiff_t)len;
}

static void standard_input_may_come_from_elsewhere(void **state) {
  scratch *s = *state;
  const char *paths[] = {"-", scratch_file(s, "z.txt", RO_LIT("z"))};
  fed f = {.bytes = gzip_of(s, RO_LIT("{\"id\":\"a\",\"text\":\"1\"}\n{\"text\":\"2\"}\n"))};
  ro_source *source = open_paths(paths, 2, NULL);
  ro_item item;
  ro_source_from(source, feed, &f);
  assert_true(ro_source_next(source, &item, &s->arena));
  ro_item_decode(&item, &s->arena);
  assert_slice(item.id, "a");
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_slice(item.id, "-:2");
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_slice(item.bytes, "z");
  assert_false(ro_source_next(source, &item, &s->arena));
  ro_source_close(source);

  f = (fed){0};
  source = open_paths(paths, 1, NULL);
  ro_source_from(source, feed, &f);
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_int_equal(item.error.status, READOUT_ERR_IO);
  assert_false(ro_source_next(source, &item, &s->arena));
  ro_source_close(source);
}

static void says_why_a_file_cannot_be_opened(void **state) {
  scratch *s = *state;
  ro_item item = only_item(s, scratch_path(s, "missing.txt"), NULL);
  assert_int_equal(item.error.status, READOUT_ERR_IO);
  assert_says(item.error.message, "cannot open \"");
  assert_says(item.error.message, "missing.txt\": no such file or directory; check the path");
}

static void folders_have_a_depth(void **state) {
  scratch *s = *state;
  scratch_folder(s, "1");
  scratch_folder(s, "1/2");
  scratch_folder(s, "1/2/3");
  scratch_file(s, "1/2/3/deep.txt", RO_LIT("deep"));
  scratch_file(s, "1/z.txt", RO_LIT("z"));
  const char *path = scratch_path(s, "1");
  ro_source_limits limits = {.depth = 2};
  assert_string_equal(ids_of(s, &path, 1, &limits), "!1/2/3 1/z.txt");
  limits.depth = 3;
  assert_string_equal(ids_of(s, &path, 1, &limits), "1/2/3/deep.txt 1/z.txt");
}

static void refuses_what_is_too_large_and_goes_on(void **state) {
  scratch *s = *state;
  ro_source_limits limits = {.item_bytes = 30};
  ro_item item = only_item(s, scratch_file(s, "long.txt", RO_LIT("this text has more than thirty bytes")), &limits);
  assert_int_equal(item.error.status, READOUT_ERR_INPUT);
  assert_says(item.error.message, "long.txt\" is larger than 30 bytes");
  const char *path = scratch_file(s, "x.jsonl",
                                  RO_LIT("{\"id\":\"a\",\"text\":\"1\"}\n"
                                         "{\"id\":\"b\",\"text\":\"much longer than the limit\"}\n"
                                         "{\"id\":\"c\",\"text\":\"3\"}\n"));
  assert_string_equal(ids_of(s, &path, 1, &limits), "a !x.jsonl:2 c");
}

static void lines_are_items(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "x.JSONL",
                                  RO_LIT("\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"1\"}\r\n\n"
                                         "{\"text\":\"no id\"}\nnot json\n  \n{\"id\":7,\"text\":\"3\"}"));
  assert_string_equal(ids_of(s, &path, 1, NULL), "a x.JSONL:3 !x.JSONL:4 7");
}

static void lines_may_be_longer_than_a_chunk(void **state) {
  scratch *s = *state;
  size_t len = 300000;
  char *bytes = ro_arena_alloc(&s->arena, len, 1);
  memset(bytes, 'x', len);
  memcpy(bytes, "{\"id\":\"a\",\"text\":\"", 18);
  memcpy(bytes + 200000, "\"}\n{\"id\":\"b\",\"text\":\"", 21);
  memcpy(bytes + len - 3, "\"}\n", 3);
  const char *path = scratch_file(s, "x.ndjson", (ro_slice){bytes, len});
  assert_string_equal(ids_of(s, &path, 1, NULL), "a b");
}

static void json_files_hold_arrays_or_objects(void **state) {
  scratch *s = *state;
  const char *array =
      scratch_file(s, "a.json", RO_LIT(" [ {\"id\":\"1\",\"text\":\"] } \\\" [\"},\n\n{\"id\":\"2\",\n\"text\":\"b\"} , 5 ]\n"));
  assert_string_equal(ids_of(s, &array, 1, NULL), "1 2 !a.json:4");
  const char *one = scratch_file(s, "b.json", RO_LIT("{\n\"id\":\"1\",\n\"text\":\"b\"\n}\n"));
  assert_string_equal(ids_of(s, &one, 1, NULL), "1");
  const char *several = scratch_file(s, "c.json", RO_LIT("{\"id\":\"1\",\"text\":\"b\"}\n{\"text\":\"c\"}"));
  assert_string_equal(ids_of(s, &several, 1, NULL), "1 c.json:2");
  const char *empty = scratch_file(s, "d.json", RO_LIT("[]"));
  assert_string_equal(ids_of(s, &empty, 1, NULL), "");
  const char *stray = scratch_file(s, "e.json", RO_LIT("]]{\"id\":\"x\",\"text\":\"b\"}"));
  assert_string_equal(ids_of(s, &stray, 1, NULL), "!e.json:1 !e.json:1 x");
}

static void json_files_may_be_cut_off(void **state) {
  scratch *s = *state;
  ro_item item = only_item(s, scratch_file(s, "a.json", RO_LIT("\n{\"id\":\"1\",\"text\":\"b\"")), NULL);
  assert_int_equal(item.error.status, READOUT_ERR_INPUT);
  assert_int_equal(item.error.line, 2);
  assert_says(item.error.message, "ends inside the object that begins in line 2; is the file whole");
  const char *array = scratch_file(s, "b.json", RO_LIT("[{\"id\":\"1\",\"text\":\"b\"},\n"));
  assert_string_equal(ids_of(s, &array, 1, NULL), "1 !b.json:2");
}

static void tells_pages_from_texts(void **state) {
  scratch *s = *state;
  assert_int_equal(only_item(s, scratch_file(s, "a.txt", RO_LIT("Plain words.")), NULL).format, RO_ITEM_TEXT);
  assert_int_equal(only_item(s, scratch_file(s, "a.HTM", RO_LIT("Plain words.")), NULL).format, RO_ITEM_HTML);
  assert_int_equal(only_item(s, scratch_file(s, "b.txt", RO_LIT("\n<!-- x -->\n<!DOCTYPE HTML><p>a")), NULL).format,
                   RO_ITEM_HTML);
  assert_int_equal(only_item(s, scratch_file(s, "c", RO_LIT("<?xml version='1.0'?><html><p>a")), NULL).format, RO_ITEM_HTML);
  assert_int_equal(only_item(s, scratch_file(s, "d.txt", RO_LIT("<p> is a tag")), NULL).format, RO_ITEM_TEXT);
  assert_int_equal(only_item(s, scratch_file(s, "e.txt", RO_LIT("\xFF\xFE<\0h\0t\0m\0l\0>\0")), NULL).format, RO_ITEM_HTML);
}

static void an_empty_file_is_an_empty_text(void **state) {
  scratch *s = *state;
  ro_item item = only_item(s, scratch_file(s, "a.txt", RO_LIT("")), NULL);
  assert_int_equal(item.error.status, READOUT_OK);
  assert_slice(item.text, "");
}

static void tells_progress(void **state) {
  scratch *s = *state;
  scratch_folder(s, "in");
  scratch_file(s, "in/a.txt", RO_LIT("12345"));
  const char *paths[] = {scratch_file(s, "b.txt", RO_LIT("123")), scratch_path(s, "in")};
  ro_source *source = open_paths(paths, 2, NULL);
  size_t done, total;
  ro_item item;
  ro_source_progress(source, &done, &total);
  assert_int_equal(done, 0);
  assert_int_equal(total, 3);
  while (ro_source_next(source, &item, &s->arena)) continue;
  ro_source_progress(source, &done, &total);
  assert_int_equal(done, 8);
  assert_int_equal(total, 8);
  ro_source_close(source);
}

/* As files that were sent have a place of ours and a name of their own. */
static void is_called_as_was_said(void **state) {
  scratch *s = *state;
  const char *paths[] = {scratch_file(s, "u-1", RO_LIT("{\"id\":\"a\",\"text\":\"1\"}\n")), scratch_file(s, "u-2", RO_LIT("2"))};
  const char *names[] = {"notes.jsonl", "letter.txt"};
  ro_source *source = open_paths(paths, 2, NULL);
  ro_item first, second;
  ro_source_name(source, names);
  assert_true(ro_source_next(source, &first, &s->arena));
  assert_true(ro_source_next(source, &second, &s->arena));
  ro_source_close(source);
  ro_item_decode(&first, &s->arena);
  assert_true(ro_slice_equal(first.id, RO_LIT("a")));
  assert_true(ro_slice_equal(first.source, RO_LIT("notes.jsonl")));
  assert_true(ro_slice_equal(second.id, RO_LIT("letter.txt")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(walks_folders_in_byte_order),
      TEST(keeps_the_order_of_what_is_given),
      TEST(standard_input_may_come_from_elsewhere),
      TEST(says_why_a_file_cannot_be_opened),
      TEST(folders_have_a_depth),
      TEST(refuses_what_is_too_large_and_goes_on),
      TEST(lines_are_items),
      TEST(lines_may_be_longer_than_a_chunk),
      TEST(json_files_hold_arrays_or_objects),
      TEST(json_files_may_be_cut_off),
      TEST(tells_pages_from_texts),
      TEST(an_empty_file_is_an_empty_text),
      TEST(tells_progress),
      TEST(is_called_as_was_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
