#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "event/grounds.h"
#include "event/persons.h"
#include "event/steps.h"

#define KEY_SEED 13
#define LINK_DAYS 92
#define SAME_NAME 0.6 /* Dice of two sessions' names */

/* A meeting that a report refers to or announces, with what joining it needs. */
typedef struct reference {
  size_t node;
  ro_day day;     /* made whole by the day of what its report tells */
  int64_t here;   /* the day its report was published, or what it tells took place; INT64_MIN where neither is known */
  uint64_t group; /* references of other groups are of other events, unless both are of a told one */
} reference;

static const uint64_t NO_GROUP = 0;

static bool is_session(ro_event_kind kind) {
  return kind == RO_CONFERENCE || kind == RO_SUMMIT;
}

static bool kinds_join(ro_event_kind a, ro_event_kind b) {
  return a == b || (is_session(a) && is_session(b));
}

/* -- days ------------------------------------------------------------------------------------------------------------- */

static ro_day full_day_of(const ro_settling *s, const ro_settled_event *event) {
  for (size_t i = 0; i < event->nodes.len; i++) {
    if (ro_day_is_full(s->nodes.at[event->nodes.at[i]].day)) return s->nodes.at[event->nodes.at[i]].day;
  }
  return ro_settling_written_on(s, event);
}

/* What a day without a year is near to: the report's own date, else a told event's day. */
static ro_day day_here(const ro_settling *s, size_t member) {
  for (size_t i = 0; i < s->copies.at[member].len; i++) {
    ro_day published = ro_day_parse(ro_settling_findings(s, s->copies.at[member].at[i])->report.published);
    if (ro_day_is_full(published)) return published;
  }
  for (size_t i = s->first_node[member]; i < s->first_node[member + 1]; i++) {
    if (s->nodes.at[i].event == RO_NONE || !s->events.at[s->nodes.at[i].event].told) continue;
    ro_day day = s->events.at[s->nodes.at[i].event].day;
    if (!ro_day_is_full(day)) day = full_day_of(s, &s->events.at[s->nodes.at[i].event]);
    if (ro_day_is_full(day)) return day;
  }
  return (ro_day){0};
}

/* The middle of a known day, month, stretch of months or year as a day's number; INT64_MIN where the year is not known. */
static int64_t around(ro_day day) {
  if (!day.year) return INT64_MIN;
  if (!day.month) return ro_day_number((ro_day){.year = day.year, .month = 7, .day = 1});
  if (!day.day && day.to_month > day.month) day.month = (uint8_t)((day.month + day.to_month) / 2);
  return ro_day_number((ro_day){.year = day.year, .month = day.month, .day = day.day ? day.day : 15});
}

static bool within_window(int64_t a, int64_t b) {
  if (a == INT64_MIN || b == INT64_MIN) return a == b;
  return (a < b ? b - a : a - b) <= LINK_DAYS;
}

/* -- who, where, what it is called ------------------------------------------------------------------------------------ */

static uint64_t framework_of(const ro_settling *s, size_t node) {
  size_t framework = ro_settling_meeting(s, node)->framework;
  const ro_prepared *p = ro_settling_prepared(s, s->nodes.at[node].member);
  return framework == RO_NONE ? 0 : ro_hash(p->keys.at[framework], 5);
}

static bool names_alike(const ro_settling *s, size_t a, size_t b) {
  ro_slice left = ro_settling_meeting(s, a)->name, right = ro_settling_meeting(s, b)->name;
  ro_words x = {0}, y = {0};
  ro_bag first, second;
  if (left.len == 0 || right.len == 0) return false;
  ro_words_add(&x, left, (ro_span){0, left.len}, s->lexicon, s->scratch);
  ro_words_add(&y, right, (ro_span){0, right.len}, s->lexicon, s->scratch);
  ro_bag_make(&first, &x, 0, x.len, s->scratch);
  ro_bag_make(&second, &y, 0, y.len, s->scratch);
  return ro_bag_dice(&first, &second) >= SAME_NAME;
}

/* A bilateral meeting that several reports refer to: by its parties. A visit: by the guest and the country. A session: by its
 * framework or name. */
