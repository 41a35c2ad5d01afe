#include "store/search.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/map.h"
#include "store/index.h"
#include "store/internal.h"

/* Of so few hits each is looked at; where words are in more, what narrows them is worked out first, as a set. */
#define FEW_HITS 8000
#define MOST_ASKED 32 /* values of one question */

typedef struct hit {
  int64_t number;
  double rank;
  ro_slice date; /* where it came with the hit */
} hit;

/* A question under way: SQL and its values. */
typedef struct asking {
  ro_store *store;
  const ro_search *search;
  ro_arena *arena;
  readout_error *err;
  ro_text sql;
  ro_slice values[MOST_ASKED];
  int n_values;
  RO_ARRAY(hit) hits;
  uint8_t *allowed; /* a bit a number below n_allowed; NULL: all are */
  size_t n_allowed;
} asking;

/* -- values ----------------------------------------------------------------------------------------------------------- */

static int value(asking *a, ro_slice text) {
  if (a->n_values == MOST_ASKED) ro_arena_refuse(a->arena, "a search has too many parts");
  a->values[a->n_values] = text;
  return ++a->n_values;
}

/* Releases the text, too. */
static int take_value(asking *a, ro_text *json) {
  ro_slice copy = json->failed ? RO_ABSENT : ro_arena_copy(a->arena, ro_text_slice(json));
  ro_text_release(json);
  if (!copy.ptr) ro_arena_refuse(a->arena, "a search has too many identities");
  return value(a, copy);
}

/* Identities as a JSON list, for json_each(). */
static int list_value(asking *a, const ro_slices *list) {
  ro_text json;
  ro_text_init(&json, 0);
  ro_text_add(&json, RO_LIT("["));
  for (size_t i = 0; i < list->len; i++) {
    if (i > 0) ro_text_add(&json, RO_LIT(","));
    ro_text_json(&json, list->at[i]);
  }
  ro_text_add(&json, RO_LIT("]"));
  return take_value(a, &json);
}

/* The numbers of the hits, likewise. */
static void numbers_value(asking *a) {
  ro_text json;
  ro_text_init(&json, 0);
  ro_text_add(&json, RO_LIT("["));
  for (size_t i = 0; i < a->hits.len; i++) ro_text_addf(&json, "%s%lld", i > 0 ? "," : "", (long long)a->hits.at[i].number);
  ro_text_add(&json, RO_LIT("]"));
  (void)take_value(a, &json);
}

#define LIST "(SELECT value FROM json_each(?%d))"

static void open_asked(asking *a, ro_query *query) {
  if (a->sql.failed) ro_arena_refuse(a->arena, "a search has too many parts");
  ro_text_add(&a->sql, (ro_slice){"", 1});
  ro_query_open(query, a->store, a->sql.ptr, a->err);
  for (int i = 0; i < a->n_values; i++) ro_query_text(query, i + 1, a->values[i]);
}

static void begin(asking *a) {
  ro_text_clear(&a->sql);
  a->n_values = 0;
}

/* -- words ------------------------------------------------------------------------------------------------------------ */

/* The terms in the language of full-text tables: each in quotes, so that nothing in it is an operator. */
static ro_slice expression(const asking *a, bool excluded) {
  const ro_asked *asked = &a->search->words;
  ro_slices parts = {0};
  for (size_t t = 0; t < asked->terms.len; t++) {
    const ro_asked_term *term = &asked->terms.at[t];
    if (term->is_excluded != excluded) continue;
    ro_slice words = ro_arena_join(a->arena, term->words.at, term->words.len, RO_LIT(" "));
    RO_PUSH(a->arena, &parts, ro_arena_format(a->arena, "\"%.*s\"%s", (int)words.len, words.ptr, term->is_prefix ? " *" : ""));
  }
  return ro_arena_join(a->arena, parts.at, parts.len, excluded ? RO_LIT(" OR ") : RO_LIT(" AND "));
}

