/* The tables and their columns. */
#include "format/csv_columns.h"

static const ro_csv_column REPORTS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"name", RO_CELL_REPORT, "id", NULL},
    {"version", RO_CELL_INTEGER, "version", NULL},
    {"language", RO_CELL_TEXT, "language", NULL},
    {"title", RO_CELL_TEXT, "title", NULL},
    {"outlet", RO_CELL_TEXT, "outlet", NULL},
    {"credit", RO_CELL_TEXT, "credit", NULL},
    {"side", RO_CELL_TEXT, "side", "entities"},
    {"side_name", RO_CELL_ENTITY, "side", NULL},
    {"published", RO_CELL_TEXT, "published", NULL},
    {"modified", RO_CELL_TEXT, "modified", NULL},
    {"dateline_place", RO_CELL_TEXT, "dateline.place", NULL},
    {"dateline_date", RO_CELL_TEXT, "dateline.date", NULL},
    {"origins", RO_CELL_TEXT, "origins", NULL},
    {"url", RO_CELL_TEXT, "url", NULL},
    {"source", RO_CELL_TEXT, "source", NULL},
    {"byline", RO_CELL_TEXT, "byline", NULL},
    {"published_guessed", RO_CELL_BOOLEAN, "published_guessed", NULL},
    {"length", RO_CELL_LENGTH, "text", NULL},
    {"sha256", RO_CELL_TEXT, "sha256", NULL},
    {"key", RO_CELL_TEXT, "key", NULL},
    {"given_id", RO_CELL_TEXT, "given_id", NULL},
};

static const ro_csv_column ORIGINS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"name", RO_CELL_TEXT, "name", NULL},
    {"side", RO_CELL_TEXT, "side", "entities"},
    {"side_name", RO_CELL_ENTITY, "side", NULL},
    {"collected", RO_CELL_BOOLEAN, "collected", NULL},
    {"reports", RO_CELL_COUNT, "reports", NULL},
};

static const ro_csv_column ORIGIN_REPORTS[] = {
    {"origin", RO_CELL_TEXT, "^id", "origins"},
    {"origin_name", RO_CELL_TEXT, "^name", NULL},
    {"report", RO_CELL_TEXT, "", "reports"},
    {"report_name", RO_CELL_REPORT, "", NULL},
};

static const ro_csv_column ENTITIES[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"name", RO_CELL_TEXT, "name", NULL},
    {"kind", RO_CELL_TEXT, "kind", NULL},
    {"aliases", RO_CELL_TEXT, "aliases", NULL},
    {"iso", RO_CELL_TEXT, "iso", NULL},
    {"iso3", RO_CELL_COUNTRY_CODE, "id", NULL},
    {"wikidata", RO_CELL_TEXT, "wikidata", NULL},
};

static const ro_csv_column ENTITY_EVIDENCE[] = {
    {"entity", RO_CELL_TEXT, "^id", "entities"},   {"entity_name", RO_CELL_TEXT, "^name", NULL},
    {"report", RO_CELL_TEXT, "report", "reports"}, {"report_name", RO_CELL_REPORT, "report", NULL},
    {"quote", RO_CELL_TEXT, "quote", NULL},        {"start", RO_CELL_START, "spans", NULL},
    {"end", RO_CELL_END, "spans", NULL},
};

