/* Lists of a record of the sample reports: pages of one are the list, what is named stands beside, notes say what the views say.
 */
#include <readout/pages.h>
#include <readout/search.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>

#include <cmocka.h>

typedef struct sample {
  readout_engine *engine;
  readout_record *record;
  char folder[64], path[96];
} sample;

typedef struct answer {
  char *bytes;
  size_t len;
  yyjson_doc *lines[20000];
  size_t n;
} answer;

static bool keep(void *ctx, const char *bytes, size_t len) {
  answer *a = ctx;
  a->bytes = realloc(a->bytes, a->len + len + 1);
  assert_non_null(a->bytes);
  memcpy(a->bytes + a->len, bytes, len);
  a->len += len;
  a->bytes[a->len] = '\0';
  return true;
}

static void parse(answer *a) {
  for (char *line = a->bytes; line && *line;) {
    char *end = strchr(line, '\n');
    assert_non_null(end);
    assert_true(a->n < sizeof a->lines / sizeof *a->lines);
    a->lines[a->n] = yyjson_read(line, (size_t)(end - line), 0);
    assert_non_null(a->lines[a->n]);
    a->n++;
    line = end + 1;
  }
}

static void forget(answer *a) {
  for (size_t i = 0; i < a->n; i++) yyjson_doc_free(a->lines[i]);
  free(a->bytes);
  free(a);
}

static const char *text_of(const answer *a, size_t line, const char *key) {
  return yyjson_get_str(yyjson_obj_get(yyjson_doc_get_root(a->lines[line]), key));
}

static size_t number_of(const answer *a, size_t line, const char *key) {
  return (size_t)yyjson_get_uint(yyjson_obj_get(yyjson_doc_get_root(a->lines[line]), key));
}

static const char *id_of(const answer *a, size_t line) {
  const char *id = text_of(a, line, "id");
  return id ? id : text_of(a, line, "statement");
}

static answer *page_of(const sample *s, const readout_page *page) {
  answer *a = calloc(1, sizeof *a);
  readout_error err = {0};
  assert_non_null(a);
  if (readout_record_page(s->record, page, keep, a, &err) != READOUT_OK) fail_msg("%s", err.message);
  parse(a);
  assert_true(a->n > 0);
  assert_string_equal(text_of(a, 0, "type"), "page");
  return a;
}

static answer *thing_of(const sample *s, const char *id) {
  answer *a = calloc(1, sizeof *a);
  readout_error err = {0};
  assert_non_null(a);
  if (readout_record_thing(s->record, id, keep, a, &err) != READOUT_OK) fail_msg("%s", err.message);
  parse(a);
  assert_string_equal(id_of(a, 0), id);
  return a;
}

static size_t line_of(const answer *a, const char *type, const char *id) {
  for (size_t i = 0; i < a->n; i++)
    if (strcmp(text_of(a, i, "type"), type) == 0 && id_of(a, i) && strcmp(id_of(a, i), id) == 0) return i;
  return (size_t)-1;
}

