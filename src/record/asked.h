/*
 * What is looked for in words: read from what a person typed, and found again in a text.
 *
 *   trade talks        both words, anywhere, in any order
 *   "trade talks"      the words one behind another; “ ” too
 *   minist*            words that begin so; behind a phrase, its last word
 *   -visa  -"a visa"   nothing that holds this
 *
 * What a word is, and which words are the same, is base/word_reader.h's. "China's" is two words, one behind another.
 */
#ifndef RO_RECORD_ASKED_H
#define RO_RECORD_ASKED_H

#include "base/word_reader.h"

enum { RO_ASKED_TERMS = 64, RO_ASKED_WORDS = 256 }; /* that may be asked for at once */

typedef struct ro_asked_term {
  ro_slices words; /* their forms, one behind another */
  bool is_prefix;  /* the last word begins so */
  bool is_excluded;
} ro_asked_term;

typedef struct ro_asked {
  RO_ARRAY(ro_asked_term) terms; /* all must be there, but for those that are excluded; none: anything */
} ro_asked;

/* READOUT_ERR_USAGE, saying where and how to mend it, for what is no question: a quote mark that is not closed, a mark without a
 * word, too many words, no UTF-8. */
readout_status ro_asked_read(ro_asked *asked, ro_slice typed, ro_word_reader *reader, ro_arena *arena, readout_error *err);

/* Is there anything that must be there? */
bool ro_asked_any(const ro_asked *asked);

typedef struct ro_asked_hit {
  ro_span span; /* from the first word's start to the last one's end */
  size_t term;
} ro_asked_hit;

typedef RO_ARRAY(ro_asked_hit) ro_asked_hits;

/* Where the terms that are not excluded stand among the words of a text, by place. */
void ro_asked_find(const ro_asked *asked, const ro_words *words, ro_arena *arena, ro_asked_hits *hits);

#endif
