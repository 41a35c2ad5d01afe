#include "source/html.h"

#include <lexbor/dom/dom.h>

#include "base/utf8.h"
#include "source/tree.h"

enum { LONGEST_ALT = 80, MOST_PICTURES = 64 };

typedef struct builder {
  ro_page *page;
  ro_arena *arena;
  const ro_tree *tree;
  struct {
    char *at;
    size_t len, cap;
  } text;
  size_t element; /* the innermost open one */
  size_t joined;  /* the element last joined to the block's */
  bool block_is_open;
  bool was_in_link; /* the last word was */
  bool has_space;   /* white space was seen since the last character of the block */
  size_t breaks;    /* br since then */
} builder;

typedef struct tag_kind {
  bool is_block;
  unsigned within;
} tag_kind;

static const tag_kind tag_kinds[LXB_TAG__LAST_ENTRY] = {
    [LXB_TAG_ADDRESS] = {true, 0},
    [LXB_TAG_ARTICLE] = {true, RO_IN_ARTICLE},
    [LXB_TAG_ASIDE] = {true, RO_IN_ASIDE},
    [LXB_TAG_AUDIO] = {false, RO_IN_MEDIA},
    [LXB_TAG_BLOCKQUOTE] = {true, RO_IN_QUOTE},
    [LXB_TAG_BODY] = {true, 0},
    [LXB_TAG_BUTTON] = {false, RO_IN_FORM},
    [LXB_TAG_CANVAS] = {false, RO_IN_MEDIA},
    [LXB_TAG_CAPTION] = {true, RO_IN_CAPTION},
    [LXB_TAG_CENTER] = {true, 0},
    [LXB_TAG_DD] = {true, RO_IN_LIST},
    [LXB_TAG_DETAILS] = {true, 0},
    [LXB_TAG_DIALOG] = {true, RO_IN_DIALOG},
    [LXB_TAG_DIR] = {true, 0},
    [LXB_TAG_DIV] = {true, 0},
    [LXB_TAG_DL] = {true, 0},
    [LXB_TAG_DT] = {true, RO_IN_LIST},
    [LXB_TAG_FIELDSET] = {true, RO_IN_FORM},
    [LXB_TAG_FIGCAPTION] = {true, RO_IN_CAPTION},
    [LXB_TAG_FIGURE] = {true, RO_IN_FIGURE},
    [LXB_TAG_FOOTER] = {true, RO_IN_FOOTER},
    [LXB_TAG_FORM] = {true, RO_IN_FORM},
    [LXB_TAG_FRAMESET] = {true, 0},
    [LXB_TAG_H1] = {true, 0},
    [LXB_TAG_H2] = {true, 0},
    [LXB_TAG_H3] = {true, 0},
    [LXB_TAG_H4] = {true, 0},
    [LXB_TAG_H5] = {true, 0},
    [LXB_TAG_H6] = {true, 0},
    [LXB_TAG_HEAD] = {true, 0},
    [LXB_TAG_HEADER] = {true, RO_IN_HEADER},
    [LXB_TAG_HGROUP] = {true, 0},
    [LXB_TAG_HR] = {true, 0},
    [LXB_TAG_HTML] = {true, 0},
    [LXB_TAG_LABEL] = {false, RO_IN_FORM},
    [LXB_TAG_LEGEND] = {true, 0},
    [LXB_TAG_LI] = {true, RO_IN_LIST},
    [LXB_TAG_LISTING] = {true, 0},
    [LXB_TAG_MAIN] = {true, RO_IN_MAIN},
    [LXB_TAG_MENU] = {true, RO_IN_NAV},
    [LXB_TAG_NAV] = {true, RO_IN_NAV},
    [LXB_TAG_OBJECT] = {false, RO_IN_MEDIA},
    [LXB_TAG_OL] = {true, 0},
    [LXB_TAG_OPTGROUP] = {true, RO_IN_FORM},
    [LXB_TAG_OPTION] = {true, RO_IN_FORM},
    [LXB_TAG_P] = {true, 0},
    [LXB_TAG_PLAINTEXT] = {true, 0},
    [LXB_TAG_PRE] = {true, RO_IN_CODE},
    [LXB_TAG_SEARCH] = {true, RO_IN_FORM},
    [LXB_TAG_SECTION] = {true, 0},
    [LXB_TAG_SELECT] = {true, RO_IN_FORM},
    [LXB_TAG_SUMMARY] = {true, 0},
    [LXB_TAG_SVG] = {false, RO_IN_MEDIA},
    [LXB_TAG_TABLE] = {true, RO_IN_TABLE},
    [LXB_TAG_TBODY] = {true, 0},
    [LXB_TAG_TD] = {true, 0},
    [LXB_TAG_TEXTAREA] = {true, RO_IN_FORM},
    [LXB_TAG_TFOOT] = {true, 0},
    [LXB_TAG_TH] = {true, 0},
    [LXB_TAG_THEAD] = {true, 0},
    [LXB_TAG_TR] = {true, 0},
    [LXB_TAG_UL] = {true, 0},
    [LXB_TAG_VIDEO] = {false, RO_IN_MEDIA},
    [LXB_TAG_XMP] = {true, 0},
};