static int set_up(void **state) {
  static sample s;
  readout_error err = {0};
  const char *paths[] = {READOUT_SOURCE_DIR "/examples/reports"};
  readout_input input = {.paths = paths, .n_paths = 1};
  snprintf(s.folder, sizeof s.folder, "/tmp/readout-pages-XXXXXX");
  assert_non_null(mkdtemp(s.folder));
  snprintf(s.path, sizeof s.path, "%s/r.db", s.folder);
  if (readout_engine_open(READOUT_DATA_DIR, &s.engine, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_open(s.engine, s.path, READOUT_CREATE, &s.record, &err) != READOUT_OK) fail_msg("%s", err.message);
  if (readout_record_add(s.record, &input, NULL, &err) != READOUT_OK) fail_msg("%s", err.message);
  *state = &s;
  return 0;
}

static int tear_down(void **state) {
  sample *s = *state;
  readout_record_close(s->record);
  readout_engine_close(s->engine);
  unlink(s->path);
  rmdir(s->folder);
  return 0;
}

/* The first id of a list. */
static void first_of(const sample *s, readout_list of, char id[32]) {
  readout_page page = {.of = of, .limit = 1};
  answer *a = page_of(s, &page);
  assert_true(a->n > 1);
  snprintf(id, 32, "%s", id_of(a, 1));
  forget(a);
}

/* Items of a list, one a page, are those of one page, in their order. */
static void check_pages(const sample *s, readout_page page, size_t least) {
  char after[2048] = "";
  page.limit = 10000;
  answer *all = page_of(s, &page);
  size_t n = number_of(all, 0, "given"), given = 0;
  assert_true(n >= least);
  assert_null(text_of(all, 0, "next"));
  page.limit = 1;
  for (size_t i = 0; i <= n; i++) {
    page.after = i > 0 ? after : NULL;
    answer *one = page_of(s, &page);
    const char *next = text_of(one, 0, "next");
    assert_int_equal(number_of(one, 0, "given"), 1);
    if (page.of != READOUT_LIST_PASSAGES) assert_string_equal(id_of(one, 1), id_of(all, 1 + i));
    if (page.of == READOUT_LIST_PASSAGES) {
      assert_string_equal(text_of(one, 1, "report"), text_of(all, 1 + i, "report"));
      assert_int_equal(number_of(one, 1, "evidence"), number_of(all, 1 + i, "evidence"));
    }
    given++;
    if (next) snprintf(after, sizeof after, "%s", next);
    forget(one);
    if (!next) break;
  }
  assert_int_equal(given, n);
  forget(all);
}

static void pages_of_each_list(void **state) {
  const sample *s = *state;
  char event[32], report[32];
  const char *parties[] = {"Australia", "ID"};
  first_of(s, READOUT_LIST_EVENTS, event);
  first_of(s, READOUT_LIST_REPORTS, report);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS}, 5);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS, .told = READOUT_NO}, 3);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS, .party = parties, .n_parties = 2}, 2);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS, .since = "2024-02", .until = "2024-02-28"}, 1);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS, .differs = READOUT_YES}, 2);
  check_pages(s, (readout_page){.of = READOUT_LIST_EVENTS, .differs = READOUT_NO}, 3);
  check_pages(s, (readout_page){.of = READOUT_LIST_STATEMENTS, .in = event}, 10);
  check_pages(s, (readout_page){.of = READOUT_LIST_STATEMENTS, .in = report}, 3);
  check_pages(s, (readout_page){.of = READOUT_LIST_REPORTS}, 11);
  check_pages(s, (readout_page){.of = READOUT_LIST_REPORTS, .side = "Indonesia"}, 1);
  check_pages(s, (readout_page){.of = READOUT_LIST_ENTITIES}, 10);
  check_pages(s, (readout_page){.of = READOUT_LIST_ENTITIES, .kind = "person"}, 2);
  check_pages(s, (readout_page){.of = READOUT_LIST_ENTITIES, .called = "retno"}, 1);
  check_pages(s, (readout_page){.of = READOUT_LIST_FORMULATIONS}, 2);
  check_pages(s, (readout_page){.of = READOUT_LIST_FORMULATIONS, .words = "ASEAN"}, 1);
  check_pages(s, (readout_page){.of = READOUT_LIST_FORMULATIONS, .party = parties, .n_parties = 2}, 2);
  check_pages(s, (readout_page){.of = READOUT_LIST_COMMITMENTS}, 5);
  check_pages(s, (readout_page){.of = READOUT_LIST_COMMITMENTS, .party = parties, .n_parties = 1}, 2);
}

/* The items of `narrowed` are those of all that `is` says, in their order. */
static void check_narrowed(const sample *s, readout_page all, readout_page narrowed, bool (*is)(const answer *, size_t)) {
  all.limit = narrowed.limit = 10000;
  answer *every = page_of(s, &all), *some = page_of(s, &narrowed);
  size_t n = 0;
  for (size_t i = 1; i <= number_of(every, 0, "given"); i++) {
    if (!is(every, i)) continue;
    assert_true(++n <= number_of(some, 0, "given"));
    assert_string_equal(id_of(some, n), id_of(every, i));
  }
  assert_int_equal(n, number_of(some, 0, "given"));
  forget(every);
  forget(some);
}

