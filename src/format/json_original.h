/*
 * The "original" lines of an export (docs/formats/record.md): the bytes of a report, with how they were given, so that they can
 * be read again. A record keeps the latter, of each report, as an object of its own.
 */
#ifndef RO_FORMAT_JSON_ORIGINAL_H
#define RO_FORMAT_JSON_ORIGINAL_H

#include "base/array.h"
#include "base/text.h"
#include "source/source.h"

/* {"id","source","format","charset","header","title","outlet","url","published","modified"} of an item that is not decoded yet,
 * as ro_source_next() gives it, without its bytes; what is absent is left out. `scratch` is used meanwhile. */
void ro_given_write(ro_text *out, const ro_item *item, ro_arena *scratch);

/* The same back, into an item without bytes. */
readout_status ro_given_read(ro_item *item, ro_slice json, ro_arena *arena, readout_error *err);

typedef struct ro_original_given {
  ro_slice report, reader; /* by what it was read */
  ro_slice given;          /* as ro_given_write() gives it */
} ro_original_given;

typedef struct ro_original {
  ro_slice sha256, bytes;
  RO_ARRAY(ro_original_given) given; /* of each report that has these bytes */
} ro_original;

/* {"type":"original","sha256","bytes":base64,"given":[{"report","reader",…}]}, with its line end. */
void ro_original_write(ro_text *out, const ro_original *original, ro_arena *scratch);

/* READOUT_ERR_INPUT names the field; so it does where the bytes are not those of the hash. */
readout_status ro_original_read(ro_original *original, ro_slice line, size_t number, ro_arena *arena, readout_error *err);

#endif
