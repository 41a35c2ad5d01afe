/*
 * `readout serve`: a record over HTTP, as docs/formats/api.yaml has it, and the page of web/ that shows it. How it is kept safe:
 * docs/serve.md. Over the public API alone; HTTP itself is known to http.c alone.
 */
#ifndef READOUT_SERVER_SERVE_H
#define READOUT_SERVER_SERVE_H

#include <readout/readout.h>

/* False where the program was built without it: then serve_run() fails and says so. */
bool serve_is_built(void);

typedef struct serve_options {
  const char *record;       /* the record's path; it must be there */
  const char *listen;       /* an address, as "0.0.0.0" or "::"; NULL: the loopback addresses alone */
  unsigned port;            /* 0: one that is free */
  const char *token_file;   /* the token is its first line; NULL, which goes without `listen` alone: one is made up */
  const char *const *names; /* that Host may have besides: of a proxy before it; borrowed */
  size_t n_names;
  size_t threads;     /* that answer; 0: twice as many as there are processors */
  bool only_reads;    /* nothing can be added or decided */
  bool allow_private; /* pages of private networks may be fetched */
  /* Called once, when requests are answered: its address ("http://127.0.0.1:8765/") and the token; NULL: none is needed. */
  void (*on_ready)(void *ctx, const char *address, const char *token);
  /* SIGINT or SIGTERM came, and what is under way (a job, answers) ends first; `waits` says whether a job is. A second one ends
   * the program at once: a record survives that. */
  void (*on_stop)(void *ctx, bool waits);
  void *ctx;
} serve_options;

/* Serves until SIGINT or SIGTERM. */
readout_status serve_run(const readout_engine *engine, const serve_options *options, readout_error *err);

#endif