static tag_kind kind_of(lxb_tag_id_t tag) {
  return tag < LXB_TAG__LAST_ENTRY ? tag_kinds[tag] : (tag_kind){0};
}

static bool is_dropped(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_TITLE:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_META:
    case LXB_TAG_LINK:
      return true;
    default:
      return false;
  }
}

/* -- text -- */

static void reserve(builder *b, size_t more) {
  if (b->text.cap - b->text.len >= more) return;
  size_t cap = b->text.cap * 2 > b->text.len + more ? b->text.cap * 2 : b->text.len + more;
  char *grown = ro_arena_text(b->arena, cap);
  if (b->text.len > 0) memcpy(grown, b->text.at, b->text.len);
  b->text.at = grown;
  b->text.cap = cap;
}

static void put(builder *b, char c, size_t count) {
  reserve(b, count);
  memset(b->text.at + b->text.len, c, count);
  b->text.len += count;
}

static size_t common_element(const ro_page *page, size_t a, size_t b) {
  const ro_page_element *elements = page->elements.at;
  while (a != b) {
    if (elements[a].depth >= elements[b].depth) {
      a = elements[a].parent;
    } else {
      b = elements[b].parent;
    }
  }
  return a;
}

/* What stands between the last character and the next: opens a block where none is open. */
static void separate(builder *b) {
  ro_page *page = b->page;
  bool splits = b->block_is_open && b->breaks >= 2;
  if (b->block_is_open && b->breaks > 0) {
    put(b, '\n', b->breaks);
  } else if (b->block_is_open && b->has_space) {
    put(b, ' ', 1);
  } else if (!b->block_is_open && page->blocks.len > 0) {
    put(b, '\n', 2);
  }
  if (splits || !b->block_is_open) {
    ro_page_block block = {.span = {b->text.len, b->text.len}, .element = b->element};
    RO_PUSH(b->arena, &page->blocks, block);
  }
  b->block_is_open = true;
  b->has_space = false;
  b->breaks = 0;
}

static void add_word(builder *b, const char *word, size_t len) {
  size_t before = b->text.len;
  bool goes_on_in_link = b->block_is_open && b->was_in_link;
  if (!b->block_is_open || b->breaks > 0 || b->has_space) separate(b);
  size_t separator = b->text.len - before;
  reserve(b, len);
  memcpy(b->text.at + b->text.len, word, len);
  b->text.len += len;
  ro_page_block *block = &b->page->blocks.at[b->page->blocks.len - 1];
  block->span.end = b->text.len;
  if (b->joined != b->element || block->span.start == before + separator) {
    block->element = common_element(b->page, block->element, b->element);
    b->joined = b->element;
  }
  b->was_in_link = (b->page->elements.at[b->element].within & RO_IN_LINK) != 0;
  if (b->was_in_link) block->link_bytes += len + (goes_on_in_link && block->span.start < before ? separator : 0);
}

/* ASCII that is seen. */
static bool is_plain(char c) {
  return c > ' ' && c < 0x7F;
}

