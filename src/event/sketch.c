#include "event/sketch.h"

#include <string.h>

#define EMPTY UINT32_MAX
#define BIN_BITS 7
#define VALUE_BITS 31
#define COPY_SEED UINT64_C(0x9e3779b97f4a7c15)
#define PART_SEED UINT64_C(0xc2b2ae3d27d4eb4f)
#define WALK_SEED UINT64_C(0x2545f4914f6cdd1d)

_Static_assert(RO_SKETCH_BINS == 1 << BIN_BITS, "a bin's number has BIN_BITS bits");
_Static_assert(RO_COPY_BANDS *RO_COPY_ROWS <= RO_SKETCH_BINS && RO_PART_BANDS * RO_PART_ROWS <= RO_SKETCH_BINS,
               "each band has bins of its own");
_Static_assert(RO_COPY_ROWS % 2 == 0 && RO_PART_ROWS % 2 == 0, "rows are taken by twos");

static uint64_t rotate(uint64_t x, unsigned by) {
  return x << by | x >> (64 - by);
}

/* The finalizer of SplitMix64 (Steele, Lea and Flood 2014). It is one to one: no two shingles become equal by it. */
static uint64_t mix(uint64_t x) {
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

/* Marsaglia 2003. */
static uint64_t xorshift(uint64_t x) {
  x ^= x << 13;
  x ^= x >> 7;
  return x ^ x << 17;
}

size_t ro_shingles(const uint64_t *forms, size_t n, uint64_t *shingles) {
  if (n < RO_SHINGLE_WORDS) return 0;
  for (size_t i = 0; i + RO_SHINGLE_WORDS <= n; i++) {
    const uint64_t *form = forms + i;
    shingles[i] = mix(form[0] ^ rotate(form[1], 13) ^ rotate(form[2], 26) ^ rotate(form[3], 39) ^ rotate(form[4], 52));
  }
  return n - RO_SHINGLE_WORDS + 1;
}

/*
 * An empty bin's walk begins at a bin and goes on by an odd number of bins, so that it comes by all of them. Both are random, and
 * the same for all texts: of any two full bins either is as likely to be met first.
 */
static void densify(ro_sketch *sketch) {
  const ro_sketch own = *sketch;
  uint64_t random = WALK_SEED;
  for (size_t bin = 0; bin < RO_SKETCH_BINS; bin++) {
    random = xorshift(random);
    if (own.bins[bin] != EMPTY) continue;
    size_t at = (size_t)(random >> (64 - BIN_BITS)), step = (size_t)(random >> 24) | 1;
    while (own.bins[at] == EMPTY) at = (at + step) % RO_SKETCH_BINS;
    sketch->bins[bin] = own.bins[at];
  }
}

void ro_sketch_make(ro_sketch *sketch, const uint64_t *shingles, size_t n) {
  memset(sketch->bins, 0xFF, sizeof sketch->bins);
  for (size_t i = 0; i < n; i++) {
    uint32_t *least = &sketch->bins[shingles[i] >> (64 - BIN_BITS)];
    uint32_t value = (uint32_t)(shingles[i] >> (64 - BIN_BITS - VALUE_BITS) & INT32_MAX);
    *least = value < *least ? value : *least;
  }
  if (n > 0) densify(sketch);
}

static void band_keys(const ro_sketch *sketch, size_t n_bands, size_t n_rows, uint64_t seed, uint64_t *keys) {
  const uint32_t *row = sketch->bins;
  for (size_t band = 0; band < n_bands; band++) {
    uint64_t key = seed + band;
    for (size_t i = 0; i < n_rows; i += 2, row += 2) key = mix(key ^ ((uint64_t)row[0] << 32 | row[1]));
    keys[band] = key;
  }
}

void ro_sketch_copy_keys(const ro_sketch *sketch, uint64_t keys[RO_COPY_BANDS]) {
  band_keys(sketch, RO_COPY_BANDS, RO_COPY_ROWS, COPY_SEED, keys);
}

void ro_sketch_part_keys(const ro_sketch *sketch, uint64_t keys[RO_PART_BANDS]) {
  band_keys(sketch, RO_PART_BANDS, RO_PART_ROWS, PART_SEED, keys);
}
