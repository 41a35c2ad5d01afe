/* Lists of a record, a page at a time. */
#include <readout/pages.h>

#include "base/base64.h"
#include "base/error.h"
#include "base/utf8.h"
#include "engine/asked.h"
#include "engine/gather.h"
#include "engine/passages.h"
#include "format/json_out.h"
#include "format/notes.h"
#include "store/called.h"
#include "store/pages.h"

#define USUAL_LIMIT 50
#define MOST_ITEMS 100000

/* What of each list is where, and what stands beside its items. */
typedef struct list_kind {
  const char *name;
  ro_page_of of;
  ro_line_type type; /* of its items */
  const char *names; /* letters of the identities in the items that stand beside */
  const char *follows_statement, *follows_event;
  bool notes_events;
} list_kind;

static const list_kind KINDS[READOUT_LISTS] = {
    [READOUT_LIST_EVENTS] = {"events", RO_PAGE_EVENTS, RO_LINE_EVENT, "en", NULL, "n", true},
    [READOUT_LIST_STATEMENTS] = {"statements", RO_PAGE_STATEMENTS, RO_LINE_STATEMENT, "n", NULL, "n", false},
    [READOUT_LIST_PASSAGES] = {"passages", RO_PAGES, RO_LINE_STATEMENT, NULL, NULL, NULL, false},
    [READOUT_LIST_REPORTS] = {"reports", RO_PAGE_REPORTS, RO_LINE_REPORT, "no", NULL, NULL, false},
    [READOUT_LIST_ENTITIES] = {"entities", RO_PAGE_ENTITIES, RO_LINE_ENTITY, NULL, NULL, NULL, false},
    [READOUT_LIST_FORMULATIONS] = {"formulations", RO_PAGE_FORMULATIONS, RO_LINE_FORMULATION, "en", NULL, "n", true},
    [READOUT_LIST_COMMITMENTS] = {"commitments", RO_PAGE_COMMITMENTS, RO_LINE_COMMITMENT, "ens", "enr", "n", true},
    [READOUT_LIST_REVIEWS] = {"reviews", RO_PAGE_REVIEWS, RO_LINE_REVIEW, "enosdxf", "en", "n", true},
};

typedef struct paging {
  const readout_page *page;
  const list_kind *kind;
  ro_gather gather;
  ro_page_asked asked;
  ro_page_found found;
} paging;

/* -- cursors ----------------------------------------------------------------------------------------------------------- */

#define PART "\x1f"

/* The list's name and the key, in the letters that an address may have (RFC 4648, section 5). */
ro_slice ro_cursor_write(const char *list, const ro_slice *key, size_t n_key, ro_arena *arena) {
  ro_slices parts = {0};
  RO_PUSH(arena, &parts, ro_slice_of(list));
  for (size_t i = 0; i < n_key && key[i].ptr; i++) RO_PUSH(arena, &parts, key[i]);
  ro_slice text = ro_base64_encode(arena, ro_arena_join(arena, parts.at, parts.len, RO_LIT(PART)));
  char *out = ro_arena_text(arena, text.len);
  size_t len = 0;
  for (; len < text.len && text.ptr[len] != '='; len++)
    out[len] = text.ptr[len] == '+' ? '-' : text.ptr[len] == '/' ? '_' : text.ptr[len];
  out[len] = '\0';
  return (ro_slice){out, len};
}

static bool decode(ro_slice cursor, ro_slice *text, ro_arena *arena) {
  if (cursor.len > 16384) return false;
  char *padded = ro_arena_text(arena, cursor.len + 4);
  size_t len = 0;
  for (; len < cursor.len; len++) padded[len] = cursor.ptr[len] == '-' ? '+' : cursor.ptr[len] == '_' ? '/' : cursor.ptr[len];
  while (len % 4 != 0) padded[len++] = '=';
  return ro_base64_decode(arena, (ro_slice){padded, len}, text) && ro_utf8_check(*text) == text->len;
}