static size_t skip_space(ro_slice text, size_t at) {
  while (at < text.len) {
    size_t next = at;
    if (is_plain(text.ptr[at]) || !ro_is_space(ro_utf8_next(text, &next))) break;
    at = next;
  }
  return at;
}

/* Stretches between white space other than one plain space amid them are added whole. */
static void add_text(builder *b, ro_slice text) {
  size_t stretch = 0;
  for (size_t at = 0; at < text.len;) {
    while (at < text.len && is_plain(text.ptr[at])) at++;
    size_t start = at;
    if (at == text.len || !ro_is_space(ro_utf8_next(text, &at))) continue;
    at = skip_space(text, at);
    if (at == start + 1 && text.ptr[start] == ' ' && start > stretch && at < text.len) continue;
    if (start > stretch) add_word(b, text.ptr + stretch, start - stretch);
    b->has_space = true;
    stretch = at;
  }
  if (text.len > stretch) add_word(b, text.ptr + stretch, text.len - stretch);
}

static void end_block(builder *b) {
  b->block_is_open = false;
  b->has_space = false;
  b->breaks = 0;
}

/* -- what the page says of itself -- */

/* The text right under an element: enough for title and script, which hold no elements. */
static ro_slice raw_text(const builder *b, lxb_dom_node_t *node) {
  ro_slices parts = {0};
  for (lxb_dom_node_t *child = node->first_child; child; child = child->next) {
    if (child->type != LXB_DOM_NODE_TYPE_TEXT) continue;
    const lexbor_str_t *data = &lxb_dom_interface_text(child)->char_data.data;
    RO_PUSH(b->arena, &parts, ((ro_slice){(const char *)data->data, data->length}));
  }
  return ro_arena_join(b->arena, parts.at, parts.len, RO_LIT(""));
}

static void add_property(const builder *b, ro_slice name, ro_slice value) {
  if (!name.ptr || !value.ptr || value.len == 0) return;
  ro_page_property property = {ro_arena_lower(b->arena, ro_slice_trim(name)), ro_utf8_one_line(b->arena, value)};
  RO_PUSH(b->arena, &b->page->properties, property);
}

static void add_meta(const builder *b, const ro_attributes *attributes) {
  static const ro_attribute keys[] = {RO_ATTRIBUTE_PROPERTY, RO_ATTRIBUTE_NAME, RO_ATTRIBUTE_ITEMPROP, RO_ATTRIBUTE_HTTP_EQUIV};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    add_property(b, attributes->of[keys[i]], attributes->of[RO_ATTRIBUTE_CONTENT]);
  }
}

static void read_link(const builder *b, const ro_attributes *attributes) {
  ro_slice rel = attributes->of[RO_ATTRIBUTE_REL], href = attributes->of[RO_ATTRIBUTE_HREF];
  ro_slice type = attributes->of[RO_ATTRIBUTE_TYPE], title = attributes->of[RO_ATTRIBUTE_TITLE];
  if (!rel.ptr || !href.ptr) return;
  if (!b->page->canonical.ptr && ro_slice_equal_nocase(rel, RO_LIT("canonical")))
    b->page->canonical = ro_arena_copy(b->arena, href);
  bool is_feed =
      ro_slice_equal_nocase(type, RO_LIT("application/rss+xml")) || ro_slice_equal_nocase(type, RO_LIT("application/atom+xml"));
  if (!b->page->feed.ptr && is_feed && title.ptr && ro_slice_equal_nocase(rel, RO_LIT("alternate")))
    b->page->feed = ro_utf8_one_line(b->arena, title);
}

static void read_head(const builder *b, lxb_dom_node_t *node, const ro_attributes *attributes) {
  lxb_tag_id_t tag = node->local_name;
  if (tag == LXB_TAG_META) {
    add_meta(b, attributes);
  } else if (tag == LXB_TAG_TITLE && node->ns == LXB_NS_HTML && !b->page->title.ptr) {
    b->page->title = ro_utf8_one_line(b->arena, raw_text(b, node));
  } else if (tag == LXB_TAG_LINK) {
    read_link(b, attributes);
  } else if (tag == LXB_TAG_SCRIPT && ro_tree_is_json_ld(attributes->of[RO_ATTRIBUTE_TYPE])) {
    RO_PUSH(b->arena, &b->page->json_ld, raw_text(b, node));
  }
}

