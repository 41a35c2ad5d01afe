#include "store/called.h"

#include "base/error.h"
#include "store/index.h"
#include "store/internal.h"

#define MOST_NEAR 3     /* names that are offered */
#define FAR 4           /* changes that make another name of one */
#define MOST_LETTERS 60 /* bytes of a name that are compared */

typedef struct naming {
  ro_store *store;
  ro_arena *arena;
  ro_slice called, forms; /* as asked, and its words */
  struct {
    ro_slice name;
    size_t changes;
  } near[MOST_NEAR];
  size_t n_near;
  readout_error *err;
} naming;

readout_status ro_store_words_of(ro_store *store, ro_slice text, ro_arena *arena, ro_slice *forms, readout_error *err) {
  ro_words words = {0};
  ro_slices list = {0};
  if (!store->words) RO_TRY(ro_word_reader_open(&store->words, err));
  ro_word_reader_all(store->words, text, 0, arena, &words);
  for (size_t i = 0; i < words.len; i++) RO_PUSH(arena, &list, words.at[i].form);
  *forms = ro_arena_join(arena, list.at, list.len, RO_LIT(" "));
  return ro_word_reader_check(store->words, err);
}

/* Bytes to be put in, left out or changed (Levenshtein), at most FAR. */
static size_t changes_between(ro_slice a, ro_slice b) {
  size_t row[MOST_LETTERS + 1];
  if (a.len > MOST_LETTERS || b.len > MOST_LETTERS) return FAR;
  for (size_t j = 0; j <= b.len; j++) row[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t change = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
      corner = row[j];
      size_t least = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = change < least ? change : least;
    }
  }
  return row[b.len] < FAR ? row[b.len] : FAR;
}

/* Keeps the nearest names, in the order of their nearness; one that holds the words asked for is near. */
static void offer(naming *n, ro_slice forms, ro_slice name) {
  bool holds = n->forms.len > 0 && ro_slice_has_word(forms, n->forms);
  size_t changes = holds ? 1 : changes_between(n->forms, forms), at = 0;
  while (at < n->n_near && n->near[at].changes <= changes)
    if (ro_slice_equal(n->near[at++].name, name)) return;
  if (changes >= FAR || at == MOST_NEAR || (!holds && changes * 3 > n->forms.len + 1)) return;
  if (n->n_near < MOST_NEAR) n->n_near++;
  for (size_t i = n->n_near - 1; i > at; i--) n->near[i] = n->near[i - 1];
  n->near[at].name = ro_arena_copy(n->arena, name);
  n->near[at].changes = changes;
}

static void give_near(const naming *n, ro_slices *near) {
  for (size_t i = 0; i < n->n_near; i++) RO_PUSH(n->arena, near, n->near[i].name);
}

static bool looks_like_id(ro_slice called) {
  return called.len > 2 && called.ptr[0] == 'n' && called.ptr[1] == '-';
}

static readout_status take_ids(naming *n, const char *sql, ro_slice asked, ro_slices *ids) {
  ro_query query;
  ro_query_open(&query, n->store, sql, n->err);
  ro_query_text(&query, 1, asked);
  while (ro_query_next(&query)) RO_PUSH(n->arena, ids, ro_arena_copy(n->arena, ro_query_column(&query, 0)));
  return ro_query_close(&query);
}

/* Names that begin as it does; and so that a first letter may be wrong, all where they are few. */
static readout_status take_near(naming *n, ro_slices *near) {
  ro_query query;
  ro_query_open(&query, n->store,
                "SELECT c.name, e.name FROM (SELECT name, entity FROM entity_called WHERE how < 2 LIMIT 20000) c "
                "JOIN entity e ON e.id = c.entity ORDER BY c.name, e.name",
                n->err);
  while (ro_query_next(&query)) offer(n, ro_query_column(&query, 0), ro_query_column(&query, 1));
  give_near(n, near);
  return ro_query_close(&query);
}

