#include "format/json_reasons.h"

#include "format/json_out.h"

static void write_reason(ro_text *out, const ro_report *report, const ro_points *points, const ro_reason *reason) {
  const ro_why *why = &reason->why;
  bool fired = why->fired.end > why->fired.start;
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "of", ro_explained_name(reason->of));
  ro_out_span_or_null(out, "what", points, reason->what);
  ro_out_text(out, "gives", reason->gives.len > 0 ? reason->gives : RO_ABSENT);
  ro_out_text(out, "rule", ro_slice_of(why->rule));
  ro_out_text(out, "list", ro_slice_of(why->list));
  ro_out_text(out, "entry", why->entry);
  ro_out_span_or_null(out, "fired", points, why->fired);
  ro_out_text(out, "words", fired ? ro_slice_span(report->text, why->fired) : RO_ABSENT);
  ro_out_close(out, '}');
}

void ro_reasons_write(ro_text *out, const ro_report *report, const ro_trace *trace, ro_arena *scratch) {
  ro_points points;
  ro_points_init(&points, report->text, scratch);
  ro_out_open(out, NULL, '{');
  ro_out_text(out, "id", report->id);
  ro_out_open(out, "reasons", '[');
  for (size_t i = 0; i < trace->reasons.len; i++) write_reason(out, report, &points, &trace->reasons.at[i]);
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}
