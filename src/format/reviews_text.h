/* What people decided about a record, for a terminal. */
#ifndef RO_FORMAT_REVIEWS_TEXT_H
#define RO_FORMAT_REVIEWS_TEXT_H

#include "format/terminal.h"
#include "record/index.h"

/* Indexes of the record's reviews, the latest first: those whose identity begins with `asked`, all where that is absent; with
 * `unbound` those alone that bind no longer. */
ro_indexes ro_reviews_asked(const ro_record *record, ro_slice asked, bool unbound, ro_arena *arena);

/* Each with who decided it and when, what it says, what it names, and what became of it. */
void ro_reviews_text(ro_text *out, const ro_record *record, const ro_indexes *reviews, const ro_view *view, ro_arena *arena);

#endif
