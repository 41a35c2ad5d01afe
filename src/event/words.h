/*
 * The words of a text as comparing needs them: what each means apart from its form, and how much it says.
 *
 *   text     Russia doesn't like     multi-polarization
 *   lower    russia does not like    multipolarization
 *   meaning  one value for all forms of a word, and for all members of a group of data/synonyms.txt
 *
 * Curly apostrophes count as straight, a possessive 's is left out, "n't" is the word "not", a prefix with a hyphen
 * belongs to its word; other hyphens part words.
 */
#ifndef RO_EVENT_WORDS_H
#define RO_EVENT_WORDS_H

#include "event/lexicon.h"

typedef enum ro_word_class { RO_WORD_FUNCTION, RO_WORD_WEAK, RO_WORD_CONTENT, RO_WORD_NUMBER } ro_word_class;

typedef struct ro_word {
  ro_span span; /* in the text */
  ro_slice lower, stem;
  uint64_t form;         /* of lower */
  uint64_t meaning;      /* of the stem or its group; a phrase's stands at its first word, the rest of it are function words */
  uint64_t root;         /* of the beginning of a long stem, 0 where it is short: "democrat" and "democraci" */
  const int16_t *vector; /* what it means (vectors.h), or NULL */
  uint8_t class_;        /* ro_word_class */
  bool apart;            /* punctuation other than a hyphen or quote mark stands before it */
  bool capital;          /* begins with a capital letter */
} ro_word;

typedef RO_ARRAY(ro_word) ro_words;

/* The next word at or after *at, which is moved behind it: its span, lower-case form and whether punctuation precedes. False at
 * the end. */
bool ro_word_next(ro_slice text, size_t *at, ro_word *word, ro_arena *arena);

/* Adds the words of a part of the text. */
void ro_words_add(ro_words *words, ro_slice text, ro_span part, const ro_lexicon *lexicon, ro_arena *arena);

/* The value of the longest phrase of a list that begins with word `first`, and its length in words; 0 where none does. Stems are
 * joined in `arena`. */
uint64_t ro_phrase_at(const ro_phrase_list *phrases, const ro_words *words, size_t first, size_t *n_words, ro_arena *arena);

/* First word that begins at or after a byte. */
size_t ro_words_after(const ro_words *words, size_t byte);

#endif
