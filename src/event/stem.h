/*
 * Stems of English words: what is left of a word when its inflection and common endings are taken off, so that "implement" and
 * "implementation" are one. M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980, with its author's later notes.
 */
#ifndef RO_EVENT_STEM_H
#define RO_EVENT_STEM_H

#include "base/arena.h"

/* The stem of a lower-case ASCII word; any other word comes back as it is. In the arena or the word's own memory. */
ro_slice ro_stem(ro_slice lower, ro_arena *arena);

#endif
