/* Reports that are about one matter: candidates by pairs of rare terms, average link within what they connect, like events told
 * apart. */
#include <stdlib.h>

#include "event/dendrogram.h"
#include "event/keyed.h"
#include "event/settling.h"
#include "event/split.h"

#define KEY_TERMS 10      /* of title and lead that say most: each pair of them is a key */
#define KEYS_A_MEMBER 90  /* of two windows */
#define MUCH_ALIKE 0.35   /* how alike two reports are of which one takes somebody else for a party */
#define FAR_SHARE 0.3     /* published far apart, two reports need far more in common to be held by others */
#define MOST_REPORTS 1000 /* of a family; a larger one is held together by stronger ties only */
#define STRONGER 0.05

typedef struct tie {
  size_t a, b; /* indexes into topical.members, a < b */
  double alike;
} tie;

typedef struct topical {
  ro_settling *s;
  ro_indexes members; /* representatives that have terms */
  ro_day *published;
  RO_ARRAY(tie) ties;
  RO_ARRAY(ro_indexes) families; /* indexes into members */
} topical;

/* -- likeness --------------------------------------------------------------------------------------------------------- */

static const ro_terms *terms_of(const topical *t, size_t i) {
  return &ro_settling_prepared(t->s, t->members.at[i])->terms;
}

static bool are_far(const topical *t, size_t i, size_t k) {
  ro_day a = t->published[i], b = t->published[k];
  if (!ro_day_is_full(a) || !ro_day_is_full(b)) return false;
  int64_t days = ro_day_number(a) - ro_day_number(b);
  return days > RO_MATTER_DAYS || days < -RO_MATTER_DAYS;
}

static double alike(const topical *t, size_t i, size_t k) {
  double share = ro_terms_alike(terms_of(t, i), terms_of(t, k));
  return are_far(t, i, k) ? share * FAR_SHARE : share;
}

static void find_members(topical *t) {
  ro_settling *s = t->s;
  for (size_t m = 0; m < s->n_members; m++)
    if (s->same[m] == m && ro_settling_prepared(s, m)->terms.len > 0) RO_PUSH(s->arena, &t->members, m);
  t->published = RO_NEW_ARRAY(s->arena, ro_day, t->members.len + 1);
  for (size_t i = 0; i < t->members.len; i++)
    t->published[i] = ro_day_parse(ro_settling_findings(s, t->members.at[i])->report.published);
}

/* -- candidates ------------------------------------------------------------------------------------------------------- */

static int by_weight(const void *a, const void *b) {
  const ro_term *left = a, *right = b;
  if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
  return (left->stem > right->stem) - (left->stem < right->stem);
}

