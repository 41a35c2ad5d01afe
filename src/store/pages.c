#include "store/pages.h"

#include <stdlib.h>

#include "base/error.h"
#include "store/index.h"
#include "store/internal.h"

#define MOST_VALUES 40
enum { FEW = 2000 };

/* A question under way: SQL and its values. */
typedef struct paging {
  ro_store *store;
  const ro_page_asked *asked;
  ro_arena *arena;
  ro_page_found *found;
  readout_error *err;
  ro_text sql;
  ro_slice values[MOST_VALUES];
  int n_values;
  const char *condition; /* of an event, as SQL: asked of each that comes, since it takes long; or NULL */
  bool is_condition;     /* what it is to be */
} paging;

#define LIST "(SELECT value FROM json_each(?%d))"

/* -- questions -------------------------------------------------------------------------------------------------------- */

static int value(paging *p, ro_slice text) {
  if (p->n_values == MOST_VALUES) ro_arena_refuse(p->arena, "a list is narrowed by too much");
  p->values[p->n_values] = text;
  return ++p->n_values;
}

/* ["n-1","n-2"] */
static ro_slice as_json(ro_arena *arena, const ro_slices *list) {
  ro_text json;
  ro_text_init(&json, 0);
  ro_text_add(&json, RO_LIT("["));
  for (size_t i = 0; i < list->len; i++) {
    if (i > 0) ro_text_add(&json, RO_LIT(","));
    ro_text_json(&json, list->at[i]);
  }
  ro_text_add(&json, RO_LIT("]"));
  ro_slice copy = json.failed ? RO_ABSENT : ro_arena_copy(arena, ro_text_slice(&json));
  ro_text_release(&json);
  if (!copy.ptr) ro_arena_refuse(arena, "a list is narrowed by too many identities");
  return copy;
}

static int list_value(paging *p, const ro_slices *list) {
  return value(p, as_json(p->arena, list));
}

static void begin(paging *p) {
  ro_text_clear(&p->sql);
  p->n_values = 0;
}

static ro_slice after(const paging *p, size_t part) {
  return p->asked->after[part];
}

static bool is_first_page(const paging *p) {
  return !p->asked->after[0].ptr;
}

static void open_asked(paging *p, ro_query *query) {
  if (p->sql.failed) ro_arena_refuse(p->arena, "a list is narrowed by too much");
  ro_text_add(&p->sql, (ro_slice){"", 1});
  ro_query_open(query, p->store, p->sql.ptr, p->err);
  for (int i = 0; i < p->n_values; i++) ro_query_text(query, i + 1, p->values[i]);
}

static void open_condition(paging *p, ro_query *query) {
  ro_text sql;
  ro_text_init(&sql, 0);
  ro_text_addf(&sql, "SELECT %s FROM event e WHERE e.id = ?1", p->condition);
  ro_text_add(&sql, (ro_slice){"", 1});
  if (sql.failed) ro_arena_refuse(p->arena, "a list is narrowed by too much");
  ro_query_open(query, p->store, sql.ptr, p->err);
  ro_text_release(&sql);
}

static bool fits(const paging *p, ro_query *condition, ro_slice event) {
  if (!p->condition) return true;
  ro_query_text(condition, 1, event);
  bool is = ro_query_next(condition) && ro_query_number(condition, 0) != 0;
  ro_query_again(condition);
  return is == p->is_condition;
}

/* Runs what was asked: the identity, then the columns of its key behind the `fixed` first ones. One row more than fits is `more`.
 */
static readout_status take(paging *p, ro_slice fixed, size_t n_columns) {
  ro_query query, condition = {0};
  size_t room = p->asked->limit - p->found->list.len;
  if (p->condition) {
    open_condition(p, &condition);
  } else {
    ro_text_addf(&p->sql, " LIMIT %zu", room + 1);
  }
  open_asked(p, &query);
  while (ro_query_next(&query)) {
    if (!fits(p, &condition, ro_query_column(&query, 0))) continue;
    ro_paged one = {.id = ro_arena_copy(p->arena, ro_query_column(&query, 0))};
    size_t at = 0;
    if (room-- == 0) {
      p->found->more = true;
      break;
    }
    if (fixed.ptr) one.key[at++] = fixed;
    for (size_t i = 0; i < n_columns; i++) {
      ro_slice column = ro_query_column(&query, (int)i + 1);
      one.key[at++] = ro_arena_copy(p->arena, column.ptr ? column : RO_LIT(""));
    }
    RO_PUSH(p->arena, &p->found->list, one);
  }
  readout_status status = p->condition ? ro_query_close(&condition) : READOUT_OK, closed = ro_query_close(&query);
  return status == READOUT_OK ? closed : status;
}

