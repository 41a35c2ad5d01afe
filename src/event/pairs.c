#include <stdlib.h>

#include "event/grounds.h"
#include "event/keyed.h"

#define ANY_YEAR 2001
#define YEAR_IN_DAYS 365
#define TOPIC_MEMBERS 16 /* reports of one matter that are compared each with each */

/* -- copies ----------------------------------------------------------------------------------------------------------- */

/* Of members with the same words the one that says most of itself stands for them: a published date first, then an outlet. */
static bool says_more(const ro_settling *s, size_t a, size_t b) {
  const ro_report *left = &ro_settling_findings(s, a)->report, *right = &ro_settling_findings(s, b)->report;
  if ((left->published.len > 0) != (right->published.len > 0)) return left->published.len > 0;
  return left->outlet.len > 0 && right->outlet.len == 0;
}

static void fold_copies(ro_settling *s) {
  ro_map first;
  ro_map_init(&first, s->arena);
  s->same = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t i = 0; i < s->n_members; i++) RO_PUSH(s->arena, &s->copies, ((ro_indexes){0}));
  for (size_t i = 0; i < s->n_members; i++) {
    const ro_prepared *p = ro_settling_prepared(s, i);
    bool is_new = true;
    if (p->words.len > 0) {
      uint64_t *at = ro_map_put(&first, (ro_slice){(const char *)&p->fingerprint, sizeof p->fingerprint}, &is_new);
      if (is_new || says_more(s, i, (size_t)*at)) *at = i;
    }
  }
  for (size_t i = 0; i < s->n_members; i++) {
    const ro_prepared *p = ro_settling_prepared(s, i);
    const uint64_t *at = ro_map_get(&first, (ro_slice){(const char *)&p->fingerprint, sizeof p->fingerprint});
    s->same[i] = at && p->words.len > 0 ? (size_t)*at : i;
  }
  for (size_t i = 0; i < s->n_members; i++) {
    if (s->same[i] == i) RO_PUSH(s->arena, &s->copies.at[i], i);
  }
  for (size_t i = 0; i < s->n_members; i++) {
    if (s->same[i] != i) RO_PUSH(s->arena, &s->copies.at[s->same[i]], i);
  }
}

/* -- nodes ------------------------------------------------------------------------------------------------------------ */

static uint64_t value_of(const ro_prepared *p, size_t entity) {
  return ro_hash(p->keys.at[entity], 5);
}

static void add_places(ro_settling *s, ro_node *node, const ro_prepared *p, const ro_meeting *meeting) {
  const ro_findings *f = p->findings;
  for (size_t i = 0; i < meeting->places.len; i++) {
    size_t place = meeting->places.at[i];
    if (f->entities.at[place].kind == RO_COUNTRY) {
      RO_PUSH(s->arena, &node->place_countries, value_of(p, place));
      continue;
    }
    RO_PUSH(s->arena, &node->places, value_of(p, place));
    size_t within = f->entities.at[place].within;
    if (within != RO_NONE && within < f->entities.len) RO_PUSH(s->arena, &node->place_countries, value_of(p, within));
  }
  ro_values_sort_unique(&node->places);
  ro_values_sort_unique(&node->place_countries);
}

static ro_day day_in(const ro_settling *s, size_t member, size_t index) {
  const ro_meeting *meeting = ro_prepared_meeting(ro_settling_prepared(s, member), index);
  return ro_day_resolve(ro_day_parse(meeting->date), ro_day_parse(ro_settling_findings(s, member)->report.published),
                        meeting->status == RO_PLANNED);
}

/* "This afternoon" was meant of the day on which the first of the copies of a text appeared. */
static ro_day day_in_copies(const ro_settling *s, size_t member, size_t index, size_t *by) {
  const ro_indexes *copies = &s->copies.at[member];
  ro_day first = day_in(s, member, index);
  *by = member;
  for (size_t i = 0; i < copies->len; i++) {
    if (ro_settling_findings(s, copies->at[i])->meetings.len != ro_settling_findings(s, member)->meetings.len) continue;
    ro_day day = day_in(s, copies->at[i], index);
    if (ro_day_is_full(day) && (!ro_day_is_full(first) || ro_day_number(day) < ro_day_number(first)))
      first = day, *by = copies->at[i];
  }
  return first;
}