static ro_slice whole_expression(const asking *a) {
  ro_slice wanted = expression(a, false), unwanted = expression(a, true);
  if (unwanted.len == 0) return wanted;
  return ro_arena_format(a->arena, "(%.*s) NOT (%.*s)", (int)wanted.len, wanted.ptr, (int)unwanted.len, unwanted.ptr);
}

static const char *words_table(const asking *a) {
  return a->search->statements ? "statement_words" : "report_words";
}

/* -- what narrows ------------------------------------------------------------------------------------------------------ */

/* Names of tables in these: n the number's row, e the event's days. */

static void narrow_parties(asking *a) {
  for (size_t i = 0; i < a->search->n_parties; i++)
    ro_text_addf(&a->sql,
                 " AND EXISTS (SELECT 1 FROM event_entity p WHERE p.event = e.id AND p.role IN ('person', 'of') "
                 "AND p.entity IN " LIST ")",
                 list_value(a, &a->search->parties[i]));
}

/* Dates of less than a day, or without a year, lie anywhere in what they name. */
static void narrow_days(asking *a, const char *from, const char *to) {
  const ro_search *search = a->search;
  if (search->since.ptr)
    ro_text_addf(&a->sql, " AND %s >= substr(?%d, 1, 4) AND %s || '~' >= ?%d AND %s < 'X'", to, value(a, search->since), to,
                 value(a, search->since), to);
  if (search->until.ptr) ro_text_addf(&a->sql, " AND %s <= ?%d || '~'", from, value(a, search->until));
}

static void narrow_framework(asking *a) {
  const ro_search *search = a->search;
  if (search->frameworks.len == 0) return;
  int entities = list_value(a, &search->frameworks), events = list_value(a, &search->framed);
  ro_text_addf(&a->sql,
               " AND (e.id IN " LIST " OR EXISTS (SELECT 1 FROM event_entity p WHERE p.event = e.id AND p.entity IN " LIST
               ")"
               " OR EXISTS (SELECT 1 FROM %s AND t.role = 'topic' AND t.entity IN " LIST "))",
               events, entities,
               search->statements ? "statement_entity t WHERE t.statement = n.statement"
                                  : "statement s JOIN statement_entity t ON t.statement = s.id WHERE s.event = e.id",
               entities);
}

static void narrow_speakers(asking *a) {
  if (a->search->speakers.len == 0) return;
  int list = list_value(a, &a->search->speakers);
  ro_text_addf(&a->sql,
               " AND EXISTS (SELECT 1 FROM statement_entity w WHERE w.statement = n.statement AND w.role = 'speaker' "
               "AND (w.entity IN " LIST
               " OR EXISTS (SELECT 1 FROM event_entity p JOIN event_entity o ON o.event = p.event "
               "AND o.role = 'of' AND o.number = p.number WHERE p.event = n.event AND p.role = 'person' "
               "AND p.entity = w.entity AND o.entity IN " LIST ")))",
               list, list);
}

static void narrow_reports(asking *a, bool among) {
  const ro_search *search = a->search;
  if (search->outlets.len > 0) ro_text_addf(&a->sql, " AND n.outlet IN " LIST, list_value(a, &search->outlets));
  if (search->sides.len > 0)
    ro_text_addf(&a->sql,
                 among ? " AND EXISTS (SELECT 1 FROM report r WHERE r.id = n.report AND r.side IN " LIST ")"
                       : " AND n.report IN (SELECT id FROM report WHERE side IN " LIST ")",
                 list_value(a, &search->sides));
}

static void narrow_statements(asking *a, bool among) {
  const ro_search *search = a->search;
  if (search->act.ptr) ro_text_addf(&a->sql, " AND n.act = ?%d", value(a, search->act));
  if (among) narrow_speakers(a); /* else they come from there */
  if (search->sides.len > 0)
    ro_text_addf(&a->sql,
                 " AND EXISTS (SELECT 1 FROM statement_entity c WHERE c.statement = n.statement AND c.role = 'claimed_by' "
                 "AND c.entity IN " LIST ")",
                 list_value(a, &search->sides));
  if (search->outlets.len > 0)
    ro_text_addf(&a->sql,
                 " AND EXISTS (SELECT 1 FROM evidence v JOIN report_number m ON m.report = v.report "
                 "WHERE v.statement = n.statement AND m.outlet IN " LIST ")",
                 list_value(a, &search->outlets));
}

