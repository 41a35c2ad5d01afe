#include "source/markdown.h"

#include <cmark.h>
#include <stdint.h>
#include <yaml.h>

#include "base/error.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/html.h"

enum { MOST_FRONT = 64 * 1024, MOST_DEPTH = 64, MOST_MARKERS = 100 };
#define MOST_MARKDOWN ((size_t)4 << 20)

/* -- front matter ----------------------------------------------------------------------------------------------------------- */

/* The line at `at`; *end behind it. */
static ro_slice line_at(ro_slice text, size_t at, size_t *end) {
  const char *stop = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
  *end = stop ? (size_t)(stop - text.ptr) + 1 : text.len;
  return ro_slice_part(text, at, stop ? *end - 1 : *end);
}

/* The YAML between two lines of three hyphens at the beginning; *body is where what follows begins. Absent: there is none. */
static ro_slice front_matter(ro_slice source, size_t *body) {
  size_t start, at, next;
  *body = 0;
  if (!ro_slice_equal(ro_slice_trim(line_at(source, 0, &start)), RO_LIT("---"))) return RO_ABSENT;
  for (at = start; at < source.len; at = next) {
    ro_slice line = line_at(source, at, &next);
    bool is_fence = line.len >= 3 && (ro_slice_starts(line, RO_LIT("---")) || ro_slice_starts(line, RO_LIT("..."))) &&
                    ro_slice_trim(line).len == 3;
    if (!is_fence) continue;
    *body = next;
    return ro_slice_part(source, start, at);
  }
  return RO_ABSENT;
}

static ro_slice *field_of(ro_markdown *markdown, ro_slice key) {
  const struct {
    const char *key;
    ro_slice *field;
  } fields[] = {
      {"title", &markdown->title},    {"headline", &markdown->title},    {"date", &markdown->date},
      {"published", &markdown->date}, {"modified", &markdown->modified}, {"updated", &markdown->modified},
      {"outlet", &markdown->outlet},  {"publisher", &markdown->outlet},  {"source", &markdown->outlet},
      {"url", &markdown->url},        {"link", &markdown->url},          {"permalink", &markdown->url},
      {"id", &markdown->id},
  };
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (ro_slice_equal_nocase(key, ro_slice_of(fields[i].key))) return fields[i].field;
  }
  return NULL;
}

typedef struct front {
  ro_markdown *markdown;
  ro_arena *arena;
  size_t depth; /* of collections that are open */
  bool is_value, is_mapping;
  ro_slice *field; /* that the next value of the outermost mapping fills; NULL: none */
} front;

static bool is_null(ro_slice value) {
  return value.len == 0 || ro_slice_equal(value, RO_LIT("~")) || ro_slice_equal(value, RO_LIT("null"));
}

static void take_scalar(front *f, const yaml_event_t *event) {
  if (f->depth != 1) return;
  ro_slice value = {(const char *)event->data.scalar.value, event->data.scalar.length};
  if (!f->is_value) {
    f->field = field_of(f->markdown, value);
  } else if (f->field && !f->field->ptr && !is_null(value)) {
    *f->field = ro_arena_copy(f->arena, value);
  }
  f->is_value = !f->is_value;
}

/* False at the end of the front matter, or where it is none that is read. */
static bool take_event(front *f, const yaml_event_t *event) {
  switch (event->type) {
    case YAML_SCALAR_EVENT:
      take_scalar(f, event);
      return f->depth > 0;
    case YAML_ALIAS_EVENT:
      if (f->depth == 1) f->is_value = !f->is_value;
      return true;
    case YAML_MAPPING_START_EVENT:
      f->is_mapping = true;
      return ++f->depth <= MOST_DEPTH;
    case YAML_SEQUENCE_START_EVENT:
      return f->depth++ > 0 && f->depth <= MOST_DEPTH;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
      if (--f->depth == 1) f->is_value = !f->is_value;
      return f->depth > 0;
    default:
      return event->type != YAML_STREAM_END_EVENT && event->type != YAML_DOCUMENT_END_EVENT;
  }
}

static void delete_parser(void *parser) {
  yaml_parser_delete(parser);
}

static readout_status read_front(front *f, ro_slice yaml, ro_slice name, readout_error *err) {
  if (yaml.len > MOST_FRONT) {
    return ro_fail_at(err, READOUT_ERR_INPUT, 1, 0, "%.*s has front matter of more than %d bytes; make it shorter", (int)name.len,
                      name.ptr, MOST_FRONT);
  }
  yaml_parser_t *parser = RO_NEW(f->arena, yaml_parser_t);
  if (!yaml_parser_initialize(parser)) ro_arena_refuse(f->arena, "memory ran out while reading YAML");
  ro_arena_defer(f->arena, delete_parser, parser);
  yaml_parser_set_input_string(parser, (const unsigned char *)yaml.ptr, yaml.len);
  for (bool more = true; more;) {
    yaml_event_t event;
    if (!yaml_parser_parse(parser, &event)) {
      return ro_fail_at(err, READOUT_ERR_INPUT, parser->problem_mark.line + 2, 0, "line %zu of %.*s is no YAML: %s",
                        parser->problem_mark.line + 2, (int)name.len, name.ptr,
                        parser->problem ? parser->problem : "memory ran out");
    }
    more = take_event(f, &event);
    yaml_event_delete(&event);
  }
  if (f->depth > MOST_DEPTH) {
    return ro_fail(err, READOUT_ERR_INPUT, "%.*s has front matter that nests more than %d levels deep", (int)name.len, name.ptr,
                   MOST_DEPTH);
  }
  return READOUT_OK;
}

