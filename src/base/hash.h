/* SHA-256 (libcrypto): identities of what outlives a run. ro_hash() of base/map.h is for tables only. */
#ifndef RO_BASE_HASH_H
#define RO_BASE_HASH_H

#include "base/arena.h"

/* 64 lowercase hex digits of the SHA-256 of `bytes`, in the arena. */
ro_slice ro_sha256(ro_arena *arena, ro_slice bytes);

/*
 * An identity: `prefix`, '-', and the first 16 hex digits of the SHA-256 of the parts, each preceded by its length,
 * so that ("ab","c") and ("a","bc") differ. In the arena.
 */
ro_slice ro_identity(ro_arena *arena, const char *prefix, const ro_slice *parts, size_t n_parts);

#endif
