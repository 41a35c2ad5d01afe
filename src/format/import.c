#include "format/import.h"

#include <stdint.h>

#include "base/error.h"
#include "format/json_in.h"
#include "format/report_fields.h"

#define ANY SIZE_MAX /* no bound */

void ro_importer_init(ro_importer *importer, ro_record *record, ro_arena *arena, bool partial) {
  *importer = (ro_importer){.record = record, .arena = arena, .partial = partial};
  ro_map_init(&importer->reports, arena);
  ro_map_init(&importer->orders, arena);
}

typedef struct reader {
  ro_json_in in;
  ro_importer *importer;
} reader;

/* NULL where the report is not there; in a whole export that is an error at `name`. */
static const ro_points *points_of(reader *r, const char *name, ro_slice report) {
  const uint64_t *at = report.ptr ? ro_map_get(&r->importer->reports, report) : NULL;
  if (at) return r->importer->points.at[*at];
  const ro_points *found = report.ptr && r->importer->find ? r->importer->find(r->importer->find_ctx, report) : NULL;
  if (found) return found;
  if (!r->importer->partial) ro_in_fail(&r->in, name, "names a report that no line before gives");
  return NULL;
}

static ro_slice quote_of(ro_arena *arena, ro_slice text, const ro_spans *spans) {
  ro_slices parts = {0};
  for (size_t i = 0; i < spans->len; i++) RO_PUSH(arena, &parts, ro_slice_span(text, spans->at[i]));
  return ro_arena_join(arena, parts.at, parts.len, RO_LIT(" … "));
}

static void check_quote(reader *r, const ro_evidence *evidence, const ro_points *points) {
  if (r->importer->partial || !points || ro_in_status(&r->in) != READOUT_OK) return;
  if (!ro_slice_equal(quote_of(r->in.arena, points->text, &evidence->spans), evidence->quote)) {
    ro_in_fail(&r->in, "quote", "is not what stands at its spans");
  }
}

static ro_evidence take_evidence(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_evidence evidence = {.report = ro_in_needed(in, object, "report"), .quote = ro_in_needed(in, object, "quote")};
  const ro_points *points = points_of(r, "report", evidence.report);
  ro_in_spans(in, object, "spans", points, &evidence.spans);
  ro_in_spans(in, object, "source", points, &evidence.source);
  ro_in_spans(in, object, "cue", points, &evidence.cue);
  evidence.confidence = ro_in_ratio(in, object, "confidence");
  evidence.field = ro_in_text(in, object, "field");
  evidence.value = ro_in_text(in, object, "value");
  check_quote(r, &evidence, points);
  return evidence;
}

#define TAKE_EVIDENCE(r, object, list)                                                      \
  do {                                                                                      \
    ro_in_list items;                                                                       \
    for (ro_in_open(&(r)->in, object, "evidence", &items); ro_in_next(&(r)->in, &items);) { \
      RO_PUSH((r)->in.arena, list, take_evidence((r), items.item));                         \
    }                                                                                       \
  } while (0)

static void take_report(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_report report = {.id = ro_in_needed(in, object, "id"), .version = ro_in_size(in, object, "version", ANY)};
  ro_points *points = RO_NEW(in->arena, ro_points);
  ro_in_report(in, object, &report.report, points);
  report.side = ro_in_text(in, object, "side");
  report.key = ro_in_text(in, object, "key");
  report.report.id = ro_in_text(in, object, "given_id");
  ro_in_texts(in, object, "origins", &report.origins);
  if (ro_in_status(in) != READOUT_OK) return;
  bool is_new;
  uint64_t *at = ro_map_put(&r->importer->reports, report.id, &is_new);
  if (!is_new) {
    ro_in_fail(in, "id", "stands twice");
    return;
  }
  *at = r->importer->record->reports.len;
  RO_PUSH(in->arena, &r->importer->record->reports, report);
  RO_PUSH(in->arena, &r->importer->points, points);
}

static void take_origin(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_origin origin = {.id = ro_in_needed(in, object, "id"), .name = ro_in_text(in, object, "name")};
  origin.side = ro_in_text(in, object, "side");
  origin.collected = ro_in_bool(in, object, "collected");
  ro_in_texts(in, object, "reports", &origin.reports);
  ro_in_texts(in, object, "reviews", &origin.reviews);
  RO_PUSH(in->arena, &r->importer->record->origins, origin);
}

