#include "review/joins.h"

#include "base/sets.h"

void ro_joins_init(ro_joins *joins, size_t n_items, ro_arena *arena) {
  *joins = (ro_joins){.arena = arena, .set = ro_sets(n_items, arena)};
}

bool ro_joins_forbid(const ro_joins *joins, size_t *set, size_t a, size_t b) {
  if (joins->parted.len == 0) return false;
  a = ro_set_of(set, a);
  b = ro_set_of(set, b);
  for (size_t i = 0; i < joins->parted.len; i++) {
    size_t x = ro_set_of(set, joins->parted.at[i].a), y = ro_set_of(set, joins->parted.at[i].b);
    if ((x == a && y == b) || (x == b && y == a)) return true;
  }
  return false;
}

bool ro_joins_join(ro_joins *joins, size_t a, size_t b) {
  if (a == b) return true;
  if (ro_joins_forbid(joins, joins->set, a, b)) return false;
  ro_set_join(joins->set, a, b);
  RO_PUSH(joins->arena, &joins->joined, ((ro_joined_pair){a, b}));
  return true;
}

bool ro_joins_part(ro_joins *joins, size_t a, size_t b) {
  if (ro_set_of(joins->set, a) == ro_set_of(joins->set, b)) return false;
  RO_PUSH(joins->arena, &joins->parted, ((ro_joined_pair){a, b}));
  return true;
}

static bool part_all(ro_joins *joins, const ro_named_item *items, size_t n) {
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = i + 1; k < n; k++)
      if (items[i].part != items[k].part) any = ro_joins_part(joins, items[i].item, items[k].item) || any;
  }
  return any;
}

/* Joins the things of a part; all of them for `part` SIZE_MAX. */
static bool join_all(ro_joins *joins, const ro_named_item *items, size_t n, size_t part) {
  const ro_named_item *first = NULL;
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    if (part != (size_t)-1 && items[i].part != part) continue;
    if (first) any = ro_joins_join(joins, first->item, items[i].item) || any;
    if (!first) first = &items[i];
  }
  return any;
}

bool ro_joins_decide(ro_joins *joins, ro_review_action action, const ro_named_item *items, size_t n) {
  bool any;
  switch (action) {
    case RO_REVIEW_MERGE:
      return join_all(joins, items, n, (size_t)-1);
    case RO_REVIEW_NOT_SAME:
      return part_all(joins, items, n);
    case RO_REVIEW_SPLIT:
      any = part_all(joins, items, n);
      join_all(joins, items, n, 1);
      return any;
    case RO_REVIEW_ACCEPT:
      join_all(joins, items, n, (size_t)-1);
      return true;
    case RO_REVIEW_REJECT:
      for (size_t i = 0; i < n; i++)
        if (items[i].part > 0) return part_all(joins, items, n);
      return true;
    default:
      return true;
  }
}
