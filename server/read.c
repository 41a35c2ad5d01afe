/* What is read of the record as lines: lists, things, searches, reasons. */
#include <pthread.h>
#include <readout/search.h>
#include <readout/watch.h>
#include <string.h>

#include "fold.h"
#include "routes.h"

enum { MOST_ITEMS = 1000, USUAL_ITEMS = 50, MOST_PARTIES = 8 };

static void give(serve_call *call, readout_status status, const readout_error *err, serve_body *lines, serve_fold fold) {
  if (status != READOUT_OK) {
    call->response->body.failed = lines->failed;
    serve_failure(call->response, err);
  } else {
    call->response->body.stays = true;
    serve_fold_lines(&call->response->body, lines->bytes, lines->len, fold);
  }
  serve_body_release(lines);
}

static serve_body memory(void) {
  serve_body lines;
  serve_body_init(&lines);
  lines.stays = true;
  return lines;
}

static void give_list(serve_call *call, readout_page *page) {
  readout_error err = {0};
  page->after = serve_ask_text(call->ask, "after");
  page->limit = serve_ask_number(call->ask, "limit", 1, MOST_ITEMS, USUAL_ITEMS);
  if (!serve_call_is_right(call)) return;
  serve_body lines = memory();
  readout_status status = readout_record_page(call->worker->record, page, serve_to_body, &lines, &err);
  give(call, status, &err, &lines, SERVE_FOLD_PAGE);
}

static void take_parties(serve_call *call, readout_page *page) {
  page->party = serve_ask_list(call->ask, "party", MOST_PARTIES, &page->n_parties);
}

static void take_days(serve_call *call, readout_page *page) {
  page->since = serve_ask_text(call->ask, "since");
  page->until = serve_ask_text(call->ask, "until");
}

void serve_get_events(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_EVENTS};
  take_parties(call, &page);
  take_days(call, &page);
  page.framework = serve_ask_text(call->ask, "framework");
  page.kind = serve_ask_word(call->ask, "kind", "meeting call visit summit conference signing announcement occurrence");
  page.status = serve_ask_word(call->ask, "status", "held planned cancelled unknown");
  page.told = serve_ask_whether(call->ask, "told");
  page.differs = serve_ask_whether(call->ask, "differs");
  give_list(call, &page);
}

/* The letter of an identity says which path it is found at. */
static bool is_at_its_path(const serve_call *call) {
  static const struct {
    const char *path, *letter;
  } PATHS[] = {{"/api/events/", "e-"},   {"/api/statements/", "s-"},   {"/api/reports/", "r-"},
               {"/api/entities/", "n-"}, {"/api/formulations/", "f-"}, {"/api/reviews/", "v-"}};
  for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
    if (strncmp(call->ask->path, PATHS[i].path, strlen(PATHS[i].path)) == 0) return strncmp(call->part, PATHS[i].letter, 2) == 0;
  return false;
}

static bool check_path(serve_call *call) {
  if (!serve_call_is_right(call)) return false;
  if (is_at_its_path(call)) return true;
  serve_problem(call->response, 404, "#gone", "no identity of such a thing");
  return false;
}

void serve_get_thing(serve_call *call) {
  readout_error err = {0};
  if (!check_path(call)) return;
  serve_body lines = memory();
  readout_status status = readout_record_thing(call->worker->record, call->part, serve_to_body, &lines, &err);
  give(call, status, &err, &lines, SERVE_FOLD_THING);
}

static void give_list_of(serve_call *call, readout_list of) {
  readout_page page = {.of = of, .in = call->part};
  if (is_at_its_path(call)) {
    give_list(call, &page);
  } else {
    serve_problem(call->response, 404, "#gone", "no identity of such a thing");
  }
}

void serve_get_statements(serve_call *call) {
  give_list_of(call, READOUT_LIST_STATEMENTS);
}

void serve_get_passages(serve_call *call) {
  give_list_of(call, READOUT_LIST_PASSAGES);
}

void serve_get_reports(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_REPORTS};
  take_days(call, &page);
  page.outlet = serve_ask_text(call->ask, "outlet");
  page.side = serve_ask_text(call->ask, "side");
  page.key = serve_ask_text(call->ask, "key");
  give_list(call, &page);
}

void serve_get_entities(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_ENTITIES};
  page.kind = serve_ask_word(call->ask, "kind", "person country organization framework initiative instrument place issue");
  page.called = serve_ask_text(call->ask, "called");
  give_list(call, &page);
}

