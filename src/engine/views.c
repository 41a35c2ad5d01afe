/* What is read by people: lines of the record read back, and drawn by format. */
#include "base/error.h"
#include "engine/event_asked.h"
#include "engine/record.h"
#include "format/import.h"
#include "format/labels.h"
#include "format/matrix_html.h"
#include "format/matrix_markdown.h"
#include "format/matrix_svg.h"
#include "format/matrix_text.h"
#include "format/network.h"
#include "format/picture_csv.h"
#include "format/png.h"
#include "format/reviews_text.h"
#include "format/select.h"
#include "format/strip.h"
#include "format/timeline.h"
#include "store/pages.h"

#define MAX_VIEW ((size_t)16 << 30)

/* One call of a view. */
typedef struct viewing {
  readout_record *record;
  const char *asked; /* event, phrase, parties or decision */
  bool unbound;      /* of decisions those alone */
  readout_picture picture;
  const readout_view *view;
  readout_sink sink;
  void *ctx;
  ro_guard guard;
  ro_arena arena;
  ro_record loaded;
  ro_importer importer;
  ro_text out;
  readout_status status;
  readout_error *err;
  void (*draw)(struct viewing *);
} viewing;

static bool take_line(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  viewing *v = ctx;
  (void)type;
  (void)id;
  v->status = ro_import_line(&v->importer, line, 0, NULL, v->err);
  return v->status == READOUT_OK;
}

/* Reads back all lines of the given types. */
static bool load(viewing *v, const ro_line_type *types, size_t n_types) {
  ro_importer_init(&v->importer, &v->loaded, &v->arena, true);
  for (size_t t = 0; t < n_types; t++) {
    readout_status status = ro_store_each_line(v->record->store, types[t], take_line, v, v->err);
    if (v->status == READOUT_OK) v->status = status;
    if (v->status != READOUT_OK) return false;
  }
  return true;
}

/* Reads back besides the events with these identities. */
static bool load_events(viewing *v, ro_slices *ids) {
  ro_slices_sort_unique(ids);
  readout_status status = ro_store_lines_by_id(v->record->store, RO_LINE_EVENT, false, ids, take_line, v, v->err);
  if (v->status == READOUT_OK) v->status = status;
  return v->status == READOUT_OK;
}

/* Reads back besides the events of these parties: of a large record all events are many. */
static bool load_events_of(viewing *v, const ro_slices *parties) {
  ro_slices ids = {0};
  v->status = ro_store_around(v->record->store, RO_AROUND_EVENTS_OF_PARTIES, parties, &v->arena, &ids, v->err);
  return v->status == READOUT_OK && load_events(v, &ids);
}

static bool load_all(viewing *v) {
  static const ro_line_type ALL[] = {RO_LINE_REPORT,      RO_LINE_ORIGIN,      RO_LINE_ENTITY,
                                     RO_LINE_EVENT,       RO_LINE_STATEMENT,   RO_LINE_DERIVATION,
                                     RO_LINE_DISCREPANCY, RO_LINE_FORMULATION, RO_LINE_COMMITMENT};
  return load(v, ALL, sizeof ALL / sizeof *ALL);
}

/* -- which event ------------------------------------------------------------------------------------------------------------ */

/* The id of the event that was asked for; READOUT_ERR_USAGE where none or several fit. */
static ro_slice find_event(viewing *v) {
  ro_slice found = RO_ABSENT;
  v->status = ro_event_asked(v->record->store, v->asked, &found, &v->arena, v->err);
  return v->status == READOUT_OK ? found : RO_ABSENT;
}

static bool load_event(viewing *v, ro_slice id) {
  v->loaded = (ro_record){0};
  ro_importer_init(&v->importer, &v->loaded, &v->arena, true);
  readout_status status = ro_store_event_lines(v->record->store, id, take_line, v, v->err);
  if (v->status == READOUT_OK) v->status = status;
  return v->status == READOUT_OK;
}

/* -- drawing ---------------------------------------------------------------------------------------------------------------- */

static ro_view look(const viewing *v) {
  return (ro_view){.width = v->view->width, .color = v->view->color};
}

static bool send_line(void *ctx, ro_line_type type, ro_slice id, ro_slice line) {
  viewing *v = ctx;
  (void)type;
  (void)id;
  ro_text_add(&v->out, line);
  ro_text_add(&v->out, RO_LIT("\n"));
  return !v->out.failed;
}

static void draw_events(viewing *v) {
  if (v->view->format == READOUT_VIEW_JSON) {
    v->status = ro_store_each_line(v->record->store, RO_LINE_EVENT, send_line, v, v->err);
    return;
  }
  ro_view view = look(v);
  if (load_all(v)) ro_events_text(&v->out, &v->loaded, &view, &v->arena);
}

