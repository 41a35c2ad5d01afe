/*
 * What a person decided about a record: "review" lines (docs/review.md). A decision names members, stretches of reports' texts,
 * and is never changed: what it came to is worked out anew with everything else.
 */
#ifndef RO_RECORD_REVIEW_H
#define RO_RECORD_REVIEW_H

#include "base/array.h"
#include "record/lines.h"

typedef enum ro_review_action {
  RO_REVIEW_MERGE,    /* the members of all parts are of one thing */
  RO_REVIEW_SPLIT,    /* part 1 is one thing, and another than part 0 */
  RO_REVIEW_RENAME,   /* it is called `value` */
  RO_REVIEW_CORRECT,  /* its `field` is `value` */
  RO_REVIEW_ACCEPT,   /* it is right as it is: its members stay together */
  RO_REVIEW_REJECT,   /* it is wrong; with a part 1: only that is no part of it */
  RO_REVIEW_NOT_SAME, /* each part is another thing than each other */
  RO_REVIEW_STATUS,   /* what became of a commitment: `value` */
  RO_REVIEW_ACTIONS
} ro_review_action;

/* What became of a decision in a record: concluded, no part of it. */
typedef enum ro_review_state {
  RO_REVIEW_IN_FORCE,
  RO_REVIEW_UNDONE,    /* a later one undoes it */
  RO_REVIEW_OVERRULED, /* later ones say the contrary */
  RO_REVIEW_UNBOUND,   /* what its members name is not in the record */
  RO_REVIEW_STATES
} ro_review_state;

typedef struct ro_review_member {
  ro_slice sha256;   /* of the report's bytes */
  size_t start, end; /* code points of its text */
  ro_slice quote;    /* what stood there */
  size_t part;       /* of several things that a decision names, which */
} ro_review_member;

#define RO_REVIEW_PARTS 64 /* parts that a decision may have */

typedef struct ro_record_review { /* "review" */
  ro_slice id;                    /* "v-..." of all that follows but `state` */
  ro_slice who, when, why;        /* `when`: UTC, "2026-11-26T19:17:57Z" or with a fraction of a second */
  ro_review_action action;
  ro_slice target; /* the identity, when it was decided, of the thing that part 0 names */
  RO_ARRAY(ro_review_member) members;
  ro_slice value;    /* or absent */
  ro_slice undoes;   /* the decision that this one undoes, doing nothing else, or absent */
  ro_line_type kind; /* what is decided on: entity, event, statement, origin, derivation, discrepancy or commitment */
  ro_slice field;    /* that is corrected; of a discrepancy its field; or absent */
  ro_review_state state;
} ro_record_review;

/* The contract's words: "merge", "not-same"; "in-force", "unbound". */
const char *ro_review_action_name(ro_review_action action);
const char *ro_review_state_name(ro_review_state state);

/* The other way; false where the word is unknown. */
bool ro_review_action_of(ro_slice word, ro_review_action *action);
bool ro_review_state_of(ro_slice word, ro_review_state *state);

/* Is it a time as `when` must be? */
bool ro_review_is_time(ro_slice when);

/* By `when`, then by id. <0 where `a` was decided first. */
int ro_review_compare(const ro_record_review *a, const ro_record_review *b);

/* The identity of a decision: of its fields but `id` and `state`. In the arena. */
ro_slice ro_review_identity(const ro_record_review *review, ro_arena *arena);

#endif