static void take_entity(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_entity entity = {.id = ro_in_needed(in, object, "id"), .name = ro_in_needed(in, object, "name")};
  RO_IN_WORD(in, object, "kind", ro_entity_kind_of, &entity.kind);
  ro_in_texts(in, object, "aliases", &entity.aliases);
  entity.iso = ro_in_text(in, object, "iso");
  entity.wikidata = ro_in_text(in, object, "wikidata");
  TAKE_EVIDENCE(r, object, &entity.evidence);
  ro_in_texts(in, object, "reviews", &entity.reviews);
  RO_PUSH(in->arena, &r->importer->record->entities, entity);
}

static void take_date(reader *r, yyjson_val *object, ro_record_event *event) {
  yyjson_val *date = ro_in_enter(&r->in, object, "date");
  if (!date) return;
  event->from = ro_in_text(&r->in, date, "from");
  event->to = ro_in_text(&r->in, date, "to");
  event->precision = ro_in_text(&r->in, date, "precision");
  ro_in_leave(&r->in);
}

static void take_parties(reader *r, yyjson_val *object, ro_record_event *event) {
  ro_in_list list;
  for (ro_in_open(&r->in, object, "parties", &list); ro_in_next(&r->in, &list);) {
    ro_record_party party = {.person = ro_in_text(&r->in, list.item, "person"), .of = ro_in_text(&r->in, list.item, "of")};
    ro_in_texts(&r->in, list.item, "offices", &party.offices);
    RO_PUSH(r->in.arena, &event->parties, party);
  }
}

static void take_event(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_event event = {.id = ro_in_needed(in, object, "id"), .name = ro_in_text(in, object, "name")};
  RO_IN_WORD(in, object, "kind", ro_event_kind_of, &event.kind);
  RO_IN_WORD(in, object, "status", ro_event_status_of, &event.status);
  take_date(r, object, &event);
  ro_in_texts(in, object, "place", &event.place);
  take_parties(r, object, &event);
  event.occasion = ro_in_text(in, object, "occasion");
  event.requested_by = ro_in_text(in, object, "requested_by");
  ro_in_texts(in, object, "reports", &event.reports);
  ro_in_texts(in, object, "mentioned_in", &event.mentioned_in);
  event.origins = ro_in_size(in, object, "origins", ANY);
  ro_in_list sides;
  for (ro_in_open(in, object, "sides", &sides); ro_in_next(in, &sides);) {
    ro_event_side side = {.side = ro_in_text(in, sides.item, "side")};
    ro_in_texts(in, sides.item, "origins", &side.origins);
    RO_PUSH(in->arena, &event.sides, side);
  }
  TAKE_EVIDENCE(r, object, &event.evidence);
  event.verdict = ro_in_text(in, object, "verdict");
  ro_in_texts(in, object, "reviews", &event.reviews);
  RO_PUSH(in->arena, &r->importer->record->events, event);
}

static void take_absence(reader *r, yyjson_val *object, ro_record_statement *statement) {
  ro_in_list list;
  for (ro_in_open(&r->in, object, "absence", &list); ro_in_next(&r->in, &list);) {
    ro_absence absence = {ro_in_needed(&r->in, list.item, "report"), ro_in_needed(&r->in, list.item, "kind"),
                          ro_in_text(&r->in, list.item, "reason")};
    RO_PUSH(r->in.arena, &statement->absence, absence);
  }
}

static void take_statement(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_statement statement = {.id = ro_in_needed(in, object, "id"), .event = ro_in_needed(in, object, "event")};
  ro_in_texts(in, object, "speakers", &statement.speakers);
  ro_in_texts(in, object, "addressees", &statement.addressees);
  RO_IN_WORD(in, object, "act", ro_act_of, &statement.act);
  if (ro_in_has(object, "stance")) RO_IN_WORD(in, object, "stance", ro_stance_of, &statement.stance);
  statement.strength = ro_in_text(in, object, "strength");
  statement.negated = ro_in_bool(in, object, "negated");
  statement.joint = ro_in_bool(in, object, "joint");
  statement.content = ro_in_text(in, object, "content");
  ro_in_texts(in, object, "topics", &statement.topics);
  ro_in_texts(in, object, "claimed_by", &statement.claimed_by);
  statement.origins = ro_in_size(in, object, "origins", ANY);
  TAKE_EVIDENCE(r, object, &statement.evidence);
  take_absence(r, object, &statement);
  statement.verdict = ro_in_text(in, object, "verdict");
  ro_in_texts(in, object, "reviews", &statement.reviews);
  statement.order = (size_t)(*ro_map_put(&r->importer->orders, statement.event, NULL))++;
  RO_PUSH(in->arena, &r->importer->record->statements, statement);
}

