#include "store/index.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "store/internal.h"

#define BATCH 1000 /* things that are indexed in one transaction where all are */
#define PART '\x1f'
#define BETWEEN_PARTS RO_LIT("\xC2\xA6 ") /* no word: no phrase goes across it */

static void open_kept(ro_query *query, ro_store *store, ro_index_query which, const char *sql, readout_error *err) {
  ro_query_open_kept(query, store, &store->indexing[which], sql, err);
}

/* -- words ------------------------------------------------------------------------------------------------------------ */

static readout_status need_words(ro_store *store, readout_error *err) {
  return store->words ? READOUT_OK : ro_word_reader_open(&store->words, err);
}

/* Adds the forms of a text's words, a space behind each. */
static void add_words(ro_store *store, ro_text *forms, ro_slice text) {
  ro_word word;
  ro_word_reader_start(store->words, text);
  while (ro_word_reader_next(store->words, &word)) {
    ro_text_add(forms, word.form);
    ro_text_add(forms, RO_LIT(" "));
  }
}

static readout_status check_words(ro_store *store, const ro_text *forms, readout_error *err) {
  RO_TRY(ro_word_reader_check(store->words, err));
  return forms->failed ? ro_fail(err, READOUT_ERR_MEMORY, "no memory for the words of a report") : READOUT_OK;
}

/* The next number of a JSON list of lists of them; false at its end. */
static bool next_number(ro_slice json, size_t *at, size_t *number) {
  while (*at < json.len && !ro_is_digit((unsigned char)json.ptr[*at])) ++*at;
  if (*at == json.len) return false;
  for (*number = 0; *at < json.len && ro_is_digit((unsigned char)json.ptr[*at]); ++*at)
    *number = *number * 10 + (size_t)(json.ptr[*at] - '0');
  return true;
}

typedef struct walker {
  ro_slice text;
  size_t point, byte;
} walker;

static size_t byte_of(walker *w, size_t point) {
  if (point < w->point) w->point = w->byte = 0;
  for (; w->point < point && w->byte < w->text.len; w->point++) (void)ro_utf8_next(w->text, &w->byte);
  return w->byte;
}

/* Of the spans of a text, which are code points; of all of it where there are none. */
static void add_spans(ro_store *store, ro_text *forms, ro_slice text, ro_slice spans) {
  walker w = {.text = text};
  size_t at = 0, start, end;
  bool any = false;
  while (next_number(spans, &at, &start) && next_number(spans, &at, &end)) {
    size_t from = byte_of(&w, start);
    add_words(store, forms, ro_slice_part(text, from, byte_of(&w, end)));
    any = true;
  }
  if (!any) add_words(store, forms, text);
}

/* The parts of a statement, each once. */
static void add_parts(ro_store *store, ro_text *forms, ro_slice parts) {
  for (size_t start = 0, end; start <= parts.len; start = end + 1) {
    for (end = start; end < parts.len && parts.ptr[end] != PART;) end++;
    ro_slice part = ro_slice_part(parts, start, end);
    bool again = false;
    for (size_t from = 0, to; from < start && !again; from = to + 1) {
      for (to = from; parts.ptr[to] != PART;) to++;
      again = ro_slice_equal(part, ro_slice_part(parts, from, to));
    }
    if (again || part.len == 0) continue;
    if (forms->len > 0) ro_text_add(forms, BETWEEN_PARTS);
    add_words(store, forms, part);
  }
}

/* -- reports ---------------------------------------------------------------------------------------------------------- */

static readout_status put_report(ro_store *store, ro_slice report, ro_slice published, ro_slice outlet, readout_error *err) {
  ro_query query;
  open_kept(&query, store, RO_INDEX_NUMBER_REPORT, "INSERT INTO report_number (report, published, outlet) VALUES (?1, ?2, ?3)",
            err);
  ro_query_text(&query, 1, report);
  ro_query_text(&query, 2, published);
  ro_query_text(&query, 3, outlet);
  ro_query_run(&query);
  RO_TRY(ro_query_close(&query));
  open_kept(&query, store, RO_INDEX_PUT_REPORT, "INSERT INTO report_words (rowid, title, main) VALUES (?1, ?2, ?3)", err);
  ro_query_integer(&query, 1, sqlite3_last_insert_rowid(store->db));
  ro_query_text(&query, 2, ro_text_slice(&store->forms[0]));
  ro_query_text(&query, 3, ro_text_slice(&store->forms[1]));
  ro_query_run(&query);
  return ro_query_close(&query);
}

