#include "history/phrases.h"

#include "base/utf8.h"

typedef struct finding {
  ro_phrases *phrases;
  ro_slice quote;
  ro_words words;
  bool *taken; /* a word that belongs to a phrase */
  ro_arena *arena;
} finding;

static bool word_edge(ro_slice text, size_t at) {
  if (at == 0 || at >= text.len) return true;
  size_t before = at, after = at;
  uint32_t left = ro_utf8_prev(text, &before), right = ro_utf8_next(text, &after);
  return !((ro_is_alpha(left) || ro_is_digit(left)) && (ro_is_alpha(right) || ro_is_digit(right)));
}

static size_t words_in(const finding *f, size_t start, size_t end, size_t *first) {
  size_t last = *first = ro_words_after(&f->words, start);
  while (last < f->words.len && f->words.at[last].span.start < end) last++;
  return last - *first;
}

static void take(finding *f, ro_slice key, size_t first, size_t n, ro_why why) {
  for (size_t i = first; i < first + n; i++) f->taken[i] = true;
  ro_slice wording = ro_slice_part(f->quote, f->words.at[first].span.start, f->words.at[first + n - 1].span.end);
  RO_PUSH(f->arena, f->phrases, ((ro_phrase){key, wording, why}));
}

static void add_name(ro_phrase_finder *finder, ro_slice id, ro_slice name, ro_arena *arena) {
  ro_word word;
  size_t at = 0;
  bool is_new;
  if (!ro_word_next(name, &at, &word, arena)) return;
  uint64_t *list = ro_map_put(&finder->names_by_word, word.lower, &is_new);
  if (is_new) {
    *list = finder->lists.len;
    RO_PUSH(arena, &finder->lists, ((ro_indexes){0}));
  }
  RO_PUSH(arena, &finder->lists.at[*list], finder->names.len);
  RO_PUSH(arena, &finder->names, ((ro_named){id, name}));
}

void ro_phrase_finder_init(ro_phrase_finder *finder, const ro_record *record, const ro_lexicon *lexicon, ro_arena *arena) {
  *finder = (ro_phrase_finder){0};
  ro_set_phrases_init(&finder->set, record, lexicon, arena);
}

void ro_phrase_finder_names(ro_phrase_finder *finder, const ro_report_names *names, ro_arena *arena) {
  finder->names.len = finder->lists.len = 0;
  ro_map_init(&finder->names_by_word, arena);
  ro_set_phrases_names(&finder->set, names, arena);
  for (size_t i = 0; i < names->len; i++)
    if (names->at[i].kind == RO_INITIATIVE || names->at[i].kind == RO_INSTRUMENT)
      add_name(finder, names->at[i].entity, names->at[i].text, arena);
}

/* The first place of a name that begins with a word of the quote; one of each thing named. */
static void find_name(finding *f, const ro_named *named, size_t first) {
  size_t at = f->words.at[first].span.start, begins;
  if (!ro_slice_starts(ro_slice_part(f->quote, at, f->quote.len), named->name)) return;
  size_t n = words_in(f, at, at + named->name.len, &begins);
  if (!word_edge(f->quote, at + named->name.len) || n == 0 || n > RO_PHRASE_WORDS || f->taken[begins]) return;
  for (size_t i = 0; i < f->phrases->len; i++)
    if (ro_slice_equal(f->phrases->at[i].key, named->id)) return;
  take(f, named->id, begins, n, RO_WHY("the name of an initiative, vision, plan or instrument"));
}

static void find_names(finding *f, const ro_phrase_finder *finder) {
  for (size_t i = 0; i < f->words.len; i++) {
    const uint64_t *list = ro_map_get(&finder->names_by_word, f->words.at[i].lower);
    for (size_t k = 0; list && k < finder->lists.at[*list].len; k++)
      find_name(f, &finder->names.at[finder->lists.at[*list].at[k]], i);
  }
}

static bool is_article(const ro_word *word) {
  return ro_slice_equal(word->lower, RO_LIT("the")) || ro_slice_equal(word->lower, RO_LIT("a")) ||
         ro_slice_equal(word->lower, RO_LIT("an"));
}

/* A phrase neither begins nor ends with it: "mutual respect and". */
static bool is_open(const ro_word *word) {
  return is_article(word) || ro_slice_equal(word->lower, RO_LIT("and")) || ro_slice_equal(word->lower, RO_LIT("of"));
}

/* By its stem alone: "protection" is the stem of "protectionism", not its form. */
static bool has_stem(const ro_shape_place *place, const ro_word *word) {
  for (size_t s = 0; s < place->stems.len; s++)
    if (ro_slice_equal(place->stems.at[s], word->stem)) return true;
  return false;
}

