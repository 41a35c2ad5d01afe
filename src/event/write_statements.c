#include <stdlib.h>

#include "base/hash.h"
#include "event/grounds.h"
#include "event/write.h"

/* -- speakers --------------------------------------------------------------------------------------------------------- */

/* A country that is a party speaks by its person, where there is only one. */
static ro_slice person_for(const ro_record_event *event, ro_slice id) {
  ro_slice person = RO_ABSENT;
  for (size_t i = 0; i < event->parties.len; i++) {
    if (!ro_slice_equal(event->parties.at[i].of, id) || !event->parties.at[i].person.ptr) continue;
    if (person.ptr) return id;
    person = event->parties.at[i].person;
  }
  return person.ptr ? person : id;
}

/* The speakers as the reading names them; a party's country is left as the speaker where the reader named no person. */
static void speakers_of(const ro_settling *s, const ro_record_event *event, ro_clause_ref ref, ro_slices *out) {
  const ro_said *said = ro_settling_said(s, ref);
  const ro_attribution *attribution = &ro_settling_findings(s, ref.member)->attributions.at[said->attribution];
  for (size_t i = 0; i < attribution->speakers.len; i++) {
    ro_slice id = ro_identity_of(s, ref.member, attribution->speakers.at[i]);
    if (id.ptr) RO_PUSH(s->arena, out, person_for(event, id));
  }
  if (out->len == 0) {
    for (size_t i = 0; i < said->speakers.len; i++) {
      ro_entity_kind kind;
      ro_slice id = ro_identity_of_value(s, said->speakers.at[i], &kind);
      if (id.ptr) RO_PUSH(s->arena, out, person_for(event, id));
    }
  }
  ro_slices_sort_unique(out);
}

static void addressees_of(const ro_settling *s, const ro_record_event *event, ro_clause_ref ref, ro_slices *out) {
  const ro_said *said = ro_settling_said(s, ref);
  const ro_attribution *attribution = &ro_settling_findings(s, ref.member)->attributions.at[said->attribution];
  for (size_t i = 0; i < attribution->addressees.len; i++) {
    ro_slice id = ro_identity_of(s, ref.member, attribution->addressees.at[i]);
    if (id.ptr) RO_PUSH(s->arena, out, person_for(event, id));
  }
  ro_slices_sort_unique(out);
}

/* The clause whose speakers most of the clauses have, weighed by confidence. */
static ro_clause_ref speaking_clause(const ro_settling *s, const ro_cluster *cluster) {
  size_t best = 0;
  double most = -1;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    double weight = 0;
    for (size_t k = 0; k < cluster->clauses.len; k++)
      if (ro_values_equal(&ro_settling_said(s, cluster->clauses.at[i])->speakers,
                          &ro_settling_said(s, cluster->clauses.at[k])->speakers))
        weight += 0.1 + ro_settling_clause(s, cluster->clauses.at[k])->confidence;
    if (ro_settling_said(s, cluster->clauses.at[i])->speakers.len == 0) weight = 0;
    if (weight > most) most = weight, best = i;
  }
  return cluster->clauses.at[best];
}

/* -- act, strength ---------------------------------------------------------------------------------------------------- */

/* The act that most of the clauses have, weighed by confidence; the first clause that has it. */
static const ro_clause *deciding_clause(const ro_settling *s, const ro_cluster *cluster) {
  double weight[RO_ACTS] = {0};
  size_t best = 0;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_clause *clause = ro_settling_clause(s, cluster->clauses.at[i]);
    weight[clause->act] += 0.1 + clause->confidence;
  }
  for (size_t k = 1; k < RO_ACTS; k++) {
    if (weight[k] > weight[best]) best = k;
  }
  const ro_clause *found = NULL;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_clause *clause = ro_settling_clause(s, cluster->clauses.at[i]);
    if (clause->act == (ro_act)best && (!found || (found->strength.len == 0 && clause->strength.len > 0))) found = clause;
  }
  return found;
}

static ro_stance stance_of(const ro_settling *s, const ro_cluster *cluster) {
  size_t count[RO_STANCES] = {0};
  for (size_t i = 0; i < cluster->clauses.len; i++) count[ro_settling_clause(s, cluster->clauses.at[i])->stance]++;
  if (count[RO_SUPPORT] == 0 && count[RO_OPPOSE] == 0) return RO_NO_STANCE;
  return count[RO_OPPOSE] > count[RO_SUPPORT] ? RO_OPPOSE : RO_SUPPORT;
}

static bool is_negated(const ro_settling *s, const ro_cluster *cluster) {
  size_t n = 0;
  for (size_t i = 0; i < cluster->clauses.len; i++) n += ro_settling_clause(s, cluster->clauses.at[i])->negated;
  return n * 2 > cluster->clauses.len;
}

