#include <stdlib.h>

#include "base/hash.h"
#include "event/write.h"

/* -- values ----------------------------------------------------------------------------------------------------------- */

typedef struct differing {
  ro_settling *s;
  const char *field;
  RO_ARRAY(ro_discrepancy_value) values;
} differing;

static ro_discrepancy_value *value_for(differing *d, ro_slice value) {
  for (size_t i = 0; i < d->values.len; i++) {
    if (ro_slice_equal(d->values.at[i].value, value)) return &d->values.at[i];
  }
  RO_PUSH(d->s->arena, &d->values, ((ro_discrepancy_value){.value = value}));
  return &d->values.at[d->values.len - 1];
}

static void add_span_evidence(differing *d, ro_discrepancy_value *value, size_t member, ro_span span) {
  ro_spans spans = {0};
  if (span.end <= span.start) return;
  RO_PUSH(d->s->arena, &spans, span);
  RO_PUSH(d->s->arena, &value->evidence, ro_evidence_of(d->s, member, &spans));
}

static int by_value(const void *a, const void *b) {
  return ro_slice_compare(((const ro_discrepancy_value *)a)->value, ((const ro_discrepancy_value *)b)->value);
}

static void write_line(differing *d, ro_slice event, ro_slice report, ro_slice about) {
  if (d->values.len < 2) return;
  ro_record_discrepancy line = {.event = event, .report = report, .field = ro_slice_of(d->field)};
  ro_slice parts[] = {event.ptr ? event : report, line.field, about};
  line.id = ro_identity(d->s->arena, "x", parts, 3);
  qsort(d->values.at, d->values.len, sizeof *d->values.at, by_value);
  for (size_t i = 0; i < d->values.len; i++) {
    ro_slices_sort_unique(&d->values.at[i].reports);
    RO_PUSH(d->s->arena, &line.values, d->values.at[i]);
  }
  RO_PUSH(d->s->arena, &d->s->out->discrepancies, line);
}

/* -- days ------------------------------------------------------------------------------------------------------------- */

/* A weekday or month that only one of the days can be counts for it. */
static void count_fitting(differing *d, const ro_settled_event *event) {
  ro_settling *s = d->s;
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    size_t found = RO_NONE;
    bool several = false;
    if (ro_stated_day(s, event->nodes.at[i], event).ptr || !ro_day_is_known(node->day)) continue;
    for (size_t k = 0; k < d->values.len; k++) {
      ro_day_fit fit = ro_day_compare(node->day, ro_day_parse(d->values.at[k].value));
      if (fit != RO_DAY_EQUAL && fit != RO_DAY_FITS) continue;
      several = several || found != RO_NONE;
      found = k;
    }
    if (found == RO_NONE || several) continue;
    ro_add_reports(s, node->member, &d->values.at[found].reports);
    add_span_evidence(d, &d->values.at[found], node->member, ro_settling_meeting(s, event->nodes.at[i])->date_span);
  }
}

/* A call in the evening is one of the next morning elsewhere: days that follow each other are no contradiction. */
static bool is_one_call(const ro_settling *s, const ro_settled_event *event) {
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_day day = ro_day_parse(ro_stated_day(s, event->nodes.at[i], event));
    if (ro_settling_meeting(s, event->nodes.at[i])->kind != RO_CALL) return false;
    if (!ro_day_is_full(day)) continue;
    int64_t number = ro_day_number(day);
    if (number < first) first = number;
    if (number > last) last = number;
  }
  return first <= last && last - first <= 1;
}

static void write_days(ro_settling *s, const ro_settled_event *event) {
  differing d = {.s = s, .field = "date"};
  if (is_one_call(s, event)) return;
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_slice day = ro_stated_day(s, event->nodes.at[i], event);
    if (!day.ptr) continue;
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    ro_discrepancy_value *value = value_for(&d, day);
    ro_add_reports(s, member, &value->reports);
    add_span_evidence(&d, value, member, ro_settling_meeting(s, event->nodes.at[i])->date_span);
  }
  if (d.values.len > 1) count_fitting(&d, event);
  write_line(&d, event->id, RO_ABSENT, RO_ABSENT);
}

