/* What is remembered of addresses that were fetched: for the next request, and when it may be made. Concludes nothing. */
#ifndef RO_STORE_FETCHED_H
#define RO_STORE_FETCHED_H

#include "base/array.h"
#include "store/store.h"

typedef struct ro_fetched {
  ro_slice url;
  ro_slice answered;         /* the address behind its redirects; absent where none answered */
  ro_slice etag, modified;   /* that it sent, or absent */
  ro_slice feed;             /* that lists it now, or absent */
  ro_slice title, published; /* as the feed has them, or absent */
  int64_t status;            /* of the last answer; 0: none came */
  int64_t failures;          /* in a row */
  int64_t tried, next;       /* seconds since 1970: when last, and before when not again */
} ro_fetched;

typedef RO_ARRAY(ro_fetched) ro_fetched_list;

/* *found says whether it is there. In the arena. */
readout_status ro_store_get_fetched(ro_store *store, ro_slice url, ro_arena *arena, ro_fetched *fetched, bool *found,
                                    readout_error *err);

/* In the place of what was there. */
readout_status ro_store_put_fetched(ro_store *store, const ro_fetched *fetched, readout_error *err);

/* The addresses that a feed lists, by url; added to `list`, in the arena. */
readout_status ro_store_fetched_of_feed(ro_store *store, ro_slice feed, ro_arena *arena, ro_fetched_list *list,
                                        readout_error *err);

/* The feed lists none of them any more. */
readout_status ro_store_unlist_fetched(ro_store *store, ro_slice feed, readout_error *err);

#endif
