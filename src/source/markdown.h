/*
 * Markdown (CommonMark) as its reader sees it, and the front matter that may stand before it:
 *
 *   ---
 *   title: …            also headline; date, published; modified, updated; outlet, publisher, source; url, link, permalink; id
 *   ---
 *   # Markdown …
 *
 * Blocks of the text have a blank line between two; white space in a paragraph is run together, hard breaks are line ends;
 * emphasis and links are their words, pictures and rules nothing; HTML within is read as a page (html.h).
 */
#ifndef RO_SOURCE_MARKDOWN_H
#define RO_SOURCE_MARKDOWN_H

#include "base/arena.h"

typedef struct ro_markdown {
  ro_slice text; /* in the arena */
  ro_slice title, date, modified, outlet, url, id;
} ro_markdown;

/*
 * `source` is valid UTF-8 with \n alone; `name` is what messages call it. READOUT_ERR_INPUT, with the line, where the front
 * matter is no YAML or longer than 64 KiB, or the Markdown is longer than 4 MiB or nests too deep.
 */
readout_status ro_markdown_read(ro_markdown *markdown, ro_slice source, ro_slice name, ro_arena *arena, readout_error *err);

#endif