static void check_whole(viewing *v, bool drawn, ro_slice id) {
  if (!drawn)
    v->status = ro_fail(v->err, READOUT_ERR_RECORD, "the event \"%.*s\" is not whole in this record: add its reports again",
                        (int)id.len, id.ptr);
}

static bool draw_document(viewing *v, ro_slice id) {
  ro_edition edition = {ro_slice_of(v->record->name), ro_slice_of(readout_version())};
  return v->view->format == READOUT_VIEW_HTML ? ro_matrix_html(&v->out, &v->loaded, id, &edition, &v->arena)
                                              : ro_matrix_markdown(&v->out, &v->loaded, id, &edition, &v->arena);
}

static void draw_one(viewing *v, bool (*text)(ro_text *, const ro_record *, ro_slice, const ro_view *, ro_arena *)) {
  ro_slice id = find_event(v);
  if (!id.ptr) return;
  if (v->view->format == READOUT_VIEW_JSON) {
    v->status = ro_store_event_lines(v->record->store, id, send_line, v, v->err);
    return;
  }
  ro_view view = look(v);
  if (!load_event(v, id)) return;
  bool is_document = v->view->format == READOUT_VIEW_HTML || v->view->format == READOUT_VIEW_MARKDOWN;
  check_whole(v, is_document ? draw_document(v, id) : text(&v->out, &v->loaded, id, &view, &v->arena), id);
}

static void draw_event(viewing *v) {
  draw_one(v, ro_event_text);
}

static void draw_matrix(viewing *v) {
  draw_one(v, ro_matrix_text);
}

/* Lines of one type, or their text; a word where none fits what was asked. */
static void draw_asked(viewing *v, ro_line_type type, ro_indexes (*asked)(const ro_record_index *, ro_slice, ro_arena *),
                       void (*text)(ro_text *, const ro_record *, const ro_indexes *, const ro_view *, ro_arena *),
                       const char *none) {
  ro_record_index index;
  if (!load_all(v)) return;
  ro_record_index_make(&index, &v->loaded, &v->arena);
  ro_indexes found = asked(&index, v->asked ? ro_slice_of(v->asked) : RO_LIT(""), &v->arena);
  if (v->view->format == READOUT_VIEW_JSON) {
    ro_exporter exporter;
    ro_exporter_init(&exporter, &v->loaded, &v->arena);
    for (size_t i = 0; i < found.len; i++) ro_export_line(&exporter, &v->out, type, found.at[i]);
    return;
  }
  ro_view view = look(v);
  text(&v->out, &v->loaded, &found, &view, &v->arena);
  if (found.len > 0) return;
  if (v->asked)
    ro_text_addf(&v->out, "no %s \"%s\"\n", none, v->asked);
  else
    ro_text_addf(&v->out, "no %s\n", none);
}

static void draw_track(viewing *v) {
  draw_asked(v, RO_LINE_FORMULATION, ro_formulations_asked, ro_track_text, "formulation has the words");
}

static void draw_commitments(viewing *v) {
  draw_asked(v, RO_LINE_COMMITMENT, ro_commitments_asked, ro_commitments_text, v->asked ? "commitment is of" : "commitment");
}

static void draw_reviews(viewing *v) {
  static const ro_line_type TYPES[] = {RO_LINE_REPORT, RO_LINE_ENTITY, RO_LINE_EVENT, RO_LINE_REVIEW};
  if (!load(v, TYPES, sizeof TYPES / sizeof *TYPES)) return;
  ro_slice asked = v->asked ? ro_slice_of(v->asked) : RO_ABSENT;
  ro_indexes found = ro_reviews_asked(&v->loaded, asked, v->unbound, &v->arena);
  if (asked.ptr && found.len != 1) {
    v->status = ro_fail(v->err, READOUT_ERR_USAGE,
                        found.len ? "\"%s\" begins the ids of several decisions: give more of it"
                                  : "no decision \"%s\": see readout review --list",
                        v->asked);
    return;
  }
  if (v->view->format == READOUT_VIEW_JSON) {
    ro_exporter exporter;
    ro_exporter_init(&exporter, &v->loaded, &v->arena);
    for (size_t i = 0; i < found.len; i++) ro_export_line(&exporter, &v->out, RO_LINE_REVIEW, found.at[i]);
    return;
  }
  ro_view view = look(v);
  ro_reviews_text(&v->out, &v->loaded, &found, &view, &v->arena);
  if (found.len == 0)
    ro_text_add(&v->out, v->unbound ? RO_LIT("every decision binds\n") : RO_LIT("nothing was decided about this record\n"));
}

/* -- pictures --------------------------------------------------------------------------------------------------------------- */

