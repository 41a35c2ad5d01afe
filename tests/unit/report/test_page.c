#include "reading.h"

#define A "The two ministers met on Tuesday and agreed to reopen the border crossing that was closed in the spring."
#define B "Officials of both countries will prepare a timetable in the coming weeks, the ministry said."
#define C "The crossing was used by some four thousand people a day before it was closed, most of them on their way to work."
#define ARTICLE "<p>" A "</p><p>" B "</p><p>" C "</p>"

static void the_article_is_taken_from_the_page(void **state) {
  const char *html =
      "<title>Border to reopen - Lake Post</title><header><nav><a href=/>Home</a> <a href=/n>News</a></nav></header>"
      "<div id=page><div class=story><h1>Border to reopen</h1><div class=byline>By Ada Novak</div>" ARTICLE
      "<div class='share-bar'>Share this on the usual places, and tell your friends about it.</div></div>"
      "<div class=sidebar><h3>Most read</h3><ul><li><a href=/1>Ferry is back in service after the storm of last "
      "week.</a></ul></div></div>"
      "<footer><p>Lake Post is a paper for the people of the lakes and has been one for many years.</p></footer>";
  assert_string_equal(main_of_page(state, html), A "|" B "|" C);
}

static void captions_comments_and_teasers_are_cut(void **state) {
  const char *html =
      "<article><h1>Border to reopen</h1><figure><img><figcaption>The ministers shake hands at the bridge on "
      "Tuesday.</figcaption></figure>" ARTICLE
      "<h2>Related stories</h2><p><a href=/1>Ferry is back in service after the storm of last week.</a></p></article>"
      "<section id=comments><p>I have been waiting for this since the spring, and so have all of my neighbours.</p></section>";
  assert_string_equal(main_of_page(state, html), A "|" B "|" C);
}

static void subheads_lists_and_quotes_stay(void **state) {
  const char *html = "<main><h1>Border to reopen</h1><p>" A "</p><h2>A timetable</h2><p>" B
                     "</p><ul><li>a survey</li><li>a tender</li></ul>"
                     "<blockquote>" C "</blockquote><h2>Nothing under it</h2></main>";
  assert_string_equal(main_of_page(state, html), A "|A timetable|" B "|a survey|a tender|" C);
}

static void a_standfirst_belongs_to_it(void **state) {
  const char *html =
      "<article><header><h1>Border to reopen</h1><p class=lead>After months of talks, two neighbours have found a way to open "
      "it.</p></header>"
      "<p class=date>3 May 2024</p><div class=article-body>" ARTICLE "</div></article>";
  assert_string_equal(main_of_page(state, html),
                      "After months of talks, two neighbours have found a way to open it.|" A "|" B "|" C);
}

static void hidden_text_is_cut(void **state) {
  assert_string_equal(
      main_of_page(state,
                   "<article>" ARTICLE "<p hidden>This paragraph is there for machines only, and nobody sees it.</p></article>"),
      A "|" B "|" C);
}

static void names_do_not_cut_what_holds_the_article(void **state) {
  assert_string_equal(main_of_page(state, "<form class='page sidebar-right newsletter'>" ARTICLE "</form>"), A "|" B "|" C);
  assert_string_equal(main_of_page(state, "<article class='post tag-advertising category-related'>" ARTICLE "</article>"),
                      A "|" B "|" C);
}

static void line_breaks_part_paragraphs(void **state) {
  assert_string_equal(main_of_page(state, "<td>" A "<br><br>" B "<br><br>" C "</td>"), A "|" B "|" C);
}

static void a_page_without_an_article_is_all_main(void **state) {
  assert_string_equal(main_of_page(state, "<ul><li><a href=/>Home</a><li><a href=/n>News</a></ul>"), "Home|News");
  assert_string_equal(main_of_page(state, ""), "");
}

