#include "engine/part.h"

#include <stdlib.h>

#include "base/error.h"
#include "engine/collect.h"
#include "event/day.h"
#include "format/json_findings.h"
#include "history/follow.h"

#define MAX_ROUNDS 1000

/* -- numbers ---------------------------------------------------------------------------------------------------------------- */

void ro_numbers_init(ro_numbers *numbers, ro_arena *arena) {
  *numbers = (ro_numbers){0};
  ro_map_init(&numbers->map, arena);
}

bool ro_numbers_have(const ro_numbers *numbers, uint64_t number) {
  return ro_map_get(&numbers->map, (ro_slice){(const char *)&number, sizeof number}) != NULL;
}

bool ro_numbers_add(ro_numbers *numbers, uint64_t number, ro_arena *arena) {
  if (ro_numbers_have(numbers, number)) return false;
  uint64_t *own = RO_NEW(arena, uint64_t);
  *own = number;
  ro_map_put(&numbers->map, (ro_slice){(const char *)own, sizeof *own}, NULL);
  RO_PUSH(arena, &numbers->at, number);
  return true;
}

/* -- asking ----------------------------------------------------------------------------------------------------------------- */

void ro_part_ask(ro_part *part, ro_kept_query query, const ro_kept_value *values, int n, ro_kept_take take, void *ctx) {
  if (part->status == READOUT_OK) part->status = ro_kept_ask(part->record->store, query, values, n, take, ctx, part->err);
}

/* Members of one day come in their order; of several they are sorted. */
void ro_part_ask_key(ro_part *part, uint64_t key, int64_t window, int64_t limit, ro_kept_take take, void *ctx) {
  int64_t end = ro_window_end(key, window);
  const ro_kept_value of_day[] = {RO_KEPT_NUMBER(key), RO_KEPT_PLAIN(window), RO_KEPT_PLAIN(limit)};
  const ro_kept_value of_days[] = {RO_KEPT_NUMBER(key), RO_KEPT_PLAIN(window), RO_KEPT_PLAIN(end), RO_KEPT_PLAIN(limit)};
  if (window == RO_ANY_DAY)
    ro_part_ask(part, RO_KEPT_OF_KEY_ANY_DAY, RO_KEPT_VALUES(RO_KEPT_NUMBER(key), RO_KEPT_PLAIN(limit)), take, ctx);
  else if (end == window)
    ro_part_ask(part, RO_KEPT_OF_KEY, of_day, 3, take, ctx);
  else
    ro_part_ask(part, RO_KEPT_OF_KEY_NEAR, of_days, 4, take, ctx);
}

typedef struct old_asking {
  ro_part *part;
  ro_old_report old;
} old_asking;

static bool take_old(void *ctx, const ro_kept_row *row) {
  old_asking *a = ctx;
  a->old = (ro_old_report){.is_there = true,
                           .component = ro_kept_number(row, 1),
                           .has_fingerprint = ro_kept_text(row, 2).ptr != NULL,
                           .fingerprint = ro_kept_number(row, 2),
                           .keys = ro_arena_copy(&a->part->round, ro_kept_text(row, 3))};
  return false;
}

ro_old_report ro_part_old(ro_part *part, uint64_t report) {
  old_asking a = {.part = part};
  ro_part_ask(part, RO_KEPT_OF_REPORT, RO_KEPT_VALUES(RO_KEPT_NUMBER(report)), take_old, &a);
  return a.old;
}

ro_values ro_part_old_keys(ro_part *part, const ro_old_report *old) {
  ro_values keys = {0};
  for (size_t i = 0; i + sizeof(uint64_t) <= old->keys.len; i += sizeof(uint64_t)) {
    uint64_t key;
    memcpy(&key, old->keys.ptr + i, sizeof key);
    RO_PUSH(&part->round, &keys, key);
  }
  return keys;
}

int64_t ro_part_day(const ro_part *part, size_t member) {
  ro_day day = ro_day_parse(part->settled[member].prepared->findings->report.published);
  return ro_day_is_full(day) ? ro_day_number(day) : RO_NO_DAY;
}

typedef struct gathering {
  ro_part *part;
  ro_values found;
} gathering;

static bool take_number(void *ctx, const ro_kept_row *row) {
  gathering *g = ctx;
  RO_PUSH(&g->part->round, &g->found, ro_kept_number(row, 0));
  return true;
}

