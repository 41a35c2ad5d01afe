#include "statement/actors.h"

#define DEPTH_MAX 6

static const char *const DICTIONARIES[] = {"plover/Phoenix.Countries.actors.txt",
                                           "plover/Phoenix.International.actors.txt",
                                           "plover/Phoenix.MilNonState.actors.txt",
                                           "plover/Phoenix.agents.txt",
                                           "plover/Readout.persons.txt",
                                           "plover/Readout.bodies.txt",
                                           "plover/Readout.actors.txt"};

/* CAMEO's role codes as PLOVER's sectors, in the order in which they are looked for in what follows a code's country. */
static const struct {
  const char *role, *sector;
} SECTORS[] = {
    {"GOV", "GOV"}, {"MIL", "MIL"}, {"REB", "REB"}, {"OPP", "OPP"}, {"PTY", "PTY"}, {"COP", "COP"}, {"JUD", "JUD"},
    {"SPY", "SPY"}, {"LEG", "LEG"}, {"ELI", "ELI"}, {"MED", "JRN"}, {"JRN", "JRN"}, {"EDU", "EDU"}, {"BUS", "BUS"},
    {"CRM", "CRM"}, {"CVL", "CVL"}, {"LAB", "LAB"}, {"AGR", "AGR"}, {"REF", "REF"}, {"UAF", "UAF"}, {"PRM", "PRM"},
    {"PRE", "PRE"}, {"HLH", "MED"}, {"NGO", "NGO"}, {"INS", "REB"}, {"SEP", "REB"}, {"RAD", "REB"}, {"HRI", "NGO"},
    {"ENV", "NGO"}, {"REL", "REL"}, {"MUS", "REL"}, {"CHR", "REL"}, {"JEW", "REL"}, {"BUD", "REL"}, {"HIN", "REL"},
    {"MNC", "BUS"}, {"SET", "SET"}, {"UNK", "UNK"}, {"DEV", "GOV"},
};

/* Codes of the dictionaries that are older than ISO 3166-1 alpha-3 or no part of it. */
static const struct {
  const char *old, *iso;
} OLD_CODES[] = {{"ROM", "ROU"}, {"TMP", "TLS"}, {"ZAR", "COD"}, {"KSV", "XKX"}, {"PAL", "PSE"}, {"WSB", "PSE"},
                 {"GZS", "PSE"}, {"IMY", "IMN"}, {"SRP", "BIH"}, {"SCG", "SRB"}, {"YUG", "SRB"}, {"JAP", "JPN"},
                 {"UNO", "IGO"}, {"INT", "IMG"}, {"ANG", "AGO"}, {"FRN", "FRA"}, {"FRY", "SRB"}, {"BAH", "BHS"},
                 {"SUN", "RUS"}, {"USR", "RUS"}, {"CSK", "CZE"}, {"DDR", "DEU"}};

/* -- loading ----------------------------------------------------------------------------------------------------------- */

static void load_codes(ro_actors *actors, ro_list_file *list, ro_arena *arena) {
  ro_slice line, fields[3];
  if (!ro_list_file_open(list, "countries.tsv")) return;
  while (ro_list_file_next(list, &line)) {
    if (ro_fields(line, '\t', fields, 3) < 2 || fields[1].len != 3) {
      ro_list_file_refuse(list, "a country needs its codes of two and of three letters", line);
      return;
    }
    RO_PUSH(arena, &actors->codes, fields[1]);
    *ro_map_put(&actors->iso3, fields[0], NULL) = *ro_map_put(&actors->iso3, fields[1], NULL) = actors->codes.len;
  }
}

