#include "bundle.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "bundle.inc" /* static const serve_file FILES[]: cmake/bundle.cmake */

#define N_FILES (sizeof FILES / sizeof *FILES)

static const serve_file *find(const char *path) {
  for (size_t i = 0; i < N_FILES; i++)
    if (strcmp(FILES[i].path, path) == 0) return &FILES[i];
  return NULL;
}

const serve_file *serve_bundle_find(const char *path) {
  const serve_file *file = find(path);
  const char *last = strrchr(path, '/');
  return file || (last && strchr(last, '.')) ? file : find("/index.html");
}

/* "gzip" among the codings, and not with q=0. */
static bool takes_gzip(const char *accepts) {
  const char *at = accepts ? strstr(accepts, "gzip") : NULL;
  if (!at) return false;
  at += 4;
  while (*at == ' ') at++;
  if (*at != ';') return true;
  return !strstr(at, "q=0") || strstr(at, "q=0.") != NULL;
}

static bool expand(const serve_file *file, serve_body *body) {
  char piece[16384];
  z_stream stream = {.next_in = (z_const Bytef *)file->bytes, .avail_in = (uInt)file->len};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return false;
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = (Bytef *)piece;
    stream.avail_out = sizeof piece;
    code = inflate(&stream, Z_NO_FLUSH);
    if (code == Z_OK || code == Z_STREAM_END) serve_body_add(body, piece, sizeof piece - stream.avail_out);
  }
  inflateEnd(&stream);
  return code == Z_STREAM_END && !body->failed;
}

void serve_bundle_give(const serve_file *file, const serve_request *request, serve_response *response) {
  response->type = file->type;
  response->kind = SERVE_PAGE;
  (void)snprintf(response->etag, sizeof response->etag, "\"%.40s\"", file->digest);
  if (request->if_none_match && strstr(request->if_none_match, response->etag)) {
    response->status = 304;
  } else if (takes_gzip(request->accept_encoding)) {
    response->is_gzip = true;
    response->fixed = (const char *)file->bytes;
    response->fixed_len = file->len;
  } else if (!expand(file, &response->body)) {
    serve_problem(response, 500, NULL, "a file of the page could not be expanded");
  }
}
