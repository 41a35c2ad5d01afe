/*
 * The record: the plain types that event, history, review, format and store share. The C side of the export's lines
 * (docs/formats/record.md).
 *
 * Everything is named by its identity (a slice such as "e-0123456789abcdef"); nothing points. All slices are owned by the arena
 * that the record was made in, or by the findings it was made of. Lists are sorted, so that the same set of reports gives the
 * same record. Spans are bytes of the report's text.
 */
#ifndef RO_RECORD_RECORD_H
#define RO_RECORD_RECORD_H

#include "record/review.h"
#include "statement/findings.h"

typedef struct ro_report_name { /* what a report calls something; not exported */
  ro_slice entity;
  ro_entity_kind kind;
  ro_slice text;
} ro_report_name;

typedef struct ro_record_report { /* "report" */
  ro_slice id;                    /* "r-..." of key and sha256 */
  size_t version;                 /* 1 is the oldest */
  ro_slice key;                   /* canonical URL, else given id, else path: what versions share */
  ro_report report;               /* its id is the given one; main, text, dates as read */
  ro_slice side;                  /* entity, or absent */
  ro_slices origins;
  RO_ARRAY(ro_report_name) names; /* not exported */
} ro_record_report;

typedef struct ro_record_origin { /* "origin" */
  ro_slice id, name, side;
  bool collected;
  ro_slices reports;
  ro_slices reviews; /* here and below: the decisions in force that concern it */
} ro_record_origin;

typedef struct ro_evidence {
  ro_slice report;
  ro_spans spans;
  ro_slice quote;
  ro_spans source, cue;  /* of statements */
  double confidence;     /* of statements */
  ro_slice field, value; /* of events: which field has which value */
  bool counted;          /* the spans are code points already: the report's text is not at hand */
} ro_evidence;

typedef struct ro_record_entity { /* "entity" */
  ro_slice id;
  ro_entity_kind kind;
  ro_slice name;
  ro_slices aliases;
  ro_slice iso, wikidata;
  RO_ARRAY(ro_evidence) evidence; /* where its names stand, some of the places of each */
  ro_slices reviews;
} ro_record_entity;

typedef struct ro_record_party {
  ro_slice person;   /* entity, or absent */
  ro_slices offices; /* titles */
  ro_slice of;       /* entity, or absent */
} ro_record_party;

typedef struct ro_event_side {
  ro_slice side;
  ro_slices origins;
} ro_event_side;

typedef struct ro_record_event { /* "event" */
  ro_slice id;
  ro_event_kind kind;
  ro_event_status status;
  ro_slice name;
  ro_slice from, to, precision; /* EDTF; precision "day", "month", "year" or absent */
  ro_slices place;              /* entities, narrow to broad */
  RO_ARRAY(ro_record_party) parties;
  ro_slice occasion, requested_by;
  ro_slices reports, mentioned_in;
  size_t origins;
  RO_ARRAY(ro_event_side) sides;
  RO_ARRAY(ro_evidence) evidence;
  ro_slice verdict; /* here and below: "accepted", "rejected" by a person, or absent */
  ro_slices reviews;
} ro_record_event;

typedef struct ro_absence {
  ro_slice report;
  ro_slice kind; /* weaker, contradicted, not-mentioned, too-short, unsure */
  ro_slice reason;
} ro_absence;

typedef struct ro_record_statement { /* "statement" */
  ro_slice id, event;
  ro_slices speakers, addressees; /* entities */
  ro_act act;
  ro_stance stance;
  ro_slice strength;
  bool negated, joint;
  ro_slice content; /* the wording that stands for it */
  ro_slices topics;
  ro_slices claimed_by; /* entities: sides */
  size_t origins;
  RO_ARRAY(ro_evidence) evidence; /* by report, then place */
  RO_ARRAY(ro_absence) absence;
  size_t order;      /* its place among the statements of its event; not exported */
  ro_slice deadline; /* EDTF: the first date after the event that it names; not exported */
  ro_slice verdict;
  ro_slices reviews;
  ro_slice status;              /* of the commitment that it is, as a person decided, or absent; not exported */
  ro_slices commitment_reviews; /* decisions about that commitment; not exported */
} ro_record_statement;

typedef struct ro_passage {
  ro_span a, b;
} ro_passage;

typedef struct ro_record_derivation { /* "derivation" */
  ro_slice id, a, b;                  /* reports; a < b */
  ro_slice kind;                      /* identical, near-copy, paraphrase, same-origin */
  ro_slice direction;                 /* a-from-b, b-from-a, none, unknown */
  double coverage_a, coverage_b;
  RO_ARRAY(ro_passage) passages;
  ro_slice because;
  ro_slice verdict;
  ro_slices reviews;
} ro_record_derivation;

typedef struct ro_discrepancy_value {
  ro_slice value;
  ro_slices reports;
  RO_ARRAY(ro_evidence) evidence;
} ro_discrepancy_value;

typedef struct ro_record_discrepancy { /* "discrepancy" */
  ro_slice id;
  ro_slice event, report; /* one of them */
  ro_slice field;
  RO_ARRAY(ro_discrepancy_value) values;
  ro_slice verdict;
  ro_slices reviews;
  ro_slice best; /* one of the values, or absent */
  ro_slice because;
} ro_record_discrepancy;

typedef struct ro_formulation_use {
  ro_slice event;
  ro_slices speakers;
  ro_slice strength;
  RO_ARRAY(ro_evidence) evidence;
} ro_formulation_use;

typedef struct ro_formulation_change {
  ro_slice from, to; /* events */
  ro_slice change;   /* new, kept, strengthened, weakened, dropped, too-short */
} ro_formulation_change;

typedef struct ro_record_formulation { /* "formulation" */
  ro_slice id, phrase;
  ro_slice series; /* here and below: its countries; not exported */
  ro_slices variants;
  RO_ARRAY(ro_formulation_use) uses;
  RO_ARRAY(ro_formulation_change) between;
} ro_record_formulation;

typedef struct ro_commitment_follow {
  ro_slice event, how; /* reaffirmed, strengthened, weakened, fulfilled */
} ro_commitment_follow;

typedef struct ro_record_commitment { /* "commitment" */
  ro_slice statement;
  ro_slices parties;
  ro_slice action, target, framework, deadline, status;
  ro_slice series;
  RO_ARRAY(ro_commitment_follow) followed;
  ro_slices reviews;
} ro_record_commitment;

typedef struct ro_record {
  RO_ARRAY(ro_record_report) reports;
  RO_ARRAY(ro_record_origin) origins;
  RO_ARRAY(ro_record_entity) entities;
  RO_ARRAY(ro_record_event) events;
  RO_ARRAY(ro_record_statement) statements;
  RO_ARRAY(ro_record_derivation) derivations;
  RO_ARRAY(ro_record_discrepancy) discrepancies;
  RO_ARRAY(ro_record_formulation) formulations;
  RO_ARRAY(ro_record_commitment) commitments;
  RO_ARRAY(ro_record_review) reviews;
} ro_record;

#endif
