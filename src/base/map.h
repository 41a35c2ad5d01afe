/*
 * A hash map from slices to 64-bit values, in an arena (XXH3, open addressing). Keys are borrowed: they must outlive the map.
 * Iterating gives the order of insertion, so that nothing depends on hashes.
 */
#ifndef RO_BASE_MAP_H
#define RO_BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

typedef struct ro_map_entry {
  ro_slice key;
  uint64_t value;
  uint64_t hash;
} ro_map_entry;

typedef struct ro_map {
  ro_arena *arena;
  ro_map_entry *entries; /* in order of insertion */
  size_t len, cap;
  uint32_t *table;  /* index + 1 into entries, 0 is free */
  size_t table_cap; /* a power of two */
} ro_map;

void ro_map_init(ro_map *map, ro_arena *arena);

/* Room for about `n` keys at once, in an empty map, so that it need not grow. */
void ro_map_reserve(ro_map *map, size_t n);

/* The value's place of `key`, or NULL. Valid until the next put. */
uint64_t *ro_map_get(const ro_map *map, ro_slice key);

/* The value's place of `key`, made with 0 where it is new; `is_new` may be NULL. Valid until the next put. */
uint64_t *ro_map_put(ro_map *map, ro_slice key, bool *is_new);

/* 64-bit hash of bytes, the same on every machine. */
uint64_t ro_hash(ro_slice bytes, uint64_t seed);

#endif
