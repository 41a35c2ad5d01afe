#include "review/place.h"

#include <stdint.h>

#include "base/utf8.h"

/* The byte at which a code point begins; len where the text ends before. */
static size_t byte_of(ro_slice text, size_t point) {
  size_t at = 0;
  for (size_t i = 0; i < point && at < text.len; i++) ro_utf8_next(text, &at);
  return at;
}

bool ro_review_place(const ro_review_member *member, ro_slice text, ro_span *place) {
  size_t start = byte_of(text, member->start);
  if (member->quote.len == 0) return false;
  *place = (ro_span){start, start + member->quote.len};
  if (place->end <= text.len && ro_slice_equal(ro_slice_span(text, *place), member->quote)) return true;
  start = ro_slice_find(text, member->quote, 0);
  if (start == SIZE_MAX || ro_slice_find(text, member->quote, start + 1) != SIZE_MAX) return false;
  *place = (ro_span){start, start + member->quote.len};
  return true;
}

double ro_span_overlap(ro_span a, ro_span b) {
  size_t first = a.start > b.start ? a.start : b.start, last = a.end < b.end ? a.end : b.end;
  size_t together = (a.end - a.start) + (b.end - b.start);
  if (last <= first) return 0;
  return (double)(last - first) / (double)(together - (last - first));
}