/* -- evidence --------------------------------------------------------------------------------------------------------- */

/* The same clause in a copy: the copies of a text are read alike, but for what their furniture brings. */
static const ro_said *in_copy(const ro_settling *s, ro_clause_ref ref, size_t copy) {
  const ro_prepared *original = ro_settling_prepared(s, ref.member), *other = ro_settling_prepared(s, copy);
  if (original->said.len != other->said.len) return NULL;
  const ro_said *said = &other->said.at[ref.said];
  return said->bag.features.len == original->said.at[ref.said].bag.features.len ? said : NULL;
}

static void add_evidence(const ro_settling *s, ro_record_statement *line, ro_clause_ref ref) {
  const ro_indexes *copies = &s->copies.at[ref.member];
  for (size_t i = 0; i < copies->len; i++) {
    size_t member = copies->at[i];
    const ro_said *said = in_copy(s, ref, member);
    if (!said) continue;
    const ro_attribution *attribution = &ro_settling_findings(s, member)->attributions.at[said->attribution];
    const ro_clause *clause = &attribution->clauses.at[said->clause];
    ro_evidence evidence = ro_evidence_of(s, member, &clause->spans);
    evidence.source = attribution->source;
    evidence.cue = attribution->cue;
    evidence.confidence = clause->confidence;
    RO_PUSH(s->arena, &line->evidence, evidence);
  }
}

static int by_report_and_place(const void *a, const void *b) {
  const ro_evidence *left = a, *right = b;
  int order = ro_slice_compare(left->report, right->report);
  if (order) return order;
  if (left->spans.at[0].start != right->spans.at[0].start) return left->spans.at[0].start < right->spans.at[0].start ? -1 : 1;
  size_t x = left->spans.at[left->spans.len - 1].end, y = right->spans.at[right->spans.len - 1].end;
  return (x > y) - (x < y);
}

static void carriers(const ro_settling *s, const ro_cluster *cluster, ro_indexes *members) {
  for (size_t i = 0; i < cluster->clauses.len; i++) RO_PUSH(s->arena, members, cluster->clauses.at[i].member);
  for (size_t i = 0; i < cluster->covers.len; i++) RO_PUSH(s->arena, members, cluster->covers.at[i].member);
}

static void write_claims(const ro_settling *s, const ro_cluster *cluster, ro_record_statement *line) {
  ro_indexes members = {0}, origins = {0};
  carriers(s, cluster, &members);
  ro_origins_among(s, &members, &origins);
  line->origins = origins.len;
  for (size_t i = 0; i < members.len; i++) {
    ro_slice side = ro_identity_of_side(s, s->side_of[members.at[i]]);
    if (side.ptr) RO_PUSH(s->arena, &line->claimed_by, side);
  }
  ro_slices_sort_unique(&line->claimed_by);
}

/* The fullest wording among the clauses of the first origin. */
static size_t first_origin(const ro_settling *s, const ro_cluster *cluster) {
  size_t first = RO_NONE;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_indexes *of = &s->origins_of.at[cluster->clauses.at[i].member];
    if (of->len > 0 && of->at[0] < first) first = of->at[0];
  }
  return first;
}

/* Is it the text that the origin is named for, and not one made from it? */
static bool is_root(const ro_settling *s, size_t origin, size_t member) {
  const ro_indexes *roots = &s->origins.at[origin].roots;
  for (size_t i = 0; i < roots->len; i++)
    if (roots->at[i] == member) return true;
  return false;
}

static ro_slice content_of(const ro_settling *s, const ro_cluster *cluster) {
  ro_slice best = RO_ABSENT;
  size_t first = first_origin(s, cluster);
  bool best_is_root = false;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    ro_clause_ref ref = cluster->clauses.at[i];
    const ro_indexes *of = &s->origins_of.at[ref.member];
    if (first != RO_NONE && (of->len == 0 || of->at[0] != first)) continue;
    bool root = first != RO_NONE && is_root(s, first, ref.member);
    ro_slice quote = ro_evidence_of(s, ref.member, &ro_settling_clause(s, ref)->spans).quote;
    if (root < best_is_root || (root == best_is_root && quote.len <= best.len)) continue;
    best = quote;
    best_is_root = root;
  }
  return best;
}

static void write_topics(const ro_settling *s, const ro_cluster *cluster, ro_slices *out) {
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_said *said = ro_settling_said(s, cluster->clauses.at[i]);
    for (size_t k = 0; k < said->names.len; k++) {
      ro_entity_kind kind;
      ro_slice id = ro_identity_of_value(s, said->names.at[k], &kind);
      if (id.ptr) RO_PUSH(s->arena, out, id);
    }
  }
  ro_slices_sort_unique(out);
}

