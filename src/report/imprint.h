/* What a report's own words say of its publication, around the article and at its edges. */
#ifndef RO_REPORT_IMPRINT_H
#define RO_REPORT_IMPRINT_H

#include "report/plain.h"

typedef struct ro_imprint {
  ro_slice headline, outlet, credit, byline; /* borrowed from the text */
  ro_slice owner;                            /* whose copyright it is; rather one that names the host */
  bool is_official;                          /* the outlet is a state's body */
  ro_date published, modified;               /* year 0: not stated */
  ro_date original;                          /* where it says so of a report that was changed since */
  ro_date shown;                             /* published, where it stands by the article's title */
} ro_imprint;

/* `choice` says where the article lies. `host` may be absent. Never takes a date from the article itself. */
void ro_imprint_read(ro_imprint *imprint, const ro_paragraphs *paragraphs, const ro_choice *choice, ro_slice text,
                     const ro_furniture *furniture, ro_slice host, ro_arena *arena);

/* The date in a URL's path: /2023/05/04/, /2023-05-04, /20230504, /2023/may/04/. Year 0 where there is none. */
ro_date ro_url_date(ro_slice url);

#endif
