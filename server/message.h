/* A request and its answer, without a word of how they came and go. */
#ifndef READOUT_SERVER_MESSAGE_H
#define READOUT_SERVER_MESSAGE_H

#include <readout/error.h>
#include <stdbool.h>
#include <stddef.h>

/* Fills `err` (may be NULL), as the library does. */
readout_status serve_fail(readout_error *err, readout_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * A text or file that is being written: in memory, and where it is large in a file without a name, so that an answer of any size
 * takes bounded memory. What cannot be written sets `failed`; later writes do nothing; who sends it asks.
 */
typedef struct serve_body {
  char *bytes; /* owned; NUL-terminated where there are any */
  size_t len, cap;
  int fd;             /* -1: it is in `bytes`; else all of it is in this file */
  bool failed, stays; /* stays: in memory whatever its size, up to SERVE_MOST_IN_MEMORY */
} serve_body;

#define SERVE_SPOOLED ((size_t)1 << 20)
#define SERVE_MOST_IN_MEMORY ((size_t)1 << 30)

void serve_body_init(serve_body *body);
void serve_body_release(serve_body *body);
void serve_body_clear(serve_body *body);
void serve_body_add(serve_body *body, const char *bytes, size_t len);
void serve_body_text(serve_body *body, const char *text);
void serve_body_format(serve_body *body, const char *format, ...) __attribute__((format(printf, 2, 3)));
void serve_body_json(serve_body *body, const char *text); /* a JSON string with its quote marks; null for NULL */

/* readout_sink over a body. */
bool serve_to_body(void *body, const char *bytes, size_t len);

typedef struct serve_request {
  const char *method; /* "GET" */
  const char *target; /* path and query, as sent */
  /* Header fields as sent, NULL where there is none. */
  const char *host, *origin, *authorization, *if_none_match, *accept_encoding, *content_type, *fetch_site;
  const char *body;
  size_t body_len;
  /* Of one that was parked: it is asked again. */
  bool is_late; /* as long as it wanted to wait has passed */
  unsigned job; /* that it waits for, as serve_response.job said; 0: none */
} serve_request;

typedef enum serve_kind {                /* which Content-Security-Policy and caching go with it */
                          SERVE_DATA,    /* of the API */
                          SERVE_DRAWING, /* an SVG or document that may have its own style, and nothing else */
                          SERVE_PAGE,    /* the page and its files */
} serve_kind;

typedef struct serve_response {
  unsigned status; /* HTTP's; 0: not yet: it is to be asked again when a job changes, or after `seconds` (then with is_late) */
  unsigned job, change, seconds; /* change: the job's as it was */
  const char *type;              /* Content-Type; static */
  serve_kind kind;
  serve_body body;
  const char *fixed; /* in the place of the body: bytes of the program, or of a cached answer */
  size_t fixed_len;
  void *holds; /* what keeps `fixed`, let go by serve_response_release() */
  bool is_gzip, wants_token, is_no_store;
  unsigned retry_after;
  char etag[64], location[128], file[128], allow[32];
} serve_response;

void serve_response_init(serve_response *response);
void serve_response_release(serve_response *response);

/* A problem of RFC 9457; `fragment` ("#gone") or NULL for about:blank; `detail` may be NULL. In the place of what was written. */
void serve_problem(serve_response *response, unsigned status, const char *fragment, const char *detail);

/* What became of a call of the library: READOUT_ERR_ABSENT is 404, READOUT_ERR_USAGE 400 and so on. */
void serve_failure(serve_response *response, const readout_error *err);

#endif
