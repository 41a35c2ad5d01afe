#include "store/schema.h"

#include <stdio.h>

#include "base/error.h"
#include "store/internal.h"

static const char VERSION_1[] =
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"

    /* What was given. */
    "CREATE TABLE original (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes BLOB NOT NULL);"
    "CREATE TABLE report ("
    "  id TEXT PRIMARY KEY, key TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES original,"
    "  version INTEGER NOT NULL CHECK (version >= 1), source TEXT, language TEXT, title TEXT, outlet TEXT, credit TEXT,"
    "  published TEXT, side TEXT REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  body TEXT NOT NULL CHECK (json_valid(body)), UNIQUE (key, sha256));"
    "CREATE TABLE findings (report TEXT PRIMARY KEY REFERENCES report, body TEXT NOT NULL CHECK (json_valid(body)));"

    /* What is concluded. */
    "CREATE TABLE entity ("
    "  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('person', 'country', 'organization', 'framework', 'initiative',"
    "  'instrument', 'place', 'issue')), name TEXT NOT NULL, iso TEXT, wikidata TEXT, body TEXT NOT NULL CHECK "
    "(json_valid(body)));"
    "CREATE INDEX entity_name ON entity (name);"
    "CREATE TABLE origin ("
    "  id TEXT PRIMARY KEY, name TEXT, side TEXT REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  collected INTEGER NOT NULL CHECK (collected IN (0, 1)), body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE TABLE origin_report ("
    "  origin TEXT NOT NULL REFERENCES origin DEFERRABLE INITIALLY DEFERRED, report TEXT NOT NULL REFERENCES report,"
    "  PRIMARY KEY (origin, report)) WITHOUT ROWID;"
    "CREATE INDEX origin_report_report ON origin_report (report);"
    "CREATE TABLE event ("
    "  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('meeting', 'call', 'visit', 'summit', 'conference', 'signing',"
    "  'announcement', 'occurrence')), status TEXT NOT NULL CHECK (status IN ('held', 'planned', 'cancelled', 'unknown')),"
    "  name TEXT, date_from TEXT, date_to TEXT, precision TEXT, occasion TEXT REFERENCES event DEFERRABLE INITIALLY DEFERRED,"
    "  origins INTEGER NOT NULL CHECK (origins >= 0), body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE INDEX event_date ON event (date_from);"
    "CREATE TABLE event_report ("
    "  event TEXT NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED, report TEXT NOT NULL REFERENCES report,"
    "  how TEXT NOT NULL CHECK (how IN ('told', 'mentioned')), PRIMARY KEY (event, report, how)) WITHOUT ROWID;"
    "CREATE INDEX event_report_report ON event_report (report);"
    "CREATE TABLE event_entity ("
    "  event TEXT NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED,"
    "  role TEXT NOT NULL CHECK (role IN ('person', 'of', 'place', 'side', 'requested_by')), number INTEGER NOT NULL,"
    "  entity TEXT NOT NULL REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  PRIMARY KEY (event, role, number)) WITHOUT ROWID;"
    "CREATE INDEX event_entity_entity ON event_entity (entity, event);"
    "CREATE TABLE statement ("
    "  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED, ord INTEGER NOT NULL,"
    "  act TEXT NOT NULL CHECK (act IN ('commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement',"
    "  'expression')), stance TEXT CHECK (stance IN ('support', 'oppose')), strength TEXT,"
    "  negated INTEGER NOT NULL CHECK (negated IN (0, 1)), joint INTEGER NOT NULL CHECK (joint IN (0, 1)), content TEXT,"
    "  origins INTEGER NOT NULL CHECK (origins >= 0), body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE INDEX statement_event ON statement (event, ord, id);"
    "CREATE TABLE statement_entity ("
    "  statement TEXT NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED,"
    "  role TEXT NOT NULL CHECK (role IN ('speaker', 'addressee', 'topic', 'claimed_by')), number INTEGER NOT NULL,"
    "  entity TEXT NOT NULL REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  PRIMARY KEY (statement, role, number)) WITHOUT ROWID;"
    "CREATE INDEX statement_entity_entity ON statement_entity (entity, role);"
    "CREATE TABLE evidence ("
    "  statement TEXT NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL, part INTEGER NOT "
    "NULL,"
    "  report TEXT NOT NULL REFERENCES report, start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL CHECK (end >= "
    "start),"
    "  PRIMARY KEY (statement, number, part)) WITHOUT ROWID;"
    "CREATE INDEX evidence_report ON evidence (report, start);"
    "CREATE TABLE absence ("
    "  statement TEXT NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED, report TEXT NOT NULL REFERENCES report,"
    "  kind TEXT NOT NULL CHECK (kind IN ('weaker', 'contradicted', 'not-mentioned', 'too-short', 'unsure')),"
    "  PRIMARY KEY (statement, report)) WITHOUT ROWID;"
    "CREATE TABLE derivation ("
    "  id TEXT PRIMARY KEY, a TEXT NOT NULL REFERENCES report, b TEXT NOT NULL REFERENCES report,"
    "  kind TEXT NOT NULL CHECK (kind IN ('identical', 'near-copy', 'paraphrase', 'same-origin')),"
    "  direction TEXT CHECK (direction IN ('a-from-b', 'b-from-a', 'none', 'unknown')),"
    "  coverage_a REAL NOT NULL CHECK (coverage_a BETWEEN 0 AND 1), coverage_b REAL NOT NULL CHECK (coverage_b BETWEEN 0 AND 1),"
    "  body TEXT NOT NULL CHECK (json_valid(body)), CHECK (a < b));"
    "CREATE INDEX derivation_a ON derivation (a);"
    "CREATE INDEX derivation_b ON derivation (b);"
    "CREATE TABLE discrepancy ("
    "  id TEXT PRIMARY KEY, event TEXT REFERENCES event DEFERRABLE INITIALLY DEFERRED, report TEXT REFERENCES report,"
    "  field TEXT NOT NULL CHECK (field IN ('date', 'dateline-date', 'place', 'party', 'office', 'number', 'requested_by',"
    "  'outcome', 'wording')), body TEXT NOT NULL CHECK (json_valid(body)), CHECK (event IS NOT NULL OR report IS NOT NULL));"
    "CREATE INDEX discrepancy_event ON discrepancy (event);"
    "CREATE INDEX discrepancy_report ON discrepancy (report);"
    "CREATE TABLE formulation (id TEXT PRIMARY KEY, phrase TEXT NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE INDEX formulation_phrase ON formulation (phrase);"
    "CREATE TABLE formulation_use ("
    "  formulation TEXT NOT NULL REFERENCES formulation DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,"
    "  event TEXT NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED, strength TEXT, PRIMARY KEY (formulation, number)) "
    "WITHOUT ROWID;"
    "CREATE INDEX formulation_use_event ON formulation_use (event);"
    "CREATE TABLE formulation_speaker ("
    "  formulation TEXT NOT NULL, number INTEGER NOT NULL, entity TEXT NOT NULL REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  PRIMARY KEY (formulation, number, entity),"
    "  FOREIGN KEY (formulation, number) REFERENCES formulation_use DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID;"
    "CREATE TABLE formulation_change ("
    "  formulation TEXT NOT NULL REFERENCES formulation DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,"
    "  from_event TEXT REFERENCES event DEFERRABLE INITIALLY DEFERRED, to_event TEXT REFERENCES event DEFERRABLE INITIALLY "
    "DEFERRED,"
    "  change TEXT NOT NULL CHECK (change IN ('new', 'kept', 'strengthened', 'weakened', 'dropped', 'too-short')),"
    "  PRIMARY KEY (formulation, number)) WITHOUT ROWID;"
    "CREATE INDEX formulation_change_to ON formulation_change (to_event);"
    "CREATE TABLE commitment ("
    "  statement TEXT PRIMARY KEY REFERENCES statement DEFERRABLE INITIALLY DEFERRED, action TEXT, deadline TEXT,"
    "  status TEXT CHECK (status IN ('open', 'fulfilled', 'dropped', 'unknown')), body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE TABLE commitment_follow ("
    "  statement TEXT NOT NULL REFERENCES commitment DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL,"
    "  event TEXT NOT NULL REFERENCES event DEFERRABLE INITIALLY DEFERRED, how TEXT NOT NULL,"
    "  PRIMARY KEY (statement, number)) WITHOUT ROWID;"

    /* For people with other tools. */
    "CREATE VIEW report_text AS SELECT id, outlet, published, title, json_extract(body, '$.text') AS text FROM report;"
    "CREATE VIEW event_list AS SELECT e.id, e.date_from, e.date_to, e.kind, e.status, e.name,"
    "  (SELECT group_concat(name, ', ') FROM (SELECT n.name FROM event_entity p JOIN entity n ON n.id = p.entity"
    "    WHERE p.event = e.id AND p.role = 'person' ORDER BY p.number)) AS persons,"
    "  (SELECT group_concat(name, ', ') FROM (SELECT n.name FROM event_entity p JOIN entity n ON n.id = p.entity"
    "    WHERE p.event = e.id AND p.role = 'place' ORDER BY p.number)) AS place,"
    "  (SELECT count(*) FROM event_report r WHERE r.event = e.id AND r.how = 'told') AS reports, e.origins,"
    "  (SELECT count(*) FROM statement s WHERE s.event = e.id) AS statements,"
    "  (SELECT count(*) FROM discrepancy d WHERE d.event = e.id) AS discrepancies FROM event e;"
    "CREATE VIEW statement_list AS SELECT s.id, s.event, e.date_from AS date,"
    "  (SELECT group_concat(name, ', ') FROM (SELECT n.name FROM statement_entity p JOIN entity n ON n.id = p.entity"
    "    WHERE p.statement = s.id AND p.role = 'speaker' ORDER BY p.number)) AS speakers,"
    "  s.act, s.stance, s.strength, s.negated, s.joint, s.content,"
    "  (SELECT group_concat(name, ', ') FROM (SELECT n.name FROM statement_entity p JOIN entity n ON n.id = p.entity"
    "    WHERE p.statement = s.id AND p.role = 'claimed_by' ORDER BY p.number)) AS claimed_by, s.origins"
    "  FROM statement s JOIN event e ON e.id = s.event;"
    "CREATE VIEW quote AS SELECT v.statement, s.event, v.number, v.part, v.report, r.outlet, v.start, v.end,"
    "  substr(json_extract(r.body, '$.text'), v.start + 1, v.end - v.start) AS quote"
    "  FROM evidence v JOIN report r ON r.id = v.report JOIN statement s ON s.id = v.statement;";

