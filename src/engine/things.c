/* One thing of a record with what belongs to it; how things are cited; what the record is; what is new in it. */
#include <readout/pages.h>

#include "base/error.h"
#include "engine/gather.h"
#include "engine/passages.h"
#include "format/atom.h"
#include "format/json_out.h"
#include "format/labels.h"
#include "format/notes.h"
#include "store/pages.h"

#define MOST_MET 100
#define USUAL_ENTRIES 50

typedef struct thing {
  ro_slice id; /* absent: the record */
  ro_line_type type;
  ro_gather gather;
  const char *base, *after; /* of a feed */
  size_t limit;
} thing;

static const char *const FOLLOWS[RO_LINE_TYPES] = {
    [RO_LINE_STATEMENT] = "en",  [RO_LINE_FORMULATION] = "en", [RO_LINE_COMMITMENT] = "env", [RO_LINE_DISCREPANCY] = "nv",
    [RO_LINE_DERIVATION] = "rv", [RO_LINE_ORIGIN] = "nv",      [RO_LINE_EVENT] = "n",
};

static readout_status absent(const thing *t, const char *id) {
  return ro_fail(t->gather.err, READOUT_ERR_ABSENT, "nothing is \"%.64s\" in this record", id);
}

/* What stands around `of` is wanted. */
static void want_around(ro_gather *g, ro_around around, ro_line_type type, const ro_slices *of) {
  ro_slices ids = {0};
  if (g->status == READOUT_OK) g->status = ro_store_around(g->record->store, around, of, &g->arena, &ids, g->err);
  if (g->status == READOUT_OK) ro_gather_want_all(g, type, &ids);
}

/* -- of each kind ------------------------------------------------------------------------------------------------------ */

static void around_event(ro_gather *g, const ro_slices *one) {
  if (g->loaded.events.len == 0) return;
  const ro_record_event *event = &g->loaded.events.at[0];
  ro_slices reports = event->reports;
  want_around(g, RO_AROUND_ORIGINS_OF_REPORTS, RO_LINE_ORIGIN, &reports);
  want_around(g, RO_AROUND_DERIVATIONS_AMONG, RO_LINE_DERIVATION, &reports);
  want_around(g, RO_AROUND_DISCREPANCIES_OF_EVENTS, RO_LINE_DISCREPANCY, one);
  want_around(g, RO_AROUND_DISCREPANCIES_OF_REPORTS, RO_LINE_DISCREPANCY, &reports);
  want_around(g, RO_AROUND_FORMULATIONS_OF_EVENTS, RO_LINE_FORMULATION, one);
  want_around(g, RO_AROUND_COMMITMENTS_OF_EVENTS, RO_LINE_COMMITMENT, one);
}

static void around_report(ro_gather *g, const ro_slices *one) {
  want_around(g, RO_AROUND_EVENTS_OF_REPORTS, RO_LINE_EVENT, one);
  want_around(g, RO_AROUND_DERIVATIONS_OF, RO_LINE_DERIVATION, one);
  want_around(g, RO_AROUND_VERSIONS_OF_REPORTS, RO_LINE_REPORT, one);
  want_around(g, RO_AROUND_DISCREPANCIES_OF_REPORTS, RO_LINE_DISCREPANCY, one);
}

static void add_met(ro_gather *g, const char *key, const ro_mets *list) {
  ro_out_open(&g->out, key, '[');
  for (size_t i = 0; i < list->len; i++) {
    ro_out_open(&g->out, NULL, '{');
    ro_out_text(&g->out, "entity", list->at[i].entity);
    ro_out_size(&g->out, "events", list->at[i].events);
    ro_out_close(&g->out, '}');
    ro_gather_want(g, RO_LINE_ENTITY, list->at[i].entity);
  }
  ro_out_close(&g->out, ']');
}

