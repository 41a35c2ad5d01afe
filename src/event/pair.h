/*
 * How two reports relate: whether one text was made from the other, or both from a third. A function of the two alone.
 *
 *   identical    the same words in the same order
 *   near-copy    sentences taken over word for word
 *   paraphrase   sentence by sentence the same matter in other words, nothing that the other has not
 *   same-origin  the same matter in the same order, each with its own wording and details: two renderings of one original
 *
 * Reports that only tell of the same event in their own words share less, and in another order: independent.
 */
#ifndef RO_EVENT_PAIR_H
#define RO_EVENT_PAIR_H

#include "event/prepare.h"
#include "record/grounds.h"

typedef enum ro_derived { RO_INDEPENDENT, RO_IDENTICAL, RO_NEAR_COPY, RO_PARAPHRASE, RO_SAME_ORIGIN } ro_derived;
typedef enum ro_direction { RO_WAY_NONE, RO_WAY_UNKNOWN, RO_A_FROM_B, RO_B_FROM_A } ro_direction;

typedef struct ro_pair_result {
  ro_derived kind;
  ro_direction direction;
  double coverage_a, coverage_b; /* share of each main's content words in the passages */
  double literal;                /* share of the shorter's three-word sequences that the other has: how close they are */
  double said_a, said_b;         /* share of each one's clauses that the other has */
  bool credited;                 /* one of them says that it comes from the other */
  RO_ARRAY(ro_passage) passages; /* in order of a */
  ro_slice because;
} ro_pair_result;

/* Whether the two tell one event, by its parties, days and places. */
typedef enum ro_one_event {
  RO_EVENTS_APART,  /* it cannot be one: then only copies are found */
  RO_EVENT_PERHAPS, /* nothing speaks against it: more has to speak for one text */
  RO_EVENT_ONE      /* the same day */
} ro_one_event;

/* The result lives in `arena`; what `scratch` is given may be cleared afterwards. */
void ro_pair(const ro_prepared *a, const ro_prepared *b, ro_one_event one_event, ro_pair_result *out, ro_arena *arena,
             ro_arena *scratch);

/* Where the grounds of a derivation are noted, and the identities of it and of its reports. */
typedef struct ro_pair_trace {
  ro_grounds *grounds;
  ro_slice id, a, b;
} ro_pair_trace;

/* The same; with why in `trace`, or nowhere where that is NULL. */
void ro_pair_traced(const ro_prepared *a, const ro_prepared *b, ro_one_event one_event, ro_pair_result *out,
                    const ro_pair_trace *trace, ro_arena *arena, ro_arena *scratch);

/* Notes what the two have in common, with the first of their passages. */
void ro_pair_note_coverage(const ro_prepared *a, const ro_prepared *b, const ro_pair_result *found, const ro_pair_trace *trace);

/* What comparisons gave, so that the same two reports need not be compared again. Reports are known by where they are. */
typedef struct ro_pair_memory {
  ro_arena *arena;
  ro_map at; /* of two reports and what is known of their events -> index into results */
  RO_ARRAY(ro_pair_result) results;
} ro_pair_memory;

void ro_pair_memory_init(ro_pair_memory *memory, ro_arena *arena);

/* False where they were not compared. The result is borrowed from the memory. */
bool ro_pair_recall(const ro_pair_memory *memory, const ro_prepared *a, const ro_prepared *b, ro_one_event one_event,
                    ro_pair_result *out);

/* Copies the result. */
void ro_pair_remember(ro_pair_memory *memory, const ro_prepared *a, const ro_prepared *b, ro_one_event one_event,
                      const ro_pair_result *result);

const char *ro_derived_name(ro_derived kind);
const char *ro_direction_name(ro_direction direction);

#endif