ro_values ro_part_numbers(ro_part *part, ro_kept_query query, const ro_kept_value *values, int n) {
  gathering g = {.part = part};
  ro_part_ask(part, query, values, n, take_number, &g);
  return g.found;
}

ro_values *ro_part_keys(ro_part *part) {
  ro_values *keys = RO_NEW_ARRAY(&part->round, ro_values, part->n_settled + 1);
  for (size_t i = 0; i < part->kept.keys.len; i++) {
    const ro_kept_key *key = &part->kept.keys.at[i];
    if (!ro_part_is_context(part, key->member)) RO_PUSH(&part->round, &keys[key->member], key->key);
  }
  for (size_t m = 0; m < part->n_settled; m++) ro_values_sort_unique(&keys[m]);
  return keys;
}

ro_slice ro_part_identity(ro_part *part, const char *prefix, uint64_t number) {
  return ro_arena_format(&part->round, "%s-%016llx", prefix, (unsigned long long)number);
}

/* -- loading ---------------------------------------------------------------------------------------------------------------- */

typedef struct loading {
  ro_part *part;
  ro_findings *findings;
} loading;

static bool take_findings(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  loading *l = ctx;
  (void)type;
  (void)id;
  l->findings = RO_NEW(&l->part->arena, ro_findings);
  l->part->status = ro_findings_read(l->findings, line, 0, &l->part->arena, l->part->err);
  return l->part->status == READOUT_OK;
}

static void load(ro_part *part, uint64_t report) {
  bool is_new;
  loading l = {.part = part};
  uint64_t *own = RO_NEW(&part->arena, uint64_t);
  *own = report;
  uint64_t *at = ro_map_put(&part->loaded, (ro_slice){(const char *)own, sizeof *own}, &is_new);
  if (!is_new || part->status != READOUT_OK) return;
  *at = part->members.len;
  ro_slice id = ro_arena_format(&part->arena, "r-%016llx", (unsigned long long)report);
  readout_status status = ro_store_findings_of(part->record->store, id, take_findings, &l, part->err);
  if (part->status == READOUT_OK) part->status = status;
  if (part->status != READOUT_OK || !l.findings) return;
  ro_member member = {.id = id, .version = 1, .key = ro_report_key(&l.findings->report, &part->arena)};
  member.prepared = ro_prepare(l.findings, part->record->engine->parts->lexicon, &part->arena);
  RO_PUSH(&part->arena, &part->members, member);
}

static int by_id(const void *a, const void *b) {
  return ro_slice_compare(((const ro_member *)a)->id, ((const ro_member *)b)->id);
}

static ro_slice date_of(const ro_member *member) {
  const ro_report *report = &member->prepared->findings->report;
  return report->modified.ptr ? report->modified : report->published;
}

/* Versions of one key, oldest first: by modified, else published date, then hash; never by arrival. */
static int by_version(const void *left, const void *right) {
  const ro_member *a = *(const ro_member *const *)left, *b = *(const ro_member *const *)right;
  int order = ro_slice_compare(a->key, b->key);
  if (!order) order = ro_slice_compare(date_of(a), date_of(b));
  return order ? order : ro_slice_compare(a->prepared->findings->report.sha256, b->prepared->findings->report.sha256);
}

static void count_versions(ro_part *part) {
  ro_member **order = RO_NEW_ARRAY(&part->round, ro_member *, part->n_settled + 1);
  for (size_t i = 0; i < part->n_settled; i++) order[i] = &part->settled[i];
  if (part->n_settled > 1) qsort(order, part->n_settled, sizeof *order, by_version);
  for (size_t i = 1; i < part->n_settled; i++)
    if (ro_slice_equal(order[i]->key, order[i - 1]->key)) order[i]->version = order[i - 1]->version + 1;
}

static void add_members(ro_part *part, const ro_numbers *reports, bool is_context) {
  for (size_t i = 0; i < reports->at.len; i++) {
    uint64_t report = reports->at.at[i];
    if (is_context && ro_numbers_have(&part->touched, report)) continue;
    const uint64_t *at = ro_map_get(&part->loaded, (ro_slice){(const char *)&report, sizeof report});
    if (!at || *at >= part->members.len) continue;
    ro_member member = part->members.at[*at];
    member.is_context = is_context;
    member.is_compared = !ro_numbers_have(&part->compared, report);
    part->settled[part->n_settled++] = member;
  }
}

