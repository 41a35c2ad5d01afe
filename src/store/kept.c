#include "store/kept.h"

#include "base/error.h"
#include "base/map.h"
#include "store/index.h"
#include "store/internal.h"

#define SERIES_SEED 17

static const char *const QUERIES[RO_KEPT_QUERIES] = {
    [RO_KEPT_UNSETTLED] = "SELECT id FROM unsettled ORDER BY main, id LIMIT ?1",
    [RO_KEPT_UNSETTLED_COPIES] = "SELECT id FROM unsettled WHERE main = (SELECT main FROM unsettled WHERE id = ?1)",
    [RO_KEPT_ANY_SETTLED] = "SELECT 1 FROM settled LIMIT 1",
    [RO_KEPT_SAME_KEY] = "SELECT id FROM report WHERE key = (SELECT key FROM report WHERE id = ?1)",
    [RO_KEPT_OF_REPORT] = "SELECT id, component, fingerprint, keys FROM settled WHERE report = ?1",
    [RO_KEPT_TERMS_OF] = "SELECT terms FROM settled WHERE report = ?1",
    [RO_KEPT_OF_COMPONENT] = "SELECT report FROM settled WHERE component = ?1",
    [RO_KEPT_OF_FINGERPRINT] = "SELECT report FROM settled WHERE fingerprint = ?1",
    [RO_KEPT_OF_KEY] = "SELECT report, day FROM report_key WHERE key = ?1 AND day = ?2 ORDER BY report LIMIT ?3",
    [RO_KEPT_OF_KEY_ANY_DAY] = "SELECT report, day FROM report_key WHERE key = ?1 LIMIT ?2",
    [RO_KEPT_OF_KEY_NEAR] = ("SELECT report, day FROM report_key WHERE key = ?1 AND day BETWEEN ?2 AND ?3 "
                             "ORDER BY report LIMIT ?4"),
    [RO_KEPT_TOLD_OF_REPORT] = "SELECT event FROM told WHERE report = ?1",
    [RO_KEPT_REPORTS_TELLING] = "SELECT report FROM told WHERE event = ?1",
    [RO_KEPT_TOLD_KEYS] = "SELECT key, low, high FROM told_key WHERE report = ?1",
    [RO_KEPT_TOLD_NEAR] = "SELECT DISTINCT report FROM told_key WHERE key = ?1 AND high >= ?2 AND low <= ?3",
    [RO_KEPT_REFERENCES_NEAR] = "SELECT DISTINCT family FROM reference_key WHERE key = ?1 AND high >= ?2 AND low <= ?3",
    [RO_KEPT_FAMILIES_OF] = "SELECT family, event, is_told, meeting FROM reference WHERE report = ?1",
    [RO_KEPT_FAMILY] = "SELECT report, event, is_told, meeting FROM reference WHERE family = ?1",
    [RO_KEPT_FAMILY_KEYS] = "SELECT key, low, high FROM reference_key WHERE family = ?1",
    [RO_KEPT_EVENT_REFERENCES] = "SELECT DISTINCT family FROM reference WHERE event = ?1",
    [RO_KEPT_SIDELINE_EVENTS] = "SELECT DISTINCT event FROM sideline WHERE family = ?1",
    [RO_KEPT_SIDELINES] = "SELECT DISTINCT family FROM sideline WHERE event = ?1",
    [RO_KEPT_OCCASION] = "SELECT occasion FROM event WHERE id = ?1",
    [RO_KEPT_OCCASION_OF] = "SELECT id FROM event WHERE occasion = ?1",
    [RO_KEPT_SERIES_OF] = "SELECT series FROM series WHERE event = ?1",
    [RO_KEPT_SERIES] = "SELECT event FROM series WHERE series = ?1",
    [RO_KEPT_UNFOLLOWED] = "SELECT series FROM unfollowed ORDER BY series LIMIT ?1",
    [RO_KEPT_NAME] = "SELECT key, kind, iso, wikidata, entity FROM name WHERE name = ?1",
    [RO_KEPT_NAMES_OF_ENTITY] = "SELECT name FROM name WHERE entity = ?1",
    [RO_KEPT_NAMES_OF_REPORT] = "SELECT DISTINCT name FROM name_use WHERE report = ?1",
    [RO_KEPT_REPORTS_NAMING] = "SELECT DISTINCT report FROM name_use WHERE name = ?1",
    [RO_KEPT_NEXT_FORM] = "SELECT form, form_key FROM name_use WHERE name = ?1 AND form > ?2 ORDER BY form LIMIT 1",
    [RO_KEPT_FORM_COUNT] = "SELECT count(*) FROM name_use WHERE name = ?1 AND form = ?2 AND is_name = 1",
    [RO_KEPT_NEXT_BY_FORM] = "SELECT name FROM name_use WHERE form_key = ?1 AND name > ?2 ORDER BY name LIMIT 1",
    [RO_KEPT_SHOWN] = ("SELECT report, place, start, end, quote FROM name_use WHERE name = ?1 AND end > start "
                       "ORDER BY report, place LIMIT ?2"),
    [RO_KEPT_JOINED] = "SELECT DISTINCT b FROM name_join WHERE a = ?1",
    [RO_KEPT_WORDS_OF_REPORT] = "SELECT DISTINCT country, word FROM word_use WHERE report = ?1",
    [RO_KEPT_NEXT_MEANT] = "SELECT name FROM word_use WHERE country = ?1 AND word = ?2 AND name > ?3 ORDER BY name LIMIT 1",
    [RO_KEPT_EVENT_LINE] = ("SELECT " RO_LINE " FROM event WHERE id = ?1"),
    [RO_KEPT_STATEMENT_LINES] = ("SELECT " RO_LINE " FROM statement WHERE event = ?1 ORDER BY id"),
    [RO_KEPT_DEADLINE] = "SELECT deadline FROM statement WHERE id = ?1",
    [RO_KEPT_REPORT_LINE] = ("SELECT " RO_REPORT_LINE " FROM report WHERE id = ?1"),
    [RO_KEPT_DERIVATION_LINES] = ("SELECT " RO_LINE " FROM derivation WHERE a = ?1"),
    [RO_KEPT_ENTITY_LINE] = ("SELECT " RO_LINE " FROM entity WHERE id = ?1"),
    [RO_KEPT_FORMS_OF_REPORT] = ("SELECT n.entity, n.kind, u.form FROM name_use u JOIN name n ON n.name = u.name "
                                 "WHERE u.report = ?1 AND u.form <> '' ORDER BY u.name, u.place"),
    [RO_KEPT_WORD_UNMEANT] = "SELECT DISTINCT report FROM word_use WHERE country = ?1 AND word = ?2 AND name = ?3",

    [RO_KEPT_ALL_UNSETTLED] = "INSERT OR IGNORE INTO unsettled SELECT id, NULL FROM report",
    [RO_KEPT_PUT_UNSETTLED] = "INSERT OR IGNORE INTO unsettled VALUES (?1, ?2)",
    [RO_KEPT_DROP_UNSETTLED] = "DELETE FROM unsettled WHERE id = ?1",
    [RO_KEPT_PUT_REPORT] = "INSERT OR REPLACE INTO settled VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [RO_KEPT_PUT_KEY] = "INSERT OR REPLACE INTO report_key VALUES (?1, ?2, ?3)",
    [RO_KEPT_DROP_KEY] = "DELETE FROM report_key WHERE key = ?1 AND day = ?2 AND report = ?3",
    [RO_KEPT_PUT_TOLD] = "INSERT OR IGNORE INTO told VALUES (?1, ?2)",
    [RO_KEPT_PUT_TOLD_KEY] = "INSERT OR IGNORE INTO told_key VALUES (?1, ?2, ?3, ?4, ?5)",
    [RO_KEPT_PUT_REFERENCE] = "INSERT OR REPLACE INTO reference VALUES (?1, ?2, ?3, ?4, ?5)",
    [RO_KEPT_PUT_REFERENCE_KEY] = "INSERT OR IGNORE INTO reference_key VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [RO_KEPT_PUT_SIDELINE] = "INSERT OR IGNORE INTO sideline VALUES (?1, ?2, ?3)",
    [RO_KEPT_PUT_SERIES] = "INSERT OR IGNORE INTO series VALUES (?1, ?2)",
    [RO_KEPT_PUT_NAME] = ("INSERT INTO name (name, key, kind, iso, wikidata) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (name) DO "
                          "UPDATE SET iso = coalesce(iso, ?4), wikidata = coalesce(wikidata, ?5)"),
    [RO_KEPT_PUT_NAME_USE] = "INSERT OR REPLACE INTO name_use VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [RO_KEPT_PUT_JOIN] = "INSERT OR IGNORE INTO name_join VALUES (?1, ?2, ?3)",
    [RO_KEPT_PUT_WORD] = "INSERT OR IGNORE INTO word_use VALUES (?1, ?2, ?3, ?4)",
    [RO_KEPT_SET_ENTITY] = "UPDATE name SET entity = ?2 WHERE name = ?1",
    [RO_KEPT_DROP_NAME] = "DELETE FROM name WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM name_use WHERE name = ?1)",
    [RO_KEPT_DROP_TOLD] = "DELETE FROM told WHERE report = ?1",
    [RO_KEPT_DROP_TOLD_KEYS] = "DELETE FROM told_key WHERE report = ?1",
    [RO_KEPT_DROP_REFERENCES] = "DELETE FROM reference WHERE report = ?1",
    [RO_KEPT_DROP_REFERENCE_KEYS] = "DELETE FROM reference_key WHERE report = ?1",
    [RO_KEPT_DROP_SIDELINES] = "DELETE FROM sideline WHERE report = ?1",
    [RO_KEPT_DROP_NAME_USES] = "DELETE FROM name_use WHERE report = ?1",
    [RO_KEPT_DROP_JOINS] = "DELETE FROM name_join WHERE report = ?1",
    [RO_KEPT_DROP_WORDS] = "DELETE FROM word_use WHERE report = ?1",
    [RO_KEPT_DROP_SERIES_OF] = "DELETE FROM series WHERE event = ?1",
    [RO_KEPT_PUT_UNFOLLOWED] = "INSERT OR IGNORE INTO unfollowed VALUES (?1)",
    [RO_KEPT_DROP_UNFOLLOWED] = "DELETE FROM unfollowed WHERE series = ?1",

#define STATEMENTS_OF "(SELECT id FROM statement WHERE event = ?1)"
#define FORMULATIONS_OF "(SELECT id FROM formulation WHERE series = ?1)"
    [RO_KEPT_DROP_EVENT] = "DELETE FROM event WHERE id = ?1",
    [RO_KEPT_DROP_EVENT_REPORTS] = "DELETE FROM event_report WHERE event = ?1",
    [RO_KEPT_DROP_EVENT_ENTITIES] = "DELETE FROM event_entity WHERE event = ?1",
    [RO_KEPT_NOTE_STATEMENTS] = ("INSERT OR IGNORE INTO temp.dropped SELECT n.number, s.id, " RO_INDEX_PARTS
                                 " FROM statement s JOIN statement_number n ON n.statement = s.id WHERE s.event = ?1"),
    [RO_KEPT_DROP_STATEMENTS] = "DELETE FROM statement WHERE event = ?1",
    [RO_KEPT_DROP_EVIDENCE] = ("DELETE FROM evidence WHERE statement IN " STATEMENTS_OF),
    [RO_KEPT_DROP_ABSENCE] = ("DELETE FROM absence WHERE statement IN " STATEMENTS_OF),
    [RO_KEPT_DROP_STATEMENT_ENTITIES] = ("DELETE FROM statement_entity WHERE statement IN " STATEMENTS_OF),
    [RO_KEPT_DROP_DISCREPANCIES] = "DELETE FROM discrepancy WHERE event = ?1",
    [RO_KEPT_DROP_REPORT_DISCREPANCIES] = "DELETE FROM discrepancy WHERE report = ?1",
    [RO_KEPT_ORIGINS_OF] = "SELECT origin FROM origin_report WHERE report = ?1",
    [RO_KEPT_DROP_ORIGIN_REPORTS] = "DELETE FROM origin_report WHERE origin = ?1",
    [RO_KEPT_DROP_ORIGIN] = "DELETE FROM origin WHERE id = ?1",
    [RO_KEPT_DROP_DERIVATIONS] = "DELETE FROM derivation WHERE a = ?1 OR b = ?1",
    [RO_KEPT_DROP_ENTITY] = "DELETE FROM entity WHERE id = ?1",
    [RO_KEPT_DROP_FORMULATIONS] = "DELETE FROM formulation WHERE series = ?1",
    [RO_KEPT_DROP_FORMULATION_SPEAKERS] = ("DELETE FROM formulation_speaker WHERE formulation IN " FORMULATIONS_OF),
    [RO_KEPT_DROP_FORMULATION_USES] = ("DELETE FROM formulation_use WHERE formulation IN " FORMULATIONS_OF),
    [RO_KEPT_DROP_FORMULATION_CHANGES] = ("DELETE FROM formulation_change WHERE formulation IN " FORMULATIONS_OF),
    [RO_KEPT_DROP_COMMITMENTS] = "DELETE FROM commitment WHERE series = ?1",
    [RO_KEPT_DROP_COMMITMENT_FOLLOWS] =
        "DELETE FROM commitment_follow WHERE statement IN (SELECT statement FROM commitment WHERE series = ?1)",
};