/* -- where candidates come from ----------------------------------------------------------------------------------------- */

static bool asks_for_events(const ro_search *search) {
  return search->n_parties > 0 || search->frameworks.len > 0 || search->since.ptr || search->until.ptr;
}

static bool is_narrowed(const ro_search *search) {
  return asks_for_events(search) || search->speakers.len > 0 || search->sides.len > 0 || search->outlets.len > 0 ||
         search->act.ptr;
}

/* The rows of the hits, whose numbers are the first value. */
#define AMONG(numbers) "json_each(?1) h CROSS JOIN " numbers " n ON n.number = h.value"
#define DAYS " CROSS JOIN event e INDEXED BY event_days ON e.id = "
#define REPORT_OF(event) \
  " CROSS JOIN event_report t ON t.event = " event " AND t.how = 'told' CROSS JOIN report_number n ON n.report = t.report"
#define TOLD \
  "FROM event_report t JOIN event e INDEXED BY event_days ON e.id = t.event WHERE t.report = n.report AND t.how = 'told'"

/* "(…) d": the events of the first party. */
static void events_of_party(asking *a) {
  ro_text_addf(&a->sql, "(SELECT DISTINCT event FROM event_entity WHERE entity IN " LIST " AND role IN ('person', 'of')) d",
               list_value(a, &a->search->parties[0]));
}

static void events_of_framework(asking *a) {
  int entities = list_value(a, &a->search->frameworks), events = list_value(a, &a->search->framed);
  ro_text_addf(&a->sql,
               "(SELECT value AS event FROM json_each(?%d) UNION SELECT m.event FROM statement_entity t JOIN statement_number m "
               "ON m.statement = t.statement WHERE t.entity IN " LIST
               " AND t.role = 'topic' "
               "UNION SELECT event FROM event_entity WHERE entity IN " LIST ") d",
               events, entities, entities);
}

/* Reports by the events that they tell: those of a party, a framework or an outlet, else those that are dated; or among the hits.
 */
static void from_events(asking *a, bool among) {
  const ro_search *search = a->search;
  if (!among && (search->n_parties > 0 || search->frameworks.len > 0)) {
    (search->n_parties > 0 ? events_of_party : events_of_framework)(a);
    ro_text_add(&a->sql, RO_LIT(DAYS "d.event" REPORT_OF("d.event") " WHERE 1"));
  } else if (among || search->outlets.len > 0) {
    ro_text_addf(&a->sql,
                 "%s CROSS JOIN event_report t INDEXED BY event_report_report ON t.report = n.report AND t.how = 'told'" DAYS
                 "t.event WHERE 1",
                 among ? AMONG("report_number") : "report_number n");
  } else {
    ro_text_add(&a->sql, RO_LIT("event e INDEXED BY event_until" REPORT_OF("e.id") " WHERE e.date_to IS NOT NULL"));
  }
}

/* Reports that no event dates, by their publication. */
static void ask_published(asking *a, bool among) {
  const ro_search *search = a->search;
  ro_text_addf(&a->sql, "SELECT n.number, coalesce(n.published, (SELECT max(e.date_from) " TOLD ")) FROM %s WHERE 1",
               among ? AMONG("report_number") : "report_number n");
  if (search->since.ptr || search->until.ptr)
    ro_text_add(&a->sql, RO_LIT(" AND (NOT EXISTS (SELECT 1 " TOLD ") OR EXISTS (SELECT 1 " TOLD " AND e.date_to IS NULL))"));
  narrow_days(a, "n.published", "n.published");
  narrow_reports(a, among);
}

