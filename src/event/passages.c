#include "event/passages.h"

#include <math.h>

#define MOVED 0.5 /* Dice of a sentence that stands elsewhere in the other report */

/* One step of the alignment: how many sentences of a and of b it takes. Later moves win only when they are better. */
static const struct move { uint8_t a, b; } MOVES[] = {{1, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 1}, {1, 3}, {3, 1}, {2, 2}};
#define N_MOVES (sizeof MOVES / sizeof *MOVES)

ro_likeness ro_compare_units(const ro_prepared *a, const ro_prepared *b, ro_arena *arena) {
  ro_likeness l = {a, b, RO_NEW_ARRAY(arena, double, a->units.len * b->units.len + 1)};
  for (size_t i = 0; i < a->units.len; i++)
    for (size_t j = 0; j < b->units.len; j++)
      l.shared[i * b->units.len + j] = ro_bag_shared(&a->units.at[i].bag, &b->units.at[j].bag);
  return l;
}

static double units_shared(const ro_likeness *l, size_t i, size_t j) {
  return l->shared[i * l->b->units.len + j];
}

static double units_dice(const ro_likeness *l, size_t i, size_t j) {
  double both = l->a->units.at[i].bag.total + l->b->units.at[j].bag.total;
  return both > 0 ? 2 * units_shared(l, i, j) / both : 0;
}

typedef struct aligning {
  const ro_prepared *a, *b;
  const ro_likeness *like;
  size_t width;
  double *best;
  uint8_t *move;
  ro_arena *arena;
} aligning;

static void bag_of(const ro_prepared *p, size_t end, size_t n, ro_bag *bag, ro_arena *arena) {
  if (n == 1) {
    *bag = p->units.at[end - 1].bag;
    return;
  }
  ro_bag_make(bag, &p->words, p->units.at[end - n].first, p->units.at[end - 1].end, arena);
}

/* Several sentences share no more than each two of them do. */
static bool may_be_aligned(const aligning *x, size_t i, size_t j, struct move m) {
  double shared = 0, most_a = 0, most_b = 0;
  for (size_t p = i - m.a; p < i; p++) {
    if (x->a->units.at[p].bag.total > most_a) most_a = x->a->units.at[p].bag.total;
    for (size_t q = j - m.b; q < j; q++) {
      if (x->b->units.at[q].bag.total > most_b) most_b = x->b->units.at[q].bag.total;
      shared += units_shared(x->like, p, q);
    }
  }
  return 2 * shared >= RO_ALIGNED * (most_a + most_b);
}

/* What aligning the last m.a sentences before i with the last m.b before j is worth, or below 0 where they do not say the same.
 */
static double worth(aligning *x, size_t i, size_t j, struct move m) {
  ro_bag left, right;
  if (!may_be_aligned(x, i, j, m)) return -1;
  bag_of(x->a, i, m.a, &left, x->arena);
  bag_of(x->b, j, m.b, &right, x->arena);
  double least = left.total < right.total ? left.total : right.total;
  double dice = m.a == 1 && m.b == 1 ? units_dice(x->like, i - 1, j - 1) : ro_bag_dice(&left, &right);
  if (dice < RO_ALIGNED) return -1;
  return dice * least - 0.5 * (double)(m.a + m.b - 2);
}

static void fill_cell(aligning *x, size_t i, size_t j) {
  double best = 0;
  size_t chosen = N_MOVES;
  for (size_t k = 0; k < N_MOVES; k++) {
    struct move m = MOVES[k];
    if (m.a > i || m.b > j) continue;
    double before = x->best[(i - m.a) * x->width + j - m.b];
    double gain = m.a == 0 || m.b == 0 ? 0 : worth(x, i, j, m);
    if (gain < 0 || (chosen < N_MOVES && before + gain <= best)) continue;
    best = before + gain;
    chosen = k;
  }
  x->best[i * x->width + j] = best;
  x->move[i * x->width + j] = (uint8_t)chosen;
}

