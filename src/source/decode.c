#include <stdint.h>
#include <yyjson.h>

#include "base/error.h"
#include "base/utf8.h"
#include "source/charset.h"
#include "source/http.h"
#include "source/markdown.h"
#include "source/row.h"
#include "source/source.h"

enum { SHOWN = 160, DEFAULT_DEPTH = 64 };
#define DEFAULT_ITEM_BYTES ((size_t)64 << 20)

/* How messages call the item: a file by its path, a line or a record by both. */
static ro_slice name_of(const ro_item *item, ro_arena *arena) {
  int len = (int)(item->source.len < SHOWN ? item->source.len : SHOWN);
  if (item->is_archived) return ro_arena_format(arena, "record at byte %zu of \"%.*s\"", item->offset, len, item->source.ptr);
  return item->line > 0 ? ro_arena_format(arena, "line %zu of \"%.*s\"", item->line, len, item->source.ptr)
                        : ro_arena_format(arena, "\"%.*s\"", len, item->source.ptr ? item->source.ptr : "");
}

#define FAIL_ITEM(item, arena, place, format, ...) \
  ro_fail_at(&(item)->error, READOUT_ERR_INPUT, (item)->line, (place), "%s " format, name_of((item), (arena)).ptr, __VA_ARGS__)

/* \r\n and \r become \n. The text itself where it has none. */
static ro_slice unify_line_ends(ro_slice text, ro_arena *arena) {
  if (text.len == 0 || !memchr(text.ptr, '\r', text.len)) return text;
  char *out = ro_arena_text(arena, text.len);
  size_t len = 0;
  for (size_t at = 0; at < text.len;) {
    const char *mark = memchr(text.ptr + at, '\r', text.len - at);
    size_t end = mark ? (size_t)(mark - text.ptr) : text.len;
    memcpy(out + len, text.ptr + at, end - at);
    len += end - at;
    at = end;
    if (!mark) break;
    out[len++] = '\n';
    at += at + 1 < text.len && text.ptr[at + 1] == '\n' ? 2 : 1;
  }
  return (ro_slice){out, len};
}

/* A page's NULs are its parser's to drop; in a text they mean that it is none. */
static readout_status check_nul(ro_item *item, ro_arena *arena) {
  if (item->format == RO_ITEM_HTML || item->text.len == 0) return READOUT_OK;
  const char *nul = memchr(item->text.ptr, '\0', item->text.len);
  if (!nul) return READOUT_OK;
  size_t offset = (size_t)(nul - item->text.ptr);
  return FAIL_ITEM(item, arena, offset, "has a NUL at byte %zu and is no text; give its text, or leave it out", offset);
}

static readout_status decode_bytes(ro_item *item, ro_arena *arena) {
  ro_decoded decoded;
  RO_TRY(ro_charset_decode(item->bytes, item->format == RO_ITEM_HTML, item->given_charset, name_of(item, arena), &decoded, arena,
                           &item->error));
  item->text = unify_line_ends(decoded.text, arena);
  item->charset = decoded.charset;
  item->charset_guessed = decoded.is_guessed;
  return check_nul(item, arena);
}

/* Where the quote mark stands that ends a string whose letters begin at `start`: the first that an even number of backslashes
 * precede. */
static size_t end_of_string(ro_slice json, size_t start) {
  for (size_t at = start; at < json.len; at++) {
    const char *mark = memchr(json.ptr + at, '"', json.len - at);
    size_t slashes = 0;
    if (!mark) return json.len;
    at = (size_t)(mark - json.ptr);
    while (at - slashes > start && json.ptr[at - slashes - 1] == '\\') slashes++;
    if (slashes % 2 == 0) return at;
  }
  return json.len;
}

/* yyjson has no limit of its own. Byte offset of the bracket that opens one level too many, or SIZE_MAX. */
static size_t too_deep(ro_slice json, size_t max) {
  size_t depth = 0;
  for (size_t i = 0; i < json.len; i++) {
    char c = json.ptr[i];
    if (c == '"') {
      i = end_of_string(json, i + 1);
    } else if (c == '{' || c == '[') {
      if (++depth > max) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      depth--;
    }
  }
  return SIZE_MAX;
}

