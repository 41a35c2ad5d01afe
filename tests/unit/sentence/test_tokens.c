#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "sentence/model.h"

typedef struct run {
  ro_guard guard;
  ro_arena arena;
  ro_slice text;
  ro_text out; /* tokens parted by a space, sentences by " | " */
} run;

static void cut_body(void *ctx) {
  run *r = ctx;
  ro_tokens tokens;
  ro_spans whole = {0};
  RO_PUSH(&r->arena, &whole, ((ro_span){0, r->text.len}));
  ro_tokens_make(&tokens, r->text, &whole, NULL, RO_NO_STATES, &r->arena);
  for (size_t s = 0; s < tokens.sentences.len; s++) {
    if (s) ro_text_add(&r->out, RO_LIT(" |"));
    for (size_t i = tokens.sentences.at[s].first; i < tokens.sentences.at[s].end; i++) {
      if (s || i) ro_text_add(&r->out, RO_LIT(" "));
      ro_text_add(&r->out, ro_token_text(&tokens, i));
    }
  }
}

static void expect(const char *text, const char *cut) {
  run r = {.text = ro_slice_of(text)};
  readout_error err = {0};
  ro_arena_init(&r.arena, &r.guard, 0);
  ro_text_init(&r.out, 0);
  assert_int_equal(ro_guard_run(&r.guard, cut_body, &r, &err), READOUT_OK);
  ro_text_add(&r.out, (ro_slice){"", 1});
  assert_string_equal(r.out.ptr, cut);
  ro_text_release(&r.out);
  ro_arena_release(&r.arena);
}

static void clitics_and_hyphens_are_tokens(void **state) {
  (void)state;
  expect("They don't trust Peru's people-to-people plan.", "They do n't trust Peru 's people - to - people plan .");
  expect("It cannot wait.", "It can not wait .");
}

static void abbreviations_end_no_sentence(void **state) {
  (void)state;
  expect("Mr. Ruiz met Dr. Kent on Nov. 3. They spoke.", "Mr. Ruiz met Dr. Kent on Nov. 3 . | They spoke .");
  expect("The U.S. envoy left.", "The U.S. envoy left .");
}

static void a_missing_space_ends_a_sentence(void **state) {
  (void)state;
  expect("It helps member states.Ruiz said so.", "It helps member states . | Ruiz said so .");
  expect("See example.org for 3.5 reasons.", "See example.org for 3.5 reasons .");
}

static void quotes_close_their_sentence(void **state) {
  (void)state;
  expect("\"We agree.\" Kent left.", "\" We agree . \" | Kent left .");
}

static void a_blank_line_ends_a_sentence(void **state) {
  (void)state;
  expect("A heading\n\nThe text", "A heading | The text");
}

static void layout_and_marks_of_other_hands_are_read(void **state) {
  (void)state;
  expect("\u201CIt\u2019s done,\u201D she added.", "\u201C It \u2019s done , \u201D she added .");
  expect("JAKARTA, May 5 (Wire) \u2014 Ministers met.", "JAKARTA , May 5 ( Wire ) \u2014 Ministers met .");
  expect("\u2022 First point\n\u2022 Second point", "\u2022 First point | \u2022 Second point");
  expect("J. K. Ruiz and A.B. Kent met in the U.S. They spoke.", "J. K. Ruiz and A.B. Kent met in the U.S. | They spoke .");
  expect("We hoped\u2026 They left. Well ... no.", "We hoped \u2026 | They left . | Well ... no .");
  expect("THE MINISTERS MET. THEY AGREED.", "THE MINISTERS MET . | THEY AGREED .");
  expect("Ms.\u00A0Ruiz left.\u00A0They spoke.", "Ms. Ruiz left . | They spoke .");
  expect("\"This is one. This is two,\" he said. \"And three.\"",
         "\" This is one . | This is two , \" he said . | \" And three . \"");
  expect("TALKS BEGIN IN LIMA\nLIMA -- The talks began.", "TALKS BEGIN IN LIMA | LIMA -- The talks began .");
}

static void odd_bytes_are_no_trouble(void **state) {
  (void)state;
  expect("", "");
  expect("\n!", "!");
  expect("...", "...");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clitics_and_hyphens_are_tokens),
      cmocka_unit_test(abbreviations_end_no_sentence),
      cmocka_unit_test(a_missing_space_ends_a_sentence),
      cmocka_unit_test(quotes_close_their_sentence),
      cmocka_unit_test(a_blank_line_ends_a_sentence),
      cmocka_unit_test(odd_bytes_are_no_trouble),
      cmocka_unit_test(layout_and_marks_of_other_hands_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
