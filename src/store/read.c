#include "base/error.h"
#include "base/text.h"
#include "store/internal.h"

readout_status ro_store_get_meta(ro_store *store, ro_slice key, ro_arena *arena, ro_slice *value, readout_error *err) {
  ro_query query;
  *value = RO_ABSENT;
  ro_query_open(&query, store, "SELECT value FROM meta WHERE key = ?1", err);
  ro_query_text(&query, 1, key);
  if (ro_query_next(&query)) *value = ro_arena_copy(arena, ro_query_column(&query, 0));
  return ro_query_close(&query);
}

readout_status ro_store_has_report(ro_store *store, ro_slice key, ro_slice sha256, bool *has, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT 1 FROM report WHERE key = ?1 AND sha256 = ?2", err);
  ro_query_text(&query, 1, key);
  ro_query_text(&query, 2, sha256);
  *has = ro_query_next(&query);
  return ro_query_close(&query);
}

/* Hands (id, line) of each row to `take`. Who refuses one may have said why. */
static void hand_on(ro_query *query, ro_line_type type, ro_store_take take, void *ctx) {
  if (query->status == READOUT_OK) ro_error_clear(query->err);
  while (ro_query_next(query)) {
    if (!take(ctx, type, ro_query_column(query, 0), ro_query_column(query, 1))) {
      ro_query_end(query);
    }
  }
}

static const char *const ALL_OF[RO_LINE_TYPES] = {
    [RO_LINE_REPORT] = "SELECT id, " RO_REPORT_LINE " FROM report ORDER BY id",
    [RO_LINE_ORIGIN] = "SELECT id, " RO_LINE " FROM origin ORDER BY id",
    [RO_LINE_ENTITY] = "SELECT id, " RO_LINE " FROM entity ORDER BY id",
    [RO_LINE_EVENT] = "SELECT id, " RO_LINE " FROM event ORDER BY id",
    [RO_LINE_STATEMENT] = "SELECT id, " RO_LINE " FROM statement ORDER BY event, ord, id",
    [RO_LINE_DERIVATION] = "SELECT id, " RO_LINE " FROM derivation ORDER BY id",
    [RO_LINE_DISCREPANCY] = "SELECT id, " RO_LINE " FROM discrepancy ORDER BY id",
    [RO_LINE_FORMULATION] = "SELECT id, " RO_LINE " FROM formulation ORDER BY id",
    [RO_LINE_COMMITMENT] = "SELECT statement, " RO_LINE " FROM commitment ORDER BY statement",
    [RO_LINE_REVIEW] = "SELECT id, " RO_LINE " FROM review ORDER BY id",
    [RO_LINE_FINDINGS] = "SELECT report, " RO_FINDINGS_LINE " FROM findings ORDER BY report",
};

static readout_status no_lines(ro_line_type type, readout_error *err) {
  return ro_fail(err, READOUT_ERR_USAGE, "a record keeps no lines of type \"%s\"", ro_line_type_name(type));
}

readout_status ro_store_each_line(ro_store *store, ro_line_type type, ro_store_take take, void *ctx, readout_error *err) {
  if ((size_t)type >= RO_LINE_TYPES || !ALL_OF[type]) return no_lines(type, err);
  ro_query query;
  ro_query_open(&query, store, ALL_OF[type], err);
  hand_on(&query, type, take, ctx);
  return ro_query_close(&query);
}

readout_status ro_store_findings_of(ro_store *store, ro_slice report, ro_store_take take, void *ctx, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT report, " RO_FINDINGS_LINE " FROM findings WHERE report = ?1", err);
  ro_query_text(&query, 1, report);
  hand_on(&query, RO_LINE_FINDINGS, take, ctx);
  return ro_query_close(&query);
}

readout_status ro_store_each_original(ro_store *store, ro_store_take take, void *ctx, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT sha256, ro_unpack_bytes(bytes) FROM original ORDER BY sha256", err);
  hand_on(&query, RO_LINE_ORIGINAL, take, ctx);
  return ro_query_close(&query);
}

/* What belongs to the events of ?1, a JSON list of identities. */
#define THEM "(SELECT value FROM json_each(?1))"
#define ITS_REPORTS "(SELECT report FROM event_report WHERE event IN " THEM ")"
#define ITS_STATEMENTS "(SELECT id FROM statement WHERE event IN " THEM ")"
#define ITS_ORIGINS "(SELECT origin FROM origin_report WHERE report IN " ITS_REPORTS ")"
#define ITS_FORMULATIONS                                                      \
  "(SELECT formulation FROM formulation_use WHERE event IN " THEM             \
  " UNION SELECT formulation FROM formulation_change WHERE to_event IN " THEM \
  " UNION SELECT formulation FROM formulation_change WHERE from_event IN " THEM ")"
