/* What is answered: to whom, what, and what is refused. */
#include "served.h"

/* -- what is read ------------------------------------------------------------------------------------------------------ */

static const char *const LISTS[] = {"/api/events",
                                    "/api/reports",
                                    "/api/entities",
                                    "/api/formulations",
                                    "/api/commitments",
                                    "/api/reviews",
                                    "/api/search?words=minister",
                                    "/api/search?in=statements"};

static void lists_have_a_page_and_items(void **state) {
  for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
    answer *a = get(*state, LISTS[i]);
    assert_int_equal(a->response.status, 200);
    assert_string_equal(a->response.type, "application/json");
    assert_string_equal(text_at(a, "/page/type"), "page");
    size_t given = (size_t)yyjson_get_uint(yyjson_ptr_get(a->root, "/page/given"));
    assert_int_equal(yyjson_arr_size(yyjson_obj_get(a->root, "items")), given);
    if (strcmp(LISTS[i], "/api/reviews") != 0) assert_true(given > 1);
    forget(a);
  }
}

/* All of a list's items, page after page. */
static serve_body walk(const served *s, const char *list, size_t limit, size_t *pages) {
  char target[2048], after[1024] = "";
  serve_body all;
  serve_body_init(&all);
  for (*pages = 0; *pages == 0 || *after; ++*pages) {
    snprintf(target, sizeof target, "%s%climit=%zu%s%s", list, strchr(list, '?') ? '&' : '?', limit, *after ? "&after=" : "",
             after);
    answer *a = get(s, target);
    assert_int_equal(a->response.status, 200);
    size_t n, max;
    yyjson_val *item, *items = yyjson_obj_get(a->root, "items");
    assert_true(yyjson_arr_size(items) <= limit);
    yyjson_arr_foreach(items, n, max, item) {
      char *text = yyjson_val_write(item, 0, NULL);
      assert_non_null(text);
      serve_body_text(&all, text);
      free(text);
    }
    const char *next = yyjson_get_str(yyjson_ptr_get(a->root, "/page/next"));
    snprintf(after, sizeof after, "%s", next ? next : "");
    forget(a);
    assert_true(*pages < 1000);
  }
  return all;
}

static void pages_are_the_list(void **state) {
  for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
    size_t one, many;
    serve_body whole = walk(*state, LISTS[i], 1000, &one), parts = walk(*state, LISTS[i], 3, &many);
    assert_int_equal(one, 1);
    if (strcmp(LISTS[i], "/api/reviews") != 0) {
      assert_true(many > 1);
      assert_string_equal(parts.bytes, whole.bytes);
    }
    assert_int_equal(parts.len, whole.len);
    serve_body_release(&whole);
    serve_body_release(&parts);
  }
}

static void a_thing_and_what_it_names(void **state) {
  char target[128];
  answer *events = get(*state, "/api/events?told=true");
  const char *id = text_at(events, "/items/0/id");
  snprintf(target, sizeof target, "/api/events/%s", id);
  answer *event = get(*state, target);
  assert_string_equal(text_at(event, "/item/id"), id);
  assert_string_equal(text_at(event, "/item/type"), "event");
  assert_non_null(yyjson_ptr_get(event->root, "/reports/0/id"));
  assert_null(yyjson_ptr_get(event->root, "/reports/0/text"));
  assert_string_equal(text_at(event, "/notes/0/type"), "note");
  snprintf(target, sizeof target, "/api/events/%s/statements", id);
  answer *statements = get(*state, target);
  snprintf(target, sizeof target, "/api/statements/%s", text_at(statements, "/items/0/id"));
  answer *statement = get(*state, target);
  assert_string_equal(text_at(statement, "/item/event"), id);
  snprintf(target, sizeof target, "/api/statements/%s/passages", text_at(statement, "/item/id"));
  answer *passages = get(*state, target);
  assert_string_equal(text_at(passages, "/items/0/type"), "passage");
  snprintf(target, sizeof target, "/api/reports/%s", text_at(event, "/reports/0/id"));
  answer *report = get(*state, target);
  assert_true(strlen(text_at(report, "/item/text")) > 100);
  snprintf(target, sizeof target, "/api/events/%s/matrix", id);
  answer *matrix = get(*state, target);
  assert_string_equal(text_at(matrix, "/kind"), "matrix");
  assert_string_equal(text_at(matrix, "/event"), id);
  answer *all[] = {events, event, statements, statement, passages, report, matrix};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) forget(all[i]);
}