static void load_words(ro_actors *actors, ro_list_file *list, ro_arena *arena) {
  ro_slice line, section = RO_ABSENT;
  if (!ro_list_file_open(list, "plover_words.txt")) return;
  while (ro_list_file_next(list, &line)) {
    if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']') {
      section = ro_slice_part(line, 1, line.len - 1);
      continue;
    }
    if (!section.ptr) {
      ro_list_file_refuse(list, "a word before the first section", line);
      return;
    }
    ro_slice word;
    while (ro_field_next(&line, ' ', &word)) {
      ro_slice parts[2] = {section, word};
      if (word.len > 0) *ro_map_put(&actors->words, ro_arena_join(arena, parts, 2, RO_LIT(" ")), NULL) = 1;
    }
  }
}

void ro_actors_load(ro_actors *actors, ro_list_file *list, ro_arena *arena) {
  ro_dictionary_init(&actors->dictionary, arena);
  ro_map_init(&actors->iso3, arena);
  ro_map_init(&actors->words, arena);
  load_codes(actors, list, arena);
  load_words(actors, list, arena);
  for (size_t i = 0; i < sizeof DICTIONARIES / sizeof *DICTIONARIES; i++)
    ro_dictionary_load(&actors->dictionary, list, DICTIONARIES[i]);
  ro_dictionary_init(&actors->towns, arena);
  ro_dictionary_load(&actors->towns, list, "plover/Towns.actors.txt");
}

static bool is_in_section(const ro_actors *actors, const char *section, ro_slice word) {
  char key[96];
  size_t len = strlen(section);
  if (len + 1 + word.len > sizeof key) return false;
  memcpy(key, section, len);
  key[len] = ' ';
  for (size_t i = 0; i < word.len; i++)
    key[len + 1 + i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] + 32 : word.ptr[i]);
  return ro_map_get(&actors->words, (ro_slice){key, len + 1 + word.len}) != NULL;
}

bool ro_actors_word(const ro_reader *r, const ro_actors *actors, const char *section, size_t token) {
  return is_in_section(actors, section, ro_lemma_at(r, token));
}

/* -- labels ------------------------------------------------------------------------------------------------------------ */

static ro_slice sector_in(ro_slice roles) {
  for (size_t i = 0; i + 3 <= roles.len; i += 3)
    for (size_t s = 0; s < sizeof SECTORS / sizeof *SECTORS; s++)
      if (memcmp(roles.ptr + i, SECTORS[s].role, 3) == 0) return ro_slice_of(SECTORS[s].sector);
  return RO_ABSENT;
}

/* PLOVER's codes of who belongs to no country. */
static bool is_body(ro_slice code) {
  static const char *const BODIES[] = {"IGO", "NGO", "ISM", "IMG", "MNC"};
  for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++)
    if (ro_slice_equal(code, ro_slice_of(BODIES[i]))) return true;
  return false;
}

/* A country's or body's code of three letters; absent for what is none, as CAMEO's regions ("SEA"). */
static ro_slice actor_code(const ro_actors *actors, ro_slice code) {
  for (size_t i = 0; i < sizeof OLD_CODES / sizeof *OLD_CODES; i++)
    if (ro_slice_equal(code, ro_slice_of(OLD_CODES[i].old))) code = ro_slice_of(OLD_CODES[i].iso);
  return is_body(code) || ro_map_get(&actors->iso3, code) ? code : RO_ABSENT;
}

static void take_code(const ro_actors *actors, ro_label *label, ro_slice code) {
  if (code.len > 0 && code.ptr[0] == '~') {
    label->sector = sector_in(ro_slice_part(code, 1, code.len));
    return;
  }
  if (code.len < 3) return;
  ro_slice first = ro_slice_part(code, 0, 3), roles = ro_slice_part(code, 3, code.len);
  label->code = actor_code(actors, first);
  if (!is_body(first) && sector_in(first).ptr) { /* "[MED]": a sector of no country */
    label->code = RO_ABSENT;
    roles = code;
  } else if (ro_slice_equal(first, RO_LIT("MNC"))) { /* "[MNCUSA]": a company is of its home, where that is known */
    ro_slice home = roles.len >= 3 ? actor_code(actors, ro_slice_part(roles, 0, 3)) : RO_ABSENT;
    if (home.ptr) label->code = home;
  }
  label->sector = sector_in(roles);
  if (!label->sector.ptr && ro_slice_equal(first, RO_LIT("NGO"))) label->sector = RO_LIT("NGO");
  if (!label->sector.ptr && ro_slice_equal(first, RO_LIT("MNC"))) label->sector = RO_LIT("BUS");
}