/* A report written before the day of which it tells: its dateline or its text is wrong. */
static void write_dateline(ro_settling *s, const ro_settled_event *event, size_t node_index) {
  const ro_node *node = &s->nodes.at[node_index];
  const ro_dateline *dateline = &ro_settling_findings(s, node->member)->report.dateline;
  ro_slice told = ro_stated_day(s, node_index, event);
  ro_day day = ro_day_parse(told), written = ro_day_parse(dateline->date);
  if (!ro_day_is_full(day) || !written.month || !written.day) return;
  if (!written.year) written.year = day.year;
  if (ro_day_number(written) >= ro_day_number(day)) {
    return;
  }
  if (!ro_day_parse(dateline->date).year && ro_day_number(day) - ro_day_number(written) > 180) return; /* the turn of the year */
  differing d = {.s = s, .field = "dateline-date"};
  ro_discrepancy_value *value = value_for(&d, ro_day_from(written, s->arena));
  ro_add_reports(s, node->member, &value->reports);
  add_span_evidence(&d, value, node->member, dateline->span);
  value = value_for(&d, told);
  ro_add_reports(s, node->member, &value->reports);
  add_span_evidence(&d, value, node->member, ro_settling_meeting(s, node_index)->date_span);
  write_line(&d, RO_ABSENT, s->members[node->member].id, RO_ABSENT);
}

/* -- places ----------------------------------------------------------------------------------------------------------- */

static const ro_entity *narrowest_place(const ro_settling *s, size_t member, const ro_meeting *meeting) {
  return &ro_settling_findings(s, member)->entities.at[meeting->places.at[0]];
}

/* A dateline says where the report was written: it speaks of the meeting where another report has that in the same country. */
static bool may_speak_of(const ro_settling *s, const ro_settled_event *event, size_t index) {
  const ro_node *node = &s->nodes.at[index];
  const ro_meeting *meeting = ro_settling_meeting(s, index);
  const ro_entity *place = narrowest_place(s, node->member, meeting);
  if (place->kind != RO_PLACE || place->within == RO_NONE) return false; /* no town that is known */
  if (meeting->place_span.start >= ro_settling_findings(s, node->member)->report.dateline.span.end) return true;
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *other = &s->nodes.at[event->nodes.at[i]];
    if (other->member != node->member && ro_values_shared(&other->place_countries, &node->place_countries) > 0) return true;
  }
  return false;
}

/* Towns: the narrowest place of each report. */
static void write_places(ro_settling *s, const ro_settled_event *event) {
  differing d = {.s = s, .field = "place"};
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    if (node->places.len != 1 || meeting->places.len == 0 || !may_speak_of(s, event, event->nodes.at[i])) continue;
    ro_slice id = ro_identity_of(s, node->member, meeting->places.at[0]);
    if (!id.ptr) continue;
    ro_discrepancy_value *value = value_for(&d, id);
    ro_add_reports(s, node->member, &value->reports);
    add_span_evidence(&d, value, node->member, meeting->place_span);
  }
  write_line(&d, event->id, RO_ABSENT, RO_ABSENT);
}

/* -- who asked for it ------------------------------------------------------------------------------------------------- */

static void write_requests(ro_settling *s, const ro_settled_event *event) {
  differing d = {.s = s, .field = "requested_by"};
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    ro_slice by = ro_identity_of(s, member, meeting->requested_by);
    if (!by.ptr) continue;
    ro_discrepancy_value *value = value_for(&d, by);
    ro_add_reports(s, member, &value->reports);
    if (meeting->spans.len > 0) add_span_evidence(&d, value, member, meeting->spans.at[0]);
  }
  write_line(&d, event->id, RO_ABSENT, RO_ABSENT);
}

