/*
 * CoNLL-U (universaldependencies.org/format.html) out, and in where somebody gives the tokens.
 *
 *   # newdoc id = report-1
 *   # newpar
 *   # sent_id = report-1-1
 *   # text = China's minister agreed.
 *   1-2  China's   _  _  _  _  _  _  _  TokenRange=0:7
 *   1    China     China  PROPN  NNP  Number=Sing  3  nmod:poss  _  TokenRange=0:5|NER=B-LOC
 *   2    's        's     PART   POS  _            1  case       _  TokenRange=5:7|NER=O
 *   3    minister  …
 *
 * TokenRange counts code points of the text. Columns that are not known are `_`: DEPS always, all from LEMMA to DEPREL without a
 * model, and then there is no NER. SpaceAfter=No stands where the next token follows at once, also from one sentence to the next;
 * a multiword token's words have none.
 */
#ifndef RO_SENTENCE_CONLLU_H
#define RO_SENTENCE_CONLLU_H

#include "base/text.h"
#include "sentence/sentence.h"

/* One document. Line ends and tabs in `id` become spaces, other white space in a sentence's id "_". `arena` is for scratch. */
void ro_conllu_write(ro_text *out, ro_slice id, const ro_tokens *tokens, ro_arena *arena);

/* One line of a file that was read, without its end. */
typedef struct ro_conllu_line {
  ro_slice line;
  size_t token; /* index into tokens; RO_CONLLU_KEPT: a comment, a multiword token, an empty node, a blank line */
} ro_conllu_line;

#define RO_CONLLU_KEPT ((size_t)-1)

/* A file that was read; borrows its bytes. */
typedef struct ro_conllu {
  ro_tokens tokens; /* .text is the words' forms, a space where one follows: "gon na" of "gonna" stands there as "gonna" */
  RO_ARRAY(ro_conllu_line) lines;
} ro_conllu;

/*
 * Reads sentences of any number of documents; lines end in \n or \r\n. All columns but ID, FORM and MISC are passed over.
 * READOUT_ERR_INPUT with the line's number where the bytes are not CoNLL-U: wrong UTF-8, not ten columns, ids out of order, a
 * range without its words, an empty form. Tag the result with ro_tokens_analyse().
 */
readout_status ro_conllu_read(ro_conllu *conllu, ro_slice bytes, ro_arena *arena, readout_error *err);

/* Writes it again: comments, ids, forms, empty nodes and MISC as they were, but for NER; LEMMA to DEPREL and NER as they are in
 * `tokens`, DEPS `_`. */
void ro_conllu_write_given(ro_text *out, const ro_conllu *conllu);

#endif