static bool is_at_dateline(const ro_report *report, const ro_meeting *meeting) {
  return meeting->place_span.end > meeting->place_span.start && meeting->place_span.end <= report->dateline.span.end;
}

/* The day on which a report of a meeting that names no day was written, where that was: its place is the dateline's, or it is a
 * call. 0 where it is not known. */
static ro_day dateline_day(const ro_report *report, const ro_meeting *meeting) {
  ro_day day = ro_day_parse(report->dateline.date);
  bool is_there = is_at_dateline(report, meeting) || meeting->kind == RO_CALL;
  return !meeting->date.ptr && is_there && ro_day_is_full(day) ? day : (ro_day){0};
}

static void add_node(ro_settling *s, size_t member, size_t index) {
  const ro_prepared *p = ro_settling_prepared(s, member);
  const ro_meeting *meeting = ro_prepared_meeting(p, index);
  ro_node node = {.member = member, .meeting = index, .event = RO_NONE};
  node.day = day_in_copies(s, member, index, &node.dated_by);
  ro_span dateline = p->findings->report.dateline.span;
  ro_day written = ro_day_parse(p->findings->report.dateline.date);
  node.dateline = dateline_day(&p->findings->report, meeting);
  node.written = meeting->date_span.end > 0 && meeting->date_span.end <= dateline.end;
  if (node.day.weekday && written.day &&
      meeting->status != RO_PLANNED) { /* "Nov. 6 - ... met on Monday": agencies write on the day, or the day after */
    node.day = written;
    node.written = true;
  }
  for (size_t i = 0; i < meeting->parties.len; i++) {
    const ro_party *party = &meeting->parties.at[i];
    if (party->of != RO_NONE) RO_PUSH(s->arena, &node.countries, value_of(p, party->of));
    if (party->person == RO_NONE) continue;
    RO_PUSH(s->arena, &node.persons, value_of(p, party->person));
    RO_PUSH(s->arena, &node.names, ro_person_name_read(p->findings->entities.at[party->person].name, s->arena));
  }
  ro_values_sort_unique(&node.countries);
  ro_values_sort_unique(&node.persons);
  add_places(s, &node, p, meeting);
  RO_PUSH(s->arena, &s->nodes, node);
  ro_note_day(s, s->nodes.len - 1);
}

static void make_nodes(ro_settling *s) {
  s->first_node = RO_NEW_ARRAY(s->arena, size_t, s->n_members + 1);
  for (size_t i = 0; i < s->n_members; i++) {
    s->first_node[i] = s->nodes.len;
    if (s->same[i] != i) continue;
    for (size_t k = 0; k <= ro_settling_findings(s, i)->meetings.len; k++) add_node(s, i, k);
  }
  s->first_node[s->n_members] = s->nodes.len;
}

ro_day ro_written_day(const ro_settling *s, size_t member) {
  const ro_report *report = &ro_settling_findings(s, member)->report;
  ro_day published = ro_day_parse(report->published), dateline = ro_day_parse(report->dateline.date);
  if (ro_day_is_full(published) || !dateline.day) return published;
  if (!dateline.year) dateline.year = published.year;
  return dateline;
}

bool ro_settling_is_at_dateline(const ro_settling *s, size_t node) {
  return is_at_dateline(&ro_settling_prepared(s, s->nodes.at[node].member)->findings->report, ro_settling_meeting(s, node));
}

ro_day ro_settling_written_on(const ro_settling *s, const ro_settled_event *event) {
  ro_day first = {0};
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_day day = s->nodes.at[event->nodes.at[i]].dateline;
    if (day.day && (!first.day || ro_day_number(day) < ro_day_number(first))) first = day;
  }
  return first;
}

