#include "event/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_RARITY 1.0
#define LEAST_LEN 3
#define LEAD_WORDS 60
#define RARITY_POWER 1.5
#define NAME_WEIGHT 1.5 /* of a word with a capital, in the weight of a term */
#define NAME_COUNT 1.5  /* of names and numbers, in its count */

#define HELD 0.35    /* share of a report's words, names aside, that another has of which it may hold a part */
#define NEARLY 0.001 /* packed terms are not exact */

typedef struct counted {
  uint64_t stem;
  ro_slice text;
  size_t times, capitals;
  bool leads;
} counted;

typedef struct counting {
  RO_ARRAY(counted) stems;
  ro_map index;
} counting;

static void count_words(counting *c, const ro_words *words, size_t lead, ro_arena *arena) {
  for (size_t i = 0; i < words->len; i++) {
    const ro_word *word = &words->at[i];
    if (word->lower.len < LEAST_LEN && word->class_ != RO_WORD_NUMBER) continue;
    bool is_new;
    uint64_t *at = ro_map_put(&c->index, word->stem, &is_new);
    if (is_new) {
      *at = c->stems.len;
      RO_PUSH(arena, &c->stems, ((counted){.stem = ro_hash(word->stem, RO_STEM_SEED), .text = word->stem}));
    }
    counted *stem = &c->stems.at[*at];
    stem->times++;
    stem->capitals += word->capital;
    stem->leads = stem->leads || i < lead;
  }
}

static int by_stem(const void *a, const void *b) {
  uint64_t left = ((const ro_term *)a)->stem, right = ((const ro_term *)b)->stem;
  return (left > right) - (left < right);
}

void ro_terms_make(ro_terms *terms, ro_slice title, const ro_words *main, const ro_lexicon *lexicon, ro_arena *arena) {
  counting c = {0};
  ro_words head = {0};
  double squares = 0;
  ro_map_init(&c.index, arena);
  ro_map_reserve(&c.index, main->len);
  c.stems.at = ro_arena_room(arena, main->len + 1, sizeof *c.stems.at);
  c.stems.cap = main->len + 1;
  if (title.len > 0) ro_words_add(&head, title, (ro_span){0, title.len}, lexicon, arena);
  count_words(&c, &head, head.len, arena);
  count_words(&c, main, LEAD_WORDS, arena);
  terms->at = ro_arena_room(arena, c.stems.len + 1, sizeof *terms->at);
  terms->cap = c.stems.len + 1;
  for (size_t i = 0; i < c.stems.len; i++) {
    const counted *stem = &c.stems.at[i];
    double rarity = ro_lexicon_rarity(lexicon, stem->text), often = 1 + log((double)stem->times);
    if (rarity < LEAST_RARITY) continue;
    bool name = stem->capitals * 2 > stem->times, number = stem->text.ptr[0] >= '0' && stem->text.ptr[0] <= '9';
    ro_term term = {.stem = stem->stem, .rarity = rarity, .leads = stem->leads, .name = name};
    term.count = often * (name || number ? NAME_COUNT : 1);
    term.weight = often * pow(rarity, RARITY_POWER) * (name ? NAME_WEIGHT : 1);
    RO_PUSH(arena, terms, term);
  }
  if (terms->len == 0) return;
  qsort(terms->at, terms->len, sizeof *terms->at, by_stem);
  for (size_t i = 0; i < terms->len; i++) squares += terms->at[i].weight * terms->at[i].weight;
  for (size_t i = 0; i < terms->len; i++) terms->at[i].weight /= sqrt(squares);
}

/* Sums over terms: of those that both have, and of squares of what is no name, all of it and what the other has. */
typedef struct sums {
  double alike, a, b, a_shared, b_shared;
} sums;

static void add_shared(sums *all, double a, double b, bool a_name, bool b_name) {
  all->alike += a * b;
  if (!a_name) all->a_shared += a * a;
  if (!b_name) all->b_shared += b * b;
}

static bool may_hold(const sums *all, double least) {
  return (all->a > 0 && all->a_shared >= least * all->a) || (all->b > 0 && all->b_shared >= least * all->b);
}

