/* Steps from findings to what connects reports: keys, who shares one, and whether that connects the two. */
#include "base/base64.h"
#include "engine/compose.h"
#include "event/keyed.h"

#define NEARLY 0.002 /* packed terms are not exact */

/* -- identify: a findings line -> member, by its words ---------------------------------------------------------------------- */

static void identify(ro_composer *c, void *state, ro_row_fields *value) {
  ro_member member;
  ro_slice line = ro_slice_trim(ro_fields_rest(value));
  (void)state;
  if (line.len == 0 || !ro_load_member(c, line, &member, &c->arena)) return;
  bool has_words = member.prepared->words.len > 0;
  ro_row(c, "member", has_words ? ro_hex(&c->arena, member.prepared->fingerprint) : member.id);
  ro_row_put(c, member.id);
  ro_row_put(c, line);
  ro_row_end(c);
}

const ro_compose_step RO_COMPOSE_IDENTIFY = {"identify", 0, identify, NULL, true};

/* -- keys: reports with the same words -> key, terms, standing, body, version ------------------------------------------------ */

typedef struct same_words {
  ro_members members;
  ro_slices lines;
} same_words;

static void take_same(ro_composer *c, void *state, ro_row_fields *value) {
  same_words *same = state;
  ro_member member;
  ro_slice id = ro_field(value), line = ro_fields_rest(value);
  size_t n = same->members.len;
  if (c->status != READOUT_OK || (n > 0 && ro_slice_equal(same->members.at[n - 1].id, id))) return;
  if (!ro_load_member(c, line, &member, &c->arena)) return;
  RO_PUSH(&c->arena, &same->members, member);
  RO_PUSH(&c->arena, &same->lines, ro_arena_copy(&c->arena, line));
}

static int64_t day_of(const ro_member *member) {
  ro_day day = ro_day_parse(member->prepared->findings->report.published);
  return ro_day_is_full(day) ? ro_day_number(day) : RO_NO_DAY;
}

static void put_key(ro_composer *c, uint64_t key, int64_t window, bool follows, ro_slice id) {
  ro_row(c, "key", ro_arena_format(&c->scratch, "%016llx %lld", (unsigned long long)key, (long long)window));
  ro_row_put_number(c, follows);
  ro_row_put(c, id);
  ro_row_end(c);
  ro_arena_clear(&c->scratch);
}

/* A matter's key connects within windows of days, and reports without a day with all. */
static void put_windows(ro_composer *c, uint64_t key, const ro_member *member) {
  int64_t day = day_of(member);
  ro_matter_windows windows = key & RO_KEPT_OF_MATTER ? ro_matter_windows_of(day) : (ro_matter_windows){1, {0, 0}};
  for (size_t w = 0; w < windows.n; w++) put_key(c, key, windows.low[w], false, member->id);
  if (key & RO_KEPT_OF_MATTER) put_key(c, key, RO_ANY_DAY, day != RO_NO_DAY, member->id);
}

static ro_slice date_of(const ro_report *report) {
  return report->modified.ptr ? report->modified : report->published;
}

static void put_member(ro_composer *c, const ro_member *member, ro_slice standing, ro_slice line) {
  const ro_report *report = &member->prepared->findings->report;
  ro_row(c, "body", standing);
  ro_row_put_word(c, "b\tsettling\tb");
  ro_row_put(c, member->id);
  ro_row_put(c, line);
  ro_row_end(c);
  ro_row_for_text(c, "version", member->key);
  ro_row_put_text(c, date_of(report).ptr ? date_of(report) : RO_LIT(""));
  ro_row_put(c, report->sha256);
  ro_row_put(c, member->id);
  ro_row_put(c, standing);
  ro_row_end(c);
}

static void end_same(ro_composer *c, void *state) {
  same_words *same = state;
  ro_kept kept = {0};
  ro_values keys = {0};
  ro_settling s = {.lexicon = c->lexicon, .arena = &c->arena};
  if (c->status != READOUT_OK || same->members.len == 0) return;
  size_t at = ro_step_keys(same->members.at, same->members.len, c->lexicon, &kept, &c->arena);
  const ro_member *standing = &same->members.at[at];
  for (size_t i = 0; i < kept.keys.len; i++) RO_PUSH(&c->arena, &keys, kept.keys.at[i].key);
  ro_values_sort_unique(&keys);
  for (size_t i = 0; i < keys.len; i++) put_windows(c, keys.at[i], standing);
  ro_row(c, "terms", standing->id);
  ro_row_put_word(c, "a");
  ro_row_put_number(c, day_of(standing));
  ro_row_put(c, ro_base64_encode(&c->arena, ro_terms_pack(&standing->prepared->terms, &c->arena)));
  ro_row_end(c);
  ro_settling_begin(&s, same->members.at, same->members.len);
  ro_row(c, "standing", standing->id);
  ro_row_put_word(c, "a");
  ro_row_standing(c, &s, at, false, false);
  ro_row_end(c);
  for (size_t i = 0; i < same->members.len; i++) put_member(c, &same->members.at[i], standing->id, same->lines.at[i]);
}

