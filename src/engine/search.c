/* Searches: what was asked for resolved against the record, found by store, read back and drawn by format. */
#include <readout/search.h>
#include <stdlib.h>

#include "base/error.h"
#include "engine/asked.h"
#include "engine/gather.h"
#include "engine/passages.h"
#include "engine/record.h"
#include "format/import.h"
#include "format/search_text.h"
#include "store/called.h"
#include "store/search.h"

#define MAX_SEARCH ((size_t)16 << 30)
#define SEND_AT 65536 /* bytes that are written before they are sent on */

typedef struct searching {
  readout_record *record;
  const readout_search *asked;
  const readout_view *view;
  readout_sink sink;
  void *ctx;
  ro_guard guard;
  ro_arena arena, one; /* of the search, and of the result under way */
  ro_word_reader *reader;
  ro_text out;
  ro_search search;
  ro_found_list found;
  ro_found after; /* the last result of the page before, and its number */
  size_t before;
  ro_slices named;  /* identities in what was given */
  ro_record loaded; /* what one result shows */
  ro_importer importer;
  readout_status status;
  readout_error *err;
} searching;

/* -- what is asked for ---------------------------------------------------------------------------------------------------- */

static readout_status find_entity(searching *s, const char *what, const char *called, ro_slices *ids) {
  return ro_entities_asked(s->record->store, what, called, ids, &s->arena, s->err);
}

static readout_status find_entities(searching *s) {
  const readout_search *asked = s->asked;
  if (asked->n_parties > RO_SEARCH_PARTIES)
    return ro_fail(s->err, READOUT_ERR_USAGE, "%zu parties are asked for: at most %d may be", asked->n_parties,
                   RO_SEARCH_PARTIES);
  for (size_t i = 0; i < asked->n_parties; i++) RO_TRY(find_entity(s, "party", asked->party[i], &s->search.parties[i]));
  s->search.n_parties = asked->n_parties;
  RO_TRY(find_entity(s, "framework", asked->framework, &s->search.frameworks));
  RO_TRY(find_entity(s, "side", asked->side, &s->search.sides));
  RO_TRY(find_entity(s, "speaker", asked->speaker, &s->search.speakers));
  RO_TRY(ro_outlets_asked(s->record->store, asked->outlet, &s->search.outlets, &s->arena, s->err));
  if (s->search.frameworks.len == 0) return READOUT_OK;
  return ro_store_find_framed(s->record->store, &s->search.frameworks, &s->arena, &s->search.framed, s->err);
}

static readout_status take_act(searching *s) {
  ro_act act;
  if (!s->asked->act) return READOUT_OK;
  s->search.act = ro_slice_of(s->asked->act);
  if (ro_act_of(s->search.act, &act)) return READOUT_OK;
  return ro_fail(s->err, READOUT_ERR_USAGE,
                 "no act is \"%s\": give commitment, call, position, assessment, inform, discussion, announcement or expression",
                 s->asked->act);
}

/* -- pages --------------------------------------------------------------------------------------------------------------- */

#define LIST "results"

/* A rank to the last bit; its date, or "-"; its identity; how many were given till then. */
static ro_slice cursor_of(searching *s) {
  size_t n = s->found.list.len;
  if (!s->asked->pages || !s->found.more || n == 0) return RO_ABSENT;
  const ro_found *last = &s->found.list.at[n - 1];
  ro_slice key[] = {ro_arena_format(&s->arena, "%a", last->rank), last->date.ptr ? last->date : RO_LIT("-"), last->id,
                    ro_arena_format(&s->arena, "%zu", s->before + n)};
  return ro_cursor_write(LIST, key, 4, &s->arena);
}

static readout_status take_after(searching *s) {
  ro_slice key[RO_PAGE_KEYS] = {RO_ABSENT};
  if (!s->asked->pages || !s->asked->after) return READOUT_OK;
  RO_TRY(ro_cursor_read(s->asked->after, LIST, key, &s->arena, s->err));
  if (!key[3].ptr) return ro_fail(s->err, READOUT_ERR_USAGE, "\"%.64s\" is no place in a search", s->asked->after);
  ro_slice rank = ro_arena_copy(&s->arena, key[0]), number = ro_arena_copy(&s->arena, key[3]);
  s->after = (ro_found){key[2], ro_slice_equal(key[1], RO_LIT("-")) ? RO_ABSENT : key[1], strtod(rank.ptr, NULL)};
  s->before = (size_t)strtoull(number.ptr, NULL, 10);
  s->search.after = &s->after;
  return READOUT_OK;
}

