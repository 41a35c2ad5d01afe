#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "store/given.h"
#include "store/index.h"
#include "store/internal.h"

/* -- what was given --------------------------------------------------------------------------------------------------- */

readout_status ro_store_put_meta(ro_store *store, ro_slice key, ro_slice value, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", err);
  ro_query_text(&query, 1, key);
  ro_query_text(&query, 2, value);
  ro_query_run(&query);
  return ro_query_close(&query);
}

static readout_status put_original(ro_store *store, ro_slice sha256, ro_slice bytes, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store,
                "INSERT INTO original VALUES (?1, ro_pack_bytes(?2)) ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes "
                "WHERE length(bytes) = 0",
                err);
  ro_query_text(&query, 1, sha256);
  ro_query_blob(&query, 2, bytes);
  ro_query_run(&query);
  return ro_query_close(&query);
}

static readout_status insert_report(ro_store *store, const ro_record_report *report, ro_slice line, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store,
                "INSERT INTO report (id, key, sha256, version, source, language, title, outlet, credit, published, text, body) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ro_pack(?12, ?11))",
                err);
  const ro_slice texts[] = {report->report.source, report->report.language, report->report.title,
                            report->report.outlet, report->report.credit,   report->report.published};
  ro_query_text(&query, 1, report->id);
  ro_query_text(&query, 2, report->key);
  ro_query_text(&query, 3, report->report.sha256);
  ro_query_size(&query, 4, report->version);
  for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) ro_query_text(&query, 5 + i, texts[i]);
  ro_query_text(&query, 11, report->report.text);
  ro_query_text(&query, 12, ro_store_trim(line));
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_given_put_alone(ro_store *store, const ro_record_report *report, ro_slice line, readout_error *err) {
  return insert_report(store, report, line, err);
}

static readout_status put_findings(ro_store *store, ro_slice report, ro_slice line, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "INSERT INTO findings VALUES (?1, ro_pack(?2, (SELECT text FROM report WHERE id = ?1)))", err);
  ro_query_text(&query, 1, report);
  ro_query_text(&query, 2, ro_store_trim(line));
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_given_put_findings(ro_store *store, ro_slice report, ro_slice line, readout_error *err) {
  return put_findings(store, report, line, err);
}

static readout_status put_report(ro_store *store, const ro_record_report *report, ro_slice line, ro_slice findings,
                                 ro_slice original, readout_error *err) {
  RO_TRY(put_original(store, report->report.sha256, original, err));
  RO_TRY(insert_report(store, report, line, err));
  RO_TRY(put_findings(store, report->id, findings, err));
  return ro_index_report(store, report->id, err);
}

readout_status ro_store_put_report(ro_store *store, const ro_record_report *report, ro_slice line, ro_slice findings,
                                   ro_slice original, readout_error *err) {
  bool own;
  RO_TRY(ro_store_enter(store, &own, err));
  return ro_store_end(store, own, put_report(store, report, line, findings, original, err), err);
}

/* -- what people decided ---------------------------------------------------------------------------------------------- */

readout_status ro_store_put_review(ro_store *store, const ro_record_review *review, ro_slice line, bool *is_new,
                                   readout_error *err) {
  ro_query query;
  ro_query_open(&query, store,
                "INSERT INTO review VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ro_pack(?9, NULL)) ON CONFLICT (id) DO NOTHING", err);
  ro_query_text(&query, 1, review->id);
  ro_query_text(&query, 2, review->who);
  ro_query_text(&query, 3, review->when);
  ro_query_text(&query, 4, ro_slice_of(ro_review_action_name(review->action)));
  ro_query_text(&query, 5, ro_slice_of(ro_line_type_name(review->kind)));
  ro_query_text(&query, 6, review->target);
  ro_query_text(&query, 7, review->undoes);
  ro_query_text(&query, 8, ro_slice_of(ro_review_state_name(review->state)));
  ro_query_text(&query, 9, ro_store_trim(line));
  ro_query_run(&query);
  *is_new = query.status == READOUT_OK && sqlite3_changes(query.db) > 0;
  return ro_query_close(&query);
}