static bool note_differs(const answer *a, size_t line) {
  for (size_t i = 0; i < a->n; i++)
    if (strcmp(text_of(a, i, "type"), "note") == 0 && strcmp(text_of(a, i, "of"), id_of(a, line)) == 0)
      return yyjson_get_bool(yyjson_obj_get(yyjson_doc_get_root(a->lines[i]), "differs"));
  return false;
}

static bool agrees(const answer *a, size_t line) {
  return !note_differs(a, line);
}

static bool is_open(const answer *a, size_t line) {
  return strcmp(text_of(a, line, "status"), "open") == 0;
}

static bool is_dropped(const answer *a, size_t line) {
  return strcmp(text_of(a, line, "status"), "dropped") == 0;
}

static bool is_due(const answer *a, size_t line) {
  return text_of(a, line, "deadline") != NULL;
}

static bool is_not_due(const answer *a, size_t line) {
  return !is_due(a, line);
}

/* Lists are read from what there is least of; that they are narrowed so shows in nothing but the time. */
static void narrowed_lists_are_parts_of_all(void **state) {
  const readout_page events = {.of = READOUT_LIST_EVENTS}, commitments = {.of = READOUT_LIST_COMMITMENTS};
  check_narrowed(*state, events, (readout_page){.of = READOUT_LIST_EVENTS, .differs = READOUT_YES}, note_differs);
  check_narrowed(*state, events, (readout_page){.of = READOUT_LIST_EVENTS, .differs = READOUT_NO}, agrees);
  check_narrowed(*state, commitments, (readout_page){.of = READOUT_LIST_COMMITMENTS, .status = "open"}, is_open);
  check_narrowed(*state, commitments, (readout_page){.of = READOUT_LIST_COMMITMENTS, .status = "dropped"}, is_dropped);
  check_narrowed(*state, commitments, (readout_page){.of = READOUT_LIST_COMMITMENTS, .due = READOUT_YES}, is_due);
  check_narrowed(*state, commitments, (readout_page){.of = READOUT_LIST_COMMITMENTS, .due = READOUT_NO}, is_not_due);
}

/* A commitment of a party: who says it is the party, or speaks for it at that event. */
static void commitments_of_a_party(void **state) {
  const sample *s = *state;
  readout_page entities = {.of = READOUT_LIST_ENTITIES, .kind = "country", .limit = 1000},
               page = {.of = READOUT_LIST_COMMITMENTS};
  answer *countries = page_of(s, &entities), *all;
  size_t n_found = 0;
  page.limit = 1000;
  all = page_of(s, &page);
  for (size_t c = 1; c <= number_of(countries, 0, "given"); c++) {
    const char *party = id_of(countries, c);
    page.party = &party;
    page.n_parties = 1;
    answer *some = page_of(s, &page);
    size_t n = 0;
    for (size_t i = 1; i <= number_of(all, 0, "given"); i++) {
      size_t statement = line_of(all, "statement", id_of(all, i)),
             event = line_of(all, "event", text_of(all, statement, "event")), k, m;
      yyjson_val *speaker, *at;
      bool is = false;
      yyjson_arr_foreach(yyjson_obj_get(yyjson_doc_get_root(all->lines[i]), "parties"), k, m, speaker) {
        size_t j, l;
        is = is || strcmp(yyjson_get_str(speaker), party) == 0;
        yyjson_arr_foreach(yyjson_obj_get(yyjson_doc_get_root(all->lines[event]), "parties"), j, l, at) {
          const char *person = yyjson_get_str(yyjson_obj_get(at, "person")), *of = yyjson_get_str(yyjson_obj_get(at, "of"));
          is = is || (person && of && strcmp(person, yyjson_get_str(speaker)) == 0 && strcmp(of, party) == 0);
        }
      }
      if (is) assert_string_equal(id_of(some, ++n), id_of(all, i));
    }
    assert_int_equal(n, number_of(some, 0, "given"));
    n_found += n;
    forget(some);
  }
  assert_true(n_found > 5);
  forget(all);
  forget(countries);
}

