/* Addresses on the web, taken apart (libcurl's URL parser, which also is what connects). */
#ifndef RO_FETCH_URL_H
#define RO_FETCH_URL_H

#include <readout/error.h>

#include "base/arena.h"

#define RO_URL_BYTES ((size_t)2048)

typedef struct ro_url {
  ro_slice text;   /* whole, in one form, without fragment; NUL-terminated */
  ro_slice origin; /* "https://host:8443" */
  ro_slice host;   /* lower case */
  ro_slice path;   /* with the query: "/a?b" */
} ro_url;

/*
 * Reads `text`, by `base` (absolute; absent: none) where it is relative. READOUT_ERR_INPUT where it is no address, its scheme is
 * not http or https, it holds a user or password, or is longer than RO_URL_BYTES. All in the arena.
 */
readout_status ro_url_read(ro_url *url, ro_slice text, ro_slice base, ro_arena *arena, readout_error *err);

#endif
