/* Inside the tokeniser: a stretch without white space into tokens, and what is seen on the way of where sentences end. */
#ifndef RO_SENTENCE_CUT_H
#define RO_SENTENCE_CUT_H

#include "sentence/sentence.h"

typedef struct ro_cutter {
  ro_tokens *out;
  ro_arena *arena;
  ro_slice text;
  size_t end;            /* of the part at hand */
  size_t sentence_first; /* token */
  size_t paragraph;
  size_t stop_ends;              /* 1 + the last token that keeps its full stop and ends a sentence all the same */
  bool open_single, open_double; /* a quotation is open in this paragraph */
} ro_cutter;

/* Cuts text[start, end), which holds no white space; ends sentences inside it where a space was forgotten. */
void ro_cut_chunk(ro_cutter *cutter, size_t start, size_t end);

/* Ends the sentence at hand behind its last token, if it has one. */
void ro_cut_end_sentence(ro_cutter *cutter);

/* What stands at or after `at`, white space and opening marks left out. Looks no further than the paragraph. */
typedef struct ro_following {
  uint32_t point; /* 0: nothing */
  bool opened;    /* an opening quote or bracket stands before it */
  ro_slice word;  /* the letters that begin there, at most 32 bytes */
} ro_following;

ro_following ro_cut_following(const ro_cutter *cutter, size_t at);

bool ro_cut_opens(uint32_t point);  /* a bracket or quote that can open */
bool ro_cut_closes(uint32_t point); /* a bracket or quote that can close */

#endif
