/*
 * Trains the tagger and collects lemmas: train_tagger OUT.model EPOCHS FILE.conllu…
 *
 * Averaged perceptron (Collins 2002), greedy from left to right, features of src/sentence/features.c, weights hashed and stored
 * as int8. The order of sentences is shuffled with a fixed seed: the same input gives the same bytes. Offline only, never linked
 * into the library.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "sentence/model.h"

#define SLOTS ((size_t)1 << 22)
#define FREQUENT 15
#define NEARLY_ALWAYS 0.995

typedef struct sentence {
  size_t first, n; /* words */
} sentence;

typedef struct corpus {
  ro_guard guard;
  ro_arena arena;
  RO_ARRAY(ro_slice) forms;
  RO_ARRAY(ro_slice) lowers;
  RO_ARRAY(ro_slice) lemmas;
  RO_ARRAY(uint8_t) gold;
  RO_ARRAY(sentence) sentences;
  RO_ARRAY(ro_model_tag) tags;
} corpus;

typedef struct weights {
  int32_t *now;
  int64_t *total;
  uint32_t *stamp;
  uint32_t step;
} weights;

static uint8_t tag_of(corpus *c, const char *upos, const char *xpos) {
  for (size_t t = 0; t < c->tags.len; t++)
    if (strcmp(c->tags.at[t].upos, upos) == 0 && strcmp(c->tags.at[t].xpos, xpos) == 0) return (uint8_t)t;
  ro_model_tag tag = {{0}, {0}};
  if (c->tags.len >= RO_MODEL_TAGS_MAX || strlen(upos) >= sizeof tag.upos || strlen(xpos) >= sizeof tag.xpos) return 0;
  memcpy(tag.upos, upos, strlen(upos));
  memcpy(tag.xpos, xpos, strlen(xpos));
  RO_PUSH(&c->arena, &c->tags, tag);
  return (uint8_t)(c->tags.len - 1);
}

static void end_sentence(corpus *c, size_t *first) {
  if (c->forms.len > *first) RO_PUSH(&c->arena, &c->sentences, ((sentence){*first, c->forms.len - *first}));
  *first = c->forms.len;
}

static int read_file(corpus *c, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 1;
  }
  static char line[1 << 20];
  size_t first = c->forms.len;
  while (fgets(line, sizeof line, file)) {
    char *column[5] = {line};
    size_t n = 1;
    for (char *p = line; *p && n < 5; p++)
      if (*p == '\t') *p = '\0', column[n++] = p + 1;
    if (line[0] == '\n') end_sentence(c, &first);
    if (line[0] == '#' || n < 5 || strchr(column[0], '-') || strchr(column[0], '.')) continue;
    char *end = strchr(column[4], '\t');
    if (end) *end = '\0';
    if (strcmp(column[4], "_") == 0 || strcmp(column[3], "_") == 0) continue;
    ro_slice form = ro_arena_copy(&c->arena, ro_slice_of(column[1]));
    RO_PUSH(&c->arena, &c->forms, form);
    RO_PUSH(&c->arena, &c->lemmas, ro_arena_copy(&c->arena, ro_slice_of(column[2])));
    char lower[512];
    size_t len = 0;
    for (size_t at = 0; at < form.len && len + 8 < sizeof lower;) { /* as the tokeniser does */
      size_t start = at;
      uint32_t p = ro_utf8_next(form, &at);
      if (p == 0x2019 || p == 0x2018)
        lower[len++] = '\'';
      else if (p == 0x201C || p == 0x201D)
        lower[len++] = '"';
      else if (p >= 'A' && p <= 'Z')
        lower[len++] = (char)(p + 32);
      else if ((p >= 0xC0 && p <= 0xDE && p != 0xD7) || (p >= 0x391 && p <= 0x3A9) || (p >= 0x410 && p <= 0x42F))
        len += ro_utf8_put(lower + len, p + 32);
      else
        while (start < at) lower[len++] = form.ptr[start++];
    }
    RO_PUSH(&c->arena, &c->lowers, ro_arena_copy(&c->arena, ((ro_slice){lower, len})));
    RO_PUSH(&c->arena, &c->gold, tag_of(c, column[3], column[4]));
  }
  end_sentence(c, &first);
  fclose(file);
  return 0;
}

static void change(weights *w, size_t slot, int32_t by) {
  w->total[slot] += (int64_t)w->now[slot] * (int64_t)(w->step - w->stamp[slot]);
  w->stamp[slot] = w->step;
  w->now[slot] += by;
}

static uint8_t guess(const weights *w, const uint64_t *features, size_t n, size_t n_tags) {
  int32_t best_score = INT32_MIN;
  uint8_t best = 0;
  for (size_t t = 0; t < n_tags; t++) {
    int32_t score = 0;
    for (size_t f = 0; f < n; f++) score += w->now[ro_tag_slot(features[f], t, SLOTS - 1)];
    if (score > best_score) best_score = score, best = (uint8_t)t;
  }
  return best;
}

