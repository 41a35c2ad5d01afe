#include "format/json_findings.h"

#include "base/map.h"
#include "format/report_fields.h"

/* -- writing ---------------------------------------------------------------------------------------------------------- */

typedef struct writer {
  ro_text *out;
  const ro_findings *findings;
  ro_points points;
} writer;

static void write_start_end(writer *w, ro_span span) {
  ro_out_size(w->out, "start", ro_points_at(&w->points, span.start));
  ro_out_size(w->out, "end", ro_points_at(&w->points, span.end));
}

/* From "source" to "main", in the contract's order. */
static void write_report(ro_text *out, const ro_report *report, const ro_points *points) {
  ro_out_text(out, "id", report->id);
  ro_out_text(out, "source", report->source);
  ro_out_text(out, "language", report->language);
  ro_out_text(out, "title", report->title);
  ro_out_text(out, "outlet", report->outlet);
  ro_out_text(out, "credit", report->credit);
  ro_out_text(out, "published", report->published);
  ro_out_text(out, "modified", report->modified);
  ro_out_dateline(out, points, &report->dateline);
  ro_out_text(out, "text", report->text);
  ro_out_spans(out, "main", points, &report->main);
}

static void write_rest(ro_text *out, const ro_report *report) {
  ro_out_text(out, "sha256", report->sha256);
  ro_out_report_rest(out, report);
}

static void write_mention(writer *w, const ro_mention *mention) {
  const ro_entity *entity = &w->findings->entities.at[mention->entity];
  ro_out_open(w->out, NULL, '{');
  write_start_end(w, mention->span);
  ro_out_word(w->out, "kind", ro_entity_kind_name(entity->kind));
  ro_out_text(w->out, "name", entity->name);
  ro_out_text(w->out, "iso", entity->iso);
  ro_out_size(w->out, "entity", mention->entity);
  ro_out_close(w->out, '}');
}

static void write_office(writer *w, const ro_office *office) {
  ro_out_open(w->out, NULL, '{');
  ro_out_text(w->out, "title", office->title);
  ro_out_size(w->out, "of", office->of);
  write_start_end(w, office->span);
  ro_out_close(w->out, '}');
}

static void write_entity(writer *w, const ro_entity *entity) {
  ro_out_open(w->out, NULL, '{');
  ro_out_word(w->out, "kind", ro_entity_kind_name(entity->kind));
  ro_out_text(w->out, "name", entity->name);
  ro_out_texts(w->out, "aliases", &entity->aliases);
  ro_out_text(w->out, "iso", entity->iso);
  ro_out_open(w->out, "offices", '[');
  for (size_t i = 0; i < entity->offices.len; i++) write_office(w, &entity->offices.at[i]);
  ro_out_close(w->out, ']');
  ro_out_text(w->out, "wikidata", entity->wikidata);
  ro_out_size(w->out, "within", entity->within);
  ro_out_close(w->out, '}');
}

