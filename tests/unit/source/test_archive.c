/* Web archives: WARC as it is, compressed record by record or whole, and in a WACZ. */
#include <zip.h>

#include "items.h"

/* Two pages, and all that is no report between them. */
static ro_slice sample(scratch *s) {
  const char *http = "Content-Type: application/http\r\n";
  return JOINED(
      s, record_of(s, "warcinfo", "/info", "Content-Type: application/warc-fields\r\n", RO_LIT("software: x\r\n")),
      page_of(s, "http://x.example/1"), record_of(s, "request", "http://x.example/1r", http, RO_LIT("GET / HTTP/1.1\r\n\r\n")),
      answer_of(s, "http://x.example/p", "image/png", "", RO_LIT("\x89PNG")),
      record_of(s, "revisit", "http://x.example/v", http, RO_LIT("HTTP/1.1 200 OK\r\n\r\n")),
      record_of(s, "response", "http://x.example/n", http, RO_LIT("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno")),
      answer_of(s, "http://x.example/j", "application/json", "", RO_LIT("{\"a\":1}")),
      answer_of(s, "http://x.example/robots.txt", "text/plain", "", RO_LIT("User-agent: *")),
      record_of(s, "metadata", "http://x.example/m", "", RO_LIT("via: x")), page_of(s, "http://x.example/2"));
}

static void pages_are_items(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "a.warc", sample(s));
  ro_source *source = open_paths(&path, 1, NULL);
  ro_item item;
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_true(item.offset > 0);
  ro_item_decode(&item, &s->arena);
  assert_true(ro_slice_ends(item.id, RO_LIT("a.warc#urn:x:1")));
  assert_slice(item.url, "http://x.example/1");
  assert_slice(item.source, "http://x.example/1");
  assert_slice(item.text, "<p>The page at http://x.example/1.");
  assert_slice(item.bytes, "<p>The page at http://x.example/1.");
  assert_int_equal(item.format, RO_ITEM_HTML);
  assert_slice(item.fetched, "2024-05-03T10:00:00Z");
  assert_null(item.published.ptr);
  assert_true(ro_source_next(source, &item, &s->arena));
  assert_false(ro_source_next(source, &item, &s->arena));
  assert_int_equal(ro_source_passed(source, RO_PASSED_TYPE), 1);
  assert_int_equal(ro_source_passed(source, RO_PASSED_REVISIT), 1);
  assert_int_equal(ro_source_passed(source, RO_PASSED_STATUS), 1);
  assert_int_equal(ro_source_passed(source, RO_PASSED_JSON), 1);
  assert_int_equal(ro_source_passed(source, RO_PASSED_SERVICE), 1);
  ro_source_close(source);
}

static void packings_change_nothing(void **state) {
  scratch *s = *state;
  ro_slice a = page_of(s, "http://x.example/1"), b = page_of(s, "http://x.example/2");
  const char *paths[] = {scratch_file(s, "a.warc.gz", JOINED(s, gzip_of(s, a), gzip_of(s, b))),
                         scratch_file(s, "b.warc.gz", gzip_of(s, JOINED(s, a, b))),
                         scratch_file(s, "c.warc.zst", JOINED(s, zstd_of(s, a), zstd_of(s, b)))};
  assert_string_equal(
      ids_of(s, paths, 3, NULL),
      "a.warc.gz#urn:x:1 a.warc.gz#urn:x:2 b.warc.gz#urn:x:1 b.warc.gz#urn:x:2 c.warc.zst#urn:x:1 c.warc.zst#urn:x:2");
}

/* A frame that is packed with a dictionary. */
static ro_slice zstd_with(scratch *s, ro_slice dictionary, ro_slice bytes) {
  size_t room = ZSTD_compressBound(bytes.len);
  char *out = ro_arena_alloc(&s->arena, room, 1);
  ZSTD_CCtx *context = ZSTD_createCCtx();
  size_t len = ZSTD_compress_usingDict(context, out, room, bytes.ptr, bytes.len, dictionary.ptr, dictionary.len, 3);
  ZSTD_freeCCtx(context);
  assert_false(ZSTD_isError(len));
  return (ro_slice){out, len};
}

