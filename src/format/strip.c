#include "format/strip.h"

#include <stdlib.h>

#include "format/json_out.h"
#include "format/labels.h"
#include "format/matrix.h"

const char *ro_change_words(ro_change_kind change) {
  static const char *const WORDS[RO_CHANGES] = {"",        "first known use",  "new", "kept", "strengthened", "weakened",
                                                "dropped", "too short to tell"};
  return WORDS[change];
}

ro_change_kind ro_change_kind_of(ro_slice word) {
  static const char *const NAMES[RO_CHANGES] = {"-", "-", "new", "kept", "strengthened", "weakened", "dropped", "too-short"};
  for (ro_change_kind change = RO_CHANGE_NEW; change < RO_CHANGES; change++)
    if (ro_slice_equal(word, ro_slice_of(NAMES[change]))) return change;
  return RO_CHANGE_NONE;
}

/* -- rows ------------------------------------------------------------------------------------------------------------- */

typedef struct ranked {
  const ro_record_formulation *formulation;
  const ro_record_event *first; /* of its uses; NULL where none is in the record */
} ranked;

static int compare_events(const ro_record_event *a, const ro_record_event *b) {
  int order = ro_date_compare(a->from, b->from);
  return order != 0 ? order : ro_slice_compare(a->id, b->id);
}

static int most_used_first(const void *a, const void *b) {
  const ranked *left = a, *right = b;
  size_t n = left->formulation->uses.len, m = right->formulation->uses.len;
  return n != m ? (n > m ? -1 : 1) : ro_slice_compare(left->formulation->id, right->formulation->id);
}

static int first_used_first(const void *a, const void *b) {
  const ranked *left = a, *right = b;
  if (!left->first != !right->first) return left->first ? -1 : 1;
  int order = left->first ? compare_events(left->first, right->first) : 0;
  if (order == 0) order = ro_slice_compare(left->formulation->phrase, right->formulation->phrase);
  return order != 0 ? order : ro_slice_compare(left->formulation->id, right->formulation->id);
}

static const ro_record_event *first_use(const ro_record_index *index, const ro_record_formulation *formulation) {
  const ro_record_event *first = NULL;
  for (size_t i = 0; i < formulation->uses.len; i++) {
    const ro_record_event *event = ro_find_event(index, formulation->uses.at[i].event);
    if (event && (!first || compare_events(event, first) < 0)) first = event;
  }
  return first;
}

static void choose_rows(ro_strip *strip, const ro_indexes *formulations, ro_arena *arena) {
  RO_ARRAY(ranked) found = {0};
  for (size_t i = 0; i < formulations->len; i++) {
    const ro_record_formulation *formulation = &strip->index->record->formulations.at[formulations->at[i]];
    RO_PUSH(arena, &found, ((ranked){formulation, first_use(strip->index, formulation)}));
  }
  if (found.len > RO_STRIP_ROWS) {
    qsort(found.at, found.len, sizeof *found.at, most_used_first);
    found.len = RO_STRIP_ROWS;
  }
  if (found.len > 1) qsort(found.at, found.len, sizeof *found.at, first_used_first);
  for (size_t i = 0; i < found.len; i++) RO_PUSH(arena, &strip->rows, ((ro_strip_row){found.at[i].formulation, NULL}));
}

/* -- columns ---------------------------------------------------------------------------------------------------------- */

static void add_column(ro_strip *strip, ro_map *seen, ro_slice event, ro_arena *arena) {
  const ro_record_event *found = ro_find_event(strip->index, event);
  bool is_new = false;
  if (found) ro_map_put(seen, event, &is_new);
  if (is_new) RO_PUSH(arena, &strip->columns, found);
}

static int oldest_first(const void *a, const void *b) {
  const ro_record_event *const *left = a, *const *right = b;
  return compare_events(*left, *right);
}

/* Returns how many of the oldest were left out. */
static size_t choose_columns(ro_strip *strip, ro_arena *arena) {
  ro_map seen;
  ro_map_init(&seen, arena);
  for (size_t r = 0; r < strip->rows.len; r++) {
    const ro_record_formulation *formulation = strip->rows.at[r].formulation;
    for (size_t i = 0; i < formulation->uses.len; i++) add_column(strip, &seen, formulation->uses.at[i].event, arena);
    for (size_t i = 0; i < formulation->between.len; i++) {
      add_column(strip, &seen, formulation->between.at[i].from, arena);
      add_column(strip, &seen, formulation->between.at[i].to, arena);
    }
  }
  if (strip->columns.len > 1) qsort(strip->columns.at, strip->columns.len, sizeof *strip->columns.at, oldest_first);
  size_t most = strip->rows.len > 0 ? RO_STRIP_CELLS / strip->rows.len : 0;
  if (most > RO_STRIP_COLUMNS) most = RO_STRIP_COLUMNS;
  if (strip->columns.len <= most) return 0;
  size_t left_out = strip->columns.len - most;
  strip->columns.at += left_out;
  strip->columns.len = most;
  return left_out;
}

