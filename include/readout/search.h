/*
 * Searching a record: reports by title and main text, statements by content and quotes, both narrowed by what they are about
 * (docs/search.md).
 *
 *   readout_search search = {.words = "trade \"core interests\" -visa", .party = parties, .n_parties = 1, .limit = 20};
 *   readout_record_search(record, &search, &view, sink, ctx, &err);
 *
 * Words are compared without case and accents, in all scripts.
 */
#ifndef READOUT_SEARCH_H
#define READOUT_SEARCH_H

#include <readout/readout.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum readout_search_in {
  READOUT_SEARCH_BY_USE, /* statements where a speaker or an act is asked for, else reports */
  READOUT_SEARCH_REPORTS,
  READOUT_SEARCH_STATEMENTS,
} readout_search_in;

/*
 * What is asked for; all of it must fit, NULL asks for nothing. An entity is named by its name, an alias, its ISO 3166-1 alpha-2
 * code or Wikidata id, or its identity or the beginning of one; all that are called so are meant.
 */
typedef struct readout_search {
  const char *words; /* all of them; "a phrase" in quotes, -left-out, beg* for what begins so */
  readout_search_in in;
  const char *const *party; /* of the event: each of them, a person or whom persons are of; at most 8 */
  size_t n_parties;
  const char *framework; /* that the event is named for, or that is spoken of there */
  const char *since;     /* EDTF: "2024", "2024-08", "2024-08-20"; inclusive, of the event, else of the report's publication */
  const char *until;
  const char *outlet;  /* of the report */
  const char *side;    /* whose account the report is; of statements, who claims it */
  const char *speaker; /* of statements: who says it, or who is spoken for */
  const char *act;     /* of statements: "commitment" and the other words of docs/formats/record.md */
  size_t limit;        /* 0: all */
  /* READOUT_VIEW_JSON: the first line has "next" too, which is the `after` of the next page or null; behind the results stand the
   * lines of the entities and events that they name, and notes on these, as readout/pages.h has them. */
  bool pages;
  const char *after; /* with `pages`: "next" of the page before, with the same search; or NULL */
  bool facets; /* with `pages`: the first line has "facets", too: of party, side, outlet, year; of statements speaker and act.
                * {"outlet":[{"value","name","count"}]…}, the most frequent first, at most 50 each, counted over all that fits */
} readout_search;

/*
 * The reports or statements that fit: by words the best first (BM25), then, or without words, the newest, then by identity.
 * READOUT_VIEW_JSON gives a line {"type":"search","of","total","given"}, then a line {"type":"result",…} each
 * (docs/search.md); text says the same to people, the hits marked. The sink is called once a result or less often.
 *
 * READOUT_ERR_USAGE, before anything is written, says what cannot be asked for, with names that are like one that nobody has.
 */
READOUT_API readout_status readout_record_search(readout_record *record, const readout_search *search, const readout_view *view,
                                                 readout_sink sink, void *ctx, readout_error *err);

#ifdef __cplusplus
}
#endif

#endif