static ro_slice dictionary_frame(scratch *s, ro_slice dictionary) {
  char *head = ro_arena_alloc(&s->arena, 8, 1);
  memcpy(head, "\x5D\x2A\x4D\x18", 4);
  for (size_t i = 0; i < 4; i++) head[4 + i] = (char)(dictionary.len >> 8 * i);
  return JOINED(s, ((ro_slice){head, 8}), dictionary);
}

static void frames_may_share_a_dictionary(void **state) {
  scratch *s = *state;
  ro_slice a = page_of(s, "http://x.example/1"), b = page_of(s, "http://x.example/2"), words = page_of(s, "http://x.example/0");
  ro_slice frames = JOINED(s, zstd_with(s, words, a), zstd_with(s, words, b));
  const char *paths[] = {scratch_file(s, "a.warc.zst", JOINED(s, dictionary_frame(s, words), frames)),
                         scratch_file(s, "b.warc.zst", JOINED(s, dictionary_frame(s, zstd_of(s, words)), frames))};
  assert_string_equal(ids_of(s, paths, 2, NULL), "a.warc.zst#urn:x:1 a.warc.zst#urn:x:2 b.warc.zst#urn:x:1 b.warc.zst#urn:x:2");
  ro_slice cut = dictionary_frame(s, words);
  assert_says(errors_of(s, scratch_file(s, "c.warc.zst", ro_slice_part(cut, 0, cut.len - 1)), NULL),
              "its dictionary cannot be read");
}

static void what_was_kept_without_a_server(void **state) {
  scratch *s = *state;
  ro_slice text = record_of(s, "resource", "file:///1", "Content-Type: text/plain; charset=utf-8\r\n", RO_LIT("words"));
  ro_slice made = record_of(s, "conversion", "http://x.example/2", "Content-Type: text/plain\r\n", RO_LIT("more"));
  ro_slice json =
      record_of(s, "resource", "file:///3", "Content-Type: application/json\r\n", RO_LIT("{\"id\":\"j\",\"text\":\"t\"}"));
  ro_slice again = record_of(s, "resource", "urn:pageinfo:x", "Content-Type: application/json\r\n", RO_LIT("{}"));
  ro_slice log = record_of(s, "resource", "metadata://x.example/log", "Content-Type: text/plain\r\n", RO_LIT("log"));
  const char *path = scratch_file(s, "a.warc", JOINED(s, text, made, json, again, log));
  assert_string_equal(ids_of(s, &path, 1, NULL), "a.warc#urn:x:1 a.warc#urn:x:2 j");
}

static const char *text_in(scratch *s, const char *type, const char *fields, ro_slice body) {
  ro_item item = only_item(s, scratch_file(s, "a.warc", answer_of(s, "http://x.example/1", type, fields, body)), NULL);
  return item.error.status == READOUT_OK ? ro_arena_copy(&s->arena, item.text).ptr
                                         : ro_arena_format(&s->arena, "%s", item.error.message).ptr;
}

static void payloads_are_as_before_they_were_sent(void **state) {
  scratch *s = *state;
  ro_slice page = RO_LIT("<p>words"), packed = gzip_of(s, page);
  const char *chunked = "Transfer-Encoding: chunked\r\n", *gzip = "Content-Encoding: gzip\r\n";
  assert_string_equal(text_in(s, "text/html", gzip, packed), "<p>words");
  assert_string_equal(text_in(s, "text/html", gzip, page), "<p>words");
  assert_string_equal(text_in(s, "text/html", "Content-Encoding: zstd\r\n", zstd_of(s, page)), "<p>words");
  assert_string_equal(text_in(s, "text/html", "Content-Encoding: br\r\n", RO_LIT("\x8B\x03\x80<p>words\x03")), "<p>words");
  assert_string_equal(text_in(s, "text/html", "Content-Encoding: deflate\r\n", ro_slice_part(packed, 10, packed.len - 8)),
                      "<p>words");
  assert_string_equal(text_in(s, "text/html", chunked, RO_LIT("3;x=y\r\n<p>\r\n05\r\nwords\r\n0\r\n\r\n")), "<p>words");
  assert_string_equal(text_in(s, "text/html", chunked, RO_LIT("3\r\n<p>\r\n50\r\nwords")), "<p>words");
  assert_string_equal(text_in(s, "text/html", chunked, page), "<p>words");
  assert_says(text_in(s, "text/html", "Content-Encoding: compress\r\n", page), "record at byte 0 of \"");
  assert_says(text_in(s, "text/html", "Content-Encoding: compress\r\n", page),
              "Content-Encoding \"compress\", which is not read");
  assert_says(text_in(s, "text/html", gzip, gzip_of(s, many(s, ' ', (size_t)40 << 20))), "200 times its size");
}

