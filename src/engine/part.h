/*
 * What a batch touches, settled by itself (docs/decisions/0011-what-a-batch-touches.md). Reports that came in are settled with
 * those that they touch; what else is looked at for that is context. What the result touches in turn is added, until nothing is.
 */
#ifndef RO_ENGINE_PART_H
#define RO_ENGINE_PART_H

#include "engine/record.h"
#include "event/pair.h"
#include "event/settle.h"
#include "store/kept.h"

#define RO_MAX_PART ((size_t)64 << 30) /* bytes of an arena */

/* A set of numbers, in order of coming. */
typedef struct ro_numbers {
  ro_map map;
  RO_ARRAY(uint64_t) at;
} ro_numbers;

void ro_numbers_init(ro_numbers *numbers, ro_arena *arena);
bool ro_numbers_have(const ro_numbers *numbers, uint64_t number);
bool ro_numbers_add(ro_numbers *numbers, uint64_t number, ro_arena *arena); /* false where it was there */

typedef struct ro_part {
  readout_record *record;
  ro_guard guard;
  ro_arena arena;                                    /* of all that outlives a round */
  ro_arena round;                                    /* of one round: members settled once */
  bool is_first;                                     /* nothing was settled before: there is nothing around */
  ro_numbers touched, context;                       /* reports */
  ro_numbers touched_components, context_components; /* all of whose reports are there */
  ro_numbers touched_copies;                         /* fingerprints, all reports with which are touched */
  ro_numbers compared;                               /* touched reports that are compared next … */
  ro_numbers candidates,
      candidate_copies; /* … reports with which they are, and fingerprints, all reports with which are among these */
  size_t n_connected;   /* touched reports that were compared with all that may be connected with them */
  ro_numbers families;  /* groups of references: all reports of each are there */
  ro_numbers rewritten; /* told events of context whose lines change */
  ro_numbers series;    /* whose formulations and commitments are to be made anew; as ro_series_number() */
  ro_numbers old_events, old_entities, old_origins; /* what is dropped */
  ro_pair_memory pairs;                             /* that were compared in all rounds */
  ro_map terms;                                     /* report -> index into packed: terms of those that were looked at */
  ro_slices packed;
  ro_map followed_keys;        /* keys that touched reports came to have, or lost -> by whom */
  ro_map loaded;               /* report -> index into members */
  RO_ARRAY(ro_member) members; /* all that were ever loaded */

  /* Of this round. */
  ro_member *settled; /* by id */
  size_t n_settled;
  ro_record out;
  ro_kept kept;
  ro_map identities;   /* name -> entity + 1 as far as it was asked */
  ro_numbers entities; /* whose lines are made anew */
  bool grew;
  readout_status status;
  readout_error *err;
} ro_part;

static inline bool ro_part_is_context(const ro_part *part, size_t member) {
  return part->settled[member].is_context;
}

static inline uint64_t ro_part_number(const ro_part *part, size_t member) {
  return ro_identity_number(part->settled[member].id);
}

/* Settles the reports of `ids`, and all that they touch, within the transaction under way. *held: how many bytes that took. */
readout_status ro_part_settle(readout_record *record, const ro_slices *ids, size_t *held, readout_error *err);

/* -- growing (grow.c): what is added is noted in part->grew ------------------------------------------------------------------ */

void ro_part_touch(ro_part *part, uint64_t report);
void ro_part_add_context(ro_part *part, uint64_t report);
void ro_part_add_family(ro_part *part, uint64_t family);
void ro_part_rewrite(ro_part *part, uint64_t event);

/* Touches what the touched reports are connected with (candidates.c). */
void ro_part_connect(ro_part *part);

/* What the round's result touches that is not there. */
void ro_part_grow(ro_part *part);

/* -- series (series.c) ------------------------------------------------------------------------------------------------------ */

/* Makes formulations and commitments of some of the series that parts have touched, within the transaction under way: whole, from
 * the record's lines. *more: whether there were any. */
readout_status ro_series_follow(readout_record *record, bool *more, readout_error *err);

/* -- names (around.c) ------------------------------------------------------------------------------------------------- */

/* What a round asks of the rest. Borrows the part. */
ro_surroundings ro_part_surroundings(ro_part *part);

/* Lines of the entities of part->entities, in the round's arena. */
void ro_part_write_entities(ro_part *part, ro_record *out);

/* Keeps names of a record of which this is the first part. */
void ro_part_keep_first_names(ro_part *part);

/* -- keeping (keep.c) ------------------------------------------------------------------------------------------------- */

/* Events whose lines are written: told by reports that are touched, or to be rewritten; those of groups of references. In the
 * round's arena. */
ro_map ro_part_written(ro_part *part);

/* Puts the round's result in the place of what it replaces. */
void ro_part_keep(ro_part *part);

/* Lines of what was made; those of reports that are not touched stay as they are. */
void ro_part_put_lines(ro_part *part, const ro_record *record);

/* -- asking ----------------------------------------------------------------------------------------------------------- */

/* Does nothing after a failure, which is kept in part->status. */
void ro_part_ask(ro_part *part, ro_kept_query query, const ro_kept_value *values, int n, ro_kept_take take, void *ctx);

/* Who has a key in a window (0: it has none), in order of reports, or in RO_ANY_DAY; `limit` at most: report, day. */
void ro_part_ask_key(ro_part *part, uint64_t key, int64_t window, int64_t limit, ro_kept_take take, void *ctx);

/* What a report was when it was settled last. */
typedef struct ro_old_report {
  bool is_there, has_fingerprint;
  uint64_t component, fingerprint;
  ro_slice keys; /* 8 bytes each */
} ro_old_report;

ro_old_report ro_part_old(ro_part *part, uint64_t report);

/* Its keys, sorted; in the round's arena. */
ro_values ro_part_old_keys(ro_part *part, const ro_old_report *old);

/* The day on which a settled report was published, RO_NO_DAY where it does not say. */
int64_t ro_part_day(const ro_part *part, size_t member);

/* The touched reports and others as context, by id: part->settled. */
void ro_part_load(ro_part *part, const ro_numbers *context);

/* Numbers of one column, in the round's arena. */
ro_values ro_part_numbers(ro_part *part, ro_kept_query query, const ro_kept_value *values, int n);

/* By settled report: the keys that the round found, sorted, none twice; of context none. In the round's arena. */
ro_values *ro_part_keys(ro_part *part);

/* An identity of its number: "e-0123456789abcdef". In the round's arena. */
ro_slice ro_part_identity(ro_part *part, const char *prefix, uint64_t number);

#endif
