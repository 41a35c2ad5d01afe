/*
 * The editable lists by which reports are found to differ: which words deny (data/negatives.txt), what is counted and how surely
 * (quantities.txt), which names take a side (wordings.txt), which offices there are (offices.tsv), where it is later
 * (time_zones.tsv). Part of the lexicon: read once, then read-only.
 */
#ifndef RO_EVENT_CONTRASTS_H
#define RO_EVENT_CONTRASTS_H

#include "base/array.h"
#include "base/list_file.h"
#include "event/phrase_list.h"

/* The classes of offices.tsv, in its order. */
typedef enum ro_office_class {
  RO_HEAD_OF_STATE,
  RO_HEAD_OF_GOVERNMENT,
  RO_FOREIGN_MINISTER,
  RO_MINISTER,
  RO_DEPUTY,
  RO_ENVOY,
  RO_SPOKESPERSON,
  RO_LEGISLATOR,
  RO_OFFICER,
  RO_BODY_HEAD,
  RO_OTHER_OFFICE,
  RO_OFFICE_CLASSES
} ro_office_class;

typedef struct ro_title {
  ro_slice name; /* as the list has it first */
  ro_office_class class_;
} ro_title;

typedef struct ro_zone {
  ro_slice iso;
  int west, east; /* minutes from UTC, the least and the greatest that is in use */
} ro_zone;

/* A word for a crisis: "war", "special military operation". */
typedef struct ro_crisis_word {
  ro_slice line; /* what the words of one line of the list are called */
  ro_slice iso;  /* the country that it is about, where it is about one alone; or absent */
} ro_crisis_word;

typedef struct ro_symbol { /* "US$" */
  ro_slice text;
  uint64_t currency;
} ro_symbol;

typedef struct ro_stage { /* how far an instrument has come */
  ro_slice name;
  bool is_past; /* it is made: signed, in force */
} ro_stage;

/* What a word of negatives.txt does. */
enum { RO_NOT = 1, RO_NEGATIVE };

/* How a figure is hedged. */
typedef enum ro_hedge { RO_EXACT, RO_ABOUT, RO_AT_LEAST, RO_AT_MOST } ro_hedge;

typedef struct ro_contrasts {
  ro_phrase_list negatives; /* RO_NOT, RO_NEGATIVE */
  ro_phrase_list no_agreement;
  ro_phrase_list numerals; /* value + 1 */
  ro_phrase_list ordinals;
  ro_phrase_list magnitudes; /* power of ten */
  ro_phrase_list currencies; /* from 1 */
  ro_phrase_list hedges;     /* ro_hedge */
  RO_ARRAY(ro_symbol) symbols;
  ro_phrase_list crises; /* index into crisis_words + 1 */
  RO_ARRAY(ro_crisis_word) crisis_words;
  ro_phrase_list other_matters;        /* before a crisis' word: of another matter */
  ro_phrase_list names;                /* group * RO_NAMES_IN_GROUP + which of its names */
  ro_phrase_list instruments, signing; /* from 1 by line */
  RO_ARRAY(ro_stage) stages;
  ro_map stage_of; /* words as they stand, in lower case, joined by a space -> index into stages */
  RO_ARRAY(ro_title) titles;
  ro_map title_of; /* title in lower case -> index into titles */
  RO_ARRAY(ro_zone) zones;
} ro_contrasts;

#define RO_NAMES_IN_GROUP 16

/* Reads the five lists; what fails stands in list->status. */
void ro_contrasts_read(ro_contrasts *contrasts, ro_list_file *list);

/* The office that a title of a report is, or NULL where the list has none. */
const ro_title *ro_contrasts_title(const ro_contrasts *contrasts, ro_slice title, ro_arena *scratch);

/* Minutes from UTC of a country (ISO 3166-1 alpha-2); NULL where it is not known. */
const ro_zone *ro_contrasts_zone(const ro_contrasts *contrasts, ro_slice iso);

#endif
