/*
 * Entries of feeds (RSS 0.9 to 2.0, RSS 1.0, Atom) as JSON objects of the kind that a .jsonl file has:
 *
 *   {"id","url","title","date","modified","outlet","html" or "text"}
 *
 * The text is content:encoded, else content, else description or summary; the outlet is the entry's source, else the feed's
 * title. An entry without a text is passed over. Namespaces are known by their usual prefixes. The XML may name a DTD, which is
 * not loaded; entities that it declares, and elements more than 1000 deep, are refused, so that nothing expands.
 */
#ifndef RO_SOURCE_FEED_H
#define RO_SOURCE_FEED_H

#include "base/text.h"
#include "source/source.h"

typedef struct ro_feed ro_feed;

/* True when the bytes begin as a feed does, or as OPML (which ro_feed_next() refuses). */
bool ro_feed_begins(ro_slice bytes);

/* Decodes and takes `bytes`, the whole feed; borrows `name`. */
readout_status ro_feed_open(ro_feed **feed, ro_slice bytes, const char *name, readout_error *err);
void ro_feed_close(ro_feed *feed);

/*
 * The next entry into `json`, its line into *line; adds to *passed how many were passed over before it. False at the end. XML
 * that is wrong fills `err` with its line; the next entry goes on, but after a hundred times, and what is refused ends the feed.
 */
bool ro_feed_next(ro_feed *feed, ro_text *json, size_t *line, size_t *passed, readout_error *err);

/* Where the text of an entry stands, and what the feed says of it; absent where it does not. */
typedef struct ro_feed_link {
  ro_slice url, title, date, modified;
} ro_feed_link;

/* As ro_feed_next, for who fetches what the entries lead to: those without a text count too, and so do the feeds that OPML lists.
 * A guid that is an address stands in for a link. What is given lasts until the next call. */
bool ro_feed_next_link(ro_feed *feed, ro_feed_link *link, size_t *line, readout_error *err);

/* Is it OPML? Known once ro_feed_next_link() was called. */
bool ro_feed_is_list(const ro_feed *feed);

#endif
