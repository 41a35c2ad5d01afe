/*
 * Outcomes: what one report says was agreed, promised, done, and another denies; or says was talked about without agreement.
 */
#include "event/align.h"
#include "event/differing.h"

#define OPEN_SHARE 0.6 /* of a clause that was agreed in what a sentence leaves open */
#define SAID_TOO 0.5   /* Dice from which on a report says of its own that it was agreed */
#define FEW_WORDS 2    /* content words behind "without agreement" that say on what */

static bool is_agreed(const ro_clause *clause) {
  return clause->act == RO_COMMITMENT && ro_slice_equal(clause->strength, RO_LIT("agreed")) && !clause->negated;
}

static size_t content_words(const ro_words *words, size_t first, size_t end) {
  size_t n = 0;
  for (size_t i = first; i < end; i++) n += words->at[i].class_ == RO_WORD_CONTENT;
  return n;
}

/* Where clauses are parted: behind a comma or semicolon. */
static size_t part_end(const ro_words *words, size_t first, size_t end) {
  size_t i = first;
  while (i < end && (i == first || !words->at[i].apart)) i++;
  return i;
}

static size_t part_start(const ro_words *words, size_t first, size_t at) {
  while (at > first && !words->at[at].apart) at--;
  return at;
}

/* The words of a sentence that "no agreement", words [at, at + n) of it, is about: those behind it, else those before it. */
static void scope_of(const ro_prepared *p, const ro_unit *unit, size_t at, size_t n, size_t *first, size_t *end) {
  *first = at + n;
  *end = part_end(&p->words, at + n, unit->end);
  if (content_words(&p->words, *first, *end) >= FEW_WORDS) return;
  *first = part_start(&p->words, unit->first, at);
  *end = at;
}

static bool says_too(const ro_settling *s, const ro_said *agreed, size_t member) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  for (size_t i = 0; i < p->said.len; i++) {
    const ro_clause *clause = &p->findings->attributions.at[p->said.at[i].attribution].clauses.at[p->said.at[i].clause];
    if (!clause->negated && clause->act == RO_COMMITMENT && ro_bag_dice(&agreed->bag, &p->said.at[i].bag) >= SAID_TOO &&
        p->said.at[i].polarity == RO_AFFIRMED)
      return true;
  }
  return false;
}

bool ro_left_open(const ro_settling *s, ro_clause_ref ref, size_t member, ro_span *where) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_said *agreed = ro_settling_said(s, ref);
  const ro_clause *clause = ro_settling_clause(s, ref);
  if (agreed->polarity != RO_AFFIRMED || !is_agreed(clause) || agreed->bag.total <= 0) return false;
  for (size_t u = 0; u < p->units.len; u++) {
    const ro_unit *unit = &p->units.at[u];
    for (size_t w = unit->first; w < unit->end; w++) {
      size_t n = 1, first, end;
      ro_bag about;
      if (!ro_phrase_at(&s->lexicon->contrasts.no_agreement, &p->words, w, &n, s->words)) continue;
      scope_of(p, unit, w, n, &first, &end);
      ro_bag_make(&about, &p->words, first, end, s->words);
      bool same = about.total > 0 && ro_bag_shared(&agreed->bag, &about) >= OPEN_SHARE * agreed->bag.total;
      ro_arena_clear(s->words);
      if (!same || says_too(s, agreed, member)) continue;
      size_t from = first < w ? first : w, to = first < w ? w + n : end;
      if (where) *where = (ro_span){p->words.at[from].span.start, p->words.at[to - 1].span.end};
      return true;
    }
  }
  return false;
}

/* "agreed", or what else was said to be so. */
static ro_slice outcome_of(const ro_clause *clause) {
  return clause->strength.len > 0 ? clause->strength : ro_slice_of(ro_act_name(clause->act));
}

static ro_slice contrary_of(const ro_settling *s, ro_slice outcome) {
  return ro_arena_format(s->arena, "not %.*s", (int)outcome.len, outcome.ptr);
}

static void add_clause(ro_differing *d, ro_slice value, ro_clause_ref ref) {
  ro_differing_add(d, value, ref.member, ro_settling_said(d->s, ref)->span);
}

/* The first clause of a cluster that is affirmed. */
static const ro_clause_ref *affirmed(const ro_settling *s, const ro_cluster *cluster) {
  for (size_t i = 0; i < cluster->clauses.len; i++)
    if (ro_settling_said(s, cluster->clauses.at[i])->polarity == RO_AFFIRMED) return &cluster->clauses.at[i];
  return NULL;
}

/* The clauses of other reports that deny what the cluster affirms. */
static void find_denials(ro_differing *d, const ro_cluster *cluster, ro_slice denied) {
  ro_settling *s = d->s;
  const ro_settled_event *event = &s->events.at[d->event];
  for (size_t k = 0; k < event->clusters.len; k++) {
    const ro_cluster *other = &event->clusters.at[k];
    for (size_t i = 0; i < other->clauses.len; i++) {
      ro_clause_ref ref = other->clauses.at[i];
      const ro_said *y = ro_settling_said(s, ref);
      bool found = false, own = false;
      if (y->polarity != RO_DENIED) continue;
      for (size_t c = 0; c < cluster->clauses.len; c++) {
        ro_clause_ref own_ref = cluster->clauses.at[c];
        own = own || own_ref.member == ref.member;
        found = found || ro_said_denied(ro_settling_prepared(s, own_ref.member), ro_settling_said(s, own_ref),
                                        ro_settling_prepared(s, ref.member), y);
      }
      if (found && !own) add_clause(d, denied, ref);
    }
  }
}

static void find_left_open(ro_differing *d, const ro_cluster *cluster, ro_slice denied) {
  ro_settling *s = d->s;
  const ro_settled_event *event = &s->events.at[d->event];
  for (size_t n = 0; n < event->nodes.len; n++) {
    size_t member = s->nodes.at[event->nodes.at[n]].member;
    bool own = false, found = false;
    ro_span where = {0, 0};
    for (size_t c = 0; c < cluster->clauses.len; c++) own = own || cluster->clauses.at[c].member == member;
    for (size_t c = 0; c < cluster->covers.len; c++) own = own || cluster->covers.at[c].member == member;
    for (size_t c = 0; c < cluster->clauses.len && !own && !found; c++)
      found = ro_left_open(s, cluster->clauses.at[c], member, &where);
    if (found) ro_differing_add(d, denied, member, where);
  }
}

void ro_differ_in_outcomes(ro_settling *s, size_t index, size_t first_statement) {
  const ro_settled_event *event = &s->events.at[index];
  for (size_t k = 0; k < event->clusters.len; k++) {
    const ro_cluster *cluster = &event->clusters.at[k];
    const ro_clause_ref *first = affirmed(s, cluster);
    if (!first) continue;
    ro_differing d = ro_differing_of(s, index, "outcome", "the one affirms what the other denies, or leaves without agreement",
                                     s->out->statements.at[first_statement + k].id);
    ro_slice outcome = outcome_of(ro_settling_clause(s, *first)), denied = contrary_of(s, outcome);
    find_denials(&d, cluster, denied);
    if (d.values.len == 0) find_left_open(&d, cluster, denied);
    if (d.values.len == 0) continue;
    for (size_t i = 0; i < cluster->clauses.len; i++) add_clause(&d, outcome, cluster->clauses.at[i]);
    ro_differing_write(&d);
  }
}
