#include "reading.h"

/* Two paragraphs of an article that every text below has. */
#define A "The two ministers met on Tuesday and agreed to reopen the border crossing that was closed in the spring."
#define B "Officials of both countries will prepare a timetable in the coming weeks, the ministry said."

static void a_plain_article_is_all_main(void **state) {
  assert_string_equal(main_of_text(state, A "\n\n" B), A "|" B);
  assert_string_equal(main_of_text(state, A "\n" B "\n"), A "|" B);
}

static void what_is_no_article_is_all_main(void **state) {
  assert_string_equal(main_of_text(state, "Menu\n\nred wine 4.50\nwater 1.00"), "Menu|red wine 4.50|water 1.00");
  assert_string_equal(main_of_text(state, ""), "");
}

static void wrapped_lines_are_one_paragraph(void **state) {
  assert_string_equal(main_of_text(state,
                                   "The two ministers met on Tuesday and agreed\nto reopen the border crossing that was closed\n"
                                   "in the spring.\n\n" B),
                      "The two ministers met on Tuesday and agreed\nto reopen the border crossing that was closed\n"
                      "in the spring.|" B);
}

static void headline_and_imprint_are_cut(void **state) {
  const char *text =
      "Border crossing to reopen, ministers say\n\nBy Ada Novak\nPublished on 3 May 2024\nShare on Facebook  Tweet\n\n" A
      "\n\n" B;
  ro_report report = reading_of(state, RO_ITEM_TEXT, text);
  assert_string_equal(reading_main(state, &report), A "|" B);
  assert_field(report.title, "Border crossing to reopen, ministers say");
  assert_field(report.byline, "Ada Novak");
  assert_field(report.published, "2024-05-03");
  assert_true(report.published_guessed);
}

#define NAMES "The Prime Ministers of Denmark and Namibia, Mette Ritt and Saara Kuu, met at Marienborg on 23 May."

/* A first sentence may be names for the most part. */
static void a_sentence_of_names_opens_the_article(void **state) {
  assert_string_equal(
      main_of_text(state, "Hydrogen declaration, trade office, port money\n\nAfrica Brief | 27 May 2024\n\n" NAMES "\n\n" B),
      NAMES "|" B);
}

#define OPENING                                                                                                               \
  "The Ministers of Foreign Affairs of Denmark, Mette Ritt, of Namibia, Saara Kuu, and of the Dominican Republic, Ana Ruiz, " \
  "meeting in "                                                                                                               \
  "Windhoek on 23 May 2024:"

/* So may one without a verb that a colon ends. */
static void an_opening_without_a_verb_opens_the_article(void **state) {
  assert_string_equal(main_of_text(state, "Joint Declaration of Ministers\n\nWindhoek, 23 May 2024\n\n" OPENING
                                          "\n\nReaffirm their support for the rule of law;\n\nAgree to meet again next year."),
                      OPENING "|Reaffirm their support for the rule of law;|Agree to meet again next year.");
}

static void menus_run_together_are_cut(void **state) {
  assert_string_equal(main_of_text(state, "FrontpageRegionBordersMinisters Agree To Reopen...\n\n" A "\n\n" B), A "|" B);
}

static void captions_are_cut(void **state) {
  assert_string_equal(main_of_text(state, "The two ministers shake hands on Tuesday. Photo: Press office\n\n" A "\n\n" B),
                      A "|" B);
  assert_string_equal(main_of_text(state, A "\n\n(Photo by Jan Kowal)\n\n" B), A "|" B);
  assert_string_equal(main_of_text(state, A "\n\nThey showed a photo of the bridge, and nobody said a word about it.\n\n" B),
                      A "|They showed a photo of the bridge, and nobody said a word about it.|" B);
}

static void furniture_between_is_cut(void **state) {
  assert_string_equal(
      main_of_text(state, A "\n\nADVERTISEMENT\n\nRead more: Ten bridges to see\n\nSubscribe to our newsletter\n\n" B), A "|" B);
}

static void subheads_and_lists_stay(void **state) {
  assert_string_equal(
      main_of_text(state, A "\n\nA timetable\n\nThe two sides agreed on the following steps:\n- first a survey\n- then a tender"),
      A "|A timetable|The two sides agreed on the following steps:|- first a survey|- then a tender");
}

