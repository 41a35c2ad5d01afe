/* Feeds: RSS of all kinds, Atom, and what claims to be one. */
#include "items.h"
#include "source/feed.h"

#define RSS(inside) "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>The Post</title>\n" inside "</channel></rss>"

static void entries_of_rss(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(
      s, "x.xml",
      RO_LIT(
          RSS("<image><title>no</title></image><item><title>A &amp;amp; B</title><link> http://x.example/1 </link><guid>g</guid>"
              "<pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate><description>short</description><media:title>no</media:title>"
              "<content:encoded><![CDATA[<p>Long]]></content:encoded></item>\n"
              "<item><title>nothing</title></item>\n<item><description>One&nbsp;two</description><source>Wire</source></item>")));
  ro_source *source = open_paths(&path, 1, NULL);
  ro_item item;
  assert_true(ro_source_next(source, &item, &s->arena));
  ro_item_decode(&item, &s->arena);
  assert_slice(item.id, "g");
  assert_slice(item.title, "A & B");
  assert_slice(item.text, "<p>Long");
  assert_int_equal(item.format, RO_ITEM_HTML);
  assert_slice(item.url, "http://x.example/1");
  assert_slice(item.source, "http://x.example/1");
  assert_slice(item.outlet, "The Post");
  assert_slice(item.published, "Tue, 03 Jun 2003 09:39:21 GMT");
  assert_true(ro_source_next(source, &item, &s->arena));
  ro_item_decode(&item, &s->arena);
  assert_int_equal(item.line, 5);
  assert_slice(item.outlet, "Wire");
  assert_slice(item.text, "One&nbsp;two");
  assert_false(ro_source_next(source, &item, &s->arena));
  assert_int_equal(ro_source_passed(source, RO_PASSED_EMPTY), 1);
  ro_source_close(source);
}

static void entries_of_rss_1(void **state) {
  scratch *s = *state;
  ro_item item =
      only_item(s,
                scratch_file(s, "x.rdf",
                             RO_LIT("<rdf:RDF><channel rdf:about='x'><title>F</title></channel><item><title>T</title>"
                                    "<dc:date>2024-05-03</dc:date><description>plain words</description></item></rdf:RDF>")),
                NULL);
  assert_slice(item.title, "T");
  assert_slice(item.outlet, "F");
  assert_slice(item.published, "2024-05-03");
  assert_slice(item.text, "plain words");
  assert_int_equal(item.format, RO_ITEM_TEXT);
}

static void entries_of_atom(void **state) {
  scratch *s = *state;
  ro_item item = only_item(
      s,
      scratch_file(
          s, "x.gz",
          gzip_of(s, RO_LIT("<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><id>i</id><link rel='self' "
                            "href='no'/><link href='http://x.example/1'/><title type='html'>a &lt;b>b&lt;/b></title>"
                            "<published>2024-01-02</published><updated>2024-01-03</updated><source><id>s</id><title>S</title>"
                            "<rights>r</rights></source><summary>no</summary><content type='xhtml'><div><p>x <b>y</b> &lt; "
                            "z</p></div></content></entry></feed>"))),
      NULL);
  assert_slice(item.id, "i");
  assert_slice(item.url, "http://x.example/1");
  assert_slice(item.title, "a b");
  assert_slice(item.published, "2024-01-02");
  assert_slice(item.modified, "2024-01-03");
  assert_slice(item.outlet, "S");
  assert_slice(item.text, "<div><p>x <b>y</b> &lt; z</p></div>");
}

static void charsets_are_known_as_everywhere(void **state) {
  scratch *s = *state;
  ro_item item =
      only_item(s,
                scratch_file(s, "x.xml",
                             RO_LIT("<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xEC\xE8\xF0</title>"
                                    "<description>x</description></item></channel></rss>")),
                NULL);
  assert_slice(item.title, "\u043C\u0438\u0440");
}

static void what_is_wrong_is_named(void **state) {
  scratch *s = *state;
  const char *path = scratch_file(s, "x.xml", RO_LIT(RSS("<item><description>a</description></item>\n<item><title>b</item>")));
  assert_string_equal(ids_of(s, &path, 1, NULL), "x.xml:3 !x.xml:4");
  assert_says(errors_of(s, path, NULL), "is no XML: mismatched tag; nothing behind it is read");
  path = scratch_file(s, "y.xml",
                      RO_LIT(RSS("<item><guid>1</guid><description>a</description></item>\n<item><title>b & c</title></item>\n\n"
                                 "<item><guid>3</guid><description>d</description></item>\n<item><title>e</item>\n"
                                 "<item><description>f</description></item>\n")));
  assert_string_equal(ids_of(s, &path, 1, NULL), "1 !y.xml:4 3 !y.xml:7 y.xml:8");
  assert_says(errors_of(s, path, NULL), "line 4 of \"");
  assert_says(errors_of(s, path, NULL), "its entry is left out");
  path = scratch_file(
      s, "z.atom",
      RO_LIT("<feed><title>F</title><entry><title>&</title></entry><entry><id>2</id><summary>x</summary></entry></feed>"));
  assert_string_equal(ids_of(s, &path, 1, NULL), "!z.atom:1 2");
  assert_says(errors_of(s, scratch_file(s, "a.opml", RO_LIT("<opml version='2.0'><body/></opml>")), NULL),
              "is OPML, a list of feeds");
}

