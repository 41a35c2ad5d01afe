/* What `readout explain` gives for people of the lines of a record: each thing by its name, and under it why. */
#ifndef RO_FORMAT_GROUNDS_TEXT_H
#define RO_FORMAT_GROUNDS_TEXT_H

#include "format/terminal.h"
#include "record/grounds.h"
#include "record/index.h"

/* In the order of `grounds`, sorted; what each speaks of is called by its name in the record. Whether `out` failed is the
 * caller's to ask. */
void ro_grounds_text(ro_text *out, const ro_record_index *index, const ro_grounds *grounds, const ro_view *view, ro_arena *arena);

#endif
