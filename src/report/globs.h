/*
 * Many patterns of several kinds matched with one text at once. In a pattern `*` is any stretch of bytes, also none, `#` a digit;
 * other bytes are compared as they are.
 *
 * A pattern is looked up by three bytes that a text must have: its first ones, else its last ones, else those of its longest part
 * without either; one that has no three in a row is tried with every text.
 */
#ifndef RO_REPORT_GLOBS_H
#define RO_REPORT_GLOBS_H

#include <stdint.h>

#include "base/array.h"

#define RO_GLOB_SLOTS 4096

typedef struct ro_glob_entry {
  ro_slice pattern; /* borrowed */
  ro_slice part;    /* of it: the longest without star or digit */
  unsigned kinds;   /* bits */
  uint32_t before;  /* the one before it in its list, from 1, or 0 */
} ro_glob_entry;

typedef struct ro_globs {
  RO_ARRAY(ro_glob_entry) entries;
  /* the latest of each list, from 1 */
  uint16_t beginning[RO_GLOB_SLOTS], ending[RO_GLOB_SLOTS];
  uint16_t holding[RO_GLOB_SLOTS]; /* by bytes that stand anywhere */
  uint16_t any, brief;             /* `brief`: of those that are whole texts of fewer bytes */
  uint8_t pairs[1 << 13];          /* bits: the first two of the bytes that patterns in `holding` are looked up by */
} ro_globs;

/* At most 65535 patterns. */
void ro_globs_add(ro_globs *globs, ro_slice pattern, unsigned kinds, ro_arena *arena);

/* The kinds of all patterns that fit the whole of `text`. */
unsigned ro_globs_find(const ro_globs *globs, ro_slice text);

bool ro_glob(ro_slice pattern, ro_slice text);

#endif
