/* What a touched report is compared with: who shares a key with it that it came to have, or lost. */
#include <stdlib.h>

#include "base/error.h"
#include "engine/part.h"
#include "event/keyed.h"

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

static bool are_among(const holders *with, uint64_t a, uint64_t b) {
  size_t found = 0;
  for (size_t i = 0; i < with->at.len; i++) found += with->at.at[i].report == a || with->at.at[i].report == b;
  return found == 2;
}

static bool compares_both(ro_part *part, uint64_t key, int64_t low, uint64_t a, uint64_t b) {
  holders with = holders_of(part, key, low, RO_KEY_MEMBERS + 1);
  return with.at.len <= RO_KEY_MEMBERS && are_among(&with, a, b);
}

static bool has_changed(const ro_part *part, uint64_t key) {
  return ro_map_get(&part->followed_keys, (ro_slice){(const char *)&key, sizeof key}) != NULL;
}

/* Two that a key need not compare any more: is there another key of the kind by which they were compared, and are, each with
 * each? One that this part has not changed. */
static bool stay_compared(ro_part *part, uint64_t key, const ro_values *keys, const holder *one, const holder *other) {
  ro_old_report old = ro_part_old(part, other->report);
  ro_values others = ro_part_old_keys(part, &old);
  for (size_t i = 0; i < keys->len; i++) {
    uint64_t shared = keys->at[i];
    if ((shared & RO_KEPT_FLAGS) != (key & RO_KEPT_FLAGS) || !ro_values_have(&others, shared) || has_changed(part, shared))
      continue;
    ro_matter_windows windows = shared & RO_KEPT_OF_MATTER ? ro_matter_windows_of(one->day) : (ro_matter_windows){1, {0, 0}};
    for (size_t w = 0; w < windows.n; w++)
      if (compares_both(part, shared, windows.low[w], one->report, other->report)) return true;
  }
  return false;
}

/* Touches a report that was compared with all that have a key, or comes to be, if anything may hang on it: another of its
 * component has the key too, and nothing else compares the two. */
static void touch_leader(ro_part *part, uint64_t key, const holder *leader, const holders *all) {
  if (ro_numbers_have(&part->touched, leader->report)) return;
  ro_old_report old = ro_part_old(part, leader->report);
  ro_values keys = ro_part_old_keys(part, &old);
  ro_values with = ro_part_numbers(part, RO_KEPT_OF_COMPONENT, RO_KEPT_VALUES(RO_KEPT_NUMBER(old.component)));
  ro_values_sort_unique(&with);
  for (size_t i = 0; with.len > 1 && i < all->at.len; i++) {
    const holder *other = &all->at.at[i];
    if (other->report == leader->report || !ro_values_have(&with, other->report)) continue;
    if (!stay_compared(part, key, &keys, leader, other)) {
      ro_part_touch(part, leader->report);
      return;
    }
  }
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
    ro_part_ask(part, RO_KEPT_TERMS_OF, RO_KEPT_VALUES(RO_KEPT_NUMBER(report)), take_terms, &terms);
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
    for (size_t i = first; i < RO_KEY_MEMBERS; i++) touch_leader(part, change->key, &all.at.at[i], &all);
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
    touch_leader(part, change->key, &undated.at.at[i], &all);
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
  ro_old_report old = ro_part_old(part, own.report);
  ro_values before = ro_part_old_keys(part, &old);
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

/* Changes of one key, next to each other. */
typedef struct key_changes {
  const changed_key *at;
  size_t n;
} key_changes;

/* Notes these changes of the key; whether just these have been followed before. */
static bool were_followed(ro_part *part, key_changes changes) {
  uint64_t *key = RO_NEW(&part->arena, uint64_t), sum = 0;
  bool is_new;
  *key = changes.at[0].key;
  for (size_t i = 0; i < changes.n; i++) sum = sum * 31 + changes.at[i].by.report * 2 + changes.at[i].is_lost;
  uint64_t *known = ro_map_put(&part->followed_keys, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  bool same = !is_new && *known == sum;
  *known = sum;
  return same;
}

/* All that changed is noted before anything is followed: what a changed key compares is no ground for anything. */
static void follow_keys(ro_part *part, changed_keys *changed) {
  RO_ARRAY(key_changes) fresh = {0};
  if (changed->len > 1) qsort(changed->at, changed->len, sizeof *changed->at, by_key);
  for (size_t i = 0, n; i < changed->len; i += n) {
    for (n = 1; i + n < changed->len && changed->at[i + n].key == changed->at[i].key;) n++;
    key_changes changes = {&changed->at[i], n};
    if (!were_followed(part, changes)) RO_PUSH(&part->round, &fresh, changes);
  }
  for (size_t i = 0; i < fresh.len; i++) {
    for (size_t k = 0; k < fresh.at[i].n; k++) {
      ro_numbers_add(&part->compared, fresh.at[i].at[k].by.report, &part->arena);
      key_changed(part, &fresh.at[i].at[k], fresh.at[i].n);
    }
  }
}

/* Reports with the same words. */
static ro_values copies_of(ro_part *part, uint64_t fingerprint) {
  return ro_part_numbers(part, RO_KEPT_OF_FINGERPRINT, RO_KEPT_VALUES(RO_KEPT_NUMBER(fingerprint)));
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
    ro_old_report old = ro_part_old(part, part->candidates.at.at[i]);
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
