/*
 * Sketches: what finds copies among many texts without comparing each two. A pure function of the words, in integers only, so
 * that it is the same on every machine.
 *
 *   forms      the hashes of a text's words in order (ro_word.form)
 *   shingles   a hash of each five words in a row: their forms rotated by their places and added without carry, as in cyclic
 *              polynomials (Lemire and Kaser, "Recursive n-gram hashing is pairwise independent, at best", 2010), then mixed
 *   sketch     one-permutation hashing (Li, Owen and Zhang 2012): a shingle's hash names its bin and its value there, and a bin
 *              keeps the least. An empty bin takes another's value, by a walk that depends on its own number alone
 *              (Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", 2017). So a bin of two texts is
 *              equal with the probability J, the Jaccard similarity of their sets of shingles, however short they are
 *   keys       hashes of bands of bins: who shares one is a candidate
 *
 * Two multiplications a shingle and none for empty bins; MinHash of as many values takes 128 a shingle.
 *
 * Two sets of bands stand on the same bins. What b bands of r rows find of the pairs is 1 - (1 - J^r)^b:
 *
 *                     J = .05   .1    .2    .25   .3    .4    .5    .6    .7    .8    .9
 *   copies   21 x 6      .000  .000  .001  .005  .015  .083  .282  .633  .928  .998 1.000
 *   parts    32 x 2      .077  .275  .729  .873  .951  .996 1.000 1.000 1.000 1.000 1.000
 *
 * Copies are texts of Jaccard .8 and more, to be verified with ro_values_jaccard() (prepare.h). Parts are for texts that hold a
 * part of another, to be compared sentence by sentence (pair.h). Where many share a part, so that its key's members are compared
 * with the first ones only (keyed.h), copies among them still share keys that the others have not.
 */
#ifndef RO_EVENT_SKETCH_H
#define RO_EVENT_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RO_SHINGLE_WORDS 5
#define RO_SKETCH_BINS 128 /* a power of two */
#define RO_COPY_BANDS 21
#define RO_COPY_ROWS 6
#define RO_PART_BANDS 32
#define RO_PART_ROWS 2

typedef struct ro_sketch {
  uint32_t bins[RO_SKETCH_BINS]; /* values below 2^31; all UINT32_MAX where there is no shingle */
} ro_sketch;

/* Writes the shingles in order, doubles and all, and returns how many there are: none of fewer than five words. `shingles` has
 * room for `n` and may be `forms` itself. */
size_t ro_shingles(const uint64_t *forms, size_t n, uint64_t *shingles);

/* Order and doubles of the shingles do not matter. */
void ro_sketch_make(ro_sketch *sketch, const uint64_t *shingles, size_t n);

static inline bool ro_sketch_is_empty(const ro_sketch *sketch) {
  return sketch->bins[0] == UINT32_MAX;
}

/* The keys of one set of bands. An empty sketch has keys too, all empty ones the same: leave it out. Keys of copies and of parts
 * differ. */
void ro_sketch_copy_keys(const ro_sketch *sketch, uint64_t keys[RO_COPY_BANDS]);
void ro_sketch_part_keys(const ro_sketch *sketch, uint64_t keys[RO_PART_BANDS]);

#endif
