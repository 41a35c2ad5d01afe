/*
 * Two reports that seem to reword each other though each is nearer to a third: both come from the third, neither from the other.
 */
#include "event/grounds.h"

static bool is_rendering(const ro_link *link) {
  return link->result.kind == RO_PARAPHRASE || link->result.kind == RO_SAME_ORIGIN;
}

static double nearness(const ro_link *link) {
  return (link->result.said_a + link->result.said_b) / 2 + link->result.literal;
}

/* The report that both are nearer to than to each other, and that at least one of them rewords, or RO_NONE. */
static size_t find_third(const ro_settling *s, const ro_indexes *renderings, const ro_link *link) {
  const ro_indexes *of_a = &renderings[link->a];
  for (size_t i = 0; i < of_a->len; i++) {
    const ro_link *near = &s->links.at[of_a->at[i]];
    size_t third = near->a == link->a ? near->b : near->a;
    const ro_link *other = third == link->b ? NULL : ro_settling_link(s, third, link->b);
    if (!other || !is_rendering(other)) continue;
    bool reworded = near->result.kind == RO_PARAPHRASE || other->result.kind == RO_PARAPHRASE;
    if (reworded && nearness(near) > nearness(link) && nearness(other) > nearness(link)) return third;
  }
  return RO_NONE;
}

/* Who says whose text he has is not told otherwise. */
static bool may_be_siblings(const ro_link *link) {
  return link->result.kind == RO_PARAPHRASE && !link->result.credited;
}

void ro_settle_siblings(ro_settling *s) {
  ro_indexes *renderings = RO_NEW_ARRAY(s->scratch, ro_indexes, s->n_members + 1); /* by member: its links */
  for (size_t i = 0; i < s->links.len; i++) {
    if (!is_rendering(&s->links.at[i])) continue;
    RO_PUSH(s->scratch, &renderings[s->links.at[i].a], i);
    RO_PUSH(s->scratch, &renderings[s->links.at[i].b], i);
  }
  size_t *third_of = RO_NEW_ARRAY(s->scratch, size_t, s->links.len + 1); /* all found before any is changed */
  for (size_t i = 0; i < s->links.len; i++)
    third_of[i] = may_be_siblings(&s->links.at[i]) ? find_third(s, renderings, &s->links.at[i]) : RO_NONE;
  for (size_t i = 0; i < s->links.len; i++) {
    ro_link *link = &s->links.at[i];
    size_t third = third_of[i];
    if (third == RO_NONE) continue;
    link->result.kind = RO_SAME_ORIGIN;
    link->result.direction = RO_WAY_NONE;
    const ro_slice *id = &s->members[third].id;
    link->result.because = ro_arena_format(s->arena, "both are nearer to %.*s than to each other", (int)id->len, id->ptr);
    ro_note_third(s, link, third, "both are nearer to a third report than to each other, and one of them rewords it");
  }
  ro_arena_clear(s->scratch);
}