ro_slice ro_actors_country_code(const ro_actors *actors, ro_slice iso) {
  const uint64_t *place = iso.ptr ? ro_map_get(&actors->iso3, iso) : NULL;
  return place ? actors->codes.at[*place - 1] : RO_ABSENT;
}

/* The code of an entity: a country's, the country's of a place or person, a body's. */
static ro_slice code_of_entity(const ro_reader *r, const ro_actors *actors, size_t entity) {
  if (entity == RO_NONE) return RO_ABSENT;
  const ro_entity *e = &r->out->entities.at[entity];
  if (e->kind == RO_PLACE) return e->within == RO_NONE ? RO_ABSENT : code_of_entity(r, actors, e->within);
  if (e->kind == RO_FRAMEWORK) return RO_LIT("IGO");
  return e->kind == RO_COUNTRY ? ro_actors_country_code(actors, e->iso) : RO_ABSENT;
}

/* The last sector that a title names before its "of": "Minister of Foreign Affairs" is of no magazine of that name. */
static ro_slice sector_of_title(const ro_actors *actors, ro_slice title) {
  ro_slice sector = RO_ABSENT;
  for (size_t at = 0; at < title.len; at++) {
    ro_dictionary_hit hit;
    if (at > 0 && title.ptr[at - 1] != ' ') continue;
    ro_slice rest = ro_slice_part(title, at, title.len);
    if (sector.ptr && (ro_slice_starts(rest, RO_LIT("of ")) || ro_slice_starts(rest, RO_LIT("for ")))) break;
    if (!ro_dictionary_at(&actors->dictionary, title, at, &hit)) continue;
    ro_label label = {.sector = RO_ABSENT};
    take_code(actors, &label, ro_dictionary_code(hit.codes, 0));
    if (label.sector.ptr) sector = label.sector;
  }
  return sector;
}

bool ro_actors_entity(const ro_reader *r, const ro_actors *actors, size_t entity, ro_coded_actor *actor) {
  const ro_entity *e = &r->out->entities.at[entity];
  *actor = (ro_coded_actor){.name = e->name};
  actor->why = RO_WHY("somebody whom the reader knows");
  actor->code = code_of_entity(r, actors, e->kind == RO_PERSON ? ro_person_of(r, entity) : entity);
  ro_slice title = e->kind == RO_PERSON && e->offices.len > 0 ? e->offices.at[e->offices.len - 1].title : RO_ABSENT;
  if (title.ptr && !is_in_section(actors, "belongs", title)) actor->sector = sector_of_title(actors, title);
  return actor->code.ptr || actor->sector.ptr;
}

/* Countries have their names and adjectives from the lists (take_listed() of names.c). */
static ro_why why_known(const ro_reader *r, size_t i) {
  size_t len;
  const ro_gazetteer_entry *entry = NULL;
  if (r->trace && r->adjective[i] != RO_NONE)
    entry = ro_lists_name_at(r->lists, r->tokens->text, ro_token_at(r, i)->span.start, false, &len);
  return entry ? ro_why_name(r, "country that the reader knows", entry, i, i + 1) : RO_WHY("name that the reader knows");
}

