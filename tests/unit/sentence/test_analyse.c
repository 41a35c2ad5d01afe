/* What the committed model says of plain sentences, and what holds for whatever it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "sentence/sentence.h"

typedef struct run {
  ro_guard guard;
  ro_arena arena;
  const ro_model *model;
  ro_slice text;
  ro_tokens tokens;
} run;

static int open_model(void **state) {
  ro_model *model;
  if (ro_model_open(&model, READOUT_DATA_DIR, NULL, NULL) != READOUT_OK) return -1;
  *state = model;
  return 0;
}

static int close_model(void **state) {
  ro_model_close(*state);
  return 0;
}

static void analyse_body(void *ctx) {
  run *r = ctx;
  ro_spans whole = {0};
  RO_PUSH(&r->arena, &whole, ((ro_span){0, r->text.len}));
  ro_tokens_make(&r->tokens, r->text, &whole, r->model, RO_NO_STATES, &r->arena);
}

static void analyse(run *r, void *model, ro_slice text) {
  *r = (run){.model = model, .text = text};
  ro_arena_init(&r->arena, &r->guard, 0);
  assert_int_equal(ro_guard_run(&r->guard, analyse_body, r, NULL), READOUT_OK);
}

/* "form/UPOS/relation/head's form/name", a space between two. */
static void expect(void *model, const char *text, const char *reading) {
  run r;
  ro_text out;
  analyse(&r, model, ro_slice_of(text));
  ro_text_init(&out, 0);
  for (size_t i = 0; i < r.tokens.tokens.len; i++) {
    const ro_token *token = &r.tokens.tokens.at[i];
    ro_slice form = ro_token_text(&r.tokens, i);
    ro_slice head = token->head == RO_NO_HEAD ? RO_LIT("-") : ro_token_text(&r.tokens, token->head);
    ro_text_addf(&out, "%s%.*s/%s/%s/%.*s/%s", i ? " " : "", (int)form.len, form.ptr, ro_upos_name(token->upos),
                 ro_rel_name(token->rel), (int)head.len, head.ptr, ro_name_tag_name(token->name));
  }
  ro_text_add(&out, (ro_slice){"", 1});
  assert_string_equal(out.ptr, reading);
  ro_text_release(&out);
  ro_arena_release(&r.arena);
}

static void a_plain_sentence_has_its_tree(void **state) {
  expect(*state, "Ministers agreed to build ports.",
         "Ministers/NOUN/nsubj/agreed/O agreed/VERB/root/-/O to/PART/mark/build/O build/VERB/xcomp/agreed/O "
         "ports/NOUN/obj/build/O ./PUNCT/punct/agreed/O");
}

static void persons_and_places_are_named(void **state) {
  expect(*state, "Foreign Minister Ana Ruiz met Mark Kent in Lisbon.",
         "Foreign/ADJ/amod/Minister/O Minister/PROPN/nmod:desc/Ana/O Ana/PROPN/nsubj/met/B-PER Ruiz/PROPN/flat/Ana/I-PER "
         "met/VERB/root/-/O Mark/PROPN/obj/met/B-PER Kent/PROPN/flat/Mark/I-PER in/ADP/case/Lisbon/O "
         "Lisbon/PROPN/obl/met/B-LOC ./PUNCT/punct/met/O");
}

/* One root a sentence, heads inside it, no cycles, sentences in order without gaps. */
static void assert_sound(const ro_tokens *tokens) {
  size_t next = 0;
  for (size_t s = 0; s < tokens->sentences.len; s++) {
    const ro_sentence *sentence = &tokens->sentences.at[s];
    size_t roots = 0;
    assert_int_equal(sentence->first, next);
    assert_true(sentence->end > sentence->first);
    next = sentence->end;
    for (size_t i = sentence->first; i < sentence->end; i++) {
      const ro_token *token = &tokens->tokens.at[i];
      assert_int_not_equal(token->rel, RO_REL_NONE);
      assert_int_not_equal(token->upos, RO_UPOS_NONE);
      assert_int_equal(token->head == RO_NO_HEAD, token->rel == RO_REL_ROOT);
      roots += token->head == RO_NO_HEAD;
      if (token->head != RO_NO_HEAD) assert_in_range(token->head, sentence->first, sentence->end - 1);
      size_t at = i, steps = 0;
      while (tokens->tokens.at[at].head != RO_NO_HEAD && steps++ < sentence->end) at = tokens->tokens.at[at].head;
      assert_int_equal(tokens->tokens.at[at].head, RO_NO_HEAD);
    }
    assert_int_equal(roots, 1);
  }
  assert_int_equal(next, tokens->tokens.len);
}

static void any_text_gives_sound_trees(void **state) {
  static const char *const WORDS[] = {"agreed", "the",  "\"", "to",  "Lima",   ",",  "and", "is", "(", ")", "3.5", "Minister",
                                      "not",    "said", "'s", "ÄÖ",  "\u4E2D", "a",  "of",  "-",  ":", "x", "US",  "deepen",
                                      "ties",   "!",    "no", "who", ".",      "\n", ";",   "we", "/", "+", "0",   "http://a.b"};
  uint64_t random = 99;
  for (size_t round = 0; round < 60; round++) {
    run r;
    ro_text text;
    ro_text_init(&text, 0);
    for (size_t w = 0, n = 1 + round * 9; w < n; w++) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      ro_text_add(&text, ro_slice_of(WORDS[(random >> 33) % (sizeof WORDS / sizeof *WORDS)]));
      ro_text_add(&text, RO_LIT(" "));
    }
    analyse(&r, *state, ro_text_slice(&text));
    assert_sound(&r.tokens);
    ro_arena_release(&r.arena);
    ro_text_release(&text);
  }
}

static void a_sentence_longer_than_the_network_takes_has_one_root(void **state) {
  run r;
  ro_text text;
  ro_text_init(&text, 0);
  for (size_t i = 0; i < 700; i++) ro_text_add(&text, RO_LIT("trade, "));
  analyse(&r, *state, ro_text_slice(&text));
  assert_int_equal(r.tokens.tokens.len, 1400);
  assert_sound(&r.tokens);
  ro_arena_release(&r.arena);
  ro_text_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_plain_sentence_has_its_tree),
                                     cmocka_unit_test(persons_and_places_are_named), cmocka_unit_test(any_text_gives_sound_trees),
                                     cmocka_unit_test(a_sentence_longer_than_the_network_takes_has_one_root)};
  return cmocka_run_group_tests(tests, open_model, close_model);
}
