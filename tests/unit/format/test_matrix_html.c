#include "format/matrix_html.h"

#include "../record/scene.h"
#include "format/html_out.h"
#include "format/html_report.h"

static const ro_edition EDITION = {{"north.db", 8}, {"0.1.0", 5}};

static ro_slice page_of(scene *s) {
  ro_text_clear(&s->text);
  assert_true(ro_matrix_html(&s->text, &s->made.record, RO_LIT("e-2"), &EDITION, &s->arena));
  assert_false(s->text.failed);
  return ro_text_slice(&s->text);
}

static void page_body(scene *s) {
  ro_slice page = page_of(s);
  assert_true(ro_slice_starts(page, RO_LIT("<!DOCTYPE html>\n<html lang=\"en\">")));
  assert_has(page, "<title>Meeting of Ana Brás and Li Wei, 3 March 2024</title>");
  assert_has(page, "<dd dir=\"auto\">3 reports, 2 origins</dd>");
  assert_has(page, "<th scope=\"rowgroup\" colspan=\"3\"><span dir=\"auto\">Li Wei</span>");
  assert_has(page, "<strong class=\"claim\">claimed by Northland only</strong>");
  assert_has(page, "<a href=\"#s1-1\"><q dir=\"auto\">Northland firmly supports open seas &amp; &quot;fair&quot; trade</q></a>");
  assert_has(page, "<mark id=\"s1-1\"><a class=\"no\" href=\"#s1\" aria-label=\"statement 1\">1</a>Northland firmly supports");
  assert_has(page, "<tr id=\"s1\">");
  assert_has(page, "<article id=\"r1\" aria-labelledby=\"t1\" lang=\"en\">");
  assert_has(page, "<p dir=\"auto\" class=\"rest\">Ministers meet in Łódź</p>");
  assert_has(page, "near-copy");
  assert_has(page, "</span> new</p><h3 dir=\"auto\">open seas</h3>");
  assert_has(
      page,
      "<summary>1 quote</summary><p class=\"q\"><span class=\"by\">Ministry of Northland:</span> <q dir=\"auto\">open seas</q>");
  assert_false(ro_matrix_html(&s->text, &s->made.record, RO_LIT("e-9"), &EDITION, &s->arena));
}
SCENE(the_page_shows_the_event, page_body)

static void citation_body(scene *s) {
  s->made.record.reports.at[0].key = RO_LIT("https://north.example/a?b=1&c=2");
  s->made.record.reports.at[0].report.published = RO_LIT("2024-03-03");
  ro_slice page = page_of(s);
  assert_has(page, "<p>“Meeting of Ana Brás and Li Wei, 3 March 2024.” Event e-2, record north.db. Readout 0.1.0.</p>");
  assert_has(page,
             "Ministry of Northland, 3 March 2024</span>, <a rel=\"noreferrer\" href=\"https://north.example/a?b=1&amp;c=2\">");
  assert_has(
      page,
      "Eastland Daily, no date of publication</span>, <code>east.txt</code>, SHA-256 <code>00112233445566778899aabbccddeeff"
      "00112233445566778899aabbccddeeff</code>");
}
SCENE(the_page_says_how_to_cite_it, citation_body)

/* An address that a browser would run is no link. */
static void address_body(scene *s) {
  s->made.record.reports.at[0].key = RO_LIT("javascript:alert(1)");
  s->made.record.reports.at[0].report.source = RO_LIT("javascript:alert(1)");
  assert_has_not(page_of(s), "href=\"javascript");
}
SCENE(only_web_addresses_are_links, address_body)

/* Nothing that a browser would fetch or run. */
static void self_contained_body(scene *s) {
  ro_slice page = page_of(s);
  static const char *const NEVER[] = {"<script", "<img",  "<link",  "<iframe",  " src=",   "url(",
                                      "@import", "http:", "https:", "style=\"", " onclick"};
  for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) assert_has_not(page, NEVER[i]);
  assert_has(page, "content=\"default-src 'none'; style-src 'sha256-");
}
SCENE(the_page_needs_nothing_else, self_contained_body)

/* Every link leads to an anchor that is there, once. */
static void links_body(scene *s) {
  ro_slice page = page_of(s), mark = RO_LIT("href=\"#");
  size_t links = 0;
  for (size_t at = 0; (at = ro_slice_find(page, mark, at)) < page.len; links++) {
    at += mark.len;
    size_t end = ro_slice_find(page, RO_LIT("\""), at);
    ro_slice anchor = ro_arena_format(&s->arena, " id=\"%.*s\"", (int)(end - at), page.ptr + at);
    size_t found = ro_slice_find(page, anchor, 0);
    if (found >= page.len) fail_msg("nothing has%.*s", (int)anchor.len, anchor.ptr);
    if (ro_slice_find(page, anchor, found + 1) < page.len) fail_msg("two have%.*s", (int)anchor.len, anchor.ptr);
  }
  assert_true(links > 15);
}
SCENE(links_lead_somewhere, links_body)

