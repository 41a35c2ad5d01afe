#include "event/keyed.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

#define WINDOW_SEED 23
#define DIGIT_BITS 11
#define DIGITS ((size_t)1 << DIGIT_BITS)

void ro_keyed_init(ro_keyed *keyed, ro_arena *arena) {
  *keyed = (ro_keyed){.arena = arena};
}

#define WANTED_ROOM 16 /* bits for each key that is wanted */

void ro_keyed_gather(ro_keyed *keyed, size_t n) {
  keyed->wanted_bits = 6;
  while (((size_t)1 << keyed->wanted_bits) < n * WANTED_ROOM) keyed->wanted_bits++;
  keyed->wanted = RO_NEW_ARRAY(keyed->arena, uint64_t, ((size_t)1 << keyed->wanted_bits) / 64);
  keyed->gathers = true;
}

void ro_keyed_gathered(ro_keyed *keyed) {
  keyed->gathers = false;
}

static bool is_wanted(const ro_keyed *keyed, uint64_t key) {
  uint64_t at = key >> (64 - keyed->wanted_bits);
  return keyed->wanted[at / 64] >> at % 64 & 1;
}

static void put(ro_keyed *keyed, ro_keyed_entry entry) {
  uint64_t at = keyed->gathers ? entry.key >> (64 - keyed->wanted_bits) : 0;
  if (keyed->gathers) {
    keyed->wanted[at / 64] |= (uint64_t)1 << at % 64;
  } else if (!keyed->unkept || !keyed->unkept[entry.member] || is_wanted(keyed, entry.key)) {
    RO_PUSH(keyed->arena, &keyed->entries, entry);
  }
}

void ro_keyed_put(ro_keyed *keyed, uint64_t key, size_t member) {
  put(keyed, (ro_keyed_entry){key, member, key, 0, false});
}

void ro_keyed_put_in(ro_keyed *keyed, uint64_t key, int64_t window, size_t member, bool follows) {
  uint64_t parts[2] = {key, (uint64_t)window};
  uint64_t mixed = ro_hash((ro_slice){(const char *)parts, sizeof parts}, WINDOW_SEED);
  put(keyed, (ro_keyed_entry){mixed, member, key, window, follows});
}

/* Turns counts into where each begins. */
static void begin(size_t *counts, size_t n) {
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    size_t count = counts[i];
    counts[i] = at;
    at += count;
  }
}

/* Of passive members only entries with a key that is wanted connect anybody. */
static void drop_unwanted(ro_keyed *keyed) {
  size_t kept = 0;
  ro_keyed_entry *entries = keyed->entries.at;
  for (size_t i = 0; i < keyed->entries.len; i++)
    if (!keyed->passive[entries[i].member] || is_wanted(keyed, entries[i].key)) entries[kept++] = entries[i];
  keyed->entries.len = kept;
}

