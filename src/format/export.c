#include "format/export.h"

#include <stdlib.h>

#include "format/json_out.h"
#include "format/report_fields.h"

void ro_exporter_init(ro_exporter *exporter, const ro_record *record, ro_arena *arena) {
  *exporter = (ro_exporter){.arena = arena};
  ro_record_index_make(&exporter->index, record, arena);
  exporter->points = RO_NEW_ARRAY(arena, ro_points *, record->reports.len);
}

/* NULL where the record has no such report. */
static const ro_points *points_of(ro_exporter *e, ro_slice report_id) {
  const ro_record_report *report = ro_find_report(&e->index, report_id);
  if (!report) return NULL;
  size_t at = (size_t)(report - e->index.record->reports.at);
  if (!e->points[at]) {
    e->points[at] = RO_NEW(e->arena, ro_points);
    ro_points_init(e->points[at], report->report.text, e->arena);
  }
  return e->points[at];
}

static ro_slice report_name(const ro_exporter *e, ro_slice id) {
  const ro_record_report *report = e->by_given_id ? ro_find_report(&e->index, id) : NULL;
  return report && report->report.id.ptr ? report->report.id : id;
}

static void write_reports(ro_exporter *e, ro_text *out, const char *key, const ro_slices *reports) {
  ro_out_open(out, key, '[');
  for (size_t i = 0; i < reports->len; i++) ro_out_text(out, NULL, report_name(e, reports->at[i]));
  ro_out_close(out, ']');
}

/* Spans that are code points. */
static void write_counted(ro_text *out, const ro_spans *spans) {
  ro_out_open(out, "spans", '[');
  for (size_t i = 0; i < spans->len; i++) {
    ro_out_open(out, NULL, '[');
    ro_out_size(out, NULL, spans->at[i].start);
    ro_out_size(out, NULL, spans->at[i].end);
    ro_out_close(out, ']');
  }
  ro_out_close(out, ']');
}

static void write_spans(ro_text *out, const char *key, const ro_points *points, const ro_spans *spans) {
  static const ro_spans NONE = {0};
  ro_out_spans(out, key, points, points ? spans : &NONE);
}

/* For all but statements and events. */
void ro_export_evidence(ro_exporter *e, ro_text *out, const ro_evidence *evidence, size_t n) {
  ro_out_open(out, "evidence", '[');
  for (size_t i = 0; i < n; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "report", report_name(e, evidence[i].report));
    if (evidence[i].counted) {
      write_counted(out, &evidence[i].spans);
    } else {
      write_spans(out, "spans", points_of(e, evidence[i].report), &evidence[i].spans);
    }
    ro_out_text(out, "quote", evidence[i].quote);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void begin_line(ro_text *out, ro_line_type type) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", ro_line_type_name(type));
}