/* A report's day is that of an event that it tells; where that has none, or it tells of none, its publication's. */
static void ask_reports(asking *a, bool among) {
  const ro_search *search = a->search;
  begin(a);
  if (among) numbers_value(a);
  if (asks_for_events(search)) {
    ro_text_add(&a->sql, RO_LIT("SELECT n.number, coalesce(n.published, e.date_from) FROM "));
    from_events(a, among);
    narrow_parties(a);
    narrow_framework(a);
    narrow_days(a, "coalesce(e.date_from, n.published)", "coalesce(e.date_to, n.published)");
    narrow_reports(a, among);
  }
  if (search->n_parties > 0 || search->frameworks.len > 0) return;
  if (asks_for_events(search)) ro_text_add(&a->sql, RO_LIT(" UNION ALL "));
  ask_published(a, among);
}

/* "(…) d": the statements of a speaker, or of who speaks for them. */
static void statements_of_speaker(asking *a) {
  int list = list_value(a, &a->search->speakers);
  ro_text_addf(&a->sql,
               "(SELECT m.number FROM statement_entity w CROSS JOIN statement_number m ON m.statement = w.statement "
               "WHERE w.entity IN " LIST
               " AND w.role = 'speaker' UNION "
               "SELECT m.number FROM event_entity o CROSS JOIN event_entity p ON p.event = o.event AND p.role = 'person' "
               "AND p.number = o.number CROSS JOIN statement_number m ON m.event = o.event CROSS JOIN statement_entity w "
               "ON w.statement = m.statement AND w.role = 'speaker' AND w.entity = p.entity "
               "WHERE o.entity IN " LIST " AND o.role = 'of') d",
               list, list);
}

static void statements_of_framework(asking *a) {
  int entities = list_value(a, &a->search->frameworks), events = list_value(a, &a->search->framed);
  ro_text_addf(&a->sql,
               "(SELECT m.number FROM statement_entity t JOIN statement_number m ON m.statement = t.statement "
               "WHERE t.entity IN " LIST
               " AND t.role = 'topic' UNION "
               "SELECT number FROM statement_number WHERE event IN " LIST
               " UNION "
               "SELECT m.number FROM event_entity p JOIN statement_number m ON m.event = p.event WHERE p.entity IN " LIST ") d",
               entities, events, entities);
}

static void from_statements(asking *a, bool among) {
  const ro_search *search = a->search;
  if (among) {
    ro_text_add(&a->sql, RO_LIT(AMONG("statement_number") DAYS "n.event WHERE 1"));
  } else if (search->speakers.len > 0 || (search->n_parties == 0 && search->frameworks.len > 0)) {
    (search->speakers.len > 0 ? statements_of_speaker : statements_of_framework)(a);
    ro_text_add(&a->sql, RO_LIT(" CROSS JOIN statement_number n ON n.number = d.number" DAYS "n.event WHERE 1"));
  } else if (search->n_parties > 0) {
    events_of_party(a);
    ro_text_add(&a->sql, RO_LIT(DAYS "d.event CROSS JOIN statement_number n ON n.event = d.event WHERE 1"));
  } else if (search->since.ptr || search->until.ptr) {
    ro_text_add(&a->sql, RO_LIT("event e INDEXED BY event_until CROSS JOIN statement_number n ON n.event = e.id "
                                "WHERE e.date_to IS NOT NULL"));
  } else {
    ro_text_add(&a->sql, RO_LIT("statement_number n" DAYS "n.event WHERE 1"));
  }
}

static void ask_statements(asking *a, bool among) {
  begin(a);
  if (among) numbers_value(a);
  ro_text_add(&a->sql, RO_LIT("SELECT n.number, e.date_from FROM "));
  from_statements(a, among);
  narrow_parties(a);
  narrow_framework(a);
  narrow_days(a, "e.date_from", "e.date_to");
  narrow_statements(a, among);
}

/* -- hits --------------------------------------------------------------------------------------------------------------- */

static int by_number(const void *left, const void *right) {
  const hit *a = left, *b = right;
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  return ro_slice_compare(b->date, a->date);
}

/* Each number once, with its latest date. */
static void drop_doubles(asking *a) {
  size_t kept = 0;
  if (a->hits.len > 1) qsort(a->hits.at, a->hits.len, sizeof *a->hits.at, by_number);
  for (size_t i = 0; i < a->hits.len; i++)
    if (kept == 0 || a->hits.at[kept - 1].number != a->hits.at[i].number) a->hits.at[kept++] = a->hits.at[i];
  a->hits.len = kept;
}