/* By key, digit by digit from the last; the order of a key's members stays. */
static void sort_entries(ro_keyed *keyed) {
  size_t n = keyed->entries.len, starts[DIGITS];
  ro_keyed_entry *from = keyed->entries.at, *to = RO_NEW_ARRAY(keyed->arena, ro_keyed_entry, n);
  for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
    memset(starts, 0, sizeof starts);
    for (size_t i = 0; i < n; i++) starts[from[i].key >> shift & (DIGITS - 1)]++;
    begin(starts, DIGITS);
    for (size_t i = 0; i < n; i++) to[starts[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
    ro_keyed_entry *swap = from;
    from = to;
    to = swap;
  }
  keyed->entries.at = from;
  keyed->entries.cap = n;
}

/* Keeps the entries whose key has several members, each once; notes for each where its key's entries begin, and where those end
 * that are compared with all. */
static size_t *keep_shared(ro_keyed *keyed, size_t *last) {
  size_t n = keyed->entries.len, kept = 0, *first = RO_NEW_ARRAY(keyed->arena, size_t, n);
  ro_keyed_entry *entries = keyed->entries.at;
  for (size_t i = 0; i < n;) {
    size_t start = kept;
    uint64_t key = entries[i].key;
    bool any = !keyed->passive;
    for (; i < n && entries[i].key == key; i++) {
      if (kept > start && entries[kept - 1].member == entries[i].member) continue;
      any = any || !keyed->passive[entries[i].member];
      first[kept] = start;
      entries[kept++] = entries[i];
    }
    if (kept == start + 1 || !any) kept = start;
    size_t leaders = kept > start && keyed->leaders ? keyed->leaders(keyed, &entries[start], kept - start) : RO_KEY_MEMBERS;
    for (size_t k = start; k < kept; k++) last[k] = start + leaders;
  }
  keyed->entries.len = kept;
  return first;
}

/* Entries by member, and by member where its own begin, one more at the end. */
typedef struct by_member {
  size_t n, *starts, *entries;
} by_member;

static by_member group_by_member(const ro_keyed *keyed) {
  by_member out = {0};
  for (size_t i = 0; i < keyed->entries.len; i++)
    if (keyed->entries.at[i].member >= out.n) out.n = keyed->entries.at[i].member + 1;
  size_t *ends = RO_NEW_ARRAY(keyed->arena, size_t, out.n + 1);
  out.entries = RO_NEW_ARRAY(keyed->arena, size_t, keyed->entries.len);
  for (size_t i = 0; i < keyed->entries.len; i++) ends[keyed->entries.at[i].member + 1]++;
  begin(ends, out.n + 1);
  for (size_t i = 0; i < keyed->entries.len; i++) out.entries[ends[keyed->entries.at[i].member + 1]++] = i;
  out.starts = ends;
  return out;
}

/* Couples come by b: sorts them by a too. */
static ro_couples sort_couples(const ro_couples *couples, size_t n_members, ro_arena *arena) {
  size_t *starts = RO_NEW_ARRAY(arena, size_t, n_members);
  ro_couples out = {.at = RO_NEW_ARRAY(arena, ro_couple, couples->len), .len = couples->len, .cap = couples->len};
  for (size_t i = 0; i < couples->len; i++) starts[couples->at[i].a]++;
  begin(starts, n_members);
  for (size_t i = 0; i < couples->len; i++) out.at[starts[couples->at[i].a]++] = couples->at[i];
  return out;
}

ro_couples ro_keyed_couples(ro_keyed *keyed) {
  ro_couples couples = {0};
  bool in_order = true;
  if (keyed->wanted) drop_unwanted(keyed);
  sort_entries(keyed);
  size_t *last = RO_NEW_ARRAY(keyed->arena, size_t, keyed->entries.len);
  const size_t *first = keep_shared(keyed, last);
  by_member by = group_by_member(keyed);
  size_t *met = RO_NEW_ARRAY(keyed->arena, size_t, by.n); /* by a: the last b that it was coupled with, plus 1 */
  for (size_t b = 0; b < by.n; b++) {
    for (size_t i = by.starts[b]; i < by.starts[b + 1]; i++) {
      size_t end = by.entries[i] < last[by.entries[i]] ? by.entries[i] : last[by.entries[i]];
      for (size_t k = first[by.entries[i]]; k < end; k++) {
        size_t a = keyed->entries.at[k].member;
        if (met[a] == b + 1 || (keyed->passive && keyed->passive[a] && keyed->passive[b])) continue;
        met[a] = b + 1;
        in_order = in_order && a < b;
        RO_PUSH(keyed->arena, &couples, a < b ? ((ro_couple){a, b}) : ((ro_couple){b, a}));
      }
    }
  }
  if (!in_order) {
    ro_couples_sort_unique(&couples);
    return couples;
  }
  return sort_couples(&couples, by.n, keyed->arena);
}

static int by_ends(const void *left, const void *right) {
  const ro_couple *a = left, *b = right;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

void ro_couples_sort_unique(ro_couples *couples) {
  size_t kept = 0;
  if (couples->len > 1) qsort(couples->at, couples->len, sizeof *couples->at, by_ends);
  for (size_t i = 0; i < couples->len; i++) {
    ro_couple couple = couples->at[i];
    bool is_new = kept == 0 || couple.a != couples->at[kept - 1].a || couple.b != couples->at[kept - 1].b;
    if (is_new) couples->at[kept++] = couple;
  }
  couples->len = kept;
}