static void markup_tells_of_the_report(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML,
                 "<title>x</title><meta property=og:title content='Border to reopen | Lake Post'><meta property=og:site_name "
                 "content='Lake Post'>"
                 "<meta property=article:published_time content='2024-05-03T10:00:00Z'><meta property=article:modified_time "
                 "content='2024-05-04T10:00:00Z'><meta name=author content='Ada Novak'><link rel=canonical "
                 "href='https://lake.example/1'>" ARTICLE);
  assert_field(report.title, "Border to reopen");
  assert_field(report.outlet, "Lake Post");
  assert_field(report.byline, "Ada Novak");
  assert_field(report.published, "2024-05-03");
  assert_field(report.modified, "2024-05-04");
  assert_field(report.url, "https://lake.example/1");
  assert_false(report.published_guessed);
}

static void json_ld_tells_of_the_report(void **state) {
  ro_report report = reading_of(
      state, RO_ITEM_HTML,
      "<script type='application/ld+json'>not json</script><script type='application/ld+json'>//<![CDATA[\n"
      "{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},{\"@type\":[\"NewsArticle\"],\"headline\":"
      "\"Ministers &amp; border\n reopen\",\"datePublished\":\"2024-05-03\",\"author\":[{\"name\":\"Ada Novak\"}],"
      "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Lake Post\"},}]}\n//]]></script>" ARTICLE);
  assert_field(report.title, "Ministers & border reopen");
  assert_field(report.outlet, "Lake Post");
  assert_field(report.byline, "Ada Novak");
  assert_field(report.published, "2024-05-03");
}

