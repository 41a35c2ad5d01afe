/*
 * Watching feeds: what they lead to is fetched and added to a record (docs/watch.md).
 *
 *   readout_watch watch = {.feeds = feeds, .n_feeds = 2};
 *   readout_watch_tally tally;
 *   readout_record_watch(record, &watch, &tally, &err);     // one pass; once more an hour later, and so on
 *
 * What servers said of each address (ETag, Last-Modified, when it may be asked for again) is kept in the record, so that a pass
 * fetches only what is new or has changed. A library may be built without this: readout_can_watch().
 */
#ifndef READOUT_WATCH_H
#define READOUT_WATCH_H

#include <readout/readout.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct readout_watch {
  const char *const *feeds; /* addresses, http or https, of RSS or Atom feeds, OPML or pages; or OPML files; borrowed */
  size_t n_feeds;
  size_t delay_ms;            /* between two requests to one host; what a host's robots.txt asks for counts where it is more */
  size_t timeout_ms;          /* for one request, in all; 0: 60 s */
  bool allow_private;         /* addresses of private networks and of this machine may be connected to */
  size_t threads;             /* 0: as many as there are processors */
  bool (*stopped)(void *ctx); /* asked several times a second: true ends the pass early; may be NULL */
  void (*on_progress)(void *ctx, const readout_progress *progress);        /* may be NULL */
  void (*on_failure)(void *ctx, const char *id, const readout_error *err); /* a feed or page that failed; may be NULL */
  void (*on_passed)(void *ctx, const char *reason,
                    size_t count); /* what was left alone, at the end, a call a reason; may be NULL */
  void *ctx;                       /* handed to all */
} readout_watch;

typedef struct readout_watch_tally {
  readout_tally pages; /* that were fetched; `failed` counts feeds, too */
  size_t unchanged;    /* feeds and pages of which their servers say so */
  size_t held_back;    /* that failed before, or whose host asked for time, and whose time has not come */
} readout_watch_tally;

/* False where the library was built without what fetches. */
READOUT_API bool readout_can_watch(void);

/*
 * One pass over the feeds, into a record that was opened for writing. Feeds and pages that fail are told and counted, and the
 * rest goes on. READOUT_ERR_STOPPED where `stopped` ended it: what was fetched before is kept, the rest is the next pass's.
 * READOUT_ERR_USAGE where readout_can_watch() is false.
 */
READOUT_API readout_status readout_record_watch(readout_record *record, const readout_watch *watch, readout_watch_tally *tally,
                                                readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
