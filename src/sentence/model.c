/* The model's file: mapped, checked, its matrices packed for the processor. */
#include "sentence/model.h"

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

#define MAX_MODEL_BYTES ((size_t)256 << 20)
#define WIDTH_MAX 512  /* of a row, of a direction of a layer: what sums in int32 allow */
#define SCORED_MAX 512 /* of the vectors that arcs and relations are scored from */

ro_matrix_shape ro_model_shape(const ro_model_dims *dims, size_t m) {
  size_t wide = 2 * (size_t)dims->hidden;
  if (m < dims->n_layers) return (ro_matrix_shape){3 * wide, m == 0 ? 3 * (size_t)dims->width : wide};
  switch ((ro_head)(m - dims->n_layers)) {
    case RO_HEAD_ARC_DEP:
    case RO_HEAD_ARC_HEAD:
      return (ro_matrix_shape){dims->arc, wide};
    case RO_HEAD_PAIR:
      return (ro_matrix_shape){dims->rel, 2 * wide};
    case RO_HEAD_REL:
      return (ro_matrix_shape){dims->n_rels, dims->rel};
    case RO_HEAD_TAG:
      return (ro_matrix_shape){dims->n_tags, wide};
    case RO_HEAD_NAME:
      return (ro_matrix_shape){RO_NAME_TAGS, wide};
    case RO_HEAD_START:
    default:
      return (ro_matrix_shape){1, wide};
  }
}

static readout_status damaged(const char *name, readout_error *err) {
  return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is damaged: install it again", name);
}

static bool sections_lie_inside(const ro_model_header *h, size_t size) {
  for (size_t s = 0; s < RO_SECTIONS; s++)
    if (h->sections[s].at < sizeof *h || h->sections[s].at % 8 || h->sections[s].at > size ||
        h->sections[s].len > size - h->sections[s].at)
      return false;
  return true;
}

static bool dims_are_sane(const ro_model_dims *d) {
  return d->n_words <= RO_WORDS_MAX && d->width > 0 && d->width <= WIDTH_MAX && d->width % RO_GROUP == 0 && d->hidden > 0 &&
         d->hidden <= WIDTH_MAX && 2 * d->hidden % RO_GROUP == 0 && d->n_layers > 0 && d->n_layers <= RO_LAYERS_MAX &&
         d->arc > 0 && d->arc <= SCORED_MAX && d->arc % RO_GROUP == 0 && d->rel > 0 && d->rel <= SCORED_MAX &&
         d->rel % RO_GROUP == 0 && d->n_tags > 0 && d->n_tags <= RO_TAGS_MAX && d->n_rels > 0 && d->n_rels <= RO_RELS_MAX;
}

/* Every section as long as the dims want it. */
static bool sections_fit(const ro_model_header *h, const ro_model_dims *d) {
  uint64_t weights = 0, outputs = 0;
  for (size_t m = 0; m < d->n_layers + RO_HEADS; m++) {
    ro_matrix_shape shape = ro_model_shape(d, m);
    weights += shape.outputs * shape.inputs;
    outputs += shape.outputs;
  }
  uint64_t slots = h->sections[RO_SECTION_WORDS].len / sizeof(ro_word_slot);
  return slots > 0 && (slots & (slots - 1)) == 0 && h->sections[RO_SECTION_WORDS].len % sizeof(ro_word_slot) == 0 &&
         h->sections[RO_SECTION_ROWS].len == ((uint64_t)d->n_words + RO_ROWS_BEHIND_WORDS) * d->width &&
         h->sections[RO_SECTION_WEIGHTS].len == weights && h->sections[RO_SECTION_SCALES].len == outputs * sizeof(float) &&
         h->sections[RO_SECTION_BIASES].len == outputs * sizeof(float) &&
         h->sections[RO_SECTION_TAGS].len == d->n_tags * sizeof(ro_model_tag) &&
         h->sections[RO_SECTION_RELS].len == (uint64_t)d->n_rels * RO_REL_LEN &&
         h->sections[RO_SECTION_LEMMAS].len % sizeof(ro_model_lemma) == 0;
}

/* Words point at rows that there are, and some slot is free, so that looking for a word ends. */
static bool words_are_sane(const ro_vocabulary *v) {
  bool has_free = false;
  for (size_t s = 0; s <= v->mask; s++) {
    uint32_t row = v->slots[s].known & RO_ROW_NONE;
    has_free |= v->slots[s].check == 0;
    if (row != RO_ROW_NONE && row >= v->n_words) return false;
  }
  return has_free;
}

static bool lemmas_are_sane(const ro_model *model) {
  uint64_t text = model->header->sections[RO_SECTION_TEXT].len;
  for (size_t l = 0; l < model->n_lemmas; l++)
    if (model->lemmas[l].at > text || model->lemmas[l].len > text - model->lemmas[l].at) return false;
  return true;
}

uint64_t ro_model_identity(const ro_model *model) {
  return model->header->checksum;
}

/* Universal Dependencies' closed classes: no word of theirs is unknown. */
static bool is_closed_class(uint8_t upos) {
  return upos == RO_ADP || upos == RO_AUX || upos == RO_CCONJ || upos == RO_DET || upos == RO_PART || upos == RO_PRON ||
         upos == RO_SCONJ || upos == RO_NUM;
}

/* The relations that only such words stand in. */
static bool is_closed_relation(uint8_t rel) {
  return rel == RO_REL_CASE || rel == RO_REL_CC || rel == RO_REL_DET || rel == RO_REL_MARK || rel == RO_REL_AUX ||
         rel == RO_REL_AUX_PASS || rel == RO_REL_COP || rel == RO_REL_EXPL;
}

