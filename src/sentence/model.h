/*
 * The language model: tag weights, the tags of frequent words, lemmas of irregular forms. One file, data/models/english.model,
 * mapped read-only and shared by threads. docs/models.md is its card.
 *
 * File, little-endian: ro_model_header, then at the header's offsets
 *   tags      n_tags × ro_model_tag
 *   weights   int8, one for each (feature, tag) pair by hash; weights_mask + 1 of them
 *   words     n_words × ro_model_word, sorted by hash: words that have one tag nearly always
 *   lemmas    n_lemmas × ro_model_lemma, sorted by hash; their text in `text`
 */
#ifndef RO_SENTENCE_MODEL_H
#define RO_SENTENCE_MODEL_H

#include "sentence/sentence.h"

#define RO_MODEL_MAGIC 0x314C444F4D4F5244u /* "DROMODL1" */
#define RO_MODEL_VERSION 1u
#define RO_MODEL_TAGS_MAX 128
#define RO_FEATURES_MAX 32

typedef struct ro_model_header {
  uint64_t magic;
  uint32_t version, n_tags;
  uint64_t size;     /* of the whole file */
  uint64_t checksum; /* XXH3 of all behind the header */
  uint64_t weights_mask;
  uint64_t tags_at, weights_at, words_at, lemmas_at, text_at, text_len;
  uint32_t n_words, n_lemmas;
} ro_model_header;

typedef struct ro_model_tag {
  char upos[8], xpos[8];
} ro_model_tag;

typedef struct ro_model_word {
  uint64_t hash; /* of the form */
  uint32_t tag, unused;
} ro_model_word;

typedef struct ro_model_lemma {
  uint64_t hash; /* of the lower-case form and the Penn tag */
  uint32_t at, len;
} ro_model_lemma;

struct ro_model {
  void *map;
  size_t size;
  const ro_model_header *header;
  const ro_model_tag *tags;
  const int8_t *weights;
  const ro_model_word *words;
  const ro_model_lemma *lemmas;
  const char *text;
  uint8_t upos_of[RO_MODEL_TAGS_MAX], xpos_of[RO_MODEL_TAGS_MAX];
};

/*
 * Maps data_dir/models/english.model. READOUT_ERR_IO where it is not there, READOUT_ERR_INPUT where it is foreign, truncated,
 * damaged or of another version. Close with ro_model_close().
 */
readout_status ro_model_open(ro_model **model, const char *data_dir, readout_error *err);
void ro_model_close(ro_model *model);

/* As ro_model_open(), from bytes that outlive the model. */
readout_status ro_model_from_bytes(ro_model *model, const void *bytes, size_t size, const char *name, readout_error *err);

/* Tags tokens [first, end) of a sentence: upos, xpos, lemma. */
void ro_tag_sentence(const ro_model *model, ro_tokens *tokens, size_t first, size_t end, ro_arena *arena);

/* -- shared with training ----------------------------------------------------------------------------------------------- */

/* Hashes of the features of token i among n; `forms` and `lowers` are the sentence's; tags before i are known. Returns how many.
 */
size_t ro_tag_features(const ro_slice *forms, const ro_slice *lowers, const uint8_t *tags, size_t i, size_t n,
                       uint64_t out[RO_FEATURES_MAX]);

/* Where the weight of a feature and a tag stands. */
static inline uint64_t ro_tag_slot(uint64_t feature, uint64_t tag, uint64_t mask) {
  return (feature + tag * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u >> 20 & mask;
}

/* The lemma that the rules of English inflection give. */
ro_slice ro_lemma_by_rule(ro_slice lower, ro_slice xpos, ro_arena *arena);

uint64_t ro_lemma_key(ro_slice lower, ro_slice xpos);

#endif