static const ro_csv_column EVENTS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"name", RO_CELL_EVENT, "id", NULL},
    {"kind", RO_CELL_TEXT, "kind", NULL},
    {"status", RO_CELL_TEXT, "status", NULL},
    {"date_from", RO_CELL_TEXT, "date.from", NULL},
    {"date_to", RO_CELL_TEXT, "date.to", NULL},
    {"precision", RO_CELL_TEXT, "date.precision", NULL},
    {"place", RO_CELL_TEXT, "place", NULL},
    {"place_names", RO_CELL_ENTITY, "place", NULL},
    {"persons", RO_CELL_ENTITY, "parties.person", NULL},
    {"countries", RO_CELL_ENTITY, "parties.of", NULL},
    {"occasion", RO_CELL_TEXT, "occasion", "events"},
    {"occasion_name", RO_CELL_EVENT, "occasion", NULL},
    {"requested_by", RO_CELL_TEXT, "requested_by", "entities"},
    {"requested_by_name", RO_CELL_ENTITY, "requested_by", NULL},
    {"reports", RO_CELL_COUNT, "reports", NULL},
    {"mentioned_in", RO_CELL_COUNT, "mentioned_in", NULL},
    {"origins", RO_CELL_INTEGER, "origins", NULL},
    {"verdict", RO_CELL_TEXT, "verdict", NULL},
};

static const ro_csv_column EVENT_PARTIES[] = {
    {"event", RO_CELL_TEXT, "^id", "events"},         {"event_name", RO_CELL_EVENT, "^id", NULL},
    {"event_date", RO_CELL_TEXT, "^date.from", NULL}, {"number", RO_CELL_ROW, "", NULL},
    {"person", RO_CELL_TEXT, "person", "entities"},   {"person_name", RO_CELL_ENTITY, "person", NULL},
    {"offices", RO_CELL_TEXT, "offices", NULL},       {"of", RO_CELL_TEXT, "of", "entities"},
    {"of_name", RO_CELL_ENTITY, "of", NULL},          {"of_iso3", RO_CELL_COUNTRY_CODE, "of", NULL},
};

static const ro_csv_column EVENT_REPORTS[] = {
    {"event", RO_CELL_TEXT, "^id", "events"},         {"event_name", RO_CELL_EVENT, "^id", NULL},
    {"event_date", RO_CELL_TEXT, "^date.from", NULL}, {"report", RO_CELL_TEXT, "", "reports"},
    {"report_name", RO_CELL_REPORT, "", NULL},
};

static const ro_csv_column EVENT_MENTIONS[] = {
    {"event", RO_CELL_TEXT, "^id", "events"},         {"event_name", RO_CELL_EVENT, "^id", NULL},
    {"event_date", RO_CELL_TEXT, "^date.from", NULL}, {"report", RO_CELL_TEXT, "", "reports"},
    {"report_name", RO_CELL_REPORT, "", NULL},
};

static const ro_csv_column EVENT_SIDES[] = {
    {"event", RO_CELL_TEXT, "^id", "events"},   {"event_name", RO_CELL_EVENT, "^id", NULL},
    {"side", RO_CELL_TEXT, "side", "entities"}, {"side_name", RO_CELL_ENTITY, "side", NULL},
    {"origins", RO_CELL_TEXT, "origins", NULL},
};

static const ro_csv_column EVENT_EVIDENCE[] = {
    {"event", RO_CELL_TEXT, "^id", "events"},        {"event_name", RO_CELL_EVENT, "^id", NULL},
    {"field", RO_CELL_TEXT, "field", NULL},          {"value", RO_CELL_TEXT, "value", NULL},
    {"value_name", RO_CELL_ENTITY, "value", NULL},   {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL}, {"quote", RO_CELL_TEXT, "quote", NULL},
    {"start", RO_CELL_START, "spans", NULL},         {"end", RO_CELL_END, "spans", NULL},
    {"spans", RO_CELL_SPANS, "spans", NULL},
};

