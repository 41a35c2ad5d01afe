/* A record of the sample reports that is served, without a socket. */
#ifndef TESTS_SERVER_SERVED_H
#define TESTS_SERVER_SERVED_H

#include <readout/pages.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yyjson.h>
/* cmocka.h wants some of the above first */
#include <cmocka.h>

#include "server/cache.h"
#include "server/handle.h"

#define TOKEN "0123456789abcdef"
#define HOST "127.0.0.1:8765"

typedef struct served {
  readout_engine *engine;
  readout_record *shared; /* whose state is read */
  serve_site site;
  serve_worker worker;
  char folder[64], path[96];
} served;

static inline void served_fail(readout_status status, const readout_error *err) {
  if (status != READOUT_OK) fail_msg("%s", err->message);
}

static inline int served_open(void **state) {
  static served s;
  readout_error err = {0};
  const char *paths[] = {READOUT_SOURCE_DIR "/examples/reports"};
  readout_input input = {.paths = paths, .n_paths = 1};
  readout_record *record;
  s = (served){.engine = NULL};
  snprintf(s.folder, sizeof s.folder, "/tmp/readout-served-XXXXXX");
  assert_non_null(mkdtemp(s.folder));
  snprintf(s.path, sizeof s.path, "%s/r.db", s.folder);
  served_fail(readout_engine_open(READOUT_DATA_DIR, &s.engine, &err), &err);
  served_fail(readout_record_open(s.engine, s.path, READOUT_CREATE, &record, &err), &err);
  served_fail(readout_record_add(record, &input, NULL, &err), &err);
  readout_record_close(record);
  served_fail(readout_record_open(s.engine, s.path, READOUT_EXISTING, &s.shared, &err), &err);
  served_fail(readout_record_open(s.engine, s.path, READOUT_EXISTING, &s.worker.record, &err), &err);
  serve_jobs_options jobs = {.engine = s.engine, .record = s.path};
  s.site = (serve_site){.engine = s.engine, .token = TOKEN, .start = 1, .jobs = serve_jobs_open(&jobs, &err)};
  assert_non_null(s.site.jobs);
  assert_true(serve_jobs_start(s.site.jobs));
  s.site.cache = serve_cache_open((size_t)8 << 20);
  assert_non_null(s.site.cache);
  *state = &s;
  return 0;
}

static inline int served_close(void **state) {
  served *s = *state;
  char command[128];
  serve_jobs_close(s->site.jobs);
  serve_cache_close(s->site.cache);
  readout_record_close(s->worker.record);
  readout_record_close(s->shared);
  readout_engine_close(s->engine);
  snprintf(command, sizeof command, "rm -r '%s'", s->folder);
  return system(command);
}

/* What came back: JSON where it is some. */
typedef struct answer {
  serve_response response;
  yyjson_doc *doc;
  yyjson_val *root;
} answer;

static inline const char *bytes_of(const answer *a, size_t *len) {
  *len = a->response.fixed ? a->response.fixed_len : a->response.body.len;
  return a->response.fixed ? a->response.fixed : a->response.body.bytes;
}

/* As a server would: asked again while it waits for a job. */
static inline answer *ask(const served *s, serve_request request) {
  answer *a = calloc(1, sizeof *a);
  readout_error err = {0};
  serve_worker worker = s->worker;
  assert_non_null(a);
  if (!request.method) request.method = "GET";
  if (!request.host) request.host = HOST;
  serve_response_init(&a->response);
  for (int i = 0; i < 6000; i++) {
    served_fail(readout_record_state(s->shared, &worker.state, &err), &err);
    serve_handle(&s->site, &worker, &request, &a->response);
    if (a->response.status != 0) break;
    assert_int_not_equal(a->response.job, 0);
    request.job = a->response.job;
    usleep(10000);
  }
  assert_int_not_equal(a->response.status, 0);
  size_t len;
  const char *bytes = bytes_of(a, &len);
  if (strstr(a->response.type, "json") && len > 0 && a->response.body.fd < 0) {
    a->doc = yyjson_read(bytes, len, YYJSON_READ_STOP_WHEN_DONE);
    assert_non_null(a->doc);
    a->root = yyjson_doc_get_root(a->doc);
  }
  return a;
}

static inline answer *get(const served *s, const char *target) {
  return ask(s, (serve_request){.target = target});
}

static inline answer *post(const served *s, const char *target, const char *body) {
  return ask(s, (serve_request){.method = "POST",
                                .target = target,
                                .authorization = "Bearer " TOKEN,
                                .content_type = "application/json",
                                .body = body,
                                .body_len = strlen(body)});
}

static inline void forget(answer *a) {
  yyjson_doc_free(a->doc);
  serve_response_release(&a->response);
  free(a);
}

/* The status, and the answer forgotten. */
static inline unsigned status_of(answer *a) {
  unsigned status = a->response.status;
  if (status >= 400) {
    assert_string_equal(a->response.type, "application/problem+json");
    assert_int_equal(yyjson_get_uint(yyjson_obj_get(a->root, "status")), status);
    assert_non_null(yyjson_get_str(yyjson_obj_get(a->root, "title")));
    assert_non_null(yyjson_get_str(yyjson_obj_get(a->root, "type")));
  }
  forget(a);
  return status;
}

/* A text below the answer's root: "/items/0/id". Lives as long as the answer. */
static inline const char *text_at(const answer *a, const char *pointer) {
  const char *text = yyjson_get_str(yyjson_ptr_get(a->root, pointer));
  if (!text) fail_msg("nothing at %s", pointer);
  return text;
}

#endif
