#include "event/contrasts.h"

typedef struct loading {
  ro_contrasts *c;
  ro_list_file *list;
} loading;

typedef bool (*take_line)(loading *load, ro_slice section, ro_slice line);

/* Calls take() for every line; false from it: the line is refused. */
static void each_line(loading *load, const char *file, take_line take) {
  ro_slice line, section = RO_ABSENT;
  if (!ro_list_file_open(load->list, file)) return;
  while (ro_list_file_next(load->list, &line)) {
    if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']')
      section = ro_slice_part(line, 1, line.len - 1);
    else if (!take(load, section, line))
      ro_list_file_refuse(load->list, "a line that its section does not take", line);
  }
}

/* Phrases parted by commas, all of one value. */
static bool add_all(loading *load, ro_phrase_list *phrases, ro_slice line, uint64_t value) {
  ro_slice phrase;
  while (ro_field_next(&line, ',', &phrase)) {
    if (phrase.len > 0 && !ro_phrase_list_add(phrases, phrase, value, load->list->arena)) return false;
  }
  return true;
}

static bool take_negative(loading *load, ro_slice section, ro_slice line) {
  if (ro_slice_equal(section, RO_LIT("not"))) return add_all(load, &load->c->negatives, line, RO_NOT);
  if (ro_slice_equal(section, RO_LIT("negative"))) return add_all(load, &load->c->negatives, line, RO_NEGATIVE);
  return ro_slice_equal(section, RO_LIT("no agreement")) && add_all(load, &load->c->no_agreement, line, 1);
}

/* -- quantities ------------------------------------------------------------------------------------------------------- */

static bool read_number(ro_slice text, uint64_t most, uint64_t *value) {
  *value = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *value = *value * 10 + (uint64_t)(text.ptr[i] - '0');
    if (*value > most) return false;
  }
  return text.len > 0;
}

static bool has_letter(ro_slice text) {
  for (size_t i = 0; i < text.len; i++)
    if ((text.ptr[i] >= 'a' && text.ptr[i] <= 'z')) return true;
  return false;
}

/* Words in small letters are found as words, others before the figure. */
static bool add_currency(loading *load, ro_slice line, uint64_t currency) {
  ro_slice word;
  while (ro_field_next(&line, ',', &word)) {
    if (word.len == 0) continue;
    if (!has_letter(word)) RO_PUSH(load->list->arena, &load->c->symbols, ((ro_symbol){word, currency}));
    if (has_letter(word) && !ro_phrase_list_add(&load->c->currencies, word, currency, load->list->arena)) return false;
  }
  return true;
}

static bool take_quantity(loading *load, ro_slice section, ro_slice line) {
  ro_contrasts *c = load->c;
  ro_slice name;
  uint64_t value;
  bool named = ro_field_next(&line, ':', &name);
  if (ro_slice_equal(section, RO_LIT("currencies"))) return add_currency(load, line, load->list->line);
  if (ro_slice_equal(section, RO_LIT("hedges"))) {
    if (ro_slice_equal(name, RO_LIT("about"))) return add_all(load, &c->hedges, line, RO_ABOUT);
    if (ro_slice_equal(name, RO_LIT("at least"))) return add_all(load, &c->hedges, line, RO_AT_LEAST);
    return ro_slice_equal(name, RO_LIT("at most")) && add_all(load, &c->hedges, line, RO_AT_MOST);
  }
  if (!named || !read_number(name, 1000000, &value)) return false;
  if (ro_slice_equal(section, RO_LIT("numerals"))) return add_all(load, &c->numerals, line, value + 1);
  if (ro_slice_equal(section, RO_LIT("ordinals"))) return add_all(load, &c->ordinals, line, value + 1);
  return ro_slice_equal(section, RO_LIT("magnitudes")) && value > 0 && value < 19 && add_all(load, &c->magnitudes, line, value);
}

/* -- wordings --------------------------------------------------------------------------------------------------------- */

/* "operation: special military operation" about a country, "operation UA: …" where it is always this one. */
static bool take_crisis(loading *load, ro_slice line) {
  ro_slice name, word, iso = RO_ABSENT;
  if (!ro_field_next(&line, ':', &name) || name.len == 0) return false;
  ro_slice rest = name;
  ro_field_next(&rest, ' ', &word);
  if (rest.len > 0) iso = ro_slice_trim(rest);
  if (iso.ptr && iso.len != 2) return false;
  RO_PUSH(load->list->arena, &load->c->crisis_words, ((ro_crisis_word){word, iso}));
  return add_all(load, &load->c->crises, line, load->c->crisis_words.len);
}

/* "Sea of Japan | East Sea": names of one thing, those of one side parted by commas. */
static bool take_names(loading *load, ro_slice line) {
  ro_slice names;
  uint64_t which = 0;
  while (ro_field_next(&line, '|', &names)) {
    if (++which >= RO_NAMES_IN_GROUP || !add_all(load, &load->c->names, names, load->list->line * RO_NAMES_IN_GROUP + which))
      return false;
  }
  return which > 1;
}

