/*
 * What of a page can hold its article: every element judged by its tag, its name, what stands in it and how much of the page's
 * sentences that is.
 */
#ifndef RO_REPORT_PARTS_H
#define RO_REPORT_PARTS_H

#include "report/paragraph.h"
#include "source/html.h"

/* [i] sums over the blocks before i. */
typedef struct ro_page_sums {
  double *prose; /* bytes of sentences */
  double *other; /* of what else is shown, weighed by how much it speaks against an article */
} ro_page_sums;

/* What the names of each of a page's elements (its class, id, role, itemprop) say, as bits of ro_furniture_kind; 0 for one that
 * no block begins in. In the arena. */
unsigned *ro_page_names(const ro_page *page, const ro_furniture *furniture, ro_arena *arena);

/* Borrows page, names and paragraphs (one a block); the rest is in the arena. */
typedef struct ro_page_parts {
  const ro_page *page;
  const unsigned *names;
  const ro_paragraphs *paragraphs;
  ro_arena *arena;
  ro_slice title; /* folded */
  /* of each element */
  bool *is_panel;  /* hidden until a reader opens it */
  bool *is_card;   /* teases of another page, one of several side by side */
  bool *is_barred; /* it, or what it stands in, is by its tag no part of an article */
  bool *is_cut;    /* barred, or none by its name, or a card */
  bool *is_body;   /* it says that it holds the article */
  size_t *titles;  /* [i]: main headings among the blocks before i */
  ro_page_sums kept;
} ro_page_parts;

void ro_page_parts_judge(ro_page_parts *parts, const ro_page *page, const unsigned *names, const ro_paragraphs *paragraphs,
                         ro_arena *arena);

/* Of a block: how much of it is in links, 0 to 1; sentences, less than half in links; 1 to 6 in a heading, else 0; a part of the
 * page's title. */
double ro_link_share(const ro_page_parts *parts, size_t block);
bool ro_is_sentences(const ro_page_parts *parts, size_t block);
unsigned ro_heading_rank(const ro_page_parts *parts, size_t block);
bool ro_is_title(const ro_page_parts *parts, size_t block);

/* The element that a block stands in. */
const ro_page_element *ro_block_element(const ro_page_parts *parts, size_t block);

/* What one of the sums grows by in an element's blocks. */
double ro_sum_within(const double *sum, const ro_page_element *element);

#endif
