/* What a part of a record touches beyond itself. */
#include <stdlib.h>

#include "base/error.h"
#include "engine/part.h"
#include "event/keyed.h"

/* -- reports ---------------------------------------------------------------------------------------------------------------- */

typedef struct old_place {
  uint64_t report, family, event;
  int64_t is_told, meeting;
} old_place;

typedef struct old_places {
  ro_part *part;
  uint64_t of;
  bool by_family;
  RO_ARRAY(old_place) at;
} old_places;

static bool take_place(void *ctx, const ro_kept_row *row) {
  old_places *places = ctx;
  old_place place = {.event = ro_kept_number(row, 1), .is_told = ro_kept_plain(row, 2), .meeting = ro_kept_plain(row, 3)};
  place.report = places->by_family ? ro_kept_number(row, 0) : places->of;
  place.family = places->by_family ? places->of : ro_kept_number(row, 0);
  RO_PUSH(&places->part->round, &places->at, place);
  return true;
}

static old_places places_of(ro_part *part, uint64_t of, bool by_family) {
  old_places places = {.part = part, .of = of, .by_family = by_family};
  ro_part_ask(part, by_family ? RO_KEPT_FAMILY : RO_KEPT_FAMILIES_OF, RO_KEPT_VALUES(RO_KEPT_NUMBER(of)), take_place, &places);
  return places;
}

static bool take_series(void *ctx, const ro_kept_row *row) {
  ro_part *part = ctx;
  ro_numbers_add(&part->series, (uint64_t)ro_kept_plain(row, 0), &part->arena);
  return true;
}

static void add_series_of(ro_part *part, uint64_t event) {
  ro_part_ask(part, RO_KEPT_SERIES_OF, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)), take_series, part);
}

/* A key and the days from low to high. */
typedef struct window {
  uint64_t key;
  int64_t low, high;
} window;

typedef struct windows {
  ro_part *part;
  RO_ARRAY(window) at;
} windows;

static bool take_window(void *ctx, const ro_kept_row *row) {
  windows *w = ctx;
  RO_PUSH(&w->part->round, &w->at, ((window){ro_kept_number(row, 0), ro_kept_plain(row, 1), ro_kept_plain(row, 2)}));
  return true;
}

static ro_values near(ro_part *part, ro_kept_query query, uint64_t key, int64_t low, int64_t high) {
  return ro_part_numbers(part, query, RO_KEPT_VALUES(RO_KEPT_NUMBER(key), RO_KEPT_PLAIN(low), RO_KEPT_PLAIN(high)));
}

/* References that may be to a told event of the days. */
static void add_references_near(ro_part *part, uint64_t key, int64_t low, int64_t high) {
  ro_values families = near(part, RO_KEPT_REFERENCES_NEAR, key, low, high);
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
}

/* What hung on a told event as it was. */
static void leave_event(ro_part *part, uint64_t event) {
  if (!ro_numbers_add(&part->old_events, event, &part->arena)) return;
  ro_values families = ro_part_numbers(part, RO_KEPT_EVENT_REFERENCES, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)));
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
  families = ro_part_numbers(part, RO_KEPT_SIDELINES, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)));
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
  add_series_of(part, event);
}

typedef struct identities {
  ro_part *part;
  RO_ARRAY(uint64_t) at;
} identities;

static bool take_identity(void *ctx, const ro_kept_row *row) {
  identities *ids = ctx;
  ro_slice id = ro_kept_text(row, 0);
  if (id.ptr) RO_PUSH(&ids->part->round, &ids->at, ro_identity_number(id));
  return true;
}

static identities identities_of(ro_part *part, ro_kept_query query, ro_slice of) {
  identities ids = {.part = part};
  ro_part_ask(part, query, RO_KEPT_VALUES(RO_KEPT_TEXT(of)), take_identity, &ids);
  return ids;
}

/* A session whose line may have its place from an event on its sidelines. */
static void rewrite_session(ro_part *part, uint64_t event) {
  ro_values telling = ro_part_numbers(part, RO_KEPT_REPORTS_TELLING, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)));
  if (telling.len > 0) ro_part_rewrite(part, event);
}

