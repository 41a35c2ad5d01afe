/* Decisions on where texts come from: derivations that are none, origins that are one or are not. */
#include <stdlib.h>

#include "event/decided.h"
#include "event/grounds.h"

static int by_index(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

/* The place in a component of a member of the whole, or RO_NONE. */
static size_t in_part(const ro_settling *part, size_t member) {
  const size_t *found = part->n_members > 0 ? bsearch(&member, part->in_whole, part->n_members, sizeof member, by_index) : NULL;
  return found ? (size_t)(found - part->in_whole) : RO_NONE;
}

/* What a decision names of a component's reports; the representatives. */
static ro_named_items items_in(const ro_settling *part, const ro_decided *decided) {
  ro_named_items items = {0};
  for (size_t i = 0; i < decided->bound.len; i++) {
    size_t at = in_part(part, decided->bound.at[i].member);
    if (at != RO_NONE) RO_PUSH(part->arena, &items, ((ro_named_item){part->same[at], decided->bound.at[i].part}));
  }
  return items;
}

/* What all decisions say of a component's reports. A rejected derivation parts the two. */
static ro_joins joins_of(const ro_settling *part) {
  const ro_settling *whole = part->whole;
  ro_joins joins;
  ro_joins_init(&joins, part->n_members, part->arena);
  for (size_t d = 0; d < whole->decided.len; d++) {
    const ro_decided *decided = &whole->decided.at[d];
    bool rejected = decided->review->kind == RO_LINE_DERIVATION && decided->review->action == RO_REVIEW_REJECT;
    if (decided->review->kind != RO_LINE_ORIGIN && !rejected) continue;
    ro_named_items items = items_in(part, decided);
    if (items.len < 2) continue;
    if (!ro_joins_decide(&joins, decided->review->action, items.at, items.len)) decided->review->state = RO_REVIEW_OVERRULED;
  }
  return joins;
}

static bool decides_origins(const ro_settling *whole) {
  for (size_t d = 0; d < whole->decided.len; d++) {
    ro_line_type kind = whole->decided.at[d].review->kind;
    if (kind == RO_LINE_ORIGIN || kind == RO_LINE_DERIVATION) return true;
  }
  return false;
}

static ro_link *link_of(ro_settling *part, size_t a, size_t b) {
  for (size_t k = 0; k < part->links.len; k++) {
    ro_link *link = &part->links.at[k];
    if ((link->a == a && link->b == b) || (link->a == b && link->b == a)) return link;
  }
  return NULL;
}

void ro_decide_links(ro_settling *part) {
  if (!decides_origins(part->whole)) return;
  ro_joins joins = joins_of(part);
  for (size_t i = 0; i < joins.parted.len; i++) {
    ro_link *link = link_of(part, joins.parted.at[i].a, joins.parted.at[i].b);
    if (!link) continue;
    link->decided = true;
    link->result.kind = RO_INDEPENDENT;
    link->result.direction = RO_WAY_NONE;
  }
}

/* -- origins ---------------------------------------------------------------------------------------------------------- */

static void drop_index(ro_indexes *list, size_t value) {
  size_t kept = 0;
  for (size_t i = 0; i < list->len; i++)
    if (list->at[i] != value) list->at[kept++] = list->at[i];
  list->len = kept;
}

static void add_index(ro_settling *part, ro_indexes *list, size_t value) {
  for (size_t i = 0; i < list->len; i++)
    if (list->at[i] == value) return;
  RO_PUSH(part->arena, list, value);
  qsort(list->at, list->len, sizeof *list->at, by_index);
}

/* What two reports come from is one text. */
static void unite(ro_settling *part, size_t a, size_t b) {
  if (part->origins_of.at[a].len == 0 || part->origins_of.at[b].len == 0) return;
  size_t into = part->origins_of.at[a].at[0], from = part->origins_of.at[b].at[0];
  ro_note_root(part, a, b, "a person says that they come from one text");
  if (into == from) return;
  for (size_t i = 0; i < part->origins.at[from].roots.len; i++)
    add_index(part, &part->origins.at[into].roots, part->origins.at[from].roots.at[i]);
  part->origins.at[from].roots.len = 0;
  for (size_t m = 0; m < part->n_members; m++) {
    ro_indexes *of = &part->origins_of.at[m];
    size_t before = of->len;
    drop_index(of, from);
    if (of->len < before) add_index(part, of, into);
  }
}

/* Of two reports that are not of one text the later one loses what they share, and is an origin of its own where that is all. */
static void part_two(ro_settling *part, size_t a, size_t b) {
  ro_indexes *own = &part->origins_of.at[b];
  for (size_t i = 0; i < part->origins_of.at[a].len; i++) {
    size_t shared = part->origins_of.at[a].at[i];
    drop_index(own, shared);
    drop_index(&part->origins.at[shared].roots, b);
    if (part->origins.at[shared].roots.len == 0) RO_PUSH(part->arena, &part->origins.at[shared].roots, a);
  }
  if (own->len > 0) return;
  RO_PUSH(part->arena, own, part->origins.len);
  ro_settled_origin origin = {0};
  RO_PUSH(part->arena, &origin.roots, b);
  RO_PUSH(part->arena, &part->origins, origin);
  ro_note_root(part, b, b, "a person says that it comes from another text");
}

static bool share_origin(const ro_settling *part, size_t a, size_t b) {
  for (size_t i = 0; i < part->origins_of.at[a].len; i++)
    for (size_t k = 0; k < part->origins_of.at[b].len; k++)
      if (part->origins_of.at[a].at[i] == part->origins_of.at[b].at[k]) return true;
  return false;
}

/* Origins without roots were joined with others. */
static void drop_empty(ro_settling *part) {
  size_t *now = RO_NEW_ARRAY(part->arena, size_t, part->origins.len + 1), kept = 0;
  for (size_t o = 0; o < part->origins.len; o++) {
    now[o] = kept;
    if (part->origins.at[o].roots.len > 0) part->origins.at[kept++] = part->origins.at[o];
  }
  part->origins.len = kept;
  for (size_t m = 0; m < part->n_members; m++)
    for (size_t k = 0; k < part->origins_of.at[m].len; k++) part->origins_of.at[m].at[k] = now[part->origins_of.at[m].at[k]];
}

void ro_decide_origins(ro_settling *part) {
  if (!decides_origins(part->whole)) return;
  ro_joins joins = joins_of(part);
  for (size_t i = 0; i < joins.joined.len; i++) unite(part, joins.joined.at[i].a, joins.joined.at[i].b);
  for (size_t i = 0; i < joins.parted.len; i++)
    if (share_origin(part, joins.parted.at[i].a, joins.parted.at[i].b))
      part_two(part, joins.parted.at[i].a, joins.parted.at[i].b);
  drop_empty(part);
}
