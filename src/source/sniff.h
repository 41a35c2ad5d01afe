/* What bytes look like before they are decoded. */
#ifndef RO_SOURCE_SNIFF_H
#define RO_SOURCE_SNIFF_H

#include "base/slice.h"

/* True when a file's name ends so, ASCII letters without case. */
bool ro_name_ends(ro_slice name, ro_slice extension);

/* .html .htm .xhtml */
bool ro_name_is_page(ro_slice name);

/* True when the bytes begin, after white space, byte order mark, XML declaration and comments, with one of `openings`: in lower
 * case, NULL after the last; letters without case. */
bool ro_looks_like(ro_slice bytes, const char *const *openings);

/* True when the bytes begin as a page does: with a doctype, <html>, <head> or <body>. */
bool ro_looks_like_page(ro_slice bytes);

/*
 * The charset that a page declares in its first 4096 bytes: <meta charset>, <meta http-equiv … content="…charset=…">, or an XML
 * declaration's encoding. Absent where there is none. Borrowed from `bytes`.
 */
ro_slice ro_declared_charset(ro_slice bytes);

#endif
