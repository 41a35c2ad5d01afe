#include "event/dendrogram.h"

#include <stdlib.h>

#include "../base/fixture.h"

#define MOST 40
#define CLOSE 1e-9

/* A tree and the likenesses that it was made of. Clusters are sets of leaves, a bit each. */
typedef struct tree {
  ro_guard guard;
  ro_arena arena;
  size_t n;
  double alike[MOST * MOST];
  ro_join *joins;
  uint64_t leaves[2 * MOST]; /* by node */
} tree;

typedef struct cluster {
  uint64_t leaves;
  double alike;
} cluster;

ARENA_FIXTURE(tree)

/* Numbers of a linear congruence, the same everywhere; `steps` of them between 0 and 1 are all that there are. */
static void fill(tree *t, size_t n, uint32_t seed, uint32_t steps) {
  t->n = n;
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n; k++) {
      seed = seed * 1664525u + 1013904223u;
      t->alike[i * n + k] = t->alike[k * n + i] = (double)((seed >> 8) % steps) / (double)steps;
    }
}

/* Joins of the tree; a join is after those that it joins, and no node is joined twice. */
static void make(tree *t) {
  bool joined[2 * MOST] = {false};
  double *table = RO_NEW_ARRAY(&t->arena, double, t->n * t->n);
  memcpy(table, t->alike, t->n * t->n * sizeof *table);
  t->joins = ro_dendrogram(table, t->n, &t->arena);
  for (size_t i = 0; i < t->n; i++) t->leaves[i] = (uint64_t)1 << i;
  for (size_t k = 0; k + 1 < t->n; k++) {
    size_t a = t->joins[k].a, b = t->joins[k].b;
    assert_true(a < t->n + k && b < t->n + k && a != b);
    assert_false(joined[a] || joined[b]);
    joined[a] = joined[b] = true;
    t->leaves[t->n + k] = t->leaves[a] | t->leaves[b];
  }
  if (t->n > 0) assert_true(t->leaves[2 * t->n - 2] == (((uint64_t)1 << t->n) - 1));
}

/* Mean over all pairs of two clusters, from the likenesses themselves. */
static double mean(const tree *t, uint64_t a, uint64_t b) {
  double sum = 0;
  size_t pairs = 0;
  for (size_t i = 0; i < t->n; i++)
    for (size_t k = 0; k < t->n; k++) {
      if (!(a >> i & 1) || !(b >> k & 1)) continue;
      sum += t->alike[i * t->n + k];
      pairs++;
    }
  return sum / (double)pairs;
}

static double nearest(const tree *t, const uint64_t *clusters, size_t n, size_t *a, size_t *b) {
  double best = -1;
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n; k++) {
      double alike = mean(t, clusters[i], clusters[k]);
      if (alike > best) best = alike, *a = i, *b = k;
    }
  return best;
}

/* Average link as its definition has it: every time all pairs of clusters are compared anew. */
static void naive(const tree *t, cluster *made) {
  uint64_t clusters[MOST] = {0};
  size_t n = t->n, a = 0, b = 0;
  for (size_t i = 0; i < n; i++) clusters[i] = (uint64_t)1 << i;
  for (size_t k = 0; n > 1; k++) {
    made[k].alike = nearest(t, clusters, n, &a, &b);
    made[k].leaves = clusters[a] |= clusters[b];
    clusters[b] = clusters[--n];
  }
}

static const cluster *find(const cluster *made, size_t n, uint64_t leaves) {
  for (size_t i = 0; i < n; i++)
    if (made[i].leaves == leaves) return &made[i];
  return NULL;
}

static void assert_as_naive(tree *t) {
  cluster made[MOST];
  make(t);
  naive(t, made);
  for (size_t k = 0; k + 1 < t->n; k++) {
    const cluster *same = find(made, t->n - 1, t->leaves[t->n + k]);
    assert_non_null(same);
    assert_true(t->joins[k].alike - same->alike < CLOSE && same->alike - t->joins[k].alike < CLOSE);
  }
}

static void likenesses_without_ties_give_the_naive_tree(void **state) {
  tree *t = *state;
  for (uint32_t seed = 1; seed <= 60; seed++) {
    fill(t, 2 + seed % (MOST - 1), seed * 7919, 1u << 24);
    assert_as_naive(t);
    ro_arena_clear(&t->arena);
  }
}

