/* Sets of indexes joined (union-find; the smallest index stands for its set, so that the result does not hang on the order of
 * joining). */
#ifndef RO_BASE_SETS_H
#define RO_BASE_SETS_H

#include "base/arena.h"

/* `n` indexes, each a set of its own: parent of each. In the arena. */
size_t *ro_sets(size_t n, ro_arena *arena);

/* The index that stands for the set of `i`. Shortens paths on the way. */
size_t ro_set_of(size_t *parent, size_t i);

void ro_set_join(size_t *parent, size_t a, size_t b);

#endif
