#include "source/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "source/archive.h"
#include "source/row.h"
#include "source/sniff.h"

enum { LOOK = 4096 };

void ro_file_init(ro_file *file, const ro_source_limits *limits) {
  *file = (ro_file){.fd = -1, .limits = limits};
  ro_text_init(&file->item, limits->item_bytes);
  ro_text_init(&file->header, limits->item_bytes);
}

static void release_flow(ro_file *file) {
  if (file->flow_is_open) ro_flow_release(&file->flow);
  file->flow_is_open = false;
}

size_t ro_file_taken(const ro_file *file) {
  size_t flowed = file->flow_is_open ? file->flow.taken : 0;
  if (file->kind != RO_FILE_WACZ) return flowed;
  return file->zip.taken + (flowed < file->zip.packed ? flowed : (size_t)file->zip.packed);
}

size_t ro_file_close(ro_file *file) {
  size_t taken = file->size > 0 ? file->size : ro_file_taken(file);
  release_flow(file);
  ro_zip_release(&file->zip);
  ro_feed_close(file->feed);
  file->feed = NULL;
  if (file->fd > STDIN_FILENO) close(file->fd);
  file->fd = -1;
  return taken;
}

void ro_file_release(ro_file *file) {
  if (ro_file_is_open(file)) (void)ro_file_close(file);
  ro_text_release(&file->item);
  ro_text_release(&file->header);
}

/* -- which format ----------------------------------------------------------------------------------------------------- */

static ro_splitting splitting_of(ro_slice name) {
  if (ro_name_ends(name, RO_LIT(".jsonl")) || ro_name_ends(name, RO_LIT(".ndjson"))) return RO_SPLIT_LINES;
  return ro_name_ends(name, RO_LIT(".json")) ? RO_SPLIT_VALUES : RO_SPLIT_NOT;
}

/* The name that a compressed file has when expanded. */
static ro_slice expanded_name(const ro_file *file) {
  ro_slice name = ro_slice_of(file->name);
  bool is_packed = file->flow.unpack.packing != RO_PACKED_NOT;
  if (is_packed && ro_name_ends(name, RO_LIT(".gz"))) return ro_slice_part(name, 0, name.len - 3);
  return is_packed && ro_name_ends(name, RO_LIT(".zst")) ? ro_slice_part(name, 0, name.len - 4) : name;
}

static bool is_feed_name(ro_slice name) {
  return ro_name_ends(name, RO_LIT(".rss")) || ro_name_ends(name, RO_LIT(".atom")) || ro_name_ends(name, RO_LIT(".opml"));
}

static void open_warc(ro_file *file) {
  file->kind = RO_FILE_WARC;
  ro_warc_init(&file->warc, &file->flow, file->limits->item_bytes);
}

static void open_rows(ro_file *file, ro_slice ahead) {
  file->kind = RO_FILE_ROWS;
  ro_stream_init(&file->stream, &file->flow, RO_SPLIT_ROWS, file->limits->item_bytes);
  file->stream.delimiter = ro_row_delimiter(ahead);
}

static void open_items(ro_file *file, ro_slice name, bool is_stdin) {
  ro_splitting splitting = is_stdin ? RO_SPLIT_LINES : splitting_of(name);
  bool is_markdown = ro_name_ends(name, RO_LIT(".md")) || ro_name_ends(name, RO_LIT(".markdown"));
  file->kind = RO_FILE_ITEMS;
  file->format = splitting != RO_SPLIT_NOT ? RO_ITEM_JSON
                 : ro_name_is_page(name)   ? RO_ITEM_HTML
                 : is_markdown             ? RO_ITEM_MARKDOWN
                                           : RO_ITEM_TEXT;
  ro_stream_init(&file->stream, &file->flow, splitting, file->limits->item_bytes);
}

void ro_file_open(ro_file *file, int fd, const char *path) {
  bool is_stdin = path == NULL;
  struct stat st;
  file->fd = fd;
  file->has_begun = false;
  file->name = is_stdin ? "-" : path;
  bool is_fed = is_stdin && file->read;
  file->size = !is_fed && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
  if (is_fed) {
    ro_flow_open_from(&file->flow, file->read, file->read_ctx, file->name);
  } else {
    ro_flow_open(&file->flow, fd, file->name);
  }
  file->flow_is_open = true;
  (void)ro_flow_need(&file->flow, LOOK);
  ro_slice name = expanded_name(file), ahead = ro_flow_ahead(&file->flow);
  bool is_json = is_stdin || splitting_of(name) != RO_SPLIT_NOT, is_page = ro_name_is_page(name);
  if (ro_warc_begins(ahead) || ro_name_ends(name, RO_LIT(".warc"))) {
    open_warc(file);
  } else if (ro_zip_begins(ahead)) {
    file->kind = RO_FILE_WACZ;
    file->zip = (ro_zip){0};
  } else if (ro_name_ends(name, RO_LIT(".csv")) || ro_name_ends(name, RO_LIT(".tsv"))) {
    open_rows(file, ahead);
  } else if (!is_json && !is_page && (is_feed_name(name) || ro_feed_begins(ahead))) {
    file->kind = RO_FILE_FEED;
    ro_stream_init(&file->stream, &file->flow, RO_SPLIT_NOT, file->limits->item_bytes);
  } else {
    open_items(file, name, is_stdin);
  }
}

/* -- items ------------------------------------------------------------------------------------------------------------ */

/* What was read is an item of its line, or the file's only one (line 0). The file has moved on before: memory may run out here.
 */