static void other_forms(void **state) {
  static const struct {
    const char *target, *type, *begin;
    bool is_attached;
  } FORMS[] = {{"/api/pictures/timeline.svg", "image/svg+xml", "<svg", false},
               {"/api/pictures/timeline.csv", "text/csv; charset=utf-8; header=present", "", true},
               {"/api/pictures/timeline.json", "application/json", "{\"type\":\"picture\"", false},
               {"/api/pictures/strip.svg?asked=ASEAN", "image/svg+xml", "<svg", false},
               {"/api/tables/events.csv", "text/csv; charset=utf-8; header=present", "id,", true},
               {"/api/export.jsonl", "application/jsonl; charset=utf-8", "{\"type\":\"record\"", true},
               {"/api/export.ics?all=true", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR", true},
               {"/api/export.annotations", "application/ld+json", "{", true},
               {"/api/feed.atom", "application/atom+xml; charset=utf-8", "<?xml", false},
               {"/api/cite", "application/json", "{\"type\":\"citation\"", false},
               {"/api/record", "application/json", "{\"type\":\"record\"", false}};
  for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
    size_t len;
    answer *a = get(*state, FORMS[i].target);
    if (a->response.status != 200) fail_msg("%s: %u", FORMS[i].target, a->response.status);
    assert_string_equal(a->response.type, FORMS[i].type);
    assert_int_equal(a->response.file[0] != '\0', FORMS[i].is_attached);
    const char *bytes = bytes_of(a, &len);
    assert_true(len > 20);
    assert_memory_equal(bytes, FORMS[i].begin, strlen(FORMS[i].begin));
    forget(a);
  }
}

static void says_what_may_be_done(void **state) {
  served *s = *state;
  serve_jobs *jobs = s->site.jobs;
  answer *a = get(s, "/api/record");
  assert_true(yyjson_get_bool(yyjson_ptr_get(a->root, "/may/write")));
  assert_string_equal(text_at(a, "/token"), "writes");
  assert_int_equal(yyjson_get_uint(yyjson_ptr_get(a->root, "/counts/reports")), 11);
  forget(a);
  s->site.jobs = NULL;
  serve_cache *cache = s->site.cache;
  s->site.cache = NULL;
  a = get(s, "/api/record");
  assert_false(yyjson_get_bool(yyjson_ptr_get(a->root, "/may/write")));
  forget(a);
  assert_int_equal(status_of(post(s, "/api/jobs", "{\"uploads\":[\"u-1\"]}")), 403);
  assert_int_equal(status_of(get(s, "/api/jobs")), 404);
  s->site.cache = cache;
  s->site.jobs = jobs;
}

/* -- ETags ------------------------------------------------------------------------------------------------------------- */

static void what_has_not_changed_is_not_sent(void **state) {
  char etag[64], list[200];
  answer *a = get(*state, "/api/events?limit=2");
  snprintf(etag, sizeof etag, "%s", a->response.etag);
  assert_true(etag[0] == '"');
  forget(a);
  a = get(*state, "/api/events?limit=2");
  assert_non_null(a->response.holds); /* it was kept */
  assert_string_equal(a->response.etag, etag);
  forget(a);
  snprintf(list, sizeof list, "\"other\", %s", etag);
  a = ask(*state, (serve_request){.target = "/api/events?limit=2", .if_none_match = list});
  assert_int_equal(a->response.status, 304);
  assert_int_equal(a->response.body.len, 0);
  forget(a);
  assert_int_equal(status_of(ask(*state, (serve_request){.target = "/api/events", .if_none_match = "\"other\""})), 200);
}