struct ro_kept_row {
  sqlite3_stmt *stmt;
};

/* SQLite's numbers have a sign: the first half is moved below zero, so that their order stays. */
static int64_t signed_of(uint64_t number) {
  return (int64_t)(number ^ (uint64_t)1 << 63);
}

uint64_t ro_kept_number(const ro_kept_row *row, int column) {
  return (uint64_t)sqlite3_column_int64(row->stmt, column) ^ (uint64_t)1 << 63;
}

int64_t ro_kept_plain(const ro_kept_row *row, int column) {
  return sqlite3_column_int64(row->stmt, column);
}

ro_slice ro_kept_text(const ro_kept_row *row, int column) {
  if (sqlite3_column_type(row->stmt, column) == SQLITE_NULL) return RO_ABSENT;
  const char *bytes = sqlite3_column_blob(row->stmt, column);
  return (ro_slice){bytes ? bytes : "", (size_t)sqlite3_column_bytes(row->stmt, column)};
}

int64_t ro_series_number(ro_slice series) {
  return signed_of(ro_hash(series, SERIES_SEED));
}

static int bind_value(sqlite3_stmt *stmt, int at, const ro_kept_value *value, bool is_blob) {
  if (value->is_nothing) return sqlite3_bind_null(stmt, at);
  if (value->text.ptr && is_blob) return sqlite3_bind_blob64(stmt, at, value->text.ptr, value->text.len, SQLITE_STATIC);
  if (value->text.ptr) return sqlite3_bind_text64(stmt, at, value->text.ptr, value->text.len, SQLITE_STATIC, SQLITE_UTF8);
  return sqlite3_bind_int64(stmt, at, value->is_plain ? (int64_t)value->number : signed_of(value->number));
}

