/*
 * What the network sees of a word: a few rows of one table of embeddings, which it adds up (as Bojanowski et al. 2017).
 *
 *   rows   0 …            words and pieces of words of the vocabulary, one row each
 *          n_words …      RO_ROWS_FORM    lower-case forms, by hash
 *                         RO_ROWS_AFFIX   endings of 1 to 4 and beginnings of 1 to 3 code points, by hash
 *                         RO_ROWS_SHAPE   shapes ("Xx", "d,d"), by hash
 *                         RO_ROWS_FLAG    one for each list of names that has the word
 *
 * Training (train/model_tool.c) and reading call the same function.
 */
#ifndef RO_SENTENCE_FEATURES_H
#define RO_SENTENCE_FEATURES_H

#include <stdint.h>

#include "base/arena.h"

#define RO_ROWS_FORM 16384u
#define RO_ROWS_AFFIX 16384u
#define RO_ROWS_SHAPE 512u
#define RO_ROWS_FLAG 12u
#define RO_ROWS_BEHIND_WORDS (RO_ROWS_FORM + RO_ROWS_AFFIX + RO_ROWS_SHAPE + RO_ROWS_FLAG)
#define RO_BASE_MAX 22  /* rows of one word, its pieces not counted */
#define RO_PIECES_MAX 6 /* pieces of a word that has no row of its own */
#define RO_ROW_NONE 0xFFFFFu
#define RO_WORDS_MAX (RO_ROW_NONE - RO_ROWS_BEHIND_WORDS)

/* The lists of names that a word may stand in; a bit each. */
typedef enum ro_name_list {
  RO_LIST_COUNTRY,
  RO_LIST_NATIONALITY,
  RO_LIST_CAPITAL,
  RO_LIST_CITY,
  RO_LIST_REGION,
  RO_LIST_BODY,
  RO_LIST_INITIATIVE,
  RO_LIST_OFFICE,
  RO_LIST_GIVEN_NAME,
  RO_LIST_SURNAME,
  RO_LIST_TOWN,      /* a town of one word */
  RO_LIST_TOWN_WORD, /* a word of a town's name of several */
  RO_NAME_LISTS
} ro_name_list;

/* A place of the hash table of words: open addressing, linear probing, at most 3/4 full; all zero is free. */
typedef struct ro_word_slot {
  uint32_t check; /* upper half of the word's hash, never 0 */
  uint32_t known; /* bits 0-19: its row, or RO_ROW_NONE; 20-31: bits of ro_name_list */
} ro_word_slot;

typedef struct ro_vocabulary {
  const ro_word_slot *slots; /* mask + 1 of them */
  uint32_t mask;
  uint32_t n_words; /* rows that are words */
} ro_vocabulary;

/* Which slot holds `word`, or the free one where it would stand. */
size_t ro_vocabulary_slot(const ro_vocabulary *vocabulary, ro_slice word);
uint32_t ro_vocabulary_check(ro_slice word);

/* Does the word, just as it is written, have a row? */
bool ro_vocabulary_has(const ro_vocabulary *vocabulary, ro_slice word);

/* The rows of a word; the first is its own where the vocabulary has one, as written or in another case, else RO_ROW_NONE: then
 * those of its pieces belong to it too. `lower` as ro_token_lower() gives it. Returns how many. */
size_t ro_word_rows(const ro_vocabulary *vocabulary, ro_slice form, ro_slice lower, uint32_t rows[RO_BASE_MAX]);

/* The rows of the pieces of a word, longest match first; "##" stands before those that do not begin it, as in BERT's vocabulary.
 * The whole word is no piece of itself. Returns how many. */
size_t ro_word_pieces(const ro_vocabulary *vocabulary, ro_slice form, uint32_t rows[RO_PIECES_MAX]);

#endif
