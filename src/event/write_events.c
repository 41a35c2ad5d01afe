#include <stdlib.h>

#include "base/hash.h"
#include "event/grounds.h"
#include "event/write.h"

/* -- what evidence and reports are ------------------------------------------------------------------------------------ */

ro_evidence ro_evidence_of(const ro_settling *s, size_t member, const ro_spans *spans) {
  ro_slices quotes = {0};
  ro_slice text = ro_settling_findings(s, member)->report.text;
  for (size_t i = 0; i < spans->len; i++) RO_PUSH(s->arena, &quotes, ro_slice_span(text, spans->at[i]));
  ro_evidence evidence = {.report = s->members[member].id, .spans = *spans};
  evidence.quote = quotes.len == 1 ? quotes.at[0] : ro_arena_join(s->arena, quotes.at, quotes.len, RO_LIT(" \xE2\x80\xA6 "));
  return evidence;
}

void ro_add_reports(const ro_settling *s, size_t representative, ro_slices *out) {
  const ro_indexes *copies = &s->copies.at[representative];
  for (size_t i = 0; i < copies->len; i++) RO_PUSH(s->arena, out, s->members[copies->at[i]].id);
}

void ro_origins_among(const ro_settling *s, const ro_indexes *representatives, ro_indexes *out) {
  bool *has = RO_NEW_ARRAY(s->arena, bool, s->origins.len + 1);
  for (size_t i = 0; i < representatives->len; i++) {
    const ro_indexes *of = &s->origins_of.at[representatives->at[i]];
    for (size_t k = 0; k < of->len; k++) has[of->at[k]] = true;
  }
  for (size_t i = 0; i < s->origins.len; i++) {
    if (has[i]) RO_PUSH(s->arena, out, i);
  }
}

static void members_of(const ro_settling *s, const ro_settled_event *event, ro_indexes *out) {
  for (size_t i = 0; i < event->nodes.len; i++) RO_PUSH(s->arena, out, s->nodes.at[event->nodes.at[i]].member);
}

/* -- the day ---------------------------------------------------------------------------------------------------------- */

static bool states_year(const ro_settling *s, size_t node) {
  return ro_day_is_full(ro_day_parse(ro_settling_meeting(s, node)->date));
}

/* A day without its year is given that of the event's other reports. */
static ro_day with_year(const ro_settling *s, const ro_settled_event *event, ro_day day) {
  for (size_t i = 0; i < event->nodes.len && day.month && !day.year; i++) {
    ro_day other = s->nodes.at[event->nodes.at[i]].day;
    if (!other.year) continue;
    day.year = other.year;
    if (day.to_month) day.to_year = other.year;
  }
  return day;
}

/* Origins whose reports state the day itself or a weekday that it is; twice over: stated in full counts before fitting. */
static size_t support(const ro_settling *s, const ro_settled_event *event, ro_day day, bool fitting) {
  ro_indexes members = {0}, origins = {0};
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    ro_day_fit fit = ro_day_compare(with_year(s, event, node->day), day);
    if (fit == RO_DAY_EQUAL || (fitting && fit == RO_DAY_FITS)) RO_PUSH(s->arena, &members, node->member);
  }
  ro_origins_among(s, &members, &origins);
  return origins.len * 1000 + members.len;
}

/* Is the day that one node gives better than that of another, and why; 0 where they are one. */
static int compare_days(const ro_settling *s, const ro_settled_event *event, size_t node, ro_day day, size_t best_node,
                        ro_day best, const char **why) {
  *why = "it is a day with its year";
  if (ro_day_is_full(day) != ro_day_is_full(best)) return ro_day_is_full(day) ? 1 : -1;
  size_t a = support(s, event, day, false) / 1000, b = support(s, event, best, false) / 1000;
  *why = "more origins state it";
  if (a != b) return a > b ? 1 : -1;
  *why = "as many origins state each, it is stated with its year";
  if (states_year(s, node) != states_year(s, best_node)) return states_year(s, node) ? 1 : -1;
  a = support(s, event, day, true), b = support(s, event, best, true);
  *why = "as many origins state each, more have a weekday or month that it may be";
  if (a != b) return a > b ? 1 : -1;
  *why = "as many origins state each: the event has the earlier";
  if (!ro_day_is_full(day) || !ro_day_is_full(best)) return 0;
  int64_t number = ro_day_number(day), best_number = ro_day_number(best);
  return number < best_number ? 1 : number > best_number ? -1 : 0;
}

