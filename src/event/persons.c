#include "event/persons.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "event/words.h"

#define NAME_SEED 12
#define MAX_WORDS 12
#define MAX_LETTERS 24
#define ONE_SLIP 5 /* letters of a word that may differ in one */
#define TWO_SLIPS 7

typedef struct spelling {
  char letters[MAX_LETTERS];
  size_t len;
} spelling;

typedef struct name {
  spelling words[MAX_WORDS];
  size_t n;
} name;

/* Letters and pairs of letters that transcriptions use for one another. */
static const struct fold {
  const char *from, *to;
} FOLDS[] = {
    {"gh", "q"}, {"kh", "h"}, {"ph", "f"}, {"ck", "k"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"},
    {"ie", "i"}, {"y", "i"},  {"w", "v"},  {"c", "k"},  {"-", ""},   {"'", ""},
};

static spelling fold(ro_slice lower) {
  spelling out = {.len = 0};
  for (size_t i = 0; i < lower.len && out.len < MAX_LETTERS;) {
    const struct fold *used = NULL;
    for (size_t f = 0; f < sizeof FOLDS / sizeof *FOLDS && !used; f++)
      if (ro_slice_starts(ro_slice_part(lower, i, lower.len), ro_slice_of(FOLDS[f].from))) used = &FOLDS[f];
    size_t next = i;
    uint32_t point = ro_utf8_next(lower, &next);
    char plain = ro_utf8_plain(point), letter = used ? used->to[0] : plain ? plain : lower.ptr[i];
    bool doubled = out.len > 0 && out.letters[out.len - 1] == letter;
    if (letter && !doubled) out.letters[out.len++] = letter;
    i = used ? i + ro_slice_of(used->from).len : plain ? next : i + 1;
  }
  return out;
}

static bool is_particle(ro_slice lower) {
  static const char *const words[] = {"al",  "bin", "ibn", "bint", "von", "van", "der", "den",  "de", "da",     "di",
                                      "del", "dos", "el",  "ben",  "abu", "mr",  "mrs", "ms",   "dr", "sayyid", "sheikh",
                                      "sir", "la",  "le",  "jr",   "he",  "hon", "md",  "shri", "st", "bn"};
  if (lower.len < 2) return true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ro_slice_equal(lower, ro_slice_of(words[i]))) return true;
  return false;
}

static spelling as_written(ro_slice lower) {
  spelling out = {.len = 0};
  for (size_t i = 0; i < lower.len && out.len < MAX_LETTERS; i++)
    if (lower.ptr[i] != '-' && lower.ptr[i] != '\'') out.letters[out.len++] = lower.ptr[i];
  return out;
}

static name read_name(ro_slice text, spelling (*spell)(ro_slice), ro_arena *scratch) {
  name out = {.n = 0};
  ro_word word;
  for (size_t at = 0; out.n < MAX_WORDS && ro_word_next(text, &at, &word, scratch);)
    if (!is_particle(word.lower)) out.words[out.n++] = spell(word.lower);
  return out;
}

/* Levenshtein distance; both are short. */
static size_t distance(const spelling *a, const spelling *b) {
  size_t row[MAX_LETTERS + 1];
  for (size_t j = 0; j <= b->len; j++) row[j] = j;
  for (size_t i = 1; i <= a->len; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b->len; j++) {
      size_t change = diagonal + (a->letters[i - 1] != b->letters[j - 1]);
      size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      diagonal = row[j];
      row[j] = change < shift ? change : shift;
    }
  }
  return row[b->len];
}

static bool words_alike(const spelling *a, const spelling *b) {
  size_t least = a->len < b->len ? a->len : b->len, slips = least >= TWO_SLIPS ? 2 : least >= ONE_SLIP ? 1 : 0;
  return distance(a, b) <= slips;
}

static bool same_words(const spelling *a, const spelling *b) {
  return a->len == b->len && distance(a, b) == 0;
}

static bool each_in_other(const name *a, const name *b, bool (*equal)(const spelling *, const spelling *)) {
  const name *less = a->n < b->n ? a : b, *more = less == a ? b : a;
  for (size_t i = 0; i < less->n; i++) {
    bool found = false;
    for (size_t k = 0; k < more->n && !found; k++) found = equal(&less->words[i], &more->words[k]);
    if (!found) return false;
  }
  return less->n > 0;
}

struct ro_person_name {
  name words;
};

const ro_person_name *ro_person_name_read(ro_slice text, ro_arena *arena) {
  ro_person_name *out = RO_NEW(arena, ro_person_name);
  out->words = read_name(text, fold, arena);
  return out;
}

bool ro_person_names_match(const ro_person_name *a, const ro_person_name *b) {
  return each_in_other(&a->words, &b->words, words_alike);
}

bool ro_person_names_alike(ro_slice a, ro_slice b, ro_arena *scratch) {
  name left = read_name(a, fold, scratch), right = read_name(b, fold, scratch);
  return each_in_other(&left, &right, words_alike);
}

bool ro_person_spelled_alike(ro_slice a, ro_slice b, ro_arena *scratch) {
  name left = read_name(a, as_written, scratch), right = read_name(b, as_written, scratch);
  return each_in_other(&left, &right, same_words);
}

void ro_person_name_words(ro_slice text, ro_values *out, ro_arena *arena) {
  name words = read_name(text, fold, arena);
  for (size_t i = 0; i < words.n; i++)
    RO_PUSH(arena, out, ro_hash((ro_slice){words.words[i].letters, words.words[i].len}, NAME_SEED));
}
