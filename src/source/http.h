/*
 * What a server answered, as web archives keep it (RFC 9112): head and payload told apart, and the payload taken out of what it
 * was sent in. Crawlers often keep a payload plain under a head that says otherwise: what is not as the head says is taken as it
 * stands.
 */
#ifndef RO_SOURCE_HTTP_H
#define RO_SOURCE_HTTP_H

#include "base/arena.h"

typedef struct ro_http_head {
  unsigned status;                   /* 200 */
  ro_slice type, encoding, transfer; /* Content-Type, Content-Encoding, Transfer-Encoding; absent where they are not there */
  size_t body;                       /* where the payload begins */
} ro_http_head;

/* Reads the head that `block` begins with; borrows from it. False where it begins with none, or the head does not end in it. */
bool ro_http_head_read(ro_http_head *head, ro_slice block);

/* The value of a header field, white space trimmed: the first line of `lines` that begins with `name` and ":", without case.
 * Absent where there is none. */
ro_slice ro_http_field(ro_slice lines, const char *name);

/* "text/html" of "Text/HTML; charset=x" as written; the charset of it, or absent. */
ro_slice ro_http_media_type(ro_slice content_type);
ro_slice ro_http_charset(ro_slice content_type);

/*
 * The payload as it was before it was sent: chunks joined, gzip, deflate, zstd and br expanded to `max` bytes at most; one that
 * is cut off (crawlers do that to long ones) as far as it goes. Borrowed from `body` where nothing was to be done, else in the
 * arena. `name` is what messages call it: record at byte 12 of "x.warc".
 */
readout_status ro_http_payload(ro_slice body, ro_slice transfer, ro_slice encoding, size_t max, ro_slice name, ro_slice *payload,
                               ro_arena *arena, readout_error *err);

#endif