static void put_facets(searching *s, ro_search_page *page) {
  static const char *const NAMES[RO_FACETS] = {"party", "side", "outlet", "year", "speaker", "act"};
  ro_search_facet *facets = RO_NEW_ARRAY(&s->arena, ro_search_facet, RO_FACETS);
  page->facets = facets;
  for (size_t f = 0; s->search.facets && f < RO_FACETS; f++) {
    const ro_faceted_list *list = &s->found.facets[f];
    ro_slice *values = RO_NEW_ARRAY(&s->arena, ro_slice, list->len), *names = RO_NEW_ARRAY(&s->arena, ro_slice, list->len);
    size_t *counts = RO_NEW_ARRAY(&s->arena, size_t, list->len);
    for (size_t i = 0; i < list->len; i++) {
      values[i] = list->at[i].value;
      names[i] = list->at[i].name;
      counts[i] = list->at[i].count;
    }
    if (list->len > 0) facets[page->n_facets++] = (ro_search_facet){NAMES[f], values, names, counts, list->len};
  }
}

typedef struct beside {
  searching *search;
  ro_gather gather;
} beside;

static void beside_body(void *ctx) {
  static const char *const FOLLOWS[RO_LINE_TYPES] = {[RO_LINE_EVENT] = "n"};
  beside *b = ctx;
  ro_line_type type;
  for (size_t i = 0; i < b->search->named.len; i++)
    if (ro_gather_type_of(b->search->named.at[i], &type)) ro_gather_want(&b->gather, type, b->search->named.at[i]);
  ro_gather_beside(&b->gather, FOLLOWS);
  ro_gather_event_notes(&b->gather);
}

/* What the results name, behind them. */
static readout_status give_beside(searching *s) {
  beside b = {.search = s};
  return ro_gather_run(&b.gather, s->record, beside_body, &b, s->sink, s->ctx, s->err);
}

static readout_status take_asked(searching *s) {
  const readout_search *asked = s->asked;
  bool of_statements = asked->speaker || asked->act;
  if (asked->in == READOUT_SEARCH_REPORTS && of_statements)
    return ro_fail(s->err, READOUT_ERR_USAGE, "\"%s\" is asked for of reports: %s", asked->speaker ? asked->speaker : asked->act,
                   "only statements have a speaker and an act");
  s->search.statements = asked->in == READOUT_SEARCH_STATEMENTS || of_statements;
  s->search.limit = asked->limit;
  s->search.facets = asked->pages && asked->facets;
  RO_TRY(take_after(s));
  RO_TRY(ro_word_reader_open(&s->reader, s->err));
  RO_TRY(ro_asked_read(&s->search.words, ro_slice_of(asked->words ? asked->words : ""), s->reader, &s->arena, s->err));
  RO_TRY(take_act(s));
  RO_TRY(ro_days_asked(asked->since, asked->until, &s->search.since, &s->search.until, s->err));
  return find_entities(s);
}

/* -- what one result shows ------------------------------------------------------------------------------------------------- */

static bool take_line(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  searching *s = ctx;
  (void)type;
  (void)id;
  s->status = ro_import_line(&s->importer, line, 0, NULL, s->err);
  return s->status == READOUT_OK;
}

static void load(searching *s, ro_line_type type, ro_slice id) {
  if (s->status != READOUT_OK || !id.ptr) return;
  readout_status status = ro_store_line(s->record->store, type, id, take_line, s, s->err);
  if (s->status == READOUT_OK) s->status = status;
}

static void load_each(searching *s, ro_line_type type, ro_slices *ids) {
  ro_slices_sort_unique(ids);
  for (size_t i = 0; i < ids->len; i++) load(s, type, ids->at[i]);
}

/* The events, with whom and what their labels name. */
static void load_events(searching *s, ro_slices *events) {
  ro_slices entities = {0};
  load_each(s, RO_LINE_EVENT, events);
  for (size_t e = 0; e < s->loaded.events.len; e++) {
    const ro_record_event *event = &s->loaded.events.at[e];
    for (size_t i = 0; i < event->parties.len; i++) {
      RO_PUSH(&s->one, &entities, event->parties.at[i].person);
      RO_PUSH(&s->one, &entities, event->parties.at[i].of);
    }
    for (size_t i = 0; i < event->place.len; i++) RO_PUSH(&s->one, &entities, event->place.at[i]);
  }
  for (size_t i = 0; i < s->loaded.statements.len; i++)
    for (size_t k = 0; k < s->loaded.statements.at[i].speakers.len; k++)
      RO_PUSH(&s->one, &entities, s->loaded.statements.at[i].speakers.at[k]);
  load_each(s, RO_LINE_ENTITY, &entities);
}

static bool note_evidence(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  searching *s = ctx;
  ro_record alone = {0};
  ro_importer importer;
  ro_slices reports = {0};
  (void)type;
  (void)id;
  ro_importer_init(&importer, &alone, &s->one, true);
  s->status = ro_import_line(&importer, line, 0, NULL, s->err);
  for (size_t i = 0; alone.statements.len > 0 && i < alone.statements.at[0].evidence.len; i++)
    RO_PUSH(&s->one, &reports, alone.statements.at[0].evidence.at[i].report);
  load_each(s, RO_LINE_REPORT, &reports);
  return s->status == READOUT_OK && take_line(s, type, id, line);
}

