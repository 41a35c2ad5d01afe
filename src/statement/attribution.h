/* Attributions, inside: what attribution.c, clauses.c and speakers.c share. */
#ifndef RO_STATEMENT_ATTRIBUTION_H
#define RO_STATEMENT_ATTRIBUTION_H

#include "statement/reader.h"

/* Tokens [first, end). */
typedef struct ro_range {
  size_t first, end;
} ro_range;

typedef RO_ARRAY(ro_range) ro_ranges;

/* One source with its cue and what it introduces, in tokens of one sentence. */
typedef struct ro_frame {
  ro_range subject; /* empty where there is none */
  ro_range cue;     /* the verb with its auxiliaries, negation and particle; empty where the sentence has none */
  size_t n_content;
  ro_range content[2];
  const ro_cue *lexical; /* NULL for speech without a cue */
  bool negated, hypothetical, future;
  bool passive; /* what stands before the cue was discussed, agreed: everybody's */
  ro_range addressee;
} ro_frame;

/* How an operator governs a clause. */
typedef struct ro_reading {
  ro_act act;
  ro_stance stance;
  ro_slice strength;
  bool negated, future, hypothetical;
  bool opens;      /* infinitives under the operator are clauses of their own */
  size_t op_first; /* the finite verb, or the range's end */
  size_t op_end;   /* behind the operator's last word */
} ro_reading;

/* Divides a content into clauses and reads the act of each. `lexical` may be NULL. */
void ro_clauses_divide(const ro_reader *r, const ro_frame *frame, ro_attribution *out);

/* Reads the operator of a clause with a subject. `found` is false where no finite verb is. */
ro_reading ro_clause_read(const ro_reader *r, ro_range clause, const ro_cue *lexical, bool *found);

/* The cue that begins with token i (a verb), longest first, and the token behind it; NULL where none does. */
const ro_cue *ro_cue_at(const ro_reader *r, size_t i, size_t limit, size_t *end);

/* Who speaks: carried from one attribution to the next. */
typedef struct ro_speaking {
  ro_indexes last;    /* speakers of the last attribution */
  bool joint;         /* the last one was all parties' */
  size_t last_person; /* the last single person who spoke, or RO_NONE */
  size_t subject;     /* the last person named as a subject, or RO_NONE */
} ro_speaking;

/* Resolves a subject into entities. `joint` tells of "the two sides". Nothing is pushed where it is nobody known. */
void ro_speakers_resolve(const ro_reader *r, ro_range subject, const ro_speaking *speaking, ro_indexes *speakers, bool *joint);

/* All parties of the told event: persons where they are known. */
void ro_speakers_all(const ro_reader *r, ro_indexes *speakers);

/* True for "the two sides", "both ministers", "they" (plural), "the two countries". */
bool ro_subject_is_joint(const ro_reader *r, ro_range subject);

/* The country or person that a bare subject speaks for ("China", "the Russian side"), or RO_NONE. */
size_t ro_subject_party(const ro_reader *r, ro_range subject);

/* The person who speaks for a country among those the report names, parties first; or the country itself. */
size_t ro_speaker_for(const ro_reader *r, size_t country);

#endif
