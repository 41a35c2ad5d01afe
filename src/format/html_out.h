/* Writes HTML, and XML where it is text: everything that is not markup of ours is escaped. */
#ifndef RO_FORMAT_HTML_OUT_H
#define RO_FORMAT_HTML_OUT_H

#include "base/array.h"
#include "base/text.h"

/* Markup of ours: a literal. */
#define RO_TAG(out, markup) ro_text_add((out), RO_LIT(markup))

/* Text, also within a quoted attribute. Control characters, U+FFFE and U+FFFF, which neither HTML nor XML
 * knows, become U+FFFD. */
void ro_html_text(ro_text *out, ro_slice text);

/* <tag class="…">text</tag>; the class may be NULL. `tag` and `class_name` are literals. */
void ro_html_element(ro_text *out, const char *tag, const char *class_name, ro_slice text);

/* The digest of what a <style> element holds, as a Content-Security-Policy names it: "sha256-…". */
ro_slice ro_html_digest(ro_slice style, ro_arena *arena);

#endif
