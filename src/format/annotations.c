#include "format/annotations.h"

#include "format/json_out.h"
#include "format/labels.h"

#define AROUND 32 /* code points of prefix and suffix */

/* urn:readout:s-0123… */
static ro_slice name_of(ro_slice id, ro_arena *arena) {
  return ro_arena_format(arena, "urn:readout:%.*s", (int)id.len, id.ptr);
}

/* What an IRI may be made of, as far as it matters that it is one. */
static bool is_address(ro_slice url) {
  if (!ro_slice_starts(url, RO_LIT("http://")) && !ro_slice_starts(url, RO_LIT("https://"))) return false;
  for (size_t i = 0; i < url.len; i++)
    if ((unsigned char)url.ptr[i] <= ' ' || strchr("<>\"{}|\\^`", url.ptr[i])) return false;
  return true;
}

/* -- bodies --------------------------------------------------------------------------------------------------------------- */

static void add_body(ro_text *out, const char *purpose, ro_slice value) {
  if (value.len == 0) return;
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "TextualBody");
  ro_out_word(out, "purpose", purpose);
  ro_out_word(out, "format", "text/plain");
  ro_out_text(out, "value", value);
  ro_out_close(out, '}');
}

/* "commitment, willing"; "position, oppose, negated" */
static ro_slice act_label(const ro_record_statement *statement, ro_arena *arena) {
  ro_slices words = {0};
  RO_PUSH(arena, &words, ro_slice_of(ro_act_name(statement->act)));
  if (statement->stance != RO_NO_STANCE) RO_PUSH(arena, &words, ro_slice_of(ro_stance_name(statement->stance)));
  if (statement->strength.len > 0) RO_PUSH(arena, &words, statement->strength);
  if (statement->negated) RO_PUSH(arena, &words, RO_LIT("negated"));
  return ro_arena_join(arena, words.at, words.len, RO_LIT(", "));
}

static void add_bodies(ro_text *out, const ro_record_index *index, const ro_record_statement *statement, ro_arena *arena) {
  ro_out_open(out, "body", '[');
  add_body(out, "classifying", act_label(statement, arena));
  for (size_t i = 0; i < statement->speakers.len; i++) add_body(out, "tagging", ro_entity_name(index, statement->speakers.at[i]));
  add_body(out, "describing", statement->content);
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "SpecificResource");
  ro_out_word(out, "purpose", "identifying");
  ro_out_text(out, "source", name_of(statement->id, arena));
  ro_out_close(out, '}');
  ro_out_close(out, ']');
}

/* -- target --------------------------------------------------------------------------------------------------------------- */

static void add_quote(ro_text *out, const ro_points *points, ro_span span) {
  size_t start = ro_points_at(points, span.start), end = ro_points_at(points, span.end);
  size_t before = ro_points_byte(points, start > AROUND ? start - AROUND : 0), after = ro_points_byte(points, end + AROUND);
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "TextQuoteSelector");
  ro_out_text(out, "exact", ro_slice_span(points->text, span));
  ro_out_text(out, "prefix", ro_slice_part(points->text, before, span.start));
  ro_out_text(out, "suffix", ro_slice_part(points->text, span.end, after));
  ro_out_close(out, '}');
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "TextPositionSelector");
  ro_out_size(out, "start", start);
  ro_out_size(out, "end", end);
  ro_out_close(out, '}');
}

/* Which version of the report it is: the bytes that were read. */
static void add_state(ro_text *out, const ro_record_report *report, ro_arena *arena) {
  ro_slice sha256 = report->report.sha256;
  if (sha256.len == 0) return;
  ro_out_open(out, "state", '{');
  ro_out_word(out, "type", "TimeState");
  ro_out_text(out, "cached", ro_arena_format(arena, "urn:sha256:%.*s", (int)sha256.len, sha256.ptr));
  ro_out_close(out, '}');
}

static void add_target(ro_text *out, const ro_record_report *report, const ro_points *points, ro_span span, ro_arena *arena) {
  ro_slice url = report->report.url;
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "SpecificResource");
  ro_out_text(out, "source", is_address(url) ? url : name_of(report->id, arena));
  add_state(out, report, arena);
  ro_out_open(out, "selector", '[');
  add_quote(out, points, span);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

static void add_annotation(ro_text *out, const ro_record_index *index, const ro_record_statement *statement, size_t number,
                           ro_arena *arena) {
  const ro_evidence *evidence = &statement->evidence.at[number];
  const ro_record_report *report = ro_find_report(index, evidence->report);
  ro_points points;
  ro_points_init(&points, report->report.text, arena);
  ro_slice id = name_of(statement->id, arena);
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", "Annotation");
  ro_out_text(out, "id", ro_arena_format(arena, "%.*s:%zu", (int)id.len, id.ptr, number + 1));
  ro_out_word(out, "motivation", "classifying");
  add_bodies(out, index, statement, arena);
  ro_out_open(out, "target", '[');
  for (size_t i = 0; i < evidence->spans.len; i++) add_target(out, report, &points, evidence->spans.at[i], arena);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

/* -- the collection ------------------------------------------------------------------------------------------------------- */

void ro_annotations_begin(ro_annotations *annotations, ro_text *out, ro_slice version) {
  *annotations = (ro_annotations){0};
  ro_text_add(out, RO_LIT("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:readout:annotations\","
                          "\"type\":\"AnnotationCollection\",\"label\":\"What was stated, where reports say so\","
                          "\"generator\":{\"id\":\"urn:readout:software\",\"type\":\"Software\",\"name\":\"readout "));
  ro_text_add(out, version);
  ro_text_add(out, RO_LIT("\"},\"first\":{\"id\":\"urn:readout:annotations:1\",\"type\":\"AnnotationPage\",\"startIndex\":0,"
                          "\"items\":["));
}

void ro_annotations_event(ro_annotations *annotations, ro_text *out, const ro_record_index *index, const ro_record_event *event,
                          ro_arena *arena) {
  for (size_t s = 0; s < index->record->statements.len; s++) {
    const ro_record_statement *statement = &index->record->statements.at[s];
    if (!ro_slice_equal(statement->event, event->id)) continue;
    for (size_t i = 0; i < statement->evidence.len; i++) {
      if (statement->evidence.at[i].spans.len == 0) continue; /* its report is not there */
      ro_text_add(out, annotations->total++ == 0 ? RO_LIT("\n") : RO_LIT(",\n"));
      add_annotation(out, index, statement, i, arena);
    }
  }
}

void ro_annotations_end(ro_annotations *annotations, ro_text *out) {
  ro_text_addf(out, "\n]},\"total\":%zu}\n", annotations->total);
}