readout_status ro_kept_ask(ro_store *store, ro_kept_query query, const ro_kept_value *values, int n, ro_kept_take take, void *ctx,
                           readout_error *err) {
  sqlite3_stmt **stmt = &store->kept[query];
  int code = SQLITE_OK;
  RO_TRY(ro_store_whole(store, err));
  if (!QUERIES[query]) return ro_fail(err, READOUT_ERR_USAGE, "there is no query %d", (int)query);
  if (!*stmt) code = sqlite3_prepare_v3(store->db, QUERIES[query], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
  for (int i = 0; i < n && code == SQLITE_OK; i++)
    code = bind_value(*stmt, i + 1, &values[i], query == RO_KEPT_PUT_REPORT && i >= 4);
  if (code == SQLITE_OK) code = sqlite3_step(*stmt);
  ro_kept_row row = {*stmt};
  while (code == SQLITE_ROW) code = take && take(ctx, &row) ? sqlite3_step(*stmt) : SQLITE_DONE;
  readout_status status = ro_store_note(store, code, err);
  if (*stmt) sqlite3_reset(*stmt);
  return status;
}

readout_status ro_kept_clear(ro_store *store, readout_error *err) {
  return ro_store_exec(
      store,
      ("DELETE FROM unsettled; DELETE FROM settled; DELETE FROM report_key; DELETE FROM told; DELETE FROM told_key;"
       "DELETE FROM reference; DELETE FROM reference_key; DELETE FROM sideline; DELETE FROM series; DELETE FROM unfollowed; "
       "DELETE FROM name;"
       "DELETE FROM name_use; DELETE FROM name_join; DELETE FROM word_use;"),
      err);
}