static void note_entity(ro_gather *g, ro_slice id) {
  ro_entity_counts counts;
  if (g->status == READOUT_OK) g->status = ro_store_entity_counts(g->record->store, id, MOST_MET, &g->arena, &counts, g->err);
  if (g->status != READOUT_OK) return;
  ro_out_open(&g->out, NULL, '{');
  ro_out_word(&g->out, "type", "note");
  ro_out_word(&g->out, "kind", "entity");
  ro_out_text(&g->out, "of", id);
  ro_out_size(&g->out, "events", counts.events);
  ro_out_size(&g->out, "statements", counts.statements);
  add_met(g, "met", &counts.met);
  add_met(g, "persons", &counts.persons);
  ro_out_close(&g->out, '}');
  ro_text_add(&g->out, RO_LIT("\n"));
}

static void note_statement(ro_gather *g) {
  ro_record_index index;
  if (g->status != READOUT_OK || g->loaded.statements.len == 0) return;
  ro_record_index_make(&index, &g->loaded, &g->arena);
  ro_note_statement(&g->out, &index, &g->loaded.statements.at[0], &g->arena);
}

static void thing_body(void *ctx) {
  static const char *const NAMES[RO_LINE_TYPES] = {
      [RO_LINE_EVENT] = "nrev",       [RO_LINE_STATEMENT] = "nrev",  [RO_LINE_REPORT] = "no",
      [RO_LINE_ENTITY] = "rv",        [RO_LINE_ORIGIN] = "nrv",      [RO_LINE_DERIVATION] = "rv",
      [RO_LINE_DISCREPANCY] = "nrev", [RO_LINE_FORMULATION] = "nre", [RO_LINE_REVIEW] = "nesodxfv"};
  thing *t = ctx;
  ro_gather *g = &t->gather;
  ro_slices one = {.at = &t->id, .len = 1};
  g->follows = NAMES[t->type];
  g->loads = t->type == RO_LINE_EVENT || t->type == RO_LINE_STATEMENT;
  size_t n = ro_gather_lines(g, t->type, false, &one);
  g->loads = false;
  if (g->status == READOUT_OK && n == 0) g->status = absent(t, t->id.ptr);
  if (g->status != READOUT_OK) return;
  if (t->type == RO_LINE_EVENT) around_event(g, &one);
  if (t->type == RO_LINE_REPORT) around_report(g, &one);
  if (t->type == RO_LINE_STATEMENT) ro_gather_want(g, RO_LINE_COMMITMENT, t->id);
  if (t->type == RO_LINE_ENTITY) note_entity(g, t->id);
  ro_gather_beside(g, FOLLOWS);
  ro_gather_event_notes(g);
  if (t->type == RO_LINE_STATEMENT) note_statement(g);
}

static readout_status run(thing *t, readout_record *record, ro_guard_body body, readout_sink sink, void *ctx,
                          readout_error *err) {
  readout_error local = {0};
  return ro_gather_run(&t->gather, record, body, t, sink, ctx, err ? err : &local);
}

static bool take_id(thing *t, const char *id) {
  t->id = ro_slice_of(id);
  return id && ro_gather_type_of(t->id, &t->type);
}

readout_status readout_record_thing(readout_record *record, const char *id, readout_sink sink, void *ctx, readout_error *err) {
  thing t = {0};
  if (!take_id(&t, id)) return ro_fail(err, READOUT_ERR_ABSENT, "\"%.64s\" is no identity", id ? id : "");
  return run(&t, record, thing_body, sink, ctx, err);
}

/* -- citations --------------------------------------------------------------------------------------------------------- */

/* What a thing is called, when its line was loaded with the events and entities that it names. */
static ro_slice name_of(const ro_gather *g, ro_line_type type, ro_arena *arena) {
  ro_record_index index;
  const ro_record *loaded = &g->loaded;
  ro_record_index_make(&index, loaded, arena);
  switch (type) {
    case RO_LINE_EVENT: {
      ro_slice label = ro_event_label(&index, &loaded->events.at[0], arena), date;
      date = ro_event_date_label(&loaded->events.at[0], arena);
      return ro_arena_format(arena, "%.*s, %.*s", (int)label.len, label.ptr, (int)date.len, date.ptr);
    }
    case RO_LINE_STATEMENT: {
      ro_slice who = ro_names_label(&index, &loaded->statements.at[0].speakers, arena), what = loaded->statements.at[0].content;
      return ro_arena_format(arena, "%.*s%s%.*s", (int)who.len, who.ptr, who.len > 0 ? ": " : "", (int)what.len, what.ptr);
    }
    case RO_LINE_REPORT:
      return ro_cite_report(&loaded->reports.at[0], arena);
    case RO_LINE_ENTITY:
      return loaded->entities.at[0].name;
    case RO_LINE_FORMULATION:
      return loaded->formulations.at[0].phrase;
    case RO_LINE_ORIGIN:
      return loaded->origins.at[0].name.ptr ? loaded->origins.at[0].name : RO_LIT("Origin");
    case RO_LINE_DERIVATION:
      return RO_LIT("Derivation");
    case RO_LINE_DISCREPANCY:
      return RO_LIT("Discrepancy");
    default:
      return RO_LIT("Decision");
  }
}

