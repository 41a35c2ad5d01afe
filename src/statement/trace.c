#include "statement/trace.h"

#include <stdlib.h>

static const char *const NAMES[RO_EXPLAINED] = {
    "name",   "office", "time",   "meeting",  "parties", "date",   "place",        "attribution", "speakers", "addressees",
    "clause", "act",    "stance", "strength", "negated", "future", "hypothetical", "event",       "actor"};

const char *ro_explained_name(ro_explained of) {
  return NAMES[of];
}

void ro_trace_note(ro_trace *trace, ro_arena *arena, ro_explained of, ro_span what, ro_slice gives, ro_why why) {
  if (why.fired.end <= why.fired.start) why.fired = what;
  RO_PUSH(arena, &trace->reasons, ((ro_reason){of, what, gives, why, trace->reasons.len}));
}

void ro_trace_move(ro_trace *trace, size_t first, ro_span from, ro_span to) {
  for (size_t i = first; i < trace->reasons.len; i++) {
    ro_span *what = &trace->reasons.at[i].what;
    if (what->start == from.start && what->end == from.end) *what = to;
  }
}

static int compare_reasons(const void *left, const void *right) {
  const ro_reason *a = left, *b = right;
  if (a->what.start != b->what.start) return a->what.start < b->what.start ? -1 : 1;
  if (a->what.end != b->what.end) return a->what.end > b->what.end ? -1 : 1;
  if (a->of != b->of) return a->of < b->of ? -1 : 1;
  return a->noted < b->noted ? -1 : a->noted > b->noted;
}

void ro_trace_sort(ro_trace *trace) {
  if (trace->reasons.len) qsort(trace->reasons.at, trace->reasons.len, sizeof *trace->reasons.at, compare_reasons);
}