/* Why the event has the day of one of its nodes and not that of others. */
static void note_days(const ro_settling *s, const ro_settled_event *event, size_t best_node, ro_day best) {
  for (size_t i = 0; i < event->nodes.len && ro_grounds_want(s->trace, event->id); i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    ro_day day = with_year(s, event, node->day);
    ro_day_fit fit = ro_day_compare(day, best);
    const char *why;
    if (!ro_day_is_known(day) || fit == RO_DAY_EQUAL || fit == RO_DAY_FITS) continue;
    compare_days(s, event, best_node, best, event->nodes.at[i], day, &why);
    ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_DATE, ro_day_from(best, s->arena),
                 ro_arena_format(s->arena, "rather than another day: %s", why).ptr);
    size_t state_best = support(s, event, best, false) / 1000, state_day = support(s, event, day, false) / 1000;
    ro_ground_measure(s->trace, "origins that state it", (double)state_best);
    ro_ground_measure(s->trace, "origins that state the other", (double)state_day);
    ro_note_report(s, node->member);
    ro_note_quote(s, node->member, ro_settling_meeting(s, event->nodes.at[i])->date_span);
  }
}

static ro_day best_day(const ro_settling *s, const ro_settled_event *event) {
  ro_day best = {0};
  size_t best_node = RO_NONE;
  const char *why;
  for (size_t i = 0; i < event->nodes.len; i++) {
    ro_day day = with_year(s, event, s->nodes.at[event->nodes.at[i]].day);
    if (!day.month && !day.year) continue;
    if (best_node != RO_NONE && compare_days(s, event, event->nodes.at[i], day, best_node, best, &why) <= 0) continue;
    best = day;
    best_node = event->nodes.at[i];
  }
  if (best_node != RO_NONE) note_days(s, event, best_node, best);
  return best;
}

/* A node that gives a day of the event, or RO_NONE. */
static size_t node_with(const ro_settling *s, const ro_settled_event *event, ro_day day) {
  for (size_t i = 0; i < event->nodes.len; i++)
    if (ro_day_compare(with_year(s, event, s->nodes.at[event->nodes.at[i]].day), day) == RO_DAY_EQUAL) return event->nodes.at[i];
  return RO_NONE;
}

const char *ro_day_reason(const ro_settling *s, const ro_settled_event *event, ro_day rival) {
  size_t node = node_with(s, event, event->day), other = node_with(s, event, rival);
  const char *why = "the event's day";
  if (node != RO_NONE && other != RO_NONE) compare_days(s, event, node, event->day, other, rival, &why);
  return why;
}

ro_slice ro_stated_day(const ro_settling *s, size_t node, const ro_settled_event *event) {
  ro_day day = with_year(s, event, s->nodes.at[node].day);
  if (ro_settling_is_occurrence(s, node)) return RO_ABSENT; /* of all that it tells one day; others may tell another */
  if (s->nodes.at[node].written) return RO_ABSENT;          /* the day that it was written on */
  if (!day.day || day.to_day) return RO_ABSENT;
  if (!day.year) day.year = event->day.year;
  return ro_day_from(day, s->arena);
}

/* -- who, where, what ------------------------------------------------------------------------------------------------- */

