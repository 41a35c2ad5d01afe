#include "event/align.h"

#define ANCHOR 0.5          /* content that makes two clauses anchors when they are each other's best */
#define LEAST 0.06          /* content below which only the place could speak for a pair */
#define PLACE_ONE_TEXT 0.42 /* what a clause's place among the anchors adds at most */
#define PLACE 0.12
#define UNREAD 0.6  /* share of a clause's words that an unread part of the other report has: its partner was not read */
#define MUTUAL 0.25 /* content from which on two clauses that are each other's best by far are more alike than their words */
#define MUTUAL_GAP 0.1
#define MUTUAL_BONUS 0.06
#define DENIED_SHARE \
  0.6 /* of the smaller of two clauses, and Dice, that make them of one matter that one affirms and one denies */
#define DENIED_DICE 0.6
#define AGREED_SHARE 0.5 /* the same where both speak of agreeing, other words of the same meaning counted too */
#define AGREED_DICE 0.4
#define DENIED_LEAST 1.8 /* weight of a clause that says what it is about */
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

double ro_said_alike(const ro_prepared *a, const ro_said *x, const ro_prepared *b, const ro_said *y, bool one_text) {
  double speakers = speakers_alike(x, y, one_text);
  double least = x->bag.total < y->bag.total ? x->bag.total : y->bag.total;
  if (speakers <= 0 || least <= 0) return 0;
  double shared = ro_bag_shared(&x->bag, &y->bag);
  double alike = (1 - SMALLER_SHARE) * 2 * shared / (x->bag.total + y->bag.total) + SMALLER_SHARE * shared / least;
  if (ro_values_shared(&x->names, &y->names) > 0) alike += NAME_BONUS * (1 - alike);
  const ro_clause *left = clause_of(a, x), *right = clause_of(b, y);
  alike *= acts_alike(left, right) * speakers;
  if (x->numbers.len > 0 && y->numbers.len > 0 && ro_values_shared(&x->numbers, &y->numbers) == 0) alike *= NUMBERS_APART;
  if (left->stance && right->stance && left->stance != right->stance) alike *= 0.4;
  if (left->negated != right->negated) alike *= 0.85;
  return alike < 1 ? alike : 1;
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
  ro_indexes rows, columns; /* said indexes */
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

/* By how much a pair stands out among what either of the two could be paired with: 0 where it does not. */
static double stands_out(const table *t, size_t i, size_t j) {
  double own = t->content[i * t->columns.len + j], next = 0;
  for (size_t k = 0; k < t->columns.len; k++)
    if (k != j && t->content[i * t->columns.len + k] > next) next = t->content[i * t->columns.len + k];
  for (size_t k = 0; k < t->rows.len; k++)
    if (k != i && t->content[k * t->columns.len + j] > next) next = t->content[k * t->columns.len + j];
  return own > next ? own - next : 0;
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

static bool *unread_of(const ro_prepared *p, const ro_indexes *said, const ro_prepared *other, ro_arena *arena) {
  bool *unread = RO_NEW_ARRAY(arena, bool, said->len + 1);
  for (size_t i = 0; i < said->len; i++) unread[i] = is_unread(&p->said.at[said->at[i]], other);
  return unread;
}

void ro_align(const ro_prepared *a, size_t meeting_a, const ro_prepared *b, size_t meeting_b, bool one_text, ro_alignment *out,
              ro_arena *arena) {
  table t = {0};
  said_of(a, meeting_a, &t.rows, arena);
  said_of(b, meeting_b, &t.columns, arena);
  if (t.rows.len == 0 || t.columns.len == 0) return;
  t.content = RO_NEW_ARRAY(arena, double, t.rows.len *t.columns.len);
  for (size_t i = 0; i < t.rows.len; i++) {
    for (size_t j = 0; j < t.columns.len; j++)
      t.content[i * t.columns.len + j] = ro_said_alike(a, &a->said.at[t.rows.at[i]], b, &b->said.at[t.columns.at[j]], one_text);
  }
  find_anchors(&t, arena);
  const bool *unread_a = unread_of(a, &t.rows, b, arena), *unread_b = unread_of(b, &t.columns, a, arena);
  for (size_t i = 0; i < t.rows.len; i++) {
    for (size_t j = 0; j < t.columns.len; j++) {
      double content = t.content[i * t.columns.len + j];
      const ro_said *x = &a->said.at[t.rows.at[i]], *y = &b->said.at[t.columns.at[j]];
      bool speak = ro_same_speakers(x, y);
      if (content < LEAST && !(speak && one_text)) continue;
      double place = taken(&t, i, j) ? 0 : same_place(&t, i, j);
      double most = one_text && !unread_a[i] && !unread_b[j] ? PLACE_ONE_TEXT : PLACE;
      double score = content + most * place * (1 - content);
      double gap_to_next = content >= MUTUAL ? stands_out(&t, i, j) : 0;
      score += MUTUAL_BONUS * (gap_to_next < MUTUAL_GAP ? gap_to_next / MUTUAL_GAP : 1) * (1 - score);
      RO_PUSH(arena, out, ((ro_aligned){t.rows.at[i], t.columns.at[j], content, score}));
    }
  }
}
