#include <stdlib.h>

#include "event/decided.h"
#include "event/grounds.h"

#define JOIN 0.4          /* score that makes two clauses one statement */
#define JOIN_AVERAGE 0.25 /* mean score over all reports of the two clusters */
#define REPEATS 0.78      /* share of each in the other of two clauses of one report that say a thing twice */
#define COVERS 0.8        /* share of a clause's words that a larger one has, to say it too */
#define LARGER 1.25       /* how much larger it must be */
#define BROADER 1.8       /* a clause that much larger and not covered by others says more: a statement of its own */
#define COVERED 0.7       /* share of a larger clause that smaller ones have together, so that it founds nothing of its own */
#define NEAR_CLAUSES 4    /* a larger clause says what stands this near in another report */

typedef struct clustering {
  ro_settling *s;
  ro_settled_event *event;
  RO_ARRAY(ro_clause_ref) clauses; /* by member, then place */
  double *score;                   /* clauses x clauses */
  size_t *set;
  ro_indexes *in_set; /* by root: its clauses, rising */
  ro_joins decided;   /* what people say of them */
} clustering;

typedef struct pull {
  double score;
  size_t a, b;
} pull;

static const ro_said *said(const clustering *c, size_t i) {
  return ro_settling_said(c->s, c->clauses.at[i]);
}

static const ro_prepared *prepared(const clustering *c, size_t i) {
  return ro_settling_prepared(c->s, c->clauses.at[i].member);
}

static double *cell(const clustering *c, double *matrix, size_t a, size_t b) {
  return &matrix[(a < b ? a : b) * c->clauses.len + (a < b ? b : a)];
}

/* What of the smaller clause's weight the larger has. */
static double held(const ro_bag *small, const ro_bag *large) {
  return small->total > 0 ? ro_bag_shared(small, large) / small->total : 0;
}

static bool is_broader(const clustering *c, size_t a, size_t b) {
  const ro_said *x = said(c, a), *y = said(c, b);
  const ro_said *small = x->bag.total < y->bag.total ? x : y, *large = small == x ? y : x;
  return large->bag.total >= BROADER * small->bag.total && held(&small->bag, &large->bag) >= 0.9;
}

static int by_reference(const void *a, const void *b) {
  const ro_clause_ref *left = a, *right = b;
  if (left->member != right->member) return left->member < right->member ? -1 : 1;
  return (left->said > right->said) - (left->said < right->said);
}

static size_t index_of(const void *clauses, size_t member, size_t said_index) {
  const clustering *c = clauses;
  ro_clause_ref key = {member, said_index};
  const ro_clause_ref *found = bsearch(&key, c->clauses.at, c->clauses.len, sizeof key, by_reference);
  return found ? (size_t)(found - c->clauses.at) : RO_NONE;
}

static const ro_indexes *set_of(const clustering *c, size_t i) {
  return &c->in_set[ro_set_of(c->set, i)];
}

/* Both sets' clauses in one, rising: sums over a set are the same in whatever order it was joined. */
static void join_sets(clustering *c, size_t i, size_t j) {
  size_t a = ro_set_of(c->set, i), b = ro_set_of(c->set, j);
  const ro_indexes *left = &c->in_set[a], *right = &c->in_set[b];
  ro_indexes both = {0};
  for (size_t x = 0, y = 0; a != b && (x < left->len || y < right->len);) {
    bool from_left = y == right->len || (x < left->len && left->at[x] < right->at[y]);
    RO_PUSH(c->s->arena, &both, from_left ? left->at[x] : right->at[y]);
    x += from_left;
    y += !from_left;
  }
  if (a == b) return;
  ro_set_join(c->set, i, j);
  c->in_set[ro_set_of(c->set, i)] = both;
}

static bool are_parted(const clustering *c, size_t i, size_t j) {
  return ro_joins_forbid(&c->decided, c->set, i, j);
}

static void join_decided(clustering *c) {
  ro_joins_init(&c->decided, c->clauses.len, c->s->arena);
  ro_decide_clauses(c->s, (size_t)(c->event - c->s->events.at), &c->decided, index_of, c);
  for (size_t i = 0; i < c->decided.joined.len; i++) {
    size_t a = c->decided.joined.at[i].a, b = c->decided.joined.at[i].b;
    join_sets(c, a, b);
    ro_note_clauses(c->s, c->clauses.at[a], c->clauses.at[b], RO_GROUND_CLAUSES, RO_GROUND_WITH,
                    "a person says that they are one");
  }
}

