/* The article in plain text, as it was written or pasted from a page. */
#ifndef RO_REPORT_PLAIN_H
#define RO_REPORT_PLAIN_H

#include "report/paragraph.h"

/* Which of a document's paragraphs are the article. */
typedef struct ro_choice {
  bool *is_main;     /* one for each paragraph */
  size_t head;       /* where what belongs to the article begins: its title, and what stands right before that */
  size_t title;      /* where that stands; head where there is none */
  size_t body;       /* where it begins in earnest, behind a standfirst */
  size_t first, end; /* the article lies in paragraphs first .. end; first == end where none was found */
} ro_choice;

/*
 * Splits at blank lines, and at line ends unless lines look wrapped: the next goes on in lower case, or all lines of a group but
 * the last are about as long as each other. Judges each.
 */
void ro_plain_split(ro_paragraphs *paragraphs, ro_slice text, const ro_furniture *furniture, ro_arena *arena);

/*
 * The article begins with the first paragraph of sentences and ends with the last before what teases of other articles; furniture
 * between is left out, headings and lists stay. Takes the sign-off from its last paragraph.
 */
ro_choice ro_plain_choose(ro_paragraphs *paragraphs, ro_slice text, const ro_furniture *furniture, ro_arena *arena);

#endif
