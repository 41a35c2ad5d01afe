/*
 * PLOVER's events from a parsed report: who did what to whom, among the sixteen types of the Political Language Ontology for
 * Verifiable Event Records (https://github.com/openeventdata/PLOVER). The trees are walked from the main verb of each sentence;
 * what the sentence tells in its main line is coded, what it tells beside that only where the main line tells nothing.
 */
#ifndef RO_STATEMENT_PLOVER_H
#define RO_STATEMENT_PLOVER_H

#include "base/list_file.h"
#include "statement/reader.h"

typedef struct ro_plover ro_plover;

/* Loads the lexicon, the words and the dictionaries; NULL after a failure, which is in list->status. Lives in the arena;
 * read-only and shared by threads. */
ro_plover *ro_plover_load(ro_list_file *list, ro_arena *arena);

/* The ISO 3166-1 alpha-3 code of a country, from its alpha-2; absent where there is none. */
ro_slice ro_plover_country(const ro_plover *plover, ro_slice iso);

/* Adds to r->out->events, in the order of the text. */
void ro_code_events(ro_reader *r);

#endif