static void leave_told(ro_part *part, uint64_t report) {
  ro_values events = ro_part_numbers(part, RO_KEPT_TOLD_OF_REPORT, RO_KEPT_VALUES(RO_KEPT_NUMBER(report)));
  windows w = {.part = part};
  for (size_t i = 0; i < events.len; i++) {
    identities occasion = identities_of(part, RO_KEPT_OCCASION, ro_part_identity(part, "e", events.at[i]));
    leave_event(part, events.at[i]);
    for (size_t k = 0; k < occasion.at.len; k++) rewrite_session(part, occasion.at.at[k]);
    occasion = identities_of(part, RO_KEPT_OCCASION_OF, ro_part_identity(part, "e", events.at[i]));
    for (size_t k = 0; k < occasion.at.len; k++) ro_part_rewrite(part, occasion.at.at[k]);
  }
  ro_part_ask(part, RO_KEPT_TOLD_KEYS, RO_KEPT_VALUES(RO_KEPT_NUMBER(report)), take_window, &w);
  for (size_t i = 0; i < w.at.len; i++) add_references_near(part, w.at.at[i].key, w.at.at[i].low, w.at.at[i].high);
}

static void leave_references(ro_part *part, uint64_t report) {
  old_places places = places_of(part, report, false);
  for (size_t i = 0; i < places.at.len; i++) ro_part_add_family(part, places.at.at[i].family);
}

void ro_part_touch(ro_part *part, uint64_t report) {
  if (!ro_numbers_add(&part->touched, report, &part->arena)) return;
  part->grew = true;
  if (part->is_first) return;
  ro_old_report old = ro_part_old(part, report);
  identities versions = {.part = part};
  ro_slice id = ro_part_identity(part, "r", report);
  ro_part_ask(part, RO_KEPT_SAME_KEY, RO_KEPT_VALUES(RO_KEPT_TEXT(id)), take_identity, &versions);
  for (size_t i = 0; i < versions.at.len; i++) ro_part_touch(part, versions.at.at[i]);
  if (!old.is_there) return;
  if (ro_numbers_add(&part->touched_components, old.component, &part->arena)) {
    ro_values with = ro_part_numbers(part, RO_KEPT_OF_COMPONENT, RO_KEPT_VALUES(RO_KEPT_NUMBER(old.component)));
    for (size_t i = 0; i < with.len; i++) ro_part_touch(part, with.at[i]);
  }
  identities origins = identities_of(part, RO_KEPT_ORIGINS_OF, id);
  for (size_t i = 0; i < origins.at.len; i++) ro_numbers_add(&part->old_origins, origins.at.at[i], &part->arena);
  leave_told(part, report);
  leave_references(part, report);
}

void ro_part_add_context(ro_part *part, uint64_t report) {
  if (ro_numbers_have(&part->touched, report) || !ro_numbers_add(&part->context, report, &part->arena)) return;
  part->grew = true;
  ro_old_report old = ro_part_old(part, report);
  if (!old.is_there || !ro_numbers_add(&part->context_components, old.component, &part->arena)) return;
  ro_values with = ro_part_numbers(part, RO_KEPT_OF_COMPONENT, RO_KEPT_VALUES(RO_KEPT_NUMBER(old.component)));
  for (size_t i = 0; i < with.len; i++) ro_part_add_context(part, with.at[i]);
}

static void add_telling(ro_part *part, uint64_t event) {
  ro_values reports = ro_part_numbers(part, RO_KEPT_REPORTS_TELLING, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)));
  for (size_t i = 0; i < reports.len; i++) ro_part_add_context(part, reports.at[i]);
}

static void add_all_sidelines(ro_part *part, uint64_t event) {
  ro_values families = ro_part_numbers(part, RO_KEPT_SIDELINES, RO_KEPT_VALUES(RO_KEPT_NUMBER(event)));
  add_telling(part, event);
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
}

/* -- groups of references --------------------------------------------------------------------------------------------------- */

/* Told events that references with a key may be to. */
static void add_told_near(ro_part *part, uint64_t key, int64_t low, int64_t high) {
  ro_values reports = near(part, RO_KEPT_TOLD_NEAR, key, low, high);
  for (size_t i = 0; i < reports.len; i++) ro_part_add_context(part, reports.at[i]);
}

void ro_part_add_family(ro_part *part, uint64_t family) {
  windows w = {.part = part};
  if (part->is_first || !ro_numbers_add(&part->families, family, &part->arena)) return;
  part->grew = true;
  old_places places = places_of(part, family, true);
  for (size_t i = 0; i < places.at.len; i++) {
    ro_part_add_context(part, places.at.at[i].report);
    if (places.at.at[i].is_told) continue;
    ro_numbers_add(&part->old_events, places.at.at[i].event, &part->arena);
    add_series_of(part, places.at.at[i].event);
    identities held = identities_of(part, RO_KEPT_OCCASION_OF, ro_part_identity(part, "e", places.at.at[i].event));
    for (size_t k = 0; k < held.at.len; k++) add_all_sidelines(part, held.at.at[k]);
  }
  ro_part_ask(part, RO_KEPT_FAMILY_KEYS, RO_KEPT_VALUES(RO_KEPT_NUMBER(family)), take_window, &w);
  for (size_t i = 0; i < w.at.len; i++) add_told_near(part, w.at.at[i].key, w.at.at[i].low, w.at.at[i].high);
  ro_values beside = ro_part_numbers(part, RO_KEPT_SIDELINE_EVENTS, RO_KEPT_VALUES(RO_KEPT_NUMBER(family)));
  for (size_t i = 0; i < beside.len; i++) add_all_sidelines(part, beside.at[i]);
}

