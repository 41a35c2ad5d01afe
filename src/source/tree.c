#include "source/tree.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/tree.h>

enum {
  CHUNK = 4096,        /* between two looks at what the parser holds */
  MAX_OPEN = 2000,     /* elements open at once */
  MAX_FORMATTING = 512 /* formatting elements waiting to be opened again in each block */
};

static const char *const names[RO_ATTRIBUTES] = {
    "class",   "id",       "role",    "itemprop", "data-testid", "data-component", "hidden",     "style", "href",
    "content", "datetime", "pubdate", "lang",     "property",    "name",           "http-equiv", "rel",   "type",
};

static ro_attribute attribute_of(const ro_tree *tree, lxb_dom_attr_id_t id) {
  ro_attribute attribute = 0;
  while (attribute < RO_ATTRIBUTES && tree->ids[attribute] != id) attribute++;
  return attribute;
}

static ro_slice value_of(const lxb_dom_attr_t *attribute) {
  return attribute->value ? (ro_slice){(const char *)attribute->value->data, attribute->value->length} : RO_ABSENT;
}

/* -- the sieve between lexbor's tokens and its tree -- */

/* By their attributes the tree's making tells these elements apart, or takes them for others. */
static bool counts_attributes(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_ANNOTATION_XML:
    case LXB_TAG_B:
    case LXB_TAG_BIG:
    case LXB_TAG_CODE:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_INPUT:
    case LXB_TAG_NOBR:
    case LXB_TAG_S:
    case LXB_TAG_SMALL:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_TT:
    case LXB_TAG_U:
      return true;
    default:
      return false;
  }
}

bool ro_tree_is_json_ld(ro_slice type) {
  return type.ptr && ro_slice_equal_nocase(ro_slice_trim(type), RO_LIT("application/ld+json"));
}

static bool holds_unread_text(const ro_tree *tree, lxb_dom_node_t *node) {
  switch (node->local_name) {
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
      return true;
    case LXB_TAG_SCRIPT: {
      ro_attributes attributes;
      ro_tree_attributes(tree, lxb_dom_interface_element(node), &attributes);
      return !ro_tree_is_json_ld(attributes.of[RO_ATTRIBUTE_TYPE]);
    }
    default:
      return false;
  }
}

static void drop_attributes(const ro_tree *tree, lxb_html_token_t *token, lexbor_dobject_t *memory) {
  for (lxb_html_token_attr_t *attribute = token->attr_first; attribute;) {
    lxb_html_token_attr_t *next = attribute->next;
    bool is_kept = attribute->name && attribute_of(tree, attribute->name->attr_id) < RO_ATTRIBUTES;
    if (!is_kept) lxb_html_token_attr_delete(token, attribute, memory);
    attribute = next;
  }
}

/* Foreign elements (SVG, MathML) pass as they are. */
static lxb_html_token_t *sift(lxb_html_tokenizer_t *tokenizer, lxb_html_token_t *token, void *ctx) {
  const ro_tree *tree = ctx;
  const lexbor_array_t *open = tokenizer->tree->open_elements;
  lxb_dom_node_t *node = open->length > 0 ? open->list[open->length - 1] : NULL;
  if (token->tag_id == LXB_TAG__EM_COMMENT) return token;
  if (node && node->ns == LXB_NS_HTML) {
    if (token->tag_id == LXB_TAG__TEXT && holds_unread_text(tree, node)) return token;
    if (!counts_attributes(token->tag_id)) drop_attributes(tree, token, tokenizer->dobj_token_attr);
  }
  return tree->build(tokenizer, token, tree->build_ctx);
}

/* -- the parser -- */

