#include "event/sketch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka.h wants the four above first */
#include <cmocka.h>

#include "event/prepare.h"

#define MOST_WORDS 400

typedef struct text {
  uint64_t forms[MOST_WORDS];
  size_t n;
} text;

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state) {
  uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

static uint64_t word(uint64_t *state) {
  uint64_t number = next_random(state) % 5000;
  return ro_hash((ro_slice){(const char *)&number, sizeof number}, 1);
}

static text random_text(size_t n, uint64_t *state) {
  text out = {.n = n};
  for (size_t i = 0; i < n; i++) out.forms[i] = word(state);
  return out;
}

/* Each word is another with a chance of `edits` in 1000. */
static text edited(const text *from, uint64_t edits, uint64_t *state) {
  text out = *from;
  for (size_t i = 0; i < out.n; i++)
    if (next_random(state) % 1000 < edits) out.forms[i] = word(state);
  return out;
}

static void sketch_of(const text *t, ro_sketch *sketch) {
  uint64_t shingles[MOST_WORDS];
  ro_sketch_make(sketch, shingles, ro_shingles(t->forms, t->n, shingles));
}

static double jaccard(const text *a, const text *b) {
  uint64_t left[MOST_WORDS], right[MOST_WORDS];
  ro_values x = {.at = left, .len = ro_shingles(a->forms, a->n, left)},
            y = {.at = right, .len = ro_shingles(b->forms, b->n, right)};
  ro_values_sort_unique(&x);
  ro_values_sort_unique(&y);
  return ro_values_jaccard(&x, &y);
}

static bool any_equal(const uint64_t *left, const uint64_t *right, size_t n) {
  bool any = false;
  for (size_t i = 0; i < n; i++) any = any || left[i] == right[i];
  return any;
}

static bool share_copy_key(const ro_sketch *a, const ro_sketch *b) {
  uint64_t left[RO_COPY_BANDS], right[RO_COPY_BANDS];
  ro_sketch_copy_keys(a, left);
  ro_sketch_copy_keys(b, right);
  return any_equal(left, right, RO_COPY_BANDS);
}

static bool share_part_key(const ro_sketch *a, const ro_sketch *b) {
  uint64_t left[RO_PART_BANDS], right[RO_PART_BANDS];
  ro_sketch_part_keys(a, left);
  ro_sketch_part_keys(b, right);
  return any_equal(left, right, RO_PART_BANDS);
}

static void a_sketch_is_the_same_everywhere(void **state) {
  (void)state;
  uint64_t forms[] = {1, 2, 3, 4, 5, 6, 7, 8}, shingles[8], copy[RO_COPY_BANDS], part[RO_PART_BANDS];
  ro_sketch sketch;
  assert_int_equal(ro_shingles(forms, 8, shingles), 4);
  ro_sketch_make(&sketch, shingles, 4);
  ro_sketch_copy_keys(&sketch, copy);
  ro_sketch_part_keys(&sketch, part);
  assert_true(shingles[0] == UINT64_C(0x34afad4e6ad2b06d));
  assert_int_equal(sketch.bins[0], 1406181425);
  assert_int_equal(sketch.bins[RO_SKETCH_BINS - 1], 241025327);
  assert_true(copy[RO_COPY_BANDS - 1] == UINT64_C(0x8f0f4e6bac39e2ac));
  assert_true(part[RO_PART_BANDS - 1] == UINT64_C(0x65f721364ca2bda8));
}

static void shingles_may_take_the_place_of_forms(void **state) {
  (void)state;
  uint64_t random = 1, shingles[MOST_WORDS];
  text t = random_text(100, &random);
  size_t n = ro_shingles(t.forms, t.n, shingles);
  assert_int_equal(n, 96);
  assert_int_equal(ro_shingles(t.forms, t.n, t.forms), n);
  assert_memory_equal(t.forms, shingles, n * sizeof *shingles);
}

static void equal_texts_have_equal_sketches(void **state) {
  (void)state;
  uint64_t random = 2;
  for (size_t n = RO_SHINGLE_WORDS; n < MOST_WORDS; n += 13) {
    ro_sketch a, b;
    text t = random_text(n, &random), same = t;
    sketch_of(&t, &a);
    sketch_of(&same, &b);
    assert_memory_equal(&a, &b, sizeof a);
    assert_false(ro_sketch_is_empty(&a));
  }
}

static void order_of_words_matters_order_and_doubles_of_shingles_do_not(void **state) {
  (void)state;
  uint64_t random = 3, shingles[2 * MOST_WORDS];
  ro_sketch a, b;
  text t = random_text(60, &random);
  size_t n = ro_shingles(t.forms, t.n, shingles);
  ro_sketch_make(&a, shingles, n);
  for (size_t i = 0; i < n; i++) shingles[n + i] = shingles[n - 1 - i];
  ro_sketch_make(&b, shingles, 2 * n);
  assert_memory_equal(&a, &b, sizeof a);
  uint64_t first = t.forms[0];
  t.forms[0] = t.forms[1];
  t.forms[1] = first;
  sketch_of(&t, &b);
  assert_memory_not_equal(&a, &b, sizeof a);
}

static void texts_of_fewer_than_five_words_have_none(void **state) {
  (void)state;
  uint64_t random = 4, shingles[MOST_WORDS];
  ro_sketch sketch;
  for (size_t n = 0; n < RO_SHINGLE_WORDS; n++) {
    text t = random_text(n, &random);
    assert_int_equal(ro_shingles(t.forms, t.n, shingles), 0);
    sketch_of(&t, &sketch);
    assert_true(ro_sketch_is_empty(&sketch));
  }
}

static void one_shingle_fills_all_bins(void **state) {
  (void)state;
  uint64_t random = 5;
  ro_sketch sketch;
  text t = random_text(RO_SHINGLE_WORDS, &random);
  sketch_of(&t, &sketch);
  assert_int_not_equal(sketch.bins[0], UINT32_MAX);
  for (size_t i = 1; i < RO_SKETCH_BINS; i++) assert_int_equal(sketch.bins[i], sketch.bins[0]);
}

typedef struct found {
  size_t copies, copies_found, parts, parts_found;
} found;

static void find_pairs(found *out, size_t words, size_t pairs, uint64_t seed) {
  for (size_t i = 0; i < pairs; i++) {
    ro_sketch a, b;
    text left = random_text(words, &seed), right = edited(&left, i % 16 * 12, &seed);
    double is = jaccard(&left, &right);
    sketch_of(&left, &a);
    sketch_of(&right, &b);
    if (is >= 0.8) out->copies++, out->copies_found += share_copy_key(&a, &b);
    if (is >= 0.2 && is < 0.3) out->parts++, out->parts_found += share_part_key(&a, &b);
  }
}

static void nearly_all_copies_share_a_key(void **state) {
  (void)state;
  found all = {0}, few = {0};
  for (size_t words = 100; words <= MOST_WORDS; words += 100) find_pairs(&all, words, 2000, words);
  for (size_t words = 10; words <= 60; words += 5) find_pairs(&few, words, 2000, words);
  assert_true(all.copies > 1000 && few.copies > 1000 && all.parts > 500 && few.parts > 500);
  assert_true(all.copies_found * 1000 >= all.copies * 995);
  assert_true(few.copies_found * 1000 >= few.copies * 995);
  assert_true(all.parts_found * 100 >= all.parts * 80);
  assert_true(few.parts_found * 100 >= few.parts * 80);
}

static void other_texts_share_none(void **state) {
  (void)state;
  uint64_t random = 6;
  for (size_t i = 0; i < 3000; i++) {
    ro_sketch a, b;
    text left = random_text(10 + i % 300, &random), right = random_text(10 + i % 7 * 40, &random);
    sketch_of(&left, &a);
    sketch_of(&right, &b);
    assert_false(share_copy_key(&a, &b) || share_part_key(&a, &b));
  }
}

static void values_are_sorted_once_each(void **state) {
  (void)state;
  uint64_t random = 7, at[MOST_WORDS];
  for (size_t n = 0; n <= MOST_WORDS; n++) {
    uint64_t mask = n % 3 == 0 ? UINT64_MAX : n % 3 == 1 ? 0xFF : UINT64_C(0xF00000000000000F);
    for (size_t i = 0; i < n; i++) at[i] = next_random(&random) & mask;
    uint64_t sought = n > 0 ? at[n / 2] : 0;
    ro_values values = {.at = at, .len = n};
    ro_values_sort_unique(&values);
    for (size_t i = 1; i < values.len; i++) assert_true(values.at[i - 1] < values.at[i]);
    assert_true(n == 0 || ro_values_have(&values, sought));
    assert_true(mask != UINT64_MAX || values.len == n);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sketch_is_the_same_everywhere),
      cmocka_unit_test(shingles_may_take_the_place_of_forms),
      cmocka_unit_test(equal_texts_have_equal_sketches),
      cmocka_unit_test(order_of_words_matters_order_and_doubles_of_shingles_do_not),
      cmocka_unit_test(texts_of_fewer_than_five_words_have_none),
      cmocka_unit_test(one_shingle_fills_all_bins),
      cmocka_unit_test(nearly_all_copies_share_a_key),
      cmocka_unit_test(other_texts_share_none),
      cmocka_unit_test(values_are_sorted_once_each),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
