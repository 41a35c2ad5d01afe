/* Names of initiatives and instruments, whatever the order of their words: "Plan of Action for Fisheries", "Fisheries Action
 * Plan". */
#ifndef RO_EVENT_THING_NAMES_H
#define RO_EVENT_THING_NAMES_H

#include "base/array.h"

/* The words of a name in lower case, in byte order, each once; articles, prepositions and "and" left out. */
ro_slices ro_thing_name_words(ro_slice name, ro_arena *arena);

/*
 * Have two names the same words, those of `beside` left out? "Tunisian-Egyptian Action Plan for Fisheries 2025-2028" is the
 * "Fisheries Action Plan" of Egypt and Tunisia. Years and other numbers are to be the same where both have some; two words at
 * least must be left. Not transitive.
 */
bool ro_thing_names_alike(ro_slice a, ro_slice b, const ro_slices *beside, ro_arena *arena);

#endif