/* The first date in a clause that comes after the event: by when a commitment is to be met. */
static ro_slice deadline_of(const ro_settling *s, const ro_settled_event *event, const ro_cluster *cluster) {
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_clause_ref ref = cluster->clauses.at[i];
    const ro_findings *f = ro_settling_findings(s, ref.member);
    for (size_t t = 0; t < f->times.len; t++) {
      const ro_time *time = &f->times.at[t];
      if (!ro_spans_hold(&ro_settling_clause(s, ref)->spans, time->span.start)) continue;
      ro_day day = ro_day_parse(time->value), held = event->day;
      if (!day.year || day.weekday || !held.year || day.year < held.year) continue;
      bool later = day.year > held.year || !day.month || day.month > held.month ||
                   (day.month == held.month && (!day.day || !held.day || day.day > held.day));
      if (later) return ro_day_from(day, s->arena);
    }
  }
  return RO_ABSENT;
}

/* -- grounds ---------------------------------------------------------------------------------------------------------- */

/* Does the report itself give him as a speaker, not his country? */
static bool is_given(const ro_settling *s, size_t member, const ro_attribution *attribution, ro_slice speaker) {
  for (size_t i = 0; i < attribution->speakers.len; i++)
    if (ro_slice_equal(ro_identity_of(s, member, attribution->speakers.at[i]), speaker)) return true;
  return false;
}

static void note_speakers(const ro_settling *s, const ro_cluster *cluster, ro_clause_ref speaking,
                          const ro_record_statement *line) {
  const ro_said *said = ro_settling_said(s, speaking);
  const ro_attribution *attribution = &ro_settling_findings(s, speaking.member)->attributions.at[said->attribution];
  size_t n = 0;
  for (size_t i = 0; i < cluster->clauses.len; i++)
    n += ro_values_equal(&ro_settling_said(s, cluster->clauses.at[i])->speakers, &said->speakers);
  for (size_t i = 0; i < line->speakers.len; i++) {
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_SPEAKERS, line->speakers.at[i],
                 is_given(s, speaking.member, attribution, line->speakers.at[i])
                     ? "whom the report gives as speaker, of the speakers that most clauses have"
                     : "the only person of a party that the report gives as speaker");
    ro_ground_measure(s->trace, "clauses that have these speakers", (double)n);
    ro_ground_measure(s->trace, "clauses", (double)cluster->clauses.len);
    ro_note_quotes(s, speaking.member, &attribution->source);
    ro_note_report(s, speaking.member);
  }
  if (line->speakers.len == 0)
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_SPEAKERS, RO_ABSENT, "no clause says who speaks");
  for (size_t i = 0; i < line->addressees.len; i++)
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_ADDRESSEES, line->addressees.at[i],
                 "whom the clause with these speakers addresses");
}

static void note_act(const ro_settling *s, const ro_cluster *cluster, const ro_record_statement *line) {
  static const char *const WEIGHTS[RO_ACTS] = {"commitment", "call",       "position",     "assessment",
                                               "inform",     "discussion", "announcement", "expression"};
  double weight[RO_ACTS] = {0};
  size_t n_negated = 0;
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    const ro_clause *clause = ro_settling_clause(s, cluster->clauses.at[i]);
    weight[clause->act] += 0.1 + clause->confidence;
    n_negated += clause->negated;
  }
  ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_ACT, ro_slice_of(ro_act_name(line->act)),
               "what most of its clauses are, each weighed by its confidence");
  for (size_t k = 0; k < RO_ACTS; k++)
    if (weight[k] > 0) ro_ground_measure(s->trace, WEIGHTS[k], weight[k]);
  if (line->strength.len > 0)
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_STRENGTH, line->strength,
                 "of the first clause of that act that has one");
  if (line->stance != RO_NO_STANCE)
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_STANCE, ro_slice_of(ro_stance_name(line->stance)),
                 "what most of its clauses that take one have");
  if (n_negated == 0) return;
  ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_NEGATED, line->negated ? RO_LIT("true") : RO_LIT("false"),
               "whether more than half of its clauses are");
  ro_ground_measure(s->trace, "clauses that are", (double)n_negated);
  ro_ground_measure(s->trace, "clauses", (double)cluster->clauses.len);
}

/* Whose accounts carry it. */
static void note_claims(const ro_settling *s, const ro_cluster *cluster, const ro_record_statement *line) {
  ro_indexes members = {0};
  carriers(s, cluster, &members);
  for (size_t k = 0; k < line->claimed_by.len; k++) {
    ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_SIDE, line->claimed_by.at[k],
                 "these reports that carry it are accounts of that side, or come from its account alone");
    for (size_t i = 0; i < members.len; i++)
      if (ro_slice_equal(ro_identity_of_side(s, s->side_of[members.at[i]]), line->claimed_by.at[k]))
        ro_note_reports(s, members.at[i]);
  }
}

