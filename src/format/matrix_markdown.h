/*
 * The comparison of one event as Markdown: GitHub's tables and footnotes over CommonMark. Each quote is a footnote with its
 * report and its offsets (code points of the report's text). Nothing that a report says is markup: it breaks no table and injects
 * no HTML.
 */
#ifndef RO_FORMAT_MATRIX_MARKDOWN_H
#define RO_FORMAT_MATRIX_MARKDOWN_H

#include "base/text.h"
#include "format/cite.h"

/* False where the record has no such event. Whether `out` failed is the caller's to ask. */
bool ro_matrix_markdown(ro_text *out, const ro_record *record, ro_slice event, const ro_edition *edition, ro_arena *arena);

#endif