static bool same_key(const ro_settling *s, size_t a, size_t b) {
  const ro_node *x = &s->nodes.at[a], *y = &s->nodes.at[b];
  const ro_meeting *left = ro_settling_meeting(s, a), *right = ro_settling_meeting(s, b);
  if (!kinds_join(left->kind, right->kind) || ro_nodes_places(x, y) == RO_PLACE_APART) return false;
  if (is_session(left->kind)) {
    uint64_t f = framework_of(s, a), g = framework_of(s, b);
    if (f != g && f != 0 && g != 0) return false;
    return names_alike(s, a, b) || (f != 0 && f == g && (left->name.len == 0 || right->name.len == 0));
  }
  ro_parties_fit parties = ro_nodes_parties(x, y);
  if (parties != RO_PARTIES_EQUAL && parties != RO_PARTIES_FIT) return false;
  if (left->kind != RO_VISIT) return true;
  return ro_nodes_places(x, y) != RO_PLACE_UNKNOWN;
}

/* -- groups ----------------------------------------------------------------------------------------------------------- */

/* What the references of one group share, and no other reference: the framework, countries or name of a session, guests
 * and host of a visit, the countries or persons of others; and the year, of their own day or else of their report. Where all that
 * is known is one country, the day. */
static uint64_t key_of(const char *kind, uint64_t a, uint64_t b) {
  uint64_t parts[3] = {ro_hash(ro_slice_of(kind), KEY_SEED), a, b};
  return ro_hash((ro_slice){(const char *)parts, sizeof parts}, KEY_SEED);
}

static uint64_t hash_values(const ro_values *values) {
  return ro_hash((ro_slice){(const char *)values->at, values->len * sizeof *values->at}, KEY_SEED);
}

static uint64_t session_group(const ro_settling *s, size_t node) {
  ro_slice name = ro_settling_meeting(s, node)->name;
  ro_words words = {0};
  ro_values meanings = {0};
  uint64_t framework = framework_of(s, node);
  if (framework) return key_of("of a body", framework, 0);
  if (s->nodes.at[node].countries.len > 1) return key_of("of countries", hash_values(&s->nodes.at[node].countries), 0);
  ro_words_add(&words, name, (ro_span){0, name.len}, s->lexicon, s->scratch);
  for (size_t i = 0; i < words.len; i++)
    if (words.at[i].class_ == RO_WORD_CONTENT && !ro_is_digit((unsigned char)words.at[i].lower.ptr[0]))
      RO_PUSH(s->scratch, &meanings, words.at[i].meaning);
  ro_values_sort_unique(&meanings);
  return meanings.len > 0 ? key_of("named", hash_values(&meanings), 0) : 0;
}

/* Whose guests, where. */
static uint64_t visit_group(const ro_settling *s, const ro_node *node) {
  ro_values guests = {0};
  for (size_t i = 0; i < node->countries.len; i++)
    if (!ro_values_have(&node->place_countries, node->countries.at[i])) RO_PUSH(s->scratch, &guests, node->countries.at[i]);
  const ro_values *of = guests.len > 0 ? &guests : &node->persons;
  return of->len > 0 ? key_of("visit", hash_values(of), hash_values(&node->place_countries)) : 0;
}

static uint64_t group_of(const ro_settling *s, const reference *r) {
  const ro_node *node = &s->nodes.at[r->node];
  int64_t year = r->day.year ? r->day.year : r->here == INT64_MIN ? 0 : ro_day_of_number(r->here).year;
  uint64_t of = 0;
  if (is_session(ro_settling_meeting(s, r->node)->kind)) {
    of = session_group(s, r->node);
  } else if (ro_settling_meeting(s, r->node)->kind == RO_VISIT && node->place_countries.len > 0) {
    of = visit_group(s, node);
  } else if (node->countries.len > 1 || node->persons.len > 1) {
    const ro_values *parties = node->countries.len > 1 ? &node->countries : &node->persons;
    of = key_of("parties", hash_values(parties), 0);
  } else if (ro_day_is_full(r->day) && node->countries.len + node->persons.len > 0) {
    uint64_t party = node->countries.len ? node->countries.at[0] : node->persons.at[0];
    of = key_of("one party", party, (uint64_t)ro_day_number(r->day));
  }
  if (of) return key_of("year", of, (uint64_t)year);
  ro_slice id = s->members[node->member].id;
  return key_of("alone", ro_hash(id, KEY_SEED), node->meeting);
}

static reference make_reference(const ro_settling *s, size_t node) {
  ro_day here = day_here(s, s->nodes.at[node].member);
  reference r = {.node = node, .here = ro_day_is_full(here) ? ro_day_number(here) : INT64_MIN};
  r.day = ro_day_resolve(s->nodes.at[node].day, here, ro_settling_meeting(s, node)->status == RO_PLANNED);
  if (r.day.weekday) r.day = (ro_day){0};
  r.group = group_of(s, &r);
  ro_arena_clear(s->scratch);
  return r;
}

