/*
 * The tree that lexbor makes of a page, without what no reader of it asks for.
 *
 * Half of a page's bytes are scripts, styles, comments and attributes for machines, and most of a parser's time goes to them. A
 * sieve gives lexbor the rest: raw text that nobody reads is passed by, comments are empty, of a start tag the attributes stay
 * that are listed here, and of an address that leads away that it does. The tree is the one of the whole bytes but for that:
 * where bytes can be read in more than one way (raw text, CDATA, scripts with comments) the sieve asks the state of lexbor's
 * tokenizer, and elements that the tree's making knows by their attributes (formatting ones, input) keep them.
 */
#ifndef RO_SOURCE_TREE_H
#define RO_SOURCE_TREE_H

#include <lexbor/html/html.h>

#include "base/arena.h"

/* Attributes that are kept; those up to RO_ATTRIBUTE_HINTS say in this order what an element is. */
typedef enum ro_attribute {
  RO_ATTRIBUTE_CLASS,
  RO_ATTRIBUTE_ID,
  RO_ATTRIBUTE_ROLE,
  RO_ATTRIBUTE_ITEMPROP,
  RO_ATTRIBUTE_TEST_ID,
  RO_ATTRIBUTE_COMPONENT,
  RO_ATTRIBUTE_HINTS,
  RO_ATTRIBUTE_HIDDEN = RO_ATTRIBUTE_HINTS,
  RO_ATTRIBUTE_STYLE,
  RO_ATTRIBUTE_HREF,
  RO_ATTRIBUTE_CONTENT,
  RO_ATTRIBUTE_DATETIME,
  RO_ATTRIBUTE_PUBDATE,
  RO_ATTRIBUTE_LANG,
  RO_ATTRIBUTE_PROPERTY,
  RO_ATTRIBUTE_NAME,
  RO_ATTRIBUTE_HTTP_EQUIV,
  RO_ATTRIBUTE_REL,
  RO_ATTRIBUTE_TYPE,
  RO_ATTRIBUTE_TITLE,
  RO_ATTRIBUTE_ALT,
  RO_ATTRIBUTES
} ro_attribute;

/* Of one element. Values are borrowed from the tree. */
typedef struct ro_attributes {
  ro_slice of[RO_ATTRIBUTES]; /* absent where it is not there, or has no value */
  unsigned has;               /* bit 1 << attribute where it is there */
} ro_attributes;

typedef struct ro_tree {
  lxb_html_document_t *document;
  lxb_dom_attr_id_t ids[RO_ATTRIBUTES]; /* the tree's own numbers for them */
} ro_tree;

/* Any bytes make a tree, of valid UTF-8. Leaves through the arena's guard where the page nests deeper than 2000 elements or its
 * tree outgrows the arena's maximum. The tree stands until it is released or the arena is cleared. */
ro_tree *ro_tree_parse(ro_slice html, ro_arena *arena);

void ro_tree_release(ro_tree *tree);

void ro_tree_attributes(const ro_tree *tree, lxb_dom_element_t *element, ro_attributes *attributes);

/* True of the type of a script that says what its page is about: its text is kept. */
bool ro_tree_is_json_ld(ro_slice type);

#endif
