/* Who is who over the reports of a record: entities of one key, and those that names or aligned statements show to be one. */
#ifndef RO_EVENT_IDENTITY_H
#define RO_EVENT_IDENTITY_H

#include "event/settling.h"

void ro_settle_identities(ro_settling *s);

/* The identity of a member's entity; absent for RO_NONE. */
ro_slice ro_identity_of(const ro_settling *s, size_t member, size_t entity);

/* The identity of a key's value as ro_said.names and ro_node hold it, and its kind; absent where it is unknown. */
ro_slice ro_identity_of_value(const ro_settling *s, uint64_t value, ro_entity_kind *kind);

/* The identity of a country by its ISO code; absent for an absent one. */
ro_slice ro_identity_of_country(const ro_settling *s, ro_slice iso);

/* Lines of all entities into the record. */
void ro_write_entities(ro_settling *s);

#endif
