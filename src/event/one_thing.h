/*
 * Initiatives and instruments that reports of one event name each in its own way: the "Fisheries Action Plan" of one is the
 * "Tunisian-Egyptian Action Plan for Fisheries 2025-2028" of another, if no report names both and no third is called so too, for
 * other years.
 */
#ifndef RO_EVENT_ONE_THING_H
#define RO_EVENT_ONE_THING_H

#include "event/settling.h"

typedef struct ro_one_thing {
  size_t a, b; /* idents */
} ro_one_thing;

typedef RO_ARRAY(ro_one_thing) ro_one_things;

/* The pairs that are one, some of them more than once; in the arena of `s`. */
ro_one_things ro_one_things_of(ro_settling *s, const ro_settled_event *event);

#endif
