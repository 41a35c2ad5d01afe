#include "format/json_original.h"

#include "base/base64.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "format/json_in.h"
#include "format/json_out.h"
#include "record/lines.h"

static const char *const FORMATS[] = {[RO_ITEM_TEXT] = "text",
                                      [RO_ITEM_HTML] = "html",
                                      [RO_ITEM_JSON] = "json",
                                      [RO_ITEM_ROW] = "row",
                                      [RO_ITEM_MARKDOWN] = "markdown"};

static bool format_of(ro_slice word, ro_item_format *format) {
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
    *format = (ro_item_format)i;
    if (ro_slice_equal(word, ro_slice_of(FORMATS[i]))) return true;
  }
  return false;
}

static void put(ro_text *out, const char *key, ro_slice value) {
  if (value.ptr) ro_out_text(out, key, value);
}

/* A header row may be in any charset; what a server says of one may be no text. */
void ro_given_write(ro_text *out, const ro_item *item, ro_arena *scratch) {
  bool is_text = ro_utf8_check(item->given_charset) == item->given_charset.len;
  ro_out_open(out, NULL, '{');
  put(out, "id", item->id);
  put(out, "source", item->source);
  ro_out_word(out, "format", FORMATS[item->format]);
  put(out, "charset", is_text ? item->given_charset : RO_ABSENT);
  put(out, "header", item->header.ptr ? ro_base64_encode(scratch, item->header) : RO_ABSENT);
  put(out, "title", item->title);
  put(out, "outlet", item->outlet);
  put(out, "url", item->url);
  put(out, "published", item->published);
  put(out, "modified", item->modified);
  ro_out_close(out, '}');
}

static void take_given(ro_json_in *in, yyjson_val *object, ro_item *item) {
  *item = (ro_item){.id = ro_in_text(in, object, "id"), .source = ro_in_text(in, object, "source")};
  RO_IN_WORD(in, object, "format", format_of, &item->format);
  item->given_charset = ro_in_text(in, object, "charset");
  ro_slice header = ro_in_text(in, object, "header");
  if (header.ptr && !ro_base64_decode(in->arena, header, &item->header)) ro_in_fail(in, "header", "is no base64");
  item->title = ro_in_text(in, object, "title");
  item->outlet = ro_in_text(in, object, "outlet");
  item->url = ro_in_text(in, object, "url");
  item->published = ro_in_text(in, object, "published");
  item->modified = ro_in_text(in, object, "modified");
}

readout_status ro_given_read(ro_item *item, ro_slice json, ro_arena *arena, readout_error *err) {
  ro_json_in in;
  yyjson_val *object = ro_in_parse(&in, json, 0, arena, err);
  if (object) take_given(&in, object, item);
  return ro_in_status(&in);
}

void ro_original_write(ro_text *out, const ro_original *original, ro_arena *scratch) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "type", ro_line_type_name(RO_LINE_ORIGINAL));
  ro_out_text(out, "sha256", original->sha256);
  ro_out_text(out, "bytes", ro_base64_encode(scratch, original->bytes));
  ro_out_open(out, "given", '[');
  for (size_t i = 0; i < original->given.len; i++) {
    const ro_original_given *given = &original->given.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "report", given->report);
    ro_out_text(out, "reader", given->reader);
    if (given->given.len > 2) {
      ro_text_add(out, RO_LIT(","));
      ro_text_add(out, ro_slice_part(given->given, 1, given->given.len - 1)); /* without its braces */
    }
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
  ro_out_close(out, '}');
  ro_text_add(out, RO_LIT("\n"));
}

static void release_text(void *text) {
  ro_text_release(text);
}

static void take_givens(ro_json_in *in, yyjson_val *object, ro_original *original) {
  ro_in_list list;
  ro_text *text = RO_NEW(in->arena, ro_text);
  ro_text_init(text, 0);
  ro_arena_defer(in->arena, release_text, text);
  for (ro_in_open(in, object, "given", &list); ro_in_next(in, &list);) {
    ro_original_given given = {.report = ro_in_needed(in, list.item, "report"), .reader = ro_in_needed(in, list.item, "reader")};
    ro_item item;
    take_given(in, list.item, &item);
    if (ro_in_status(in) != READOUT_OK) continue;
    ro_text_clear(text);
    ro_given_write(text, &item, in->arena);
    given.given = ro_arena_copy(in->arena, ro_text_slice(text));
    RO_PUSH(in->arena, &original->given, given);
  }
}

readout_status ro_original_read(ro_original *original, ro_slice line, size_t number, ro_arena *arena, readout_error *err) {
  ro_json_in in;
  *original = (ro_original){0};
  yyjson_val *object = ro_in_parse(&in, line, number, arena, err);
  if (!object) return ro_in_status(&in);
  original->sha256 = ro_in_needed(&in, object, "sha256");
  ro_slice bytes = ro_in_needed(&in, object, "bytes");
  if (ro_in_status(&in) != READOUT_OK) return ro_in_status(&in);
  if (!ro_base64_decode(arena, bytes, &original->bytes)) {
    ro_in_fail(&in, "bytes", "is no base64");
  } else if (!ro_slice_equal(ro_sha256(arena, original->bytes), original->sha256)) {
    ro_in_fail(&in, "bytes", "is not what has this hash");
  }
  take_givens(&in, object, original);
  return ro_in_status(&in);
}
