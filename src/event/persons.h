/* One person's name in different spellings: "Seyyed Abbas Araghchi", "Abbas Araqchi". */
#ifndef RO_EVENT_PERSONS_H
#define RO_EVENT_PERSONS_H

#include "base/arena.h"
#include "event/values.h"

/* A name read once, to be compared with many. */
typedef struct ro_person_name ro_person_name;

const ro_person_name *ro_person_name_read(ro_slice name, ro_arena *arena);

/* The same as ro_person_names_alike(). */
bool ro_person_names_match(const ro_person_name *a, const ro_person_name *b);

/* Has the name with fewer words each of them in the other, spelled alike? Particles, initials and abbreviations do not count;
 * none left: false. Not transitive. */
bool ro_person_names_alike(ro_slice a, ro_slice b, ro_arena *scratch);

/* The same, but with every letter alike. */
bool ro_person_spelled_alike(ro_slice a, ro_slice b, ro_arena *scratch);

/* Values of the words of a person's name, by spelling; particles and initials have none. Pushed, in no order. */
void ro_person_name_words(ro_slice name, ro_values *out, ro_arena *arena);

#endif
