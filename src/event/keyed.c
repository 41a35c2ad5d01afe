#include "event/keyed.h"

#include <stdlib.h>

void ro_keyed_init(ro_keyed *keyed, ro_arena *arena) {
  *keyed = (ro_keyed){.arena = arena};
  ro_map_init(&keyed->index, arena);
}

void ro_keyed_put(ro_keyed *keyed, ro_slice key, size_t member) {
  const uint64_t *known = ro_map_get(&keyed->index, key);
  if (!known) {
    uint64_t *fresh = ro_map_put(&keyed->index, ro_arena_copy(keyed->arena, key), NULL);
    *fresh = keyed->lists.len;
    RO_PUSH(keyed->arena, &keyed->lists, ((ro_indexes){0}));
    known = fresh;
  }
  ro_indexes *list = &keyed->lists.at[*known];
  if (list->len == 0 || list->at[list->len - 1] != member) RO_PUSH(keyed->arena, list, member);
}

static int by_ends(const void *left, const void *right) {
  const ro_couple *a = left, *b = right;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

void ro_couples_sort_unique(ro_couples *couples) {
  size_t kept = 0;
  if (couples->len > 1) qsort(couples->at, couples->len, sizeof *couples->at, by_ends);
  for (size_t i = 0; i < couples->len; i++) {
    ro_couple couple = couples->at[i];
    bool is_new = kept == 0 || couple.a != couples->at[kept - 1].a || couple.b != couples->at[kept - 1].b;
    if (is_new) couples->at[kept++] = couple;
  }
  couples->len = kept;
}

ro_couples ro_keyed_couples(const ro_keyed *keyed) {
  ro_couples out = {0};
  for (size_t k = 0; k < keyed->lists.len; k++) {
    const ro_indexes *list = &keyed->lists.at[k];
    for (size_t i = 1; i < list->len; i++) {
      size_t upto = i < RO_KEY_MEMBERS ? i : RO_KEY_MEMBERS;
      for (size_t j = 0; j < upto; j++) RO_PUSH(keyed->arena, &out, ((ro_couple){list->at[j], list->at[i]}));
    }
  }
  ro_couples_sort_unique(&out);
  return out;
}
