/* What a part of a record touches beyond itself. */
#include <stdlib.h>

#include "base/error.h"
#include "engine/part.h"
#include "event/keyed.h"

#define ASK(...) ((const ro_kept_value[]){__VA_ARGS__})
#define NUMBERS(part, query, ...) \
  ro_part_numbers((part), (query), ASK(__VA_ARGS__), (int)(sizeof(ASK(__VA_ARGS__)) / sizeof(ro_kept_value)))

/* -- reports ---------------------------------------------------------------------------------------------------------------- */

typedef struct old_report {
  ro_part *part;
  bool is_there, has_fingerprint;
  uint64_t component, fingerprint;
  ro_slice keys; /* 8 bytes each */
} old_report;

static bool take_report(void *ctx, const ro_kept_row *row) {
  old_report *old = ctx;
  old->is_there = true;
  old->component = ro_kept_number(row, 1);
  old->has_fingerprint = ro_kept_text(row, 2).ptr != NULL;
  old->fingerprint = ro_kept_number(row, 2);
  old->keys = ro_arena_copy(&old->part->round, ro_kept_text(row, 3));
  return false;
}

static old_report old_of(ro_part *part, uint64_t report) {
  old_report old = {.part = part};
  ro_part_ask(part, RO_KEPT_OF_REPORT, ASK(RO_KEPT_NUMBER(report)), 1, take_report, &old);
  return old;
}

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
  ro_part_ask(part, by_family ? RO_KEPT_FAMILY : RO_KEPT_FAMILIES_OF, ASK(RO_KEPT_NUMBER(of)), 1, take_place, &places);
  return places;
}

static bool take_series(void *ctx, const ro_kept_row *row) {
  ro_part *part = ctx;
  ro_numbers_add(&part->series, (uint64_t)ro_kept_plain(row, 0), &part->arena);
  return true;
}

static void add_series_of(ro_part *part, uint64_t event) {
  ro_part_ask(part, RO_KEPT_SERIES_OF, ASK(RO_KEPT_NUMBER(event)), 1, take_series, part);
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
  return NUMBERS(part, query, RO_KEPT_NUMBER(key), RO_KEPT_PLAIN(low), RO_KEPT_PLAIN(high));
}

/* References that may be to a told event of the days. */
static void add_references_near(ro_part *part, uint64_t key, int64_t low, int64_t high) {
  ro_values families = near(part, RO_KEPT_REFERENCES_NEAR, key, low, high);
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
}

/* What hung on a told event as it was. */
static void leave_event(ro_part *part, uint64_t event) {
  if (!ro_numbers_add(&part->old_events, event, &part->arena)) return;
  ro_values families = NUMBERS(part, RO_KEPT_EVENT_REFERENCES, RO_KEPT_NUMBER(event));
  for (size_t i = 0; i < families.len; i++) ro_part_add_family(part, families.at[i]);
  families = NUMBERS(part, RO_KEPT_SIDELINES, RO_KEPT_NUMBER(event));
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
  ro_part_ask(part, query, ASK(RO_KEPT_TEXT(of)), 1, take_identity, &ids);
  return ids;
}

/* A session whose line may have its place from an event on its sidelines. */
static void rewrite_session(ro_part *part, uint64_t event) {
  ro_values telling = NUMBERS(part, RO_KEPT_REPORTS_TELLING, RO_KEPT_NUMBER(event));
  if (telling.len > 0) ro_part_rewrite(part, event);
}