/* Dates are few, things many: each is kept once. */
static ro_slice kept_date(ro_map *dates, ro_slice date, ro_arena *arena) {
  if (!date.ptr) return RO_ABSENT;
  uint64_t *place = ro_map_get(dates, date);
  if (place) return dates->entries[*place].key;
  size_t at = dates->len;
  *ro_map_put(dates, ro_arena_copy(arena, date), NULL) = at;
  return dates->entries[at].key;
}

/* What is narrowed so, whatever its words; or of the hits those that are. */
static readout_status take_narrowed(asking *a, bool among) {
  ro_query query;
  ro_map dates;
  ro_map_init(&dates, a->arena);
  if (a->search->statements) {
    ask_statements(a, among);
  } else {
    ask_reports(a, among);
  }
  a->hits.len = 0;
  open_asked(a, &query);
  while (ro_query_next(&query)) {
    hit one = {.number = sqlite3_column_int64(query.stmt, 0), .date = kept_date(&dates, ro_query_column(&query, 1), a->arena)};
    RO_PUSH(a->arena, &a->hits, one);
  }
  RO_TRY(ro_query_close(&query));
  drop_doubles(a);
  return READOUT_OK;
}

static void allow(asking *a) {
  a->n_allowed = a->hits.len > 0 ? (size_t)a->hits.at[a->hits.len - 1].number + 1 : 0;
  a->allowed = RO_NEW_ARRAY(a->arena, uint8_t, a->n_allowed / 8 + 1);
  for (size_t i = 0; i < a->hits.len; i++) a->allowed[a->hits.at[i].number / 8] |= (uint8_t)(1 << a->hits.at[i].number % 8);
  a->hits.len = 0;
}

static bool may_be(const asking *a, int64_t number) {
  return number >= 0 && (size_t)number < a->n_allowed && (a->allowed[number / 8] >> number % 8 & 1);
}

static void is_allowed(sqlite3_context *context, int n, sqlite3_value **values) {
  sqlite3_result_int(context, n == 1 && may_be(sqlite3_user_data(context), sqlite3_value_int64(values[0])));
}

/* SQL's ro_is_allowed(number). */
static readout_status make_allowed(asking *a) {
  int code = sqlite3_create_function_v2(a->store->db, "ro_is_allowed", 1, SQLITE_UTF8, a, is_allowed, NULL, NULL, NULL);
  return ro_store_failed(a->store->db, code, a->err);
}

/* The things that have the words, among those that are allowed. */
static readout_status take_worded(asking *a) {
  ro_query query;
  const char *table = words_table(a);
  begin(a);
  RO_TRY(make_allowed(a));
  ro_text_addf(&a->sql, "SELECT rowid, bm25(%s) FROM %s WHERE %s MATCH ?%d%s", table, table, table, value(a, whole_expression(a)),
               a->allowed ? " AND ro_is_allowed(rowid)" : "");
  open_asked(a, &query);
  while (ro_query_next(&query)) {
    hit one = {.number = sqlite3_column_int64(query.stmt, 0), .rank = sqlite3_column_double(query.stmt, 1)};
    RO_PUSH(a->arena, &a->hits, one);
  }
  return ro_query_close(&query);
}

/* Up to FEW_HITS numbers that have the words; *few false where there are more. */
static readout_status take_few(asking *a, bool *few) {
  ro_query query;
  const char *table = words_table(a);
  begin(a);
  ro_text_addf(&a->sql, "SELECT rowid FROM %s WHERE %s MATCH ?%d LIMIT %d", table, table, value(a, whole_expression(a)),
               FEW_HITS + 1);
  open_asked(a, &query);
  while (ro_query_next(&query)) {
    hit one = {.number = sqlite3_column_int64(query.stmt, 0)};
    RO_PUSH(a->arena, &a->hits, one);
  }
  *few = a->hits.len <= FEW_HITS;
  return ro_query_close(&query);
}

