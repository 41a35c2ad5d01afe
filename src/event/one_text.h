/*
 * Whether two reports come from one text, though no sentence need be taken over: who rewords a text, or renders it anew, says
 * what it says and little else, in words of his own; who was there himself says some of it and much besides.
 *
 * A logistic model over what the two have in common; its weights are fitted by train/one_text.py to pairs that people judged.
 */
#ifndef RO_EVENT_ONE_TEXT_H
#define RO_EVENT_ONE_TEXT_H

#include "event/pair.h"

typedef struct ro_common {
  double said_a, said_b; /* share of each one's clauses that the other has too, of one with few clauses of its sentences */
  double vocabulary;     /* share of its content words that the other has too, less what reports of such lengths share anyway: the
                            larger */
  double literal;        /* ro_pair_result.literal */
  double covered;        /* share of its content words that stand in passages of the two: the larger */
  double ordered;        /* share of the clauses that both have that stand in one order; 1 where they are fewer than two */
  bool two_sides;        /* accounts of two countries */
} ro_common;

/* `found` has the passages of the two and their coverage. */
ro_common ro_common_of(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, ro_arena *scratch);

#define RO_COMMON_MEASURES 7

/* What is measured, and what each of it adds to the sum of the model. */
void ro_common_weigh(const ro_common *common, ro_measure out[RO_COMMON_MEASURES]);

/* Probability that the two come from one text, 0 to 1. */
double ro_one_text(const ro_common *common);

#endif
