/* The types of the export's lines (docs/formats/record.md): what format writes and the record file keeps. */
#ifndef RO_RECORD_LINES_H
#define RO_RECORD_LINES_H

#include "base/slice.h"

/* In the order of the export. */
typedef enum ro_line_type {
  RO_LINE_RECORD,
  RO_LINE_REPORT,
  RO_LINE_ORIGIN,
  RO_LINE_ENTITY,
  RO_LINE_EVENT,
  RO_LINE_STATEMENT,
  RO_LINE_DERIVATION,
  RO_LINE_DISCREPANCY,
  RO_LINE_FORMULATION,
  RO_LINE_COMMITMENT,
  RO_LINE_REVIEW,
  RO_LINE_FINDINGS,
  RO_LINE_ORIGINAL,
  RO_LINE_TYPES
} ro_line_type;

/* The contract's word: "report". */
const char *ro_line_type_name(ro_line_type type);

/* False where the word is unknown. */
bool ro_line_type_of(ro_slice word, ro_line_type *type);

#endif
