#include "format/json_out.h"

static void begin(ro_text *out, const char *key) {
  char last = out->len > 0 ? out->ptr[out->len - 1] : '\n';
  if (last != '{' && last != '[' && last != '\n') ro_text_add(out, RO_LIT(","));
  if (key) ro_text_addf(out, "\"%s\":", key);
}

void ro_out_open(ro_text *out, const char *key, char bracket) {
  begin(out, key);
  ro_text_add(out, (ro_slice){&bracket, 1});
}

void ro_out_close(ro_text *out, char bracket) {
  ro_text_add(out, (ro_slice){&bracket, 1});
}

void ro_out_null(ro_text *out, const char *key) {
  begin(out, key);
  ro_text_add(out, RO_LIT("null"));
}

void ro_out_text(ro_text *out, const char *key, ro_slice value) {
  begin(out, key);
  ro_text_json(out, value);
}

void ro_out_word(ro_text *out, const char *key, const char *value) {
  ro_out_text(out, key, *value ? ro_slice_of(value) : RO_ABSENT);
}

void ro_out_bool(ro_text *out, const char *key, bool value) {
  begin(out, key);
  ro_text_add(out, value ? RO_LIT("true") : RO_LIT("false"));
}

void ro_out_size(ro_text *out, const char *key, size_t value) {
  if (value == (size_t)-1) {
    ro_out_null(out, key);
    return;
  }
  begin(out, key);
  ro_text_addf(out, "%zu", value);
}

unsigned ro_thousandths(double ratio) {
  if (!(ratio > 0)) return 0;
  return ratio >= 1 ? 1000 : (unsigned)(ratio * 1000 + 0.5);
}

void ro_out_ratio(ro_text *out, const char *key, double value) {
  unsigned thousandths = ro_thousandths(value);
  begin(out, key);
  ro_text_addf(out, "%u.%03u", thousandths / 1000, thousandths % 1000);
}

#define MOST_NUMBER 1e12 /* what is larger is drawn in */

void ro_number_add(ro_text *out, double value) {
  double size = value < 0 ? -value : value;
  if (!(size < MOST_NUMBER)) size = MOST_NUMBER;
  uint64_t thousandths = (uint64_t)(size * 1000 + 0.5), rest = thousandths % 1000;
  ro_text_addf(out, "%s%llu", value < 0 && thousandths > 0 ? "-" : "", (unsigned long long)(thousandths / 1000));
  if (rest == 0) return;
  char digits[4] = {(char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10), 0};
  for (size_t n = 3; n > 0 && digits[n - 1] == '0'; n--) digits[n - 1] = 0;
  ro_text_addf(out, ".%s", digits);
}

void ro_out_number(ro_text *out, const char *key, double value) {
  begin(out, key);
  ro_number_add(out, value);
}

void ro_out_texts(ro_text *out, const char *key, const ro_slices *values) {
  ro_out_open(out, key, '[');
  for (size_t i = 0; i < values->len; i++) ro_out_text(out, NULL, values->at[i]);
  ro_out_close(out, ']');
}

void ro_out_sizes(ro_text *out, const char *key, const ro_indexes *values) {
  ro_out_open(out, key, '[');
  for (size_t i = 0; i < values->len; i++) ro_out_size(out, NULL, values->at[i]);
  ro_out_close(out, ']');
}

void ro_out_span(ro_text *out, const char *key, const ro_points *points, ro_span span) {
  begin(out, key);
  ro_text_addf(out, "[%zu,%zu]", ro_points_at(points, span.start), ro_points_at(points, span.end));
}

void ro_out_span_or_null(ro_text *out, const char *key, const ro_points *points, ro_span span) {
  if (span.start == span.end) {
    ro_out_null(out, key);
  } else {
    ro_out_span(out, key, points, span);
  }
}

void ro_out_spans(ro_text *out, const char *key, const ro_points *points, const ro_spans *spans) {
  ro_out_open(out, key, '[');
  for (size_t i = 0; i < spans->len; i++) ro_out_span(out, NULL, points, spans->at[i]);
  ro_out_close(out, ']');
}