/* Beside a commitment stand the heads of the reports that its statement is quoted from. */
static void commitments_bring_their_reports(void **state) {
  const sample *s = *state;
  readout_page page = {.of = READOUT_LIST_COMMITMENTS, .limit = 1000};
  answer *a = page_of(s, &page);
  for (size_t i = 1; i <= number_of(a, 0, "given"); i++) {
    size_t statement = line_of(a, "statement", id_of(a, i)), k, m;
    yyjson_val *evidence;
    yyjson_arr_foreach(yyjson_obj_get(yyjson_doc_get_root(a->lines[statement]), "evidence"), k, m, evidence) {
      size_t report = line_of(a, "report", yyjson_get_str(yyjson_obj_get(evidence, "report")));
      assert_true(report != (size_t)-1);
      assert_null(text_of(a, report, "text"));
    }
  }
  forget(a);
}

static void passages_of_each_statement(void **state) {
  const sample *s = *state;
  char event[32];
  first_of(s, READOUT_LIST_EVENTS, event);
  readout_page page = {.of = READOUT_LIST_STATEMENTS, .in = event, .limit = 10000};
  answer *all = page_of(s, &page);
  size_t n_said = 0, n_silent = 0;
  for (size_t i = 1; i <= number_of(all, 0, "given"); i++) {
    readout_page passages = {.of = READOUT_LIST_PASSAGES, .in = id_of(all, i)};
    answer *a = page_of(s, &passages);
    yyjson_val *evidence = yyjson_obj_get(yyjson_doc_get_root(all->lines[i]), "evidence");
    for (size_t k = 1; k <= number_of(a, 0, "given"); k++) {
      bool said = strcmp(text_of(a, k, "kind"), "said") == 0;
      n_said += said;
      n_silent += !said;
      assert_int_equal(said, text_of(a, k, "text") != NULL);
      assert_true(line_of(a, "report", text_of(a, k, "report")) != (size_t)-1);
      if (!said) continue;
      yyjson_val *one = yyjson_arr_get(evidence, number_of(a, k, "evidence"));
      assert_string_equal(yyjson_get_str(yyjson_obj_get(one, "report")), text_of(a, k, "report"));
      /* The quote of one span, of ASCII, stands where span and start say. */
      const char *quote = yyjson_get_str(yyjson_obj_get(one, "quote")), *text = text_of(a, k, "text");
      yyjson_val *span = yyjson_arr_get(yyjson_obj_get(one, "spans"), 0);
      if (yyjson_arr_size(yyjson_obj_get(one, "spans")) != 1) continue;
      bool ascii = true;
      for (const char *c = text; *c; c++) ascii = ascii && (unsigned char)*c < 0x80;
      if (ascii)
        assert_memory_equal(text + yyjson_get_uint(yyjson_arr_get(span, 0)) - number_of(a, k, "start"), quote, strlen(quote));
    }
    forget(a);
    check_pages(s, passages, 1);
  }
  assert_true(n_said > 10 && n_silent > 10);
  forget(all);
}

/* "*" of the list for terminals, and what notes say. */
static void notes_say_what_the_list_says(void **state) {
  const sample *s = *state;
  readout_page page = {.of = READOUT_LIST_EVENTS, .limit = 1000};
  readout_view view = {.format = READOUT_VIEW_TEXT, .width = 200};
  answer *a = page_of(s, &page), text = {0};
  size_t n_differ = 0;
  assert_int_equal(readout_record_events(s->record, &view, keep, &text, NULL), READOUT_OK);
  for (size_t i = 1; i < a->n; i++) {
    if (strcmp(text_of(a, i, "type"), "note") != 0) continue;
    yyjson_val *note = yyjson_doc_get_root(a->lines[i]);
    char wanted[512];
    bool differs = yyjson_get_bool(yyjson_obj_get(note, "differs"));
    n_differ += differs;
    snprintf(wanted, sizeof wanted, " %s %s\n", differs ? "*" : " ", text_of(a, i, "label"));
    if (!strstr(text.bytes, wanted)) fail_msg("not in the list: \"%s\"", wanted);
    assert_int_equal(line_of(a, "event", text_of(a, i, "of")) != (size_t)-1, true);
  }
  assert_true(n_differ >= 2);
  free(text.bytes);
  forget(a);
}

