#include "event/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

typedef struct scene {
  ro_guard guard;
  ro_arena arena;
  bool whole;
} scene;

static const char *const TEXT =
    "  The U.S. doesn't re-open Russia\u2019s 1,000.5 far-off  Caf\u00e9s; it's \u00fcber 'n't' rock'n'roll\u2014e.g. X 2";
static const char *const LOWER[] = {"the",        "us", "does",      "not", "reopen",      "russia", "1,000.5", "far", "off",
                                    "caf\u00e9s", "it", "\u00fcber", "not", "rock'n'roll", "e",      "g",       "x",   "2"};

static void split(void *ctx) {
  scene *s = ctx;
  ro_word word;
  size_t n = 0;
  for (size_t at = 0; ro_word_next(ro_slice_of(TEXT), &at, &word, &s->arena); n++) {
    assert_true(n < sizeof LOWER / sizeof *LOWER);
    assert_true(ro_slice_equal(word.lower, ro_slice_of(LOWER[n])));
  }
  s->whole = n == sizeof LOWER / sizeof *LOWER;
}

static void words_are_split_and_folded(void **state) {
  (void)state;
  scene s = {0};
  ro_arena_init(&s.arena, &s.guard, 0);
  assert_int_equal(ro_guard_run(&s.guard, split, &s, NULL), READOUT_OK);
  assert_true(s.whole);
  ro_arena_release(&s.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_split_and_folded)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
