/*
 * What a batch needs to know of what was settled before: rows of numbers and words, asked for and changed by named queries, so
 * that this layer need not know what they mean (docs/decisions/0011-what-a-batch-touches.md). Numbers are 64 bits without sign,
 * kept so that they compare as they do here.
 */
#ifndef RO_STORE_KEPT_H
#define RO_STORE_KEPT_H

#include <readout/error.h>
#include <stdint.h>

#include "base/slice.h"

/* What is asked for: arguments -> columns. */
typedef enum ro_kept_query {
  RO_KEPT_UNSETTLED,        /* limit -> text: id of a report that came since */
  RO_KEPT_UNSETTLED_COPIES, /* text: id -> text: ids of those that have the same main text */
  RO_KEPT_ANY_SETTLED,      /* -> a row where any report was settled */
  RO_KEPT_SAME_KEY,         /* text: id of a report -> text: ids of all its versions */
  RO_KEPT_OF_REPORT,        /* report -> id, component, fingerprint, keys (bytes) */
  RO_KEPT_TERMS_OF,         /* report -> terms (bytes) */
  RO_KEPT_OF_COMPONENT,     /* component -> report */
  RO_KEPT_OF_FINGERPRINT,   /* fingerprint -> report */
  RO_KEPT_OF_KEY,           /* key, day, limit -> report, day; in order of reports */
  RO_KEPT_OF_KEY_ANY_DAY,   /* key, limit -> the same of any day, in no order */
  RO_KEPT_OF_KEY_NEAR,      /* key, low, high, limit -> the same of several days */
  RO_KEPT_TOLD_OF_REPORT,   /* report -> event */
  RO_KEPT_REPORTS_TELLING,  /* event -> report */
  RO_KEPT_TOLD_KEYS,        /* report -> key, low, high */
  RO_KEPT_TOLD_NEAR,        /* key, low, high -> report of a told event */
  RO_KEPT_REFERENCES_NEAR,  /* key, low, high -> family of a reference */
  RO_KEPT_FAMILIES_OF,      /* report -> family, event, is_told, meeting */
  RO_KEPT_FAMILY,           /* family -> report, event, is_told, meeting */
  RO_KEPT_FAMILY_KEYS,      /* family -> key, low, high */
  RO_KEPT_EVENT_REFERENCES, /* event -> family */
  RO_KEPT_SIDELINE_EVENTS,  /* family -> event */
  RO_KEPT_SIDELINES,        /* event -> family */
  RO_KEPT_OCCASION,         /* text: event -> text: its occasion */
  RO_KEPT_OCCASION_OF,      /* text: event -> text: events that have it for their occasion */
  RO_KEPT_SERIES_OF,        /* event -> series */
  RO_KEPT_SERIES,           /* series -> event */
  RO_KEPT_UNFOLLOWED,       /* limit -> series whose formulations and commitments are to be made */
  RO_KEPT_NAME,             /* name -> key (text), kind, iso (text), wikidata (text), entity */
  RO_KEPT_NAMES_OF_ENTITY,  /* entity -> name */
  RO_KEPT_NAMES_OF_REPORT,  /* report -> name */
  RO_KEPT_REPORTS_NAMING,   /* name -> report */
  RO_KEPT_NEXT_FORM,        /* name, text: form -> text: the next form, form_key or none */
  RO_KEPT_FORM_COUNT,       /* name, text: form -> in how many places it is the name */
  RO_KEPT_NEXT_BY_FORM,     /* form_key, name -> the next name that has it */
  RO_KEPT_SHOWN,            /* name, limit -> report, place, start, end, quote (text) */
  RO_KEPT_JOINED,           /* name -> name */
  RO_KEPT_WORDS_OF_REPORT,  /* report -> country, word */
  RO_KEPT_NEXT_MEANT,       /* country, word, name -> the next name that is meant by it */
  RO_KEPT_EVENT_LINE,       /* text: event -> text: its line */
  RO_KEPT_STATEMENT_LINES,  /* text: event -> text: the lines of its statements, by id */
  RO_KEPT_DEADLINE,         /* text: statement -> text: by when it is to be done */
  RO_KEPT_REPORT_LINE,      /* text: report -> text: its line */
  RO_KEPT_DERIVATION_LINES, /* text: report, the first of two -> text: lines */
  RO_KEPT_ENTITY_LINE,      /* text: entity -> text: its line */
  RO_KEPT_FORMS_OF_REPORT,  /* report -> entity, kind, text: each form that it uses */
  RO_KEPT_WORD_UNMEANT,     /* country, word -> report whose events do not show who is meant */

  /* What is changed: arguments. */
  RO_KEPT_ALL_UNSETTLED,     /* all reports came since */
  RO_KEPT_PUT_UNSETTLED,     /* text: id, hash of its main text */
  RO_KEPT_DROP_UNSETTLED,    /* text: id */
  RO_KEPT_PUT_REPORT,        /* report, text: id, component, fingerprint or nothing, bytes: keys, bytes: terms */
  RO_KEPT_PUT_KEY,           /* key, day, report */
  RO_KEPT_DROP_KEY,          /* key, day, report */
  RO_KEPT_PUT_TOLD,          /* report, event */
  RO_KEPT_PUT_TOLD_KEY,      /* key, low, high, event, report */
  RO_KEPT_PUT_REFERENCE,     /* report, meeting, family, event, is_told */
  RO_KEPT_PUT_REFERENCE_KEY, /* key, low, high, family, report, meeting */
  RO_KEPT_PUT_SIDELINE,      /* family, event, report */
  RO_KEPT_PUT_SERIES,        /* series, event */
  RO_KEPT_PUT_NAME,          /* name, text: key, kind, text: iso, text: wikidata */
  RO_KEPT_PUT_NAME_USE,      /* name, report, place, text: form, form_key or nothing, is_name, start, end, text: quote */
  RO_KEPT_PUT_JOIN,          /* name, name, report */
  RO_KEPT_PUT_WORD,          /* country, word, name, report */
  RO_KEPT_SET_ENTITY,        /* name, entity */
  RO_KEPT_DROP_NAME,         /* name: where nobody uses it */
  RO_KEPT_DROP_TOLD,         /* report: and the next four */
  RO_KEPT_DROP_TOLD_KEYS,
  RO_KEPT_DROP_REFERENCES,
  RO_KEPT_DROP_REFERENCE_KEYS,
  RO_KEPT_DROP_SIDELINES,
  RO_KEPT_DROP_NAME_USES,  /* report */
  RO_KEPT_DROP_JOINS,      /* report */
  RO_KEPT_DROP_WORDS,      /* report */
  RO_KEPT_DROP_SERIES_OF,  /* event: that it is of any */
  RO_KEPT_PUT_UNFOLLOWED,  /* series */
  RO_KEPT_DROP_UNFOLLOWED, /* series */

  /* Lines that are concluded, with what hangs on them. */
  RO_KEPT_DROP_EVENT, /* text: event; a query each for what hangs on it, below */
  RO_KEPT_DROP_EVENT_REPORTS,
  RO_KEPT_DROP_EVENT_ENTITIES,
  RO_KEPT_NOTE_STATEMENTS, /* before they are dropped: so that the index of words loses them */
  RO_KEPT_DROP_STATEMENTS,
  RO_KEPT_DROP_EVIDENCE,
  RO_KEPT_DROP_ABSENCE,
  RO_KEPT_DROP_STATEMENT_ENTITIES,
  RO_KEPT_DROP_DISCREPANCIES,
  RO_KEPT_DROP_REPORT_DISCREPANCIES, /* text: report */
  RO_KEPT_DROP_ORIGIN_REPORTS,       /* text: origin */
  RO_KEPT_ORIGINS_OF,                /* text: report -> text: origin */
  RO_KEPT_DROP_ORIGIN,               /* text: origin */
  RO_KEPT_DROP_DERIVATIONS,          /* text: report */
  RO_KEPT_DROP_ENTITY,               /* text: entity */
  RO_KEPT_DROP_FORMULATIONS,         /* series: and what hangs on them, below */
  RO_KEPT_DROP_FORMULATION_SPEAKERS,
  RO_KEPT_DROP_FORMULATION_USES,
  RO_KEPT_DROP_FORMULATION_CHANGES,
  RO_KEPT_DROP_COMMITMENTS,
  RO_KEPT_DROP_COMMITMENT_FOLLOWS,
  RO_KEPT_QUERIES
} ro_kept_query;

