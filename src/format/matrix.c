#include "format/matrix.h"

#include <stdint.h>
#include <stdlib.h>

#include "format/labels.h"

static const char *const NAMES[RO_CELLS] = {"said", "weaker", "contradicted", "not mentioned", "too short to tell", "unsure"};
static const char *const SIGNS[RO_CELLS] = {"●", "◐", "✗", "–", "…", "?"};

const char *ro_cell_name(ro_cell_kind kind) {
  return NAMES[kind];
}

const char *ro_cell_sign(ro_cell_kind kind) {
  return SIGNS[kind];
}

/* A person says that it is not so: it stays in the record, and is not shown as what reports say. */
static bool is_rejected(ro_slice verdict) {
  return ro_slice_equal(verdict, RO_LIT("rejected"));
}

/* -- columns ---------------------------------------------------------------------------------------------------------- */

static bool same_set(const ro_slices *a, const ro_slices *b) {
  if (a->len != b->len) return false;
  for (size_t i = 0; i < a->len; i++) {
    if (!ro_slices_have(b, a->at[i])) return false;
  }
  return true;
}

static size_t rank_of_side(const ro_record_event *event, ro_slice side) {
  for (size_t i = 0; side.ptr && i < event->sides.len; i++) {
    if (ro_slice_equal(event->sides.at[i].side, side)) return i;
  }
  return event->sides.len;
}

ro_slice ro_column_letter(size_t column, ro_arena *arena) {
  if (column < 26) return ro_arena_format(arena, "%c", (char)('A' + column));
  return ro_arena_format(arena, "%c%c", (char)('A' + (column / 26 - 1) % 26), (char)('A' + column % 26));
}

static void name_column(ro_matrix *matrix, ro_matrix_column *column, const ro_record_report *first, ro_arena *arena) {
  const ro_record_origin *origin = column->origins.len == 1 ? ro_find_origin(matrix->index, column->origins.at[0]) : NULL;
  ro_slice side = origin ? origin->side : first->side;
  column->collected = !origin || origin->collected;
  column->name = origin && origin->name.len > 0 ? origin->name : ro_report_label(first);
  column->rank = rank_of_side(matrix->event, column->origins.len > 1 ? RO_ABSENT : side);
  if (column->origins.len > 1) {
    column->rank = matrix->event->sides.len + 1;
    ro_slices names = {0};
    for (size_t i = 0; i < column->origins.len; i++) {
      origin = ro_find_origin(matrix->index, column->origins.at[i]);
      RO_PUSH(arena, &names, origin && origin->name.len > 0 ? origin->name : column->origins.at[i]);
    }
    ro_slice from = ro_list_label(&names, arena);
    column->name = ro_arena_format(arena, "%.*s, from %.*s", (int)column->name.len, column->name.ptr, (int)from.len, from.ptr);
  } else if (side.ptr) {
    column->side = ro_entity_name(matrix->index, side);
  }
}

/* Reports of the same origins share a column; a report of two origins has one of its own, for what it carries is not either's
 * alone. */
static void add_report(ro_matrix *matrix, size_t at, ro_arena *arena) {
  const ro_record_report *report = &matrix->index->record->reports.at[at];
  for (size_t i = 0; i < matrix->columns.len && report->origins.len > 0; i++) {
    ro_matrix_column *column = &matrix->columns.at[i];
    if (!same_set(&column->origins, &report->origins)) continue;
    RO_PUSH(arena, &column->reports, at);
    return;
  }
  ro_matrix_column column = {.origins = report->origins};
  RO_PUSH(arena, &column.reports, at);
  name_column(matrix, &column, report, arena);
  RO_PUSH(arena, &matrix->columns, column);
}

static int by_rank(const void *a, const void *b) {
  const ro_matrix_column *left = a, *right = b;
  if (left->rank != right->rank) return left->rank < right->rank ? -1 : 1;
  int order = ro_slice_compare(left->name, right->name);
  return order != 0 ? order : (left->reports.at[0] > right->reports.at[0]) - (left->reports.at[0] < right->reports.at[0]);
}

static void make_columns(ro_matrix *matrix, ro_arena *arena) {
  const ro_record *record = matrix->index->record;
  for (size_t i = 0; i < matrix->event->reports.len; i++) {
    const ro_record_report *report = ro_find_report(matrix->index, matrix->event->reports.at[i]);
    if (report) add_report(matrix, (size_t)(report - record->reports.at), arena);
    matrix->n_reports += report != NULL;
  }
  if (matrix->columns.len > 1) qsort(matrix->columns.at, matrix->columns.len, sizeof *matrix->columns.at, by_rank);
  matrix->n_origins = matrix->event->origins;
}

/* -- cells ------------------------------------------------------------------------------------------------------------ */

