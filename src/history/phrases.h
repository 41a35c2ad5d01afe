/* Set phrases in a quote: names of initiatives and instruments, stretches that have one of the shapes of data/formulations.txt,
 * and phrases learned from their use. */
#ifndef RO_HISTORY_PHRASES_H
#define RO_HISTORY_PHRASES_H

#include "history/set_phrases.h"

#define RO_PHRASE_WORDS 12 /* the longest wording of a formulation */

typedef struct ro_phrase {
  ro_slice key;     /* the same for all wordings of one formulation */
  ro_slice wording; /* as it stands in the quote; borrowed from it */
  ro_why why;       /* what makes it one; `fired` is not filled */
} ro_phrase;

typedef RO_ARRAY(ro_phrase) ro_phrases;

typedef struct ro_named {
  ro_slice id, name;
} ro_named;

typedef struct ro_phrase_finder {
  RO_ARRAY(ro_named) names; /* of initiatives and instruments */
  ro_map names_by_word;     /* first word, lower case -> index into lists */
  RO_ARRAY(ro_indexes) lists;
  ro_set_phrases set; /* of one series at a time: ro_set_phrases_learn() */
} ro_phrase_finder;

/* Borrows record and lexicon; knows no names yet. */
void ro_phrase_finder_init(ro_phrase_finder *finder, const ro_record *record, const ro_lexicon *lexicon, ro_arena *arena);

/* The names that the reports of one series use, in the order in which they are looked for; those of the last are forgotten. */
void ro_phrase_finder_names(ro_phrase_finder *finder, const ro_report_names *names, ro_arena *arena);

/* Adds the phrases of a quote, names first, then shapes in the list's order, then those learned; none overlaps another. */
void ro_phrases_find(ro_phrases *phrases, ro_slice quote, const ro_phrase_finder *finder, ro_arena *arena);

#endif
