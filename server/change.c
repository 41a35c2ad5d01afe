/* What changes the record: decisions, files that are sent, jobs. */
#include <readout/pages.h>
#include <readout/watch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "fold.h"
#include "routes.h"

enum { DECIDE_SECONDS = 10, WAIT_SECONDS = 20, MOST_WHO = 200, MOST_WHY = 2000, MOST_URLS = 100, MOST_FILES = 1000 };

static void bad_body(serve_call *call, const char *detail) {
  serve_problem(call->response, 400, "#asked", detail);
}

/* The body's object; NULL, and a problem, where it is none. To be freed with its document. */
static yyjson_val *read_body(serve_call *call, yyjson_doc **doc) {
  *doc = NULL;
  if (!serve_call_is_right(call)) return NULL;
  *doc = yyjson_read(call->request->body ? call->request->body : "", call->request->body_len, 0);
  yyjson_val *root = *doc ? yyjson_doc_get_root(*doc) : NULL;
  if (yyjson_is_obj(root)) return root;
  bad_body(call, "the body is no JSON object");
  return NULL;
}

/* Text without NUL, within `most` bytes; NULL for what is none. */
static const char *text_of(yyjson_val *value, size_t most) {
  const char *text = yyjson_get_str(value);
  return text && yyjson_get_len(value) <= most && strlen(text) == yyjson_get_len(value) ? text : NULL;
}

/* Texts of a list; 0 where it is none, is empty, or has others or too many. */
static size_t texts_of(yyjson_val *list, const char **texts, size_t most, size_t most_bytes) {
  size_t n = 0;
  yyjson_arr_iter iter;
  if (!yyjson_arr_iter_init(list, &iter) || yyjson_arr_size(list) > most) return 0;
  for (yyjson_val *item; (item = yyjson_arr_iter_next(&iter));)
    if (!(texts[n++] = text_of(item, most_bytes))) return 0;
  return n;
}

static bool has_only(yyjson_val *object, const char *names) {
  yyjson_obj_iter iter = yyjson_obj_iter_with(object);
  for (yyjson_val *key; (key = yyjson_obj_iter_next(&iter));) {
    char spaced[32];
    const char *name = yyjson_get_str(key);
    if (strlen(name) > 20 || strchr(name, ' ')) return false;
    (void)snprintf(spaced, sizeof spaced, " %s ", name);
    if (!strstr(names, spaced)) return false;
  }
  return true;
}

static void give_job(serve_call *call, unsigned id, unsigned status) {
  if (!serve_jobs_write(call->site->jobs, id, &call->response->body)) {
    serve_problem(call->response, 404, "#gone", "no such job: those that ended are kept for a while");
    return;
  }
  serve_body_text(&call->response->body, "\n");
  call->response->status = status;
  if (status == 202) (void)snprintf(call->response->location, sizeof call->response->location, "/api/jobs/j-%u", id);
}

/* -- decisions --------------------------------------------------------------------------------------------------------- */

/* READOUT_OK and its fields, where it is one. */
static bool read_decision(serve_call *call, yyjson_val *root, readout_decision *decision, const char **args) {
  static const char ACTIONS[] = " merge split rename correct accept reject not-same status undo ";
  char spaced[32];
  yyjson_val *why = yyjson_obj_get(root, "why");
  decision->action = text_of(yyjson_obj_get(root, "action"), 20);
  decision->args = args;
  decision->n_args = texts_of(yyjson_obj_get(root, "args"), args, SERVE_MOST_ARGS, 4096);
  decision->who = text_of(yyjson_obj_get(root, "who"), MOST_WHO);
  decision->why = text_of(why, MOST_WHY);
  if (decision->action) (void)snprintf(spaced, sizeof spaced, " %s ", decision->action);
  if (!decision->action || strchr(decision->action, ' ') || !strstr(ACTIONS, spaced)) {
    bad_body(call, "\"action\" is no decision");
  } else if (decision->n_args == 0) {
    bad_body(call, "\"args\" is no list of texts");
  } else if (!decision->who || !*decision->who) {
    bad_body(call, "\"who\" is missing, or too long: who decides");
  } else if (why && !yyjson_is_null(why) && !decision->why) {
    bad_body(call, "\"why\" is no text, or too long");
  } else if (!has_only(root, " action args who why ")) {
    bad_body(call, "the body has fields besides action, args, who and why");
  } else {
    return true;
  }
  return false;
}

