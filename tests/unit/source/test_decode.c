#include "../base/scratch.h"
#include "source/source.h"

static ro_item decode(scratch *s, ro_item_format format, ro_slice bytes) {
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .bytes = bytes, .format = format};
  if (format == RO_ITEM_JSON) item.line = 3;
  ro_item_decode(&item, &s->arena);
  return item;
}

static void line_ends_become_one(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT, RO_LIT("\xEF\xBB\xBFone\r\ntwo\rthree\n\r\n end "));
  assert_int_equal(item.error.status, READOUT_OK);
  assert_slice(item.text, "one\ntwo\nthree\n\n end ");
  assert_slice(item.charset, "UTF-8");
  assert_false(item.charset_guessed);
}

static void a_nul_is_refused_with_its_place(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT, RO_LIT("words and \0 more words"));
  assert_int_equal(item.error.status, READOUT_ERR_INPUT);
  assert_int_equal(item.error.offset, 10);
  assert_says(item.error.message, "\"x\" has a NUL at byte 10");
  item = decode(*state, RO_ITEM_JSON, RO_LIT("{\"text\":\"a\\u0000b\"}"));
  assert_int_equal(item.error.status, READOUT_ERR_INPUT);
}

static void marks_decide(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT, RO_LIT("\xFF\xFEZ\0\xFC\0r\0i\0c\0h\0"));
  assert_slice(item.text, "Z\xC3\xBCrich");
  assert_slice(item.charset, "UTF-16LE");
  assert_false(item.charset_guessed);
  item = decode(*state, RO_ITEM_TEXT, RO_LIT("\xFE\xFF\0Z\0\xFC\0r"));
  assert_slice(item.text, "Z\xC3\xBCr");
  assert_slice(item.charset, "UTF-16BE");
}

static void unmarked_utf16_is_guessed(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT, RO_LIT("t\0a\0l\0k\0s\0 \0h\0e\0l\0d\0"));
  assert_slice(item.text, "talks held");
  assert_true(item.charset_guessed);
}

static void western_quotes_are_guessed(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT, RO_LIT("the \x93road map\x94 \x96 he said, \x91no\x92"));
  assert_slice(item.text, "the \xE2\x80\x9Croad map\xE2\x80\x9D \xE2\x80\x93 he said, \xE2\x80\x98no\xE2\x80\x99");
  assert_slice(item.charset, "windows-1252");
  assert_true(item.charset_guessed);
}

static void cyrillic_is_guessed(void **state) {
  /* "министры обсудили вопросы сотрудничества и обмен мнениями по региону", windows-1251 */
  ro_item item = decode(*state, RO_ITEM_TEXT,
                        RO_LIT("\xEC\xE8\xED\xE8\xF1\xF2\xF0\xFB \xEE\xE1\xF1\xF3\xE4\xE8\xEB\xE8 \xE2\xEE\xEF\xF0\xEE\xF1\xFB "
                               "\xF1\xEE\xF2\xF0\xF3\xE4\xED\xE8\xF7\xE5\xF1\xF2\xE2\xE0 \xE8 \xEE\xE1\xEC\xE5\xED "
                               "\xEC\xED\xE5\xED\xE8\xFF\xEC\xE8 \xEF\xEE \xF0\xE5\xE3\xE8\xEE\xED\xF3"));
  assert_int_equal(item.error.status, READOUT_OK);
  assert_true(item.charset_guessed);
  assert_true(ro_slice_starts(item.text, RO_LIT("\xD0\xBC\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80\xD1\x8B ")));
}

static void few_faults_are_replaced_and_told(void **state) {
  ro_item item = decode(*state, RO_ITEM_TEXT,
                        RO_LIT("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 caf\xC3"));
  assert_int_equal(item.error.status, READOUT_OK);
  assert_true(ro_slice_ends(item.text, RO_LIT(" caf\xEF\xBF\xBD")));
  assert_slice(item.charset, "UTF-8");
  assert_true(item.charset_guessed);
}

static void pages_declare_their_charset(void **state) {
  ro_item item = decode(*state, RO_ITEM_HTML, RO_LIT("<html><head><META CharSet='windows-1251'></head><p>\xEC\xE8\xF0"));
  assert_slice(item.charset, "windows-1251");
  assert_false(item.charset_guessed);
  assert_true(ro_slice_ends(item.text, RO_LIT("\xD0\xBC\xD0\xB8\xD1\x80")));
  item = decode(*state, RO_ITEM_HTML,
                RO_LIT("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\"><p>\x93no\x94"));
  assert_true(ro_slice_ends(item.text, RO_LIT("\xE2\x80\x9Cno\xE2\x80\x9D")));
  item = decode(*state, RO_ITEM_HTML, RO_LIT("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html><p>\xB9"));
  assert_true(ro_slice_ends(item.text, RO_LIT("\xC5\xA1")));
}

static void valid_utf8_wins_over_what_is_declared(void **state) {
  ro_item item = decode(*state, RO_ITEM_HTML, RO_LIT("<meta charset=iso-8859-1><p>caf\xC3\xA9"));
  assert_slice(item.charset, "UTF-8");
  assert_true(ro_slice_ends(item.text, RO_LIT("caf\xC3\xA9")));
}