/* Without what has the words that are not to be there. */
static readout_status drop_excluded(asking *a) {
  ro_query query;
  size_t kept = 0, at = 0;
  const char *table = words_table(a);
  if (a->search->words.terms.len == 0) return READOUT_OK;
  begin(a);
  ro_text_addf(&a->sql, "SELECT rowid FROM %s WHERE %s MATCH ?%d ORDER BY rowid", table, table, value(a, expression(a, true)));
  open_asked(a, &query);
  while (ro_query_next(&query)) {
    int64_t number = sqlite3_column_int64(query.stmt, 0);
    while (at < a->hits.len && a->hits.at[at].number < number) a->hits.at[kept++] = a->hits.at[at++];
    if (at < a->hits.len && a->hits.at[at].number == number) at++;
  }
  while (at < a->hits.len) a->hits.at[kept++] = a->hits.at[at++];
  a->hits.len = kept;
  return ro_query_close(&query);
}

static readout_status take_hits(asking *a) {
  bool few = false;
  if (!ro_asked_any(&a->search->words)) {
    RO_TRY(take_narrowed(a, false));
    return drop_excluded(a);
  }
  if (is_narrowed(a->search)) {
    RO_TRY(take_few(a, &few));
    RO_TRY(take_narrowed(a, few));
    if (a->hits.len == 0) return READOUT_OK;
    allow(a);
  }
  return take_worded(a);
}

/* -- order -------------------------------------------------------------------------------------------------------------- */

static int by_rank(const void *left, const void *right) {
  const hit *a = left, *b = right;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  return ro_slice_compare(b->date, a->date);
}

static int best_first(const void *left, const void *right) {
  const ro_found *a = left, *b = right;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  int order = ro_slice_compare(b->date, a->date);
  return order ? order : ro_slice_compare(a->id, b->id);
}

static const char *thing_of_number(const asking *a) {
  if (a->search->statements)
    return "SELECT n.statement, e.date_from FROM statement_number n JOIN event e INDEXED BY event_days ON e.id = n.event "
           "WHERE n.number = ?1";
  return "SELECT n.report, coalesce(n.published, (SELECT max(e.date_from) " TOLD ")) FROM report_number n WHERE n.number = ?1";
}

/* <0 where a hit comes before `after`, as far as is known of it: a hit by words has no date yet. */
static int against(const hit *one, const ro_found *after) {
  if (one->rank != after->rank) return one->rank < after->rank ? -1 : 1;
  return one->date.ptr ? ro_slice_compare(after->date, one->date) : 0;
}

/* The hits that may stand on the page: from *first on, those that come within the limit, or stand with its last: of the others no
 * more need be known. */
static size_t within_limit(asking *a, size_t *first) {
  size_t limit = a->search->limit, n = a->hits.len, same = 0;
  *first = 0;
  if (n > 1) qsort(a->hits.at, n, sizeof *a->hits.at, by_rank);
  if (a->search->after) {
    while (*first < n && against(&a->hits.at[*first], a->search->after) < 0) ++*first;
    while (*first + same < n && against(&a->hits.at[*first + same], a->search->after) == 0) same++;
  }
  if (limit == 0 || limit >= n - *first - same) return n;
  size_t end = *first + same + limit;
  while (end < n && by_rank(&a->hits.at[end - 1], &a->hits.at[end]) == 0) end++;
  return end;
}

static void drop_before(ro_found_list *found, const ro_found *after) {
  size_t kept = 0;
  for (size_t i = 0; i < found->list.len; i++)
    if (best_first(&found->list.at[i], after) > 0) found->list.at[kept++] = found->list.at[i];
  found->list.len = kept;
}

