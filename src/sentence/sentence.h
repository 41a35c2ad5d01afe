/*
 * Sentences, tokens, tags, trees and names of a text in Universal Dependencies' English tokenisation ("don't" is "do" + "n't";
 * "Russia's" is "Russia" + "'s").
 *
 *   text    Wong said that Peru's ...
 *   tokens  [Wong][said][that][Peru]['s] ...   spans into the text, never overlapping, in order
 *   sentences  first .. end (exclusive) indexes into tokens
 *
 * A model is read-only and shared by threads. Without a model there are no tags, trees and names.
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

/* UD English's relations, with their subtypes. */
typedef enum ro_rel {
  RO_REL_NONE,
  RO_REL_ACL,
  RO_REL_ACL_RELCL,
  RO_REL_ADVCL,
  RO_REL_ADVCL_RELCL,
  RO_REL_ADVMOD,
  RO_REL_AMOD,
  RO_REL_APPOS,
  RO_REL_AUX,
  RO_REL_AUX_PASS,
  RO_REL_CASE,
  RO_REL_CC,
  RO_REL_CC_PRECONJ,
  RO_REL_CCOMP,
  RO_REL_COMPOUND,
  RO_REL_COMPOUND_PRT,
  RO_REL_CONJ,
  RO_REL_COP,
  RO_REL_CSUBJ,
  RO_REL_CSUBJ_OUTER,
  RO_REL_CSUBJ_PASS,
  RO_REL_DEP,
  RO_REL_DET,
  RO_REL_DET_PREDET,
  RO_REL_DISCOURSE,
  RO_REL_DISLOCATED,
  RO_REL_EXPL,
  RO_REL_FIXED,
  RO_REL_FLAT,
  RO_REL_GOESWITH,
  RO_REL_IOBJ,
  RO_REL_LIST,
  RO_REL_MARK,
  RO_REL_NMOD,
  RO_REL_NMOD_DESC,
  RO_REL_NMOD_POSS,
  RO_REL_NMOD_UNMARKED,
  RO_REL_NSUBJ,
  RO_REL_NSUBJ_OUTER,
  RO_REL_NSUBJ_PASS,
  RO_REL_NUMMOD,
  RO_REL_OBJ,
  RO_REL_OBL,
  RO_REL_OBL_AGENT,
  RO_REL_OBL_UNMARKED,
  RO_REL_ORPHAN,
  RO_REL_PARATAXIS,
  RO_REL_PUNCT,
  RO_REL_REPARANDUM,
  RO_REL_ROOT,
  RO_REL_VOCATIVE,
  RO_REL_XCOMP,
  RO_REL_COUNT
} ro_rel;

typedef enum ro_name_tag {
  RO_NAME_NONE,
  RO_NAME_B_PER,
  RO_NAME_I_PER,
  RO_NAME_B_LOC,
  RO_NAME_I_LOC,
  RO_NAME_B_ORG,
  RO_NAME_I_ORG
} ro_name_tag;

#define RO_NO_HEAD UINT32_MAX

typedef struct ro_token {
  ro_span span;
  ro_slice lower;    /* the form in lower case, curly quotes and apostrophes as ASCII; in the arena */
  ro_slice lemma;    /* in the arena or static; absent without a model */
  ro_slice features; /* CoNLL-U's, "Mood=Imp|VerbForm=Fin"; in the model; absent where there are none */
  uint32_t head;     /* index into tokens; RO_NO_HEAD for the root of its sentence, and without a model */
  uint8_t rel;       /* ro_rel; RO_REL_NONE without a model */
  uint8_t name;      /* ro_name_tag */
  uint8_t upos;      /* ro_upos */
  uint8_t xpos;      /* index for ro_xpos_name(): Penn Treebank tags as in UD English; 0 is none */
  bool space_before; /* white space, or the text's start, stands before it */
  bool joined;       /* a later word of a multiword token, as UD has them: "n't", "'s", the "not" of "cannot" */
} ro_token;

typedef struct ro_sentence {
  size_t first, end; /* tokens */
  ro_span span;      /* from its first to its last token */
  size_t paragraph;  /* counts from 0 over the text given */
  size_t document;   /* the same; 0 but where CoNLL-U of several documents is given */
} ro_sentence;

typedef struct ro_tokens {
  ro_slice text;
  RO_ARRAY(ro_token) tokens;
  RO_ARRAY(ro_sentence) sentences;
  int8_t *states; /* what the network knows of each token in its sentence, state_size numbers; in the arena; NULL: not kept */
  size_t state_size;
} ro_tokens;

/* Whether the network's states stay with the tokens. */
typedef enum ro_keep_states { RO_NO_STATES, RO_KEEP_STATES } ro_keep_states;

typedef struct ro_model ro_model; /* src/sentence/model.h */

/*
 * Maps data_dir/models/english.model. READOUT_ERR_IO where it is not there, READOUT_ERR_INPUT where it is foreign, truncated,
 * damaged or of another version. `kernels` names the variant of the arithmetic (kernels.h), NULL or "" for the fastest here;
 * READOUT_ERR_USAGE where this processor has none of that name. Close with ro_model_close().
 */
readout_status ro_model_open(ro_model **model, const char *data_dir, const char *kernels, readout_error *err);
void ro_model_close(ro_model *model);

/*
 * Splits the given parts of a text (main; or the whole text as one span) into sentences and tokens. A sentence never crosses a
 * blank line or the end of a part. Analyses them where `model` is given.
 */
void ro_tokens_make(ro_tokens *tokens, ro_slice text, const ro_spans *parts, const ro_model *model, ro_keep_states keep,
                    ro_arena *arena);

/* Tags, lemmas, trees and names of all sentences of `tokens`, of which `lower` is set. Where `may_split`, the model also ends
 * sentences that the rules did not. */
void ro_tokens_analyse(ro_tokens *tokens, const ro_model *model, bool may_split, ro_keep_states keep, ro_arena *arena);

/* What tells one model's states from another's. */
uint64_t ro_model_identity(const ro_model *model);

/* A form as ro_token's `lower` has it. In the arena. */
ro_slice ro_token_lower(ro_slice form, ro_arena *arena);

/* Text of a token. */
static inline ro_slice ro_token_text(const ro_tokens *tokens, size_t i) {
  return ro_slice_span(tokens->text, tokens->tokens.at[i].span);
}

const char *ro_upos_name(uint8_t upos);     /* "NOUN"; "_" for none */
const char *ro_xpos_name(uint8_t xpos);     /* "VBD"; "_" for none */
uint8_t ro_xpos_of(ro_slice name);          /* 0 where unknown */
uint8_t ro_upos_of(ro_slice name);          /* the same */
const char *ro_rel_name(uint8_t rel);       /* "nsubj:pass"; "_" for none */
uint8_t ro_rel_of(ro_slice name);           /* RO_REL_DEP where unknown */
const char *ro_name_tag_name(uint8_t name); /* "B-PER"; "O" for none */

#endif
