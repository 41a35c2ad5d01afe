#include "event/pair.h"

#include "../base/fixture.h"
#include "made.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena, scratch;
  ro_lexicon *lexicon;
  ro_pair_result result;
} scene;

/* One report, and others that were made from it, or were not. */
static const char ACCOUNT[] =
    "The foreign ministers of Freedonia and Sylvania met in Riverside on Tuesday to discuss the reopening of the mountain "
    "railway. "
    "Minister Ada Hara said her country would repair the tunnel at Eagle Pass before the first snow. "
    "She promised that Freedonian engineers would share their surveys of the collapsed section with their neighbours. "
    "Minister Odo Nordby welcomed the offer and announced a loan of 40 million crowns for new signals. "
    "He warned that freight traffic could not resume unless customs officers returned to the border station. "
    "Both ministers agreed to name a commission of six experts that will report in September.";

static const char COPY[] =
    "The foreign ministers of Freedonia and Sylvania met in Riverside on Tuesday to discuss the reopening of the mountain "
    "railway. "
    "Minister Ada Hara said her country would repair the tunnel at Eagle Pass before the first snow. "
    "Minister Odo Nordby welcomed the offer and announced a loan of 40 million crowns for new signals. "
    "Shares of the railway company rose sharply after the news. "
    "Both ministers agreed to name a commission of six experts that will report in September.";

static const char REWORDED[] =
    "The top diplomats of Freedonia and Sylvania held talks in Riverside on Tuesday about reopening the mountain railway. "
    "Ada Hara, the minister, said the tunnel at Eagle Pass would be repaired by her country before snow falls first. "
    "Surveys of the collapsed section by Freedonian engineers would be shared with the neighbours, she promised. "
    "The offer was welcomed by Minister Odo Nordby, who announced that 40 million crowns would be loaned for signals. "
    "Freight traffic cannot be resumed, he warned, unless officers of the customs return to the station at the border. "
    "A commission of six experts, to report in September, will be named, the ministers agreed.";

/* The second rendering, by another agency, has its own dateline and spelling. */
static const char RENDERED[] =
    "HILLTOP, March 12 (Hilltop Press) - Top diplomats Aada Harra and Oddo Nordbi of Freedonia and Sylvania held talks in "
    "Riverside "
    "on Tuesday about reopening the mountain railway. "
    "Aada Harra, the minister, said that the tunnel at Eagle Pass would be repaired by her country before snow falls first. "
    "Surveys of the collapsed section by Freedonian engineers would be shared with the neighbours, she promised. "
    "The offer was welcomed by Minister Oddo Nordbi, who announced that 40 million crowns would be loaned for signals. "
    "Freight traffic cannot be resumed, he warned, unless officers of the customs return to the station at the border. "
    "A commission of six experts, to report in September, will be named, the ministers agreed.";

/* The sentences of REWORDED in another order. */
static const char REORDERED[] =
    "A commission of six experts, to report in September, will be named, the ministers agreed. "
    "Freight traffic cannot be resumed, he warned, unless officers of the customs return to the station at the border. "
    "The offer was welcomed by Minister Odo Nordby, who announced that 40 million crowns would be loaned for signals. "
    "Surveys of the collapsed section by Freedonian engineers would be shared with the neighbours, she promised. "
    "Ada Hara, the minister, said the tunnel at Eagle Pass would be repaired by her country before snow falls first. "
    "The top diplomats of Freedonia and Sylvania held talks in Riverside on Tuesday about reopening the mountain railway.";

static const char OWN_WORDS[] =
    "A loan for signals was the surprise of the day. "
    "Trains have been idle since the landslide, and villagers along the valley complain of empty shops. "
    "Hara and Nordby shook hands for the cameras on Tuesday, then walked to the old station through heavy rain. "
    "Opposition deputies in Sylvania called the talks a show for voters. "
    "A panel of experts is to look into everything.";

