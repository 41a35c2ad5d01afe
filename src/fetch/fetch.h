/*
 * Fetching over HTTP (libcurl), one address after the other, as a guest should: robots.txt is asked for and obeyed, hosts are
 * given time between two requests, and what is sent back is bounded in size and time.
 *
 * Nothing is connected to but public addresses of the network, unless allowed: the address of each connection is looked at, so
 * that neither names nor redirects lead elsewhere. No proxy, cookie, password or file of the environment takes part. Certificates
 * are checked.
 */
#ifndef RO_FETCH_FETCH_H
#define RO_FETCH_FETCH_H

#include "base/text.h"
#include "fetch/url.h"

typedef struct ro_fetcher ro_fetcher;

typedef struct ro_fetch_options {
  const char *version; /* of the program, for User-Agent; borrowed */
  size_t max_bytes;    /* of a body, expanded */
  size_t delay_ms;     /* between two requests to one host, at least */
  size_t timeout_ms;   /* for one request, in all */
  bool allow_private;
  bool (*stopped)(void *ctx); /* asked several times a second: true ends what is under way; may be NULL */
  void *ctx;
} ro_fetch_options;

typedef enum ro_fetch_outcome {
  RO_FETCH_BODY,      /* answered with 200 or 203 */
  RO_FETCH_UNCHANGED, /* answered with 304 */
  RO_FETCH_FORBIDDEN, /* by robots.txt; nothing was asked for */
  RO_FETCH_REFUSED,   /* by us: scheme, address, password; see the error */
  RO_FETCH_FAILED,    /* see the error */
  RO_FETCH_STOPPED
} ro_fetch_outcome;

/* What is known of an address from the last time; all may be absent. */
typedef struct ro_fetch_known {
  ro_slice answered; /* which address sent the next two: only it is sent them back */
  ro_slice etag, modified;
} ro_fetch_known;

typedef struct ro_fetch_answer {
  ro_url url;                    /* that answered, behind all redirects */
  unsigned status;               /* 0 where none came */
  ro_slice type, etag, modified; /* Content-Type, ETag, Last-Modified; absent where not stated */
  ro_slice retry_after;          /* likewise */
  ro_slice body;                 /* until the next call */
} ro_fetch_answer;

/* Borrows `options` and what they point to. What is known of hosts is kept until it is closed. Memory ends through `guard`. */
readout_status ro_fetcher_open(ro_fetcher **fetcher, const ro_fetch_options *options, ro_guard *guard, readout_error *err);
void ro_fetcher_close(ro_fetcher *fetcher);

/* Fetches `url`, following five redirects at most. The answer, but its body, is in the arena. `err` says why where it failed, was
 * refused or forbidden. */
ro_fetch_outcome ro_fetch(ro_fetcher *fetcher, const ro_url *url, const ro_fetch_known *known, ro_fetch_answer *answer,
                          ro_arena *arena, readout_error *err);

#endif
