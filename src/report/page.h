/*
 * The article in a page. Every block is judged by its words as in plain text, and by what holds it; the article is the element
 * that has most sentences for the least else, without what in it is none, with its standfirst, and nothing of it twice.
 */
#ifndef RO_REPORT_PAGE_H
#define RO_REPORT_PAGE_H

#include "report/plain.h"
#include "source/html.h"

/* One paragraph for each block, judged. */
void ro_page_split(ro_paragraphs *paragraphs, const ro_page *page, const ro_furniture *furniture, ro_arena *arena);

/* `names` is ro_page_names of it (parts.h). */
ro_choice ro_page_choose(ro_paragraphs *paragraphs, const ro_page *page, const unsigned *names, const ro_furniture *furniture,
                         ro_arena *arena);

#endif