static ro_event_kind kind_of(const ro_settling *s, const ro_settled_event *event) {
  size_t count[RO_EVENT_KINDS] = {0}, best = 0;
  for (size_t i = 0; i < event->nodes.len; i++) count[ro_settling_meeting(s, event->nodes.at[i])->kind]++;
  if (count[RO_OCCURRENCE] < event->nodes.len) count[RO_OCCURRENCE] = 0; /* some report knows better */
  for (size_t k = 1; k < RO_EVENT_KINDS; k++) {
    if (count[k] > count[best]) best = k;
  }
  return (ro_event_kind)best;
}

static ro_event_status status_of(const ro_settling *s, const ro_settled_event *event) {
  bool has[RO_EVENT_STATUSES] = {false};
  for (size_t i = 0; i < event->nodes.len; i++) has[ro_settling_meeting(s, event->nodes.at[i])->status] = true;
  for (size_t i = 0; i < event->mentions.len; i++) has[ro_settling_meeting(s, event->mentions.at[i])->status] = true;
  if (event->told || has[RO_HELD]) return RO_HELD;
  return has[RO_CANCELLED] ? RO_CANCELLED : has[RO_PLANNED] ? RO_PLANNED : RO_STATUS_UNKNOWN;
}

static ro_slice name_of(const ro_settling *s, const ro_settled_event *event) {
  ro_slice best = RO_ABSENT;
  for (size_t i = 0; i < event->nodes.len; i++) {
    if (ro_settling_is_occurrence(s, event->nodes.at[i]) && kind_of(s, event) != RO_OCCURRENCE) continue;
    ro_slice name = ro_settling_meeting(s, event->nodes.at[i])->name;
    if (name.len > best.len || (name.len == best.len && name.len > 0 && ro_slice_compare(name, best) < 0)) best = name;
  }
  return best;
}

typedef struct place_votes {
  ro_slice id;
  bool is_country;
  ro_indexes members;
} place_votes;

typedef RO_ARRAY(place_votes) ballot;

static void vote(const ro_settling *s, ballot *votes, ro_slice id, bool is_country, size_t member) {
  for (size_t i = 0; i < votes->len; i++) {
    if (!ro_slice_equal(votes->at[i].id, id)) continue;
    RO_PUSH(s->arena, &votes->at[i].members, member);
    return;
  }
  place_votes fresh = {.id = id, .is_country = is_country};
  RO_PUSH(s->arena, &fresh.members, member);
  RO_PUSH(s->arena, votes, fresh);
}

/* The place that was chosen, then what else reports name. */
static void note_place(const ro_settling *s, const ro_settled_event *event, const ballot *votes, const ro_meeting *chosen,
                       size_t chosen_member) {
  ro_slice best = ro_identity_of(s, chosen_member, chosen->places.at[0]);
  for (size_t k = 0; k < votes->len; k++) {
    ro_indexes origins = {0};
    bool own = ro_slice_equal(votes->at[k].id, best);
    ro_origins_among(s, &votes->at[k].members, &origins);
    if (!ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_PLACE, votes->at[k].id,
                      !own             ? "not taken: a country, or fewer origins name it"
                      : votes->len > 1 ? "no country alone, then the most origins, then the most reports"
                                       : "the only place that reports give"))
      return;
    ro_ground_measure(s->trace, "origins", (double)origins.len);
    ro_ground_measure(s->trace, "reports", (double)votes->at[k].members.len);
    for (size_t i = 0; i < event->nodes.len; i++) {
      const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
      size_t member = s->nodes.at[event->nodes.at[i]].member;
      if (meeting->places.len > 0 && ro_slice_equal(ro_identity_of(s, member, meeting->places.at[0]), votes->at[k].id))
        ro_note_quote(s, member, meeting->place_span);
    }
  }
}