/* Absent and null give an absent slice; anything but a string fails. Strings live in the document, hence in the arena. */
static readout_status take_string(ro_item *item, yyjson_val *object, const char *key, ro_slice *out, ro_arena *arena) {
  yyjson_val *value = yyjson_obj_get(object, key);
  if (!value || yyjson_is_null(value)) return READOUT_OK;
  if (!yyjson_is_str(value)) {
    return FAIL_ITEM(item, arena, 0, "has \"%s\" as %s; it must be a string", key, yyjson_get_type_desc(value));
  }
  *out = (ro_slice){yyjson_get_str(value), yyjson_get_len(value)};
  return READOUT_OK;
}

static readout_status take_id(ro_item *item, yyjson_val *object, ro_arena *arena) {
  yyjson_val *value = yyjson_obj_get(object, "id");
  if (yyjson_is_uint(value)) {
    item->id = ro_arena_format(arena, "%llu", (unsigned long long)yyjson_get_uint(value));
    return READOUT_OK;
  }
  if (yyjson_is_sint(value)) {
    item->id = ro_arena_format(arena, "%lld", (long long)yyjson_get_sint(value));
    return READOUT_OK;
  }
  return take_string(item, object, "id", &item->id, arena);
}

static readout_status take_object(ro_item *item, yyjson_val *object, ro_arena *arena) {
  ro_slice text = RO_ABSENT, html = RO_ABSENT, url = RO_ABSENT;
  RO_TRY(take_id(item, object, arena));
  RO_TRY(take_string(item, object, "title", &item->title, arena));
  RO_TRY(take_string(item, object, "outlet", &item->outlet, arena));
  RO_TRY(take_string(item, object, "url", &url, arena));
  item->charset = RO_LIT("UTF-8");
  if (yyjson_is_arr(yyjson_obj_get(object, "sentences")) && yyjson_is_arr(yyjson_obj_get(object, "attributions"))) {
    item->is_findings = true;
    item->text = item->bytes;
    return READOUT_OK;
  }
  if (yyjson_equals_str(yyjson_obj_get(object, "type"), "review") && yyjson_is_arr(yyjson_obj_get(object, "members"))) {
    item->is_decision = true;
    item->text = item->bytes;
    return READOUT_OK;
  }
  RO_TRY(take_string(item, object, "date", &item->published, arena));
  RO_TRY(take_string(item, object, "modified", &item->modified, arena));
  RO_TRY(take_string(item, object, "text", &text, arena));
  RO_TRY(take_string(item, object, "html", &html, arena));
  if (!text.ptr && !html.ptr) return FAIL_ITEM(item, arena, 0, "has neither \"text\" nor \"%s\"; give one of them", "html");
  if (url.ptr && url.len > 0) item->url = item->source = url;
  item->format = text.ptr ? RO_ITEM_TEXT : RO_ITEM_HTML;
  item->text = text.ptr ? text : html;
  if (ro_slice_starts(item->text, RO_LIT("\xEF\xBB\xBF"))) item->text = ro_slice_part(item->text, 3, item->text.len);
  item->text = unify_line_ends(item->text, arena);
  return check_nul(item, arena);
}

static void free_document(void *document) {
  yyjson_doc_free(document);
}

static readout_status check_depth(ro_item *item, ro_arena *arena) {
  size_t max = item->depth ? item->depth : DEFAULT_DEPTH, deep = too_deep(item->bytes, max);
  if (deep == SIZE_MAX) return READOUT_OK;
  return FAIL_ITEM(item, arena, deep, "nests more than %zu levels deep at byte %zu; make it flatter", max, deep);
}

