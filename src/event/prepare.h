/*
 * What comparing needs of one report's findings, made once: words, bags of meanings, shingles, facts, keys. Everything here is a
 * function of the one report and the lists; nothing is counted over a record.
 */
#ifndef RO_EVENT_PREPARE_H
#define RO_EVENT_PREPARE_H

#include "event/sketch.h"
#include "event/terms.h"
#include "event/values.h"
#include "statement/findings.h"

/* A meaning with its weight: 1 for a content word that the report uses in one clause, less for weak words and those of many
 * clauses. */
typedef struct ro_feature {
  uint64_t meaning, root;
  const int16_t *vector; /* or NULL */
  double weight;
} ro_feature;

typedef struct ro_bag {
  RO_ARRAY(ro_feature) features; /* by meaning */
  double total;
} ro_bag;

typedef struct ro_unit { /* a sentence of main */
  ro_span span;
  size_t first, end; /* words */
  ro_bag bag;
  ro_bag unread; /* of its words that no clause has */
} ro_unit;

/* Whether a clause says that something is so, but for its denials; where the operator before it denies, it may mean either. */
typedef enum ro_polarity { RO_AFFIRMED, RO_DENIED, RO_EITHER } ro_polarity;

typedef struct ro_said {               /* a clause */
  size_t attribution, clause, meeting; /* indexes into the findings; meeting as ro_prepared_meeting() takes it */
  ro_bag bag;
  ro_values speakers; /* keys: a party's person and its country have the country's */
  ro_values voices;   /* of the words of the speakers' names, by spelling */
  ro_values numbers;  /* that it names */
  ro_values names;    /* keys of initiatives, instruments, frameworks, issues, places that it names */
  ro_span span;       /* from its first to its last byte */
  bool joint;
  ro_values denials; /* words in it that turn its meaning without negating it: "refuse", "end" */
  ro_polarity polarity;
  bool placed; /* the country of everybody who says it is known */
} ro_said;

typedef struct ro_prepared {
  const ro_findings *findings;
  const ro_lexicon *lexicon;
  ro_words words; /* of main */
  ro_bag whole;   /* of all of them */
  RO_ARRAY(ro_unit) units;
  RO_ARRAY(ro_said) said; /* in order of the text */
  ro_slices keys;         /* of every entity: its kind with ISO code, Wikidata id or normal name */
  ro_terms terms;
  ro_meeting occurrence; /* what the report is about if it is about no meeting: its first sentence tells it */
  ro_values shingles, trigrams;
  ro_sketch sketch;     /* of the shingles */
  uint64_t fingerprint; /* of all words in order */
  ro_slice side;        /* ISO code of the country whose account outlet, credit or dateline say that it is, or absent */
  bool agency_dateline;
} ro_prepared;

/* `findings` and `lexicon` are borrowed for the prepared's life; the rest lives in the arena. */
ro_prepared *ro_prepare(const ro_findings *findings, const ro_lexicon *lexicon, ro_arena *arena);

/* A meeting of the findings, or, at the index behind them, the occurrence. */
static inline const ro_meeting *ro_prepared_meeting(const ro_prepared *p, size_t meeting) {
  return meeting < p->findings->meetings.len ? &p->findings->meetings.at[meeting] : &p->occurrence;
}

/* A told meeting of bodies' representatives, not two persons who happened to meet. */
bool ro_meeting_is_official(const ro_findings *findings, const ro_meeting *meeting);

/* The key of an entity, as in ro_prepared.keys. */
ro_slice ro_entity_key(const ro_entity *entity, ro_arena *arena);

/* The bag of the words [first, end): every content word weighs 1, a weak one half. */
void ro_bag_make(ro_bag *bag, const ro_words *words, size_t first, size_t end, ro_arena *arena);

/* Weight of what two bags share, 0 to the smaller total: equal meanings whole, equal roots and near vectors in part. Mean of both
 * sides' weights.
 */
double ro_bag_shared(const ro_bag *a, const ro_bag *b);

/* The same by equal meanings and roots alone: "remember" is near to "forget". */
double ro_bag_shared_words(const ro_bag *a, const ro_bag *b);

/* 2 * shared / (total + total); 0 for empty bags. */
double ro_bag_dice(const ro_bag *a, const ro_bag *b);

#endif
