#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/map.h"
#include "sentence/model.h"

#define MAX_MODEL_BYTES ((size_t)256 << 20)

static bool inside(uint64_t at, uint64_t count, uint64_t size, uint64_t whole) {
  return at >= sizeof(ro_model_header) && at % 8 == 0 && at <= whole && count <= (whole - at) / size;
}

static readout_status check_lists(const ro_model *model, const char *name, readout_error *err) {
  const ro_model_header *h = model->header;
  for (uint32_t w = 0; w < h->n_words; w++)
    if (model->words[w].tag >= h->n_tags)
      return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is damaged: install it again", name);
  for (uint32_t l = 0; l < h->n_lemmas; l++)
    if (model->lemmas[l].at > h->text_len || model->lemmas[l].len > h->text_len - model->lemmas[l].at)
      return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is damaged: install it again", name);
  return READOUT_OK;
}

readout_status ro_model_from_bytes(ro_model *model, const void *bytes, size_t size, const char *name, readout_error *err) {
  const char *base = bytes;
  const ro_model_header *h = bytes;
  if (size < sizeof *h || h->magic != RO_MODEL_MAGIC)
    return ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is not a model of Readout's", name);
  if (h->version != RO_MODEL_VERSION)
    return ro_fail(err, READOUT_ERR_INPUT,
                   "the model \"%s\" has version %u, this program reads version %u: install the one that came with it", name,
                   h->version, RO_MODEL_VERSION);
  if (h->size != size) return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is cut off: install it again", name);
  bool fits = h->n_tags > 0 && h->n_tags <= RO_MODEL_TAGS_MAX && (h->weights_mask & (h->weights_mask + 1)) == 0 &&
              h->weights_mask < size && inside(h->tags_at, h->n_tags, sizeof(ro_model_tag), size) &&
              inside(h->weights_at, h->weights_mask + 1, 1, size) &&
              inside(h->words_at, h->n_words, sizeof(ro_model_word), size) &&
              inside(h->lemmas_at, h->n_lemmas, sizeof(ro_model_lemma), size) && inside(h->text_at, h->text_len, 1, size);
  if (!fits || ro_hash((ro_slice){base + sizeof *h, size - sizeof *h}, 0) != h->checksum)
    return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is damaged: install it again", name);
  model->header = h;
  model->tags = (const ro_model_tag *)(const void *)(base + h->tags_at);
  model->weights = (const int8_t *)(base + h->weights_at);
  model->words = (const ro_model_word *)(const void *)(base + h->words_at);
  model->lemmas = (const ro_model_lemma *)(const void *)(base + h->lemmas_at);
  model->text = base + h->text_at;
  for (uint32_t t = 0; t < h->n_tags; t++) {
    ro_slice upos = {model->tags[t].upos, strnlen(model->tags[t].upos, sizeof model->tags[t].upos)};
    ro_slice xpos = {model->tags[t].xpos, strnlen(model->tags[t].xpos, sizeof model->tags[t].xpos)};
    model->xpos_of[t] = ro_xpos_of(xpos);
    model->upos_of[t] = 0;
    for (size_t u = 1; u < RO_UPOS_COUNT; u++)
      if (ro_slice_equal(upos, ro_slice_of(ro_upos_name((uint8_t)u)))) model->upos_of[t] = (uint8_t)u;
  }
  return check_lists(model, name, err);
}

readout_status ro_model_open(ro_model **out, const char *data_dir, readout_error *err) {
  char path[PATH_MAX];
  struct stat status;
  *out = NULL;
  size_t len = strlen(data_dir);
  if (len + 32 > sizeof path) return ro_fail(err, READOUT_ERR_IO, "the path of the data folder is too long");
  memcpy(path, data_dir, len);
  memcpy(path + len, "/models/english.model", sizeof "/models/english.model");
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return ro_fail(err, READOUT_ERR_IO, "cannot open the model \"%s\": %s: set READOUT_DATA to the folder that holds it", path,
                   strerror(errno));
  if (fstat(fd, &status) != 0 || status.st_size < (off_t)sizeof(ro_model_header) || (size_t)status.st_size > MAX_MODEL_BYTES) {
    close(fd);
    return ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is not a model of Readout's", path);
  }
  size_t size = (size_t)status.st_size;
  void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  ro_model *model = map == MAP_FAILED ? NULL : calloc(1, sizeof *model);
  if (!model) {
    if (map != MAP_FAILED) munmap(map, size);
    return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the model \"%s\"", path);
  }
  model->map = map;
  model->size = size;
  readout_status done = ro_model_from_bytes(model, map, size, path, err);
  if (done != READOUT_OK) {
    ro_model_close(model);
    return done;
  }
  *out = model;
  return READOUT_OK;
}

void ro_model_close(ro_model *model) {
  if (!model) return;
  if (model->map) munmap(model->map, model->size);
  free(model);
}

static const ro_model_word *find_word(const ro_model *model, uint64_t hash) {
  size_t low = 0, high = model->header->n_words;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (model->words[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low < model->header->n_words && model->words[low].hash == hash ? &model->words[low] : NULL;
}

static ro_slice find_lemma(const ro_model *model, uint64_t hash) {
  size_t low = 0, high = model->header->n_lemmas;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (model->lemmas[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= model->header->n_lemmas || model->lemmas[low].hash != hash) return RO_ABSENT;
  return (ro_slice){model->text + model->lemmas[low].at, model->lemmas[low].len};
}

static uint8_t best_tag(const ro_model *model, const uint64_t *features, size_t n_features) {
  int32_t best_score = INT32_MIN;
  uint8_t best = 0;
  for (uint32_t t = 0; t < model->header->n_tags; t++) {
    int32_t score = 0;
    for (size_t f = 0; f < n_features; f++) score += model->weights[ro_tag_slot(features[f], t, model->header->weights_mask)];
    if (score > best_score) best_score = score, best = (uint8_t)t;
  }
  return best;
}

void ro_tag_sentence(const ro_model *model, ro_tokens *tokens, size_t first, size_t end, ro_arena *arena) {
  size_t n = end - first;
  ro_slice *forms = RO_NEW_ARRAY(arena, ro_slice, n), *lowers = RO_NEW_ARRAY(arena, ro_slice, n);
  uint8_t *tags = RO_NEW_ARRAY(arena, uint8_t, n);
  uint64_t features[RO_FEATURES_MAX];
  for (size_t i = 0; i < n; i++) {
    forms[i] = ro_token_text(tokens, first + i);
    lowers[i] = tokens->tokens.at[first + i].lower;
  }
  for (size_t i = 0; i < n; i++) {
    const ro_model_word *word = find_word(model, ro_hash(forms[i], 77));
    tags[i] = word ? (uint8_t)word->tag : best_tag(model, features, ro_tag_features(forms, lowers, tags, i, n, features));
    ro_token *token = &tokens->tokens.at[first + i];
    token->upos = model->upos_of[tags[i]];
    token->xpos = model->xpos_of[tags[i]];
    ro_slice xpos = ro_slice_of(ro_xpos_name(token->xpos));
    token->lemma = find_lemma(model, ro_lemma_key(token->lower, xpos));
    if (!token->lemma.ptr) token->lemma = token->upos == RO_PROPN ? forms[i] : ro_lemma_by_rule(token->lower, xpos, arena);
  }
}
