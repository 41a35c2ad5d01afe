/* Coding PLOVER's events, inside: what plover.c (the walk), plover_parties.c (who) and plover_events.c (the event) share. */
#ifndef RO_STATEMENT_PLOVER_CODING_H
#define RO_STATEMENT_PLOVER_CODING_H

#include "statement/actors.h"
#include "statement/plover.h"
#include "statement/plover_lexicon.h"

#define RO_CODING_DEPTH 10

struct ro_plover {
  ro_plover_lexicon lexicon;
  ro_actors actors;
};

/* One report being coded. */
typedef struct ro_coder {
  ro_reader *r;
  const ro_syntax *s;
  const ro_plover *plover;
  ro_labels labels;
  bool *walked; /* a token: has been coded as a predicate */
  const ro_sentence *sentence;
  size_t first_event; /* of the sentence */
} ro_coder;

/* How a predicate stands: what leads to it. */
typedef struct ro_standing {
  size_t subject; /* of the predicate that led here, or RO_NO_TOKEN */
  size_t speaker; /* who says it, or RO_NO_TOKEN */
  bool said, future, negated, hypothetical, past;
  const ro_lexicon_entry *led;   /* the entry that led here, or NULL */
  const ro_lexicon_entry *claim; /* the entry that makes it a call or an accusation, or NULL */
  size_t depth;
} ro_standing;

/* What a predicate tells. */
typedef struct ro_told {
  ro_plover_type type;
  ro_slice mode, cameo;
  const ro_lexicon_match *match;
  size_t predicate;
  size_t actor;     /* head of who acts, or RO_NO_TOKEN */
  size_t recipient; /* head of who is acted on where the syntax says so, or RO_NO_TOKEN */
  size_t from;      /* else he is looked for below this one … */
  size_t then;      /* … and this one; or RO_NO_TOKEN */
} ro_told;

static inline const ro_token *ro_coder_at(const ro_coder *x, size_t i) {
  return ro_token_at(x->r, i);
}

/* The first child by that relation in the sentence, or RO_NO_TOKEN. */
size_t ro_coder_child(const ro_coder *x, size_t i, ro_rel rel);

size_t ro_coder_subject(const ro_coder *x, size_t v);
bool ro_coder_is_passive(const ro_coder *x, size_t v);

/* Finds actors and recipients of an event of that type, gives agents without a country theirs, and parts the sides. */
void ro_code_parties(const ro_coder *x, const ro_standing *standing, const ro_told *told, ro_plover_type type,
                     ro_coded_event *event);

bool ro_coded_actors_same(const ro_coded_actors *a, const ro_coded_actors *b);

/* What is only intended, and what is taken back, as events. */
ro_plover_type ro_plover_intended(ro_plover_type type);
ro_plover_type ro_plover_taken_back(ro_plover_type type);

/* CAMEO's codes of what is only intended and of what is refused; absent where there is none. */
ro_slice ro_cameo_intended(ro_plover_type type);
ro_slice ro_cameo_refused(ro_plover_type type);

/* Adds the event, changed by how its predicate stands. */
void ro_code_event(const ro_coder *x, const ro_standing *standing, const ro_told *told);

#endif
