/* Closed lists of English words that tokens and sentences depend on, built in from data/abbreviations.txt and data/tokens.txt. */
#ifndef RO_SENTENCE_WORDS_H
#define RO_SENTENCE_WORDS_H

#include "base/slice.h"

typedef enum ro_word_list {
  RO_WORDS_TITLE, /* abbreviations, without their last stop */
  RO_WORDS_NUMBERED,
  RO_WORDS_DATED,
  RO_WORDS_WORD,
  RO_WORDS_NEVER,
  RO_WORDS_STARTER, /* words that begin sentences */
  RO_WORDS_PREFIX,  /* beginnings that keep their hyphen */
  RO_WORDS_UNIT,
  RO_WORDS_CONTRACTION,
  RO_WORDS_ELIDED,
  RO_WORD_LISTS
} ro_word_list;

/* True when `word` stands in the list, ASCII letters compared without case. */
bool ro_words_have(ro_word_list list, ro_slice word);

/* Where a contraction is cut, in bytes ("cannot": 3), or 0. */
size_t ro_words_cut(ro_slice word);

#endif
