#include "sentence/network.h"

#include <float.h>
#include <string.h>

#include "base/utf8.h"

static const ro_weights *head_of(const ro_model *model, ro_head head) {
  return &model->matrices[model->dims.n_layers + head];
}

static size_t larger(size_t a, size_t b) {
  return a > b ? a : b;
}

void ro_network_init(ro_network *network, const ro_model *model, size_t max, ro_arena *arena) {
  const ro_model_dims *d = &model->dims;
  size_t wide = 2 * (size_t)d->hidden, n = max + 1;
  size_t outputs = larger(larger(3 * wide, d->n_tags), larger(larger(d->arc, d->rel), larger(d->n_rels, n)));
  network->model = model;
  network->max = max;
  network->unknown = RO_NEW_ARRAY(arena, bool, n);
  network->embedded = RO_NEW_ARRAY(arena, int8_t, (n + 2) * d->width);
  network->states = RO_NEW_ARRAY(arena, int8_t, n * wide);
  network->deps = RO_NEW_ARRAY(arena, int8_t, n * larger(d->arc, d->rel));
  network->heads = RO_NEW_ARRAY(arena, int8_t, n * d->arc);
  network->pairs = RO_NEW_ARRAY(arena, int8_t, n * 2 * wide);
  network->packed_heads = RO_NEW_ARRAY(arena, int16_t, ro_padded(n) * d->arc);
  network->sums = RO_NEW_ARRAY(arena, int32_t, larger(n * ro_padded(outputs), d->width));
  network->scratch = RO_NEW_ARRAY(arena, int16_t, n * larger(larger(3 * (size_t)d->width, 2 * wide), larger(d->arc, d->rel)));
  network->memory = RO_NEW_ARRAY(arena, float, d->hidden);
  network->tree_heads = RO_NEW_ARRAY(arena, uint32_t, n);
  ro_tree_scratch_init(&network->tree, max, arena);
}

static void multiply(const ro_network *network, const int8_t *x, size_t n, size_t stride, const ro_weights *matrix) {
  network->model->kernels->multiply(x, n, stride, matrix->inputs, matrix->packed, matrix->outputs, network->sums,
                                    network->scratch);
}

/* -- words -------------------------------------------------------------------------------------------------------------- */

static void embed_rows(const ro_network *network, const uint32_t *rows, size_t n, int8_t *out) {
  const ro_model *model = network->model;
  size_t width = model->dims.width;
  int32_t *sum = network->sums;
  memset(sum, 0, width * sizeof *sum);
  for (size_t r = 0; r < n; r++) {
    if (rows[r] == RO_ROW_NONE) continue;
    const int8_t *row = model->rows + (size_t)rows[r] * width;
    for (size_t k = 0; k < width; k++) sum[k] += row[k];
  }
  model->kernels->squash_rows(sum, width, model->dims.rows_scale, out);
}

/* A word of letters alone: no figure, sign, or piece with an apostrophe. */
static bool is_plain(ro_slice form) {
  for (size_t at = 0; at < form.len;)
    if (!ro_is_alpha(ro_utf8_next(form, &at))) return false;
  return form.len > 1;
}

static void embed(const ro_network *network, const ro_slice *forms, const ro_slice *lowers, size_t n) {
  const ro_model_dims *d = &network->model->dims;
  int8_t *out = network->embedded;
  uint32_t rows[RO_BASE_MAX + RO_PIECES_MAX] = {d->n_words + RO_ROWS_BEHIND_WORDS - 1}; /* the root's */
  memset(out, 0, d->width * sizeof *out);
  embed_rows(network, rows, 1, out + d->width);
  for (size_t i = 0; i < n; i++) {
    size_t count = ro_word_rows(&network->model->vocabulary, forms[i], lowers[i], rows);
    network->unknown[i] = rows[0] == RO_ROW_NONE && is_plain(forms[i]);
    if (rows[0] == RO_ROW_NONE) count += ro_word_pieces(&network->model->vocabulary, forms[i], rows + count);
    embed_rows(network, rows, count, out + (i + 2) * d->width);
  }
  memset(out + (n + 2) * d->width, 0, d->width * sizeof *out);
}

static void encode(const ro_network *network, size_t n) {
  const ro_model *model = network->model;
  size_t hidden = model->dims.hidden;
  for (size_t l = 0; l < model->dims.n_layers; l++) {
    const ro_weights *gates = &model->matrices[l];
    const int8_t *x = l == 0 ? NULL : network->states;
    if (l == 0)
      multiply(network, network->embedded, n + 1, model->dims.width, gates);
    else
      multiply(network, x, n + 1, 2 * hidden, gates);
    model->kernels->recur(network->sums, n + 1, gates, hidden, x, network->states, network->memory);
  }
}