typedef struct linking {
  ro_settling *s;
  RO_ARRAY(reference) references;
  ro_map by_key;                 /* key -> index into found_by */
  RO_ARRAY(ro_indexes) found_by; /* events that have a key */
  int64_t *here_of;              /* by event: of the first reference of one that nobody tells */
  size_t *looked_at;             /* by event: the last reference that it was looked at for, plus 1 */
} linking;

/* -- keys: where an event is found ------------------------------------------------------------------------------------ */

static void session_keys(const ro_settling *s, size_t node, ro_values *out) {
  ro_slice name = ro_settling_meeting(s, node)->name;
  ro_words words = {0};
  uint64_t framework = framework_of(s, node);
  if (framework) RO_PUSH(s->scratch, out, key_of("framework", framework, 0));
  ro_words_add(&words, name, (ro_span){0, name.len}, s->lexicon, s->scratch);
  for (size_t i = 0; i < words.len; i++)
    if (words.at[i].class_ != RO_WORD_FUNCTION) RO_PUSH(s->scratch, out, key_of("name", words.at[i].meaning, 0));
}

static void person_keys(const ro_settling *s, size_t node, ro_values *out) {
  const ro_findings *f = ro_settling_findings(s, s->nodes.at[node].member);
  const ro_meeting *meeting = ro_settling_meeting(s, node);
  ro_values words = {0};
  for (size_t i = 0; i < meeting->parties.len; i++)
    if (meeting->parties.at[i].person != RO_NONE)
      ro_person_name_words(f->entities.at[meeting->parties.at[i].person].name, &words, s->scratch);
  for (size_t i = 0; i < words.len; i++) RO_PUSH(s->scratch, out, key_of("person", words.at[i], 0));
}

/* Countries fit where one's are among the other's: several by each two of them, one alone by itself, and each finds the other. */
static void country_keys(const ro_settling *s, size_t node, bool looking, ro_values *out) {
  const ro_values *of = &s->nodes.at[node].countries;
  for (size_t i = 0; i < of->len; i++) {
    bool alone = of->len == 1;
    if (alone || looking) RO_PUSH(s->scratch, out, key_of("alone", of->at[i], 0));
    if (alone == looking) RO_PUSH(s->scratch, out, key_of("among", of->at[i], 0));
    for (size_t k = i + 1; k < of->len; k++) RO_PUSH(s->scratch, out, key_of("two", of->at[i], of->at[k]));
  }
}

static void keys_of(const ro_settling *s, size_t node, bool looking, ro_values *out) {
  if (is_session(ro_settling_meeting(s, node)->kind)) {
    session_keys(s, node, out);
  } else {
    country_keys(s, node, looking, out);
    person_keys(s, node, out);
  }
  ro_values_sort_unique(out);
}

static void put_key(linking *l, uint64_t value, size_t event) {
  ro_settling *s = l->s;
  bool is_new;
  uint64_t *key = RO_NEW(s->arena, uint64_t);
  *key = value;
  uint64_t *at = ro_map_put(&l->by_key, (ro_slice){(const char *)key, sizeof *key}, &is_new);
  if (is_new) {
    *at = l->found_by.len;
    RO_PUSH(s->arena, &l->found_by, ((ro_indexes){0}));
  }
  ro_indexes *events = &l->found_by.at[*at];
  if (events->len == 0 || events->at[events->len - 1] != event) RO_PUSH(s->arena, events, event);
}

/* A told event is found by its keys. */
static void put_event(linking *l, size_t event, size_t node) {
  ro_values keys = {0};
  keys_of(l->s, node, false, &keys);
  for (size_t k = 0; k < keys.len; k++) put_key(l, keys.at[k], event);
}

