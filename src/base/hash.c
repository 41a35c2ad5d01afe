#include "base/hash.h"

#include <openssl/evp.h>
#include <stdint.h>

#define DIGEST 32

/* The digest's hex digits. Nothing in here leaves through a guard, so that the context is always freed. */
static bool hex_digest(const ro_slice *parts, size_t n_parts, bool with_lengths, char hex[2 * DIGEST]) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  bool ok = context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
  for (size_t i = 0; ok && i < n_parts; i++) {
    if (with_lengths) {
      unsigned char len[8]; /* little-endian on every machine */
      for (size_t k = 0; k < sizeof len; k++) len[k] = (unsigned char)((uint64_t)parts[i].len >> (8 * k));
      ok = EVP_DigestUpdate(context, len, sizeof len) == 1;
    }
    if (ok && parts[i].len > 0) ok = EVP_DigestUpdate(context, parts[i].ptr, parts[i].len) == 1;
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  ok = ok && EVP_DigestFinal_ex(context, digest, &len) == 1 && len == DIGEST;
  EVP_MD_CTX_free(context);
  for (size_t i = 0; ok && i < DIGEST; i++) {
    hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  return ok;
}

ro_slice ro_sha256(ro_arena *arena, ro_slice bytes) {
  char hex[2 * DIGEST];
  if (!hex_digest(&bytes, 1, false, hex)) ro_arena_refuse(arena, "SHA-256 cannot be had from libcrypto");
  return ro_arena_copy(arena, (ro_slice){hex, sizeof hex});
}

ro_slice ro_identity(ro_arena *arena, const char *prefix, const ro_slice *parts, size_t n_parts) {
  char hex[2 * DIGEST];
  if (!hex_digest(parts, n_parts, true, hex)) ro_arena_refuse(arena, "SHA-256 cannot be had from libcrypto");
  return ro_arena_format(arena, "%s-%.16s", prefix, hex);
}
