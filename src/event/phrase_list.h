/* Phrases of a list, each with a value, found word by word by the stems of their words. */
#ifndef RO_EVENT_PHRASE_LIST_H
#define RO_EVENT_PHRASE_LIST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"

#define RO_LISTED_WORDS 5 /* of the longest phrase */

typedef struct ro_phrase_list {
  ro_map of;      /* stems joined by a space -> value */
  ro_map longest; /* first stem -> words of the longest phrase that begins so */
} ro_phrase_list;

void ro_phrase_list_init(ro_phrase_list *phrases, ro_arena *arena);

/* False for a phrase without words or with too many. One that is there keeps its value. The bytes live in the arena. */
bool ro_phrase_list_add(ro_phrase_list *phrases, ro_slice phrase, uint64_t value, ro_arena *arena);

#endif