/* Three sentences of ACCOUNT among others, a fourth of the whole. */
static const char COMPILED[] =
    "Rail workers across the region followed the week's news with mixed feelings, a union leader told this paper over coffee. "
    "Minister Ada Hara said her country would repair the tunnel at Eagle Pass before the first snow. "
    "Many conductors have taken jobs in sawmills, and some of them doubt that they will ever wear their uniforms again. "
    "Minister Odo Nordby welcomed the offer and announced a loan of 40 million crowns for new signals. "
    "In the villages above the lake shopkeepers remember the summer crowds, the brass bands and the long queues for plum cake. "
    "Both ministers agreed to name a commission of six experts that will report in September. "
    "Until then the only way over the mountains remains a bus that leaves at dawn and often breaks down on the last bend. "
    "Its driver, a retired miner with a fine voice, sings to calm his passengers whenever the engine begins to smoke and cough. "
    "A hotel owner offers blankets to travellers who are stranded, and charges them only for the soup.";

static const char OTHER[] =
    "Fishermen in Lowmark found a whale on the beach on Sunday. "
    "Biologists from the university of Hilltop measured the animal and took samples of its skin. "
    "The mayor asked visitors to keep their dogs away from the dunes until the tide carries the carcass out.";

ARENA_FIXTURE(scene)

static int set_up(void **state) {
  open_arena(state);
  scene *s = *state;
  ro_arena_init(&s->scratch, &s->guard, 0);
  return ro_lexicon_open(&s->lexicon, READOUT_DATA_DIR, NULL) == READOUT_OK ? 0 : -1;
}

static int tear_down(void **state) {
  scene *s = *state;
  ro_lexicon_close(s->lexicon);
  ro_arena_release(&s->scratch);
  return close_arena(state);
}

static made report(scene *s, const char *outlet, const char *published, const char *text) {
  return made_report(&s->arena, outlet, published, text);
}

static void compare(scene *s, const made *a, const made *b, ro_one_event one_event) {
  const ro_prepared *left = ro_prepare(a->f, s->lexicon, &s->arena), *right = ro_prepare(b->f, s->lexicon, &s->arena);
  ro_pair(left, right, one_event, &s->result, &s->arena, &s->scratch);
  ro_arena_clear(&s->scratch); /* the result needs none of it */
}

static ro_derived kind_of(scene *s, const char *a, const char *b) {
  made left = report(s, "Riverside Post", NULL, a), right = report(s, "Hilltop Courier", NULL, b);
  compare(s, &left, &right, RO_EVENT_ONE);
  return s->result.kind;
}

/* -- kinds ------------------------------------------------------------------------------------------------------------ */

static void the_same_words_are_identical(void **state) {
  scene *s = *state;
  made a = report(s, "Riverside Post", NULL, ACCOUNT), b = report(s, "Hilltop Courier", NULL, ACCOUNT);
  compare(s, &a, &b, RO_EVENTS_APART);
  assert_int_equal(s->result.kind, RO_IDENTICAL);
  assert_int_equal(s->result.direction, RO_WAY_UNKNOWN);
  assert_true(s->result.coverage_a == 1 && s->result.coverage_b == 1 && s->result.literal == 1);
  assert_int_equal(s->result.passages.len, 1);
  assert_int_equal(s->result.passages.at[0].b.start, 0);
  assert_int_equal(s->result.passages.at[0].b.end, sizeof ACCOUNT - 1);
}

static void marks_and_case_make_no_difference(void **state) {
  scene *s = *state;
  assert_int_equal(
      kind_of(s, "The minister's train, she said, won't stop.", "the minister\xE2\x80\x99s train she said won\xE2\x80\x99t stop"),
      RO_IDENTICAL);
  assert_int_not_equal(kind_of(s, "The train stops at noon in Riverside.", "The trains stopped at noon in Riverside."),
                       RO_IDENTICAL);
  assert_int_not_equal(kind_of(s, "The train stops at noon in Riverside.", "The train stops in Riverside at noon."),
                       RO_IDENTICAL);
}

