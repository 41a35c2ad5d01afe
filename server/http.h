/* HTTP over sockets: libmicrohttpd, known to http.c alone, on one thread that never waits for an answer to be made. */
#ifndef READOUT_SERVER_HTTP_H
#define READOUT_SERVER_HTTP_H

#include "workers.h"

enum { SERVE_MOST_SOCKETS = 2 };

typedef struct serve_http_options {
  const serve_site *site;
  serve_workers *workers;
  const int *sockets; /* that listen, without blocking; borrowed */
  size_t n_sockets;   /* SERVE_MOST_SOCKETS at most */
  size_t most_connections;
  int stop; /* readable when it is to end */
} serve_http_options;

/* Answers until `stop` is readable, and what is under way after it. */
readout_status serve_http_run(const serve_http_options *options, readout_error *err);

#endif
