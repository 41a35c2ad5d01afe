#include <stdlib.h>

#include "event/decided.h"
#include "event/grounds.h"

#define BY_THIRD 0.5 /* share of the one in the other */

/* -- what a third report says about how two relate ------------------------------------------------------------------ */

/* The report that `member` comes from and is closest to, or RO_NONE. */
static size_t source_of(const ro_settling *s, size_t member, double *literal) {
  size_t source = RO_NONE;
  *literal = 0;
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    bool from_b = link->a == member && link->result.direction == RO_A_FROM_B;
    bool from_a = link->b == member && link->result.direction == RO_B_FROM_A;
    if (link->result.kind == RO_INDEPENDENT || (!from_a && !from_b)) continue;
    if (source != RO_NONE && link->result.literal <= *literal) continue;
    source = from_b ? link->b : link->a;
    *literal = link->result.literal;
  }
  return source;
}

/*
 * A report comes from its closest source. To another rendering of what that source renders it stands as its source does: where
 * A rewords B, and B and C render one text, A and C come from one text too, and A is not made from C.
 */
static void reconsider(ro_settling *s) {
  size_t *sources = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  double *literal = RO_NEW_ARRAY(s->arena, double, s->n_members + 1);
  for (size_t i = 0; i < s->n_members; i++) sources[i] = source_of(s, i, &literal[i]);
  for (size_t k = 0; k < s->links.len; k++) {
    ro_link *link = &s->links.at[k];
    bool from_b = link->result.direction == RO_A_FROM_B;
    if (link->result.kind != RO_PARAPHRASE || (!from_b && link->result.direction != RO_B_FROM_A)) continue;
    size_t made = from_b ? link->a : link->b, other = from_b ? link->b : link->a, source = sources[made];
    if (source == RO_NONE || source == other || link->result.literal >= literal[made]) continue;
    const ro_link *between = ro_settling_link(s, source, other);
    if (!between || between->result.kind != RO_SAME_ORIGIN) continue;
    link->result.kind = RO_SAME_ORIGIN;
    link->result.direction = RO_WAY_NONE;
    link->result.because = ro_arena_format(s->arena, "one rewords \"%.*s\", which renders the same text as the other",
                                           (int)s->members[source].id.len, s->members[source].id.ptr);
    ro_note_third(s, link, source, "one rewords a third report, which renders the same text as the other");
  }
}

/* How `other` stands to `of`, where one of the two comes from the other, or both from one text. */
typedef struct standing {
  ro_derived kind;
  bool is_made; /* `other` is made from `of` */
  bool is_source;
} standing;

static standing standing_of(const ro_settling *s, size_t of, size_t other) {
  const ro_link *link = ro_settling_link(s, of, other);
  if (!link) return (standing){RO_INDEPENDENT, false, false};
  ro_direction made = link->a == other ? RO_A_FROM_B : RO_B_FROM_A, source = link->a == other ? RO_B_FROM_A : RO_A_FROM_B;
  return (standing){link->result.kind, link->result.direction == made, link->result.direction == source};
}

/*
 * What A and B are to each other if both stand to a third as given. A copy stands to others as what it copies; two rewordings of
 * one text come from one text, and so does a rewording beside another rendering of it.
 */
static void relate(ro_link *link, standing a, standing b) {
  bool a_copies = a.kind == RO_NEAR_COPY && a.is_made, b_copies = b.kind == RO_NEAR_COPY && b.is_made;
  if (a_copies && b_copies) {
    link->result.kind = RO_NEAR_COPY;
    link->result.direction = RO_WAY_UNKNOWN;
  } else if (a_copies || b_copies) {
    standing rest = a_copies ? b : a;
    link->result.kind = rest.kind;
    link->result.direction = rest.kind == RO_SAME_ORIGIN ? RO_WAY_NONE : rest.is_made == a_copies ? RO_B_FROM_A : RO_A_FROM_B;
  } else if ((a.kind == RO_PARAPHRASE && a.is_made) || (b.kind == RO_PARAPHRASE && b.is_made)) {
    link->result.kind = RO_SAME_ORIGIN;
    link->result.direction = RO_WAY_NONE;
  }
}