/* The tree's numbers for the attributes, from an element that is made for it and stands nowhere. */
static bool find_ids(ro_tree *tree) {
  lxb_dom_document_t *document = lxb_dom_interface_document(tree->document);
  lxb_dom_element_t *element = lxb_dom_document_create_element(document, (const lxb_char_t *)"a", 1, NULL);
  for (ro_attribute i = 0; element && i < RO_ATTRIBUTES; i++) {
    lxb_dom_attr_t *made = lxb_dom_element_set_attribute(element, (const lxb_char_t *)names[i], strlen(names[i]), NULL, 0);
    if (!made) return false;
    tree->ids[i] = made->node.local_name;
  }
  return element != NULL;
}

static void release(void *tree) {
  ro_tree_release(tree);
}

void ro_tree_release(ro_tree *tree) {
  if (tree->document) lxb_html_document_destroy(tree->document);
  tree->document = NULL;
}

/* A few bytes can ask for many nodes (elements that are opened again in each block): looked at chunk by chunk. */
static void check_growth(const lxb_html_document_t *document, ro_arena *arena) {
  const lxb_html_parser_t *parser = document->dom_document.parser;
  if (parser->tree->open_elements->length > MAX_OPEN) ro_arena_refuse(arena, "a page nests more than 2000 elements");
  if (parser->tree->active_formatting->length > MAX_FORMATTING)
    ro_arena_refuse(arena, "a page leaves more than 512 elements open");
  const lexbor_mem_t *nodes = document->dom_document.mraw->mem, *text = document->dom_document.text->mem;
  if (nodes->chunk_length * nodes->chunk_min_size + text->chunk_length * text->chunk_min_size > arena->max) {
    ro_arena_refuse(arena, "a page's tree outgrows memory's maximum");
  }
}

static void set_sieve(ro_tree *tree) {
  lxb_html_parser_t *parser = tree->document->dom_document.parser;
  tree->build = parser->tkz->callback_token_done;
  tree->build_ctx = parser->tkz->callback_token_ctx;
  lxb_html_tokenizer_callback_token_done_set(parser->tkz, sift, tree);
}

static void parse(ro_tree *tree, ro_slice html, ro_arena *arena) {
  lxb_html_document_t *document = tree->document;
  lxb_status_t status = lxb_html_document_parse_chunk_begin(document);
  if (status == LXB_STATUS_OK) set_sieve(tree);
  for (size_t at = 0; status == LXB_STATUS_OK && at < html.len; at += CHUNK) {
    ro_slice chunk = ro_slice_part(html, at, at + CHUNK);
    status = lxb_html_document_parse_chunk(document, (const lxb_char_t *)chunk.ptr, chunk.len);
    if (status == LXB_STATUS_OK) check_growth(document, arena);
  }
  if (status == LXB_STATUS_OK) status = lxb_html_document_parse_chunk_end(document);
  if (status != LXB_STATUS_OK) ro_arena_refuse(arena, "memory ran out while parsing a page");
}

ro_tree *ro_tree_parse(ro_slice html, ro_arena *arena) {
  ro_tree *tree = RO_NEW(arena, ro_tree);
  ro_arena_defer(arena, release, tree);
  tree->document = lxb_html_document_create();
  if (!tree->document || !find_ids(tree)) ro_arena_refuse(arena, "memory ran out while parsing a page");
  lxb_html_document_scripting_set(tree->document, true); /* so that noscript is raw text, dropped whole */
  parse(tree, html, arena);
  return tree;
}

void ro_tree_attributes(const ro_tree *tree, lxb_dom_element_t *element, ro_attributes *attributes) {
  *attributes = (ro_attributes){0};
  for (const lxb_dom_attr_t *at = lxb_dom_element_first_attribute(element); at; at = at->next) {
    ro_attribute attribute = attribute_of(tree, at->node.local_name);
    if (attribute == RO_ATTRIBUTES) attribute = attribute_of(tree, at->qualified_name);
    if (attribute == RO_ATTRIBUTES || (attributes->has >> attribute & 1) != 0) continue;
    attributes->has |= 1U << attribute;
    attributes->of[attribute] = value_of(at);
  }
}