/* What was answered is known; what was not, or is written, is not. */
static void what_is_known_needs_no_worker(void **state) {
  static const struct {
    const char *method, *target;
    bool is_asked, is_known;
  } ASKED[] = {{"GET", "/api/events?limit=7", false, false},
               {"GET", "/api/events?limit=7", true, true},
               {"GET", "/", false, true},
               {"GET", "/none.js", false, true},
               {"GET", "/api/none", false, true},
               {"GET", "/api/jobs", true, false},
               {"POST", "/api/jobs", false, false},
               {"DELETE", "/api/jobs/j-1", false, false}};
  const served *s = *state;
  readout_error err = {0};
  for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) {
    serve_request request = {.method = ASKED[i].method,
                             .target = ASKED[i].target,
                             .host = HOST,
                             .authorization = "Bearer " TOKEN,
                             .content_type = "application/json"};
    serve_response glanced;
    uint64_t now;
    answer *asked = ASKED[i].is_asked ? get(s, ASKED[i].target) : NULL;
    served_fail(readout_record_state(s->shared, &now, &err), &err);
    serve_response_init(&glanced);
    if (serve_glance(&s->site, now, &request, &glanced) != ASKED[i].is_known) fail_msg("%s %s", ASKED[i].method, ASKED[i].target);
    if (ASKED[i].is_known && asked) {
      assert_string_equal(glanced.etag, asked->response.etag);
      assert_int_equal(glanced.fixed_len, asked->response.body.len);
      assert_memory_equal(glanced.fixed, asked->response.body.bytes, glanced.fixed_len);
    }
    if (!ASKED[i].is_known) assert_true(glanced.status == 200 && glanced.body.len == 0 && !glanced.etag[0]);
    serve_response_release(&glanced);
    assert_false(serve_glance(&s->site, now + 1, &request, &glanced) && strncmp(ASKED[i].target, "/api/events", 11) == 0);
    serve_response_release(&glanced);
    if (asked) forget(asked);
  }
}

static void what_may_take_long(void **state) {
  static const struct {
    const char *target;
    bool takes_long;
  } TARGETS[] = {{"/api/events", false},
                 {"/api/events?differs=true", true},
                 {"/api/events/differs=true", false},
                 {"/api/export.jsonl?event=1", true},
                 {"/api/search?words=a", true},
                 {"/api/pictures/strip.svg", true},
                 {"/", false},
                 {"/api/none", false},
                 {"", false}};
  (void)state;
  for (size_t i = 0; i < sizeof TARGETS / sizeof *TARGETS; i++)
    if (serve_takes_long(&(serve_request){.target = TARGETS[i].target}) != TARGETS[i].takes_long)
      fail_msg("%s", TARGETS[i].target);
}

/* -- who may ----------------------------------------------------------------------------------------------------------- */

static void hosts(void **state) {
  static const struct {
    const char *host;
    unsigned status;
  } HOSTS[] = {{"127.0.0.1:8765", 200},
               {"127.0.0.1", 200},
               {"localhost:1", 200},
               {"LOCALHOST", 200},
               {"[::1]:8765", 200},
               {"127.9.9.9:80", 200},
               {"other.example", 403},
               {"other.example:8765", 403},
               {"192.0.2.7:8765", 403},
               {"[2001:db8::1]", 403},
               {"", 403},
               {"127.0.0.1.other.example", 403},
               {"[::1", 403},
               {"127.0.0.1:80:90", 403},
               {"localhost:x", 403},
               {"::1", 403},
               {"0.0.0.0", 403},
               {"127.0.0.1@other", 403},
               {"2130706433", 403},
               {"mine.example:8765", 403},
               {"127.1", 403},
               {"localhost.", 403}};
  for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++) {
    unsigned status = status_of(ask(*state, (serve_request){.target = "/api/record", .host = HOSTS[i].host}));
    if (status != HOSTS[i].status) fail_msg("%s: %u", HOSTS[i].host, status);
    status = status_of(ask(*state, (serve_request){.target = "/", .host = HOSTS[i].host}));
    if (status != HOSTS[i].status) fail_msg("the page, %s: %u", HOSTS[i].host, status);
  }
  served named = *(served *)*state;
  named.site.names = (const char *const[]){"mine.example"};
  named.site.n_names = 1;
  assert_int_equal(status_of(ask(&named, (serve_request){.target = "/api/record", .host = "Mine.example:443"})), 200);
}