/* -- what narrows ------------------------------------------------------------------------------------------------------ */

static void narrow_equal(paging *p, const char *column, ro_slice wanted) {
  if (wanted.ptr) ro_text_addf(&p->sql, " AND %s = ?%d", column, value(p, wanted));
}

static void narrow_in(paging *p, const char *column, const ro_slices *wanted) {
  if (wanted->len > 0) ro_text_addf(&p->sql, " AND %s IN " LIST, column, list_value(p, wanted));
}

/* Dates of less than a day lie anywhere in what they name. */
static void narrow_days(paging *p, const char *from, const char *to) {
  ro_slice since = p->asked->since, until = p->asked->until;
  if (since.ptr)
    ro_text_addf(&p->sql, " AND %s >= substr(?%d, 1, 4) AND %s || '~' >= ?%d AND %s < 'X'", to, value(p, since), to,
                 value(p, since), to);
  if (until.ptr) ro_text_addf(&p->sql, " AND %s <= ?%d || '~' AND %s < 'X'", from, value(p, until), from);
}

static void narrow_event_parties(paging *p) {
  for (size_t i = 0; i < p->asked->n_parties; i++)
    ro_text_addf(&p->sql, " AND e.id IN (SELECT event FROM event_entity WHERE role IN ('person', 'of') AND entity IN " LIST ")",
                 list_value(p, &p->asked->parties[i]));
}

static void narrow_framework(paging *p, const char *topics) {
  if (p->asked->frameworks.len == 0) return;
  int entities = list_value(p, &p->asked->frameworks), events = list_value(p, &p->asked->framed);
  ro_text_addf(&p->sql,
               " AND (e.id IN " LIST " OR EXISTS (SELECT 1 FROM event_entity p WHERE p.event = e.id AND p.entity IN " LIST
               ") OR EXISTS (SELECT 1 FROM %s AND t.role = 'topic' AND t.entity IN " LIST "))",
               events, entities, topics, entities);
}

/* -- events ------------------------------------------------------------------------------------------------------------ */

#define IS_TOLD "EXISTS (SELECT 1 FROM event_report r WHERE r.event = e.id AND r.how = 'told')"
#define HAS_YEAR "(length(e.date_from) >= 4 AND e.date_from < 'X')"
#define NO_YEAR "(e.date_from IS NULL OR length(e.date_from) < 4 OR e.date_from >= 'X')"
#define NOT_REJECTED(thing) "json_extract(ro_unpack(" thing ".body, NULL), '$.verdict') IS NOT 'rejected'"

/* Reports disagree, or an agreement is claimed by some sides and not by another whose account is there. */
#define DIFFERS \
  "(EXISTS (SELECT 1 FROM discrepancy d WHERE d.event = e.id AND " NOT_REJECTED("d") ") OR EXISTS (SELECT 1 FROM statement s " \
  "WHERE s.event = e.id AND (s.joint OR (SELECT count(*) FROM statement_entity w WHERE w.statement = s.id AND "              \
  "w.role = 'speaker') > 1) AND EXISTS (SELECT 1 FROM statement_entity c WHERE c.statement = s.id AND c.role = "             \
  "'claimed_by') AND EXISTS (SELECT 1 FROM json_each(ro_unpack(e.body, NULL), '$.sides') i WHERE json_array_length(i.value, '$.origins') > 0 " \
  "AND json_extract(i.value, '$.side') NOT IN (SELECT c.entity FROM statement_entity c WHERE c.statement = s.id AND c.role " \
  "= 'claimed_by')) AND " NOT_REJECTED("s") "))"

/* The events at which that could be: few of many, and found without looking at each event. */
#define MAY_DIFFER                                                                                                              \
  "(SELECT event FROM discrepancy WHERE event IS NOT NULL UNION SELECT s.event FROM entity y CROSS JOIN statement_entity c ON " \
  "c.entity = y.id AND c.role = 'claimed_by' CROSS JOIN statement s ON s.id = c.statement)"

