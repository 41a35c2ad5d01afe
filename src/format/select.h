/* What of a record a reader asks for in words. */
#ifndef RO_FORMAT_SELECT_H
#define RO_FORMAT_SELECT_H

#include "record/index.h"

/*
 * Formulations (indexes) in whose phrase or a variant the words asked for stand, in this order, without case; where there is none
 * and the words name two parties or more ("Kenya and Somalia"), those that these used between them. An identity is that one
 * alone.
 */
ro_indexes ro_formulations_asked(const ro_record_index *index, ro_slice asked, ro_arena *arena);

/* Does it name anybody, known or not? */
bool ro_asks_for_parties(ro_slice asked, ro_arena *arena);

/* The entities that are called so; of "Kenya and Somalia" those of either, or, with `first`, those of the first alone. */
ro_slices ro_parties_asked(const ro_record *record, ro_slice asked, bool first, ro_arena *arena);

/* What was asked, for a title: identities of entities as their names. */
ro_slice ro_asked_title(const ro_record_index *index, ro_slice asked, ro_arena *arena);

/* What is drawn as a meeting: events of every kind but occurrences, which have no parties, and those that a person rejected.
 * Indexes, oldest first, those of no stated year or date before them; where parties are named, those to which each of them is
 * one, itself or by its persons. *unknown is the part of `parties` that names nobody in the record, or absent. */
ro_indexes ro_meetings_asked(const ro_record_index *index, ro_slice parties, ro_slice *unknown, ro_arena *arena);

/* Commitments, the latest event's first; where parties are named, those of which each of them is one, by its persons or itself.
 */
ro_indexes ro_commitments_asked(const ro_record_index *index, ro_slice parties, ro_arena *arena);

#endif
