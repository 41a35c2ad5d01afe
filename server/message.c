#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "cache.h"

readout_status serve_fail(readout_error *err, readout_status status, const char *format, ...) {
  if (!err) return status;
  va_list args;
  va_start(args, format);
  *err = (readout_error){.status = status};
  (void)vsnprintf(err->message, sizeof err->message, format, args);
  va_end(args);
  return status;
}

/* -- bodies ------------------------------------------------------------------------------------------------------------ */

void serve_body_init(serve_body *body) {
  *body = (serve_body){.fd = -1};
}

void serve_body_release(serve_body *body) {
  if (body->fd >= 0) close(body->fd);
  free(body->bytes);
  serve_body_init(body);
}

void serve_body_clear(serve_body *body) {
  bool stays = body->stays;
  serve_body_release(body);
  body->stays = stays;
}

static bool write_all(int fd, const char *bytes, size_t len) {
  while (len > 0) {
    ssize_t n = write(fd, bytes, len);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    len -= (size_t)n;
  }
  return true;
}

/* Moves what there is into a file without a name. */
static void spool(serve_body *body) {
  const char *tmp = getenv("TMPDIR");
  char path[4096];
  if ((size_t)snprintf(path, sizeof path, "%s/readout-answer-XXXXXX", tmp && *tmp ? tmp : "/tmp") >= sizeof path) {
    body->failed = true;
    return;
  }
  body->fd = mkstemp(path);
  if (body->fd >= 0) unlink(path);
  if (body->fd >= 0) (void)fcntl(body->fd, F_SETFD, FD_CLOEXEC);
  body->failed = body->fd < 0 || !write_all(body->fd, body->bytes, body->len);
  free(body->bytes);
  body->bytes = NULL;
  body->cap = 0;
}

static bool make_room(serve_body *body, size_t len) {
  if (len > SERVE_MOST_IN_MEMORY - body->len - 1) return false;
  if (body->len + len + 1 <= body->cap) return true;
  size_t cap = body->cap < 1024 ? 1024 : body->cap;
  while (cap < body->len + len + 1) cap *= 2;
  char *bytes = realloc(body->bytes, cap);
  if (!bytes) return false;
  body->bytes = bytes;
  body->cap = cap;
  return true;
}

void serve_body_add(serve_body *body, const char *bytes, size_t len) {
  if (body->failed || len == 0) return;
  if (body->fd < 0 && !body->stays && body->len + len > SERVE_SPOOLED) spool(body);
  if (body->failed) return;
  if (body->fd >= 0) {
    body->failed = !write_all(body->fd, bytes, len);
  } else if (make_room(body, len)) {
    memcpy(body->bytes + body->len, bytes, len);
    body->bytes[body->len + len] = '\0';
  } else {
    body->failed = true;
  }
  if (!body->failed) body->len += len;
}

void serve_body_text(serve_body *body, const char *text) {
  serve_body_add(body, text, strlen(text));
}

void serve_body_format(serve_body *body, const char *format, ...) {
  char small[512];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (n < 0 || (size_t)n >= sizeof small) {
    body->failed = true;
  } else {
    serve_body_add(body, small, (size_t)n);
  }
}

/* How long the character is, 0 where it is none: a message may be cut within one. */
static size_t sequence_at(const char *text) {
  size_t len = 1;
  while (len < 4 && ((unsigned char)text[len] & 0xC0) == 0x80) len++;
  return serve_is_utf8(text, len) ? len : 0;
}

void serve_body_json(serve_body *body, const char *text) {
  if (!text) {
    serve_body_text(body, "null");
    return;
  }
  serve_body_text(body, "\"");
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\') {
      const char escaped[] = {'\\', *c};
      serve_body_add(body, escaped, 2);
    } else if ((unsigned char)*c < 0x20) {
      serve_body_format(body, "\\u%04x", (unsigned)(unsigned char)*c);
    } else {
      size_t len = sequence_at(c);
      serve_body_add(body, len > 0 ? c : "\xEF\xBF\xBD", len > 0 ? len : 3);
      if (len > 1) c += len - 1;
    }
  }
  serve_body_text(body, "\"");
}

bool serve_to_body(void *body, const char *bytes, size_t len) {
  serve_body *to = body;
  serve_body_add(to, bytes, len);
  return !to->failed;
}

/* -- responses --------------------------------------------------------------------------------------------------------- */

void serve_response_init(serve_response *response) {
  *response = (serve_response){.status = 200, .type = "application/json"};
  serve_body_init(&response->body);
}

void serve_response_release(serve_response *response) {
  serve_body_release(&response->body);
  if (response->holds) serve_cached_release(response->holds);
  response->holds = NULL;
}

static const char *title_of(unsigned status) {
  static const struct {
    unsigned status;
    const char *title;
  } TITLES[] = {{400, "Bad Request"},
                {401, "Unauthorized"},
                {403, "Forbidden"},
                {404, "Not Found"},
                {405, "Method Not Allowed"},
                {408, "Request Timeout"},
                {409, "Conflict"},
                {411, "Length Required"},
                {413, "Content Too Large"},
                {415, "Unsupported Media Type"},
                {422, "Unprocessable Content"},
                {501, "Not Implemented"},
                {503, "Service Unavailable"}};
  for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
    if (TITLES[i].status == status) return TITLES[i].title;
  return "Internal Server Error";
}

void serve_problem(serve_response *response, unsigned status, const char *fragment, const char *detail) {
  serve_body_release(&response->body);
  if (response->holds) serve_cached_release(response->holds);
  response->holds = NULL;
  response->fixed = NULL;
  response->is_gzip = false;
  response->status = status;
  response->kind = SERVE_DATA;
  response->type = "application/problem+json";
  response->is_no_store = true;
  response->etag[0] = response->location[0] = response->file[0] = '\0';
  serve_body_text(&response->body, "{\"type\":");
  serve_body_json(&response->body, fragment ? fragment : "about:blank");
  serve_body_text(&response->body, ",\"title\":");
  serve_body_json(&response->body, title_of(status));
  serve_body_format(&response->body, ",\"status\":%u", status);
  if (detail) {
    serve_body_text(&response->body, ",\"detail\":");
    serve_body_json(&response->body, detail);
  }
  serve_body_text(&response->body, "}\n");
}

void serve_failure(serve_response *response, const readout_error *err) {
  const char *detail = err->message[0] ? err->message : NULL;
  if (response->body.failed) {
    serve_problem(response, 500, NULL, "no memory, or no room in $TMPDIR, for the answer");
    return;
  }
  switch (err->status) {
    case READOUT_ERR_ABSENT:
      serve_problem(response, 404, "#gone", detail);
      break;
    case READOUT_ERR_USAGE:
    case READOUT_ERR_INPUT:
      serve_problem(response, 400, "#asked", detail);
      break;
    case READOUT_ERR_MEMORY:
      serve_problem(response, 503, "#busy", detail);
      response->retry_after = 10;
      break;
    default:
      serve_problem(response, 500, NULL, detail);
      break;
  }
}
