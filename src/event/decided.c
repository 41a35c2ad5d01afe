#include "event/decided.h"

#include <stdlib.h>

#include "review/decisions.h"
#include "review/fields.h"
#include "review/place.h"

/* -- reports by their bytes ------------------------------------------------------------------------------------------- */

typedef struct hashed {
  ro_slice sha256;
  size_t member;
} hashed;

typedef struct binding {
  ro_settling *s;
  hashed *by_hash; /* members that have one, by it */
  size_t n_hashed;
} binding;

static int by_hash(const void *a, const void *b) {
  const hashed *left = a, *right = b;
  int order = ro_slice_compare(left->sha256, right->sha256);
  return order ? order : (left->member > right->member) - (left->member < right->member);
}

static void sort_members(binding *b) {
  ro_settling *s = b->s;
  b->by_hash = RO_NEW_ARRAY(s->arena, hashed, s->n_members + 1);
  for (size_t m = 0; m < s->n_members; m++) {
    ro_slice sha256 = ro_settling_findings(s, m)->report.sha256;
    if (sha256.len > 0) b->by_hash[b->n_hashed++] = (hashed){sha256, m};
  }
  if (b->n_hashed > 1) qsort(b->by_hash, b->n_hashed, sizeof *b->by_hash, by_hash);
}