static int by_index(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

/* Told events that share a key with a reference, and others of its group, in order. */
static ro_indexes candidates_for(linking *l, size_t number) {
  ro_indexes out = {0};
  ro_values keys = {0};
  keys_of(l->s, l->references.at[number].node, true, &keys);
  RO_PUSH(l->s->scratch, &keys, l->references.at[number].group);
  for (size_t k = 0; k < keys.len; k++) {
    const uint64_t *at = ro_map_get(&l->by_key, (ro_slice){(const char *)&keys.at[k], sizeof keys.at[k]});
    for (size_t i = 0; at && i < l->found_by.at[*at].len; i++) {
      size_t event = l->found_by.at[*at].at[i];
      if (l->looked_at[event] == number + 1) continue;
      l->looked_at[event] = number + 1;
      RO_PUSH(l->s->scratch, &out, event);
    }
  }
  if (out.len > 1) qsort(out.at, out.len, sizeof *out.at, by_index);
  return out;
}

/* -- placing ---------------------------------------------------------------------------------------------------------- */

/* The most certain days first. */
ro_reference_order ro_reference_order_of(ro_day day, int64_t here) {
  uint64_t certain = ro_day_is_full(day) ? 0 : day.year ? 1 : 2, sign = (uint64_t)1 << 63;
  return (ro_reference_order){{certain, (uint64_t)around(day) ^ sign, (uint64_t)here ^ sign}};
}

static int by_certainty(const void *a, const void *b) {
  const reference *left = a, *right = b;
  ro_reference_order x = ro_reference_order_of(left->day, left->here), y = ro_reference_order_of(right->day, right->here);
  for (size_t i = 0; i < sizeof x.at / sizeof *x.at; i++)
    if (x.at[i] != y.at[i]) return x.at[i] < y.at[i] ? -1 : 1;
  return (left->node > right->node) - (left->node < right->node);
}

static bool tells(const ro_settling *s, size_t member, size_t event) {
  const ro_settled_event *e = &s->events.at[event];
  for (size_t i = 0; e->told && i < e->nodes.len; i++) {
    if (s->nodes.at[e->nodes.at[i]].member == member) return true;
  }
  return false;
}

static bool key_fits(linking *l, const reference *r, size_t event) {
  const ro_settled_event *e = &l->s->events.at[event];
  for (size_t i = 0; i < e->nodes.len; i++) {
    if (same_key(l->s, r->node, e->nodes.at[i])) return true;
  }
  return false;
}

static int64_t event_around(const ro_settling *s, const ro_settled_event *event) {
  if (event->told && !ro_day_is_full(event->day)) return around(full_day_of(s, event));
  return around(event->day);
}

/* Whether the reference's day speaks for the event: equal days, or one within the other. Undated ones: within the window of the
 * report. */
static bool day_fits(linking *l, const reference *r, size_t event) {
  const ro_settled_event *e = &l->s->events.at[event];
  ro_day of_event = e->told && !ro_day_is_full(e->day) ? full_day_of(l->s, e) : e->day;
  if (r->day.year) {
    ro_day_fit fit = ro_day_compare(r->day, of_event);
    return fit == RO_DAY_EQUAL || fit == RO_DAY_FITS;
  }
  if (of_event.year) return within_window(event_around(l->s, e), r->here);
  return !e->told && within_window(l->here_of[event], r->here); /* an event without a day: its first reference's report */
}

static size_t new_event(linking *l, const reference *r) {
  l->here_of[l->s->events.len] = r->here;
  RO_PUSH(l->s->arena, &l->s->events, ((ro_settled_event){.occasion = RO_NONE, .day = r->day}));
  return l->s->events.len - 1;
}

/* Joins the only event of its key that fits; a new one where none does, and where an undated one could be two. */
static void place_reference(linking *l, size_t number) {
  const reference *r = &l->references.at[number];
  size_t found = RO_NONE, fits = 0;
  ro_indexes candidates = candidates_for(l, number);
  for (size_t c = 0; c < candidates.len; c++) {
    size_t e = candidates.at[c];
    if (tells(l->s, l->s->nodes.at[r->node].member, e) || !key_fits(l, r, e) || !day_fits(l, r, e)) continue;
    fits++;
    if (found == RO_NONE) found = e;
    if (r->day.year) break; /* the days say which */
  }
  bool is_new = found == RO_NONE || fits > 1;
  if (is_new) found = new_event(l, r);
  ro_settled_event *event = &l->s->events.at[found];
  ro_note_reference(l->s, r->node, r->day, is_new ? NULL : event, fits);
  l->s->nodes.at[r->node].event = found;
  if (event->told) {
    RO_PUSH(l->s->arena, &event->mentions, r->node);
  } else {
    RO_PUSH(l->s->arena, &event->nodes, r->node);
    bool is_closer = ro_day_is_full(r->day) ? !ro_day_is_full(event->day) : r->day.year && r->day.month && !event->day.month;
    if (is_closer) event->day = r->day;
    put_key(l, r->group, found); /* an event that nobody tells is found by its group */
  }
  ro_arena_clear(l->s->scratch);
}

/* The session on whose sidelines an event was held: what most of its reports say, the first of equals. */
static void find_occasion(ro_settling *s, ro_settled_event *event) {
  size_t best = RO_NONE, most = 0;
  for (size_t i = 0; i < event->nodes.len; i++) {
    size_t member = s->nodes.at[event->nodes.at[i]].member, occasion = ro_settling_meeting(s, event->nodes.at[i])->occasion;
    size_t node = ro_settling_node(s, member, occasion);
    if (node == RO_NONE || s->nodes.at[node].event == RO_NONE || &s->events.at[s->nodes.at[node].event] == event) continue;
    size_t candidate = s->nodes.at[node].event, n = 0;
    for (size_t k = 0; k < event->nodes.len; k++) {
      size_t other =
          ro_settling_node(s, s->nodes.at[event->nodes.at[k]].member, ro_settling_meeting(s, event->nodes.at[k])->occasion);
      n += other != RO_NONE && s->nodes.at[other].event == candidate;
    }
    if (n > most) most = n, best = candidate;
  }
  event->occasion = best;
  if (best != RO_NONE) ro_note_occasion(s, event, most);
}

/*
 * Sessions that reports of one told event name as its occasion are one, whatever each calls it, unless both name bodies and
 * these differ.
 */
static void join_occasions(linking *l, const ro_settled_event *event) {
  ro_settling *s = l->s;
  size_t first = RO_NONE;
  for (size_t i = 0; i < event->nodes.len; i++) {
    size_t node =
        ro_settling_node(s, s->nodes.at[event->nodes.at[i]].member, ro_settling_meeting(s, event->nodes.at[i])->occasion);
    if (node == RO_NONE || s->nodes.at[node].event == RO_NONE) continue;
    size_t own = s->nodes.at[node].event;
    if (first == RO_NONE || own == first) {
      first = own;
      continue;
    }
    uint64_t a = framework_of(s, s->events.at[first].nodes.at[0]), b = framework_of(s, node);
    if (s->events.at[first].told || s->events.at[own].told || (a != b && a != 0 && b != 0)) continue;
    if (!kinds_join(ro_settling_meeting(s, s->events.at[first].nodes.at[0])->kind, ro_settling_meeting(s, node)->kind)) continue;
    ro_settled_event *into = &s->events.at[first], *from = &s->events.at[own];
    ro_note_nodes(s, node, into->nodes.at[0], RO_GROUND_MENTIONS, RO_GROUND_WITH,
                  "reports of one event name them as the session on whose sidelines it was");
    for (size_t k = 0; k < from->nodes.len; k++) {
      s->nodes.at[from->nodes.at[k]].event = first;
      RO_PUSH(s->arena, &into->nodes, from->nodes.at[k]);
    }
    from->nodes.len = 0;
    if (!into->day.year) into->day = from->day;
  }
}

static int by_node(const void *a, const void *b) {
  size_t left = *(const size_t *)a, right = *(const size_t *)b;
  return (left > right) - (left < right);
}

/* -- what is kept ----------------------------------------------------------------------------------------------------- */

static void days_of(ro_day day, int64_t *low, int64_t *high) {
  ro_day last = ro_day_last(day);
  *low = ro_day_number((ro_day){.year = day.year, .month = day.month ? day.month : 1, .day = day.day ? day.day : 1});
  *high = ro_day_number((ro_day){.year = last.year, .month = last.month ? last.month : 12, .day = last.day ? last.day : 28});
  if (!ro_day_is_full(day)) *high += 4; /* the month's last days */
}

static void keep_references(linking *l) {
  ro_settling *s = l->s;
  for (size_t i = 0; i < l->references.len; i++) {
    const reference *r = &l->references.at[i];
    ro_kept_reference kept = {.member = s->nodes.at[r->node].member,
                              .meeting = s->nodes.at[r->node].meeting,
                              .day = r->day,
                              .here = r->here,
                              .group = r->group};
    ro_values keys = {0};
    kept.low = r->here == INT64_MIN ? 0 : r->here - LINK_DAYS;
    kept.high = r->here == INT64_MIN ? -1 : r->here + LINK_DAYS;
    if (r->day.year) days_of(r->day, &kept.low, &kept.high);
    keys_of(s, r->node, true, &keys);
    for (size_t k = 0; k < keys.len; k++) RO_PUSH(s->arena, &kept.keys, keys.at[k]);
    ro_arena_clear(s->scratch);
    RO_PUSH(s->arena, &s->kept->references, kept);
  }
}

static void keep_told_keys(ro_settling *s, const ro_settled_event *event) {
  ro_day day = full_day_of(s, event);
  if (!ro_day_is_full(day)) return;
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_kept_told_key kept = {.member = s->nodes.at[event->nodes.at[i]].member, .event = event->id};
    ro_values keys = {0};
    days_of(day, &kept.low, &kept.high);
    keys_of(s, event->nodes.at[i], false, &keys);
    for (size_t k = 0; k < keys.len; k++) {
      kept.key = keys.at[k];
      RO_PUSH(s->arena, &s->kept->told_keys, kept);
    }
    ro_arena_clear(s->scratch);
  }
}