static void charsets_come_from_the_head(void **state) {
  scratch *s = *state;
  assert_string_equal(text_in(s, "text/html; charset=windows-1251", "", RO_LIT("<p>\xEC\xE8\xF0")), "<p>\u043C\u0438\u0440");
  assert_string_equal(text_in(s, "text/plain; Charset=\"koi8-r\"", "", RO_LIT("\xCD\xC9\xD2")), "\u043C\u0438\u0440");
  assert_string_equal(text_in(s, "text/html; charset=windows-1251", "", RO_LIT("<p>\u043C\u0438\u0440")),
                      "<p>\u043C\u0438\u0440");
  assert_string_equal(text_in(s, "text/html; charset=no-such", "", RO_LIT("<p>caf\xE9s \x96 one")), "<p>caf\u00E9s \u2013 one");
}

/* What reads of an archive whose middle is `middle`, and its errors. */
static const char *around(scratch *s, ro_slice middle, const char **errors) {
  ro_slice first = page_of(s, "http://x.example/1"), last = page_of(s, "http://x.example/2");
  const char *path = scratch_file(s, "a.warc", JOINED(s, first, middle, last));
  *errors = errors_of(s, path, NULL);
  return ids_of(s, &path, 1, NULL);
}

static void goes_on_behind_what_is_wrong(void **state) {
  scratch *s = *state;
  const char *errors;
  ro_slice page = page_of(s, "http://x.example/m");
  assert_string_equal(around(s, RO_LIT("garbage\n\nof lines\r\n"), &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  assert_says(errors, "the 19 bytes at byte 282 of \"");
  assert_says(errors, "are no record of a web archive");
  assert_string_equal(around(s, ro_slice_part(page, 0, page.len - 30), &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  assert_says(errors, "record at byte 282 of \"");
  assert_says(errors, "does not end after the");
  assert_string_equal(around(s, ro_slice_part(page, 0, 60), &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  assert_says(errors, "has a head that is cut off after 60 bytes");
  ro_slice lying = RO_LIT("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nten bytes!\r\n\r\n");
  assert_string_equal(around(s, lying, &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  ro_slice huge = RO_LIT("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nten bytes!\r\n\r\n");
  assert_string_equal(around(s, huge, &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  huge = RO_LIT("WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 99999999\r\n\r\n");
  (void)around(s, JOINED(s, huge, many(s, 'x', 70000)), &errors);
  assert_says(errors, "record at byte 282 of \"");
  assert_says(errors, "goes beyond the end; is the file whole");
  ro_slice none = RO_LIT("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\nten bytes!\r\n\r\n");
  assert_string_equal(around(s, none, &errors), "a.warc#urn:x:1 !a.warc#282 a.warc#urn:x:2");
  assert_says(errors, "has no Content-Length that is a number");
}

static void ends_where_it_is_cut_off(void **state) {
  scratch *s = *state;
  ro_slice page = page_of(s, "http://x.example/1");
  const char *path = scratch_file(s, "a.warc", ro_slice_part(page, 0, page.len - 10));
  assert_says(errors_of(s, path, NULL), "is cut off: ");
  path = scratch_file(s, "b.warc", ro_slice_part(page, 0, page.len - 4));
  assert_string_equal(ids_of(s, &path, 1, NULL), "b.warc#urn:x:1");
  path = scratch_file(s, "c.warc", RO_LIT("no archive"));
  assert_says(errors_of(s, path, NULL), "the 10 bytes at byte 0 of \"");
  path = scratch_file(s, "d.warc", RO_LIT(""));
  assert_string_equal(ids_of(s, &path, 1, NULL), "");
}

static void goes_on_behind_a_damaged_member(void **state) {
  scratch *s = *state;
  ro_slice a = gzip_of(s, page_of(s, "http://x.example/1")), b = gzip_of(s, page_of(s, "http://x.example/2"));
  ro_slice c = gzip_of(s, page_of(s, "http://x.example/3"));
  ro_slice broken = JOINED(s, ro_slice_part(b, 0, b.len / 2), many(s, '\xFF', 30));
  const char *path = scratch_file(s, "a.warc.gz", JOINED(s, a, broken, c));
  const char *errors = errors_of(s, path, NULL);
  assert_says(errors, "a.warc.gz\" cannot be expanded at byte");
  assert_null(strchr(errors, '\n'));
  assert_non_null(strstr(ids_of(s, &path, 1, NULL), "a.warc.gz#urn:x:3"));
  assert_true(strncmp(ids_of(s, &path, 1, NULL), "a.warc.gz#urn:x:1 !", 19) == 0);
  ro_slice trap =
      gzip_of(s, record_of(s, "resource", "http://x.example/t", "Content-Type: text/html\r\n", many(s, ' ', (size_t)40 << 20)));
  path = scratch_file(s, "b.warc.gz", JOINED(s, a, trap, c));
  assert_says(errors_of(s, path, NULL), "200 times its size");
  assert_non_null(strstr(ids_of(s, &path, 1, NULL), "b.warc.gz#urn:x:3"));
}

static void records_have_a_maximum(void **state) {
  scratch *s = *state;
  ro_slice large = answer_of(s, "http://x.example/l", "text/html", "", many(s, 'x', 200000));
  ro_slice film = answer_of(s, "http://x.example/f", "video/mp4", "", many(s, 'x', 300000));
  const char *path =
      scratch_file(s, "a.warc", JOINED(s, page_of(s, "http://x.example/1"), large, film, page_of(s, "http://x.example/2")));
  ro_source_limits limits = {.item_bytes = 100000};
  assert_string_equal(ids_of(s, &path, 1, &limits), "a.warc#urn:x:1 !a.warc#urn:x:l a.warc#urn:x:2");
  assert_says(errors_of(s, path, &limits), "is larger than 100000 bytes");
}

static void add_to_zip(zip_t *zip, const char *name, ro_slice bytes) {
  zip_source_t *source = zip_source_buffer(zip, bytes.ptr, bytes.len, 0);
  assert_true(zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) >= 0);
}

static void archives_in_a_zip(void **state) {
  scratch *s = *state;
  const char *path = scratch_path(s, "a.wacz"), *other = scratch_path(s, "b.zip");
  zip_t *zip = zip_open(path, ZIP_CREATE, NULL);
  add_to_zip(zip, "pages/pages.jsonl", RO_LIT("{}"));
  add_to_zip(zip, "archive/1.warc.gz", gzip_of(s, page_of(s, "http://x.example/1")));
  add_to_zip(zip, "archive/2.warc", page_of(s, "http://x.example/2"));
  assert_int_equal(zip_close(zip), 0);
  assert_string_equal(ids_of(s, &path, 1, NULL), "a.wacz/archive/1.warc.gz#urn:x:1 a.wacz/archive/2.warc#urn:x:2");
  zip = zip_open(other, ZIP_CREATE, NULL);
  add_to_zip(zip, "a.txt", RO_LIT("words"));
  assert_int_equal(zip_close(zip), 0);
  assert_says(errors_of(s, other, NULL), "b.zip\" is a zip without web archives");
  assert_says(errors_of(s, scratch_file(s, "c.wacz", RO_LIT("PK\x03\x04 and no more")), NULL), "cannot be read as a zip");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(pages_are_items),
      TEST(packings_change_nothing),
      TEST(frames_may_share_a_dictionary),
      TEST(what_was_kept_without_a_server),
      TEST(payloads_are_as_before_they_were_sent),
      TEST(charsets_come_from_the_head),
      TEST(goes_on_behind_what_is_wrong),
      TEST(ends_where_it_is_cut_off),
      TEST(goes_on_behind_a_damaged_member),
      TEST(records_have_a_maximum),
      TEST(archives_in_a_zip),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
