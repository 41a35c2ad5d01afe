/*
 * The language model: one file, data/models/english.model, mapped read-only and shared by threads. docs/models.md is its card.
 *
 * File, little-endian: ro_model_header, then the sections it names, each aligned to 8 bytes.
 */
#ifndef RO_SENTENCE_MODEL_H
#define RO_SENTENCE_MODEL_H

#include "sentence/features.h"
#include "sentence/kernels.h"
#include "sentence/sentence.h"

#define RO_MODEL_MAGIC 0x314C444F4D4F5244u /* "DROMODL1" */
#define RO_MODEL_VERSION 3u
#define RO_TAGS_MAX 255 /* a token's tag is a byte */
#define RO_RELS_MAX 128
#define RO_LAYERS_MAX 8
#define RO_NAME_TAGS 7 /* ro_name_tag */

typedef enum ro_model_section {
  RO_SECTION_DIMS,    /* ro_model_dims */
  RO_SECTION_WORDS,   /* ro_word_slot */
  RO_SECTION_ROWS,    /* int8: rows × width; a value is rows_scale units */
  RO_SECTION_WEIGHTS, /* int8: matrix after matrix, outputs × inputs */
  RO_SECTION_SCALES,  /* float: what a weight's unit is, for each output of each matrix */
  RO_SECTION_BIASES,  /* float: the same */
  RO_SECTION_TAGS,    /* ro_model_tag */
  RO_SECTION_RELS,    /* char[RO_REL_LEN] */
  RO_SECTION_LEMMAS,  /* ro_model_lemma, sorted by hash */
  RO_SECTION_TEXT,    /* of the lemmas */
  RO_SECTIONS
} ro_model_section;

typedef struct ro_model_header {
  uint64_t magic;
  uint32_t version, unused;
  uint64_t size;     /* of the whole file */
  uint64_t checksum; /* XXH3 of all behind the header */
  struct {
    uint64_t at, len; /* bytes */
  } sections[RO_SECTIONS];
} ro_model_header;

typedef struct ro_model_dims {
  uint32_t n_words; /* rows that are words: RO_ROWS_BEHIND_WORDS follow */
  uint32_t width;   /* of a row */
  uint32_t hidden;  /* of one direction of a layer */
  uint32_t n_layers;
  uint32_t arc, rel; /* widths of the vectors that arcs and relations are scored from */
  uint32_t n_tags, n_rels;
  float rows_scale;
  uint32_t unused;
} ro_model_dims;

#define RO_REL_LEN 16

typedef struct ro_model_tag {
  char upos[8], xpos[8], features[48]; /* features as in CoNLL-U, "" for none */
} ro_model_tag;

typedef struct ro_model_lemma {
  uint64_t hash; /* of the lower-case form and the Penn tag */
  uint32_t at, len;
} ro_model_lemma;

/* The matrices behind the layers', in the order of the file. */
typedef enum ro_head {
  RO_HEAD_ARC_DEP,
  RO_HEAD_ARC_HEAD,
  RO_HEAD_PAIR, /* rel × a word and its head side by side */
  RO_HEAD_REL,  /* n_rels × rel */
  RO_HEAD_TAG,
  RO_HEAD_NAME,
  RO_HEAD_START, /* one output: does a sentence begin with this word? */
  RO_HEADS
} ro_head;

struct ro_model {
  void *map;
  size_t size;
  const ro_model_header *header;
  ro_model_dims dims;
  ro_vocabulary vocabulary;
  const int8_t *rows;
  ro_weights matrices[RO_LAYERS_MAX + RO_HEADS]; /* layers, then heads */
  void *packed;                                  /* what the matrices point into */
  float *scales;                                 /* the same */
  const ro_kernels *kernels;
  const ro_model_tag *tags;
  const char (*rels)[RO_REL_LEN];
  const ro_model_lemma *lemmas;
  size_t n_lemmas;
  const char *text;
  uint8_t upos_of[RO_TAGS_MAX + 1], xpos_of[RO_TAGS_MAX + 1];
  uint8_t rel_of[RO_RELS_MAX];
  bool closed_tag[RO_TAGS_MAX + 1],
      closed_rel[RO_RELS_MAX]; /* of words that can be counted: articles, prepositions, pronouns … */
};

/* As ro_model_open() (sentence.h), packed for `kernels`, from bytes that outlive the model. Release with ro_model_release(). */
readout_status ro_model_from_bytes(ro_model *model, const void *bytes, size_t size, const ro_kernels *kernels, const char *name,
                                   readout_error *err);
void ro_model_release(ro_model *model);

/* -- shared with training ----------------------------------------------------------------------------------------------- */

/* Outputs and inputs of matrix `m` (layers, then heads) of a model with these dims. */
typedef struct ro_matrix_shape {
  size_t outputs, inputs;
} ro_matrix_shape;
ro_matrix_shape ro_model_shape(const ro_model_dims *dims, size_t m);

/* The lemma that the rules of English inflection give; of several that they allow, one that the vocabulary knows. */
ro_slice ro_lemma_by_rule(const ro_vocabulary *vocabulary, ro_slice lower, ro_slice xpos, ro_arena *arena);

/* The lemma of a word in a name: as it is written, the plural's s apart. */
ro_slice ro_lemma_of_name(ro_slice form, ro_slice xpos, ro_arena *arena);

uint64_t ro_lemma_key(ro_slice lower, ro_slice xpos);

#endif