static unsigned begin_decision(serve_call *call) {
  const char *args[SERVE_MOST_ARGS];
  readout_decision decision = {0};
  readout_error err = {0};
  yyjson_doc *doc;
  unsigned id = 0;
  yyjson_val *root = read_body(call, &doc);
  if (root && read_decision(call, root, &decision, args)) {
    id = serve_jobs_decide(call->site->jobs, &decision, &err);
    if (!id) serve_failure(call->response, &err);
  }
  yyjson_doc_free(doc);
  return id;
}

static void give_review(serve_call *call, const char *review) {
  readout_error err = {0};
  serve_body lines;
  serve_body_init(&lines);
  lines.stays = true;
  if (readout_record_thing(call->worker->record, review, serve_to_body, &lines, &err) == READOUT_OK) {
    serve_fold_lines(&call->response->body, lines.bytes, lines.len, SERVE_FOLD_THING);
    call->response->status = 201;
    (void)snprintf(call->response->location, sizeof call->response->location, "/api/reviews/%s", review);
  } else {
    serve_failure(call->response, &err);
  }
  serve_body_release(&lines);
}

/* Asked for again when the job has changed, until it has ended or was waited for long enough. */
void serve_post_review(serve_call *call) {
  readout_error err = {0};
  char review[24] = "";
  unsigned id = call->request->job ? call->request->job : begin_decision(call), change = 0;
  if (!id) return;
  switch (serve_jobs_state(call->site->jobs, id, &change, &err, review)) {
    case SERVE_JOB_WAITING:
    case SERVE_JOB_RUNNING:
      if (call->request->is_late) {
        give_job(call, id, 202);
        return;
      }
      call->response->status = 0;
      call->response->job = id;
      call->response->change = change;
      call->response->seconds = DECIDE_SECONDS;
      return;
    case SERVE_JOB_DONE:
      give_review(call, review);
      return;
    case SERVE_JOB_FAILED:
      if (err.status == READOUT_ERR_USAGE) {
        serve_problem(call->response, 422, "#decision", err.message);
      } else {
        serve_failure(call->response, &err);
      }
      return;
    default:
      serve_problem(call->response, 503, "#busy", "the decision was not made: the server ends, or it was stopped");
      return;
  }
}

/* -- adding ------------------------------------------------------------------------------------------------------------ */

void serve_post_upload(serve_call *call) {
  readout_error err = {0};
  unsigned id = 0;
  const char *name = serve_ask_text(call->ask, "name");
  if (!serve_call_is_right(call)) return;
  const char *bytes = call->request->body ? call->request->body : "";
  unsigned status = serve_jobs_upload(call->site->jobs, name ? name : "", bytes, call->request->body_len, &id, &err);
  if (status != 201) {
    serve_problem(call->response, status, status == 503 ? "#busy" : "#asked", err.message);
    if (status == 503) call->response->retry_after = 10;
    return;
  }
  call->response->status = 201;
  serve_body_format(&call->response->body, "{\"id\":\"u-%u\",\"name\":", id);
  serve_body_json(&call->response->body, name);
  serve_body_format(&call->response->body, ",\"bytes\":%zu}\n", call->request->body_len);
}

