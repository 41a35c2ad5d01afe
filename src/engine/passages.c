#include "engine/passages.h"

#include "base/error.h"
#include "format/notes.h"

#define LIST "passages"
#define USUAL_LIMIT 50

/* One item: a report, and which evidence, or RO_NONE. */
typedef struct passage {
  ro_slice report;
  size_t evidence;
} passage;

typedef RO_ARRAY(passage) passages;

static const ro_record_statement *load_statement(ro_gather *g, const char *id) {
  ro_slice asked = ro_slice_of(id);
  ro_line_type type;
  ro_slices one = {.at = &asked, .len = 1};
  bool fits = id && ro_gather_type_of(asked, &type) && type == RO_LINE_STATEMENT;
  if (fits) ro_gather_load(g, RO_LINE_STATEMENT, &one);
  if (g->status != READOUT_OK) return NULL;
  if (g->loaded.statements.len > 0) return &g->loaded.statements.at[0];
  g->status = ro_fail(g->err, READOUT_ERR_ABSENT, "no statement \"%s\" in this record", id ? id : "");
  return NULL;
}

/* By report: each evidence in it, or that it has none. */
static passages passages_of(const ro_record_statement *statement, const ro_slices *reports, ro_arena *arena) {
  passages all = {0};
  for (size_t r = 0; r < reports->len; r++) {
    size_t before = all.len;
    for (size_t i = 0; i < statement->evidence.len; i++)
      if (ro_slice_equal(statement->evidence.at[i].report, reports->at[r])) RO_PUSH(arena, &all, ((passage){reports->at[r], i}));
    if (all.len == before) RO_PUSH(arena, &all, ((passage){reports->at[r], RO_NONE}));
  }
  return all;
}

static ro_slice number_of(const passage *one, ro_arena *arena) {
  return one->evidence == RO_NONE ? RO_LIT("-") : ro_arena_format(arena, "%zu", one->evidence);
}

/* The first item behind the place: that item's report may have gone, or carry other evidence now. */
static size_t place_after(const passages *all, const ro_slice key[RO_PAGE_KEYS], ro_arena *arena) {
  size_t at = 0;
  if (!key[0].ptr) return 0;
  for (size_t i = 0; i < all->len; i++) {
    int order = ro_slice_compare(all->at[i].report, key[0]);
    if (order == 0 && ro_slice_equal(number_of(&all->at[i], arena), key[1])) return i + 1;
    if (order <= 0) at = i + 1;
  }
  return at;
}

static const ro_absence *absence_in(const ro_record_statement *statement, ro_slice report) {
  for (size_t i = 0; i < statement->absence.len; i++)
    if (ro_slice_equal(statement->absence.at[i].report, report)) return &statement->absence.at[i];
  return NULL;
}

/* Reads the statement once more, behind the reports of the page, so that its evidence has places in their texts. */
static const ro_record_statement *load_again(ro_gather *g, const char *id, const passages *all, size_t from, size_t end) {
  ro_slices reports = {0};
  for (size_t i = from; i < end; i++) RO_PUSH(&g->arena, &reports, all->at[i].report);
  ro_slices_sort_unique(&reports);
  g->loaded = (ro_record){0};
  ro_importer_init(&g->importer, &g->loaded, &g->arena, true);
  ro_gather_load(g, RO_LINE_REPORT, &reports);
  ro_gather_want_all(g, RO_LINE_REPORT, &reports);
  return load_statement(g, id);
}

static void give_items(ro_gather *g, const ro_record_statement *statement, const passages *all, size_t from, size_t end) {
  ro_record_index index;
  ro_record_index_make(&index, &g->loaded, &g->arena);
  for (size_t i = from; i < end; i++) {
    const ro_record_report *report = ro_find_report(&index, all->at[i].report);
    if (report) ro_passage_line(&g->out, report, statement, all->at[i].evidence, absence_in(statement, report->id));
  }
}

void ro_passages_give(ro_gather *g, const readout_page *page) {
  static const char *const NOTHING[RO_LINE_TYPES] = {NULL};
  ro_slice key[RO_PAGE_KEYS] = {RO_ABSENT}, next = RO_ABSENT;
  const ro_record_statement *statement = load_statement(g, page->in);
  if (g->status == READOUT_OK) g->status = ro_cursor_read(page->after, LIST, key, &g->arena, g->err);
  if (g->status != READOUT_OK) return;
  ro_slice event = statement->event;
  ro_slices one = {.at = &event, .len = 1}, reports = {0};
  ro_gather_load(g, RO_LINE_EVENT, &one);
  if (g->status != READOUT_OK) return;
  for (size_t e = 0; e < g->loaded.events.len; e++) reports = g->loaded.events.at[e].reports;
  ro_slices_sort_unique(&reports);
  passages all = passages_of(statement, &reports, &g->arena);
  size_t limit = page->limit ? page->limit : USUAL_LIMIT, from = place_after(&all, key, &g->arena);
  size_t end = all.len - from > limit ? from + limit : all.len;
  statement = load_again(g, page->in, &all, from, end);
  if (g->status != READOUT_OK) return;
  if (end < all.len && end > 0) {
    ro_slice last[] = {all.at[end - 1].report, number_of(&all.at[end - 1], &g->arena)};
    next = ro_cursor_write(LIST, last, 2, &g->arena);
  }
  ro_list_head(&g->out, LIST, end - from, next);
  give_items(g, statement, &all, from, end);
  ro_gather_beside(g, NOTHING);
}