/* The place that the most origins name, with what holds it; reports that name another have a discrepancy, not a place more. */
static void write_place(const ro_settling *s, const ro_settled_event *event, ro_slices *out) {
  ballot votes = {0};
  const ro_meeting *chosen = NULL;
  size_t chosen_member = 0, most = 0;
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    if (meeting->places.len > 0) vote(s, &votes, ro_identity_of(s, node->member, meeting->places.at[0]), false, node->member);
  }
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    if (meeting->places.len == 0) continue;
    bool narrow = ro_settling_findings(s, node->member)->entities.at[meeting->places.at[0]].kind != RO_COUNTRY;
    size_t weight = narrow ? 1000000 : 0;
    for (size_t k = 0; k < votes.len; k++) {
      ro_indexes origins = {0};
      if (!ro_slice_equal(votes.at[k].id, ro_identity_of(s, node->member, meeting->places.at[0]))) continue;
      ro_origins_among(s, &votes.at[k].members, &origins);
      weight += origins.len * 1000 + votes.at[k].members.len * 10 + meeting->places.len;
    }
    if (weight <= most) continue;
    most = weight;
    chosen = meeting;
    chosen_member = node->member;
  }
  if (!chosen) return;
  note_place(s, event, &votes, chosen, chosen_member);
  const ro_findings *f = ro_settling_findings(s, chosen_member);
  for (size_t i = 0; i < chosen->places.len; i++) RO_PUSH(s->arena, out, ro_identity_of(s, chosen_member, chosen->places.at[i]));
  size_t within = f->entities.at[chosen->places.at[chosen->places.len - 1]].within;
  ro_slice broad = within < f->entities.len ? ro_identity_of(s, chosen_member, within) : RO_ABSENT;
  if (broad.ptr && !ro_slices_have(out, broad)) RO_PUSH(s->arena, out, broad);
}

static void add_offices(const ro_settling *s, size_t member, size_t person, ro_slices *out) {
  const ro_entity *entity = &ro_settling_findings(s, member)->entities.at[person];
  for (size_t i = 0; i < entity->offices.len; i++) {
    bool known = entity->offices.at[i].title.len == 0;
    for (size_t k = 0; k < out->len; k++) known = known || ro_slice_equal_nocase(out->at[k], entity->offices.at[i].title);
    if (!known) RO_PUSH(s->arena, out, entity->offices.at[i].title);
  }
}

typedef struct party_votes {
  ro_record_party party;
  ro_indexes members;
} party_votes;

static void note_party(const ro_settling *s, const ro_settled_event *event, const party_votes *votes, bool few, bool replaced) {
  const ro_record_party *party = &votes->party;
  if (!ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_PARTIES, party->person.ptr ? party->person : party->of,
                    few        ? "not taken: fewer than a third of the reports name it"
                    : replaced ? "not taken: its person stands for it"
                               : "a third of the reports or more name it"))
    return;
  ro_ground_measure(s->trace, "reports that name it", (double)votes->members.len);
  ro_ground_measure(s->trace, "reports", (double)event->nodes.len);
  if (party->person.ptr) ro_ground_about(s->trace, party->of);
  for (size_t i = 0; i < votes->members.len; i++) ro_note_reports(s, votes->members.at[i]);
}

static int by_party(const void *a, const void *b) {
  const ro_record_party *left = a, *right = b;
  int order = ro_slice_compare(left->of, right->of);
  return order ? order : ro_slice_compare(left->person, right->person);
}