static void whether(paging *p, ro_whether asked, const char *condition) {
  if (asked != RO_EITHER) ro_text_addf(&p->sql, " AND %s%s", asked == RO_NO ? "NOT " : "", condition);
}

/* Four stretches: told with a year, told without, mentioned with, mentioned without. */
static readout_status events_of_stretch(paging *p, char stretch, bool from_start) {
  static const char *const STRETCHES[] = {HAS_YEAR " AND " IS_TOLD, NO_YEAR " AND " IS_TOLD, HAS_YEAR " AND NOT " IS_TOLD,
                                          NO_YEAR " AND NOT " IS_TOLD};
  const ro_page_asked *asked = p->asked;
  bool has_year = stretch == '0' || stretch == '2';
  const char *date = has_year ? "e.date_from" : "coalesce(e.date_from, '')";
  begin(p);
  ro_text_addf(&p->sql, "SELECT e.id, e.date_from, e.id FROM event e WHERE %s", STRETCHES[stretch - '0']);
  if (!from_start) {
    int day = value(p, after(p, 1));
    ro_text_addf(&p->sql, " AND %s <= ?%d AND (%s < ?%d OR e.id > ?%d)", date, day, date, day, value(p, after(p, 2)));
  }
  narrow_event_parties(p);
  narrow_framework(p, "statement s JOIN statement_entity t ON t.statement = s.id WHERE s.event = e.id");
  narrow_days(p, "e.date_from", "+e.date_to"); /* +: not by an index of it, behind which all would have to be sorted */
  narrow_equal(p, "e.kind", asked->kind);
  narrow_equal(p, "e.status", asked->status);
  if (asked->differs == RO_YES) ro_text_add(&p->sql, RO_LIT(" AND e.id IN " MAY_DIFFER));
  ro_text_addf(&p->sql, " ORDER BY %s DESC, e.id", date);
  return take(p, ro_arena_format(p->arena, "%c", stretch), 2);
}

static readout_status page_events(paging *p) {
  ro_slice at = after(p, 0);
  char stretch = at.ptr ? at.ptr[0] : '0';
  if (at.ptr && (at.len != 1 || stretch < '0' || stretch > '3'))
    return ro_fail(p->err, READOUT_ERR_USAGE, "this is no place in a list of events");
  p->condition = p->asked->differs == RO_EITHER ? NULL : DIFFERS;
  p->is_condition = p->asked->differs == RO_YES;
  for (; stretch <= '3' && !p->found->more; stretch++) {
    bool is_told = stretch < '2', is_where = at.ptr && stretch == at.ptr[0];
    if ((p->asked->told == RO_YES && !is_told) || (p->asked->told == RO_NO && is_told)) continue;
    RO_TRY(events_of_stretch(p, stretch, !is_where));
  }
  return READOUT_OK;
}

/* -- statements -------------------------------------------------------------------------------------------------------- */

static readout_status page_statements(paging *p) {
  begin(p);
  ro_text_addf(&p->sql, "SELECT s.id, s.ord, s.id FROM statement s WHERE s.event = ?%d", value(p, p->asked->in));
  if (!is_first_page(p)) {
    int ord = value(p, after(p, 0));
    ro_text_addf(&p->sql, " AND (s.ord, s.id) > (CAST(?%d AS INTEGER), ?%d)", ord, value(p, after(p, 1)));
  }
  ro_text_add(&p->sql, RO_LIT(" ORDER BY s.ord, s.id"));
  return take(p, RO_ABSENT, 2);
}

static readout_status page_report_statements(paging *p) {
  begin(p);
  ro_text_addf(&p->sql,
               "SELECT statement, first, statement FROM (SELECT v.statement, min(v.start) AS first FROM evidence v WHERE "
               "v.report = ?%d GROUP BY v.statement) WHERE 1",
               value(p, p->asked->in));
  if (!is_first_page(p)) {
    int first = value(p, after(p, 0));
    ro_text_addf(&p->sql, " AND (first, statement) > (CAST(?%d AS INTEGER), ?%d)", first, value(p, after(p, 1)));
  }
  ro_text_add(&p->sql, RO_LIT(" ORDER BY first, statement"));
  return take(p, RO_ABSENT, 2);
}

/* -- reports ----------------------------------------------------------------------------------------------------------- */

