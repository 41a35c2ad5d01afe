/*
 * Compressed bytes expanded step by step, whichever way they are packed. One member at a time: what follows a member's end is
 * the caller's to look at. What expands beyond all measure (a zip bomb) is refused: more than 32 MiB from a member at more than
 * 200 times its size; a window of more than 128 MiB.
 */
#ifndef RO_SOURCE_UNPACK_H
#define RO_SOURCE_UNPACK_H

#include "base/error.h"
#include "base/slice.h"

typedef enum ro_packing {
  RO_PACKED_NOT,
  RO_PACKED_GZIP,
  RO_PACKED_ZLIB,
  RO_PACKED_DEFLATE, /* without zlib's head, as some servers send what they call deflate */
  RO_PACKED_ZSTD,
  RO_PACKED_BROTLI
} ro_packing;

typedef enum ro_unpacked {
  RO_UNPACKED_SOME,    /* all input was taken, or all room filled */
  RO_UNPACKED_END,     /* the member has ended */
  RO_UNPACKED_WRONG,   /* the bytes are damaged, or not packed so; ro_unpack_why() */
  RO_UNPACKED_TOO_MUCH /* they expand beyond all measure */
} ro_unpacked;

typedef struct ro_unpack {
  ro_packing packing;
  void *state; /* the library's, owned */
  size_t took, gave;
  const char *why; /* static */
} ro_unpack;

/* How the bytes are packed, by their first four: gzip or zstd, else RO_PACKED_NOT. */
ro_packing ro_packing_of(ro_slice bytes);

/* False when there is no memory. `packing` is not RO_PACKED_NOT. */
bool ro_unpack_open(ro_unpack *unpack, ro_packing packing);
void ro_unpack_release(ro_unpack *unpack);

/* Begins a new member. */
void ro_unpack_again(ro_unpack *unpack);

/* Takes bytes off the front of *in, writes at most `room` to `out`, *gave of them. */
ro_unpacked ro_unpack_step(ro_unpack *unpack, ro_slice *in, char *out, size_t room, size_t *gave);

/* The dictionary that all later frames of a zstd stream are packed with, itself packed or not; at most 16 MiB. */
bool ro_unpack_dictionary(ro_unpack *unpack, ro_slice dictionary);

/* In words, after RO_UNPACKED_WRONG or RO_UNPACKED_TOO_MUCH; static. */
const char *ro_unpack_why(const ro_unpack *unpack);

#endif
