/* Datelines: "Nairobi, Kenya, 4 Apr (KNA) -- ", "GENEVA, March 3 (Reuters) —", "MOSCOW, May 5. /TASS/.", "Rio de Janeiro,
 * Brazil –". */
#ifndef RO_REPORT_DATELINE_H
#define RO_REPORT_DATELINE_H

#include "report/date.h"

typedef struct ro_dateline_found {
  ro_span span;   /* from its beginning to the end of its dash */
  ro_span place;  /* empty where it names none */
  ro_span agency; /* what stands in its brackets or slashes; empty for none */
  ro_date date;   /* zeroed where it has none */
} ro_dateline_found;

/* The dateline at the beginning of a paragraph. */
bool ro_dateline_read(ro_slice text, ro_span paragraph, ro_dateline_found *found);

#endif
