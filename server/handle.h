/* What is answered to a request: over the public API, and nothing of HTTP but its words. */
#ifndef READOUT_SERVER_HANDLE_H
#define READOUT_SERVER_HANDLE_H

#include <stdint.h>

#include "jobs.h"

typedef struct serve_cache serve_cache;

/* What requests share. All of it is set before the first and stays. */
typedef struct serve_site {
  const readout_engine *engine;
  const char *token;
  bool is_exposed;          /* other machines reach it: all of the API needs the token */
  const char *const *names; /* that Host may have besides addresses and localhost */
  size_t n_names;
  serve_jobs *jobs;   /* NULL: nothing can be changed */
  serve_cache *cache; /* NULL: nothing is kept */
  uint64_t start;     /* of this program, for ETags */
} serve_site;

/* One of the threads that answer. */
typedef struct serve_worker {
  readout_record *record; /* its own, for reading */
  uint64_t state;         /* readout_record_state() of one record that all share, read before the request is looked at */
} serve_worker;

/* How many bytes a body may have; 0: there may be none. Nothing but method, target and head is looked at: what may not be written
 * is refused before its body comes. False: `response` is the answer already. */
bool serve_may_come(const serve_site *site, const serve_request *request, size_t *most, serve_response *response);

/* True where the answer may take long: not all workers may be at such. */
bool serve_takes_long(const serve_request *request);

/* Answers what needs no reading of the record: files of the page, and what was answered before in this state (as in
 * serve_worker). False: it is to be handled, and `response` is as it was. */
bool serve_glance(const serve_site *site, uint64_t state, const serve_request *request, serve_response *response);

/* Fills `response`, which was initialised. A response without a status is to be asked for again (serve_response). */
void serve_handle(const serve_site *site, const serve_worker *worker, const serve_request *request, serve_response *response);

#endif
