/* A record for tests: one meeting told by three reports of two origins, one with letters outside ASCII, and an earlier meeting.
 */
#ifndef TESTS_SAMPLE_H
#define TESTS_SAMPLE_H

#include <assert.h>

#include "record/record.h"

/* Span of the nth time that `part` stands in `text`. */
static inline ro_span sample_span(ro_slice text, const char *part, size_t nth) {
  size_t at = 0;
  for (size_t i = 0;; i++) {
    at = ro_slice_find(text, ro_slice_of(part), i == 0 ? 0 : at + 1);
    assert(at < text.len);
    if (i == nth) return (ro_span){at, at + strlen(part)};
  }
}

static const char SAMPLE_NORTH[] =
    "Ministers meet in Łódź\n\nMinister Ana Brás of Northland met Minister Li Wei (李伟) of Eastland in Łódź on 3 March 2024.\n\n"
    "Brás said that Northland firmly supports open seas & \"fair\" trade. The two sides agreed to open a joint <port> office by "
    "June.";
static const char SAMPLE_COPY[] =
    "Northern Wire\n\nMinister Ana Brás of Northland met Minister Li Wei of Eastland in Łódź on 3 March.\n\n"
    "Northland firmly supports open seas and \"fair\" trade, Brás said. Both sides agreed that a joint port office opens by "
    "June.";
static const char SAMPLE_EAST[] =
    "Li Wei meets Brás\n\nLi Wei, foreign minister of Eastland, and Ana Brás held talks in Łódź on 4 March 2024.\n\n"
    "Brás said that Northland supports open seas. Li Wei said that Eastland is ready to send students.";

typedef struct sample {
  ro_record record;
  ro_arena *arena;
} sample;

