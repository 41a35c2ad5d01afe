/*
 * Exports as others might hand them back: read, written, read again and written again, the two writings must be the same bytes.
 * What was read is drawn for the terminal and as a page too: any record that can be read can be shown.
 */
#include <stdint.h>
#include <stdlib.h>

#include "format/import.h"
#include "format/matrix_html.h"
#include "format/matrix_text.h"
#include "format/reviews_text.h"
#include "format/select.h"

#define MOST_MEMORY ((size_t)64 << 20)

typedef struct run {
  ro_arena arena;
  ro_slice input;
  ro_text first, second, shown;
} run;

static void write_all(ro_text *out, const ro_record *record, ro_arena *arena) {
  ro_exporter exporter;
  ro_exporter_init(&exporter, record, arena);
  ro_export_all(&exporter, out, RO_LIT("0"));
}

static void show(run *r, const ro_record *record) {
  ro_view view = {.width = 60, .color = true};
  const ro_edition edition = {RO_LIT("r.db"), RO_LIT("0")};
  ro_events_text(&r->shown, record, &view, &r->arena);
  for (size_t i = 0; i < record->events.len && i < 4; i++) {
    (void)ro_matrix_text(&r->shown, record, record->events.at[i].id, &view, &r->arena);
    (void)ro_event_text(&r->shown, record, record->events.at[i].id, &view, &r->arena);
    (void)ro_matrix_html(&r->shown, record, record->events.at[i].id, &edition, &r->arena);
  }
  ro_record_index index;
  ro_record_index_make(&index, record, &r->arena);
  ro_indexes commitments = ro_commitments_asked(&index, RO_LIT("Kenya and Somalia"), &r->arena);
  ro_commitments_text(&r->shown, record, &commitments, &view, &r->arena);
  ro_indexes reviews = ro_reviews_asked(record, RO_ABSENT, false, &r->arena);
  ro_reviews_text(&r->shown, record, &reviews, &view, &r->arena);
  if (record->formulations.len == 0) return;
  ro_indexes formulations = ro_formulations_asked(&index, record->formulations.at[0].phrase, &r->arena);
  ro_track_text(&r->shown, record, &formulations, &view, &r->arena);
}

static void check(void *ctx) {
  run *r = ctx;
  ro_record record, again;
  if (ro_import_all(&record, r->input, &r->arena, NULL) != READOUT_OK) return;
  write_all(&r->first, &record, &r->arena);
  if (r->first.failed) return;
  if (ro_import_all(&again, ro_text_slice(&r->first), &r->arena, NULL) != READOUT_OK) abort();
  write_all(&r->second, &again, &r->arena);
  if (!ro_slice_equal(ro_text_slice(&r->first), ro_text_slice(&r->second))) abort();
  show(r, &record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ro_guard guard = {0};
  run r = {.input = {(const char *)data, size}};
  ro_arena_init(&r.arena, &guard, MOST_MEMORY);
  ro_text_init(&r.first, MOST_MEMORY);
  ro_text_init(&r.second, MOST_MEMORY);
  ro_text_init(&r.shown, MOST_MEMORY);
  (void)ro_guard_run(&guard, check, &r, NULL);
  ro_text_release(&r.first);
  ro_text_release(&r.second);
  ro_text_release(&r.shown);
  ro_arena_release(&r.arena);
  return 0;
}
