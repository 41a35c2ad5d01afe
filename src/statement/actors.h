/*
 * Actors: from a phrase of a report to who that is for PLOVER: a code (ISO 3166-1 alpha-3, or a body's) and a sector.
 *
 *   Indian troops                    IND MIL     a country's adjective, an agent
 *   President Ilham Aliyev           AZE GOV     a person with an office that the reader knows
 *   workers in two mines in Peru     PER LAB     the agent before, the country behind
 *   French and Egyptian warships     FRA MIL, EGY MIL
 *
 * Countries, places and persons come from what was read before, the rest from the dictionaries in data/plover/. Of names that
 * begin at the same word the longest counts. A place that neither knows is looked up among the towns and provinces.
 */
#ifndef RO_STATEMENT_ACTORS_H
#define RO_STATEMENT_ACTORS_H

#include "statement/dictionary.h"
#include "statement/reader.h"

typedef struct ro_actors {
  ro_dictionary dictionary;
  ro_dictionary towns; /* of towns and provinces */
  ro_map iso3;         /* ISO 3166-1 alpha-2 or alpha-3 -> the alpha-3, an index into codes + 1 */
  ro_map words;        /* "SECTION word" of data/plover_words.txt -> 1 */
  ro_slices codes;
} ro_actors;

/* Loads the dictionaries and lists; a wrong line is refused in list->status. */
void ro_actors_load(ro_actors *actors, ro_list_file *list, ro_arena *arena);

/* True where the token's lemma is in that section of data/plover_words.txt ("group", "former"). */
bool ro_actors_word(const ro_reader *r, const ro_actors *actors, const char *section, size_t token);

/* The ISO 3166-1 alpha-3 code of a country, from its alpha-2; absent where there is none. */
ro_slice ro_actors_country_code(const ro_actors *actors, ro_slice iso);

/* A name or agent that covers tokens. */
typedef struct ro_label {
  ro_range words;
  ro_slice code, sector; /* absent where it has none */
  bool country, person;  /* a country itself, by its name or adjective; a person that the reader knows */
  ro_why why;
} ro_label;

/* The labels of all tokens of a report, and of each token its own, an index + 1. */
typedef struct ro_labels {
  const ro_actors *actors;
  RO_ARRAY(ro_label) all;
  uint32_t *at;
} ro_labels;

void ro_labels_make(const ro_reader *r, const ro_actors *actors, ro_labels *labels);

/* Who the phrase of that head is, with those coordinated to it; appended to `out`. False where nobody is known. Where `strict`, a
 * country that only hangs on a phrase that is no agent ("the resignation of the Peruvian minister") does not make it an actor. */
bool ro_actors_of(const ro_reader *r, const ro_labels *labels, size_t head, bool strict, ro_coded_actors *out);

/* An entity as an actor: the code of its country or body, a person's sector by his office. False where neither is known. */
bool ro_actors_entity(const ro_reader *r, const ro_actors *actors, size_t entity, ro_coded_actor *actor);

/* The country of the report that a dictionary knows a person of that whole name to be of, when the report was published, and why;
 * or RO_NONE. */
size_t ro_actors_country(const ro_reader *r, const ro_actors *actors, ro_slice name, ro_why *why);

/* Why somebody in the phrase of that head has that code, or where it is absent that sector. */
ro_why ro_actors_why(const ro_reader *r, const ro_labels *labels, size_t head, ro_slice code, ro_slice sector);

/* The words of a phrase, without its article. */
ro_slice ro_actors_name(const ro_reader *r, size_t head);

#endif