size_t ro_settling_node(const ro_settling *s, size_t member, size_t meeting) {
  member = s->same[member];
  if (meeting == RO_NONE || s->first_node[member] + meeting >= s->first_node[member + 1]) return RO_NONE;
  return s->first_node[member] + meeting;
}

/* How many of a's persons are among b's, by whatever spelling. */
static size_t persons_among(const ro_node *a, const ro_node *b) {
  size_t n = 0;
  for (size_t i = 0; i < a->names.len; i++) {
    bool found = false;
    for (size_t k = 0; k < b->names.len && !found; k++) found = ro_person_names_match(a->names.at[i], b->names.at[k]);
    n += found;
  }
  return n;
}

ro_parties_fit ro_nodes_parties(const ro_node *a, const ro_node *b) {
  bool by_country = a->countries.len > 0 && b->countries.len > 0, by_person = a->names.len > 0 && b->names.len > 0;
  if (!by_country && !by_person) return RO_PARTIES_UNKNOWN;
  size_t countries = ro_values_shared(&a->countries, &b->countries);
  size_t of_a = by_person ? persons_among(a, b) : 0, of_b = by_person ? persons_among(b, a) : 0;
  bool same = by_country && ro_values_equal(&a->countries, &b->countries);
  if (same && (!by_person || of_a == a->names.len || of_b == b->names.len))
    return a->countries.len > 1 ? RO_PARTIES_EQUAL : RO_PARTIES_FIT;
  bool two_others = by_country && a->countries.len > countries && b->countries.len > countries;
  if (two_others && of_a <= 1 && of_b <= 1) return RO_PARTIES_APART; /* who meets one today meets another, too */
  if (by_person && of_a == a->names.len && of_b == b->names.len) return of_a > 1 ? RO_PARTIES_EQUAL : RO_PARTIES_FIT;
  if (of_a > 1 && of_b > 1 && (of_a == a->names.len || of_b == b->names.len))
    return RO_PARTIES_FIT; /* whatever their countries */
  if (same) return of_a > 0 ? RO_PARTIES_FIT : RO_PARTIES_APART;
  size_t fewest = a->countries.len < b->countries.len ? a->countries.len : b->countries.len;
  if (by_country && countries == fewest && (!by_person || of_a > 0)) return RO_PARTIES_FIT;
  return of_a > 0 && !by_country ? RO_PARTIES_FIT : RO_PARTIES_APART;
}

ro_place_fit ro_nodes_places(const ro_node *a, const ro_node *b) {
  if (ro_values_shared(&a->places, &b->places) > 0) return RO_PLACE_EQUAL;
  bool countries = a->place_countries.len > 0 && b->place_countries.len > 0;
  if (countries && ro_values_shared(&a->place_countries, &b->place_countries) == 0) return RO_PLACE_APART;
  if (!countries) return RO_PLACE_UNKNOWN; /* a house may stand in the town */
  return a->places.len > 0 && b->places.len > 0 ? RO_PLACE_APART : RO_PLACE_FITS;
}

/* -- candidates ------------------------------------------------------------------------------------------------------- */

static void put_key(ro_settling *s, ro_keyed *keyed, const char *kind, uint64_t a, uint64_t b, int64_t c, size_t member) {
  ro_slice key =
      ro_arena_format(s->scratch, "%s %016llx %016llx %lld", kind, (unsigned long long)a, (unsigned long long)b, (long long)c);
  ro_keyed_put(keyed, ro_kept_key_of(ro_hash(key, 8), 0), member);
}

static uint64_t hash_values(const ro_values *values) {
  return ro_hash((ro_slice){(const char *)values->at, values->len * sizeof *values->at}, 7);
}

#define LONGEST_VISIT 14 /* days for which there are keys */
#define KEYS_A_MEMBER 64 /* about; besides those of parts */

/* Keys of parties with each day near their meeting's, since accounts may differ by a day; without a full day with the weekday or
 * the day of the year; without any day with its place. */
