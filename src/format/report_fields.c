#include "format/report_fields.h"

void ro_out_dateline(ro_text *out, const ro_points *points, const ro_dateline *dateline) {
  ro_out_open(out, "dateline", '{');
  ro_out_text(out, "place", dateline->place);
  ro_out_text(out, "date", dateline->date);
  ro_out_span_or_null(out, "span", points, dateline->span);
  ro_out_close(out, '}');
}

void ro_out_report_rest(ro_text *out, const ro_report *report) {
  ro_out_text(out, "url", report->url);
  ro_out_text(out, "byline", report->byline);
  ro_out_bool(out, "published_guessed", report->published_guessed);
}

static void take_dateline(ro_json_in *in, yyjson_val *object, ro_dateline *dateline, const ro_points *points) {
  yyjson_val *inner = ro_in_enter(in, object, "dateline");
  if (!inner) return;
  dateline->place = ro_in_text(in, inner, "place");
  dateline->date = ro_in_text(in, inner, "date");
  dateline->span = ro_in_span(in, inner, "span", points);
  ro_in_leave(in);
}

static void check_order(ro_json_in *in, const char *name, const ro_spans *spans) {
  for (size_t i = 1; i < spans->len; i++) {
    if (spans->at[i].start < spans->at[i - 1].end) ro_in_fail(in, name, "is not in the order of the text");
  }
}

void ro_in_report(ro_json_in *in, yyjson_val *object, ro_report *report, ro_points *points) {
  report->source = ro_in_text(in, object, "source");
  report->sha256 = ro_in_text(in, object, "sha256");
  report->language = ro_in_text(in, object, "language");
  report->title = ro_in_text(in, object, "title");
  report->outlet = ro_in_text(in, object, "outlet");
  report->credit = ro_in_text(in, object, "credit");
  report->published = ro_in_text(in, object, "published");
  report->modified = ro_in_text(in, object, "modified");
  report->text = ro_in_needed(in, object, "text");
  report->url = ro_in_text(in, object, "url");
  report->byline = ro_in_text(in, object, "byline");
  report->published_guessed = ro_in_bool(in, object, "published_guessed");
  if (ro_in_status(in) != READOUT_OK) return;
  ro_points_init(points, report->text, in->arena);
  take_dateline(in, object, &report->dateline, points);
  ro_in_spans(in, object, "main", points, &report->main);
  check_order(in, "main", &report->main);
}
