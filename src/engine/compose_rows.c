/* Steps that move rows, and know nothing of reports: sets of what is near, rows sent to others, versions, windows that meet. */
#include "engine/compose.h"

/* -- large-stars, small-stars: what is near what -> near, label; "moved" until nothing is -------------------------------------
 * Connected components by stars (Kiveris et al., "Connected Components in MapReduce and Beyond", 2014): in turns, until neither
 * moves anything. Each then is near the first of its set alone. */

typedef struct star {
  ro_slice first, last;
} star;

static void put_moved(ro_composer *c) {
  ro_row(c, "moved", RO_LIT(""));
  ro_row_end(c);
}

/* Neighbours come in order: the first of them and itself is the centre. */
static void large_star(ro_composer *c, void *state, ro_row_fields *value) {
  star *s = state;
  ro_slice near = ro_field(value);
  if (ro_slice_equal(near, s->last)) return;
  s->last = ro_arena_copy(&c->arena, near);
  if (!s->first.ptr) s->first = ro_slice_compare(near, c->key) < 0 ? s->last : c->key;
  if (ro_slice_compare(near, c->key) <= 0) return;
  ro_row(c, "edge", near);
  ro_row_put(c, s->first);
  ro_row_end(c);
  if (!ro_slice_equal(s->first, c->key)) put_moved(c);
}

const ro_compose_step RO_COMPOSE_LARGE_STARS = {"large-stars", sizeof(star), large_star, NULL, false};

static void small_star(ro_composer *c, void *state, ro_row_fields *value) {
  star *s = state;
  ro_slice near = ro_field(value);
  if (ro_slice_equal(near, s->last)) return;
  s->last = ro_arena_copy(&c->arena, near);
  if (s->first.ptr) {
    ro_row_both(c, "near", s->last, s->first);
    put_moved(c);
    return;
  }
  s->first = s->last;
  ro_row_both(c, "near", c->key, s->first);
  ro_row(c, "label", c->key);
  ro_row_put_word(c, "0");
  ro_row_put(c, s->first);
  ro_row_end(c);
}

const ro_compose_step RO_COMPOSE_SMALL_STARS = {"small-stars", sizeof(star), small_star, NULL, false};

/* -- route, call: rows to where they are asked for -----------------------------------------------------------------------------
 * "0\tKEY" says where the rows of a key are at home, "1\tKEY" who else asks for them. "LETTER\tTABLE\tVALUE" is a row, and its
 * letter says where it goes. route sends rows home, b and d to their own key where they have no home. call sends them to those
 * who ask: d to all, b and e to events ("e-…") alone. */

typedef struct routing {
  ro_slices homes, calls;
} routing;

static void take_route(ro_composer *c, ro_slices *to, ro_row_fields *value) {
  ro_slice key = ro_field(value);
  if (to->len > 0 && ro_slice_equal(to->at[to->len - 1], key)) return;
  RO_PUSH(&c->arena, to, ro_arena_copy(&c->arena, key));
}

static void send(ro_composer *c, ro_slice table, ro_slice key, ro_slice row) {
  ro_row_begin(c, table, key);
  ro_row_put(c, row);
  ro_row_end(c);
}

static void route(ro_composer *c, void *state, ro_row_fields *value) {
  routing *r = state;
  char letter = ro_field_letter(value);
  if (letter == '0') take_route(c, &r->homes, value);
  if (letter <= '1') return;
  ro_slice table = ro_field(value), row = ro_fields_rest(value);
  if (letter == 'e') return;
  for (size_t i = 0; i < r->homes.len; i++) send(c, table, r->homes.at[i], row);
  if (r->homes.len == 0 && letter != 'c') send(c, table, c->key, row);
}

const ro_compose_step RO_COMPOSE_ROUTE = {"route", sizeof(routing), route, NULL, false};

static void call(ro_composer *c, void *state, ro_row_fields *value) {
  routing *r = state;
  char letter = ro_field_letter(value);
  if (letter == '1') take_route(c, &r->calls, value);
  if (letter <= '1') return;
  ro_slice table = ro_field(value), row = ro_fields_rest(value);
  for (size_t i = 0; i < r->calls.len; i++)
    if (letter == 'd' || ro_slice_starts(r->calls.at[i], RO_LIT("e-"))) send(c, table, r->calls.at[i], row);
}

const ro_compose_step RO_COMPOSE_CALL = {"call", sizeof(routing), call, NULL, false};

/* -- versions: of one report, by their dates -> body rows that number them ----------------------------------------------------
 */

static void take_version(ro_composer *c, void *state, ro_row_fields *value) {
  size_t *n = state;
  (void)ro_field(value); /* dates and hashes are what they are sorted by */
  (void)ro_field(value);
  ro_slice id = ro_field(value), standing = ro_field(value);
  if (++*n == 1) return;
  ro_row(c, "numbered", standing);
  ro_row_put_word(c, "b\tsettling\tc");
  ro_row_put(c, id);
  ro_row_put_number(c, (int64_t)*n);
  ro_row_end(c);
}

const ro_compose_step RO_COMPOSE_VERSIONS = {"versions", sizeof(size_t), take_version, NULL, false};

/* -- meet: told events and groups of references with a key in common, within days -> met ---------------------------------------
 */

typedef struct told_window {
  int64_t low, high;
  ro_slice event;
} told_window;

typedef RO_ARRAY(told_window) told_windows;

static void meet(ro_composer *c, void *state, ro_row_fields *value) {
  told_windows *told = state;
  bool is_told = ro_field_letter(value) == 'a';
  told_window window = {.low = ro_field_number(value)};
  window.high = ro_field_number(value);
  ro_slice who = ro_field(value);
  if (is_told) {
    window.event = ro_arena_copy(&c->arena, who);
    RO_PUSH(&c->arena, told, window);
    return;
  }
  for (size_t i = 0; i < told->len; i++) {
    const told_window *other = &told->at[i];
    if (other->low > window.high || other->high < window.low) continue;
    ro_row(c, "met", other->event);
    ro_row_put_word(c, "0");
    ro_row_put(c, who);
    ro_row_end(c);
  }
}

const ro_compose_step RO_COMPOSE_MEET = {"meet", sizeof(told_windows), meet, NULL, false};