static const ro_csv_column STATEMENTS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"event", RO_CELL_TEXT, "event", "events"},
    {"event_name", RO_CELL_EVENT, "event", NULL},
    {"event_date", RO_CELL_EVENT_DATE, "event", NULL},
    {"speakers", RO_CELL_TEXT, "speakers", NULL},
    {"speaker_names", RO_CELL_ENTITY, "speakers", NULL},
    {"addressees", RO_CELL_TEXT, "addressees", NULL},
    {"addressee_names", RO_CELL_ENTITY, "addressees", NULL},
    {"act", RO_CELL_TEXT, "act", NULL},
    {"stance", RO_CELL_TEXT, "stance", NULL},
    {"strength", RO_CELL_TEXT, "strength", NULL},
    {"negated", RO_CELL_BOOLEAN, "negated", NULL},
    {"joint", RO_CELL_BOOLEAN, "joint", NULL},
    {"content", RO_CELL_TEXT, "content", NULL},
    {"topics", RO_CELL_TEXT, "topics", NULL},
    {"topic_names", RO_CELL_ENTITY, "topics", NULL},
    {"claimed_by", RO_CELL_TEXT, "claimed_by", NULL},
    {"claimed_by_names", RO_CELL_ENTITY, "claimed_by", NULL},
    {"origins", RO_CELL_INTEGER, "origins", NULL},
    {"verdict", RO_CELL_TEXT, "verdict", NULL},
};

static const ro_csv_column EVIDENCE[] = {
    {"statement", RO_CELL_TEXT, "^id", "statements"},
    {"number", RO_CELL_ROW, "", NULL},
    {"event", RO_CELL_TEXT, "^event", "events"},
    {"event_name", RO_CELL_EVENT, "^event", NULL},
    {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL},
    {"quote", RO_CELL_TEXT, "quote", NULL},
    {"start", RO_CELL_START, "spans", NULL},
    {"end", RO_CELL_END, "spans", NULL},
    {"spans", RO_CELL_SPANS, "spans", NULL},
    {"source", RO_CELL_SPANS, "source", NULL},
    {"cue", RO_CELL_SPANS, "cue", NULL},
    {"confidence", RO_CELL_NUMBER, "confidence", NULL},
};

static const ro_csv_column ABSENCES[] = {
    {"statement", RO_CELL_TEXT, "^id", "statements"},
    {"event", RO_CELL_TEXT, "^event", "events"},
    {"event_name", RO_CELL_EVENT, "^event", NULL},
    {"content", RO_CELL_TEXT, "^content", NULL},
    {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL},
    {"kind", RO_CELL_TEXT, "kind", NULL},
    {"reason", RO_CELL_TEXT, "reason", NULL},
};

static const ro_csv_column DERIVATIONS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"a", RO_CELL_TEXT, "a", "reports"},
    {"a_name", RO_CELL_REPORT, "a", NULL},
    {"b", RO_CELL_TEXT, "b", "reports"},
    {"b_name", RO_CELL_REPORT, "b", NULL},
    {"kind", RO_CELL_TEXT, "kind", NULL},
    {"direction", RO_CELL_TEXT, "direction", NULL},
    {"coverage_a", RO_CELL_NUMBER, "coverage.a", NULL},
    {"coverage_b", RO_CELL_NUMBER, "coverage.b", NULL},
    {"because", RO_CELL_TEXT, "because", NULL},
    {"verdict", RO_CELL_TEXT, "verdict", NULL},
};

static const ro_csv_column DISCREPANCIES[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"event", RO_CELL_TEXT, "event", "events"},
    {"event_name", RO_CELL_EVENT, "event", NULL},
    {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL},
    {"field", RO_CELL_TEXT, "field", NULL},
    {"values", RO_CELL_TEXT, "values.value", NULL},
    {"best", RO_CELL_TEXT, "best", NULL},
    {"because", RO_CELL_TEXT, "because", NULL},
    {"verdict", RO_CELL_TEXT, "verdict", NULL},
};

static const ro_csv_column DISCREPANCY_VALUES[] = {
    {"discrepancy", RO_CELL_TEXT, "^id", "discrepancies"},
    {"number", RO_CELL_ROW, "", NULL},
    {"field", RO_CELL_TEXT, "^field", NULL},
    {"value", RO_CELL_TEXT, "value", NULL},
    {"value_name", RO_CELL_ENTITY, "value", NULL},
    {"reports", RO_CELL_TEXT, "reports", NULL},
    {"report_names", RO_CELL_REPORT, "reports", NULL},
};

