/* What a search finds, for a terminal or as JSON Lines (docs/search.md). */
#ifndef RO_FORMAT_SEARCH_TEXT_H
#define RO_FORMAT_SEARCH_TEXT_H

#include "format/terminal.h"
#include "record/asked.h"
#include "record/index.h"

/* What of all that fits has a value: "outlet", then values with what to show and how many. */
typedef struct ro_search_facet {
  const char *name;
  const ro_slice *values, *names;
  const size_t *counts;
  size_t n;
} ro_search_facet;

/* What all results of one search share. */
typedef struct ro_search_page {
  ro_text *out;
  const ro_view *view; /* NULL: JSON Lines */
  const ro_asked *asked;
  ro_word_reader *reader; /* where no memory is left for it, nothing is marked: ask it at the end */
  bool statements;        /* else reports */
  size_t total, given;    /* how many fit, and how many are shown */
  bool pages;             /* of JSON Lines: the head has `next` and the facets, too */
  ro_slice next;          /* what the next page is asked for by, or absent */
  const ro_search_facet *facets;
  size_t n_facets;
} ro_search_page;

/* How many there are. */
void ro_search_head(const ro_search_page *page, ro_arena *arena);

/*
 * The `number`th report or statement, from 1. The index's record holds it (all reports of a statement's evidence, too) and
 * what is said of it: the events, their parties and places, the speakers.
 */
void ro_search_report(const ro_search_page *page, const ro_record_index *index, const ro_record_report *report, ro_slice date,
                      size_t number, ro_arena *arena);
void ro_search_statement(const ro_search_page *page, const ro_record_index *index, const ro_record_statement *statement,
                         ro_slice date, size_t number, ro_arena *arena);

#endif
