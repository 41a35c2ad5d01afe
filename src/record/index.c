#include "record/index.h"

static void note(ro_map *map, ro_slice id, size_t at) {
  bool is_new;
  uint64_t *place = ro_map_put(map, id, &is_new);
  if (is_new) *place = at;
}

#define NOTE_ALL(list)                                                                          \
  do {                                                                                          \
    ro_map_init(&index->list, arena);                                                           \
    for (size_t i = 0; i < record->list.len; i++) note(&index->list, record->list.at[i].id, i); \
  } while (0)

void ro_record_index_make(ro_record_index *index, const ro_record *record, ro_arena *arena) {
  index->record = record;
  NOTE_ALL(reports);
  NOTE_ALL(origins);
  NOTE_ALL(entities);
  NOTE_ALL(events);
  NOTE_ALL(statements);
}

#define FIND(type, name, list)                                         \
  const type *name(const ro_record_index *index, ro_slice id) {        \
    const uint64_t *at = id.ptr ? ro_map_get(&index->list, id) : NULL; \
    return at ? &index->record->list.at[*at] : NULL;                   \
  }

FIND(ro_record_report, ro_find_report, reports)
FIND(ro_record_origin, ro_find_origin, origins)
FIND(ro_record_entity, ro_find_entity, entities)
FIND(ro_record_event, ro_find_event, events)
FIND(ro_record_statement, ro_find_statement, statements)

ro_slice ro_entity_name(const ro_record_index *index, ro_slice id) {
  const ro_record_entity *entity = ro_find_entity(index, id);
  if (entity) return entity->name;
  return id.ptr ? id : RO_LIT("");
}
