/*
 * Paragraphs and what each of them is by its own words, be it from a page or from plain text.
 *
 *   date 2023-05-05 Wong said that … on Thursday.Global Times
 *                   [ core                       ]               a core is what of a paragraph can belong to the article
 */
#ifndef RO_REPORT_PARAGRAPH_H
#define RO_REPORT_PARAGRAPH_H

#include "report/date.h"
#include "report/furniture.h"

typedef enum ro_paragraph_kind {
  RO_PARAGRAPH_PROSE,  /* sentences */
  RO_PARAGRAPH_LINE,   /* no sentence: a heading, an item, a table's cell */
  RO_PARAGRAPH_TEASER, /* broken off with "..." */
  RO_PARAGRAPH_MENU,   /* words of a menu run together: HomeWorldAsia */
  RO_PARAGRAPH_FURNITURE,
  RO_PARAGRAPH_TAIL,
  RO_PARAGRAPH_CAPTION,
  RO_PARAGRAPH_CREDIT,
  RO_PARAGRAPH_SOURCE, /* "From … News Agency, April 13, 2023." and no more */
  RO_PARAGRAPH_BYLINE,
  RO_PARAGRAPH_DATE
} ro_paragraph_kind;

typedef struct ro_paragraph {
  ro_span span; /* trimmed */
  ro_span core;
  ro_paragraph_kind kind;
  size_t words, capitals;        /* of its core; how many of the words begin with a capital */
  size_t sentences;              /* ends of sentences in it */
  bool ends_sentence, ends_open; /* with sentence punctuation; with ":" ";" or "," */
  bool is_item;                  /* begins with a bullet, a dash or a number */
  /* what it says of the report's publication; spans of the text, empty where nothing */
  ro_span outlet, credit, byline;
  ro_date published, modified;
  ro_date original; /* "was originally published on", and nowhere else */
} ro_paragraph;

typedef RO_ARRAY(ro_paragraph) ro_paragraphs;

/* Fills all but span from the text under paragraph->span. */
void ro_paragraph_judge(ro_paragraph *paragraph, ro_slice text, const ro_furniture *furniture, ro_arena *arena);

/*
 * Takes the sign-off from the end of an article's last paragraph ("(End)", an outlet's name after the last sentence) and notes
 * what it says of outlet and credit.
 */
void ro_paragraph_sign_off(ro_paragraph *paragraph, ro_slice text, const ro_furniture *furniture, ro_arena *arena);

/* True when a name has a word that names of outlets have. */
bool ro_is_outlet_name(ro_slice name, const ro_furniture *furniture, ro_arena *arena);

#endif
