#include "report/dateline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka.h wants the above first */
#include <cmocka.h>

typedef struct expected {
  const char *text, *place, *agency, *date;
} expected;

static void reads_datelines(void **state) {
  (void)state;
  static const expected cases[] = {
      {"Port Lake, Lakeland, 4 Apr (LWS) -- On 14 April", "Port Lake, Lakeland", "LWS", "0-4-4"},
      {"GENEVA, March 3 (Reuters) \xE2\x80\x94 The talks", "GENEVA", "Reuters", "0-3-3"},
      {"MOSCOW (AP) \xE2\x80\x94 The talks", "MOSCOW", "AP", "0-0-0"},
      {"MOSCOW, May 5. /TASS/. The talks", "MOSCOW", "TASS", "0-5-5"},
      {"Port Lake, 7 June 2025 (@LakeMinistry). The talks", "Port Lake", "LakeMinistry", "2025-6-7"},
      {"LWS - The talks", "", "LWS", "0-0-0"},
      {"(Lakewire) PORT LAKE, May 5 -- The talks", "PORT LAKE", "Lakewire", "0-5-5"},
      {"WASHINGTON \xE2\x80\x94 The talks", "WASHINGTON", "", "0-0-0"},
      {"Washington, D.C., Jan. 5, 2024 (AFP) - It", "Washington, D.C.", "AFP", "2024-1-5"},
      {"Rio de Janeiro, Brazil\xC2\xA0\xE2\x80\x93 The talks", "Rio de Janeiro, Brazil", "", "0-0-0"},
      {"La Paz, 4 March 2026 (Press Unit).- The talks", "La Paz", "Press Unit", "2026-3-4"},
      {"NEW DELHI, May 4: The talks", "NEW DELHI", "", "0-5-4"},
      {"Apr 9, Port Lake: The talks", "Port Lake", "", "0-4-9"},
      {"9 April 2024, Port Lake, Lakeland \xE2\x80\x93 The talks", "Port Lake, Lakeland", "", "2024-4-9"},
      {"PORT LAKE / Lake Life /: The talks", "PORT LAKE", "Lake Life", "0-0-0"},
      {"Port Lake / 14 May 2025 / LNA/ The talks", "Port Lake", "LNA", "2025-5-14"},
      {"Port Lake, LNA \xE2\x80\x93 The talks", "Port Lake", "LNA", "0-0-0"},
      {"PORT LAKE. LAKEPRESS - The talks", "PORT LAKE", "LAKEPRESS", "0-0-0"},
      {"Port Lake, 8 October. LaK. The talks", "Port Lake", "LaK", "0-10-8"},
      {"Port Lake, Shawwal 4, 1444, April 24, 2023, LNA -- The talks", "Port Lake", "LNA", "2023-4-24"},
      {"PORT LAKE, USA \xE2\x80\x94 The talks", "PORT LAKE, USA", "", "0-0-0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ro_slice text = ro_slice_of(cases[i].text);
    ro_dateline_found found;
    char date[32];
    if (!ro_dateline_read(text, (ro_span){0, text.len}, &found)) fail_msg("no dateline in \"%s\"", cases[i].text);
    assert_true(ro_slice_equal(ro_slice_span(text, found.place), ro_slice_of(cases[i].place)));
    assert_true(ro_slice_equal(ro_slice_span(text, found.agency), ro_slice_of(cases[i].agency)));
    snprintf(date, sizeof date, "%u-%u-%u", found.date.year, found.date.month, found.date.day);
    assert_string_equal(date, cases[i].date);
    assert_int_equal(found.span.start, 0);
  }
}

static void leaves_sentences_alone(void **state) {
  (void)state;
  static const char *const cases[] = {
      "Ada Novak \xE2\x80\x93 Lakeland's minister \xE2\x80\x93 said on Tuesday that",
      "The minister said: We go on",
      "MODERATOR: Thank you for coming",
      "The talks \xE2\x80\x94 the first in years \xE2\x80\x94 lasted an hour",
      "They met on May 5 - a Friday - and parted",
      "Dana Whitlock, 8 October. She left. The talks",
      "They met in Port Lake, 8 October. Ada. The talks",
      "",
      "\xE2\x80\x94",
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ro_slice text = ro_slice_of(cases[i]);
    ro_dateline_found found;
    if (ro_dateline_read(text, (ro_span){0, text.len}, &found)) fail_msg("a dateline in \"%s\"", cases[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_datelines), cmocka_unit_test(leaves_sentences_alone)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
