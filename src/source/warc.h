/*
 * Records of a web archive (WARC 1.0 and 1.1, ISO 28500) one after the other, as they stand in a flow.
 *
 *   WARC/1.1 ↵ field: value ↵ … ↵ ↵ block ↵ ↵ WARC/1.1 ↵ …
 *
 * A record that is cut off, whose Content-Length lies, or garbage between two, is one failure with its offset (in the archive
 * expanded); the next record that can be found goes on from there.
 */
#ifndef RO_SOURCE_WARC_H
#define RO_SOURCE_WARC_H

#include "source/flow.h"

typedef struct ro_warc {
  ro_flow *flow; /* borrowed */
  size_t max;    /* of a block that is given whole */
  size_t held;   /* bytes ahead that belong to the record given last */
  size_t skip;   /* bytes behind those that belong to it too */
  size_t last;   /* its offset */
} ro_warc;

/* One record, borrowed until the next call. Fields are absent where they are not there. */
typedef struct ro_warc_record {
  size_t offset;
  ro_slice type, id, uri, date, content_type, segment;
  ro_slice block;
  size_t
      length; /* of the block as stated; more than `block` holds where that is more than max: then its first 64 KiB stand there */
} ro_warc_record;

void ro_warc_init(ro_warc *warc, ro_flow *flow, size_t max);

/* The next record, or `err` filled, when of `record` its offset alone counts; false at the end. */
bool ro_warc_next(ro_warc *warc, ro_warc_record *record, readout_error *err);

/* True when the bytes begin a record. */
bool ro_warc_begins(ro_slice bytes);

#endif