/* The reports that a thing's line names, to be its sources. */
static void load_sources(ro_gather *g, ro_slice id, ro_line_type type) {
  ro_slices reports = g->wanted[RO_LINE_REPORT];
  if (type == RO_LINE_EVENT) reports = g->loaded.events.at[0].reports;
  if (type == RO_LINE_REPORT) reports = (ro_slices){.at = &id, .len = 1};
  ro_slices_sort_unique(&reports);
  g->loaded.reports.len = 0;
  ro_importer_init(&g->importer, &g->loaded, &g->arena, true);
  ro_gather_load(g, RO_LINE_REPORT, &reports);
}

static void cite_thing(thing *t, const ro_edition *edition) {
  ro_gather *g = &t->gather;
  ro_slices one = {.at = &t->id, .len = 1};
  ro_indexes sources = {0};
  g->follows = "nre";
  g->loads = true;
  size_t n = ro_gather_lines(g, t->type, false, &one);
  g->loads = false;
  ro_text_clear(&g->out); /* it was read, and is not given */
  if (g->status == READOUT_OK && n == 0) g->status = absent(t, t->id.ptr);
  if (g->status != READOUT_OK) return;
  ro_slices entities = g->wanted[RO_LINE_ENTITY];
  if (t->type != RO_LINE_ENTITY) ro_gather_load(g, RO_LINE_ENTITY, &entities);
  if (g->status != READOUT_OK) return;
  ro_slice name = name_of(g, t->type, &g->arena);
  load_sources(g, t->id, t->type);
  for (size_t i = 0; i < g->loaded.reports.len; i++) RO_PUSH(&g->arena, &sources, i);
  if (g->status == READOUT_OK) ro_citation_line(&g->out, &g->loaded, t->id, name, &sources, edition, &g->arena);
}

static void cite_body(void *ctx) {
  thing *t = ctx;
  ro_edition edition = {ro_slice_of(t->gather.record->name), ro_slice_of(readout_version())};
  ro_indexes none = {0};
  if (t->id.ptr) {
    cite_thing(t, &edition);
  } else {
    ro_citation_line(&t->gather.out, &t->gather.loaded, RO_ABSENT, RO_ABSENT, &none, &edition, &t->gather.arena);
  }
}

readout_status readout_record_cite(readout_record *record, const char *id, readout_sink sink, void *ctx, readout_error *err) {
  thing t = {0};
  if (id && !take_id(&t, id)) return ro_fail(err, READOUT_ERR_ABSENT, "\"%.64s\" is no identity", id);
  return run(&t, record, cite_body, sink, ctx, err);
}

/* -- the record -------------------------------------------------------------------------------------------------------- */

static void about_body(void *ctx) {
  static const char *const NAMES[] = {"reports",     "origins",       "entities",     "events",      "statements",
                                      "derivations", "discrepancies", "formulations", "commitments", "reviews"};
  ro_gather *g = &((thing *)ctx)->gather;
  ro_out_open(&g->out, NULL, '{');
  ro_out_word(&g->out, "type", "record");
  ro_out_size(&g->out, "format", RO_EXPORT_FORMAT);
  ro_out_word(&g->out, "readout", readout_version());
  ro_out_word(&g->out, "name", g->record->name);
  ro_out_open(&g->out, "counts", '{');
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && g->status == READOUT_OK; i++) {
    size_t n = 0;
    g->status = ro_store_count(g->record->store, (ro_line_type)(RO_LINE_REPORT + i), &n, g->err);
    ro_out_size(&g->out, NAMES[i], n);
  }
  ro_out_close(&g->out, '}');
  ro_out_close(&g->out, '}');
  ro_text_add(&g->out, RO_LIT("\n"));
}

