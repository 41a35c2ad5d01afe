/*
 * What a report is about: the stems of its title and main, each with how much it says of the report. How rare a stem is in
 * general text comes from data/word_counts.tsv; nothing is counted over a record.
 */
#ifndef RO_EVENT_TERMS_H
#define RO_EVENT_TERMS_H

#include "event/words.h"

typedef struct ro_term {
  uint64_t stem;
  double rarity; /* natural logarithm of one in how many parts of general text has it */
  double count;  /* 1 + log of how often the report has it; more for names and numbers, which tell like events apart */
  double weight; /* of all terms of the report the squares add up to 1 */
  bool leads;    /* stands in the title or the first words of main */
  bool name;     /* mostly with a capital */
} ro_term;

typedef RO_ARRAY(ro_term) ro_terms; /* by stem, none twice */

/* Terms of a report's title and the words of its main. */
void ro_terms_make(ro_terms *terms, ro_slice title, const ro_words *main, const ro_lexicon *lexicon, ro_arena *arena);

/* Cosine of two reports' weights, 0 to 1. */
double ro_terms_alike(const ro_terms *a, const ro_terms *b);

/* May one hold a part of the other? Then it has much of the other's words, names aside: who is written about, and the phrases of
 * their kind, make no part. */
bool ro_terms_may_hold(const ro_terms *a, const ro_terms *b);

/* Terms in few bytes, for a machine of the same kind: half of each stem, its weight, and whether it is a name. */
ro_slice ro_terms_pack(const ro_terms *terms, ro_arena *arena);

/* About the same with packed terms: never less by more than a thousandth, more where halves of stems are equal. */
double ro_terms_alike_packed(const ro_terms *a, ro_slice packed);
bool ro_terms_may_hold_packed(const ro_terms *a, ro_slice packed);

/* What is left of packed terms, to be compared with packed ones. */
void ro_terms_unpack(ro_slice packed, ro_terms *terms, ro_arena *arena);

/* The same of what is no name: how alike they are whoever they are about. */
double ro_terms_alike_beside_names(const ro_terms *a, const ro_terms *b);

#endif
