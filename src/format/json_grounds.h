/* What `readout explain` gives for programs of the lines of a record: the grounds of each, a line each. */
#ifndef RO_FORMAT_JSON_GROUNDS_H
#define RO_FORMAT_JSON_GROUNDS_H

#include "format/export.h"
#include "record/grounds.h"

/*
 * {"id","of","reasons":[{"of","gives","rule","list","entry","measures":[{"name","value","adds"}],"about","evidence"}]}, a line
 * for each thing that has grounds, in the order of `grounds`, sorted. Spans are written in code points. Whether `out` failed is
 * the caller's to ask.
 */
void ro_grounds_write(ro_text *out, ro_exporter *exporter, const ro_grounds *grounds);

#endif