/* What people decided. What a decision undoes may not be in the record. */
static const char REVIEWS[] =
    "CREATE TABLE review ("
    "  id TEXT PRIMARY KEY, who TEXT NOT NULL, decided TEXT NOT NULL, action TEXT NOT NULL CHECK (action IN ('merge', 'split',"
    "  'rename', 'correct', 'accept', 'reject', 'not-same', 'status')), kind TEXT NOT NULL CHECK (kind IN ('entity', 'event',"
    "  'statement', 'origin', 'derivation', 'discrepancy', 'commitment')), target TEXT, undoes TEXT,"
    "  state TEXT NOT NULL CHECK (state IN ('in-force', 'undone', 'overruled', 'unbound')),"
    "  body TEXT NOT NULL CHECK (json_valid(body)));"
    "CREATE INDEX review_state ON review (state);"
    /* What was concluded does not say yet what people decided: it is worked out anew with the next report. */
    "INSERT INTO meta SELECT 'settled', 'no' WHERE EXISTS (SELECT 1 FROM report) ON CONFLICT (key) DO UPDATE SET value = 'no';";

/* What a batch needs to know of all that was settled before (docs/decisions/0011-what-a-batch-touches.md): keys by which reports
 * find one another. Reports, events, groups, names and series are numbers: of their identities or hashes. Of a record that was
 * concluded without them all is settled anew with the next report. */