static bool share_origin(const ro_settling *s, size_t a, size_t b) {
  for (size_t i = 0; i < s->origins_of.at[a].len; i++) {
    for (size_t k = 0; k < s->origins_of.at[b].len; k++) {
      if (s->origins_of.at[a].at[i] == s->origins_of.at[b].at[k]) return true;
    }
  }
  return false;
}

static void fill_scores(clustering *c) {
  ro_settling *s = c->s;
  for (size_t x = 0; x < c->event->nodes.len; x++) {
    for (size_t y = x + 1; y < c->event->nodes.len; y++) {
      const ro_node *a = &s->nodes.at[c->event->nodes.at[x]], *b = &s->nodes.at[c->event->nodes.at[y]];
      if (a->member == b->member) continue;
      ro_alignment pairs = {0};
      ro_align(ro_settling_prepared(s, a->member), a->meeting, ro_settling_prepared(s, b->member), b->meeting,
               share_origin(s, a->member, b->member), &pairs, s->scratch);
      for (size_t k = 0; k < pairs.len; k++) {
        size_t i = index_of(c, a->member, pairs.at[k].a), j = index_of(c, b->member, pairs.at[k].b);
        *cell(c, c->score, i, j) = pairs.at[k].score;
      }
      ro_arena_clear(s->scratch);
    }
  }
}

/* A lead and the body that say the same are one statement from the start. */
static void join_repeats(clustering *c) {
  for (size_t i = 0; i < c->clauses.len; i++) {
    for (size_t j = i + 1; j < c->clauses.len; j++) {
      if (c->clauses.at[i].member != c->clauses.at[j].member) continue;
      double alike = ro_said_alike(prepared(c, i), said(c, i), prepared(c, j), said(c, j), false);
      bool speak = ro_same_speakers(said(c, i), said(c, j));
      if (speak && alike > 0 && held(&said(c, i)->bag, &said(c, j)->bag) >= REPEATS &&
          held(&said(c, j)->bag, &said(c, i)->bag) >= REPEATS && !are_parted(c, i, j)) {
        join_sets(c, i, j);
        ro_note_clauses(c->s, c->clauses.at[i], c->clauses.at[j], RO_GROUND_CLAUSES, RO_GROUND_WITH, "one report says it twice");
      }
    }
  }
}

static int by_pull(const void *a, const void *b) {
  const pull *left = a, *right = b;
  if (left->score != right->score) return left->score > right->score ? -1 : 1;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return (left->b > right->b) - (left->b < right->b);
}

/* What speaks against joining two clusters, or NULL: that a report has different clauses in them, that one denies the other, that
 * they are not alike on the average. */
static const char *against(const clustering *c, const ro_indexes *a, const ro_indexes *b) {
  double sum = 0;
  for (size_t i = 0; i < a->len; i++) {
    for (size_t j = 0; j < b->len; j++) {
      if (c->clauses.at[a->at[i]].member == c->clauses.at[b->at[j]].member) return "a report has a clause in each";
      if (ro_said_denied(prepared(c, a->at[i]), said(c, a->at[i]), prepared(c, b->at[j]), said(c, b->at[j])))
        return "what the one affirms the other denies";
      sum += *cell(c, c->score, a->at[i], b->at[j]);
    }
  }
  return sum / ((double)a->len * (double)b->len) >= JOIN_AVERAGE ? NULL : "over all reports of the two they are not alike enough";
}

static void note_pull(const clustering *c, const pull *p, const char *why_not) {
  ro_clause_ref a = c->clauses.at[p->a], b = c->clauses.at[p->b];
  bool one_text = c->s->trace && share_origin(c->s, a.member, b.member);
  ro_note_likeness(c->s, a, b, one_text, why_not ? RO_GROUND_APART : RO_GROUND_CLAUSES, why_not ? RO_GROUND_FROM : RO_GROUND_WITH,
                   why_not ? why_not : "what they have in common makes them one");
}

