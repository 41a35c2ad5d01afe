/* Who is who over the reports of a record: entities of one key, and those that names or aligned statements show to be one. */
#ifndef RO_EVENT_IDENTITY_H
#define RO_EVENT_IDENTITY_H

#include "event/settling.h"

void ro_settle_identities(ro_settling *s);

/* The ident (index) of a key, made where there is none. */
size_t ro_ident_of_key(ro_settling *s, ro_slice key, ro_entity_kind kind);

/* Is it a person whom a report only calls by one word? It may be anybody's who has that name. */
bool ro_is_one_word(const ro_prepared *p, size_t entity);

/* The ident that is meant by a member's entity, where that is another than its key's; or NULL. */
const size_t *ro_meant_by(const ro_settling *s, size_t member, size_t entity);

/* Notes who is meant by a name (a key) in a member; what was noted first counts. */
void ro_note_meant(ro_settling *s, size_t member, ro_slice name, size_t ident);

/* Notes who is not, before. */
void ro_note_not_meant(ro_settling *s, size_t member, ro_slice name, size_t ident);

/* The ident of a member's entity, or RO_NONE. */
size_t ro_ident_of(const ro_settling *s, size_t member, size_t entity);

/* The identity of a member's entity; absent for RO_NONE. */
ro_slice ro_identity_of(const ro_settling *s, size_t member, size_t entity);

/* The identity of a key's value as ro_said.names and ro_node hold it, and its kind; absent where it is unknown. */
ro_slice ro_identity_of_value(const ro_settling *s, uint64_t value, ro_entity_kind *kind);

/* The identity of a country by its ISO code; absent for an absent one. */
ro_slice ro_identity_of_side(const ro_settling *s, ro_slice iso);

#define RO_NAME_EVIDENCE 2    /* reports that show a name to be used */
#define RO_ENTITY_EVIDENCE 16 /* of all names of an entity */

/* Does one name of an entity stand for it rather than another? */
bool ro_ident_leads(const ro_ident *a, const ro_ident *b);

/* What an entity is called, by the forms of the name that stands for it. Borrowed from these or the lexicon. */
ro_slice ro_ident_name(const ro_ident *lead, const ro_lexicon *lexicon);

/* Is it of the kinds whose names join by the forms that reports give them, whichever of them that is? */
static inline bool ro_is_named_thing(ro_entity_kind kind) {
  return kind == RO_ORGANIZATION || kind == RO_FRAMEWORK || kind == RO_INITIATIVE || kind == RO_INSTRUMENT;
}

/* Lines of all entities into the record. */
void ro_write_entities(ro_settling *s);

#endif