readout_status ro_cursor_read(const char *cursor, const char *list, ro_slice key[RO_PAGE_KEYS], ro_arena *arena,
                              readout_error *err) {
  ro_slice text = RO_ABSENT;
  bool is_first = true;
  size_t n_key = 0;
  if (!cursor) return READOUT_OK;
  bool good = decode(ro_slice_of(cursor), &text, arena);
  for (size_t from = 0; good && from <= text.len;) {
    size_t end = ro_slice_find(text, RO_LIT(PART), from);
    if (end > text.len) end = text.len;
    ro_slice part = ro_slice_part(text, from, end);
    if (is_first) {
      good = ro_slice_equal(part, ro_slice_of(list));
    } else if (n_key < RO_PAGE_KEYS) {
      key[n_key++] = part;
    } else {
      good = false;
    }
    is_first = false;
    from = end + 1;
  }
  for (size_t i = n_key; good && i < RO_PAGE_KEYS; i++) key[i] = RO_ABSENT;
  if (good && n_key > 0) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_USAGE, "\"%.64s\" is no place in a list of %s: give what a page of it has as next", cursor,
                 list);
}

/* -- what is asked for ------------------------------------------------------------------------------------------------- */

static ro_whether whether(readout_whether asked) {
  return asked == READOUT_YES ? RO_YES : asked == READOUT_NO ? RO_NO : RO_EITHER;
}

static readout_status take_entities(paging *p) {
  const readout_page *page = p->page;
  ro_gather *g = &p->gather;
  ro_store *store = g->record->store;
  if (page->n_parties > RO_PAGE_PARTIES)
    return ro_fail(g->err, READOUT_ERR_USAGE, "%zu parties are asked for: at most %d may be", page->n_parties, RO_PAGE_PARTIES);
  for (size_t i = 0; i < page->n_parties; i++)
    RO_TRY(ro_entities_asked(store, "party", page->party[i], &p->asked.parties[i], &g->arena, g->err));
  p->asked.n_parties = page->n_parties;
  RO_TRY(ro_entities_asked(store, "framework", page->framework, &p->asked.frameworks, &g->arena, g->err));
  RO_TRY(ro_entities_asked(store, "side", page->side, &p->asked.sides, &g->arena, g->err));
  RO_TRY(ro_outlets_asked(store, page->outlet, &p->asked.outlets, &g->arena, g->err));
  if (page->called) RO_TRY(ro_store_words_of(store, ro_slice_of(page->called), &g->arena, &p->asked.called, g->err));
  if (p->asked.frameworks.len == 0) return READOUT_OK;
  return ro_store_find_framed(store, &p->asked.frameworks, &g->arena, &p->asked.framed, g->err);
}

/* The thing whose list it is must be there. */
static readout_status take_owner(paging *p) {
  ro_slice id = ro_slice_of(p->page->in);
  ro_line_type type = RO_LINE_TYPES;
  if (p->kind->of != RO_PAGE_STATEMENTS) return READOUT_OK;
  bool fits = id.ptr && ro_gather_type_of(id, &type) && (type == RO_LINE_EVENT || type == RO_LINE_REPORT);
  if (fits && type == RO_LINE_REPORT) p->asked.of = RO_PAGE_REPORT_STATEMENTS;
  p->asked.in = id;
  bool is_there = false;
  if (fits) RO_TRY(ro_store_has(p->gather.record->store, type, id, &is_there, p->gather.err));
  if (is_there) return READOUT_OK;
  return ro_fail(p->gather.err, READOUT_ERR_ABSENT, "no event or report \"%s\" in this record", p->page->in ? p->page->in : "");
}

static readout_status take_asked(paging *p) {
  const readout_page *page = p->page;
  ro_arena *arena = &p->gather.arena;
  p->asked = (ro_page_asked){.of = p->kind->of,
                             .kind = ro_slice_of(page->kind),
                             .status = ro_slice_of(page->status),
                             .told = whether(page->told),
                             .differs = whether(page->differs),
                             .due = whether(page->due),
                             .key = ro_slice_of(page->key),
                             .state = ro_slice_of(page->state),
                             .target = ro_slice_of(page->target),
                             .limit = page->limit ? page->limit : USUAL_LIMIT};
  if (p->asked.limit > MOST_ITEMS) p->asked.limit = MOST_ITEMS;
  if (page->words) p->asked.words = ro_arena_lower(arena, ro_slice_of(page->words));
  RO_TRY(ro_days_asked(page->since, page->until, &p->asked.since, &p->asked.until, p->gather.err));
  RO_TRY(ro_cursor_read(page->after, p->kind->name, p->asked.after, arena, p->gather.err));
  RO_TRY(take_owner(p));
  return take_entities(p);
}

