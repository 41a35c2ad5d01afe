/*
 * Many patterns matched with one text at once. In a pattern `*` is any stretch of bytes, also none; bytes are compared as they
 * are.
 *
 * A pattern is looked up by three bytes that a text must have: its first ones, else those of its longest part without either; one
 * that has no three in a row is tried with every text.
 */
#ifndef RO_REPORT_GLOBS_H
#define RO_REPORT_GLOBS_H

#include <stdint.h>

#include "base/array.h"

#define RO_GLOB_SLOTS 1024

typedef struct ro_globs {
  ro_slices patterns;                /* in the order in which they were added; borrowed */
  uint32_t beginning[RO_GLOB_SLOTS]; /* by their first bytes: number of the latest, from 1 */
  uint32_t holding[RO_GLOB_SLOTS];   /* by bytes that stand anywhere */
  uint32_t any;                      /* of those that are tried with every text */
  RO_ARRAY(uint32_t) before;         /* by pattern: the one before it in its list, or 0 */
} ro_globs;

void ro_globs_add(ro_globs *globs, ro_slice pattern, ro_arena *arena);

/* True when one of them that has at least `least` bytes before its first star, or no star, fits the whole of `text`. */
bool ro_globs_match(const ro_globs *globs, ro_slice text, size_t least);

bool ro_glob(ro_slice pattern, ro_slice text);

#endif
