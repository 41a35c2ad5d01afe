/*
 * The editable lists that comparing is built on: words that weigh little (data/stopwords.txt), words used for one another
 * (synonyms.txt), whose account an outlet carries (outlets.tsv, countries.tsv), shapes of set phrases (formulations.txt),
 * what makes two clauses one statement (alignment.tsv).
 *
 * Read once, then read-only and shared by threads.
 */
#ifndef RO_EVENT_LEXICON_H
#define RO_EVENT_LEXICON_H

#include <stdint.h>

#include "base/array.h"
#include "base/map.h"
#include "event/affinity.h"
#include "event/contrasts.h"
#include "event/vectors.h"

typedef struct ro_outlet {
  ro_slice name;
  ro_slice iso;
  bool whole_case; /* an acronym: compared with its case */
} ro_outlet;

/* One place of a shape: one of several stems, or any content word. */
typedef struct ro_shape_place {
  ro_slices stems; /* none: any content word */
  bool optional;
  bool is_ism; /* one is an -ism: "multilateralism" is not "the multilateral trading system" */
} ro_shape_place;

typedef struct ro_shape {
  RO_ARRAY(ro_shape_place) places;
  ro_slice as_listed; /* the line of the list */
  size_t first;       /* of the shapes that are wordings of one thing the one that stands first: itself where it is alone */
  bool has_others;    /* wordings: other shapes name it as their first */
} ro_shape;

typedef enum ro_word_kind { RO_KIND_OTHER, RO_KIND_NOUN, RO_KIND_ADJECTIVE } ro_word_kind;

typedef struct ro_lexicon {
  ro_guard guard;
  ro_arena arena;
  ro_map function_words; /* lower-case forms */
  ro_map weak_stems;
  ro_phrase_list synonyms; /* number of the group */
  RO_ARRAY(ro_outlet) outlets;
  RO_ARRAY(ro_outlet) countries;     /* names and adjectives of countries, longest first */
  RO_ARRAY(ro_outlet) country_names; /* the common name of each */
  RO_ARRAY(ro_outlet) body_names;    /* of the bodies that have outlets */
  RO_ARRAY(ro_shape) shapes;
  ro_map verbs;  /* stems that never stand as an adjective */
  ro_map kinds;  /* lower-case form -> ro_word_kind, of those that are mostly nouns or adjectives */
  ro_map counts; /* stem -> parts of general text that have it */
  uint64_t parts;
  ro_vectors vectors;
  ro_affinity_weights affinity;
  ro_contrasts contrasts;
} ro_lexicon;

/* Reads the lists of a data directory. READOUT_ERR_INPUT or _IO name file, line and what is wrong. Close with ro_lexicon_close().
 */
readout_status ro_lexicon_open(ro_lexicon **lexicon, const char *data_dir, readout_error *err);
void ro_lexicon_close(ro_lexicon *lexicon);

/* Natural logarithm of one in how many parts of general text (data/word_counts.tsv) has a stem: 0 for one that all have. */
double ro_lexicon_rarity(const ro_lexicon *lexicon, ro_slice stem);

/* What a lower-case form mostly is (data/word_classes.txt); of one that is not listed its ending decides. */
ro_word_kind ro_lexicon_word_kind(const ro_lexicon *lexicon, ro_slice lower);

/* Does an outlet's or a credit's name say that a state itself publishes: a ministry, an embassy, a president's office? */
bool ro_lexicon_is_official(ro_slice outlet);

/* Whose account an outlet or a credit carries: a state's (ISO 3166-1 alpha-2) or a body's of states (a Wikidata id, "Q458"), or
 * absent. */
ro_slice ro_lexicon_side(const ro_lexicon *lexicon, ro_slice outlet);

/* Is a side a body of states, by its Wikidata id, rather than a country? */
static inline bool ro_is_body_side(ro_slice side) {
  return side.len > 2 && side.ptr[0] == 'Q';
}

#endif
