#include "review/decisions.h"

#include <stdlib.h>

#include "base/map.h"

static int latest_first(const void *a, const void *b) {
  return ro_review_compare(*(const ro_record_review *const *)b, *(const ro_record_review *const *)a);
}

ro_indexes ro_reviews_in_force(ro_record_review *reviews, size_t n, ro_arena *arena) {
  ro_indexes in_force = {0};
  ro_record_review **order = RO_NEW_ARRAY(arena, ro_record_review *, n + 1);
  ro_map by_id;
  ro_map_init(&by_id, arena);
  for (size_t i = 0; i < n; i++) {
    order[i] = &reviews[i];
    reviews[i].state = RO_REVIEW_IN_FORCE;
    *ro_map_put(&by_id, reviews[i].id, NULL) = i;
  }
  if (n > 1) qsort(order, n, sizeof *order, latest_first);
  for (size_t i = 0; i < n; i++) {
    ro_record_review *review = order[i];
    if (review->state == RO_REVIEW_UNDONE) continue;
    if (!review->undoes.ptr) {
      RO_PUSH(arena, &in_force, (size_t)(review - reviews));
      continue;
    }
    const uint64_t *at = ro_map_get(&by_id, review->undoes);
    if (at && ro_review_compare(&reviews[*at], review) < 0) {
      reviews[*at].state = RO_REVIEW_UNDONE;
    } else {
      review->state = RO_REVIEW_UNBOUND;
    }
  }
  return in_force;
}
