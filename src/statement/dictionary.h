/*
 * Dictionaries of actors and agents in the format of PETRARCH and TABARI, as they are:
 *
 *   # a comment
 *   KOFI_ANNAN_                        a name: words joined by _, an _ at the end says nothing
 *   +K._ANNAN_                         another name of the same
 *   	[IGOUNO 970101-061231] [ELI]    its codes, also on the name's own line; YYMMDD or YYYYMMDD, <DATE, >DATE; from 31 on YY is
 * 19YY SOLDIER {SOLDIERS} [~MIL]          an agent: what somebody is, of whatever country; its irregular plural in braces
 *   !PERSON! = MAN, MEN, WOMAN         a set: CATTLE!PERSON! stands for a name with each of its words
 *
 * Names are compared without case and marks (ñ is n), _ - and white space alike; an actor must begin with a capital letter in the
 * text. Agents have their regular plurals too. A name without a code says nothing, and a restriction that is no date restricts
 * nothing.
 *
 * The files are kept as they were read and only indexed; after loading all is read-only and shared by threads.
 */
#ifndef RO_STATEMENT_DICTIONARY_H
#define RO_STATEMENT_DICTIONARY_H

#include <stdint.h>

#include "base/array.h"
#include "base/list_file.h"

typedef struct ro_dictionary_name {
  const char *ptr; /* into the file's bytes */
  uint32_t len;
  uint32_t group;
  uint32_t next;  /* the next one of the same hash, index + 1 */
  uint32_t given; /* of a name that a set was put into: index + 1 into given, where it stands as it is in the file */
} ro_dictionary_name;

/* A file, and the first group that is of it. */
typedef struct ro_dictionary_file {
  const char *name;
  size_t first_group;
} ro_dictionary_file;

typedef struct ro_dictionary {
  ro_arena *arena;
  RO_ARRAY(ro_dictionary_name) names;
  ro_slices given;
  RO_ARRAY(ro_dictionary_file) files;
  ro_slices groups; /* the text that holds the codes, from its first bracket to its last; absent where there are none */
  uint32_t *heads;  /* by hash: index + 1 into names */
} ro_dictionary;

typedef struct ro_dictionary_hit {
  size_t len;     /* in the text */
  ro_slice codes; /* of its group */
  ro_slice name;  /* as the file has it, without _ at its end */
  const char *file;
} ro_dictionary_hit;

void ro_dictionary_init(ro_dictionary *dictionary, ro_arena *arena);

/* Adds a file of list->data_dir; or what is left of the one that is open. A wrong line is refused in list->status. */
void ro_dictionary_load(ro_dictionary *dictionary, ro_list_file *list, const char *file);
void ro_dictionary_take(ro_dictionary *dictionary, ro_list_file *list);

/* The longest name that begins at byte `at` of the text, which is a word's first, and ends at a word's end. */
bool ro_dictionary_at(const ro_dictionary *dictionary, ro_slice text, size_t at, ro_dictionary_hit *hit);

/*
 * The code of a group on a day (YYYYMMDD): the first that holds then, one with dates before one without; where none holds, and
 * where `day` is 0, the latest. Absent for "---", which stands for nobody.
 */
ro_slice ro_dictionary_code(ro_slice codes, long day);

#endif
