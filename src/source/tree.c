#include "source/tree.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>
#include <lexbor/html/tree.h>

#define NO_MEMORY "memory ran out while parsing a page"

enum {
  CHUNK = 4096,        /* between two looks at what the parser holds */
  MAX_OPEN = 2000,     /* elements open at once */
  MAX_FORMATTING = 512 /* formatting elements waiting to be opened again in each block */
};

static const char *const names[RO_ATTRIBUTES] = {
    "class",   "id",       "role",    "itemprop", "data-testid", "data-component", "hidden",     "style", "href",
    "content", "datetime", "pubdate", "lang",     "property",    "name",           "http-equiv", "rel",   "type",
};

/* Elements of raw text that nobody reads, but for one kind of script. */
static const struct {
  lxb_tag_id_t tag;
  const char *name;
} unread[] = {{LXB_TAG_SCRIPT, "script"}, {LXB_TAG_STYLE, "style"},     {LXB_TAG_NOSCRIPT, "noscript"},
              {LXB_TAG_IFRAME, "iframe"}, {LXB_TAG_NOEMBED, "noembed"}, {LXB_TAG_NOFRAMES, "noframes"}};

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

/* The name of an HTML element whose raw text nobody reads; NULL for others. */
static const char *unread_name(const ro_tree *tree, lxb_dom_node_t *node) {
  if (node->ns != LXB_NS_HTML) return NULL;
  for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
    if (unread[i].tag != node->local_name) continue;
    if (node->local_name != LXB_TAG_SCRIPT) return unread[i].name;
    ro_attributes attributes;
    ro_tree_attributes(tree, lxb_dom_interface_element(node), &attributes);
    return ro_tree_is_json_ld(attributes.of[RO_ATTRIBUTE_TYPE]) ? NULL : unread[i].name;
  }
  return NULL;
}

static lxb_dom_node_t *current_node(const lxb_html_tree_t *tree) {
  const lexbor_array_t *open = tree->open_elements;
  return open->length > 0 ? open->list[open->length - 1] : NULL;
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
  lxb_dom_node_t *node = current_node(tokenizer->tree);
  if (token->tag_id == LXB_TAG__EM_COMMENT) return token;
  if (token->tag_id == LXB_TAG__TEXT && node && unread_name(tree, node)) return token;
  if (node && node->ns == LXB_NS_HTML && !counts_attributes(token->tag_id))
    drop_attributes(tree, token, tokenizer->dobj_token_attr);
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

static void feed(const ro_tree *tree, ro_slice html, ro_arena *arena) {
  for (size_t at = 0; at < html.len; at += CHUNK) {
    ro_slice chunk = ro_slice_part(html, at, at + CHUNK);
    if (lxb_html_document_parse_chunk(tree->document, (const lxb_char_t *)chunk.ptr, chunk.len) != LXB_STATUS_OK)
      ro_arena_refuse(arena, NO_MEMORY);
    check_growth(tree->document, arena);
  }
}

/* True where html[at ..] goes on with a tag's name, in whatever case, and the name ends there. */
static bool has_name(ro_slice html, size_t at, const char *name) {
  size_t end = at + strlen(name);
  return end < html.len && ro_slice_equal_nocase(ro_slice_part(html, at, end), ro_slice_of(name)) &&
         memchr(" \t\n\f\r/>", html.ptr[end], 7) != NULL;
}

static bool opens_raw(ro_slice html, size_t at) {
  char first = at < html.len ? (char)(html.ptr[at] | 0x20) : '\0';
  if (first != 's' && first != 'n' && first != 'i') return false;
  for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
    if (unread[i].name[0] == first && has_name(html, at, unread[i].name)) return true;
  }
  return false;
}

/* Behind the next tag that opens raw text, as far as that can be told from the bytes alone; the end where there is none. */
static size_t behind_raw_tag(ro_slice html, size_t at) {
  for (const char *mark; at < html.len && (mark = memchr(html.ptr + at, '<', html.len - at)) != NULL;) {
    at = (size_t)(mark - html.ptr) + 1;
    if (!opens_raw(html, at)) continue;
    size_t end = ro_slice_find(html, RO_LIT(">"), at);
    return end == SIZE_MAX ? html.len : end + 1;
  }
  return html.len;
}

/* Where the raw text ends that the tokenizer is to read next, if nobody reads it; `at` otherwise. A script with a comment in it
 * can hold its own end tag. */
static size_t behind_unread(const ro_tree *tree, ro_slice html, size_t at) {
  const lxb_html_parser_t *parser = tree->document->dom_document.parser;
  lxb_html_tokenizer_state_f state = parser->tkz->state;
  lxb_dom_node_t *node = current_node(parser->tree);
  if (state != lxb_html_tokenizer_state_script_data_before && state != lxb_html_tokenizer_state_rawtext_before) return at;
  const char *name = node ? unread_name(tree, node) : NULL;
  if (!name) return at;
  for (size_t end = at; (end = ro_slice_find(html, RO_LIT("<"), end)) != SIZE_MAX; end++) {
    bool is_comment = ro_slice_starts(ro_slice_part(html, end, html.len), RO_LIT("<!--"));
    if (is_comment && state == lxb_html_tokenizer_state_script_data_before) return at;
    if (end + 1 < html.len && html.ptr[end + 1] == '/' && has_name(html, end + 2, name)) return end;
  }
  return at;
}

static void parse(ro_tree *tree, ro_slice html, ro_arena *arena) {
  if (lxb_html_document_parse_chunk_begin(tree->document) != LXB_STATUS_OK) ro_arena_refuse(arena, NO_MEMORY);
  set_sieve(tree);
  for (size_t at = 0; at < html.len;) {
    size_t end = behind_raw_tag(html, at);
    feed(tree, ro_slice_part(html, at, end), arena);
    at = behind_unread(tree, html, end);
  }
  if (lxb_html_document_parse_chunk_end(tree->document) != LXB_STATUS_OK) ro_arena_refuse(arena, NO_MEMORY);
}

ro_tree *ro_tree_parse(ro_slice html, ro_arena *arena) {
  ro_tree *tree = RO_NEW(arena, ro_tree);
  ro_arena_defer(arena, release, tree);
  tree->document = lxb_html_document_create();
  if (!tree->document || !find_ids(tree)) ro_arena_refuse(arena, NO_MEMORY);
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