/* -- elements -- */

static size_t put_lower(char *restrict out, ro_slice text) {
  const char *restrict in = text.ptr;
  for (size_t i = 0; i < text.len; i++) out[i] = (char)(in[i] + ((unsigned char)(in[i] - 'A') < 26) * 0x20);
  return text.len;
}

static ro_slice hints_of(const builder *b, const ro_attributes *attributes) {
  size_t most = 0, len = 0;
  for (size_t i = 0; i < RO_ATTRIBUTE_HINTS; i++) most += attributes->of[i].len > 0 ? attributes->of[i].len + 1 : 0;
  if (most == 0) return RO_LIT("");
  char *out = ro_arena_text(b->arena, most);
  for (size_t i = 0; i < RO_ATTRIBUTE_HINTS; i++) {
    if (attributes->of[i].len == 0) continue;
    if (len > 0) out[len++] = ' ';
    len += put_lower(out + len, attributes->of[i]);
  }
  return (ro_slice){out, len};
}

static bool has(const ro_attributes *attributes, ro_attribute attribute) {
  return (attributes->has >> attribute & 1) != 0;
}

static bool is_hidden(const ro_attributes *attributes) {
  if (has(attributes, RO_ATTRIBUTE_HIDDEN)) return true;
  ro_slice style = attributes->of[RO_ATTRIBUTE_STYLE];
  for (size_t at = 0; style.ptr && (at = ro_slice_find(style, RO_LIT("display"), at)) != SIZE_MAX;) {
    for (at += strlen("display"); at < style.len && (style.ptr[at] == ' ' || style.ptr[at] == ':');) at++;
    if (ro_slice_starts(ro_slice_part(style, at, style.len), RO_LIT("none"))) return true;
  }
  return false;
}

static ro_slice tag_name(const builder *b, lxb_dom_element_t *element) {
  size_t len = 0;
  const lxb_char_t *name = lxb_dom_element_local_name(element, &len);
  ro_slice tag = name ? (ro_slice){(const char *)name, len} : RO_LIT("");
  return lxb_dom_element_tag_id(element) < LXB_TAG__LAST_ENTRY ? tag : ro_arena_copy(b->arena, tag);
}

/* A link to a part of the page itself, as a table of contents and notes have, is text like any other. */
static bool leads_away(ro_slice href) {
  return href.ptr && !(href.len > 1 && href.ptr[0] == '#');
}

static unsigned within_of(lxb_tag_id_t tag, const ro_attributes *attributes) {
  unsigned within = kind_of(tag).within;
  ro_slice role = attributes->of[RO_ATTRIBUTE_ROLE];
  if (role.ptr && ro_slice_equal_nocase(role, RO_LIT("main"))) within |= RO_IN_MAIN;
  if (role.ptr && ro_slice_equal_nocase(role, RO_LIT("navigation"))) within |= RO_IN_NAV;
  if (role.ptr && ro_slice_equal_nocase(role, RO_LIT("dialog"))) within |= RO_IN_DIALOG;
  if (tag == LXB_TAG_A && leads_away(attributes->of[RO_ATTRIBUTE_HREF])) within |= RO_IN_LINK;
  if (is_hidden(attributes)) within |= RO_IS_HIDDEN;
  return within;
}

static void push_element(builder *b, lxb_dom_element_t *element, const ro_attributes *attributes) {
  lxb_tag_id_t tag = lxb_dom_element_tag_id(element);
  ro_page *page = b->page;
  ro_page_element made = {.first_block = page->blocks.len};
  if (page->elements.len > 0) {
    const ro_page_element *above = &page->elements.at[b->element];
    made.parent = b->element;
    made.depth = above->depth + 1;
    made.within = above->within;
    made.heading = above->heading;
  }
  made.tag = tag_name(b, element);
  made.hints = hints_of(b, attributes);
  made.itemprop = ro_arena_copy(b->arena, attributes->of[RO_ATTRIBUTE_ITEMPROP]);
  made.within |= within_of(tag, attributes);
  if (tag >= LXB_TAG_H1 && tag <= LXB_TAG_H6) made.heading = (uint8_t)(tag - LXB_TAG_H1 + 1);
  RO_PUSH(b->arena, &page->elements, made);
  b->element = page->elements.len - 1;
}

