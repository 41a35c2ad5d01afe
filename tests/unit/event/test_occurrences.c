#include "settled.h"

static const char FERRY[] =
    "The ferry Albatross ran aground off Lowmark on Sunday night with 210 passengers on board. "
    "Lifeboats from Lowmark took the passengers off the Albatross before dawn. "
    "Divers found a tear below the waterline of the ferry, and the captain was questioned by the coast guard.";
static const char FERRY_AGAIN[] =
    "Passengers of the stranded ferry Albatross spoke of panic as water rose in the car deck. "
    "Fishing boats and lifeboats had reached the ferry off Lowmark within the hour. "
    "The coast guard is questioning the captain of the Albatross.";

/* More of the ferry than of the volcano. */
static const char ROUND_UP[] =
    "The ferry Albatross lies off Lowmark with a tear in its hull, and lifeboats guard it. "
    "Its passengers and captain were questioned by the coast guard. "
    "Far away Mount Skarn rumbles on.";

static const char VOLCANO_LATER[] =
    "Hikers may climb Mount Skarn again, the tourist board of Norland announced. "
    "A hut with forty beds replaces the one that burnt when the volcano last erupted. "
    "Guides must carry radios, and dogs have to stay in the valley. "
    "The board hopes for buses full of visitors from Sylvania and for a record season in the hotels by the lake.";

static void add_ferry_and_volcano(scene *s) {
  add_happening(s, "Lowmark Mail", "2024-03-11", "Ferry Albatross aground off Lowmark", FERRY);
  add_happening(s, "Norland Star", "2024-03-12", "Mount Skarn erupts over Norland", VOLCANO);
}

static void reports_of_one_occurrence_are_one_event(void **state) {
  scene *s = *state;
  add_ferry_and_volcano(s);
  add_happening(s, "Hilltop Courier", "2024-03-12", "Captain of the ferry Albatross questioned", FERRY_AGAIN);
  add_happening(s, "Riverside Post", "2024-03-13", "Ash of volcano Skarn closes Norland airport", VOLCANO_AGAIN);
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  assert_ptr_equal(event_of(s, 0), event_of(s, 2));
  assert_ptr_equal(event_of(s, 1), event_of(s, 3));
  assert_ptr_not_equal(event_of(s, 0), event_of(s, 1));
  assert_int_equal(event_of(s, 0)->kind, RO_OCCURRENCE);
  assert_int_equal(event_of(s, 0)->status, RO_HELD);
  assert_int_equal(event_of(s, 0)->origins, 2);
}

/* What has little in common is of one matter only where it was published at one time. */
static void far_days_are_other_occurrences(void **state) {
  static const char *const DAYS[] = {"2024-03-15", "2025-03-15"};
  scene *s = *state;
  for (size_t i = 0; i < 2; i++) {
    s->n = 0;
    add_happening(s, "Norland Star", "2024-03-12", "Mount Skarn erupts over Norland", VOLCANO);
    add_happening(s, "Riverside Post", DAYS[i], "Hut on Mount Skarn opens", VOLCANO_LATER);
    settle(s);
    assert_int_equal(s->record.events.len, i + 1);
  }
}

/* It is of the matter that it has most of, and brings the other no nearer. */
static void a_round_up_joins_no_occurrences(void **state) {
  scene *s = *state;
  add_ferry_and_volcano(s);
  add_happening(s, "Riverside Post", "2024-03-12", "Ferry Albatross questions", ROUND_UP);
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  assert_ptr_equal(event_of(s, 2), event_of(s, 0));
}

static void a_report_that_has_no_words_tells_nothing(void **state) {
  scene *s = *state;
  add_happening(s, "Norland Star", "2024-03-12", NULL, "...");
  settle(s);
  assert_int_equal(s->record.reports.len, 1);
  assert_int_equal(s->record.events.len, 0);
}

/* Its meeting was not read, but most of its matter's reports tell of one. */
static void a_report_without_a_meeting_joins_that_of_its_matter(void **state) {
  scene *s = *state;
  add_railway(s, "2024-03-12", "2024-03-12");
  add_happening(s, "Lowmark Mail", "2024-03-13", "Freedonia to repair railway tunnel at Eagle Pass",
                "The mountain railway may reopen after a meeting of Hara and Nordby in Riverside. "
                "Freedonia is to repair the tunnel at Eagle Pass, and Sylvania lends crowns for signals.");
  add_happening(s, "Norland Star", "2024-03-12", "Mount Skarn erupts over Norland", VOLCANO);
  settle(s);
  assert_int_equal(s->record.events.len, 2);
  assert_ptr_equal(event_of(s, 2), event_of(s, 0));
  assert_int_equal(event_of(s, 2)->kind, RO_MEETING);
  assert_int_equal(event_of(s, 3)->kind, RO_OCCURRENCE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reports_of_one_occurrence_are_one_event),
      TEST(far_days_are_other_occurrences),
      TEST(a_round_up_joins_no_occurrences),
      TEST(a_report_that_has_no_words_tells_nothing),
      TEST(a_report_without_a_meeting_joins_that_of_its_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
