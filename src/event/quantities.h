/* Amounts in a text: figures and words for them, with what they count, how they are rounded and hedged. */
#ifndef RO_EVENT_QUANTITIES_H
#define RO_EVENT_QUANTITIES_H

#include "event/prepare.h"

typedef struct ro_quantity {
  double value;
  double step;  /* of the last digit that is written: 0.1 of 39.6, 1e6 of 40 million; 0 of a word for a number */
  double round; /* of the last digit that is no zero: 1e7 of 40 million */
  ro_hedge hedge;
  bool ordinal;  /* "the 16th" */
  uint64_t unit; /* what is counted: a meaning, or a currency or per cent */
  ro_span span;  /* with the unit */
} ro_quantity;

typedef RO_ARRAY(ro_quantity) ro_quantities;

/*
 * Adds the amounts in a part of a report's main. Left out: days and years, what is no amount of something, and figures that are
 * part of a name ("Resolution 1701", "G20").
 */
void ro_quantities_in(const ro_prepared *p, ro_span part, ro_quantities *out, ro_arena *arena);

/* May both be right: is one the other rounded, or within what it is hedged by? Units are not looked at. */
bool ro_quantities_agree(const ro_quantity *a, const ro_quantity *b);

#endif
