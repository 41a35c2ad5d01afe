#include "format/cite.h"

#include "format/labels.h"

ro_slice ro_cite_event(const ro_matrix *matrix, const ro_edition *edition, ro_arena *arena) {
  ro_slice name = ro_event_label(matrix->index, matrix->event, arena), date = ro_event_date_label(matrix->event, arena);
  ro_slice id = matrix->event->id, record = RO_LIT(""), version = RO_LIT("");
  if (edition->record.len > 0) record = ro_arena_format(arena, ", record %.*s", (int)edition->record.len, edition->record.ptr);
  if (edition->version.len > 0) version = ro_arena_format(arena, " %.*s", (int)edition->version.len, edition->version.ptr);
  return ro_arena_format(arena, "“%.*s, %.*s.” Event %.*s%.*s. Readout%.*s.", (int)name.len, name.ptr, (int)date.len, date.ptr,
                         (int)id.len, id.ptr, (int)record.len, record.ptr, (int)version.len, version.ptr);
}

bool ro_is_web_address(ro_slice address) {
  return ro_slice_starts(address, RO_LIT("https://")) || ro_slice_starts(address, RO_LIT("http://"));
}

ro_slice ro_report_address(const ro_record_report *report) {
  if (report->report.url.len > 0) return report->report.url;
  return ro_is_web_address(report->key) ? report->key : report->report.source;
}

ro_slice ro_cite_report(const ro_record_report *report, ro_arena *arena) {
  ro_slices parts = {0};
  const ro_report *r = &report->report;
  RO_PUSH(arena, &parts, ro_report_label(report));
  if (r->title.len > 0) RO_PUSH(arena, &parts, ro_arena_format(arena, "“%.*s”", (int)r->title.len, r->title.ptr));
  RO_PUSH(arena, &parts, r->published.ptr ? ro_date_label(r->published, arena) : RO_LIT("no date of publication"));
  if (report->version > 1) RO_PUSH(arena, &parts, ro_arena_format(arena, "version %zu", report->version));
  return ro_arena_join(arena, parts.at, parts.len, RO_LIT(", "));
}