static const char KEPT[] =
    "CREATE TABLE unsettled (id TEXT PRIMARY KEY, main INTEGER) WITHOUT ROWID;"
    "CREATE INDEX unsettled_main ON unsettled (main, id);"
    "CREATE TABLE settled (report INTEGER PRIMARY KEY, id TEXT NOT NULL, component INTEGER NOT NULL, fingerprint INTEGER,"
    "  keys BLOB NOT NULL);"
    "CREATE INDEX settled_component ON settled (component);"
    "CREATE INDEX settled_fingerprint ON settled (fingerprint) WHERE fingerprint IS NOT NULL;"
    "CREATE TABLE report_key (key INTEGER, report INTEGER, day INTEGER, PRIMARY KEY (key, report)) WITHOUT ROWID;"
    "CREATE TABLE told (report INTEGER, event INTEGER, PRIMARY KEY (report, event)) WITHOUT ROWID;"
    "CREATE INDEX told_event ON told (event);"
    "CREATE TABLE told_key (key INTEGER, low INTEGER, high INTEGER, event INTEGER, report INTEGER,"
    "  PRIMARY KEY (key, low, event, report)) WITHOUT ROWID;"
    "CREATE INDEX told_key_report ON told_key (report);"
    "CREATE TABLE reference (report INTEGER, meeting INTEGER, family INTEGER, event INTEGER, is_told INTEGER,"
    "  PRIMARY KEY (report, meeting)) WITHOUT ROWID;"
    "CREATE INDEX reference_family ON reference (family);"
    "CREATE INDEX reference_event ON reference (event);"
    "CREATE TABLE reference_key (key INTEGER, low INTEGER, high INTEGER, family INTEGER, report INTEGER, meeting INTEGER,"
    "  PRIMARY KEY (key, low, report, meeting)) WITHOUT ROWID;"
    "CREATE INDEX reference_key_report ON reference_key (report);"
    "CREATE INDEX reference_key_family ON reference_key (family);"
    "CREATE TABLE sideline (family INTEGER, event INTEGER, report INTEGER, PRIMARY KEY (report, event, family)) WITHOUT ROWID;"
    "CREATE INDEX sideline_family ON sideline (family);"
    "CREATE INDEX sideline_event ON sideline (event);"
    "CREATE TABLE series (series INTEGER, event INTEGER, PRIMARY KEY (series, event)) WITHOUT ROWID;"
    "CREATE INDEX series_event ON series (event);"
    "CREATE TABLE name (name INTEGER PRIMARY KEY, key TEXT NOT NULL, kind INTEGER NOT NULL, iso TEXT, wikidata TEXT,"
    "  entity INTEGER);"
    "CREATE INDEX name_entity ON name (entity);"
    "CREATE TABLE name_use (name INTEGER, report INTEGER, place INTEGER, form TEXT, form_key INTEGER, is_name INTEGER,"
    "  start INTEGER, end INTEGER, quote TEXT, PRIMARY KEY (name, report, place)) WITHOUT ROWID;"
    "CREATE INDEX name_use_form ON name_use (name, form, is_name);"
    "CREATE INDEX name_use_form_key ON name_use (form_key, name) WHERE form_key IS NOT NULL;"
    "CREATE INDEX name_use_report ON name_use (report);"
    "CREATE TABLE name_join (a INTEGER, b INTEGER, report INTEGER, PRIMARY KEY (a, b, report)) WITHOUT ROWID;"
    "CREATE INDEX name_join_report ON name_join (report);"
    "CREATE TABLE word_use (country INTEGER, word INTEGER, name INTEGER, report INTEGER,"
    "  PRIMARY KEY (country, word, name, report)) WITHOUT ROWID;"
    "CREATE INDEX word_use_report ON word_use (report);"
    "ALTER TABLE formulation ADD COLUMN series INTEGER;"
    "CREATE INDEX formulation_series ON formulation (series);"
    "ALTER TABLE commitment ADD COLUMN series INTEGER;"
    "CREATE INDEX commitment_series ON commitment (series);"
    /* What is replaced by itself is looked for by what refers to it. */
    "CREATE INDEX report_side ON report (side);"
    "CREATE INDEX origin_side ON origin (side);"
    "CREATE INDEX event_occasion ON event (occasion);"
    "CREATE INDEX formulation_speaker_entity ON formulation_speaker (entity);"
    "CREATE INDEX formulation_change_from ON formulation_change (from_event);"
    "CREATE INDEX commitment_follow_event ON commitment_follow (event);"
    "INSERT INTO meta SELECT 'settled', 'no' WHERE EXISTS (SELECT 1 FROM report) ON CONFLICT (key) DO UPDATE SET value = 'no';";