static ro_cell_kind kind_of(ro_slice word) {
  if (ro_slice_equal(word, RO_LIT("weaker"))) return RO_CELL_WEAKER;
  if (ro_slice_equal(word, RO_LIT("contradicted"))) return RO_CELL_CONTRADICTED;
  if (ro_slice_equal(word, RO_LIT("not-mentioned"))) return RO_CELL_NOT_MENTIONED;
  if (ro_slice_equal(word, RO_LIT("too-short"))) return RO_CELL_TOO_SHORT;
  return RO_CELL_UNSURE;
}

/* What tells the most where copies of one text differ: the first of these. That a short one is silent says nothing where a longer
 * one may have it. */
static unsigned weight(ro_cell_kind kind) {
  static const unsigned WEIGHTS[RO_CELLS] = {[RO_CELL_SAID] = 0,          [RO_CELL_CONTRADICTED] = 1, [RO_CELL_WEAKER] = 2,
                                             [RO_CELL_NOT_MENTIONED] = 3, [RO_CELL_UNSURE] = 4,       [RO_CELL_TOO_SHORT] = 5};
  return WEIGHTS[kind];
}

static const ro_absence *absence_of(const ro_record_statement *statement, ro_slice report) {
  for (size_t i = 0; i < statement->absence.len; i++) {
    if (ro_slice_equal(statement->absence.at[i].report, report)) return &statement->absence.at[i];
  }
  return NULL;
}

static bool add_evidence(ro_matrix_cell *cell, const ro_record_statement *statement, ro_slice report, ro_arena *arena) {
  size_t before = cell->evidence.len;
  for (size_t i = 0; i < statement->evidence.len; i++) {
    if (ro_slice_equal(statement->evidence.at[i].report, report)) RO_PUSH(arena, &cell->evidence, i);
  }
  return cell->evidence.len > before;
}

static ro_matrix_cell make_cell(const ro_matrix *matrix, const ro_matrix_column *column, const ro_record_statement *statement,
                                ro_arena *arena) {
  ro_matrix_cell cell = {.kind = RO_CELL_TOO_SHORT, .among = column->reports.len};
  for (size_t i = 0; i < column->reports.len; i++) {
    ro_slice report = matrix->index->record->reports.at[column->reports.at[i]].id;
    if (add_evidence(&cell, statement, report, arena)) {
      cell.carried++;
      continue;
    }
    const ro_absence *absence = absence_of(statement, report);
    ro_cell_kind kind = absence ? kind_of(absence->kind) : RO_CELL_UNSURE; /* without one it is probably there */
    if (weight(kind) > weight(cell.kind) || (weight(kind) == weight(cell.kind) && cell.reason.ptr)) continue;
    cell.kind = kind;
    cell.reason = absence ? absence->reason : RO_ABSENT;
  }
  if (cell.carried > 0) {
    cell.kind = RO_CELL_SAID;
    cell.reason = RO_ABSENT;
  }
  return cell;
}

/* -- rows ------------------------------------------------------------------------------------------------------------- */

/* Single speakers in the order of the parties, then several, then persons who are no party. */
static size_t rank_of_speakers(const ro_record_event *event, const ro_record_statement *statement) {
  if (statement->joint || statement->speakers.len > 1) return event->parties.len;
  for (size_t i = 0; i < event->parties.len && statement->speakers.len == 1; i++) {
    const ro_record_party *party = &event->parties.at[i];
    if (ro_slice_equal(party->person, statement->speakers.at[0]) || ro_slice_equal(party->of, statement->speakers.at[0]))
      return i;
  }
  return event->parties.len + 1;
}

typedef struct sortable {
  const ro_record_statement *statement;
  size_t rank, group; /* group: the place of the first statement by the same speakers */
} sortable;

static int by_speakers(const void *a, const void *b) {
  const sortable *left = a, *right = b;
  if (left->rank != right->rank) return left->rank < right->rank ? -1 : 1;
  if (left->group != right->group) return left->group < right->group ? -1 : 1;
  if (left->statement->order != right->statement->order) return left->statement->order < right->statement->order ? -1 : 1;
  return ro_slice_compare(left->statement->id, right->statement->id);
}

static bool same_speakers(const ro_record_statement *a, const ro_record_statement *b) {
  return a->joint == b->joint && same_set(&a->speakers, &b->speakers);
}

static ro_slice group_name(const ro_matrix *matrix, const ro_record_statement *statement, ro_arena *arena) {
  if (statement->speakers.len == 0) return statement->joint ? RO_LIT("All parties") : RO_LIT("Speaker not known");
  return ro_names_label(matrix->index, &statement->speakers, arena);
}

