/*
 * The editable lists that reading is built on: names of the world (data/countries.tsv, bodies.tsv, initiatives.tsv, cities.tsv,
 * regions.tsv), offices (offices.tsv), cues of speech (cues.tsv), operators with their act, stance and strength (operators.tsv),
 * holidays with their dates (holidays.tsv), how sure clauses are (confidence.tsv), given names
 * of one gender (genders.tsv).
 *
 * Read once, then read-only and shared by threads.
 */
#ifndef RO_STATEMENT_LISTS_H
#define RO_STATEMENT_LISTS_H

#include "base/array.h"
#include "base/map.h"
#include "statement/findings.h"

/* What a listed name stands for. */
typedef struct ro_listed {
  ro_entity_kind kind;
  ro_slice name, iso, wikidata;
  ro_slice capital; /* of a country: the first that is listed; absent where none is */
  ro_slices aliases;
  const char *list; /* the file that has it, in data/ */
} ro_listed;

typedef enum ro_name_role {
  RO_NAME_ITSELF,    /* Russia, SCO */
  RO_NAME_ADJECTIVE, /* Russian */
  RO_NAME_CAPITAL,   /* Moscow: a place, and the government in the mouth of the press */
  RO_NAME_METONYM,   /* the Kremlin */
  RO_NAME_OFFICE,    /* foreign minister */
} ro_name_role;

typedef struct ro_gazetteer_entry {
  ro_slice text;      /* offices in lower case … */
  ro_slice as_listed; /* … which this is not */
  ro_name_role role;
  size_t listed; /* index into ro_lists.listed, or offices for RO_NAME_OFFICE */
} ro_gazetteer_entry;

typedef struct ro_listed_office {
  ro_slice title, rank; /* rank: "foreign-minister", "spokesperson" … */
} ro_listed_office;

/* How a cue introduces what was said (column `frame` of cues.tsv). */
typedef enum ro_cue_class {
  RO_CUE_SAY,     /* that-clause, clause, quote, or a noun phrase: said, stressed, reiterated */
  RO_CUE_AGREE,   /* infinitive or that-clause: agreed, decided, pledged */
  RO_CUE_ASK,     /* somebody to do something, or for something: urged, called on, called for */
  RO_CUE_DISCUSS, /* a topic; the verb belongs to the clause: exchanged views on */
  RO_CUE_EXPRESS, /* thanks, condolences; the verb belongs to the clause */
  RO_CUE_STAND,   /* supports, condemns; the verb belongs to the clause */
  RO_CUE_NAME,    /* something as something: called it a mistake */
  RO_CUE_CLASSES
} ro_cue_class;

typedef struct ro_cue {
  ro_slice words; /* lemmas with spaces: "call on" */
  size_t n_words;
  ro_cue_class class_;
  ro_act act; /* of a noun phrase or infinitive that it introduces, or of its own verb */
  ro_stance stance;
  ro_slice strength;
  bool needs_object; /* takes no that-clause: the cue alone says nothing */
  bool together;     /* what those who meet do with each other: "discussed" */
} ro_cue;

/* An operator inside a content: "be ready to", "should", "oppose". */
typedef struct ro_operator {
  ro_slice words;
  size_t n_words;
  ro_act act;
  ro_stance stance;
  ro_slice strength;
  bool opens; /* an infinitive that follows is what it governs: coordinated infinitives are clauses of their own */
} ro_operator;

/* A day that has a name and the same date every year. */
typedef struct ro_holiday {
  ro_slice name;
  long month, day;
} ro_holiday;

/* A unit of the hidden layer that acts are weighed by. */
typedef struct ro_act_unit {
  float bias, outputs[RO_ACTS];
  float *inputs;
} ro_act_unit;

typedef struct ro_act_layer {
  uint64_t model; /* the language model whose states it takes: ro_model_identity() */
  size_t inputs;
  RO_ARRAY(ro_act_unit) units; /* none where there is no data/acts_states.tsv */
} ro_act_layer;

/* A title that only one country or body has. */
typedef struct ro_office_owner {
  ro_slice title;
  ro_slice owner; /* ISO 3166-1 alpha-2, or a body's name */
} ro_office_owner;

struct ro_plover; /* plover.h */

typedef struct ro_lists {
  ro_guard guard;
  ro_arena arena;
  RO_ARRAY(ro_listed) listed;
  RO_ARRAY(ro_listed_office) offices;
  RO_ARRAY(ro_gazetteer_entry) entries; /* sorted by first word, then longest first */
  ro_map first_words;                   /* first word -> index of its first entry */
  RO_ARRAY(ro_cue) cues;
  ro_map cue_words; /* first lemma -> index of the first cue, longest first */
  RO_ARRAY(ro_operator) operators;
  ro_map operator_words;
  RO_ARRAY(ro_holiday) holidays; /* longest name first */
  RO_ARRAY(ro_office_owner) office_owners;
  ro_map city_spellings; /* another spelling of a city -> its place in city_names */
  ro_slices city_names;
  ro_map evaluative; /* lower-case words that evaluate: "successful" */
  ro_map genders;    /* given names that are women's or men's alone -> 'f' or 'm' */
  ro_map confidence; /* what a clause shows -> its place in confidence_weights */
  RO_ARRAY(double) confidence_weights;
  const struct ro_plover *plover; /* what coding PLOVER's events asks for */
  ro_map act_features;            /* feature -> row of act_weights */
  RO_ARRAY(float) act_weights;    /* rows × RO_ACTS; none where there is no data/acts.tsv */
  ro_act_layer act_layer;
} ro_lists;

/* Reads the lists of a data directory. READOUT_ERR_INPUT names file, line and what is wrong with it. Close with ro_lists_close().
 */
readout_status ro_lists_open(ro_lists **lists, const char *data_dir, readout_error *err);
void ro_lists_close(ro_lists *lists);

/*
 * The longest listed name that begins at byte `at` of `text` and ends at a word's end. Curly apostrophes count as straight.
 * Offices are compared without case, names with it. Returns NULL where none is; *len is its length in the text.
 */
const ro_gazetteer_entry *ro_lists_name_at(const ro_lists *lists, ro_slice text, size_t at, bool offices, size_t *len);

/* The holiday whose name begins at byte `at` of `text`, with its case, or NULL; *len is its length in the text. */
const ro_holiday *ro_lists_holiday_at(const ro_lists *lists, ro_slice text, size_t at, size_t *len);

/* The listed place of a name whose case is not known ("VIENTIANE" in a dateline): a city, a capital; NULL where none is. */
const ro_gazetteer_entry *ro_lists_place_nocase(const ro_lists *lists, ro_slice name);

/* The country or body that alone has an office of that title ("Taoiseach and …"), or NULL. */
const ro_listed *ro_lists_office_owner(const ro_lists *lists, ro_slice title);

/* The name that the record has for a city of this spelling ("Kyiv" for "Kiev"), or the spelling itself. */
ro_slice ro_lists_city(const ro_lists *lists, ro_slice spelling);

/* The listed entity of a name or alias, or NULL. */
const ro_listed *ro_lists_find(const ro_lists *lists, ro_slice name);

#endif
