#include "event/grounds.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "event/write.h"

/* -- places ----------------------------------------------------------------------------------------------------------- */

/* In the whole, where this is a component of one. */
static size_t whole_member(const ro_settling *s, size_t member) {
  return s->in_whole ? s->in_whole[member] : member;
}

static ro_ground_place place_of_node(const ro_settling *s, size_t node) {
  return (ro_ground_place){whole_member(s, s->nodes.at[node].member), s->nodes.at[node].meeting};
}

static ro_ground_place place_of_clause(const ro_settling *s, ro_clause_ref ref) {
  return (ro_ground_place){whole_member(s, ref.member), ref.said};
}

static void note_at(const ro_settling *s, ro_line_type kind, ro_ground_place at, ro_ground_of of, ro_slice gives,
                    const char *rule) {
  ro_ground_note(s->trace, kind, RO_ABSENT, of, gives, rule);
  ro_ground_at(s->trace, at);
}

/* -- noting ----------------------------------------------------------------------------------------------------------- */

void ro_note_quotes(const ro_settling *s, size_t member, const ro_spans *spans) {
  ro_evidence evidence = ro_evidence_of(s, member, spans);
  ro_ground_quote(s->trace, &evidence);
}

void ro_note_quote(const ro_settling *s, size_t member, ro_span span) {
  ro_spans spans = {0};
  if (span.end <= span.start) return;
  RO_PUSH(s->arena, &spans, span);
  ro_note_quotes(s, member, &spans);
}

void ro_note_report(const ro_settling *s, size_t member) {
  ro_ground_about(s->trace, s->members[member].id);
}

void ro_note_reports(const ro_settling *s, size_t representative) {
  for (size_t i = 0; i < s->copies.at[representative].len; i++) ro_note_report(s, s->copies.at[representative].at[i]);
}

static void quote_meeting(const ro_settling *s, size_t node) {
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  if (meeting->spans.len > 0) ro_note_quote(s, s->nodes.at[node].member, meeting->spans.at[0]);
}

void ro_note_node(const ro_settling *s, size_t node, ro_ground_of of, ro_slice gives, const char *rule) {
  if (!s->trace) return;
  note_at(s, RO_LINE_EVENT, place_of_node(s, node), of, gives, rule);
  ro_note_reports(s, s->nodes.at[node].member);
}

static const char *const DAYS[] = {"the same day", "a day that may be the other", "a day not known", "days near each other",
                                   "other days"};
static const char *const PARTIES[] = {"the same parties", "parties of which one has the other's", "parties not known",
                                      "other parties"};
static const char *const PLACES[] = {"the same place", "a place within the other", "a place not known", "other places"};

void ro_note_nodes(const ro_settling *s, size_t node, size_t other, ro_ground_of of, ro_ground_bond bond, const char *rule) {
  if (!s->trace) return;
  const ro_node *a = &s->nodes.at[node], *b = &s->nodes.at[other];
  ro_slice gives = ro_arena_format(s->arena, "%s, %s, %s", DAYS[ro_day_compare(a->day, b->day)], PARTIES[ro_nodes_parties(a, b)],
                                   PLACES[ro_nodes_places(a, b)]);
  note_at(s, RO_LINE_EVENT, place_of_node(s, node), of, gives, rule);
  ro_ground_bind(s->trace, bond, place_of_node(s, other));
  ro_note_reports(s, a->member);
  ro_note_reports(s, b->member);
  quote_meeting(s, node);
  quote_meeting(s, other);
}

void ro_note_clause(const ro_settling *s, ro_clause_ref ref, ro_ground_of of, ro_slice gives, const char *rule) {
  if (!s->trace) return;
  note_at(s, RO_LINE_STATEMENT, place_of_clause(s, ref), of, gives, rule);
  ro_note_quotes(s, ref.member, &ro_settling_clause(s, ref)->spans);
}

void ro_note_clauses(const ro_settling *s, ro_clause_ref ref, ro_clause_ref other, ro_ground_of of, ro_ground_bond bond,
                     const char *rule) {
  if (!s->trace) return;
  ro_note_clause(s, ref, of, RO_ABSENT, rule);
  ro_ground_bind(s->trace, bond, place_of_clause(s, other));
  ro_note_quotes(s, other.member, &ro_settling_clause(s, other)->spans);
}

/* What two clauses have in common, what weighs most first. */
static void weigh_affinities(const ro_settling *s, const double *affinities, bool one_text) {
  const ro_affinity_weights *weights = &s->lexicon->affinity;
  bool shown[RO_AFFINITIES] = {false};
  for (;;) {
    size_t most = RO_AFFINITIES;
    double heaviest = 0;
    for (size_t i = 0; i < RO_AFFINITIES; i++) {
      double adds = affinities[i] * (weights->of[0][i] + (one_text ? weights->of[1][i] : 0));
      if (!shown[i] && fabs(adds) > fabs(heaviest)) heaviest = adds, most = i;
    }
    if (most == RO_AFFINITIES) return;
    shown[most] = true;
    ro_ground_weigh(s->trace, ro_affinity_name((ro_affinity)most), affinities[most], heaviest);
  }
}

