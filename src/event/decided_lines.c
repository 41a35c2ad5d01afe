/* What decisions say of the lines of a record: names, fields, verdicts; and which decisions concern which line. */
#include <stdlib.h>

#include "event/decided.h"
#include "event/write.h"
#include "review/place.h"

/* -- which line ------------------------------------------------------------------------------------------------------- */

/* Does the member stand for what is decided on, not for what a correction puts there? */
static bool is_target(const ro_decided *decided, const ro_bound *bound) {
  return bound->part == 0 || decided->review->action != RO_REVIEW_CORRECT;
}

static bool holds(const ro_cluster *cluster, const ro_bound *bound) {
  for (size_t i = 0; i < cluster->clauses.len; i++)
    if (cluster->clauses.at[i].member == bound->member && cluster->clauses.at[i].said == bound->item) return true;
  for (size_t i = 0; i < cluster->covers.len; i++)
    if (cluster->covers.at[i].member == bound->member && cluster->covers.at[i].said == bound->item) return true;
  return false;
}

/* The line of the statement that has a clause: one of those that it founds before one that it says too. */
static size_t statement_of(const ro_settling *s, const ro_bound *bound) {
  size_t node = ro_settling_node(s, bound->member, ro_settling_prepared(s, bound->member)->said.at[bound->item].meeting);
  if (node == RO_NONE || s->nodes.at[node].event == RO_NONE) return RO_NONE;
  const ro_settled_event *event = &s->events.at[s->nodes.at[node].event];
  for (size_t k = 0; k < event->clusters.len; k++)
    if (holds(&event->clusters.at[k], bound)) return event->first_statement + k;
  return RO_NONE;
}

static size_t entity_of(const ro_settling *s, const ro_bound *bound) {
  ro_slice id = ro_identity_of(s, bound->member, bound->item);
  ro_record_entity key = {.id = id};
  const ro_record_entity *all = s->out->entities.at;
  size_t low = 0, high = s->out->entities.len;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ro_slice_compare(all[middle].id, key.id) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < s->out->entities.len && ro_slice_equal(all[low].id, id) ? low : RO_NONE;
}

static size_t origin_of(const ro_settling *s, const ro_bound *bound) {
  const ro_indexes *of = &s->origins_of.at[s->same[bound->member]];
  return of->len > 0 ? of->at[0] : RO_NONE;
}

static bool has_evidence(const ro_settling *s, const ro_record_discrepancy *line, const ro_bound *bound) {
  for (size_t v = 0; v < line->values.len; v++)
    for (size_t i = 0; i < line->values.at[v].evidence.len; i++) {
      const ro_evidence *evidence = &line->values.at[v].evidence.at[i];
      if (!ro_slice_equal(evidence->report, s->members[bound->member].id)) continue;
      if (ro_span_overlap(evidence->spans.at[0], bound->span) >= RO_REVIEW_OVERLAP) return true;
    }
  return false;
}

static size_t discrepancy_of(const ro_settling *s, const ro_decided *decided, const ro_bound *bound) {
  for (size_t i = 0; i < s->out->discrepancies.len; i++) {
    const ro_record_discrepancy *line = &s->out->discrepancies.at[i];
    if (ro_slice_equal(line->field, decided->review->field) && has_evidence(s, line, bound)) return i;
  }
  return RO_NONE;
}

/* Of the report of part 0 and the one of part 1. */
static size_t derivation_of(const ro_settling *s, const ro_decided *decided) {
  for (size_t i = 0; i < s->out->derivations.len; i++) {
    bool has[2] = {false, false};
    for (size_t k = 0; k < decided->bound.len; k++) {
      ro_slice id = s->members[decided->bound.at[k].member].id;
      has[0] = has[0] || ro_slice_equal(id, s->out->derivations.at[i].a);
      has[1] = has[1] || ro_slice_equal(id, s->out->derivations.at[i].b);
    }
    if (has[0] && has[1]) return i;
  }
  return RO_NONE;
}