static const ro_csv_column DISCREPANCY_EVIDENCE[] = {
    {"discrepancy", RO_CELL_TEXT, "^^id", "discrepancies"},
    {"field", RO_CELL_TEXT, "^^field", NULL},
    {"value", RO_CELL_TEXT, "^value", NULL},
    {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL},
    {"quote", RO_CELL_TEXT, "quote", NULL},
    {"start", RO_CELL_START, "spans", NULL},
    {"end", RO_CELL_END, "spans", NULL},
    {"spans", RO_CELL_SPANS, "spans", NULL},
};

static const ro_csv_column FORMULATIONS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},
    {"phrase", RO_CELL_TEXT, "phrase", NULL},
    {"variants", RO_CELL_TEXT, "variants", NULL},
    {"uses", RO_CELL_COUNT, "uses", NULL},
};

static const ro_csv_column FORMULATION_USES[] = {
    {"formulation", RO_CELL_TEXT, "^id", "formulations"},
    {"phrase", RO_CELL_TEXT, "^phrase", NULL},
    {"number", RO_CELL_ROW, "", NULL},
    {"event", RO_CELL_TEXT, "event", "events"},
    {"event_name", RO_CELL_EVENT, "event", NULL},
    {"event_date", RO_CELL_EVENT_DATE, "event", NULL},
    {"speakers", RO_CELL_TEXT, "speakers", NULL},
    {"speaker_names", RO_CELL_ENTITY, "speakers", NULL},
    {"strength", RO_CELL_TEXT, "strength", NULL},
};

static const ro_csv_column FORMULATION_EVIDENCE[] = {
    {"formulation", RO_CELL_TEXT, "^^id", "formulations"},
    {"phrase", RO_CELL_TEXT, "^^phrase", NULL},
    {"event", RO_CELL_TEXT, "^event", "events"},
    {"report", RO_CELL_TEXT, "report", "reports"},
    {"report_name", RO_CELL_REPORT, "report", NULL},
    {"quote", RO_CELL_TEXT, "quote", NULL},
    {"start", RO_CELL_START, "spans", NULL},
    {"end", RO_CELL_END, "spans", NULL},
    {"spans", RO_CELL_SPANS, "spans", NULL},
};

static const ro_csv_column FORMULATION_CHANGES[] = {
    {"formulation", RO_CELL_TEXT, "^id", "formulations"},
    {"phrase", RO_CELL_TEXT, "^phrase", NULL},
    {"from", RO_CELL_TEXT, "from", "events"},
    {"from_name", RO_CELL_EVENT, "from", NULL},
    {"from_date", RO_CELL_EVENT_DATE, "from", NULL},
    {"to", RO_CELL_TEXT, "to", "events"},
    {"to_name", RO_CELL_EVENT, "to", NULL},
    {"to_date", RO_CELL_EVENT_DATE, "to", NULL},
    {"change", RO_CELL_TEXT, "change", NULL},
};

static const ro_csv_column COMMITMENTS[] = {
    {"statement", RO_CELL_TEXT, "statement", "statements"},
    {"parties", RO_CELL_TEXT, "parties", NULL},
    {"party_names", RO_CELL_ENTITY, "parties", NULL},
    {"action", RO_CELL_TEXT, "action", NULL},
    {"target", RO_CELL_TEXT, "target", NULL},
    {"target_name", RO_CELL_ENTITY, "target", NULL},
    {"framework", RO_CELL_TEXT, "framework", NULL},
    {"framework_name", RO_CELL_ENTITY, "framework", NULL},
    {"deadline", RO_CELL_TEXT, "deadline", NULL},
    {"status", RO_CELL_TEXT, "status", NULL},
};

static const ro_csv_column COMMITMENT_EVENTS[] = {
    {"statement", RO_CELL_TEXT, "^statement", "statements"},
    {"action", RO_CELL_TEXT, "^action", NULL},
    {"number", RO_CELL_ROW, "", NULL},
    {"event", RO_CELL_TEXT, "event", "events"},
    {"event_name", RO_CELL_EVENT, "event", NULL},
    {"event_date", RO_CELL_EVENT_DATE, "event", NULL},
    {"how", RO_CELL_TEXT, "how", NULL},
};

