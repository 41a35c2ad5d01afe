#include "source/html.h"

#include "../base/scratch.h"

static ro_page parse(scratch *s, ro_slice html) {
  ro_page page;
  ro_page_parse(&page, html, &s->arena);
  return page;
}

#define assert_text(state, html, shown) assert_slice(parse(*(state), RO_LIT(html)).text, shown)

static void blocks_stand_apart(void **state) {
  assert_text(state, "<p>One.<p>Two.<div>Three<h2>Four</h2>five</div>", "One.\n\nTwo.\n\nThree\n\nFour\n\nfive");
  assert_text(state, "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd");
  assert_text(state, "<body> <p> </p> <div>&nbsp;</div>", "");
}

static void white_space_is_run_together(void **state) {
  assert_text(state,
              "<p>  a \n\t b&nbsp;&nbsp; c&#8239;d\xE3\x80\x80"
              "e </p>",
              "a b c d e");
  assert_text(state, "<pre>a\n   b</pre>", "a b");
}

static void inline_elements_join_as_they_stand(void **state) {
  assert_text(state, "<p>a<b>b</b><i> c</i> <a href=x>d</a>e", "ab c de");
  assert_text(state, "<p>x<span> </span>y <!-- no --> z", "x y z");
}

static void line_breaks_are_line_ends(void **state) {
  assert_text(state, "<p><br>a <br> b<br>", "a\nb");
  assert_text(state, "<p>a<br><br>b<br><br><br>c</p><p>d", "a\n\nb\n\n\nc\n\nd");
  assert_int_equal(parse(*state, RO_LIT("<p>a<br>b<br><br>c<p>d")).blocks.len, 3);
}

static void what_is_not_shown_is_dropped(void **state) {
  assert_text(state,
              "<title>t</title><style>s</style><script>s</script><noscript><p>n</noscript><template><p>t</template>"
              "<iframe>i</iframe><svg><title>t</title></svg><p>a",
              "a");
}

static void entities_are_read(void **state) {
  assert_text(state, "<p>Foreign &amp; Trade &mdash; &#x201C;x&#8221; &lt;p&gt;",
              "Foreign & Trade \xE2\x80\x94 \xE2\x80\x9Cx\xE2\x80\x9D <p>");
}

static void blocks_know_where_they_stand(void **state) {
  ro_page page =
      parse(*state, RO_LIT("<nav>n</nav><article class='Story Main' id=S1><h2>h</h2><p>text <a href=x>lin<b>k</b></a></p>"
                           "<figure><figcaption>c</figcaption></figure><p style='color:red;display: none'>x</article>"));
  assert_int_equal(page.blocks.len, 5);
  const ro_page_element *e = page.elements.at;
  assert_true(e[page.blocks.at[0].element].within & RO_IN_NAV);
  assert_int_equal(e[page.blocks.at[1].element].heading, 2);
  const ro_page_block *p = &page.blocks.at[2];
  assert_slice(e[p->element].tag, "p");
  assert_slice(e[e[p->element].parent].hints, "story main s1");
  assert_true(e[p->element].within & RO_IN_ARTICLE);
  assert_int_equal(p->link_bytes, 4);
  assert_true(e[page.blocks.at[3].element].within & RO_IN_CAPTION);
  assert_true(e[page.blocks.at[4].element].within & RO_IS_HIDDEN);
}

static void links_within_the_page_are_text(void **state) {
  ro_page page = parse(*state, RO_LIT("<p><a href='#part-2'>Part two</a><p><a href='#'>menu</a><p><a href='/p#x'>away</a>"));
  assert_int_equal(page.blocks.at[0].link_bytes, 0);
  assert_int_equal(page.blocks.at[1].link_bytes, 4);
  assert_int_equal(page.blocks.at[2].link_bytes, 4);
}

static void elements_know_their_blocks(void **state) {
  ro_page page = parse(*state, RO_LIT("<p>0</p><main><p>1</p><div><p>2</p></div></main><p>3"));
  for (size_t i = 0; i < page.elements.len; i++) {
    const ro_page_element *e = &page.elements.at[i];
    assert_true(e->parent <= i);
    if (!ro_slice_equal(e->tag, RO_LIT("main"))) continue;
    assert_int_equal(e->first_block, 1);
    assert_int_equal(e->end_block, 3);
    return;
  }
  fail_msg("no main");
}

static void the_head_is_read(void **state) {
  ro_page page = parse(
      *state,
      RO_LIT(
          "<html lang=en-GB><head><title> A\n title </title><meta property='og:Site_Name' content=' The  Post '>"
          "<meta name=author content=''><link rel=canonical href='https://x.example/a'>"
          "<link rel=icon title=Sign><link rel=alternate type='application/rss+xml' href=/feed title='The Post \xC2\xBB  Feed'>"
          "<script type='application/ld+json'>{\"a\":1}</script></head>"
          "<body><img alt=' A  lake '><img alt=''><time datetime=2024-05-03 pubdate>3 May</time><span itemprop=datePublished "
          "content=2024-05-04>x"));
  assert_slice(page.title, "A title");
  assert_slice(page.language, "en-GB");
  assert_slice(page.canonical, "https://x.example/a");
  assert_int_equal(page.pictures.len, 1);
  assert_slice(page.pictures.at[0], "A lake");
  assert_slice(page.feed, "The Post \xC2\xBB Feed");
  assert_int_equal(page.json_ld.len, 1);
  assert_slice(page.json_ld.at[0], "{\"a\":1}");
  assert_int_equal(page.properties.len, 2);
  assert_slice(page.properties.at[0].name, "og:site_name");
  assert_slice(page.properties.at[0].value, "The Post");
  assert_slice(page.properties.at[1].name, "datepublished");
  assert_int_equal(page.times.len, 1);
  assert_slice(page.times.at[0].datetime, "2024-05-03");
  assert_true(page.times.at[0].is_publication);
}