readout_status readout_record_about(readout_record *record, readout_sink sink, void *ctx, readout_error *err) {
  thing t = {0};
  return run(&t, record, about_body, sink, ctx, err);
}

/* -- what is new ------------------------------------------------------------------------------------------------------- */

#define FEED "news"

/* Of the events that a report tells those of which no report came before it. */
static void add_entries(thing *t, ro_slice base, const ro_record_report *report) {
  ro_gather *g = &t->gather;
  ro_slices events = {0}, entities = {0};
  ro_record_index index;
  bool is_change = false;
  if (g->status == READOUT_OK) g->status = ro_store_news_of(g->record->store, report->id, &g->arena, &events, &is_change, g->err);
  if (is_change) ro_atom_change(&g->out, base, report, &g->arena);
  size_t first = g->loaded.events.len;
  ro_gather_load(g, RO_LINE_EVENT, &events);
  for (size_t e = first; e < g->loaded.events.len; e++) {
    const ro_record_event *event = &g->loaded.events.at[e];
    for (size_t i = 0; i < event->place.len; i++) RO_PUSH(&g->arena, &entities, event->place.at[i]);
    for (size_t i = 0; i < event->parties.len; i++) {
      RO_PUSH(&g->arena, &entities, event->parties.at[i].person);
      RO_PUSH(&g->arena, &entities, event->parties.at[i].of);
    }
  }
  ro_slices_sort_unique(&entities);
  ro_gather_load(g, RO_LINE_ENTITY, &entities);
  if (g->status != READOUT_OK) return;
  ro_record_index_make(&index, &g->loaded, &g->arena);
  for (size_t e = first; e < g->loaded.events.len; e++)
    ro_atom_meeting(&g->out, base, &index, &g->loaded.events.at[e], report, &g->arena);
}

static void feed_entries(thing *t, const ro_page_found *found) {
  ro_gather *g = &t->gather;
  ro_slices ids = {0};
  ro_slice next = RO_ABSENT, updated = RO_LIT("1970-01-01T00:00:00Z"), base = ro_slice_of(t->base);
  for (size_t i = 0; i < found->list.len; i++) RO_PUSH(&g->arena, &ids, found->list.at[i].id);
  ro_gather_load(g, RO_LINE_REPORT, &ids);
  for (size_t i = 0; i < g->loaded.reports.len; i++) {
    ro_slice time = ro_atom_time(&g->loaded.reports.at[i], &g->arena);
    if (ro_slice_compare(time, updated) > 0) updated = time;
  }
  if (found->more) next = ro_cursor_write(FEED, found->list.at[found->list.len - 1].key, RO_PAGE_KEYS, &g->arena);
  ro_atom_begin(&g->out, base, ro_slice_of(g->record->name), ro_slice_of(t->after), next, updated);
  for (size_t i = 0; i < g->loaded.reports.len && g->status == READOUT_OK; i++) add_entries(t, base, &g->loaded.reports.at[i]);
  ro_atom_end(&g->out);
}

static void feed_body(void *ctx) {
  thing *t = ctx;
  ro_gather *g = &t->gather;
  ro_page_asked asked = {.of = RO_PAGE_NEWS, .limit = t->limit ? t->limit : USUAL_ENTRIES};
  ro_page_found found = {0};
  g->status = ro_cursor_read(t->after, FEED, asked.after, &g->arena, g->err);
  if (g->status == READOUT_OK) g->status = ro_store_page(g->record->store, &asked, &g->arena, &found, g->err);
  if (g->status == READOUT_OK) feed_entries(t, &found);
}

readout_status readout_record_feed(readout_record *record, const char *base, const char *after, size_t limit, readout_sink sink,
                                   void *ctx, readout_error *err) {
  thing t = {.base = base, .after = after, .limit = limit};
  return run(&t, record, feed_body, sink, ctx, err);
}