/* -- numbers ---------------------------------------------------------------------------------------------------------- */

typedef struct quantity {
  double value;
  size_t decimals;
  uint64_t unit; /* meaning of the word that follows, 0 where the next is no content word */
  ro_span span;
  ro_slice text;
} quantity;

/* "13.2" of 13.2 billion dollars; false for what is no decimal number, and for years. */
static bool parse_number(ro_slice text, quantity *out) {
  double value = 0, scale = 1;
  bool point = false;
  out->decimals = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == ',') continue;
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
    if (point) scale *= 10, out->decimals++;
  }
  out->value = value / scale;
  bool year = !point && text.len == 4 && value >= 1800 && value < 2200;
  return !year;
}

/* The one quantity of a clause; false where it has none or several. */
static bool only_quantity(const ro_settling *s, ro_clause_ref ref, quantity *out) {
  const ro_prepared *p = ro_settling_prepared(s, ref.member);
  ro_span span = ro_settling_said(s, ref)->span;
  size_t n = 0, end = ro_words_after(&p->words, span.end);
  for (size_t i = ro_words_after(&p->words, span.start); i < end; i++) {
    quantity q = {0};
    if (p->words.at[i].class_ != RO_WORD_NUMBER || !parse_number(p->words.at[i].lower, &q)) continue;
    q.span = p->words.at[i].span;
    bool has_unit = i + 1 < end && !p->words.at[i + 1].apart && p->words.at[i + 1].class_ != RO_WORD_NUMBER;
    q.unit = has_unit && p->words.at[i + 1].class_ != RO_WORD_FUNCTION ? p->words.at[i + 1].meaning : 0;
    if (has_unit && q.unit) q.span.end = p->words.at[i + 1].span.end;
    q.text = ro_slice_span(p->findings->report.text, q.span);
    *out = q;
    n++;
  }
  return n == 1;
}

/* A number that is the other rounded is no contradiction. */
static bool agree(const quantity *a, const quantity *b) {
  const quantity *fine = a->decimals >= b->decimals ? a : b, *coarse = fine == a ? b : a;
  double half = 0.5;
  for (size_t i = 0; i < coarse->decimals; i++) half /= 10;
  double apart = fine->value > coarse->value ? fine->value - coarse->value : coarse->value - fine->value;
  return fine->decimals == coarse->decimals ? apart == 0 : apart <= half;
}

static void write_numbers(ro_settling *s, const ro_settled_event *event, const ro_cluster *cluster, ro_slice statement) {
  differing d = {.s = s, .field = "number"};
  RO_ARRAY(quantity) seen = {0};
  for (size_t i = 0; i < cluster->clauses.len; i++) {
    quantity q;
    size_t k = 0;
    if (!only_quantity(s, cluster->clauses.at[i], &q)) continue;
    while (k < seen.len && !(seen.at[k].unit == q.unit && agree(&seen.at[k], &q))) k++;
    if (seen.len > 0 && seen.at[0].unit != q.unit) continue;
    if (k == seen.len) RO_PUSH(s->arena, &seen, q);
    ro_discrepancy_value *value = value_for(&d, seen.at[k].text);
    ro_add_reports(s, cluster->clauses.at[i].member, &value->reports);
    add_span_evidence(&d, value, cluster->clauses.at[i].member, q.span);
  }
  if (seen.len > 1) write_line(&d, event->id, RO_ABSENT, statement);
}

void ro_write_discrepancies(ro_settling *s, size_t index, size_t first_statement) {
  const ro_settled_event *event = &s->events.at[index];
  if (!event->told) return;
  write_days(s, event);
  write_places(s, event);
  write_requests(s, event);
  for (size_t i = 0; i < event->nodes.len; i++) write_dateline(s, event, event->nodes.at[i]);
  for (size_t k = 0; k < event->clusters.len; k++)
    write_numbers(s, event, &event->clusters.at[k], s->out->statements.at[first_statement + k].id);
}