/* Over the numbers of reports, whose rows are short. */
static readout_status page_reports(paging *p) {
  const ro_page_asked *asked = p->asked;
  RO_TRY(ro_index_check(p->store, p->err));
  begin(p);
  ro_text_add(&p->sql, RO_LIT("SELECT n.report, n.published, n.report FROM report_number n WHERE 1"));
  if (!is_first_page(p)) {
    int day = value(p, after(p, 0));
    ro_text_addf(&p->sql, " AND (coalesce(n.published, '') < ?%d OR (coalesce(n.published, '') = ?%d AND n.report > ?%d))", day,
                 day, value(p, after(p, 1)));
  }
  narrow_days(p, "n.published", "n.published");
  narrow_in(p, "n.outlet", &asked->outlets);
  if (asked->sides.len > 0)
    ro_text_addf(&p->sql, " AND n.report IN (SELECT id FROM report WHERE side IN " LIST ")", list_value(p, &asked->sides));
  if (asked->key.ptr) ro_text_addf(&p->sql, " AND n.report IN (SELECT id FROM report WHERE key = ?%d)", value(p, asked->key));
  ro_text_add(&p->sql, RO_LIT(" ORDER BY coalesce(n.published, '') DESC, n.report"));
  return take(p, RO_ABSENT, 2);
}

/* The last that came in has the largest number. */
static readout_status page_news(paging *p) {
  RO_TRY(ro_index_check(p->store, p->err));
  begin(p);
  ro_text_add(
      &p->sql,
      RO_LIT("SELECT n.report, n.number FROM report_number n CROSS JOIN report r ON r.id = n.report WHERE (EXISTS (SELECT "
             "1 FROM report o JOIN report_number m ON m.report = o.id WHERE o.key = r.key AND m.number < n.number) OR "
             "EXISTS (SELECT 1 FROM event_report t WHERE t.report = n.report AND t.how = 'told' AND NOT EXISTS (SELECT 1 "
             "FROM event_report u JOIN report_number m ON m.report = u.report WHERE u.event = t.event AND u.how = 'told' "
             "AND m.number < n.number)))"));
  if (!is_first_page(p)) ro_text_addf(&p->sql, " AND n.number < CAST(?%d AS INTEGER)", value(p, after(p, 0)));
  ro_text_add(&p->sql, RO_LIT(" ORDER BY n.number DESC"));
  return take(p, RO_ABSENT, 1);
}

/* -- entities, formulations, commitments, decisions ------------------------------------------------------------------- */

static void follow_name(paging *p, const char *name) {
  if (is_first_page(p)) return;
  int at = value(p, after(p, 0));
  ro_text_addf(&p->sql, " AND %s >= ?%d AND (%s > ?%d OR e.id > ?%d)", name, at, name, at, value(p, after(p, 1)));
}

static readout_status page_entities(paging *p) {
  begin(p);
  ro_text_add(&p->sql, RO_LIT("SELECT e.id, e.name, e.id FROM entity e WHERE 1"));
  follow_name(p, "e.name");
  narrow_equal(p, "e.kind", p->asked->kind);
  if (p->asked->called.ptr) {
    int forms = value(p, p->asked->called);
    RO_TRY(ro_index_check(p->store, p->err));
    ro_text_addf(&p->sql, " AND e.id IN (SELECT entity FROM entity_called WHERE name >= ?%d AND name < ?%d || char(1114111))",
                 forms, forms);
  }
  ro_text_add(&p->sql, RO_LIT(" ORDER BY e.name, e.id"));
  return take(p, RO_ABSENT, 2);
}

static readout_status page_formulations(paging *p) {
  const ro_page_asked *asked = p->asked;
  begin(p);
  ro_text_add(&p->sql, RO_LIT("SELECT e.id, e.phrase, e.id FROM formulation e WHERE 1"));
  follow_name(p, "e.phrase");
  if (asked->words.ptr) {
    int words = value(p, asked->words);
    ro_text_addf(
        &p->sql,
        " AND (instr(lower(e.phrase), ?%d) OR EXISTS (SELECT 1 FROM json_each(ro_unpack(e.body, NULL), '$.variants') v WHERE "
        "instr(lower(v.value), ?%d)))",
        words, words);
  }
  for (size_t i = 0; i < asked->n_parties; i++) /* each at one and the same event */
    ro_text_addf(&p->sql,
                 "%s EXISTS (SELECT 1 FROM event_entity p WHERE p.event = u.event AND p.role IN ('person', 'of') AND "
                 "p.entity IN " LIST ")",
                 i == 0 ? " AND e.id IN (SELECT u.formulation FROM formulation_use u WHERE" : " AND",
                 list_value(p, &asked->parties[i]));
  if (asked->n_parties > 0) ro_text_add(&p->sql, RO_LIT(")"));
  ro_text_add(&p->sql, RO_LIT(" ORDER BY e.phrase, e.id"));
  return take(p, RO_ABSENT, 2);
}