static uint64_t random_next(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void train(const corpus *c, weights *w, size_t epochs, const uint8_t *fixed) {
  size_t *order = calloc(c->sentences.len, sizeof *order);
  uint8_t tags[4096];
  uint64_t state = 88172645463325252u;
  for (size_t i = 0; i < c->sentences.len; i++) order[i] = i;
  for (size_t e = 0; e < epochs; e++) {
    size_t wrong = 0, words = 0;
    for (size_t i = c->sentences.len - 1; i > 0; i--) {
      size_t j = random_next(&state) % (i + 1), swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    for (size_t s = 0; s < c->sentences.len; s++) {
      const sentence *sent = &c->sentences.at[order[s]];
      const ro_slice *forms = c->forms.at + sent->first, *lowers = c->lowers.at + sent->first;
      for (size_t i = 0; i < sent->n && i < sizeof tags; i++) {
        uint64_t features[RO_FEATURES_MAX];
        w->step++;
        words++;
        if (fixed[sent->first + i] != 0xFF) {
          tags[i] = fixed[sent->first + i];
          continue;
        }
        size_t n = ro_tag_features(forms, lowers, tags, i, sent->n, features);
        uint8_t right = c->gold.at[sent->first + i];
        tags[i] = guess(w, features, n, c->tags.len);
        if (tags[i] == right) continue;
        wrong++;
        for (size_t f = 0; f < n; f++) {
          change(w, ro_tag_slot(features[f], right, SLOTS - 1), 1);
          change(w, ro_tag_slot(features[f], tags[i], SLOTS - 1), -1);
        }
      }
    }
    fprintf(stderr, "epoch %zu: %.2f %% right\n", e + 1, 100.0 - 100.0 * (double)wrong / (double)words);
  }
  free(order);
}

static int8_t *average(weights *w) {
  int8_t *out = calloc(SLOTS, 1);
  double largest = 0;
  double *mean = calloc(SLOTS, sizeof *mean);
  for (size_t i = 0; i < SLOTS; i++) {
    change(w, i, 0);
    mean[i] = (double)w->total[i] / (double)w->step;
    double size = mean[i] < 0 ? -mean[i] : mean[i];
    if (size > largest) largest = size;
  }
  double scale = 10.0; /* a tenth of a unit; what is larger than 12.7 is cut */
  fprintf(stderr, "largest weight %.1f\n", largest);
  for (size_t i = 0; i < SLOTS; i++) {
    double v = mean[i] * scale;
    out[i] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v < 0 ? v - 0.5 : v + 0.5);
  }
  free(mean);
  return out;
}

static int compare_words(const void *a, const void *b) {
  uint64_t x = ((const ro_model_word *)a)->hash, y = ((const ro_model_word *)b)->hash;
  return x < y ? -1 : x > y;
}

static int compare_lemmas(const void *a, const void *b) {
  uint64_t x = ((const ro_model_lemma *)a)->hash, y = ((const ro_model_lemma *)b)->hash;
  return x < y ? -1 : x > y;
}

typedef struct dictionary {
  RO_ARRAY(ro_model_word) words;
  RO_ARRAY(ro_model_lemma) lemmas;
  RO_ARRAY(char) text;
} dictionary;

static void collect_words(corpus *c, dictionary *d, uint8_t *fixed) {
  ro_map forms;
  ro_map_init(&forms, &c->arena);
  uint32_t(*counts)[RO_MODEL_TAGS_MAX] = calloc(c->forms.len, sizeof *counts);
  size_t n = 0;
  for (size_t i = 0; i < c->forms.len; i++) {
    bool is_new;
    uint64_t *place = ro_map_put(&forms, c->forms.at[i], &is_new);
    if (is_new) *place = n++;
    counts[*place][c->gold.at[i]]++;
  }
  uint8_t *always = malloc(n + 1);
  for (size_t e = 0; e < forms.len; e++) {
    uint64_t all = 0, most = 0, best = 0;
    for (size_t t = 0; t < c->tags.len; t++) {
      all += counts[forms.entries[e].value][t];
      if (counts[forms.entries[e].value][t] > most) most = counts[forms.entries[e].value][t], best = t;
    }
    bool sure = all >= FREQUENT && (double)most >= NEARLY_ALWAYS * (double)all;
    always[forms.entries[e].value] = sure ? (uint8_t)best : 0xFF;
    if (sure) RO_PUSH(&c->arena, &d->words, ((ro_model_word){ro_hash(forms.entries[e].key, 77), (uint32_t)best, 0}));
  }
  for (size_t i = 0; i < c->forms.len; i++) fixed[i] = always[*ro_map_get(&forms, c->forms.at[i])];
  free(counts);
  free(always);
  if (d->words.len) qsort(d->words.at, d->words.len, sizeof *d->words.at, compare_words);
}

/* The most frequent lemma of each form and tag that the rules get wrong. */
static void collect_lemmas(corpus *c, dictionary *d) {
  ro_map pairs, best;
  ro_map_init(&pairs, &c->arena);
  ro_map_init(&best, &c->arena);
  for (size_t i = 0; i < c->forms.len; i++) {
    const char *xpos = c->tags.at[c->gold.at[i]].xpos;
    if (strncmp(xpos, "NNP", 3) == 0) continue;
    ro_slice key = ro_arena_format(&c->arena, "%.*s\t%s", (int)c->lowers.at[i].len, c->lowers.at[i].ptr, xpos);
    ro_slice both =
        ro_arena_format(&c->arena, "%.*s\t%.*s", (int)key.len, key.ptr, (int)c->lemmas.at[i].len, c->lemmas.at[i].ptr);
    uint64_t count = ++*ro_map_put(&pairs, both, NULL);
    bool is_new;
    uint64_t *place = ro_map_put(&best, key, &is_new);
    if (is_new || count > *place >> 32) *place = count << 32 | i;
  }
  for (size_t e = 0; e < best.len; e++) {
    size_t i = best.entries[e].value & 0xFFFFFFFFu;
    ro_slice xpos = ro_slice_of(c->tags.at[c->gold.at[i]].xpos);
    if (ro_slice_equal(ro_lemma_by_rule(c->lowers.at[i], xpos, &c->arena), c->lemmas.at[i])) continue;
    ro_model_lemma lemma = {ro_lemma_key(c->lowers.at[i], xpos), (uint32_t)d->text.len, (uint32_t)c->lemmas.at[i].len};
    for (size_t b = 0; b < c->lemmas.at[i].len; b++) RO_PUSH(&c->arena, &d->text, c->lemmas.at[i].ptr[b]);
    RO_PUSH(&c->arena, &d->lemmas, lemma);
  }
  if (d->lemmas.len) qsort(d->lemmas.at, d->lemmas.len, sizeof *d->lemmas.at, compare_lemmas);
}

static size_t append(char *file, size_t at, const void *bytes, size_t len) {
  if (bytes && len) memcpy(file + at, bytes, len);
  return (at + len + 7) / 8 * 8;
}

static int write_model(const char *path, const corpus *c, const dictionary *d, const int8_t *bytes) {
  size_t room = sizeof(ro_model_header) + SLOTS + c->tags.len * sizeof(ro_model_tag) + d->words.len * sizeof(ro_model_word) +
                d->lemmas.len * sizeof(ro_model_lemma) + d->text.len + 64;
  char *file = calloc(room, 1);
  ro_model_header h = {.magic = RO_MODEL_MAGIC,
                       .version = RO_MODEL_VERSION,
                       .n_tags = (uint32_t)c->tags.len,
                       .weights_mask = SLOTS - 1,
                       .n_words = (uint32_t)d->words.len,
                       .n_lemmas = (uint32_t)d->lemmas.len,
                       .text_len = d->text.len};
  size_t at = sizeof h;
  h.tags_at = at;
  at = append(file, at, c->tags.at, c->tags.len * sizeof *c->tags.at);
  h.weights_at = at;
  at = append(file, at, bytes, SLOTS);
  h.words_at = at;
  at = append(file, at, d->words.at, d->words.len * sizeof *d->words.at);
  h.lemmas_at = at;
  at = append(file, at, d->lemmas.at, d->lemmas.len * sizeof *d->lemmas.at);
  h.text_at = at;
  at = append(file, at, d->text.at, d->text.len);
  h.size = at;
  h.checksum = ro_hash((ro_slice){file + sizeof h, at - sizeof h}, 0);
  memcpy(file, &h, sizeof h);
  FILE *out = fopen(path, "wb");
  int failed = !out || fwrite(file, 1, at, out) != at;
  if (out) failed |= fclose(out) != 0;
  if (failed)
    perror(path);
  else
    fprintf(stderr, "%s: %zu bytes, %zu tags, %zu words, %zu lemmas\n", path, at, c->tags.len, d->words.len, d->lemmas.len);
  free(file);
  return failed;
}

static int run(corpus *c, int argc, char **argv) {
  for (int f = 3; f < argc; f++)
    if (read_file(c, argv[f])) return 1;
  if (c->sentences.len == 0) return 1;
  weights w = {calloc(SLOTS, sizeof *w.now), calloc(SLOTS, sizeof *w.total), calloc(SLOTS, sizeof *w.stamp), 0};
  uint8_t *fixed = malloc(c->forms.len);
  dictionary d = {0};
  collect_words(c, &d, fixed);
  collect_lemmas(c, &d);
  train(c, &w, (size_t)strtoul(argv[2], NULL, 10), fixed);
  int8_t *bytes = average(&w);
  int failed = write_model(argv[1], c, &d, bytes);
  free(bytes);
  free(fixed);
  free(w.now);
  free(w.total);
  free(w.stamp);
  return failed;
}

int main(int argc, char **argv) {
  static corpus c;
  if (argc < 4) {
    fprintf(stderr, "usage: train_tagger OUT.model EPOCHS FILE.conllu…\n");
    return 2;
  }
  ro_arena_init(&c.arena, &c.guard, (size_t)8 << 30);
  if (setjmp(c.guard.env)) {
    fprintf(stderr, "no memory\n");
    return 1;
  }
  c.guard.set = true;
  int failed = run(&c, argc, argv);
  ro_arena_release(&c.arena);
  return failed;
}
