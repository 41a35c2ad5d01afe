/* Whether what was undertaken is told later as done, inside. */
#ifndef RO_HISTORY_DONE_H
#define RO_HISTORY_DONE_H

#include "event/words.h"

/*
 * Does a later statement say that what a commitment undertook to hold, sign, conclude, open … was held, signed …: as a fact, or
 * by welcoming it ("welcomed the holding of the V Joint Commission in May")? It must have nearly all that the commitment says of
 * the thing, apart from when. `words` and `later` are of their contents.
 */
bool ro_is_done(const ro_words *words, const ro_words *later);

#endif
