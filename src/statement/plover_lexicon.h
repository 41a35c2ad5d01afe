/*
 * The lexicon of PLOVER's events (data/plover.tsv): which verbs, nouns and adjectives tell an event of which type, and which lead
 * on to another word that does.
 *
 *   [sets]      name, members                    talks  talk|negotiation
 *   [verbs]     words, type, mode, CAMEO, roles  hold|have &talks  CONSULT
 *   [nouns]     the same                         attack on|against  ASSAULT
 *   [forms]     form, lemma                      shot  shoot
 *   [contexts]  context, lemmas
 *
 * Words are lemmas: the first is the predicate's own, each further one must be among the words that hang on it (objects,
 * particles, prepositions with their nouns, infinitives); | parts alternatives, &name stands for a set. The entry with the most
 * words counts, among equals the first. A type in small letters is a way to lead on (ro_lead).
 *
 * Read once, then read-only and shared by threads.
 */
#ifndef RO_STATEMENT_PLOVER_LEXICON_H
#define RO_STATEMENT_PLOVER_LEXICON_H

#include "base/list_file.h"
#include "statement/reader.h"

typedef enum ro_plover_type {
  RO_AGREE,
  RO_CONSULT,
  RO_SUPPORT_EVENT,
  RO_CONCEDE,
  RO_COOPERATE,
  RO_AID,
  RO_RETREAT,
  RO_REQUEST,
  RO_ACCUSE,
  RO_REJECT,
  RO_THREATEN,
  RO_PROTEST,
  RO_SANCTION,
  RO_MOBILIZE,
  RO_COERCE,
  RO_ASSAULT,
  RO_PLOVER_TYPES
} ro_plover_type;

const char *ro_plover_type_name(ro_plover_type type);

/* Material or verbal cooperation, up to RETREAT; REQUEST is neither; from ACCUSE on conflict. */
static inline bool ro_is_cooperative(ro_plover_type type) {
  return type <= RO_RETREAT;
}
static inline bool ro_is_hostile(ro_plover_type type) {
  return type >= RO_ACCUSE;
}

typedef enum ro_lead {
  RO_LEAD_NONE,    /* it tells the event itself */
  RO_LEAD_LIGHT,   /* "light": the event is its infinitive's or its object's: launched an attack, began to withdraw */
  RO_LEAD_INTEND,  /* "intend": agreed to, promised, plans to, is ready to */
  RO_LEAD_REFUSE,  /* "refuse": refused to, failed to */
  RO_LEAD_END,     /* "end": stopped, lifted: what was there is taken back */
  RO_LEAD_SAY,     /* "say": what is said is looked into */
  RO_LEAD_OBLIGE,  /* "oblige": has to, is needed */
  RO_LEAD_CHARGE,  /* "charge": is responsible */
  RO_LEAD_NOTHING, /* "nothing": no event, whatever other entries of the predicate say: asked a question */
  RO_LEADS
} ro_lead;

#define RO_ENTRY_WORDS 5

typedef struct ro_lexicon_entry {
  const char *list; /* "plover.tsv"; NULL for those of the program's own */
  ro_slice text;    /* column 1 */
  ro_slice words[RO_ENTRY_WORDS];
  size_t n_words; /* without the predicate's own */
  ro_lead lead;
  ro_plover_type type;  /* where it does not lead on */
  ro_slice mode, cameo; /* or absent */
  bool reversed;        /* the subject is the recipient: receive, suffer */
  bool about;           /* the object is what it is about: recipients stand behind "with" only */
  size_t next;          /* the next entry of the same predicate, or RO_NONE */
} ro_lexicon_entry;

typedef struct ro_plover_lexicon {
  RO_ARRAY(ro_lexicon_entry) entries;
  ro_map verbs, nouns; /* lemma -> its first entry */
  ro_map contexts;     /* lemma -> index into context_names */
  ro_slices context_names;
  ro_map forms; /* irregular form -> index into lemmas */
  ro_slices lemmas;
  ro_map sets; /* name -> index into set_members */
  ro_slices set_members;
} ro_plover_lexicon;

/* Loads data/plover.tsv; a wrong line is refused in list->status. */
void ro_plover_lexicon_load(ro_plover_lexicon *lexicon, ro_list_file *list, ro_arena *arena);

/* A predicate found: its entry and the tokens that the entry's words were found at, the predicate's own first. */
typedef struct ro_lexicon_match {
  const ro_lexicon_entry *entry; /* NULL: none */
  size_t tokens[RO_ENTRY_WORDS + 1];
  size_t n_tokens;
} ro_lexicon_match;

/* The entry that fits the predicate at a token. `nominal` looks among the nouns. */
ro_lexicon_match ro_plover_lexicon_at(const ro_plover_lexicon *lexicon, const ro_reader *r, size_t token, bool nominal);

/* The contexts of tokens [first, end), each once, and why. */
void ro_plover_contexts(const ro_plover_lexicon *lexicon, const ro_reader *r, size_t first, size_t end, ro_slices *contexts,
                        ro_whys *whys);

#endif
