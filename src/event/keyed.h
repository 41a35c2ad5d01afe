/*
 * Members that share a key are candidates to be compared: keys go in, couples come out. Keys are 64-bit hashes: two that are
 * equal by accident cost a comparison.
 */
#ifndef RO_EVENT_KEYED_H
#define RO_EVENT_KEYED_H

#include <stdint.h>

#include "base/array.h"

#define RO_KEY_MEMBERS 64 /* members of one key that are compared each with each; of more, each with the first ones */

typedef struct ro_couple {
  size_t a, b; /* a < b */
} ro_couple;

typedef RO_ARRAY(ro_couple) ro_couples;

typedef struct ro_keyed_entry {
  uint64_t key; /* of the window, where there is one */
  size_t member;
  uint64_t base; /* as it was given */
  int64_t window;
  bool follows; /* compared with those that lead alone */
} ro_keyed_entry;

typedef struct ro_keyed {
  ro_arena *arena;
  /* How many of the first members of a key, which has more of them elsewhere, are compared with all; NULL: RO_KEY_MEMBERS. */
  size_t (*leaders)(const struct ro_keyed *keyed, const ro_keyed_entry *entries, size_t n);
  const void *ctx;         /* of whoever counts leaders */
  const size_t *member_of; /* likewise */
  const bool *passive;     /* by member: two that are passive are not coupled; NULL: none is */
  const bool *unkept;      /* by member: of its entries only those are kept whose key another member wants; NULL: all are */
  uint64_t *wanted;        /* a set of bits, by keys; now and then one that nobody wants */
  unsigned wanted_bits;    /* two to which power there are */
  bool gathers;            /* what is put is wanted, and nothing is kept yet */
  RO_ARRAY(ro_keyed_entry) entries;
} ro_keyed;

void ro_keyed_init(ro_keyed *keyed, ro_arena *arena);

/* The members of a key must come in rising order; one may give it twice. */
void ro_keyed_put(ro_keyed *keyed, uint64_t key, size_t member);

/* The same for members of one window of a key alone: those of others do not share it. Members that follow come after those that
 * do not, which alone are coupled with others; both in rising order. */
void ro_keyed_put_in(ro_keyed *keyed, uint64_t key, int64_t window, size_t member, bool follows);

/* Before entries are put: those put first, about `n`, are keys that are wanted. They are put again behind ro_keyed_gathered(). */
void ro_keyed_gather(ro_keyed *keyed, size_t n);
void ro_keyed_gathered(ro_keyed *keyed);

/* Whether entries of a member are to be put: while keys are gathered, those of members that are not passive. */
static inline bool ro_keyed_asks(const ro_keyed *keyed, size_t member) {
  return !keyed->gathers || !keyed->passive[member];
}

/* Each two that share a key, once, by a, then b. Time and memory grow with the number of entries, not with its square, whatever
 * the keys. The entries are sorted by this. */
ro_couples ro_keyed_couples(ro_keyed *keyed);

/* Sorts couples by a, then b, and keeps each once. */
void ro_couples_sort_unique(ro_couples *couples);

#endif