static void most_sentences_taken_over_are_a_near_copy(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, ACCOUNT, COPY), RO_NEAR_COPY);
  assert_int_equal(s->result.direction, RO_B_FROM_A); /* it has all that COPY has, and more */
  assert_true(s->result.coverage_b > s->result.coverage_a);
  assert_true(s->result.literal > 0.7 && s->result.literal < 1);
  assert_non_null(s->result.because.ptr);
}

static void the_same_in_other_words_is_a_paraphrase(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, ACCOUNT, REWORDED), RO_PARAPHRASE);
  assert_true(s->result.coverage_a > 0.9 && s->result.coverage_b > 0.9);
  assert_true(s->result.literal < 0.3);
}

static void two_renderings_have_one_origin(void **state) {
  scene *s = *state;
  made a = report(s, "Riverside Post", "2024-03-12", ACCOUNT), b = report(s, "Hilltop Courier", "2024-03-13", RENDERED);
  made_dateline(&b, "HILLTOP, March 12 (Hilltop Press) -", "XXXX-03-12");
  made_entity(&a, RO_PERSON, "Odo Nordby", NULL);
  made_entity(&b, RO_PERSON, "Oddo Nordbi", NULL);
  compare(s, &a, &b, RO_EVENT_ONE);
  assert_int_equal(s->result.kind, RO_SAME_ORIGIN);
  assert_int_equal(s->result.direction, RO_WAY_NONE); /* whatever their dates */
}

static void a_translation_is_a_rendering(void **state) {
  scene *s = *state;
  made a = report(s, "Riverside Post", NULL, ACCOUNT), b = report(s, "Hilltop Courier", NULL, REWORDED);
  b.f->report.credit = RO_LIT("Riverside Post, translated by our staff");
  compare(s, &a, &b, RO_EVENT_ONE);
  assert_int_equal(s->result.kind, RO_SAME_ORIGIN);
}

/* An agency's own rendering has its dateline; who rewords it drops that. */
static void datelines_part_renderings_from_rewordings(void **state) {
  scene *s = *state;
  ro_slice dated = ro_arena_format(&s->arena, "RIVERSIDE, March 12 (Riverside Wire) - %s", ACCOUNT);
  ro_slice again = ro_arena_format(&s->arena, "HILLTOP, March 12 (Hilltop Press) - %s", REWORDED);
  made a = report(s, "Riverside Post", NULL, dated.ptr), b = report(s, "Hilltop Courier", NULL, again.ptr);
  made without = report(s, "Hilltop Courier", NULL, REWORDED);
  made_dateline(&a, "RIVERSIDE, March 12 (Riverside Wire) -", "XXXX-03-12");
  made_dateline(&b, "HILLTOP, March 12 (Hilltop Press) -", "XXXX-03-12");
  compare(s, &a, &b, RO_EVENT_ONE);
  assert_int_equal(s->result.kind, RO_SAME_ORIGIN);
  compare(s, &a, &without, RO_EVENT_ONE);
  assert_int_equal(s->result.kind, RO_PARAPHRASE);
  assert_int_equal(s->result.direction, RO_B_FROM_A);
}

static void own_words_are_independent(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, ACCOUNT, OWN_WORDS), RO_INDEPENDENT);
  assert_int_equal(s->result.direction, RO_WAY_NONE);
  assert_int_equal(kind_of(s, ACCOUNT, OTHER), RO_INDEPENDENT);
  assert_null(s->result.because.ptr);
}

/* Who rewords a text may turn it round: passages are only what stands in the same order. */
static void another_order_is_a_paraphrase_too(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, ACCOUNT, REORDERED), RO_PARAPHRASE);
  assert_true(s->result.coverage_a < 0.5);
  assert_int_equal(s->result.passages.len, 1);
}