/* Whose identity stands in a line's lists of entities is there. */
static void things_bring_what_they_name(void **state) {
  const sample *s = *state;
  char id[32] = "";
  readout_page page = {.of = READOUT_LIST_EVENTS, .limit = 1000};
  answer *a = page_of(s, &page);
  for (size_t i = 1; i < a->n; i++)
    if (strcmp(text_of(a, i, "type"), "note") == 0 && number_of(a, i, "discrepancies") > 0)
      snprintf(id, sizeof id, "%s", text_of(a, i, "of"));
  forget(a);
  a = thing_of(s, id);
  yyjson_val *event = yyjson_doc_get_root(a->lines[0]), *one;
  yyjson_arr_iter iter = yyjson_arr_iter_with(yyjson_obj_get(event, "reports"));
  while ((one = yyjson_arr_iter_next(&iter))) {
    size_t line = line_of(a, "report", yyjson_get_str(one));
    assert_true(line != (size_t)-1);
    assert_null(text_of(a, line, "text"));
    assert_non_null(text_of(a, line, "sha256"));
  }
  iter = yyjson_arr_iter_with(yyjson_obj_get(event, "place"));
  while ((one = yyjson_arr_iter_next(&iter))) assert_true(line_of(a, "entity", yyjson_get_str(one)) != (size_t)-1);
  size_t n_discrepancies = 0, n_formulations = 0, n_commitments = 0, n_origins = 0;
  for (size_t i = 0; i < a->n; i++) {
    n_discrepancies += strcmp(text_of(a, i, "type"), "discrepancy") == 0;
    n_formulations += strcmp(text_of(a, i, "type"), "formulation") == 0;
    n_commitments += strcmp(text_of(a, i, "type"), "commitment") == 0;
    n_origins += strcmp(text_of(a, i, "type"), "origin") == 0;
    for (size_t k = 0; k < i; k++) /* each once */
      if (id_of(a, i) && id_of(a, k) && strcmp(text_of(a, i, "type"), text_of(a, k, "type")) == 0)
        assert_string_not_equal(id_of(a, i), id_of(a, k));
  }
  assert_true(n_discrepancies > 0 && n_formulations > 0 && n_commitments > 0 && n_origins > 1);
  forget(a);
  for (readout_list of = READOUT_LIST_REPORTS; of <= READOUT_LIST_COMMITMENTS; of++) {
    first_of(s, of, id);
    forget(thing_of(s, id));
  }
  first_of(s, READOUT_LIST_REPORTS, id);
  a = thing_of(s, id);
  assert_non_null(text_of(a, 0, "text"));
  forget(a);
}

static void what_is_not_there(void **state) {
  const sample *s = *state;
  answer a = {0};
  readout_error err = {0};
  readout_page page = {.of = READOUT_LIST_STATEMENTS, .in = "e-0000000000000000"};
  static const char *const IDS[] = {"e-0000000000000000", "n-0000000000000000", "", "e", "e-00000000000000000", "../etc",
                                    "q-0000000000000000"};
  assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_ABSENT);
  page.in = NULL;
  assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_ABSENT);
  page.of = READOUT_LIST_PASSAGES;
  assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_ABSENT);
  for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) {
    assert_int_equal(readout_record_thing(s->record, IDS[i], keep, &a, &err), READOUT_ERR_ABSENT);
    assert_int_equal(readout_record_cite(s->record, IDS[i], keep, &a, &err), READOUT_ERR_ABSENT);
  }
  static const char *const CURSORS[] = {"", "x", "!!!!", "ZXZlbnRz", "ZXZlbnRzH2EfYh9jH2QfZR9m", "ZXZlbnRzHzk"};
  page = (readout_page){.of = READOUT_LIST_EVENTS};
  for (size_t i = 0; i < sizeof CURSORS / sizeof *CURSORS; i++) {
    page.after = CURSORS[i];
    assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_USAGE);
  }
  const char *nobody[] = {"Atlantis"};
  page = (readout_page){.of = READOUT_LIST_EVENTS, .party = nobody, .n_parties = 1};
  assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_USAGE);
  page = (readout_page){.of = READOUT_LIST_EVENTS, .since = "yesterday"};
  assert_int_equal(readout_record_page(s->record, &page, keep, &a, &err), READOUT_ERR_USAGE);
  assert_null(a.bytes);
}

