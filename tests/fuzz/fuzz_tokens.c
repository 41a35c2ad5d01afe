/* Any UTF-8 into tokens and sentences: every character but white space stands in one token, in order; sentences take all tokens.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "sentence/sentence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  ro_slice text;
  ro_arena *arena;
} task;

static void check_gap(ro_slice text, size_t start, size_t end) {
  while (start < end)
    if (!ro_is_space(ro_utf8_next(text, &start))) abort();
}

static void cut_body(void *ctx) {
  task *t = ctx;
  ro_tokens tokens;
  ro_spans whole = {0};
  RO_PUSH(t->arena, &whole, ((ro_span){0, t->text.len}));
  ro_tokens_make(&tokens, t->text, &whole, NULL, RO_NO_STATES, t->arena);
  size_t at = 0, next = 0;
  for (size_t i = 0; i < tokens.tokens.len; i++) {
    ro_span span = tokens.tokens.at[i].span;
    if (span.start < at || span.end <= span.start || span.end > t->text.len) abort();
    check_gap(t->text, at, span.start);
    at = span.end;
  }
  check_gap(t->text, at, t->text.len);
  for (size_t s = 0; s < tokens.sentences.len; s++) {
    if (tokens.sentences.at[s].first != next || tokens.sentences.at[s].end <= next) abort();
    next = tokens.sentences.at[s].end;
  }
  if (next != tokens.tokens.len) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  ro_arena arena;
  task t = {{(const char *)data, size}, &arena};
  t.text.len = ro_utf8_check(t.text);
  ro_arena_init(&arena, &guard, (size_t)64 << 20);
  ro_guard_run(&guard, cut_body, &t, NULL);
  ro_arena_release(&arena);
  return 0;
}
