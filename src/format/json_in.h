/*
 * Reads JSON that must be of a known form. The first thing that is not so is kept with its path
 * ("attributions[3].clauses[0].act"); after it every call gives nothing, so that a reader asks ro_in_status() once, at the end. A
 * field that is missing is as null.
 *
 *   ro_in_list clauses;
 *   for (ro_in_open(in, object, "clauses", &clauses); ro_in_next(in, &clauses);) { … clauses.item … }
 *
 * Text is borrowed from the parsed document, which lives in the arena.
 */
#ifndef RO_FORMAT_JSON_IN_H
#define RO_FORMAT_JSON_IN_H

#include <yyjson.h>

#include "base/array.h"
#include "base/utf8.h"

#define RO_IN_DEPTH 12

typedef struct ro_json_in {
  ro_arena *arena;
  readout_error *err;
  readout_status status;
  size_t line; /* for errors, 0 where there is none */
  struct {
    const char *name;
    size_t item; /* SIZE_MAX: the field itself */
  } path[RO_IN_DEPTH];
  size_t depth;
} ro_json_in;

typedef struct ro_in_list {
  yyjson_val *item;
  yyjson_arr_iter iter;
  bool is_list;
} ro_in_list;

/* Parses one JSON text and gives its root, which must be an object; NULL where it is none. `err` may be NULL. */
yyjson_val *ro_in_parse(ro_json_in *in, ro_slice json, size_t line, ro_arena *arena, readout_error *err);

static inline readout_status ro_in_status(const ro_json_in *in) {
  return in->status;
}

/* Notes a failure at the path of `name` (NULL: where the reader stands). */
void ro_in_fail(ro_json_in *in, const char *name, const char *problem);

/* Steps into the object of that name, NULL where it is null; left again with ro_in_leave() if it was not NULL. */
yyjson_val *ro_in_enter(ro_json_in *in, yyjson_val *object, const char *name);
void ro_in_leave(ro_json_in *in);

/* A list of objects. */
void ro_in_open(ro_json_in *in, yyjson_val *object, const char *name, ro_in_list *list);
bool ro_in_next(ro_json_in *in, ro_in_list *list);

ro_slice ro_in_text(ro_json_in *in, yyjson_val *object, const char *name);              /* absent where null */
ro_slice ro_in_needed(ro_json_in *in, yyjson_val *object, const char *name);            /* null is a failure */
bool ro_in_bool(ro_json_in *in, yyjson_val *object, const char *name);                  /* null is false */
size_t ro_in_size(ro_json_in *in, yyjson_val *object, const char *name, size_t below);  /* null is a failure */
size_t ro_in_index(ro_json_in *in, yyjson_val *object, const char *name, size_t below); /* (size_t)-1 where null */
double ro_in_ratio(ro_json_in *in, yyjson_val *object, const char *name);               /* 0 to 1; null is 0 */

void ro_in_texts(ro_json_in *in, yyjson_val *object, const char *name, ro_slices *values);
void ro_in_indexes(ro_json_in *in, yyjson_val *object, const char *name, size_t below, ro_indexes *values);

/* Code points there, bytes here. `points` NULL: checked for their form only, and nothing is kept. */
ro_span ro_in_span(ro_json_in *in, yyjson_val *object, const char *name, const ro_points *points); /* {0, 0} where null */
void ro_in_spans(ro_json_in *in, yyjson_val *object, const char *name, const ro_points *points, ro_spans *spans);
ro_span ro_in_start_end(ro_json_in *in, yyjson_val *object, const ro_points *points); /* of the fields "start" and "end" */

/* True where `name` is there and not null. */
bool ro_in_has(yyjson_val *object, const char *name);

/* A word of a table: `of` is one of the ro_..._of() functions. Null fails. */
#define RO_IN_WORD(in, object, name, of, place)                                                                \
  do {                                                                                                         \
    ro_slice ro_in_word_ = ro_in_needed((in), (object), (name));                                               \
    if ((in)->status == READOUT_OK && !of(ro_in_word_, (place))) ro_in_fail((in), (name), "is no known word"); \
  } while (0)

#endif