/* The number by which the index has a report, or 0. */
static readout_status number_of_report(ro_store *store, ro_slice report, int64_t *number, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT number FROM report_number WHERE report = ?1", err);
  ro_query_text(&query, 1, report);
  *number = ro_query_next(&query) ? sqlite3_column_int64(query.stmt, 0) : 0;
  return ro_query_close(&query);
}

static readout_status take_out_report(ro_store *store, ro_slice report, readout_error *err) {
  static const char *const TAKE[] = {"INSERT INTO report_words (report_words, rowid, title, main) VALUES ('delete', ?1, ?2, ?3)",
                                     "DELETE FROM report_number WHERE number = ?1"};
  int64_t number;
  RO_TRY(number_of_report(store, report, &number, err));
  for (size_t i = 0; number > 0 && i < 2; i++) {
    ro_query query;
    ro_query_open(&query, store, TAKE[i], err);
    ro_query_integer(&query, 1, number);
    for (int k = 0; i == 0 && k < 2; k++) ro_query_text(&query, k + 2, ro_text_slice(&store->forms[k]));
    ro_query_run(&query);
    RO_TRY(ro_query_close(&query));
  }
  return READOUT_OK;
}

/* Puts the words of a report that is there into the index, or takes them out. */
static readout_status change_report(ro_store *store, ro_slice report, bool comes, readout_error *err) {
  ro_query query;
  RO_TRY(need_words(store, err));
  for (int i = 0; i < 2; i++) ro_text_clear(&store->forms[i]);
  open_kept(&query, store, RO_INDEX_READ_REPORT,
            "SELECT title, text, json_extract(" RO_REPORT_LINE
            ", '$.main'), published, coalesce(outlet, credit) FROM report "
            "WHERE id = ?1",
            err);
  ro_query_text(&query, 1, report);
  if (ro_query_next(&query)) {
    add_words(store, &store->forms[0], ro_query_column(&query, 0));
    add_spans(store, &store->forms[1], ro_query_column(&query, 1), ro_query_column(&query, 2));
    for (int i = 0; i < 2 && query.status == READOUT_OK; i++) query.status = check_words(store, &store->forms[i], err);
    if (query.status == READOUT_OK)
      query.status = comes ? put_report(store, report, ro_query_column(&query, 3), ro_query_column(&query, 4), err)
                           : take_out_report(store, report, err);
  }
  return ro_query_close(&query);
}

readout_status ro_index_report(ro_store *store, ro_slice report, readout_error *err) {
  return change_report(store, report, true, err);
}

readout_status ro_index_drop_report(ro_store *store, ro_slice report, readout_error *err) {
  return change_report(store, report, false, err);
}

/* -- statements ------------------------------------------------------------------------------------------------------- */

/* Puts the words of `parts` into the index, or takes them out. */
static readout_status change_words(ro_store *store, ro_index_query which, int64_t number, ro_slice parts, readout_error *err) {
  ro_query query;
  RO_TRY(need_words(store, err));
  ro_text_clear(&store->forms[0]);
  add_parts(store, &store->forms[0], parts);
  RO_TRY(check_words(store, &store->forms[0], err));
  open_kept(&query, store, which,
            which == RO_INDEX_PUT_STATEMENT
                ? "INSERT INTO statement_words (rowid, words) VALUES (?1, ?2)"
                : "INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', ?1, ?2)",
            err);
  ro_query_integer(&query, 1, number);
  ro_query_text(&query, 2, ro_text_slice(&store->forms[0]));
  ro_query_run(&query);
  return ro_query_close(&query);
}

static readout_status forget_number(ro_store *store, int64_t number, readout_error *err) {
  ro_query query;
  open_kept(&query, store, RO_INDEX_FORGET_STATEMENT, "DELETE FROM statement_number WHERE number = ?1", err);
  ro_query_integer(&query, 1, number);
  ro_query_run(&query);
  return ro_query_close(&query);
}

static readout_status take_out(ro_store *store, int64_t number, ro_slice parts, readout_error *err) {
  RO_TRY(change_words(store, RO_INDEX_TAKE_STATEMENT, number, parts, err));
  return forget_number(store, number, err);
}

/* Rising numbers: the full-text table writes what it holds down whenever one falls. */
static readout_status take_out_dropped(ro_store *store, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store,
                "SELECT d.number, d.parts FROM temp.dropped d LEFT JOIN statement s ON s.id = d.statement "
                "WHERE s.id IS NULL OR d.parts <> " RO_INDEX_PARTS " ORDER BY d.number",
                err);
  while (ro_query_next(&query))
    query.status = take_out(store, sqlite3_column_int64(query.stmt, 0), ro_query_column(&query, 1), err);
  return ro_query_close(&query);
}

