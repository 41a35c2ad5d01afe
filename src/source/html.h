/*
 * A page as its reader sees it, and what it says of itself.
 *
 *   text      block  "\n\n"  block  "\n\n"  block …     (RECORD.md, the stage `text`)
 *   blocks    spans of text, in document order, each with the element that it stands in
 *   elements  the tree above them: parents stand before their children
 *
 * A block is what stands between two boundaries of block-level elements, or between two or more `br`. White space, no-break
 * spaces too, is run together to one space; inline elements are joined as they stand; script, style, noscript, template, title,
 * and what no reader is shown (iframe, noembed, noframes), are dropped; a `br` is a line end, several are as many.
 */
#ifndef RO_SOURCE_HTML_H
#define RO_SOURCE_HTML_H

#include <stdint.h>

#include "base/array.h"

/* What an element is or stands in. */
enum {
  RO_IN_NAV = 1 << 0, /* nav, menu, role=navigation */
  RO_IN_ASIDE = 1 << 1,
  RO_IN_FOOTER = 1 << 2,
  RO_IN_HEADER = 1 << 3,
  RO_IN_FIGURE = 1 << 4,
  RO_IN_CAPTION = 1 << 5, /* figcaption, caption */
  RO_IN_FORM = 1 << 6,    /* form, fieldset, select, button, label */
  RO_IN_LIST = 1 << 7,    /* li, dd, dt */
  RO_IN_TABLE = 1 << 8,
  RO_IN_QUOTE = 1 << 9,    /* blockquote */
  RO_IN_ARTICLE = 1 << 10, /* article */
  RO_IN_MAIN = 1 << 11,    /* main, role=main */
  RO_IN_LINK = 1 << 12,    /* to another page, or another place than a part of this one */
  RO_IS_HIDDEN = 1 << 13,  /* hidden, style="display:none" */
  RO_IN_MEDIA = 1 << 14,   /* video, audio, canvas, object, svg: shown only where they fail */
  RO_IN_DIALOG = 1 << 15,
  RO_IN_CODE = 1 << 16 /* pre */
};

typedef struct ro_page_element {
  size_t parent; /* index; the root is its own */
  size_t depth;
  size_t first_block, end_block; /* the blocks that begin inside it */
  ro_slice tag;                  /* lower case */
  ro_slice hints;    /* class, id, role, itemprop, data-testid and the like in lower case, a space between them; "" for none */
  ro_slice itemprop; /* as written, or absent */
  unsigned within;   /* RO_IN_… of itself and all above it */
  uint8_t heading;   /* 1 to 6 in a heading, else 0 */
} ro_page_element;

typedef struct ro_page_block {
  ro_span span;
  size_t element;    /* the innermost that holds all of it */
  size_t link_bytes; /* how much of it is in links */
} ro_page_block;

/* <meta name|property|itemprop|http-equiv content>, and content or datetime of other elements with itemprop. */
typedef struct ro_page_property {
  ro_slice name; /* lower case */
  ro_slice value;
} ro_page_property;

typedef struct ro_page_time {
  ro_slice datetime; /* the attribute, or absent */
  size_t element;
  size_t block;        /* the block that it stands in, or the next */
  bool is_publication; /* has the attribute pubdate */
} ro_page_time;

typedef struct ro_page {
  ro_slice text; /* owned by the arena */
  RO_ARRAY(ro_page_element) elements;
  RO_ARRAY(ro_page_block) blocks;
  RO_ARRAY(ro_page_property) properties;
  RO_ARRAY(ro_page_time) times;
  ro_slices json_ld; /* the scripts' text, not yet parsed */
  ro_slice title;    /* the title element, white space run together */
  ro_slice language; /* html lang */
  ro_slice canonical;
  ro_slice feed;      /* the title of the first RSS or Atom feed that it names */
  ro_slices pictures; /* what stands for the first of them, "alt", where that is short */
} ro_page;

/*
 * Any bytes make a page. `html` is valid UTF-8. Leaves through the arena's guard where the page nests deeper than 2000
 * elements or its tree outgrows the arena's maximum.
 */
void ro_page_parse(ro_page *page, ro_slice html, ro_arena *arena);

#endif