static bool is_table(const viewing *v) {
  return v->view->format == READOUT_VIEW_JSON || v->view->format == READOUT_VIEW_CSV;
}

static void draw_matrix_picture(viewing *v, long width) {
  ro_slice id = find_event(v);
  if (!id.ptr || !load_event(v, id)) return;
  check_whole(
      v,
      is_table(v) ? ro_matrix_json(&v->out, &v->loaded, id, &v->arena) : ro_matrix_svg(&v->out, &v->loaded, id, width, &v->arena),
      id);
}

static void want_event(viewing *v, const ro_record_index *index, ro_slice id, ro_slices *ids) {
  if (id.ptr && !ro_find_event(index, id)) RO_PUSH(&v->arena, ids, id);
}

/* Reads back besides the events at which these formulations were used, or not. */
static bool load_events_used(viewing *v, const ro_record_index *index, const ro_indexes *formulations) {
  ro_slices ids = {0};
  for (size_t i = 0; i < formulations->len; i++) {
    const ro_record_formulation *one = &v->loaded.formulations.at[formulations->at[i]];
    for (size_t k = 0; k < one->uses.len; k++) want_event(v, index, one->uses.at[k].event, &ids);
    for (size_t k = 0; k < one->between.len; k++) {
      want_event(v, index, one->between.at[k].from, &ids);
      want_event(v, index, one->between.at[k].to, &ids);
    }
  }
  return load_events(v, &ids);
}

static void draw_strip(viewing *v, long width) {
  static const ro_line_type TYPES[] = {RO_LINE_ENTITY, RO_LINE_FORMULATION};
  ro_record_index index;
  ro_strip strip;
  ro_slice asked = v->asked ? ro_slice_of(v->asked) : RO_LIT("");
  if (!load(v, TYPES, sizeof TYPES / sizeof *TYPES)) return;
  ro_slices parties = ro_parties_asked(&v->loaded, asked, false, &v->arena);
  if (!load_events_of(v, &parties)) return;
  ro_record_index_make(&index, &v->loaded, &v->arena);
  ro_indexes found = ro_formulations_asked(&index, asked, &v->arena);
  if (!load_events_used(v, &index, &found)) return;
  ro_record_index_make(&index, &v->loaded, &v->arena);
  if (found.len == 0) {
    v->status =
        ro_fail(v->err, READOUT_ERR_USAGE, "no formulation has the words \"%.*s\": see readout track", (int)asked.len, asked.ptr);
    return;
  }
  ro_strip_make(&strip, &index, &found, ro_asked_title(&index, asked, &v->arena), &v->arena);
  if (is_table(v)) {
    ro_strip_json(&v->out, &strip, &v->arena);
  } else {
    ro_strip_svg(&v->out, &strip, width, &v->arena);
  }
}

static void draw_timeline(viewing *v, const ro_record_index *index, const ro_indexes *events, ro_slice who, long width) {
  ro_timeline timeline;
  ro_timeline_make(&timeline, index, events, who, width, &v->arena);
  if (is_table(v)) {
    ro_timeline_json(&v->out, &timeline, &v->arena);
  } else {
    ro_timeline_svg(&v->out, &timeline, width, &v->arena);
  }
}

static void draw_network(viewing *v, const ro_record_index *index, const ro_indexes *events, ro_slice who, long width) {
  ro_network network;
  ro_network_make(&network, index, events, v->picture == READOUT_PERSONS, who, width, &v->arena);
  if (is_table(v)) {
    ro_network_json(&v->out, &network);
  } else {
    v->status = ro_network_svg(&v->out, &network, width, &v->arena, v->err);
  }
}

static void draw_meetings(viewing *v, long width) {
  static const ro_line_type TYPES[] = {RO_LINE_ENTITY, RO_LINE_EVENT};
  ro_record_index index;
  ro_slice who = v->asked ? ro_slice_of(v->asked) : RO_ABSENT, unknown;
  bool is_of_some = who.ptr && ro_asks_for_parties(who, &v->arena);
  if (!load(v, TYPES, is_of_some ? 1 : sizeof TYPES / sizeof *TYPES)) return;
  if (is_of_some) {
    ro_slices parties = ro_parties_asked(&v->loaded, who, true, &v->arena);
    if (!load_events_of(v, &parties)) return;
  }
  ro_record_index_make(&index, &v->loaded, &v->arena);
  ro_indexes events = ro_meetings_asked(&index, who.ptr ? who : RO_LIT(""), &unknown, &v->arena);
  if (unknown.ptr) {
    v->status = ro_fail(v->err, READOUT_ERR_USAGE, "nobody is called \"%.*s\" in this record: see readout events",
                        (int)unknown.len, unknown.ptr);
    return;
  }
  ro_slice title = who.ptr ? ro_asked_title(&index, who, &v->arena) : who;
  if (v->picture == READOUT_TIMELINE) {
    draw_timeline(v, &index, &events, title, width);
  } else {
    draw_network(v, &index, &events, title, width);
  }
}

