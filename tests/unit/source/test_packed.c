/* Files that are compressed: what they give, and what happens where they are damaged or traps. */
#include "items.h"

static const char *const two_lines = "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\"2\"}\n";

static void names_count_without_their_packing(void **state) {
  scratch *s = *state;
  ro_slice lines = ro_slice_of(two_lines), page = RO_LIT("<p>words");
  const char *paths[] = {scratch_file(s, "x.jsonl.gz", gzip_of(s, lines)), scratch_file(s, "y.jsonl.zst", zstd_of(s, lines)),
                         scratch_file(s, "z.json", gzip_of(s, lines))};
  assert_string_equal(ids_of(s, paths, 3, NULL), "a b a b a b");
  assert_int_equal(only_item(s, scratch_file(s, "a.html.gz", gzip_of(s, page)), NULL).format, RO_ITEM_HTML);
  ro_item item = only_item(s, scratch_file(s, "a.txt.zst", zstd_of(s, RO_LIT("words"))), NULL);
  assert_slice(item.text, "words");
  assert_slice(item.bytes, "words");
}

static void members_follow_each_other(void **state) {
  scratch *s = *state;
  ro_slice part = RO_LIT("{\"id\":\"b\",\"text\":\"2\"}\n"), first = RO_LIT("{\"id\":\"a\",");
  ro_slice gzip = JOINED(s, gzip_of(s, first), gzip_of(s, RO_LIT("\"text\":\"1\"}\n")), gzip_of(s, RO_LIT("")), gzip_of(s, part),
                         RO_LIT("\0\0\0"));
  ro_slice zstd = JOINED(s, zstd_of(s, first), zstd_of(s, RO_LIT("\"text\":\"1\"}\n")), RO_LIT("\x51\x2A\x4D\x18\2\0\0\0zz"),
                         zstd_of(s, part));
  const char *paths[] = {scratch_file(s, "x.jsonl.gz", gzip), scratch_file(s, "y.jsonl.zst", zstd)};
  assert_string_equal(ids_of(s, paths, 2, NULL), "a b a b");
}

static void what_is_long_expands_whole(void **state) {
  scratch *s = *state;
  size_t len = 3000000;
  char *bytes = ro_arena_alloc(&s->arena, len, 1);
  for (size_t i = 0; i < len; i++) bytes[i] = (char)('a' + i * i % 23);
  ro_item item = only_item(s, scratch_file(s, "a.txt.gz", gzip_of(s, (ro_slice){bytes, len})), NULL);
  assert_int_equal(item.text.len, len);
  assert_memory_equal(item.text.ptr, bytes, len);
  item = only_item(s, scratch_file(s, "b.txt.zst", zstd_of(s, (ro_slice){bytes, len})), NULL);
  assert_int_equal(item.text.len, len);
  assert_memory_equal(item.text.ptr, bytes, len);
}

static void damage_is_named(void **state) {
  scratch *s = *state;
  ro_slice packed = gzip_of(s, ro_slice_of(two_lines));
  const char *cut = scratch_file(s, "cut.jsonl.gz", ro_slice_part(packed, 0, packed.len - 12));
  assert_says(errors_of(s, cut, NULL), "cut.jsonl.gz\" cannot be expanded at byte");
  assert_says(errors_of(s, cut, NULL), "it ends inside; is the file whole");
  const char *more = scratch_file(s, "more.jsonl.gz", JOINED(s, packed, RO_LIT("garbage")));
  assert_string_equal(ids_of(s, &more, 1, NULL), "a b !more.jsonl.gz:3");
  const char *zstd = scratch_file(s, "x.txt.zst", JOINED(s, RO_LIT("\x28\xB5\x2F\xFD"), many(s, 'x', 100)));
  assert_says(errors_of(s, zstd, NULL), "is the file damaged");
}

static void traps_are_refused(void **state) {
  scratch *s = *state;
  ro_slice zeros = many(s, '\0', (size_t)80 << 20);
  const char *paths[] = {scratch_file(s, "a.jsonl.gz", gzip_of(s, zeros)), scratch_file(s, "b.jsonl.zst", zstd_of(s, zeros)),
                         scratch_file(s, "c.txt", RO_LIT("after"))};
  assert_string_equal(ids_of(s, paths, 3, NULL), "!a.jsonl.gz:1 !b.jsonl.zst:1 c.txt");
  assert_says(errors_of(s, paths[0], NULL), "expands to more than 200 times its size");
  assert_says(errors_of(s, paths[1], NULL), "expands to more than 200 times its size");
}

static void items_have_their_most_expanded(void **state) {
  scratch *s = *state;
  ro_source_limits limits = {.item_bytes = 1000};
  const char *path = scratch_file(s, "a.txt.gz", gzip_of(s, many(s, 'x', 5000)));
  assert_says(errors_of(s, path, &limits), "larger than 1000 bytes");
}

static void progress_counts_packed_bytes(void **state) {
  scratch *s = *state;
  ro_slice packed = gzip_of(s, ro_slice_of(two_lines));
  const char *path = scratch_file(s, "x.jsonl.gz", packed);
  ro_source *source = open_paths(&path, 1, NULL);
  size_t done, total;
  ro_item item;
  while (ro_source_next(source, &item, &s->arena)) {
    ro_source_progress(source, &done, &total);
    assert_true(done <= total);
  }
  ro_source_progress(source, &done, &total);
  assert_int_equal(done, packed.len);
  assert_int_equal(total, packed.len);
  ro_source_close(source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(names_count_without_their_packing),
      TEST(members_follow_each_other),
      TEST(what_is_long_expands_whole),
      TEST(damage_is_named),
      TEST(traps_are_refused),
      TEST(items_have_their_most_expanded),
      TEST(progress_counts_packed_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