static void no_host_reaches_nothing(void **state) {
  served *s = *state;
  serve_request request = {.method = "GET", .target = "/api/record"};
  serve_response response;
  serve_response_init(&response);
  serve_handle(&s->site, &s->worker, &request, &response);
  assert_int_equal(response.status, 403);
  serve_response_release(&response);
}

static void other_sites_reach_nothing(void **state) {
  static const struct {
    const char *origin, *fetch_site;
    unsigned status;
  } SITES[] = {{"http://" HOST, NULL, 200},
               {"http://" HOST, "same-origin", 200},
               {"https://" HOST, NULL, 200},
               {NULL, "none", 200},
               {"http://other.example", NULL, 403},
               {"null", NULL, 403},
               {"http://127.0.0.1:8766", NULL, 403},
               {"http://localhost:8765", NULL, 403},
               {"file://", NULL, 403},
               {NULL, "cross-site", 403},
               {NULL, "same-site", 403},
               {"http://" HOST ".other.example", NULL, 403}};
  for (size_t i = 0; i < sizeof SITES / sizeof *SITES; i++) {
    serve_request request = {.target = "/api/events", .origin = SITES[i].origin, .fetch_site = SITES[i].fetch_site};
    unsigned status = status_of(ask(*state, request));
    if (status != SITES[i].status) fail_msg("%zu: %u", i, status);
    request.method = "POST";
    request.target = "/api/reviews";
    request.authorization = "Bearer " TOKEN;
    request.content_type = "application/json";
    assert_int_equal(status_of(ask(*state, request)), SITES[i].status == 200 ? 400 : 403);
  }
}

static void writing_needs_the_token(void **state) {
  static const struct {
    const char *authorization;
    bool reads, writes;
  } SAID[] = {{NULL, false, false},
              {"Bearer " TOKEN, true, true},
              {"bearer " TOKEN, true, true},
              {"Bearer 0123456789abcdeX", false, false},
              {"Bearer 0123456789abcde", false, false},
              {"Bearer " TOKEN "0", false, false},
              {"Bearer ", false, false},
              {TOKEN, false, false},
              {"Basic YW55Ym9keTowMTIzNDU2Nzg5YWJjZGVm", true, false}, /* anybody:TOKEN */
              {"Basic MDEyMzQ1Njc4OWFiY2RlZg==", false, false},        /* TOKEN alone */
              {"Basic !!!!", false, false}};
  served exposed = *(served *)*state;
  exposed.site.is_exposed = true;
  for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
    serve_request request = {.target = "/api/cite", .authorization = SAID[i].authorization};
    assert_int_equal(status_of(ask(*state, request)), 200);
    assert_int_equal(status_of(ask(&exposed, request)), SAID[i].reads ? 200 : 401);
    request.target = "/";
    assert_int_equal(status_of(ask(&exposed, request)), 200);
    request.method = "DELETE";
    request.target = "/api/jobs/j-999";
    assert_int_equal(status_of(ask(*state, request)), SAID[i].writes ? 404 : 401);
    request.method = "POST";
    request.target = "/api/jobs";
    request.content_type = "application/json";
    assert_int_equal(status_of(ask(*state, request)), SAID[i].writes ? 400 : 401);
  }
  assert_int_equal(
      status_of(
          ask(&exposed, (serve_request){.target = "/api/cite", .host = "192.0.2.7:8765", .authorization = "Bearer " TOKEN})),
      200);
}