void serve_get_formulations(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_FORMULATIONS};
  take_parties(call, &page);
  page.words = serve_ask_text(call->ask, "words");
  give_list(call, &page);
}

void serve_get_commitments(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_COMMITMENTS};
  take_parties(call, &page);
  take_days(call, &page);
  page.framework = serve_ask_text(call->ask, "framework");
  page.status = serve_ask_word(call->ask, "status", "open fulfilled dropped unknown");
  page.due = serve_ask_whether(call->ask, "due");
  give_list(call, &page);
}

void serve_get_reviews(serve_call *call) {
  readout_page page = {.of = READOUT_LIST_REVIEWS};
  page.state = serve_ask_word(call->ask, "state", "in-force undone overruled unbound");
  page.target = serve_ask_text(call->ask, "target");
  give_list(call, &page);
}

void serve_get_search(serve_call *call) {
  serve_ask *ask = call->ask;
  readout_error err = {0};
  readout_view view = {.format = READOUT_VIEW_JSON};
  const char *in = serve_ask_word(ask, "in", "reports statements");
  readout_search search = {.words = serve_ask_text(ask, "words"),
                           .framework = serve_ask_text(ask, "framework"),
                           .since = serve_ask_text(ask, "since"),
                           .until = serve_ask_text(ask, "until"),
                           .outlet = serve_ask_text(ask, "outlet"),
                           .side = serve_ask_text(ask, "side"),
                           .speaker = serve_ask_text(ask, "speaker"),
                           .act = serve_ask_text(ask, "act"),
                           .limit = serve_ask_number(ask, "limit", 1, MOST_ITEMS, USUAL_ITEMS),
                           .pages = true,
                           .after = serve_ask_text(ask, "after"),
                           .facets = serve_ask_flag(ask, "facets", false)};
  search.in = !in ? READOUT_SEARCH_BY_USE : *in == 'r' ? READOUT_SEARCH_REPORTS : READOUT_SEARCH_STATEMENTS;
  search.party = serve_ask_list(ask, "party", MOST_PARTIES, &search.n_parties);
  if (!serve_call_is_right(call)) return;
  serve_body lines = memory();
  readout_status status = readout_record_search(call->worker->record, &search, &view, serve_to_body, &lines, &err);
  give(call, status, &err, &lines, SERVE_FOLD_PAGE);
}

/* It concludes the whole record: one at a time. */
void serve_get_explanation(serve_call *call) {
  static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
  readout_error err = {0};
  readout_view view = {.format = READOUT_VIEW_JSON};
  const char *ids[] = {call->part};
  if (!serve_call_is_right(call)) return;
  if (pthread_mutex_trylock(&one_at_a_time) != 0) {
    serve_problem(call->response, 503, "#busy", "something is being explained: try again when that is done");
    call->response->retry_after = 5;
    return;
  }
  serve_body lines = memory();
  readout_status status = readout_record_explain(call->worker->record, ids, 1, &view, serve_to_body, &lines, &err);
  pthread_mutex_unlock(&one_at_a_time);
  if (status == READOUT_ERR_USAGE) err.status = READOUT_ERR_ABSENT;
  give(call, status, &err, &lines, SERVE_FOLD_LINES);
}

void serve_get_about(serve_call *call) {
  const serve_site *site = call->site;
  serve_body *out = &call->response->body;
  readout_error err = {0};
  if (!serve_call_is_right(call)) return;
  serve_body line = memory();
  readout_status status = readout_record_about(call->worker->record, serve_to_body, &line, &err);
  if (status != READOUT_OK) {
    serve_failure(call->response, &err);
  } else {
    size_t len = line.len;
    while (len > 0 && line.bytes[len - 1] != '}') len--; /* what is added stands before its last bracket */
    serve_body_add(out, line.bytes, len > 0 ? len - 1 : 0);
    serve_body_format(out, ",\"may\":{\"write\":%s,\"fetch\":%s,\"pictures\":%s}", site->jobs ? "true" : "false",
                      site->jobs && readout_can_watch() ? "true" : "false", SERVE_PICTURES ? "true" : "false");
    serve_body_format(out, ",\"token\":\"%s\",\"limits\":{\"upload_bytes\":%zu,\"body_bytes\":%zu,\"items\":%d}}\n",
                      site->is_exposed ? "all" : "writes", SERVE_UPLOAD_BYTES, (size_t)256 << 10, MOST_ITEMS);
  }
  serve_body_release(&line);
}
