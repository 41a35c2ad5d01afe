/* Two int16 as one int32, wherever they stand. */
#ifndef RO_SENTENCE_PAIR_H
#define RO_SENTENCE_PAIR_H

#include <stdint.h>
#include <string.h>

static inline int32_t two_of(const int16_t *x) {
  int32_t both;
  memcpy(&both, x, sizeof both);
  return both;
}

#endif