static inline ro_record_report *sample_report(sample *s, const char *id, const char *outlet, const char *text,
                                              const char *given) {
  ro_record_report report = {.id = ro_slice_of(id), .version = 1, .key = ro_slice_of(given)};
  report.report.id = ro_slice_of(given);
  report.report.source = ro_slice_of(given);
  report.report.sha256 = RO_LIT("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  report.report.language = RO_LIT("en");
  report.report.outlet = ro_slice_of(outlet);
  report.report.text = ro_slice_of(text);
  size_t body = sample_span(report.report.text, "\n\n", 0).end;
  size_t second = sample_span(report.report.text, "\n\n", 1).start;
  RO_PUSH(s->arena, &report.report.main, ((ro_span){body, second}));
  RO_PUSH(s->arena, &report.report.main, ((ro_span){second + 2, report.report.text.len}));
  RO_PUSH(s->arena, &s->record.reports, report);
  return &s->record.reports.at[s->record.reports.len - 1];
}

static inline void sample_entity(sample *s, const char *id, ro_entity_kind kind, const char *name, const char *iso) {
  ro_record_entity entity = {.id = ro_slice_of(id), .kind = kind, .name = ro_slice_of(name), .iso = ro_slice_of(iso)};
  RO_PUSH(s->arena, &s->record.entities, entity);
}

static inline ro_evidence sample_evidence(sample *s, size_t report, const char *part) {
  const ro_record_report *from = &s->record.reports.at[report];
  ro_evidence evidence = {.report = from->id, .quote = ro_slice_of(part), .confidence = 0.8755};
  RO_PUSH(s->arena, &evidence.spans, sample_span(from->report.text, part, 0));
  return evidence;
}

static inline void sample_origin(sample *s, const char *id, const char *name, const char *side, size_t first, size_t end) {
  ro_record_origin origin = {.id = ro_slice_of(id), .name = ro_slice_of(name), .side = ro_slice_of(side), .collected = true};
  for (size_t i = first; i < end; i++) {
    RO_PUSH(s->arena, &origin.reports, s->record.reports.at[i].id);
    RO_PUSH(s->arena, &s->record.reports.at[i].origins, origin.id);
    s->record.reports.at[i].side = origin.side;
  }
  RO_PUSH(s->arena, &s->record.origins, origin);
}

static inline ro_record_statement *sample_statement(sample *s, const char *id, const char *speaker, ro_act act,
                                                    const char *content) {
  ro_record_statement statement = {
      .id = ro_slice_of(id), .event = RO_LIT("e-2"), .act = act, .content = ro_slice_of(content), .origins = 1};
  statement.order = s->record.statements.len;
  if (speaker) {
    RO_PUSH(s->arena, &statement.speakers, ro_slice_of(speaker));
  } else {
    RO_PUSH(s->arena, &statement.speakers, RO_LIT("n-ana"));
    RO_PUSH(s->arena, &statement.speakers, RO_LIT("n-li"));
    statement.joint = true;
  }
  RO_PUSH(s->arena, &s->record.statements, statement);
  return &s->record.statements.at[s->record.statements.len - 1];
}

static inline void sample_events(sample *s) {
  ro_record_event earlier = {.id = RO_LIT("e-1"),
                             .kind = RO_CALL,
                             .status = RO_HELD,
                             .from = RO_LIT("2023-05"),
                             .to = RO_LIT("2023-05"),
                             .precision = RO_LIT("month")};
  RO_PUSH(s->arena, &earlier.mentioned_in, RO_LIT("r-1"));
  RO_PUSH(s->arena, &s->record.events, earlier);
  ro_record_event event = {.id = RO_LIT("e-2"),
                           .kind = RO_MEETING,
                           .status = RO_HELD,
                           .from = RO_LIT("2024-03-03"),
                           .to = RO_LIT("2024-03-03"),
                           .precision = RO_LIT("day"),
                           .origins = 2};
  ro_record_party ana = {.person = RO_LIT("n-ana"), .of = RO_LIT("n-north")},
                  li = {.person = RO_LIT("n-li"), .of = RO_LIT("n-east")};
  RO_PUSH(s->arena, &ana.offices, RO_LIT("Minister"));
  RO_PUSH(s->arena, &li.offices, RO_LIT("Foreign Minister"));
  RO_PUSH(s->arena, &event.parties, ana);
  RO_PUSH(s->arena, &event.parties, li);
  RO_PUSH(s->arena, &event.place, RO_LIT("n-lodz"));
  for (size_t i = 0; i < s->record.reports.len; i++) RO_PUSH(s->arena, &event.reports, s->record.reports.at[i].id);
  ro_event_side north = {.side = RO_LIT("n-north")}, east = {.side = RO_LIT("n-east")};
  RO_PUSH(s->arena, &north.origins, RO_LIT("o-1"));
  RO_PUSH(s->arena, &east.origins, RO_LIT("o-2"));
  RO_PUSH(s->arena, &event.sides, north);
  RO_PUSH(s->arena, &event.sides, east);
  ro_evidence date = sample_evidence(s, 0, "on 3 March 2024");
  date.field = RO_LIT("date");
  date.value = RO_LIT("2024-03-03");
  date.confidence = 0;
  RO_PUSH(s->arena, &event.evidence, date);
  RO_PUSH(s->arena, &s->record.events, event);
}

static inline void sample_statements(sample *s) {
  ro_record_statement *seas = sample_statement(s, "s-1", "n-ana", RO_POSITION, "firmly supports open seas");
  seas->stance = RO_SUPPORT;
  seas->strength = RO_LIT("firmly supports");
  seas->origins = 2;
  RO_PUSH(s->arena, &seas->claimed_by, RO_LIT("n-east"));
  RO_PUSH(s->arena, &seas->claimed_by, RO_LIT("n-north"));
  RO_PUSH(s->arena, &seas->evidence, sample_evidence(s, 0, "Northland firmly supports open seas & \"fair\" trade"));
  RO_PUSH(s->arena, &seas->evidence, sample_evidence(s, 1, "Northland firmly supports open seas and \"fair\" trade"));
  RO_PUSH(s->arena, &seas->absence, ((ro_absence){RO_LIT("r-3"), RO_LIT("weaker"), RO_LIT("supports, not firmly supports")}));

  ro_record_statement *port = sample_statement(s, "s-2", NULL, RO_COMMITMENT, "open a joint <port> office by June");
  port->strength = RO_LIT("agreed");
  RO_PUSH(s->arena, &port->claimed_by, RO_LIT("n-north"));
  RO_PUSH(s->arena, &port->evidence, sample_evidence(s, 0, "open a joint <port> office by June"));
  RO_PUSH(s->arena, &port->evidence, sample_evidence(s, 1, "a joint port office opens by June"));
  RO_PUSH(s->arena, &port->absence, ((ro_absence){RO_LIT("r-3"), RO_LIT("not-mentioned"), RO_ABSENT}));

  ro_record_statement *students = sample_statement(s, "s-3", "n-li", RO_COMMITMENT, "is ready to send students");
  students->strength = RO_LIT("willing");
  RO_PUSH(s->arena, &students->claimed_by, RO_LIT("n-east"));
  RO_PUSH(s->arena, &students->evidence, sample_evidence(s, 2, "Eastland is ready to send students"));
  RO_PUSH(s->arena, &students->absence, ((ro_absence){RO_LIT("r-1"), RO_LIT("not-mentioned"), RO_ABSENT}));
  RO_PUSH(s->arena, &students->absence, ((ro_absence){RO_LIT("r-2"), RO_LIT("too-short"), RO_LIT("a far shorter report")}));
}

static inline void sample_date_values(sample *s) {
  ro_record_discrepancy date = {.id = RO_LIT("d-1"), .event = RO_LIT("e-2"), .field = RO_LIT("date")};
  ro_discrepancy_value third = {.value = RO_LIT("2024-03-03")}, fourth = {.value = RO_LIT("2024-03-04")};
  RO_PUSH(s->arena, &third.reports, RO_LIT("r-1"));
  RO_PUSH(s->arena, &third.reports, RO_LIT("r-2"));
  RO_PUSH(s->arena, &third.evidence, sample_evidence(s, 0, "on 3 March 2024"));
  RO_PUSH(s->arena, &fourth.reports, RO_LIT("r-3"));
  RO_PUSH(s->arena, &fourth.evidence, sample_evidence(s, 2, "on 4 March 2024"));
  RO_PUSH(s->arena, &date.values, third);
  RO_PUSH(s->arena, &date.values, fourth);
  RO_PUSH(s->arena, &s->record.discrepancies, date);
}

static inline void sample_history(sample *s) {
  ro_record_derivation derivation = {.id = RO_LIT("v-1"),
                                     .a = RO_LIT("r-1"),
                                     .b = RO_LIT("r-2"),
                                     .kind = RO_LIT("near-copy"),
                                     .direction = RO_LIT("b-from-a"),
                                     .coverage_a = 0.75,
                                     .coverage_b = 0.8,
                                     .because = RO_LIT("a run of 12 words")};
  ro_passage passage = {sample_span(ro_slice_of(SAMPLE_NORTH), "firmly supports open seas", 0),
                        sample_span(ro_slice_of(SAMPLE_COPY), "firmly supports open seas", 0)};
  RO_PUSH(s->arena, &derivation.passages, passage);
  RO_PUSH(s->arena, &s->record.derivations, derivation);
  ro_record_formulation seas = {.id = RO_LIT("f-1"), .phrase = RO_LIT("open seas")};
  RO_PUSH(s->arena, &seas.variants, RO_LIT("the open seas"));
  ro_formulation_use use = {.event = RO_LIT("e-2"), .strength = RO_LIT("firmly supports")};
  RO_PUSH(s->arena, &use.speakers, RO_LIT("n-ana"));
  RO_PUSH(s->arena, &use.evidence, sample_evidence(s, 0, "open seas"));
  RO_PUSH(s->arena, &seas.uses, use);
  RO_PUSH(s->arena, &seas.between, ((ro_formulation_change){RO_LIT("e-1"), RO_LIT("e-2"), RO_LIT("new")}));
  RO_PUSH(s->arena, &s->record.formulations, seas);
  ro_record_commitment commitment = {.statement = RO_LIT("s-2"),
                                     .action = RO_LIT("open"),
                                     .target = RO_LIT("a joint port office"),
                                     .deadline = RO_LIT("2024-06"),
                                     .status = RO_LIT("open")};
  RO_PUSH(s->arena, &commitment.parties, RO_LIT("n-north"));
  RO_PUSH(s->arena, &commitment.followed, ((ro_commitment_follow){RO_LIT("e-2"), RO_LIT("reaffirmed")}));
  RO_PUSH(s->arena, &s->record.commitments, commitment);
}

/* Ana Brás's names are one person's, says Zoë; and then that they are not. */
static inline void sample_reviews(sample *s) {
  ro_record_review review = {.id = RO_LIT("v-1"),
                             .who = RO_LIT("Zoë"),
                             .when = RO_LIT("2024-03-05T10:00:00Z"),
                             .why = RO_LIT("\"Brás\" is she"),
                             .action = RO_REVIEW_MERGE,
                             .target = RO_LIT("n-ana"),
                             .value = RO_LIT("Ana Brás"),
                             .kind = RO_LINE_ENTITY,
                             .state = RO_REVIEW_UNDONE};
  ro_review_member member = {
      .sha256 = s->record.reports.at[0].report.sha256, .start = 33, .end = 41, .quote = RO_LIT("Ana Brás")};
  RO_PUSH(s->arena, &review.members, member);
  member = (ro_review_member){.sha256 = member.sha256, .start = 119, .end = 123, .quote = RO_LIT("Brás"), .part = 1};
  RO_PUSH(s->arena, &review.members, member);
  RO_PUSH(s->arena, &s->record.reviews, review);
  ro_record_review undo = {.id = RO_LIT("v-2"),
                           .who = RO_LIT("Zoë"),
                           .when = RO_LIT("2024-03-05T10:00:00.5Z"),
                           .action = RO_REVIEW_MERGE,
                           .target = RO_LIT("n-ana"),
                           .undoes = RO_LIT("v-1"),
                           .kind = RO_LINE_ENTITY};
  RO_PUSH(s->arena, &s->record.reviews, undo);
}

static inline void sample_make(sample *s, ro_arena *arena) {
  *s = (sample){.arena = arena};
  sample_report(s, "r-1", "Ministry of Northland", SAMPLE_NORTH, "north.txt")->report.dateline.place = RO_LIT("Łódź");
  sample_report(s, "r-2", "Northern Wire", SAMPLE_COPY, "wire.txt");
  sample_report(s, "r-3", "Eastland Daily", SAMPLE_EAST, "east.txt");
  s->record.reports.at[0].report.dateline.span = sample_span(ro_slice_of(SAMPLE_NORTH), "Łódź", 1);
  sample_entity(s, "n-ana", RO_PERSON, "Ana Brás", NULL);
  RO_PUSH(arena, &s->record.entities.at[0].aliases, RO_LIT("Brás"));
  sample_entity(s, "n-east", RO_COUNTRY, "Eastland", "EL");
  sample_entity(s, "n-li", RO_PERSON, "Li Wei", NULL);
  sample_entity(s, "n-lodz", RO_PLACE, "Łódź", NULL);
  sample_entity(s, "n-north", RO_COUNTRY, "Northland", "NL");
  sample_origin(s, "o-1", "Ministry of Northland", "n-north", 0, 2);
  sample_origin(s, "o-2", "Eastland Daily", "n-east", 2, 3);
  sample_events(s);
  sample_statements(s);
  sample_date_values(s);
  sample_history(s);
  sample_reviews(s);
}

#endif
