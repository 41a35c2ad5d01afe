/*
 * How a comparison is cited: what was read, of when, from where, with which bytes; and what it was made with. The same in each
 * format of the document.
 */
#ifndef RO_FORMAT_CITE_H
#define RO_FORMAT_CITE_H

#include "format/matrix.h"

/* What a document is made from. Slices are borrowed; absent ones are left out. */
typedef struct ro_edition {
  ro_slice record;  /* the record's file name */
  ro_slice version; /* of Readout: "0.1.0" */
} ro_edition;

/* “Meeting of A and B, 3 March 2024.” Event e-2, record readout.db. Readout 0.1.0. */
ro_slice ro_cite_event(const ro_matrix *matrix, const ro_edition *edition, ro_arena *arena);

/* Where it was found: its canonical address, else what it was read from. */
ro_slice ro_report_address(const ro_record_report *report);

/* True where that is an address of the web, which may be made a link. */
bool ro_is_web_address(ro_slice address);

/* One report: outlet, “title”, published, version where it is not the first; without address and digest. */
ro_slice ro_cite_report(const ro_record_report *report, ro_arena *arena);

#endif