/* -- what is concluded ------------------------------------------------------------------------------------------------ */

/* All queries of one replacement. They share the first failure. */
typedef struct writer {
  ro_store *store;
  const ro_record *record;
  const bool *is_context; /* by report: its line stays as it is; or NULL */
  ro_store_line_of line_of;
  void *ctx;
  readout_error *err;
  readout_status status;
} writer;

static void open_query(writer *w, ro_query *query, const char *sql) {
  ro_query_open(query, w->store, sql, w->err);
  if (w->status != READOUT_OK) query->status = w->status;
}

static void close_query(writer *w, ro_query *query) {
  readout_status status = ro_query_close(query);
  if (w->status == READOUT_OK) w->status = status;
}

static void bind_line(writer *w, ro_query *query, int at, ro_line_type type, size_t i) {
  ro_slice line;
  if (query->status != READOUT_OK) return;
  if (w->line_of(w->ctx, type, i, &line)) {
    ro_query_text(query, at, ro_store_trim(line));
  } else {
    ro_query_stop(query, READOUT_ERR_MEMORY, "memory ran out while conclusions were written");
  }
}

static void bind_word(ro_query *query, int at, const char *word) {
  ro_query_text(query, at, *word ? ro_slice_of(word) : RO_ABSENT);
}

/* (owner, value) for each value of a list. */
static void put_pairs(ro_query *query, ro_slice owner, const ro_slices *values) {
  for (size_t i = 0; i < values->len; i++) {
    ro_query_text(query, 1, owner);
    ro_query_text(query, 2, values->at[i]);
    ro_query_run(query);
  }
}

/* (owner, role, number, entity); nothing for an absent entity. */
static void put_role(ro_query *query, ro_slice owner, ro_slice entity, const char *role, size_t number) {
  if (!entity.ptr) return;
  ro_query_text(query, 1, owner);
  bind_word(query, 2, role);
  ro_query_size(query, 3, number);
  ro_query_text(query, 4, entity);
  ro_query_run(query);
}

static void put_roles(ro_query *query, ro_slice owner, const ro_slices *entities, const char *role) {
  for (size_t i = 0; i < entities->len; i++) put_role(query, owner, entities->at[i], role, i);
}

static void put_reports(writer *w) {
  const ro_record *record = w->record;
  ro_query query;
  open_query(w, &query, "UPDATE report SET version = ?2, side = ?3, body = ro_pack(?4, text) WHERE id = ?1");
  for (size_t i = 0; i < record->reports.len; i++) {
    if (w->is_context && w->is_context[i]) continue;
    ro_query_text(&query, 1, record->reports.at[i].id);
    ro_query_size(&query, 2, record->reports.at[i].version);
    ro_query_text(&query, 3, record->reports.at[i].side);
    bind_line(w, &query, 4, RO_LINE_REPORT, i);
    ro_query_run(&query);
    if (query.status == READOUT_OK && sqlite3_changes(query.db) == 0) {
      ro_query_stop(&query, READOUT_ERR_USAGE, "conclusions are about a report that is not in the record");
    }
  }
  close_query(w, &query);
}

static void put_entities(writer *w) {
  const ro_record *record = w->record;
  ro_query query;
  open_query(
      w, &query,
      "INSERT INTO entity VALUES (?1, ?2, ?3, ?4, ?5, ro_pack(?6, NULL)) ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3, "
      "iso = ?4, wikidata = ?5, body = excluded.body");
  for (size_t i = 0; i < record->entities.len; i++) {
    const ro_record_entity *entity = &record->entities.at[i];
    ro_query_text(&query, 1, entity->id);
    bind_word(&query, 2, ro_entity_kind_name(entity->kind));
    ro_query_text(&query, 3, entity->name);
    ro_query_text(&query, 4, entity->iso);
    ro_query_text(&query, 5, entity->wikidata);
    bind_line(w, &query, 6, RO_LINE_ENTITY, i);
    ro_query_run(&query);
    if (query.status == READOUT_OK) query.status = ro_index_entity(w->store, entity->id, w->err);
  }
  close_query(w, &query);
}

