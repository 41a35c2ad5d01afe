/* What can be decided of what: what things can be joined or judged, and which fields of them may become what. */
#ifndef RO_REVIEW_FIELDS_H
#define RO_REVIEW_FIELDS_H

#include "record/record.h"

typedef enum ro_value_form {
  RO_VALUE_WORD,     /* one of the contract's words */
  RO_VALUE_TEXT,     /* anything */
  RO_VALUE_DATE,     /* EDTF: a day, month or year, or an interval of days */
  RO_VALUE_BOOL,     /* true or false */
  RO_VALUE_ENTITY,   /* an entity, named by the members of part 1 */
  RO_VALUE_ENTITIES, /* several, a part each from 1 on */
} ro_value_form;

typedef struct ro_review_field {
  ro_line_type kind;
  ro_value_form form;
  const char *name;
  const char *words; /* of RO_VALUE_WORD, parted by spaces */
} ro_review_field;

/* NULL where things of that kind have no such field that may be corrected. */
const ro_review_field *ro_review_field_of(ro_line_type kind, ro_slice name);

/* The names of a kind's fields, for messages: "date, kind, status". In the arena; empty where it has none. */
ro_slice ro_review_fields_of(ro_line_type kind, ro_arena *arena);

/* May it be that? Entities are not looked at. */
bool ro_review_value_fits(const ro_review_field *field, ro_slice value);

/* Can things of that kind be joined and parted; have they a name; are they accepted and rejected? */
bool ro_review_is_joined(ro_line_type kind);
bool ro_review_is_named(ro_line_type kind);
bool ro_review_is_judged(ro_line_type kind);

/* Can that be decided at all? One of another program may say what cannot be. */
bool ro_review_is_sound(const ro_record_review *review);

#endif