/* Parties that a third of the reports name; a country alone gives way to its person. */
static void write_parties(const ro_settling *s, const ro_settled_event *event, ro_record_event *line) {
  RO_ARRAY(party_votes) votes = {0};
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    for (size_t k = 0; k < meeting->parties.len; k++) {
      ro_record_party party = {.person = ro_identity_of(s, node->member, meeting->parties.at[k].person),
                               .of = ro_identity_of(s, node->member, meeting->parties.at[k].of)};
      size_t v = 0;
      while (v < votes.len && !(ro_slice_equal(votes.at[v].party.person, party.person) &&
                                (party.person.ptr || ro_slice_equal(votes.at[v].party.of, party.of))))
        v++;
      if (v == votes.len) RO_PUSH(s->arena, &votes, ((party_votes){.party = party}));
      if (!votes.at[v].party.of.ptr) votes.at[v].party.of = party.of;
      RO_PUSH(s->arena, &votes.at[v].members, node->member);
      if (party.person.ptr) add_offices(s, node->member, meeting->parties.at[k].person, &votes.at[v].party.offices);
    }
  }
  for (size_t v = 0; v < votes.len; v++) {
    bool few = votes.at[v].members.len * 3 < event->nodes.len, replaced = few;
    for (size_t k = 0; k < votes.len && !votes.at[v].party.person.ptr; k++)
      replaced = replaced || (votes.at[k].party.person.ptr && ro_slice_equal(votes.at[k].party.of, votes.at[v].party.of));
    note_party(s, event, &votes.at[v], few, replaced);
    if (!replaced) RO_PUSH(s->arena, &line->parties, votes.at[v].party);
  }
  if (line->parties.len > 1) qsort(line->parties.at, line->parties.len, sizeof *line->parties.at, by_party);
}

/* -- sides, reports, evidence ----------------------------------------------------------------------------------------- */

static int by_side(const void *a, const void *b) {
  return ro_slice_compare(((const ro_event_side *)a)->side, ((const ro_event_side *)b)->side);
}

static void add_side(const ro_settling *s, ro_record_event *line, ro_slice side, ro_slice origin) {
  size_t i = 0;
  if (!side.ptr) return;
  while (i < line->sides.len && !ro_slice_equal(line->sides.at[i].side, side)) i++;
  if (i == line->sides.len) RO_PUSH(s->arena, &line->sides, ((ro_event_side){.side = side}));
  if (origin.ptr) RO_PUSH(s->arena, &line->sides.at[i].origins, origin);
}

/* Every party's side, whether an account of it was collected or not, and further sides whose accounts there are. */
static void write_sides(const ro_settling *s, const ro_settled_event *event, ro_record_event *line) {
  ro_indexes members = {0}, origins = {0};
  members_of(s, event, &members);
  ro_origins_among(s, &members, &origins);
  line->origins = origins.len;
  if (!event->told) return;
  for (size_t i = 0; i < line->parties.len; i++) add_side(s, line, line->parties.at[i].of, RO_ABSENT);
  for (size_t i = 0; i < origins.len; i++) {
    const ro_settled_origin *origin = &s->origins.at[origins.at[i]];
    add_side(s, line, ro_identity_of_side(s, origin->side), origin->id);
  }
  for (size_t i = 0; i < line->sides.len; i++) ro_slices_sort_unique(&line->sides.at[i].origins);
  if (line->sides.len > 1) qsort(line->sides.at, line->sides.len, sizeof *line->sides.at, by_side);
}

static void add_field(const ro_settling *s, ro_record_event *line, size_t member, const char *field, ro_slice value,
                      ro_span span) {
  if (span.end <= span.start) return;
  ro_spans spans = {0};
  RO_PUSH(s->arena, &spans, span);
  ro_evidence evidence = ro_evidence_of(s, member, &spans);
  evidence.field = ro_slice_of(field);
  evidence.value = value;
  RO_PUSH(s->arena, &line->evidence, evidence);
}

