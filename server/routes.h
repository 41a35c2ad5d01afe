/* The paths of the API, and what answers to each. */
#ifndef READOUT_SERVER_ROUTES_H
#define READOUT_SERVER_ROUTES_H

#include "ask.h"
#include "handle.h"

enum { SERVE_MOST_PART = 256 };

/* One request under way. */
typedef struct serve_call {
  const serve_site *site;
  const serve_worker *worker;
  const serve_request *request;
  serve_ask *ask;
  char part[SERVE_MOST_PART]; /* what stands where the path has * */
  const char *ending;         /* behind its last dot, where the path has *.*; else NULL */
  serve_response *response;
} serve_call;

typedef void (*serve_answer)(serve_call *call);

typedef struct serve_route {
  const char *path; /* segments; "*" is any, "*.*" one with an ending */
  serve_answer get; /* NULL where there is none, as below */
  bool is_of_state; /* what `get` gives changes with the record's state alone: it has an ETag and is cached */
  bool is_slow;
  const char *slow_with; /* or is so with this parameter; NULL: with none */
  serve_answer post, del;
  size_t most_body;      /* of a post */
  const char *body_type; /* that it must have, NULL: any */
} serve_route;

extern const serve_route SERVE_ROUTES[];
extern const size_t SERVE_N_ROUTES;

/* The route of a path; NULL where there is none. Fills part and ending of the call. */
const serve_route *serve_route_of(const char *path, serve_call *call);

/* The parameters were all understood; else a problem is in the response, and the call ends. */
bool serve_call_is_right(serve_call *call);

/* Reads of the record (read.c, files.c), and what changes it (change.c). */
void serve_get_about(serve_call *call);
void serve_get_events(serve_call *call);
void serve_get_thing(serve_call *call);
void serve_get_statements(serve_call *call);
void serve_get_passages(serve_call *call);
void serve_get_reports(serve_call *call);
void serve_get_entities(serve_call *call);
void serve_get_formulations(serve_call *call);
void serve_get_commitments(serve_call *call);
void serve_get_search(serve_call *call);
void serve_get_reviews(serve_call *call);
void serve_get_explanation(serve_call *call);

void serve_get_matrix(serve_call *call);
void serve_get_document(serve_call *call);
void serve_get_picture(serve_call *call);
void serve_get_table(serve_call *call);
void serve_get_export(serve_call *call);
void serve_get_citation(serve_call *call);
void serve_get_feed(serve_call *call);

void serve_post_review(serve_call *call);
void serve_post_upload(serve_call *call);
void serve_get_jobs(serve_call *call);
void serve_post_job(serve_call *call);
void serve_get_job(serve_call *call);
void serve_delete_job(serve_call *call);

#endif
