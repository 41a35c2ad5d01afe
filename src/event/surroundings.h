/*
 * A part of a record settled by itself: what it asks of the rest, and what it leaves behind so that the next part can ask.
 *
 * What reports say of one another ends with their component (components.c), but for four things, of which each is looked up by
 * keys: which reports a crowded key compares (ro_surroundings.last_leader), whom a single word means (meant), by which identity a
 * name goes (identity), and references to events. Members that are there for others' sake alone are `context`: what is written of
 * them may lack what reports outside say.
 *
 * Numbers of things: the 16 hex digits of their identities. Names are known by the value of their key, as in ro_prepared.
 */
#ifndef RO_EVENT_SURROUNDINGS_H
#define RO_EVENT_SURROUNDINGS_H

#include "event/day.h"
#include "event/values.h"
#include "statement/findings.h"

/* Bits of a key that say what it connects. */
#define RO_KEPT_OF_MATTER 1 /* reports of one matter */
#define RO_KEPT_OF_PART 2   /* reports that may hold a part of each other */
#define RO_KEPT_FLAGS 3

#define RO_ONE_MATTER 0.19 /* cosine of terms below which such a key connects nobody; on the average, too, of reports of one */

#define RO_MATTER_DAYS 10                /* published further apart, no key of a matter connects two reports */
#define RO_ANY_DAY (-((int64_t)1 << 41)) /* the window of all days */
#define RO_NO_DAY (-((int64_t)1 << 40))  /* of reports that do not say when they were published */

/* A key made of a hash; `flag` is 0 for what is neither of a matter nor of a part. */
static inline uint64_t ro_kept_key_of(uint64_t hash, uint64_t flag) {
  return (hash & ~(uint64_t)RO_KEPT_FLAGS) | flag;
}

/* A key of a matter connects within windows of days, so that a report need not be looked for among those of all years: two
 * windows a day, each RO_MATTER_DAYS longer than what parts them; those without a day have one of their own. The latter are
 * compared with those of all days by keys that no more than RO_KEY_MEMBERS have. */
typedef struct ro_matter_windows {
  size_t n;
  int64_t low[2];
} ro_matter_windows;

static inline ro_matter_windows ro_matter_windows_of(int64_t day) {
  if (day == RO_NO_DAY) return (ro_matter_windows){1, {RO_NO_DAY, 0}};
  int64_t since = day % RO_MATTER_DAYS, low = day - (since < 0 ? since + RO_MATTER_DAYS : since);
  return (ro_matter_windows){2, {low - RO_MATTER_DAYS, low}};
}

/* The last day of a window of a key. */
static inline int64_t ro_window_end(uint64_t key, int64_t low) {
  return key & RO_KEPT_OF_MATTER && low != RO_NO_DAY ? low + 2 * RO_MATTER_DAYS - 1 : low;
}

typedef struct ro_kept_key {
  uint64_t key;
  size_t member;
} ro_kept_key;

/* That a member tells an event. */
typedef struct ro_kept_told {
  size_t member;
  ro_slice event;
} ro_kept_told;

/* Where a told event is found by references: a key, and the days that it takes. */
typedef struct ro_kept_told_key {
  uint64_t key;
  int64_t low, high;
  size_t member;
  ro_slice event;
} ro_kept_told_key;

/* A reference to an event, what looks for told ones, and where it was placed. */
typedef struct ro_kept_reference {
  size_t member, meeting;
  ro_day day;   /* made whole by the day of what its report tells */
  int64_t here; /* the day its report was published, or what it tells took place; INT64_MIN where neither is known */
  uint64_t group;
  int64_t low, high; /* days of told events that may fit; low > high where none may */
  ro_values keys;
  ro_slice event;
  bool is_told;
} ro_kept_reference;

/* A told event has a reference of a group for its occasion. */
typedef struct ro_kept_sideline {
  uint64_t group;
  ro_slice event;
  size_t member;
} ro_kept_sideline;

/* That a member uses a name: `order` is the entity's place in its findings, RO_NONE for a side that it is counted to. */
typedef struct ro_kept_name {
  size_t member, order;
  ro_slice key;    /* of whom it names */
  ro_slice entity; /* its identity; absent with others around */
  ro_entity_kind kind;
  ro_slice iso, wikidata;
  bool is_name; /* the entity's name there counts as a form of that name, else it is only another */
  ro_span shown;
} ro_kept_name;

/* An event of a member shows two names to be one's. */
typedef struct ro_kept_join {
  ro_slice a, b;
  size_t member;
} ro_kept_join;

/* A member calls somebody of a country by one word; whom its events show to be meant, or absent. */
typedef struct ro_kept_word {
  uint64_t country, word;
  size_t member;
  ro_slice meant;
} ro_kept_word;

typedef struct ro_kept {
  size_t *component_of; /* by member: the first of its component */
  RO_ARRAY(ro_kept_key) keys;
  RO_ARRAY(ro_kept_told) told;
  RO_ARRAY(ro_kept_told_key) told_keys;
  RO_ARRAY(ro_kept_reference) references;
  RO_ARRAY(ro_kept_sideline) sidelines;
  RO_ARRAY(ro_kept_name) names;
  RO_ARRAY(ro_kept_join) joins;
  RO_ARRAY(ro_kept_word) words;
} ro_kept;

/* What a part asks. Slices that come back live as long as the part's arena. Where there is nothing around, NULL is passed. */
typedef struct ro_surroundings {
  void *ctx;
  struct ro_pair_memory *compared; /* outlives the rounds of a part */

  /* The number of the last report that a key compares with all others of a window (0: it has none); UINT64_MAX where it compares
   * each with each. `here` are those of the members that have it. In RO_ANY_DAY: UINT64_MAX where no more have it than are
   * compared each with each, else 0. */
  uint64_t (*last_leader)(void *ctx, uint64_t key, int64_t window, const uint64_t *here, size_t n);

  /* Takes the words of the members that are no context, before anything is asked of words. */
  void (*take_words)(void *ctx, const ro_kept *kept);

  /* The key of the one person of a country who is meant by a word, absent for none and for several. */
  ro_slice (*meant)(void *ctx, uint64_t country, uint64_t word);

  /* Takes names and joins of the members that are no context, before any identity is asked. */
  void (*take_names)(void *ctx, const ro_kept *kept);

  /* The identity by which a name goes. */
  ro_slice (*identity)(void *ctx, ro_slice key);
} ro_surroundings;

/* Of "r-0123456789abcdef". */
uint64_t ro_identity_number(ro_slice id);

#endif
