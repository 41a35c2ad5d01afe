#include "event/words.h"

#include "base/utf8.h"
#include "event/stem.h"

#define ROOT_LEN 6

static bool is_apostrophe(uint32_t point) {
  return point == '\'' || point == 0x2019;
}

static bool is_hyphen(uint32_t point) {
  return point == '-' || point == 0x2010 || point == 0x2011;
}

static bool is_word_point(uint32_t point) {
  return ro_is_digit(point) || ro_is_alpha(point);
}

static bool is_quote_mark(uint32_t point) {
  return point == '"' || point == '\'' || (point >= 0x2018 && point <= 0x201F) || point == 0xAB || point == 0xBB;
}

/* Most of what is read: decided without decoding. */
static bool is_ascii_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static uint32_t point_at(ro_slice text, size_t at) {
  return at < text.len ? ro_utf8_next(text, &at) : 0;
}

/* True when the hyphen at `at` joins a prefix to its word: "multi-polar", "re-open". */
static bool joins_prefix(ro_slice text, size_t start, size_t at) {
  static const char *const prefixes[] = {"multi", "non", "re", "co", "anti", "inter", "counter", "de", "uni"};
  ro_slice word = ro_slice_part(text, start, at);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    if (ro_slice_equal_nocase(word, ro_slice_of(prefixes[i]))) return true;
  }
  return false;
}

/* What stands between two parts of one word: the length of an inner apostrophe, prefix hyphen, decimal point or acronym's dot;
 * else 0. */
static size_t inner_mark(ro_slice text, size_t start, size_t at) {
  size_t next = at;
  uint32_t mark = point_at(text, at);
  if (mark == 0) return 0;
  ro_utf8_next(text, &next);
  uint32_t after = point_at(text, next);
  uint32_t before = ro_utf8_prev(text, &(size_t){at});
  if (is_apostrophe(mark) && is_word_point(after)) return next - at;
  if (is_hyphen(mark) && is_word_point(after) && joins_prefix(text, start, at)) return next - at;
  if ((mark == '.' || mark == ',') && ro_is_digit(before) && ro_is_digit(after)) return next - at;
  if (mark == '.' && ro_is_upper(before) && ro_is_upper(after) && at - start != 0) {
    size_t last = at;
    ro_utf8_prev(text, &last);
    if (last == start || text.ptr[last - 1] == '.') return next - at;
  }
  return 0;
}

static size_t word_end(ro_slice text, size_t start) {
  size_t at = start;
  while (at < text.len && text.ptr[at] != ' ') {
    size_t next = at;
    if (is_ascii_word_char(text.ptr[at])) {
      at++;
      continue;
    }
    if (is_word_point(ro_utf8_next(text, &next))) {
      at = next;
      continue;
    }
    size_t mark = at > start ? inner_mark(text, start, at) : 0;
    if (mark == 0) break;
    at += mark;
  }
  return at;
}

/* Lower case, straight apostrophes, prefix hyphens and acronyms' dots left out. */
static ro_slice fold(ro_slice form, ro_arena *arena) {
  char *out = RO_NEW_ARRAY(arena, char, form.len + 1);
  size_t len = 0;
  for (size_t at = 0; at < form.len;) {
    size_t from = at;
    char first = form.ptr[at];
    if (is_ascii_word_char(first)) {
      out[len++] = first >= 'A' && first <= 'Z' ? (char)(first + ('a' - 'A')) : first;
      at++;
      continue;
    }
    uint32_t point = ro_utf8_next(form, &at);
    if (is_apostrophe(point)) {
      out[len++] = '\'';
    } else if (is_hyphen(point) || (point == '.' && from > 0 && !ro_is_digit((uint32_t)(unsigned char)form.ptr[from - 1]))) {
      continue;
    } else {
      memcpy(out + len, form.ptr + from, at - from);
      len += at - from;
    }
  }
  return (ro_slice){out, len};
}