static void put_origins(writer *w) {
  const ro_record *record = w->record;
  ro_query query, links;
  open_query(w, &query, "INSERT INTO origin VALUES (?1, ?2, ?3, ?4, ro_pack(?5, NULL))");
  open_query(w, &links, "INSERT INTO origin_report VALUES (?1, ?2)");
  for (size_t i = 0; i < record->origins.len; i++) {
    const ro_record_origin *origin = &record->origins.at[i];
    ro_query_text(&query, 1, origin->id);
    ro_query_text(&query, 2, origin->name);
    ro_query_text(&query, 3, origin->side);
    ro_query_size(&query, 4, origin->collected);
    bind_line(w, &query, 5, RO_LINE_ORIGIN, i);
    ro_query_run(&query);
    put_pairs(&links, origin->id, &origin->reports);
  }
  close_query(w, &query);
  close_query(w, &links);
}

static void put_event(writer *w, ro_query *query, size_t i) {
  const ro_record_event *event = &w->record->events.at[i];
  ro_query_text(query, 1, event->id);
  bind_word(query, 2, ro_event_kind_name(event->kind));
  bind_word(query, 3, ro_event_status_name(event->status));
  ro_query_text(query, 4, event->name);
  ro_query_text(query, 5, event->from);
  ro_query_text(query, 6, event->to);
  ro_query_text(query, 7, event->precision);
  ro_query_text(query, 8, event->occasion);
  ro_query_size(query, 9, event->origins);
  bind_line(w, query, 10, RO_LINE_EVENT, i);
  ro_query_run(query);
}

static void put_event_reports(ro_query *query, ro_slice event, const ro_slices *reports, const char *how) {
  for (size_t i = 0; i < reports->len; i++) {
    ro_query_text(query, 1, event);
    ro_query_text(query, 2, reports->at[i]);
    bind_word(query, 3, how);
    ro_query_run(query);
  }
}

static void put_event_roles(ro_query *query, const ro_record_event *event) {
  for (size_t i = 0; i < event->parties.len; i++) {
    put_role(query, event->id, event->parties.at[i].person, "person", i);
    put_role(query, event->id, event->parties.at[i].of, "of", i);
  }
  for (size_t i = 0; i < event->sides.len; i++) put_role(query, event->id, event->sides.at[i].side, "side", i);
  put_roles(query, event->id, &event->place, "place");
  put_role(query, event->id, event->requested_by, "requested_by", 0);
}

static void put_events(writer *w) {
  const ro_record *record = w->record;
  ro_query query, reports, roles;
  open_query(w, &query, "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ro_pack(?10, NULL))");
  open_query(w, &reports, "INSERT INTO event_report VALUES (?1, ?2, ?3)");
  open_query(w, &roles, "INSERT INTO event_entity VALUES (?1, ?2, ?3, ?4)");
  for (size_t i = 0; i < record->events.len; i++) {
    const ro_record_event *event = &record->events.at[i];
    put_event(w, &query, i);
    put_event_reports(&reports, event->id, &event->reports, "told");
    put_event_reports(&reports, event->id, &event->mentioned_in, "mentioned");
    put_event_roles(&roles, event);
  }
  close_query(w, &query);
  close_query(w, &reports);
  close_query(w, &roles);
}

static void put_statement(writer *w, ro_query *query, size_t i) {
  const ro_record_statement *statement = &w->record->statements.at[i];
  ro_query_text(query, 1, statement->id);
  ro_query_text(query, 2, statement->event);
  ro_query_size(query, 3, statement->order);
  bind_word(query, 4, ro_act_name(statement->act));
  bind_word(query, 5, ro_stance_name(statement->stance));
  ro_query_text(query, 6, statement->strength);
  ro_query_size(query, 7, statement->negated);
  ro_query_size(query, 8, statement->joint);
  ro_query_text(query, 9, statement->content);
  ro_query_size(query, 10, statement->origins);
  bind_line(w, query, 11, RO_LINE_STATEMENT, i);
  ro_query_text(query, 12, statement->deadline);
  ro_query_run(query);
}