static void nothing_is_independent(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, "", ""), RO_INDEPENDENT);
  assert_int_equal(kind_of(s, ACCOUNT, " - "), RO_INDEPENDENT);
}

static void a_report_of_several_is_a_copy_of_each(void **state) {
  scene *s = *state;
  ro_slice longer = ro_arena_format(&s->arena, "%s %s", ACCOUNT, OTHER);
  assert_int_equal(kind_of(s, ACCOUNT, COMPILED), RO_NEAR_COPY);
  assert_int_equal(kind_of(s, longer.ptr, COMPILED), RO_NEAR_COPY); /* a third of one, a fourth of the other */
}

/* Sentences of fewer than six words, and those that are mostly a quotation, are no sign of copying. */
static void what_anybody_would_write_is_no_copy(void **state) {
  scene *s = *state;
  assert_int_not_equal(kind_of(s, "Talks ended on Friday. No date was set. Rain fell in Riverside. The hall was cold and dark.",
                               "Talks ended on Friday. No date was set. Rain fell in Riverside. Waiters served trout."),
                       RO_NEAR_COPY);
  assert_int_equal(kind_of(s, "Talks ended on Friday and no date was set as rain fell. The hall was cold and dark.",
                           "Talks ended on Friday and no date was set as rain fell. Waiters served trout."),
                   RO_NEAR_COPY);
  assert_int_not_equal(kind_of(s, "Hara said: \"We will repair the tunnel at Eagle Pass before the first snow falls this year.\"",
                               "Nordby heard her: \xE2\x80\x9CWe will repair the tunnel at Eagle Pass before the first snow "
                               "falls this year.\xE2\x80\x9D"),
                       RO_NEAR_COPY);
  assert_int_equal(
      kind_of(s, "Hara said that we will repair the tunnel at Eagle Pass before the first snow falls this year.",
              "Nordby heard her that we will repair the tunnel at Eagle Pass before the first snow falls this year."),
      RO_NEAR_COPY);
}

/* Where days or parties cannot be one, only copies of the whole are found. */
static void of_different_events_only_copies_are_found(void **state) {
  static const struct {
    const char *text;
    ro_derived kind;
  } CASES[] = {{ACCOUNT, RO_IDENTICAL}, {COPY, RO_NEAR_COPY}, {COMPILED, RO_INDEPENDENT}, {REWORDED, RO_INDEPENDENT}};
  scene *s = *state;
  made a = report(s, "Riverside Post", NULL, ACCOUNT);
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    made b = report(s, "Hilltop Courier", NULL, CASES[i].text);
    compare(s, &a, &b, RO_EVENTS_APART);
    assert_int_equal(s->result.kind, CASES[i].kind);
  }
}

/* -- passages --------------------------------------------------------------------------------------------------------- */

static void passages_are_of_sentences_in_order(void **state) {
  scene *s = *state;
  assert_int_equal(kind_of(s, COPY, ACCOUNT), RO_NEAR_COPY);
  assert_int_equal(s->result.passages.len, 4);
  for (size_t i = 0; i < 4; i++) {
    ro_passage passage = s->result.passages.at[i];
    ro_slice left = ro_slice_span(ro_slice_of(COPY), passage.a), right = ro_slice_span(ro_slice_of(ACCOUNT), passage.b);
    assert_true(i == 0 || passage.a.start > s->result.passages.at[i - 1].a.start);
    if (i > 0) assert_true(ro_slice_equal(left, right));
  }
}

