/*
 * Lists of a record a page at a time: which things fit, in their order, from where the page before ended (keyset), and the lines
 * of things by their identities. What a list is narrowed by is worked out before (called.h); its lines are read by who shows
 * them.
 */
#ifndef RO_STORE_PAGES_H
#define RO_STORE_PAGES_H

#include "base/array.h"
#include "store/store.h"

enum { RO_PAGE_PARTIES = 8, RO_PAGE_KEYS = 5 };

typedef enum ro_page_of {
  RO_PAGE_EVENTS,            /* those that reports tell first, then the newest, without a year last, by identity */
  RO_PAGE_STATEMENTS,        /* of an event, in their order */
  RO_PAGE_REPORT_STATEMENTS, /* that have evidence in a report, by its place */
  RO_PAGE_REPORTS,           /* the latest published first */
  RO_PAGE_ENTITIES,          /* by name */
  RO_PAGE_FORMULATIONS,      /* by phrase */
  RO_PAGE_COMMITMENTS,       /* the newest event's first */
  RO_PAGE_REVIEWS,           /* the latest first */
  RO_PAGE_NEWS,              /* reports that were the first of an event, or are another version, the last that came first */
  RO_PAGES
} ro_page_of;

typedef enum ro_whether { RO_EITHER, RO_YES, RO_NO } ro_whether;

/* What narrows a list; absent, empty or RO_EITHER is nothing. Ids of entities are alternatives of each other. */
typedef struct ro_page_asked {
  ro_page_of of;
  ro_slice in;                        /* the event or report whose statements */
  ro_slices parties[RO_PAGE_PARTIES]; /* of events, commitments, formulations: each of them */
  size_t n_parties;
  ro_slices frameworks, framed; /* of events and commitments; events that are named for one of them */
  ro_slice since, until;        /* EDTF days, months or years, both inclusive */
  ro_slice kind, status;
  ro_whether told, differs, due;
  ro_slices sides, outlets;     /* of reports */
  ro_slice key;                 /* of reports: their versions' */
  ro_slice called;              /* of entities: words' forms that a name, alias or code begins with */
  ro_slice words;               /* of formulations: in phrase or variant, in lower case */
  ro_slice state, target;       /* of decisions */
  ro_slice after[RO_PAGE_KEYS]; /* the key of the last of the page before; first absent: from the beginning */
  size_t limit;                 /* at least 1 */
} ro_page_asked;

typedef struct ro_paged {
  ro_slice id;
  ro_slice key[RO_PAGE_KEYS]; /* what `after` is to be for the next page */
} ro_paged;

typedef struct ro_page_found {
  RO_ARRAY(ro_paged) list; /* at most `limit` */
  bool more;
} ro_page_found;

/* In the arena. READOUT_ERR_USAGE where `after` is no key of such a list. */
readout_status ro_store_page(ro_store *store, const ro_page_asked *asked, ro_arena *arena, ro_page_found *found,
                             readout_error *err);

/* The lines of one type, RO_LINE_REPORT to RO_LINE_REVIEW, of these things, in the order given; of those that are not there none.
 * `head`: of reports without `text` and `main`. */
readout_status ro_store_lines_by_id(ro_store *store, ro_line_type type, bool head, const ro_slices *ids, ro_store_take take,
                                    void *ctx, readout_error *err);

/* Is there such an event, report or statement? */
readout_status ro_store_has(ro_store *store, ro_line_type type, ro_slice id, bool *has, readout_error *err);

typedef enum ro_around {
  RO_AROUND_ORIGINS_OF_REPORTS,
  RO_AROUND_DERIVATIONS_AMONG, /* reports: both ends are of these */
  RO_AROUND_DERIVATIONS_OF,    /* reports: an end is */
  RO_AROUND_DISCREPANCIES_OF_EVENTS,
  RO_AROUND_DISCREPANCIES_OF_REPORTS, /* of a report alone */
  RO_AROUND_FORMULATIONS_OF_EVENTS,   /* used at them, or no longer */
  RO_AROUND_COMMITMENTS_OF_EVENTS,
  RO_AROUND_EVENTS_OF_REPORTS, /* told or mentioned */
  RO_AROUND_EVENTS_OF_PARTIES,
  RO_AROUND_VERSIONS_OF_REPORTS,
  RO_AROUNDS
} ro_around;

/* Identities of what stands around these things, each once, by identity; in the arena. */
readout_status ro_store_around(ro_store *store, ro_around around, const ro_slices *of, ro_arena *arena, ro_slices *ids,
                               readout_error *err);

/* What lists say of an event beside its line. */
typedef struct ro_event_counts {
  size_t statements, discrepancies;
  bool differs; /* as ro_events_differ() of format/matrix.h has it */
} ro_event_counts;
readout_status ro_store_event_counts(ro_store *store, ro_slice event, ro_event_counts *counts, readout_error *err);

typedef struct ro_met {
  ro_slice entity;
  size_t events;
} ro_met;

typedef RO_ARRAY(ro_met) ro_mets;

typedef struct ro_entity_counts {
  size_t events, statements; /* at which it was a party; that it made */
  ro_mets met;     /* parties of the same kind (persons, or whom they are of) at the same events, the most often first */
  ro_mets persons; /* who were there for it, likewise */
} ro_entity_counts;

/* At most `most` of each list. In the arena. */
readout_status ro_store_entity_counts(ro_store *store, ro_slice entity, size_t most, ro_arena *arena, ro_entity_counts *counts,
                                      readout_error *err);

/* What was new with a report: events that it told first, by identity; and whether another version of it came before. In the
 * arena. */
readout_status ro_store_news_of(ro_store *store, ro_slice report, ro_arena *arena, ro_slices *events, bool *is_change,
                                readout_error *err);

/* A number that is another after each commit of another connection; compared with those of the same store alone. */
readout_status ro_store_state(ro_store *store, uint64_t *state, readout_error *err);

#endif
