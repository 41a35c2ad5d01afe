#include "event/lexicon.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/list_file.h"
#include "event/stem.h"
#include "event/words.h"

typedef struct loading {
  ro_lexicon *lexicon;
  ro_list_file list;
} loading;

static void refuse(loading *load, const char *what, ro_slice word) {
  ro_list_file_refuse(&load->list, what, word);
}

/* Calls take(load, line) for every line; a "[name]" line is the section of those after it. */
static void each_line(loading *load, const char *file, void (*take)(loading *load, ro_slice section, ro_slice line)) {
  ro_slice line, section = RO_ABSENT;
  if (!ro_list_file_open(&load->list, file)) return;
  while (ro_list_file_next(&load->list, &line)) {
    if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']')
      section = ro_slice_part(line, 1, line.len - 1);
    else
      take(load, section, line);
  }
}

static void take_stopwords(loading *load, ro_slice section, ro_slice line) {
  ro_lexicon *lexicon = load->lexicon;
  ro_slice word;
  while (ro_field_next(&line, ' ', &word)) {
    if (word.len == 0) continue;
    if (ro_slice_equal(section, RO_LIT("function"))) {
      *ro_map_put(&lexicon->function_words, word, NULL) = 1;
    } else if (ro_slice_equal(section, RO_LIT("weak"))) {
      *ro_map_put(&lexicon->weak_stems, ro_stem(word, &lexicon->arena), NULL) = 1;
    } else {
      refuse(load, "a word outside [function] and [weak]", word);
    }
  }
}

static void take_synonyms(loading *load, ro_slice section, ro_slice line) {
  ro_lexicon *lexicon = load->lexicon;
  ro_slice member;
  uint64_t group = load->list.line;
  (void)section;
  while (ro_field_next(&line, ',', &member)) { /* stems may meet where words did not; the first group keeps them */
    if (ro_phrase_list_add(&lexicon->synonyms, member, group, &lexicon->arena)) continue;
    refuse(load, "a synonym of no or too many words", member);
    return;
  }
}

static bool is_acronym(ro_slice name) {
  for (size_t i = 0; i < name.len; i++) {
    if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z') return false;
  }
  return name.len <= 6;
}

static void take_outlet(loading *load, ro_slice section, ro_slice line) {
  ro_slice names, iso, name, domains;
  (void)section;
  if (!ro_field_next(&line, '\t', &names) || !ro_field_next(&line, '\t', &iso) || (iso.len != 2 && !ro_is_body_side(iso))) {
    refuse(load, "an outlet without its country's two letters or its body's Wikidata id", names);
    return;
  }
  ro_slice rest = names;
  if (ro_is_body_side(iso) && ro_field_next(&rest, '|', &name))
    RO_PUSH(&load->lexicon->arena, &load->lexicon->body_names, ((ro_outlet){name, iso, true}));
  while (ro_field_next(&names, '|', &name)) {
    if (name.len > 0) RO_PUSH(&load->lexicon->arena, &load->lexicon->outlets, ((ro_outlet){name, iso, is_acronym(name)}));
  }
  /* A page that says no other name goes by its host's. */
  if (!ro_field_next(&line, '\t', &domains)) return;
  while (ro_field_next(&domains, '|', &name)) {
    if (name.len > 0) RO_PUSH(&load->lexicon->arena, &load->lexicon->outlets, ((ro_outlet){name, iso, false}));
  }
}

static void take_country(loading *load, ro_slice section, ro_slice line) {
  ro_slice iso, column, name;
  (void)section;
  ro_field_next(&line, '\t', &iso);
  ro_field_next(&line, '\t', &column); /* three letters */
  for (size_t i = 0; i < 3 && ro_field_next(&line, '\t', &column); i++) {
    if (i == 0) RO_PUSH(&load->lexicon->arena, &load->lexicon->country_names, ((ro_outlet){column, iso, true}));
    while (ro_field_next(&column, '|', &name)) {
      if (name.len > 0) RO_PUSH(&load->lexicon->arena, &load->lexicon->countries, ((ro_outlet){name, iso, is_acronym(name)}));
    }
  }
}