static void what_one_says_in_two_sentences_is_one_passage(void **state) {
  static const char TWO[] = "Engineers would repair the tunnel, Hara promised. They would share surveys with the neighbours.";
  scene *s = *state;
  ro_slice other = ro_arena_format(
      &s->arena, "%s For signals along the mountain line a loan of 40 million crowns was offered by Nordby.", TWO);
  assert_int_equal(kind_of(s,
                           "Hara promised that engineers would repair the tunnel and share their surveys with the neighbours. "
                           "Nordby offered a loan of 40 million crowns for signals along the mountain line.",
                           other.ptr),
                   RO_SAME_ORIGIN); /* so many words in one order */
  assert_int_equal(s->result.passages.len, 2);
  assert_true(ro_slice_equal(ro_slice_span(other, s->result.passages.at[0].b), ro_slice_of(TWO)));
  assert_int_equal(s->result.passages.at[1].b.end, other.len);
}

/* The other way round the same is found. */
static void the_order_of_the_two_is_no_matter(void **state) {
  static const char *const TEXTS[] = {ACCOUNT, COPY, REWORDED, REORDERED, COMPILED, OWN_WORDS};
  static const ro_direction BACK[] = {RO_WAY_NONE, RO_WAY_UNKNOWN, RO_B_FROM_A, RO_A_FROM_B};
  scene *s = *state;
  for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
    for (size_t k = i + 1; k < sizeof TEXTS / sizeof *TEXTS; k++) {
      kind_of(s, TEXTS[i], TEXTS[k]);
      ro_pair_result there = s->result;
      kind_of(s, TEXTS[k], TEXTS[i]);
      assert_int_equal(s->result.kind, there.kind);
      assert_int_equal(s->result.direction, BACK[there.direction]);
      assert_true(s->result.coverage_a == there.coverage_b && s->result.coverage_b == there.coverage_a);
      assert_true(s->result.literal == there.literal);
      assert_int_equal(s->result.passages.len, there.passages.len);
    }
}

/* -- direction -------------------------------------------------------------------------------------------------------- */

typedef struct told {
  const char *outlet, *credit, *published, *text;
} told;

static void assert_way(scene *s, told a, told b, ro_direction way) {
  made left = report(s, a.outlet, a.published, a.text), right = report(s, b.outlet, b.published, b.text);
  left.f->report.credit = ro_slice_of(a.credit);
  right.f->report.credit = ro_slice_of(b.credit);
  compare(s, &left, &right, RO_EVENT_ONE);
  assert_int_not_equal(s->result.kind, RO_INDEPENDENT);
  assert_string_equal(ro_direction_name(s->result.direction), ro_direction_name(way));
}

static void the_later_is_from_the_earlier(void **state) {
  scene *s = *state;
  static const char *const TEXTS[] = {ACCOUNT, COPY, REWORDED};
  for (size_t i = 0; i < 3; i++) {
    assert_way(s, (told){"Post", NULL, "2024-03-13", ACCOUNT}, (told){"Courier", NULL, "2024-03-12", TEXTS[i]}, RO_A_FROM_B);
    assert_way(s, (told){"Post", NULL, "2023-12-31", ACCOUNT}, (told){"Courier", NULL, "2024-01-01", TEXTS[i]}, RO_B_FROM_A);
  }
}

static void days_in_part_say_nothing(void **state) {
  scene *s = *state;
  static const char *const DAYS[] = {"2024-03-12", "2024-03", "2024", "XXXX-03-13", NULL};
  for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
    assert_way(s, (told){"Post", NULL, DAYS[i], ACCOUNT}, (told){"Courier", NULL, "2024-03-12", ACCOUNT}, RO_WAY_UNKNOWN);
    assert_way(s, (told){"Post", NULL, "2024-03-12", ACCOUNT}, (told){"Courier", NULL, DAYS[i], ACCOUNT}, RO_WAY_UNKNOWN);
  }
}

/* Whoever names the other as its source has it from there, though it is dated earlier. */
static void a_credit_outweighs_the_dates(void **state) {
  scene *s = *state;
  assert_way(s, (told){"Riverside Post", "Hilltop Courier", "2024-03-12", ACCOUNT},
             (told){"Hilltop Courier", NULL, "2024-03-13", COPY}, RO_A_FROM_B);
  assert_way(s, (told){"Ministry of Railways of Freedonia", NULL, "2024-03-13", ACCOUNT},
             (told){"Riverside Post", "Freedonian Ministry of Railways", "2024-03-12", ACCOUNT}, RO_B_FROM_A);
}

