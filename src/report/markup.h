/* What a page's markup says of the report: meta elements, Open Graph, Dublin Core, microdata, JSON-LD, <time>. */
#ifndef RO_REPORT_MARKUP_H
#define RO_REPORT_MARKUP_H

#include "report/plain.h"
#include "source/html.h"

typedef struct ro_markup {
  ro_slice title, outlet, byline, language;
  ro_slice published, modified; /* EDTF */
  ro_slice url;                 /* canonical */
  ro_slice author;              /* by the name of an element: a guess */
  ro_slice told;                /* EDTF: of the one <time> that says it is the publication's */
  bool is_stamped;              /* `published` is the moment of the last change, too: perhaps the machinery's alone */
} ro_markup;

/* `names` is ro_page_names of it (parts.h), `host` its URL's (outlet.h), or absent. */
void ro_markup_read(ro_markup *markup, const ro_page *page, const unsigned *names, const ro_furniture *furniture, ro_slice host,
                    ro_arena *arena);

/* EDTF of the <time> that most likely is the publication's, rather one by the article than another; a guess. */
ro_slice ro_markup_time(const ro_page *page, const ro_choice *choice, ro_arena *arena);

/* Without entities, which some pages leave in their metadata, white space run together. Absent for an empty text. */
ro_slice ro_markup_clean(ro_slice text, ro_arena *arena);

/* Without " - Harbour Post" or " | Harbour Post" at its end. */
ro_slice ro_title_without_outlet(ro_slice title, ro_slice outlet);

#endif