static void write_evidence(const ro_settling *s, const ro_settled_event *event, const ro_indexes *nodes, ro_record_event *line) {
  for (size_t i = 0; i < nodes->len; i++) {
    const ro_meeting *meeting = ro_settling_meeting(s, nodes->at[i]);
    size_t member = s->nodes.at[nodes->at[i]].member;
    ro_evidence spoken = ro_evidence_of(s, member, &meeting->spans);
    spoken.field = RO_LIT("kind");
    spoken.value = ro_slice_of(ro_event_kind_name(meeting->kind));
    if (meeting->spans.len > 0) RO_PUSH(s->arena, &line->evidence, spoken);
    const ro_dateline *dateline = &ro_settling_findings(s, member)->report.dateline;
    bool is_written =
        ro_day_is_full(event->day) && ro_day_compare(s->nodes.at[nodes->at[i]].dateline, event->day) == RO_DAY_EQUAL;
    if (is_written)
      add_field(s, line, member, "date", dateline->date, dateline->span);
    else
      add_field(s, line, member, "date", meeting->date, meeting->date_span);
    if (meeting->places.len > 0)
      add_field(s, line, member, "place", ro_identity_of(s, member, meeting->places.at[0]), meeting->place_span);
  }
}

static void write_reports(const ro_settling *s, const ro_settled_event *event, ro_record_event *line) {
  for (size_t i = 0; i < event->nodes.len; i++) {
    bool tells = event->told || ro_settling_meeting(s, event->nodes.at[i])->told;
    ro_add_reports(s, s->nodes.at[event->nodes.at[i]].member, tells ? &line->reports : &line->mentioned_in);
  }
  for (size_t i = 0; i < event->mentions.len; i++)
    ro_add_reports(s, s->nodes.at[event->mentions.at[i]].member, &line->mentioned_in);
  ro_slices_sort_unique(&line->reports);
  ro_slices_sort_unique(&line->mentioned_in);
}

static void note_requester(const ro_settling *s, const ro_settled_event *event, const ballot *votes, ro_slice best) {
  for (size_t k = 0; k < votes->len; k++) {
    bool own = ro_slice_equal(votes->at[k].id, best);
    if (!ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_REQUESTED_BY, votes->at[k].id,
                      own ? "the most origins, then the most reports, say so" : "not taken: fewer say so"))
      return;
    ro_ground_measure(s->trace, "reports", (double)votes->at[k].members.len);
    for (size_t i = 0; i < votes->at[k].members.len; i++) ro_note_reports(s, votes->at[k].members.at[i]);
  }
}

/* Who most origins say asked for it, then most reports. */
static ro_slice requested_by(const ro_settling *s, const ro_settled_event *event) {
  ballot votes = {0};
  ro_slice best = RO_ABSENT;
  size_t most = 0;
  for (size_t i = 0; i < event->nodes.len; i++) {
    size_t member = s->nodes.at[event->nodes.at[i]].member;
    ro_slice by = ro_identity_of(s, member, ro_settling_meeting(s, event->nodes.at[i])->requested_by);
    if (by.ptr) vote(s, &votes, by, false, member);
  }
  for (size_t k = 0; k < votes.len; k++) {
    ro_indexes origins = {0};
    ro_origins_among(s, &votes.at[k].members, &origins);
    size_t weight = origins.len * 1000 + votes.at[k].members.len;
    if (weight > most) most = weight, best = votes.at[k].id;
  }
  if (best.ptr) note_requester(s, event, &votes, best);
  return best;
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

static void note_kind(const ro_settling *s, const ro_settled_event *event, const ro_record_event *line) {
  size_t n = 0;
  if (!ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_KIND, ro_slice_of(ro_event_kind_name(line->kind)),
                    line->kind == RO_OCCURRENCE ? "no report tells of a meeting" : "what most of its reports call it"))
    return;
  for (size_t i = 0; i < event->nodes.len; i++) n += ro_settling_meeting(s, event->nodes.at[i])->kind == line->kind;
  ro_ground_measure(s->trace, "reports that call it so", (double)n);
  ro_ground_measure(s->trace, "reports", (double)event->nodes.len);
  if (line->name.len > 0)
    ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_NAME, line->name, "the longest name that a report gives it");
  ro_note_line(s, RO_LINE_EVENT, event->id, RO_GROUND_STATUS, ro_slice_of(ro_event_status_name(line->status)),
               event->told                         ? "reports tell of it"
               : line->status == RO_HELD           ? "some report says that it was held"
               : line->status == RO_STATUS_UNKNOWN ? "no report says whether it was held"
                                                   : "no report says that it was held, some say this");
}

