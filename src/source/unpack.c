#include "source/unpack.h"

#include <brotli/decode.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { MOST_RATIO = 200, ZSTD_WINDOW_LOG = 27, GZIP_WINDOW = 15 + 16 };
#define BOMB_FROM ((size_t)32 << 20)
#define MOST_DICTIONARY ((size_t)16 << 20)

ro_packing ro_packing_of(ro_slice bytes) {
  if (ro_slice_starts(bytes, RO_LIT("\x1F\x8B\x08"))) return RO_PACKED_GZIP;
  if (ro_slice_starts(bytes, RO_LIT("\x28\xB5\x2F\xFD"))) return RO_PACKED_ZSTD;
  bool is_skippable =
      bytes.len >= 4 && ((unsigned char)bytes.ptr[0] & 0xF0) == 0x50 && memcmp(bytes.ptr + 1, "\x2A\x4D\x18", 3) == 0;
  return is_skippable ? RO_PACKED_ZSTD : RO_PACKED_NOT;
}

static void *open_inflate(ro_packing packing) {
  z_stream *stream = calloc(1, sizeof *stream);
  int window = packing == RO_PACKED_GZIP ? GZIP_WINDOW : packing == RO_PACKED_ZLIB ? MAX_WBITS : -MAX_WBITS;
  if (stream && inflateInit2(stream, window) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

static void *open_zstd(void) {
  ZSTD_DCtx *context = ZSTD_createDCtx();
  if (context) (void)ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG);
  return context;
}

bool ro_unpack_open(ro_unpack *unpack, ro_packing packing) {
  *unpack = (ro_unpack){.packing = packing};
  switch (packing) {
    case RO_PACKED_ZSTD:
      unpack->state = open_zstd();
      break;
    case RO_PACKED_BROTLI:
      unpack->state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
      break;
    case RO_PACKED_NOT:
      break;
    default:
      unpack->state = open_inflate(packing);
      break;
  }
  return unpack->state != NULL;
}

void ro_unpack_release(ro_unpack *unpack) {
  if (!unpack->state) return;
  if (unpack->packing == RO_PACKED_ZSTD) {
    ZSTD_freeDCtx(unpack->state);
  } else if (unpack->packing == RO_PACKED_BROTLI) {
    BrotliDecoderDestroyInstance(unpack->state);
  } else {
    inflateEnd(unpack->state);
    free(unpack->state);
  }
  unpack->state = NULL;
}

void ro_unpack_again(ro_unpack *unpack) {
  unpack->took = unpack->gave = 0;
  unpack->why = NULL;
  if (unpack->packing == RO_PACKED_ZSTD) {
    (void)ZSTD_DCtx_reset(unpack->state, ZSTD_reset_session_only);
  } else if (unpack->packing != RO_PACKED_BROTLI) {
    (void)inflateReset(unpack->state);
  }
}

static uInt clamped(size_t len) {
  return len > UINT_MAX ? UINT_MAX : (uInt)len;
}

static ro_unpacked step_inflate(ro_unpack *unpack, ro_slice *in, char *out, size_t room, size_t *gave) {
  z_stream *stream = unpack->state;
  stream->next_in = (Bytef *)(uintptr_t)in->ptr;
  stream->avail_in = clamped(in->len);
  stream->next_out = (Bytef *)out;
  stream->avail_out = clamped(room);
  int status = inflate(stream, Z_NO_FLUSH);
  *gave = (size_t)((char *)stream->next_out - out);
  *in = ro_slice_part(*in, (size_t)((const char *)stream->next_in - in->ptr), in->len);
  if (status == Z_STREAM_END) return RO_UNPACKED_END;
  if (status == Z_OK || status == Z_BUF_ERROR) return RO_UNPACKED_SOME;
  unpack->why = stream->msg ? stream->msg : zError(status);
  return RO_UNPACKED_WRONG;
}

static ro_unpacked step_zstd(ro_unpack *unpack, ro_slice *in, void *out, size_t room, size_t *gave) {
  ZSTD_inBuffer from = {in->ptr, in->len, 0};
  ZSTD_outBuffer to = {out, room, 0};
  size_t status = ZSTD_decompressStream(unpack->state, &to, &from);
  *gave = to.pos;
  *in = ro_slice_part(*in, from.pos, in->len);
  if (status == 0) return RO_UNPACKED_END;
  if (!ZSTD_isError(status)) return RO_UNPACKED_SOME;
  unpack->why = ZSTD_getErrorName(status);
  return RO_UNPACKED_WRONG;
}

static ro_unpacked step_brotli(ro_unpack *unpack, ro_slice *in, char *out, size_t room, size_t *gave) {
  const uint8_t *next_in = (const uint8_t *)in->ptr;
  uint8_t *next_out = (uint8_t *)out;
  size_t left_in = in->len, left_out = room;
  BrotliDecoderResult result = BrotliDecoderDecompressStream(unpack->state, &left_in, &next_in, &left_out, &next_out, NULL);
  *gave = room - left_out;
  *in = ro_slice_part(*in, in->len - left_in, in->len);
  if (result == BROTLI_DECODER_RESULT_SUCCESS) return RO_UNPACKED_END;
  if (result != BROTLI_DECODER_RESULT_ERROR) return RO_UNPACKED_SOME;
  unpack->why = "invalid brotli data";
  return RO_UNPACKED_WRONG;
}

ro_unpacked ro_unpack_step(ro_unpack *unpack, ro_slice *in, char *out, size_t room, size_t *gave) {
  size_t before = in->len;
  ro_unpacked done = unpack->packing == RO_PACKED_ZSTD     ? step_zstd(unpack, in, out, room, gave)
                     : unpack->packing == RO_PACKED_BROTLI ? step_brotli(unpack, in, out, room, gave)
                                                           : step_inflate(unpack, in, out, room, gave);
  unpack->took += before - in->len;
  unpack->gave += *gave;
  bool is_bomb = unpack->gave > BOMB_FROM && unpack->gave / MOST_RATIO > unpack->took;
  if (!is_bomb || done == RO_UNPACKED_WRONG) return done;
  unpack->why = "it expands to more than 200 times its size";
  return RO_UNPACKED_TOO_MUCH;
}

/* Expands a packed dictionary; NULL where it cannot be. The caller frees it. */
static char *expand_dictionary(ro_slice packed, size_t *len) {
  unsigned long long size = ZSTD_getFrameContentSize(packed.ptr, packed.len);
  size_t room = size > MOST_DICTIONARY ? MOST_DICTIONARY : (size_t)size;
  char *out = malloc(room + 1);
  if (!out) return NULL;
  *len = ZSTD_decompress(out, room, packed.ptr, packed.len);
  if (!ZSTD_isError(*len)) return out;
  free(out);
  return NULL;
}

bool ro_unpack_dictionary(ro_unpack *unpack, ro_slice dictionary) {
  if (unpack->packing != RO_PACKED_ZSTD || dictionary.len > MOST_DICTIONARY) return false;
  char *expanded = NULL;
  if (ro_slice_starts(dictionary, RO_LIT("\x28\xB5\x2F\xFD"))) {
    size_t len = 0;
    expanded = expand_dictionary(dictionary, &len);
    if (!expanded) return false;
    dictionary = (ro_slice){expanded, len};
  }
  size_t status = ZSTD_DCtx_loadDictionary(unpack->state, dictionary.ptr, dictionary.len);
  free(expanded);
  return !ZSTD_isError(status);
}

const char *ro_unpack_why(const ro_unpack *unpack) {
  return unpack->why ? unpack->why : "it is damaged";
}