static size_t line_of(const ro_settling *s, const ro_decided *decided, const ro_bound *bound) {
  switch (decided->review->kind) {
    case RO_LINE_ENTITY:
      return entity_of(s, bound);
    case RO_LINE_EVENT:
      return s->nodes.at[bound->item].event;
    case RO_LINE_STATEMENT:
    case RO_LINE_COMMITMENT:
      return statement_of(s, bound);
    case RO_LINE_ORIGIN:
      return origin_of(s, bound);
    case RO_LINE_DISCREPANCY:
      return discrepancy_of(s, decided, bound);
    case RO_LINE_DERIVATION:
      return derivation_of(s, decided);
    default:
      return RO_NONE;
  }
}

typedef struct votes {
  size_t line, n;
} votes;

/* The line that has most of what a decision names; RO_NONE where none has any. */
static size_t line_decided(const ro_settling *s, const ro_decided *decided) {
  RO_ARRAY(votes) all = {0};
  size_t most = RO_NONE;
  for (size_t i = 0; i < decided->bound.len; i++) {
    size_t line = is_target(decided, &decided->bound.at[i]) ? line_of(s, decided, &decided->bound.at[i]) : RO_NONE, k = 0;
    if (line == RO_NONE) continue;
    while (k < all.len && all.at[k].line != line) k++;
    if (k == all.len) RO_PUSH(s->arena, &all, ((votes){line, 0}));
    all.at[k].n++;
    if (most == RO_NONE || all.at[k].n > all.at[most].n) most = k;
  }
  return most == RO_NONE ? RO_NONE : all.at[most].line;
}

/* -- names ------------------------------------------------------------------------------------------------------------ */

static void rename_entity(ro_settling *s, ro_record_entity *entity, ro_slice name) {
  ro_slices aliases = {0};
  if (!ro_slice_equal(entity->name, name)) RO_PUSH(s->arena, &aliases, entity->name);
  for (size_t i = 0; i < entity->aliases.len; i++)
    if (!ro_slice_equal(entity->aliases.at[i], name)) RO_PUSH(s->arena, &aliases, entity->aliases.at[i]);
  ro_slices_sort_unique(&aliases);
  entity->aliases = aliases;
  entity->name = name;
}

static void rename_line(ro_settling *s, const ro_decided *decided, size_t line) {
  ro_slice name = decided->review->value;
  if (decided->review->kind == RO_LINE_ENTITY) rename_entity(s, &s->out->entities.at[line], name);
  if (decided->review->kind == RO_LINE_EVENT) s->out->events.at[line].name = name;
  if (decided->review->kind == RO_LINE_ORIGIN) s->out->origins.at[line].name = name;
}

/* -- fields ----------------------------------------------------------------------------------------------------------- */

/* The entities that the parts from 1 on name, in order. */
static ro_slices entities_named(const ro_settling *s, const ro_decided *decided) {
  ro_slices ids = {0};
  for (size_t part = 1; part < RO_REVIEW_PARTS; part++)
    for (size_t i = 0; i < decided->bound.len; i++) {
      const ro_bound *bound = &decided->bound.at[i];
      if (bound->part != part) continue;
      ro_slice id = ro_identity_of(s, bound->member, bound->item);
      if (id.ptr && !ro_slices_have(&ids, id)) RO_PUSH(s->arena, &ids, id);
      break;
    }
  return ids;
}

static bool is_field(const ro_decided *decided, const char *name) {
  return ro_slice_equal(decided->review->field, ro_slice_of(name));
}

static bool correct_entity(const ro_decided *decided, ro_record_entity *entity) {
  ro_slice value = decided->review->value;
  if (is_field(decided, "kind")) return ro_entity_kind_of(value, &entity->kind);
  if (is_field(decided, "iso")) return entity->iso = value, true;
  if (is_field(decided, "wikidata")) return entity->wikidata = value, true;
  return false;
}