/* By node: the group of the reference that it is. */
static uint64_t *groups_of(ro_settling *s) {
  uint64_t *groups = RO_NEW_ARRAY(s->arena, uint64_t, s->nodes.len + 1);
  for (size_t i = 0; i < s->kept->references.len; i++) {
    const ro_kept_reference *r = &s->kept->references.at[i];
    groups[s->first_node[r->member] + r->meeting] = r->group;
  }
  return groups;
}

static void keep_sidelines(ro_settling *s, const ro_settled_event *event, const uint64_t *groups) {
  for (size_t i = 0; i < event->nodes.len; i++) {
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    size_t node = ro_settling_node(s, member, ro_settling_meeting(s, event->nodes.at[i])->occasion);
    if (node != RO_NONE && groups[node] != NO_GROUP)
      RO_PUSH(s->arena, &s->kept->sidelines, ((ro_kept_sideline){groups[node], event->id, member}));
  }
}

void ro_keep_links(ro_settling *s) {
  if (!s->kept) return;
  const uint64_t *groups = groups_of(s);
  for (size_t e = 0; e < s->events.len; e++) {
    if (!s->events.at[e].told) continue;
    keep_told_keys(s, &s->events.at[e]);
    keep_sidelines(s, &s->events.at[e], groups);
  }
  for (size_t i = 0; i < s->kept->references.len; i++) {
    ro_kept_reference *r = &s->kept->references.at[i];
    const ro_settled_event *event = &s->events.at[s->nodes.at[s->first_node[r->member] + r->meeting].event];
    r->event = event->id;
    r->is_told = event->told;
  }
}

