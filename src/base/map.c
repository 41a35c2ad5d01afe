#include "base/map.h"

#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/array.h"

#define FIRST_TABLE 16

uint64_t ro_hash(ro_slice bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.ptr ? bytes.ptr : "", bytes.len, seed);
}

void ro_map_init(ro_map *map, ro_arena *arena) {
  *map = (ro_map){.arena = arena};
}

/* The place of `key` in the table: where it stands, or the free place where it would. The table is never full. */
static size_t place_of(const ro_map *map, ro_slice key, uint64_t hash) {
  size_t mask = map->table_cap - 1;
  size_t place = (size_t)hash & mask;
  while (map->table[place] != 0) {
    const ro_map_entry *entry = &map->entries[map->table[place] - 1];
    if (entry->hash == hash && ro_slice_equal(entry->key, key)) break;
    place = (place + 1) & mask;
  }
  return place;
}

uint64_t *ro_map_get(const ro_map *map, ro_slice key) {
  if (map->len == 0) return NULL;
  uint32_t index = map->table[place_of(map, key, ro_hash(key, 0))];
  return index ? &map->entries[index - 1].value : NULL;
}

static void widen(ro_map *map) {
  size_t cap = map->table_cap ? map->table_cap * 2 : FIRST_TABLE;
  map->table = RO_NEW_ARRAY(map->arena, uint32_t, cap);
  map->table_cap = cap;
  for (size_t i = 0; i < map->len; i++) {
    size_t place = (size_t)map->entries[i].hash & (cap - 1);
    while (map->table[place] != 0) place = (place + 1) & (cap - 1);
    map->table[place] = (uint32_t)(i + 1);
  }
}

void ro_map_reserve(ro_map *map, size_t n) {
  if (map->len > 0 || n < FIRST_TABLE / 2) return;
  size_t cap = FIRST_TABLE;
  while (cap / 2 < n && cap < SIZE_MAX / 4) cap *= 2;
  map->table = RO_NEW_ARRAY(map->arena, uint32_t, cap);
  map->table_cap = cap;
  map->entries = ro_arena_room(map->arena, n, sizeof *map->entries);
  map->cap = n;
}

uint64_t *ro_map_put(ro_map *map, ro_slice key, bool *is_new) {
  if (map->len >= map->table_cap / 2) widen(map);
  uint64_t hash = ro_hash(key, 0);
  size_t place = place_of(map, key, hash);
  if (is_new) *is_new = map->table[place] == 0;
  if (map->table[place] == 0) {
    if (map->len >= UINT32_MAX - 1) ro_arena_refuse(map->arena, "a map has more than 4294967294 keys");
    map->entries = ro_array_room(map->arena, map->entries, map->len, &map->cap, sizeof *map->entries);
    map->entries[map->len] = (ro_map_entry){.key = key, .hash = hash};
    map->table[place] = (uint32_t)(++map->len);
  }
  return &map->entries[map->table[place] - 1].value;
}
