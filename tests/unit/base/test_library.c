#include "base/library.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#define CALLS(CALL) CALL(cos)

typedef struct math_calls {
  CALLS(RO_CALL_FIELD)
} math_calls;

static readout_status load(const char *file, math_calls *calls, readout_error *err) {
  const ro_called called[] = {CALLS(RO_CALL_SLOT)};
  return ro_library_load(file, called, 1, err);
}

static void what_is_loaded_is_called(void **state) {
  (void)state;
  math_calls calls;
  readout_error err;
  assert_int_equal(load("libm.so.6", &calls, &err), READOUT_OK);
  assert_true(calls.cos(0) == 1.0);
}

static void a_library_that_is_not_there_is_named(void **state) {
  (void)state;
  math_calls calls;
  readout_error err;
  assert_int_equal(load("libof-nobody.so.1", &calls, &err), READOUT_ERR_IO);
  assert_non_null(strstr(err.message, "\"libof-nobody.so.1\" cannot be loaded: install it"));
}

static void a_library_without_what_is_called_is_named(void **state) {
  (void)state;
  void *slot;
  readout_error err;
  const ro_called called = {"readout_of_nobody", &slot};
  assert_int_equal(ro_library_load("libm.so.6", &called, 1, &err), READOUT_ERR_IO);
  assert_non_null(strstr(err.message, "\"libm.so.6\" has no \"readout_of_nobody\""));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_loaded_is_called),
      cmocka_unit_test(a_library_that_is_not_there_is_named),
      cmocka_unit_test(a_library_without_what_is_called_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
