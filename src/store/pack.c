#include "store/pack.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "base/slice.h"
#include "base/text.h"

#define LEVEL 9 /* a seventh shorter than 3 for lines of findings, and a small part of what reading takes */
#define MOST_BYTES ((size_t)1000000000) /* SQLite's own limit */
#define NO_TEXT RO_LIT("\"text\":\"\"")

static const unsigned char DICTIONARY[] = {
#include "dictionary.inc"
};

typedef struct packer {
  ZSTD_CCtx *packing;
  ZSTD_DCtx *unpacking;
  ZSTD_CDict *to;
  ZSTD_DDict *from;
  bool is_ready, forgives;
} packer;

static void packer_free(void *ctx) {
  packer *p = ctx;
  ZSTD_freeCCtx(p->packing);
  ZSTD_freeDCtx(p->unpacking);
  ZSTD_freeCDict(p->to);
  ZSTD_freeDDict(p->from);
  free(p);
}

/* -- the dictionary -----------------------------------------------------------------------------------------------------------
 */

static bool take_dictionary(packer *p, const void *bytes, size_t len) {
  p->to = ZSTD_createCDict(bytes, len, LEVEL);
  p->from = ZSTD_createDDict(bytes, len);
  p->packing = ZSTD_createCCtx();
  p->unpacking = ZSTD_createDCtx();
  if (!p->to || !p->from || !p->packing || !p->unpacking) return false;
  return !ZSTD_isError(ZSTD_CCtx_refCDict(p->packing, p->to)) &&
         !ZSTD_isError(ZSTD_CCtx_setParameter(p->packing, ZSTD_c_dictIDFlag, 0)) &&
         !ZSTD_isError(ZSTD_DCtx_refDDict(p->unpacking, p->from));
}

