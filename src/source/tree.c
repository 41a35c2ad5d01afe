#include "source/tree.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/tokenizer/state.h>
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
    "class",    "id",      "role", "itemprop", "data-testid", "data-component", "hidden", "style", "href",  "content",
    "datetime", "pubdate", "lang", "property", "name",        "http-equiv",     "rel",    "type",  "title", "alt",
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

bool ro_tree_is_json_ld(ro_slice type) {
  return type.ptr && ro_slice_equal_nocase(ro_slice_trim(type), RO_LIT("application/ld+json"));
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

/* -- what of the bytes is given to it -- */

typedef struct sieve {
  const ro_tree *tree;
  ro_slice html;
  ro_arena *arena;
  size_t len; /* of `kept`, not yet given */
  char kept[CHUNK];
} sieve;

static void feed(const sieve *s, ro_slice html) {
  for (size_t at = 0; at < html.len; at += CHUNK) {
    ro_slice chunk = ro_slice_part(html, at, at + CHUNK);
    if (lxb_html_document_parse_chunk(s->tree->document, (const lxb_char_t *)chunk.ptr, chunk.len) != LXB_STATUS_OK)
      ro_arena_refuse(s->arena, NO_MEMORY);
    check_growth(s->tree->document, s->arena);
  }
}

static void flush(sieve *s) {
  feed(s, (ro_slice){s->kept, s->len});
  s->len = 0;
}

static void put(sieve *s, ro_slice part) {
  if (!part.ptr) return;
  if (part.len > CHUNK - s->len) flush(s);
  if (part.len > CHUNK) {
    feed(s, part);
    return;
  }
  memcpy(s->kept + s->len, part.ptr, part.len);
  s->len += part.len;
}

static void put_part(sieve *s, size_t start, size_t end) {
  if (end > start) put(s, ro_slice_part(s->html, start, end));
}

static size_t find(ro_slice html, char c, size_t at) {
  const char *found = at < html.len ? memchr(html.ptr + at, c, html.len - at) : NULL;
  return found ? (size_t)(found - html.ptr) : html.len;
}

static bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool ends_name(char c) {
  return c <= '>' && (is_space(c) || c == '/' || c == '>');
}

static size_t skip_spaces(ro_slice html, size_t at) {
  while (at < html.len && is_space(html.ptr[at])) at++;
  return at;
}

/* A word of at most eight letters, in small ones, as a number. */
#define KEY(a, b, c, d, e, f, g, h)                                                                                             \
  ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 | (uint64_t)(f) << 40 | \
   (uint64_t)(g) << 48 | (uint64_t)(h) << 56)

/* 0 for a longer one. */
static uint64_t key_of(ro_slice name) {
  uint64_t key = 0;
  if (name.len > sizeof key) return 0;
  for (size_t i = name.len; i > 0; i--) key = key << 8 | ((unsigned char)name.ptr[i - 1] | 0x20);
  return key;
}

typedef struct tag {
  bool is_whole; /* by its attributes the tree's making tells it apart, or takes it for another */
  bool switches; /* behind it the bytes can be read in another way */
  bool is_link, is_meta, is_anchor, is_picture;
} tag;

static tag tag_named(ro_slice name) {
  switch (key_of(name)) {
    case KEY('a', 0, 0, 0, 0, 0, 0, 0):
      return (tag){.is_anchor = true};
    case KEY('l', 'i', 'n', 'k', 0, 0, 0, 0):
      return (tag){.is_link = true};
    case KEY('i', 'm', 'g', 0, 0, 0, 0, 0):
      return (tag){.is_picture = true};
    case KEY('m', 'e', 't', 'a', 0, 0, 0, 0):
      return (tag){.is_meta = true};
    case KEY('b', 0, 0, 0, 0, 0, 0, 0):
    case KEY('b', 'i', 'g', 0, 0, 0, 0, 0):
    case KEY('c', 'o', 'd', 'e', 0, 0, 0, 0):
    case KEY('e', 'm', 0, 0, 0, 0, 0, 0):
    case KEY('f', 'o', 'n', 't', 0, 0, 0, 0):
    case KEY('i', 0, 0, 0, 0, 0, 0, 0):
    case KEY('i', 'n', 'p', 'u', 't', 0, 0, 0):
    case KEY('n', 'o', 'b', 'r', 0, 0, 0, 0):
    case KEY('s', 0, 0, 0, 0, 0, 0, 0):
    case KEY('s', 'm', 'a', 'l', 'l', 0, 0, 0):
    case KEY('s', 't', 'r', 'i', 'k', 'e', 0, 0):
    case KEY('s', 't', 'r', 'o', 'n', 'g', 0, 0):
    case KEY('t', 't', 0, 0, 0, 0, 0, 0):
    case KEY('u', 0, 0, 0, 0, 0, 0, 0):
      return (tag){.is_whole = true};
    case KEY('i', 'f', 'r', 'a', 'm', 'e', 0, 0):
    case KEY('n', 'o', 'e', 'm', 'b', 'e', 'd', 0):
    case KEY('n', 'o', 'f', 'r', 'a', 'm', 'e', 's'):
    case KEY('n', 'o', 's', 'c', 'r', 'i', 'p', 't'):
    case KEY('s', 'c', 'r', 'i', 'p', 't', 0, 0):
    case KEY('s', 't', 'y', 'l', 'e', 0, 0, 0):
    case KEY('t', 'e', 'x', 't', 'a', 'r', 'e', 'a'):
    case KEY('t', 'i', 't', 'l', 'e', 0, 0, 0):
    case KEY('x', 'm', 'p', 0, 0, 0, 0, 0):
      return (tag){.switches = true};
    default:
      return (tag){.switches = ro_slice_equal_nocase(name, RO_LIT("plaintext")),
                   .is_whole = ro_slice_equal_nocase(name, RO_LIT("annotation-xml"))};
  }
}

