/* Lemmas by the rules of English inflection; what they get wrong stands in the model. */
#include "base/map.h"
#include "sentence/model.h"

static bool vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static ro_slice cut(ro_slice word, size_t n) {
  return ro_slice_part(word, 0, word.len - n);
}

static ro_slice with(ro_slice stem, const char *ending, ro_arena *arena) {
  return ro_arena_format(arena, "%.*s%s", (int)stem.len, stem.ptr, ending);
}

/* What stands before -ed and -ing: undoubled, or with its e again. */
static ro_slice restore(ro_slice stem, ro_arena *arena) {
  size_t n = stem.len;
  if (n < 3) return with(stem, "e", arena);
  char last = stem.ptr[n - 1], before = stem.ptr[n - 2], third = stem.ptr[n - 3];
  if (last == before && !vowel(last) && last != 'l' && last != 's' && last != 'z' && last != 'f') return cut(stem, 1);
  if (last == 'u' || last == 'v' || last == 'c' || (last == 'z' && before != 'z') ||
      (last == 's' && (before == 'n' || before == 'r' || before == 'i' || before == 'o' || before == 'u' || before == 'a')))
    return with(stem, "e", arena);
  if (ro_slice_ends(stem, RO_LIT("at")) && !vowel(third)) return with(stem, "e", arena);
  if (ro_slice_ends(stem, RO_LIT("iat")) || ro_slice_ends(stem, RO_LIT("uat")) || ro_slice_ends(stem, RO_LIT("eat")))
    return ro_slice_ends(stem, RO_LIT("eat")) && n < 7 ? stem : with(stem, "e", arena);
  if (last == 'g' && (before == 'n' ? third == 'a' || third == 'e' : before == 'd' || before == 'a' || before == 'r'))
    return with(stem, "e", arena);
  if (ro_slice_ends(stem, RO_LIT("ir")) || ro_slice_ends(stem, RO_LIT("ur")) || ro_slice_ends(stem, RO_LIT("ar")) ||
      ro_slice_ends(stem, RO_LIT("ut")) || ro_slice_ends(stem, RO_LIT("id")) || ro_slice_ends(stem, RO_LIT("ud")))
    return vowel(third) ? stem : with(stem, "e", arena);
  if ((last == 'l' && (before == 'b' || before == 'p' || before == 'g' || before == 't' || before == 'd' || before == 'k')) ||
      (last == 'k' && before == 'o' && !vowel(third)))
    return with(stem, "e", arena);
  if (last == 'n' && before == 'i' && !vowel(third)) return with(stem, "e", arena);
  if ((last == 'p' || last == 'm' || last == 'b') && (before == 'o' || before == 'a' || before == 'i' || before == 'u') &&
      !vowel(third) && n <= 4)
    return with(stem, "e", arena);
  return stem;
}

static ro_slice without_s(ro_slice word, ro_arena *arena) {
  if (word.len < 3 || word.ptr[word.len - 1] != 's' || ro_slice_ends(word, RO_LIT("ss")) || ro_slice_ends(word, RO_LIT("us")) ||
      ro_slice_ends(word, RO_LIT("is")))
    return word;
  if (ro_slice_ends(word, RO_LIT("ies")) && word.len > 4) return with(cut(word, 3), "y", arena);
  static const char *const ES[] = {"sses", "shes", "ches", "xes", "zzes", "oes"};
  for (size_t i = 0; i < sizeof ES / sizeof *ES; i++)
    if (ro_slice_ends(word, ro_slice_of(ES[i])) && word.len > strlen(ES[i])) return cut(word, 2);
  return cut(word, 1);
}

/* What the rules say, or where they give no word that is known, the stem as it is, with an e, or undoubled, if that is one. */
static ro_slice known_stem(const ro_vocabulary *v, ro_slice by_rule, ro_slice stem, ro_arena *arena) {
  if (ro_vocabulary_has(v, by_rule)) return by_rule;
  if (ro_slice_ends(stem, RO_LIT("is"))) return with(stem, "e", arena); /* "emphasised" is of no emphasis */
  if (ro_vocabulary_has(v, stem)) return stem;
  ro_slice with_e = with(stem, "e", arena);
  if (ro_vocabulary_has(v, with_e)) return with_e;
  bool doubled = stem.len > 3 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2];
  return doubled && ro_vocabulary_has(v, cut(stem, 1)) ? cut(stem, 1) : by_rule;
}

/* "greater", "slightest": only where the positive is known. */
static ro_slice positive(const ro_vocabulary *v, ro_slice lower, size_t ending, ro_arena *arena) {
  ro_slice stem = cut(lower, ending);
  if (stem.len > 2 && stem.ptr[stem.len - 1] == 'i') {
    ro_slice with_y = with(cut(stem, 1), "y", arena);
    if (ro_vocabulary_has(v, with_y)) return with_y;
  }
  ro_slice found = known_stem(v, lower, stem, arena);
  return ro_vocabulary_has(v, stem) ? stem : found;
}

ro_slice ro_lemma_by_rule(const ro_vocabulary *vocabulary, ro_slice lower, ro_slice xpos, ro_arena *arena) {
  if (ro_slice_equal(xpos, RO_LIT("NNS")) || ro_slice_equal(xpos, RO_LIT("VBZ"))) return without_s(lower, arena);
  if (ro_slice_equal(xpos, RO_LIT("VBG")) && lower.len > 5 && ro_slice_ends(lower, RO_LIT("ing")))
    return known_stem(vocabulary, restore(cut(lower, 3), arena), cut(lower, 3), arena);
  if (ro_slice_equal(xpos, RO_LIT("VBD")) || ro_slice_equal(xpos, RO_LIT("VBN"))) {
    if (ro_slice_ends(lower, RO_LIT("ied")) && lower.len > 4) return with(cut(lower, 3), "y", arena);
    if (ro_slice_ends(lower, RO_LIT("ed")) && lower.len > 4)
      return known_stem(vocabulary, restore(cut(lower, 2), arena), cut(lower, 2), arena);
  }
  bool comparative = ro_slice_equal(xpos, RO_LIT("JJR")) || ro_slice_equal(xpos, RO_LIT("RBR"));
  bool superlative = ro_slice_equal(xpos, RO_LIT("JJS")) || ro_slice_equal(xpos, RO_LIT("RBS"));
  if (comparative && lower.len > 4 && ro_slice_ends(lower, RO_LIT("er"))) return positive(vocabulary, lower, 2, arena);
  if (superlative && lower.len > 5 && ro_slice_ends(lower, RO_LIT("est"))) return positive(vocabulary, lower, 3, arena);
  return lower;
}

ro_slice ro_lemma_of_name(ro_slice form, ro_slice xpos, ro_arena *arena) {
  return ro_slice_equal(xpos, RO_LIT("NNPS")) ? without_s(form, arena) : form;
}

uint64_t ro_lemma_key(ro_slice lower, ro_slice xpos) {
  return ro_hash(lower, ro_hash(xpos, 5));
}
