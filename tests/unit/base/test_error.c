#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka.h wants the first four of these first */
#include <cmocka.h>

static void fills_what_went_wrong(void **state) {
  (void)state;
  readout_error err;
  memset(&err, 'x', sizeof err);
  assert_int_equal(ro_fail(&err, READOUT_ERR_IO, "no such file \"%s\"", "a.txt"), READOUT_ERR_IO);
  assert_int_equal(err.status, READOUT_ERR_IO);
  assert_string_equal(err.message, "no such file \"a.txt\"");
  assert_int_equal(err.line, 0);
  assert_int_equal(err.offset, 0);
  assert_int_equal(ro_fail_at(&err, READOUT_ERR_INPUT, 7, 120, "bad"), READOUT_ERR_INPUT);
  assert_int_equal(err.line, 7);
  assert_int_equal(err.offset, 120);
}

static void words_are_optional(void **state) {
  (void)state;
  assert_int_equal(ro_fail(NULL, READOUT_ERR_USAGE, "unheard"), READOUT_ERR_USAGE);
}

static void long_message_is_cut_between_characters(void **state) {
  (void)state;
  char subject[READOUT_ERROR_MAX * 2];
  for (size_t offset = 0; offset < 4; offset++) {
    memset(subject, 'a', offset);
    size_t len = offset;
    while (len + 3 < sizeof subject) {
      memcpy(subject + len, "\xE4\xB8\xAD", 3);
      len += 3;
    }
    subject[len] = '\0';
    readout_error err;
    ro_fail(&err, READOUT_ERR_INPUT, "%s", subject);
    size_t kept = strlen(err.message);
    assert_true(kept < READOUT_ERROR_MAX && kept + 4 > READOUT_ERROR_MAX - 1);
    assert_int_equal((kept - offset) % 3, 0);
  }
}

static void message_is_one_line(void **state) {
  (void)state;
  readout_error err;
  ro_fail(&err, READOUT_ERR_INPUT, "\"%s\"", "a\r\nb");
  assert_string_equal(err.message, "\"a  b\"");
}

static readout_status passes_on(readout_status inner, bool *reached) {
  RO_TRY(inner);
  *reached = true;
  return READOUT_OK;
}

static void try_passes_a_failure_on(void **state) {
  (void)state;
  bool reached = false;
  assert_int_equal(passes_on(READOUT_ERR_MEMORY, &reached), READOUT_ERR_MEMORY);
  assert_false(reached);
  assert_int_equal(passes_on(READOUT_OK, &reached), READOUT_OK);
  assert_true(reached);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fills_what_went_wrong),
      cmocka_unit_test(words_are_optional),
      cmocka_unit_test(long_message_is_cut_between_characters),
      cmocka_unit_test(message_is_one_line),
      cmocka_unit_test(try_passes_a_failure_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
