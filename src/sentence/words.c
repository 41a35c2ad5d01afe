#include "sentence/words.h"

#include <stdint.h>

typedef struct listed_word {
  const char *word;
  uint8_t len, cut;
} listed_word;

#include "words.inc"

#define LONGEST 16
#define TABLE(name) \
  { name##_words, sizeof name##_words / sizeof *name##_words }

static const struct {
  const listed_word *at;
  size_t len;
} TABLES[RO_WORD_LISTS] = {
    [RO_WORDS_TITLE] = TABLE(title),   [RO_WORDS_NUMBERED] = TABLE(numbered),
    [RO_WORDS_DATED] = TABLE(dated),   [RO_WORDS_WORD] = TABLE(word),
    [RO_WORDS_NEVER] = TABLE(never),   [RO_WORDS_STARTER] = TABLE(starter),
    [RO_WORDS_PREFIX] = TABLE(prefix), [RO_WORDS_UNIT] = TABLE(unit),
    [RO_WORDS_ELIDED] = TABLE(elided), [RO_WORDS_CONTRACTION] = TABLE(contraction),
};

static const listed_word *find(ro_word_list list, ro_slice word) {
  char key[LONGEST];
  if (word.len == 0 || word.len > sizeof key) return NULL;
  for (size_t i = 0; i < word.len; i++)
    key[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] + 32 : word.ptr[i]);
  size_t low = 0, high = TABLES[list].len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const listed_word *entry = &TABLES[list].at[middle];
    int order = ro_slice_compare((ro_slice){entry->word, entry->len}, (ro_slice){key, word.len});
    if (order == 0) return entry;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

bool ro_words_have(ro_word_list list, ro_slice word) {
  return find(list, word) != NULL;
}

size_t ro_words_cut(ro_slice word) {
  const listed_word *entry = find(RO_WORDS_CONTRACTION, word);
  return entry ? entry->cut : 0;
}
