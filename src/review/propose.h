/* From what a person asks for to a decision that names its members. */
#ifndef RO_REVIEW_PROPOSE_H
#define RO_REVIEW_PROPOSE_H

#include "review/things.h"

/*
 * What is asked for, in words:
 *
 *   merge THING THING…          not-same THING THING        split THING REPORT|NAME…
 *   rename THING NAME           correct THING FIELD VALUE…  accept THING
 *   reject THING [REPORT…]      status STATEMENT STATUS     undo REVIEW
 */
typedef struct ro_request {
  ro_slice action;
  const ro_slice *args;
  size_t n_args;
  ro_slice who, when, why; /* `why` may be absent */
} ro_request;

/*
 * Makes the decision; it borrows the record and lives in the finder's arena. READOUT_ERR_USAGE says what is wrong with the
 * request: an unknown thing, two kinds of things, a value that cannot be.
 */
readout_status ro_review_propose(const ro_thing_finder *finder, const ro_request *request, ro_record_review *review);

#endif