static int read_dictionary(packer *p, sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT bytes FROM main.dictionary", -1, &stmt, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(stmt);
  if (code == SQLITE_ROW) {
    p->is_ready = take_dictionary(p, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
    code = p->is_ready ? SQLITE_OK : SQLITE_NOMEM;
  } else if (code == SQLITE_DONE) {
    code = SQLITE_CORRUPT;
  }
  sqlite3_finalize(stmt);
  return code;
}

/* Once a connection, when it is first needed; false: said. */
static bool is_ready(sqlite3_context *context) {
  packer *p = sqlite3_user_data(context);
  int code = p->is_ready ? SQLITE_OK : read_dictionary(p, sqlite3_context_db_handle(context));
  if (code != SQLITE_OK) sqlite3_result_error_code(context, code);
  return code == SQLITE_OK;
}

static void built_in(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n, (void)values;
  sqlite3_result_blob(context, DICTIONARY, (int)sizeof DICTIONARY, SQLITE_STATIC);
}

/* -- values -------------------------------------------------------------------------------------------------------------------
 */

static ro_slice slice_of(sqlite3_value *value) {
  if (sqlite3_value_type(value) == SQLITE_NULL) return RO_ABSENT;
  const char *bytes = sqlite3_value_blob(value);
  return (ro_slice){bytes ? bytes : "", (size_t)sqlite3_value_bytes(value)};
}

/* A text of ours becomes the result, or it is memory that ran out. */
static void give(sqlite3_context *context, ro_text *text, bool is_text) {
  if (text->failed) {
    sqlite3_result_error_nomem(context);
    ro_text_release(text);
  } else if (is_text) {
    sqlite3_result_text64(context, text->ptr ? text->ptr : "", text->len, text->ptr ? free : SQLITE_STATIC, SQLITE_UTF8);
  } else {
    sqlite3_result_blob64(context, text->ptr ? text->ptr : "", text->len, text->ptr ? free : SQLITE_STATIC);
  }
}

/* -- packing ------------------------------------------------------------------------------------------------------------------
 */

/* `kind`, and a frame of the bytes; false where that is no shorter than they are, or memory ran out. */
static bool pack(packer *p, char kind, ro_slice bytes, char **out, size_t *len) {
  size_t room = ZSTD_compressBound(bytes.len);
  *out = malloc(room + 1);
  if (!*out) return false;
  (*out)[0] = kind;
  size_t packed = ZSTD_compress2(p->packing, *out + 1, room, bytes.ptr, bytes.len);
  *len = packed + 1;
  if (!ZSTD_isError(packed) && *len < bytes.len) return true;
  free(*out);
  return false;
}

/* Where `"text":` with this text stands first in a line; false where it does not, or something that reads like one without stands
 * before it. */
static bool find_text(ro_slice line, const ro_text *member, size_t *at) {
  *at = ro_slice_find(line, ro_text_slice(member), 0);
  return *at != SIZE_MAX && ro_slice_find(ro_slice_part(line, 0, *at), NO_TEXT, 0) == SIZE_MAX;
}

static void text_member(ro_text *member, ro_slice text) {
  ro_text_init(member, 0);
  ro_text_add(member, RO_LIT("\"text\":"));
  ro_text_json(member, text);
}

/* The line without the text; false where it is not in it. */
static bool leave_text_out(ro_slice line, ro_slice text, ro_text *out) {
  ro_text member;
  size_t at = 0;
  if (!text.ptr) return false;
  text_member(&member, text);
  bool found = !member.failed && find_text(line, &member, &at);
  if (found) {
    ro_text_add(out, ro_slice_part(line, 0, at));
    ro_text_add(out, NO_TEXT);
    ro_text_add(out, ro_slice_part(line, at + member.len, line.len));
  }
  ro_text_release(&member);
  return found && !out->failed;
}

static void pack_line(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  packer *p = sqlite3_user_data(context);
  ro_slice line = slice_of(values[0]), text = slice_of(values[1]);
  ro_text rest;
  char *packed = NULL;
  size_t len = 0;
  if (!line.ptr || !is_ready(context)) return;
  ro_text_init(&rest, 0);
  bool textless = leave_text_out(line, text, &rest);
  if (textless ? pack(p, RO_PACKED_TEXTLESS, ro_text_slice(&rest), &packed, &len) : pack(p, RO_PACKED_FRAME, line, &packed, &len))
    sqlite3_result_blob64(context, packed, len, free);
  else
    sqlite3_result_value(context, values[0]);
  ro_text_release(&rest);
}

static void pack_bytes(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  ro_slice bytes = slice_of(values[0]);
  char *packed = NULL;
  size_t len = 0;
  if (bytes.len == 0) {
    sqlite3_result_value(context, values[0]);
  } else if (is_ready(context)) {
    if (pack(sqlite3_user_data(context), RO_PACKED_FRAME, bytes, &packed, &len)) {
      sqlite3_result_blob64(context, packed, len, free);
    } else {
      ro_text plain;
      ro_text_init(&plain, 0);
      ro_text_add(&plain, (ro_slice){"\0", 1}); /* RO_PACKED_PLAIN */
      ro_text_add(&plain, bytes);
      give(context, &plain, false);
    }
  }
}

static void forgive(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  packer *p = sqlite3_user_data(context);
  p->forgives = sqlite3_value_int(values[0]) != 0;
}

/* -- unpacking ----------------------------------------------------------------------------------------------------------------
 */

static void damaged(sqlite3_context *context) {
  const packer *p = sqlite3_user_data(context);
  if (!p->forgives) sqlite3_result_error_code(context, SQLITE_CORRUPT);
}

/* What a frame holds, in malloc's memory; false: said. */
static bool unpack(sqlite3_context *context, ro_slice frame, ro_text *out) {
  packer *p = sqlite3_user_data(context);
  if (!is_ready(context)) return false;
  unsigned long long size = ZSTD_getFrameContentSize(frame.ptr, frame.len);
  bool is_sound = size <= MOST_BYTES; /* both of its errors are more */
  ro_text_init(out, 0);
  out->ptr = is_sound ? malloc((size_t)size + 1) : NULL;
  if (is_sound && !out->ptr) {
    sqlite3_result_error_nomem(context);
    return false;
  }
  out->cap = is_sound ? (size_t)size + 1 : 0;
  out->len = is_sound ? ZSTD_decompressDCtx(p->unpacking, out->ptr, (size_t)size, frame.ptr, frame.len) : 0;
  if (is_sound && out->len == size) return true;
  out->len = 0;
  ro_text_release(out);
  damaged(context);
  return false;
}

static bool put_text_in(ro_slice rest, ro_slice text, ro_text *line) {
  size_t at = ro_slice_find(rest, NO_TEXT, 0);
  ro_text member;
  if (at == SIZE_MAX || !text.ptr) return false;
  text_member(&member, text);
  ro_text_init(line, 0);
  ro_text_add(line, ro_slice_part(rest, 0, at));
  ro_text_add(line, ro_text_slice(&member));
  ro_text_add(line, ro_slice_part(rest, at + NO_TEXT.len, rest.len));
  line->failed = line->failed || member.failed;
  ro_text_release(&member);
  return true;
}

static void unpack_line(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  ro_slice body = slice_of(values[0]), text = slice_of(values[1]);
  ro_text rest, line;
  if (sqlite3_value_type(values[0]) != SQLITE_BLOB) {
    sqlite3_result_value(context, values[0]);
    return;
  }
  bool textless = body.len > 0 && body.ptr[0] == RO_PACKED_TEXTLESS;
  if (body.len == 0 || (!textless && body.ptr[0] != RO_PACKED_FRAME)) {
    damaged(context);
    return;
  }
  if (!unpack(context, ro_slice_part(body, 1, body.len), &rest)) return;
  if (!textless) {
    give(context, &rest, true);
    return;
  }
  if (put_text_in(ro_text_slice(&rest), text, &line))
    give(context, &line, true);
  else
    damaged(context);
  ro_text_release(&rest);
}

static void unpack_bytes(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)n;
  ro_slice blob = slice_of(values[0]);
  ro_text bytes;
  if (blob.len == 0)
    sqlite3_result_value(context, values[0]);
  else if (blob.ptr[0] == RO_PACKED_PLAIN)
    sqlite3_result_blob64(context, blob.ptr + 1, blob.len - 1, SQLITE_TRANSIENT);
  else if (blob.ptr[0] != RO_PACKED_FRAME)
    damaged(context);
  else if (unpack(context, ro_slice_part(blob, 1, blob.len), &bytes))
    give(context, &bytes, false);
}

/* -- the functions ------------------------------------------------------------------------------------------------------------
 */

int ro_packer_register(sqlite3 *db) {
  const struct {
    const char *name;
    int n, flags;
    void (*function)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
      {"ro_pack", 2, SQLITE_DETERMINISTIC, pack_line},        {"ro_unpack", 2, SQLITE_DETERMINISTIC, unpack_line},
      {"ro_pack_bytes", 1, SQLITE_DETERMINISTIC, pack_bytes}, {"ro_unpack_bytes", 1, SQLITE_DETERMINISTIC, unpack_bytes},
      {"ro_dictionary", 0, SQLITE_DETERMINISTIC, built_in},   {"ro_forgive", 1, 0, forgive}};
  packer *p = calloc(1, sizeof *p);
  if (!p) return SQLITE_NOMEM;
  int code = SQLITE_OK;
  for (size_t i = 0; i < sizeof functions / sizeof *functions && code == SQLITE_OK; i++)
    code = sqlite3_create_function_v2(db, functions[i].name, functions[i].n, SQLITE_UTF8 | functions[i].flags, p,
                                      functions[i].function, NULL, NULL, i == 0 ? packer_free : NULL);
  return code;
}
