/* Mending trees, inside: what trees.c and tree_verbs.c share. */
#ifndef RO_STATEMENT_TREES_H
#define RO_STATEMENT_TREES_H

#include "statement/attribution.h"

/* The first auxiliary or copula of a predicate, or RO_NO_TOKEN. */
size_t ro_tree_auxiliary(const ro_reader *r, size_t i);

/* Does a cue begin at token i? */
bool ro_tree_is_cue(const ro_reader *r, size_t i);

/* Mends verbs that were taken for something else. True where one was: the trees are to be made anew. */
bool ro_mend_verbs(ro_reader *r);

#endif
