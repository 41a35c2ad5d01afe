/*
 * From bytes to UTF-8. What was taken for what is never hidden: a charset that the bytes, a mark or a declaration do not settle,
 * and any byte that had to be replaced, sets `is_guessed`.
 *
 *   1. a byte order mark decides (UTF-8, UTF-16, UTF-32)
 *   2. many NUL bytes at even or odd places: UTF-16 without a mark (guessed)
 *   3. a declared 7-bit charset with shifts (ISO-2022-…, HZ) is believed when the bytes have its escapes
 *   4. valid UTF-8 is UTF-8, whatever was declared
 *   5. UTF-8 with few invalid bytes among many valid sequences: they become U+FFFD (guessed)
 *   6. what came with the bytes (HTTP's Content-Type) or, without that, what a page declares, when it decodes without fault
 *   7. what uchardet guesses, when it decodes without fault; windows-1252 where it has no guess (guessed)
 *   8. a page: what is declared, or windows-1252, with U+FFFD for the faults (guessed); a text is refused, with the offset of the
 *      first byte that is not UTF-8
 *
 * Names are read as browsers read them (WHATWG Encoding): ISO-8859-1 is windows-1252, GB2312 is GB18030 and so on.
 */
#ifndef RO_SOURCE_CHARSET_H
#define RO_SOURCE_CHARSET_H

#include "base/arena.h"

typedef struct ro_decoded {
  ro_slice text;    /* valid UTF-8 without byte order mark; borrowed from `bytes` or in the arena */
  ro_slice charset; /* in the arena or static */
  bool is_guessed;
} ro_decoded;

/* `given` is the charset that came with the bytes, or absent; `name` is what messages call them, quote marks and all. Any thread.
 */
readout_status ro_charset_decode(ro_slice bytes, bool is_page, ro_slice given, ro_slice name, ro_decoded *out, ro_arena *arena,
                                 readout_error *err);

#endif
