#include "event/align.h"

#include <math.h>

#include "event/lexicon.h"

#define ANCHOR 0.5    /* content that makes two clauses anchors when they are each other's best */
#define UNREAD 0.6    /* share of a clause's words that an unread part of the other report has: its partner was not read */
#define SHY 0.7       /* what is left of a likelihood where two accounts of an event are laid over each other */
#define PLACE 0.42    /* what its place among the anchors adds at most to a clause of one text */
#define UNLIKELY 0.02 /* below that two clauses are not one statement, whatever else is known of them */
#define DENIED_SHARE \
  0.6 /* of the smaller of two clauses, and Dice, that make them of one matter that one affirms and one denies */
#define DENIED_DICE 0.6
#define AGREED_SHARE 0.5 /* the same where both speak of agreeing, other words of the same meaning counted too */
#define AGREED_DICE 0.4
#define DENIED_LEAST 1.8 /* weight of a clause that says what it is about */
#define TURNED 0.2       /* content below which what one affirms and one denies is not one statement */
#define NAME_BONUS 0.06
#define NUMBERS_APART 0.85
#define SHARED_SPEAKERS 0.6   /* what likeness is left where only some of the speakers are the same, */
#define UNKNOWN_SPEAKERS 0.85 /* where one report does not say who speaks, */
#define OTHER_SPEAKERS 0.8    /* and, in reports of one text, where others speak */
#define SMALLER_SHARE 0.35    /* how much of the likeness is what the smaller clause has of the larger */

static const ro_clause *clause_of(const ro_prepared *p, const ro_said *said) {
  return &p->findings->attributions.at[said->attribution].clauses.at[said->clause];
}

bool ro_same_speakers(const ro_said *x, const ro_said *y) {
  if (ro_values_equal(&x->speakers, &y->speakers)) return true;
  if (x->placed && y->placed) return false; /* two Wongs */
  return x->speakers.len == 1 && y->speakers.len == 1 && ro_values_shared(&x->voices, &y->voices) > 0;
}

/* Reports misread who speaks: one takes for both what the other gives to one, or, of one text, to somebody else. */
static double speakers_alike(const ro_said *x, const ro_said *y, bool one_text) {
  if (ro_same_speakers(x, y)) return 1;
  if (x->speakers.len == 0 || y->speakers.len == 0) return UNKNOWN_SPEAKERS;
  if (ro_values_shared(&x->speakers, &y->speakers) > 0) return SHARED_SPEAKERS;
  return one_text ? OTHER_SPEAKERS : 0;
}

/* What is to be done, what is held, what is so, what was merely spoken of. */
static int act_family(ro_act act) {
  switch (act) {
    case RO_COMMITMENT:
    case RO_CALL_FOR:
    case RO_ANNOUNCEMENT:
      return 0;
    case RO_POSITION:
    case RO_EXPRESSION:
      return 1;
    case RO_ASSESSMENT:
    case RO_INFORM:
      return 2;
    default:
      return 3;
  }
}

/* Different readings give the same words neighbouring acts; what is told as done is not what is promised. */
static double acts_alike(const ro_clause *x, const ro_clause *y) {
  int a = act_family(x->act), b = act_family(y->act);
  if (x->act == y->act) return 1;
  if (a == b) return 0.95;
  if (a == 3 || b == 3) return 0.7;
  return a + b == 2 ? 0.65 : 0.92;
}

/* `shared`: of their words. */
static double content_of(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y, double shared,
                         bool one_text) {
  double speakers = speakers_alike(x, y, one_text);
  double least = x->bag.total < y->bag.total ? x->bag.total : y->bag.total;
  if (speakers <= 0 || least <= 0) return 0;
  double alike = (1 - SMALLER_SHARE) * 2 * shared / (x->bag.total + y->bag.total) + SMALLER_SHARE * shared / least;
  if (ro_values_shared(&x->names, &y->names) > 0) alike += NAME_BONUS * (1 - alike);
  const ro_clause *left = clause_of(a, x), *right = clause_of(b, y);
  alike *= acts_alike(left, right) * speakers;
  if (x->numbers.len > 0 && y->numbers.len > 0 && ro_values_shared(&x->numbers, &y->numbers) == 0) alike *= NUMBERS_APART;
  if (left->stance && right->stance && left->stance != right->stance) alike *= 0.4;
  if (left->negated != right->negated) alike *= 0.85;
  return alike < 1 ? alike : 1;
}

