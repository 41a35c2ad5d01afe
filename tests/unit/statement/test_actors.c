#include "statement/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "sentence/model.h"

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  readout_error err;
  ro_lists *lists;
  ro_model *model;
  const char *phrase, *date;
  ro_coded_actors actors;
} scene;

static int set_up(void **state) {
  static scene s;
  ro_arena_init(&s.arena, &s.guard, 0);
  *state = &s;
  if (ro_lists_open(&s.lists, READOUT_DATA_DIR, &s.err) != READOUT_OK) return -1;
  return ro_model_open(&s.model, READOUT_DATA_DIR, NULL, &s.err) == READOUT_OK ? 0 : -1;
}

static int tear_down(void **state) {
  scene *s = *state;
  ro_lists_close(s->lists);
  ro_model_close(s->model);
  ro_arena_release(&s->arena);
  return 0;
}

static void read_body(void *ctx) {
  scene *s = ctx;
  ro_findings f = {
      .report = {.id = RO_LIT("a"), .text = ro_arena_format(&s->arena, "%s condemned the plan on Monday.", s->phrase)}};
  f.report.published = ro_slice_of(s->date);
  RO_PUSH(&s->arena, &f.report.main, ((ro_span){0, f.report.text.len}));
  ro_read(&f, s->model, s->lists, &s->arena);
  s->actors = (ro_coded_actors){0};
  if (f.events.len > 0) s->actors = f.events.at[0].actors;
}

/* Who the phrase is, as subject of a sentence: "PER LAB", several with commas. */
static void assert_who(scene *s, const char *phrase, const char *date, const char *who) {
  s->phrase = phrase;
  s->date = date;
  assert_int_equal(ro_guard_run(&s->guard, read_body, s, &s->err), READOUT_OK);
  ro_slice got = RO_LIT("");
  for (size_t i = 0; i < s->actors.len; i++) {
    ro_slice code = s->actors.at[i].code.ptr ? s->actors.at[i].code : RO_LIT("-");
    ro_slice sector = s->actors.at[i].sector.ptr ? s->actors.at[i].sector : RO_LIT("-");
    got = ro_arena_format(&s->arena, "%.*s%s%.*s %.*s", (int)got.len, got.ptr, i ? ", " : "", (int)code.len, code.ptr,
                          (int)sector.len, sector.ptr);
  }
  if (!ro_slice_equal(got, ro_slice_of(who))) fail_msg("%s: %.*s", phrase, (int)got.len, got.ptr);
}

static void phrases_are_resolved(void **state) {
  scene *s = *state;
  assert_who(s, "Norway", NULL, "NOR -");
  assert_who(s, "Indian troops", NULL, "IND MIL");
  assert_who(s, "Kenyan Foreign Minister Musalia Mudavadi", NULL, "KEN GOV");
  assert_who(s, "The governments of Chile and Peru", NULL, "CHL GOV, PER GOV");
  assert_who(s, "Dutch and Belgian frigates", NULL, "NLD MIL, BEL MIL");
  assert_who(s, "A former Danish minister", NULL, "DNK ELI");
  assert_who(s, "An ex-Danish minister", NULL, "DNK ELI");
  assert_who(s, "Thousands of students in Greece", NULL, "GRC EDU");
  assert_who(s, "Ethnic Albanian rebels in Macedonia", NULL, "MKD REB");
  assert_who(s, "The European Union", NULL, "IGO -");
  assert_who(s, "Soldiers", NULL, "- MIL");
  assert_who(s, "A human rights group", NULL, "NGO NGO");
  assert_who(s, "He", NULL, "- UNK");
  assert_who(s, "Ararat Mirzoyan", NULL, "ARM GOV");
  assert_who(s, "The Daily Maverick", NULL, "ZAF JRN");
  assert_who(s, "Bavarian police", NULL, "DEU COP");
  assert_who(s, "A Kilo-class submarine", NULL, "RUS MIL");
}

static void codes_are_plovers(void **state) {
  scene *s = *state;
  assert_who(s, "Unocal", NULL, "MNC BUS");              /* [MNC] */
  assert_who(s, "Kyocera Corporation", NULL, "JPN BUS"); /* [MNCJPN] */
  assert_who(s, "Amnesty International", NULL, "NGO NGO");
  assert_who(s, "Ananda Marga", NULL, "IMG REB"); /* [INTREB] */
}

static void towns_have_their_country(void **state) {
  scene *s = *state;
  assert_who(s, "Uruapan", NULL, "MEX -");
  assert_who(s, "Police in Oaxaca", NULL, "MEX COP");
  assert_who(s, "The governor of Kaduna State", NULL, "NGA GOV");
  assert_who(s, "Kashmir", NULL, "- UNK");
}

static void names_may_begin_with_any_word(void **state) {
  scene *s = *state;
  assert_who(s, "Save the Children", NULL, "NGO NGO");
  assert_who(s, "British MPs", NULL, "GBR LEG");
}

static void a_country_before_says_which_of_a_name(void **state) {
  scene *s = *state;
  assert_who(s, "South Korea's Joint Chiefs of Staff", NULL, "KOR MIL");
  assert_who(s, "The Israeli Labor Party", NULL, "ISR PTY");
}

static void who_belongs_to_a_body_has_its_sector(void **state) {
  scene *s = *state;
  assert_who(s, "A spokesman", NULL, "- GOV");
  assert_who(s, "A Norwegian army spokesman", NULL, "NOR MIL");
  assert_who(s, "Hospital staff in Peru", NULL, "PER MED");
  assert_who(s, "Hezbollah leader Hassan Nasrallah", NULL, "LBN REB");
}

static void offices_follow_the_date_of_the_report(void **state) {
  scene *s = *state;
  assert_who(s, "Angela Merkel", "2010-05-01", "DEU GOV");
  assert_who(s, "Angela Merkel", "2023-05-01", "DEU ELI");
  assert_who(s, "Angela Merkel", NULL, "DEU GOV");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(phrases_are_resolved),
      cmocka_unit_test(codes_are_plovers),
      cmocka_unit_test(towns_have_their_country),
      cmocka_unit_test(names_may_begin_with_any_word),
      cmocka_unit_test(a_country_before_says_which_of_a_name),
      cmocka_unit_test(who_belongs_to_a_body_has_its_sector),
      cmocka_unit_test(offices_follow_the_date_of_the_report),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