static void add_row(ro_matrix *matrix, const ro_record_statement *statement, ro_arena *arena) {
  ro_matrix_row row = {.statement = statement, .cells = RO_NEW_ARRAY(arena, ro_matrix_cell, matrix->columns.len)};
  for (size_t i = 0; i < matrix->columns.len; i++) row.cells[i] = make_cell(matrix, &matrix->columns.at[i], statement, arena);
  row.claim = ro_claim(matrix->index, matrix->event, statement, arena);
  if (statement->reviews.len > 0) {
    const char *accepted = statement->verdict.len > 0 ? "accepted by a person" : "as a person decided";
    row.claim =
        row.claim.ptr ? ro_arena_format(arena, "%.*s; %s", (int)row.claim.len, row.claim.ptr, accepted) : ro_slice_of(accepted);
  }
  size_t n = matrix->rows.len;
  if (n == 0 || !same_speakers(matrix->rows.at[n - 1].statement, statement)) {
    ro_matrix_group group = {.name = group_name(matrix, statement, arena), .joint = statement->joint, .first = n};
    RO_PUSH(arena, &matrix->groups, group);
  }
  RO_PUSH(arena, &matrix->rows, row);
  matrix->groups.at[matrix->groups.len - 1].end = n + 1;
}

static int by_order(const void *a, const void *b) {
  const sortable *left = a, *right = b;
  if (left->statement->order != right->statement->order) return left->statement->order < right->statement->order ? -1 : 1;
  return ro_slice_compare(left->statement->id, right->statement->id);
}

static void make_rows(ro_matrix *matrix, ro_arena *arena) {
  const ro_record *record = matrix->index->record;
  RO_ARRAY(sortable) rows = {0};
  for (size_t i = 0; i < record->statements.len; i++) {
    const ro_record_statement *statement = &record->statements.at[i];
    if (!ro_slice_equal(statement->event, matrix->event->id)) continue;
    matrix->n_rejected += is_rejected(statement->verdict);
    if (is_rejected(statement->verdict)) continue;
    RO_PUSH(arena, &rows, ((sortable){statement, rank_of_speakers(matrix->event, statement), 0}));
  }
  if (rows.len > 1) qsort(rows.at, rows.len, sizeof *rows.at, by_order);
  for (size_t i = 0; i < rows.len; i++) {
    size_t first = 0;
    while (!same_speakers(rows.at[first].statement, rows.at[i].statement)) first++;
    rows.at[i].group = first;
  }
  if (rows.len > 1) qsort(rows.at, rows.len, sizeof *rows.at, by_speakers);
  for (size_t i = 0; i < rows.len; i++) add_row(matrix, rows.at[i].statement, arena);
}

/* -- what stands beside it -------------------------------------------------------------------------------------------- */

ro_slice ro_change_at(const ro_record_formulation *formulation, ro_slice event) {
  for (size_t i = 0; i < formulation->between.len; i++) {
    if (ro_slice_equal(formulation->between.at[i].to, event)) return formulation->between.at[i].change;
  }
  return RO_ABSENT;
}

static bool uses(const ro_record_formulation *formulation, ro_slice event) {
  for (size_t i = 0; i < formulation->uses.len; i++) {
    if (ro_slice_equal(formulation->uses.at[i].event, event)) return true;
  }
  return ro_change_at(formulation, event).ptr != NULL;
}

static void make_lists(ro_matrix *matrix, ro_arena *arena) {
  const ro_record *record = matrix->index->record;
  const ro_record_event *event = matrix->event;
  for (size_t i = 0; i < record->discrepancies.len; i++) {
    if (is_rejected(record->discrepancies.at[i].verdict)) continue;
    if (ro_slice_equal(record->discrepancies.at[i].event, event->id))
      RO_PUSH(arena, &matrix->discrepancies, &record->discrepancies.at[i]);
  }
  for (size_t i = 0; i < record->discrepancies.len; i++) {
    const ro_record_discrepancy *discrepancy = &record->discrepancies.at[i];
    if (is_rejected(discrepancy->verdict)) continue;
    if (!discrepancy->event.ptr && ro_slices_have(&event->reports, discrepancy->report))
      RO_PUSH(arena, &matrix->discrepancies, discrepancy);
  }
  for (size_t i = 0; i < record->derivations.len; i++) {
    const ro_record_derivation *derivation = &record->derivations.at[i];
    if (ro_slices_have(&event->reports, derivation->a) && ro_slices_have(&event->reports, derivation->b)) {
      RO_PUSH(arena, &matrix->derivations, derivation);
    }
  }
  for (size_t i = 0; i < record->formulations.len; i++) {
    if (uses(&record->formulations.at[i], event->id)) RO_PUSH(arena, &matrix->formulations, &record->formulations.at[i]);
  }
  for (size_t i = 0; i < event->sides.len; i++) {
    if (event->sides.at[i].origins.len == 0)
      RO_PUSH(arena, &matrix->uncollected, ro_entity_name(matrix->index, event->sides.at[i].side));
  }
}