/* What the reader knows of the tokens from i on. False where that is nothing. */
static bool label_known(const ro_reader *r, const ro_actors *actors, size_t i, ro_label *label) {
  size_t entity = r->entity[i] != RO_NONE ? r->entity[i] : r->adjective[i], n = r->tokens->tokens.len;
  if (entity == RO_NONE) return false;
  const ro_entity *e = &r->out->entities.at[entity];
  *label = (ro_label){.words = {i, i + 1}, .why = why_known(r, i)};
  while (label->words.end < n &&
         (r->entity[label->words.end] == entity || (r->entity[i] == RO_NONE && r->adjective[label->words.end] == entity)))
    label->words.end++;
  label->country = e->kind == RO_COUNTRY;
  label->person = e->kind == RO_PERSON;
  ro_coded_actor actor;
  ro_actors_entity(r, actors, entity, &actor);
  label->code = actor.code;
  label->sector = actor.sector;
  if (label->country && label->words.end > i + 1) { /* "the Israeli government" */
    ro_span last = ro_token_at(r, label->words.end - 1)->span;
    label->sector = sector_of_title(actors, ro_slice_part(r->tokens->text, last.start, last.end));
  }
  return label->code.ptr || e->kind == RO_PERSON;
}

static long day_of(ro_slice date) {
  long day = 0;
  for (size_t i = 0; i < date.len && i < 10; i++)
    if (date.ptr[i] >= '0' && date.ptr[i] <= '9') day = day * 10 + (date.ptr[i] - '0');
  return date.len >= 10 ? day : 0;
}

/* The country of the report that has this code, or RO_NONE. */
static size_t country_of_code(const ro_reader *r, const ro_actors *actors, ro_slice code) {
  for (size_t e = 0; code.len > 0 && e < r->out->entities.len; e++)
    if (r->out->entities.at[e].kind == RO_COUNTRY && ro_slice_equal(code_of_entity(r, actors, e), code)) return e;
  return RO_NONE;
}

size_t ro_actors_country(const ro_reader *r, const ro_actors *actors, ro_slice name, ro_why *why) {
  ro_dictionary_hit hit;
  if (!ro_dictionary_at(&actors->dictionary, name, 0, &hit) || hit.len != name.len) return RO_NONE;
  ro_label label = {.code = RO_ABSENT};
  take_code(actors, &label, ro_dictionary_code(hit.codes, day_of(r->out->report.published)));
  *why = (ro_why){.rule = "country of a person by a dictionary", .list = hit.file, .entry = hit.name};
  return country_of_code(r, actors, label.code);
}

/* A label of the words from token i up to that byte of the text. */
static void label_words(const ro_reader *r, size_t i, size_t end, ro_label *label) {
  *label = (ro_label){.words = {i, i + 1}};
  while (label->words.end < r->tokens->tokens.len && ro_token_at(r, label->words.end)->span.end <= end) label->words.end++;
}

/* A town or province in the whole of a name that the tagger takes for a place's. */
static bool label_town(const ro_reader *r, const ro_actors *actors, size_t i, ro_label *label) {
  ro_dictionary_hit hit;
  size_t start = ro_token_at(r, i)->span.start;
  if (ro_token_at(r, i)->name != RO_NAME_B_LOC || !ro_dictionary_at(&actors->towns, r->tokens->text, start, &hit)) return false;
  label_words(r, i, start + hit.len, label);
  size_t end = label->words.end;
  while (end < r->tokens->tokens.len && ro_actors_word(r, actors, "region", end)) end++;
  if (end < r->tokens->tokens.len && ro_token_at(r, end)->name == RO_NAME_I_LOC) return false;
  label->why = (ro_why){.rule = "town or province", .list = hit.file, .entry = hit.name};
  take_code(actors, label, ro_dictionary_code(hit.codes, 0));
  return label->code.ptr != NULL;
}

/* "ex-Danish", one word */
static bool is_ex(const ro_reader *r, size_t i) {
  return ro_slice_starts(ro_token_at(r, i)->lower, RO_LIT("ex-"));
}