static void put_parties(ro_settling *s, ro_keyed *keyed, const ro_node *node, const ro_values *parties) {
  uint64_t who = hash_values(parties);
  ro_day day = ro_day_is_known(node->day) ? node->day : ro_written_day(s, node->member);
  if (ro_day_is_full(day)) {
    int64_t number = ro_day_number(day), last = ro_day_number(ro_day_last(day));
    if (last > number + LONGEST_VISIT) last = number + LONGEST_VISIT;
    for (int64_t near = number - RO_DAY_NEAR_DAYS; near <= last + RO_DAY_NEAR_DAYS; near++)
      put_key(s, keyed, "day", who, 0, near, node->member);
    for (int64_t on = number; on <= last && on < number + 7; on++)
      put_key(s, keyed, "weekday", who, 0, ro_day_weekday(on), node->member);
  }
  if (day.weekday) put_key(s, keyed, "weekday", who, 0, day.weekday, node->member);
  if (day.month && day.day) {
    ro_day any = day;
    any.year = ANY_YEAR;
    int64_t number = ro_day_number(any);
    for (int64_t near = -RO_DAY_NEAR_DAYS; near <= RO_DAY_NEAR_DAYS; near++)
      put_key(s, keyed, "yearless", who, 0, (number + near) % YEAR_IN_DAYS, node->member);
  }
  for (size_t i = 0; i < node->places.len; i++) put_key(s, keyed, "place", who, node->places.at[i], 0, node->member);
}

/* By their countries and by their persons: a report may not say which country one of them is of. */
static void put_meeting(ro_settling *s, ro_keyed *keyed, const ro_node *node) {
  if (node->countries.len > 1) put_parties(s, keyed, node, &node->countries);
  if (node->persons.len > 1) put_parties(s, keyed, node, &node->persons);
}

/* Copies, and in `parts` what holds a part of another text. */
static void put_copies(ro_settling *s, ro_keyed *keyed, ro_keyed *parts, size_t member) {
  const ro_sketch *sketch = &ro_settling_prepared(s, member)->sketch;
  uint64_t copy[RO_COPY_BANDS], part[RO_PART_BANDS];
  if (ro_sketch_is_empty(sketch)) return;
  ro_sketch_copy_keys(sketch, copy);
  ro_sketch_part_keys(sketch, part);
  for (size_t i = 0; i < RO_COPY_BANDS; i++) ro_keyed_put(keyed, ro_kept_key_of(copy[i], 0), member);
  for (size_t i = 0; i < RO_PART_BANDS; i++) ro_keyed_put(parts, ro_kept_key_of(part[i], RO_KEPT_OF_PART), member);
}

static int by_ends(const void *a, const void *b) {
  const ro_link *left = a, *right = b;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return (left->b > right->b) - (left->b < right->b);
}

ro_one_event ro_settling_one_event(const ro_settling *s, size_t a, size_t b) {
  bool any = false;
  ro_one_event best = RO_EVENTS_APART;
  for (size_t i = s->first_node[a]; i < s->first_node[a + 1]; i++) {
    if (!ro_settling_meeting(s, i)->told) continue;
    for (size_t j = s->first_node[b]; j < s->first_node[b + 1]; j++) {
      if (!ro_settling_meeting(s, j)->told) continue;
      any = true;
      const ro_node *left = &s->nodes.at[i], *right = &s->nodes.at[j];
      ro_day_fit days = ro_day_compare(left->day, right->day);
      if (days == RO_DAY_APART || ro_nodes_parties(left, right) == RO_PARTIES_APART) continue;
      if (days == RO_DAY_EQUAL) return RO_EVENT_ONE;
      if (ro_nodes_places(left, right) != RO_PLACE_APART) best = RO_EVENT_PERHAPS;
    }
  }
  return any ? best : RO_EVENT_PERHAPS;
}

void ro_settle_link(ro_settling *s, ro_link *link) {
  const ro_link *known = s->whole ? ro_settling_link(s->whole, s->in_whole[link->a], s->in_whole[link->b]) : NULL;
  if (known) {
    link->result = known->result;
    return;
  }
  ro_one_event one_event = ro_settling_one_event(s, link->a, link->b);
  ro_pair_memory *memory = s->around ? s->around->compared : NULL;
  const ro_prepared *left = ro_settling_prepared(s, link->a), *right = ro_settling_prepared(s, link->b);
  if (memory && ro_pair_recall(memory, left, right, one_event, &link->result)) return;
  ro_pair_noted(s, link->a, link->b, one_event, &link->result);
  ro_arena_clear(s->scratch);
  if (memory) ro_pair_remember(memory, left, right, one_event, &link->result);
}