static void take_derivation(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_derivation derivation = {
      .id = ro_in_needed(in, object, "id"), .a = ro_in_needed(in, object, "a"), .b = ro_in_needed(in, object, "b")};
  const ro_points *a = points_of(r, "a", derivation.a), *b = points_of(r, "b", derivation.b);
  derivation.kind = ro_in_needed(in, object, "kind");
  derivation.direction = ro_in_text(in, object, "direction");
  yyjson_val *coverage = ro_in_enter(in, object, "coverage");
  if (coverage) {
    derivation.coverage_a = ro_in_ratio(in, coverage, "a");
    derivation.coverage_b = ro_in_ratio(in, coverage, "b");
    ro_in_leave(in);
  }
  ro_in_list list;
  for (ro_in_open(in, object, "passages", &list); ro_in_next(in, &list);) {
    ro_passage passage = {ro_in_span(in, list.item, "a", a), ro_in_span(in, list.item, "b", b)};
    if (a && b) RO_PUSH(in->arena, &derivation.passages, passage);
  }
  derivation.because = ro_in_text(in, object, "because");
  derivation.verdict = ro_in_text(in, object, "verdict");
  ro_in_texts(in, object, "reviews", &derivation.reviews);
  RO_PUSH(in->arena, &r->importer->record->derivations, derivation);
}

static void take_discrepancy(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_discrepancy discrepancy = {.id = ro_in_needed(in, object, "id"), .event = ro_in_text(in, object, "event")};
  discrepancy.report = ro_in_text(in, object, "report");
  discrepancy.field = ro_in_needed(in, object, "field");
  ro_in_list values;
  for (ro_in_open(in, object, "values", &values); ro_in_next(in, &values);) {
    ro_discrepancy_value value = {.value = ro_in_text(in, values.item, "value")};
    ro_in_texts(in, values.item, "reports", &value.reports);
    TAKE_EVIDENCE(r, values.item, &value.evidence);
    RO_PUSH(in->arena, &discrepancy.values, value);
  }
  discrepancy.verdict = ro_in_text(in, object, "verdict");
  ro_in_texts(in, object, "reviews", &discrepancy.reviews);
  discrepancy.best = ro_in_text(in, object, "best");
  discrepancy.because = ro_in_text(in, object, "because");
  RO_PUSH(in->arena, &r->importer->record->discrepancies, discrepancy);
}

static void take_formulation(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_formulation formulation = {.id = ro_in_needed(in, object, "id"), .phrase = ro_in_needed(in, object, "phrase")};
  ro_in_texts(in, object, "variants", &formulation.variants);
  ro_in_list list;
  for (ro_in_open(in, object, "uses", &list); ro_in_next(in, &list);) {
    ro_formulation_use use = {.event = ro_in_needed(in, list.item, "event")};
    ro_in_texts(in, list.item, "speakers", &use.speakers);
    use.strength = ro_in_text(in, list.item, "strength");
    TAKE_EVIDENCE(r, list.item, &use.evidence);
    RO_PUSH(in->arena, &formulation.uses, use);
  }
  for (ro_in_open(in, object, "between", &list); ro_in_next(in, &list);) {
    ro_formulation_change change = {ro_in_text(in, list.item, "from"), ro_in_text(in, list.item, "to"),
                                    ro_in_needed(in, list.item, "change")};
    RO_PUSH(in->arena, &formulation.between, change);
  }
  RO_PUSH(in->arena, &r->importer->record->formulations, formulation);
}