/* Before a body comes. */
static void bodies_are_let_in_by_their_head(void **state) {
  served *s = *state;
  static const struct {
    const char *method, *target, *authorization, *type;
    bool may;
    size_t most;
  } HEADS[] = {{"POST", "/api/uploads?name=a", "Bearer " TOKEN, NULL, true, SERVE_UPLOAD_BYTES},
               {"POST", "/api/uploads?name=a", NULL, NULL, false, 0},
               {"POST", "/api/jobs", "Bearer " TOKEN, "application/json; charset=utf-8", true, (size_t)256 << 10},
               {"POST", "/api/jobs", "Bearer " TOKEN, "text/plain", false, 0},
               {"POST", "/api/jobs", "Bearer " TOKEN, "application/jsonx", false, 0},
               {"POST", "/api/events", "Bearer " TOKEN, "application/json", false, 0},
               {"POST", "/", "Bearer " TOKEN, NULL, false, 0},
               {"GET", "/api/events", NULL, NULL, true, 0},
               {"GET", "/", NULL, NULL, true, 0},
               {"GET", "/api/none", NULL, NULL, false, 0},
               {"DELETE", "/api/jobs/j-1", "Bearer " TOKEN, NULL, true, 0}};
  for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
    serve_request request = {.method = HEADS[i].method,
                             .target = HEADS[i].target,
                             .host = HOST,
                             .authorization = HEADS[i].authorization,
                             .content_type = HEADS[i].type};
    serve_response response;
    size_t most = 1;
    serve_response_init(&response);
    if (serve_may_come(&s->site, &request, &most, &response) != HEADS[i].may) fail_msg("%zu", i);
    assert_int_equal(most, HEADS[i].most);
    assert_int_equal(response.status == 200, HEADS[i].may);
    serve_response_release(&response);
  }
}

/* -- what cannot be asked ---------------------------------------------------------------------------------------------- */

static void what_is_not_there(void **state) {
  static const char *const GONE[] = {"/api",
                                     "/api/",
                                     "/api/none",
                                     "/api/events/",
                                     "/api/events/e-0000000000000000",
                                     "/api/events/r-0000000000000000",
                                     "/api/events/1",
                                     "/api/events/..",
                                     "/api/events/../record",
                                     "/api/events/%2e%2e/record",
                                     "/api/statements/s-0000000000000000/passages",
                                     "/api/statements/e-0000000000000000/passages",
                                     "/api/events/e-0000000000000000/matrix",
                                     "/api/events/e-0000000000000000/document.html",
                                     "/api/events/e-0000000000000000/document.exe",
                                     "/api/pictures/none.svg",
                                     "/api/pictures/timeline.exe",
                                     "/api/pictures/timeline",
                                     "/api/pictures/.svg",
                                     "/api/tables/none.csv",
                                     "/api/tables/events.tsv",
                                     "/api/export.csv",
                                     "/api/export.none",
                                     "/api/other.jsonl",
                                     "/api/cite/e-0000000000000000",
                                     "/api/explain/e-0000000000000000",
                                     "/api/reviews/v-0000000000000000",
                                     "/api/jobs/j-999",
                                     "/api/jobs/j-0",
                                     "/api/jobs/j-99999999999999999999",
                                     "/none.js",
                                     "/../../etc/passwd.txt",
                                     "/%2e%2e/%2e%2e/etc/passwd.txt",
                                     "//etc/passwd.txt"};
  for (size_t i = 0; i < sizeof GONE / sizeof *GONE; i++) {
    unsigned status = status_of(get(*state, GONE[i]));
    if (status != 404) fail_msg("%s: %u", GONE[i], status);
  }
}

static void what_cannot_be_asked(void **state) {
  static const char *const WRONG[] = {"/api/events?limit=0",
                                      "/api/events?limit=1001",
                                      "/api/events?limit=-1",
                                      "/api/events?limit=1e2",
                                      "/api/events?limit=2&limit=3",
                                      "/api/events?none=1",
                                      "/api/events?kind=party",
                                      "/api/events?status=",
                                      "/api/events?told=maybe",
                                      "/api/events?since=yesterday",
                                      "/api/events?after=x",
                                      "/api/events?party=Nobody%20At%20All",
                                      "/api/events?party=a&party=a&party=a&party=a&party=a&party=a&party=a&party=a&party=a",
                                      "/api/events?kind=%ff",
                                      "/api/events?kind=%0a",
                                      "/api/events?kind=%zz",
                                      "/api/events?kind=%",
                                      "/api/events?kind=%00",
                                      "/api/events/%00",
                                      "/api/events/%c0%ae%c0%ae",
                                      "/api\\events",
                                      "/api/search?words=%22",
                                      "/api/search?in=records",
                                      "/api/search?act=lie",
                                      "/api/search?words=a&facets=2",
                                      "/api/pictures/timeline.svg?width=319",
                                      "/api/pictures/strip.svg",
                                      "/api/pictures/matrix.svg?asked=e-0000000000000000",
                                      "/api/export.jsonl?event=e-0000000000000000",
                                      "/api/record?x",
                                      "/%ff"};
  for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
    unsigned status = status_of(get(*state, WRONG[i]));
    if (strcmp(WRONG[i], "/api/events?status=") == 0 ? status != 200 : status != 400) fail_msg("%s: %u", WRONG[i], status);
  }
}

