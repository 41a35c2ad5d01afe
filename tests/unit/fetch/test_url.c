/* Addresses, and those that redirects and feeds give by others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/url.h"

static ro_guard guard;
static ro_arena arena;

static void becomes(const char *text, const char *base, const char *wanted) {
  ro_url url;
  readout_error err = {0};
  readout_status status = ro_url_read(&url, ro_slice_of(text), ro_slice_of(base), &arena, &err);
  if (wanted && status != READOUT_OK) fail_msg("%s", err.message);
  if (wanted) assert_string_equal(url.text.ptr, wanted);
  if (!wanted) assert_int_equal(status, READOUT_ERR_INPUT);
}

static void addresses_are_joined(void **state) {
  (void)state;
  const char *base = "https://Host.example:8443/a/b?c#d";
  becomes("/x", base, "https://host.example:8443/x");
  becomes("x?y", base, "https://host.example:8443/a/x?y");
  becomes("../x", base, "https://host.example:8443/x");
  becomes("//other.example/x", base, "https://other.example/x");
  becomes(" http://other.example:80#top ", base, "http://other.example/");
  becomes("x y", base, "https://host.example:8443/a/x%20y");
  becomes("file:///etc/passwd", base, NULL);
  becomes("javascript:alert(1)", base, NULL);
  becomes("//me:secret@host/", base, NULL);
  becomes("host.example/feed", NULL, NULL);
  becomes("", base, NULL);
}

static int release(void **state) {
  (void)state;
  ro_arena_release(&arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(addresses_are_joined)};
  ro_arena_init(&arena, &guard, 0);
  return cmocka_run_group_tests(tests, NULL, release);
}
