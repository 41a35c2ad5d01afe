/*
 * Lines and originals packed, as SQL functions of a connection: by Zstandard (RFC 8878) with a dictionary that stands in the
 * record (table `dictionary`), so that a line of a few hundred bytes shrinks too.
 *
 *   ro_pack(line, text)     what to keep of a line: a blob, or the line itself where that is no shorter. `text` is the text of
 * the report whose line or findings it is, kept beside it and left out here; NULL for other lines ro_unpack(body, text)   the
 * line again; a text body is one ro_pack_bytes(bytes)    of an original; of none, none ro_unpack_bytes(blob) ro_dictionary() the
 * dictionary that new records are given
 *
 * ro_forgive(on)          from then on what cannot be unpacked is NULL
 *
 * A blob is a byte, of RO_PACKED_…, and what that says. SQLITE_CORRUPT where it is none, if that is not forgiven.
 */
#ifndef RO_STORE_PACK_H
#define RO_STORE_PACK_H

#include <sqlite3.h>

enum {
  RO_PACKED_PLAIN = 0,    /* the bytes */
  RO_PACKED_FRAME = 1,    /* a Zstandard frame of them */
  RO_PACKED_TEXTLESS = 2, /* a frame of a line with "text":"" in the place of the text */
};

/* Adds the functions to a connection, which they belong to from then on. An SQLite code. */
int ro_packer_register(sqlite3 *db);

#endif
