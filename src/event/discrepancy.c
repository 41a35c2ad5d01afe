#include "event/differing.h"

#define CLOCKS_APART 180 /* minutes by which clocks must be further on for an evening to be the next day there */

static const char FIRST[] = "as many origins and reports have each: the event has the first";

/* -- days ------------------------------------------------------------------------------------------------------------- */

/* A weekday or month that only one of the days can be counts for it. */
static void count_fitting(ro_differing *d, const ro_settled_event *event) {
  ro_settling *s = d->s;
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    size_t found = RO_NONE;
    bool several = false;
    if (ro_stated_day(s, event->nodes.at[i], event).ptr || !ro_day_is_known(node->day)) continue;
    for (size_t k = 0; k < d->values.len; k++) {
      ro_day_fit fit = ro_day_compare(node->day, ro_day_parse(d->values.at[k].line.value));
      if (fit != RO_DAY_EQUAL && fit != RO_DAY_FITS) continue;
      several = several || found != RO_NONE;
      found = k;
    }
    if (found == RO_NONE || several) continue;
    ro_differing_add(d, d->values.at[found].line.value, node->member, ro_settling_meeting(s, event->nodes.at[i])->date_span);
  }
}

/* The clocks that a report goes by: of the country whose account it says that it is; of a call else those of all parties, of what
 * else happened those of where it did. False where none is known. */
static bool clocks_of(const ro_settling *s, const ro_settled_event *event, size_t index, bool call, ro_zone *out) {
  const ro_contrasts *contrasts = &s->lexicon->contrasts;
  const ro_record_event *line = &s->out->events.at[event - s->events.at];
  const ro_slices *places = &line->place;
  ro_slice side = ro_settling_prepared(s, s->nodes.at[index].member)->side;
  const ro_zone *own = side.ptr ? ro_contrasts_zone(contrasts, side) : NULL;
  if (own) *out = *own;
  if (own) return true;
  bool any = false;
  size_t n = call ? line->parties.len : places->len;
  for (size_t z = 0; z < contrasts->zones.len; z++) {
    const ro_zone *zone = &contrasts->zones.at[z];
    ro_slice country = ro_identity_of_side(s, zone->iso);
    bool has = false;
    for (size_t i = 0; country.ptr && i < n; i++)
      has = has || ro_slice_equal(call ? line->parties.at[i].of : places->at[i], country);
    if (!has) continue;
    if (!any || zone->west < out->west) out->west = zone->west;
    if (!any || zone->east > out->east) out->east = zone->east;
    any = true;
  }
  return any;
}

static bool states_day(const ro_settling *s, const ro_settled_event *event, size_t i, int64_t *number) {
  ro_day day = ro_day_parse(ro_stated_day(s, event->nodes.at[i], event));
  if (!ro_day_is_full(day)) return false;
  *number = ro_day_number(day);
  return true;
}

/*
 * An evening is the next morning where the clocks are further on: days that follow each other are no contradiction where those
 * who give the later one may go by such clocks. A call's clocks are not known where a side is not: then they may be.
 */
static bool is_later_elsewhere(const ro_settling *s, const ro_settled_event *event) {
  bool call = false;
  for (size_t i = 0; i < event->nodes.len; i++) call = call || ro_settling_meeting(s, event->nodes.at[i])->kind == RO_CALL;
  for (size_t i = 0; i < event->nodes.len; i++) {
    for (size_t k = 0; k < event->nodes.len; k++) {
      int64_t early, late;
      ro_zone here = {0}, there = {0};
      if (!states_day(s, event, i, &early) || !states_day(s, event, k, &late) || late <= early) continue;
      if (late - early > 1) return false;
      bool known = clocks_of(s, event, event->nodes.at[i], call, &here) && clocks_of(s, event, event->nodes.at[k], call, &there);
      if (known ? there.east - here.west < CLOCKS_APART : !call) return false;
    }
  }
  return true;
}

static ro_slice day_words(const ro_settling *s, size_t node) {
  return ro_slice_span(ro_settling_findings(s, s->nodes.at[node].member)->report.text, ro_settling_meeting(s, node)->date_span);
}