/* The statements of a party, or of who speaks for it at their event: who undertakes something is who says it. */
static void add_said_by(paging *p, const ro_slices *party) {
  int list = list_value(p, party);
  ro_text_addf(&p->sql,
               "(SELECT w.statement FROM statement_entity w WHERE w.entity IN " LIST
               " AND w.role = 'speaker' UNION SELECT w.statement FROM event_entity o CROSS JOIN event_entity p ON p.event = "
               "o.event AND p.role = 'person' AND p.number = o.number CROSS JOIN statement x ON x.event = o.event CROSS JOIN "
               "statement_entity w ON w.statement = x.id AND w.role = 'speaker' AND w.entity = p.entity WHERE o.entity IN " LIST
               " AND o.role = 'of')",
               list, list);
}

static void narrow_commitments(paging *p) {
  narrow_equal(p, "c.status", p->asked->status);
  whether(p, p->asked->due, "(c.deadline IS NOT NULL)");
}

/* Are there so few of such status and deadline that they are all looked at, rather than all events until enough are found? */
static readout_status ask_whether_few(paging *p, bool *few) {
  ro_query query;
  size_t n = 0;
  *few = false;
  if (!p->asked->status.ptr && p->asked->due == RO_EITHER) return READOUT_OK;
  begin(p);
  ro_text_add(&p->sql, RO_LIT("SELECT count(*) FROM (SELECT 1 FROM commitment c WHERE 1"));
  narrow_commitments(p);
  ro_text_addf(&p->sql, " LIMIT %d)", FEW + 1);
  open_asked(p, &query);
  if (ro_query_next(&query)) n = ro_query_number(&query, 0);
  *few = n <= FEW;
  return ro_query_close(&query);
}

/* From what there is least of: those of a party, those of such status, or all in the order of their events. */
static void from_commitments(paging *p, bool few) {
  const ro_page_asked *asked = p->asked;
  ro_text_add(&p->sql, RO_LIT("SELECT c.statement, e.date_from, e.id, s.ord, s.id FROM "));
  if (asked->n_parties > 0) add_said_by(p, &asked->parties[0]);
  if (asked->n_parties > 0) ro_text_add(&p->sql, RO_LIT(" d CROSS JOIN commitment c ON c.statement = d.statement"));
  if (asked->n_parties == 0 && few) ro_text_add(&p->sql, RO_LIT("commitment c"));
  ro_text_add(&p->sql, asked->n_parties > 0 || few ? RO_LIT(" CROSS JOIN statement s ON s.id = c.statement CROSS JOIN event e "
                                                            "ON e.id = s.event")
                                                   : RO_LIT("event e CROSS JOIN statement s ON s.event = e.id CROSS JOIN "
                                                            "commitment c ON c.statement = s.id"));
}

static readout_status commitments_of_stretch(paging *p, char stretch, bool from_start, bool few) {
  bool has_year = stretch == '0';
  const char *date = has_year ? "e.date_from" : "coalesce(e.date_from, '')";
  begin(p);
  from_commitments(p, few);
  ro_text_addf(&p->sql, " WHERE %s", has_year ? HAS_YEAR : NO_YEAR);
  if (!from_start) {
    int day = value(p, after(p, 1)), event = value(p, after(p, 2));
    ro_text_addf(&p->sql, " AND %s <= ?%d AND (%s < ?%d OR (e.id, s.ord, s.id) > (?%d, CAST(?%d AS INTEGER), ?%d))", date, day,
                 date, day, event, value(p, after(p, 3)), value(p, after(p, 4)));
  }
  for (size_t i = 1; i < p->asked->n_parties; i++) {
    ro_text_add(&p->sql, RO_LIT(" AND s.id IN "));
    add_said_by(p, &p->asked->parties[i]);
  }
  narrow_framework(p, "statement_entity t WHERE t.statement = s.id");
  narrow_days(p, "e.date_from", "e.date_to");
  narrow_commitments(p);
  ro_text_addf(&p->sql, " ORDER BY %s DESC, e.id, s.ord, s.id", date);
  return take(p, ro_arena_format(p->arena, "%c", stretch), 4);
}