static bool correct_date(ro_settling *s, ro_slice value, ro_record_event *event) {
  ro_day day = ro_day_parse(value);
  if (!day.year) return false;
  event->from = ro_day_from(day, s->arena);
  event->to = ro_day_to(day, s->arena);
  event->precision = ro_slice_of(ro_day_precision(day));
  return true;
}

static bool correct_event(ro_settling *s, const ro_decided *decided, ro_record_event *event) {
  ro_slice value = decided->review->value;
  if (is_field(decided, "date")) return correct_date(s, value, event);
  if (is_field(decided, "kind")) return ro_event_kind_of(value, &event->kind);
  if (is_field(decided, "status")) return ro_event_status_of(value, &event->status);
  ro_slices entities = entities_named(s, decided);
  if (entities.len == 0) return false;
  if (is_field(decided, "place")) return event->place.at = entities.at, event->place.len = entities.len, true;
  if (is_field(decided, "requested_by")) return event->requested_by = entities.at[0], true;
  return false;
}

static bool correct_stance(ro_slice value, ro_stance *stance) {
  if (ro_stance_of(value, stance)) return true;
  *stance = RO_NO_STANCE;
  return ro_slice_equal(value, RO_LIT("none"));
}

static bool correct_people(ro_settling *s, const ro_decided *decided, ro_record_statement *statement) {
  bool speakers = is_field(decided, "speakers");
  ro_slices entities = entities_named(s, decided);
  if (entities.len == 0 || (!speakers && !is_field(decided, "addressees"))) return false;
  ro_slices_sort_unique(&entities);
  *(speakers ? &statement->speakers : &statement->addressees) = entities;
  if (speakers) statement->joint = entities.len > 1;
  return true;
}

static bool correct_statement(ro_settling *s, const ro_decided *decided, ro_record_statement *statement) {
  ro_slice value = decided->review->value;
  if (is_field(decided, "act")) return ro_act_of(value, &statement->act);
  if (is_field(decided, "stance")) return correct_stance(value, &statement->stance);
  if (is_field(decided, "strength")) return statement->strength = value, true;
  if (is_field(decided, "negated")) return statement->negated = ro_slice_equal(value, RO_LIT("true")), true;
  if (is_field(decided, "deadline")) {
    RO_PUSH(s->arena, &statement->commitment_reviews, decided->review->id);
    return statement->deadline = value, true;
  }
  return correct_people(s, decided, statement);
}

static bool correct_line(ro_settling *s, const ro_decided *decided, size_t line) {
  switch (decided->review->kind) {
    case RO_LINE_ENTITY:
      return correct_entity(decided, &s->out->entities.at[line]);
    case RO_LINE_EVENT:
      return correct_event(s, decided, &s->out->events.at[line]);
    case RO_LINE_STATEMENT:
      return correct_statement(s, decided, &s->out->statements.at[line]);
    default:
      return false;
  }
}

/* -- verdicts --------------------------------------------------------------------------------------------------------- */

static ro_slice *verdict_of(ro_settling *s, const ro_decided *decided, size_t line) {
  switch (decided->review->kind) {
    case RO_LINE_EVENT:
      return &s->out->events.at[line].verdict;
    case RO_LINE_STATEMENT:
      return &s->out->statements.at[line].verdict;
    case RO_LINE_DERIVATION:
      return &s->out->derivations.at[line].verdict;
    case RO_LINE_DISCREPANCY:
      return &s->out->discrepancies.at[line].verdict;
    default:
      return NULL;
  }
}

static bool takes_a_part(const ro_decided *decided) {
  for (size_t i = 0; i < decided->review->members.len; i++)
    if (decided->review->members.at[i].part > 0) return true;
  return false;
}

/* -- all -------------------------------------------------------------------------------------------------------------- */

