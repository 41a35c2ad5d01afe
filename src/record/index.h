/* Finds the things of a record by their identities. Borrows the record, which must not grow meanwhile. */
#ifndef RO_RECORD_INDEX_H
#define RO_RECORD_INDEX_H

#include "base/map.h"
#include "record/record.h"

typedef struct ro_record_index {
  const ro_record *record;
  ro_map reports, origins, entities, events, statements;
} ro_record_index;

/* Of two things with one identity the first is found. */
void ro_record_index_make(ro_record_index *index, const ro_record *record, ro_arena *arena);

/* NULL where the record has none of that identity; an absent identity is never found. */
const ro_record_report *ro_find_report(const ro_record_index *index, ro_slice id);
const ro_record_origin *ro_find_origin(const ro_record_index *index, ro_slice id);
const ro_record_entity *ro_find_entity(const ro_record_index *index, ro_slice id);
const ro_record_event *ro_find_event(const ro_record_index *index, ro_slice id);
const ro_record_statement *ro_find_statement(const ro_record_index *index, ro_slice id);

/* The entity's name; the identity itself where the record has no such entity; empty for an absent one. */
ro_slice ro_entity_name(const ro_record_index *index, ro_slice id);

#endif