static void take_commitment(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_commitment commitment = {.statement = ro_in_needed(in, object, "statement"),
                                     .action = ro_in_text(in, object, "action")};
  ro_in_texts(in, object, "parties", &commitment.parties);
  commitment.target = ro_in_text(in, object, "target");
  commitment.framework = ro_in_text(in, object, "framework");
  commitment.deadline = ro_in_text(in, object, "deadline");
  commitment.status = ro_in_text(in, object, "status");
  ro_in_list list;
  for (ro_in_open(in, object, "followed", &list); ro_in_next(in, &list);) {
    ro_commitment_follow follow = {ro_in_needed(in, list.item, "event"), ro_in_needed(in, list.item, "how")};
    RO_PUSH(in->arena, &commitment.followed, follow);
  }
  ro_in_texts(in, object, "reviews", &commitment.reviews);
  RO_PUSH(in->arena, &r->importer->record->commitments, commitment);
}

static bool is_kind(ro_line_type type) {
  return type >= RO_LINE_ORIGIN && type <= RO_LINE_COMMITMENT && type != RO_LINE_FORMULATION;
}

/* Where the line does not say what kind of thing is decided on, its identity does. */
static void take_kind(reader *r, yyjson_val *object, ro_record_review *review) {
  static const struct {
    char letter;
    ro_line_type kind;
  } LETTERS[] = {{'n', RO_LINE_ENTITY}, {'e', RO_LINE_EVENT},      {'s', RO_LINE_STATEMENT},
                 {'o', RO_LINE_ORIGIN}, {'d', RO_LINE_DERIVATION}, {'x', RO_LINE_DISCREPANCY}};
  if (ro_in_has(object, "kind")) {
    RO_IN_WORD(&r->in, object, "kind", ro_line_type_of, &review->kind);
    if (ro_in_status(&r->in) == READOUT_OK && !is_kind(review->kind)) ro_in_fail(&r->in, "kind", "is nothing that is decided on");
    return;
  }
  review->kind = RO_LINE_TYPES;
  for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS && review->target.len > 1; i++)
    if (review->target.ptr[0] == LETTERS[i].letter && review->target.ptr[1] == '-') review->kind = LETTERS[i].kind;
  if (review->action == RO_REVIEW_STATUS && review->kind == RO_LINE_STATEMENT) review->kind = RO_LINE_COMMITMENT;
  if (review->kind == RO_LINE_TYPES) ro_in_fail(&r->in, "kind", "is missing, and \"target\" does not tell it");
}

static void take_members(reader *r, yyjson_val *object, ro_record_review *review) {
  ro_json_in *in = &r->in;
  ro_in_list list;
  for (ro_in_open(in, object, "members", &list); ro_in_next(in, &list);) {
    ro_review_member member = {.sha256 = ro_in_needed(in, list.item, "sha256"), .quote = ro_in_needed(in, list.item, "quote")};
    member.start = ro_in_size(in, list.item, "start", ANY);
    member.end = ro_in_size(in, list.item, "end", ANY);
    if (ro_in_has(list.item, "part")) member.part = ro_in_size(in, list.item, "part", RO_REVIEW_PARTS);
    RO_PUSH(in->arena, &review->members, member);
  }
}

static void take_review(reader *r, yyjson_val *object) {
  ro_json_in *in = &r->in;
  ro_record_review review = {
      .id = ro_in_needed(in, object, "id"), .who = ro_in_needed(in, object, "who"), .when = ro_in_needed(in, object, "when")};
  review.why = ro_in_text(in, object, "why");
  RO_IN_WORD(in, object, "action", ro_review_action_of, &review.action);
  review.target = ro_in_text(in, object, "target");
  take_members(r, object, &review);
  review.value = ro_in_text(in, object, "value");
  review.undoes = ro_in_text(in, object, "undoes");
  review.field = ro_in_text(in, object, "field");
  if (ro_in_has(object, "state")) RO_IN_WORD(in, object, "state", ro_review_state_of, &review.state);
  if (ro_in_status(in) == READOUT_OK && !ro_review_is_time(review.when))
    ro_in_fail(in, "when", "is no time in UTC, as 2026-11-26T19:17:57Z");
  if (ro_in_status(in) == READOUT_OK) take_kind(r, object, &review);
  RO_PUSH(in->arena, &r->importer->record->reviews, review);
}