static bool label_listed(const ro_reader *r, const ro_actors *actors, size_t i, ro_label *label) {
  ro_dictionary_hit hit;
  ro_slice text = r->tokens->text;
  size_t start = ro_token_at(r, i)->span.start;
  if (ro_has(r, i, RO_T_PUNCT)) return false;
  bool found = ro_dictionary_at(&actors->dictionary, text, start, &hit);
  if (!found && is_ex(r, i)) found = ro_dictionary_at(&actors->dictionary, text, start += 3, &hit);
  if (!found) return false;
  label_words(r, i, start + hit.len, label);
  label->why = (ro_why){.rule = "name or agent of a dictionary", .list = hit.file, .entry = hit.name};
  take_code(actors, label, ro_dictionary_code(hit.codes, day_of(r->out->report.published)));
  return label->code.ptr || label->sector.ptr || label->words.end > i + 1; /* "South China Sea" is nobody, nor China */
}

static size_t length(ro_range range) {
  return range.end - range.first;
}

/* Verbs and little words begin no name by themselves: "to police the border". */
static bool may_begin(const ro_reader *r, size_t i) {
  switch (ro_token_at(r, i)->upos) {
    case RO_VERB:
      return ro_has(r, i, RO_T_ADJECTIVE | RO_T_NOUN | RO_T_PROPER);
    case RO_ADP:
    case RO_AUX:
    case RO_CCONJ:
    case RO_DET:
    case RO_PART:
    case RO_PUNCT:
    case RO_SCONJ:
      return false;
    case RO_PRON:
      return ro_has(r, i, RO_T_CAPITAL);
    default:
      return true;
  }
}

/* A listed label at token i; a verb or little word only begins a capitalised name of several words, "Save the Children". */
static bool label_listed_at(const ro_reader *r, const ro_actors *actors, size_t i, ro_label *label) {
  if (!label_listed(r, actors, i, label)) return false;
  return may_begin(r, i) || (ro_has(r, i, RO_T_CAPITAL) && label->code.ptr && length(label->words) > 1);
}

/* Does what the reader knows go before what is listed? A seat of power is its country's government in the lists. */
static bool is_better(const ro_label *known, const ro_label *listed) {
  if (length(listed->words) > length(known->words)) return false;
  if (!listed->code.ptr) return true;
  if (!known->code.ptr) return false;
  if (length(listed->words) < length(known->words) || known->sector.ptr) return true;
  return known->country && !(listed->sector.ptr && ro_slice_equal(known->code, listed->code));
}

void ro_labels_make(const ro_reader *r, const ro_actors *actors, ro_labels *labels) {
  size_t n = r->tokens->tokens.len;
  *labels = (ro_labels){.actors = actors, .at = RO_NEW_ARRAY(r->arena, uint32_t, n + 1)};
  for (size_t i = 0; i < n;) {
    ro_label known = {0}, listed = {0};
    bool is_known = label_known(r, actors, i, &known);
    bool is_listed = label_listed_at(r, actors, i, &listed);
    if (!is_known && !is_listed) is_listed = label_town(r, actors, i, &listed);
    if (!is_known && !is_listed) {
      i++;
      continue;
    }
    ro_label label = is_known && (!is_listed || is_better(&known, &listed)) ? known : listed;
    if (is_known && length(label.words) < length(known.words)) label.words = known.words;
    RO_PUSH(r->arena, &labels->all, label);
    for (size_t k = label.words.first; k < label.words.end; k++) labels->at[k] = (uint32_t)labels->all.len;
    i = label.words.end;
  }
}

static const ro_label *label_at(const ro_labels *labels, size_t token) {
  return labels->at[token] ? &labels->all.at[labels->at[token] - 1] : NULL;
}

/* -- phrases ----------------------------------------------------------------------------------------------------------- */

static bool in_core(uint8_t rel, bool before) {
  if (rel == RO_REL_FLAT || rel == RO_REL_COMPOUND || rel == RO_REL_NMOD_DESC) return true;
  return before && (rel == RO_REL_AMOD || rel == RO_REL_DET || rel == RO_REL_NMOD_POSS || rel == RO_REL_NUMMOD ||
                    rel == RO_REL_DET_PREDET || rel == RO_REL_NMOD || rel == RO_REL_NMOD_UNMARKED || rel == RO_REL_APPOS);
}

