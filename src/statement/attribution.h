/* Attributions, inside: what attribution.c, clauses.c and speakers.c share. */
#ifndef RO_STATEMENT_ATTRIBUTION_H
#define RO_STATEMENT_ATTRIBUTION_H

#include "statement/reader.h"

#define RO_CONTENTS_MAX 12

/* One source with its cue and what it introduces, in tokens of one sentence. */
typedef struct ro_frame {
  ro_range subject; /* empty where there is none */
  ro_range cue;     /* the verb with its auxiliaries, negation and particle; empty where the sentence has none */
  size_t head;      /* the cue's own verb */
  size_t begin;     /* where a clause that has the cue in it begins, where that is before the verb; else 0 */
  size_t asked;     /* where what somebody is asked to do begins; 0 where nobody is */
  size_t n_content;
  ro_range content[RO_CONTENTS_MAX];
  const ro_cue *lexical; /* NULL for speech without a cue */
  ro_range addressee;
  bool clause; /* the content is a clause that the verb has for its object */
  bool negated, hypothetical, future;
  bool passive; /* what stands before the cue was discussed, agreed: everybody's */
  bool whole;   /* is one clause, of the cue's act, whatever stands in it */
  bool vouched; /* "according to B": who tells it is not who does it */
  bool reaches; /* a quotation takes a content beyond the sentence */
  ro_why why;
} ro_frame;

/* The frames of a sentence, tokens [first, end), in the order of their cues; at most `max`. Returns how many. */
size_t ro_frames_read(const ro_reader *r, size_t first, size_t end, bool remarks, ro_frame *frames, size_t max);

/* The tokens of each quotation, its marks included, in order; one that is not closed ends with its paragraph. */
ro_ranges ro_quotations(const ro_reader *r);

/* A sentence's frames, and whether a quotation that another sentence introduces has all of it. */
typedef struct ro_sentence_frames {
  ro_frame *at;
  size_t n;
  bool covered;
} ro_sentence_frames;

/* Lets the contents of sentence n's frames reach over the quotations that they stand in, and marks the sentences that are theirs.
 */
void ro_quotations_reach(const ro_reader *r, const ro_ranges *quotes, ro_sentence_frames *all, size_t n);

/* Does the clause of a frame have the cue's verb in it? */
bool ro_frame_owns_verb(const ro_reader *r, const ro_frame *frame);

/* What is read of a clause beside its words: those of ro_explained from RO_WHY_ACT to RO_WHY_HYPOTHETICAL. */
#define RO_READ (RO_WHY_HYPOTHETICAL - RO_WHY_ACT + 1)

/* How an operator governs a clause. */
typedef struct ro_reading {
  ro_act act;
  ro_stance stance;
  ro_slice strength;
  bool negated, future, hypothetical;
  bool opens;          /* infinitives under the operator are clauses of their own */
  size_t op_first;     /* the finite verb, or the range's end */
  size_t op_end;       /* behind the operator's last word */
  ro_why why[RO_READ]; /* why each of them is so, by ro_explained from RO_WHY_ACT on; without a rule where it is not */
} ro_reading;

/* Divides a content into clauses and reads the act of each. `lexical` may be NULL. */
void ro_clauses_divide(const ro_reader *r, const ro_frame *frame, ro_attribution *out);

/* Reads the operator of a clause with a subject. `found` is false where no finite verb is. */
ro_reading ro_clause_read(const ro_reader *r, ro_range clause, const ro_cue *lexical, bool *found);

/* The cue that begins with token i (a verb), longest first, and the token behind it; NULL where none does. */
const ro_cue *ro_cue_at(const ro_reader *r, size_t i, size_t limit, size_t *end);

/* Is the report somebody's remarks in the first person? And whose: the person in its title or byline, else the country in its
 * title, or RO_NONE. */
bool ro_is_remarks(const ro_reader *r);
/* "The Spokesperson, Ana Ruiz, made the following statement:": the token that names whose all the rest is, or RO_NO_TOKEN. */
size_t ro_remarks_announced(const ro_reader *r);
bool ro_is_joint(const ro_reader *r); /* a joint statement or communiqué */
size_t ro_remarks_speaker(ro_reader *r);
size_t ro_remarks_label(ro_reader *r, size_t *first, size_t limit, bool *asks);

/* The person whom a stretch of text names first, with the offices that it gives him or her; RO_NONE where it names nobody. */
size_t ro_headline_person(ro_reader *r, ro_slice text);

/* The probability that speakers, span and act of a clause are all right, 0 to 1. The attribution is complete but for that, and
 * the clause's confidence is its act's probability. */
double ro_confidence(const ro_reader *r, const ro_attribution *a, const ro_clause *clause);

/* Who speaks: carried from one attribution to the next. */
typedef struct ro_speaking {
  ro_indexes last;    /* speakers of the last attribution */
  bool joint;         /* the last one was all parties' */
  size_t last_person; /* the last single person who spoke, or RO_NONE */
  size_t subject;     /* the last person named as a subject, or RO_NONE */
  ro_whys *whys;      /* gets why it is whom a subject is resolved to */
} ro_speaking;

/* Resolves a subject into entities. `joint` tells of "the two sides". Nothing is pushed where it is nobody known. */
void ro_speakers_resolve(ro_reader *r, ro_range subject, const ro_speaking *speaking, ro_indexes *speakers, bool *joint);

/* The person whom a phrase names by a title ("the Russian foreign minister"), or RO_NONE. */
size_t ro_speaker_titled(const ro_reader *r, ro_range phrase, const ro_speaking *speaking);

/* The country of the party that "the prime minister" is, where the report gives it no name; or RO_NONE. */
size_t ro_speaker_unnamed_party(const ro_reader *r, ro_range phrase);

/* All parties of the told event: persons where they are known. */
void ro_speakers_all(const ro_reader *r, ro_indexes *speakers);

/* True for "the two sides", "both ministers", "they" (plural), "the two countries". */
bool ro_subject_is_joint(const ro_reader *r, ro_range subject);

/* True for a title or a personal pronoun, whoever it is: "the Head of State", "she". */
bool ro_subject_is_titled(const ro_reader *r, ro_range subject);

/* The country or person that a bare subject speaks for ("China", "the Russian side"), or RO_NONE. */
size_t ro_subject_party(const ro_reader *r, ro_range subject);

/* The person who speaks for a country among those the report names, parties first; or the country itself. */
size_t ro_speaker_for(const ro_reader *r, size_t country);

#endif