/* Why it could not be read: the bytes themselves come first. */
static readout_status refuse_json(ro_item *item, const yyjson_read_err *problem, ro_arena *arena) {
  if (problem->code == YYJSON_READ_ERROR_MEMORY_ALLOCATION) ro_arena_refuse(arena, "memory ran out while reading JSON");
  size_t invalid = ro_utf8_check(item->bytes);
  if (invalid < item->bytes.len) {
    return FAIL_ITEM(item, arena, invalid, "is not valid UTF-8 at byte %zu; JSON is always UTF-8, convert it", invalid);
  }
  RO_TRY(check_depth(item, arena));
  return FAIL_ITEM(item, arena, problem->pos, "is not JSON: %s at byte %zu", problem->msg, problem->pos);
}

/* yyjson checks that it is UTF-8; no value is deeper than there are values. */
static readout_status decode_json(ro_item *item, ro_arena *arena) {
  yyjson_read_err problem = {0};
  yyjson_doc *document =
      yyjson_read_opts((char *)(uintptr_t)item->bytes.ptr, item->bytes.len, YYJSON_READ_NOFLAG, NULL, &problem);
  if (!document) return refuse_json(item, &problem, arena);
  ro_arena_defer(arena, free_document, document);
  if (yyjson_doc_get_val_count(document) > (item->depth ? item->depth : DEFAULT_DEPTH)) RO_TRY(check_depth(item, arena));
  yyjson_val *root = yyjson_doc_get_root(document);
  if (!yyjson_is_obj(root)) {
    return FAIL_ITEM(item, arena, 0, "holds %s; an object with \"text\" or \"html\" must stand there",
                     yyjson_get_type_desc(root));
  }
  return take_object(item, root, arena);
}

/* What the text came with, where there is such; the bytes were decoded. */
static void take_given(ro_item *item, ro_slice id, ro_slice title, ro_slice outlet, ro_slice url) {
  if (id.ptr) item->id = id;
  item->title = title;
  item->outlet = outlet;
  if (url.ptr) item->url = item->source = url;
}

static readout_status decode_row(ro_item *item, ro_arena *arena) {
  ro_row row;
  RO_TRY(decode_bytes(item, arena));
  RO_TRY(ro_row_read(&row, item->header, item->text, name_of(item, arena), arena, &item->error));
  if (!row.text.ptr && !row.html.ptr) return FAIL_ITEM(item, arena, 0, "has nothing in its column of %s", "texts");
  item->format = row.text.ptr ? RO_ITEM_TEXT : RO_ITEM_HTML;
  item->text = row.text.ptr ? row.text : row.html;
  item->published = row.date;
  item->modified = row.modified;
  take_given(item, row.id, row.title, row.outlet, row.url);
  return READOUT_OK;
}

static readout_status decode_markdown(ro_item *item, ro_arena *arena) {
  ro_markdown markdown;
  RO_TRY(decode_bytes(item, arena));
  RO_TRY(ro_markdown_read(&markdown, item->text, name_of(item, arena), arena, &item->error));
  item->format = RO_ITEM_TEXT;
  item->text = markdown.text;
  item->published = markdown.date;
  item->modified = markdown.modified;
  take_given(item, markdown.id, markdown.title, markdown.outlet, markdown.url);
  return READOUT_OK;
}

static readout_status decode_payload(ro_item *item, ro_arena *arena) {
  size_t max = item->max ? item->max : DEFAULT_ITEM_BYTES;
  return ro_http_payload(item->bytes, item->transfer, item->encoding, max, name_of(item, arena), &item->bytes, arena,
                         &item->error);
}

static readout_status decode(ro_item *item, ro_arena *arena) {
  if (item->is_archived) RO_TRY(decode_payload(item, arena));
  switch (item->format) {
    case RO_ITEM_JSON:
      RO_TRY(decode_json(item, arena));
      break;
    case RO_ITEM_ROW:
      RO_TRY(decode_row(item, arena));
      break;
    case RO_ITEM_MARKDOWN:
      RO_TRY(decode_markdown(item, arena));
      break;
    default:
      RO_TRY(decode_bytes(item, arena));
      break;
  }
  if (item->url.len > 0) item->source = item->url;
  return READOUT_OK;
}

void ro_item_decode(ro_item *item, ro_arena *arena) {
  if (item->error.status == READOUT_OK) (void)decode(item, arena);
}
