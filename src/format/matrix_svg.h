/* The comparison of one event as a picture, and the table behind it: over the model of matrix.h. */
#ifndef RO_FORMAT_MATRIX_SVG_H
#define RO_FORMAT_MATRIX_SVG_H

#include "format/matrix.h"
#include "format/svg.h"

/* Statements that a picture has at most: the first ones. */
#define RO_MATRIX_SVG_ROWS 150

/* False where the record has no such event. */
bool ro_matrix_svg(ro_text *out, const ro_record *record, ro_slice event, long width, ro_arena *arena);
bool ro_matrix_json(ro_text *out, const ro_record *record, ro_slice event, ro_arena *arena); /* one line */

#endif
