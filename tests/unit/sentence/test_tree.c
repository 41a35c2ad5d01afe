/* Trees against all trees of a few words. */
#include <stdlib.h>
#include <string.h>

#include "../base/fixture.h"
#include "sentence/tree.h"

typedef struct room {
  ro_guard guard;
  ro_arena arena;
  ro_tree_scratch scratch;
} room;

ARENA_FIXTURE(room)

static int open_room(void **state) {
  open_arena(state);
  room *r = *state;
  ro_tree_scratch_init(&r->scratch, RO_TREE_MAX, &r->arena);
  return 0;
}

static bool is_tree(const uint32_t *heads, size_t n) {
  size_t roots = 0;
  for (size_t d = 1; d <= n; d++) {
    size_t at = d, steps = 0;
    roots += heads[d - 1] == 0;
    while (at != 0 && steps++ <= n) at = heads[at - 1];
    if (at != 0) return false;
  }
  return roots == 1;
}

static int64_t sum_of(const int32_t *scores, size_t stride, const uint32_t *heads, size_t n) {
  int64_t sum = 0;
  for (size_t d = 0; d < n; d++) sum += scores[d * stride + heads[d]];
  return sum;
}

static int64_t best_of_all(const int32_t *scores, size_t stride, size_t n) {
  uint32_t heads[8] = {0};
  int64_t best = INT64_MIN;
  for (;;) {
    if (is_tree(heads, n)) {
      int64_t sum = sum_of(scores, stride, heads, n);
      if (sum > best) best = sum;
    }
    size_t d = 0;
    while (d < n && heads[d] == n) heads[d++] = 0;
    if (d == n) return best;
    heads[d]++;
  }
}

static void the_best_of_all_trees_is_found(void **state) {
  room *r = *state;
  uint64_t random = 1234567;
  for (size_t round = 0; round < 3000; round++) {
    size_t n = 1 + round % 6, stride = 9;
    int32_t scores[6 * 9], range = round % 3 == 0 ? 4 : 1000; /* many equal ones, too */
    for (size_t i = 0; i < sizeof scores / sizeof *scores; i++) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      scores[i] = (int32_t)(random >> 33) % range - range / 2;
    }
    uint32_t heads[6];
    ro_tree_best(scores, stride, n, heads, &r->scratch);
    assert_true(is_tree(heads, n));
    assert_int_equal(sum_of(scores, stride, heads, n), best_of_all(scores, stride, n));
  }
}

static void the_longest_sentence_gives_a_tree(void **state) {
  room *r = *state;
  size_t n = RO_TREE_MAX, stride = n + 1;
  int32_t *scores = calloc(n * stride, sizeof *scores);
  uint32_t *heads = calloc(n, sizeof *heads);
  assert_non_null(scores);
  assert_non_null(heads);
  for (size_t d = 0; d < n; d++) scores[d * stride + (d ^ 1) + 1] = 5; /* pairs that want each other */
  ro_tree_best(scores, stride, n, heads, &r->scratch);
  assert_true(is_tree(heads, n));
  free(scores);
  free(heads);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_best_of_all_trees_is_found),
                                     cmocka_unit_test(the_longest_sentence_gives_a_tree)};
  return cmocka_run_group_tests(tests, open_room, close_arena);
}
