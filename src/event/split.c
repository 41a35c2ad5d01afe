#include "event/split.h"

#include <math.h>

#include "event/dendrogram.h"

#define COPY 0.9 /* so alike that one counts for both */
#define LEAST 3  /* reports that are an event of their own; fewer may be one report's angle on it */
#define APART \
  0.4 /* nearest report of the other event against nearest of the same, both as mean over all reports; of large events */
#define FEW 0.5 /* the less the fewer reports the smaller event has: by this over their number */

typedef struct splitting {
  const ro_terms *const *reports;
  ro_indexes folded;  /* the first of each set of near copies */
  size_t *stands_for; /* by report: index into folded */
  ro_map spread;      /* stem -> how many of folded have it */
  double *alike;      /* folded x folded, by what is not common to all */
  ro_indexes sides[2];
  ro_arena *arena;
} splitting;

static void fold(splitting *s, size_t n) {
  s->stands_for = RO_NEW_ARRAY(s->arena, size_t, n + 1);
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;
    while (k < s->folded.len && ro_terms_alike(s->reports[i], s->reports[s->folded.at[k]]) < COPY) k++;
    if (k == s->folded.len) RO_PUSH(s->arena, &s->folded, i);
    s->stands_for[i] = k;
  }
}

static ro_slice key_of(const ro_term *term) {
  return (ro_slice){(const char *)&term->stem, sizeof term->stem};
}

static void count_spread(splitting *s) {
  ro_map_init(&s->spread, s->arena);
  for (size_t i = 0; i < s->folded.len; i++) {
    const ro_terms *terms = s->reports[s->folded.at[i]];
    for (size_t k = 0; k < terms->len; k++) *ro_map_put(&s->spread, key_of(&terms->at[k]), NULL) += 1;
  }
}

/* The report's terms weighed by how few of the reports have them; those of one report alone or of all say nothing here. */
static ro_terms weigh(splitting *s, const ro_terms *terms) {
  ro_terms out = {0};
  double squares = 0;
  for (size_t i = 0; i < terms->len; i++) {
    uint64_t having = *ro_map_get(&s->spread, key_of(&terms->at[i]));
    if (having < 2 || having == s->folded.len) continue;
    ro_term term = terms->at[i];
    term.weight = term.count * term.rarity * log((double)s->folded.len / (double)having);
    squares += term.weight * term.weight;
    RO_PUSH(s->arena, &out, term);
  }
  for (size_t i = 0; i < out.len; i++) out.at[i].weight /= sqrt(squares);
  return out;
}

static void compare(splitting *s) {
  size_t n = s->folded.len;
  ro_terms *own = RO_NEW_ARRAY(s->arena, ro_terms, n);
  s->alike = RO_NEW_ARRAY(s->arena, double, n *n);
  count_spread(s);
  for (size_t i = 0; i < n; i++) own[i] = weigh(s, s->reports[s->folded.at[i]]);
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n; k++) s->alike[i * n + k] = s->alike[k * n + i] = ro_terms_alike(&own[i], &own[k]);
}

static double nearest(const splitting *s, size_t of, const ro_indexes *among) {
  double most = 0;
  for (size_t i = 0; i < among->len; i++) {
    double alike = among->at[i] == of ? 0 : s->alike[of * s->folded.len + among->at[i]];
    if (alike > most) most = alike;
  }
  return most;
}

static bool are_apart(const splitting *s) {
  double own = 0, other = 0;
  for (size_t side = 0; side < 2; side++) {
    for (size_t i = 0; i < s->sides[side].len; i++) {
      own += nearest(s, s->sides[side].at[i], &s->sides[side]);
      other += nearest(s, s->sides[side].at[i], &s->sides[1 - side]);
    }
  }
  size_t fewest = s->sides[0].len < s->sides[1].len ? s->sides[0].len : s->sides[1].len;
  return other < (APART - FEW / (double)fewest) * own;
}

static double mean(const splitting *s, size_t of, const ro_indexes *among) {
  double sum = 0;
  for (size_t i = 0; i < among->len; i++) sum += s->alike[of * s->folded.len + among->at[i]];
  return sum / (double)among->len;
}

/* The uppermost join of two sides that are large enough; what joins further up alone goes to the side that it is nearer to. */
static bool find_sides(splitting *s, ro_indexes *strays) {
  size_t n = s->folded.len, node = 2 * n - 2;
  const ro_join *joins = ro_dendrogram(s->alike, n, s->arena);
  while (node >= n) {
    s->sides[0].len = s->sides[1].len = 0;
    ro_dendrogram_leaves(joins, n, joins[node - n].a, &s->sides[0], s->arena);
    ro_dendrogram_leaves(joins, n, joins[node - n].b, &s->sides[1], s->arena);
    bool first_is_less = s->sides[0].len < s->sides[1].len;
    const ro_indexes *less = &s->sides[first_is_less ? 0 : 1];
    if (less->len >= LEAST) return true;
    for (size_t i = 0; i < less->len; i++) RO_PUSH(s->arena, strays, less->at[i]);
    node = first_is_less ? joins[node - n].b : joins[node - n].a;
  }
  return false;
}

bool ro_split(const ro_terms *const *reports, size_t n, bool *is_second, ro_arena *arena) {
  splitting s = {.reports = reports, .arena = arena};
  ro_indexes strays = {0};
  if (n < (size_t)2 * LEAST) return false;
  fold(&s, n);
  if (s.folded.len < (size_t)2 * LEAST) return false;
  compare(&s);
  if (!find_sides(&s, &strays) || !are_apart(&s)) return false;
  bool *second = RO_NEW_ARRAY(arena, bool, s.folded.len);
  for (size_t i = 0; i < s.sides[1].len; i++) second[s.sides[1].at[i]] = true;
  for (size_t i = 0; i < strays.len; i++)
    second[strays.at[i]] = mean(&s, strays.at[i], &s.sides[1]) > mean(&s, strays.at[i], &s.sides[0]);
  for (size_t i = 0; i < n; i++) is_second[i] = second[s.stands_for[i]];
  return true;
}
