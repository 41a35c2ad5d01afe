#include "routes.h"

#include <string.h>

#define JSON_BYTES ((size_t)256 << 10)
#define JSON "application/json"

const serve_route SERVE_ROUTES[] = {
    {.path = "api/record", .get = serve_get_about, .is_of_state = true},
    {.path = "api/events", .get = serve_get_events, .is_of_state = true, .slow_with = "differs="},
    {.path = "api/events/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/events/*/statements", .get = serve_get_statements, .is_of_state = true},
    {.path = "api/events/*/matrix", .get = serve_get_matrix, .is_of_state = true},
    {.path = "api/events/*/document.html", .get = serve_get_document, .is_of_state = true, .is_slow = true},
    {.path = "api/events/*/document.md", .get = serve_get_document, .is_of_state = true, .is_slow = true},
    {.path = "api/statements/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/statements/*/passages", .get = serve_get_passages, .is_of_state = true},
    {.path = "api/reports", .get = serve_get_reports, .is_of_state = true},
    {.path = "api/reports/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/reports/*/statements", .get = serve_get_statements, .is_of_state = true},
    {.path = "api/entities", .get = serve_get_entities, .is_of_state = true},
    {.path = "api/entities/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/formulations", .get = serve_get_formulations, .is_of_state = true},
    {.path = "api/formulations/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/commitments", .get = serve_get_commitments, .is_of_state = true, .is_slow = true},
    {.path = "api/search", .get = serve_get_search, .is_of_state = true, .is_slow = true},
    {.path = "api/pictures/*.*", .get = serve_get_picture, .is_of_state = true, .is_slow = true},
    {.path = "api/tables/*.*", .get = serve_get_table, .is_of_state = true, .is_slow = true},
    {.path = "api/*.*", .get = serve_get_export, .is_of_state = true, .is_slow = true},
    {.path = "api/cite", .get = serve_get_citation, .is_of_state = true},
    {.path = "api/cite/*", .get = serve_get_citation, .is_of_state = true},
    {.path = "api/explain/*", .get = serve_get_explanation, .is_of_state = true, .is_slow = true},
    {.path = "api/reviews",
     .get = serve_get_reviews,
     .is_of_state = true,
     .post = serve_post_review,
     .most_body = JSON_BYTES,
     .body_type = JSON},
    {.path = "api/reviews/*", .get = serve_get_thing, .is_of_state = true},
    {.path = "api/uploads", .post = serve_post_upload, .most_body = SERVE_UPLOAD_BYTES},
    {.path = "api/jobs", .get = serve_get_jobs, .post = serve_post_job, .most_body = JSON_BYTES, .body_type = JSON},
    {.path = "api/jobs/*", .get = serve_get_job, .del = serve_delete_job},
};

const size_t SERVE_N_ROUTES = sizeof SERVE_ROUTES / sizeof *SERVE_ROUTES;

/* Takes a segment of the path for "*" or "*.*". */
static bool take_part(const char *segment, size_t len, bool has_ending, serve_call *call) {
  if (len == 0 || len >= sizeof call->part) return false;
  memcpy(call->part, segment, len);
  call->part[len] = '\0';
  call->ending = NULL;
  if (!has_ending) return true;
  char *dot = strrchr(call->part, '.');
  if (!dot || dot == call->part || !dot[1]) return false;
  *dot = '\0';
  call->ending = dot + 1;
  return true;
}

static bool fits(const char *pattern, const char *path, serve_call *call) {
  for (;;) {
    size_t wanted = strcspn(pattern, "/"), len = strcspn(path, "/");
    if (*pattern == '*') {
      if (!take_part(path, len, wanted == 3, call)) return false;
    } else if (wanted != len || memcmp(pattern, path, len) != 0) {
      return false;
    }
    pattern += wanted;
    path += len;
    if (!*pattern || !*path) return !*pattern && !*path;
    pattern++;
    path++;
  }
}

const serve_route *serve_route_of(const char *path, serve_call *call) {
  for (size_t i = 0; i < SERVE_N_ROUTES; i++) {
    call->part[0] = '\0'; /* that one which did not fit may have left */
    call->ending = NULL;
    if (path[0] == '/' && fits(SERVE_ROUTES[i].path, path + 1, call)) return &SERVE_ROUTES[i];
  }
  return NULL;
}