readout_status ro_index_drop(ro_store *store, readout_error *err) {
  ro_query query;
  open_kept(&query, store, RO_INDEX_ANY_DROPPED, "SELECT 1 FROM temp.dropped LIMIT 1", err);
  bool any = ro_query_next(&query);
  RO_TRY(ro_query_close(&query));
  if (!any) return READOUT_OK;
  RO_TRY(take_out_dropped(store, err));
  return ro_store_exec(store, "DELETE FROM temp.dropped", err);
}

/* One that came again as it was keeps its number. */
static readout_status put_statement(ro_store *store, ro_slice statement, readout_error *err) {
  ro_query query;
  open_kept(&query, store, RO_INDEX_NUMBER_STATEMENT,
            "INSERT INTO statement_number (statement, event, act) SELECT id, event, act FROM statement WHERE id = ?1 "
            "ON CONFLICT (statement) DO UPDATE SET event = excluded.event, act = excluded.act "
            "RETURNING number, (SELECT count(*) FROM temp.dropped WHERE statement = ?1), "
            "(SELECT " RO_INDEX_PARTS " FROM statement s WHERE s.id = ?1)",
            err);
  ro_query_text(&query, 1, statement);
  if (ro_query_next(&query) && ro_query_number(&query, 1) == 0)
    query.status =
        change_words(store, RO_INDEX_PUT_STATEMENT, sqlite3_column_int64(query.stmt, 0), ro_query_column(&query, 2), err);
  return ro_query_close(&query);
}

static readout_status forget_taken_out(ro_store *store, readout_error *err) {
  return ro_store_exec(store, "DELETE FROM temp.dropped WHERE number NOT IN (SELECT number FROM statement_number)", err);
}

readout_status ro_index_statements(ro_store *store, const ro_record *record, readout_error *err) {
  RO_TRY(take_out_dropped(store, err));
  RO_TRY(forget_taken_out(store, err));
  for (size_t i = 0; i < record->statements.len; i++) RO_TRY(put_statement(store, record->statements.at[i].id, err));
  return ro_store_exec(store, "DELETE FROM temp.dropped", err);
}

readout_status ro_index_clear_statements(ro_store *store, readout_error *err) {
  return ro_store_exec(store,
                       "INSERT INTO statement_words (statement_words) VALUES ('delete-all'); DELETE FROM statement_number;"
                       "DELETE FROM temp.dropped;",
                       err);
}

/* -- entities --------------------------------------------------------------------------------------------------------- */

static readout_status put_name(ro_store *store, ro_slice entity, size_t how, ro_slice name, readout_error *err) {
  ro_query query;
  ro_slice forms;
  ro_text_clear(&store->forms[0]);
  add_words(store, &store->forms[0], name);
  RO_TRY(check_words(store, &store->forms[0], err));
  forms = ro_slice_trim(ro_text_slice(&store->forms[0]));
  if (forms.len == 0) return READOUT_OK;
  open_kept(&query, store, RO_INDEX_PUT_NAME, "INSERT OR IGNORE INTO entity_called VALUES (?1, ?2, ?3)", err);
  ro_query_text(&query, 1, forms);
  ro_query_size(&query, 2, how);
  ro_query_text(&query, 3, entity);
  ro_query_run(&query);
  return ro_query_close(&query);
}

readout_status ro_index_entity(ro_store *store, ro_slice entity, readout_error *err) {
  ro_query query;
  RO_TRY(need_words(store, err));
  open_kept(&query, store, RO_INDEX_DROP_NAMES, "DELETE FROM entity_called WHERE entity = ?1", err);
  ro_query_text(&query, 1, entity);
  ro_query_run(&query);
  RO_TRY(ro_query_close(&query));
  open_kept(&query, store, RO_INDEX_READ_NAMES,
            "SELECT 0, name FROM entity WHERE id = ?1 UNION ALL "
            "SELECT 1, a.value FROM entity e, json_each(ro_unpack(e.body, NULL), '$.aliases') a WHERE e.id = ?1 UNION ALL "
            "SELECT 2, iso FROM entity WHERE id = ?1 AND iso IS NOT NULL UNION ALL "
            "SELECT 2, wikidata FROM entity WHERE id = ?1 AND wikidata IS NOT NULL",
            err);
  ro_query_text(&query, 1, entity);
  while (ro_query_next(&query))
    query.status = put_name(store, entity, ro_query_number(&query, 0), ro_query_column(&query, 1), err);
  return ro_query_close(&query);
}