static void end_line(ro_text *out) {
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

void ro_export_head_with(ro_text *out, ro_slice version, bool findings, bool originals) {
  begin_line(out, RO_LINE_RECORD);
  ro_out_size(out, "format", RO_EXPORT_FORMAT);
  ro_out_text(out, "readout", version);
  if (findings || originals) {
    ro_out_open(out, "with", '[');
    if (findings) ro_out_word(out, NULL, "findings");
    if (originals) ro_out_word(out, NULL, "originals");
    ro_out_close(out, ']');
  }
  end_line(out);
}

void ro_export_head(ro_text *out, ro_slice version) {
  ro_export_head_with(out, version, false, false);
}

void ro_export_findings(ro_text *out, ro_slice findings) {
  begin_line(out, RO_LINE_FINDINGS);
  ro_text_add(out, RO_LIT(","));
  ro_text_add(out, ro_slice_trim(ro_slice_part(findings, 1, findings.len)));
  ro_text_add(out, RO_LIT("\n"));
}

static void write_report(ro_exporter *e, ro_text *out, const ro_record_report *r) {
  const ro_points *points = points_of(e, r->id);
  const ro_report *report = &r->report;
  ro_out_text(out, "id", r->id);
  ro_out_text(out, "source", report->source);
  ro_out_text(out, "sha256", report->sha256);
  ro_out_size(out, "version", r->version);
  ro_out_text(out, "language", report->language);
  ro_out_text(out, "title", report->title);
  ro_out_text(out, "outlet", report->outlet);
  ro_out_text(out, "credit", report->credit);
  ro_out_text(out, "side", r->side);
  ro_out_text(out, "published", report->published);
  ro_out_text(out, "modified", report->modified);
  ro_out_dateline(out, points, &report->dateline);
  ro_out_text(out, "text", report->text);
  ro_out_spans(out, "main", points, &report->main);
  ro_out_texts(out, "origins", &r->origins);
  ro_out_text(out, "key", r->key);
  ro_out_text(out, "given_id", report->id);
  ro_out_report_rest(out, report);
}

static void write_origin(ro_exporter *e, ro_text *out, const ro_record_origin *origin) {
  ro_out_text(out, "id", origin->id);
  ro_out_text(out, "name", origin->name);
  ro_out_text(out, "side", origin->side);
  ro_out_bool(out, "collected", origin->collected);
  write_reports(e, out, "reports", &origin->reports);
  ro_out_texts(out, "reviews", &origin->reviews);
}

static void write_entity(ro_exporter *e, ro_text *out, const ro_record_entity *entity) {
  ro_out_text(out, "id", entity->id);
  ro_out_word(out, "kind", ro_entity_kind_name(entity->kind));
  ro_out_text(out, "name", entity->name);
  ro_out_texts(out, "aliases", &entity->aliases);
  ro_out_text(out, "iso", entity->iso);
  ro_out_text(out, "wikidata", entity->wikidata);
  ro_export_evidence(e, out, entity->evidence.at, entity->evidence.len);
  ro_out_texts(out, "reviews", &entity->reviews);
}

static void write_date(ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "date", '{');
  ro_out_text(out, "from", event->from);
  ro_out_text(out, "to", event->to);
  ro_out_text(out, "precision", event->precision);
  ro_out_close(out, '}');
}