static void name_labels(ro_model *model) {
  for (size_t t = 0; t < model->dims.n_tags; t++) {
    ro_slice upos = {model->tags[t].upos, strnlen(model->tags[t].upos, sizeof model->tags[t].upos)};
    ro_slice xpos = {model->tags[t].xpos, strnlen(model->tags[t].xpos, sizeof model->tags[t].xpos)};
    model->xpos_of[t] = ro_xpos_of(xpos);
    model->upos_of[t] = ro_upos_of(upos);
    model->closed_tag[t] = is_closed_class(model->upos_of[t]);
  }
  for (size_t r = 0; r < model->dims.n_rels; r++) {
    model->rel_of[r] = ro_rel_of((ro_slice){model->rels[r], strnlen(model->rels[r], RO_REL_LEN)});
    model->closed_rel[r] = is_closed_relation(model->rel_of[r]);
  }
}

static readout_status pack_matrices(ro_model *model, const int8_t *weights, const float *scales, const float *biases,
                                    const char *name, readout_error *err) {
  size_t count = model->dims.n_layers + RO_HEADS, len = 0, outputs = 0;
  for (size_t m = 0; m < count; m++) {
    ro_matrix_shape shape = ro_model_shape(&model->dims, m);
    len += ro_padded(shape.outputs) * shape.inputs * model->kernels->weight_size;
    outputs += shape.outputs;
  }
  model->packed = malloc(len + 1);
  model->scales = calloc(outputs + 1, sizeof *model->scales);
  if (!model->packed || !model->scales) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the model \"%s\"", name);
  for (size_t o = 0; o < outputs; o++) model->scales[o] = scales[o] / RO_UNIT;
  char *packed = model->packed;
  scales = model->scales;
  for (size_t m = 0; m < count; m++) {
    ro_matrix_shape shape = ro_model_shape(&model->dims, m);
    model->matrices[m] = (ro_weights){shape.outputs, shape.inputs, packed, scales, biases};
    model->kernels->pack(weights, shape.outputs, shape.inputs, packed);
    weights += shape.outputs * shape.inputs;
    packed += ro_padded(shape.outputs) * shape.inputs * model->kernels->weight_size;
    scales += shape.outputs;
    biases += shape.outputs;
  }
  return READOUT_OK;
}

readout_status ro_model_from_bytes(ro_model *model, const void *bytes, size_t size, const ro_kernels *kernels, const char *name,
                                   readout_error *err) {
  const char *base = bytes;
  const ro_model_header *h = bytes;
  *model = (ro_model){0};
  if (size < sizeof *h || h->magic != RO_MODEL_MAGIC)
    return ro_fail(err, READOUT_ERR_INPUT, "\"%s\" is not a model of Readout's", name);
  if (h->version != RO_MODEL_VERSION)
    return ro_fail(err, READOUT_ERR_INPUT,
                   "the model \"%s\" has version %u, this program reads version %u: install the one that came with it", name,
                   h->version, RO_MODEL_VERSION);
  if (h->size != size) return ro_fail(err, READOUT_ERR_INPUT, "the model \"%s\" is cut off: install it again", name);
  if (ro_hash((ro_slice){base + sizeof *h, size - sizeof *h}, 0) != h->checksum || !sections_lie_inside(h, size) ||
      h->sections[RO_SECTION_DIMS].len != sizeof model->dims)
    return damaged(name, err);
  const void *sections[RO_SECTIONS];
  for (size_t s = 0; s < RO_SECTIONS; s++) sections[s] = base + h->sections[s].at;
  model->header = h;
  model->dims = *(const ro_model_dims *)sections[RO_SECTION_DIMS];
  if (!dims_are_sane(&model->dims) || !sections_fit(h, &model->dims)) return damaged(name, err);
  model->vocabulary = (ro_vocabulary){
      sections[RO_SECTION_WORDS], (uint32_t)(h->sections[RO_SECTION_WORDS].len / sizeof(ro_word_slot) - 1), model->dims.n_words};
  model->rows = sections[RO_SECTION_ROWS];
  model->tags = sections[RO_SECTION_TAGS];
  model->rels = sections[RO_SECTION_RELS];
  model->lemmas = sections[RO_SECTION_LEMMAS];
  model->n_lemmas = h->sections[RO_SECTION_LEMMAS].len / sizeof(ro_model_lemma);
  model->text = sections[RO_SECTION_TEXT];
  model->kernels = kernels;
  if (!words_are_sane(&model->vocabulary) || !lemmas_are_sane(model)) return damaged(name, err);
  name_labels(model);
  return pack_matrices(model, sections[RO_SECTION_WEIGHTS], sections[RO_SECTION_SCALES], sections[RO_SECTION_BIASES], name, err);
}

void ro_model_release(ro_model *model) {
  free(model->packed);
  free(model->scales);
  model->packed = NULL;
  model->scales = NULL;
}

readout_status ro_model_open(ro_model **out, const char *data_dir, const char *kernels, readout_error *err) {
  char path[PATH_MAX];
  struct stat status;
  *out = NULL;
  const ro_kernels *variant = kernels && *kernels ? ro_kernels_named(kernels) : ro_kernels_best();
  if (!variant)
    return ro_fail(err, READOUT_ERR_USAGE, "this processor has no kernels \"%s\": leave READOUT_KERNELS out for the fastest",
                   kernels);
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
  readout_status done = ro_model_from_bytes(model, map, size, variant, path, err);
  model->map = map;
  model->size = size;
  if (done != READOUT_OK) {
    ro_model_close(model);
    return done;
  }
  *out = model;
  return READOUT_OK;
}

void ro_model_close(ro_model *model) {
  if (!model) return;
  ro_model_release(model);
  if (model->map) munmap(model->map, model->size);
  free(model);
}
