/*
 * The comparison of one event: statements against the reports that tell it, copies folded under their origin. What the terminal,
 * the page and every other view of it show.
 *
 *                  origin A (2 reports)   origin B   A + B (1 report of both)
 *   speaker X
 *     statement        said               weaker        said
 *   X and Y
 *     statement        said            not mentioned    unsure
 */
#ifndef RO_FORMAT_MATRIX_H
#define RO_FORMAT_MATRIX_H

#include "record/index.h"

typedef enum ro_cell_kind {
  RO_CELL_SAID,
  RO_CELL_WEAKER,
  RO_CELL_CONTRADICTED,
  RO_CELL_NOT_MENTIONED,
  RO_CELL_TOO_SHORT,
  RO_CELL_UNSURE,
  RO_CELLS
} ro_cell_kind;

/* "said", "weaker", "contradicted", "not mentioned", "too short to tell", "unsure" */
const char *ro_cell_name(ro_cell_kind kind);

/* A sign of one column that is told apart without colour. */
const char *ro_cell_sign(ro_cell_kind kind);

typedef struct ro_matrix_cell {
  ro_cell_kind kind;
  ro_slice reason;       /* of an absence, or absent */
  ro_indexes evidence;   /* indexes into the statement's evidence */
  size_t carried, among; /* how many of the column's reports carry it */
} ro_matrix_cell;

typedef struct ro_matrix_column {
  ro_slice name;
  ro_slice side;      /* the side's name, or absent */
  ro_slices origins;  /* none for a report whose origin is not known */
  ro_indexes reports; /* indexes into the record's reports, those told first */
  bool collected;     /* the original itself is among them, as far as is known */
  size_t rank;        /* place of its side among the event's, for sorting */
} ro_matrix_column;

typedef struct ro_matrix_row {
  const ro_record_statement *statement;
  ro_matrix_cell *cells; /* a column each */
  ro_slice claim;        /* "claimed by Indonesia only", "accepted by a person", both, or absent */
} ro_matrix_row;

typedef struct ro_matrix_group {
  ro_slice name; /* "Penny Wong", "Penny Wong and Retno Marsudi" */
  bool joint;
  size_t first, end; /* rows */
} ro_matrix_group;

typedef struct ro_matrix {
  const ro_record_index *index;
  const ro_record_event *event;
  RO_ARRAY(ro_matrix_column) columns;
  RO_ARRAY(ro_matrix_row) rows;
  RO_ARRAY(ro_matrix_group) groups;
  RO_ARRAY(const ro_record_discrepancy *) discrepancies; /* of the event, then of its reports alone */
  RO_ARRAY(const ro_record_derivation *) derivations;    /* among its reports */
  RO_ARRAY(const ro_record_formulation *) formulations;  /* used at it, or no longer */
  ro_slices uncollected;                                 /* names of sides of which no account is there */
  size_t n_reports, n_origins;
  size_t n_rejected; /* statements that a person rejected: no rows */
  ro_slice decided;  /* "3 decisions, 1 statement rejected": what people decided about it and what was said at it; or absent */
} ro_matrix;

/* False where the record has no such event. Everything is in `arena` or borrowed from the index and its record. */
bool ro_matrix_make(ro_matrix *matrix, const ro_record_index *index, ro_slice event, ro_arena *arena);

/* "A", "B" … "Z", then "AA", "AB" …: what a column is called where its name has no room. */
ro_slice ro_column_letter(size_t column, ro_arena *arena);

/* Whose claim a joint statement is: "claimed by X only", "in neither side's account"; absent where both carry it, or nobody is
 * known to be silent. */
ro_slice ro_claim(const ro_record_index *index, const ro_record_event *event, const ro_record_statement *statement,
                  ro_arena *arena);

/* For each event of the record: true when its reports disagree or it has an agreement that one side alone claims. In the arena.
 */
const bool *ro_events_differ(const ro_record_index *index, ro_arena *arena);

/* What changed for a formulation when it came to the event: "new", "kept" …; absent where nothing is known. */
ro_slice ro_change_at(const ro_record_formulation *formulation, ro_slice event);

#endif