static void note_content(const ro_settling *s, const ro_record_statement *line) {
  ro_note_line(s, RO_LINE_STATEMENT, line->id, RO_GROUND_CONTENT, line->content,
               "the longest wording among the clauses of the first origin, of those that it comes from where they have it");
  if (line->deadline.ptr)
    ro_note_line(s, RO_LINE_COMMITMENT, line->id, RO_GROUND_DEADLINE, line->deadline,
                 "the first date after the event that a clause names");
}

/* -- identities ------------------------------------------------------------------------------------------------------- */

static ro_slice clause_member(const ro_settling *s, ro_clause_ref ref) {
  ro_span span = ro_settling_said(s, ref)->span;
  ro_slice id = s->members[ref.member].id;
  return ro_arena_format(s->arena, "%.*s %010zu %010zu %04zu", (int)id.len, id.ptr, span.start, span.end, ref.said);
}

static bool held_elsewhere(const ro_settled_event *event, const ro_cluster *own, ro_clause_ref ref) {
  for (size_t k = 0; k < event->clusters.len; k++) {
    const ro_cluster *cluster = &event->clusters.at[k];
    if (cluster == own) continue;
    for (size_t i = 0; i < cluster->covers.len; i++) {
      if (cluster->covers.at[i].member == ref.member && cluster->covers.at[i].said == ref.said) return true;
    }
  }
  return false;
}

/* Of the smallest clause that no other statement holds, else of all in order. */
static ro_slice identity_of(const ro_settling *s, const ro_settled_event *event, const ro_cluster *cluster) {
  ro_slice least = RO_ABSENT;
  ro_slices all = {0};
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    ro_slice member = clause_member(s, cluster->clauses.at[i]);
    RO_PUSH(s->arena, &all, member);
    if (held_elsewhere(event, cluster, cluster->clauses.at[i])) continue;
    if (!least.ptr || ro_slice_compare(member, least) < 0) least = member;
  }
  ro_slices_sort_unique(&all);
  return least.ptr ? ro_identity(s->arena, "s", &least, 1) : ro_identity(s->arena, "s", all.at, all.len);
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

static ro_record_statement statement_line(const ro_settling *s, const ro_settled_event *event, const ro_record_event *event_line,
                                          const ro_cluster *cluster) {
  const ro_clause *deciding = deciding_clause(s, cluster);
  ro_record_statement line = {
      .id = identity_of(s, event, cluster), .event = event->id, .act = deciding->act, .strength = deciding->strength};
  line.stance = stance_of(s, cluster);
  line.negated = is_negated(s, cluster);
  ro_clause_ref speaking = speaking_clause(s, cluster);
  speakers_of(s, event_line, speaking, &line.speakers);
  line.joint = line.speakers.len > 1;
  if (!line.joint) addressees_of(s, event_line, speaking, &line.addressees);
  line.content = content_of(s, cluster);
  write_topics(s, cluster, &line.topics);
  line.deadline = deadline_of(s, event, cluster);
  write_claims(s, cluster, &line);
  for (size_t i = 0; i < cluster->clauses.len; i++) add_evidence(s, &line, cluster->clauses.at[i]);
  for (size_t i = 0; i < cluster->covers.len; i++) add_evidence(s, &line, cluster->covers.at[i]);
  if (line.evidence.len > 1) qsort(line.evidence.at, line.evidence.len, sizeof *line.evidence.at, by_report_and_place);
  if (!ro_grounds_want(s->trace, line.id)) return line;
  note_speakers(s, cluster, speaking, &line);
  note_act(s, cluster, &line);
  note_content(s, &line);
  note_claims(s, cluster, &line);
  return line;
}

static int by_order(const void *a, const void *b) {
  const ro_cluster *left = a, *right = b;
  if (left->order != right->order) return left->order < right->order ? -1 : 1;
  if (left->clauses.at[0].member != right->clauses.at[0].member)
    return left->clauses.at[0].member < right->clauses.at[0].member ? -1 : 1;
  return (left->clauses.at[0].said > right->clauses.at[0].said) - (left->clauses.at[0].said < right->clauses.at[0].said);
}

void ro_write_statements(ro_settling *s, size_t index) {
  ro_settled_event *event = &s->events.at[index];
  size_t first = event->first_statement = s->out->statements.len;
  if (event->clusters.len > 1) qsort(event->clusters.at, event->clusters.len, sizeof *event->clusters.at, by_order);
  for (size_t k = 0; k < event->clusters.len; k++) {
    ro_record_statement line = statement_line(s, event, &s->out->events.at[index], &event->clusters.at[k]);
    line.order = k;
    RO_PUSH(s->arena, &s->out->statements, line);
  }
  ro_write_absences(s, index, first);
  ro_write_discrepancies(s, index, first);
}
