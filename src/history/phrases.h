/* Set phrases in a quote: names of initiatives and instruments, and stretches that have one of the shapes of
 * data/formulations.txt. */
#ifndef RO_HISTORY_PHRASES_H
#define RO_HISTORY_PHRASES_H

#include "event/lexicon.h"
#include "record/record.h"

#define RO_PHRASE_WORDS 12 /* the longest wording of a formulation */

typedef struct ro_phrase {
  ro_slice key;     /* the same for all wordings of one formulation */
  ro_slice wording; /* as it stands in the quote; borrowed from it */
} ro_phrase;

typedef RO_ARRAY(ro_phrase) ro_phrases;

/* Adds the phrases of a quote, names first, then shapes in the list's order; none overlaps another. */
void ro_phrases_find(ro_phrases *phrases, ro_slice quote, const ro_record *record, const ro_lexicon *lexicon, ro_arena *arena);

#endif