double ro_said_alike(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y, bool one_text) {
  return content_of(a, x, b, y, ro_bag_shared(&x->bag, &y->bag), one_text);
}

static bool is_agreed(const ro_clause *clause) {
  return clause->act == RO_COMMITMENT && ro_slice_equal(clause->strength, RO_LIT("agreed"));
}

/* Nothing that is asked of somebody, or felt, is so or not. */
static bool may_be_denied(const ro_clause *clause) {
  return clause->act != RO_CALL_FOR && clause->act != RO_EXPRESSION && clause->act != RO_ASSESSMENT && !clause->hypothetical;
}

bool ro_said_denied(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y) {
  const ro_clause *left = clause_of(a, x), *right = clause_of(b, y);
  bool turned =
      (x->polarity == RO_AFFIRMED && y->polarity == RO_DENIED) || (x->polarity == RO_DENIED && y->polarity == RO_AFFIRMED);
  double least = x->bag.total < y->bag.total ? x->bag.total : y->bag.total;
  if (!turned || least < DENIED_LEAST || !may_be_denied(left) || !may_be_denied(right)) return false;
  if (!ro_values_equal(&x->denials, &y->denials)) return false; /* "will not recognize", "refuses to recognize" */
  bool speak =
      ro_same_speakers(x, y) || ro_values_shared(&x->speakers, &y->speakers) > 0 || x->speakers.len == 0 || y->speakers.len == 0;
  if (!speak && !(is_agreed(left) && is_agreed(right))) return false;
  double all = x->bag.total + y->bag.total;
  bool agree = is_agreed(left) && is_agreed(right);
  double shared = agree ? ro_bag_shared(&x->bag, &y->bag) : ro_bag_shared_words(&x->bag, &y->bag);
  return shared >= (agree ? AGREED_SHARE : DENIED_SHARE) * least && 2 * shared >= (agree ? AGREED_DICE : DENIED_DICE) * all;
}

typedef struct table {
  const ro_prepared *a, *b;
  bool one_text;
  ro_indexes rows, columns; /* said indexes */
  double *shared;           /* weight of the words that each pair shares, row by row */
  double *content;
  size_t *anchor;           /* by row: its column, or RO_NONE */
  size_t *anchor_of_column; /* the same by column */
} table;

static void said_of(const ro_prepared *p, size_t meeting, ro_indexes *out, ro_arena *arena) {
  for (size_t i = 0; i < p->said.len; i++) {
    if (meeting == RO_NONE || p->said.at[i].meeting == meeting) RO_PUSH(arena, out, i);
  }
}

static size_t best_column(const table *t, size_t row) {
  size_t best = RO_NONE;
  for (size_t j = 0; j < t->columns.len; j++) {
    if (best == RO_NONE || t->content[row * t->columns.len + j] > t->content[row * t->columns.len + best]) best = j;
  }
  return best;
}

static size_t best_row(const table *t, size_t column) {
  size_t best = RO_NONE;
  for (size_t i = 0; i < t->rows.len; i++) {
    if (best == RO_NONE || t->content[i * t->columns.len + column] > t->content[best * t->columns.len + column]) best = i;
  }
  return best;
}

static void find_anchors(table *t, ro_arena *arena) {
  t->anchor = RO_NEW_ARRAY(arena, size_t, t->rows.len + 1);
  t->anchor_of_column = RO_NEW_ARRAY(arena, size_t, t->columns.len + 1);
  for (size_t j = 0; j < t->columns.len; j++) t->anchor_of_column[j] = RO_NONE;
  for (size_t i = 0; i < t->rows.len; i++) {
    size_t j = best_column(t, i);
    bool is_anchor = j != RO_NONE && t->content[i * t->columns.len + j] >= ANCHOR && best_row(t, j) == i;
    t->anchor[i] = is_anchor ? j : RO_NONE;
    if (is_anchor) t->anchor_of_column[j] = i;
  }
}

static size_t gap(size_t a, size_t b) {
  return a > b ? a - b : b - a;
}

/* The side of a table that an alignment is looked at from: each place's partner on the other side, or RO_NONE. */
typedef struct sight {
  const size_t *partner;
  size_t n, n_other;
} sight;