static void other_methods(void **state) {
  static const struct {
    const char *method, *target, *allow;
  } METHODS[] = {{"PUT", "/api/events", "GET, HEAD"},
                 {"DELETE", "/api/reviews", "GET, HEAD, POST"},
                 {"POST", "/api/jobs/j-1", "GET, HEAD, DELETE"},
                 {"OPTIONS", "/api/events", "GET, HEAD"},
                 {"TRACE", "/", "GET, HEAD"},
                 {"get", "/api/events", "GET, HEAD"},
                 {"PUT", "/api/uploads", "POST"}};
  for (size_t i = 0; i < sizeof METHODS / sizeof *METHODS; i++) {
    answer *a = ask(*state, (serve_request){.method = METHODS[i].method,
                                            .target = METHODS[i].target,
                                            .authorization = "Bearer " TOKEN,
                                            .content_type = "application/json"});
    assert_int_equal(a->response.status, 405);
    assert_string_equal(a->response.allow, METHODS[i].allow);
    forget(a);
  }
  assert_int_equal(status_of(get(*state, "/api/uploads")), 405);
}

/* -- the page ---------------------------------------------------------------------------------------------------------- */

static void paths_are_the_page(void **state) {
  size_t len, packed_len;
  answer *a = get(*state, "/"), *b = get(*state, "/events/e-1");
  const char *page = bytes_of(a, &len);
  assert_int_equal(a->response.kind, SERVE_PAGE);
  assert_memory_equal(page, "<!DOCTYPE html>", 15);
  assert_string_equal(bytes_of(b, &len), page);
  answer *packed = ask(*state, (serve_request){.target = "/index.html", .accept_encoding = "br, gzip;q=0.5"});
  assert_true(packed->response.is_gzip);
  assert_memory_equal(bytes_of(packed, &packed_len), "\x1f\x8b", 2);
  answer *plain = ask(*state, (serve_request){.target = "/index.html", .accept_encoding = "gzip;q=0"});
  assert_false(plain->response.is_gzip);
  assert_string_equal(bytes_of(plain, &len), page);
  assert_int_equal(status_of(ask(*state, (serve_request){.target = "/", .if_none_match = a->response.etag})), 304);
  answer *all[] = {a, b, packed, plain};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) forget(all[i]);
}

/* -- what is written --------------------------------------------------------------------------------------------------- */

static void decisions_are_made_and_undone(void **state) {
  char etag[64], target[64], body[256], first[24];
  answer *before = get(*state, "/api/entities?called=Wong");
  snprintf(etag, sizeof etag, "%s", before->response.etag);
  snprintf(body, sizeof body, "{\"action\":\"rename\",\"args\":[\"%s\",\"P. \\\"W\\\" \u5f20\"],\"who\":\"Ana\",\"why\":null}",
           text_at(before, "/items/0/id"));
  answer *made = post(*state, "/api/reviews", body);
  assert_int_equal(made->response.status, 201);
  assert_string_equal(text_at(made, "/item/action"), "rename");
  snprintf(first, sizeof first, "%s", text_at(made, "/item/id"));
  snprintf(target, sizeof target, "/api/reviews/%s", first);
  assert_string_equal(made->response.location, target);
  answer *after = get(*state, "/api/entities?called=Wong");
  assert_string_not_equal(after->response.etag, etag);
  assert_string_equal(text_at(after, "/items/0/name"), "P. \"W\" \u5f20");
  snprintf(body, sizeof body, "{\"action\":\"undo\",\"args\":[\"%s\"],\"who\":\"Ana\"}", first);
  assert_int_equal(status_of(post(*state, "/api/reviews", body)), 201);
  answer *again = get(*state, "/api/entities?called=Wong");
  assert_string_equal(text_at(again, "/items/0/name"), text_at(before, "/items/0/name"));
  answer *all[] = {before, made, after, again};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) forget(all[i]);
}