static void citations(void **state) {
  const sample *s = *state;
  char id[32];
  answer *a = calloc(1, sizeof *a);
  assert_int_equal(readout_record_cite(s->record, NULL, keep, a, NULL), READOUT_OK);
  parse(a);
  assert_string_equal(text_of(a, 0, "text"), "Record r.db. Readout 0.1.0.");
  forget(a);
  first_of(s, READOUT_LIST_EVENTS, id);
  a = calloc(1, sizeof *a);
  assert_int_equal(readout_record_cite(s->record, id, keep, a, NULL), READOUT_OK);
  parse(a);
  assert_true(strstr(text_of(a, 0, "text"), "Meeting of Penny Wong and Retno Marsudi, 20 August 2024.”") != NULL);
  assert_int_equal(yyjson_arr_size(yyjson_obj_get(yyjson_doc_get_root(a->lines[0]), "sources")), 5);
  forget(a);
}

static void feed(void **state) {
  const sample *s = *state;
  answer a = {0};
  assert_int_equal(readout_record_feed(s->record, "http://127.0.0.1:1", NULL, 0, keep, &a, NULL), READOUT_OK);
  assert_non_null(strstr(a.bytes, "<title>Meeting of Penny Wong and Retno Marsudi</title>"));
  assert_non_null(strstr(a.bytes, "href=\"http://127.0.0.1:1/events/e-"));
  assert_null(strstr(a.bytes, "rel=\"next\""));
  size_t n = 0;
  for (const char *at = a.bytes; (at = strstr(at, "<entry>")); at++) n++;
  assert_int_equal(n, 2); /* two meetings are told */
  free(a.bytes);
  a = (answer){0};
  assert_int_equal(readout_record_feed(s->record, "http://127.0.0.1:1", NULL, 1, keep, &a, NULL), READOUT_OK);
  char *next = strstr(a.bytes, "rel=\"next\" type=\"application/atom+xml\" href=\"http://127.0.0.1:1/api/feed.atom?after=");
  assert_non_null(next);
  next = strstr(next, "after=") + 6;
  *strchr(next, '"') = '\0';
  answer b = {0};
  assert_int_equal(readout_record_feed(s->record, "http://127.0.0.1:1", next, 1, keep, &b, NULL), READOUT_OK);
  assert_non_null(strstr(b.bytes, "<entry>"));
  free(b.bytes);
  free(a.bytes);
}

/* Pages of a search are the search. */
static void check_search(const sample *s, readout_search search, size_t least) {
  char after[2048] = "";
  readout_view view = {.format = READOUT_VIEW_JSON};
  answer *all = calloc(1, sizeof *all);
  search.pages = true;
  assert_int_equal(readout_record_search(s->record, &search, &view, keep, all, NULL), READOUT_OK);
  parse(all);
  size_t n = number_of(all, 0, "given");
  assert_true(n >= least && n == number_of(all, 0, "total"));
  assert_null(text_of(all, 0, "next"));
  search.limit = 1;
  for (size_t i = 0; i < n; i++) {
    answer *one = calloc(1, sizeof *one);
    search.after = i > 0 ? after : NULL;
    assert_int_equal(readout_record_search(s->record, &search, &view, keep, one, NULL), READOUT_OK);
    parse(one);
    assert_int_equal(number_of(one, 0, "given"), 1);
    assert_int_equal(number_of(one, 1, "number"), i + 1);
    const char *key = text_of(one, 1, "report") ? "report" : "statement";
    assert_string_equal(text_of(one, 1, key), text_of(all, 1 + i, key));
    assert_int_equal(text_of(one, 0, "next") != NULL, i + 1 < n);
    if (i + 1 < n) snprintf(after, sizeof after, "%s", text_of(one, 0, "next"));
    forget(one);
  }
  forget(all);
}

static void searches(void **state) {
  const sample *s = *state;
  check_search(s, (readout_search){.words = "Indonesia"}, 5);
  check_search(s, (readout_search){.words = "Indonesia", .in = READOUT_SEARCH_STATEMENTS}, 5);
  check_search(s, (readout_search){.in = READOUT_SEARCH_REPORTS}, 11);
  check_search(s, (readout_search){.act = "commitment"}, 5);
}