static void write_parties(ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "parties", '[');
  for (size_t i = 0; i < event->parties.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "person", event->parties.at[i].person);
    ro_out_texts(out, "offices", &event->parties.at[i].offices);
    ro_out_text(out, "of", event->parties.at[i].of);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_sides(ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "sides", '[');
  for (size_t i = 0; i < event->sides.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "side", event->sides.at[i].side);
    ro_out_texts(out, "origins", &event->sides.at[i].origins);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_event_evidence(ro_exporter *e, ro_text *out, const ro_record_event *event) {
  ro_out_open(out, "evidence", '[');
  for (size_t i = 0; i < event->evidence.len; i++) {
    const ro_evidence *evidence = &event->evidence.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "field", evidence->field);
    ro_out_text(out, "value", evidence->value);
    ro_out_text(out, "report", report_name(e, evidence->report));
    write_spans(out, "spans", points_of(e, evidence->report), &evidence->spans);
    ro_out_text(out, "quote", evidence->quote);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_event(ro_exporter *e, ro_text *out, const ro_record_event *event) {
  ro_out_text(out, "id", event->id);
  ro_out_word(out, "kind", ro_event_kind_name(event->kind));
  ro_out_word(out, "status", ro_event_status_name(event->status));
  ro_out_text(out, "name", event->name);
  write_date(out, event);
  ro_out_texts(out, "place", &event->place);
  write_parties(out, event);
  ro_out_text(out, "occasion", event->occasion);
  ro_out_text(out, "requested_by", event->requested_by);
  write_reports(e, out, "reports", &event->reports);
  write_reports(e, out, "mentioned_in", &event->mentioned_in);
  ro_out_size(out, "origins", event->origins);
  write_sides(out, event);
  write_event_evidence(e, out, event);
  ro_out_text(out, "verdict", event->verdict);
  ro_out_texts(out, "reviews", &event->reviews);
}

static void write_clauses(ro_exporter *e, ro_text *out, const ro_record_statement *statement) {
  ro_out_open(out, "evidence", '[');
  for (size_t i = 0; i < statement->evidence.len; i++) {
    const ro_evidence *evidence = &statement->evidence.at[i];
    const ro_points *points = points_of(e, evidence->report);
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "report", report_name(e, evidence->report));
    write_spans(out, "spans", points, &evidence->spans);
    ro_out_text(out, "quote", evidence->quote);
    write_spans(out, "source", points, &evidence->source);
    write_spans(out, "cue", points, &evidence->cue);
    ro_out_ratio(out, "confidence", evidence->confidence);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_absence(ro_exporter *e, ro_text *out, const ro_record_statement *statement) {
  ro_out_open(out, "absence", '[');
  for (size_t i = 0; i < statement->absence.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "report", report_name(e, statement->absence.at[i].report));
    ro_out_text(out, "kind", statement->absence.at[i].kind);
    ro_out_text(out, "reason", statement->absence.at[i].reason);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_statement(ro_exporter *e, ro_text *out, const ro_record_statement *statement) {
  ro_out_text(out, "id", statement->id);
  ro_out_text(out, "event", statement->event);
  ro_out_texts(out, "speakers", &statement->speakers);
  ro_out_texts(out, "addressees", &statement->addressees);
  ro_out_word(out, "act", ro_act_name(statement->act));
  ro_out_word(out, "stance", ro_stance_name(statement->stance));
  ro_out_text(out, "strength", statement->strength);
  ro_out_bool(out, "negated", statement->negated);
  ro_out_bool(out, "joint", statement->joint);
  ro_out_text(out, "content", statement->content);
  ro_out_texts(out, "topics", &statement->topics);
  ro_out_null(out, "plover");
  ro_out_texts(out, "claimed_by", &statement->claimed_by);
  ro_out_size(out, "origins", statement->origins);
  write_clauses(e, out, statement);
  write_absence(e, out, statement);
  ro_out_text(out, "verdict", statement->verdict);
  ro_out_texts(out, "reviews", &statement->reviews);
}

static void write_derivation(ro_exporter *e, ro_text *out, const ro_record_derivation *derivation) {
  const ro_points *a = points_of(e, derivation->a), *b = points_of(e, derivation->b);
  ro_out_text(out, "id", derivation->id);
  ro_out_text(out, "a", report_name(e, derivation->a));
  ro_out_text(out, "b", report_name(e, derivation->b));
  ro_out_text(out, "kind", derivation->kind);
  ro_out_text(out, "direction", derivation->direction);
  ro_out_open(out, "coverage", '{');
  ro_out_ratio(out, "a", derivation->coverage_a);
  ro_out_ratio(out, "b", derivation->coverage_b);
  ro_out_close(out, '}');
  ro_out_open(out, "passages", '[');
  for (size_t i = 0; a && b && i < derivation->passages.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_span(out, "a", a, derivation->passages.at[i].a);
    ro_out_span(out, "b", b, derivation->passages.at[i].b);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_text(out, "because", derivation->because);
  ro_out_text(out, "verdict", derivation->verdict);
  ro_out_texts(out, "reviews", &derivation->reviews);
}

static void write_discrepancy(ro_exporter *e, ro_text *out, const ro_record_discrepancy *discrepancy) {
  ro_out_text(out, "id", discrepancy->id);
  ro_out_text(out, "event", discrepancy->event);
  ro_out_text(out, "report", discrepancy->report.ptr ? report_name(e, discrepancy->report) : RO_ABSENT);
  ro_out_text(out, "field", discrepancy->field);
  ro_out_open(out, "values", '[');
  for (size_t i = 0; i < discrepancy->values.len; i++) {
    const ro_discrepancy_value *value = &discrepancy->values.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "value", value->value);
    write_reports(e, out, "reports", &value->reports);
    ro_export_evidence(e, out, value->evidence.at, value->evidence.len);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_text(out, "verdict", discrepancy->verdict);
  ro_out_texts(out, "reviews", &discrepancy->reviews);
  ro_out_text(out, "best", discrepancy->best);
  ro_out_text(out, "because", discrepancy->because);
}

static void write_uses(ro_exporter *e, ro_text *out, const ro_record_formulation *formulation) {
  ro_out_open(out, "uses", '[');
  for (size_t i = 0; i < formulation->uses.len; i++) {
    const ro_formulation_use *use = &formulation->uses.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "event", use->event);
    ro_out_texts(out, "speakers", &use->speakers);
    ro_out_text(out, "strength", use->strength);
    ro_export_evidence(e, out, use->evidence.at, use->evidence.len);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_formulation(ro_exporter *e, ro_text *out, const ro_record_formulation *formulation) {
  ro_out_text(out, "id", formulation->id);
  ro_out_text(out, "phrase", formulation->phrase);
  ro_out_texts(out, "variants", &formulation->variants);
  write_uses(e, out, formulation);
  ro_out_open(out, "between", '[');
  for (size_t i = 0; i < formulation->between.len; i++) {
    const ro_formulation_change *change = &formulation->between.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "from", change->from);
    ro_out_text(out, "to", change->to);
    ro_out_text(out, "change", change->change);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_commitment(ro_text *out, const ro_record_commitment *commitment) {
  ro_out_text(out, "statement", commitment->statement);
  ro_out_texts(out, "parties", &commitment->parties);
  ro_out_text(out, "action", commitment->action);
  ro_out_text(out, "target", commitment->target);
  ro_out_text(out, "framework", commitment->framework);
  ro_out_text(out, "deadline", commitment->deadline);
  ro_out_text(out, "status", commitment->status);
  ro_out_open(out, "followed", '[');
  for (size_t i = 0; i < commitment->followed.len; i++) {
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "event", commitment->followed.at[i].event);
    ro_out_text(out, "how", commitment->followed.at[i].how);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_texts(out, "reviews", &commitment->reviews);
}

static void write_members(ro_text *out, const ro_record_review *review) {
  ro_out_open(out, "members", '[');
  for (size_t i = 0; i < review->members.len; i++) {
    const ro_review_member *member = &review->members.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "sha256", member->sha256);
    ro_out_size(out, "start", member->start);
    ro_out_size(out, "end", member->end);
    ro_out_text(out, "quote", member->quote);
    ro_out_size(out, "part", member->part);
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_review(ro_text *out, const ro_record_review *review) {
  ro_out_text(out, "id", review->id);
  ro_out_text(out, "who", review->who);
  ro_out_text(out, "when", review->when);
  ro_out_text(out, "why", review->why);
  ro_out_word(out, "action", ro_review_action_name(review->action));
  ro_out_text(out, "target", review->target);
  write_members(out, review);
  ro_out_text(out, "value", review->value);
  ro_out_text(out, "undoes", review->undoes);
  ro_out_word(out, "kind", ro_line_type_name(review->kind));
  ro_out_text(out, "field", review->field);
  ro_out_word(out, "state", ro_review_state_name(review->state));
}

void ro_export_line(ro_exporter *e, ro_text *out, ro_line_type type, size_t i) {
  const ro_record *record = e->index.record;
  begin_line(out, type);
  switch (type) {
    case RO_LINE_REPORT:
      write_report(e, out, &record->reports.at[i]);
      break;
    case RO_LINE_ORIGIN:
      write_origin(e, out, &record->origins.at[i]);
      break;
    case RO_LINE_ENTITY:
      write_entity(e, out, &record->entities.at[i]);
      break;
    case RO_LINE_EVENT:
      write_event(e, out, &record->events.at[i]);
      break;
    case RO_LINE_STATEMENT:
      write_statement(e, out, &record->statements.at[i]);
      break;
    case RO_LINE_DERIVATION:
      write_derivation(e, out, &record->derivations.at[i]);
      break;
    case RO_LINE_DISCREPANCY:
      write_discrepancy(e, out, &record->discrepancies.at[i]);
      break;
    case RO_LINE_FORMULATION:
      write_formulation(e, out, &record->formulations.at[i]);
      break;
    case RO_LINE_COMMITMENT:
      write_commitment(out, &record->commitments.at[i]);
      break;
    case RO_LINE_REVIEW:
      write_review(out, &record->reviews.at[i]);
      break;
    default:
      break;
  }
  end_line(out);
}

size_t ro_export_count(const ro_record *record, ro_line_type type) {
  switch (type) {
    case RO_LINE_REPORT:
      return record->reports.len;
    case RO_LINE_ORIGIN:
      return record->origins.len;
    case RO_LINE_ENTITY:
      return record->entities.len;
    case RO_LINE_EVENT:
      return record->events.len;
    case RO_LINE_STATEMENT:
      return record->statements.len;
    case RO_LINE_DERIVATION:
      return record->derivations.len;
    case RO_LINE_DISCREPANCY:
      return record->discrepancies.len;
    case RO_LINE_FORMULATION:
      return record->formulations.len;
    case RO_LINE_COMMITMENT:
      return record->commitments.len;
    case RO_LINE_REVIEW:
      return record->reviews.len;
    default:
      return 0;
  }
}

/* -- order ------------------------------------------------------------------------------------------------------------ */

typedef struct sort_key {
  ro_slice first, last;
  size_t order, at;
} sort_key;

static sort_key key_of(const ro_record *record, ro_line_type type, size_t i) {
  sort_key key = {.at = i};
  switch (type) {
    case RO_LINE_REPORT:
      key.last = record->reports.at[i].id;
      break;
    case RO_LINE_ORIGIN:
      key.last = record->origins.at[i].id;
      break;
    case RO_LINE_ENTITY:
      key.last = record->entities.at[i].id;
      break;
    case RO_LINE_EVENT:
      key.last = record->events.at[i].id;
      break;
    case RO_LINE_STATEMENT:
      key.first = record->statements.at[i].event;
      key.order = record->statements.at[i].order;
      key.last = record->statements.at[i].id;
      break;
    case RO_LINE_DERIVATION:
      key.last = record->derivations.at[i].id;
      break;
    case RO_LINE_DISCREPANCY:
      key.last = record->discrepancies.at[i].id;
      break;
    case RO_LINE_FORMULATION:
      key.last = record->formulations.at[i].id;
      break;
    case RO_LINE_COMMITMENT:
      key.last = record->commitments.at[i].statement;
      break;
    case RO_LINE_REVIEW:
      key.last = record->reviews.at[i].id;
      break;
    default:
      break;
  }
  return key;
}

static int by_key(const void *a, const void *b) {
  const sort_key *left = a, *right = b;
  int first = ro_slice_compare(left->first, right->first);
  if (first != 0) return first;
  if (left->order != right->order) return left->order < right->order ? -1 : 1;
  int last = ro_slice_compare(left->last, right->last);
  if (last != 0) return last;
  return (left->at > right->at) - (left->at < right->at);
}

void ro_export_type(ro_exporter *e, ro_text *out, ro_line_type type) {
  const ro_record *record = e->index.record;
  size_t n = ro_export_count(record, type);
  sort_key *keys = RO_NEW_ARRAY(e->arena, sort_key, n);
  for (size_t i = 0; i < n; i++) keys[i] = key_of(record, type, i);
  if (n > 1) qsort(keys, n, sizeof *keys, by_key);
  for (size_t i = 0; i < n; i++) ro_export_line(e, out, type, keys[i].at);
}

void ro_export_all(ro_exporter *e, ro_text *out, ro_slice version) {
  ro_export_head(out, version);
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_REVIEW; type++) ro_export_type(e, out, type);
}
