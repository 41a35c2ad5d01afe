/* Base64 with padding, no line breaks (RFC 4648, section 4), by libcrypto. */
#ifndef RO_BASE_BASE64_H
#define RO_BASE_BASE64_H

#include "base/arena.h"

/* In the arena. Refuses, as a lack of memory, what is larger than 1 GiB. */
ro_slice ro_base64_encode(ro_arena *arena, ro_slice bytes);

/* False where `text` is no base64. In the arena. */
bool ro_base64_decode(ro_arena *arena, ro_slice text, ro_slice *bytes);

#endif