/* "This afternoon" that a copy took over: it was meant of the earlier day. */
static bool is_taken_over(const ro_settling *s, const ro_settled_event *event, size_t i) {
  size_t own = event->nodes.at[i];
  int64_t day, other;
  if (!states_day(s, event, i, &day)) return false;
  for (size_t k = 0; k < event->nodes.len; k++) {
    size_t a = s->nodes.at[own].member, b = s->nodes.at[event->nodes.at[k]].member;
    const ro_link *link = a == b ? NULL : ro_settling_link(s, a, b);
    if (!link || link->result.kind != RO_NEAR_COPY || !states_day(s, event, k, &other) || other >= day) continue;
    if (ro_slice_equal_nocase(day_words(s, own), day_words(s, event->nodes.at[k]))) return true;
  }
  return false;
}

static void write_days(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  ro_differing d = ro_differing_of(s, index, "date",
                                   "reports state days that cannot be one, by any clock or by what a copy took over", RO_ABSENT);
  if (is_later_elsewhere(s, event)) return;
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_slice day = ro_stated_day(s, event->nodes.at[i], event);
    if (day.ptr && !is_taken_over(s, event, i))
      ro_differing_add(&d, day, s->nodes.at[event->nodes.at[i]].member, ro_settling_meeting(s, event->nodes.at[i])->date_span);
  }
  if (d.values.len < 2) return;
  count_fitting(&d, event);
  ro_slice best = ro_day_from(event->day, s->arena);
  const char *because = "the event's day";
  for (size_t i = 0; i < d.values.len; i++)
    if (!ro_slice_equal(d.values.at[i].line.value, best))
      because = ro_day_reason(s, event, ro_day_parse(d.values.at[i].line.value));
  ro_differing_write_with(&d, best, because);
}

/* A report written before the day of which it tells: its dateline or its text is wrong. */
static void write_dateline(ro_settling *s, size_t index, size_t node_index) {
  const ro_settled_event *event = &s->events.at[index];
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
  ro_differing d = ro_differing_of(s, index, "dateline-date", "the report is dated before the day of which it tells", RO_ABSENT);
  ro_differing_add(&d, ro_day_from(written, s->arena), node->member, dateline->span);
  ro_differing_add(&d, told, node->member, ro_settling_meeting(s, node_index)->date_span);
  ro_differing_write_within(&d, s->members[node->member].id, told, "nothing is reported before it happens");
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
static void write_places(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  const ro_slices *chosen = &s->out->events.at[index].place;
  ro_differing d = ro_differing_of(s, index, "place", "reports name towns of which none holds the other", RO_ABSENT);
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    if (node->places.len != 1 || meeting->places.len == 0 || !may_speak_of(s, event, event->nodes.at[i])) continue;
    ro_slice id = ro_identity_of(s, node->member, meeting->places.at[0]);
    if (id.ptr) ro_differing_add(&d, id, node->member, meeting->place_span);
  }
  ro_differing_write_with(&d, chosen->len > 0 ? chosen->at[0] : RO_ABSENT, FIRST);
}

/* -- who asked for it ------------------------------------------------------------------------------------------------- */

static void write_requests(ro_settling *s, size_t index) {
  const ro_settled_event *event = &s->events.at[index];
  ro_differing d = ro_differing_of(s, index, "requested_by", "reports name others who asked for it", RO_ABSENT);
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    ro_slice by = ro_identity_of(s, member, meeting->requested_by);
    if (by.ptr) ro_differing_add(&d, by, member, meeting->spans.len > 0 ? meeting->spans.at[0] : (ro_span){0, 0});
  }
  ro_differing_write_with(&d, s->out->events.at[index].requested_by, FIRST);
}

void ro_write_discrepancies(ro_settling *s, size_t index, size_t first_statement) {
  const ro_settled_event *event = &s->events.at[index];
  if (!event->told) return;
  write_days(s, index);
  write_places(s, index);
  write_requests(s, index);
  for (size_t i = 0; i < event->nodes.len; i++) write_dateline(s, index, event->nodes.at[i]);
  ro_differ_in_persons(s, index);
  ro_differ_in_wordings(s, index);
  for (size_t k = 0; k < event->clusters.len; k++)
    ro_differ_in_numbers(s, index, &event->clusters.at[k], s->out->statements.at[first_statement + k].id);
  ro_differ_in_outcomes(s, index, first_statement);
  ro_differ_in_stages(s, index);
}