static int by_value(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

/* The stems of title and lead that say most of a report, in order. */
static size_t key_terms(const ro_terms *terms, uint64_t *out, ro_arena *arena) {
  ro_terms leading = {0};
  for (size_t i = 0; i < terms->len; i++)
    if (terms->at[i].leads) RO_PUSH(arena, &leading, terms->at[i]);
  if (leading.len > 1) qsort(leading.at, leading.len, sizeof *leading.at, by_weight);
  size_t n = leading.len < KEY_TERMS ? leading.len : KEY_TERMS;
  for (size_t i = 0; i < n; i++) out[i] = leading.at[i].stem;
  if (n > 1) qsort(out, n, sizeof *out, by_value);
  return n;
}

static bool tells_official(const ro_settling *s, size_t member) {
  for (size_t i = s->first_node[member]; i < s->first_node[member + 1]; i++)
    if (ro_meeting_is_official(ro_settling_findings(s, member), ro_settling_meeting(s, i))) return true;
  return false;
}

/* Do they tell of meetings of one day with a party in common? One of them may take somebody else for the other. */
static bool may_misread(const ro_settling *s, size_t a, size_t b) {
  for (size_t i = s->first_node[a]; i < s->first_node[a + 1]; i++)
    for (size_t k = s->first_node[b]; ro_settling_meeting(s, i)->told && k < s->first_node[b + 1]; k++) {
      const ro_node *left = &s->nodes.at[i], *right = &s->nodes.at[k];
      if (!ro_settling_meeting(s, k)->told || ro_values_shared(&left->countries, &right->countries) == 0) continue;
      if (ro_day_compare(left->day, right->day) <= RO_DAY_FITS) return true;
    }
  return false;
}

/* Do both tell of official meetings, none of which may be one? Such reports are alike whatever they are about, so that each would
 * hang on each. */
static bool meet_apart(const ro_settling *s, size_t a, size_t b, double alike) {
  if (!tells_official(s, a) || !tells_official(s, b) || ro_settling_one_event(s, a, b) != RO_EVENTS_APART) return false;
  const ro_terms *left = &ro_settling_prepared(s, a)->terms, *right = &ro_settling_prepared(s, b)->terms;
  return alike < MUCH_ALIKE || ro_terms_alike_beside_names(left, right) < MUCH_ALIKE || !may_misread(s, a, b);
}

/* The keys of a report. */
static ro_values matter_keys(const topical *t, size_t i) {
  ro_values keys = {0};
  uint64_t stems[KEY_TERMS];
  size_t n = key_terms(terms_of(t, i), stems, t->s->scratch);
  for (size_t a = 0; a < n; a++)
    for (size_t b = a + 1; b < n; b++) {
      uint64_t key[2] = {stems[a], stems[b]};
      RO_PUSH(t->s->scratch, &keys, ro_kept_key_of(ro_hash((ro_slice){(const char *)key, sizeof key}, 9), RO_KEPT_OF_MATTER));
    }
  return keys;
}

/* Two share a window where they were published within days of one another, or where neither says when. */
static void put_windows(const topical *t, ro_keyed *keyed, size_t i) {
  ro_matter_windows windows = ro_matter_windows_of(ro_day_is_full(t->published[i]) ? ro_day_number(t->published[i]) : RO_NO_DAY);
  ro_values keys = matter_keys(t, i);
  for (size_t k = 0; k < keys.len; k++)
    for (size_t w = 0; w < windows.n; w++) ro_keyed_put_in(keyed, keys.at[k], windows.low[w], i, false);
  ro_arena_clear(t->s->scratch);
}

/* Reports that do not say when they were published with those that do. */
static void put_any_day(const topical *t, ro_keyed *keyed, bool dated) {
  for (size_t i = 0; i < t->members.len; i++) {
    if (!ro_keyed_asks(keyed, i) || ro_day_is_full(t->published[i]) != dated) continue;
    ro_values keys = matter_keys(t, i);
    for (size_t k = 0; k < keys.len; k++) ro_keyed_put_in(keyed, keys.at[k], RO_ANY_DAY, i, dated);
    ro_arena_clear(t->s->scratch);
  }
}

static void put_keys(const topical *t, ro_keyed *keyed, bool any_undated) {
  for (size_t i = 0; i < t->members.len; i++)
    if (ro_keyed_asks(keyed, i)) put_windows(t, keyed, i);
  if (any_undated) put_any_day(t, keyed, false);
  if (any_undated) put_any_day(t, keyed, true);
}

/* Are two of one matter? Those published far apart are none, so that a report need not be compared with those of all years. */
static bool are_tied(const topical *t, tie *found) {
  if (are_far(t, found->a, found->b)) return false;
  found->alike = alike(t, found->a, found->b);
  return found->alike >= RO_ONE_MATTER && !meet_apart(t->s, t->members.at[found->a], t->members.at[found->b], found->alike);
}

static void find_ties(topical *t) {
  ro_settling *s = t->s;
  ro_keyed keyed;
  ro_keyed_init(&keyed, s->arena);
  bool any_undated = false;
  for (size_t i = 0; i < t->members.len; i++) any_undated = any_undated || !ro_day_is_full(t->published[i]);
  if (ro_settle_keys(s, &keyed, t->members.at, t->members.len, KEYS_A_MEMBER)) put_keys(t, &keyed, any_undated);
  ro_keyed_gathered(&keyed);
  put_keys(t, &keyed, any_undated);
  ro_settle_keys_put(s, &keyed);
  ro_couples couples = ro_keyed_couples(&keyed);
  for (size_t i = 0; i < couples.len; i++) {
    tie found = {couples.at[i].a, couples.at[i].b, 0};
    if (are_tied(t, &found)) RO_PUSH(s->arena, &t->ties, found);
  }
}

/* -- families: what ties connect -------------------------------------------------------------------------------------- */

static void join_ties(topical *t, const ro_indexes *among, double least) {
  ro_arena *arena = t->s->arena;
  bool *is_among = RO_NEW_ARRAY(arena, bool, t->members.len + 1);
  size_t *set = ro_sets(t->members.len, arena), *family_of = RO_NEW_ARRAY(arena, size_t, t->members.len + 1);
  RO_ARRAY(ro_indexes) families = {0};
  for (size_t i = 0; i < among->len; i++) is_among[among->at[i]] = true;
  for (size_t k = 0; k < t->ties.len; k++)
    if (t->ties.at[k].alike >= least && is_among[t->ties.at[k].a] && is_among[t->ties.at[k].b])
      ro_set_join(set, t->ties.at[k].a, t->ties.at[k].b);
  for (size_t i = 0; i < among->len; i++) {
    size_t root = ro_set_of(set, among->at[i]);
    if (root == among->at[i]) {
      family_of[root] = families.len;
      RO_PUSH(arena, &families, ((ro_indexes){0}));
    }
    RO_PUSH(arena, &families.at[family_of[root]], among->at[i]);
  }
  for (size_t f = 0; f < families.len; f++) {
    if (families.at[f].len > MOST_REPORTS && least < 1) {
      join_ties(t, &families.at[f], least + STRONGER);
    } else {
      RO_PUSH(arena, &t->families, families.at[f]);
    }
  }
}

/* -- topics ----------------------------------------------------------------------------------------------------------- */

static void add_topic(topical *t, const ro_indexes *members) {
  ro_settling *s = t->s;
  ro_indexes topic = {0};
  for (size_t i = 0; i < members->len; i++) {
    size_t member = t->members.at[members->at[i]];
    s->topic_of[member] = s->topics.len;
    RO_PUSH(s->arena, &topic, member);
  }
  RO_PUSH(s->arena, &s->topics, topic);
}

static void part_topic(topical *t, const ro_indexes *members) {
  ro_settling *s = t->s;
  const ro_terms **terms = RO_NEW_ARRAY(s->scratch, const ro_terms *, members->len);
  bool *second = RO_NEW_ARRAY(s->scratch, bool, members->len);
  for (size_t i = 0; i < members->len; i++) terms[i] = terms_of(t, members->at[i]);
  if (!ro_split(terms, members->len, second, s->scratch)) {
    add_topic(t, members);
    return;
  }
  ro_indexes parts[2] = {{0}, {0}};
  for (size_t i = 0; i < members->len; i++) RO_PUSH(s->arena, &parts[second[i]], members->at[i]);
  part_topic(t, &parts[0]); /* each part is smaller: the depth is bounded by the family's size */
  part_topic(t, &parts[1]);
}

/* Cuts the tree of a family where what it joins is less alike than reports of one matter are. */
static void cut_family(topical *t, const ro_indexes *family) {
  ro_settling *s = t->s;
  size_t n = family->len;
  double *table = RO_NEW_ARRAY(s->scratch, double, n *n);
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n; k++) table[i * n + k] = table[k * n + i] = alike(t, family->at[i], family->at[k]);
  const ro_join *joins = ro_dendrogram(table, n, s->scratch);
  ro_indexes open = {0};
  RO_PUSH(s->scratch, &open, n > 1 ? 2 * n - 2 : 0);
  while (open.len > 0) {
    size_t node = open.at[--open.len];
    if (node >= n && joins[node - n].alike < RO_ONE_MATTER) {
      RO_PUSH(s->scratch, &open, joins[node - n].b);
      RO_PUSH(s->scratch, &open, joins[node - n].a);
      continue;
    }
    ro_indexes leaves = {0}, members = {0};
    ro_dendrogram_leaves(joins, n, node, &leaves, s->scratch);
    for (size_t i = 0; i < leaves.len; i++) RO_PUSH(s->arena, &members, family->at[leaves.at[i]]);
    part_topic(t, &members);
  }
  ro_arena_clear(s->scratch);
}