bool ro_word_next(ro_slice text, size_t *at, ro_word *word, ro_arena *arena) {
  bool apart = false;
  while (*at < text.len && text.ptr[*at] == ' ') *at += 1;
  while (*at < text.len && !is_ascii_word_char(text.ptr[*at])) {
    size_t next = *at;
    uint32_t point = ro_utf8_next(text, &next);
    if (is_word_point(point)) break;
    apart = apart || !(ro_is_space(point) || is_hyphen(point) || is_quote_mark(point));
    *at = next;
  }
  if (*at >= text.len) return false;
  size_t start = *at, end = word_end(text, start);
  *word = (ro_word){.span = {start, end}, .apart = apart, .capital = ro_is_upper(point_at(text, start))};
  word->lower = fold(ro_slice_part(text, start, end), arena);
  *at = end;
  size_t len = word->lower.len;
  if (len < 2 || word->lower.ptr[len - 2] != '\'') return true;
  if (ro_slice_ends(word->lower, RO_LIT("n't")) && len > 3) { /* the next word is "not" */
    size_t mark = point_at(text, end - 2) == '\'' ? 1 : 3;
    word->lower.len = len - 3;
    word->span.end = end - mark - 2;
  } else if (ro_slice_equal(word->lower, RO_LIT("n't"))) {
    word->lower = RO_LIT("not");
  } else if (ro_slice_ends(word->lower, RO_LIT("'s"))) {
    word->lower.len = len - 2;
  }
  *at = word->span.end;
  return true;
}

static bool is_number(ro_slice lower) {
  return lower.len > 0 && lower.ptr[0] >= '0' && lower.ptr[0] <= '9';
}

uint64_t ro_phrase_at(const ro_phrase_list *phrases, const ro_words *words, size_t first, size_t *n_words, ro_arena *arena) {
  const uint64_t *longest = ro_map_get(&phrases->longest, words->at[first].stem);
  if (!longest) return 0;
  ro_slice stems[RO_LISTED_WORDS];
  size_t most = 0;
  while (most < *longest && first + most < words->len && (most == 0 || !words->at[first + most].apart)) {
    stems[most] = words->at[first + most].stem;
    most++;
  }
  for (; most > 0; most--) {
    const uint64_t *value = ro_map_get(&phrases->of, ro_arena_join(arena, stems, most, RO_LIT(" ")));
    if (value) {
      *n_words = most;
      return *value;
    }
  }
  return 0;
}

static void classify(ro_word *word, const ro_lexicon *lexicon) {
  word->form = ro_hash(word->lower, 1);
  word->meaning = ro_hash(word->stem, 2);
  word->vector = ro_vector_of(&lexicon->vectors, ro_hash(word->stem, RO_STEM_SEED));
  word->root = word->stem.len >= ROOT_LEN ? ro_hash(ro_slice_part(word->stem, 0, ROOT_LEN), 3) : 0;
  if (is_number(word->lower)) {
    word->class_ = RO_WORD_NUMBER;
  } else if (ro_map_get(&lexicon->function_words, word->lower) || word->lower.len < 2) {
    word->class_ = RO_WORD_FUNCTION;
  } else {
    word->class_ = ro_map_get(&lexicon->weak_stems, word->stem) ? RO_WORD_WEAK : RO_WORD_CONTENT;
  }
}

/* Gives words that stand in data/synonyms.txt their group's meaning. A phrase outweighs the words that it is made of. */
static void unify(ro_words *words, size_t from, const ro_lexicon *lexicon, ro_arena *arena) {
  for (size_t i = from; i < words->len;) {
    size_t n_words = 1;
    uint64_t group = ro_phrase_at(&lexicon->synonyms, words, i, &n_words, arena);
    ro_word *first = &words->at[i];
    if (group && (n_words > 1 || first->class_ != RO_WORD_FUNCTION)) {
      first->meaning = ro_hash((ro_slice){(const char *)&group, sizeof group}, 4);
      first->root = 0;
      if (n_words > 1) first->class_ = RO_WORD_CONTENT;
      for (size_t k = 1; k < n_words; k++) words->at[i + k].class_ = RO_WORD_FUNCTION;
    }
    i += n_words;
  }
}

#define WORD_BYTES 6 /* of English, with the space behind it */

void ro_words_add(ro_words *words, ro_slice text, ro_span part, const ro_lexicon *lexicon, ro_arena *arena) {
  if (!words->at) {
    words->cap = (part.end - part.start) / WORD_BYTES + 8;
    words->at = ro_arena_room(arena, words->cap, sizeof *words->at);
  }
  size_t from = words->len, at = part.start;
  ro_slice upto = ro_slice_part(text, 0, part.end);
  ro_word word;
  while (ro_word_next(upto, &at, &word, arena)) {
    word.stem = ro_stem(word.lower, arena);
    word.apart = word.apart || words->len == from;
    classify(&word, lexicon);
    RO_PUSH(arena, words, word);
  }
  unify(words, from, lexicon, arena);
}

size_t ro_words_after(const ro_words *words, size_t byte) {
  size_t low = 0, high = words->len;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (words->at[middle].span.start < byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