static void join_alike(clustering *c) {
  RO_ARRAY(pull) pulls = {0};
  for (size_t i = 0; i < c->clauses.len; i++) {
    for (size_t j = i + 1; j < c->clauses.len; j++) {
      double score = *cell(c, c->score, i, j);
      if (c->clauses.at[i].member == c->clauses.at[j].member || score < JOIN || is_broader(c, i, j)) continue;
      RO_PUSH(c->s->arena, &pulls, ((pull){score, i, j}));
    }
  }
  if (pulls.len > 1) qsort(pulls.at, pulls.len, sizeof *pulls.at, by_pull);
  for (size_t k = 0; k < pulls.len; k++) {
    const ro_indexes *a = set_of(c, pulls.at[k].a), *b = set_of(c, pulls.at[k].b);
    if (a == b) continue;
    const char *why_not = are_parted(c, pulls.at[k].a, pulls.at[k].b) ? "a person says that they are not one" : against(c, a, b);
    note_pull(c, &pulls.at[k], why_not);
    if (!why_not) join_sets(c, pulls.at[k].a, pulls.at[k].b);
  }
}

/* -- a clause that says what others keep apart ---------------------------------------------------------------------- */

static bool cluster_has_member(const clustering *c, const ro_indexes *set, size_t member) {
  for (size_t i = 0; i < set->len; i++)
    if (c->clauses.at[set->at[i]].member == member) return true;
  return false;
}

/* Clauses of other reports stand near: within a few clauses of one that clause i is aligned with, or i is aligned with none. */
static bool stands_near(clustering *c, size_t i, size_t j) {
  bool aligned = false;
  const ro_indexes *set = set_of(c, i);
  for (size_t m = 0; m < set->len; m++) {
    size_t k = set->at[m];
    if (k == i || c->clauses.at[k].member != c->clauses.at[j].member) continue;
    aligned = true;
    if ((k > j ? k - j : j - k) <= NEAR_CLAUSES) return true;
  }
  return !aligned;
}

static bool covers(clustering *c, size_t i, size_t j) {
  const ro_said *large = said(c, i), *small = said(c, j);
  if (c->clauses.at[i].member == c->clauses.at[j].member || !ro_same_speakers(large, small)) return false;
  if (are_parted(c, i, j)) return false;
  if (large->bag.total < LARGER * small->bag.total || held(&small->bag, &large->bag) < COVERS) return false;
  return stands_near(c, i, j);
}

/* Statements (set roots) that clause i says besides its own: another report keeps them apart, and its own report has none of
 * them. */
static void find_covered(clustering *c, size_t i, ro_indexes *out, ro_arena *arena) {
  for (size_t j = 0; j < c->clauses.len; j++) {
    size_t root = ro_set_of(c->set, j);
    if (root == ro_set_of(c->set, i) || cluster_has_member(c, &c->in_set[root], c->clauses.at[i].member) || !covers(c, i, j))
      continue;
    bool known = false;
    for (size_t k = 0; k < out->len; k++) known = known || out->at[k] == root;
    if (!known) RO_PUSH(arena, out, root);
  }
}

/* Share of a clause that the statements it covers have together. */
static double covered_share(clustering *c, size_t i, const ro_indexes *roots) {
  const ro_bag *bag = &said(c, i)->bag;
  ro_bag rest = {0};
  for (size_t k = 0; k < bag->features.len; k++) {
    ro_bag one = {.total = bag->features.at[k].weight};
    RO_PUSH(c->s->scratch, &one.features, bag->features.at[k]);
    bool found = false;
    for (size_t r = 0; r < roots->len && !found; r++) {
      const ro_indexes *set = &c->in_set[roots->at[r]];
      for (size_t m = 0; m < set->len && !found; m++)
        found = c->clauses.at[set->at[m]].member != c->clauses.at[i].member && ro_bag_shared(&one, &said(c, set->at[m])->bag) > 0;
    }
    if (!found) rest.total += one.total;
  }
  return bag->total > 0 ? 1 - rest.total / bag->total : 0;
}

static bool is_alone(const clustering *c, size_t i) {
  const ro_indexes *set = set_of(c, i);
  for (size_t k = 0; k < set->len; k++)
    if (c->clauses.at[set->at[k]].member != c->clauses.at[i].member) return false;
  return true;
}

/* -- out -------------------------------------------------------------------------------------------------------------- */

static double place_of(const clustering *c, size_t i) {
  size_t first = i, last = i;
  while (first > 0 && c->clauses.at[first - 1].member == c->clauses.at[i].member) first--;
  while (last + 1 < c->clauses.len && c->clauses.at[last + 1].member == c->clauses.at[i].member) last++;
  return last > first ? (double)(i - first) / (double)(last - first) : 0;
}