/* Two reports that both stand to a third, and have much in common, are related by way of it, though by themselves they seem not.
 */
static void relate_by_thirds(ro_settling *s) {
  ro_indexes *related = RO_NEW_ARRAY(s->arena, ro_indexes, s->n_members + 1);
  for (size_t k = 0; k < s->links.len; k++) {
    if (s->links.at[k].result.kind == RO_INDEPENDENT) continue;
    RO_PUSH(s->arena, &related[s->links.at[k].a], s->links.at[k].b);
    RO_PUSH(s->arena, &related[s->links.at[k].b], s->links.at[k].a);
  }
  for (size_t k = 0; k < s->links.len; k++) {
    ro_link *link = &s->links.at[k];
    double most = link->result.coverage_a > link->result.coverage_b ? link->result.coverage_a : link->result.coverage_b;
    if (link->result.kind != RO_INDEPENDENT || link->decided || most < BY_THIRD) continue;
    for (size_t r = 0; r < related[link->a].len && link->result.kind == RO_INDEPENDENT; r++) {
      size_t t = related[link->a].at[r];
      standing a = standing_of(s, t, link->a), b = standing_of(s, t, link->b);
      if (a.kind == RO_INDEPENDENT || b.kind == RO_INDEPENDENT || a.is_source || b.is_source) continue;
      relate(link, a, b);
      if (link->result.kind != RO_INDEPENDENT)
        link->result.because =
            ro_arena_format(s->arena, "both come from \"%.*s\" or its text", (int)s->members[t].id.len, s->members[t].id.ptr);
      if (link->result.kind != RO_INDEPENDENT) ro_note_third(s, link, t, "both come from a third report, or from its text");
    }
  }
}

/* -- origins ---------------------------------------------------------------------------------------------------------- */

static bool is_derived(const ro_settling *s, size_t member) {
  double literal;
  return source_of(s, member, &literal) != RO_NONE;
}

static void note_root(const ro_settling *s, size_t *set, size_t root) {
  if (!s->trace) return;
  size_t before = s->trace->all.len;
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    size_t other = link->a == root ? link->b : link->a;
    if (link->result.kind == RO_INDEPENDENT || (link->a != root && link->b != root) ||
        ro_set_of(set, other) != ro_set_of(set, root))
      continue;
    ro_note_root(s, root, root, "it and another report come from one text, neither from the other");
    ro_note_report(s, other);
  }
  if (s->trace->all.len == before) ro_note_root(s, root, root, "nothing that was collected is its source");
  for (size_t c = 1; c < s->copies.at[root].len; c++)
    ro_note_root(s, root, s->copies.at[root].at[c], "it has the same words as the text that stands for it");
}

static void add_origin(ro_settling *s, size_t *set, size_t *origin_of, size_t root) {
  size_t first = ro_set_of(set, root);
  if (origin_of[first] == RO_NONE) {
    origin_of[first] = s->origins.len;
    RO_PUSH(s->arena, &s->origins, ((ro_settled_origin){0}));
  }
  origin_of[root] = origin_of[first];
  RO_PUSH(s->arena, &s->origins.at[origin_of[root]].roots, root);
  note_root(s, set, root);
}