static void shifting_charsets_are_believed(void **state) {
  ro_item item = decode(*state, RO_ITEM_HTML, RO_LIT("<meta charset=iso-2022-jp><p>\x1B$B2q\x1B(B"));
  assert_true(ro_slice_ends(item.text, RO_LIT("\xE4\xBC\x9A")));
}

static void a_page_of_an_unknown_charset_still_decodes(void **state) {
  ro_item item = decode(*state, RO_ITEM_HTML, RO_LIT("<meta charset=x-no-such-charset><p>a\xE9z"));
  assert_int_equal(item.error.status, READOUT_OK);
  assert_true(item.charset_guessed);
}

static void takes_the_fields_of_an_object(void **state) {
  ro_item item = decode(
      *state, RO_ITEM_JSON,
      RO_LIT("{\"id\":\"r1\",\"text\":\"\\uFEFFa\\r\\nb\",\"title\":\"T\",\"outlet\":\"O\",\"url\":\"https://x.example/1\","
             "\"date\":\"2024-05-03\",\"modified\":null,\"other\":[1]}"));
  assert_int_equal(item.error.status, READOUT_OK);
  assert_int_equal(item.format, RO_ITEM_TEXT);
  assert_slice(item.id, "r1");
  assert_slice(item.text, "a\nb");
  assert_slice(item.title, "T");
  assert_slice(item.outlet, "O");
  assert_slice(item.url, "https://x.example/1");
  assert_slice(item.source, "https://x.example/1");
  assert_slice(item.published, "2024-05-03");
  assert_null(item.modified.ptr);
  assert_false(item.is_findings);
}

static void html_makes_a_page(void **state) {
  ro_item item = decode(*state, RO_ITEM_JSON, RO_LIT("{\"html\":\"<p>a\"}"));
  assert_int_equal(item.format, RO_ITEM_HTML);
  assert_slice(item.id, "x");
  assert_slice(item.text, "<p>a");
}

static void findings_are_handed_on_whole(void **state) {
  ro_item item = decode(*state, RO_ITEM_JSON, RO_LIT("{\"id\":\"f\",\"text\":\"a\",\"sentences\":[],\"attributions\":[]}"));
  assert_true(item.is_findings);
  assert_slice(item.id, "f");
  assert_slice(item.text, "{\"id\":\"f\",\"text\":\"a\",\"sentences\":[],\"attributions\":[]}");
}

static void refuse(void **state, ro_slice bytes, const char *why) {
  ro_item item = decode(*state, RO_ITEM_JSON, bytes);
  assert_int_equal(item.error.status, READOUT_ERR_INPUT);
  assert_int_equal(item.error.line, 3);
  assert_says(item.error.message, "line 3 of \"x\"");
  assert_says(item.error.message, why);
}

static void bad_objects_are_refused_in_words(void **state) {
  refuse(state, RO_LIT("{\"text\":\"a\""), "is not JSON: ");
  refuse(state, RO_LIT("{\"id\":\"a\"}"), "has neither \"text\" nor \"html\"");
  refuse(state, RO_LIT("{\"text\":5}"), "has \"text\" as uint; it must be a string");
  refuse(state, RO_LIT("{\"id\":1.5,\"text\":\"a\"}"), "has \"id\" as real");
  refuse(state, RO_LIT("[1]"), "holds array; an object");
  refuse(state, RO_LIT("{\"text\":\"\xE9\"}"), "is not valid UTF-8 at byte 9");
  refuse(state, RO_LIT("{\"text\":\"\\ud800\"}"), "is not JSON: ");
}

static void json_has_a_depth(void **state) {
  char json[400] = "{\"text\":\"[[[ \\\"{{\",\"x\":";
  size_t start = strlen(json);
  memset(json + start, '[', 63);
  memset(json + start + 63, ']', 63);
  memcpy(json + start + 126, "}", 2);
  assert_int_equal(decode(*state, RO_ITEM_JSON, ro_slice_of(json)).error.status, READOUT_OK);
  memset(json + start, '[', 64);
  memset(json + start + 64, ']', 64);
  memcpy(json + start + 128, "}", 2);
  refuse(state, ro_slice_of(json), "nests more than 64 levels deep at byte ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(line_ends_become_one),
      TEST(a_nul_is_refused_with_its_place),
      TEST(marks_decide),
      TEST(unmarked_utf16_is_guessed),
      TEST(western_quotes_are_guessed),
      TEST(cyrillic_is_guessed),
      TEST(few_faults_are_replaced_and_told),
      TEST(pages_declare_their_charset),
      TEST(valid_utf8_wins_over_what_is_declared),
      TEST(shifting_charsets_are_believed),
      TEST(a_page_of_an_unknown_charset_still_decodes),
      TEST(takes_the_fields_of_an_object),
      TEST(html_makes_a_page),
      TEST(findings_are_handed_on_whole),
      TEST(bad_objects_are_refused_in_words),
      TEST(json_has_a_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
