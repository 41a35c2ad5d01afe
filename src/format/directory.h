/*
 * What a record's things are called, for exports that name them beside their identities: a record of which texts, evidence and
 * lists are left away. Filled by the lines of reports, then of entities, then of events.
 */
#ifndef RO_FORMAT_DIRECTORY_H
#define RO_FORMAT_DIRECTORY_H

#include "record/index.h"
#include "statement/plover.h"

typedef struct ro_directory {
  ro_arena *arena;
  ro_record record; /* of an event the name is what people call it */
  ro_record_index index;
  const ro_plover *plover; /* knows the codes of countries; borrowed */
} ro_directory;

void ro_directory_init(ro_directory *directory, const ro_plover *plover, ro_arena *arena);

/* Notes the things of a record, of which nothing is borrowed. Entities must be there before the events that name them. */
void ro_directory_take(ro_directory *directory, const ro_record *record);

/* To be called behind the last thing of each type. */
void ro_directory_index(ro_directory *directory);

#endif
