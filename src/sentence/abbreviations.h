/* Abbreviations of English that end in a full stop; closed classes, so they stand in the code beside the rules that need them. */
#ifndef RO_SENTENCE_ABBREVIATIONS_H
#define RO_SENTENCE_ABBREVIATIONS_H

#include "base/slice.h"

/* `word` without its full stop. */
bool ro_is_abbreviation(ro_slice word);

/* Does a sentence end with this abbreviation (with its stop) when `following` comes next? Titles never end one. */
bool ro_ends_with_abbreviation(ro_slice form, ro_slice following);

#endif
