/*
 * Reading a record in pieces, as a page or a program over a network does: lists a page at a time, one thing with what it names,
 * passages of a statement, citations, what is new.
 *
 *   readout_page page = {.of = READOUT_LIST_EVENTS, .limit = 50};
 *   readout_record_page(record, &page, sink, ctx, &err);       // its first line has "next": the `after` of the next page
 *
 * All of these give JSON Lines to the sink, in one call, of one state of the record: lines of the export (docs/formats/record.md)
 * as they are, and some objects besides, which docs/formats/api.yaml describes by these names:
 *
 *   {"type":"page","of":"events","given":50,"total":null,"next":"…"}    first, of a list
 *   the things asked for, `given` of them, or one
 *   what they name, each once and none of those before: lines by type, of reports their heads: without "text" and "main"
 *   {"type":"note","kind","of",…}                                       what is counted or worked out for some of these
 *
 * READOUT_ERR_ABSENT: no such thing; nothing is given. READOUT_ERR_USAGE: a filter is wrong, or nobody is called so.
 */
#ifndef READOUT_PAGES_H
#define READOUT_PAGES_H

#include <readout/readout.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum readout_list {
  READOUT_LIST_EVENTS,       /* those that reports tell first, then the newest, those without a year last */
  READOUT_LIST_STATEMENTS,   /* in: an event, in their order; or a report, by their places in it */
  READOUT_LIST_PASSAGES,     /* in: a statement; how each report of its event has it */
  READOUT_LIST_REPORTS,      /* heads, the latest published first */
  READOUT_LIST_ENTITIES,     /* by name */
  READOUT_LIST_FORMULATIONS, /* by phrase */
  READOUT_LIST_COMMITMENTS,  /* the newest event's first */
  READOUT_LIST_REVIEWS,      /* decisions, the latest first */
  READOUT_LISTS
} readout_list;

typedef enum readout_whether { READOUT_EITHER, READOUT_YES, READOUT_NO } readout_whether;

/* What of a list is asked for; what a list does not know is left alone. NULL asks for nothing. Borrowed during the call. */
typedef struct readout_page {
  readout_list of;
  const char *in;           /* the identity of the event or report (statements) or of the statement (passages) */
  const char *const *party; /* events, commitments, formulations: each of them; at most 8, named as in search.h */
  size_t n_parties;
  const char *framework;           /* events, commitments: named for it, or it is spoken of there */
  const char *since, *until;       /* events, commitments, reports: as in search.h */
  const char *kind;                /* of events, entities */
  const char *status;              /* of events, commitments */
  readout_whether told;            /* events that reports tell, or that are only mentioned */
  readout_whether differs;         /* events whose reports disagree, or where one side alone claims an agreement */
  readout_whether due;             /* commitments with a deadline, or without */
  const char *outlet, *side, *key; /* of reports; `key`: the versions of one */
  const char *called;              /* entities with a name, alias or code that begins so, as words */
  const char *words;               /* formulations whose phrase or a variant holds these */
  const char *state, *target;      /* of decisions */
  const char *after;               /* "next" of the page before, with the same filters; NULL: the first */
  size_t limit;                    /* items at most; 0: 50 */
} readout_page;

/* A page may have fewer items than `limit` and a next one all the same. */
READOUT_API readout_status readout_record_page(readout_record *record, const readout_page *page, readout_sink sink, void *ctx,
                                               readout_error *err);

/* One thing by its identity: an event, statement, report (whole), entity, origin, derivation, discrepancy, formulation or
 * decision; behind it what belongs to it: of an event all but its statements. */
READOUT_API readout_status readout_record_thing(readout_record *record, const char *id, readout_sink sink, void *ctx,
                                                readout_error *err);

/* How it is cited: {"type":"citation","of","text","sources":[{"report","text","address","sha256"}]}. `id` NULL: the record. */
READOUT_API readout_status readout_record_cite(readout_record *record, const char *id, readout_sink sink, void *ctx,
                                               readout_error *err);

/* {"type":"record","format":1,"readout":VERSION,"name":FILE,"counts":{"reports":N,…}} */
READOUT_API readout_status readout_record_about(readout_record *record, readout_sink sink, void *ctx, readout_error *err);

/*
 * An Atom feed (RFC 4287) of what came in last: meetings that a report told first, and readouts that changed (later versions of a
 * report). `base` is where the pages of the record are, without a slash at its end ("http://127.0.0.1:8765"); entries link to
 * BASE/events/ID and BASE/reports/ID, the next page is BASE/api/feed.atom?after=…. Dates are those of publication: the record
 * does not know when it was given a report. `limit` 0: 50.
 */
READOUT_API readout_status readout_record_feed(readout_record *record, const char *base, const char *after, size_t limit,
                                               readout_sink sink, void *ctx, readout_error *err);

/* A number that is another one after each commit by another handle or program: what was read before is to be read again. It
 * compares with those of the same handle alone; its own commits do not count. */
READOUT_API readout_status readout_record_state(readout_record *record, uint64_t *state, readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