/* -- lines of context ------------------------------------------------------------------------------------------------------- */

void ro_part_rewrite(ro_part *part, uint64_t event) {
  if (!ro_numbers_add(&part->rewritten, event, &part->arena)) return;
  part->grew = true;
  leave_event(part, event);
  add_all_sidelines(part, event);
  identities held = identities_of(part, RO_KEPT_OCCASION_OF, ro_part_identity(part, "e", event));
  for (size_t i = 0; i < held.at.len; i++) add_all_sidelines(part, held.at.at[i]);
}

/* -- what a round found ----------------------------------------------------------------------------------------------------- */

static void grow_by_references(ro_part *part) {
  for (size_t i = 0; i < part->kept.told_keys.len; i++) {
    const ro_kept_told_key *told = &part->kept.told_keys.at[i];
    if (!ro_part_is_context(part, told->member)) add_references_near(part, told->key, told->low, told->high);
  }
  for (size_t i = 0; i < part->kept.references.len; i++) {
    const ro_kept_reference *r = &part->kept.references.at[i];
    if (ro_part_is_context(part, r->member)) continue;
    ro_part_add_family(part, r->group);
    for (size_t k = 0; k < r->keys.len && r->low <= r->high; k++) add_told_near(part, r->keys.at[k], r->low, r->high);
  }
}

/* A reference that goes to another event than before changes the lines of both. */
static void compare_places(ro_part *part, const ro_kept_reference *r, const old_places *before) {
  uint64_t now = ro_identity_number(r->event), report = ro_part_number(part, r->member);
  for (size_t i = 0; i < before->at.len; i++) {
    const old_place *place = &before->at.at[i];
    if (place->report != report || place->meeting != (int64_t)r->meeting) continue;
    if (place->event == now && (place->is_told != 0) == r->is_told) return;
    if (place->is_told) rewrite_session(part, place->event);
  }
  if (r->is_told) rewrite_session(part, now);
}

static void grow_by_places(ro_part *part) {
  for (size_t i = 0; i < part->kept.references.len; i++) {
    const ro_kept_reference *r = &part->kept.references.at[i];
    if (!ro_numbers_have(&part->families, r->group)) continue;
    old_places before = places_of(part, ro_part_number(part, r->member), false);
    compare_places(part, r, &before);
  }
}

/* -- events that are written ------------------------------------------------------------------------------------------------ */

static const ro_record_event *find_event(const ro_part *part, const ro_map *events, ro_slice id) {
  const uint64_t *at = ro_map_get(events, id);
  return at ? &part->out.events.at[*at] : NULL;
}

/* The occasion of a told event may have changed, or its identity. */
static void grow_by_occasions(ro_part *part, const ro_map *events) {
  for (size_t i = 0; i < part->kept.sidelines.len; i++) {
    const ro_kept_sideline *sideline = &part->kept.sidelines.at[i];
    if (!ro_numbers_have(&part->families, sideline->group) || !ro_part_is_context(part, sideline->member)) continue;
    const ro_record_event *event = find_event(part, events, sideline->event);
    identities before = identities_of(part, RO_KEPT_OCCASION, sideline->event);
    uint64_t was = before.at.len > 0 ? before.at.at[0] : 0;
    uint64_t is = event && event->occasion.ptr ? ro_identity_number(event->occasion) : 0;
    if (was == is) continue;
    ro_part_rewrite(part, ro_identity_number(sideline->event));
    if (was) rewrite_session(part, was);
    if (is) rewrite_session(part, is);
  }
  for (size_t i = 0; i < part->kept.told.len; i++) {
    const ro_kept_told *told = &part->kept.told.at[i];
    const ro_record_event *event = find_event(part, events, told->event);
    if (ro_part_is_context(part, told->member) || !event || !event->occasion.ptr) continue;
    rewrite_session(part, ro_identity_number(event->occasion));
  }
}

void ro_part_grow(ro_part *part) {
  ro_map events;
  if (part->grew) return; /* by names: what else there is to touch shows when these are settled too */
  ro_map_init(&events, &part->round);
  for (size_t e = 0; e < part->out.events.len; e++) *ro_map_put(&events, part->out.events.at[e].id, NULL) = e;
  grow_by_references(part);
  grow_by_places(part);
  grow_by_occasions(part, &events);
}
