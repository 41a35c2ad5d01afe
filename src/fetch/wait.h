/* How long to wait before a request is made again. Times are seconds since 1970, UTC. */
#ifndef RO_FETCH_WAIT_H
#define RO_FETCH_WAIT_H

#include <stdint.h>

#include "base/slice.h"

#define RO_WAIT_MOST ((int64_t)30 * 24 * 3600) /* what a server may ask for */

/* Seconds of a Retry-After (RFC 9110): a number, or a date, which is counted from `now`. RO_WAIT_MOST at most; -1 where it is
 * absent or neither. */
int64_t ro_wait_asked(ro_slice retry_after, int64_t now);

/* Seconds after so many failures in a row (from 1): ten minutes, twice as long each time, a day at most. */
int64_t ro_wait_after(int64_t failures);

#endif
