#include "statement/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/list_file.h"
#include "base/utf8.h"
#include "statement/plover.h"

#define MAX_COLUMNS 8
#define MAX_ACT_INPUTS 4096

typedef struct row {
  ro_slice column[MAX_COLUMNS];
} row;

typedef struct loading {
  ro_lists *lists;
  ro_list_file list;
} loading;

static void refuse(loading *load, const char *what, ro_slice word) {
  ro_list_file_refuse(&load->list, what, word);
}

static bool next_row(loading *load, row *out) {
  ro_slice line;
  if (!ro_list_file_next(&load->list, &line)) return false;
  ro_fields(line, '\t', out->column, MAX_COLUMNS);
  return true;
}

/* The next of several values separated by |. */
static bool next_value(ro_slice *rest, ro_slice *value) {
  while (ro_field_next(rest, '|', value))
    if (value->len > 0) return true;
  return false;
}

static void add_name(ro_lists *lists, ro_slice as_listed, ro_name_role role, size_t listed) {
  ro_slice text = role == RO_NAME_OFFICE ? ro_arena_lower(&lists->arena, as_listed) : as_listed;
  RO_PUSH(&lists->arena, &lists->entries, ((ro_gazetteer_entry){text, as_listed, role, listed}));
}

static void add_names(ro_lists *lists, ro_slice values, ro_name_role role, size_t listed) {
  ro_slice value;
  while (next_value(&values, &value)) {
    add_name(lists, value, role, listed);
    if (role == RO_NAME_ITSELF) RO_PUSH(&lists->arena, &lists->listed.at[listed].aliases, value);
  }
}

static size_t add_listed(loading *load, ro_entity_kind kind, ro_slice name, ro_slice iso, ro_slice wikidata) {
  ro_lists *lists = load->lists;
  ro_listed listed = {.kind = kind, .name = name, .iso = iso, .wikidata = wikidata.len ? wikidata : RO_ABSENT};
  listed.list = load->list.file;
  RO_PUSH(&lists->arena, &lists->listed, listed);
  add_name(lists, name, RO_NAME_ITSELF, lists->listed.len - 1);
  return lists->listed.len - 1;
}

static void load_countries(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "countries.tsv")) return;
  while (next_row(load, &r)) {
    if (r.column[0].len != 2 || r.column[2].len == 0) refuse(load, "a country needs an ISO code and a name", r.column[0]);
    size_t listed = add_listed(load, RO_COUNTRY, r.column[2], r.column[0], RO_ABSENT);
    add_names(load->lists, r.column[3], RO_NAME_ITSELF, listed);
    add_names(load->lists, r.column[4], RO_NAME_ADJECTIVE, listed);
    add_names(load->lists, r.column[5], RO_NAME_CAPITAL, listed);
    ro_slice capitals = r.column[5];
    if (!ro_field_next(&capitals, '|', &load->lists->listed.at[listed].capital))
      load->lists->listed.at[listed].capital = RO_ABSENT;
    add_names(load->lists, r.column[6], RO_NAME_METONYM, listed);
  }
}

/* kind, name, aliases, wikidata */
static void load_kinds(loading *load, const char *file) {
  row r;
  if (!ro_list_file_open(&load->list, file)) return;
  while (next_row(load, &r)) {
    ro_entity_kind kind;
    if (!ro_entity_kind_of(r.column[0], &kind)) {
      refuse(load, "an unknown kind of entity", r.column[0]);
      return;
    }
    size_t listed = add_listed(load, kind, r.column[1], RO_ABSENT, r.column[3]);
    add_names(load->lists, r.column[2], RO_NAME_ITSELF, listed);
  }
}

/* name, ISO code of its country, aliases */
static void load_cities(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "cities.tsv")) return;
  while (next_row(load, &r)) {
    size_t listed = add_listed(load, RO_PLACE, r.column[0], r.column[1].len ? r.column[1] : RO_ABSENT, RO_ABSENT);
    add_names(load->lists, r.column[2], RO_NAME_ITSELF, listed);
  }
}