static ro_range core_of(const ro_reader *r, size_t head) {
  const ro_syntax *s = &r->syntax;
  ro_range core = {head, head + 1};
  for (size_t k = ro_first_child(s, head); k != RO_NO_TOKEN; k = ro_next_child(s, k)) {
    bool before = k < head;
    uint8_t rel = ro_token_at(r, k)->rel;
    if (!before && rel == RO_REL_APPOS && s->first[k] == core.end) { /* "Prime Minister Sharif" */
      core.end = k + 1;
      continue;
    }
    if (!in_core(rel, before)) continue;
    ro_range words = ro_extent(s, k);
    if (before && words.first < core.first) core.first = words.first;
    if (!before && words.first <= core.end && words.end > core.end) core.end = words.end;
  }
  return core;
}

ro_slice ro_actors_name(const ro_reader *r, size_t head) {
  ro_range core = core_of(r, head);
  while (core.first + 1 < core.end && (ro_has(r, core.first, RO_T_DETERMINER | RO_T_PUNCT))) core.first++;
  return ro_slice_span(r->tokens->text, ro_tokens_span(r, core.first, core.end));
}

/* Does nothing but "and", commas and dashes stand between two labels? */
static bool are_joined(const ro_reader *r, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (!ro_has(r, i, RO_T_AND | RO_T_COMMA) && !ro_word_in(r, i, "- – / the")) return false;
  return true;
}

/* "ethnic Albanian", "French-backed": a name that does not say whose somebody is. */
static bool is_qualified(const ro_reader *r, const ro_labels *labels, const ro_label *label) {
  size_t first = label->words.first, end = label->words.end;
  if (first > 0 && ro_word_is(r, first - 1, "ethnic")) return true;
  return ro_word_in(r, end, "- –") && ro_actors_word(r, labels->actors, "qualifier", end + 1);
}

/* "Bosnian Serbs": a country before a people says whose they are. */
static bool is_people_of(const ro_reader *r, const ro_labels *labels, ro_range core, const ro_label *own) {
  if (!own->country || own->words.first == core.first) return false;
  const ro_label *before = label_at(labels, own->words.first - 1);
  return before && before->country && ro_has(r, own->words.end - 1, RO_T_PLURAL) && !is_qualified(r, labels, before);
}

/* "the Israeli Labor Party": a country before a listed name says whose it is, of several of that name. */
static bool is_namesake_of(const ro_reader *r, const ro_labels *labels, ro_range core, const ro_label *own) {
  if (own->country || own->person || is_body(own->code)) return false;
  for (size_t i = core.first; i < own->words.first; i++)
    if (label_at(labels, i) && label_at(labels, i)->country && !is_qualified(r, labels, label_at(labels, i))) return true;
  return false;
}

/* Is it somebody else's than its own label says? */
static bool is_of_another(const ro_reader *r, const ro_labels *labels, ro_range core, const ro_label *own) {
  return is_qualified(r, labels, own) || is_people_of(r, labels, core, own) || is_namesake_of(r, labels, core, own);
}

/* Codes of a phrase: those of its head's own label, else of the first in it with what is coordinated to that. */
static void codes_in(const ro_reader *r, const ro_labels *labels, ro_range core, size_t head, ro_slices *codes) {
  const ro_label *own = label_at(labels, head), *last = NULL;
  if (own && own->code.ptr && !is_of_another(r, labels, core, own)) {
    RO_PUSH(r->arena, codes, own->code);
    return;
  }
  for (size_t i = core.first; i < core.end; i++) {
    const ro_label *label = label_at(labels, i);
    if (!label || !label->code.ptr || is_qualified(r, labels, label)) continue;
    if (last && !(last->words.end < label->words.first && are_joined(r, last->words.end, label->words.first))) break;
    if (!ro_slices_have(codes, label->code)) RO_PUSH(r->arena, codes, label->code);
    last = label;
    i = label->words.end - 1;
  }
}

