/* Members that share a key are candidates to be compared: keys go in, couples come out. */
#ifndef RO_EVENT_KEYED_H
#define RO_EVENT_KEYED_H

#include "base/array.h"
#include "base/map.h"

#define RO_KEY_MEMBERS 64 /* members of one key that are compared each with each; of more, each with the first ones */

typedef struct ro_couple {
  size_t a, b; /* a < b */
} ro_couple;

typedef RO_ARRAY(ro_couple) ro_couples;

typedef struct ro_keyed {
  ro_arena *arena;
  ro_map index; /* key -> list */
  RO_ARRAY(ro_indexes) lists;
} ro_keyed;

void ro_keyed_init(ro_keyed *keyed, ro_arena *arena);

/* Members must come in rising order; one may give a key twice. The key is copied. */
void ro_keyed_put(ro_keyed *keyed, ro_slice key, size_t member);

/* By a, then b, each once. */
void ro_couples_sort_unique(ro_couples *couples);

/* Each two that share a key, once, by a, then b. */
ro_couples ro_keyed_couples(const ro_keyed *keyed);

#endif