#define ITS_EVENTS                                                                                \
  "(SELECT id FROM event WHERE id IN " THEM " UNION SELECT occasion FROM event WHERE id IN " THEM \
  " UNION SELECT event FROM formulation_use WHERE formulation IN " ITS_FORMULATIONS               \
  " UNION SELECT from_event FROM formulation_change WHERE formulation IN " ITS_FORMULATIONS       \
  " UNION SELECT to_event FROM formulation_change WHERE formulation IN " ITS_FORMULATIONS         \
  " UNION SELECT event FROM commitment_follow WHERE statement IN " ITS_STATEMENTS ")"
#define ITS_ENTITIES                                                                                                  \
  "(SELECT entity FROM event_entity WHERE event IN " ITS_EVENTS                                                       \
  " UNION SELECT entity FROM statement_entity WHERE statement IN " ITS_STATEMENTS                                     \
  " UNION SELECT side FROM origin WHERE id IN " ITS_ORIGINS " UNION SELECT side FROM report WHERE id IN " ITS_REPORTS \
  " UNION SELECT entity FROM formulation_speaker WHERE formulation IN " ITS_FORMULATIONS ")"

static const char *const EVENT_OF[RO_LINE_TYPES] = {
    [RO_LINE_REPORT] = "SELECT id, " RO_REPORT_LINE " FROM report WHERE id IN " ITS_REPORTS " ORDER BY id",
    [RO_LINE_ORIGIN] = "SELECT id, " RO_LINE " FROM origin WHERE id IN " ITS_ORIGINS " ORDER BY id",
    [RO_LINE_ENTITY] = "SELECT id, " RO_LINE " FROM entity WHERE id IN " ITS_ENTITIES " ORDER BY id",
    [RO_LINE_EVENT] = "SELECT id, " RO_LINE " FROM event WHERE id IN " ITS_EVENTS " ORDER BY id",
    [RO_LINE_STATEMENT] = "SELECT id, " RO_LINE " FROM statement WHERE event IN " THEM " ORDER BY event, ord, id",
    [RO_LINE_DERIVATION] =
        "SELECT id, " RO_LINE " FROM derivation WHERE a IN " ITS_REPORTS " AND b IN " ITS_REPORTS " ORDER BY id",
    [RO_LINE_DISCREPANCY] = "SELECT id, " RO_LINE " FROM discrepancy WHERE event IN " THEM
                            " OR (event IS NULL AND report IN " ITS_REPORTS ") ORDER BY id",
    [RO_LINE_FORMULATION] = "SELECT id, " RO_LINE " FROM formulation WHERE id IN " ITS_FORMULATIONS " ORDER BY id",
    [RO_LINE_COMMITMENT] =
        "SELECT statement, " RO_LINE " FROM commitment WHERE statement IN " ITS_STATEMENTS " ORDER BY statement",
    [RO_LINE_FINDINGS] = "SELECT report, " RO_FINDINGS_LINE " FROM findings WHERE report IN " ITS_REPORTS " ORDER BY report",
};

/* ["e-1","e-2"] */
static void list_events(ro_text *list, const ro_slice *events, size_t n_events) {
  ro_text_init(list, 0);
  for (size_t i = 0; i < n_events; i++) {
    ro_text_add(list, i == 0 ? RO_LIT("[") : RO_LIT(","));
    ro_text_json(list, events[i]);
  }
  ro_text_add(list, n_events == 0 ? RO_LIT("[]") : RO_LIT("]"));
}

readout_status ro_store_lines_of(ro_store *store, ro_line_type type, const ro_slice *events, size_t n_events, ro_store_take take,
                                 void *ctx, readout_error *err) {
  if ((size_t)type >= RO_LINE_TYPES || !EVENT_OF[type]) return no_lines(type, err);
  ro_text list;
  ro_query query;
  list_events(&list, events, n_events);
  ro_query_open(&query, store, EVENT_OF[type], err);
  ro_query_give(&query, 1, &list);
  hand_on(&query, type, take, ctx);
  return ro_query_close(&query);
}

readout_status ro_store_event_lines(ro_store *store, ro_slice event, ro_store_take take, void *ctx, readout_error *err) {
  for (ro_line_type type = RO_LINE_REPORT; type <= RO_LINE_COMMITMENT; type++)
    RO_TRY(ro_store_lines_of(store, type, &event, 1, take, ctx, err));
  return READOUT_OK;
}