typedef struct attribute {
  ro_slice name, value; /* the value with its quotes; absent where there is none */
  size_t end;
} attribute;

/* The attribute whose name begins at `at`. False where the bytes end in it. */
static bool read_attribute(ro_slice html, size_t at, attribute *found) {
  size_t end = at + 1; /* a "=" there is part of the name */
  while (end < html.len && !ends_name(html.ptr[end]) && html.ptr[end] != '=') end++;
  *found = (attribute){.name = ro_slice_part(html, at, end), .value = RO_ABSENT, .end = end};
  size_t start = skip_spaces(html, end);
  if (start >= html.len || html.ptr[start] != '=') return start < html.len;
  start = end = skip_spaces(html, start + 1);
  if (end >= html.len) return false;
  if (html.ptr[start] == '"' || html.ptr[start] == '\'') {
    end = find(html, html.ptr[start], start + 1) + 1;
  } else {
    while (end < html.len && !is_space(html.ptr[end]) && html.ptr[end] != '>') end++;
  }
  found->value = ro_slice_part(html, start, end);
  found->end = end;
  return end < html.len;
}

/* An address that a link leads away to, nothing of which is read but that. */
static bool leads_away(ro_slice value) {
  return value.len > 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') && value.ptr[1] != '#' && value.ptr[1] != '&' &&
         value.ptr[1] != value.ptr[0];
}

static bool is_read(const tag *t, const attribute *found) {
  switch (key_of(found->name)) {
    case KEY('c', 'l', 'a', 's', 's', 0, 0, 0):
    case KEY('i', 'd', 0, 0, 0, 0, 0, 0):
    case KEY('r', 'o', 'l', 'e', 0, 0, 0, 0):
    case KEY('i', 't', 'e', 'm', 'p', 'r', 'o', 'p'):
    case KEY('h', 'i', 'd', 'd', 'e', 'n', 0, 0):
    case KEY('c', 'o', 'n', 't', 'e', 'n', 't', 0):
    case KEY('d', 'a', 't', 'e', 't', 'i', 'm', 'e'):
    case KEY('p', 'u', 'b', 'd', 'a', 't', 'e', 0):
    case KEY('l', 'a', 'n', 'g', 0, 0, 0, 0):
    case KEY('t', 'y', 'p', 'e', 0, 0, 0, 0):
      return true;
    case KEY('n', 'a', 'm', 'e', 0, 0, 0, 0):
    case KEY('p', 'r', 'o', 'p', 'e', 'r', 't', 'y'):
      return t->is_meta;
    case KEY('a', 'l', 't', 0, 0, 0, 0, 0):
      return t->is_picture;
    case KEY('r', 'e', 'l', 0, 0, 0, 0, 0):
    case KEY('t', 'i', 't', 'l', 'e', 0, 0, 0):
      return t->is_link;
    case KEY('h', 'r', 'e', 'f', 0, 0, 0, 0):
      return t->is_link || t->is_anchor;
    case KEY('s', 't', 'y', 'l', 'e', 0, 0, 0):
      return ro_slice_find(found->value, RO_LIT("display"), 0) != SIZE_MAX ||
             ro_slice_find(found->value, RO_LIT("&"), 0) != SIZE_MAX;
    default:
      return ro_slice_equal_nocase(found->name, RO_LIT("data-testid")) ||
             ro_slice_equal_nocase(found->name, RO_LIT("data-component")) ||
             (t->is_meta && ro_slice_equal_nocase(found->name, RO_LIT("http-equiv"))) ||
             (t->is_anchor && ro_slice_equal_nocase(found->name, RO_LIT("xlink:href")));
  }
}

static void put_attribute(sieve *s, const tag *t, const attribute *found, size_t at) {
  if (!t->is_whole && !is_read(t, found)) return;
  if (t->is_anchor && found->name.len == 4 && leads_away(found->value) && ro_slice_equal_nocase(found->name, RO_LIT("href"))) {
    put(s, RO_LIT(" href=x"));
    return;
  }
  put(s, RO_LIT(" "));
  put_part(s, at, found->end);
}