/* Of a statement of one clause: how near the nearest clause of another report came. */
static void note_alone(const clustering *c, const ro_cluster *cluster) {
  size_t own = index_of(c, cluster->clauses.at[0].member, cluster->clauses.at[0].said), nearest = RO_NONE;
  if (cluster->clauses.len > 1) return;
  for (size_t i = 0; i < c->clauses.len; i++) {
    if (c->clauses.at[i].member == cluster->clauses.at[0].member) continue;
    if (nearest == RO_NONE || *cell(c, c->score, own, i) > *cell(c, c->score, own, nearest)) nearest = i;
  }
  ro_note_clause(c->s, cluster->clauses.at[0], RO_GROUND_CLAUSES, RO_ABSENT,
                 nearest == RO_NONE ? "no other report tells of the event" : "no clause of another report is one with it");
  if (nearest == RO_NONE) return;
  ro_ground_measure(c->s->trace, "score of the nearest", *cell(c, c->score, own, nearest));
  ro_note_quotes(c->s, c->clauses.at[nearest].member, &ro_settling_clause(c->s, c->clauses.at[nearest])->spans);
}

static void write_clusters(clustering *c, const bool *founds, const ro_indexes *covered) {
  ro_arena *arena = c->s->arena;
  size_t *at = RO_NEW_ARRAY(arena, size_t, c->clauses.len + 1);
  for (size_t i = 0; i < c->clauses.len; i++) at[i] = RO_NONE;
  for (size_t i = 0; i < c->clauses.len; i++) {
    if (!founds[i]) continue;
    size_t root = ro_set_of(c->set, i);
    if (at[root] == RO_NONE) {
      at[root] = c->event->clusters.len;
      RO_PUSH(arena, &c->event->clusters, ((ro_cluster){0}));
    }
    ro_cluster *cluster = &c->event->clusters.at[at[root]];
    cluster->order += place_of(c, i);
    RO_PUSH(arena, &cluster->clauses, c->clauses.at[i]);
  }
  for (size_t i = 0; i < c->clauses.len; i++) {
    for (size_t k = 0; k < covered[i].len; k++) {
      if (at[covered[i].at[k]] == RO_NONE) continue;
      RO_PUSH(arena, &c->event->clusters.at[at[covered[i].at[k]]].covers, c->clauses.at[i]);
      ro_note_clauses(c->s, c->event->clusters.at[at[covered[i].at[k]]].clauses.at[0], c->clauses.at[i], RO_GROUND_CLAUSES,
                      RO_GROUND_BESIDE, "a larger clause has nearly all of its words: it says it too");
    }
  }
  for (size_t k = 0; k < c->event->clusters.len; k++)
    c->event->clusters.at[k].order /= (double)c->event->clusters.at[k].clauses.len;
  for (size_t k = 0; c->s->trace && k < c->event->clusters.len; k++) note_alone(c, &c->event->clusters.at[k]);
}

static void settle_event(ro_settling *s, ro_settled_event *event) {
  clustering c = {.s = s, .event = event};
  for (size_t n = 0; n < event->nodes.len; n++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[n]];
    const ro_prepared *p = ro_settling_prepared(s, node->member);
    for (size_t i = 0; i < p->said.len; i++) {
      if (p->said.at[i].meeting == node->meeting) RO_PUSH(s->arena, &c.clauses, ((ro_clause_ref){node->member, i}));
    }
  }
  size_t n = c.clauses.len;
  if (n == 0) return;
  if (n > 1) qsort(c.clauses.at, n, sizeof *c.clauses.at, by_reference); /* an event may have two nodes of one report */
  c.score = RO_NEW_ARRAY(s->arena, double, n *n);
  c.set = ro_sets(n, s->arena);
  c.in_set = RO_NEW_ARRAY(s->arena, ro_indexes, n);
  for (size_t i = 0; i < n; i++) RO_PUSH(s->arena, &c.in_set[i], i);
  fill_scores(&c);
  join_decided(&c);
  join_repeats(&c);
  join_alike(&c);
  bool *founds = RO_NEW_ARRAY(s->arena, bool, n);
  ro_indexes *covered = RO_NEW_ARRAY(s->arena, ro_indexes, n);
  for (size_t i = 0; i < n; i++) find_covered(&c, i, &covered[i], s->arena);
  for (size_t i = 0; i < n; i++) {
    founds[i] = covered[i].len == 0 || !is_alone(&c, i) || covered_share(&c, i, &covered[i]) < COVERED;
    ro_arena_clear(s->scratch);
  }
  write_clusters(&c, founds, covered);
}

void ro_settle_statements(ro_settling *s) {
  ro_decide_said(s);
  for (size_t i = 0; i < s->events.len; i++) settle_event(s, &s->events.at[i]);
}