static void load_statement(searching *s, ro_slice id) {
  ro_slices events = {0};
  readout_status status = ro_store_line(s->record->store, RO_LINE_STATEMENT, id, note_evidence, s, s->err);
  if (s->status == READOUT_OK) s->status = status;
  if (s->loaded.statements.len > 0) RO_PUSH(&s->one, &events, s->loaded.statements.at[0].event);
  load_events(s, &events);
}

static void load_report(searching *s, ro_slice id) {
  ro_slices events = {0};
  load(s, RO_LINE_REPORT, id);
  if (s->status == READOUT_OK) s->status = ro_store_told_by(s->record->store, id, &s->one, &events, s->err);
  load_events(s, &events);
}

static void draw(searching *s, const ro_search_page *page, size_t i) {
  const ro_found *found = &s->found.list.at[i];
  ro_record_index index;
  s->loaded = (ro_record){0};
  ro_importer_init(&s->importer, &s->loaded, &s->one, true);
  (s->search.statements ? load_statement : load_report)(s, found->id);
  if (s->status != READOUT_OK) return;
  ro_record_index_make(&index, &s->loaded, &s->one);
  const ro_record_statement *statement = ro_find_statement(&index, found->id);
  const ro_record_report *report = ro_find_report(&index, found->id);
  if (statement) {
    ro_search_statement(page, &index, statement, found->date, s->before + i + 1, &s->one);
  } else if (report) {
    ro_search_report(page, &index, report, found->date, s->before + i + 1, &s->one);
  }
}

/* -- all of it --------------------------------------------------------------------------------------------------------------- */

static void send(searching *s, size_t least) {
  ro_slice out = ro_text_slice(&s->out);
  if (s->status == READOUT_OK && s->out.failed) s->status = ro_fail(s->err, READOUT_ERR_MEMORY, "the results are too large");
  if (s->status != READOUT_OK || out.len < least || out.len == 0) return;
  if (s->asked->pages) ro_identities_in(out, "en", &s->named, &s->arena);
  if (!s->sink(s->ctx, out.ptr, out.len)) s->status = ro_fail(s->err, READOUT_ERR_STOPPED, "stopped");
  ro_text_clear(&s->out);
}

static void search_body(void *ctx) {
  searching *s = ctx;
  ro_view view = {.width = s->view->width, .color = s->view->color};
  s->status = take_asked(s);
  if (s->status == READOUT_OK) s->status = ro_store_search(s->record->store, &s->search, &s->arena, &s->found, s->err);
  if (s->status != READOUT_OK) return;
  ro_search_page page = {.out = &s->out,
                         .view = s->view->format == READOUT_VIEW_JSON ? NULL : &view,
                         .asked = &s->search.words,
                         .reader = s->reader,
                         .statements = s->search.statements,
                         .total = s->found.total,
                         .given = s->found.list.len,
                         .pages = s->asked->pages,
                         .next = cursor_of(s)};
  put_facets(s, &page);
  ro_search_head(&page, &s->arena);
  for (size_t i = 0; i < s->found.list.len && s->status == READOUT_OK; i++) {
    ro_arena_clear(&s->one);
    draw(s, &page, i);
    send(s, SEND_AT);
  }
  if (s->status == READOUT_OK) s->status = ro_word_reader_check(s->reader, s->err);
  send(s, 0);
}

readout_status readout_record_search(readout_record *record, const readout_search *search, const readout_view *view,
                                     readout_sink sink, void *ctx, readout_error *err) {
  static const readout_view PLAIN = {.format = READOUT_VIEW_TEXT};
  readout_error local = {0};
  searching s = {.record = record, .asked = search, .view = view ? view : &PLAIN, .sink = sink, .ctx = ctx, .status = READOUT_OK};
  bool begun;
  s.err = err ? err : &local;
  RO_TRY(ro_store_hold(record->store, &begun, s.err));
  ro_arena_init(&s.arena, &s.guard, MAX_SEARCH);
  ro_arena_init(&s.one, &s.guard, MAX_SEARCH);
  ro_text_init(&s.out, 0);
  readout_status status = ro_guard_run(&s.guard, search_body, &s, s.err);
  if (status == READOUT_OK) status = s.status;
  if (status == READOUT_OK && search->pages && s.view->format == READOUT_VIEW_JSON) status = give_beside(&s);
  ro_store_let_go(record->store, begun);
  ro_text_release(&s.out);
  ro_arena_release(&s.one);
  ro_arena_release(&s.arena);
  ro_word_reader_close(s.reader);
  return status;
}