double ro_terms_alike(const ro_terms *a, const ro_terms *b) {
  double sum = 0;
  size_t j = 0;
  for (size_t i = 0; i < a->len; i++) {
    while (j < b->len && b->at[j].stem < a->at[i].stem) j++;
    if (j < b->len && b->at[j].stem == a->at[i].stem) sum += a->at[i].weight * b->at[j].weight;
  }
  return sum;
}

bool ro_terms_may_hold(const ro_terms *a, const ro_terms *b) {
  sums all = {0};
  size_t j = 0;
  for (size_t i = 0; i < b->len; i++)
    if (!b->at[i].name) all.b += b->at[i].weight * b->at[i].weight;
  for (size_t i = 0; i < a->len; i++) {
    const ro_term *term = &a->at[i];
    if (!term->name) all.a += term->weight * term->weight;
    while (j < b->len && b->at[j].stem < term->stem) j++;
    if (j < b->len && b->at[j].stem == term->stem) add_shared(&all, term->weight, b->at[j].weight, term->name, b->at[j].name);
  }
  return may_hold(&all, HELD);
}

typedef struct packed_term {
  uint32_t stem; /* the upper half: terms stay in order */
  float weight;  /* below zero for a name */
} packed_term;

ro_slice ro_terms_pack(const ro_terms *terms, ro_arena *arena) {
  packed_term *packed = RO_NEW_ARRAY(arena, packed_term, terms->len + 1);
  for (size_t i = 0; i < terms->len; i++)
    packed[i] = (packed_term){(uint32_t)(terms->at[i].stem >> 32),
                              (float)(terms->at[i].name ? -terms->at[i].weight : terms->at[i].weight)};
  return (ro_slice){(const char *)packed, terms->len * sizeof *packed};
}

static packed_term unpack(ro_slice packed, size_t i) {
  packed_term term;
  memcpy(&term, packed.ptr + i * sizeof term, sizeof term);
  return term;
}

static sums compare_packed(const ro_terms *a, ro_slice packed) {
  sums all = {0};
  size_t n = packed.len / sizeof(packed_term), i = 0;
  for (size_t k = 0; k < a->len; k++)
    if (!a->at[k].name) all.a += a->at[k].weight * a->at[k].weight;
  for (size_t k = 0; k < n; k++) {
    packed_term term = unpack(packed, k);
    double weight = fabs((double)term.weight);
    bool name = term.weight < 0;
    if (!name) all.b += weight * weight;
    while (i < a->len && (uint32_t)(a->at[i].stem >> 32) < term.stem) i++;
    if (i < a->len && (uint32_t)(a->at[i].stem >> 32) == term.stem)
      add_shared(&all, a->at[i].weight, weight, a->at[i].name, name);
  }
  return all;
}

void ro_terms_unpack(ro_slice packed, ro_terms *terms, ro_arena *arena) {
  for (size_t i = 0; i < packed.len / sizeof(packed_term); i++) {
    packed_term term = unpack(packed, i);
    ro_term whole = {.stem = (uint64_t)term.stem << 32, .weight = fabs((double)term.weight), .name = term.weight < 0};
    RO_PUSH(arena, terms, whole);
  }
}

double ro_terms_alike_packed(const ro_terms *a, ro_slice packed) {
  return compare_packed(a, packed).alike;
}

bool ro_terms_may_hold_packed(const ro_terms *a, ro_slice packed) {
  sums all = compare_packed(a, packed);
  return may_hold(&all, HELD - NEARLY);
}

double ro_terms_alike_beside_names(const ro_terms *a, const ro_terms *b) {
  double sum = 0, squares_a = 0, squares_b = 0;
  size_t j = 0;
  for (size_t i = 0; i < a->len; i++)
    if (!a->at[i].name) squares_a += a->at[i].weight * a->at[i].weight;
  for (size_t i = 0; i < b->len; i++)
    if (!b->at[i].name) squares_b += b->at[i].weight * b->at[i].weight;
  for (size_t i = 0; i < a->len; i++) {
    while (j < b->len && b->at[j].stem < a->at[i].stem) j++;
    bool shared = j < b->len && b->at[j].stem == a->at[i].stem && !a->at[i].name && !b->at[j].name;
    if (shared) sum += a->at[i].weight * b->at[j].weight;
  }
  return squares_a > 0 && squares_b > 0 ? sum / sqrt(squares_a * squares_b) : 0;
}