void ro_part_load(ro_part *part, const ro_numbers *context) {
  for (size_t i = 0; i < part->touched.at.len && part->status == READOUT_OK; i++) load(part, part->touched.at.at[i]);
  for (size_t i = 0; i < context->at.len && part->status == READOUT_OK; i++) load(part, context->at.at[i]);
  part->settled = RO_NEW_ARRAY(&part->round, ro_member, part->touched.at.len + context->at.len + 1);
  part->n_settled = 0;
  add_members(part, &part->touched, false);
  add_members(part, context, true);
  if (part->n_settled > 1) qsort(part->settled, part->n_settled, sizeof *part->settled, by_id);
  count_versions(part);
}

/* -- rounds ----------------------------------------------------------------------------------------------------------------- */

static void settle_round(ro_part *part) {
  const ro_lexicon *lexicon = part->record->engine->parts->lexicon;
  ro_surroundings around = ro_part_surroundings(part);
  part->out = (ro_record){0};
  part->kept = (ro_kept){0};
  ro_map_init(&part->identities, &part->round);
  ro_numbers_init(&part->entities, &part->round);
  ro_settle_part(part->settled, part->n_settled, lexicon, part->is_first ? NULL : &around, &part->kept, &part->out, &part->round);
}

typedef struct starting {
  ro_part *part;
  const ro_slices *ids;
} starting;

static void settle_body(void *ctx) {
  starting *s = ctx;
  ro_part *part = s->part;
  ro_numbers *const sets[] = {&part->touched_components,
                              &part->context_components,
                              &part->touched_copies,
                              &part->touched,
                              &part->context,
                              &part->compared,
                              &part->candidates,
                              &part->candidate_copies,
                              &part->families,
                              &part->rewritten,
                              &part->series,
                              &part->old_events,
                              &part->old_entities,
                              &part->old_origins};
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) ro_numbers_init(sets[i], &part->arena);
  ro_map_init(&part->loaded, &part->arena);
  ro_map_init(&part->terms, &part->arena);
  ro_map_init(&part->followed_keys, &part->arena);
  ro_pair_memory_init(&part->pairs, &part->arena);
  for (size_t i = 0; i < s->ids->len; i++) ro_part_touch(part, ro_identity_number(s->ids->at[i]));
  for (int round = 0; part->status == READOUT_OK; round++) {
    ro_arena_clear(&part->round);
    if (round > 0) part->status = ro_store_turn_back(part->record->store, part->err);
    if (round > MAX_ROUNDS) part->status = ro_fail(part->err, READOUT_ERR_RECORD, "what a batch touches has no end");
    if (!part->is_first) ro_part_connect(part);
    part->grew = false;
    ro_part_load(part, &part->context);
    if (part->status != READOUT_OK) return;
    settle_round(part);
    if (!part->is_first) ro_part_grow(part);

    if (!part->grew) break;
  }
  if (part->status == READOUT_OK && part->is_first) ro_follow(&part->out, part->record->engine->parts->lexicon, &part->round);
  if (part->status == READOUT_OK) ro_part_keep(part);
}

static bool take_any(void *ctx, const ro_kept_row *row) {
  (void)row;
  *(bool *)ctx = true;
  return false;
}

static readout_status is_first(readout_record *record, bool *first, readout_error *err) {
  bool any = false;
  RO_TRY(ro_kept_ask(record->store, RO_KEPT_ANY_SETTLED, NULL, 0, take_any, &any, err));
  *first = !any;
  return READOUT_OK;
}

readout_status ro_part_settle(readout_record *record, const ro_slices *ids, size_t *held, readout_error *err) {
  ro_part part = {.record = record, .err = err, .status = READOUT_OK};
  starting s = {&part, ids};
  RO_TRY(is_first(record, &part.is_first, err));
  RO_TRY(ro_store_mark(record->store, err));
  ro_arena_init(&part.arena, &part.guard, RO_MAX_PART);
  ro_arena_init(&part.round, &part.guard, RO_MAX_PART);
  part.round.keeps_all = true; /* rounds need about as much, and pages of the system are dear */
  readout_status status = ro_guard_run(&part.guard, settle_body, &s, err);
  if (status == READOUT_OK) status = part.status;
  *held = part.arena.held + part.round.held;
  ro_arena_release(&part.round);
  ro_arena_release(&part.arena);
  return status;
}