static void take_head(reader *r, yyjson_val *object) {
  size_t format = ro_in_size(&r->in, object, "format", ANY);
  if (format > RO_EXPORT_FORMAT) ro_in_fail(&r->in, "format", "is newer than this program reads: use a newer readout");
  ro_slices with = {0};
  ro_in_texts(&r->in, object, "with", &with);
  r->importer->with_findings = ro_slices_have(&with, RO_LIT("findings"));
  r->importer->with_originals = ro_slices_have(&with, RO_LIT("originals"));
}

static void take(reader *r, yyjson_val *object, ro_line_type type) {
  switch (type) {
    case RO_LINE_RECORD:
      take_head(r, object);
      break;
    case RO_LINE_REPORT:
      take_report(r, object);
      break;
    case RO_LINE_ORIGIN:
      take_origin(r, object);
      break;
    case RO_LINE_ENTITY:
      take_entity(r, object);
      break;
    case RO_LINE_EVENT:
      take_event(r, object);
      break;
    case RO_LINE_STATEMENT:
      take_statement(r, object);
      break;
    case RO_LINE_DERIVATION:
      take_derivation(r, object);
      break;
    case RO_LINE_DISCREPANCY:
      take_discrepancy(r, object);
      break;
    case RO_LINE_FORMULATION:
      take_formulation(r, object);
      break;
    case RO_LINE_COMMITMENT:
      take_commitment(r, object);
      break;
    case RO_LINE_REVIEW:
      take_review(r, object);
      break;
    default:
      break;
  }
}

static size_t after_blanks(ro_slice line, size_t at) {
  while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t')) at++;
  return at;
}

/* Behind a mark that stands at `at`, blanks before it left alone; SIZE_MAX where another stands there. */
static size_t behind(ro_slice line, size_t at, ro_slice mark) {
  if (at == SIZE_MAX) return SIZE_MAX;
  at = after_blanks(line, at);
  return ro_slice_starts(ro_slice_part(line, at, line.len), mark) ? at + mark.len : SIZE_MAX;
}

bool ro_import_type(ro_slice line, ro_line_type *type) {
  size_t at = behind(line, behind(line, behind(line, 0, RO_LIT("{")), RO_LIT("\"type\"")), RO_LIT(":"));
  at = behind(line, at, RO_LIT("\""));
  if (at == SIZE_MAX) return false;
  size_t end = ro_slice_find(line, RO_LIT("\""), at);
  return end != SIZE_MAX && ro_line_type_of(ro_slice_part(line, at, end), type);
}

readout_status ro_import_line(ro_importer *importer, ro_slice line, size_t number, ro_line_type *type, readout_error *err) {
  reader r = {.importer = importer};
  yyjson_val *object = ro_in_parse(&r.in, line, number, importer->arena, err);
  if (!object) return ro_in_status(&r.in);
  ro_line_type of = RO_LINE_RECORD;
  RO_IN_WORD(&r.in, object, "type", ro_line_type_of, &of);
  if (ro_in_status(&r.in) == READOUT_OK) take(&r, object, of);
  if (type) *type = of;
  return ro_in_status(&r.in);
}

readout_status ro_import_all(ro_record *record, ro_slice lines, ro_arena *arena, readout_error *err) {
  ro_importer importer;
  *record = (ro_record){0};
  ro_importer_init(&importer, record, arena, false);
  bool has_head = false;
  for (size_t at = 0, number = 1; at < lines.len; number++) {
    size_t end = ro_slice_find(lines, RO_LIT("\n"), at);
    if (end > lines.len) end = lines.len;
    ro_slice line = ro_slice_part(lines, at, end);
    at = end + 1;
    if (ro_slice_trim(line).len == 0) continue;
    ro_line_type type = RO_LINE_TYPES;
    RO_TRY(ro_import_line(&importer, line, number, &type, err));
    if (has_head != (type != RO_LINE_RECORD)) {
      return ro_fail_at(
          err, READOUT_ERR_INPUT, number, 0,
          has_head ? "a second line of type \"record\"" : "no export of readout: its first line is of type \"record\"");
    }
    has_head = true;
  }
  if (has_head) return READOUT_OK;
  return ro_fail_at(err, READOUT_ERR_INPUT, 1, 0, "no export of readout: it is empty");
}
