/* Steps of events, when all is known of them, and of series of them. */
#include "base/hash.h"
#include "engine/compose.h"
#include "format/import.h"
#include "history/follow.h"

/* -- events: one with what was held beside it, and its statements -> their lines; of told ones series and what these ask for
 * ----- */

typedef struct telling_event {
  ro_record record;
  ro_importer importer;
  ro_slices asked; /* by the series, when it is known */
  ro_slice line, series;
  bool begun, done, unknown, nowhere;
} telling_event;

static void import_line(ro_composer *c, ro_importer *importer, ro_slice line) {
  if (c->status == READOUT_OK) c->status = ro_import_line(importer, line, c->line, NULL, c->err);
}

/* Spans in it stay as they are where only fields of the event's own are changed. */
static void change_event(ro_composer *c, telling_event *t, ro_slice place) {
  ro_text *out = &c->findings;
  size_t status = ro_slice_find(t->line, RO_LIT("\"status\":\"unknown\""), 0);
  if (t->unknown && status != SIZE_MAX) {
    ro_text_clear(out);
    ro_text_add(out, ro_slice_part(t->line, 0, status));
    ro_text_add(out, RO_LIT("\"status\":\"held\""));
    ro_text_add(out, ro_slice_part(t->line, status + sizeof "\"status\":\"unknown\"" - 1, t->line.len));
    t->line = ro_arena_copy(&c->arena, ro_text_slice(out));
    t->unknown = false;
  }
  size_t nowhere = ro_slice_find(t->line, RO_LIT("\"place\":[]"), 0);
  if (!t->nowhere || place.len == 0 || nowhere == SIZE_MAX) return;
  ro_text_clear(out);
  ro_text_add(out, ro_slice_part(t->line, 0, nowhere));
  ro_text_add(out, RO_LIT("\"place\":["));
  ro_text_add(out, place);
  ro_text_add(out, ro_slice_part(t->line, nowhere + sizeof "\"place\":[" - 1, t->line.len));
  t->line = ro_arena_copy(&c->arena, ro_text_slice(out));
  t->nowhere = false;
}

static void take_held(ro_composer *c, telling_event *t, ro_row_fields *value) {
  ro_slices places = {0};
  (void)ro_field(value); /* the order of those that are held beside it */
  (void)ro_field(value);
  size_t n = ro_field_count(value);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++)
    RO_PUSH(&c->arena, &places, ro_arena_format(&c->arena, "\"%.*s\"", 18, ro_field_copy(value, &c->arena).ptr));
  if (c->status == READOUT_OK && t->begun) change_event(c, t, ro_arena_join(&c->arena, places.at, places.len, RO_LIT(",")));
}

static void ask(ro_composer *c, const telling_event *t, const char *table, ro_slice key) {
  ro_row(c, table, key);
  ro_row_put_word(c, "0");
  ro_row_put(c, t->series);
  ro_row_end(c);
}

/* The event is as it will be. */
static void finish_event(ro_composer *c, telling_event *t) {
  if (t->done || !t->begun || c->status != READOUT_OK) return;
  t->done = true;
  t->record.events.len = 0;
  import_line(c, &t->importer, t->line);
  if (c->status != READOUT_OK || t->record.events.len == 0) return;
  const ro_record_event *event = &t->record.events.at[0];
  ro_slice series = ro_series_of(event, &c->arena);
  ro_row(c, "line", ro_arena_format(&c->arena, "%c %.*s", 'a' + RO_LINE_EVENT, (int)event->id.len, event->id.ptr));
  ro_row_put(c, t->line);
  ro_row_end(c);
  if (!series.ptr) return;
  t->series = ro_hex(&c->arena, ro_hash(series, 17));
  ro_row(c, "series", t->series);
  ro_row_put_word(c, "d");
  ro_row_put(c, t->line);
  ro_row_end(c);
  for (size_t i = 0; i < event->reports.len; i++) ask(c, t, "told", event->reports.at[i]);
}

