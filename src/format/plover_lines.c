#include "format/plover_lines.h"

#include "format/json_findings.h"
#include "format/json_out.h"
#include "format/labels.h"

/* What a kind of event is in PLOVER. An announcement or occurrence is coded by what is stated of it alone. */
typedef struct coding {
  const char *type, *mode, *cameo;
} coding;

static const coding CODING[RO_EVENT_KINDS] = {
    [RO_MEETING] = {"CONSULT", "", "040"}, [RO_CALL] = {"CONSULT", "phone", "041"},  [RO_VISIT] = {"CONSULT", "visit", "042"},
    [RO_SUMMIT] = {"CONSULT", "", "040"},  [RO_CONFERENCE] = {"CONSULT", "", "040"}, [RO_SIGNING] = {"SUPPORT", "", "057"},
    [RO_ANNOUNCED] = {"", "", ""},         [RO_OCCURRENCE] = {"", "", ""},
};

static const ro_plover_report *find_read(const ro_plover_part *part, ro_slice id) {
  size_t from = 0, to = part->reports.len;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    int order = ro_slice_compare(part->reports.at[middle].id, id);
    if (order == 0) return &part->reports.at[middle];
    if (order < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return NULL;
}

/* -- actors --------------------------------------------------------------------------------------------------------------- */

static ro_slice last_word(ro_slice name) {
  size_t start = name.len;
  while (start > 0 && name.ptr[start - 1] != ' ') start--;
  return ro_slice_part(name, start, name.len);
}

/* The sector that the reports' coded events give somebody of that name and country first; absent where none does. */
static ro_slice sector_of(const ro_plover_part *part, const ro_record_event *event, ro_slice person, ro_slice code) {
  ro_slice word = last_word(person);
  for (size_t r = 0; r < event->reports.len && word.len > 0; r++) {
    const ro_plover_report *read = find_read(part, event->reports.at[r]);
    for (size_t e = 0; read && e < read->findings.events.len; e++) {
      const ro_coded_event *coded = &read->findings.events.at[e];
      const ro_coded_actors *lists[] = {&coded->actors, &coded->recipients};
      for (size_t i = 0; i < lists[0]->len + lists[1]->len; i++) {
        bool acts = i < lists[0]->len;
        const ro_coded_actor *actor = &lists[!acts]->at[acts ? i : i - lists[0]->len];
        if (actor->sector.ptr && ro_slice_equal(actor->code, code) && ro_slice_has_word(actor->name, word)) return actor->sector;
      }
    }
  }
  return RO_ABSENT;
}

/* A country's alpha-3; of a body whose members are states IGO, as PLOVER has it. */
static ro_slice code_of(const ro_plover_part *part, ro_slice entity) {
  const ro_record_entity *of = ro_find_entity(part->index, entity);
  if (!of) return RO_ABSENT;
  if (of->kind == RO_FRAMEWORK) return RO_LIT("IGO");
  return of->kind == RO_COUNTRY ? ro_plover_country(part->codes, of->iso) : RO_ABSENT;
}

static void add_actors(ro_text *out, const ro_plover_part *part, const ro_record_event *event) {
  ro_out_open(out, "actors", '[');
  for (size_t i = 0; i < event->parties.len; i++) {
    const ro_record_party *party = &event->parties.at[i];
    ro_slice person = ro_entity_name(part->index, party->person), of = ro_entity_name(part->index, party->of);
    ro_slice code = code_of(part, party->of);
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "code", code);
    ro_out_text(out, "sector", sector_of(part, event, person, code));
    ro_out_text(out, "name", party->person.ptr ? person : of);
    ro_out_texts(out, "offices", &party->offices);
    ro_out_text(out, "of", party->of.ptr ? of : RO_ABSENT);
    ro_out_text(out, "person", party->person);
    ro_out_text(out, "body", party->of);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_open(out, "recipients", '[');
  ro_out_close(out, ']');
}

/* -- what was stated ------------------------------------------------------------------------------------------------------ */

static bool touches(const ro_spans *spans, ro_span span) {
  for (size_t i = 0; i < spans->len; i++)
    if (spans->at[i].start < span.end && span.start < spans->at[i].end) return true;
  return false;
}

/* The events that the words of the clause, or its cue, tell. */
static void add_coded(ro_text *out, const ro_plover_part *part, const ro_evidence *evidence, ro_arena *arena) {
  const ro_plover_report *read = find_read(part, evidence->report);
  ro_points points;
  ro_out_open(out, "coded", '[');
  if (read) ro_points_init(&points, read->findings.report.text, arena);
  for (size_t i = 0; read && i < read->findings.events.len; i++) {
    const ro_coded_event *coded = &read->findings.events.at[i];
    if (!touches(&evidence->spans, coded->span) && !touches(&evidence->cue, coded->span)) continue;
    ro_out_open(out, NULL, '{');
    ro_out_coded(out, &points, coded);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void add_names(ro_text *out, const char *key, const ro_record_index *index, const ro_slices *entities, ro_arena *arena) {
  ro_slices names = {0};
  for (size_t i = 0; i < entities->len; i++) RO_PUSH(arena, &names, ro_entity_name(index, entities->at[i]));
  ro_out_texts(out, key, &names);
}

static void add_statement(ro_text *out, const ro_plover_part *part, const ro_record_statement *statement, ro_arena *arena) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "statement", statement->id);
  ro_out_word(out, "act", ro_act_name(statement->act));
  ro_out_word(out, "stance", ro_stance_name(statement->stance));
  ro_out_text(out, "strength", statement->strength);
  ro_out_bool(out, "negated", statement->negated);
  ro_out_bool(out, "joint", statement->joint);
  add_names(out, "speakers", part->index, &statement->speakers, arena);
  add_names(out, "addressees", part->index, &statement->addressees, arena);
  add_names(out, "claimed_by", part->index, &statement->claimed_by, arena);
  ro_out_text(out, "content", statement->content);
  ro_out_open(out, "evidence", '[');
  for (size_t i = 0; i < statement->evidence.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "report", statement->evidence.at[i].report);
    ro_out_text(out, "quote", statement->evidence.at[i].quote);
    add_coded(out, part, &statement->evidence.at[i], arena);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

static void add_statements(ro_text *out, const ro_plover_part *part, const ro_record_event *event, ro_arena *arena) {
  const ro_record *record = part->index->record;
  ro_out_open(out, "stated", '[');
  for (size_t i = 0; i < record->statements.len; i++)
    if (ro_slice_equal(record->statements.at[i].event, event->id)) add_statement(out, part, &record->statements.at[i], arena);
  ro_out_close(out, ']');
}

/* -- lines ---------------------------------------------------------------------------------------------------------------- */

/* What the reports' events of the same type speak of. */
static void add_contexts(ro_text *out, const ro_plover_part *part, const ro_record_event *event, ro_slice type, ro_arena *arena) {
  ro_slices contexts = {0};
  for (size_t r = 0; r < event->reports.len && type.len > 0; r++) {
    const ro_plover_report *read = find_read(part, event->reports.at[r]);
    for (size_t e = 0; read && e < read->findings.events.len; e++) {
      const ro_coded_event *coded = &read->findings.events.at[e];
      for (size_t i = 0; i < coded->contexts.len && ro_slice_equal(coded->type, type); i++)
        RO_PUSH(arena, &contexts, coded->contexts.at[i]);
    }
  }
  ro_slices_sort_unique(&contexts);
  ro_out_texts(out, "contexts", &contexts);
}

static void add_date(ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "date", '{');
  ro_out_text(out, "from", event->from);
  ro_out_text(out, "to", event->to);
  ro_out_text(out, "precision", event->precision);
  ro_out_close(out, '}');
}

static void add_evidence(ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "evidence", '[');
  for (size_t i = 0; i < event->evidence.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "field", event->evidence.at[i].field);
    ro_out_text(out, "report", event->evidence.at[i].report);
    ro_out_text(out, "quote", event->evidence.at[i].quote);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

void ro_plover_event_line(ro_text *out, const ro_plover_part *part, const ro_record_event *event, ro_arena *arena) {
  const coding *as = &CODING[event->kind];
  const char *kind = ro_event_kind_name(event->kind);
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "level", "event");
  ro_out_text(out, "id", event->id);
  ro_out_text(out, "name", ro_event_label(part->index, event, arena));
  ro_out_word(out, "kind", kind);
  ro_out_word(out, "status", ro_event_status_name(event->status));
  ro_out_word(out, "type", as->type);
  ro_out_word(out, "mode", as->mode);
  add_contexts(out, part, event, ro_slice_of(as->type), arena);
  ro_out_word(out, "cameo", as->cameo);
  add_actors(out, part, event);
  add_date(out, event);
  add_names(out, "place", part->index, &event->place, arena);
  ro_out_text(out, "because", *as->type ? ro_arena_format(arena, "the record has it as a %s", kind) : RO_ABSENT);
  ro_out_texts(out, "reports", &event->reports);
  ro_out_texts(out, "mentioned_in", &event->mentioned_in);
  ro_out_size(out, "origins", event->origins);
  add_evidence(out, event);
  add_statements(out, part, event, arena);
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_plover_report_lines(ro_text *out, const ro_plover_report *report, ro_arena *arena) {
  const ro_report *text = &report->findings.report;
  ro_points points;
  ro_points_init(&points, text->text, arena);
  for (size_t i = 0; i < report->findings.events.len; i++) {
    const ro_coded_event *event = &report->findings.events.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_word(out, "level", "report");
    ro_out_text(out, "report", report->id);
    ro_out_size(out, "number", i + 1);
    ro_out_text(out, "source", text->source);
    ro_out_text(out, "outlet", text->outlet);
    ro_out_text(out, "published", text->published);
    ro_out_text(out, "quote", ro_slice_span(text->text, event->span));
    ro_out_coded(out, &points, event);
    ro_out_close(out, '}');
    ro_text_add(out, RO_LIT("\n"));
  }
}
