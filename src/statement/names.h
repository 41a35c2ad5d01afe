/* Names, inside: what names.c, persons.c, belonging.c, shared_titles.c and introduced.c share. */
#ifndef RO_STATEMENT_NAMES_H
#define RO_STATEMENT_NAMES_H

#include "statement/reader.h"

/* The text of tokens [first, end). */
ro_slice ro_names_text(const ro_reader *r, size_t first, size_t end);

/* The country of an ISO 3166-1 alpha-2 code, or RO_NONE. */
size_t ro_names_country(ro_reader *r, ro_slice iso);

/* The country whose capital a place is, or RO_NONE. */
size_t ro_names_capital_of(const ro_reader *r, size_t place);

/* The country that begins at a token, behind its article, or RO_NONE. */
size_t ro_names_country_at(const ro_reader *r, size_t i);

/* A capitalised word that may belong to a name. */
bool ro_names_word(const ro_reader *r, size_t i);

/* A month or a day of the week. */
bool ro_names_calendar(const ro_reader *r, size_t i);

/* Persons with their offices, by titles, appositions, forms of address and as subjects of cues. */
void ro_read_persons(ro_reader *r);

/* Persons named in a list behind a title in the plural: "the Prime Ministers of Denmark and Namibia, A B and C D". */
void ro_read_shared_titles(ro_reader *r);

/* Then every later form of the persons: the full name again, its first or last word alone. */
void ro_read_short_forms(ro_reader *r);

/* Does the second of two persons with other portfolios stand behind the first, "and" and a title between them? */
bool ro_stand_in_row(const ro_reader *r, size_t first, size_t second);

/* Then whose persons are by who leads a delegation, by an owner or "of" before or behind a name. */
void ro_read_belonging(ro_reader *r);

/* 1 where two titles have a word of a portfolio in common, 0 where they have none, -1 where one has no portfolio. */
int ro_shares_portfolio(const ro_reader *r, ro_slice title, ro_slice other);

/* Then the offices of persons whom the report names alone, behind a title without a name. */
void ro_read_introduced(ro_reader *r);

/* End of the run of name words that begins at token i, particles and hyphens inside; i where none does. */
size_t ro_persons_end(const ro_reader *r, size_t i, size_t limit);

/* The same, also of a person found before. */
size_t ro_person_end_at(const ro_reader *r, size_t i, size_t limit);

/* The person of a name of tokens [first, end), made where it is new; a part of a name known already is that person's. */
size_t ro_persons_named(ro_reader *r, size_t first, size_t end);

void ro_persons_office(ro_reader *r, size_t person, ro_office office, ro_why why);

/* "Mr", "Dr.", "Excellency". */
bool ro_is_form_of_address(const ro_reader *r, size_t i);

/* "counterpart", "colleague", "opposite number": who holds the same office of another. */
bool ro_is_counterpart(const ro_reader *r, size_t i);

/* "Norway will help, its foreign minister said": the country that is a subject before in the sentence, else the first, or
 * RO_NONE. */
size_t ro_country_before(const ro_reader *r, size_t i);

#endif
