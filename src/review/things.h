/* What of a record people decide on: found by what they call it, and named by members. */
#ifndef RO_REVIEW_THINGS_H
#define RO_REVIEW_THINGS_H

#include "record/index.h"

#define RO_REVIEW_MEMBERS 32 /* members that name one thing at most */

/* Gives what was read of a report, or NULL; valid while the decision is made. */
typedef const ro_findings *(*ro_findings_of)(void *ctx, ro_slice report);

/* What a decision is made in. */
typedef struct ro_thing_finder {
  const ro_record_index *index; /* of a record with everything in it */
  ro_findings_of findings_of;
  void *ctx;
  ro_arena *arena;
  readout_error *err;
} ro_thing_finder;

typedef struct ro_thing {
  ro_line_type kind;
  ro_slice id;
  size_t at; /* index into the record's list of that kind */
} ro_thing;

/*
 * An entity, event, statement, origin, derivation or discrepancy by its identity or the beginning of one ("s-12ab"), an entity by
 * its name or an alias too. READOUT_ERR_USAGE where none or several fit.
 */
readout_status ro_thing_find(const ro_thing_finder *finder, ro_slice asked, ro_thing *thing);

/* The same of an entity alone. */
readout_status ro_thing_find_entity(const ro_thing_finder *finder, ro_slice asked, ro_thing *thing);

/* A report by its identity or the beginning of one, or by its path, file name, given id, outlet or credit, where no other has
 * that among those whose hashes are given (none: all). NULL, and READOUT_ERR_USAGE in the error, where none or several fit. */
const ro_record_report *ro_thing_find_report(const ro_thing_finder *finder, ro_slice asked, const ro_slices *among);

/* Adds the members that name a thing, at most RO_REVIEW_MEMBERS. None: READOUT_ERR_USAGE. */
readout_status ro_thing_name(const ro_thing_finder *finder, const ro_thing *thing, size_t part, ro_record_review *review);

/*
 * Divides a thing for a decision: in part 1 what `asked` names (reports, with those of the same words; of an entity its names
 * too), in part 0 the rest. READOUT_ERR_USAGE where one of the two would be empty.
 */
readout_status ro_thing_divide(const ro_thing_finder *finder, const ro_thing *thing, const ro_slice *asked, size_t n_asked,
                               ro_record_review *review);

#endif
