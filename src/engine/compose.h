/*
 * Steps over rows (readout/compose.h), inside. A row is a key and a value; a value is fields with tabs between them, of which the
 * first, mostly a letter, says what it is, so that the rows of a key come in an order that a step relies on. Texts in fields are
 * escaped; lines of JSON stand as they are, since they hold no tab.
 */
#ifndef RO_ENGINE_COMPOSE_H
#define RO_ENGINE_COMPOSE_H

#include <readout/compose.h>

#include "engine/engine.h"
#include "event/steps.h"
#include "format/export.h"

typedef struct ro_composer {
  const readout_engine *engine;
  const ro_lexicon *lexicon;
  ro_guard guard;
  ro_arena arena;   /* of the rows of one key */
  ro_arena scratch; /* cleared by whoever used it */
  ro_slice key;     /* of the rows under way */
  size_t line;      /* of the input */
  ro_text out, findings;
  readout_sink sink;
  void *sink_ctx;
  readout_status status;
  readout_error *err;
} ro_composer;

/* Fields of a value that are still to be read. */
typedef struct ro_row_fields {
  ro_composer *composer;
  ro_slice rest;
  bool ended;
} ro_row_fields;

/* A step: `state` is `state_bytes` zeroed bytes for each key. */
typedef struct ro_compose_step {
  const char *name;
  size_t state_bytes;
  void (*row)(ro_composer *c, void *state, ro_row_fields *value); /* the value is gone after the call */
  void (*end)(ro_composer *c, void *state);                       /* of the key; NULL: nothing is left to do */
  bool keyless;                                                   /* a row is a value, and has no key */
} ro_compose_step;

extern const ro_compose_step RO_COMPOSE_IDENTIFY, RO_COMPOSE_KEYS, RO_COMPOSE_COUPLES, RO_COMPOSE_SIFT, RO_COMPOSE_MATCH,
    RO_COMPOSE_BRING, RO_COMPOSE_PAIR; /* compose_pairs.c */
extern const ro_compose_step RO_COMPOSE_LARGE_STARS, RO_COMPOSE_SMALL_STARS, RO_COMPOSE_ROUTE, RO_COMPOSE_CALL,
    RO_COMPOSE_VERSIONS, RO_COMPOSE_MEET;                                                                 /* compose_rows.c */
extern const ro_compose_step RO_COMPOSE_COMPONENT, RO_COMPOSE_SPOKEN;                                     /* compose_told.c */
extern const ro_compose_step RO_COMPOSE_TALLY, RO_COMPOSE_TALLIED, RO_COMPOSE_ENTITIES, RO_COMPOSE_NAMED; /* compose_names.c */
extern const ro_compose_step RO_COMPOSE_REFERENCES;                                                       /* compose_link.c */
extern const ro_compose_step RO_COMPOSE_LINES;                                                            /* compose_lines.c */
extern const ro_compose_step RO_COMPOSE_EVENTS, RO_COMPOSE_SERIES;                                        /* compose_events.c */

/* -- fields ----------------------------------------------------------------------------------------------------------- */

/* The next field, borrowed from the row; empty, and the row is refused, where there is none. */
ro_slice ro_field(ro_row_fields *fields);
char ro_field_letter(ro_row_fields *fields);
uint64_t ro_field_hex(ro_row_fields *fields);
int64_t ro_field_number(ro_row_fields *fields);
size_t ro_field_count(ro_row_fields *fields);                   /* refused above 2^40 */
ro_slice ro_field_text(ro_row_fields *fields, ro_arena *arena); /* unescaped, in the arena; may be absent */
ro_slice ro_field_copy(ro_row_fields *fields, ro_arena *arena); /* as it stands */
ro_day ro_field_day(ro_row_fields *fields);
ro_slice ro_fields_rest(ro_row_fields *fields); /* all that is left, as it stands */

/* The row is none of this step. */
void ro_refuse_row(ro_composer *c, const char *why);

/* -- rows out --------------------------------------------------------------------------------------------------------- */

/* Begins a row; fields follow, then ro_row_end(). */
void ro_row(ro_composer *c, const char *table, ro_slice key);
void ro_row_for_text(ro_composer *c, const char *table, ro_slice key); /* the key is escaped */
void ro_row_begin(ro_composer *c, ro_slice table, ro_slice key);
void ro_row_put(ro_composer *c, ro_slice field);
void ro_row_put_word(ro_composer *c, const char *word);
void ro_row_put_text(ro_composer *c, ro_slice text);
void ro_row_put_hex(ro_composer *c, uint64_t number);
void ro_row_put_number(ro_composer *c, int64_t number);
void ro_row_put_day(ro_composer *c, ro_day day);
void ro_row_end(ro_composer *c);

/* Two rows: a with the key b, and b with the key a. */
void ro_row_both(ro_composer *c, const char *table, ro_slice a, ro_slice b);

/* Lines of a record, "line" rows whose keys have the order of the export. `lines` is borrowed. */
void ro_row_line(ro_composer *c, ro_line_type type, ro_slice key, ro_exporter *exporter, size_t i);

ro_slice ro_hex(ro_arena *arena, uint64_t number); /* 16 digits */

/* -- reports ---------------------------------------------------------------------------------------------------------- */

typedef RO_ARRAY(ro_member) ro_members;

/* A report of its findings line, in the arena. False: c->status says why. */
bool ro_load_member(ro_composer *c, ro_slice line, ro_member *member, ro_arena *arena);

/* Sorts by identity, none twice. */
void ro_members_sort(ro_members *members);

/* The index of a member, RO_NONE where it is not there. */
size_t ro_members_find(const ro_members *members, ro_slice id);

/* Surroundings that know of nobody else but by which identity a name goes. */
ro_surroundings ro_compose_around(ro_slice (*identity)(void *ctx, ro_slice key), void *ctx);

/* One that stands for its copies: how many lines, then the findings of itself and of those whose dates its meetings have, as far
 * as `thin` without what was said; how many copies, then the identities of these. */
void ro_row_standing(ro_composer *c, const ro_settling *s, size_t representative, bool thin, bool copies);

/* Reads that: members of context. The copies are it, but for their identities and for what makes one stand for others. */
void ro_take_standing(ro_composer *c, ro_row_fields *fields, ro_members *members, ro_arena *arena);

#endif
