/* Features of the tagger (after Collins 2002, Ratnaparkhi 1996): words around, affixes, shape, the two tags before. */
#include "base/map.h"
#include "base/utf8.h"
#include "sentence/model.h"

static uint64_t feature(uint64_t kind, ro_slice a) {
  return ro_hash(a, kind);
}

static uint64_t mix(uint64_t a, uint64_t b) {
  return (a ^ (b * 0x9E3779B97F4A7C15u)) * 0xC2B2AE3D27D4EB4Fu + 1;
}

static uint64_t shape_of(ro_slice form) {
  uint64_t shape = 7, last = 0, run = 0;
  for (size_t at = 0; at < form.len;) {
    uint32_t point = ro_utf8_next(form, &at);
    uint64_t kind = ro_is_upper(point)                         ? 1
                    : ro_is_lower(point) || ro_is_alpha(point) ? 2
                    : ro_is_digit(point)                       ? 3
                    : point == '-'                             ? 4
                                                               : 5;
    run = kind == last ? run + 1 : 1;
    if (run <= 2) shape = shape * 8 + kind;
    last = kind;
  }
  return shape;
}

size_t ro_tag_features(const ro_slice *forms, const ro_slice *lowers, const uint8_t *tags, size_t i, size_t n,
                       uint64_t out[RO_FEATURES_MAX]) {
  static const ro_slice START = {"<s>", 3}, STOP = {"</s>", 4};
  ro_slice word = lowers[i], before = i > 0 ? lowers[i - 1] : START, before2 = i > 1 ? lowers[i - 2] : START;
  ro_slice after = i + 1 < n ? lowers[i + 1] : STOP, after2 = i + 2 < n ? lowers[i + 2] : STOP;
  uint64_t tag1 = i > 0 ? tags[i - 1] + 1u : 0, tag2 = i > 1 ? tags[i - 2] + 1u : 0;
  uint64_t shape = shape_of(forms[i]);
  size_t k = 0;
  out[k++] = 1;
  out[k++] = feature(2, word);
  out[k++] = feature(3, forms[i]);
  for (size_t len = 1; len <= 4; len++)
    out[k++] = feature(3 + len, ro_slice_part(word, word.len > len ? word.len - len : 0, word.len));
  for (size_t len = 1; len <= 3; len++) out[k++] = feature(7 + len, ro_slice_part(word, 0, len));
  out[k++] = mix(11, shape);
  out[k++] = mix(12, tag1);
  out[k++] = mix(13, tag1 * 256 + tag2);
  out[k++] = mix(feature(14, word), tag1);
  out[k++] = feature(15, before);
  out[k++] = feature(16, before2);
  out[k++] = feature(17, after);
  out[k++] = feature(18, after2);
  out[k++] = mix(feature(19, before), feature(20, word));
  out[k++] = mix(feature(21, word), feature(22, after));
  out[k++] = feature(23, ro_slice_part(after, after.len > 3 ? after.len - 3 : 0, after.len));
  out[k++] = feature(24, ro_slice_part(before, before.len > 3 ? before.len - 3 : 0, before.len));
  out[k++] = mix(mix(25, i == 0), shape);
  out[k++] = mix(feature(26, after), tag1);
  out[k++] = mix(feature(27, ro_slice_part(word, word.len > 3 ? word.len - 3 : 0, word.len)), tag1);
  out[k++] = mix(28, i + 1 < n ? shape_of(forms[i + 1]) : 0);
  return k;
}