/*
 * How well place i of one side and place j of the other stand alike: 1 where both follow, or both precede, an anchor pair at the
 * same distance, less with every clause of difference; anchors are those next to i.
 */
static double place_from(sight s, size_t i, size_t j) {
  size_t before = RO_NONE, after = RO_NONE;
  for (size_t k = i; k-- > 0 && before == RO_NONE;) {
    if (s.partner[k] != RO_NONE) before = k;
  }
  for (size_t k = i + 1; k < s.n && after == RO_NONE; k++) {
    if (s.partner[k] != RO_NONE) after = k;
  }
  double sum = 0;
  if (before != RO_NONE && s.partner[before] < j) sum += 1.0 / (1 + (double)gap(i - before, j - s.partner[before]));
  if (after != RO_NONE && s.partner[after] > j) sum += 1.0 / (1 + (double)gap(after - i, s.partner[after] - j));
  if (before == RO_NONE && i == j) sum += 0.5;
  if (after == RO_NONE && s.n - i == s.n_other - j) sum += 0.5;
  return sum / 2;
}

/* The same from both sides, so that it does not matter which report is called the first. */
static double same_place(const table *t, size_t i, size_t j) {
  sight rows = {t->anchor, t->rows.len, t->columns.len}, columns = {t->anchor_of_column, t->columns.len, t->rows.len};
  return (place_from(rows, i, j) + place_from(columns, j, i)) / 2;
}

static bool taken(const table *t, size_t i, size_t j) {
  return t->anchor[i] != RO_NONE ? t->anchor[i] != j : t->anchor_of_column[j] != RO_NONE;
}

/* Whether the other report says it where no clause was read. */
static bool is_unread(const ro_said *said, const ro_prepared *other) {
  for (size_t i = 0; i < other->units.len; i++) {
    if (said->bag.total > 0 && ro_bag_shared(&said->bag, &other->units.at[i].unread) >= UNREAD * said->bag.total) return true;
  }
  return false;
}

/* -- what a pair has in common ------------------------------------------------------------------------------------------- */

/* A clause, and what of it every pair needs. */
typedef struct side {
  const ro_said *said;
  double mean[RO_VECTOR_DIMS]; /* of its words' vectors, of length 1 or 0 */
  size_t unit;                 /* the sentence that it stands in, or RO_NONE */
  bool unread;
} side;

static void mean_vector(const ro_bag *bag, double mean[RO_VECTOR_DIMS]) {
  double length = 0;
  for (size_t i = 0; i < bag->features.len; i++) {
    const ro_feature *feature = &bag->features.at[i];
    for (size_t k = 0; feature->vector && k < RO_VECTOR_DIMS; k++) mean[k] += feature->weight * feature->vector[k];
  }
  for (size_t k = 0; k < RO_VECTOR_DIMS; k++) length += mean[k] * mean[k];
  for (size_t k = 0; k < RO_VECTOR_DIMS && length > 0; k++) mean[k] /= sqrt(length);
}

static size_t unit_of(const ro_prepared *p, const ro_said *said) {
  for (size_t i = 0; i < p->units.len; i++)
    if (p->units.at[i].span.start <= said->span.start && said->span.start < p->units.at[i].span.end) return i;
  return RO_NONE;
}

static side *sides_of(const ro_prepared *p, const ro_indexes *said, const ro_prepared *other, ro_arena *arena) {
  side *sides = RO_NEW_ARRAY(arena, side, said->len + 1);
  for (size_t i = 0; i < said->len; i++) {
    sides[i].said = &p->said.at[said->at[i]];
    mean_vector(&sides[i].said->bag, sides[i].mean);
    sides[i].unit = unit_of(p, sides[i].said);
    sides[i].unread = is_unread(sides[i].said, other);
  }
  return sides;
}