static void add_all(ro_slices *all, const ro_slices *reviews, ro_arena *arena) {
  for (size_t i = 0; i < reviews->len; i++) RO_PUSH(arena, all, reviews->at[i]);
}

static ro_slice decided_label(const ro_matrix *matrix, ro_arena *arena) {
  const ro_record *record = matrix->index->record;
  const ro_record_event *event = matrix->event;
  ro_slices reviews = {0};
  add_all(&reviews, &event->reviews, arena);
  for (size_t i = 0; i < record->statements.len; i++)
    if (ro_slice_equal(record->statements.at[i].event, event->id)) add_all(&reviews, &record->statements.at[i].reviews, arena);
  for (size_t i = 0; i < record->discrepancies.len; i++)
    if (ro_slice_equal(record->discrepancies.at[i].event, event->id))
      add_all(&reviews, &record->discrepancies.at[i].reviews, arena);
  ro_slices_sort_unique(&reviews);
  if (reviews.len == 0) return RO_ABSENT;
  ro_slice decisions = ro_count_label(reviews.len, "decision", arena), rejected = RO_LIT("");
  if (matrix->n_rejected > 0) rejected = ro_count_label(matrix->n_rejected, "statement", arena);
  return ro_arena_format(
      arena, "%.*s%s%.*s%s%s", (int)decisions.len, decisions.ptr, rejected.len ? ", " : "", (int)rejected.len, rejected.ptr,
      rejected.len ? " rejected" : "",
      event->verdict.len ? is_rejected(event->verdict) ? "; the event is rejected" : "; the event is accepted" : "");
}

bool ro_matrix_make(ro_matrix *matrix, const ro_record_index *index, ro_slice event, ro_arena *arena) {
  *matrix = (ro_matrix){.index = index, .event = ro_find_event(index, event)};
  if (!matrix->event) return false;
  make_columns(matrix, arena);
  make_rows(matrix, arena);
  make_lists(matrix, arena);
  matrix->decided = decided_label(matrix, arena);
  return true;
}

/* -- claims ----------------------------------------------------------------------------------------------------------- */

ro_slice ro_claim(const ro_record_index *index, const ro_record_event *event, const ro_record_statement *statement,
                  ro_arena *arena) {
  ro_slices silent = {0}, missing = {0};
  if (!statement->joint && statement->speakers.len < 2) return RO_ABSENT;
  for (size_t i = 0; i < event->sides.len; i++) {
    const ro_event_side *side = &event->sides.at[i];
    if (ro_slices_have(&statement->claimed_by, side->side)) continue;
    ro_slice name = ro_entity_name(index, side->side);
    if (side->origins.len > 0) {
      RO_PUSH(arena, &silent, name);
    } else {
      RO_PUSH(arena, &missing, name);
    }
  }
  if (silent.len + missing.len == 0) return RO_ABSENT;
  if (statement->claimed_by.len == 0) return silent.len > 0 && missing.len == 0 ? RO_LIT("in no side's own account") : RO_ABSENT;
  ro_slice who = ro_names_label(index, &statement->claimed_by, arena), lacking = ro_list_label(&missing, arena);
  if (silent.len > 0) return ro_arena_format(arena, "claimed by %.*s only", (int)who.len, who.ptr);
  return ro_arena_format(arena, "claimed by %.*s (no account of %.*s collected)", (int)who.len, who.ptr, (int)lacking.len,
                         lacking.ptr);
}

static bool is_one_sided(const ro_record_event *event, const ro_record_statement *statement) {
  if ((!statement->joint && statement->speakers.len < 2) || statement->claimed_by.len == 0) return false;
  for (size_t i = 0; i < event->sides.len; i++) {
    if (event->sides.at[i].origins.len > 0 && !ro_slices_have(&statement->claimed_by, event->sides.at[i].side)) return true;
  }
  return false;
}

const bool *ro_events_differ(const ro_record_index *index, ro_arena *arena) {
  const ro_record *record = index->record;
  bool *differ = RO_NEW_ARRAY(arena, bool, record->events.len);
  for (size_t i = 0; i < record->discrepancies.len; i++) {
    const ro_record_event *event = ro_find_event(index, record->discrepancies.at[i].event);
    if (event && !is_rejected(record->discrepancies.at[i].verdict)) differ[event - record->events.at] = true;
  }
  for (size_t i = 0; i < record->statements.len; i++) {
    const ro_record_event *event = ro_find_event(index, record->statements.at[i].event);
    if (is_rejected(record->statements.at[i].verdict)) continue;
    if (event && is_one_sided(event, &record->statements.at[i])) differ[event - record->events.at] = true;
  }
  return differ;
}