static ro_passage passage_of(const aligning *x, size_t i, size_t j, struct move m) {
  return (ro_passage){{x->a->units.at[i - m.a].span.start, x->a->units.at[i - 1].span.end},
                      {x->b->units.at[j - m.b].span.start, x->b->units.at[j - 1].span.end}};
}

void ro_align_units(const ro_likeness *like, ro_pair_result *out, ro_arena *arena, ro_arena *scratch) {
  const ro_prepared *a = like->a, *b = like->b;
  aligning x = {.a = a, .b = b, .like = like, .width = b->units.len + 1, .arena = scratch};
  size_t cells = (a->units.len + 1) * x.width;
  x.best = RO_NEW_ARRAY(scratch, double, cells);
  x.move = RO_NEW_ARRAY(scratch, uint8_t, cells);
  for (size_t i = 0; i <= a->units.len; i++) {
    for (size_t j = 0; j <= b->units.len; j++) fill_cell(&x, i, j);
  }
  double covered_a = 0, covered_b = 0, all_a = 0, all_b = 0;
  for (size_t i = a->units.len, j = b->units.len; i > 0 || j > 0;) {
    struct move m = MOVES[x.move[i * x.width + j]];
    if (m.a > 0 && m.b > 0) {
      RO_PUSH(arena, &out->passages, passage_of(&x, i, j, m));
      for (size_t k = i - m.a; k < i; k++) covered_a += a->units.at[k].bag.total;
      for (size_t k = j - m.b; k < j; k++) covered_b += b->units.at[k].bag.total;
    }
    i -= m.a;
    j -= m.b;
  }
  for (size_t i = 0; i < a->units.len; i++) all_a += a->units.at[i].bag.total;
  for (size_t j = 0; j < b->units.len; j++) all_b += b->units.at[j].bag.total;
  out->coverage_a = all_a > 0 ? fmin(covered_a / all_a, 1) : 0; /* sums in another order may differ in the last digit */
  out->coverage_b = all_b > 0 ? fmin(covered_b / all_b, 1) : 0;
  for (size_t i = 0; i < out->passages.len / 2; i++) { /* found from the end */
    ro_passage swap = out->passages.at[i];
    out->passages.at[i] = out->passages.at[out->passages.len - 1 - i];
    out->passages.at[out->passages.len - 1 - i] = swap;
  }
}

bool ro_in_passages(const ro_pair_result *found, bool of_a, size_t byte) {
  for (size_t i = 0; i < found->passages.len; i++) {
    ro_span span = of_a ? found->passages.at[i].a : found->passages.at[i].b;
    if (byte >= span.start && byte < span.end) return true;
  }
  return false;
}

static bool are_aligned(const ro_likeness *l, const ro_pair_result *found, size_t i, size_t j) {
  for (size_t k = 0; k < found->passages.len; k++) {
    ro_passage x = found->passages.at[k];
    size_t at_a = l->a->units.at[i].span.start, at_b = l->b->units.at[j].span.start;
    if (at_a >= x.a.start && at_a < x.a.end && at_b >= x.b.start && at_b < x.b.end) return true;
  }
  return false;
}

bool ro_is_any_moved(const ro_likeness *l, const ro_pair_result *found, bool is_a) {
  size_t n = is_a ? l->a->units.len : l->b->units.len, n_other = is_a ? l->b->units.len : l->a->units.len;
  for (size_t u = 0; u < n; u++) {
    size_t best = 0;
    double most = 0;
    for (size_t v = 0; v < n_other; v++) {
      double dice = is_a ? units_dice(l, u, v) : units_dice(l, v, u);
      if (dice > most) most = dice, best = v;
    }
    if (most >= MOVED && !(is_a ? are_aligned(l, found, u, best) : are_aligned(l, found, best, u))) return true;
  }
  return false;
}