static void read_element(builder *b, lxb_tag_id_t tag, const ro_attributes *attributes) {
  ro_page *page = b->page;
  ro_slice itemprop = page->elements.at[b->element].itemprop, datetime = attributes->of[RO_ATTRIBUTE_DATETIME];
  if (itemprop.ptr) {
    ro_slice value = attributes->of[RO_ATTRIBUTE_CONTENT];
    add_property(b, itemprop, value.ptr ? value : datetime);
  }
  ro_slice alt = attributes->of[RO_ATTRIBUTE_ALT];
  if (tag == LXB_TAG_IMG && alt.len > 0 && alt.len <= LONGEST_ALT && page->pictures.len < MOST_PICTURES)
    RO_PUSH(b->arena, &page->pictures, ro_utf8_one_line(b->arena, alt));
  if (tag == LXB_TAG_HTML) page->language = ro_arena_copy(b->arena, attributes->of[RO_ATTRIBUTE_LANG]);
  if (tag == LXB_TAG_TIME) {
    ro_page_time time = {
        .element = b->element, .block = page->blocks.len, .is_publication = has(attributes, RO_ATTRIBUTE_PUBDATE)};
    time.datetime = ro_arena_copy(b->arena, datetime);
    if (b->block_is_open) time.block--;
    RO_PUSH(b->arena, &page->times, time);
  }
}

/* True when what the node holds is to be walked, and leave() called after. */
static bool enter(builder *b, lxb_dom_node_t *node) {
  if (node->type == LXB_DOM_NODE_TYPE_TEXT) {
    const lexbor_str_t *data = &lxb_dom_interface_text(node)->char_data.data;
    if (b->page->elements.len > 0) add_text(b, (ro_slice){(const char *)data->data, data->length});
    return false;
  }
  if (node->type != LXB_DOM_NODE_TYPE_ELEMENT) return false;
  lxb_dom_element_t *element = lxb_dom_interface_element(node);
  lxb_tag_id_t tag = lxb_dom_element_tag_id(element);
  if (tag == LXB_TAG_BR) {
    b->breaks += b->block_is_open;
    return false;
  }
  ro_attributes attributes;
  ro_tree_attributes(b->tree, element, &attributes);
  if (is_dropped(tag)) {
    read_head(b, node, &attributes);
    return false;
  }
  if (kind_of(tag).is_block) end_block(b);
  push_element(b, element, &attributes);
  read_element(b, tag, &attributes);
  return true;
}

static void leave(builder *b, lxb_dom_node_t *node) {
  ro_page_element *element = &b->page->elements.at[b->element];
  element->end_block = b->page->blocks.len;
  b->element = element->parent;
  if (kind_of(lxb_dom_element_tag_id(lxb_dom_interface_element(node))).is_block) end_block(b);
}

static void walk(builder *b, lxb_dom_node_t *root) {
  for (lxb_dom_node_t *node = root;;) {
    bool is_open = enter(b, node);
    if (is_open && node->first_child) {
      node = node->first_child;
      continue;
    }
    if (is_open) leave(b, node);
    while (node != root && !node->next) {
      node = node->parent;
      leave(b, node);
    }
    if (node == root) return;
    node = node->next;
  }
}

void ro_page_parse(ro_page *page, ro_slice html, ro_arena *arena) {
  *page = (ro_page){.text = RO_LIT("")};
  ro_tree *tree = ro_tree_parse(html, arena);
  builder b = {.page = page, .arena = arena, .tree = tree};
  lxb_dom_element_t *root = tree->document->dom_document.element;
  if (root) walk(&b, lxb_dom_interface_node(root));
  if (b.text.len > 0) page->text = (ro_slice){b.text.at, b.text.len};
  ro_tree_release(tree);
}