/* The place in by_hash of the first member with those bytes, or n_hashed. */
static size_t first_of(const binding *b, ro_slice sha256) {
  size_t low = 0, high = b->n_hashed;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ro_slice_compare(b->by_hash[middle].sha256, sha256) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* -- what stands there ------------------------------------------------------------------------------------------------ */

typedef struct best {
  size_t item;
  double overlap;
} best;

static void offer(best *found, size_t item, ro_span span, ro_span place) {
  double overlap = ro_span_overlap(span, place);
  if (overlap < RO_REVIEW_OVERLAP || overlap <= found->overlap) return;
  *found = (best){item, overlap};
}

static size_t entity_at(const ro_prepared *p, ro_span place) {
  best found = {RO_NONE, 0};
  for (size_t i = 0; i < p->findings->mentions.len; i++)
    offer(&found, p->findings->mentions.at[i].entity, p->findings->mentions.at[i].span, place);
  return found.item;
}

static size_t meeting_at(const ro_prepared *p, ro_span place) {
  best found = {RO_NONE, 0};
  for (size_t i = 0; i <= p->findings->meetings.len; i++) {
    const ro_meeting *meeting = ro_prepared_meeting(p, i);
    if (meeting->spans.len == 0) continue;
    offer(&found, i, (ro_span){meeting->spans.at[0].start, meeting->spans.at[meeting->spans.len - 1].end}, place);
  }
  return found.item;
}

static size_t said_at(const ro_prepared *p, ro_span place) {
  best found = {RO_NONE, 0};
  for (size_t i = 0; i < p->said.len; i++) offer(&found, i, p->said.at[i].span, place);
  return found.item;
}

/* The representative's node for a meeting of a copy: copies are read alike, but for what their furniture brings. */
static size_t node_at(const ro_settling *s, size_t member, ro_span place) {
  size_t meeting = meeting_at(ro_settling_prepared(s, member), place);
  bool alike = ro_settling_findings(s, member)->meetings.len == ro_settling_findings(s, s->same[member])->meetings.len;
  return alike ? ro_settling_node(s, member, meeting) : RO_NONE;
}

static size_t clause_at(const ro_settling *s, size_t member, ro_span place) {
  const ro_prepared *own = ro_settling_prepared(s, member), *first = ro_settling_prepared(s, s->same[member]);
  return own->said.len == first->said.len ? said_at(own, place) : RO_NONE;
}

static void bind_in(ro_settling *s, ro_decided *decided, const ro_review_member *named, size_t member) {
  ro_bound bound = {.part = named->part, .member = s->same[member], .item = 0};
  if (!ro_review_place(named, ro_settling_findings(s, member)->report.text, &bound.span)) return;
  switch (decided->review->kind) {
    case RO_LINE_ENTITY:
      bound.member = member;
      bound.item = entity_at(ro_settling_prepared(s, member), bound.span);
      break;
    case RO_LINE_EVENT:
      bound.item = node_at(s, member, bound.span);
      break;
    case RO_LINE_STATEMENT:
    case RO_LINE_COMMITMENT:
      bound.item = clause_at(s, member, bound.span);
      break;
    case RO_LINE_DERIVATION:
    case RO_LINE_DISCREPANCY:
      bound.member = member;
      break;
    default:
      break;
  }
  /* The parts of a correction from 1 on are entities, whatever is corrected. */
  if (decided->review->action == RO_REVIEW_CORRECT && named->part > 0) {
    bound.member = member;
    bound.item = entity_at(ro_settling_prepared(s, member), bound.span);
  }
  if (bound.item != RO_NONE) RO_PUSH(s->arena, &decided->bound, bound);
}

/* -- enough of it ----------------------------------------------------------------------------------------------------- */

static bool binds(const ro_decided *decided) {
  bool named[RO_REVIEW_PARTS] = {false}, found[RO_REVIEW_PARTS] = {false};
  size_t n_named = 0, n_found = 0;
  for (size_t i = 0; i < decided->review->members.len; i++) named[decided->review->members.at[i].part] = true;
  for (size_t i = 0; i < decided->bound.len; i++) found[decided->bound.at[i].part] = true;
  for (size_t i = 0; i < RO_REVIEW_PARTS; i++) n_named += named[i], n_found += found[i];
  switch (decided->review->action) {
    case RO_REVIEW_MERGE:
    case RO_REVIEW_NOT_SAME:
      return n_found >= 2;
    case RO_REVIEW_RENAME:
    case RO_REVIEW_ACCEPT:
    case RO_REVIEW_STATUS:
      return decided->review->kind == RO_LINE_DERIVATION ? n_found >= 2 : found[0];
    default:
      return found[0] && n_found == n_named;
  }
}

static void bind(binding *b, ro_record_review *review) {
  ro_decided decided = {.review = review};
  for (size_t i = 0; i < review->members.len; i++) {
    const ro_review_member *named = &review->members.at[i];
    if (named->part >= RO_REVIEW_PARTS) continue;
    for (size_t k = first_of(b, named->sha256); k < b->n_hashed && ro_slice_equal(b->by_hash[k].sha256, named->sha256); k++)
      bind_in(b->s, &decided, named, b->by_hash[k].member);
  }
  if (ro_review_is_sound(review) && binds(&decided)) {
    RO_PUSH(b->s->arena, &b->s->decided, decided);
  } else {
    review->state = RO_REVIEW_UNBOUND;
  }
}

static void decide_nodes(ro_settling *s) {
  ro_joins_init(&s->node_joins, s->nodes.len, s->arena);
  for (size_t d = 0; d < s->decided.len; d++) {
    const ro_decided *decided = &s->decided.at[d];
    ro_named_items items = {0};
    if (decided->review->kind != RO_LINE_EVENT || decided->review->action == RO_REVIEW_CORRECT) continue;
    for (size_t i = 0; i < decided->bound.len; i++)
      RO_PUSH(s->arena, &items, ((ro_named_item){decided->bound.at[i].item, decided->bound.at[i].part}));
    if (!ro_joins_decide(&s->node_joins, decided->review->action, items.at, items.len))
      decided->review->state = RO_REVIEW_OVERRULED;
  }
}

void ro_settle_decisions(ro_settling *s) {
  binding b = {.s = s};
  ro_map_init(&s->decided_fields, s->arena);
  ro_map_init(&s->not_meant, s->arena);
  if (s->out->reviews.len > 0) {
    ro_indexes in_force = ro_reviews_in_force(s->out->reviews.at, s->out->reviews.len, s->arena);
    sort_members(&b);
    for (size_t i = 0; i < in_force.len; i++) bind(&b, &s->out->reviews.at[in_force.at[i]]);
  }
  decide_nodes(s);
}

/* -- what several steps ask ------------------------------------------------------------------------------------------- */

void ro_decide_components(const ro_settling *s, size_t *set) {
  for (size_t d = 0; d < s->decided.len; d++) {
    const ro_decided *decided = &s->decided.at[d];
    ro_line_type kind = decided->review->kind;
    if (kind != RO_LINE_EVENT && kind != RO_LINE_STATEMENT && kind != RO_LINE_ORIGIN) continue;
    if (decided->review->action == RO_REVIEW_CORRECT) continue;
    for (size_t i = 1; i < decided->bound.len; i++) ro_set_join(set, decided->bound.at[0].member, decided->bound.at[i].member);
  }
}

bool ro_decide_field(ro_settling *s, const ro_decided *decided, size_t thing, const char *field) {
  ro_slice key = ro_arena_format(s->arena, "%d %zu %s", (int)decided->review->kind, thing, field);
  bool is_new;
  ro_map_put(&s->decided_fields, key, &is_new);
  return is_new;
}

typedef struct votes {
  size_t event, n;
} votes;

/* The event at which most of the clauses were said that a decision names; RO_NONE where none was. */
static size_t event_of_clauses(const ro_settling *s, const ro_decided *decided) {
  RO_ARRAY(votes) all = {0};
  size_t most = RO_NONE;
  for (size_t i = 0; i < decided->bound.len; i++) {
    const ro_bound *bound = &decided->bound.at[i];
    if (decided->review->action == RO_REVIEW_CORRECT && bound->part > 0) continue;
    size_t node = ro_settling_node(s, bound->member, ro_settling_prepared(s, bound->member)->said.at[bound->item].meeting);
    size_t event = node == RO_NONE ? RO_NONE : s->nodes.at[node].event, k = 0;
    if (event == RO_NONE) continue;
    while (k < all.len && all.at[k].event != event) k++;
    if (k == all.len) RO_PUSH(s->scratch, &all, ((votes){event, 0}));
    all.at[k].n++;
    if (most == RO_NONE || all.at[k].n > all.at[most].n) most = k;
  }
  return most == RO_NONE ? RO_NONE : all.at[most].event;
}

void ro_decide_said(ro_settling *s) {
  s->decided_at = RO_NEW_ARRAY(s->arena, ro_indexes, s->events.len + 1);
  for (size_t d = 0; d < s->decided.len; d++) {
    ro_decided *decided = &s->decided.at[d];
    if (decided->review->kind != RO_LINE_STATEMENT && decided->review->kind != RO_LINE_COMMITMENT) continue;
    size_t event = event_of_clauses(s, decided);
    ro_arena_clear(s->scratch);
    if (event == RO_NONE) {
      decided->review->state = RO_REVIEW_UNBOUND;
    } else {
      RO_PUSH(s->arena, &s->decided_at[event], d);
    }
  }
}

void ro_decide_clauses(ro_settling *s, size_t event, ro_joins *joins, ro_clause_index clause_index, const void *ctx) {
  for (size_t k = 0; k < s->decided_at[event].len; k++) {
    const ro_decided *decided = &s->decided.at[s->decided_at[event].at[k]];
    ro_named_items items = {0};
    if (decided->review->kind != RO_LINE_STATEMENT || decided->review->action == RO_REVIEW_CORRECT) continue;
    for (size_t i = 0; i < decided->bound.len; i++) {
      size_t at = clause_index(ctx, decided->bound.at[i].member, decided->bound.at[i].item);
      if (at != RO_NONE) RO_PUSH(s->arena, &items, ((ro_named_item){at, decided->bound.at[i].part}));
    }
    if (!ro_joins_decide(joins, decided->review->action, items.at, items.len)) decided->review->state = RO_REVIEW_OVERRULED;
  }
}