static int most_alike_first(const void *a, const void *b) {
  const ro_join *left = *(const ro_join *const *)a, *right = *(const ro_join *const *)b;
  if (left->alike - right->alike > CLOSE) return -1;
  if (right->alike - left->alike > CLOSE) return 1;
  return (left > right) - (left < right);
}

/* Of ties either pair may be first. Taken with the most alike first, every join is of two clusters than which at that time no
 * two were more alike. */
static void assert_greedy(const tree *t) {
  const ro_join *order[MOST] = {NULL};
  uint64_t clusters[MOST] = {0};
  size_t n = t->n, a = 0, b = 0;
  for (size_t i = 0; i < n; i++) clusters[i] = (uint64_t)1 << i;
  for (size_t k = 0; k + 1 < t->n; k++) order[k] = &t->joins[k];
  qsort(order, t->n - 1, sizeof *order, most_alike_first);
  for (size_t k = 0; k + 1 < t->n; k++, n--) {
    uint64_t left = t->leaves[order[k]->a], right = t->leaves[order[k]->b];
    assert_true(nearest(t, clusters, n, &a, &b) < mean(t, left, right) + CLOSE);
    for (a = 0; a < n && clusters[a] != left;) a++;
    for (b = 0; b < n && clusters[b] != right;) b++;
    assert_true(a < n && b < n);
    clusters[a] |= clusters[b];
    clusters[b] = clusters[n - 1];
  }
}

static void ties_give_one_of_the_naive_trees(void **state) {
  tree *t = *state;
  for (uint32_t seed = 1; seed <= 60; seed++) {
    fill(t, 2 + seed % (MOST - 1), seed * 104729, 2 + seed % 4);
    make(t);
    assert_greedy(t);
    ro_arena_clear(&t->arena);
  }
}

static void a_join_says_the_mean_over_all_pairs(void **state) {
  tree *t = *state;
  fill(t, MOST, 5, 6);
  make(t);
  for (size_t k = 0; k + 1 < t->n; k++) {
    double alike = mean(t, t->leaves[t->joins[k].a], t->leaves[t->joins[k].b]);
    assert_true(alike - t->joins[k].alike < CLOSE && t->joins[k].alike - alike < CLOSE);
  }
}

/* Clusters of one size and of others: 0 and 1 are one, then 2 by the mean of its two, then 3. */
static void a_small_tree(void **state) {
  static const double ALIKE[] = {1, .9, .5, .1, .9, 1, .3, .4, .5, .3, 1, .1, .1, .4, .1, 1};
  tree *t = *state;
  t->n = 4;
  memcpy(t->alike, ALIKE, sizeof ALIKE);
  make(t);
  assert_int_equal(t->leaves[4], 3);
  assert_int_equal(t->leaves[5], 7);
  assert_true(t->joins[0].alike == .9);
  assert_true(t->joins[1].alike > .4 - CLOSE && t->joins[1].alike < .4 + CLOSE);
  assert_true(t->joins[2].alike > .2 - CLOSE && t->joins[2].alike < .2 + CLOSE);
}

static void one_leaf_or_none_joins_nothing(void **state) {
  tree *t = *state;
  ro_indexes leaves = {0};
  double alone = 1;
  assert_non_null(ro_dendrogram(&alone, 0, &t->arena));
  const ro_join *joins = ro_dendrogram(&alone, 1, &t->arena);
  ro_dendrogram_leaves(joins, 1, 0, &leaves, &t->arena);
  assert_int_equal(leaves.len, 1);
  assert_int_equal(leaves.at[0], 0);
}

static void leaves_of_every_node_are_in_order(void **state) {
  tree *t = *state;
  fill(t, MOST, 11, 1u << 20);
  make(t);
  for (size_t node = 0; node < 2 * t->n - 1; node++) {
    ro_indexes leaves = {0};
    uint64_t got = 0;
    ro_dendrogram_leaves(t->joins, t->n, node, &leaves, &t->arena);
    for (size_t i = 0; i < leaves.len; i++) {
      assert_true(i == 0 || leaves.at[i - 1] < leaves.at[i]);
      got |= (uint64_t)1 << leaves.at[i];
    }
    assert_true(got == t->leaves[node]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      ARENA_TEST(likenesses_without_ties_give_the_naive_tree),
      ARENA_TEST(ties_give_one_of_the_naive_trees),
      ARENA_TEST(a_join_says_the_mean_over_all_pairs),
      ARENA_TEST(a_small_tree),
      ARENA_TEST(one_leaf_or_none_joins_nothing),
      ARENA_TEST(leaves_of_every_node_are_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
