/*
 * Searching a record: reports and statements by their words and by what narrows them. Works out which
 * things are meant and in what order; their lines are read by who shows them.
 */
#ifndef RO_STORE_SEARCH_H
#define RO_STORE_SEARCH_H

#include "record/asked.h"
#include "store/store.h"

enum { RO_SEARCH_PARTIES = 8 };

/* What narrows a search: absent or empty is nothing. Ids of entities are alternatives of each other. */
typedef struct ro_search {
  bool statements; /* else reports */
  ro_asked words;
  ro_slices parties[RO_SEARCH_PARTIES]; /* each is a party of the event, a person or whom persons are of */
  size_t n_parties;
  ro_slices frameworks;         /* of the event */
  ro_slices framed;             /* events that are named for one of them */
  ro_slices speakers;           /* of statements: these, or who speaks for them */
  ro_slices sides;              /* whose account the report is; of statements, who claims it */
  ro_slices outlets;            /* as reports have them */
  ro_slice act;                 /* of statements */
  ro_slice since, until;        /* EDTF days, months or years, both inclusive */
  size_t limit;                 /* 0: all */
  const struct ro_found *after; /* the last of the page before, or NULL */
  bool facets;                  /* what they have is counted, too */
} ro_search;

/* How many of what fits have a value: an entity's identity, an outlet, an act, a year. */
typedef enum ro_facet {
  RO_FACET_PARTY,
  RO_FACET_SIDE,
  RO_FACET_OUTLET,
  RO_FACET_YEAR,
  RO_FACET_SPEAKER,
  RO_FACET_ACT,
  RO_FACETS
} ro_facet;

#define RO_FACET_LIMIT 50 /* values that are given of each */

typedef struct ro_faceted {
  ro_slice value, name; /* what to show for it */
  size_t count;
} ro_faceted;

typedef RO_ARRAY(ro_faceted) ro_faceted_list;

typedef struct ro_found {
  ro_slice id, date; /* date absent where none is known */
  double rank;       /* less is better; 0 where no words were asked for */
} ro_found;

typedef struct ro_found_list {
  RO_ARRAY(ro_found) list;
  size_t total;                      /* how many there are, in the list or not */
  bool more;                         /* there are others behind the last of the list */
  ro_faceted_list facets[RO_FACETS]; /* the most frequent first, at most RO_FACET_LIMIT */
} ro_found_list;

/* The best first: by words (BM25), then the newest, then by identity. In the arena. */
readout_status ro_store_search(ro_store *store, const ro_search *search, ro_arena *arena, ro_found_list *found,
                               readout_error *err);

#endif