/* "signed: signed, inked": words of one stage, as they stand; of "drafting" an instrument is not made yet. */
static bool take_stage(loading *load, ro_slice line) {
  ro_slice name, phrase;
  if (!ro_field_next(&line, ':', &name) || name.len == 0) return false;
  RO_PUSH(load->list->arena, &load->c->stages, ((ro_stage){name, !ro_slice_equal(name, RO_LIT("drafting"))}));
  while (ro_field_next(&line, ',', &phrase))
    if (phrase.len > 0) *ro_map_put(&load->c->stage_of, phrase, NULL) = load->c->stages.len - 1;
  return true;
}

static bool take_wording(loading *load, ro_slice section, ro_slice line) {
  ro_slice name;
  if (ro_slice_equal(section, RO_LIT("crises"))) return take_crisis(load, line);
  if (ro_slice_equal(section, RO_LIT("other matters"))) return add_all(load, &load->c->other_matters, line, 1);
  if (ro_slice_equal(section, RO_LIT("names"))) return take_names(load, line);
  if (ro_slice_equal(section, RO_LIT("stages"))) return take_stage(load, line);
  if (ro_slice_equal(section, RO_LIT("signing"))) return add_all(load, &load->c->signing, line, 1);
  return ro_slice_equal(section, RO_LIT("instruments")) && ro_field_next(&line, ':', &name) &&
         add_all(load, &load->c->instruments, line, load->list->line);
}

/* -- offices, time zones ---------------------------------------------------------------------------------------------- */

static bool office_class_of(ro_slice word, ro_office_class *out) {
  static const char *const names[RO_OFFICE_CLASSES] = {
      "head-of-state", "head-of-government", "foreign-minister", "minister",  "deputy", "envoy",
      "spokesperson",  "legislator",         "military",         "body-head", "other"};
  for (size_t i = 0; i < RO_OFFICE_CLASSES; i++) {
    if (!ro_slice_equal(word, ro_slice_of(names[i]))) continue;
    *out = (ro_office_class)i;
    return true;
  }
  return false;
}

static bool take_office(loading *load, ro_slice section, ro_slice line) {
  ro_slice name, variants, of, variant;
  ro_title title = {0};
  (void)section;
  if (!ro_field_next(&line, '\t', &name) || !ro_field_next(&line, '\t', &variants) || !ro_field_next(&line, '\t', &of))
    return false;
  if (!office_class_of(of, &title.class_)) return false;
  title.name = name;
  *ro_map_put(&load->c->title_of, ro_arena_lower(load->list->arena, name), NULL) = load->c->titles.len;
  while (ro_field_next(&variants, '|', &variant)) {
    if (variant.len > 0) *ro_map_put(&load->c->title_of, ro_arena_lower(load->list->arena, variant), NULL) = load->c->titles.len;
  }
  RO_PUSH(load->list->arena, &load->c->titles, title);
  return true;
}

static bool read_minutes(ro_slice text, int *minutes) {
  bool minus = text.len > 0 && text.ptr[0] == '-';
  uint64_t value;
  if (!read_number(ro_slice_part(text, minus ? 1 : 0, text.len), 24 * 60, &value)) return false;
  *minutes = minus ? -(int)value : (int)value;
  return true;
}

static bool take_zone(loading *load, ro_slice section, ro_slice line) {
  ro_slice west, east;
  ro_zone zone = {.iso = RO_ABSENT};
  (void)section;
  if (!ro_field_next(&line, '\t', &zone.iso) || !ro_field_next(&line, '\t', &west) || !ro_field_next(&line, '\t', &east))
    return false;
  if (zone.iso.len != 2 || !read_minutes(west, &zone.west) || !read_minutes(east, &zone.east)) return false;
  RO_PUSH(load->list->arena, &load->c->zones, zone);
  return true;
}

/* -- all of them ------------------------------------------------------------------------------------------------------ */

void ro_contrasts_read(ro_contrasts *c, ro_list_file *list) {
  loading load = {c, list};
  ro_phrase_list *phrases[] = {&c->negatives, &c->no_agreement, &c->numerals, &c->ordinals,    &c->magnitudes, &c->currencies,
                               &c->hedges,    &c->crises,       &c->names,    &c->instruments, &c->signing,    &c->other_matters};
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) ro_phrase_list_init(phrases[i], list->arena);
  ro_map_init(&c->title_of, list->arena);
  ro_map_init(&c->stage_of, list->arena);
  each_line(&load, "negatives.txt", take_negative);
  each_line(&load, "quantities.txt", take_quantity);
  each_line(&load, "wordings.txt", take_wording);
  each_line(&load, "offices.tsv", take_office);
  each_line(&load, "time_zones.tsv", take_zone);
}

const ro_title *ro_contrasts_title(const ro_contrasts *c, ro_slice title, ro_arena *scratch) {
  const uint64_t *at = ro_map_get(&c->title_of, ro_arena_lower(scratch, title));
  return at ? &c->titles.at[*at] : NULL;
}

const ro_zone *ro_contrasts_zone(const ro_contrasts *c, ro_slice iso) {
  for (size_t i = 0; i < c->zones.len; i++)
    if (ro_slice_equal(c->zones.at[i].iso, iso)) return &c->zones.at[i];
  return NULL;
}