/* Does a label alone say of which sector its words are? Not for "spokesman" and the like, where a body stands before them. */
static bool is_decided(const ro_reader *r, const ro_labels *labels, const ro_label *own) {
  if (!own || !own->sector.ptr || own->person) return false;
  return length(own->words) > 1 || !ro_actors_word(r, labels->actors, "belongs", own->words.first);
}

/* The sector of a phrase: of its head's own label, else of the last agent before it, else of the name that gave the code. */
static ro_slice sector_of(const ro_reader *r, const ro_labels *labels, ro_range core, size_t head) {
  const ro_label *own = label_at(labels, head);
  ro_slice sector = own && own->sector.ptr ? own->sector : RO_ABSENT;
  bool decided = is_decided(r, labels, own);
  bool former = false;
  for (size_t i = core.first; i < core.end; i++) {
    const ro_label *label = label_at(labels, i);
    former |= ro_actors_word(r, labels->actors, "former", i) || is_ex(r, i);
    if (label && label != own && label->sector.ptr && !decided) sector = label->sector;
  }
  if (!former && ro_slice_equal(sector, RO_LIT("ELI"))) /* "President Obama", of whatever year */
    for (size_t i = core.first; i < core.end; i++)
      if (label_at(labels, i) && ro_slice_equal(label_at(labels, i)->sector, RO_LIT("GOV"))) return RO_LIT("GOV");
  if (former && sector.ptr && (ro_slice_equal(sector, RO_LIT("GOV")) || ro_slice_equal(sector, RO_LIT("LEG"))))
    return RO_LIT("ELI");
  return sector;
}

/* The preposition of a phrase, or of the name before its head ("of Kaduna State"); RO_NO_TOKEN where there is none. */
static size_t case_of(const ro_reader *r, size_t head) {
  size_t mark = ro_child_by(&r->syntax, head, RO_REL_CASE), first = ro_extent(&r->syntax, head).first;
  return mark == RO_NO_TOKEN && ro_token_at(r, first)->rel == RO_REL_CASE ? first : mark;
}

static bool is_place_word(const ro_reader *r, size_t i) {
  return ro_word_in(r, i, "of in from at for throughout across inside near within on around outside");
}

ro_why ro_actors_why(const ro_reader *r, const ro_labels *labels, size_t head, ro_slice code, ro_slice sector) {
  ro_range words = ro_extent(&r->syntax, head);
  for (size_t i = words.first; r->trace && i < words.end; i++) {
    const ro_label *label = label_at(labels, i);
    if (!label || !(code.ptr ? label->code.ptr == code.ptr : label->sector.ptr == sector.ptr)) continue;
    ro_why why = label->why;
    why.fired = ro_why_words(r, NULL, label->words.first, label->words.end).fired;
    return why;
  }
  return RO_WHY("somebody by the words for him");
}

static void codes_behind(const ro_reader *r, const ro_labels *labels, size_t head, size_t depth, ro_slices *codes) {
  const ro_syntax *s = &r->syntax;
  for (size_t k = ro_first_child(s, head); k != RO_NO_TOKEN && codes->len == 0 && depth < DEPTH_MAX; k = ro_next_child(s, k)) {
    uint8_t rel = ro_token_at(r, k)->rel;
    size_t mark = case_of(r, k);
    bool place = k > head && (rel == RO_REL_NMOD || rel == RO_REL_OBL) && mark != RO_NO_TOKEN && is_place_word(r, mark);
    if (!place && rel != RO_REL_APPOS && rel != RO_REL_ACL && rel != RO_REL_NMOD_UNMARKED) continue;
    if (rel != RO_REL_ACL) codes_in(r, labels, core_of(r, k), k, codes);
    for (size_t c = ro_first_child(s, k); c != RO_NO_TOKEN && codes->len > 0; c = ro_next_child(s, c)) /* "of Chile and Peru" */
      if (ro_token_at(r, c)->rel == RO_REL_CONJ && label_at(labels, c)) codes_in(r, labels, core_of(r, c), c, codes);
    if (codes->len == 0) codes_behind(r, labels, k, depth + 1, codes);
  }
}

