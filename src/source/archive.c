#include "source/archive.h"

#include "base/error.h"
#include "source/http.h"
#include "source/sniff.h"

/* Where the payload stands in a block, and what is said of it. */
typedef struct payload {
  ro_slice type, encoding, transfer, bytes;
} payload;

static bool is_word(ro_slice value, const char *word) {
  return ro_slice_equal_nocase(value, ro_slice_of(word));
}

static bool is_http(ro_slice content_type) {
  return is_word(ro_http_media_type(content_type), "application/http") || content_type.len == 0;
}

static bool is_page_type(ro_slice type) {
  return is_word(type, "text/html") || is_word(type, "application/xhtml+xml");
}

static bool is_json_type(ro_slice type) {
  return is_word(type, "application/json") || is_word(type, "text/json");
}

/* False where a payload of this type is no report. Without a type its first bytes decide. */
static bool format_of(ro_slice type, ro_slice bytes, ro_item_format *format) {
  *format = is_page_type(type) ? RO_ITEM_HTML : is_json_type(type) ? RO_ITEM_JSON : RO_ITEM_TEXT;
  if (type.len > 0) return *format != RO_ITEM_TEXT || is_word(type, "text/plain");
  *format = RO_ITEM_HTML;
  return ro_looks_like_page(bytes);
}

/* Browsertrix keeps what it found of a page under urn:, wget its own log under metadata:. */
static bool is_service(ro_slice uri) {
  return ro_slice_ends(uri, RO_LIT("/robots.txt")) || ro_slice_starts(uri, RO_LIT("urn:")) ||
         ro_slice_starts(uri, RO_LIT("metadata:"));
}

/* The record's payload. False, with *why, where the record is passed over. */
static bool find_payload(const ro_warc_record *record, payload *found, ro_passed *why) {
  *found = (payload){.type = record->content_type, .bytes = record->block};
  if (!is_word(record->type, "response") || !is_http(record->content_type)) return true;
  ro_http_head head;
  if (!ro_http_head_read(&head, record->block)) {
    *why = RO_PASSED_TYPE;
    return false;
  }
  *found = (payload){head.type, head.encoding, head.transfer, ro_slice_part(record->block, head.body, record->block.len)};
  *why = RO_PASSED_STATUS;
  return head.status == 200 || head.status == 203;
}

/* False, with *why, where the record is passed over by what its heads say. */
static bool may_be_report(const ro_warc_record *record, payload *found, ro_item_format *format, ro_passed *why) {
  if (record->segment.ptr) {
    *why = RO_PASSED_SEGMENT;
    return false;
  }
  if (!find_payload(record, found, why)) return false;
  *why = is_service(record->uri)                                             ? RO_PASSED_SERVICE
         : !format_of(ro_http_media_type(found->type), found->bytes, format) ? RO_PASSED_TYPE
                                                                             : RO_PASSED_EMPTY;
  return *why == RO_PASSED_EMPTY && found->bytes.len > 0;
}

static void fill(ro_item *item, const ro_warc_record *record, const payload *found, ro_arena *arena) {
  item->given_charset = ro_arena_copy(arena, ro_http_charset(found->type));
  item->transfer = ro_arena_copy(arena, found->transfer);
  item->encoding = ro_arena_copy(arena, found->encoding);
  item->fetched = ro_arena_copy(arena, record->date);
  item->url = record->uri.len > 0 ? ro_arena_copy(arena, record->uri) : RO_ABSENT;
  item->bytes = ro_arena_copy(arena, found->bytes);
}

typedef struct trial {
  ro_item item;
  ro_arena arena;
} trial;

static void decode_trial(void *ctx) {
  trial *t = ctx;
  ro_item_decode(&t->item, &t->arena);
}

/* JSON is kept by all sorts of pages for their own use: what holds no report is no failure. Decodes it to see, and forgets it. */
static bool holds_report(const ro_item *item, const payload *found) {
  ro_guard guard = {0};
  trial t = {.item = {.format = RO_ITEM_JSON, .is_archived = true, .depth = item->depth, .max = item->max}};
  t.item.bytes = found->bytes;
  t.item.transfer = found->transfer;
  t.item.encoding = found->encoding;
  t.item.source = RO_LIT("");
  ro_arena_init(&t.arena, &guard, 0);
  bool is_decoded = ro_guard_run(&guard, decode_trial, &t, NULL) == READOUT_OK && t.item.error.status == READOUT_OK;
  ro_arena_release(&t.arena);
  return is_decoded;
}

static void name_item(ro_item *item, const ro_warc_record *record, const char *name, ro_arena *arena) {
  item->is_archived = true;
  item->offset = record->offset;
  item->source = ro_arena_copy(arena, ro_slice_of(name));
  item->id = record->id.len > 0 ? ro_arena_format(arena, "%s#%.*s", name, (int)record->id.len, record->id.ptr)
                                : ro_arena_format(arena, "%s#%zu", name, record->offset);
}

ro_archived ro_archive_item(ro_item *item, const ro_warc_record *record, const char *name, ro_passed *why, ro_arena *arena) {
  bool is_kept = is_word(record->type, "resource") || is_word(record->type, "conversion");
  bool is_again = is_word(record->type, "revisit"), goes_on = is_word(record->type, "continuation");
  payload found;
  *why = is_again ? RO_PASSED_REVISIT : RO_PASSED_SEGMENT;
  if (is_again || goes_on) return RO_ARCHIVED_PASSED;
  if (!is_kept && !is_word(record->type, "response")) return RO_ARCHIVED_IGNORED;
  if (!may_be_report(record, &found, &item->format, why)) return RO_ARCHIVED_PASSED;
  bool is_whole = record->length == record->block.len;
  *why = RO_PASSED_JSON;
  if (item->format == RO_ITEM_JSON && is_whole && !holds_report(item, &found)) return RO_ARCHIVED_PASSED;
  name_item(item, record, name, arena);
  if (!is_whole) {
    (void)ro_fail_at(&item->error, READOUT_ERR_INPUT, 0, record->offset, "record at byte %zu of \"%s\" is larger than %zu bytes",
                     record->offset, name, item->max);
  } else {
    fill(item, record, &found, arena);
  }
  return RO_ARCHIVED_ITEM;
}