static const ro_csv_column REVIEWS[] = {
    {"id", RO_CELL_TEXT, "id", NULL},         {"who", RO_CELL_TEXT, "who", NULL},       {"when", RO_CELL_TEXT, "when", NULL},
    {"why", RO_CELL_TEXT, "why", NULL},       {"action", RO_CELL_TEXT, "action", NULL}, {"kind", RO_CELL_TEXT, "kind", NULL},
    {"target", RO_CELL_TEXT, "target", NULL}, {"field", RO_CELL_TEXT, "field", NULL},   {"value", RO_CELL_TEXT, "value", NULL},
    {"undoes", RO_CELL_TEXT, "undoes", NULL}, {"state", RO_CELL_TEXT, "state", NULL},
};

static const ro_csv_column REVIEW_MEMBERS[] = {
    {"review", RO_CELL_TEXT, "^id", "reviews"}, {"part", RO_CELL_INTEGER, "part", NULL}, {"sha256", RO_CELL_TEXT, "sha256", NULL},
    {"start", RO_CELL_INTEGER, "start", NULL},  {"end", RO_CELL_INTEGER, "end", NULL},   {"quote", RO_CELL_TEXT, "quote", NULL},
};

static const ro_csv_column PLOVER_EVENTS[] = {
    {"report", RO_CELL_TEXT, "#", "reports"},
    {"report_name", RO_CELL_REPORT, "#", NULL},
    {"published", RO_CELL_TEXT, "^published", NULL},
    {"number", RO_CELL_ROW, "", NULL},
    {"start", RO_CELL_INTEGER, "start", NULL},
    {"end", RO_CELL_INTEGER, "end", NULL},
    {"quote", RO_CELL_QUOTE, "", NULL},
    {"type", RO_CELL_TEXT, "type", NULL},
    {"mode", RO_CELL_TEXT, "mode", NULL},
    {"contexts", RO_CELL_TEXT, "contexts", NULL},
    {"cameo", RO_CELL_TEXT, "cameo", NULL},
    {"actor_codes", RO_CELL_TEXT, "actors.code", NULL},
    {"actor_sectors", RO_CELL_TEXT, "actors.sector", NULL},
    {"actors", RO_CELL_TEXT, "actors.name", NULL},
    {"recipient_codes", RO_CELL_TEXT, "recipients.code", NULL},
    {"recipient_sectors", RO_CELL_TEXT, "recipients.sector", NULL},
    {"recipients", RO_CELL_TEXT, "recipients.name", NULL},
    {"date", RO_CELL_TEXT, "date", NULL},
    {"historical", RO_CELL_BOOLEAN, "historical", NULL},
    {"future", RO_CELL_BOOLEAN, "future", NULL},
    {"hypothetical", RO_CELL_BOOLEAN, "hypothetical", NULL},
    {"negated", RO_CELL_BOOLEAN, "negated", NULL},
    {"because", RO_CELL_TEXT, "because", NULL},
};

#define COLUMNS(of) of, sizeof(of) / sizeof *(of)

