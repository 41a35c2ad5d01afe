/*
 * A report: one document as an outlet published it, read as far as it is a document and no further: its text, which parts
 * of it are the article, who published it, when, and in which language. What it says is src/statement's.
 *
 * Every slice is owned by the arena that the report was made in, or is borrowed from the item that it was made of, which must
 * live as long. Absent fields (ptr NULL) are not known. Dates are EDTF: YYYY, YYYY-MM, YYYY-MM-DD, XXXX-MM-DD.
 */
#ifndef RO_REPORT_REPORT_H
#define RO_REPORT_REPORT_H

#include "report/furniture.h"
#include "source/source.h"

typedef struct ro_dateline {
  ro_slice place; /* as written: "Nairobi, Kenya" */
  ro_slice date;  /* EDTF */
  ro_span span;   /* in text, from its beginning to the end of its dash; empty where there is none */
} ro_dateline;

typedef struct ro_report {
  ro_slice id, source; /* as given: see ro_item */
  ro_slice sha256;     /* of the bytes given, 64 hex digits */
  ro_slice language;   /* ISO 639-1, "en"; absent where too short to tell */
  ro_slice title, outlet, credit, url;
  ro_slice published, modified;
  ro_slice byline; /* the author's name as written */
  ro_dateline dateline;
  ro_slice text;
  ro_spans main;          /* spans of whole paragraphs (without surrounding white space) in text, in order, not touching */
  bool published_guessed; /* from the text, not from metadata or what was given */
} ro_report;

/*
 * Makes a report of an item that was decoded without error. Never fails but for memory (through the arena's guard): a text in
 * which no article is found is all main. `furniture` is only read; it may be shared by threads.
 */
void ro_report_make(ro_report *report, const ro_item *item, const ro_furniture *furniture, ro_arena *arena);

#endif