static void take_shape(loading *load, ro_slice line) {
  ro_lexicon *lexicon = load->lexicon;
  bool is_other = ro_slice_starts(line, RO_LIT("="));
  if (is_other && lexicon->shapes.len == 0) {
    refuse(load, "no shape stands before another wording of it", line);
    return;
  }
  ro_shape shape = {.as_listed = ro_arena_copy(&lexicon->arena, line),
                    .first = is_other ? lexicon->shapes.at[lexicon->shapes.len - 1].first : lexicon->shapes.len};
  if (is_other) {
    lexicon->shapes.at[shape.first].has_others = true;
    line = ro_slice_part(line, 1, line.len);
  }
  ro_slice place, word;
  bool fixed = false;
  while (ro_field_next(&line, ' ', &place)) {
    if (place.len == 0) continue;
    ro_shape_place made = {.optional = place.ptr[0] == '?'};
    if (made.optional) place = ro_slice_part(place, 1, place.len);
    if (!ro_slice_equal(place, RO_LIT("*"))) {
      while (ro_field_next(&place, '|', &word)) {
        RO_PUSH(&lexicon->arena, &made.stems, ro_stem(word, &lexicon->arena));
        made.is_ism = made.is_ism || ro_slice_ends(word, RO_LIT("ism"));
      }
      fixed = fixed || !made.optional;
    }
    RO_PUSH(&lexicon->arena, &shape.places, made);
  }
  if (!fixed) refuse(load, "a shape without a word that must be there", line);
  RO_PUSH(&lexicon->arena, &lexicon->shapes, shape);
}

static void take_formulation(loading *load, ro_slice section, ro_slice line) {
  ro_lexicon *lexicon = load->lexicon;
  ro_slice word;
  if (ro_slice_equal(section, RO_LIT("shapes"))) {
    take_shape(load, line);
    return;
  }
  while (ro_field_next(&line, ' ', &word)) {
    if (word.len > 0) *ro_map_put(&lexicon->verbs, ro_stem(word, &lexicon->arena), NULL) = 1;
  }
}

static void take_classes(loading *load, ro_slice section, ro_slice line) {
  bool nouns = ro_slice_equal(section, RO_LIT("nouns"));
  ro_slice word;
  if (!nouns && !ro_slice_equal(section, RO_LIT("adjectives"))) {
    refuse(load, "a word outside [nouns] and [adjectives]", line);
    return;
  }
  while (ro_field_next(&line, ' ', &word))
    if (word.len > 0) *ro_map_put(&load->lexicon->kinds, word, NULL) = nouns ? RO_KIND_NOUN : RO_KIND_ADJECTIVE;
}

static bool has_ending(ro_slice word, const char *const *endings, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (ro_slice_ends(word, ro_slice_of(endings[i]))) return true;
  return false;
}

ro_word_kind ro_lexicon_word_kind(const ro_lexicon *lexicon, ro_slice lower) {
  static const char *const nouns[] = {"ism", "tion", "sion", "ity", "ness", "ship", "ment", "ance", "ence"};
  static const char *const adjectives[] = {"al", "ive", "ic", "ous", "able", "ible", "less", "ful"};
  const uint64_t *listed = ro_map_get(&lexicon->kinds, lower);
  if (listed) return (ro_word_kind)*listed;
  if (has_ending(lower, nouns, sizeof nouns / sizeof *nouns)) return RO_KIND_NOUN;
  return has_ending(lower, adjectives, sizeof adjectives / sizeof *adjectives) ? RO_KIND_ADJECTIVE : RO_KIND_OTHER;
}

static bool read_count(ro_slice text, uint64_t *count) {
  *count = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || *count > 100000000) return false;
    *count = *count * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  return *count > 0;
}

static void take_count(loading *load, ro_slice section, ro_slice line) {
  ro_slice stem = line, count = line;
  uint64_t value;
  bool of_stem = ro_slice_equal(section, RO_LIT("stems"));
  if (of_stem && (!ro_field_next(&line, '\t', &stem) || !ro_field_next(&line, '\t', &count))) count = RO_ABSENT;
  if (!read_count(count, &value)) {
    refuse(load, "no count of parts", stem);
  } else if (of_stem) {
    *ro_map_put(&load->lexicon->counts, stem, NULL) = value;
  } else {
    load->lexicon->parts = value;
  }
}

double ro_lexicon_rarity(const ro_lexicon *lexicon, ro_slice stem) {
  const uint64_t *count = ro_map_get(&lexicon->counts, stem);
  return log(((double)lexicon->parts + 1) / ((count ? (double)*count : 0) + 0.5));
}

/* "dice", a tab, and its weights: of any reports, added where they are of one text. */
static void take_affinity(loading *load, ro_slice section, ro_slice line) {
  ro_slice name = RO_ABSENT, value;
  double weight;
  (void)section;
  ro_field_next(&line, '\t', &name);
  ro_affinity which = ro_affinity_named(name);
  if (which == RO_AFFINITIES) {
    refuse(load, "an affinity of clauses that there is none of", name);
    return;
  }
  for (size_t w = 0; w < 2; w++) {
    if (!ro_field_next(&line, '\t', &value)) {
      refuse(load, "an affinity of clauses without its two weights", name);
      return;
    }
    if (!ro_list_file_number(&load->list, value, &weight)) return;
    load->lexicon->affinity.of[w][which] = weight;
  }
}