static int by_report_id(const void *a, const void *b) {
  const ro_record_report *const *left = a, *const *right = b;
  return ro_slice_compare((*left)->id, (*right)->id);
}

static void sort_reports(writer *w) {
  size_t n = w->record->reports.len;
  free(w->store->by_id);
  w->store->by_id = calloc(n + 1, sizeof *w->store->by_id);
  if (!w->store->by_id) {
    w->status = ro_fail(w->err, READOUT_ERR_MEMORY, "memory ran out while conclusions were written");
    return;
  }
  for (size_t i = 0; i < n; i++) w->store->by_id[i] = &w->record->reports.at[i];
  if (n > 1) qsort(w->store->by_id, n, sizeof *w->store->by_id, by_report_id);
}

static const ro_record_report *report_of(const writer *w, ro_slice id) {
  const ro_record_report key = {.id = id}, *wanted = &key;
  const ro_record_report *const *found =
      w->store->by_id ? bsearch(&wanted, w->store->by_id, w->record->reports.len, sizeof *w->store->by_id, by_report_id) : NULL;
  return found ? *found : NULL;
}

/* Spans in code points, as SQL's substr() counts. */
static void put_evidence(writer *w, ro_query *query, const ro_record_statement *statement) {
  for (size_t i = 0; i < statement->evidence.len; i++) {
    const ro_evidence *evidence = &statement->evidence.at[i];
    const ro_record_report *report = report_of(w, evidence->report);
    for (size_t j = 0; report && j < evidence->spans.len; j++) {
      ro_span span = evidence->spans.at[j];
      size_t start = ro_utf8_count(ro_slice_part(report->report.text, 0, span.start));
      ro_query_text(query, 1, statement->id);
      ro_query_size(query, 2, i);
      ro_query_size(query, 3, j);
      ro_query_text(query, 4, evidence->report);
      ro_query_size(query, 5, start);
      ro_query_size(query, 6, start + ro_utf8_count(ro_slice_span(report->report.text, span)));
      ro_query_run(query);
    }
  }
}

static void put_absences(ro_query *query, const ro_record_statement *statement) {
  for (size_t i = 0; i < statement->absence.len; i++) {
    ro_query_text(query, 1, statement->id);
    ro_query_text(query, 2, statement->absence.at[i].report);
    ro_query_text(query, 3, statement->absence.at[i].kind);
    ro_query_run(query);
  }
}

