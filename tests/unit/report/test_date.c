#include "report/date.h"

#include "reading.h"
#include "report/imprint.h"

static void reads_dates(void **state) {
  reading *r = *state;
  static const char *const cases[][2] = {
      {"2024-05-03", "2024-05-03"},
      {"2024/5/3", "2024-05-03"},
      {"20240503", "2024-05-03"},
      {"3 May 2024", "2024-05-03"},
      {"3rd of May, 2024", "2024-05-03"},
      {"May 3, 2024", "2024-05-03"},
      {"May 3rd 2024", "2024-05-03"},
      {"Sept. 3, 2024", "2024-09-03"},
      {"Friday, 3 May 2024", "2024-05-03"},
      {"Fri., May 3, 2024", "2024-05-03"},
      {"03.05.2024", "2024-05-03"},
      {"13/05/2024", "2024-05-13"},
      {"05/13/2024", "2024-05-13"},
      {"03-May-2024", "2024-05-03"},
      {"May 2024", "2024-05"},
      {"2024-05", "2024-05"},
      {"3. Mai 2024", "2024-05-03"},
      {"3. M\xC3\xA4rz 2024", "2024-03-03"},
      {"1er ao\xC3\xBBt 2024", "2024-08-01"},
      {"3 de mayo de 2024", "2024-05-03"},
      {"04-ago-2021", "2021-08-04"},
      {"3 de Mayo del 2024", "2024-05-03"},
      {"3 maggio 2024", "2024-05-03"},
      {"3 maja 2024", "2024-05-03"},
      {"3 Dez. 2024", "2024-12-03"},
      {"3 May", "XXXX-05-03"},
      {"Apr 14", "XXXX-04-14"},
      {"2024\xE5\xB9\xB4"
       "5\xE6\x9C\x88"
       "3\xE6\x97\xA5",
       "2024-05-03"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ro_slice text = ro_slice_of(cases[i][0]);
    ro_date date;
    size_t end;
    if (!ro_date_read(text, 0, &date, &end) || end != text.len) fail_msg("\"%s\" is not read", cases[i][0]);
    assert_field(ro_date_edtf(date, &r->arena), cases[i][1]);
  }
}

static void counts_days(void **state) {
  (void)state;
  assert_int_equal(ro_date_days((ro_date){2024, 2, 28}, (ro_date){2024, 3, 1}), 2);
  assert_int_equal(ro_date_days((ro_date){2023, 2, 28}, (ro_date){2023, 3, 1}), 1);
  assert_int_equal(ro_date_days((ro_date){2024, 1, 1}, (ro_date){2023, 12, 31}), -1);
}

static void leaves_what_is_no_date(void **state) {
  (void)state;
  static const char *const cases[] = {"05/06/2024",  "2024-13-01", "30 February 2024", "May",   "Mayor 3", "May 45",
                                      "12345678901", "1999999",    "3 Mayors",         "0 May", "",        "Monday"};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ro_date date;
    size_t end;
    if (ro_date_read(ro_slice_of(cases[i]), 0, &date, &end)) fail_msg("\"%s\" is read", cases[i]);
  }
}

static void finds_dates_in_text(void **state) {
  (void)state;
  ro_date date;
  ro_span where;
  ro_slice text = RO_LIT("version 1.2.2024 of Port Lake, 3 May 2024 - 10:30");
  assert_true(ro_date_find(text, &where, &date));
  assert_int_equal(date.year, 2024);
  assert_false(ro_date_find(RO_LIT("nothing of 2024 in it"), &where, &date));
}

static void reads_stamps(void **state) {
  reading *r = *state;
  assert_field(ro_date_stamp(RO_LIT("2024-05-03T23:59:00+10:00"), &r->arena), "2024-05-03");
  assert_field(ro_date_stamp(RO_LIT(" Fri, 3 May 2024 10:00:00 GMT"), &r->arena), "2024-05-03");
  assert_field(ro_date_stamp(RO_LIT("2024"), &r->arena), "2024");
  assert_null(ro_date_stamp(RO_LIT("3 May"), &r->arena).ptr);
  assert_null(ro_date_stamp(RO_LIT("yesterday"), &r->arena).ptr);
  assert_null(ro_date_stamp(RO_ABSENT, &r->arena).ptr);
}

static void reads_urls(void **state) {
  (void)state;
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/2024/05/03/a")).day, 3);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/a-2024-05-03.html")).month, 5);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/n/20240503/a")).year, 2024);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/blog/2024/october/03/a")).month, 10);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/blog/2024/oct/3")).day, 3);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/blog/2024/topics/03")).year, 0);
  assert_int_equal(ro_url_date(RO_LIT("https://2024-05-03.example/a")).year, 0);
  assert_int_equal(ro_url_date(RO_LIT("https://x.example/2024/05/a")).year, 0);
  assert_int_equal(ro_url_date(RO_LIT("")).year, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(reads_dates),         TEST(counts_days),  TEST(leaves_what_is_no_date),
                                     TEST(finds_dates_in_text), TEST(reads_stamps), TEST(reads_urls)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
