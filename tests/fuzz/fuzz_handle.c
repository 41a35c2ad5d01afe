/*
 * Requests as anybody might send them: a line with method and target, lines of header fields, an empty line, a body. The answer
 * is whole and sound whatever they are; nobody writes without the token; what is JSON can be read.
 */
#include <readout/pages.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <yyjson.h>

#include "server/cache.h"
#include "server/handle.h"

#define TOKEN "0123456789abcdef"
enum { JOBS_RUNS = 50 }; /* jobs wait for ever here: after so many runs there are new ones */

static struct {
  readout_engine *engine;
  serve_site site;
  serve_worker worker;
  char folder[64], path[96];
  unsigned runs;
} world;

static void must(bool holds) {
  if (!holds) abort();
}

static void remove_world(void) {
  static const char *const FILES[] = {"r.db", "r.db-wal", "r.db-shm"};
  serve_jobs_close(world.site.jobs);
  serve_cache_close(world.site.cache);
  readout_record_close(world.worker.record);
  readout_engine_close(world.engine);
  for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", world.folder, FILES[i]);
    (void)unlink(path);
  }
  (void)rmdir(world.folder);
}

static void make_jobs(void) {
  serve_jobs_options options = {.engine = world.engine, .record = world.path};
  serve_jobs_close(world.site.jobs);
  world.site.jobs = serve_jobs_open(&options, NULL); /* and not started */
  must(world.site.jobs != NULL);
}

static void make_world(void) {
  const char *paths[] = {READOUT_SOURCE_DIR "/examples/reports/2024-08-jakarta/dfat.txt"};
  readout_input input = {.paths = paths, .n_paths = 1, .threads = 1};
  readout_decision decision = {
      .action = "rename", .args = (const char *const[]){"Penny Wong", "Wong \"<P>\""}, .n_args = 2, .who = "A", .why = "B"};
  readout_record *record;
  (void)snprintf(world.folder, sizeof world.folder, "/tmp/readout-fuzz-XXXXXX");
  must(mkdtemp(world.folder) != NULL);
  (void)snprintf(world.path, sizeof world.path, "%s/r.db", world.folder);
  must(readout_engine_open(READOUT_DATA_DIR, &world.engine, NULL) == READOUT_OK);
  must(readout_record_open(world.engine, world.path, READOUT_CREATE, &record, NULL) == READOUT_OK);
  must(readout_record_add(record, &input, NULL, NULL) == READOUT_OK);
  must(readout_record_decide(record, &decision, NULL, NULL) == READOUT_OK);
  readout_record_close(record);
  must(readout_record_open(world.engine, world.path, READOUT_EXISTING, &world.worker.record, NULL) == READOUT_OK);
  world.site = (serve_site){.engine = world.engine, .token = TOKEN, .cache = serve_cache_open(1 << 20), .start = 7};
  must(setenv("TMPDIR", world.folder, 1) == 0);
  make_jobs();
  must(atexit(remove_world) == 0);
}

/* The next line of what is left, cut off with a NUL; NULL where there is none. */
static char *next_line(char **rest) {
  char *line = *rest, *end = line ? strchr(line, '\n') : NULL;
  if (!line) return NULL;
  *rest = end ? end + 1 : NULL;
  if (end) *end = '\0';
  return line;
}

static void take_field(serve_request *request, char *line) {
  const struct {
    const char *name, **value;
  } fields[] = {{"Host: ", &request->host},
                {"Origin: ", &request->origin},
                {"Authorization: ", &request->authorization},
                {"If-None-Match: ", &request->if_none_match},
                {"Accept-Encoding: ", &request->accept_encoding},
                {"Content-Type: ", &request->content_type},
                {"Sec-Fetch-Site: ", &request->fetch_site}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (strncasecmp(line, fields[i].name, strlen(fields[i].name)) == 0) *fields[i].value = line + strlen(fields[i].name);
}

/* Nothing in a header that would end it. */
static void check_header(const char *value) {
  for (; *value; value++) must((unsigned char)*value >= 0x20 && (unsigned char)*value < 0x7F);
}

static void check(const serve_request *request, const serve_response *response) {
  bool writes = strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0;
  if (response->status == 0) {
    must(response->job > 0 && response->seconds > 0);
    return;
  }
  must(response->status >= 200 && response->status < 600 && response->type != NULL);
  if (writes && response->status < 400) must(request->authorization && strstr(request->authorization, TOKEN) != NULL);
  if (response->status < 400) must(request->host != NULL);
  const char *const headers[] = {response->etag, response->location, response->file, response->allow, response->type};
  for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) check_header(headers[i]);
  const char *bytes = response->fixed ? response->fixed : response->body.bytes;
  size_t len = response->fixed ? response->fixed_len : response->body.len;
  bool is_json = strcmp(response->type, "application/json") == 0 || strcmp(response->type, "application/problem+json") == 0;
  if (response->status == 304 || !is_json || response->body.fd >= 0) return;
  yyjson_doc *doc = yyjson_read(bytes, len, YYJSON_READ_STOP_WHEN_DONE);
  must(doc != NULL && yyjson_is_obj(yyjson_doc_get_root(doc)));
  yyjson_doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *text = malloc(size + 1), *rest = text;
  must(text != NULL);
  if (!world.engine) make_world();
  memcpy(text, data, size);
  text[size] = '\0';
  serve_request request = {.method = "GET", .target = "/"};
  char *line = next_line(&rest), *space = line ? strchr(line, ' ') : NULL;
  if (space) {
    *space = '\0';
    request.method = line;
    request.target = space + 1;
  }
  while ((line = next_line(&rest)) && *line) take_field(&request, line);
  request.body = rest;
  request.body_len = rest ? (size_t)(text + size - rest) : 0;
  serve_response response;
  size_t most;
  serve_response_init(&response);
  bool may = serve_may_come(&world.site, &request, &most, &response);
  must(may || response.status >= 400);
  (void)serve_takes_long(&request);
  if (may && request.body_len <= (most > 0 ? most : SIZE_MAX)) {
    serve_response known;
    serve_response_init(&known);
    bool is_known = serve_glance(&world.site, world.worker.state, &request, &known);
    serve_handle(&world.site, &world.worker, &request, &response);
    must(!is_known || (known.status == response.status && strcmp(known.etag, response.etag) == 0));
    serve_response_release(&known);
  }
  check(&request, &response);
  serve_response_release(&response);
  free(text);
  if (++world.runs % JOBS_RUNS == 0) make_jobs();
  return 0;
}
