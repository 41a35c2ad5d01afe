#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

static void parts_follow_each_other(void **state) {
  (void)state;
  ro_text text;
  ro_text_init(&text, 0);
  assert_true(ro_slice_equal(ro_text_slice(&text), RO_LIT("")));
  for (int i = 0; i < 1000; i++) {
    ro_text_add(&text, RO_LIT("ab"));
    ro_text_addf(&text, "%03d", i);
  }
  assert_int_equal(text.len, 5000);
  assert_true(ro_slice_equal(ro_slice_part(ro_text_slice(&text), 4995, 5000), RO_LIT("ab999")));
  ro_text_clear(&text);
  ro_text_add(&text, RO_LIT("again"));
  assert_true(ro_slice_equal(ro_text_slice(&text), RO_LIT("again")));
  ro_text_release(&text);
}

static void nothing_goes_past_the_maximum(void **state) {
  (void)state;
  ro_text text;
  ro_text_init(&text, 5);
  ro_text_add(&text, RO_LIT("abcde"));
  assert_false(text.failed);
  ro_text_add(&text, RO_LIT("f"));
  assert_true(text.failed);
  ro_text_clear(&text);
  ro_text_addf(&text, "%d", 123456);
  assert_true(text.failed);
  ro_text_add(&text, RO_LIT("a"));
  assert_int_equal(text.len, 0);
  ro_text_release(&text);
}

static void json_escapes_what_must_be(void **state) {
  (void)state;
  ro_text text;
  ro_text_init(&text, 0);
  ro_text_json(&text, RO_LIT("a\"b\\c/\n\t\x01\x7F\xC3\xBC\r\b\f"));
  assert_true(ro_slice_equal(ro_text_slice(&text), RO_LIT("\"a\\\"b\\\\c/\\n\\t\\u0001\x7F\xC3\xBC\\r\\b\\f\"")));
  ro_text_clear(&text);
  ro_text_json(&text, RO_ABSENT);
  ro_text_json(&text, RO_LIT(""));
  assert_true(ro_slice_equal(ro_text_slice(&text), RO_LIT("null\"\"")));
  ro_text_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_follow_each_other),
      cmocka_unit_test(nothing_goes_past_the_maximum),
      cmocka_unit_test(json_escapes_what_must_be),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