/* What is left out of the bytes before they are parsed must not change how the rest is read. */
static void odd_markup_is_read_as_browsers_do(void **state) {
  static const struct {
    const char *html, *text;
  } CASES[] = {
      {"<p>a<!-- > <p>no -->b<!-->c<!--->d<!-- x --!>e<!---->f", "abcdef"},
      {"a<script>if (1 < 2) '</scripty>'; <!-- <script> </script> no --></script>b", "ab"},
      {"a<SCRIPT>x</sCript >b<style>p > a {}</style/>c<noscript><p>no</noscript>d", "abcd"},
      {"<textarea><p>x<!-- y</textarea><p>z", "<p>x<!-- y\n\nz"},
      {"<title>a<p>b</title>c", "c"},
      {"<svg><style>a<b>c</b></style></svg>d", "cd"},
      {"<svg><g/>a</svg>b<svg><path d=x/>c</path></svg>d", "abcd"},
      {"<math><![CDATA[a > b]]></math>c<![CDATA[d > e]]>f", "a > bc e]]>f"},
      {"<p title='>' class=\"a>b\" data-x=y>a<p/class='x'/id=y>b", "a\n\nb"},
      {"a < 5 <5 </ x>b<? c >d", "a < 5 <5 bd"},
      {"a</b x='>'>b<p hidden data-x='c", "ab"},
      {"<b><b><b><b>a</b>b<p>c", "ab\n\nc"},
      {"<table><tr><input type=hidden><td>a<input type=text></table>b", "a\n\nb"},
      {"a<iframe><p>no</iframe>b<xmp><p>c</xmp>d<plaintext></p>", "ab\n\n<p>c\n\nd\n\n</p>"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    ro_slice text = parse(*state, ro_slice_of(CASES[i].html)).text;
    if (!ro_slice_equal(text, ro_slice_of(CASES[i].text))) fail_msg("%s: %.*s", CASES[i].html, (int)text.len, text.ptr);
  }
}

static void attributes_are_kept_that_say_something(void **state) {
  ro_page page = parse(
      *state, RO_LIT("<div CLASS=A id='b' data-x=no class=c data-testid=\"D e\" =f><p style='color:red;display : none'>x</p>"
                     "<svg><a xlink:href='/y'>y</a></svg><a HREF=z>z</a><a href=''>e</a><meta itemprop=author content=w>"));
  const ro_page_element *e = page.elements.at;
  assert_slice(e[e[page.blocks.at[0].element].parent].hints, "a b d e");
  assert_true(e[page.blocks.at[0].element].within & RO_IS_HIDDEN);
  assert_int_equal(page.blocks.at[1].link_bytes, 3);
  assert_slice(page.properties.at[0].value, "w");
}

typedef struct deep {
  scratch *s;
  ro_slice html;
} deep;

static void parse_deep(void *ctx) {
  deep *d = ctx;
  (void)parse(d->s, d->html);
}

static void nesting_has_an_end(void **state) {
  scratch *s = *state;
  size_t count = 200000;
  char *html = ro_arena_alloc(&s->arena, count * 5, 1);
  for (size_t i = 0; i < count; i++) memcpy(html + i * 5, "<div>", 5);
  readout_error err = {0};
  deep d = {s, {html, count * 5}};
  assert_int_equal(ro_guard_run(&s->guard, parse_deep, &d, &err), READOUT_ERR_MEMORY);
  assert_says(err.message, "nests more than 2000 elements");
  d.html.len = 1900 * 5;
  assert_int_equal(ro_guard_run(&s->guard, parse_deep, &d, &err), READOUT_OK);
}

static void nothing_is_a_page_too(void **state) {
  ro_page page = parse(*state, RO_LIT(""));
  assert_slice(page.text, "");
  assert_int_equal(page.blocks.len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(blocks_stand_apart),
      TEST(white_space_is_run_together),
      TEST(inline_elements_join_as_they_stand),
      TEST(line_breaks_are_line_ends),
      TEST(what_is_not_shown_is_dropped),
      TEST(entities_are_read),
      TEST(blocks_know_where_they_stand),
      TEST(links_within_the_page_are_text),
      TEST(elements_know_their_blocks),
      TEST(the_head_is_read),
      TEST(odd_markup_is_read_as_browsers_do),
      TEST(attributes_are_kept_that_say_something),
      TEST(nesting_has_an_end),
      TEST(nothing_is_a_page_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