static readout_status page_commitments(paging *p) {
  ro_slice at = after(p, 0);
  char stretch = at.ptr ? at.ptr[0] : '0';
  if (at.ptr && (at.len != 1 || stretch < '0' || stretch > '1'))
    return ro_fail(p->err, READOUT_ERR_USAGE, "this is no place in a list of commitments");
  bool few;
  RO_TRY(ask_whether_few(p, &few));
  for (; stretch <= '1' && !p->found->more; stretch++)
    RO_TRY(commitments_of_stretch(p, stretch, !at.ptr || stretch != at.ptr[0], few));
  return READOUT_OK;
}

static readout_status page_reviews(paging *p) {
  begin(p);
  ro_text_add(&p->sql, RO_LIT("SELECT v.id, v.decided, v.id FROM review v WHERE 1"));
  if (!is_first_page(p)) {
    int when = value(p, after(p, 0));
    ro_text_addf(&p->sql, " AND (v.decided < ?%d OR (v.decided = ?%d AND v.id < ?%d))", when, when, value(p, after(p, 1)));
  }
  narrow_equal(p, "v.state", p->asked->state);
  narrow_equal(p, "v.target", p->asked->target);
  ro_text_add(&p->sql, RO_LIT(" ORDER BY v.decided DESC, v.id DESC"));
  return take(p, RO_ABSENT, 2);
}

static void release(void *ctx) {
  ro_text_release(ctx);
}

readout_status ro_store_page(ro_store *store, const ro_page_asked *asked, ro_arena *arena, ro_page_found *found,
                             readout_error *err) {
  static readout_status (*const OF[RO_PAGES])(paging *) = {
      [RO_PAGE_EVENTS] = page_events,
      [RO_PAGE_STATEMENTS] = page_statements,
      [RO_PAGE_REPORT_STATEMENTS] = page_report_statements,
      [RO_PAGE_REPORTS] = page_reports,
      [RO_PAGE_ENTITIES] = page_entities,
      [RO_PAGE_FORMULATIONS] = page_formulations,
      [RO_PAGE_COMMITMENTS] = page_commitments,
      [RO_PAGE_REVIEWS] = page_reviews,
      [RO_PAGE_NEWS] = page_news,
  };
  paging *p = RO_NEW(arena, paging);
  *p = (paging){.store = store, .asked = asked, .arena = arena, .found = found, .err = err};
  ro_text_init(&p->sql, 0);
  ro_arena_defer(arena, release, &p->sql);
  *found = (ro_page_found){0};
  return OF[asked->of](p);
}

/* -- lines ------------------------------------------------------------------------------------------------------------- */

/* The lines of a table in the order of a list of identities. */
#define IN_ORDER(table, id, line) \
  ("SELECT t." id ", " line " FROM json_each(?1) j CROSS JOIN " table " t ON t." id " = j.value ORDER BY j.key")
#define BY_ID(table, id) IN_ORDER(table, id, "ro_unpack(t.body, NULL)")

readout_status ro_store_lines_by_id(ro_store *store, ro_line_type type, bool head, const ro_slices *ids, ro_store_take take_line,
                                    void *ctx, readout_error *err) {
  static const char *const LINES[RO_LINE_TYPES] = {
      [RO_LINE_REPORT] = IN_ORDER("report", "id", "ro_unpack(t.body, t.text)"),
      [RO_LINE_ORIGIN] = BY_ID("origin", "id"),
      [RO_LINE_ENTITY] = BY_ID("entity", "id"),
      [RO_LINE_EVENT] = BY_ID("event", "id"),
      [RO_LINE_STATEMENT] = BY_ID("statement", "id"),
      [RO_LINE_DERIVATION] = BY_ID("derivation", "id"),
      [RO_LINE_DISCREPANCY] = BY_ID("discrepancy", "id"),
      [RO_LINE_FORMULATION] = BY_ID("formulation", "id"),
      [RO_LINE_COMMITMENT] = BY_ID("commitment", "statement"),
      [RO_LINE_REVIEW] = BY_ID("review", "id"),
  };
  static const char *const HEADS = IN_ORDER("report", "id", "json_remove(ro_unpack(t.body, ''), '$.text', '$.main')");
  ro_query query;
  ro_text list;
  if (ids->len == 0) return READOUT_OK;
  if ((size_t)type >= RO_LINE_TYPES || !LINES[type])
    return ro_fail(err, READOUT_ERR_USAGE, "no line of type \"%s\" is read by identity", ro_line_type_name(type));
  ro_text_init(&list, 0);
  for (size_t i = 0; i < ids->len; i++) {
    ro_text_add(&list, i == 0 ? RO_LIT("[") : RO_LIT(","));
    ro_text_json(&list, ids->at[i]);
  }
  ro_text_add(&list, RO_LIT("]"));
  ro_query_open(&query, store, head && type == RO_LINE_REPORT ? HEADS : LINES[type], err);
  ro_query_give(&query, 1, &list);
  if (query.status == READOUT_OK) ro_error_clear(err);
  while (ro_query_next(&query))
    if (!take_line(ctx, type, ro_query_column(&query, 0), ro_query_column(&query, 1))) ro_query_end(&query);
  return ro_query_close(&query);
}

