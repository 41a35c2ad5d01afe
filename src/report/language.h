/* The language of a text, by CLD2. */
#ifndef RO_REPORT_LANGUAGE_H
#define RO_REPORT_LANGUAGE_H

#include "base/array.h"

/* ISO 639-1 of the parts of `text`, static; absent where they are too short, mixed or of no language that has a two-letter code.
 */
ro_slice ro_language_of(ro_slice text, const ro_spans *parts, ro_arena *arena);

#endif