static void dates_are_guessed_last(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML, "<h1>Border to reopen</h1><time class=published datetime=2024-05-03>x</time>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_true(report.published_guessed);
  report = reading_of(state, RO_ITEM_HTML, "<h1>Border to reopen</h1><p>Posted on May 3, 2024</p>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_true(report.published_guessed);
  report = reading_of(state, RO_ITEM_HTML, "<link rel=canonical href=https://lake.example/2024/05/03/x>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_false(report.published_guessed);
  report = reading_of(state, RO_ITEM_HTML,
                      "<h1>Border to reopen</h1>" ARTICLE "<p>They will meet again on June 9, 2024 in the town hall.</p>");
  assert_null(report.published.ptr);
}

static void pages_have_datelines_and_credits(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML,
                 "<h1>Border to reopen</h1><p>PORT LAKE, May 3 (Lakewire) \xE2\x80\x94 " A "</p><p>" B "</p><p>" C "</p>");
  assert_field(report.dateline.place, "PORT LAKE");
  assert_field(report.dateline.date, "XXXX-05-03");
  assert_field(report.credit, "Lakewire");
  assert_true(report.dateline.span.end > report.dateline.span.start);
  report = reading_of(state, RO_ITEM_HTML, ARTICLE "<p>Source: Ministry of Transport</p>");
  assert_field(report.credit, "Ministry of Transport");
}

static void names_do_not_cut_where_most_of_the_page_stands(void **state) {
  const char *html = "<body><div class=wide-slider><h1>Border to reopen</h1>" ARTICLE "</div>";
  assert_string_equal(main_of_page(state, html), A "|" B "|" C);
  html = "<article><h1>Border to reopen</h1><p>" A "</p></article><div id=comments><p>" B "</p><p>" C "</p></div>";
  assert_string_equal(main_of_page(state, html), A);
  html = "<div class=teaser-text>" ARTICLE "</div><div class=teaser><p>" A " <a href=/1>All about the border</a></p></div>";
  assert_string_equal(main_of_page(state, html), A "|" B "|" C);
}

static void what_a_reader_types_is_cut(void **state) {
  assert_string_equal(main_of_page(state, "<article>" ARTICLE "</article><textarea>" A "\n" B "\n" C "\n" A "\n" B "</textarea>"),
                      A "|" B "|" C);
}

static void hidden_panels_of_one_name_stay(void **state) {
  const char *html = "<article><h2>Before the spring</h2><div class='panel panel-1' style='display:none'><p>" A
                     "</p></div><h2>Now</h2><div class='panel panel-2' hidden><p>" B
                     "</p></div><h2>Then</h2><div class='panel panel-3' hidden><p>" C "</p></div></article>";
  assert_string_equal(main_of_page(state, html), "Before the spring|" A "|Now|" B "|Then|" C);
}

static void cards_behind_the_article_are_cut(void **state) {
#define CARD(n)                                  \
  "<div class='card card-" n "'><h3><a href=/" n \
  ">Ferry is back in service</a></h3><p>It had been out of service since the storm of last week.</p></div>"
  assert_string_equal(
      main_of_page(state, "<main><h1>Border to reopen</h1>" ARTICLE "<div>" CARD("1") CARD("2") CARD("3") "</div></main>"),
      A "|" B "|" C);
}

static void other_articles_beside_it_are_cut(void **state) {
#define POST(title, text) \
  "<div class='post post-1'><h2>" title "</h2><p>3 May 2024</p><p>The mayor said so on Monday.</p><p>" text "</p></div>"
  const char *one = POST("Border to reopen", A), *other = POST("A ferry is back", B), *third = POST("Snow at the pass", C);
  char html[4096];
  (void)snprintf(html, sizeof html, "<title>Border to reopen</title><main>%s%s%s</main>", one, other, third);
  assert_string_equal(main_of_page(state, html), "The mayor said so on Monday.|" A);
  (void)snprintf(html, sizeof html, "<title>A ferry is back</title><main>%s%s%s</main>", one, other, third);
  assert_string_equal(main_of_page(state, html), "The mayor said so on Monday.|" B);
  /* A page that is about none of them alone has them all. */
  (void)snprintf(html, sizeof html, "<title>News of May</title><main>%s%s</main>", one, third);
  assert_non_null(strstr(main_of_page(state, html), C));
}

static void links_amid_the_article_stay(void **state) {
  const char *html =
      "<article><p>" A "</p><h2><a href=/1>The bridge</a></h2><p>" B "</p><ul><li><a href=/2>a survey</a></li></ul><p>" C
      "</p><p>Read more</p><ul><li><a href=/3>a ferry</a></li></ul><p>" A " Both said so.</p></article>";
  assert_string_equal(main_of_page(state, html), A "|The bridge|" B "|a survey|" C "|" A " Both said so.");
}

static void what_is_said_twice_is_kept_once(void **state) {
  assert_string_equal(
      main_of_page(state, "<article><div class=wide>" ARTICLE "</div><div class=narrow>" ARTICLE "</div></article>"),
      A "|" B "|" C);
}

static void lines_beside_its_paragraphs_belong_to_it(void **state) {
  assert_string_equal(main_of_page(state, "<div><p>To whom it concerns</p>" ARTICLE "<p>Yours, Ada</p></div><p>Lake Post</p>"),
                      "To whom it concerns|" A "|" B "|" C "|Yours, Ada");
}

static void a_standfirst_needs_no_full_stop(void **state) {
  const char *html =
      "<div><h1>Border to reopen</h1><p class=subtitle>After months of talks, two neighbours have found a way to open the "
      "crossing again</p><div class=tools>Print</div></div><div class=article-body>" ARTICLE "</div>";
  assert_string_equal(main_of_page(state, html),
                      "After months of talks, two neighbours have found a way to open the crossing again|" A "|" B "|" C);
}

static void dates_stand_where_one_looks_for_them_last(void **state) {
  ro_report report = reading_of(state, RO_ITEM_HTML, "<meta name=w-published-date content='2024-05-03T06:03:43Z'>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_false(report.published_guessed);
  report = reading_of(state, RO_ITEM_HTML, ARTICLE "<footer><p>Last updated: May 3, 2024</p></footer>");
  assert_field(report.published, "2024-05-03");
  assert_field(report.modified, "2024-05-03");
  report = reading_of(state, RO_ITEM_HTML,
                      "<meta name=last-modified content='May 3, 2024'><h1>Border to reopen</h1><p>1 July 2024</p>" ARTICLE);
  assert_field(report.published, "2024-05-03");
}

static void dates_by_the_title_correct_the_metadata(void **state) {
#define STATED(date) "<meta property=article:published_time content='" date "'>"
  ro_report report = reading_of(state, RO_ITEM_HTML, STATED("2024-06-20") "<h1>Border to reopen</h1><p>3. Mai 2024</p>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_true(report.published_guessed);
  report = reading_of(state, RO_ITEM_HTML,
                      STATED("2024-06-20") "<meta property=article:modified_time content='2024-07-01'><h1>Border to reopen</h1><p>1 "
                                           "July 2024</p>" ARTICLE);
  assert_field(report.published, "2024-06-20");
  report = reading_of(state, RO_ITEM_HTML,
                      STATED("2024-06-20") "<meta property=article:modified_time content='2024-07-01'><h1>Border to reopen</h1><p>3 May "
                                           "2024</p>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_HTML,
                      STATED("2024-05-04T01:00:00Z") "<link rel=canonical href=https://lake.example/2024/05/03/x>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_HTML, "<h1>Border to reopen</h1><p>Updated on May 3, 2024</p>" ARTICLE);
  assert_field(report.published, "2024-05-03");
  assert_true(report.published_guessed);
}

static void the_time_by_the_article_is_its_own(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML,
                 "<div><a href=/1>Ferry</a> <time datetime=2024-06-20>20 June</time></div><div>a</div><div>b</div><div>c</div>"
                 "<h1>Border to reopen</h1><time datetime=2024-05-03>x</time>" ARTICLE);
  assert_field(report.published, "2024-05-03");
}

static void json_ld_with_entities_is_read(void **state) {
  ro_report report = reading_of(state, RO_ITEM_HTML,
                                "<script type='application/ld+json'>{&quot;@type&quot;:&quot;NewsArticle&quot;,"
                                "&quot;datePublished&quot;:&quot;2024-05-03&quot;}</script>" ARTICLE);
  assert_field(report.published, "2024-05-03");
}

static void what_a_machine_stamped_gives_way(void **state) {
#define SCRIPT(modified)                                                                                        \
  "<script "                                                                                                    \
  "type='application/"                                                                                          \
  "ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03T09:21:40Z\",\"dateModified\":\"" modified \
  "\"}</script><h1>Border to reopen</h1>"
#define STAMPED SCRIPT("2024-05-03T09:21:40Z")
#define CHANGED SCRIPT("2024-05-03T10:00:00Z")
#define SHOWN "<div>2 May 2024</div>" ARTICLE
  /* Anywhere in the page, the one <time> that says it is the publication's. */
#define TOLD ARTICLE "<footer><p>One</p><p>Two</p>Published <time pubdate datetime=2023-08-13>August 13, 2023</time></footer>"
  static const char *const pages[][2] = {
      {STAMPED SHOWN, "2024-05-02"}, {CHANGED SHOWN, "2024-05-03"}, {STAMPED TOLD, "2023-08-13"}, {CHANGED TOLD, "2024-05-03"}};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    assert_field(reading_of(state, RO_ITEM_HTML, pages[i][0]).published, pages[i][1]);
}

static void votes_are_no_title(void **state) {
  const char *html =
      "<h1>Border to reopen</h1><div><time class=date datetime=2024-05-03>3 May</time></div><div>a</div><div>b</div>"
      "<div>c</div><div>d</div><h1>94</h1>" ARTICLE "<div><time class=date datetime=2024-06-20>20 June</time></div>";
  assert_field(reading_of(state, RO_ITEM_HTML, html).published, "2024-05-03");
}

static void json_ld_may_stand_in_a_meta_element(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML,
                 "<meta name='script:ld+json' content='{&quot;@context&quot;:&quot;https://schema.org&quot;,&quot;@type&quot;:"
                 "&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2024-05-03&quot;}'>" ARTICLE);
  assert_field(report.published, "2024-05-03");
}

static void a_byline_may_end_in_a_time(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML, "<div>By: Lake Post desk on 04-ago-2021 5:11:10</div><h1>Border to reopen</h1>" ARTICLE);
  assert_field(report.published, "2021-08-04");
}

static void a_title_ends_with_the_main_heading(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML, "<title>Border to reopen | Lake Post</title><h1>Border to reopen</h1>" ARTICLE);
  assert_field(report.title, "Border to reopen");
  assert_field(report.outlet, "Lake Post");
  report =
      reading_of(state, RO_ITEM_HTML, "<title>Border to reopen | World | Lake Post</title><h1>Border to reopen</h1>" ARTICLE);
  assert_field(report.title, "Border to reopen");
  assert_null(report.outlet.ptr);
}