readout_status ro_store_newest_event(ro_store *store, size_t number, ro_arena *arena, ro_slice *id, readout_error *err) {
  ro_query query;
  *id = RO_ABSENT;
  ro_query_open(
      &query, store,
      "SELECT e.id FROM event e INDEXED BY event_days ORDER BY "
      "EXISTS (SELECT 1 FROM event_report r WHERE r.event = e.id AND r.how = 'told') DESC, "
      "coalesce(length(e.date_from) >= 4 AND substr(e.date_from, 1, 1) <> 'X', 0) DESC, coalesce(e.date_from, '') DESC, "
      "e.id LIMIT 1 OFFSET ?1",
      err);
  ro_query_size(&query, 1, number - 1);
  if (ro_query_next(&query)) *id = ro_arena_copy(arena, ro_query_column(&query, 0));
  return ro_query_close(&query);
}

static readout_status take_ids(ro_store *store, const char *sql, ro_slice asked, ro_arena *arena, ro_slices *ids,
                               readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, sql, err);
  ro_query_text(&query, 1, asked);
  while (ro_query_next(&query)) RO_PUSH(arena, ids, ro_arena_copy(arena, ro_query_column(&query, 0)));
  return ro_query_close(&query);
}

readout_status ro_store_told_by(ro_store *store, ro_slice report, ro_arena *arena, ro_slices *events, readout_error *err) {
  return take_ids(store, "SELECT event FROM event_report WHERE report = ?1 AND how = 'told' ORDER BY event", report, arena,
                  events, err);
}

readout_status ro_store_line(ro_store *store, ro_line_type type, ro_slice id, ro_store_take take, void *ctx, readout_error *err) {
  static const char *const LINE_OF[RO_LINE_TYPES] = {
      [RO_LINE_REPORT] = "SELECT " RO_REPORT_LINE " FROM report WHERE id = ?1",
      [RO_LINE_ENTITY] = "SELECT " RO_LINE " FROM entity WHERE id = ?1",
      [RO_LINE_EVENT] = "SELECT " RO_LINE " FROM event WHERE id = ?1",
      [RO_LINE_STATEMENT] = "SELECT " RO_LINE " FROM statement WHERE id = ?1",
  };
  if ((size_t)type >= RO_LINE_TYPES || !LINE_OF[type])
    return ro_fail(err, READOUT_ERR_USAGE, "no line of type \"%s\" is read alone", ro_line_type_name(type));
  ro_query query;
  ro_query_open(&query, store, LINE_OF[type], err);
  ro_query_text(&query, 1, id);
  if (ro_query_next(&query) && !take(ctx, type, id, ro_query_column(&query, 0)))
    ro_query_stop(&query, READOUT_ERR_STOPPED, "stopped");
  return ro_query_close(&query);
}

readout_status ro_store_events_beginning(ro_store *store, ro_slice prefix, ro_arena *arena, ro_slices *ids, readout_error *err) {
  return take_ids(store, "SELECT id FROM event WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id", prefix, arena, ids, err);
}

static const char *const COUNT_OF[RO_LINE_TYPES] = {
    [RO_LINE_REPORT] = "SELECT count(*) FROM report",           [RO_LINE_ORIGIN] = "SELECT count(*) FROM origin",
    [RO_LINE_ENTITY] = "SELECT count(*) FROM entity",           [RO_LINE_EVENT] = "SELECT count(*) FROM event",
    [RO_LINE_STATEMENT] = "SELECT count(*) FROM statement",     [RO_LINE_DERIVATION] = "SELECT count(*) FROM derivation",
    [RO_LINE_DISCREPANCY] = "SELECT count(*) FROM discrepancy", [RO_LINE_FORMULATION] = "SELECT count(*) FROM formulation",
    [RO_LINE_COMMITMENT] = "SELECT count(*) FROM commitment",   [RO_LINE_FINDINGS] = "SELECT count(*) FROM findings",
    [RO_LINE_REVIEW] = "SELECT count(*) FROM review",           [RO_LINE_ORIGINAL] = "SELECT count(*) FROM original",
};

readout_status ro_store_count(ro_store *store, ro_line_type type, size_t *count, readout_error *err) {
  *count = 0;
  if ((size_t)type >= RO_LINE_TYPES || !COUNT_OF[type]) return no_lines(type, err);
  ro_query query;
  ro_query_open(&query, store, COUNT_OF[type], err);
  if (ro_query_next(&query)) *count = ro_query_number(&query, 0);
  return ro_query_close(&query);
}
