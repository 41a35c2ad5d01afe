/* From what the network says of each word alone to names, over one document. */
#ifndef RO_SENTENCE_NAMES_H
#define RO_SENTENCE_NAMES_H

#include "sentence/model.h"

/* A word's values for each tag; the larger, the likelier. */
typedef struct ro_name_values {
  float of[RO_NAME_TAGS];
} ro_name_values;

/*
 * Sets the names of the tokens of sentences [first, end), one document; values[i] are token i's. A word with a capital leans to
 * what the network says of it elsewhere in the document (as Krishnan and Manning 2006 have it, in one step), then each sentence
 * gets its likeliest sequence of tags in which I- follows a name of its kind (Viterbi).
 */
void ro_names_decide(ro_tokens *tokens, const ro_name_values *values, size_t first, size_t end, ro_arena *arena);

#endif
