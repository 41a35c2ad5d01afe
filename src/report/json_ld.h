/* JSON-LD scripts (schema.org): the article that a page says it is. */
#ifndef RO_REPORT_JSON_LD_H
#define RO_REPORT_JSON_LD_H

#include "base/array.h"

/* Slices in the arena, as written; absent where not stated. */
typedef struct ro_json_ld {
  ro_slice headline, publisher, author, published, modified, language, site;
  bool is_stamped; /* published and modified at one moment, as a machine writes that does not know when either was */
} ro_json_ld;

/* Scripts that are not JSON are left out; control characters in strings and marks around the JSON are forgiven. */
void ro_json_ld_read(ro_json_ld *ld, const ro_slices *scripts, ro_arena *arena);

#endif
