/* What a new reading changed in a record: a count a type of line, and each thing where that is asked for; text, or JSON Lines. */
#ifndef RO_FORMAT_CHANGES_TEXT_H
#define RO_FORMAT_CHANGES_TEXT_H

#include "base/arena.h"
#include "base/text.h"
#include "record/lines.h"

typedef struct ro_changes {
  bool json, list;
  size_t came[RO_LINE_TYPES], went[RO_LINE_TYPES], changed[RO_LINE_TYPES];
} ro_changes;

/*
 * Counts one line that came (`before` absent), went (`after` absent) or differs, and writes it where it is to be listed: a line
 * of text, or {"change":"came|went|changed|unbound","type","id","label"}. A decision that no longer binds always is.
 */
void ro_changes_add(ro_changes *changes, ro_text *out, ro_line_type type, ro_slice id, ro_slice before, ro_slice after,
                    ro_arena *scratch);

/* The counts: "statement: 3 came, 1 went, 5 changed", or {"type","came","went","changed"}; of types where anything did. */
void ro_changes_counts(const ro_changes *changes, ro_text *out);

#endif