/* Gives the start tag at `at`, without what of it is not read, and where it ends; html.len where the bytes end in it. */
static size_t put_tag(sieve *s, size_t at, tag *t) {
  ro_slice html = s->html;
  size_t end = at + 1;
  while (end < html.len && !ends_name(html.ptr[end])) end++;
  *t = tag_named(ro_slice_part(html, at + 1, end));
  put_part(s, at, end);
  bool closes_itself = false;
  while (end < html.len && html.ptr[end] != '>') {
    attribute found;
    closes_itself = html.ptr[end] == '/';
    if (is_space(html.ptr[end]) || closes_itself) {
      end++;
      continue;
    }
    if (!read_attribute(html, end, &found)) return html.len;
    put_attribute(s, t, &found, end);
    end = found.end;
  }
  if (end >= html.len) return html.len;
  put(s, closes_itself ? RO_LIT(" />") : RO_LIT(">"));
  return end + 1;
}

static bool reads_data(const sieve *s) {
  const lxb_html_parser_t *parser = s->tree->document->dom_document.parser;
  return parser->tkz->state == lxb_html_tokenizer_state_data_before;
}

/* Gives all from `at` on until the tokenizer is back where tags are read as such; where that is. */
static size_t put_whole(sieve *s, size_t at) {
  flush(s);
  do {
    size_t end = find(s->html, '>', at);
    end += end < s->html.len;
    feed(s, ro_slice_part(s->html, at, end));
    at = end;
  } while (at < s->html.len && !reads_data(s));
  return at;
}

/* Gives an empty comment for the one at `at`. */
static size_t put_comment(sieve *s, size_t at) {
  ro_slice html = s->html;
  size_t start = at + strlen("<!--");
  bool may_close_at_once = start < html.len && (html.ptr[start] == '>' || html.ptr[start] == '-');
  if (may_close_at_once) return put_whole(s, at);
  size_t end = ro_slice_find(html, RO_LIT("--"), start);
  while (end != SIZE_MAX && end + 2 < html.len && html.ptr[end + 2] != '>' && html.ptr[end + 2] != '!')
    end = ro_slice_find(html, RO_LIT("--"), end + 1);
  if (end == SIZE_MAX || end + 2 >= html.len || html.ptr[end + 2] == '!') return put_whole(s, at);
  put(s, RO_LIT("<!---->"));
  return end + 3;
}

/* An end tag, as it is. */
static size_t put_end_tag(sieve *s, size_t at) {
  size_t end = find(s->html, '>', at);
  ro_slice inner = ro_slice_part(s->html, at, end);
  if (end == s->html.len || memchr(inner.ptr, '=', inner.len)) return put_whole(s, at);
  put_part(s, at, end + 1);
  return end + 1;
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

/* True where html[at ..] goes on with a tag's name, in whatever case, and the name ends there. */
static bool has_name(ro_slice html, size_t at, const char *name) {
  size_t end = at + strlen(name);
  return end < html.len && ro_slice_equal_nocase(ro_slice_part(html, at, end), ro_slice_of(name)) &&
         memchr(" \t\n\f\r/>", html.ptr[end], 7) != NULL;
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

/* Where it goes on behind a tag that can change how bytes are read. */
static size_t put_switched(sieve *s, size_t at) {
  flush(s);
  if (reads_data(s)) return at;
  size_t end = behind_unread(s->tree, s->html, at);
  return put_whole(s, end);
}

/* Gives what stands at a "<", which the tokenizer reads as markup or text, and where it ends. */
static size_t put_markup(sieve *s, size_t at) {
  ro_slice html = s->html;
  char next = at + 1 < html.len ? html.ptr[at + 1] : '\0';
  if (is_letter(next)) {
    tag t;
    size_t end = put_tag(s, at, &t);
    return t.switches ? put_switched(s, end) : end;
  }
  if (next == '/' && at + 2 < html.len && is_letter(html.ptr[at + 2])) return put_end_tag(s, at);
  if (ro_slice_starts(ro_slice_part(html, at, html.len), RO_LIT("<!--"))) return put_comment(s, at);
  if (next == '!' || next == '?' || next == '/') return put_whole(s, at);
  put(s, RO_LIT("<"));
  return at + 1;
}

static void parse(ro_tree *tree, ro_slice html, ro_arena *arena) {
  sieve *s = ro_arena_room(arena, 1, sizeof *s);
  s->tree = tree;
  s->html = html;
  s->arena = arena;
  s->len = 0;
  if (lxb_html_document_parse_chunk_begin(tree->document) != LXB_STATUS_OK) ro_arena_refuse(arena, NO_MEMORY);
  for (size_t at = 0; at < html.len;) {
    size_t end = find(html, '<', at);
    put_part(s, at, end);
    at = end < html.len ? put_markup(s, end) : end;
  }
  flush(s);
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
    ro_attribute which = attribute_of(tree, at->node.local_name);
    if (which == RO_ATTRIBUTES) which = attribute_of(tree, at->qualified_name);
    if (which == RO_ATTRIBUTES || (attributes->has >> which & 1) != 0) continue;
    attributes->has |= 1U << which;
    attributes->of[which] = value_of(at);
  }
}