static readout_status order(asking *a, ro_found_list *found) {
  ro_query query;
  size_t first, n = within_limit(a, &first);
  found->total = a->hits.len;
  found->more = n < a->hits.len;
  ro_query_open(&query, a->store, thing_of_number(a), a->err);
  for (size_t i = first; i < n; i++) {
    ro_query_integer(&query, 1, a->hits.at[i].number);
    if (ro_query_next(&query)) {
      ro_slice date = a->hits.at[i].date.ptr ? a->hits.at[i].date : ro_arena_copy(a->arena, ro_query_column(&query, 1));
      ro_found one = {ro_arena_copy(a->arena, ro_query_column(&query, 0)), date, a->hits.at[i].rank};
      RO_PUSH(a->arena, &found->list, one);
    }
    ro_query_again(&query);
  }
  if (found->list.len > 1) qsort(found->list.at, found->list.len, sizeof *found->list.at, best_first);
  if (a->search->after) drop_before(found, a->search->after);
  if (a->search->limit > 0 && found->list.len > a->search->limit) {
    found->list.len = a->search->limit;
    found->more = true;
  }
  return ro_query_close(&query);
}

/* -- facets ------------------------------------------------------------------------------------------------------------- */

/* What a facet's values are read by: of the hit ?1, or of all things, each once, of which those are counted that are found. */
typedef struct facet_query {
  const char *sql;
  bool of_all;    /* rows of a number and a value; else of a value */
  bool is_entity; /* the values are identities, which have names */
} facet_query;

static facet_query facet_query_of(const asking *a, ro_facet facet) {
  static const facet_query OF_REPORTS[RO_FACETS] = {
      [RO_FACET_PARTY] = {.sql = "SELECT p.entity FROM report_number n CROSS JOIN event_report t ON t.report = n.report AND "
                                 "t.how = 'told' CROSS JOIN event_entity p ON p.event = t.event AND p.role = 'of' WHERE "
                                 "n.number = ?1",
                          .is_entity = true},
      /* The rows of reports are long, and few have a side. */
      [RO_FACET_SIDE] = {.sql = "SELECT n.number, r.side FROM report r INDEXED BY report_side CROSS JOIN report_number n ON "
                                "n.report = r.id WHERE r.side IS NOT NULL",
                         .of_all = true,
                         .is_entity = true},
      [RO_FACET_OUTLET] = {.sql = "SELECT n.outlet FROM report_number n WHERE n.number = ?1"},
      [RO_FACET_YEAR] = {.sql = "SELECT substr(e.date_from, 1, 4) FROM report_number n CROSS JOIN event_report t ON t.report = "
                                "n.report AND t.how = 'told'" DAYS
                                "t.event WHERE n.number = ?1 AND e.date_from < 'X' AND e.date_to IS NOT NULL UNION ALL SELECT "
                                "substr(n.published, 1, 4) FROM report_number n WHERE n.number = ?1 AND n.published < 'X' AND "
                                "(NOT EXISTS (SELECT 1 " TOLD ") OR EXISTS (SELECT 1 " TOLD " AND e.date_to IS NULL))"},
  };
  static const facet_query OF_STATEMENTS[RO_FACETS] = {
      [RO_FACET_PARTY] = {.sql = "SELECT p.entity FROM statement_number n CROSS JOIN event_entity p ON p.event = n.event AND "
                                 "p.role = 'of' WHERE n.number = ?1",
                          .is_entity = true},
      [RO_FACET_SIDE] = {.sql = "SELECT c.entity FROM statement_number n CROSS JOIN statement_entity c ON c.statement = "
                                "n.statement AND c.role = 'claimed_by' WHERE n.number = ?1",
                         .is_entity = true},
      [RO_FACET_YEAR] = {.sql = "SELECT substr(e.date_from, 1, 4) FROM statement_number n" DAYS
                                "n.event WHERE n.number = ?1 AND e.date_from < 'X'"},
      [RO_FACET_SPEAKER] = {.sql = "SELECT w.entity FROM statement_number n CROSS JOIN statement_entity w ON w.statement = "
                                   "n.statement AND w.role = 'speaker' WHERE n.number = ?1",
                            .is_entity = true},
      [RO_FACET_ACT] = {.sql = "SELECT n.act FROM statement_number n WHERE n.number = ?1"},
  };
  return a->search->statements ? OF_STATEMENTS[facet] : OF_REPORTS[facet];
}