static void an_outlet_is_named_by_title_and_address(void **state) {
#define AT(url) "<link rel=canonical href='" url "'>"
#define SITE(name) "<meta property=og:site_name content='" name "'>"
#define FEED(name) "<link rel=alternate type=application/rss+xml href=/feed title='" name "'>"
  static const char *const pages[][2] = {
      /* What stands for the host, wherever it stands. */
      {AT("https://www.lakepost.example/1") "<title>Lake Post online | World | Border to reopen soon</title>",
       "Lake Post online"},
      {AT("https://mueller-see.example/1") "<title>Border to reopen soon - M\xC3\xBCller See</title>", "M\xC3\xBCller See"},
      {AT("https://archive.example/web/2020/http://lakepost.example/1") "<title>Border to reopen | Lake Post</title>",
       "Lake Post"},
      {AT("https://lakepost.example/1") "<title>Border to reopen: one year after | Lake Post\xC2\xAE</title>", "Lake Post"},
      /* What a heading leaves. */
      {AT("https://x.example/1") "<title>Border to reopen | The Lake</title><h2>Border to reopen</h2>", "The Lake"},
      {AT("https://x.example/1") "<title>The Lake \xC2\xBB Border to reopen</title><h1>Border to reopen</h1>", "The Lake"},
      {AT("https://x.example/1") "<title>\xE8\xBE\xB9\xE5\xA2\x83-\xE5\x8D\x8A\xE6\x9C\x88\xE8\xB0\x88</title>",
       "\xE5\x8D\x8A\xE6\x9C\x88\xE8\xB0\x88"},
      /* A publisher may have several. */
      {AT("https://lakepost.example/1") "<title>Border to reopen - Lake Post</title>"
                                        "<script "
                                        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Waters "
                                        "Inc.\"}}</script>",
       "Lake Post"},
      {AT("https://lakepost.example/1") "<script type='application/ld+json'>[{\"@type\":\"WebSite\",\"name\":\"The Lake Post\"},"
                                        "{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Waters Inc.\"}}]</script>",
       "The Lake Post"},
      /* A motto is no part of a name; a state is, and a part of the outlet. */
      {AT("https://lakepost.example/1") SITE("Lake Post - all that the lake talks of"), "Lake Post"},
      {AT("https://lakepost.example/1") SITE("The Lake Post | News, Sports, Weather & Tides"), "The Lake Post"},
      {AT("https://lakepost.example/1") SITE("All that the lake talks of | Lake Post"), "Lake Post"},
      {AT("https://lakepost.example/1") SITE("Lake Post - what the lakepost says"), "Lake Post"},
      {AT("https://lakepost.example/1") SITE("Waters of the North East and West | Lake Post"),
       "Waters of the North East and West | Lake Post"},
      {AT("https://lakepost.example/1") SITE("Lake Post - East Shore"), "Lake Post - East Shore"},
      {AT("https://lakehouse.example/1") SITE("Lake House | Democratic Republic of the Two Lakes"),
       "Lake House | Democratic Republic of the Two Lakes"},
      {AT("https://x.example/1") SITE("Lake Post - all that the lake talks of"), "Lake Post - all that the lake talks of"},
      /* An address, or the page's title, is no name where there is another. */
      {AT("https://www.lakepost.example/1") SITE("www.lakepost.example") "<title>Border to reopen - Lake Post</title>",
       "Lake Post"},
      {AT("https://www.lakepost.example/1") SITE("www.lakepost.example") "<title>Border - www.lakepost.example</title>",
       "lakepost.example"},
      {AT("https://lakepost.example/1") SITE("Border to reopen | Lake Post") "<title>Border to reopen | Lake Post</title>",
       "Lake Post"},
      {AT("https://x.example/1") SITE(
           "Border between the two shores of the lake to reopen by the end of May") "<title>Border between the two shores of the "
                                                                                    "lake to reopen by the end of May</title>",
       "x.example"},
      /* Nor is a part of the site. */
      {AT("https://x.example/1") "<title>News - Border to reopen</title><h1>Border to reopen</h1>", "x.example"},
      /* A feed has the site's name. */
      {AT("https://lakepost.example/1") FEED("The Lake Post &raquo; Feed"), "The Lake Post"},
      {AT("https://lakepost.example/1") FEED("Latest news of Lake Post"), "lakepost.example"},
      /* So does a picture that stands for it, but not before a title that does. */
      {AT("https://lakepost.example/1") "<img alt='The lake'><img alt='Lake Post logo'>", "Lake Post"},
      {AT("https://lakepost.example/1") "<img alt='Lake Post'><title>Border to reopen | Lake Post Weekly</title>",
       "Lake Post Weekly"},
      {AT("https://lakepost.example/1") "<img alt='Lake Post at Harbour Road'>", "lakepost.example"},
      {AT("https://x.example/1") "<title>Border to reopen - By Ana Ruiz</title><h1>Border to reopen</h1>", "x.example"},
      {AT("https://lake.example/1") "<title>Lake Insider: Lake reopens today</title><h1>Lake reopens today</h1>", "Lake Insider"},
      {AT("https://lakepost.example/1") "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":"
                                        "{\"name\":\"Lake Post - all that the lake talks of\"}}</script>",
       "Lake Post"},
      /* Lines that look like a name are none; a body of a state's, and whose copyright it is by its host, are. */
      {AT("https://x.example/1") "<title>Border</title><h1>Border to reopen</h1><p>News Radio Online</p>", "x.example"},
  };
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
    char html[2048];
    (void)snprintf(html, sizeof html, "%s%s", pages[i][0], ARTICLE);
    assert_field(reading_of(state, RO_ITEM_HTML, html).outlet, pages[i][1]);
  }
  static const char *const owners[] = {"Copyright Lake Post 2024. All rights reserved.",
                                       ("2019\xE2\x80\x93"
                                        "2024 Lake Post - Terms & Privacy"),
                                       "2024 Lake Post GmbH",

                                       "2024 Waters Ltd \xC2\xABLake Post\xC2\xBB | Harbour Road 1",
                                       "2024 Lake Post</p><p>\xC2\xA9 2020 Pictures by Waters"};
  for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
    char html[2048];
    (void)snprintf(html, sizeof html, "%s<p>\xC2\xA9 %s</p>", AT("https://lakepost.example/1") ARTICLE, owners[i]);
    assert_field(reading_of(state, RO_ITEM_HTML, html).outlet, "Lake Post");
  }
  assert_field(reading_of(state, RO_ITEM_HTML,
                          AT("https://lakepost.example/1") ARTICLE "<p>\xC2\xA9 LakePost.example. Design by Waters</p>")
                   .outlet,
               "LakePost.example");
  ro_report with_motto = reading_of(state, RO_ITEM_HTML, AT("https://lakepost.example/1") SITE("Lake Post | all that the lake talks of")
                                    "<title>Border to reopen | Lake Post | all that the lake talks of</title>" ARTICLE);
  assert_field(with_motto.title, "Border to reopen");
  assert_field(
      reading_of(state, RO_ITEM_HTML,
                 AT("https://x.example/1") "<h1>Border to reopen</h1><p>Ministry of Waters</p><div class=article-body>" ARTICLE
                                           "</div>")
          .outlet,
      "Ministry of Waters");
  /* What was given as an address and is none says nothing against the page's own. */
  reading *r = *state;
  ro_item saved = {.id = RO_LIT("x"), .source = RO_LIT("x"), .url = RO_LIT("saved-page.html"), .format = RO_ITEM_HTML};
  saved.bytes = RO_LIT(AT("https://lakepost.example/1") ARTICLE);
  ro_item_decode(&saved, &r->arena);
  ro_report report;
  ro_report_make(&report, &saved, &r->furniture, &r->arena);
  assert_field(report.outlet, "lakepost.example");
  assert_null(reading_of(state, RO_ITEM_HTML, ARTICLE).outlet.ptr);
  assert_null(reading_of(state, RO_ITEM_HTML, AT("https:///1") ARTICLE).outlet.ptr);
}

