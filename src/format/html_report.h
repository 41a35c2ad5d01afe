/*
 * A report's text as HTML, with what is quoted from it marked. Marks may overlap; each begins with its number, which leads back
 * to the row of the matrix that it is evidence of.
 */
#ifndef RO_FORMAT_HTML_REPORT_H
#define RO_FORMAT_HTML_REPORT_H

#include "base/text.h"
#include "record/record.h"

typedef struct ro_mark {
  ro_span span;
  ro_slice id; /* anchor; absent for a later part of the same evidence */
  size_t row;  /* row of the matrix from 1; 0 for a fact about the event */
  bool begun;  /* its anchor was written */
} ro_mark;

typedef RO_ARRAY(ro_mark) ro_marks;

/* Sorts the marks. Parts of the text that are not the article stand apart by their class. */
void ro_html_report_text(ro_text *out, const ro_report *report, ro_marks *marks, ro_arena *arena);

#endif