/* Each facet's counts are what a search narrowed by it finds. */
static void facets(void **state) {
  static const char *const NAMES[] = {"party", "side", "outlet", "year", "speaker", "act"};
  const sample *s = *state;
  size_t n_checked = 0;
  readout_view view = {.format = READOUT_VIEW_JSON};
  for (int statements = 0; statements < 2; statements++) {
    readout_search search = {.words = "Indonesia", .pages = true, .facets = true, .limit = 1};
    search.in = statements ? READOUT_SEARCH_STATEMENTS : READOUT_SEARCH_REPORTS;
    answer *a = calloc(1, sizeof *a);
    assert_int_equal(readout_record_search(s->record, &search, &view, keep, a, NULL), READOUT_OK);
    parse(a);
    yyjson_val *all = yyjson_obj_get(yyjson_doc_get_root(a->lines[0]), "facets");
    for (size_t f = 0; f < 6; f++) {
      yyjson_val *one;
      yyjson_arr_iter iter = yyjson_arr_iter_with(yyjson_obj_get(all, NAMES[f]));
      while ((one = yyjson_arr_iter_next(&iter))) {
        const char *value = yyjson_get_str(yyjson_obj_get(one, "value"));
        readout_search narrowed = search;
        narrowed.facets = false;
        const char *parties[] = {value};
        if (f == 0) narrowed.party = parties, narrowed.n_parties = 1;
        if (f == 1) narrowed.side = value;
        if (f == 2) narrowed.outlet = value;
        if (f == 3) narrowed.since = narrowed.until = value;
        if (f == 4) narrowed.speaker = value;
        if (f == 5) narrowed.act = value;
        answer *b = calloc(1, sizeof *b);
        assert_int_equal(readout_record_search(s->record, &narrowed, &view, keep, b, NULL), READOUT_OK);
        parse(b);
        size_t count = (size_t)yyjson_get_uint(yyjson_obj_get(one, "count"));
        if (number_of(b, 0, "total") != count)
          fail_msg("%s %s: %zu, and %zu are found", NAMES[f], value, count, number_of(b, 0, "total"));
        n_checked++;
        forget(b);
      }
    }
    forget(a);
  }
  assert_true(n_checked > 10);
}

static void state_changes(void **state) {
  const sample *s = *state;
  readout_record *other;
  readout_error err = {0};
  uint64_t before, same, after;
  const char *args[] = {"Retno Marsudi", "Retno L. P. Marsudi"};
  readout_decision decision = {.action = "rename", .args = args, .n_args = 2, .who = "A"};
  assert_int_equal(readout_record_open(s->engine, s->path, READOUT_CHANGE, &other, &err), READOUT_OK);
  assert_int_equal(readout_record_state(s->record, &before, &err), READOUT_OK);
  assert_int_equal(readout_record_state(s->record, &same, &err), READOUT_OK);
  assert_int_equal(before, same);
  if (readout_record_decide(other, &decision, NULL, &err) != READOUT_OK) fail_msg("%s", err.message);
  assert_int_equal(readout_record_state(s->record, &after, &err), READOUT_OK);
  assert_int_not_equal(before, after);
  check_pages(s, (readout_page){.of = READOUT_LIST_REVIEWS}, 1);
  char id[32];
  first_of(s, READOUT_LIST_REVIEWS, id);
  answer *a = thing_of(s, id);
  assert_true(line_of(a, "entity", text_of(a, 0, "target")) != (size_t)-1);
  forget(a);
  readout_record_close(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_of_each_list),
      cmocka_unit_test(narrowed_lists_are_parts_of_all),
      cmocka_unit_test(commitments_of_a_party),
      cmocka_unit_test(commitments_bring_their_reports),
      cmocka_unit_test(passages_of_each_statement),
      cmocka_unit_test(notes_say_what_the_list_says),
      cmocka_unit_test(things_bring_what_they_name),
      cmocka_unit_test(what_is_not_there),
      cmocka_unit_test(citations),
      cmocka_unit_test(feed),
      cmocka_unit_test(searches),
      cmocka_unit_test(facets),
      cmocka_unit_test(state_changes),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