static int by_length(const void *a, const void *b) {
  const ro_outlet *left = a, *right = b;
  if (left->name.len != right->name.len) return left->name.len > right->name.len ? -1 : 1;
  int order = ro_slice_compare(left->name, right->name);
  return order ? order : ro_slice_compare(left->iso, right->iso);
}

static void load_all(void *ctx) {
  loading *load = ctx;
  ro_lexicon *lexicon = load->lexicon;
  ro_map *maps[] = {&lexicon->function_words, &lexicon->weak_stems, &lexicon->verbs, &lexicon->counts, &lexicon->kinds};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ro_map_init(maps[i], &lexicon->arena);
  ro_phrase_list_init(&lexicon->synonyms, &lexicon->arena);
  each_line(load, "stopwords.txt", take_stopwords);
  each_line(load, "synonyms.txt", take_synonyms);
  each_line(load, "outlets.tsv", take_outlet);
  each_line(load, "countries.tsv", take_country);
  each_line(load, "formulations.txt", take_formulation);
  each_line(load, "word_counts.tsv", take_count);
  if (lexicon->parts == 0) refuse(load, "a list without [parts] and how many they are", RO_LIT("word_counts.tsv"));
  each_line(load, "word_classes.txt", take_classes);
  each_line(load, "alignment.tsv", take_affinity);
  ro_contrasts_read(&lexicon->contrasts, &load->list);
  if (load->list.status == READOUT_OK)
    load->list.status = ro_vectors_open(&lexicon->vectors, load->list.data_dir, &lexicon->arena, load->list.err);
  if (lexicon->countries.len > 1) qsort(lexicon->countries.at, lexicon->countries.len, sizeof *lexicon->countries.at, by_length);
}

readout_status ro_lexicon_open(ro_lexicon **out, const char *data_dir, readout_error *err) {
  *out = NULL;
  ro_lexicon *lexicon = calloc(1, sizeof *lexicon);
  if (!lexicon) return ro_fail(err, READOUT_ERR_MEMORY, "memory ran out while the lists were read: close other programs");
  ro_arena_init(&lexicon->arena, &lexicon->guard, 0);
  loading load = {.lexicon = lexicon, .list = {.data_dir = data_dir, .arena = &lexicon->arena, .err = err}};
  readout_status status = ro_guard_run(&lexicon->guard, load_all, &load, err);
  if (status == READOUT_OK) status = load.list.status;
  if (status != READOUT_OK) {
    ro_lexicon_close(lexicon);
    return status;
  }
  *out = lexicon;
  return READOUT_OK;
}

void ro_lexicon_close(ro_lexicon *lexicon) {
  if (!lexicon) return;
  ro_arena_release(&lexicon->arena);
  free(lexicon);
}

/* -- sides ------------------------------------------------------------------------------------------------------------ */

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool holds_word(ro_slice text, ro_slice name, bool with_case) {
  for (size_t at = 0; at + name.len <= text.len; at++) {
    ro_slice part = ro_slice_part(text, at, at + name.len);
    if (!(with_case ? ro_slice_equal(part, name) : ro_slice_equal_nocase(part, name))) continue;
    bool begins = at == 0 || !is_word_byte(text.ptr[at - 1]);
    bool ends = at + name.len == text.len || !is_word_byte(text.ptr[at + name.len]);
    if (begins && ends) return true;
  }
  return false;
}

bool ro_lexicon_is_official(ro_slice text) {
  static const char *const words[] = {"ministry",
                                      "ministries",
                                      "embassy",
                                      "consulate",
                                      "government",
                                      "department",
                                      "presidency",
                                      "office of the spokesperson",
                                      "state house",
                                      "cabinet",
                                      "chancellery",
                                      "foreign office",
                                      "president's office",
                                      "office of the president",
                                      "office of the prime minister",
                                      "prime minister's office",
                                      "permanent mission",
                                      "state council",
                                      "state news agency",
                                      "state media",
                                      "state television"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (holds_word(text, ro_slice_of(words[i]), false)) return true;
  }
  return false;
}

ro_slice ro_lexicon_side(const ro_lexicon *lexicon, ro_slice outlet) {
  if (outlet.len == 0) return RO_ABSENT;
  for (size_t i = 0; i < lexicon->outlets.len; i++) {
    if (holds_word(outlet, lexicon->outlets.at[i].name, lexicon->outlets.at[i].whole_case)) return lexicon->outlets.at[i].iso;
  }
  if (!ro_lexicon_is_official(outlet)) return RO_ABSENT;
  for (size_t i = 0; i < lexicon->countries.len; i++) {
    if (holds_word(outlet, lexicon->countries.at[i].name, true)) return lexicon->countries.at[i].iso;
  }
  return RO_ABSENT;
}
