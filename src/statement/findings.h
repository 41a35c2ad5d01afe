/*
 * Findings: everything that one report says, as far as it was read. The C side of the findings object of the contract
 * (docs/formats/record.md); field for field the same, offsets in bytes here, in code points there.
 *
 * All of it lives in one arena and borrows the report's text. Indexes point into `entities` unless said otherwise; RO_NONE is
 * null.
 */
#ifndef RO_STATEMENT_FINDINGS_H
#define RO_STATEMENT_FINDINGS_H

#include "report/report.h"
#include "statement/trace.h"

#define RO_NONE ((size_t)-1)

typedef enum ro_entity_kind {
  RO_PERSON,
  RO_COUNTRY,
  RO_ORGANIZATION,
  RO_FRAMEWORK,
  RO_INITIATIVE,
  RO_INSTRUMENT,
  RO_PLACE,
  RO_ISSUE,
  RO_ENTITY_KINDS
} ro_entity_kind;

typedef struct ro_office {
  ro_slice title; /* "Foreign Minister", without the country */
  size_t of;      /* entity: country or organization, or RO_NONE */
  ro_span span;   /* where it stands */
} ro_office;

typedef struct ro_entity {
  ro_entity_kind kind;
  ro_slice name;     /* the fullest form in this report, or the list's name */
  ro_slices aliases; /* other forms in this report, in order of appearance, without `name` */
  ro_slice iso;      /* ISO 3166-1 alpha-2 of a country */
  ro_slice wikidata; /* from a list, or absent */
  size_t within;     /* a place's country, an entity; or RO_NONE */
  RO_ARRAY(ro_office) offices;
} ro_entity;

typedef struct ro_mention {
  ro_span span;
  size_t entity;
} ro_mention;

typedef enum ro_event_kind {
  RO_MEETING,
  RO_CALL,
  RO_VISIT,
  RO_SUMMIT,
  RO_CONFERENCE,
  RO_SIGNING,
  RO_ANNOUNCED,
  RO_OCCURRENCE,
  RO_EVENT_KINDS
} ro_event_kind;

typedef enum ro_event_status { RO_HELD, RO_PLANNED, RO_CANCELLED, RO_STATUS_UNKNOWN, RO_EVENT_STATUSES } ro_event_status;

typedef struct ro_party {
  size_t person; /* entity, or RO_NONE where only the country is named */
  size_t of;     /* entity: country or organization, or RO_NONE */
} ro_party;

typedef struct ro_meeting {
  ro_spans spans; /* where the report speaks of it, in order */
  ro_event_kind kind;
  ro_event_status status;
  ro_slice name; /* as the report calls it ("SCO foreign ministers' meeting"), or absent */
  RO_ARRAY(ro_party) parties;
  ro_slice date; /* EDTF day, month or interval "A/B"; a weekday alone is TIMEX3's "XXXX-WXX-4"; or absent */
  ro_span date_span;
  ro_indexes places; /* entities, narrow to broad */
  ro_span place_span;
  size_t framework;    /* entity whose session it is, or RO_NONE */
  size_t occasion;     /* index into meetings, or RO_NONE */
  size_t requested_by; /* entity */
  bool told;           /* the report tells what was said there, or announces it; else it only refers to it */
} ro_meeting;

typedef enum ro_time_type { RO_TIME_DATE, RO_TIME_TIME, RO_TIME_DURATION, RO_TIME_SET } ro_time_type;

typedef struct ro_time {
  ro_span span;
  ro_time_type type;
  ro_slice value; /* TIMEX3 */
} ro_time;

typedef enum ro_act {
  RO_COMMITMENT,
  RO_CALL_FOR,
  RO_POSITION,
  RO_ASSESSMENT,
  RO_INFORM,
  RO_DISCUSSION,
  RO_ANNOUNCEMENT,
  RO_EXPRESSION,
  RO_ACTS
} ro_act;

typedef enum ro_stance { RO_NO_STANCE, RO_SUPPORT, RO_OPPOSE, RO_STANCES } ro_stance;

typedef struct ro_clause {
  ro_spans spans;
  ro_act act;
  ro_stance stance;
  ro_slice strength; /* the first word of its rank in data/strength.txt, or absent */
  bool negated, future, hypothetical;
  double confidence; /* that speaker, span and act are all right, 0 to 1 */
} ro_clause;

typedef struct ro_attribution {
  ro_spans source, cue, content;
  size_t continues;      /* index into attributions, or RO_NONE */
  ro_indexes speakers;   /* entities; countries where no person is known */
  ro_indexes addressees; /* entities */
  size_t meeting;        /* index into meetings at which it was said, or RO_NONE: the event that the report tells */
  bool quoted;           /* the content stands in quote marks, all of it or most */
  bool joint;            /* said by all parties */
  RO_ARRAY(ro_clause) clauses;
} ro_attribution;

/* Who acts or is acted on, as PLOVER codes it. */
typedef struct ro_coded_actor {
  ro_slice code;   /* ISO 3166-1 alpha-3, or PLOVER's code of a body ("IGO"); absent where it is not known */
  ro_slice sector; /* "GOV", or absent */
  ro_slice name;   /* as the report has it */
  ro_why why;      /* what the code or the sector is by; not written */
} ro_coded_actor;

typedef RO_ARRAY(ro_coded_actor) ro_coded_actors;

/* A PLOVER event. */
typedef struct ro_coded_event {
  ro_span span; /* the words that tell it */
  ro_slice type, mode, cameo;
  ro_slices contexts;
  ro_coded_actors actors, recipients; /* without recipients: the actors among themselves */
  ro_slice date;                      /* EDTF, or absent */
  bool historical, future, hypothetical, negated;
  ro_slice because; /* the rule, the entry and the words that fired */
  ro_whys whys;     /* the same, where a trace is kept; not written */
} ro_coded_event;

typedef struct ro_findings {
  ro_report report;
  ro_spans sentences;
  RO_ARRAY(ro_entity) entities;
  RO_ARRAY(ro_mention) mentions; /* in order of their start */
  RO_ARRAY(ro_meeting) meetings; /* the told one first */
  RO_ARRAY(ro_time) times;
  RO_ARRAY(ro_attribution) attributions; /* in order of their content */
  RO_ARRAY(ro_coded_event) events;
} ro_findings;

/* The contract's words for the enumerations above ("person", "meeting", "held", "call", "support", "DATE"); "" for RO_NO_STANCE.
 */
const char *ro_entity_kind_name(ro_entity_kind kind);
const char *ro_event_kind_name(ro_event_kind kind);
const char *ro_event_status_name(ro_event_status status);
const char *ro_act_name(ro_act act);
const char *ro_stance_name(ro_stance stance);
const char *ro_time_type_name(ro_time_type type);

/* The other way; false where the word is unknown. */
bool ro_entity_kind_of(ro_slice word, ro_entity_kind *kind);
bool ro_event_kind_of(ro_slice word, ro_event_kind *kind);
bool ro_event_status_of(ro_slice word, ro_event_status *status);
bool ro_act_of(ro_slice word, ro_act *act);
bool ro_stance_of(ro_slice word, ro_stance *stance);
bool ro_time_type_of(ro_slice word, ro_time_type *type);

#endif