static void authors_are_found_by_name(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_HTML, "<h1>Border to reopen</h1><div class='byline__name'>Written by: Ada Novak</div>" ARTICLE);
  assert_field(report.byline, "Ada Novak");
  report = reading_of(state, RO_ITEM_HTML, "<h1>Border to reopen</h1><div class=author-name>Written by</div>" ARTICLE);
  assert_null(report.byline.ptr);
}

static void a_list_keeps_its_items(void **state) {
  assert_string_equal(
      main_of_page(state, "<article><p>" A "</p><ul><li>a survey</li><li>More trains</li></ul><p>" B "</p><ul><li>Facebook"
                          "</li><li>Print</li></ul><p>" C "</p></article>"),
      A "|a survey|More trains|" B "|" C);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_article_is_taken_from_the_page),
      TEST(captions_comments_and_teasers_are_cut),
      TEST(subheads_lists_and_quotes_stay),
      TEST(a_standfirst_belongs_to_it),
      TEST(hidden_text_is_cut),
      TEST(names_do_not_cut_what_holds_the_article),
      TEST(line_breaks_part_paragraphs),
      TEST(a_page_without_an_article_is_all_main),
      TEST(markup_tells_of_the_report),
      TEST(json_ld_tells_of_the_report),
      TEST(dates_are_guessed_last),
      TEST(pages_have_datelines_and_credits),
      TEST(what_a_machine_stamped_gives_way),
      TEST(votes_are_no_title),
      TEST(json_ld_may_stand_in_a_meta_element),
      TEST(a_byline_may_end_in_a_time),
      TEST(a_title_ends_with_the_main_heading),
      TEST(an_outlet_is_named_by_title_and_address),
      TEST(authors_are_found_by_name),
      TEST(a_list_keeps_its_items),
      TEST(names_do_not_cut_where_most_of_the_page_stands),
      TEST(what_a_reader_types_is_cut),
      TEST(hidden_panels_of_one_name_stay),
      TEST(other_articles_beside_it_are_cut),
      TEST(cards_behind_the_article_are_cut),
      TEST(links_amid_the_article_stay),
      TEST(what_is_said_twice_is_kept_once),
      TEST(lines_beside_its_paragraphs_belong_to_it),
      TEST(a_standfirst_needs_no_full_stop),
      TEST(dates_by_the_title_correct_the_metadata),
      TEST(dates_stand_where_one_looks_for_them_last),
      TEST(the_time_by_the_article_is_its_own),
      TEST(json_ld_with_entities_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