readout_status ro_store_has(ro_store *store, ro_line_type type, ro_slice id, bool *has, readout_error *err) {
  ro_query query;
  ro_query_open(&query, store,
                type == RO_LINE_EVENT    ? "SELECT 1 FROM event WHERE id = ?1"
                : type == RO_LINE_REPORT ? "SELECT 1 FROM report WHERE id = ?1"
                                         : "SELECT 1 FROM statement WHERE id = ?1",
                err);
  ro_query_text(&query, 1, id);
  *has = ro_query_next(&query);
  return ro_query_close(&query);
}

/* -- what stands around ------------------------------------------------------------------------------------------------ */

#define THEM "(SELECT value FROM json_each(?1))"

readout_status ro_store_around(ro_store *store, ro_around around, const ro_slices *of, ro_arena *arena, ro_slices *ids,
                               readout_error *err) {
  static const char *const AROUND[RO_AROUNDS] = {
      [RO_AROUND_ORIGINS_OF_REPORTS] = "SELECT DISTINCT origin FROM origin_report WHERE report IN " THEM " ORDER BY 1",
      [RO_AROUND_DERIVATIONS_AMONG] = "SELECT id FROM derivation WHERE a IN " THEM " AND b IN " THEM " ORDER BY 1",
      [RO_AROUND_DERIVATIONS_OF] =
          "SELECT id FROM derivation WHERE a IN " THEM " UNION SELECT id FROM derivation WHERE b IN " THEM " ORDER BY 1",
      [RO_AROUND_DISCREPANCIES_OF_EVENTS] = "SELECT id FROM discrepancy WHERE event IN " THEM " ORDER BY 1",
      [RO_AROUND_DISCREPANCIES_OF_REPORTS] = "SELECT id FROM discrepancy WHERE event IS NULL AND report IN " THEM " ORDER BY 1",
      [RO_AROUND_FORMULATIONS_OF_EVENTS] =
          "SELECT formulation FROM formulation_use WHERE event IN " THEM
          " UNION SELECT formulation FROM formulation_change WHERE to_event IN " THEM " ORDER BY 1",
      [RO_AROUND_COMMITMENTS_OF_EVENTS] =
          "SELECT statement FROM commitment WHERE statement IN (SELECT id FROM statement WHERE event IN " THEM ") ORDER BY 1",
      [RO_AROUND_EVENTS_OF_REPORTS] = "SELECT DISTINCT event FROM event_report WHERE report IN " THEM " ORDER BY 1",
      [RO_AROUND_EVENTS_OF_PARTIES] =
          "SELECT DISTINCT event FROM event_entity WHERE entity IN " THEM " AND role IN ('person', 'of') ORDER BY 1",
      [RO_AROUND_VERSIONS_OF_REPORTS] =
          "SELECT id FROM report WHERE key IN (SELECT key FROM report WHERE id IN " THEM ") ORDER BY version, id",
  };
  ro_query query;
  ro_slice list = as_json(arena, of);
  ro_query_open(&query, store, AROUND[around], err);
  ro_query_text(&query, 1, list);
  while (ro_query_next(&query)) RO_PUSH(arena, ids, ro_arena_copy(arena, ro_query_column(&query, 0)));
  return ro_query_close(&query);
}

