/* What is read of the record as pictures, documents, tables, exports, citations and a feed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate.h"
#include "routes.h"

enum { USUAL_WIDTH = 960, LEAST_WIDTH = 320, MOST_WIDTH = 4000, MOST_EVENTS = 64 };

static void end(serve_call *call, readout_status status, readout_error *err) {
  if (status == READOUT_OK) return;
  if (call->response->body.failed) err->status = READOUT_ERR_IO;
  serve_failure(call->response, err);
}

/* An attachment of that name: nothing of it is shown by the browser itself. */
static void attach(serve_call *call, const char *name, const char *ending) {
  char *out = call->response->file;
  size_t len = 0;
  for (; *name && len < 80; name++) out[len++] = strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", *name) ? *name : '_';
  (void)snprintf(out + len, sizeof call->response->file - len, ".%s", ending);
}

void serve_get_matrix(serve_call *call) {
  readout_view view = {.format = READOUT_VIEW_JSON};
  readout_error err = {0};
  if (!serve_call_is_right(call)) return;
  call->response->body.stays = true;
  end(call,
      readout_record_picture(call->worker->record, READOUT_MATRIX, call->part, &view, serve_to_body, &call->response->body, &err),
      &err);
  if (err.status == READOUT_ERR_USAGE) serve_problem(call->response, 404, "#gone", err.message);
}

void serve_get_document(serve_call *call) {
  bool is_html = strstr(call->ask->path, "/document.html") != NULL;
  readout_view view = {.format = is_html ? READOUT_VIEW_HTML : READOUT_VIEW_MARKDOWN};
  readout_error err = {0};
  if (!serve_call_is_right(call)) return;
  call->response->type = is_html ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8";
  call->response->kind = SERVE_DRAWING;
  attach(call, call->part, is_html ? "html" : "md");
  end(call, readout_record_compare(call->worker->record, call->part, &view, serve_to_body, &call->response->body, &err), &err);
  if (err.status == READOUT_ERR_USAGE) serve_problem(call->response, 404, "#gone", err.message);
}

/* -- pictures ---------------------------------------------------------------------------------------------------------- */

static bool find_picture(const char *name, readout_picture *picture) {
  static const char *const NAMES[] = {"timeline", "strip", "network", "persons", "matrix"};
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    *picture = (readout_picture)i;
    if (strcmp(NAMES[i], name) == 0) return true;
  }
  return false;
}

static bool find_format(const char *ending, readout_view_format *format, const char **type) {
  static const struct {
    const char *ending, *type;
    readout_view_format format;
  } FORMATS[] = {{"svg", "image/svg+xml", READOUT_VIEW_SVG},
                 {"png", "image/png", READOUT_VIEW_PNG},
                 {"json", "application/json", READOUT_VIEW_JSON},
                 {"csv", "text/csv; charset=utf-8; header=present", READOUT_VIEW_CSV}};
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
    *format = FORMATS[i].format;
    *type = FORMATS[i].type;
    if (strcmp(FORMATS[i].ending, ending) == 0) return true;
  }
  return false;
}

void serve_get_picture(serve_call *call) {
  readout_picture picture;
  readout_view view = {0};
  readout_error err = {0};
  const char *asked = serve_ask_text(call->ask, "asked"), *type;
  view.width = serve_ask_number(call->ask, "width", LEAST_WIDTH, MOST_WIDTH, USUAL_WIDTH);
  if (!serve_call_is_right(call)) return;
  if (!find_picture(call->part, &picture) || !find_format(call->ending, &view.format, &type)) {
    serve_problem(call->response, 404, "#gone", "no such picture, or format of one");
    return;
  }
  if (!asked && (picture == READOUT_STRIP || picture == READOUT_MATRIX)) {
    serve_problem(call->response, 400, "#asked", "say of what, with asked=");
    return;
  }
  call->response->type = type;
  call->response->kind = view.format == READOUT_VIEW_SVG ? SERVE_DRAWING : SERVE_DATA;
  if (view.format == READOUT_VIEW_CSV) attach(call, call->part, "csv");
  end(call, readout_record_picture(call->worker->record, picture, asked, &view, serve_to_body, &call->response->body, &err),
      &err);
}

/* -- tables and exports ------------------------------------------------------------------------------------------------ */

/* The file that is wanted, of all that a CSV export has. */
typedef struct one_file {
  char name[SERVE_MOST_PART + 8];
  bool is_under_way, was_there;
  serve_body *body;
} one_file;

