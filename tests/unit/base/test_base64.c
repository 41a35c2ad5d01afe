#include "base/base64.h"

#include "scene.h"

static void expect(scene *s, ro_slice bytes, const char *text) {
  ro_slice back = RO_ABSENT;
  assert_true(ro_slice_equal(ro_base64_encode(&s->arena, bytes), ro_slice_of(text)));
  assert_true(ro_base64_decode(&s->arena, ro_slice_of(text), &back));
  assert_true(ro_slice_equal(back, bytes));
}

/* The examples of RFC 4648, section 10. */
static void both_body(void *ctx) {
  scene *s = ctx;
  expect(s, RO_LIT(""), "");
  expect(s, RO_LIT("f"), "Zg==");
  expect(s, RO_LIT("fo"), "Zm8=");
  expect(s, RO_LIT("foo"), "Zm9v");
  expect(s, RO_LIT("foob"), "Zm9vYg==");
  expect(s, RO_LIT("fooba"), "Zm9vYmE=");
  expect(s, RO_LIT("foobar"), "Zm9vYmFy");
  expect(s, RO_LIT("\0\xff\n"), "AP8K");
  s->whole = true;
}
SCENE(bytes_become_text_and_back, both_body)

static void refused_body(void *ctx) {
  scene *s = ctx;
  static const char *const NONE[] = {"Z", "Zg", "Zg=", "Zg==\n", " Zg==", "Z===", "Zm9v!mFy", "====", "Zm9v Zm9"};
  for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
    ro_slice bytes;
    if (ro_base64_decode(&s->arena, ro_slice_of(NONE[i]), &bytes)) fail_msg("\"%s\" is taken", NONE[i]);
  }
  s->whole = true;
}
SCENE(what_is_no_base64_is_refused, refused_body)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bytes_become_text_and_back),
      cmocka_unit_test(what_is_no_base64_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