static void what_follows_the_article_is_cut(void **state) {
  const char *tails[] = {"Latest articles\n\nRice harvest begins\n\nThe harvest has begun in the north, where farmers have...",
                         "You may also like\n\nTen bridges to see",
                         "Related stories:\nFerry back in service",
                         "More like this\n\nFerry back in service.",
                         "LEAVE A REPLY\nSave my name in this browser",
                         "\xC2\xA9 2024 Example. All rights reserved."};
  reading *r = *state;
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    assert_string_equal(main_of_text(state, ro_arena_format(&r->arena, "%s\n\n%s\n\n%s", A, B, tails[i]).ptr), A "|" B);
  }
}

static void a_word_of_furniture_in_a_sentence_stays(void **state) {
  const char *kept[] = {"More than four thousand people cross the bridge on a working day, the ministry said.",
                        "Also on Tuesday, the mayor of the town on the other bank called for a second bridge.",
                        "The ministry received two thousand comments on the draft of the plan.",
                        "Related costs would be shared by both sides, the minister said after the meeting."};
  reading *r = *state;
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    assert_string_equal(main_of_text(state, ro_arena_format(&r->arena, "%s\n\n%s\n\n%s", A, kept[i], B).ptr),
                        ro_arena_format(&r->arena, "%s|%s|%s", A, kept[i], B).ptr);
  }
}

static void a_tail_in_the_middle_is_no_tail(void **state) {
  assert_string_equal(main_of_text(state, A "\n\nRelated\n\n" B "\n\n" A), A "|" B "|" A);
}

static void a_date_before_the_text_is_cut(void **state) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, "date 2024-05-03 " A "\n\n" B);
  assert_string_equal(reading_main(state, &report), A "|" B);
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_TEXT, "2024-05-03 10:30 " A);
  assert_string_equal(reading_main(state, &report), A);
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_TEXT, "Published: May 3, 2024, 10:30 | " A);
  assert_string_equal(reading_main(state, &report), A);
  assert_field(report.published, "2024-05-03");
}

static void signoffs_are_cut(void **state) {
  assert_string_equal(main_of_text(state, A "\n\n" B " (End)"), A "|" B);
  assert_string_equal(main_of_text(state, A "\n\n" B " Enditem"), A "|" B);
  assert_string_equal(main_of_text(state, A "\n\n" B "\n\n(ENDS)"), A "|" B);
  assert_string_equal(main_of_text(state, A "\n\n" B " (Reporting by Ada Novak; editing by Jan Kowal)"), A "|" B);
  assert_string_equal(main_of_text(state, A "\n\n" B " (Ada Novak spoke too)"), A "|" B " (Ada Novak spoke too)");
}

static void an_outlet_may_sign_off(void **state) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, A "\n\n" B "Lakeside Times");
  assert_string_equal(reading_main(state, &report), A "|" B);
  assert_field(report.outlet, "Lakeside Times");
  report = reading_of(state, RO_ITEM_TEXT, A "\n\n" B " Lakeside Times");
  assert_string_equal(reading_main(state, &report), A "|" B);
  assert_field(report.outlet, "Lakeside Times");
  report = reading_of(state, RO_ITEM_TEXT,
                      A "\n\nThe plan goes back to a resolution that was adopted many years ago by the U.N. Security Council");
  assert_null(report.outlet.ptr);
  assert_string_equal(reading_main(state, &report),
                      A "|The plan goes back to a resolution that was adopted many years ago by the U.N. Security Council");
}

static void says_whose_text_it_is(void **state) {
  static const char *const lines[][2] = {{"Source: Lake Wire", "Lake Wire"},
                                         {"Info Source-Lakes.org", "Lakes.org"},
                                         {"Source: Lake Wire| 2024-05-03|Editor: x", "Lake Wire"},
                                         {"Credit: Ministry of Transport", "Ministry of Transport"},
                                         {"Originally published by Lake Wire.", "Lake Wire"},
                                         {"(Source: Lake Wire)", "Lake Wire"}};
  reading *r = *state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    ro_report report = reading_of(state, RO_ITEM_TEXT, ro_arena_format(&r->arena, "%s\n\n%s\n\n%s", A, B, lines[i][0]).ptr);
    assert_field(report.credit, lines[i][1]);
    assert_string_equal(reading_main(state, &report), A "|" B);
  }
}

