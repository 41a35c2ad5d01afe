/* Sets of 64-bit values: hashes of names, meanings, numbers. */
#ifndef RO_EVENT_VALUES_H
#define RO_EVENT_VALUES_H

#include <stdint.h>

#include "base/array.h"

typedef RO_ARRAY(uint64_t) ro_values; /* sorted, no doubles, unless said otherwise */

void ro_values_sort(ro_values *values); /* doubles stay */
void ro_values_sort_unique(ro_values *values);
bool ro_values_have(const ro_values *values, uint64_t value);
bool ro_values_equal(const ro_values *a, const ro_values *b);
size_t ro_values_shared(const ro_values *a, const ro_values *b);

/* Jaccard: the shared ones' share of all that either has; 0 where neither has any. */
double ro_values_jaccard(const ro_values *a, const ro_values *b);

#endif
