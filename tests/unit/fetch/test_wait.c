/* Retry-After, and how long is waited without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/wait.h"

static void retry_after_is_read(void **state) {
  (void)state;
  assert_int_equal(ro_wait_asked(RO_LIT(" 120 "), 5), 120);
  assert_int_equal(ro_wait_asked(RO_LIT("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777 - 60), 60);
  assert_int_equal(ro_wait_asked(RO_LIT("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777 + 60), 0);
  assert_int_equal(ro_wait_asked(RO_LIT("Thu, 29 Feb 2024 00:00:00 GMT"), 1709164800 - 1), 1);
  assert_int_equal(ro_wait_asked(RO_LIT("99999999999999999999999"), 0), RO_WAIT_MOST);
  assert_int_equal(ro_wait_asked(RO_LIT("Fri, 31 Dec 9999 23:59:59 GMT"), 0), RO_WAIT_MOST);
  assert_int_equal(ro_wait_asked(RO_LIT("soon"), 0), -1);
  assert_int_equal(ro_wait_asked(RO_LIT("-5"), 0), -1);
  assert_int_equal(ro_wait_asked(RO_LIT(""), 0), -1);
  assert_int_equal(ro_wait_asked(RO_ABSENT, 0), -1);
}

static void waits_double_up_to_a_day(void **state) {
  (void)state;
  assert_int_equal(ro_wait_after(1), 600);
  assert_int_equal(ro_wait_after(3), 2400);
  assert_int_equal(ro_wait_after(9), 86400);
  assert_int_equal(ro_wait_after(INT64_MAX), 86400);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(retry_after_is_read), cmocka_unit_test(waits_double_up_to_a_day)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
