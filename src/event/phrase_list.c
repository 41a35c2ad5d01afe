#include "event/phrase_list.h"

#include "event/stem.h"
#include "event/words.h"

void ro_phrase_list_init(ro_phrase_list *phrases, ro_arena *arena) {
  ro_map_init(&phrases->of, arena);
  ro_map_init(&phrases->longest, arena);
}

bool ro_phrase_list_add(ro_phrase_list *phrases, ro_slice phrase, uint64_t value, ro_arena *arena) {
  ro_slice words[RO_LISTED_WORDS + 1];
  ro_word word;
  size_t n = 0, at = 0;
  bool is_new;
  while (n <= RO_LISTED_WORDS && ro_word_next(phrase, &at, &word, arena)) words[n++] = ro_stem(word.lower, arena);
  if (n == 0 || n > RO_LISTED_WORDS) return false;
  uint64_t *of = ro_map_put(&phrases->of, ro_arena_join(arena, words, n, RO_LIT(" ")), &is_new);
  if (is_new) *of = value;
  uint64_t *longest = ro_map_put(&phrases->longest, words[0], NULL);
  if (*longest < n) *longest = n;
  return true;
}
