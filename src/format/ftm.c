#include "format/ftm.h"

#include <inttypes.h>
#include <unicode/uloc.h>

#include "format/json_out.h"
#include "format/labels.h"

void ro_ftm_init(ro_ftm *ftm, ro_arena *arena) {
  *ftm = (ro_ftm){.arena = arena};
  ro_map_init(&ftm->positions, arena);
}

static void begin(ro_text *out, ro_slice id, const char *schema) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "id", id);
  ro_out_word(out, "schema", schema);
  ro_out_open(out, "properties", '{');
}

static void end(ro_text *out) {
  ro_out_close(out, '}');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

/* A property is a list; one without a value is left out. */
static void put(ro_text *out, const char *name, ro_slice value) {
  if (value.len == 0) return;
  ro_slices one = {.at = &value, .len = 1};
  ro_out_texts(out, name, &one);
}

static void put_all(ro_text *out, const char *name, const ro_slices *values) {
  if (values->len > 0) ro_out_texts(out, name, values);
}

/* A day, month or year of the calendar; EDTF without a year is no date there. */
static ro_slice date_of(ro_slice edtf) {
  ro_civil first, last;
  return edtf.ptr && ro_edtf_days(edtf, &first, &last) ? edtf : RO_ABSENT;
}

static ro_slice country_of(ro_slice iso, ro_arena *scratch) {
  return iso.ptr ? ro_arena_lower(scratch, iso) : RO_ABSENT;
}

/* ISO 639-3, "eng". */
static ro_slice language_of(ro_slice language, ro_arena *scratch) {
  if (!language.ptr) return RO_ABSENT;
  ro_slice terminated = ro_arena_copy(scratch, language);
  return ro_slice_of(uloc_getISO3Language(terminated.ptr));
}

static ro_slice address_of(const ro_report *report) {
  bool fetched = ro_slice_starts(report->url, RO_LIT("http://")) || ro_slice_starts(report->url, RO_LIT("https://"));
  return fetched ? report->url : RO_ABSENT;
}

void ro_ftm_report(ro_text *out, const ro_record_report *report, ro_arena *scratch) {
  const ro_report *r = &report->report;
  begin(out, report->id, "Article");
  put(out, "name", r->title.len ? r->title : ro_report_label(report));
  put(out, "title", r->title);
  put(out, "fileName", r->source);
  put(out, "sourceUrl", address_of(r));
  put(out, "publisher", r->outlet);
  put(out, "author", r->byline);
  put(out, "publishedAt", date_of(r->published));
  put(out, "modifiedAt", date_of(r->modified));
  put(out, "language", language_of(r->language, scratch));
  put(out, "bodyText", r->text);
  end(out);
}

/* -- who and what --------------------------------------------------------------------------------------------------------- */

typedef struct ftm_schema {
  const char *name;     /* NULL: FollowTheMoney has none for it */
  const char *topic;    /* or NULL */
  bool is_legal_entity; /* of whom there are Mentions */
} ftm_schema;

static const ftm_schema SCHEMATA[RO_ENTITY_KINDS] = {
    [RO_PERSON] = {"Person", NULL, true},
    [RO_COUNTRY] = {"PublicBody", "gov.national", true},
    [RO_ORGANIZATION] = {"Organization", NULL, true},
    [RO_FRAMEWORK] = {"Organization", "gov.igo", true},
    [RO_INITIATIVE] = {"Project", NULL, false},
    [RO_PLACE] = {"Address", NULL, false},
};

static const ftm_schema *schema_of(const ro_record_index *index, ro_slice id) {
  const ro_record_entity *entity = ro_find_entity(index, id);
  return entity && SCHEMATA[entity->kind].name ? &SCHEMATA[entity->kind] : NULL;
}

static bool is_legal_entity(const ro_record_index *index, ro_slice id) {
  const ftm_schema *of = schema_of(index, id);
  return of && of->is_legal_entity;
}

static bool is_organization(const ro_record_index *index, ro_slice id) {
  const ro_record_entity *entity = ro_find_entity(index, id);
  return entity && entity->kind != RO_PERSON && is_legal_entity(index, id);
}

/* Where its names stand. */
static void add_mentions(ro_text *out, const ro_record_entity *entity, const ftm_schema *of, ro_arena *scratch) {
  for (size_t i = 0; i < entity->evidence.len; i++) {
    const ro_evidence *evidence = &entity->evidence.at[i];
    begin(out, ro_arena_format(scratch, "%.*s.m%zu", (int)entity->id.len, entity->id.ptr, i + 1), "Mention");
    put(out, "document", evidence->report);
    put(out, "resolved", entity->id);
    put(out, "name", evidence->quote);
    put(out, "detectedSchema", ro_slice_of(of->name));
    end(out);
  }
}

void ro_ftm_entity(ro_text *out, const ro_record_entity *entity, ro_arena *scratch) {
  const ftm_schema *of = &SCHEMATA[entity->kind];
  if (!of->name) return;
  begin(out, entity->id, of->name);
  put(out, "name", entity->name);
  put_all(out, "alias", &entity->aliases);
  if (entity->kind == RO_PLACE) put(out, "full", entity->name);
  put(out, "country", country_of(entity->iso, scratch));
  put(out, "topics", ro_slice_of(of->topic));
  put(out, "wikidataId", entity->wikidata);
  end(out);
  if (of->is_legal_entity) add_mentions(out, entity, of, scratch);
}

/* -- events --------------------------------------------------------------------------------------------------------------- */

static ro_slices reports_of(const ro_record_event *event, ro_arena *scratch) {
  ro_slices reports = {0};
  for (size_t i = 0; i < event->reports.len; i++) RO_PUSH(scratch, &reports, event->reports.at[i]);
  for (size_t i = 0; i < event->mentioned_in.len; i++) RO_PUSH(scratch, &reports, event->mentioned_in.at[i]);
  ro_slices_sort_unique(&reports);
  return reports;
}

static void add_event(ro_text *out, const ro_record_index *index, const ro_record_event *event, const ro_slices *reports,
                      ro_arena *scratch) {
  ro_slices involved = {0}, words = {0}, countries = {0};
  for (size_t i = 0; i < event->parties.len; i++) {
    const ro_record_party *party = &event->parties.at[i];
    if (is_legal_entity(index, party->person)) RO_PUSH(scratch, &involved, party->person);
    if (is_legal_entity(index, party->of)) RO_PUSH(scratch, &involved, party->of);
  }
  for (size_t i = 0; i < event->place.len; i++) {
    const ro_record_entity *place = ro_find_entity(index, event->place.at[i]);
    if (place && place->iso.ptr) RO_PUSH(scratch, &countries, country_of(place->iso, scratch));
  }
  ro_slices_sort_unique(&involved);
  RO_PUSH(scratch, &words, ro_slice_of(ro_event_kind_name(event->kind)));
  RO_PUSH(scratch, &words, ro_slice_of(ro_event_status_name(event->status)));
  begin(out, event->id, "Event");
  put(out, "name", ro_event_label(index, event, scratch));
  put_all(out, "keywords", &words);
  put(out, "startDate", date_of(event->from));
  put(out, "endDate", date_of(event->to));
  put(out, "location", ro_place_label(index, event, scratch));
  put_all(out, "country", &countries);
  put_all(out, "involved", &involved);
  put_all(out, "proof", reports);
  end(out);
}

/* The office itself, once: "Foreign Minister" of a country or body. Its identity is that of both. */
static ro_slice add_position(ro_ftm *ftm, ro_text *out, const ro_record_index *index, ro_slice title, ro_slice of,
                             ro_arena *scratch) {
  ro_slice parts[] = {of.ptr ? of : RO_LIT(""), title};
  uint64_t hash = ro_hash(ro_arena_join(scratch, parts, 2, RO_LIT(" ")), 0);
  ro_slice id = ro_arena_format(ftm->arena, "q-%016" PRIx64, hash);
  const ro_record_entity *body = ro_find_entity(index, of);
  bool is_new;
  ro_map_put(&ftm->positions, id, &is_new);
  if (!is_new) return id;
  begin(out, id, "Position");
  put(out, "name", title);
  if (is_organization(index, of)) put(out, "organization", of);
  if (body) put(out, "country", country_of(body->iso, scratch));
  end(out);
  return id;
}

/* Who held what at the event: an edge of that day, where it was held. */
static void begin_edge(ro_text *out, const ro_record_event *event, const char *schema, size_t party, size_t office,
                       ro_arena *scratch) {
  begin(out, ro_arena_format(scratch, "%.*s.p%zu.%zu", (int)event->id.len, event->id.ptr, party + 1, office), schema);
  if (event->status == RO_HELD) put(out, "date", date_of(event->from));
}

static void add_party(ro_ftm *ftm, ro_text *out, const ro_record_index *index, const ro_record_event *event, size_t number,
                      const ro_slices *reports, ro_arena *scratch) {
  const ro_record_party *party = &event->parties.at[number];
  if (!is_legal_entity(index, party->person)) return;
  for (size_t i = 0; i < party->offices.len; i++) {
    ro_slice post = add_position(ftm, out, index, party->offices.at[i], party->of, scratch);
    begin_edge(out, event, "Occupancy", number, i + 1, scratch);
    put(out, "holder", party->person);
    put(out, "post", post);
    put_all(out, "proof", reports);
    end(out);
  }
  if (party->offices.len > 0 || !is_organization(index, party->of)) return;
  begin_edge(out, event, "Membership", number, 0, scratch);
  put(out, "member", party->person);
  put(out, "organization", party->of);
  put_all(out, "proof", reports);
  end(out);
}

static void add_statement(ro_text *out, const ro_record_index *index, const ro_record_statement *statement, ro_arena *scratch) {
  ro_slices about = {0}, reports = {0}, words = {0};
  RO_PUSH(scratch, &about, statement->event);
  for (size_t i = 0; i < statement->speakers.len; i++)
    if (schema_of(index, statement->speakers.at[i])) RO_PUSH(scratch, &about, statement->speakers.at[i]);
  for (size_t i = 0; i < statement->evidence.len; i++) RO_PUSH(scratch, &reports, statement->evidence.at[i].report);
  ro_slices_sort_unique(&reports);
  RO_PUSH(scratch, &words, ro_slice_of(ro_act_name(statement->act)));
  if (statement->stance != RO_NO_STANCE) RO_PUSH(scratch, &words, ro_slice_of(ro_stance_name(statement->stance)));
  if (statement->strength.len > 0) RO_PUSH(scratch, &words, statement->strength);
  ro_slice speakers = ro_names_label(index, &statement->speakers, scratch);
  begin(out, statement->id, "Note");
  put(out, "name", speakers.len ? speakers : ro_slice_of(ro_act_name(statement->act)));
  put(out, "description", statement->content);
  put_all(out, "keywords", &words);
  put_all(out, "entity", &about);
  put_all(out, "proof", &reports);
  end(out);
}

void ro_ftm_event(ro_ftm *ftm, ro_text *out, const ro_record_index *index, const ro_record_event *event, ro_arena *scratch) {
  ro_slices reports = reports_of(event, scratch);
  add_event(out, index, event, &reports, scratch);
  for (size_t i = 0; i < event->parties.len; i++) add_party(ftm, out, index, event, i, &reports, scratch);
  for (size_t i = 0; i < index->record->statements.len; i++) {
    const ro_record_statement *statement = &index->record->statements.at[i];
    if (ro_slice_equal(statement->event, event->id)) add_statement(out, index, statement, scratch);
  }
}