const ro_csv_table RO_CSV_TABLES[] = {
    {"reports", "A report, in one version", RO_LINE_REPORT, NULL, "id", COLUMNS(REPORTS)},
    {"origins", "A text that reports come from; those of one origin count once", RO_LINE_ORIGIN, NULL, "id", COLUMNS(ORIGINS)},
    {"origin_reports", "A report of an origin", RO_LINE_ORIGIN, "reports", NULL, COLUMNS(ORIGIN_REPORTS)},
    {"entities", "A person, country, body, place or other thing that reports name", RO_LINE_ENTITY, NULL, "id",
     COLUMNS(ENTITIES)},
    {"entity_evidence", "Where a name of an entity stands", RO_LINE_ENTITY, "evidence", NULL, COLUMNS(ENTITY_EVIDENCE)},
    {"events", "A meeting or other event", RO_LINE_EVENT, NULL, "id", COLUMNS(EVENTS)},
    {"event_parties", "A party of an event: a person, the offices as reports have them, and whose", RO_LINE_EVENT, "parties",
     NULL, COLUMNS(EVENT_PARTIES)},
    {"event_reports", "A report that tells an event", RO_LINE_EVENT, "reports", NULL, COLUMNS(EVENT_REPORTS)},
    {"event_mentions", "A report that only refers to an event", RO_LINE_EVENT, "mentioned_in", NULL, COLUMNS(EVENT_MENTIONS)},
    {"event_sides", "A side of an event, and the origins that hold its account; none were collected where origins is empty",
     RO_LINE_EVENT, "sides", NULL, COLUMNS(EVENT_SIDES)},
    {"event_evidence", "The words by which a field of an event has its value", RO_LINE_EVENT, "evidence", NULL,
     COLUMNS(EVENT_EVIDENCE)},
    {"statements", "What was stated at an event, over all reports that carry it", RO_LINE_STATEMENT, NULL, "id",
     COLUMNS(STATEMENTS)},
    {"evidence", "The words of a report that carry a statement", RO_LINE_STATEMENT, "evidence", NULL, COLUMNS(EVIDENCE)},
    {"absences", "A report of the event that does not carry a statement", RO_LINE_STATEMENT, "absence", NULL, COLUMNS(ABSENCES)},
    {"derivations", "Two reports of which one comes from the other, or both from one text", RO_LINE_DERIVATION, NULL, "id",
     COLUMNS(DERIVATIONS)},
    {"discrepancies", "Reports of an event that cannot all be right, or a report that contradicts itself", RO_LINE_DISCREPANCY,
     NULL, "id", COLUMNS(DISCREPANCIES)},
    {"discrepancy_values", "One of the values of a discrepancy, and who says so", RO_LINE_DISCREPANCY, "values", NULL,
     COLUMNS(DISCREPANCY_VALUES)},
    {"discrepancy_evidence", "The words that give a value of a discrepancy", RO_LINE_DISCREPANCY, "values.evidence", NULL,
     COLUMNS(DISCREPANCY_EVIDENCE)},
    {"formulations", "A set phrase", RO_LINE_FORMULATION, NULL, "id", COLUMNS(FORMULATIONS)},
    {"formulation_uses", "The use of a phrase at an event", RO_LINE_FORMULATION, "uses", NULL, COLUMNS(FORMULATION_USES)},
    {"formulation_evidence", "The words of a use", RO_LINE_FORMULATION, "uses.evidence", NULL, COLUMNS(FORMULATION_EVIDENCE)},
    {"formulation_changes", "What became of a phrase from one event to the next", RO_LINE_FORMULATION, "between", NULL,
     COLUMNS(FORMULATION_CHANGES)},
    {"commitments", "A statement by which somebody undertakes something", RO_LINE_COMMITMENT, NULL, "statement",
     COLUMNS(COMMITMENTS)},
    {"commitment_events", "A later event that follows a commitment", RO_LINE_COMMITMENT, "followed", NULL,
     COLUMNS(COMMITMENT_EVENTS)},
    {"reviews", "What a person decided", RO_LINE_REVIEW, NULL, "id", COLUMNS(REVIEWS)},
    {"review_members", "The words by which a decision names what it is of", RO_LINE_REVIEW, "members", NULL,
     COLUMNS(REVIEW_MEMBERS)},
    {"plover_events", "An event as PLOVER codes it, told by the words of one report", RO_LINE_FINDINGS, "events", NULL,
     COLUMNS(PLOVER_EVENTS)},
};
const size_t RO_CSV_N_TABLES = sizeof RO_CSV_TABLES / sizeof *RO_CSV_TABLES;