static void compare_words(const ro_said *x, const ro_said *y, double shared, double of[RO_AFFINITIES]) {
  double sum = x->bag.total + y->bag.total, least = x->bag.total < y->bag.total ? x->bag.total : y->bag.total;
  double most = sum - least;
  of[RO_AFFINITY_ALL] = 1;
  of[RO_AFFINITY_DICE] = sum > 0 ? 2 * shared / sum : 0;
  of[RO_AFFINITY_SMALLER] = least > 0 ? shared / least : 0;
  of[RO_AFFINITY_LARGER] = most > 0 ? shared / most : 0;
  of[RO_AFFINITY_WEIGHT] = log1p(shared);
  of[RO_AFFINITY_LENGTHS] = least > 0 ? log(most / least) : 0;
  of[RO_AFFINITY_NAMES] = ro_values_shared(&x->names, &y->names) > 0;
  of[RO_AFFINITY_NAMES_APART] = x->names.len > 0 && y->names.len > 0 && of[RO_AFFINITY_NAMES] == 0;
  of[RO_AFFINITY_NUMBERS] = ro_values_shared(&x->numbers, &y->numbers) > 0;
  of[RO_AFFINITY_NUMBERS_APART] = x->numbers.len > 0 && y->numbers.len > 0 && of[RO_AFFINITY_NUMBERS] == 0;
}

static void compare_readings(const table *t, const ro_said *x, const ro_said *y, double of[RO_AFFINITIES]) {
  const ro_clause *left = clause_of(t->a, x), *right = clause_of(t->b, y);
  of[RO_AFFINITY_ACT] = left->act == right->act;
  of[RO_AFFINITY_ACT_FAR] = act_family(left->act) != act_family(right->act);
  of[RO_AFFINITY_DONE] = act_family(left->act) + act_family(right->act) == 2 && of[RO_AFFINITY_ACT_FAR] > 0;
  of[RO_AFFINITY_SPEAKERS] = ro_same_speakers(x, y);
  of[RO_AFFINITY_SPEAKERS_NONE] = x->speakers.len == 0 || y->speakers.len == 0;
  of[RO_AFFINITY_SPEAKERS_SOME] = of[RO_AFFINITY_SPEAKERS] == 0 && ro_values_shared(&x->speakers, &y->speakers) > 0;
  of[RO_AFFINITY_OPPOSED] = left->stance && right->stance && left->stance != right->stance;
  of[RO_AFFINITY_DENIED] = left->negated != right->negated;
}

/* 0 outside the table. */
static double content_at(const table *t, size_t i, size_t j) {
  return i < t->rows.len && j < t->columns.len ? t->content[i * t->columns.len + j] : 0;
}

static double best_other_column(const table *t, size_t i, size_t j) {
  double best = 0;
  for (size_t k = 0; k < t->columns.len; k++)
    if (k != j) best = fmax(best, content_at(t, i, k));
  return best;
}

static double best_other_row(const table *t, size_t i, size_t j) {
  double best = 0;
  for (size_t k = 0; k < t->rows.len; k++)
    if (k != i) best = fmax(best, content_at(t, k, j));
  return best;
}

static void compare_places(const table *t, size_t i, size_t j, double of[RO_AFFINITIES]) {
  double own = content_at(t, i, j), row = best_other_column(t, i, j), column = best_other_row(t, i, j);
  double best = fmax(row, column);
  of[RO_AFFINITY_CONTENT] = own;
  of[RO_AFFINITY_SQUARE] = own * own;
  of[RO_AFFINITY_PLACE] = same_place(t, i, j);
  of[RO_AFFINITY_PLACE_SQUARE] = of[RO_AFFINITY_PLACE] * of[RO_AFFINITY_PLACE];
  of[RO_AFFINITY_PLACE_ALONE] = of[RO_AFFINITY_PLACE] * (1 - fmax(own, best));
  of[RO_AFFINITY_TAKEN] = taken(t, i, j);
  of[RO_AFFINITY_OUT] = fmax(own - best, 0);
  of[RO_AFFINITY_BEHIND] = fmax(best - own, 0);
  of[RO_AFFINITY_BEST] = own <= 0 ? 0 : ((own >= row) + (own >= column)) / 2.0;
  of[RO_AFFINITY_NEAR] = fmax(i > 0 && j > 0 ? content_at(t, i - 1, j - 1) : 0, content_at(t, i + 1, j + 1));
}

/* Dice of the sentences that two clauses stand in: worked out once for each two sentences. */
static double sentences_alike(const table *t, const side *x, const side *y, double *known) {
  if (x->unit == RO_NONE || y->unit == RO_NONE) return 0;
  double *dice = &known[x->unit * t->b->units.len + y->unit];
  if (*dice < 0) *dice = ro_bag_dice(&t->a->units.at[x->unit].bag, &t->b->units.at[y->unit].bag);
  return *dice;
}