static void hand_over(const ro_file *file, ro_item_format format, size_t line, ro_item *item, ro_arena *arena) {
  item->line = line;
  item->source = ro_arena_copy(arena, ro_slice_of(file->name));
  item->id = line > 0 ? ro_arena_format(arena, "%s:%zu", file->name, line) : item->source;
  if (item->error.status != READOUT_OK) return;
  item->bytes = ro_arena_copy(arena, ro_text_slice(&file->item));
  item->format = format;
  if (format == RO_ITEM_TEXT && ro_looks_like_page(item->bytes)) item->format = RO_ITEM_HTML;
}

static bool next_item(ro_file *file, ro_item *item, ro_arena *arena) {
  size_t line;
  if (!ro_stream_next(&file->stream, &file->item, &line, &item->error)) return false;
  hand_over(file, file->format, line, item, arena);
  return true;
}

/* The header row. Without a column of texts nothing is read: item->error says so. False where the file is empty. */
static bool read_header(ro_file *file, ro_item *item, ro_arena *arena) {
  size_t line;
  file->has_begun = true;
  if (!ro_stream_next(&file->stream, &file->header, &line, &item->error)) return false;
  ro_slice header = ro_text_slice(&file->header);
  bool is_utf16 = ro_slice_starts(header, RO_LIT("\xFF\xFE")) || ro_slice_starts(header, RO_LIT("\xFE\xFF"));
  if (item->error.status == READOUT_OK && is_utf16) {
    (void)ro_fail(&item->error, READOUT_ERR_INPUT, "\"%s\" is UTF-16; save it as UTF-8", file->name);
  } else if (item->error.status == READOUT_OK && !ro_row_has_text(header, file->stream.delimiter, arena)) {
    (void)ro_fail_at(&item->error, READOUT_ERR_INPUT, line, 0,
                     "line %zu of \"%s\" is no header row with a column \"text\" or \"html\"; name the columns", line,
                     file->name);
  }
  file->stream.ended = file->stream.ended || item->error.status != READOUT_OK;
  return true;
}

static bool next_row(ro_file *file, ro_item *item, ro_arena *arena) {
  size_t line = 0;
  if (!file->has_begun && !read_header(file, item, arena)) return false;
  if (item->error.status == READOUT_OK && !ro_stream_next(&file->stream, &file->item, &line, &item->error)) return false;
  hand_over(file, RO_ITEM_ROW, line, item, arena);
  if (item->error.status == READOUT_OK) item->header = ro_arena_copy(arena, ro_text_slice(&file->header));
  return true;
}

static bool next_record(ro_file *file, ro_item *item, ro_arena *arena) {
  ro_warc_record record;
  while (ro_warc_next(&file->warc, &record, &item->error)) {
    const char *name = file->flow.name;
    ro_passed why;
    if (item->error.status != READOUT_OK) {
      item->source = ro_arena_copy(arena, ro_slice_of(name));
      item->id = ro_arena_format(arena, "%s#%zu", name, record.offset);
      return true;
    }
    ro_archived what = ro_archive_item(item, &record, name, &why, arena);
    if (what == RO_ARCHIVED_ITEM) return true;
    if (what == RO_ARCHIVED_PASSED) file->passed[why]++;
    *item = (ro_item){.depth = item->depth, .max = item->max};
  }
  return false;
}

/* The zip itself cannot be read, or one of its archives. */
static bool fail_zip(const ro_file *file, ro_item *item, ro_arena *arena) {
  hand_over(file, RO_ITEM_TEXT, 0, item, arena);
  return true;
}

static bool next_of_zip(ro_file *file, ro_item *item, ro_arena *arena) {
  if (!file->zip.zip && file->flow_is_open) {
    release_flow(file);
    if (file->fd == STDIN_FILENO) {
      (void)ro_fail(&item->error, READOUT_ERR_INPUT, "a zip cannot be read from standard input; give it as a file");
      return fail_zip(file, item, arena);
    }
    if (ro_zip_open(&file->zip, file->name, &item->error) != READOUT_OK) return fail_zip(file, item, arena);
  }
  while (file->zip.zip) {
    if (file->flow_is_open && next_record(file, item, arena)) return true;
    release_flow(file);
    if (!ro_zip_next(&file->zip, &file->flow, &item->error)) return false;
    if (item->error.status != READOUT_OK) return fail_zip(file, item, arena);
    file->flow_is_open = true;
    ro_warc_init(&file->warc, &file->flow, file->limits->item_bytes);
  }
  return false;
}

/* Reads the feed whole. item->error says why it cannot be. */
static void open_feed(ro_file *file, ro_item *item) {
  size_t line;
  file->has_begun = true;
  (void)ro_stream_next(&file->stream, &file->item, &line, &item->error);
  if (item->error.status != READOUT_OK) return;
  if (ro_feed_open(&file->feed, ro_text_slice(&file->item), file->name, &item->error) == READOUT_OK) return;
  ro_feed_close(file->feed);
  file->feed = NULL;
}

static bool next_entry(ro_file *file, ro_item *item, ro_arena *arena) {
  size_t line = 0;
  if (!file->has_begun) open_feed(file, item);
  if (item->error.status == READOUT_OK) {
    size_t *passed = &file->passed[RO_PASSED_EMPTY];
    if (!file->feed || !ro_feed_next(file->feed, &file->item, &line, passed, &item->error)) return false;
  }
  hand_over(file, RO_ITEM_JSON, line, item, arena);
  return true;
}

bool ro_file_next(ro_file *file, ro_item *item, ro_arena *arena) {
  item->depth = file->limits->depth;
  item->max = file->limits->item_bytes;
  switch (file->kind) {
    case RO_FILE_ROWS:
      return next_row(file, item, arena);
    case RO_FILE_WARC:
      return next_record(file, item, arena);
    case RO_FILE_WACZ:
      return next_of_zip(file, item, arena);
    case RO_FILE_FEED:
      return next_entry(file, item, arena);
    default:
      return next_item(file, item, arena);
  }
}