/* "u-12", "j-3"; 0 for what is none. */
static unsigned number_of(const char *text, char letter) {
  if (!text || text[0] != letter || text[1] != '-' || strlen(text) > 11 || text[2] < '1' || text[2] > '9') return 0;
  for (const char *c = text + 2; *c; c++)
    if (*c < '0' || *c > '9') return 0;
  return (unsigned)strtoul(text + 2, NULL, 10);
}

static unsigned begin_add(serve_call *call, yyjson_val *list, readout_error *err) {
  const char *texts[MOST_FILES];
  unsigned uploads[MOST_FILES], id = 0;
  size_t n = texts_of(list, texts, MOST_FILES, 16);
  for (size_t i = 0; i < n; i++) uploads[i] = number_of(texts[i], 'u');
  if (n > 0) {
    id = serve_jobs_add(call->site->jobs, uploads, n, err);
  } else {
    (void)serve_fail(err, READOUT_ERR_USAGE, "\"uploads\" is no list of uploads, or too long");
  }
  return id;
}

static unsigned begin_fetch(serve_call *call, yyjson_val *list, readout_error *err) {
  const char *urls[MOST_URLS];
  size_t n = texts_of(list, urls, MOST_URLS, 4096);
  if (n > 0) return serve_jobs_fetch(call->site->jobs, urls, n, err);
  (void)serve_fail(err, READOUT_ERR_USAGE, "\"urls\" is no list of addresses, or too long");
  return 0;
}

void serve_post_job(serve_call *call) {
  readout_error err = {0};
  yyjson_doc *doc;
  yyjson_val *root = read_body(call, &doc);
  yyjson_val *uploads = yyjson_obj_get(root, "uploads"), *urls = yyjson_obj_get(root, "urls");
  unsigned id = 0;
  if (root && urls && !readout_can_watch()) {
    serve_problem(call->response, 501, "#absent", "this readout was built without fetching");
  } else if (root && yyjson_obj_size(root) == 1 && (uploads || urls)) {
    id = uploads ? begin_add(call, uploads, &err) : begin_fetch(call, urls, &err);
    if (id) {
      give_job(call, id, 202);
    } else {
      serve_failure(call->response, &err);
    }
  } else if (root) {
    bad_body(call, "the body is neither {\"uploads\":[…]} nor {\"urls\":[…]}");
  }
  yyjson_doc_free(doc);
}

static bool has_jobs(serve_call *call) {
  if (call->site->jobs) return true;
  serve_problem(call->response, 404, "#gone", "this server was started to read only");
  return false;
}

void serve_get_jobs(serve_call *call) {
  if (serve_call_is_right(call) && has_jobs(call)) serve_jobs_write_all(call->site->jobs, &call->response->body);
}

void serve_get_job(serve_call *call) {
  unsigned id = number_of(call->part, 'j'), change = 0;
  bool waits = serve_ask_flag(call->ask, "wait", false);
  size_t seen = serve_ask_number(call->ask, "seen", 0, 4000000000u, 4000000000u);
  if (!serve_call_is_right(call) || !has_jobs(call)) return;
  serve_job_state state = serve_jobs_state(call->site->jobs, id, &change, NULL, NULL);
  bool has_news = state != SERVE_JOB_WAITING && state != SERVE_JOB_RUNNING;
  if (waits && !has_news && !call->request->is_late && (seen == 4000000000u ? call->request->job == 0 : seen == change)) {
    call->response->status = 0;
    call->response->job = id;
    call->response->change = change;
    call->response->seconds = WAIT_SECONDS;
    return;
  }
  give_job(call, id, 200);
}

void serve_delete_job(serve_call *call) {
  unsigned id = number_of(call->part, 'j');
  if (!serve_call_is_right(call)) return;
  if (serve_jobs_state(call->site->jobs, id, NULL, NULL, NULL) != SERVE_JOB_GONE && !serve_jobs_stop(call->site->jobs, id)) {
    serve_problem(call->response, 409, NULL, "it has ended, or cannot be stopped");
    return;
  }
  give_job(call, id, 200);
}