static void take_statement(ro_composer *c, telling_event *t, ro_row_fields *value) {
  ro_slice order = ro_field_copy(value, &c->scratch), id = ro_field_copy(value, &c->scratch);
  ro_slice deadline = ro_field_copy(value, &c->scratch), line = ro_fields_rest(value);
  finish_event(c, t);
  if (c->status != READOUT_OK) return;
  ro_row(c, "line",
         ro_arena_format(&c->scratch, "%c %.*s %.*s %.*s", 'a' + RO_LINE_STATEMENT, (int)c->key.len, c->key.ptr, (int)order.len,
                         order.ptr, (int)id.len, id.ptr));
  ro_row_put(c, line);
  ro_row_end(c);
  if (t->series.ptr) {
    ro_row(c, "series", t->series);
    ro_row_put_word(c, "e");
    ro_row_put(c, c->key);
    ro_row_put(c, id);
    ro_row_put(c, deadline);
    ro_row_put(c, line);
    ro_row_end(c);
    t->record.statements.len = 0;
    import_line(c, &t->importer, line);
    const ro_record_statement *statement = t->record.statements.len ? &t->record.statements.at[0] : NULL;
    for (size_t i = 0; c->status == READOUT_OK && statement && statement->act == RO_COMMITMENT && i < statement->topics.len; i++)
      ask(c, t, "entity-line", statement->topics.at[i]);
  }
  ro_arena_clear(&c->scratch);
}

static void take_telling(ro_composer *c, void *state, ro_row_fields *value) {
  telling_event *t = state;
  char letter = ro_field_letter(value);
  if (letter == 'b') {
    take_held(c, t, value);
  } else if (letter == 'c') {
    take_statement(c, t, value);
  } else {
    ro_importer_init(&t->importer, &t->record, &c->arena, true);
    t->line = ro_arena_copy(&c->arena, ro_fields_rest(value));
    t->begun = t->unknown = t->nowhere = true;
  }
}

static void end_telling(ro_composer *c, void *state) {
  finish_event(c, state);
}

const ro_compose_step RO_COMPOSE_EVENTS = {"events", sizeof(telling_event), take_telling, end_telling, false};

/* -- series: told events of one set of countries, with their reports -> lines of formulations and commitments
 * --------------------- */

typedef struct series {
  ro_record record;
  ro_importer importer;
  ro_slice last;
  bool begun;
} series;

static void take_names(ro_composer *c, ro_row_fields *value, ro_record_report *report) {
  size_t n = ro_field_count(value);
  for (size_t i = 0; i < n && c->status == READOUT_OK; i++) {
    ro_report_name name = {.entity = ro_field_copy(value, &c->arena)};
    name.kind = (ro_entity_kind)(ro_field_count(value) % RO_ENTITY_KINDS);
    name.text = ro_field_text(value, &c->arena);
    RO_PUSH(&c->arena, &report->names, name);
  }
}

static void take_series(ro_composer *c, void *state, ro_row_fields *value) {
  series *s = state;
  ro_record_report named = {0};
  ro_slice deadline = RO_ABSENT;
  if (!s->begun) ro_importer_init(&s->importer, &s->record, &c->arena, true);
  s->begun = true;
  if (value->rest.len > 0 && ro_slice_equal(value->rest, s->last)) return; /* what several events ask for comes several times */
  s->last = ro_arena_copy(&c->arena, value->rest);
  char letter = ro_field_letter(value);
  if (letter == 'a') take_names(c, value, &named);
  if (letter == 'e') {
    (void)ro_field(value);
    (void)ro_field(value);
    deadline = ro_field_text(value, &c->arena);
  }
  size_t reports = s->record.reports.len, statements = s->record.statements.len;
  import_line(c, &s->importer, ro_arena_copy(&c->arena, ro_fields_rest(value)));
  if (c->status != READOUT_OK) return;
  if (s->record.reports.len > reports) {
    s->record.reports.at[reports].names.at = named.names.at;
    s->record.reports.at[reports].names.len = named.names.len;
  }
  if (s->record.statements.len > statements) s->record.statements.at[statements].deadline = deadline;
}

static void end_series(ro_composer *c, void *state) {
  series *s = state;
  ro_exporter exporter;
  if (c->status != READOUT_OK || s->record.events.len == 0) return;
  ro_follow(&s->record, c->lexicon, &c->arena);
  ro_exporter_init(&exporter, &s->record, &c->arena);
  for (size_t i = 0; i < s->record.formulations.len; i++)
    ro_row_line(c, RO_LINE_FORMULATION, s->record.formulations.at[i].id, &exporter, i);
  for (size_t i = 0; i < s->record.commitments.len; i++)
    ro_row_line(c, RO_LINE_COMMITMENT, s->record.commitments.at[i].statement, &exporter, i);
}

const ro_compose_step RO_COMPOSE_SERIES = {"series", sizeof(series), take_series, end_series, false};