readout_status ro_store_find_entities(ro_store *store, ro_slice called, ro_arena *arena, ro_slices *ids, ro_slices *near,
                                      readout_error *err) {
  naming n = {.store = store, .arena = arena, .called = called, .err = err};
  RO_TRY(ro_index_check(store, err));
  RO_TRY(ro_store_words_of(store, called, arena, &n.forms, err));
  if (looks_like_id(called))
    RO_TRY(take_ids(&n, "SELECT id FROM entity WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id", called, ids));
  if (ids->len == 0)
    RO_TRY(take_ids(&n,
                    "SELECT entity FROM entity_called WHERE name = ?1 AND how = "
                    "(SELECT min(how) FROM entity_called WHERE name = ?1) ORDER BY entity",
                    n.forms, ids));
  return ids->len > 0 ? READOUT_OK : take_near(&n, near);
}

readout_status ro_store_find_outlets(ro_store *store, ro_slice called, ro_arena *arena, ro_slices *outlets, ro_slices *near,
                                     readout_error *err) {
  naming n = {.store = store, .arena = arena, .called = called, .err = err};
  ro_query query;
  RO_TRY(ro_index_check(store, err));
  RO_TRY(ro_store_words_of(store, called, arena, &n.forms, err));
  ro_query_open(&query, store,
                "WITH RECURSIVE each (outlet) AS (SELECT min(outlet) FROM report_number UNION ALL "
                "SELECT (SELECT min(outlet) FROM report_number WHERE outlet > each.outlet) FROM each WHERE outlet IS NOT NULL) "
                "SELECT outlet FROM each WHERE outlet IS NOT NULL",
                err);
  while (ro_query_next(&query)) {
    ro_slice outlet = ro_query_column(&query, 0), forms;
    query.status = ro_store_words_of(store, outlet, arena, &forms, err);
    if (query.status == READOUT_OK && ro_slice_equal(forms, n.forms)) {
      RO_PUSH(arena, outlets, ro_arena_copy(arena, outlet));
    } else if (query.status == READOUT_OK) {
      offer(&n, forms, outlet);
    }
  }
  if (outlets->len == 0) give_near(&n, near);
  return ro_query_close(&query);
}

/* -- frameworks ------------------------------------------------------------------------------------------------------------- */

static readout_status take_names(naming *n, const ro_slices *entities, ro_slices *names) {
  for (size_t i = 0; i < entities->len; i++)
    RO_TRY(take_ids(n, "SELECT name FROM entity_called WHERE entity = ?1 AND how < 2 ORDER BY name", entities->at[i], names));
  return READOUT_OK;
}

readout_status ro_store_find_framed(ro_store *store, const ro_slices *entities, ro_arena *arena, ro_slices *events,
                                    readout_error *err) {
  naming n = {.store = store, .arena = arena, .err = err};
  ro_slices names = {0}, named = {0};
  ro_query query;
  RO_TRY(take_names(&n, entities, &names));
  ro_query_open(&query, store, "SELECT name, id FROM event WHERE name IS NOT NULL ORDER BY name, id", err);
  while (ro_query_next(&query)) {
    ro_slice forms;
    query.status = ro_store_words_of(store, ro_query_column(&query, 0), arena, &forms, err);
    for (size_t i = 0; i < names.len && query.status == READOUT_OK; i++) {
      if (!ro_slice_has_word(forms, names.at[i])) continue;
      RO_PUSH(arena, &named, ro_arena_copy(arena, ro_query_column(&query, 1)));
      break;
    }
  }
  RO_TRY(ro_query_close(&query));
  for (size_t i = 0; i < named.len; i++) {
    RO_PUSH(arena, events, named.at[i]);
    RO_TRY(take_ids(&n, "SELECT id FROM event WHERE occasion = ?1 ORDER BY id", named.at[i], events));
  }
  return READOUT_OK;
}