static void a_source_line_names_outlet_and_date(void **state) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, "From Lake News Agency, May 3, 2024. Full text:\n\n" A "\n\n" B);
  assert_string_equal(reading_main(state, &report), A "|" B);
  assert_field(report.outlet, "Lake News Agency");
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_TEXT,
                      "From May 3, 2024, trains will stop at the border, and buses will run instead, officials say.\n\n" B);
  assert_null(report.outlet.ptr);
  assert_null(report.published.ptr);
}

static void an_empty_label_is_no_date(void **state) {
  ro_report report = reading_of(
      state, RO_ITEM_TEXT,
      "Border crossing to reopen\n\nPublished on\n\nThe two ministers met on May 3, 2024 and agreed to reopen it.\n\n" B);
  assert_null(report.published.ptr);
  assert_false(report.published_guessed);
}

static void a_lead_names_the_outlet(void **state) {
  ro_report report =
      reading_of(state, RO_ITEM_TEXT, "Visit to the Lakes\n\nMinistry of Transport and Lakes\n3 May 2024\n\n" A "\n\n" B);
  assert_field(report.title, "Visit to the Lakes");
  assert_field(report.outlet, "Ministry of Transport and Lakes");
  assert_field(report.published, "2024-05-03");
  report = reading_of(state, RO_ITEM_TEXT, A "\n\n" B "\n\nRelated\n\n\xC2\xA9 2024 Lake Digest. All rights reserved.");
  assert_field(report.outlet, "Lake Digest");
}

static void what_was_given_comes_first(void **state) {
  reading *r = *state;
  ro_item item = {.id = RO_LIT("x"), .source = RO_LIT("x"), .format = RO_ITEM_JSON};
  item.bytes = RO_LIT(
      "{\"text\":\"Headline here\\n\\nPublished on 3 May 2024\\n\\nThe two ministers met on Tuesday and agreed to reopen it.\","
      "\"title\":\"Given\",\"outlet\":\"Post\",\"date\":\"2024-05-04T08:00:00Z\"}");
  ro_item_decode(&item, &r->arena);
  ro_report report;
  ro_report_make(&report, &item, &r->furniture, &r->arena);
  assert_field(report.title, "Given");
  assert_field(report.outlet, "Post");
  assert_field(report.published, "2024-05-04");
  assert_false(report.published_guessed);
}

static void tells_languages(void **state) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, A "\n\n" B);
  assert_field(report.language, "en");
  report = reading_of(state, RO_ITEM_TEXT,
                      "Die beiden Minister trafen sich am Dienstag und vereinbarten, den im Frühjahr geschlossenen Grenzübergang "
                      "wieder zu öffnen.");
  assert_field(report.language, "de");
  report = reading_of(state, RO_ITEM_TEXT, "ok");
  assert_null(report.language.ptr);
}

static void spans_stand_in_order_and_apart(void **state) {
  ro_report report = reading_of(state, RO_ITEM_TEXT, "Title here\n\n" A "\n\n\n  " B "  \n\nLatest articles\n\nx");
  assert_int_equal(report.main.len, 2);
  for (size_t i = 0; i < report.main.len; i++) {
    ro_span span = report.main.at[i];
    assert_true(span.start < span.end && span.end <= report.text.len);
    assert_true(i == 0 || report.main.at[i - 1].end < span.start);
    assert_true(report.text.ptr[span.start] > ' ' && report.text.ptr[span.end - 1] > ' ');
  }
  assert_int_equal(report.sha256.len, 64);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_plain_article_is_all_main),
      TEST(what_is_no_article_is_all_main),
      TEST(wrapped_lines_are_one_paragraph),
      TEST(headline_and_imprint_are_cut),
      TEST(a_sentence_of_names_opens_the_article),
      TEST(an_opening_without_a_verb_opens_the_article),
      TEST(menus_run_together_are_cut),
      TEST(captions_are_cut),
      TEST(furniture_between_is_cut),
      TEST(subheads_and_lists_stay),
      TEST(what_follows_the_article_is_cut),
      TEST(a_word_of_furniture_in_a_sentence_stays),
      TEST(a_tail_in_the_middle_is_no_tail),
      TEST(a_date_before_the_text_is_cut),
      TEST(signoffs_are_cut),
      TEST(an_outlet_may_sign_off),
      TEST(says_whose_text_it_is),
      TEST(a_source_line_names_outlet_and_date),
      TEST(an_empty_label_is_no_date),
      TEST(a_lead_names_the_outlet),
      TEST(what_was_given_comes_first),
      TEST(tells_languages),
      TEST(spans_stand_in_order_and_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