static bool fits_place(const ro_shape_place *place, const ro_word *word) {
  if (place->stems.len == 0) return word->class_ == RO_WORD_CONTENT || word->class_ == RO_WORD_WEAK;
  if (place->is_ism && ro_slice_ends(word->lower, RO_LIT("al"))) return false;
  for (size_t s = 0; s < place->stems.len; s++)
    if (ro_slice_equal(place->stems.at[s], word->stem) || ro_slice_equal(place->stems.at[s], word->lower)) return true;
  return false;
}

/* Behind the last word when the shape's places from `p` on fit the words from `i` on, else 0. Places are few: recursion is
 * bounded by them. */
static size_t fit_shape(const finding *f, const ro_shape *shape, size_t p, size_t i, bool begun) {
  if (p == shape->places.len) return i;
  if (i < f->words.len && !f->taken[i] && !(begun && f->words.at[i].apart)) {
    if (fits_place(&shape->places.at[p], &f->words.at[i])) {
      size_t end = fit_shape(f, shape, p + 1, i + 1, true);
      if (end) return end;
    }
    if (begun && is_article(&f->words.at[i])) {
      size_t end = fit_shape(f, shape, p, i + 1, true);
      if (end && end > i + 1) return end;
    }
  }
  return shape->places.at[p].optional ? fit_shape(f, shape, p + 1, i, begun) : 0;
}

/* One formulation's wordings share the shape and what its content words mean: "all forms of hegemonism", "of hegemony". Where the
 * list has wordings of their own for it, all that fit these are one. */
static ro_slice shape_key(const finding *f, const ro_lexicon *lexicon, size_t shape, size_t first, size_t end) {
  const ro_shape *leading = &lexicon->shapes.at[lexicon->shapes.at[shape].first];
  uint64_t sum = leading->first;
  if (leading->has_others) return ro_arena_format(f->arena, "shape %zu", leading->first);
  const ro_word *head = &f->words.at[end - 1];
  for (size_t i = end; i > first; i--) {
    if (f->words.at[i - 1].class_ != RO_WORD_CONTENT && f->words.at[i - 1].class_ != RO_WORD_WEAK) continue;
    head = &f->words.at[i - 1];
    break;
  }
  sum = sum * 31 + (head->root ? head->root : head->meaning);
  return ro_arena_format(f->arena, "shape %zu %016llx", leading->first, (unsigned long long)sum);
}

/* The words begin a longer name: "Human Rights" of "the Human Rights Council". */
static bool is_cut_from_name(const finding *f, size_t end) {
  return end < f->words.len && f->words.at[end - 1].capital && f->words.at[end].capital && !f->words.at[end].apart;
}

static void find_shapes(finding *f, const ro_lexicon *lexicon) {
  for (size_t s = 0; s < lexicon->shapes.len; s++) {
    const ro_shape *shape = &lexicon->shapes.at[s];
    for (size_t i = 0; i < f->words.len; i++) {
      size_t end = f->taken[i] || is_open(&f->words.at[i]) ? 0 : fit_shape(f, shape, 0, i, false);
      if (end == i + 1 && ro_lexicon_word_kind(lexicon, f->words.at[i].lower) == RO_KIND_ADJECTIVE) continue; /* "multilateral" */
      while (end > i && is_open(&f->words.at[end - 1])) end--;
      if (shape->places.len == 1 && end == i + 1 && !has_stem(&shape->places.at[0], &f->words.at[i])) continue;
      if (end < i + 1 || end - i > RO_PHRASE_WORDS || is_cut_from_name(f, end)) continue;
      ro_why why = {.rule = "a shape of the list", .list = "formulations.txt", .entry = shape->as_listed};
      take(f, shape_key(f, lexicon, s, i, end), i, end - i, why);
      i = end - 1;
    }
  }
}

static void find_learned(finding *f, const ro_set_phrases *set) {
  for (size_t i = 0; i < f->words.len; i++) {
    size_t n = 0;
    ro_slice key = f->taken[i] ? RO_ABSENT : ro_set_phrase_at(set, &f->words, i, &n, f->arena);
    if (!key.ptr || is_cut_from_name(f, i + n)) continue;
    bool is_free = true;
    for (size_t k = i; k < i + n; k++) is_free = is_free && !f->taken[k];
    if (is_free) take(f, ro_arena_format(f->arena, "set %.*s", (int)key.len, key.ptr), i, n, RO_WHY(ro_set_phrase_why(set, key)));
  }
}

void ro_phrases_find(ro_phrases *phrases, ro_slice quote, const ro_phrase_finder *finder, ro_arena *arena) {
  finding f = {.phrases = phrases, .quote = quote, .arena = arena};
  ro_words_add(&f.words, quote, (ro_span){0, quote.len}, finder->set.lexicon, arena);
  f.taken = RO_NEW_ARRAY(arena, bool, f.words.len + 1);
  find_names(&f, finder);
  find_shapes(&f, finder->set.lexicon);
  find_learned(&f, &finder->set);
}