bool ro_topic_tied(ro_settling *s, size_t a, size_t b) {
  topical t = {.s = s};
  tie found = {RO_NONE, RO_NONE, 0};
  find_members(&t);
  for (size_t i = 0; i < t.members.len; i++) {
    if (t.members.at[i] == a) found.a = i;
    if (t.members.at[i] == b) found.b = i;
  }
  return found.a != RO_NONE && found.b != RO_NONE && are_tied(&t, &found);
}

ro_couples ro_topic_ties(ro_settling *s) {
  topical t = {.s = s};
  ro_couples out = {0};
  find_members(&t);
  if (t.members.len > 0) find_ties(&t);
  for (size_t i = 0; i < t.ties.len; i++)
    RO_PUSH(s->arena, &out, ((ro_couple){t.members.at[t.ties.at[i].a], t.members.at[t.ties.at[i].b]}));
  return out;
}

void ro_settle_topics(ro_settling *s) {
  topical t = {.s = s};
  ro_indexes all = {0};
  s->topic_of = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t m = 0; m < s->n_members; m++) s->topic_of[m] = RO_NONE;
  find_members(&t);
  if (t.members.len == 0) return;
  find_ties(&t);
  for (size_t i = 0; i < t.members.len; i++) RO_PUSH(s->arena, &all, i);
  join_ties(&t, &all, RO_ONE_MATTER);
  for (size_t f = 0; f < t.families.len; f++) cut_family(&t, &t.families.at[f]);
}
