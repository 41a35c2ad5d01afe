#include "event/one_text.h"

#include <math.h>

#include "event/align.h"

#define SAID 0.6   /* score of an alignment that says the same */
#define FEW_SAID 3 /* clauses; a report with fewer is judged by its sentences */

/* Independent reports of one meeting share the more of a report's words the longer the other and the shorter it is itself: least
 * squares over their pairs, in natural logarithms of hundreds of words. */
#define BY_OTHERS_LENGTH 0.14
#define BY_OWN_LENGTH 0.22
#define USUAL_LENGTH 300.0

#define LEAST_LITERAL 0.01

/* Printed by train/one_text.py. */
#define WEIGHT_ALL (-21.59)
#define WEIGHT_SAID (7.40)
#define WEIGHT_VOCABULARY (21.07)
#define WEIGHT_LITERAL (-0.34) /* of its logarithm: who rewords a text avoids its words, who quotes the same speech has them */
#define WEIGHT_COVERED (2.61)
#define WEIGHT_ORDERED (1.95)
#define WEIGHT_TWO_SIDES (-3.57)

static double share_set(const bool *flags, size_t n, double of_sentences) {
  size_t set = 0;
  for (size_t i = 0; i < n; i++) set += flags[i];
  return n < FEW_SAID ? of_sentences : (double)set / (double)n;
}

/* Share of the clauses of a, each with its likeliest partner, that stand in one order: the longest rising row of partners. */
static double share_ordered(const ro_alignment *pairs, size_t n_said, ro_arena *scratch) {
  const ro_aligned **best = RO_NEW_ARRAY(scratch, const ro_aligned *, n_said + 1);
  size_t *row = RO_NEW_ARRAY(scratch, size_t, n_said + 1), n = 0, longest = 0;
  for (size_t i = 0; i < pairs->len; i++) {
    const ro_aligned *pair = &pairs->at[i];
    if (pair->score >= SAID && (!best[pair->a] || pair->score > best[pair->a]->score)) best[pair->a] = pair;
  }
  for (size_t i = 0; i < n_said; i++) {
    if (!best[i]) continue;
    n++;
    row[i] = 1;
    for (size_t k = 0; k < i; k++)
      if (best[k] && best[k]->b < best[i]->b && row[k] + 1 > row[i]) row[i] = row[k] + 1;
    if (row[i] > longest) longest = row[i];
  }
  return n < 2 ? 1 : (double)longest / (double)n;
}

static void share_said(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, ro_common *out,
                       ro_arena *scratch) {
  ro_alignment pairs = {0};
  bool *in_b = RO_NEW_ARRAY(scratch, bool, a->said.len + 1), *in_a = RO_NEW_ARRAY(scratch, bool, b->said.len + 1);
  ro_align(a, RO_NONE, b, RO_NONE, true, &pairs, scratch);
  for (size_t i = 0; i < pairs.len; i++)
    if (pairs.at[i].score >= SAID) in_b[pairs.at[i].a] = in_a[pairs.at[i].b] = true;
  out->said_a = share_set(in_b, a->said.len, found->coverage_a);
  out->said_b = share_set(in_a, b->said.len, found->coverage_b);
  out->ordered = share_ordered(&pairs, a->said.len, scratch);
}

static double by_chance(const ro_prepared *own, const ro_prepared *other) {
  return BY_OTHERS_LENGTH * log((double)other->words.len / USUAL_LENGTH) -
         BY_OWN_LENGTH * log((double)own->words.len / USUAL_LENGTH);
}

static double share_of_vocabulary(const ro_prepared *a, const ro_prepared *b) {
  if (a->whole.total <= 0 || b->whole.total <= 0) return 0;
  double shared = ro_bag_shared(&a->whole, &b->whole);
  return fmax(shared / a->whole.total - by_chance(a, b), shared / b->whole.total - by_chance(b, a));
}

ro_common ro_common_of(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, ro_arena *scratch) {
  ro_common out = {.vocabulary = share_of_vocabulary(a, b),
                   .literal = found->literal,
                   .covered = fmax(found->coverage_a, found->coverage_b),
                   .two_sides = a->side.ptr && b->side.ptr && !ro_slice_equal(a->side, b->side)};
  share_said(a, b, found, &out, scratch);
  return out;
}

double ro_one_text(const ro_common *common) {
  double sum = WEIGHT_ALL + WEIGHT_SAID * fmax(common->said_a, common->said_b) + WEIGHT_VOCABULARY * common->vocabulary;
  sum += WEIGHT_LITERAL * log(common->literal + LEAST_LITERAL) + (common->two_sides ? WEIGHT_TWO_SIDES : 0);
  sum += WEIGHT_COVERED * common->covered + WEIGHT_ORDERED * common->ordered;
  return 1 / (1 + exp(-sum));
}

void ro_common_weigh(const ro_common *common, ro_measure out[RO_COMMON_MEASURES]) {
  double said = fmax(common->said_a, common->said_b);
  const ro_measure measures[RO_COMMON_MEASURES] = {
      {"clauses that the other has", said, WEIGHT_SAID * said, true},
      {"words that the other has, beyond chance", common->vocabulary, WEIGHT_VOCABULARY * common->vocabulary, true},
      {"three-word sequences", common->literal, WEIGHT_LITERAL * log(common->literal + LEAST_LITERAL), true},
      {"words in passages", common->covered, WEIGHT_COVERED * common->covered, true},
      {"clauses in one order", common->ordered, WEIGHT_ORDERED * common->ordered, true},
      {"accounts of two sides", common->two_sides, common->two_sides ? WEIGHT_TWO_SIDES : 0, true},
      {"all", 1, WEIGHT_ALL, true}};
  memcpy(out, measures, sizeof measures);
}