static void load_regions(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "regions.tsv")) return;
  while (next_row(load, &r)) {
    size_t listed = add_listed(load, RO_PLACE, r.column[0], RO_ABSENT, RO_ABSENT);
    add_names(load->lists, r.column[1], RO_NAME_ITSELF, listed);
  }
}

/* title, variants, rank */
static void load_offices(loading *load) {
  ro_slice value;
  row r;
  ro_lists *lists = load->lists;
  if (!ro_list_file_open(&load->list, "offices.tsv")) return;
  while (next_row(load, &r)) {
    RO_PUSH(&lists->arena, &lists->offices, ((ro_listed_office){r.column[0], r.column[2]}));
    size_t office = lists->offices.len - 1;
    add_name(lists, r.column[0], RO_NAME_OFFICE, office);
    ro_slice variants = r.column[1];
    while (next_value(&variants, &value)) add_name(lists, value, RO_NAME_OFFICE, office);
  }
}

static size_t count_words(ro_slice words) {
  size_t n = words.len > 0;
  for (size_t i = 0; i < words.len; i++) n += words.ptr[i] == ' ';
  return n;
}

static bool read_act(loading *load, ro_slice act, ro_slice stance, ro_act *act_out, ro_stance *stance_out) {
  *stance_out = RO_NO_STANCE;
  if (!ro_act_of(act, act_out)) {
    refuse(load, "an unknown act", act);
    return false;
  }
  if (stance.len > 0 && !ro_stance_of(stance, stance_out)) {
    refuse(load, "an unknown stance", stance);
    return false;
  }
  return true;
}

/* words, class, act, stance, strength, object, together */
static void load_cues(loading *load) {
  static const char *const classes[RO_CUE_CLASSES] = {"say", "agree", "ask", "discuss", "express", "stand", "name"};
  row r;
  if (!ro_list_file_open(&load->list, "cues.tsv")) return;
  while (next_row(load, &r)) {
    ro_cue cue = {.words = r.column[0], .n_words = count_words(r.column[0])};
    size_t c = 0;
    while (c < RO_CUE_CLASSES && !ro_slice_equal(r.column[1], ro_slice_of(classes[c]))) c++;
    if (c == RO_CUE_CLASSES) {
      refuse(load, "an unknown class of cue (say, agree, ask, discuss, express, stand, name)", r.column[1]);
      return;
    }
    cue.class_ = (ro_cue_class)c;
    if (!read_act(load, r.column[2], r.column[3], &cue.act, &cue.stance)) return;
    cue.strength = r.column[4].len ? r.column[4] : RO_ABSENT;
    cue.needs_object = ro_slice_equal(r.column[5], RO_LIT("object"));
    cue.together = ro_slice_equal(r.column[6], RO_LIT("together"));
    RO_PUSH(&load->lists->arena, &load->lists->cues, cue);
  }
}

/* words, act, stance, strength, opens */
static void load_operators(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "operators.tsv")) return;
  while (next_row(load, &r)) {
    ro_operator op = {.words = r.column[0], .n_words = count_words(r.column[0])};
    if (!read_act(load, r.column[1], r.column[2], &op.act, &op.stance)) return;
    op.strength = r.column[3].len ? r.column[3] : RO_ABSENT;
    op.opens = ro_slice_equal(r.column[4], RO_LIT("opens"));
    RO_PUSH(&load->lists->arena, &load->lists->operators, op);
  }
}

/* MM-DD, names */
static void load_holidays(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "holidays.tsv")) return;
  while (next_row(load, &r)) {
    const char *c = r.column[0].ptr;
    bool shaped = r.column[0].len == 5 && c[2] == '-';
    for (size_t i = 0; shaped && i < 5; i++) shaped = i == 2 || (c[i] >= '0' && c[i] <= '9');
    long month = shaped ? (c[0] - '0') * 10 + (c[1] - '0') : 0, day = shaped ? (c[3] - '0') * 10 + (c[4] - '0') : 0;
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      refuse(load, "a holiday needs its date (MM-DD)", r.column[0]);
      return;
    }
    ro_slice name, names = r.column[1];
    while (next_value(&names, &name)) RO_PUSH(&load->lists->arena, &load->lists->holidays, ((ro_holiday){name, month, day}));
  }
}