static int by_index(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

static void add_index(ro_settling *s, ro_indexes *list, size_t value) {
  for (size_t i = 0; i < list->len; i++) {
    if (list->at[i] == value) return;
  }
  RO_PUSH(s->arena, list, value);
  qsort(list->at, list->len, sizeof *list->at, by_index);
}

static void note_inherited(const ro_settling *s, size_t origin, size_t report, size_t source) {
  if (!s->trace) return;
  ro_note_root(s, s->origins.at[origin].roots.at[0], report, "it comes from a report of that origin");
  ro_note_report(s, source);
}

/* A derived report has the origins of all it comes from. Chains are followed until nothing changes, at most once per report. */
static void inherit(ro_settling *s) {
  for (size_t round = 0; round < s->n_members; round++) {
    bool changed = false;
    for (size_t k = 0; k < s->links.len; k++) {
      const ro_link *link = &s->links.at[k];
      if (link->result.kind == RO_INDEPENDENT) continue;
      size_t from = link->result.direction == RO_A_FROM_B ? link->b : link->a;
      size_t to = from == link->a ? link->b : link->a;
      if (link->result.direction != RO_A_FROM_B && link->result.direction != RO_B_FROM_A) continue;
      for (size_t i = 0; i < s->origins_of.at[from].len; i++) {
        size_t before = s->origins_of.at[to].len;
        add_index(s, &s->origins_of.at[to], s->origins_of.at[from].at[i]);
        changed = changed || s->origins_of.at[to].len > before;
        if (s->origins_of.at[to].len > before) note_inherited(s, s->origins_of.at[from].at[i], to, from);
      }
    }
    if (!changed) return;
  }
}

/* The one side that the roots, or else all reports of an origin have; absent where they differ or none is known. */
static ro_slice common_side(const ro_settling *s, size_t origin) {
  ro_slice side = RO_ABSENT;
  for (size_t i = 0; i < s->n_members; i++) {
    if (s->same[i] != i || s->origins_of.at[i].len != 1 || s->origins_of.at[i].at[0] != origin) continue;
    ro_slice own = s->side_of[i];
    if (!own.ptr) continue;
    if (side.ptr && !ro_slice_equal(side, own)) return RO_ABSENT;
    side = own;
  }
  return side;
}

static void find_sides(ro_settling *s) {
  s->side_of = RO_NEW_ARRAY(s->arena, ro_slice, s->n_members + 1);
  for (size_t i = 0; i < s->n_members; i++) {
    size_t rep = s->same[i];
    if (!s->side_of[rep].ptr) s->side_of[rep] = ro_settling_prepared(s, i)->side;
  }
  for (size_t o = 0; o < s->origins.len; o++) s->origins.at[o].side = common_side(s, o);
  for (size_t i = 0; i < s->n_members; i++) {
    if (s->same[i] != i || s->side_of[i].ptr || s->origins_of.at[i].len != 1) continue;
    s->side_of[i] = s->origins.at[s->origins_of.at[i].at[0]].side;
  }
}

void ro_settle_origins(ro_settling *s) {
  reconsider(s);
  relate_by_thirds(s);
  size_t *set = ro_sets(s->n_members, s->arena);
  size_t *origin_of = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t k = 0; k < s->links.len; k++) {
    const ro_link *link = &s->links.at[k];
    bool directed = link->result.direction == RO_A_FROM_B || link->result.direction == RO_B_FROM_A;
    if (link->result.kind == RO_INDEPENDENT || directed) continue;
    if (!is_derived(s, link->a) && !is_derived(s, link->b)) ro_set_join(set, link->a, link->b);
  }
  for (size_t i = 0; i < s->n_members; i++) origin_of[i] = RO_NONE;
  for (size_t i = 0; i < s->n_members; i++) RO_PUSH(s->arena, &s->origins_of, ((ro_indexes){0}));
  for (size_t i = 0; i < s->n_members; i++) {
    if (s->same[i] != i || is_derived(s, i)) continue;
    add_origin(s, set, origin_of, i);
    RO_PUSH(s->arena, &s->origins_of.at[i], origin_of[i]);
  }
  inherit(s);
  for (size_t i = 0; i < s->n_members; i++) { /* reports that only come from one another */
    if (s->same[i] != i || s->origins_of.at[i].len > 0) continue;
    add_origin(s, set, origin_of, i);
    RO_PUSH(s->arena, &s->origins_of.at[i], origin_of[i]);
    inherit(s);
  }
  ro_decide_origins(s);
  find_sides(s);
}
