/*
 * Like events told apart: two earthquakes, two patches of one firm, have most words in common; what each has of its own shows
 * once the words of all are left out.
 */
#ifndef RO_EVENT_SPLIT_H
#define RO_EVENT_SPLIT_H

#include "event/terms.h"

/* Do the reports tell of two events? Then is_second[i] says of which. Near copies count once. */
bool ro_split(const ro_terms *const *reports, size_t n, bool *is_second, ro_arena *arena);

#endif
