/*
 * Why things were found: reasons that the steps of reading note down where they decide, where somebody asks for them (reader.h).
 * Reading does not look at them again, so what is found is the same with and without.
 *
 *   what    the words of what was found: a mention, an office, a time, the first span of a meeting, a content, a clause …
 *   rule    what decided
 *   entry   of which list in data/, as it stands there; rules that look nothing up have none
 *   fired   the words of the report that the rule went by
 *
 * A thing has as many reasons as rules had a say in it, at least one.
 */
#ifndef RO_STATEMENT_TRACE_H
#define RO_STATEMENT_TRACE_H

#include <stdint.h>

#include "base/array.h"

/* What a reason is of. Those from RO_WHY_ACT to RO_WHY_HYPOTHETICAL are what is read of a clause (ro_reading). */
typedef enum ro_explained {
  RO_WHY_NAME,
  RO_WHY_OFFICE,
  RO_WHY_TIME,
  RO_WHY_MEETING,
  RO_WHY_PARTIES,
  RO_WHY_DATE,  /* of a meeting … */
  RO_WHY_PLACE, /* … and where it was */
  RO_WHY_ATTRIBUTION,
  RO_WHY_SPEAKERS,
  RO_WHY_ADDRESSEES,
  RO_WHY_CLAUSE,
  RO_WHY_ACT,
  RO_WHY_STANCE,
  RO_WHY_STRENGTH,
  RO_WHY_NEGATED,
  RO_WHY_FUTURE,
  RO_WHY_HYPOTHETICAL,
  RO_WHY_EVENT, /* of PLOVER's */
  RO_WHY_ACTOR, /* who acts or is acted on in it */
  RO_EXPLAINED
} ro_explained;

/* "name", "office" …; static. */
const char *ro_explained_name(ro_explained of);

/* What decided. Borrowed: from the lists, the report and its arena, or static. */
typedef struct ro_why {
  const char *rule; /* NULL: nothing did */
  const char *list; /* "operators.tsv"; NULL where the rule looks nothing up … */
  ro_slice entry;   /* … and absent there */
  ro_span fired;    /* empty: the words of what was found themselves */
} ro_why;

#define RO_WHY(words) ((ro_why){.rule = (words), .entry = RO_ABSENT})

typedef RO_ARRAY(ro_why) ro_whys;

typedef struct ro_reason {
  ro_explained of;
  ro_span what;
  ro_slice gives; /* what it was taken for: "country", "2023-06-03", "commitment"; or absent */
  ro_why why;
  size_t noted; /* its place among all, in the order in which they were noted */
} ro_reason;

#define RO_ACT_STATES 4 /* those of the clause's head and of its sentence's root, the means of its words' and of the cue's */

/* What the act of a clause was decided by. */
typedef struct ro_clause_trace {
  ro_span span, source, cue; /* the last two of the speech that it carries on, where it does; empty where there are none */
  bool joint;
  ro_slices features;
  const int8_t *states[RO_ACT_STATES];
  size_t state_size;
} ro_clause_trace;

typedef struct ro_trace {
  RO_ARRAY(ro_clause_trace) clauses;
  RO_ARRAY(ro_reason) reasons;
} ro_trace;

/* Adds a reason; one whose `why` has no words of its own goes by those of what was found. */
void ro_trace_note(ro_trace *trace, ro_arena *arena, ro_explained of, ro_span what, ro_slice gives, ro_why why);

/* What was found at `from`, and is noted at the end of the trace from reason `first` on, begins with other words after all. */
void ro_trace_move(ro_trace *trace, size_t first, ro_span from, ro_span to);

/* Puts the reasons into the order of the text: of what begins at one place the longest first, of one thing as they were noted. */
void ro_trace_sort(ro_trace *trace);

#endif
