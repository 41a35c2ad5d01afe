#include "event/thing_names.h"

#include "event/words.h"

#define FEWEST_WORDS 2 /* "Plan" alone may be any */

static bool is_among(ro_slice word, const ro_slices *of) {
  for (size_t i = 0; i < of->len; i++)
    if (ro_slice_equal(word, of->at[i])) return true;
  return false;
}

static bool joins_words(ro_slice word) {
  static const char *const WORDS[] = {"the",     "a",    "an",   "of",         "for",       "on", "and",
                                      "between", "with", "from", "concerning", "regarding", "to", "in"};
  for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
    if (ro_slice_equal(word, ro_slice_of(WORDS[i]))) return true;
  return false;
}

ro_slices ro_thing_name_words(ro_slice name, ro_arena *arena) {
  ro_slices words = {0};
  ro_word word;
  size_t at = 0;
  while (ro_word_next(name, &at, &word, arena))
    if (!joins_words(word.lower)) RO_PUSH(arena, &words, word.lower);
  ro_slices_sort_unique(&words);
  return words;
}

static bool is_number(ro_slice word) {
  return word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

/* A name's words without numbers, or its numbers alone; those of `beside` left out. */
static ro_slices part_of(const ro_slices *words, bool numbers, const ro_slices *beside, ro_arena *arena) {
  ro_slices part = {0};
  for (size_t i = 0; i < words->len; i++)
    if (is_number(words->at[i]) == numbers && !is_among(words->at[i], beside)) RO_PUSH(arena, &part, words->at[i]);
  return part;
}

static bool are_same(const ro_slices *a, const ro_slices *b) {
  if (a->len != b->len) return false;
  for (size_t i = 0; i < a->len; i++)
    if (!ro_slice_equal(a->at[i], b->at[i])) return false;
  return true;
}

bool ro_thing_names_alike(ro_slice a, ro_slice b, const ro_slices *beside, ro_arena *arena) {
  ro_slices left = ro_thing_name_words(a, arena), right = ro_thing_name_words(b, arena);
  ro_slices x = part_of(&left, false, beside, arena), y = part_of(&right, false, beside, arena);
  if (x.len < FEWEST_WORDS || !are_same(&x, &y)) return false;
  ro_slices m = part_of(&left, true, beside, arena), n = part_of(&right, true, beside, arena);
  return m.len == 0 || n.len == 0 || are_same(&m, &n);
}
