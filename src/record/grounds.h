/*
 * Why a record concludes what it does: grounds that the steps of settling and following note where they decide, where somebody
 * asks for them. The steps do not look at them again: what is concluded is the same with and without.
 *
 *   kind, id   of which line of the record; a commitment's id is its statement
 *   of         what of it: its reports, its date …
 *   gives      what was taken for it: a day, an identity, words; or absent
 *   rule       what decided
 *   entry      of which list in data/, as it stands there; rules that look nothing up have none
 *   measures   what was measured, and what each added to a sum where weights decide
 *   about      identities of what else of the record it speaks of
 *   evidence   the words of reports that the rule went by
 */
#ifndef RO_RECORD_GROUNDS_H
#define RO_RECORD_GROUNDS_H

#include "record/record.h"

/* What of a line a ground is of, in the order in which they are told. */
typedef enum ro_ground_of {
  RO_GROUND_REPORTS, /* of an event, an origin: why they are its reports */
  RO_GROUND_MENTIONS,
  RO_GROUND_APART, /* what it was not joined with */
  RO_GROUND_NAMES, /* of an entity */
  RO_GROUND_NAME,
  RO_GROUND_KIND,
  RO_GROUND_COVERAGE,
  RO_GROUND_DIRECTION,
  RO_GROUND_STATUS,
  RO_GROUND_DATE,
  RO_GROUND_PLACE,
  RO_GROUND_PARTIES,
  RO_GROUND_SIDE,
  RO_GROUND_REQUESTED_BY,
  RO_GROUND_OCCASION,
  RO_GROUND_CLAUSES, /* of a statement: why they are its evidence */
  RO_GROUND_SPEAKERS,
  RO_GROUND_ADDRESSEES,
  RO_GROUND_ACT,
  RO_GROUND_STANCE,
  RO_GROUND_STRENGTH,
  RO_GROUND_NEGATED,
  RO_GROUND_CONTENT,
  RO_GROUND_ABSENCE,
  RO_GROUND_FIELD, /* of a discrepancy: what makes its values differ */
  RO_GROUND_VALUE,
  RO_GROUND_BEST,
  RO_GROUND_PHRASE,
  RO_GROUND_USE,
  RO_GROUND_CHANGE,
  RO_GROUND_TARGET,
  RO_GROUND_DEADLINE,
  RO_GROUND_FOLLOWED, /* of a commitment: what a later event says of it */
  RO_GROUND_DECIDED,  /* by a person */
  RO_GROUND_OFS
} ro_ground_of;

/* "reports", "apart" …; static. */
const char *ro_ground_of_name(ro_ground_of of);

typedef struct ro_measure {
  const char *name; /* static */
  double value;
  double adds; /* to the sum that decides; 0 where `weighs` is false */
  bool weighs;
} ro_measure;

/* Settling notes before it has identities: of the meeting (member, meeting), the clause (member, said), the entity (its index),
 * the origin (the member that is its root). What else a ground speaks of is `other`. */
typedef struct ro_ground_place {
  size_t a, b;
} ro_ground_place;

typedef enum ro_ground_bond {
  RO_GROUND_ALONE, /* there is no other */
  RO_GROUND_WITH,  /* the two are one; void where they are not in the end */
  RO_GROUND_FROM,  /* the two are not one; void where they are in the end */
  RO_GROUND_BESIDE /* the other is another thing */
} ro_ground_bond;

typedef struct ro_ground {
  ro_line_type kind;
  ro_slice id; /* absent until it is known */
  ro_ground_of of;
  ro_slice gives;
  const char *rule; /* static, or in the arena */
  const char *list; /* "alignment.tsv"; NULL where the rule looks nothing up … */
  ro_slice entry;   /* … and absent there, and where it goes by the whole list */
  RO_ARRAY(ro_measure) measures;
  ro_slices about;
  RO_ARRAY(ro_evidence) evidence; /* report, spans, quote */
  ro_ground_place at, other;
  ro_ground_bond bond;
  size_t noted; /* its place among all, in the order in which they were noted */
} ro_ground;

/* A trace. `wanted` are the identities that are asked for; where there are none, all are. */
typedef struct ro_grounds {
  ro_arena *arena;
  ro_slices wanted;
  RO_ARRAY(ro_ground) all;
} ro_grounds;

/* Are two grounds of one line? */
bool ro_ground_is_of_line(const ro_ground *a, const ro_ground *b);

/* Is that line asked for? Never where `grounds` is NULL. */
bool ro_grounds_want(const ro_grounds *grounds, ro_slice id);

/* Notes a ground of a line with its identity, or, where that is absent, of what `at` says later. Borrows all that it is given.
 * The ones below add to the ground that was noted last. */
void ro_ground_note(ro_grounds *grounds, ro_line_type kind, ro_slice id, ro_ground_of of, ro_slice gives, const char *rule);
void ro_ground_at(ro_grounds *grounds, ro_ground_place at);
void ro_ground_bind(ro_grounds *grounds, ro_ground_bond bond, ro_ground_place other);
void ro_ground_list(ro_grounds *grounds, const char *list, ro_slice entry);
void ro_ground_measure(ro_grounds *grounds, const char *name, double value);
void ro_ground_weigh(ro_grounds *grounds, const char *name, double value, double adds);
void ro_ground_about(ro_grounds *grounds, ro_slice id);
void ro_ground_quote(ro_grounds *grounds, const ro_evidence *evidence); /* nothing for one without spans */

/* Notes of each line what people decided of it, as its reviews say. */
void ro_grounds_note_decisions(ro_grounds *grounds, const ro_record *record);

/* Keeps those of lines that are asked for, in the order of `wanted`, then of ro_ground_of, then as they were noted; of several
 * that are the same the first. */
void ro_grounds_sort(ro_grounds *grounds);

#endif