static void gather_references(linking *l) {
  ro_settling *s = l->s;
  bool given = s->given && s->given->step == RO_STEP_LINK;
  for (size_t i = 0; i < s->nodes.len && !given; i++) {
    if (s->nodes.at[i].event == RO_NONE && !ro_settling_is_occurrence(s, i))
      RO_PUSH(s->arena, &l->references, make_reference(s, i));
  }
  for (size_t i = 0; given && i < s->given->references.len; i++) {
    const ro_given_reference *r = &s->given->references.at[i];
    size_t node = ro_settling_node(s, r->member, r->meeting);
    if (node != RO_NONE && s->nodes.at[node].event == RO_NONE)
      RO_PUSH(s->arena, &l->references, ((reference){.node = node, .day = r->day, .here = r->here, .group = r->group}));
  }
}

void ro_settle_links(ro_settling *s) {
  linking l = {.s = s};
  gather_references(&l);
  if (s->kept) keep_references(&l);
  if (l.references.len > 1) qsort(l.references.at, l.references.len, sizeof *l.references.at, by_certainty);
  size_t told = s->events.len;
  ro_map_init(&l.by_key, s->arena);
  l.here_of = RO_NEW_ARRAY(s->arena, int64_t, told + l.references.len + 1);
  l.looked_at = RO_NEW_ARRAY(s->arena, size_t, told + l.references.len + 1);
  for (size_t e = 0; e < told; e++)
    for (size_t i = 0; i < s->events.at[e].nodes.len; i++) {
      put_event(&l, e, s->events.at[e].nodes.at[i]);
      ro_arena_clear(s->scratch);
    }
  for (size_t i = 0; i < l.references.len; i++) place_reference(&l, i);
  for (size_t i = 0; i < told; i++) join_occasions(&l, &s->events.at[i]);
  for (size_t i = told; i < s->events.len; i++) {
    ro_indexes *nodes = &s->events.at[i].nodes;
    if (nodes->len > 1) qsort(nodes->at, nodes->len, sizeof *nodes->at, by_node);
  }
}

void ro_settle_occasions(ro_settling *s) {
  for (size_t i = 0; i < s->events.len; i++) find_occasion(s, &s->events.at[i]);
}
