#include "statement/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

/* Each word of the contract leads to its value and back. */
#define ROUND_TRIP(function, type, count, ...)                        \
  static void function##_words(void **state) {                        \
    static const char *const WORDS[] = {__VA_ARGS__};                 \
    (void)state;                                                      \
    assert_int_equal(sizeof WORDS / sizeof *WORDS, (count));          \
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {       \
      type value;                                                     \
      assert_string_equal(ro_##function##_name((type)i), WORDS[i]);   \
      if (!*WORDS[i]) continue;                                       \
      assert_true(ro_##function##_of(ro_slice_of(WORDS[i]), &value)); \
      assert_int_equal(value, i);                                     \
    }                                                                 \
    assert_string_equal(ro_##function##_name((type)(count)), "");     \
  }                                                                   \
  static void function##_refuses(void **state) {                      \
    (void)state;                                                      \
    type value = (type)1;                                             \
    assert_false(ro_##function##_of(RO_LIT("no such word"), &value)); \
    assert_false(ro_##function##_of(RO_LIT(""), &value));             \
    assert_false(ro_##function##_of(RO_ABSENT, &value));              \
    assert_int_equal(value, 1);                                       \
  }

ROUND_TRIP(entity_kind, ro_entity_kind, RO_ENTITY_KINDS, "person", "country", "organization", "framework", "initiative",
           "instrument", "place", "issue")
ROUND_TRIP(event_kind, ro_event_kind, RO_EVENT_KINDS, "meeting", "call", "visit", "summit", "conference", "signing",
           "announcement", "occurrence")
ROUND_TRIP(event_status, ro_event_status, RO_EVENT_STATUSES, "held", "planned", "cancelled", "unknown")
ROUND_TRIP(act, ro_act, RO_ACTS, "commitment", "call", "position", "assessment", "inform", "discussion", "announcement",
           "expression")
ROUND_TRIP(stance, ro_stance, RO_STANCES, "", "support", "oppose")
ROUND_TRIP(time_type, ro_time_type, 4, "DATE", "TIME", "DURATION", "SET")

static void words_are_whole(void **state) {
  ro_act act;
  (void)state;
  assert_false(ro_act_of(RO_LIT("commit"), &act));
  assert_false(ro_act_of(RO_LIT("commitments"), &act));
  assert_false(ro_act_of(RO_LIT("Commitment"), &act));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entity_kind_words),  cmocka_unit_test(entity_kind_refuses), cmocka_unit_test(event_kind_words),
      cmocka_unit_test(event_kind_refuses), cmocka_unit_test(event_status_words),  cmocka_unit_test(event_status_refuses),
      cmocka_unit_test(act_words),          cmocka_unit_test(act_refuses),         cmocka_unit_test(stance_words),
      cmocka_unit_test(stance_refuses),     cmocka_unit_test(time_type_words),     cmocka_unit_test(time_type_refuses),
      cmocka_unit_test(words_are_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