static size_t place_in(const ro_indexes *list, size_t value) {
  size_t i = 0;
  while (i < list->len && list->at[i] != value) i++;
  return i;
}

void ro_note_likeness(const ro_settling *s, ro_clause_ref a, ro_clause_ref b, bool one_text, ro_ground_of of, ro_ground_bond bond,
                      const char *rule) {
  if (!s->trace) return;
  const ro_prepared *left = ro_settling_prepared(s, a.member), *right = ro_settling_prepared(s, b.member);
  ro_alignment_table t;
  ro_align_measure(left, left->said.at[a.said].meeting, right, right->said.at[b.said].meeting, one_text, &t, s->scratch);
  size_t cell = place_in(&t.rows, a.said) * t.columns.len + place_in(&t.columns, b.said);
  const double *affinities = &t.affinities[cell * RO_AFFINITIES];
  double likely = ro_likely(&s->lexicon->affinity, affinities, one_text);
  bool by_order = one_text && t.score[cell] > likely;
  if (bond == RO_GROUND_WITH && by_order) rule = "they stand in one place of one text, whose order a rendering keeps";
  ro_note_clauses(s, a, b, of, bond, rule);
  ro_ground_list(s->trace, "alignment.tsv", RO_ABSENT);
  ro_ground_measure(s->trace, "score", t.score[cell]);
  ro_ground_measure(s->trace, "likely", likely);
  weigh_affinities(s, affinities, one_text);
  ro_arena_clear(s->scratch);
}

void ro_note_root(const ro_settling *s, size_t root, size_t report, const char *rule) {
  if (!s->trace) return;
  note_at(s, RO_LINE_ORIGIN, (ro_ground_place){whole_member(s, root), 0}, RO_GROUND_REPORTS, RO_ABSENT, rule);
  ro_note_report(s, report);
}

void ro_note_origin(const ro_settling *s, const ro_settled_origin *origin, const ro_record_origin *line) {
  if (!ro_note_line(
          s, RO_LINE_ORIGIN, line->id, RO_GROUND_NAME, line->name,
          line->name.ptr ? "the outlet, else the credit, of its first report that has one" : "no report names its outlet"))
    return;
  ro_note_line(s, RO_LINE_ORIGIN, line->id, RO_GROUND_SIDE, line->side,
               line->side.ptr ? "whose account the reports that come from it alone say that they are"
                              : "no report says whose account it is, or they say different things");
  for (size_t i = 0; line->side.ptr && i < origin->roots.len; i++)
    if (ro_slice_equal(ro_settling_prepared(s, origin->roots.at[i])->side, origin->side)) ro_note_report(s, origin->roots.at[i]);
}

static ro_slice derivation_id(const ro_settling *s, size_t a, size_t b) {
  ro_slice parts[] = {s->members[a < b ? a : b].id, s->members[a < b ? b : a].id};
  return ro_identity(s->arena, "d", parts, 2);
}

static ro_pair_trace trace_of(const ro_settling *s, size_t a, size_t b) {
  return (ro_pair_trace){s->trace, s->trace ? derivation_id(s, a, b) : RO_ABSENT, s->members[a].id, s->members[b].id};
}

static void note_coverage(const ro_settling *s, size_t a, size_t b, const ro_pair_result *found) {
  ro_pair_trace trace = trace_of(s, a, b);
  ro_pair_note_coverage(ro_settling_prepared(s, a), ro_settling_prepared(s, b), found, &trace);
}

void ro_note_third(const ro_settling *s, const ro_link *link, size_t third, const char *rule) {
  if (!s->trace) return;
  ro_slice id = derivation_id(s, link->a, link->b), kind = ro_slice_of(ro_derived_name(link->result.kind));
  if (!ro_note_line(s, RO_LINE_DERIVATION, id, RO_GROUND_KIND, kind, rule)) return;
  ro_note_report(s, third);
  ro_note_line(s, RO_LINE_DERIVATION, id, RO_GROUND_DIRECTION, ro_slice_of(ro_direction_name(link->result.direction)), rule);
  ro_note_report(s, third);
  note_coverage(s, link->a, link->b, &link->result);
}

void ro_pair_noted(const ro_settling *s, size_t a, size_t b, ro_one_event one_event, ro_pair_result *out) {
  ro_pair_trace trace = trace_of(s, a, b);
  ro_pair_traced(ro_settling_prepared(s, a), ro_settling_prepared(s, b), one_event, out,
                 ro_grounds_want(s->trace, trace.id) ? &trace : NULL, s->arena, s->scratch);
}