/* -- text ------------------------------------------------------------------------------------------------------------------- */

/* The library walks the open quotes and lists once a line: a line may open only so many. 0: none does; else its number. */
static size_t too_deep(ro_slice body) {
  size_t markers = 0, line = 1;
  bool is_start = true;
  for (size_t i = 0; i < body.len; i++) {
    char c = body.ptr[i];
    if (c == '\n') {
      line++;
      markers = 0;
      is_start = true;
    } else if (is_start) {
      is_start = c != '\0' && strchr(" \t>*+-.)0123456789", c) != NULL;
      markers += c == '>' || c == '*' || c == '+' || c == '.' || c == ')';
      markers += c == '-' && i + 1 < body.len && body.ptr[i + 1] == ' ';
      if (markers > MOST_MARKERS) return line;
    }
  }
  return 0;
}

typedef struct writing {
  ro_text out;
  ro_arena *arena;
  bool block_is_open;
  size_t in_picture;
} writing;

static void open_block(writing *w) {
  if (!w->block_is_open && w->out.len > 0) ro_text_add(&w->out, RO_LIT("\n\n"));
  w->block_is_open = true;
}

static void add(writing *w, ro_slice text) {
  if (w->in_picture || text.len == 0) return;
  open_block(w);
  ro_text_add(&w->out, text);
}

static void close_block(writing *w) {
  w->block_is_open = false;
}

static void add_html(writing *w, ro_slice html) {
  ro_page page;
  close_block(w);
  ro_page_parse(&page, html, w->arena);
  add(w, page.text);
  close_block(w);
}

static void enter(writing *w, cmark_node *node) {
  const char *literal = cmark_node_get_literal(node);
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
      add(w, ro_slice_of(literal));
      break;
    case CMARK_NODE_CODE_BLOCK:
      close_block(w);
      add(w, ro_slice_trim(ro_slice_of(literal)));
      close_block(w);
      break;
    case CMARK_NODE_HTML_BLOCK:
      add_html(w, ro_slice_of(literal));
      break;
    case CMARK_NODE_SOFTBREAK:
      add(w, RO_LIT(" "));
      break;
    case CMARK_NODE_LINEBREAK:
      add(w, RO_LIT("\n"));
      break;
    case CMARK_NODE_IMAGE:
      w->in_picture++;
      break;
    default:
      break;
  }
}

static void leave(writing *w, cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) close_block(w);
  if (type == CMARK_NODE_IMAGE) w->in_picture--;
}

static void free_node(void *node) {
  cmark_node_free(node);
}

static void free_iter(void *iter) {
  cmark_iter_free(iter);
}

static void release_text(void *text) {
  ro_text_release(text);
}

static ro_slice write_text(ro_slice body, ro_arena *arena) {
  writing *w = RO_NEW(arena, writing);
  w->arena = arena;
  ro_text_init(&w->out, 0);
  ro_arena_defer(arena, release_text, &w->out);
  cmark_node *root = cmark_parse_document(body.ptr, body.len, CMARK_OPT_DEFAULT);
  if (!root) ro_arena_refuse(arena, "memory ran out while reading Markdown");
  ro_arena_defer(arena, free_node, root);
  cmark_iter *iter = cmark_iter_new(root);
  if (!iter) ro_arena_refuse(arena, "memory ran out while reading Markdown");
  ro_arena_defer(arena, free_iter, iter);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    if (event == CMARK_EVENT_ENTER) enter(w, cmark_iter_get_node(iter));
    if (event == CMARK_EVENT_EXIT) leave(w, cmark_iter_get_node(iter));
  }
  if (w->out.failed) ro_arena_refuse(arena, "memory ran out while reading Markdown");
  return ro_arena_copy(arena, ro_text_slice(&w->out));
}

readout_status ro_markdown_read(ro_markdown *markdown, ro_slice source, ro_slice name, ro_arena *arena, readout_error *err) {
  *markdown = (ro_markdown){0};
  size_t start, deep;
  ro_slice yaml = front_matter(source, &start);
  front f = {.markdown = markdown, .arena = arena};
  if (yaml.ptr) RO_TRY(read_front(&f, yaml, name, err));
  ro_slice body = f.is_mapping ? ro_slice_part(source, start, source.len) : source;
  if (body.len > MOST_MARKDOWN) {
    return ro_fail(err, READOUT_ERR_INPUT, "%.*s is Markdown of more than %zu bytes; split it into reports", (int)name.len,
                   name.ptr, MOST_MARKDOWN);
  }
  if ((deep = too_deep(body)) > 0) {
    return ro_fail(err, READOUT_ERR_INPUT, "%.*s opens more than %d quotes and lists in line %zu of its text; make it flatter",
                   (int)name.len, name.ptr, MOST_MARKERS, deep);
  }
  markdown->text = write_text(body, arena);
  return READOUT_OK;
}