static void leave_told(ro_part *part, uint64_t report) {
  ro_values events = NUMBERS(part, RO_KEPT_TOLD_OF_REPORT, RO_KEPT_NUMBER(report));
  windows w = {.part = part};
  for (size_t i = 0; i < events.len; i++) {
    identities occasion = identities_of(part, RO_KEPT_OCCASION, ro_part_identity(part, "e", events.at[i]));
    leave_event(part, events.at[i]);
    for (size_t k = 0; k < occasion.at.len; k++) rewrite_session(part, occasion.at.at[k]);
    occasion = identities_of(part, RO_KEPT_OCCASION_OF, ro_part_identity(part, "e", events.at[i]));
    for (size_t k = 0; k < occasion.at.len; k++) ro_part_rewrite(part, occasion.at.at[k]);
  }
  ro_part_ask(part, RO_KEPT_TOLD_KEYS, ASK(RO_KEPT_NUMBER(report)), 1, take_window, &w);
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
  old_report old = old_of(part, report);
  identities versions = {.part = part};
  ro_slice id = ro_part_identity(part, "r", report);
  ro_part_ask(part, RO_KEPT_SAME_KEY, ASK(RO_KEPT_TEXT(id)), 1, take_identity, &versions);
  for (size_t i = 0; i < versions.at.len; i++) ro_part_touch(part, versions.at.at[i]);
  if (!old.is_there) return;
  if (ro_numbers_add(&part->touched_components, old.component, &part->arena)) {
    ro_values with = NUMBERS(part, RO_KEPT_OF_COMPONENT, RO_KEPT_NUMBER(old.component));
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
  old_report old = old_of(part, report);
  if (!old.is_there || !ro_numbers_add(&part->context_components, old.component, &part->arena)) return;
  ro_values with = NUMBERS(part, RO_KEPT_OF_COMPONENT, RO_KEPT_NUMBER(old.component));
  for (size_t i = 0; i < with.len; i++) ro_part_add_context(part, with.at[i]);
}

static void add_telling(ro_part *part, uint64_t event) {
  ro_values reports = NUMBERS(part, RO_KEPT_REPORTS_TELLING, RO_KEPT_NUMBER(event));
  for (size_t i = 0; i < reports.len; i++) ro_part_add_context(part, reports.at[i]);
}

static void add_all_sidelines(ro_part *part, uint64_t event) {
  ro_values families = NUMBERS(part, RO_KEPT_SIDELINES, RO_KEPT_NUMBER(event));
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
  ro_part_ask(part, RO_KEPT_FAMILY_KEYS, ASK(RO_KEPT_NUMBER(family)), 1, take_window, &w);
  for (size_t i = 0; i < w.at.len; i++) add_told_near(part, w.at.at[i].key, w.at.at[i].low, w.at.at[i].high);
  ro_values beside = NUMBERS(part, RO_KEPT_SIDELINE_EVENTS, RO_KEPT_NUMBER(family));
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

/* Who has a key, in order. */
typedef struct holder {
  uint64_t report;
  int64_t day;
} holder;

typedef struct holders {
  ro_part *part;
  RO_ARRAY(holder) at;
} holders;

static bool take_holder(void *ctx, const ro_kept_row *row) {
  holders *all = ctx;
  holder one = {ro_kept_number(row, 0), ro_kept_plain(row, 1)};
  RO_PUSH(&all->part->round, &all->at, one);
  return true;
}

static holders holders_of(ro_part *part, uint64_t key, int64_t low, int64_t limit) {
  holders all = {.part = part};
  ro_part_ask_key(part, key, low, limit, take_holder, &all);
  return all;
}

/* Touches a report that was compared with all that have a key, or comes to be, if anything may hang on it: another of its
 * component has the key too. */
static void touch_leader(ro_part *part, uint64_t report, const holders *all) {
  old_report old = old_of(part, report);
  ro_values with = NUMBERS(part, RO_KEPT_OF_COMPONENT, RO_KEPT_NUMBER(old.component));
  ro_values_sort_unique(&with);
  for (size_t i = 0; with.len > 1 && i < all->at.len; i++)
    if (all->at.at[i].report != report && ro_values_have(&with, all->at.at[i].report)) ro_part_touch(part, report);
}

static bool are_far(const holder *a, const holder *b) {
  return a->day - b->day > RO_MATTER_DAYS || b->day - a->day > RO_MATTER_DAYS;
}

#define NEARLY 0.001 /* packed terms are not exact */

typedef struct old_terms {
  ro_part *part;
  ro_slice packed;
} old_terms;

/* A key that a touched report came to have, or lost. */
typedef struct changed_key {
  uint64_t key;
  holder by;
  const ro_terms *terms; /* of that report */
  bool is_lost;
} changed_key;

typedef RO_ARRAY(changed_key) changed_keys;

static bool take_terms(void *ctx, const ro_kept_row *row) {
  old_terms *terms = ctx;
  terms->packed = ro_arena_copy(&terms->part->arena, ro_kept_text(row, 0));
  return false;
}

static ro_slice terms_of(ro_part *part, uint64_t report) {
  bool is_new;
  uint64_t *own = RO_NEW(&part->arena, uint64_t);
  *own = report;
  uint64_t *at = ro_map_put(&part->terms, (ro_slice){(const char *)own, sizeof *own}, &is_new);
  if (is_new) {
    old_terms terms = {.part = part};
    ro_part_ask(part, RO_KEPT_TERMS_OF, ASK(RO_KEPT_NUMBER(report)), 1, take_terms, &terms);
    *at = part->packed.len;
    RO_PUSH(&part->arena, &part->packed, terms.packed);
  }
  return part->packed.at[*at];
}

/* Reports that have a matter's or a part's key in common without being alike are not loaded. */
static void add_candidate(ro_part *part, const changed_key *change, const holder *other) {
  bool of_matter = change->key & RO_KEPT_OF_MATTER, of_part = change->key & RO_KEPT_OF_PART,
       dated = change->by.day != RO_NO_DAY && other->day != RO_NO_DAY;
  if (ro_numbers_have(&part->candidates, other->report)) return;
  if (of_matter && dated && are_far(other, &change->by)) return;
  if (of_matter && ro_terms_alike_packed(change->terms, terms_of(part, other->report)) < RO_ONE_MATTER - NEARLY) return;
  if (of_part && !ro_terms_may_hold_packed(change->terms, terms_of(part, other->report))) return;
  ro_numbers_add(&part->candidates, other->report, &part->arena);
}

/* Who may be connected with a touched report by a key that it came to have, or lost: all that have it where they are few, or
 * where the report is one of those that are compared with all; else these. Others, at most as many as reports have such a change
 * of the key, come to be compared with all in its stead, or are no longer. */
static void window_changed(ro_part *part, const changed_key *change, size_t changes, int64_t low) {
  holders with = holders_of(part, change->key, low, RO_KEY_MEMBERS + 1);
  if (with.at.len >= RO_KEY_MEMBERS && change->by.report <= with.at.at[with.at.len - 1].report) {
    holders all = holders_of(part, change->key, low, INT64_MAX);
    size_t first = changes < RO_KEY_MEMBERS ? RO_KEY_MEMBERS - changes : 0;
    for (size_t i = first; i < RO_KEY_MEMBERS; i++) touch_leader(part, all.at.at[i].report, &all);
    for (size_t i = RO_KEY_MEMBERS; change->is_lost && i < all.at.len && i < RO_KEY_MEMBERS + changes; i++)
      ro_part_touch(part, all.at.at[i].report);
    with = all;
  }
  for (size_t i = 0; i < with.at.len; i++) add_candidate(part, change, &with.at.at[i]);
}

/* Those that do not say when with those that do: of a key that few have, and what hangs on it where it comes to be one that many
 * have, or is one no longer. */
static void any_day_changed(ro_part *part, const changed_key *change, size_t changes) {
  holders undated = holders_of(part, change->key, RO_NO_DAY, RO_KEY_MEMBERS + 1);
  if (change->by.day != RO_NO_DAY && undated.at.len == 0) return;
  holders all = holders_of(part, change->key, RO_ANY_DAY, (int64_t)(RO_KEY_MEMBERS + changes + 1));
  if (all.at.len > RO_KEY_MEMBERS + changes) return;
  for (size_t i = 0; all.at.len + changes > RO_KEY_MEMBERS && i < undated.at.len; i++)
    touch_leader(part, undated.at.at[i].report, &all);
  for (size_t i = 0; i < all.at.len; i++)
    if (change->by.day == RO_NO_DAY || all.at.at[i].day == RO_NO_DAY) add_candidate(part, change, &all.at.at[i]);
}

static void key_changed(ro_part *part, const changed_key *change, size_t changes) {
  if (!(change->key & RO_KEPT_OF_MATTER)) {
    window_changed(part, change, changes, 0);
    return;
  }
  ro_matter_windows matter = ro_matter_windows_of(change->by.day);
  for (size_t w = 0; w < matter.n; w++) window_changed(part, change, changes, matter.low[w]);
  any_day_changed(part, change, changes);
}

static void compare_keys(ro_part *part, size_t member, const ro_values *now, changed_keys *changed) {
  holder own = {ro_part_number(part, member), ro_part_day(part, member)};
  const ro_terms *terms = &part->settled[member].prepared->terms;
  old_report old = old_of(part, own.report);
  ro_values before = {0};
  for (size_t i = 0; i + 8 <= old.keys.len; i += 8) {
    uint64_t key;
    memcpy(&key, old.keys.ptr + i, sizeof key);
    RO_PUSH(&part->round, &before, key);
  }
  for (size_t i = 0; i < before.len; i++)
    if (!ro_values_have(now, before.at[i])) RO_PUSH(&part->round, changed, ((changed_key){before.at[i], own, terms, true}));
  for (size_t i = 0; i < now->len; i++)
    if (!ro_values_have(&before, now->at[i])) RO_PUSH(&part->round, changed, ((changed_key){now->at[i], own, terms, false}));
}

static int by_key(const void *a, const void *b) {
  const changed_key *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->by.report > right->by.report) - (left->by.report < right->by.report);
}

/* Have just these changes of the key been followed before? */
static bool were_followed(ro_part *part, const changed_key *changes, size_t n) {
  uint64_t *key = RO_NEW(&part->arena, uint64_t), sum = 0;
  bool is_new;
  *key = changes[0].key;
  for (size_t i = 0; i < n; i++) sum = sum * 31 + changes[i].by.report * 2 + changes[i].is_lost;
  uint64_t *known = ro_map_put(&part->followed_keys, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  bool same = !is_new && *known == sum;
  *known = sum;
  return same;
}

static void follow_keys(ro_part *part, changed_keys *changed) {
  if (changed->len > 1) qsort(changed->at, changed->len, sizeof *changed->at, by_key);
  for (size_t i = 0, n; i < changed->len; i += n) {
    for (n = 1; i + n < changed->len && changed->at[i + n].key == changed->at[i].key;) n++;
    if (were_followed(part, &changed->at[i], n)) continue;
    for (size_t k = 0; k < n; k++) {
      ro_numbers_add(&part->compared, changed->at[i + k].by.report, &part->arena);
      key_changed(part, &changed->at[i + k], n);
    }
  }
}

/* Reports with the same words. */
static ro_values copies_of(ro_part *part, uint64_t fingerprint) {
  return NUMBERS(part, RO_KEPT_OF_FINGERPRINT, RO_KEPT_NUMBER(fingerprint));
}

static void touch_copies(ro_part *part, uint64_t fingerprint) {
  if (!ro_numbers_add(&part->touched_copies, fingerprint, &part->arena)) return;
  ro_values copies = copies_of(part, fingerprint);
  for (size_t i = 0; i < copies.len; i++) ro_part_touch(part, copies.at[i]);
}

/* A candidate is known by all its copies. */
static void add_candidate_copies(ro_part *part, uint64_t fingerprint) {
  if (!ro_numbers_add(&part->candidate_copies, fingerprint, &part->arena)) return;
  ro_values copies = copies_of(part, fingerprint);
  for (size_t i = 0; i < copies.len; i++) ro_numbers_add(&part->candidates, copies.at[i], &part->arena);
}

static void find_candidates(ro_part *part) {
  const ro_values *now = ro_part_keys(part);
  changed_keys changed = {0};
  for (size_t m = 0; m < part->n_settled; m++)
    if (!ro_part_is_context(part, m)) compare_keys(part, m, &now[m], &changed);
  follow_keys(part, &changed);
  for (size_t m = 0; m < part->n_settled; m++) {
    if (ro_part_is_context(part, m)) continue;
    if (part->settled[m].prepared->words.len > 0) touch_copies(part, part->settled[m].prepared->fingerprint);
  }
  for (size_t i = 0; i < part->candidates.at.len; i++) {
    old_report old = old_of(part, part->candidates.at.at[i]);
    if (old.has_fingerprint) add_candidate_copies(part, old.fingerprint);
  }
}

/* Touches the context that is connected with a touched report. */
static void touch_connected(ro_part *part) {
  bool *is_touched = RO_NEW_ARRAY(&part->round, bool, part->n_settled + 1);
  for (size_t m = 0; m < part->n_settled; m++)
    if (!ro_part_is_context(part, m)) is_touched[part->kept.component_of[m]] = true;
  for (size_t m = 0; m < part->n_settled; m++)
    if (ro_part_is_context(part, m) && is_touched[part->kept.component_of[m]]) ro_part_touch(part, ro_part_number(part, m));
}

static void compare(ro_part *part) {
  ro_surroundings around = ro_part_surroundings(part);
  ro_part_load(part, &part->candidates);
  part->kept = (ro_kept){0};
  if (part->status == READOUT_OK)
    ro_connect_part(part->settled, part->n_settled, part->record->engine->parts->lexicon, &around, &part->kept, &part->round);
}

/* Where words have changed hands, so have keys: until no report is touched any more. */
void ro_part_connect(ro_part *part) {
  while (part->status == READOUT_OK && (part->n_connected < part->touched.at.len || part->compared.at.len > 0)) {
    for (; part->n_connected < part->touched.at.len; part->n_connected++)
      ro_numbers_add(&part->compared, part->touched.at.at[part->n_connected], &part->arena);
    compare(part);
    if (part->status != READOUT_OK) return;
    touch_connected(part);
    ro_numbers_init(&part->compared, &part->arena);
    ro_numbers_init(&part->candidates, &part->arena);
    ro_numbers_init(&part->candidate_copies, &part->arena);
    find_candidates(part);
    ro_arena_clear(&part->round);
  }
}

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