/* given name, f or m */
static void load_genders(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "genders.tsv")) return;
  while (next_row(load, &r)) {
    if (r.column[1].len != 1 || (r.column[1].ptr[0] != 'f' && r.column[1].ptr[0] != 'm')) {
      refuse(load, "a gender that is neither f nor m", r.column[1]);
      return;
    }
    *ro_map_put(&load->lists->genders, r.column[0], NULL) = (uint64_t)r.column[1].ptr[0];
  }
}

/* what a clause shows, weight */
static void load_confidence(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "confidence.tsv")) return;
  while (next_row(load, &r)) {
    double weight;
    if (!ro_list_file_number(&load->list, r.column[1], &weight)) return;
    *ro_map_put(&load->lists->confidence, r.column[0], NULL) = load->lists->confidence_weights.len;
    RO_PUSH(&load->lists->arena, &load->lists->confidence_weights, weight);
  }
}

static void load_words(loading *load, const char *file, ro_map *words) {
  row r;
  if (!ro_list_file_open(&load->list, file)) return;
  while (next_row(load, &r)) *ro_map_put(words, r.column[0], NULL) = 1;
}

static ro_slice first_word(ro_slice text) {
  size_t end = 0;
  while (end < text.len) {
    unsigned char c = (unsigned char)text.ptr[end];
    if (!(c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) break;
    /* a curly apostrophe ends a word as a straight one does */
    if (c == 0xE2 && end + 2 < text.len && (unsigned char)text.ptr[end + 1] == 0x80 && (unsigned char)text.ptr[end + 2] == 0x99)
      break;
    end++;
  }
  return ro_slice_part(text, 0, end ? end : 1);
}

static int compare_entries(const void *left, const void *right) {
  const ro_gazetteer_entry *a = left, *b = right;
  int words = ro_slice_compare(first_word(a->text), first_word(b->text));
  if (words) return words;
  if (a->text.len != b->text.len) return a->text.len > b->text.len ? -1 : 1;
  int text = ro_slice_compare(a->text, b->text);
  if (text) return text;
  if (a->role != b->role) return a->role < b->role ? -1 : 1;
  return a->listed < b->listed ? -1 : a->listed > b->listed;
}

static ro_slice lemma_word(ro_slice words) {
  size_t space = ro_slice_find(words, RO_LIT(" "), 0);
  return ro_slice_part(words, 0, space == (size_t)-1 ? words.len : space);
}

static int compare_words(ro_slice a, ro_slice b) {
  int first = ro_slice_compare(lemma_word(a), lemma_word(b));
  if (first) return first;
  size_t na = count_words(a), nb = count_words(b);
  if (na != nb) return na > nb ? -1 : 1;
  return ro_slice_compare(a, b);
}

static int compare_cues(const void *left, const void *right) {
  return compare_words(((const ro_cue *)left)->words, ((const ro_cue *)right)->words);
}

static int compare_operators(const void *left, const void *right) {
  return compare_words(((const ro_operator *)left)->words, ((const ro_operator *)right)->words);
}

static int compare_holidays(const void *left, const void *right) {
  const ro_holiday *a = left, *b = right;
  if (a->name.len != b->name.len) return a->name.len > b->name.len ? -1 : 1;
  return ro_slice_compare(a->name, b->name);
}

static void index_lists(ro_lists *lists) {
  bool is_new;
  if (lists->entries.len) qsort(lists->entries.at, lists->entries.len, sizeof *lists->entries.at, compare_entries);
  if (lists->cues.len) qsort(lists->cues.at, lists->cues.len, sizeof *lists->cues.at, compare_cues);
  if (lists->operators.len) qsort(lists->operators.at, lists->operators.len, sizeof *lists->operators.at, compare_operators);
  if (lists->holidays.len) qsort(lists->holidays.at, lists->holidays.len, sizeof *lists->holidays.at, compare_holidays);
  for (size_t i = 0; i < lists->entries.len; i++) {
    uint64_t *place = ro_map_put(&lists->first_words, first_word(lists->entries.at[i].text), &is_new);
    if (is_new) *place = i;
  }
  for (size_t i = 0; i < lists->cues.len; i++) {
    uint64_t *place = ro_map_put(&lists->cue_words, lemma_word(lists->cues.at[i].words), &is_new);
    if (is_new) *place = i;
  }
  for (size_t i = 0; i < lists->operators.len; i++) {
    uint64_t *place = ro_map_put(&lists->operator_words, lemma_word(lists->operators.at[i].words), &is_new);
    if (is_new) *place = i;
  }
}

/* feature, then a weight for each act */
static void load_acts(loading *load) {
  ro_slice line, fields[RO_ACTS + 1];
  if (!ro_list_file_open(&load->list, "acts.tsv")) return;
  while (ro_list_file_next(&load->list, &line)) {
    if (ro_fields(line, '\t', fields, RO_ACTS + 1) != RO_ACTS + 1) {
      ro_list_file_refuse(&load->list, "a feature without a weight for each act", line);
      return;
    }
    *ro_map_put(&load->lists->act_features, fields[0], NULL) = load->lists->act_weights.len / RO_ACTS;
    for (size_t a = 0; a < RO_ACTS; a++) {
      double weight;
      if (!ro_list_file_number(&load->list, fields[a + 1], &weight)) return;
      RO_PUSH(&load->lists->arena, &load->lists->act_weights, (float)weight);
    }
  }
}

/* A number in hexadecimal, or false. */
static bool take_hex(ro_slice text, uint64_t *number) {
  static const char DIGITS[] = "0123456789abcdef";
  *number = 0;
  for (size_t i = 0; i < text.len; i++) {
    const char *digit = text.ptr[i] ? strchr(DIGITS, text.ptr[i]) : NULL;
    if (!digit) return false;
    *number = *number << 4 | (uint64_t)(digit - DIGITS);
  }
  return text.len == 16;
}

/* "model", its identity, the number of inputs. */
static bool load_layer_head(loading *load, ro_act_layer *layer) {
  ro_slice line, field[3];
  double inputs;
  if (!ro_list_file_next(&load->list, &line)) return false;
  if (ro_fields(line, '\t', field, 3) != 3 || !ro_slice_equal(field[0], RO_LIT("model")) || !take_hex(field[1], &layer->model)) {
    ro_list_file_refuse(&load->list, "no line \"model\", its identity, the number of inputs", line);
    return false;
  }
  if (!ro_list_file_number(&load->list, field[2], &inputs)) return false;
  if (inputs < 1 || inputs > MAX_ACT_INPUTS) {
    ro_list_file_refuse(&load->list, "a number of inputs that is too large", field[2]);
    return false;
  }
  layer->inputs = (size_t)inputs;
  return true;
}

static void load_act_states(loading *load) {
  ro_act_layer *layer = &load->lists->act_layer;
  ro_arena *arena = &load->lists->arena;
  ro_slice line, field;
  if (!ro_list_file_open(&load->list, "acts_states.tsv") || !load_layer_head(load, layer)) return;
  while (ro_list_file_next(&load->list, &line)) {
    ro_act_unit unit = {.inputs = RO_NEW_ARRAY(arena, float, layer->inputs)};
    ro_slice rest = line;
    size_t n = 0, all = 1 + RO_ACTS + layer->inputs;
    for (; n < all && ro_field_next(&rest, '\t', &field); n++) {
      double weight;
      if (!ro_list_file_number(&load->list, field, &weight)) return;
      float *place = n == 0 ? &unit.bias : n <= RO_ACTS ? &unit.outputs[n - 1] : &unit.inputs[n - 1 - RO_ACTS];
      *place = (float)weight;
    }
    if (n != all || rest.len > 0) {
      ro_list_file_refuse(&load->list, "a unit with another number of weights than the first line says",
                          ro_slice_part(line, 0, 20));
      return;
    }
    RO_PUSH(arena, &layer->units, unit);
  }
}

static void load_city_spellings(loading *load) {
  ro_lists *lists = load->lists;
  row r;
  if (!ro_list_file_open(&load->list, "city_spellings.tsv")) return;
  while (next_row(load, &r)) {
    ro_slice others = r.column[1], other;
    if (others.len == 0) refuse(load, "a city without another spelling", r.column[0]);
    RO_PUSH(&lists->arena, &lists->city_names, r.column[0]);
    while (ro_field_next(&others, '|', &other)) *ro_map_put(&lists->city_spellings, other, NULL) = lists->city_names.len - 1;
  }
}

static void load_office_owners(loading *load) {
  row r;
  if (!ro_list_file_open(&load->list, "office_owners.tsv")) return;
  while (next_row(load, &r)) {
    if (r.column[1].len == 0) refuse(load, "a title without its country or body", r.column[0]);
    RO_PUSH(&load->lists->arena, &load->lists->office_owners, ((ro_office_owner){r.column[0], r.column[1]}));
  }
}

static void load_all(void *ctx) {
  loading *load = ctx;
  load_kinds(load, "bodies.tsv");
  load_kinds(load, "initiatives.tsv");
  load_countries(load);
  load_cities(load);
  load_city_spellings(load);
  load_regions(load);
  load_offices(load);
  load_office_owners(load);
  load_cues(load);
  load_operators(load);
  load_acts(load);
  load_act_states(load);
  load_holidays(load);
  load_confidence(load);
  load_genders(load);
  load_words(load, "evaluative.txt", &load->lists->evaluative);
  load->lists->plover = ro_plover_load(&load->list, &load->lists->arena);
  if (load->list.status == READOUT_OK) index_lists(load->lists);
}

readout_status ro_lists_open(ro_lists **out, const char *data_dir, readout_error *err) {
  ro_lists *lists = calloc(1, sizeof *lists);
  *out = NULL;
  if (!lists) return ro_fail(err, READOUT_ERR_MEMORY, "no memory for the lists");
  ro_arena_init(&lists->arena, &lists->guard, 0);
  ro_map_init(&lists->first_words, &lists->arena);
  ro_map_init(&lists->city_spellings, &lists->arena);
  ro_map_init(&lists->cue_words, &lists->arena);
  ro_map_init(&lists->operator_words, &lists->arena);
  ro_map_init(&lists->evaluative, &lists->arena);
  ro_map_init(&lists->confidence, &lists->arena);
  ro_map_init(&lists->genders, &lists->arena);
  ro_map_init(&lists->act_features, &lists->arena);
  loading load = {.lists = lists, .list = {.data_dir = data_dir, .arena = &lists->arena, .err = err}};
  readout_status status = ro_guard_run(&lists->guard, load_all, &load, err);
  if (status == READOUT_OK) status = load.list.status;
  if (status != READOUT_OK) {
    ro_lists_close(lists);
    return status;
  }
  *out = lists;
  return READOUT_OK;
}

void ro_lists_close(ro_lists *lists) {
  if (!lists) return;
  ro_arena_release(&lists->arena);
  free(lists);
}

/* Length in text of `entry` when it stands at `at`, else 0. */
static size_t match_entry(ro_slice text, size_t at, ro_slice entry, bool nocase) {
  size_t t = at;
  for (size_t e = 0; e < entry.len; e++) {
    if (t >= text.len) return 0;
    unsigned char c = (unsigned char)text.ptr[t], want = (unsigned char)entry.ptr[e];
    if (want == '\'' && c == 0xE2 && t + 2 < text.len && (unsigned char)text.ptr[t + 1] == 0x80 &&
        (unsigned char)text.ptr[t + 2] == 0x99) {
      t += 3;
      continue;
    }
    if (want == ' ' && (c == '\n' || c == ' ')) {
      t++;
      continue;
    }
    if (nocase && c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
    if (c != want) return 0;
    t++;
  }
  if (t < text.len) {
    size_t next = t;
    uint32_t point = ro_utf8_next(text, &next);
    if (ro_is_alpha(point) || ro_is_digit(point)) return 0;
  }
  return t - at;
}

const ro_gazetteer_entry *ro_lists_name_at(const ro_lists *lists, ro_slice text, size_t at, bool offices, size_t *len) {
  ro_slice word = first_word(ro_slice_part(text, at, text.len));
  char lower[64];
  if (offices) {
    if (word.len > sizeof lower) return NULL;
    for (size_t i = 0; i < word.len; i++)
      lower[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] + 32 : word.ptr[i]);
    word.ptr = lower;
  }
  const uint64_t *place = ro_map_get(&lists->first_words, word);
  if (!place) return NULL;
  for (size_t i = *place; i < lists->entries.len && ro_slice_equal(first_word(lists->entries.at[i].text), word); i++) {
    const ro_gazetteer_entry *entry = &lists->entries.at[i];
    if ((entry->role == RO_NAME_OFFICE) != offices) continue;
    *len = match_entry(text, at, entry->text, offices);
    if (*len > 0) return entry;
  }
  return NULL;
}

const ro_listed *ro_lists_find(const ro_lists *lists, ro_slice name) {
  size_t len;
  const ro_gazetteer_entry *entry = name.len ? ro_lists_name_at(lists, name, 0, false, &len) : NULL;
  if (!entry || len != name.len || entry->role != RO_NAME_ITSELF) return NULL;
  return &lists->listed.at[entry->listed];
}

const ro_holiday *ro_lists_holiday_at(const ro_lists *lists, ro_slice text, size_t at, size_t *len) {
  for (size_t i = 0; i < lists->holidays.len; i++) {
    *len = match_entry(text, at, lists->holidays.at[i].name, false);
    if (*len > 0) return &lists->holidays.at[i];
  }
  return NULL;
}

const ro_gazetteer_entry *ro_lists_place_nocase(const ro_lists *lists, ro_slice name) {
  for (size_t i = 0; i < lists->entries.len; i++) {
    const ro_gazetteer_entry *entry = &lists->entries.at[i];
    bool place =
        entry->role == RO_NAME_CAPITAL || (entry->role == RO_NAME_ITSELF && lists->listed.at[entry->listed].kind == RO_PLACE);
    if (place && ro_slice_equal_nocase(entry->text, name)) return entry;
  }
  return NULL;
}

ro_slice ro_lists_city(const ro_lists *lists, ro_slice spelling) {
  const uint64_t *place = ro_map_get(&lists->city_spellings, spelling);
  return place ? lists->city_names.at[*place] : spelling;
}

const ro_listed *ro_lists_office_owner(const ro_lists *lists, ro_slice title) {
  for (size_t i = 0; i < lists->office_owners.len; i++) {
    const ro_office_owner *office = &lists->office_owners.at[i];
    if (title.len < office->title.len || !ro_slice_equal_nocase(ro_slice_part(title, 0, office->title.len), office->title))
      continue;
    if (title.len > office->title.len && title.ptr[office->title.len] != ' ' && title.ptr[office->title.len] != '/') continue;
    if (office->owner.len > 2) return ro_lists_find(lists, office->owner);
    for (size_t c = 0; c < lists->listed.len; c++)
      if (lists->listed.at[c].kind == RO_COUNTRY && ro_slice_equal(lists->listed.at[c].iso, office->owner))
        return &lists->listed.at[c];
  }
  return NULL;
}