/* An argument: a number, or a text where `text` is not absent; neither where nothing. */
typedef struct ro_kept_value {
  uint64_t number;
  ro_slice text;
  bool is_plain; /* the number is a count, not an identity: kept as it is */
  bool is_nothing;
} ro_kept_value;

#define RO_KEPT_NUMBER(n) ((ro_kept_value){.number = (n)})
#define RO_KEPT_PLAIN(n) ((ro_kept_value){.number = (uint64_t)(n), .is_plain = true})
#define RO_KEPT_TEXT(t) ((ro_kept_value){.text = (t), .is_nothing = !(t).ptr})
#define RO_KEPT_NOTHING ((ro_kept_value){.is_nothing = true})
/* The values of a query and their number, as two arguments. */
#define RO_KEPT_VALUES(...) \
  (const ro_kept_value[]){__VA_ARGS__}, (int)(sizeof((const ro_kept_value[]){__VA_ARGS__}) / sizeof(ro_kept_value))

typedef struct ro_store ro_store;
typedef struct ro_kept_row ro_kept_row; /* one row, during a call of ro_kept_take */

uint64_t ro_kept_number(const ro_kept_row *row, int column); /* an identity's */
int64_t ro_kept_plain(const ro_kept_row *row, int column);   /* a count */
ro_slice ro_kept_text(const ro_kept_row *row, int column);   /* absent where it is nothing */

/* False ends the query, which is no failure. May not use the same query. */
typedef bool (*ro_kept_take)(void *ctx, const ro_kept_row *row);

/* Asks or changes; `take` may be NULL. Queries stay prepared until the transaction is rolled back or the store is closed. */
readout_status ro_kept_ask(ro_store *store, ro_kept_query query, const ro_kept_value *values, int n, ro_kept_take take, void *ctx,
                           readout_error *err);

/* Forgets all that is kept: what is settled next is settled whole. */
readout_status ro_kept_clear(ro_store *store, readout_error *err);

/* The number under which a series' lines stand: of its countries. */
int64_t ro_series_number(ro_slice series);

#endif
