#include "record/lines.h"

static const char *const TYPES[RO_LINE_TYPES] = {"record",    "report",     "origin",      "entity",      "event",
                                                 "statement", "derivation", "discrepancy", "formulation", "commitment",
                                                 "review",    "findings",   "original"};

const char *ro_line_type_name(ro_line_type type) {
  return (size_t)type < RO_LINE_TYPES ? TYPES[type] : "";
}

bool ro_line_type_of(ro_slice word, ro_line_type *type) {
  for (size_t i = 0; i < RO_LINE_TYPES; i++) {
    if (!ro_slice_equal(word, ro_slice_of(TYPES[i]))) continue;
    *type = (ro_line_type)i;
    return true;
  }
  return false;
}