/* -- all of it -------------------------------------------------------------------------------------------------------- */

typedef readout_status (*index_one)(ro_store *store, ro_slice id, readout_error *err);

/* Indexes the things behind `last`, at most BATCH; the last of them is put there. */
static readout_status index_some(ro_store *store, const char *sql, index_one one, ro_text *last, bool *more, readout_error *err) {
  ro_query query;
  *more = false;
  ro_query_open(&query, store, sql, err);
  ro_query_text(&query, 1, ro_text_slice(last));
  ro_query_size(&query, 2, BATCH);
  ro_text next;
  ro_text_init(&next, 0);
  while (ro_query_next(&query)) {
    *more = true;
    ro_text_clear(&next);
    ro_text_add(&next, ro_query_column(&query, 0));
    query.status =
        next.failed ? ro_fail(err, READOUT_ERR_MEMORY, "no memory for an identity") : one(store, ro_text_slice(&next), err);
  }
  readout_status status = ro_query_close(&query);
  ro_text_clear(last);
  ro_text_add(last, ro_text_slice(&next));
  ro_text_release(&next);
  return status;
}

static readout_status index_all(ro_store *store, const char *sql, index_one one, readout_error *err) {
  bool more = true;
  ro_text last;
  ro_text_init(&last, 0);
  readout_status status = READOUT_OK;
  while (more && status == READOUT_OK) {
    status = ro_store_begin(store, err);
    if (status == READOUT_OK) status = index_some(store, sql, one, &last, &more, err);
    if (status == READOUT_OK) status = ro_store_commit(store, err);
    if (status != READOUT_OK) ro_store_rollback(store);
  }
  ro_text_release(&last);
  return status;
}

static readout_status clear_all(ro_store *store, readout_error *err) {
  return ro_store_exec(store,
                       "BEGIN IMMEDIATE; DELETE FROM meta WHERE key = 'words'; DELETE FROM report_number;"
                       "DELETE FROM statement_number; DELETE FROM entity_called;"
                       "INSERT INTO report_words (report_words) VALUES ('delete-all');"
                       "INSERT INTO statement_words (statement_words) VALUES ('delete-all'); COMMIT;",
                       err);
}

static readout_status make(ro_store *store, ro_slice rules, readout_error *err) {
  RO_TRY(clear_all(store, err));
  RO_TRY(index_all(store, "SELECT id FROM report WHERE id > ?1 ORDER BY id LIMIT ?2", ro_index_report, err));
  RO_TRY(index_all(store, "SELECT id FROM statement WHERE id > ?1 ORDER BY id LIMIT ?2", put_statement, err));
  RO_TRY(index_all(store, "SELECT id FROM entity WHERE id > ?1 ORDER BY id LIMIT ?2", ro_index_entity, err));
  return ro_store_put_meta(store, RO_LIT("words"), rules, err);
}

/* Whether the index is there, by these rules, or by any where they are absent. */
static readout_status is_there(ro_store *store, ro_slice rules, bool *there, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, "SELECT value FROM meta WHERE key = 'words'", err);
  *there = ro_query_next(&query) && (!rules.ptr || ro_slice_equal(ro_query_column(&query, 0), rules));
  return ro_query_close(&query);
}

readout_status ro_index_open(ro_store *store, readout_error *err) {
  char rules[RO_WORD_RULES_MAX];
  bool there;
  ro_word_rules(rules);
  RO_TRY(ro_store_exec(
      store, "CREATE TEMP TABLE dropped (number INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE, parts TEXT NOT NULL)", err));
  RO_TRY(is_there(store, ro_slice_of(rules), &there, err));
  return there ? READOUT_OK : make(store, ro_slice_of(rules), err);
}

void ro_index_release(ro_store *store) {
  ro_word_reader_close(store->words);
  for (size_t i = 0; i < sizeof store->forms / sizeof *store->forms; i++) ro_text_release(&store->forms[i]);
}

readout_status ro_index_check(ro_store *store, readout_error *err) {
  bool there;
  RO_TRY(is_there(store, RO_ABSENT, &there, err));
  if (there) return READOUT_OK;
  return ro_fail(err, READOUT_ERR_RECORD, "\"%s\" is not indexed yet: open it for writing, as with readout add --record %s",
                 store->path, store->path);
}