void ro_note_as_copied(const ro_settling *s, size_t a, size_t b, const ro_link *link, const ro_pair_result *result) {
  ro_slice id = s->trace ? derivation_id(s, a, b) : RO_ABSENT;
  const char *rule = "copies are to others what the text that stands for them is";
  if (!ro_note_line(s, RO_LINE_DERIVATION, id, RO_GROUND_KIND, ro_slice_of(ro_derived_name(result->kind)), rule)) return;
  ro_ground_about(s->trace, derivation_id(s, link->a, link->b));
  ro_note_line(s, RO_LINE_DERIVATION, id, RO_GROUND_DIRECTION, ro_slice_of(ro_direction_name(result->direction)), rule);
  note_coverage(s, a, b, result);
}

bool ro_note_line(const ro_settling *s, ro_line_type kind, ro_slice id, ro_ground_of of, ro_slice gives, const char *rule) {
  if (!ro_grounds_want(s->trace, id)) return false;
  ro_ground_note(s->trace, kind, id, of, gives, rule);
  return true;
}

/* -- identities ------------------------------------------------------------------------------------------------------- */

typedef struct naming {
  const ro_settling *s;
  ro_map statements; /* a clause -> index into ids + 1 */
  ro_slices ids;
} naming;

static void put_clause(naming *n, ro_clause_ref ref, ro_slice id) {
  ro_ground_place *key = RO_NEW(n->s->arena, ro_ground_place);
  bool is_new;
  *key = (ro_ground_place){ref.member, ref.said};
  uint64_t *at = ro_map_put(&n->statements, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  if (!is_new) return;
  *at = n->ids.len;
  RO_PUSH(n->s->arena, &n->ids, id);
}

/* A clause is of the statement that it founds; else of the first that it says too. Lines are not sorted yet. */
static void gather_statements(naming *n) {
  const ro_settling *s = n->s;
  for (size_t covers = 0; covers < 2; covers++)
    for (size_t e = 0; e < s->events.len; e++)
      for (size_t k = 0; k < s->events.at[e].clusters.len; k++) {
        const ro_cluster *cluster = &s->events.at[e].clusters.at[k];
        ro_slice id = s->out->statements.at[s->events.at[e].first_statement + k].id;
        size_t len = covers ? cluster->covers.len : cluster->clauses.len;
        for (size_t i = 0; i < len; i++) put_clause(n, covers ? cluster->covers.at[i] : cluster->clauses.at[i], id);
      }
}

static ro_slice event_at(const ro_settling *s, ro_ground_place at) {
  size_t node = ro_settling_node(s, at.a, at.b);
  return node == RO_NONE || s->nodes.at[node].event == RO_NONE ? RO_ABSENT : s->events.at[s->nodes.at[node].event].id;
}

static ro_slice origin_at(const ro_settling *s, ro_ground_place at) {
  for (size_t o = 0; o < s->origins.len; o++)
    for (size_t r = 0; r < s->origins.at[o].roots.len; r++)
      if (s->origins.at[o].roots.at[r] == at.a) return s->origins.at[o].id;
  return RO_ABSENT;
}

static ro_slice identity_at(const naming *n, ro_line_type kind, ro_ground_place at) {
  const uint64_t *statement;
  switch (kind) {
    case RO_LINE_EVENT:
      return event_at(n->s, at);
    case RO_LINE_ORIGIN:
      return origin_at(n->s, at);
    case RO_LINE_ENTITY:
      return at.a < n->s->idents.len ? n->s->idents.at[at.a].id : RO_ABSENT;
    case RO_LINE_STATEMENT:
      statement = ro_map_get(&n->statements, (ro_slice){(const char *)&at, sizeof at});
      return statement ? n->ids.at[*statement] : RO_ABSENT;
    default:
      return RO_ABSENT;
  }
}

/* False where what was noted is not so in the end. */
static bool name_ground(const naming *n, ro_ground *ground) {
  if (!ground->id.ptr) ground->id = identity_at(n, ground->kind, ground->at);
  if (ground->bond == RO_GROUND_ALONE) return true;
  ro_slice other = identity_at(n, ground->kind, ground->other);
  bool one = other.ptr && ro_slice_equal(ground->id, other);
  if (one) return ground->bond != RO_GROUND_FROM;
  if (other.ptr) RO_PUSH(n->s->arena, &ground->about, other);
  return ground->bond != RO_GROUND_WITH;
}

void ro_name_grounds(const ro_settling *s) {
  naming n = {.s = s};
  size_t kept = 0;
  if (!s->trace) return;
  ro_map_init(&n.statements, s->arena);
  gather_statements(&n);
  for (size_t i = 0; i < s->trace->all.len; i++)
    if (name_ground(&n, &s->trace->all.at[i])) s->trace->all.at[kept++] = s->trace->all.at[i];
  s->trace->all.len = kept;
}