static void hostile_body(scene *s) {
  s->made.record.reports.at[0].report.title = RO_LIT("<script>alert(1)</script>");
  s->made.record.reports.at[0].report.language = RO_LIT("\"><b>");
  s->made.record.statements.at[0].content = RO_LIT("</td><h1>\001");
  ro_slice page = page_of(s);
  assert_has_not(page, "<script");
  assert_has_not(page, "</td><h1>");
  assert_has_not(page, "\"><b>");
  assert_has(page, "&lt;/td&gt;&lt;h1&gt;\xEF\xBF\xBD");
  assert_has(page, "open a joint &lt;port&gt; office by June");
}
SCENE(what_reports_say_is_never_markup, hostile_body)

/* The digest of the empty text, as any tool gives it. */
static void digest_body(scene *s) {
  assert_true(
      ro_slice_equal(ro_html_digest(RO_LIT(""), &s->arena), RO_LIT("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")));
}
SCENE(the_style_is_named_by_its_digest, digest_body)

/* -- marks ------------------------------------------------------------------------------------------------------------ */

static void expect_marks(scene *s, const char *text, const ro_mark *list, size_t n, const char *expected) {
  ro_report report = {.text = ro_slice_of(text)};
  ro_marks marks = {0};
  RO_PUSH(&s->arena, &report.main, ((ro_span){0, report.text.len}));
  for (size_t i = 0; i < n; i++) RO_PUSH(&s->arena, &marks, list[i]);
  ro_text_clear(&s->text);
  ro_html_report_text(&s->text, &report, &marks, &s->arena);
  assert_string_equal(s->text.ptr, expected);
}

#define FACT(from, to, anchor) \
  { .span = {from, to}, .id = RO_LIT(anchor) }

static void marks_body(scene *s) {
  const ro_mark nested[] = {FACT(2, 4, "b"), FACT(0, 6, "a")};
  expect_marks(s, "abcdef", nested, 2,
               "<p dir=\"auto\"><mark class=\"fact\" id=\"a\">ab<mark class=\"fact\" id=\"b\">cd</mark>ef</mark></p>\n");
  const ro_mark crossed[] = {FACT(0, 4, "a"), FACT(2, 6, "b")};
  expect_marks(s, "abcdef", crossed, 2,
               "<p dir=\"auto\"><mark class=\"fact\" id=\"a\">ab<mark class=\"fact\" id=\"b\">cd</mark></mark><mark "
               "class=\"fact\">ef</mark></p>\n");
  const ro_mark same[] = {FACT(1, 3, "a"), FACT(1, 3, "b")};
  expect_marks(s, "abcd", same, 2,
               "<p dir=\"auto\">a<mark class=\"fact\" id=\"a\"><mark class=\"fact\" id=\"b\">bc</mark></mark>d</p>\n");
  const ro_mark across[] = {FACT(1, 6, "a")};
  expect_marks(
      s, "abc\n\ndef", across, 1,
      "<p dir=\"auto\">a<mark class=\"fact\" id=\"a\">bc</mark></p>\n<p dir=\"auto\"><mark class=\"fact\">d</mark>ef</p>\n");
}
SCENE(marks_nest_cross_and_go_on, marks_body)

static void rest_body(scene *s) {
  ro_report report = {.text = RO_LIT("Home\n\nNews\n\nSport\n\nLogin\n\nThe ministers met.\n\nMore like this")};
  ro_marks marks = {0};
  RO_PUSH(&s->arena, &report.main, sample_span(report.text, "The ministers met.", 0));
  ro_text_clear(&s->text);
  ro_html_report_text(&s->text, &report, &marks, &s->arena);
  ro_slice html = ro_text_slice(&s->text);
  assert_true(ro_slice_starts(html, RO_LIT("<details class=\"rest\"><summary>4 parts that are not the article</summary>\n<p "
                                           "dir=\"auto\" class=\"rest\">Home</p>")));
  assert_has(
      html, "Login</p>\n</details>\n<p dir=\"auto\">The ministers met.</p>\n<p dir=\"auto\" class=\"rest\">More like this</p>\n");
  const ro_mark fact = FACT(0, 4, "a");
  RO_PUSH(&s->arena, &marks, fact);
  ro_text_clear(&s->text);
  ro_html_report_text(&s->text, &report, &marks, &s->arena);
  assert_has_not(ro_text_slice(&s->text), "<details");
}
SCENE(page_furniture_is_folded_away, rest_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_shows_the_event),
      cmocka_unit_test(the_page_says_how_to_cite_it),
      cmocka_unit_test(only_web_addresses_are_links),
      cmocka_unit_test(the_page_needs_nothing_else),
      cmocka_unit_test(links_lead_somewhere),
      cmocka_unit_test(what_reports_say_is_never_markup),
      cmocka_unit_test(the_style_is_named_by_its_digest),
      cmocka_unit_test(marks_nest_cross_and_go_on),
      cmocka_unit_test(page_furniture_is_folded_away),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