static void nothing_expands(void **state) {
  scratch *s = *state;
  const char *laughs = scratch_file(
      s, "a.rss",
      RO_LIT("<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>" RSS("<item><description>&b;</description></item>")));
  assert_says(errors_of(s, laughs, NULL), "declares an entity, which no feed needs");
  const char *file =
      scratch_file(s, "b.rss",
                   RO_LIT("<!DOCTYPE rss [<!ENTITY a SYSTEM "
                          "\"file:///etc/passwd\">]><rss><channel><item><description>&a;</description></item></channel></rss>"));
  assert_says(errors_of(s, file, NULL), "declares an entity, which no feed needs");
  ro_item item = only_item(s,
                           scratch_file(s, "c.rss",
                                        RO_LIT("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'file:///no.dtd'>"
                                               "<rss><channel><item><description>a</description></item></channel></rss>")),
                           NULL);
  assert_slice(item.text, "a");
  ro_slices parts = {0};
  RO_PUSH(&s->arena, &parts, RO_LIT("<rss><channel><item><description>"));
  for (size_t i = 0; i < 100000; i++) RO_PUSH(&s->arena, &parts, RO_LIT("<b>"));
  assert_says(errors_of(s, scratch_file(s, "d.rss", joined(s, parts.at, parts.len)), NULL), "nests more than 1000 elements");
}

/* "url title date|…", with "!" for what failed. */
static const char *links_of(scratch *s, ro_slice bytes, bool *is_list) {
  ro_feed *feed;
  ro_feed_link link;
  readout_error err;
  ro_slices found = {0};
  size_t line;
  assert_int_equal(ro_feed_open(&feed, bytes, "x", &err), READOUT_OK);
  while (ro_feed_next_link(feed, &link, &line, &err)) {
    const char *url = link.url.ptr ? link.url.ptr : "-", *title = link.title.ptr ? link.title.ptr : "-";
    const char *date = link.date.ptr ? link.date.ptr : "-";
    ro_slice all = ro_arena_format(&s->arena, "%.*s %.*s %.*s", link.url.ptr ? (int)link.url.len : 1, url,
                                   link.title.ptr ? (int)link.title.len : 1, title, link.date.ptr ? (int)link.date.len : 1, date);
    RO_PUSH(&s->arena, &found, err.status == READOUT_OK ? all : RO_LIT("!"));
  }
  *is_list = ro_feed_is_list(feed);
  ro_feed_close(feed);
  return ro_arena_join(&s->arena, found.at, found.len, RO_LIT("|")).ptr;
}

static void links_are_what_entries_lead_to(void **state) {
  scratch *s = *state;
  bool is_list;
  assert_string_equal(
      links_of(s,
               RO_LIT(RSS("<item><link>/1</link><title>A &amp;amp; B</title><pubDate>2024-05-03</pubDate></item>"
                          "<item><guid>http://x.example/2</guid></item><item><guid>3</guid><title>b & c</title></item>\n"
                          "<item><guid>4</guid></item>")),
               &is_list),
      "/1 A & B 2024-05-03|http://x.example/2 - -|!|- - -");
  assert_false(is_list);
  assert_string_equal(links_of(s,
                               RO_LIT("<opml><head><title>T</title></head><body><outline text='g'><outline xmlUrl='/a' text='A'/>"
                                      "<outline xmlUrl='/b' title='B' text='no'><outline xmlUrl='/c'/></outline></outline>"
                                      "</body></opml>"),
                               &is_list),
                      "/a A -|/b B -|/c - -");
  assert_true(is_list);
  assert_string_equal(links_of(s, RO_LIT("<opml><body><outline xmlUrl='/a'/><outline &/></body></opml>"), &is_list), "/a - -|!");
  assert_string_equal(links_of(s, RO_LIT("<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>"), &is_list), "!");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(entries_of_rss),
      TEST(entries_of_rss_1),
      TEST(entries_of_atom),
      TEST(charsets_are_known_as_everywhere),
      TEST(what_is_wrong_is_named),
      TEST(nothing_expands),
      TEST(links_are_what_entries_lead_to),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
