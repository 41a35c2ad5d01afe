/*
 * The comparison of one event as one HTML page that needs nothing else: no script, no request, its style named in its
 * Content-Security-Policy. Each quote leads to its place in its report, each marked place back to its row; it says how
 * it is cited.
 */
#ifndef RO_FORMAT_MATRIX_HTML_H
#define RO_FORMAT_MATRIX_HTML_H

#include "base/text.h"
#include "format/cite.h"

/* False where the record has no such event. Whether `out` failed is the caller's to ask. */
bool ro_matrix_html(ro_text *out, const ro_record *record, ro_slice event, const ro_edition *edition, ro_arena *arena);

#endif