static void a_credit_to_a_third_or_to_itself_says_nothing(void **state) {
  scene *s = *state;
  assert_way(s, (told){"Riverside Post", "Northern Wire", NULL, ACCOUNT}, (told){"Hilltop Courier", NULL, NULL, ACCOUNT},
             RO_WAY_UNKNOWN);
  assert_way(s, (told){"Hilltop Courier", "Hilltop Courier", NULL, ACCOUNT}, (told){"Hilltop Courier", NULL, NULL, ACCOUNT},
             RO_WAY_UNKNOWN);
  assert_way(s, (told){"Riverside Post", "Hilltop Courier", NULL, ACCOUNT},
             (told){"Hilltop Courier", "Riverside Post", NULL, ACCOUNT}, RO_WAY_UNKNOWN);
}

/* "(Hilltop Press)" in the dateline says whose text it is. */
static void the_agency_of_a_dateline_may_be_credited(void **state) {
  scene *s = *state;
  made a = report(s, "Riverside Post", "2024-03-12", RENDERED), b = report(s, "Lowmark Mail", "2024-03-11", RENDERED);
  made_dateline(&a, "HILLTOP, March 12 (Hilltop Press) -", "XXXX-03-12");
  b.f->report.credit = RO_LIT("Hilltop Press");
  compare(s, &a, &b, RO_EVENT_ONE);
  assert_int_equal(s->result.direction, RO_B_FROM_A);
  b.f->report.credit = RO_ABSENT;
  compare(s, &a, &b, RO_EVENT_ONE);
  assert_int_equal(s->result.direction, RO_A_FROM_B);
}

static void kinds_and_directions_have_names(void **state) {
  (void)state;
  assert_string_equal(ro_derived_name(RO_INDEPENDENT), "independent");
  assert_string_equal(ro_derived_name(RO_IDENTICAL), "identical");
  assert_string_equal(ro_derived_name(RO_NEAR_COPY), "near-copy");
  assert_string_equal(ro_derived_name(RO_PARAPHRASE), "paraphrase");
  assert_string_equal(ro_derived_name(RO_SAME_ORIGIN), "same-origin");
  assert_string_equal(ro_direction_name(RO_WAY_NONE), "none");
  assert_string_equal(ro_direction_name(RO_WAY_UNKNOWN), "unknown");
  assert_string_equal(ro_direction_name(RO_A_FROM_B), "a-from-b");
  assert_string_equal(ro_direction_name(RO_B_FROM_A), "b-from-a");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_same_words_are_identical),
      TEST(marks_and_case_make_no_difference),
      TEST(most_sentences_taken_over_are_a_near_copy),
      TEST(the_same_in_other_words_is_a_paraphrase),
      TEST(two_renderings_have_one_origin),
      TEST(a_translation_is_a_rendering),
      TEST(datelines_part_renderings_from_rewordings),
      TEST(own_words_are_independent),
      TEST(another_order_is_a_paraphrase_too),
      TEST(nothing_is_independent),
      TEST(a_report_of_several_is_a_copy_of_each),
      TEST(what_anybody_would_write_is_no_copy),
      TEST(of_different_events_only_copies_are_found),
      TEST(passages_are_of_sentences_in_order),
      TEST(what_one_says_in_two_sentences_is_one_passage),
      TEST(the_order_of_the_two_is_no_matter),
      TEST(the_later_is_from_the_earlier),
      TEST(days_in_part_say_nothing),
      TEST(a_credit_outweighs_the_dates),
      TEST(a_credit_to_a_third_or_to_itself_says_nothing),
      TEST(the_agency_of_a_dateline_may_be_credited),
      TEST(kinds_and_directions_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
