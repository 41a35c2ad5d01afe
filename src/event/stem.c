#include "event/stem.h"

#define LONGEST 64

typedef struct stemming {
  char *word;
  size_t len;  /* of the word now */
  size_t stem; /* of what stands before the ending last looked at */
} stemming;

static bool is_consonant(const stemming *s, size_t i) {
  switch (s->word[i]) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return false;
    case 'y':
      return i == 0 || !is_consonant(s, i - 1);
    default:
      return true;
  }
}

/* Porter's m: how often a vowel is followed by a consonant before `end`. */
static size_t measure(const stemming *s, size_t end) {
  size_t count = 0;
  for (size_t i = 1; i < end; i++) count += is_consonant(s, i) && !is_consonant(s, i - 1);
  return count;
}

static bool has_vowel(const stemming *s, size_t end) {
  for (size_t i = 0; i < end; i++) {
    if (!is_consonant(s, i)) return true;
  }
  return false;
}

static bool ends_double(const stemming *s) {
  return s->len >= 2 && s->word[s->len - 1] == s->word[s->len - 2] && is_consonant(s, s->len - 1);
}

/* Consonant, vowel, consonant other than w, x, y before `end`: "hop", not "snow". */
static bool ends_short(const stemming *s, size_t end) {
  if (end < 3 || !is_consonant(s, end - 1) || is_consonant(s, end - 2) || !is_consonant(s, end - 3)) return false;
  char last = s->word[end - 1];
  return last != 'w' && last != 'x' && last != 'y';
}

static bool ends(stemming *s, const char *ending) {
  size_t len = strlen(ending);
  if (len > s->len || memcmp(s->word + s->len - len, ending, len) != 0) return false;
  s->stem = s->len - len;
  return true;
}

/* Every replacement is at most one letter longer than what it replaces, and the buffer has room for it. */
static void put(stemming *s, const char *ending) {
  size_t len = strlen(ending);
  memcpy(s->word + s->stem, ending, len);
  s->len = s->stem + len;
}

static void plurals(stemming *s) {
  if (ends(s, "sses")) {
    put(s, "ss");
  } else if (ends(s, "ies")) {
    put(s, "i");
  } else if (!ends(s, "ss") && ends(s, "s")) {
    put(s, "");
  }
}

static void past_and_gerund(stemming *s) {
  if (ends(s, "eed")) {
    if (measure(s, s->stem) > 0) put(s, "ee");
    return;
  }
  if (!((ends(s, "ed") && has_vowel(s, s->stem)) || (ends(s, "ing") && has_vowel(s, s->stem)))) return;
  put(s, "");
  if (ends(s, "at") || ends(s, "bl") || ends(s, "iz")) {
    s->stem = s->len;
    put(s, "e");
  } else if (ends_double(s)) {
    char last = s->word[s->len - 1];
    if (last != 'l' && last != 's' && last != 'z') s->len--;
  } else if (measure(s, s->len) == 1 && ends_short(s, s->len)) {
    s->stem = s->len;
    put(s, "e");
  }
}

typedef struct ending {
  const char *from, *to;
} ending;

/* The first ending that fits is the one; it is replaced where the measure before it is above `above`. */
static void replace(stemming *s, const ending *endings, size_t above) {
  for (; endings->from; endings++) {
    if (!ends(s, endings->from)) continue;
    if (measure(s, s->stem) > above) put(s, endings->to);
    return;
  }
}

static const ending SECOND[] = {{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"},   {"anci", "ance"}, {"izer", "ize"},
                                {"bli", "ble"},     {"alli", "al"},     {"entli", "ent"},   {"eli", "e"},     {"ousli", "ous"},
                                {"ization", "ize"}, {"isation", "ize"}, {"ation", "ate"},   {"ator", "ate"},  {"alism", "al"},
                                {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},  {"iviti", "ive"},
                                {"biliti", "ble"},  {"logi", "log"},    {NULL, NULL}};
static const ending THIRD[] = {{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"alise", "al"}, {"iciti", "ic"},
                               {"ical", "ic"},  {"ful", ""},   {"ness", ""},    {NULL, NULL}};
static const ending FOURTH[] = {{"al", ""},  {"ance", ""},  {"ence", ""}, {"er", ""},  {"ic", ""},  {"able", ""}, {"ible", ""},
                                {"ant", ""}, {"ement", ""}, {"ment", ""}, {"ent", ""}, {"ism", ""}, {"ate", ""},  {"iti", ""},
                                {"ous", ""}, {"ive", ""},   {"ize", ""},  {"ise", ""}, {NULL, NULL}};

static void fourth(stemming *s) {
  if (ends(s, "ion")) {
    bool fits = s->stem > 0 && (s->word[s->stem - 1] == 's' || s->word[s->stem - 1] == 't');
    if (fits && measure(s, s->stem) > 1) put(s, "");
    return;
  }
  replace(s, FOURTH, 1);
}

static void fifth(stemming *s) {
  if (ends(s, "e")) {
    size_t m = measure(s, s->stem);
    if (m > 1 || (m == 1 && !ends_short(s, s->stem))) s->len--;
  }
  if (ends(s, "ll") && measure(s, s->len) > 1) s->len--;
}

ro_slice ro_stem(ro_slice lower, ro_arena *arena) {
  if (lower.len <= 2 || lower.len > LONGEST) return lower; /* no word is longer; the rules look back at every letter */
  for (size_t i = 0; i < lower.len; i++) {
    if (lower.ptr[i] < 'a' || lower.ptr[i] > 'z') return lower;
  }
  stemming s = {.word = RO_NEW_ARRAY(arena, char, lower.len + 2), .len = lower.len};
  memcpy(s.word, lower.ptr, lower.len);
  plurals(&s);
  past_and_gerund(&s);
  if (ends(&s, "y") && has_vowel(&s, s.stem)) put(&s, "i");
  replace(&s, SECOND, 0);
  replace(&s, THIRD, 0);
  fourth(&s);
  fifth(&s);
  return (ro_slice){s.word, s.len};
}