/* -- what is read off the states ---------------------------------------------------------------------------------------- */

static float value_of(const ro_weights *matrix, const int32_t *sums, size_t o) {
  return (float)sums[o] * matrix->scales[o] + matrix->biases[o];
}

/* The likeliest output; `closed` (NULL: none are) may not be it. */
static size_t likeliest(const ro_weights *matrix, const int32_t *sums, const bool *closed) {
  float best_value = -FLT_MAX;
  size_t best = 0;
  for (size_t o = 0; o < matrix->outputs; o++) {
    if (closed && closed[o]) continue;
    float value = value_of(matrix, sums, o);
    if (value > best_value) best_value = value, best = o;
  }
  return best;
}

const int8_t *ro_network_states(const ro_network *network) {
  return network->states + 2 * network->model->dims.hidden;
}

static void read_tags(const ro_network *network, size_t n, ro_word_reading *out) {
  const ro_weights *tag = head_of(network->model, RO_HEAD_TAG);
  multiply(network, ro_network_states(network), n, tag->inputs, tag);
  for (size_t i = 0; i < n; i++)
    out[i].tag = (uint8_t)likeliest(tag, network->sums + i * ro_padded(tag->outputs),
                                    network->unknown[i] ? network->model->closed_tag : NULL);
}

static void read_names(const ro_network *network, size_t n, ro_name_values *names) {
  const ro_weights *name = head_of(network->model, RO_HEAD_NAME);
  multiply(network, ro_network_states(network), n, name->inputs, name);
  for (size_t i = 0; i < n; i++)
    for (size_t t = 0; t < RO_NAME_TAGS; t++) names[i].of[t] = value_of(name, network->sums + i * ro_padded(name->outputs), t);
}

static void read_tree(ro_network *network, size_t n, ro_word_reading *out) {
  const ro_model *model = network->model;
  const ro_weights *dep = head_of(model, RO_HEAD_ARC_DEP), *head = head_of(model, RO_HEAD_ARC_HEAD);
  size_t arc = dep->outputs;
  multiply(network, ro_network_states(network), n, dep->inputs, dep);
  model->kernels->squash(network->sums, n, dep, network->deps);
  multiply(network, network->states, n + 1, head->inputs, head);
  model->kernels->squash(network->sums, n + 1, head, network->heads);
  model->kernels->pack(network->heads, n + 1, arc, network->packed_heads);
  model->kernels->multiply(network->deps, n, arc, arc, network->packed_heads, n + 1, network->sums, network->scratch);
  ro_tree_best(network->sums, ro_padded(n + 1), n, network->tree_heads, &network->tree);
  for (size_t i = 0; i < n; i++) out[i].head = network->tree_heads[i];
}

static void read_rels(ro_network *network, size_t n, ro_word_reading *out) {
  const ro_model *model = network->model;
  const ro_weights *pair = head_of(model, RO_HEAD_PAIR), *rel = head_of(model, RO_HEAD_REL);
  size_t wide = 2 * (size_t)model->dims.hidden;
  for (size_t i = 0; i < n; i++) {
    memcpy(network->pairs + i * 2 * wide, network->states + (i + 1) * wide, wide * sizeof(int8_t));
    memcpy(network->pairs + i * 2 * wide + wide, network->states + out[i].head * wide, wide * sizeof(int8_t));
  }
  multiply(network, network->pairs, n, pair->inputs, pair);
  model->kernels->squash(network->sums, n, pair, network->deps);
  multiply(network, network->deps, n, rel->inputs, rel);
  for (size_t i = 0; i < n; i++)
    out[i].rel =
        (uint8_t)likeliest(rel, network->sums + i * ro_padded(rel->outputs), network->unknown[i] ? model->closed_rel : NULL);
}

void ro_network_encode(ro_network *network, const ro_slice *forms, const ro_slice *lowers, size_t n) {
  embed(network, forms, lowers, n);
  encode(network, n);
}

size_t ro_network_starts(ro_network *network, size_t n, bool *starts) {
  const ro_weights *start = head_of(network->model, RO_HEAD_START);
  size_t count = 0;
  multiply(network, ro_network_states(network), n, start->inputs, start);
  for (size_t i = 0; i < n; i++) {
    starts[i] = i > 0 && value_of(start, network->sums + i * ro_padded(start->outputs), 0) > 0;
    count += starts[i];
  }
  return count;
}

void ro_network_read(ro_network *network, size_t n, ro_word_reading *out, ro_name_values *names) {
  read_tags(network, n, out);
  read_names(network, n, names);
  read_tree(network, n, out);
  read_rels(network, n, out);
}