static double vectors_alike(const side *x, const side *y) {
  double sum = 0;
  for (size_t k = 0; k < RO_VECTOR_DIMS; k++) sum += x->mean[k] * y->mean[k];
  return sum;
}

static void measure(table *t, double *affinities, ro_arena *arena) {
  size_t n = t->columns.len, units = t->a->units.len * t->b->units.len;
  const side *rows = sides_of(t->a, &t->rows, t->b, arena), *columns = sides_of(t->b, &t->columns, t->a, arena);
  double *known = RO_NEW_ARRAY(arena, double, units + 1);
  for (size_t k = 0; k < units; k++) known[k] = -1;
  for (size_t i = 0; i < t->rows.len; i++)
    for (size_t j = 0; j < n; j++) {
      double *of = &affinities[(i * n + j) * RO_AFFINITIES];
      compare_words(rows[i].said, columns[j].said, t->shared[i * n + j], of);
      compare_readings(t, rows[i].said, columns[j].said, of);
      compare_places(t, i, j, of);
      of[RO_AFFINITY_VECTORS] = vectors_alike(&rows[i], &columns[j]);
      of[RO_AFFINITY_SENTENCES] = sentences_alike(t, &rows[i], &columns[j], known);
      of[RO_AFFINITY_UNREAD] = rows[i].unread || columns[j].unread;
    }
}

/* One affirms and one denies, and they share too little for a denial that the other report words as an act: "refuses". */
static bool are_apart(const table *t, size_t i, size_t j, double content) {
  const ro_said *x = &t->a->said.at[t->rows.at[i]], *y = &t->b->said.at[t->columns.at[j]];
  return content < TURNED && x->polarity != RO_EITHER && y->polarity != RO_EITHER && x->polarity != y->polarity;
}

/* Who renders a text anew keeps its order and leaves little out: what stands between the same clauses is one statement, though
 * it have no word in common, unless its partner was not read. */
static double by_order(const double of[RO_AFFINITIES]) {
  double content = of[RO_AFFINITY_CONTENT];
  bool free = of[RO_AFFINITY_TAKEN] == 0 && of[RO_AFFINITY_UNREAD] == 0;
  return free ? content + PLACE * of[RO_AFFINITY_PLACE] * (1 - content) : 0;
}

void ro_align_measure(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text,
                      ro_alignment_table *out, ro_arena *arena) {
  const ro_affinity_weights *weights = &a->lexicon->affinity;
  table t = {.a = a, .b = b, .one_text = one_text};
  said_of(a, meeting_a, &t.rows, arena);
  said_of(b, meeting_b, &t.columns, arena);
  size_t n = t.rows.len * t.columns.len;
  *out = (ro_alignment_table){t.rows, t.columns, RO_NEW_ARRAY(arena, double, n *RO_AFFINITIES + 1),
                              RO_NEW_ARRAY(arena, double, n + 1)};
  if (n == 0) return;
  t.shared = RO_NEW_ARRAY(arena, double, n);
  t.content = RO_NEW_ARRAY(arena, double, n);
  for (size_t k = 0; k < n; k++) {
    const ro_said *x = &a->said.at[t.rows.at[k / t.columns.len]], *y = &b->said.at[t.columns.at[k % t.columns.len]];
    t.shared[k] = ro_bag_shared(&x->bag, &y->bag);
    t.content[k] = content_of(a, x, b, y, t.shared[k], one_text);
  }
  find_anchors(&t, arena);
  measure(&t, out->affinities, arena);
  for (size_t k = 0; k < n; k++) {
    const double *of = &out->affinities[k * RO_AFFINITIES];
    double likely = ro_likely(weights, of, one_text);
    out->score[k] = one_text ? fmax(likely, by_order(of)) : SHY * likely;
    if (!one_text && are_apart(&t, k / t.columns.len, k % t.columns.len, t.content[k])) out->score[k] = 0;
  }
}

void ro_align(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text, ro_alignment *out,
              ro_arena *arena) {
  ro_alignment_table t;
  ro_align_measure(a, meeting_a, b, meeting_b, one_text, &t, arena);
  for (size_t i = 0; i < t.rows.len; i++)
    for (size_t j = 0; j < t.columns.len; j++) {
      double score = t.score[i * t.columns.len + j];
      if (score >= UNLIKELY) RO_PUSH(arena, out, ((ro_aligned){t.rows.at[i], t.columns.at[j], score}));
    }
}
