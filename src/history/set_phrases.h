/*
 * Set phrases that no list knows, found by their use: a noun phrase is one where reports that are no copies of one another, or
 * several events of a series, have it word for word, and somebody takes a stand by it.
 */
#ifndef RO_HISTORY_SET_PHRASES_H
#define RO_HISTORY_SET_PHRASES_H

#include "event/words.h"
#include "record/record.h"

#define RO_SET_PHRASE_WORDS 6 /* the longest, articles not counted */

typedef struct ro_set_phrases {
  const ro_lexicon *lexicon;
  ro_map names; /* words of names: what has one is no set phrase */
  ro_map texts; /* report -> the one that stands for all with its words; of those that are no copies nothing */
  RO_ARRAY(ro_slice) stands;
  ro_map copies; /* "a b": texts of which one repeats the other */
  ro_map known;  /* keys of the series' phrases, with what shows each to be set */
} ro_set_phrases;

typedef RO_ARRAY(ro_report_name) ro_report_names;

/* A use of words at an event: what phrases are learned from. */
typedef struct ro_phrase_use {
  size_t event; /* index into the record's events */
  const ro_record_statement *statement;
} ro_phrase_use;

typedef RO_ARRAY(ro_phrase_use) ro_phrase_uses;

/* Borrows record and lexicon; knows no phrase yet. */
void ro_set_phrases_init(ro_set_phrases *set, const ro_record *record, const ro_lexicon *lexicon, ro_arena *arena);

/* The names that the reports of one series use; forgets those of the last. */
void ro_set_phrases_names(ro_set_phrases *set, const ro_report_names *names, ro_arena *arena);

/* Learns the phrases of one series, and forgets those of the last. */
void ro_set_phrases_learn(ro_set_phrases *set, const ro_phrase_uses *uses, ro_arena *arena);

/* The key of the longest known phrase that begins at a word, and how many words it has; absent where none does. */
ro_slice ro_set_phrase_at(const ro_set_phrases *set, const ro_words *words, size_t first, size_t *n_words, ro_arena *arena);

/* What shows a known phrase to be set; static. */
const char *ro_set_phrase_why(const ro_set_phrases *set, ro_slice key);

#endif