static void put_statements(writer *w) {
  const ro_record *record = w->record;
  ro_query query, roles, evidence, absence;
  open_query(w, &query, "INSERT INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ro_pack(?11, NULL), ?12)");
  open_query(w, &roles, "INSERT INTO statement_entity VALUES (?1, ?2, ?3, ?4)");
  open_query(w, &evidence, "INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  open_query(w, &absence, "INSERT INTO absence VALUES (?1, ?2, ?3)");
  for (size_t i = 0; i < record->statements.len; i++) {
    const ro_record_statement *statement = &record->statements.at[i];
    put_statement(w, &query, i);
    put_roles(&roles, statement->id, &statement->speakers, "speaker");
    put_roles(&roles, statement->id, &statement->addressees, "addressee");
    put_roles(&roles, statement->id, &statement->topics, "topic");
    put_roles(&roles, statement->id, &statement->claimed_by, "claimed_by");
    put_evidence(w, &evidence, statement);
    put_absences(&absence, statement);
  }
  close_query(w, &query);
  close_query(w, &roles);
  close_query(w, &evidence);
  close_query(w, &absence);
  if (w->status == READOUT_OK) w->status = ro_index_statements(w->store, record, w->err);
}

static void put_derivations(writer *w) {
  const ro_record *record = w->record;
  ro_query query;
  open_query(w, &query, "INSERT INTO derivation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ro_pack(?8, NULL))");
  for (size_t i = 0; i < record->derivations.len; i++) {
    const ro_record_derivation *derivation = &record->derivations.at[i];
    ro_query_text(&query, 1, derivation->id);
    ro_query_text(&query, 2, derivation->a);
    ro_query_text(&query, 3, derivation->b);
    ro_query_text(&query, 4, derivation->kind);
    ro_query_text(&query, 5, derivation->direction);
    ro_query_real(&query, 6, derivation->coverage_a);
    ro_query_real(&query, 7, derivation->coverage_b);
    bind_line(w, &query, 8, RO_LINE_DERIVATION, i);
    ro_query_run(&query);
  }
  close_query(w, &query);
}

static void put_discrepancies(writer *w) {
  const ro_record *record = w->record;
  ro_query query;
  open_query(w, &query, "INSERT INTO discrepancy VALUES (?1, ?2, ?3, ?4, ro_pack(?5, NULL))");
  for (size_t i = 0; i < record->discrepancies.len; i++) {
    const ro_record_discrepancy *discrepancy = &record->discrepancies.at[i];
    ro_query_text(&query, 1, discrepancy->id);
    ro_query_text(&query, 2, discrepancy->event);
    ro_query_text(&query, 3, discrepancy->report);
    ro_query_text(&query, 4, discrepancy->field);
    bind_line(w, &query, 5, RO_LINE_DISCREPANCY, i);
    ro_query_run(&query);
  }
  close_query(w, &query);
}

static void put_use(ro_query *query, ro_query *speakers, ro_slice formulation, const ro_formulation_use *use, size_t number) {
  ro_query_text(query, 1, formulation);
  ro_query_size(query, 2, number);
  ro_query_text(query, 3, use->event);
  ro_query_text(query, 4, use->strength);
  ro_query_run(query);
  for (size_t i = 0; i < use->speakers.len; i++) {
    ro_query_text(speakers, 1, formulation);
    ro_query_size(speakers, 2, number);
    ro_query_text(speakers, 3, use->speakers.at[i]);
    ro_query_run(speakers);
  }
}

static void put_change(ro_query *query, ro_slice formulation, const ro_formulation_change *change, size_t number) {
  ro_query_text(query, 1, formulation);
  ro_query_size(query, 2, number);
  ro_query_text(query, 3, change->from);
  ro_query_text(query, 4, change->to);
  ro_query_text(query, 5, change->change);
  ro_query_run(query);
}

static void put_formulations(writer *w) {
  const ro_record *record = w->record;
  ro_query query, uses, speakers, changes;
  open_query(w, &query, "INSERT INTO formulation VALUES (?1, ?2, ro_pack(?3, NULL), ?4)");
  open_query(w, &uses, "INSERT INTO formulation_use VALUES (?1, ?2, ?3, ?4)");
  open_query(w, &speakers, "INSERT INTO formulation_speaker VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
  open_query(w, &changes, "INSERT INTO formulation_change VALUES (?1, ?2, ?3, ?4, ?5)");
  for (size_t i = 0; i < record->formulations.len; i++) {
    const ro_record_formulation *formulation = &record->formulations.at[i];
    ro_query_text(&query, 1, formulation->id);
    ro_query_text(&query, 2, formulation->phrase);
    bind_line(w, &query, 3, RO_LINE_FORMULATION, i);
    ro_query_integer(&query, 4, ro_series_number(formulation->series));
    ro_query_run(&query);
    for (size_t j = 0; j < formulation->uses.len; j++) put_use(&uses, &speakers, formulation->id, &formulation->uses.at[j], j);
    for (size_t j = 0; j < formulation->between.len; j++) put_change(&changes, formulation->id, &formulation->between.at[j], j);
  }
  close_query(w, &query);
  close_query(w, &uses);
  close_query(w, &speakers);
  close_query(w, &changes);
}

static void put_commitments(writer *w) {
  const ro_record *record = w->record;
  ro_query query, follows;
  open_query(w, &query, "INSERT INTO commitment VALUES (?1, ?2, ?3, ?4, ro_pack(?5, NULL), ?6)");
  open_query(w, &follows, "INSERT INTO commitment_follow VALUES (?1, ?2, ?3, ?4)");
  for (size_t i = 0; i < record->commitments.len; i++) {
    const ro_record_commitment *commitment = &record->commitments.at[i];
    ro_query_text(&query, 1, commitment->statement);
    ro_query_text(&query, 2, commitment->action);
    ro_query_text(&query, 3, commitment->deadline);
    ro_query_text(&query, 4, commitment->status);
    bind_line(w, &query, 5, RO_LINE_COMMITMENT, i);
    ro_query_integer(&query, 6, ro_series_number(commitment->series));
    ro_query_run(&query);
    for (size_t j = 0; j < commitment->followed.len; j++) {
      ro_query_text(&follows, 1, commitment->statement);
      ro_query_size(&follows, 2, j);
      ro_query_text(&follows, 3, commitment->followed.at[j].event);
      ro_query_text(&follows, 4, commitment->followed.at[j].how);
      ro_query_run(&follows);
    }
  }
  close_query(w, &query);
  close_query(w, &follows);
}

/* Of a decision only what became of it is concluded. */
static void put_reviews(writer *w) {
  const ro_record *record = w->record;
  ro_query query;
  open_query(w, &query, "UPDATE review SET state = ?2, body = ro_pack(?3, NULL) WHERE id = ?1");
  for (size_t i = 0; i < record->reviews.len; i++) {
    ro_query_text(&query, 1, record->reviews.at[i].id);
    bind_word(&query, 2, ro_review_state_name(record->reviews.at[i].state));
    bind_line(w, &query, 3, RO_LINE_REVIEW, i);
    ro_query_run(&query);
  }
  close_query(w, &query);
}

/* Children first. */
static const char CLEAR[] =
    "UPDATE report SET side = NULL WHERE side IS NOT NULL;"
    "DELETE FROM commitment_follow; DELETE FROM commitment; DELETE FROM formulation_speaker; DELETE FROM formulation_use;"
    "DELETE FROM formulation_change; DELETE FROM formulation; DELETE FROM discrepancy; DELETE FROM derivation; DELETE FROM "
    "absence;"
    "DELETE FROM evidence; DELETE FROM statement_entity; DELETE FROM statement; DELETE FROM event_entity; DELETE FROM "
    "event_report;"
    "DELETE FROM event; DELETE FROM origin_report; DELETE FROM origin; DELETE FROM entity;";

readout_status ro_given_drop_conclusions(ro_store *store, readout_error *err) {
  RO_TRY(ro_store_exec(store, CLEAR, err));
  return ro_index_clear_statements(store, err);
}

static readout_status replace(writer *w, bool all) {
  sort_reports(w);
  if (w->status == READOUT_OK && all) w->status = ro_given_drop_conclusions(w->store, w->err);
  put_entities(w);
  put_reports(w);
  put_origins(w);
  put_events(w);
  put_statements(w);
  put_derivations(w);
  put_discrepancies(w);
  put_formulations(w);
  put_commitments(w);
  put_reviews(w);
  free(w->store->by_id);
  w->store->by_id = NULL;
  return w->status;
}

readout_status ro_store_replace(ro_store *store, const ro_record *record, ro_store_line_of line_of, void *ctx,
                                readout_error *err) {
  writer w = {.store = store, .record = record, .line_of = line_of, .ctx = ctx, .err = err};
  bool own;
  RO_TRY(ro_store_enter(store, &own, err));
  return ro_store_end(store, own, replace(&w, true), err);
}

readout_status ro_store_put_part(ro_store *store, const ro_record *record, const bool *is_context, ro_store_line_of line_of,
                                 void *ctx, readout_error *err) {
  writer w = {.store = store, .record = record, .is_context = is_context, .line_of = line_of, .ctx = ctx, .err = err};
  bool own;
  RO_TRY(ro_store_enter(store, &own, err));
  return ro_store_end(store, own, replace(&w, false), err);
}