static void decisions_that_are_none(void **state) {
  static const struct {
    const char *body;
    unsigned status;
  } BODIES[] = {{"", 400},
                {"{", 400},
                {"[]", 400},
                {"null", 400},
                {"{}", 400},
                {"{\"action\":\"merge\",\"args\":[],\"who\":\"A\"}", 400},
                {"{\"action\":\"merge\",\"args\":[1],\"who\":\"A\"}", 400},
                {"{\"action\":\"merge\",\"args\":\"x\",\"who\":\"A\"}", 400},
                {"{\"action\":\"merge\",\"args\":[\"x\",\"y\"]}", 400},
                {"{\"action\":\"merge\",\"args\":[\"x\",\"y\"],\"who\":\"\"}", 400},
                {"{\"action\":\"merge\",\"args\":[\"x\",\"y\"],\"who\":\"A\",\"why\":3}", 400},
                {"{\"action\":\"merge\",\"args\":[\"x\",\"y\"],\"who\":\"A\",\"when\":\"2020\"}", 400},
                {"{\"action\":\"merge split\",\"args\":[\"x\",\"y\"],\"who\":\"A\"}", 400},
                {"{\"action\":\"drop\",\"args\":[\"x\"],\"who\":\"A\"}", 400},
                {"{\"action\":\"merge\",\"args\":[\"a\\u0000b\",\"y\"],\"who\":\"A\"}", 400},
                {"{\"action\":\"merge\",\"args\":[\"e-0000000000000000\",\"e-1111111111111111\"],\"who\":\"A\"}", 422},
                {"{\"action\":\"undo\",\"args\":[\"v-0000000000000000\"],\"who\":\"A\"}", 422}};
  for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
    unsigned status = status_of(post(*state, "/api/reviews", BODIES[i].body));
    if (status != BODIES[i].status) fail_msg("%s: %u", BODIES[i].body, status);
  }
}

static answer *send_file(void *state, const char *name, const char *bytes) {
  char target[512];
  snprintf(target, sizeof target, "/api/uploads?name=%s", name);
  return ask(state,
             (serve_request){
                 .method = "POST", .target = target, .authorization = "Bearer " TOKEN, .body = bytes, .body_len = strlen(bytes)});
}

static void files_are_sent_and_added(void **state) {
  static const char TEXT[] =
      "Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize on 3 June 2023. Ruiz said that Panama will "
      "open "
      "a port.";
  char body[64], target[96];
  answer *file = send_file(*state, "port.txt", TEXT);
  assert_int_equal(file->response.status, 201);
  assert_string_equal(text_at(file, "/name"), "port.txt");
  snprintf(body, sizeof body, "{\"uploads\":[\"%s\"]}", text_at(file, "/id"));
  answer *job = post(*state, "/api/jobs", body);
  assert_int_equal(job->response.status, 202);
  snprintf(target, sizeof target, "/api/jobs/%s?wait=true", text_at(job, "/id"));
  answer *end = NULL;
  for (int i = 0;
       i < 1000 && (!end || strcmp(text_at(end, "/state"), "running") == 0 || strcmp(text_at(end, "/state"), "waiting") == 0);
       i++) {
    if (end) forget(end);
    end = get(*state, target);
  }
  assert_string_equal(text_at(end, "/state"), "done");
  assert_int_equal(yyjson_get_uint(yyjson_ptr_get(end->root, "/tally/read")), 1);
  answer *events = get(*state, "/api/events?party=Panama");
  assert_string_equal(text_at(events, "/items/0/date/from"), "2023-06-03");
  answer *reports = get(*state, "/api/search?words=port%20Panama");
  assert_int_equal(yyjson_get_uint(yyjson_ptr_get(reports->root, "/page/total")), 1);
  assert_int_equal(status_of(post(*state, "/api/jobs", body)), 400); /* it is gone */
  snprintf(target, sizeof target, "/api/jobs/%s", text_at(job, "/id"));
  assert_int_equal(
      status_of(ask(*state, (serve_request){.method = "DELETE", .target = target, .authorization = "Bearer " TOKEN})), 409);
  answer *all[] = {file, job, end, events, reports};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) forget(all[i]);
}