/* What comes behind it is not waited for. */
static bool begin_file(void *ctx, const char *name) {
  one_file *file = ctx;
  file->is_under_way = strcmp(name, file->name) == 0;
  if (file->is_under_way) {
    file->was_there = true;
    return true;
  }
  return !file->was_there;
}

static bool take_file(void *ctx, const char *bytes, size_t len) {
  one_file *file = ctx;
  return !file->is_under_way || serve_to_body(file->body, bytes, len);
}

void serve_get_table(serve_call *call) {
  one_file file = {.body = &call->response->body};
  readout_export what = {.format = READOUT_EXPORT_CSV, .on_file = begin_file};
  readout_error err = {0};
  what.events = serve_ask_list(call->ask, "event", MOST_EVENTS, &what.n_events);
  if (!serve_call_is_right(call)) return;
  (void)snprintf(file.name, sizeof file.name, "%s.csv", call->part);
  if (strcmp(call->ending, "csv") != 0) {
    serve_problem(call->response, 404, "#gone", "tables are .csv");
    return;
  }
  readout_status status = readout_record_export(call->worker->record, &what, take_file, &file, &err);
  bool is_whole = file.was_there && !file.is_under_way && !call->response->body.failed; /* it was ended behind it */
  if (!is_whole && status != READOUT_OK) {
    end(call, status, &err);
  } else if (!file.was_there) {
    serve_problem(call->response, 404, "#gone", "no such table: docs/formats/exports.md has their names");
  } else {
    call->response->type = "text/csv; charset=utf-8; header=present";
    attach(call, call->part, "csv");
  }
}

void serve_get_export(serve_call *call) {
  static const struct {
    const char *type, *ending;
  } TYPES[READOUT_EXPORT_FORMATS] = {
      [READOUT_EXPORT_JSONL] = {"application/jsonl; charset=utf-8", "jsonl"},
      [READOUT_EXPORT_CSV] = {NULL, NULL},
      [READOUT_EXPORT_PLOVER] = {"application/jsonl; charset=utf-8", "plover.jsonl"},
      [READOUT_EXPORT_ANNOTATIONS] = {"application/ld+json", "jsonld"},
      [READOUT_EXPORT_FTM] = {"application/jsonl; charset=utf-8", "ftm.jsonl"},
      [READOUT_EXPORT_GEXF] = {"application/gexf+xml", "gexf"},
      [READOUT_EXPORT_ICS] = {"text/calendar; charset=utf-8", "ics"},
  };
  readout_export what = {.all = false};
  readout_error err = {0};
  if (strcmp(call->part, "feed") == 0 && strcmp(call->ending, "atom") == 0) {
    serve_get_feed(call);
    return;
  }
  what.events = serve_ask_list(call->ask, "event", MOST_EVENTS, &what.n_events);
  what.all = serve_ask_flag(call->ask, "all", false);
  if (!serve_call_is_right(call)) return;
  size_t format = 0;
  while (format < READOUT_EXPORT_FORMATS &&
         (strcmp(readout_export_format_name((readout_export_format)format), call->ending) != 0 || !TYPES[format].type))
    format++;
  if (strcmp(call->part, "export") != 0 || format == READOUT_EXPORT_FORMATS) {
    serve_problem(call->response, 404, "#gone", "the API has no such path");
    return;
  }
  what.format = (readout_export_format)format;
  call->response->type = TYPES[format].type;
  attach(call, "readout", TYPES[format].ending);
  end(call, readout_record_export(call->worker->record, &what, serve_to_body, &call->response->body, &err), &err);
}

/* -- citations and the feed -------------------------------------------------------------------------------------------- */

void serve_get_citation(serve_call *call) {
  readout_error err = {0};
  if (!serve_call_is_right(call)) return;
  end(call,
      readout_record_cite(call->worker->record, call->part[0] ? call->part : NULL, serve_to_body, &call->response->body, &err),
      &err);
}

/* Links are to where it was asked for: Host went through the gate. */
void serve_get_feed(serve_call *call) {
  char base[300];
  readout_error err = {0};
  const char *after = serve_ask_text(call->ask, "after");
  if (!serve_call_is_right(call)) return;
  (void)snprintf(base, sizeof base, "http://%.255s", call->request->host);
  call->response->type = "application/atom+xml; charset=utf-8";
  call->response->kind = SERVE_DRAWING; /* not kept: its links hang on Host */
  end(call, readout_record_feed(call->worker->record, base, after, 0, serve_to_body, &call->response->body, &err), &err);
}