/* Reports that derive from one another by way of others are compared too, though they share no key. */
static void compare_families(ro_settling *s) {
  RO_ARRAY(ro_indexes) families = {0};
  RO_ARRAY(ro_link) further = {0};
  size_t *set = ro_sets(s->n_members, s->arena);
  for (size_t i = 0; i < s->links.len; i++) {
    if (s->links.at[i].result.kind != RO_INDEPENDENT) ro_set_join(set, s->links.at[i].a, s->links.at[i].b);
  }
  for (size_t i = 0; i < s->n_members; i++) RO_PUSH(s->arena, &families, ((ro_indexes){0}));
  for (size_t i = 0; i < s->n_members; i++) RO_PUSH(s->arena, &families.at[ro_set_of(set, i)], i);
  for (size_t f = 0; f < families.len; f++) {
    const ro_indexes *family = &families.at[f];
    for (size_t j = 1; j < family->len && j < RO_KEY_MEMBERS; j++) {
      for (size_t i = 0; i < j; i++) {
        if (ro_settling_link(s, family->at[i], family->at[j])) continue;
        RO_PUSH(s->arena, &further, ((ro_link){.a = family->at[i], .b = family->at[j]}));
      }
    }
  }
  for (size_t i = 0; i < further.len; i++) {
    ro_settle_link(s, &further.at[i]);
    RO_PUSH(s->arena, &s->links, further.at[i]);
  }
  ro_links_sort(s);
}

void ro_links_sort(ro_settling *s) {
  if (s->links.len > 1) qsort(s->links.at, s->links.len, sizeof *s->links.at, by_ends);
}

/* Reports of one matter, each with each; of many, each with the first ones. */
static void put_topics(ro_settling *s, ro_couples *couples) {
  for (size_t t = 0; t < s->topics.len; t++) {
    const ro_indexes *topic = &s->topics.at[t];
    for (size_t i = 1; i < topic->len; i++)
      for (size_t k = 0; k < i && k < TOPIC_MEMBERS; k++) RO_PUSH(s->arena, couples, ((ro_couple){topic->at[k], topic->at[i]}));
  }
}

void ro_settle_members(ro_settling *s) {
  fold_copies(s);
  make_nodes(s);
}

static size_t count_leaders(const ro_keyed *keyed, const ro_keyed_entry *entries, size_t n) {
  const ro_settling *s = keyed->ctx;
  size_t leading = 0;
  while (leading < n && !entries[leading].follows) leading++;
  if (!s->around && entries[0].window == RO_ANY_DAY) return n > RO_KEY_MEMBERS ? 0 : leading;
  if (!s->around || leading == 0) return leading < RO_KEY_MEMBERS ? leading : RO_KEY_MEMBERS;
  uint64_t *here = RO_NEW_ARRAY(s->scratch, uint64_t, n);
  for (size_t i = 0; i < n; i++) {
    size_t member = entries[i].member;
    here[i] = ro_identity_number(s->members[keyed->member_of ? keyed->member_of[member] : member].id);
  }
  uint64_t last = s->around->last_leader(s->around->ctx, entries[0].base, entries[0].window, here, n);
  size_t leaders = 0;
  while (leaders < leading && here[leaders] <= last) leaders++;
  ro_arena_clear(s->scratch);
  return last == UINT64_MAX && leaders > RO_KEY_MEMBERS ? RO_KEY_MEMBERS : leaders;
}

