/* Markdown and its front matter. */
#include "items.h"

static ro_item read_markdown(scratch *s, ro_slice bytes) {
  return only_item(s, scratch_file(s, "x.md", bytes), NULL);
}

static void front_matter_is_what_came_with_it(void **state) {
  ro_item item = read_markdown(*state, RO_LIT("---\ntitle: \"Talks: held\"\nDate: 2024-05-03\npublisher: MFA\nsource: no\n"
                                              "tags: [a, {title: no}]\nmore:\n  url: no\nalias: &x y\nother: *x\n"
                                              "link: http://x.example/1\nid: 7\nupdated: ~\n---\nWords.\n"));
  assert_slice(item.title, "Talks: held");
  assert_slice(item.published, "2024-05-03");
  assert_slice(item.outlet, "MFA");
  assert_slice(item.url, "http://x.example/1");
  assert_slice(item.source, "http://x.example/1");
  assert_slice(item.id, "7");
  assert_null(item.modified.ptr);
  assert_slice(item.text, "Words.");
  assert_int_equal(item.format, RO_ITEM_TEXT);
}

static void text_is_what_its_reader_sees(void **state) {
  ro_item item = read_markdown(
      *state, RO_LIT("# Head #\n\nOne *two*\nthree [link](x) `code` &amp; \\*.  \nbroken\n\n- item **a**\n- item b\n\n"
                     "  1. first\n\n     more\n\n> quoted\n\n***\n\n![alt](p.png)\n\n<div><p>a</p><p>b</div>\n\nx<br>y\n"));
  assert_slice(item.text,
               "Head\n\nOne two three link code & *.\nbroken\n\nitem a\n\nitem b\n\nfirst\n\nmore\n\nquoted\n\na\n\nb\n\nxy");
}

static void rules_are_no_front_matter(void **state) {
  assert_slice(read_markdown(*state, RO_LIT("---\nOne.\n\n---\n\nTwo.\n")).text, "One.\n\nTwo.");
  assert_slice(read_markdown(*state, RO_LIT("---\nOne.\n")).text, "One.");
  assert_slice(read_markdown(*state, RO_LIT("---\n---\nOne.\n")).text, "One.");
  assert_slice(read_markdown(*state, RO_LIT("")).text, "");
}

static void what_is_wrong_is_named(void **state) {
  scratch *s = *state;
  ro_item item = read_markdown(s, RO_LIT("---\ntitle: a\n\tb: c\n---\nx"));
  assert_says(item.error.message, "line 3 of \"");
  assert_says(item.error.message, "is no YAML: ");
  item = read_markdown(s, JOINED(s, RO_LIT("---\na: "), many(s, '[', 60000), RO_LIT("\n---\nx")));
  assert_says(item.error.message, "front matter that nests more than 64 levels deep");
  item = read_markdown(s, JOINED(s, RO_LIT("---\na: "), many(s, 'x', 70000), RO_LIT("\n---\nx")));
  assert_says(item.error.message, "front matter of more than 65536 bytes");
  item = read_markdown(s, many(s, '>', 100000));
  assert_says(item.error.message, "opens more than 100 quotes and lists in line 1");
  item = read_markdown(s, many(s, 'x', 5000000));
  assert_says(item.error.message, "is Markdown of more than 4194304 bytes");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(front_matter_is_what_came_with_it),
      TEST(text_is_what_its_reader_sees),
      TEST(rules_are_no_front_matter),
      TEST(what_is_wrong_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