/* Keys of a matter are looked for by days; a record that has them otherwise is settled anew. */
static const char KEYS_BY_DAY[] =
    "DROP TABLE report_key;"
    "CREATE TABLE report_key (key INTEGER, day INTEGER, report INTEGER, PRIMARY KEY (key, day, report)) WITHOUT ROWID;"
    "ALTER TABLE settled ADD COLUMN terms BLOB;"
    "INSERT INTO meta SELECT 'settled', 'no' WHERE EXISTS (SELECT 1 FROM report) ON CONFLICT (key) DO UPDATE SET value = 'no';";

/* Series are followed once for all parts of a batch, from the lines alone. */
static const char SERIES_LATER[] =
    "CREATE TABLE unfollowed (series INTEGER PRIMARY KEY);"
    "ALTER TABLE statement ADD COLUMN deadline TEXT;"
    "UPDATE statement SET deadline = (SELECT c.deadline FROM commitment c WHERE c.statement = statement.id)"
    "  WHERE act = 'commitment';";

/* What is remembered of addresses that were fetched. Places have other keys since: marks on letters count no more. */
static const char FETCHED[] =
    "CREATE TABLE fetched ("
    "  url TEXT PRIMARY KEY, answered TEXT, etag TEXT, modified TEXT, feed TEXT, title TEXT, published TEXT,"
    "  status INTEGER NOT NULL, failures INTEGER NOT NULL, tried INTEGER NOT NULL, next INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX fetched_feed ON fetched (feed) WHERE feed IS NOT NULL;"
    "INSERT INTO meta SELECT 'settled', 'no' WHERE EXISTS (SELECT 1 FROM report) ON CONFLICT (key) DO UPDATE SET value = 'no';";

