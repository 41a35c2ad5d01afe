/*
 * The archives in a WACZ (a zip of a web archive with its index): what its folder archive/ holds that ends in .warc, .warc.gz
 * or .warc.zst, in the zip's order.
 */
#ifndef RO_SOURCE_ZIP_H
#define RO_SOURCE_ZIP_H

#include <stdint.h>

#include "source/flow.h"

typedef struct ro_zip {
  void *zip, *entry; /* the library's, owned */
  const char *name;  /* of the zip; borrowed */
  char *entry_name;  /* "x.wacz/archive/data.warc.gz"; owned */
  uint64_t at, count;
  uint64_t gave, packed; /* of the open entry */
  size_t taken;          /* packed bytes of the entries before it */
  bool found_any;
} ro_zip;

/* True when the bytes begin a zip. */
bool ro_zip_begins(ro_slice bytes);

/* Borrows `path`. Fails where it is no zip that can be read. */
readout_status ro_zip_open(ro_zip *zip, const char *path, readout_error *err);
void ro_zip_release(ro_zip *zip);

/*
 * Opens the next archive as `flow`, which reads from the zip and is named zip->entry_name until the next call; the caller
 * releases it before that. False at the end. Where one cannot be opened, or there is none at all, `err` is filled.
 */
bool ro_zip_next(ro_zip *zip, ro_flow *flow, readout_error *err);

#endif