const ro_compose_step RO_COMPOSE_KEYS = {"keys", sizeof(same_words), take_same, end_same, false};

/* -- couples: who has a key -> couple --------------------------------------------------------------------------------------- */

typedef struct key_holders {
  ro_slices leading; /* the first of those that lead */
  ro_slices waiting; /* all, while it is not known how many they are */
  size_t n_leading, n_waiting_leaders;
  ro_slice last;
  uint64_t key;
  int64_t window;
  bool begun, crowded;
} key_holders;

static void put_couple(ro_composer *c, const key_holders *h, ro_slice one, ro_slice other) {
  bool turned = ro_slice_compare(one, other) > 0;
  ro_row(c, "couple", turned ? other : one);
  ro_row_put_word(c, "b");
  ro_row_put(c, turned ? one : other);
  ro_row_put_number(c, h->key & RO_KEPT_OF_MATTER ? RO_SHARE_MATTER : h->key & RO_KEPT_OF_PART ? RO_SHARE_PART : RO_SHARE_KEY);
  ro_row_end(c);
}

static void begin_key(ro_composer *c, key_holders *h) {
  ro_row_fields key = {c, c->key, false};
  size_t space = ro_slice_find(c->key, RO_LIT(" "), 0);
  h->begun = true;
  key.rest = ro_slice_part(c->key, 0, space);
  h->key = ro_field_hex(&key);
  key = (ro_row_fields){c, ro_slice_part(c->key, space == SIZE_MAX ? c->key.len : space + 1, c->key.len), false};
  h->window = ro_field_number(&key);
}

/* A report without a day is looked for among all that have a key where they are few. */
static void take_any_day(ro_composer *c, key_holders *h, bool follows, ro_slice id) {
  if (h->crowded) return;
  h->crowded = h->waiting.len == RO_KEY_MEMBERS;
  RO_PUSH(&c->arena, &h->waiting, ro_arena_copy(&c->arena, id));
  h->n_waiting_leaders += !follows;
}

static void take_holder(ro_composer *c, void *state, ro_row_fields *value) {
  key_holders *h = state;
  bool follows = ro_field_number(value) != 0;
  ro_slice id = ro_field(value);
  if (!h->begun) begin_key(c, h);
  if (ro_slice_equal(id, h->last) || c->status != READOUT_OK) return;
  h->last = ro_arena_copy(&c->arena, id);
  if (h->window == RO_ANY_DAY) {
    take_any_day(c, h, follows, id);
    return;
  }
  for (size_t i = 0; i < h->leading.len; i++) put_couple(c, h, h->leading.at[i], h->last);
  if (h->leading.len < RO_KEY_MEMBERS && !follows) RO_PUSH(&c->arena, &h->leading, h->last);
}

static void end_holders(ro_composer *c, void *state) {
  key_holders *h = state;
  for (size_t k = 1; k < h->waiting.len && !h->crowded; k++)
    for (size_t i = 0; i < k && i < h->n_waiting_leaders; i++) put_couple(c, h, h->waiting.at[i], h->waiting.at[k]);
}

const ro_compose_step RO_COMPOSE_COUPLES = {"couples", sizeof(key_holders), take_holder, end_holders, false};

/* -- sift, match: couples that share keys of a matter or a part alone are alike by their terms -> pairing ---------------------
 */

typedef struct report_terms {
  ro_slice day, packed; /* as they stand */
  ro_terms terms;
  int64_t day_number;
  ro_slice other; /* the couple under way */
  unsigned shares;
} report_terms;

static void put_sifted(ro_composer *c, report_terms *t) {
  if (!t->other.ptr) return;
  ro_row(c, "sifted", t->other);
  ro_row_put_word(c, "b");
  ro_row_put(c, c->key);
  ro_row_put_number(c, t->shares);
  ro_row_put(c, t->day);
  ro_row_put(c, t->shares & RO_SHARE_KEY ? RO_LIT("") : t->packed);
  ro_row_end(c);
}

