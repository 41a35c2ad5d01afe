#include "handle.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bundle.h"
#include "cache.h"
#include "gate.h"
#include "routes.h"

static bool is_get(const serve_request *request) {
  return strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
}

static bool is_of_api(const char *path) {
  return strncmp(path, "/api/", 5) == 0 || strcmp(path, "/api") == 0;
}

static serve_answer answer_of(const serve_route *route, const serve_request *request) {
  if (is_get(request)) return route->get;
  if (strcmp(request->method, "POST") == 0) return route->post;
  return strcmp(request->method, "DELETE") == 0 ? route->del : NULL;
}

static void refuse_method(const serve_route *route, serve_response *response) {
  serve_problem(response, 405, NULL, NULL);
  (void)snprintf(response->allow, sizeof response->allow, "%s%s%s", route && !route->get ? "" : "GET, HEAD",
                 route && route->post ? (route->get ? ", POST" : "POST") : "", route && route->del ? ", DELETE" : "");
}

bool serve_call_is_right(serve_call *call) {
  if (serve_ask_end(call->ask)) return true;
  serve_problem(call->response, 400, "#asked", call->ask->why);
  return false;
}

/* "application/json" before any parameter. */
static bool has_type(const serve_request *request, const char *type) {
  size_t len = strlen(type);
  return request->content_type && strncasecmp(request->content_type, type, len) == 0 &&
         (!request->content_type[len] || strchr("; \t", request->content_type[len]));
}

/* What is to answer: NULL, and the answer, where nothing is, or who asks may not. */
static const serve_route *let_in(serve_call *call, serve_answer *answer) {
  const serve_request *request = call->request;
  bool read = serve_ask_read(call->ask, request->target), of_api = !read || is_of_api(call->ask->path);
  *answer = NULL;
  if (!serve_gate(call->site, request, of_api, !is_get(request), call->response)) return NULL;
  if (!read) {
    serve_problem(call->response, 400, "#asked", call->ask->why);
    return NULL;
  }
  const serve_route *route = of_api ? serve_route_of(call->ask->path, call) : NULL;
  if (of_api && !route) {
    serve_problem(call->response, 404, "#gone", "the API has no such path");
    return NULL;
  }
  if (!of_api && is_get(request)) return NULL;
  if (route) *answer = answer_of(route, request);
  if (!*answer) {
    refuse_method(route, call->response);
    return NULL;
  }
  if (!is_get(request) && !call->site->jobs) {
    serve_problem(call->response, 403, NULL, "this server was started to read only");
    return NULL;
  }
  if (!is_get(request) && route->body_type && *answer == route->post && !has_type(request, route->body_type)) {
    serve_problem(call->response, 415, NULL, "the body must be application/json");
    return NULL;
  }
  return route;
}

bool serve_may_come(const serve_site *site, const serve_request *request, size_t *most, serve_response *response) {
  serve_ask *ask = malloc(sizeof *ask);
  serve_answer answer;
  *most = 0;
  if (!ask) {
    serve_problem(response, 503, "#busy", NULL);
    return false;
  }
  serve_call call = {.site = site, .request = request, .ask = ask, .response = response};
  const serve_route *route = let_in(&call, &answer);
  bool may = route || (response->status == 200 && is_get(request));
  if (route && !is_get(request) && answer == route->post) *most = route->most_body;
  free(ask);
  return may;
}

bool serve_takes_long(const serve_request *request) {
  char path[512];
  serve_call call = {0};
  size_t len = strcspn(request->target, "?");
  if (len >= sizeof path) return false;
  memcpy(path, request->target, len);
  path[len] = '\0';
  const serve_route *route = serve_route_of(path, &call);
  return route && (route->is_slow || (route->slow_with && strstr(request->target + len, route->slow_with)));
}

static void give_page(const serve_call *call) {
  const serve_file *file = serve_bundle_find(call->ask->path);
  if (file) {
    serve_bundle_give(file, call->request, call->response);
  } else {
    serve_problem(call->response, 404, "#gone", NULL);
  }
}

/* The same target was answered while the record was as it is. */
static bool give_cached(const serve_call *call) {
  serve_response *response = call->response;
  serve_cached *cached = call->site->cache ? serve_cache_get(call->site->cache, call->request->target, response->etag) : NULL;
  if (!cached) return false;
  response->holds = cached;
  response->fixed = serve_cached_bytes(cached, &response->fixed_len, &response->type);
  return true;
}

static void keep(const serve_call *call) {
  const serve_response *response = call->response;
  bool is_plain = response->status == 200 && response->kind == SERVE_DATA && response->body.fd < 0 && !response->file[0];
  if (call->site->cache && is_plain && response->etag[0])
    serve_cache_put(call->site->cache, call->request->target, response->etag, response->type, response->body.bytes,
                    response->body.len);
}

/* The same was sent before, or is here. */
static bool give_known(const serve_call *call, uint64_t state) {
  serve_response *response = call->response;
  (void)snprintf(response->etag, sizeof response->etag, "\"%" PRIx64 "-%" PRIx64 "\"", call->site->start, state);
  if (call->request->if_none_match && strstr(call->request->if_none_match, response->etag)) {
    response->status = 304;
    return true;
  }
  return give_cached(call);
}

bool serve_glance(const serve_site *site, uint64_t state, const serve_request *request, serve_response *response) {
  serve_ask *ask = is_get(request) ? malloc(sizeof *ask) : NULL;
  serve_answer answer;
  if (!ask) return false;
  serve_call call = {.site = site, .request = request, .ask = ask, .response = response};
  const serve_route *route = let_in(&call, &answer);
  bool answered = true;
  if (!route) {
    if (response->status == 200) give_page(&call);
  } else {
    answered = route->is_of_state && give_known(&call, state);
  }
  if (!answered) response->etag[0] = '\0';
  free(ask);
  return answered;
}

void serve_handle(const serve_site *site, const serve_worker *worker, const serve_request *request, serve_response *response) {
  serve_ask *ask = malloc(sizeof *ask);
  serve_answer answer;
  if (!ask) {
    serve_problem(response, 503, "#busy", NULL);
    return;
  }
  serve_call call = {.site = site, .worker = worker, .request = request, .ask = ask, .response = response};
  const serve_route *route = let_in(&call, &answer);
  if (!route) {
    if (response->status == 200) give_page(&call);
  } else if (is_get(request) && route->is_of_state) {
    if (!give_known(&call, worker->state)) {
      answer(&call);
      keep(&call);
    }
  } else {
    response->is_no_store = true;
    answer(&call);
  }
  if (response->body.failed) serve_problem(response, 500, NULL, "no memory, or no room in $TMPDIR, for the answer");
  free(ask);
}