static void jobs_that_are_none(void **state) {
  static const char *const NAMES[] = {"", "..", ".", "-", "a%2fb", "%2fetc%2fpasswd"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) assert_int_equal(status_of(send_file(*state, NAMES[i], "x")), 400);
  static const char *const BODIES[] = {"{\"uploads\":[]}",
                                       "{\"uploads\":[\"u-999\"]}",
                                       "{\"uploads\":[\"/etc/passwd\"]}",
                                       "{\"uploads\":[\"u-1\"],\"urls\":[\"http://a.example/\"]}",
                                       "{\"urls\":[\"file:///etc/passwd\"]}",
                                       "{\"urls\":[\"/etc/passwd\"]}",
                                       "{\"urls\":[]}",
                                       "{\"paths\":[\"/etc/passwd\"]}",
                                       "[\"u-1\"]"};
  for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
    unsigned status = status_of(post(*state, "/api/jobs", BODIES[i]));
    if (status != 400 && !(status == 501 && strstr(BODIES[i], "urls"))) fail_msg("%s: %u", BODIES[i], status);
  }
}

/* Its file goes when nobody begins a job with it: closing removes the folder. */
static void files_go_with_the_server(void **state) {
  served *s = *state;
  readout_error err = {0};
  serve_jobs_options options = {.engine = s->engine, .record = s->path};
  unsigned id;
  char folder[96], tmp[96];
  snprintf(folder, sizeof folder, "%s/tmp-XXXXXX", s->folder);
  assert_non_null(mkdtemp(folder));
  snprintf(tmp, sizeof tmp, "%s", getenv("TMPDIR") ? getenv("TMPDIR") : "");
  setenv("TMPDIR", folder, 1);
  serve_jobs *jobs = serve_jobs_open(&options, &err);
  assert_non_null(jobs);
  assert_int_equal(serve_jobs_upload(jobs, "a.txt", "abc", 3, &id, &err), 201);
  assert_int_equal(serve_jobs_upload(jobs, "b.txt", "", 0, &id, &err), 201);
  assert_int_not_equal(serve_jobs_add(jobs, &id, 1, &err), 0);
  serve_jobs_close(jobs);
  assert_int_equal(rmdir(folder), 0);
  if (*tmp) {
    setenv("TMPDIR", tmp, 1);
  } else {
    unsetenv("TMPDIR");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_have_a_page_and_items),
      cmocka_unit_test(pages_are_the_list),
      cmocka_unit_test(a_thing_and_what_it_names),
      cmocka_unit_test(other_forms),
      cmocka_unit_test(says_what_may_be_done),
      cmocka_unit_test(what_has_not_changed_is_not_sent),
      cmocka_unit_test(what_is_known_needs_no_worker),
      cmocka_unit_test(what_may_take_long),
      cmocka_unit_test(hosts),
      cmocka_unit_test(no_host_reaches_nothing),
      cmocka_unit_test(other_sites_reach_nothing),
      cmocka_unit_test(writing_needs_the_token),
      cmocka_unit_test(bodies_are_let_in_by_their_head),
      cmocka_unit_test(what_is_not_there),
      cmocka_unit_test(what_cannot_be_asked),
      cmocka_unit_test(other_methods),
      cmocka_unit_test(paths_are_the_page),
      cmocka_unit_test(decisions_are_made_and_undone),
      cmocka_unit_test(decisions_that_are_none),
      cmocka_unit_test(files_are_sent_and_added),
      cmocka_unit_test(jobs_that_are_none),
      cmocka_unit_test(files_go_with_the_server),
  };
  return cmocka_run_group_tests(tests, served_open, served_close);
}
