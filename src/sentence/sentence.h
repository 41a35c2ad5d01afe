/*
 * Sentences, tokens and tags of a text in Universal Dependencies' English tokenisation ("don't" is "do" + "n't"; "Russia's" is
 * "Russia" + "'s").
 *
 *   text    Wong said that Peru's ...
 *   tokens  [Wong][said][that][Peru]['s] ...   spans into the text, never overlapping, in order
 *   sentences  first .. end (exclusive) indexes into tokens
 *
 * A model is read-only and shared by threads. Without a model the tags are unset.
 */
#ifndef RO_SENTENCE_SENTENCE_H
#define RO_SENTENCE_SENTENCE_H

#include <stdint.h>

#include "base/array.h"

typedef enum ro_upos {
  RO_UPOS_NONE,
  RO_ADJ,
  RO_ADP,
  RO_ADV,
  RO_AUX,
  RO_CCONJ,
  RO_DET,
  RO_INTJ,
  RO_NOUN,
  RO_NUM,
  RO_PART,
  RO_PRON,
  RO_PROPN,
  RO_PUNCT,
  RO_SCONJ,
  RO_SYM,
  RO_VERB,
  RO_X,
  RO_UPOS_COUNT
} ro_upos;

typedef struct ro_token {
  ro_span span;
  ro_slice lower;    /* the form in lower case, curly quotes and apostrophes as ASCII; in the arena */
  ro_slice lemma;    /* in the arena or static; absent without a model */
  uint8_t upos;      /* ro_upos */
  uint8_t xpos;      /* index for ro_xpos_name(): Penn Treebank tags as in UD English; 0 is none */
  bool space_before; /* white space, or the text's start, stands before it */
  bool joined;       /* a later word of a multiword token, as UD has them: "n't", "'s", the "not" of "cannot" */
} ro_token;

typedef struct ro_sentence {
  size_t first, end; /* tokens */
  ro_span span;      /* from its first to its last token */
  size_t paragraph;  /* counts from 0 over the text given */
} ro_sentence;

typedef struct ro_tokens {
  ro_slice text;
  RO_ARRAY(ro_token) tokens;
  RO_ARRAY(ro_sentence) sentences;
} ro_tokens;

typedef struct ro_model ro_model; /* src/sentence/model.h */

/*
 * Splits the given parts of a text (main; or the whole text as one span) into sentences and tokens. A sentence never crosses a
 * blank line or the end of a part. Tags them where `model` is given.
 */
void ro_tokens_make(ro_tokens *tokens, ro_slice text, const ro_spans *parts, const ro_model *model, ro_arena *arena);

/* Tags all sentences of `tokens`, of which `lower` is set: upos, xpos, lemma. */
void ro_tokens_tag(ro_tokens *tokens, const ro_model *model, ro_arena *arena);

/* A form as ro_token's `lower` has it. In the arena. */
ro_slice ro_token_lower(ro_slice form, ro_arena *arena);

/* Text of a token. */
static inline ro_slice ro_token_text(const ro_tokens *tokens, size_t i) {
  return ro_slice_span(tokens->text, tokens->tokens.at[i].span);
}

const char *ro_upos_name(uint8_t upos); /* "NOUN"; "_" for none */
const char *ro_xpos_name(uint8_t xpos); /* "VBD"; "_" for none */
uint8_t ro_xpos_of(ro_slice name);      /* 0 where unknown */

#endif
