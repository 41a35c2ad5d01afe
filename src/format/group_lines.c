#include "format/group_lines.h"

#include <stdlib.h>

#include "format/json_out.h"

typedef struct told_event {
  size_t event; /* index */
  bool shared;  /* an occurrence that other reports tell of too: what the report is about, whoever meets in it */
  size_t statements;
} told_event;

typedef RO_ARRAY(told_event) told_events;

static int by_weight(const void *a, const void *b) {
  const told_event *left = a, *right = b;
  if (left->shared != right->shared) return left->shared ? -1 : 1;
  if (left->statements != right->statements) return left->statements > right->statements ? -1 : 1;
  return (left->event > right->event) - (left->event < right->event);
}

static void count_statement(const ro_record *record, told_events *told, const ro_record_index *index,
                            const ro_record_statement *statement) {
  const ro_record_event *event = ro_find_event(index, statement->event);
  for (size_t i = 0; event && i < statement->evidence.len; i++) {
    const ro_record_report *report = ro_find_report(index, statement->evidence.at[i].report);
    told_events *of_report = report ? &told[report - record->reports.at] : NULL;
    for (size_t j = 0; of_report && j < of_report->len; j++) {
      if (of_report->at[j].event == (size_t)(event - record->events.at)) of_report->at[j].statements++;
    }
  }
}

/* The told events of each report. */
static told_events *find_told(const ro_record *record, const ro_record_index *index, ro_arena *scratch) {
  told_events *told = RO_NEW_ARRAY(scratch, told_events, record->reports.len);
  for (size_t i = 0; i < record->events.len; i++) {
    const ro_slices *reports = &record->events.at[i].reports;
    for (size_t j = 0; j < reports->len; j++) {
      const ro_record_report *report = ro_find_report(index, reports->at[j]);
      bool shared = record->events.at[i].kind == RO_OCCURRENCE && reports->len > 1;
      if (report) RO_PUSH(scratch, &told[report - record->reports.at], ((told_event){.event = i, .shared = shared}));
    }
  }
  for (size_t i = 0; i < record->statements.len; i++) count_statement(record, told, index, &record->statements.at[i]);
  for (size_t i = 0; i < record->reports.len; i++) {
    if (told[i].len > 1) qsort(told[i].at, told[i].len, sizeof *told[i].at, by_weight);
  }
  return told;
}

void ro_group_write(ro_text *out, const ro_record *record, ro_arena *scratch) {
  ro_exporter exporter;
  ro_exporter_init(&exporter, record, scratch);
  exporter.by_given_id = true;
  const told_events *told = find_told(record, &exporter.index, scratch);
  for (size_t i = 0; i < record->reports.len; i++) {
    const ro_record_report *report = &record->reports.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "id", report->report.id.ptr ? report->report.id : report->id);
    ro_out_texts(out, "origins", &report->origins);
    ro_out_open(out, "events", '[');
    for (size_t j = 0; j < told[i].len; j++) ro_out_text(out, NULL, record->events.at[told[i].at[j].event].id);
    ro_out_close(out, ']');
    ro_out_close(out, '}');
    ro_text_add(out, RO_LIT("\n"));
  }
  ro_export_type(&exporter, out, RO_LINE_DERIVATION);
  ro_export_type(&exporter, out, RO_LINE_EVENT);
}