/* What is searched (docs/decisions/0013-words-of-their-own.md): reports and statements by numbers that the full-text indexes know
 * them by, which hold no text; the names of entities as words; covering indexes for what narrows a search. Filled by index.c. */
static const char SEARCHED[] =
    "CREATE TABLE report_number ("
    "  number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE REFERENCES report, published TEXT, outlet TEXT);"
    "CREATE INDEX report_number_outlet ON report_number (outlet);"
    "CREATE TABLE statement_number ("
    "  number INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE, event TEXT NOT NULL, act TEXT NOT NULL);"
    "CREATE INDEX statement_number_event ON statement_number (event, act);"
    "CREATE TABLE entity_called ("
    "  name TEXT NOT NULL, how INTEGER NOT NULL, entity TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,"
    "  PRIMARY KEY (name, how, entity)) WITHOUT ROWID;"
    "CREATE INDEX entity_called_entity ON entity_called (entity);"
    "DROP INDEX report_side;"
    "CREATE INDEX report_side ON report (side, id);"
    "CREATE INDEX event_days ON event (id, date_from, date_to);"
    "CREATE INDEX event_until ON event (date_to, date_from, id);"
    "CREATE INDEX event_name ON event (name, id) WHERE name IS NOT NULL;"
    "CREATE VIRTUAL TABLE report_words USING fts5 (title, main, content = '', tokenize = 'ascii');"
    "CREATE VIRTUAL TABLE statement_words USING fts5 (words, content = '', tokenize = 'ascii');";

/* How a report was given, so that it can be read again from its bytes, and by what it was read. */
static const char GIVEN[] =
    "CREATE TABLE given (report TEXT PRIMARY KEY REFERENCES report, reader TEXT NOT NULL, body TEXT NOT NULL CHECK "
    "(json_valid(body)));"
    "CREATE INDEX report_sha256 ON report (sha256);";

/* Lines and originals are packed (pack.h), the texts of reports stand beside their lines. That a body must be JSON is taken out
 * of the tables' texts, as SQLite's documentation of ALTER TABLE has it. */