static void write_meeting(writer *w, const ro_meeting *meeting) {
  ro_text *out = w->out;
  ro_out_open(out, NULL, '{');
  ro_out_spans(out, "spans", &w->points, &meeting->spans);
  ro_out_word(out, "kind", ro_event_kind_name(meeting->kind));
  ro_out_word(out, "status", ro_event_status_name(meeting->status));
  ro_out_open(out, "parties", '[');
  for (size_t i = 0; i < meeting->parties.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_size(out, "person", meeting->parties.at[i].person);
    ro_out_size(out, "of", meeting->parties.at[i].of);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_text(out, "date", meeting->date);
  ro_out_size(out, "place", meeting->places.len > 0 ? meeting->places.at[0] : RO_NONE);
  ro_out_size(out, "occasion", meeting->occasion);
  ro_out_size(out, "requested_by", meeting->requested_by);
  ro_out_text(out, "name", meeting->name);
  ro_out_bool(out, "told", meeting->told);
  ro_out_sizes(out, "places", &meeting->places);
  ro_out_size(out, "framework", meeting->framework);
  ro_out_span_or_null(out, "date_span", &w->points, meeting->date_span);
  ro_out_span_or_null(out, "place_span", &w->points, meeting->place_span);
  ro_out_close(out, '}');
}

static void write_time(writer *w, const ro_time *time) {
  ro_out_open(w->out, NULL, '{');
  write_start_end(w, time->span);
  ro_out_word(w->out, "type", ro_time_type_name(time->type));
  ro_out_text(w->out, "value", time->value);
  ro_out_close(w->out, '}');
}

static void write_names(writer *w, const char *key, const ro_indexes *entities) {
  ro_out_open(w->out, key, '[');
  for (size_t i = 0; i < entities->len; i++) ro_out_text(w->out, NULL, w->findings->entities.at[entities->at[i]].name);
  ro_out_close(w->out, ']');
}

static void write_clause(writer *w, const ro_clause *clause) {
  ro_text *out = w->out;
  ro_out_open(out, NULL, '{');
  ro_out_spans(out, "spans", &w->points, &clause->spans);
  ro_out_word(out, "act", ro_act_name(clause->act));
  ro_out_word(out, "stance", ro_stance_name(clause->stance));
  ro_out_text(out, "strength", clause->strength);
  ro_out_bool(out, "negated", clause->negated);
  ro_out_bool(out, "future", clause->future);
  ro_out_bool(out, "hypothetical", clause->hypothetical);
  ro_out_ratio(out, "confidence", clause->confidence);
  ro_out_close(out, '}');
}

static void write_attribution(writer *w, const ro_attribution *attribution) {
  ro_text *out = w->out;
  ro_out_open(out, NULL, '{');
  ro_out_spans(out, "source", &w->points, &attribution->source);
  ro_out_spans(out, "cue", &w->points, &attribution->cue);
  ro_out_spans(out, "content", &w->points, &attribution->content);
  ro_out_size(out, "continues", attribution->continues);
  write_names(w, "speakers", &attribution->speakers);
  write_names(w, "addressees", &attribution->addressees);
  ro_out_bool(out, "quoted", attribution->quoted);
  ro_out_bool(out, "joint", attribution->joint);
  ro_out_open(out, "clauses", '[');
  for (size_t i = 0; i < attribution->clauses.len; i++) write_clause(w, &attribution->clauses.at[i]);
  ro_out_close(out, ']');
  ro_out_size(out, "meeting", attribution->meeting);
  ro_out_sizes(out, "speaker_entities", &attribution->speakers);
  ro_out_sizes(out, "addressee_entities", &attribution->addressees);
  ro_out_close(out, '}');
}

static void write_coded_actors(ro_text *out, const char *key, const ro_coded_actors *actors) {
  ro_out_open(out, key, '[');
  for (size_t i = 0; i < actors->len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "code", actors->at[i].code);
    ro_out_text(out, "sector", actors->at[i].sector);
    ro_out_text(out, "name", actors->at[i].name);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

void ro_out_coded(ro_text *out, const ro_points *points, const ro_coded_event *event) {
  ro_out_size(out, "start", ro_points_at(points, event->span.start));
  ro_out_size(out, "end", ro_points_at(points, event->span.end));
  ro_out_text(out, "type", event->type);
  ro_out_text(out, "mode", event->mode);
  ro_out_texts(out, "contexts", &event->contexts);
  ro_out_text(out, "cameo", event->cameo);
  write_coded_actors(out, "actors", &event->actors);
  write_coded_actors(out, "recipients", &event->recipients);
  ro_out_text(out, "date", event->date);
  ro_out_bool(out, "historical", event->historical);
  ro_out_bool(out, "future", event->future);
  ro_out_bool(out, "hypothetical", event->hypothetical);
  ro_out_bool(out, "negated", event->negated);
  ro_out_text(out, "because", event->because);
}

static void write_coded(writer *w, const ro_coded_event *event) {
  ro_out_open(w->out, NULL, '{');
  ro_out_coded(w->out, &w->points, event);
  ro_out_close(w->out, '}');
}

#define WRITE_ALL(w, key, list, write)                                 \
  do {                                                                 \
    ro_out_open((w)->out, key, '[');                                   \
    for (size_t i = 0; i < (list).len; i++) write((w), &(list).at[i]); \
    ro_out_close((w)->out, ']');                                       \
  } while (0)

void ro_findings_write(ro_text *out, const ro_findings *findings, ro_arena *scratch) {
  writer w = {.out = out, .findings = findings};
  ro_points_init(&w.points, findings->report.text, scratch);
  ro_out_open(out, NULL, '{');
  write_report(out, &findings->report, &w.points);
  ro_out_spans(out, "sentences", &w.points, &findings->sentences);
  WRITE_ALL(&w, "mentions", findings->mentions, write_mention);
  WRITE_ALL(&w, "entities", findings->entities, write_entity);
  WRITE_ALL(&w, "meetings", findings->meetings, write_meeting);
  WRITE_ALL(&w, "times", findings->times, write_time);
  WRITE_ALL(&w, "attributions", findings->attributions, write_attribution);
  WRITE_ALL(&w, "events", findings->events, write_coded);
  write_rest(out, &findings->report);
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_report_write(ro_text *out, const ro_report *report, ro_arena *scratch) {
  ro_points points;
  ro_points_init(&points, report->text, scratch);
  ro_out_open(out, NULL, '{');
  write_report(out, report, &points);
  write_rest(out, report);
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_error_write(ro_text *out, ro_slice id, const readout_error *err) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "id", id);
  ro_out_text(out, "error", ro_slice_of(err->message));
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

/* -- reading ---------------------------------------------------------------------------------------------------------- */

typedef struct reader {
  ro_json_in in;
  ro_findings *findings;
  ro_points points;
  size_t n_entities, n_meetings, n_attributions; /* as listed: indexes may point ahead */
  ro_map by_name;                                /* made when it is first needed */
} reader;

static size_t count_of(yyjson_val *object, const char *name) {
  return yyjson_arr_size(yyjson_obj_get(object, name));
}

static size_t take_other(reader *r, yyjson_val *object, const char *name, size_t below, size_t own) {
  size_t index = ro_in_index(&r->in, object, name, below);
  if (index == own) ro_in_fail(&r->in, name, "points to itself");
  return index;
}

static void take_entity(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_entity entity = {.name = ro_in_needed(in, object, "name"), .iso = ro_in_text(in, object, "iso")};
  RO_IN_WORD(in, object, "kind", ro_entity_kind_of, &entity.kind);
  entity.wikidata = ro_in_text(in, object, "wikidata");
  entity.within = take_other(r, object, "within", r->n_entities, r->findings->entities.len);
  ro_in_texts(in, object, "aliases", &entity.aliases);
  ro_in_list offices;
  for (ro_in_open(in, object, "offices", &offices); ro_in_next(in, &offices);) {
    ro_office office = {.title = ro_in_needed(in, offices.item, "title"),
                        .of = ro_in_index(in, offices.item, "of", r->n_entities)};
    office.span = ro_in_start_end(in, offices.item, &r->points);
    RO_PUSH(in->arena, &entity.offices, office);
  }
  RO_PUSH(in->arena, &r->findings->entities, entity);
}

static void take_mention(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_mention mention = {.entity = ro_in_size(in, object, "entity", r->n_entities)};
  mention.span = ro_in_start_end(in, object, &r->points);
  size_t n = r->findings->mentions.len;
  if (n > 0 && mention.span.start < r->findings->mentions.at[n - 1].span.start)
    ro_in_fail(in, "start", "lies before the mention before it");
  RO_PUSH(in->arena, &r->findings->mentions, mention);
}

static void take_parties(reader *r, yyjson_val *object, ro_meeting *meeting) {
  ro_in_list parties;
  for (ro_in_open(&r->in, object, "parties", &parties); ro_in_next(&r->in, &parties);) {
    ro_party party = {ro_in_index(&r->in, parties.item, "person", r->n_entities),
                      ro_in_index(&r->in, parties.item, "of", r->n_entities)};
    RO_PUSH(r->in.arena, &meeting->parties, party);
  }
}

static void take_places(reader *r, yyjson_val *object, ro_meeting *meeting) {
  if (ro_in_has(object, "places")) {
    ro_in_indexes(&r->in, object, "places", r->n_entities, &meeting->places);
    return;
  }
  size_t place = ro_in_index(&r->in, object, "place", r->n_entities);
  if (place != RO_NONE) RO_PUSH(r->in.arena, &meeting->places, place);
}

static void take_meeting(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_meeting meeting = {.name = ro_in_text(in, object, "name"), .date = ro_in_text(in, object, "date")};
  ro_in_spans(in, object, "spans", &r->points, &meeting.spans);
  RO_IN_WORD(in, object, "kind", ro_event_kind_of, &meeting.kind);
  RO_IN_WORD(in, object, "status", ro_event_status_of, &meeting.status);
  take_parties(r, object, &meeting);
  take_places(r, object, &meeting);
  meeting.occasion = take_other(r, object, "occasion", r->n_meetings, r->findings->meetings.len);
  meeting.requested_by = ro_in_index(in, object, "requested_by", r->n_entities);
  meeting.framework = ro_in_index(in, object, "framework", r->n_entities);
  meeting.told = ro_in_bool(in, object, "told");
  meeting.date_span = ro_in_span(in, object, "date_span", &r->points);
  meeting.place_span = ro_in_span(in, object, "place_span", &r->points);
  RO_PUSH(in->arena, &r->findings->meetings, meeting);
}

static void take_time(reader *r, yyjson_val *object) {
  ro_time time = {.value = ro_in_needed(&r->in, object, "value")};
  time.span = ro_in_start_end(&r->in, object, &r->points);
  RO_IN_WORD(&r->in, object, "type", ro_time_type_of, &time.type);
  RO_PUSH(r->in.arena, &r->findings->times, time);
}

static void take_clause(reader *r, yyjson_val *object, ro_attribution *attribution) {
  ro_json_in *in = &r->in;
  ro_clause clause = {.strength = ro_in_text(in, object, "strength"), .confidence = ro_in_ratio(in, object, "confidence")};
  ro_in_spans(in, object, "spans", &r->points, &clause.spans);
  RO_IN_WORD(in, object, "act", ro_act_of, &clause.act);
  if (ro_in_has(object, "stance")) RO_IN_WORD(in, object, "stance", ro_stance_of, &clause.stance);
  clause.negated = ro_in_bool(in, object, "negated");
  clause.future = ro_in_bool(in, object, "future");
  clause.hypothetical = ro_in_bool(in, object, "hypothetical");
  RO_PUSH(in->arena, &attribution->clauses, clause);
}

static void note_name(reader *r, ro_slice name, size_t entity) {
  bool is_new;
  uint64_t *place = ro_map_put(&r->by_name, name, &is_new);
  if (is_new) *place = entity;
}

static void name_entities(reader *r) {
  if (r->by_name.arena) return;
  ro_map_init(&r->by_name, r->in.arena);
  for (size_t i = 0; i < r->findings->entities.len; i++) note_name(r, r->findings->entities.at[i].name, i);
  for (size_t i = 0; i < r->findings->entities.len; i++) {
    const ro_slices *aliases = &r->findings->entities.at[i].aliases;
    for (size_t j = 0; j < aliases->len; j++) note_name(r, aliases->at[j], i);
  }
}

/* Speakers by index where the line has them, else by the names of the contract. */
static void take_people(reader *r, yyjson_val *object, const char *names, const char *indexes, ro_indexes *entities) {
  if (ro_in_has(object, indexes)) {
    ro_in_indexes(&r->in, object, indexes, r->n_entities, entities);
    return;
  }
  ro_slices listed = {0};
  ro_in_texts(&r->in, object, names, &listed);
  if (listed.len > 0) name_entities(r);
  for (size_t i = 0; i < listed.len; i++) {
    const uint64_t *entity = ro_map_get(&r->by_name, listed.at[i]);
    if (entity) {
      RO_PUSH(r->in.arena, entities, (size_t)*entity);
    } else {
      ro_in_fail(&r->in, names, "names nobody of \"entities\"");
    }
  }
}

static void take_attribution(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_attribution attribution = {.quoted = ro_in_bool(in, object, "quoted"), .joint = ro_in_bool(in, object, "joint")};
  ro_in_spans(in, object, "source", &r->points, &attribution.source);
  ro_in_spans(in, object, "cue", &r->points, &attribution.cue);
  ro_in_spans(in, object, "content", &r->points, &attribution.content);
  attribution.continues = take_other(r, object, "continues", r->n_attributions, r->findings->attributions.len);
  attribution.meeting = ro_in_index(in, object, "meeting", r->n_meetings);
  take_people(r, object, "speakers", "speaker_entities", &attribution.speakers);
  take_people(r, object, "addressees", "addressee_entities", &attribution.addressees);
  ro_in_list clauses;
  for (ro_in_open(in, object, "clauses", &clauses); ro_in_next(in, &clauses);) take_clause(r, clauses.item, &attribution);
  RO_PUSH(in->arena, &r->findings->attributions, attribution);
}

static void take_coded_actors(reader *r, yyjson_val *object, const char *key, ro_coded_actors *actors) {
  ro_json_in *in = &r->in;
  ro_in_list list;
  for (ro_in_open(in, object, key, &list); ro_in_next(in, &list);) {
    ro_coded_actor actor = {.code = ro_in_text(in, list.item, "code"),
                            .sector = ro_in_text(in, list.item, "sector"),
                            .name = ro_in_text(in, list.item, "name")};
    RO_PUSH(in->arena, actors, actor);
  }
}

static void take_coded(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_coded_event event = {.span = ro_in_start_end(in, object, &r->points)};
  event.type = ro_in_needed(in, object, "type");
  event.mode = ro_in_text(in, object, "mode");
  ro_in_texts(in, object, "contexts", &event.contexts);
  event.cameo = ro_in_text(in, object, "cameo");
  take_coded_actors(r, object, "actors", &event.actors);
  take_coded_actors(r, object, "recipients", &event.recipients);
  event.date = ro_in_text(in, object, "date");
  event.historical = ro_in_bool(in, object, "historical");
  event.future = ro_in_bool(in, object, "future");
  event.hypothetical = ro_in_bool(in, object, "hypothetical");
  event.negated = ro_in_bool(in, object, "negated");
  event.because = ro_in_text(in, object, "because");
  RO_PUSH(in->arena, &r->findings->events, event);
}

static void take_sentences(reader *r, yyjson_val *root) {
  ro_spans *sentences = &r->findings->sentences;
  ro_in_spans(&r->in, root, "sentences", &r->points, sentences);
  for (size_t i = 1; i < sentences->len; i++) {
    if (sentences->at[i].start < sentences->at[i - 1].end) ro_in_fail(&r->in, "sentences", "is not in the order of the text");
  }
}

#define TAKE_ALL(r, root, name, take)                                                                 \
  do {                                                                                                \
    ro_in_list list;                                                                                  \
    for (ro_in_open(&(r)->in, root, name, &list); ro_in_next(&(r)->in, &list);) take((r), list.item); \
  } while (0)

readout_status ro_findings_read(ro_findings *findings, ro_slice json, size_t line, ro_arena *arena, readout_error *err) {
  *findings = (ro_findings){0};
  reader r = {.findings = findings};
  yyjson_val *root = ro_in_parse(&r.in, json, line, arena, err);
  if (!root) return ro_in_status(&r.in);
  r.n_entities = count_of(root, "entities");
  r.n_meetings = count_of(root, "meetings");
  r.n_attributions = count_of(root, "attributions");
  findings->report.id = ro_in_needed(&r.in, root, "id");
  ro_in_report(&r.in, root, &findings->report, &r.points);
  if (ro_in_status(&r.in) != READOUT_OK) return ro_in_status(&r.in);
  take_sentences(&r, root);
  TAKE_ALL(&r, root, "entities", take_entity);
  TAKE_ALL(&r, root, "mentions", take_mention);
  TAKE_ALL(&r, root, "meetings", take_meeting);
  TAKE_ALL(&r, root, "times", take_time);
  TAKE_ALL(&r, root, "attributions", take_attribution);
  TAKE_ALL(&r, root, "events", take_coded);
  return ro_in_status(&r.in);
}