/* Drawn for at most so many pixels; a wider PNG is the same drawing, larger. */
#define MOST_PNG_WIDTH 960

static void draw_picture(viewing *v) {
  bool is_png = v->view->format == READOUT_VIEW_PNG;
  long width = ro_svg_width(is_png && v->view->width > MOST_PNG_WIDTH ? MOST_PNG_WIDTH : v->view->width);
  if (v->picture == READOUT_MATRIX) {
    draw_matrix_picture(v, width);
  } else if (v->picture == READOUT_STRIP) {
    draw_strip(v, width);
  } else {
    draw_meetings(v, width);
  }
  bool is_csv = v->view->format == READOUT_VIEW_CSV;
  if (v->status != READOUT_OK || (!is_png && !is_csv) || v->out.failed) return;
  ro_slice drawn = ro_arena_copy(&v->arena, ro_text_slice(&v->out));
  ro_text_clear(&v->out);
  v->status = is_png ? ro_png(&v->out, drawn, v->view->width, v->err) : ro_picture_csv(&v->out, drawn, &v->arena, v->err);
}

static void draw_body(void *ctx) {
  viewing *v = ctx;
  v->draw(v);
}

static readout_status show(viewing *v) {
  static const readout_view PLAIN = {.format = READOUT_VIEW_TEXT};
  bool begun;
  if (!v->view) v->view = &PLAIN;
  RO_TRY(ro_store_hold(v->record->store, &begun, v->err));
  ro_arena_init(&v->arena, &v->guard, MAX_VIEW);
  ro_text_init(&v->out, 0);
  readout_status status = ro_guard_run(&v->guard, draw_body, v, v->err);
  ro_store_let_go(v->record->store, begun);
  if (status == READOUT_OK) status = v->status;
  if (status == READOUT_OK && v->out.failed) status = ro_fail(v->err, READOUT_ERR_MEMORY, "the view is too large");
  ro_slice out = ro_text_slice(&v->out);
  if (status == READOUT_OK && !v->sink(v->ctx, out.ptr, out.len)) status = ro_fail(v->err, READOUT_ERR_STOPPED, "stopped");
  ro_text_release(&v->out);
  ro_arena_release(&v->arena);
  return status;
}

readout_status readout_record_events(readout_record *record, const readout_view *view, readout_sink sink, void *ctx,
                                     readout_error *err) {
  viewing v = {.record = record, .view = view, .sink = sink, .ctx = ctx, .err = err, .draw = draw_events};
  return show(&v);
}

readout_status readout_record_show(readout_record *record, const char *event, const readout_view *view, readout_sink sink,
                                   void *ctx, readout_error *err) {
  viewing v = {.record = record, .asked = event, .view = view, .sink = sink, .ctx = ctx, .err = err, .draw = draw_event};
  return show(&v);
}

readout_status readout_record_compare(readout_record *record, const char *event, const readout_view *view, readout_sink sink,
                                      void *ctx, readout_error *err) {
  viewing v = {.record = record, .asked = event, .view = view, .sink = sink, .ctx = ctx, .err = err, .draw = draw_matrix};
  return show(&v);
}

readout_status readout_record_track(readout_record *record, const char *phrase, const readout_view *view, readout_sink sink,
                                    void *ctx, readout_error *err) {
  viewing v = {.record = record, .asked = phrase, .view = view, .sink = sink, .ctx = ctx, .err = err, .draw = draw_track};
  return show(&v);
}

readout_status readout_record_commitments(readout_record *record, const char *parties, const readout_view *view,
                                          readout_sink sink, void *ctx, readout_error *err) {
  viewing v = {.record = record, .asked = parties, .view = view, .sink = sink, .ctx = ctx, .err = err, .draw = draw_commitments};
  return show(&v);
}

readout_status readout_record_picture(readout_record *record, readout_picture picture, const char *asked,
                                      const readout_view *view, readout_sink sink, void *ctx, readout_error *err) {
  viewing v = {.record = record, .picture = picture, .asked = asked, .view = view, .sink = sink, .ctx = ctx, .err = err};
  v.draw = draw_picture;
  return show(&v);
}

readout_status readout_record_reviews(readout_record *record, const char *id, bool unbound, const readout_view *view,
                                      readout_sink sink, void *ctx, readout_error *err) {
  viewing v = {.record = record, .asked = id, .unbound = unbound, .view = view, .sink = sink, .ctx = ctx, .err = err};
  v.draw = draw_reviews;
  return show(&v);
}