readout_status ro_store_event_counts(ro_store *store, ro_slice event, ro_event_counts *counts, readout_error *err) {
  ro_query query;
  *counts = (ro_event_counts){0};
  ro_query_open(&query, store,
                "SELECT (SELECT count(*) FROM statement s WHERE s.event = e.id), (SELECT count(*) FROM discrepancy d WHERE "
                "d.event = e.id AND " NOT_REJECTED("d") "), " DIFFERS " FROM event e WHERE e.id = ?1",
                err);
  ro_query_text(&query, 1, event);
  if (ro_query_next(&query))
    *counts = (ro_event_counts){ro_query_number(&query, 0), ro_query_number(&query, 1), ro_query_number(&query, 2) != 0};
  return ro_query_close(&query);
}

/* Rows of an entity and a count. */
static readout_status take_met(ro_store *store, const char *sql, ro_slice entity, size_t most, ro_arena *arena, ro_mets *list,
                               readout_error *err) {
  ro_query query;
  ro_query_open(&query, store, sql, err);
  ro_query_text(&query, 1, entity);
  ro_query_size(&query, 2, most);
  while (ro_query_next(&query)) {
    ro_met one = {ro_arena_copy(arena, ro_query_column(&query, 0)), ro_query_number(&query, 1)};
    RO_PUSH(arena, list, one);
  }
  return ro_query_close(&query);
}

readout_status ro_store_entity_counts(ro_store *store, ro_slice entity, size_t most, ro_arena *arena, ro_entity_counts *counts,
                                      readout_error *err) {
  ro_query query;
  *counts = (ro_entity_counts){0};
  ro_query_open(&query, store,
                "SELECT (SELECT count(DISTINCT event) FROM event_entity WHERE entity = ?1 AND role IN ('person', 'of')), "
                "(SELECT count(DISTINCT statement) FROM statement_entity WHERE entity = ?1 AND role = 'speaker')",
                err);
  ro_query_text(&query, 1, entity);
  if (ro_query_next(&query)) {
    counts->events = ro_query_number(&query, 0);
    counts->statements = ro_query_number(&query, 1);
  }
  RO_TRY(ro_query_close(&query));
  RO_TRY(take_met(store,
                  "SELECT o.entity, count(DISTINCT o.event) FROM event_entity p CROSS JOIN event_entity o ON o.event = p.event "
                  "AND o.role = p.role AND o.entity <> p.entity WHERE p.entity = ?1 AND p.role IN ('person', 'of') "
                  "GROUP BY o.entity ORDER BY 2 DESC, 1 LIMIT ?2",
                  entity, most, arena, &counts->met, err));
  return take_met(store,
                  "SELECT o.entity, count(DISTINCT o.event) FROM event_entity p CROSS JOIN event_entity o ON o.event = p.event "
                  "AND o.role = 'person' AND o.number = p.number WHERE p.entity = ?1 AND p.role = 'of' GROUP BY o.entity "
                  "ORDER BY 2 DESC, 1 LIMIT ?2",
                  entity, most, arena, &counts->persons, err);
}

readout_status ro_store_news_of(ro_store *store, ro_slice report, ro_arena *arena, ro_slices *events, bool *is_change,
                                readout_error *err) {
  ro_query query;
  ro_query_open(
      &query, store,
      "SELECT 1 FROM report r JOIN report_number n ON n.report = r.id JOIN report o ON o.key = r.key JOIN report_number m "
      "ON m.report = o.id WHERE r.id = ?1 AND m.number < n.number",
      err);
  ro_query_text(&query, 1, report);
  *is_change = ro_query_next(&query);
  RO_TRY(ro_query_close(&query));
  ro_query_open(&query, store,
                "SELECT t.event FROM event_report t JOIN report_number n ON n.report = t.report WHERE t.report = ?1 AND t.how = "
                "'told' AND NOT EXISTS (SELECT 1 FROM event_report u JOIN report_number m ON m.report = u.report WHERE u.event = "
                "t.event AND u.how = 'told' AND m.number < n.number) ORDER BY 1",
                err);
  ro_query_text(&query, 1, report);
  while (ro_query_next(&query)) RO_PUSH(arena, events, ro_arena_copy(arena, ro_query_column(&query, 0)));
  return ro_query_close(&query);
}

readout_status ro_store_state(ro_store *store, uint64_t *state, readout_error *err) {
  ro_query query;
  *state = 0;
  ro_query_open(&query, store, "PRAGMA data_version", err);
  if (ro_query_next(&query)) *state = (uint64_t)ro_query_number(&query, 0);
  return ro_query_close(&query);
}