/* -- all of it ---------------------------------------------------------------------------------------------------------- */

void ro_list_head(ro_text *out, const char *of, size_t given, ro_slice next) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "page");
  ro_out_word(out, "of", of);
  ro_out_size(out, "given", given);
  ro_out_null(out, "total");
  ro_out_text(out, "next", next);
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

/* Statements are noted on by their event and its sides, which are read and not given. */
static void note_statements(ro_gather *g) {
  ro_slices events = {0}, sides = {0};
  ro_record_index index;
  for (size_t i = 0; i < g->loaded.statements.len; i++) RO_PUSH(&g->arena, &events, g->loaded.statements.at[i].event);
  ro_slices_sort_unique(&events);
  ro_gather_load(g, RO_LINE_EVENT, &events);
  for (size_t e = 0; e < g->loaded.events.len; e++)
    for (size_t i = 0; i < g->loaded.events.at[e].sides.len; i++)
      RO_PUSH(&g->arena, &sides, g->loaded.events.at[e].sides.at[i].side);
  ro_slices_sort_unique(&sides);
  ro_gather_load(g, RO_LINE_ENTITY, &sides);
  if (g->status != READOUT_OK) return;
  ro_record_index_make(&index, &g->loaded, &g->arena);
  for (size_t i = 0; i < g->loaded.statements.len; i++)
    ro_note_statement(&g->out, &index, &g->loaded.statements.at[i], &g->arena);
}

static void give_page(paging *p) {
  ro_gather *g = &p->gather;
  ro_slices ids = {0};
  const char *follows[RO_LINE_TYPES] = {
      [RO_LINE_STATEMENT] = p->kind->follows_statement, [RO_LINE_EVENT] = p->kind->follows_event};
  size_t n = p->found.list.len;
  for (size_t i = 0; i < n; i++) RO_PUSH(&g->arena, &ids, p->found.list.at[i].id);
  ro_slice next = RO_ABSENT;
  if (p->found.more && n > 0) next = ro_cursor_write(p->kind->name, p->found.list.at[n - 1].key, RO_PAGE_KEYS, &g->arena);
  ro_list_head(&g->out, p->kind->name, n, next);
  g->follows = p->kind->names;
  g->loads = p->kind->type == RO_LINE_EVENT || p->kind->type == RO_LINE_STATEMENT;
  ro_gather_lines(g, p->kind->type, true, &ids);
  g->loads = false;
  if (p->kind->type == RO_LINE_STATEMENT) note_statements(g);
  if (p->asked.of == RO_PAGE_REPORT_STATEMENTS) {
    for (size_t i = 0; i < g->loaded.events.len; i++) ro_gather_want(g, RO_LINE_EVENT, g->loaded.events.at[i].id);
    g->loaded.events.len = 0; /* they are read once more where they are given */
  }
  ro_gather_beside(g, follows);
  if (p->kind->notes_events || p->asked.of == RO_PAGE_REPORT_STATEMENTS) ro_gather_event_notes(g);
}

static void page_body(void *ctx) {
  paging *p = ctx;
  ro_gather *g = &p->gather;
  if (p->page->of == READOUT_LIST_PASSAGES) {
    ro_passages_give(g, p->page);
    return;
  }
  g->status = take_asked(p);
  if (g->status == READOUT_OK) g->status = ro_store_page(g->record->store, &p->asked, &g->arena, &p->found, g->err);
  if (g->status == READOUT_OK) give_page(p);
}

readout_status readout_record_page(readout_record *record, const readout_page *page, readout_sink sink, void *ctx,
                                   readout_error *err) {
  readout_error local = {0};
  if (!err) err = &local;
  if ((size_t)page->of >= READOUT_LISTS) return ro_fail(err, READOUT_ERR_USAGE, "unknown kind of list");
  paging p = {.page = page, .kind = &KINDS[page->of]};
  return ro_gather_run(&p.gather, record, page_body, &p, sink, ctx, err);
}

readout_status readout_record_state(readout_record *record, uint64_t *state, readout_error *err) {
  return ro_store_state(record->store, state, err);
}