static const char PACKED[] =
    "CREATE TABLE dictionary (bytes BLOB NOT NULL);"
    "INSERT INTO dictionary VALUES (ro_dictionary());"
    "DROP VIEW report_text; DROP VIEW quote;"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL CHECK (json_valid(body))', 'body BLOB NOT NULL')"
    "  WHERE type = 'table';"
    "PRAGMA writable_schema = RESET;"
    "ALTER TABLE report ADD COLUMN text TEXT;"
    "UPDATE report SET text = json_extract(body, '$.text');"
    "UPDATE report SET body = ro_pack(body, text);"
    "UPDATE findings SET body = ro_pack(body, (SELECT text FROM report WHERE id = findings.report));"
    "UPDATE original SET bytes = ro_pack_bytes(bytes);"
    "UPDATE given SET body = ro_pack(body, NULL);"
    "UPDATE entity SET body = ro_pack(body, NULL);"
    "UPDATE origin SET body = ro_pack(body, NULL);"
    "UPDATE event SET body = ro_pack(body, NULL);"
    "UPDATE statement SET body = ro_pack(body, NULL);"
    "UPDATE derivation SET body = ro_pack(body, NULL);"
    "UPDATE discrepancy SET body = ro_pack(body, NULL);"
    "UPDATE formulation SET body = ro_pack(body, NULL);"
    "UPDATE commitment SET body = ro_pack(body, NULL);"
    "UPDATE review SET body = ro_pack(body, NULL);"
    "CREATE VIEW report_text AS SELECT id, outlet, published, title, text FROM report;"
    "CREATE VIEW quote AS SELECT v.statement, s.event, v.number, v.part, v.report, r.outlet, v.start, v.end,"
    "  substr(r.text, v.start + 1, v.end - v.start) AS quote"
    "  FROM evidence v JOIN report r ON r.id = v.report JOIN statement s ON s.id = v.statement;";

/* Findings before the reports whose texts they leave out. */
const char RO_SCHEMA_UNPACK[] =
    "BEGIN;"
    "UPDATE findings SET body = ro_unpack(body, (SELECT text FROM report WHERE id = findings.report));"
    "UPDATE report SET body = ro_unpack(body, text);"
    "UPDATE given SET body = ro_unpack(body, NULL);"
    "UPDATE entity SET body = ro_unpack(body, NULL);"
    "UPDATE origin SET body = ro_unpack(body, NULL);"
    "UPDATE event SET body = ro_unpack(body, NULL);"
    "UPDATE statement SET body = ro_unpack(body, NULL);"
    "UPDATE derivation SET body = ro_unpack(body, NULL);"
    "UPDATE discrepancy SET body = ro_unpack(body, NULL);"
    "UPDATE formulation SET body = ro_unpack(body, NULL);"
    "UPDATE commitment SET body = ro_unpack(body, NULL);"
    "UPDATE review SET body = ro_unpack(body, NULL);"
    "UPDATE original SET bytes = CAST(x'00' || ro_unpack_bytes(bytes) AS BLOB) WHERE length(bytes) > 0;"
    "COMMIT;";

const char *const RO_STORE_STEPS[] = {VERSION_1, REVIEWS, KEPT, KEYS_BY_DAY, SERIES_LATER, FETCHED, SEARCHED, GIVEN, PACKED};
const int RO_STORE_VERSION = (int)(sizeof RO_STORE_STEPS / sizeof *RO_STORE_STEPS);

static readout_status pragma(sqlite3 *db, const char *sql, int *value, readout_error *err) {
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(stmt);
  if (code == SQLITE_ROW) *value = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return code == SQLITE_ROW ? READOUT_OK : ro_store_failed(db, code, err);
}

readout_status ro_schema_version(sqlite3 *db, int *version, int *application_id, readout_error *err) {
  RO_TRY(pragma(db, "PRAGMA application_id", application_id, err));
  return pragma(db, "PRAGMA user_version", version, err);
}

static int set_version(sqlite3 *db, int version) {
  char sql[96];
  (void)snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", RO_STORE_APPLICATION_ID, version);
  return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* The version is read inside the transaction: another program may have brought the file up to date meanwhile. */
static readout_status take_steps(sqlite3 *db, const char *const *steps, int n_steps, readout_error *err) {
  int version = 0, application_id = 0;
  RO_TRY(ro_schema_version(db, &version, &application_id, err));
  int code = SQLITE_OK;
  for (int i = version; i < n_steps && code == SQLITE_OK; i++) code = sqlite3_exec(db, steps[i], NULL, NULL, NULL);
  if (code == SQLITE_OK && version < n_steps) code = set_version(db, n_steps);
  if (code == SQLITE_OK) code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  return code == SQLITE_OK ? READOUT_OK : ro_store_failed(db, code, err);
}

readout_status ro_schema_migrate(sqlite3 *db, const char *const *steps, int n_steps, readout_error *err) {
  int code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code != SQLITE_OK) return ro_store_failed(db, code, err);
  readout_status status = take_steps(db, steps, n_steps, err);
  if (status != READOUT_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}