/* "tens of thousands of students": whom a word of number or group counts, or the word itself. */
static size_t counted(const ro_reader *r, const ro_labels *labels, size_t head) {
  const ro_syntax *s = &r->syntax;
  for (size_t depth = 0; depth < DEPTH_MAX; depth++) {
    size_t next = RO_NO_TOKEN;
    const ro_label *own = label_at(labels, head);
    if (own && own->code.ptr) return head;
    if (!ro_actors_word(r, labels->actors, "group", head) && !ro_has(r, head, RO_T_NUMBER | RO_T_DETERMINER)) return head;
    for (size_t k = ro_first_child(s, head); k != RO_NO_TOKEN && next == RO_NO_TOKEN; k = ro_next_child(s, k)) {
      size_t mark = case_of(r, k);
      if (ro_token_at(r, k)->rel == RO_REL_NMOD && k > head && mark != RO_NO_TOKEN && ro_word_is(r, mark, "of")) next = k;
    }
    if (next == RO_NO_TOKEN) return head;
    head = next;
  }
  return head;
}

/* Is a phrase with a sector and no code somebody? "soldiers", "President Silva", but no "military aid". */
static bool is_agent(const ro_reader *r, const ro_labels *labels, size_t head) {
  const ro_label *own = label_at(labels, head);
  return (own && own->sector.ptr) || ro_token_at(r, head)->upos == RO_PROPN || ro_actors_word(r, labels->actors, "group", head) ||
         ro_actors_word(r, labels->actors, "belongs", head);
}

static bool actor_of(const ro_reader *r, const ro_labels *labels, size_t head, bool strict, ro_coded_actors *out) {
  size_t who = counted(r, labels, head);
  ro_range core = core_of(r, who);
  ro_slices codes = {0};
  codes_in(r, labels, core, who, &codes);
  if (codes.len == 0 && who != head) codes_in(r, labels, core_of(r, head), head, &codes);
  ro_slice sector = sector_of(r, labels, core, who);
  if (codes.len == 0 && sector.ptr && !is_agent(r, labels, who)) sector = RO_ABSENT;
  bool behind = codes.len == 0 && (sector.ptr || !strict);
  if (behind) codes_behind(r, labels, who, 0, &codes);
  if (behind && codes.len == 0 && who != head) codes_behind(r, labels, head, 0, &codes);
  ro_slice name = ro_actors_name(r, who);
  for (size_t i = 0; i < codes.len; i++)
    RO_PUSH(r->arena, out, ((ro_coded_actor){codes.at[i], sector, name, ro_actors_why(r, labels, head, codes.at[i], sector)}));
  if (codes.len == 0 && sector.ptr)
    RO_PUSH(r->arena, out, ((ro_coded_actor){RO_ABSENT, sector, name, ro_actors_why(r, labels, head, RO_ABSENT, sector)}));
  return codes.len > 0 || sector.ptr;
}

bool ro_actors_of(const ro_reader *r, const ro_labels *labels, size_t head, bool strict, ro_coded_actors *out) {
  const ro_syntax *s = &r->syntax;
  bool found = actor_of(r, labels, head, strict, out);
  for (size_t k = ro_first_child(s, head); k != RO_NO_TOKEN; k = ro_next_child(s, k)) {
    if (ro_token_at(r, k)->rel != RO_REL_CONJ || ro_has(r, k, RO_T_FINITE)) continue;
    found |= actor_of(r, labels, k, strict, out);
  }
  return found;
}