/* The field that a decision decides, or NULL: joining and parting are done already. */
static const char *field_of(ro_settling *s, const ro_decided *decided) {
  switch (decided->review->action) {
    case RO_REVIEW_MERGE:
      return decided->review->kind == RO_LINE_ENTITY && decided->review->value.len > 0 ? "name" : NULL;
    case RO_REVIEW_RENAME:
      return "name";
    case RO_REVIEW_CORRECT:
      return ro_arena_copy(s->arena, decided->review->field).ptr;
    case RO_REVIEW_STATUS:
      return "status";
    case RO_REVIEW_ACCEPT:
      return "verdict";
    case RO_REVIEW_REJECT:
      return decided->review->kind == RO_LINE_DERIVATION || !takes_a_part(decided) ? "verdict" : NULL;
    default:
      return NULL;
  }
}

static bool bring_about(ro_settling *s, const ro_decided *decided, size_t line) {
  ro_slice *verdict = verdict_of(s, decided, line);
  switch (decided->review->action) {
    case RO_REVIEW_MERGE:
    case RO_REVIEW_RENAME:
      rename_line(s, decided, line);
      return decided->review->value.len > 0;
    case RO_REVIEW_CORRECT:
      return correct_line(s, decided, line);
    case RO_REVIEW_STATUS:
      s->out->statements.at[line].status = decided->review->value;
      return true;
    case RO_REVIEW_ACCEPT:
    case RO_REVIEW_REJECT:
      if (verdict) *verdict = decided->review->action == RO_REVIEW_ACCEPT ? RO_LIT("accepted") : RO_LIT("rejected");
      return verdict != NULL;
    default:
      return true;
  }
}

static ro_slices *reviews_of(ro_settling *s, const ro_decided *decided, size_t line) {
  switch (decided->review->kind) {
    case RO_LINE_ENTITY:
      return &s->out->entities.at[line].reviews;
    case RO_LINE_EVENT:
      return &s->out->events.at[line].reviews;
    case RO_LINE_STATEMENT:
      return &s->out->statements.at[line].reviews;
    case RO_LINE_COMMITMENT:
      return &s->out->statements.at[line].commitment_reviews;
    case RO_LINE_ORIGIN:
      return &s->out->origins.at[line].reviews;
    case RO_LINE_DERIVATION:
      return &s->out->derivations.at[line].reviews;
    case RO_LINE_DISCREPANCY:
      return &s->out->discrepancies.at[line].reviews;
    default:
      return NULL;
  }
}

/* Each line that has something that the decision names is told of it. */
static void note_review(ro_settling *s, const ro_decided *decided) {
  for (size_t i = 0; i < decided->bound.len; i++) {
    if (!is_target(decided, &decided->bound.at[i])) continue;
    size_t line = line_of(s, decided, &decided->bound.at[i]);
    ro_slices *reviews = line == RO_NONE ? NULL : reviews_of(s, decided, line);
    if (!reviews) continue;
    RO_PUSH(s->arena, reviews, decided->review->id);
    ro_slices_sort_unique(reviews);
  }
}

/* A derivation that is rejected has no line: there is none. */
static bool needs_line(const ro_decided *decided) {
  return decided->review->kind != RO_LINE_DERIVATION || decided->review->action != RO_REVIEW_REJECT;
}

void ro_decide_lines(ro_settling *s) {
  for (size_t d = 0; d < s->decided.len; d++) {
    const ro_decided *decided = &s->decided.at[d];
    if (decided->review->state != RO_REVIEW_IN_FORCE || !needs_line(decided)) continue;
    size_t line = line_decided(s, decided);
    const char *field = field_of(s, decided);
    bool decides = line != RO_NONE && field && ro_decide_field(s, decided, line, field);
    if (line == RO_NONE || (decides && !bring_about(s, decided, line))) decided->review->state = RO_REVIEW_UNBOUND;
    if (field && !decides && line != RO_NONE && decided->review->action != RO_REVIEW_MERGE)
      decided->review->state = RO_REVIEW_OVERRULED; /* by a later one; what a merge calls it is by the way */
    if (decided->review->state == RO_REVIEW_IN_FORCE) note_review(s, decided);
  }
}