ro_slice ro_event_identity(const ro_settling *s, const ro_settled_event *event) {
  ro_slice least = RO_ABSENT;
  for (size_t i = 0; i < event->nodes.len; i++) {
    const ro_node *node = &s->nodes.at[event->nodes.at[i]];
    const ro_meeting *meeting = ro_settling_meeting(s, event->nodes.at[i]);
    size_t at = meeting->spans.len ? meeting->spans.at[0].start : 0;
    ro_slice id = s->members[node->member].id;
    ro_slice mention = ro_arena_format(s->arena, "%.*s %010zu %03zu", (int)id.len, id.ptr, at, node->meeting);
    if (!least.ptr || ro_slice_compare(mention, least) < 0) least = mention;
  }
  return least.ptr ? ro_identity(s->arena, "e", &least, 1) : RO_ABSENT;
}

void ro_name_events(ro_settling *s) {
  for (size_t e = 0; e < s->events.len; e++) {
    ro_settled_event *event = &s->events.at[e];
    if (!event->is_given) event->id = ro_event_identity(s, event);
    if (event->told) event->day = best_day(s, event);
    if (event->told && !event->day.year && !event->day.month) event->day = ro_settling_written_on(s, event);
  }
}

static ro_record_event event_line(ro_settling *s, const ro_settled_event *event) {
  ro_record_event line = {.id = event->id, .kind = kind_of(s, event), .status = status_of(s, event), .name = name_of(s, event)};
  line.from = ro_day_from(event->day, s->arena);
  line.to = ro_day_to(event->day, s->arena);
  line.precision = ro_slice_of(ro_day_precision(event->day));
  line.requested_by = requested_by(s, event);
  if (event->occasion != RO_NONE) line.occasion = s->events.at[event->occasion].id;
  write_place(s, event, &line.place);
  write_parties(s, event, &line);
  write_reports(s, event, &line);
  write_sides(s, event, &line);
  write_evidence(s, event, &event->nodes, &line);
  write_evidence(s, event, &event->mentions, &line);
  note_kind(s, event, &line);
  return line;
}

static void note_sidelines(const ro_settling *s, const ro_record_event *session, const ro_settled_event *meeting, bool status,
                           bool place) {
  const char *rule = "a meeting was held on its sidelines";
  if (status && ro_note_line(s, RO_LINE_EVENT, session->id, RO_GROUND_STATUS, RO_LIT("held"), rule))
    ro_ground_about(s->trace, meeting->id);
  if (place && ro_note_line(s, RO_LINE_EVENT, session->id, RO_GROUND_PLACE, session->place.at[0], rule))
    ro_ground_about(s->trace, meeting->id);
}

/* A session on whose sidelines a meeting was held was held itself, where the meeting was. */
static void learn_from_sidelines(ro_settling *s) {
  for (size_t e = 0; e < s->events.len; e++) {
    const ro_settled_event *event = &s->events.at[e];
    if (event->occasion == RO_NONE || !event->told) continue;
    ro_record_event *session = &s->out->events.at[event->occasion];
    bool unknown = session->status == RO_STATUS_UNKNOWN, nowhere = session->place.len == 0;
    if (unknown) session->status = RO_HELD;
    if (nowhere) session->place = s->out->events.at[e].place;
    if (s->trace) note_sidelines(s, session, event, unknown, nowhere && session->place.len > 0);
  }
}

void ro_write_events(ro_settling *s) {
  for (size_t e = 0; e < s->events.len; e++) RO_PUSH(s->arena, &s->out->events, event_line(s, &s->events.at[e]));
  learn_from_sidelines(s);
}
