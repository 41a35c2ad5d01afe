#include "event/affinity.h"

#include <math.h>

static const char *const NAMES[RO_AFFINITIES] = {
    "all",         "dice",          "smaller", "larger",    "weight",  "lengths",  "names",         "names-apart",
    "numbers",     "numbers-apart", "act",     "act-far",   "done",    "speakers", "speakers-some", "speakers-none",
    "opposed",     "denied",        "vectors", "sentences", "content", "square",   "place",         "place-square",
    "place-alone", "taken",         "out",     "behind",    "best",    "near",     "unread"};

const char *ro_affinity_name(ro_affinity which) {
  return NAMES[which];
}

ro_affinity ro_affinity_named(ro_slice name) {
  size_t i = 0;
  while (i < RO_AFFINITIES && !ro_slice_equal(name, ro_slice_of(NAMES[i]))) i++;
  return (ro_affinity)i;
}

double ro_likely(const ro_affinity_weights *weights, const double affinity[RO_AFFINITIES], bool one_text) {
  double sum = 0;
  for (size_t i = 0; i < RO_AFFINITIES; i++) sum += affinity[i] * (weights->of[0][i] + (one_text ? weights->of[1][i] : 0));
  return 1 / (1 + exp(-sum));
}