typedef struct counted {
  ro_slice value;
  size_t n;
  int64_t last; /* the hit that was counted last: one that has the value twice counts once */
} counted;

typedef struct counting {
  ro_map places;
  RO_ARRAY(counted) list;
} counting;

static void count_value(counting *c, ro_slice value, int64_t number, ro_arena *arena) {
  if (!value.ptr) return;
  uint64_t *place = ro_map_get(&c->places, value);
  if (!place) {
    counted one = {.value = ro_arena_copy(arena, value), .last = -1};
    place = ro_map_put(&c->places, one.value, NULL);
    *place = c->list.len;
    RO_PUSH(arena, &c->list, one);
  }
  counted *one = &c->list.at[*place];
  one->n += one->last != number;
  one->last = number;
}

static readout_status count_of_hits(asking *a, const char *sql, counting *c) {
  ro_query query;
  ro_query_open(&query, a->store, sql, a->err);
  for (size_t i = 0; i < a->hits.len; i++) {
    ro_query_integer(&query, 1, a->hits.at[i].number);
    while (ro_query_next(&query)) count_value(c, ro_query_column(&query, 0), a->hits.at[i].number, a->arena);
    ro_query_again(&query);
  }
  return ro_query_close(&query);
}

static readout_status count_of_all(asking *a, const char *sql, counting *c) {
  ro_query query;
  ro_query_open(&query, a->store, sql, a->err);
  while (ro_query_next(&query)) {
    int64_t number = sqlite3_column_int64(query.stmt, 0);
    if (may_be(a, number)) count_value(c, ro_query_column(&query, 1), number, a->arena);
  }
  return ro_query_close(&query);
}

static int most_frequent_first(const void *left, const void *right) {
  const counted *a = left, *b = right;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  return ro_slice_compare(a->value, b->value);
}

static readout_status count_facet(asking *a, ro_facet facet, ro_faceted_list *list) {
  ro_query names;
  counting c = {0};
  facet_query query = facet_query_of(a, facet);
  if (!query.sql) return READOUT_OK;
  ro_map_init(&c.places, a->arena);
  RO_TRY((query.of_all ? count_of_all : count_of_hits)(a, query.sql, &c));
  if (c.list.len > 1) qsort(c.list.at, c.list.len, sizeof *c.list.at, most_frequent_first);
  ro_query_open(&names, a->store, "SELECT name FROM entity WHERE id = ?1", a->err);
  for (size_t i = 0; i < c.list.len && i < RO_FACET_LIMIT; i++) {
    ro_faceted one = {.value = c.list.at[i].value, .name = c.list.at[i].value, .count = c.list.at[i].n};
    ro_query_text(&names, 1, one.value);
    if (query.is_entity && ro_query_next(&names)) one.name = ro_arena_copy(a->arena, ro_query_column(&names, 0));
    ro_query_again(&names);
    RO_PUSH(a->arena, list, one);
  }
  return ro_query_close(&names);
}

/* Of all hits, before they are cut to a page. */
static readout_status count_facets(asking *a, ro_found_list *found) {
  size_t n = a->hits.len;
  if (n > 1) qsort(a->hits.at, n, sizeof *a->hits.at, by_number);
  allow(a);
  a->hits.len = n;
  for (ro_facet facet = 0; facet < RO_FACETS; facet++) RO_TRY(count_facet(a, facet, &found->facets[facet]));
  return READOUT_OK;
}

static void release(void *ctx) {
  ro_text_release(ctx);
}

readout_status ro_store_search(ro_store *store, const ro_search *search, ro_arena *arena, ro_found_list *found,
                               readout_error *err) {
  asking *a = RO_NEW(arena, asking);
  *a = (asking){.store = store, .search = search, .arena = arena, .err = err};
  ro_text_init(&a->sql, 0);
  ro_arena_defer(arena, release, &a->sql);
  *found = (ro_found_list){0};
  RO_TRY(ro_index_check(store, err));
  RO_TRY(take_hits(a));
  if (search->facets) RO_TRY(count_facets(a, found));
  return order(a, found);
}
