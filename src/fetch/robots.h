/*
 * What a host lets robots read (RFC 9309): the groups of a robots.txt that name us, or those for all ("*") where none does.
 *
 *   User-agent: readout      several may stand over one group; groups of one name count together
 *   Disallow: /drafts/       the longest rule that a path begins with decides, Allow where two are as long;
 *   Allow: /news*.html$      * stands for any bytes, $ for the end
 *   Crawl-delay: 5           seconds between two requests
 */
#ifndef RO_FETCH_ROBOTS_H
#define RO_FETCH_ROBOTS_H

#include <stdint.h>

#include "base/array.h"

#define RO_ROBOTS_BYTES ((size_t)500 << 10) /* what is read of a longer one */
#define RO_ROBOTS_MOST_DELAY_MS 300000

typedef struct ro_robots_rule {
  ro_slice path; /* as it is compared: see ro_robots_read() */
  bool allows;
} ro_robots_rule;

typedef struct ro_robots {
  RO_ARRAY(ro_robots_rule) rules;
  int64_t delay_ms; /* 0 where none is asked for; RO_ROBOTS_MOST_DELAY_MS at most */
} ro_robots;

/* Reads any bytes, of them the first RO_ROBOTS_BYTES; `agent` is our name, without case. Escapes of paths are brought to one
 * form. All in the arena. */
void ro_robots_read(ro_robots *robots, ro_slice text, ro_slice agent, ro_arena *arena);

/* May a path, with its query, be read? */
bool ro_robots_allow(const ro_robots *robots, ro_slice path, ro_arena *arena);

#endif
