/* Who and what of a record is called by a name, as words (base/word_reader.h), so that case and accents do not count. */
#ifndef RO_STORE_CALLED_H
#define RO_STORE_CALLED_H

#include "base/array.h"
#include "store/store.h"

/*
 * Entities that are called so: by identity or the beginning of one ("n-12ab"); else by name, else by alias, else by ISO code or
 * Wikidata id, as words (base/word_reader.h). None: at most a few names like it are put into `near`.
 */
readout_status ro_store_find_entities(ro_store *store, ro_slice called, ro_arena *arena, ro_slices *ids, ro_slices *near,
                                      readout_error *err);

/* A text as entity_called has names: its words' forms, a space between two. In the arena. */
readout_status ro_store_words_of(ro_store *store, ro_slice text, ro_arena *arena, ro_slice *forms, readout_error *err);

/* The record's outlets that are called so, as words; none: some that are like it. */
readout_status ro_store_find_outlets(ro_store *store, ro_slice called, ro_arena *arena, ro_slices *outlets, ro_slices *near,
                                     readout_error *err);

/* Events in whose own name, or in that of their occasion, the words of one of the entities' names stand. */
readout_status ro_store_find_framed(ro_store *store, const ro_slices *entities, ro_arena *arena, ro_slices *events,
                                    readout_error *err);

#endif