static void sift(ro_composer *c, void *state, ro_row_fields *value) {
  report_terms *t = state;
  if (ro_field_letter(value) == 'a') {
    t->day = ro_field_copy(value, &c->arena);
    t->packed = ro_field_copy(value, &c->arena);
    return;
  }
  ro_slice other = ro_field(value);
  unsigned shares = (unsigned)ro_field_number(value);
  if (!ro_slice_equal(other, t->other)) {
    put_sifted(c, t);
    t->shares = 0;
    t->other = ro_arena_copy(&c->scratch, other);
  }
  t->shares |= shares;
}

static void end_sift(ro_composer *c, void *state) {
  put_sifted(c, state);
}

const ro_compose_step RO_COMPOSE_SIFT = {"sift", sizeof(report_terms), sift, end_sift, false};

static bool may_connect(const report_terms *t, unsigned shares, int64_t day, ro_slice packed) {
  bool dated = day != RO_NO_DAY && t->day_number != RO_NO_DAY;
  bool far = dated && (day - t->day_number > RO_MATTER_DAYS || t->day_number - day > RO_MATTER_DAYS);
  if (shares & RO_SHARE_KEY) return true;
  if (shares & RO_SHARE_PART && ro_terms_may_hold_packed(&t->terms, packed)) return true;
  return shares & RO_SHARE_MATTER && !far && ro_terms_alike_packed(&t->terms, packed) >= RO_ONE_MATTER - NEARLY;
}

static void match(ro_composer *c, void *state, ro_row_fields *value) {
  report_terms *t = state;
  ro_slice packed;
  if (ro_field_letter(value) == 'a') {
    t->day_number = ro_field_number(value);
    if (!ro_base64_decode(&c->arena, ro_field(value), &packed)) ro_refuse_row(c, "its terms are none");
    if (c->status == READOUT_OK) ro_terms_unpack(packed, &t->terms, &c->arena);
    return;
  }
  ro_slice other = ro_field(value);
  unsigned shares = (unsigned)ro_field_number(value);
  int64_t day = ro_field_number(value);
  if (!ro_base64_decode(&c->scratch, ro_field(value), &packed)) ro_refuse_row(c, "its terms are none");
  if (c->status == READOUT_OK && may_connect(t, shares, day, packed)) {
    ro_row(c, "pairing", other);
    ro_row_put_word(c, "b");
    ro_row_put(c, c->key);
    ro_row_put_number(c, shares);
    ro_row_end(c);
  }
  ro_arena_clear(&c->scratch);
}

const ro_compose_step RO_COMPOSE_MATCH = {"match", sizeof(report_terms), match, NULL, false};

/* -- bring, pair: couples, each with the reports -> near --------------------------------------------------------------------- */

static void bring(ro_composer *c, void *state, ro_row_fields *value) {
  ro_slice *standing = state;
  if (ro_field_letter(value) == 'a') {
    *standing = ro_arena_copy(&c->arena, ro_fields_rest(value));
    return;
  }
  ro_slice other = ro_field_copy(value, &c->scratch), shares = ro_field_copy(value, &c->scratch);
  ro_row(c, "brought", other);
  ro_row_put_word(c, "b");
  ro_row_put(c, c->key);
  ro_row_put(c, shares);
  ro_row_put(c, *standing);
  ro_row_end(c);
  ro_arena_clear(&c->scratch);
}

const ro_compose_step RO_COMPOSE_BRING = {"bring", sizeof(ro_slice), bring, NULL, false};

static void pair(ro_composer *c, void *state, ro_row_fields *value) {
  ro_members *own = state, both = {0};
  if (ro_field_letter(value) == 'a') {
    ro_take_standing(c, value, own, &c->arena);
    return;
  }
  ro_slice other = ro_field(value);
  unsigned shares = (unsigned)ro_field_number(value);
  for (size_t i = 0; i < own->len; i++) RO_PUSH(&c->scratch, &both, own->at[i]);
  ro_take_standing(c, value, &both, &c->scratch);
  if (c->status != READOUT_OK || own->len == 0) return;
  if (ro_step_connect(both.at, both.len, shares, c->lexicon, &c->scratch)) ro_row_both(c, "near", other, c->key);
  ro_arena_clear(&c->scratch);
}

const ro_compose_step RO_COMPOSE_PAIR = {"pair", sizeof(ro_members), pair, NULL, false};