bool ro_settle_keys(ro_settling *s, ro_keyed *keyed, const size_t *member_of, size_t n_members, size_t keys_a_member) {
  size_t active = 0;
  keyed->ctx = s;
  keyed->member_of = member_of;
  keyed->leaders = count_leaders;
  if (!s->only_connects) return false;
  bool *passive = RO_NEW_ARRAY(s->arena, bool, n_members + 1), *unkept = RO_NEW_ARRAY(s->arena, bool, n_members + 1);
  for (size_t i = 0; i < n_members; i++) {
    const ro_member *member = &s->members[member_of ? member_of[i] : i];
    passive[i] = member->is_compared;
    unkept[i] = member->is_context;
    active += !passive[i];
  }
  keyed->passive = passive;
  keyed->unkept = unkept;
  ro_keyed_gather(keyed, active * keys_a_member);
  return true;
}

void ro_settle_keys_put(ro_settling *s, ro_keyed *keyed) {
  for (size_t i = 0; s->kept && i < keyed->entries.len; i++) {
    size_t member = keyed->entries.at[i].member;
    RO_PUSH(s->arena, &s->kept->keys,
            ((ro_kept_key){keyed->entries.at[i].base, keyed->member_of ? keyed->member_of[member] : member}));
  }
}

/* Short texts share keys of parts by the phrases of their kind; who holds a part of another has its words, too. */
static bool may_share_part(const ro_settling *s, size_t a, size_t b) {
  return ro_terms_may_hold(&ro_settling_prepared(s, a)->terms, &ro_settling_prepared(s, b)->terms);
}

static void put_keys(ro_settling *s, ro_keyed *keyed, ro_keyed *parts) {
  for (size_t i = 0; i < s->nodes.len; i++) {
    if (ro_keyed_asks(keyed, s->nodes.at[i].member) && ro_settling_meeting(s, i)->told) put_meeting(s, keyed, &s->nodes.at[i]);
  }
  for (size_t i = 0; i < s->n_members; i++) {
    if (ro_keyed_asks(keyed, i) && s->same[i] == i) put_copies(s, keyed, parts, i);
  }
  ro_arena_clear(s->scratch);
}

static ro_couples find_candidates(ro_settling *s) {
  ro_keyed keyed, parts;
  ro_keyed_init(&keyed, s->arena);
  ro_keyed_init(&parts, s->arena);
  bool gathers = ro_settle_keys(s, &keyed, NULL, s->n_members, KEYS_A_MEMBER);
  (void)ro_settle_keys(s, &parts, NULL, s->n_members, RO_PART_BANDS);
  if (gathers) put_keys(s, &keyed, &parts);
  ro_keyed_gathered(&keyed);
  ro_keyed_gathered(&parts);
  put_keys(s, &keyed, &parts);
  ro_settle_keys_put(s, &keyed);
  ro_settle_keys_put(s, &parts);
  ro_couples couples = ro_keyed_couples(&keyed), of_parts = ro_keyed_couples(&parts);
  for (size_t i = 0; i < of_parts.len; i++)
    if (may_share_part(s, of_parts.at[i].a, of_parts.at[i].b)) RO_PUSH(s->arena, &couples, of_parts.at[i]);
  ro_couples_sort_unique(&couples);
  return couples;
}

static void compare_couples(ro_settling *s, const ro_couples *couples) {
  for (size_t i = 0; i < couples->len; i++)
    RO_PUSH(s->arena, &s->links, ((ro_link){.a = couples->at[i].a, .b = couples->at[i].b}));
  for (size_t i = 0; i < s->links.len; i++) ro_settle_link(s, &s->links.at[i]);
}

void ro_settle_candidates(ro_settling *s) {
  ro_couples couples = find_candidates(s);
  compare_couples(s, &couples);
}

void ro_settle_pairs(ro_settling *s) {
  ro_couples couples = find_candidates(s);
  put_topics(s, &couples);
  ro_couples_sort_unique(&couples);
  compare_couples(s, &couples);
  compare_families(s);
}

const ro_link *ro_settling_link(const ro_settling *s, size_t a, size_t b) {
  ro_link key = {.a = a < b ? a : b, .b = a < b ? b : a};
  return s->links.len ? bsearch(&key, s->links.at, s->links.len, sizeof key, by_ends) : NULL;
}