static ro_strip_cell make_cell(const ro_record_formulation *formulation, ro_slice event) {
  ro_strip_cell cell = {.change = ro_change_kind_of(ro_change_at(formulation, event))};
  for (size_t i = 0; i < formulation->uses.len && !cell.use; i++)
    if (ro_slice_equal(formulation->uses.at[i].event, event)) cell.use = &formulation->uses.at[i];
  if (cell.use && cell.change == RO_CHANGE_NONE) cell.change = RO_CHANGE_USED;
  return cell;
}

static void fill_rows(ro_strip *strip, ro_arena *arena) {
  for (size_t r = 0; r < strip->rows.len; r++) {
    ro_strip_row *row = &strip->rows.at[r];
    row->cells = RO_NEW_ARRAY(arena, ro_strip_cell, strip->columns.len);
    for (size_t c = 0; c < strip->columns.len; c++) row->cells[c] = make_cell(row->formulation, strip->columns.at[c]->id);
  }
}

/* -- the whole -------------------------------------------------------------------------------------------------------- */

static void describe(ro_strip *strip, ro_slice asked, size_t n_found, size_t left_out, ro_arena *arena) {
  ro_picture_head *head = &strip->head;
  size_t n = strip->columns.len;
  head->kind = RO_LIT("strip");
  head->title = strip->rows.len == 1 ? ro_arena_format(arena, "“%.*s” over time", (int)strip->rows.at[0].formulation->phrase.len,
                                                       strip->rows.at[0].formulation->phrase.ptr)
                                     : ro_arena_format(arena, "Formulations over time: %.*s", (int)asked.len, asked.ptr);
  ro_slice phrases = ro_count_label(n_found, "formulation", arena), meetings = ro_count_label(n, "meeting", arena);
  ro_slice from = n > 0 ? ro_date_label(strip->columns.at[0]->from, arena) : RO_ABSENT,
           to = n > 0 ? ro_date_label(strip->columns.at[n - 1]->from, arena) : RO_ABSENT;
  head->about = n < 2 ? ro_arena_format(arena, "%.*s, %.*s", (int)phrases.len, phrases.ptr, (int)meetings.len, meetings.ptr)
                      : ro_arena_format(arena, "%.*s, %.*s, %.*s to %.*s", (int)phrases.len, phrases.ptr, (int)meetings.len,
                                        meetings.ptr, (int)from.len, from.ptr, (int)to.len, to.ptr);
  if (n_found > strip->rows.len)
    RO_PUSH(arena, &head->notes,
            ro_arena_format(arena, "Shown are the %zu formulations of the most uses; %zu others are not.", strip->rows.len,
                            n_found - strip->rows.len));
  if (left_out > 0)
    RO_PUSH(arena, &head->notes,
            ro_arena_format(arena, "Shown are the latest %zu meetings; %zu earlier ones are not.", n, left_out));
}

void ro_strip_make(ro_strip *strip, const ro_record_index *index, const ro_indexes *formulations, ro_slice asked,
                   ro_arena *arena) {
  *strip = (ro_strip){.index = index};
  choose_rows(strip, formulations, arena);
  size_t left_out = choose_columns(strip, arena);
  fill_rows(strip, arena);
  describe(strip, asked, formulations->len, left_out, arena);
}

/* -- table ------------------------------------------------------------------------------------------------------------ */

static void write_cell(ro_text *out, const ro_strip *strip, size_t column, const ro_strip_cell *cell, ro_arena *arena) {
  static const ro_slices NOBODY = {0};
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "event", strip->columns.at[column]->id);
  ro_out_word(out, "change", ro_change_words(cell->change));
  ro_out_bool(out, "used", cell->use != NULL);
  ro_out_text(out, "strength", cell->use ? cell->use->strength : RO_ABSENT);
  const ro_slices *speakers = cell->use ? &cell->use->speakers : &NOBODY;
  ro_slices names = {0};
  for (size_t i = 0; i < speakers->len; i++) RO_PUSH(arena, &names, ro_entity_name(strip->index, speakers->at[i]));
  ro_out_texts(out, "speakers", &names);
  ro_out_close(out, '}');
}

static void write_row(ro_text *out, const ro_strip *strip, const ro_strip_row *row, ro_arena *arena) {
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "formulation", row->formulation->id);
  ro_out_text(out, "phrase", row->formulation->phrase);
  ro_out_open(out, "cells", '[');
  for (size_t c = 0; c < strip->columns.len; c++)
    if (row->cells[c].change != RO_CHANGE_NONE) write_cell(out, strip, c, &row->cells[c], arena);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
}

void ro_strip_json(ro_text *out, const ro_strip *strip, ro_arena *arena) {
  ro_picture_json_open(out, &strip->head);
  ro_out_open(out, "meetings", '[');
  for (size_t c = 0; c < strip->columns.len; c++) {
    const ro_record_event *event = strip->columns.at[c];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "event", event->id);
    ro_out_text(out, "from", event->from);
    ro_out_text(out, "to", event->to);
    ro_out_text(out, "name", ro_event_label(strip->index, event, arena));
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_open(out, "formulations", '[');
  for (size_t r = 0; r < strip->rows.len; r++) write_row(out, strip, &strip->rows.at[r], arena);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}
