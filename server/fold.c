#include "fold.h"

#include <stdlib.h>
#include <string.h>

static const char TYPE[] = "{\"type\":\"";

static const struct {
  const char *type, *list;
} LISTS[] = {{"entity", "entities"},
             {"event", "events"},
             {"report", "reports"},
             {"origin", "origins"},
             {"statement", "statements"},
             {"derivation", "derivations"},
             {"discrepancy", "discrepancies"},
             {"formulation", "formulations"},
             {"commitment", "commitments"},
             {"review", "reviews"},
             {"note", "notes"}};

#define N_LISTS (sizeof LISTS / sizeof *LISTS)

typedef struct lines {
  const char *at, *end;
} lines;

static bool next_line(lines *rest, const char **line, size_t *len) {
  if (rest->at >= rest->end) return false;
  const char *end = memchr(rest->at, '\n', (size_t)(rest->end - rest->at));
  if (!end) end = rest->end;
  *line = rest->at;
  *len = (size_t)(end - rest->at);
  rest->at = end + 1;
  return true;
}

static bool is_of(const char *line, size_t len, const char *type) {
  size_t n = strlen(type);
  return len > sizeof TYPE + n && memcmp(line, TYPE, sizeof TYPE - 1) == 0 && memcmp(line + sizeof TYPE - 1, type, n) == 0 &&
         line[sizeof TYPE - 1 + n] == '"';
}

/* {"type":"page","of":"events","given":N, …: nothing before the number is anybody's words. */
static size_t given_of(const char *line, size_t len) {
  static const char KEY[] = "\"given\":";
  for (size_t i = 0; i + sizeof KEY < len; i++)
    if (memcmp(line + i, KEY, sizeof KEY - 1) == 0) return (size_t)strtoull(line + i + sizeof KEY - 1, NULL, 10);
  return 0;
}

static void add_items(serve_body *out, lines *rest, size_t n) {
  const char *line;
  size_t len;
  serve_body_text(out, ",\"items\":[");
  for (size_t i = 0; i < n && next_line(rest, &line, &len); i++) {
    if (i > 0) serve_body_text(out, ",");
    serve_body_add(out, line, len);
  }
  serve_body_text(out, "]");
}

static void add_list(serve_body *out, lines rest, size_t list) {
  const char *line;
  size_t len, n = 0;
  while (next_line(&rest, &line, &len)) {
    if (!is_of(line, len, LISTS[list].type)) continue;
    if (n++ > 0) {
      serve_body_text(out, ",");
    } else {
      serve_body_format(out, ",\"%s\":[", LISTS[list].list);
    }
    serve_body_add(out, line, len);
  }
  if (n > 0) serve_body_text(out, "]");
}

static size_t count_lines(lines rest) {
  const char *line;
  size_t len, n = 0;
  while (next_line(&rest, &line, &len)) n++;
  return n;
}

/* The head of a search is one of a page, too. */
static void add_head(serve_body *out, const char *line, size_t len) {
  if (is_of(line, len, "search")) {
    size_t skipped = sizeof TYPE - 1 + sizeof "search" - 1;
    serve_body_text(out, "{\"type\":\"page");
    line += skipped;
    len -= skipped;
  }
  serve_body_add(out, line, len);
}

void serve_fold_lines(serve_body *out, const char *bytes, size_t n_bytes, serve_fold fold) {
  lines rest = {bytes, bytes + n_bytes};
  const char *line = "null";
  size_t len = 4;
  if (fold == SERVE_FOLD_LINES) {
    size_t n = count_lines(rest);
    serve_body_format(out, "{\"page\":{\"type\":\"page\",\"of\":\"reasons\",\"given\":%zu,\"total\":%zu,\"next\":null}", n, n);
    add_items(out, &rest, n);
  } else {
    (void)next_line(&rest, &line, &len);
    serve_body_text(out, fold == SERVE_FOLD_PAGE ? "{\"page\":" : "{\"item\":");
    add_head(out, line, len);
    if (fold == SERVE_FOLD_PAGE) add_items(out, &rest, given_of(line, len));
    for (size_t i = 0; i < N_LISTS; i++) add_list(out, rest, i);
  }
  serve_body_text(out, "}\n");
}
