/* The threads that answer, each with a record of its own: a request is given, and given back with its answer. */
#ifndef READOUT_SERVER_WORKERS_H
#define READOUT_SERVER_WORKERS_H

#include "handle.h"

typedef struct serve_task {
  serve_request request;   /* as it is told; borrowed until the task is given back */
  serve_response response; /* initialised by who gives it */
  bool takes_long;
  struct serve_task *next; /* of the workers while they have it */
} serve_task;

typedef struct serve_workers serve_workers;

/* `n` threads over the record at `path`, at least two; both are borrowed. `err` says why not. */
serve_workers *serve_workers_open(const serve_site *site, const char *path, size_t n, readout_error *err);

/* serve_glance(), on the calling thread: it never waits. False: the task is to be given. */
bool serve_workers_glance(serve_workers *workers, serve_task *task);

/* False where too many that take long wait: it is not taken. */
bool serve_workers_give(serve_workers *workers, serve_task *task);

/* Readable when some were answered; serve_workers_take() gives these, the first answered first, or NULL. */
int serve_workers_ready(const serve_workers *workers);
serve_task *serve_workers_take(serve_workers *workers);

/* Ends when what is being answered is; what waits is let go as it is. NULL is nothing. */
void serve_workers_close(serve_workers *workers);

#endif
